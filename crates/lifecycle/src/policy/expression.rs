//! One CEL expression, within bounds: its length, its nesting, the functions that it may call, and how much work it can be for values of
//! a given size, which is known before it is evaluated. Whatever is wrong with it is an error and never a panic.

mod work;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cel::common::ast::{ComprehensionExpr, EntryExpr, Expr, operators};
use cel::parser::PrattParser;
use cel::{Context, Env, IdedExpr, Value};

use super::variables::Size;
use crate::status::cut;
use work::work;

/// Longest expression, in characters, as the definition has it.
const LONGEST: usize = 1024;
/// Most brackets within each other. The parser takes some of the stack for each.
const DEEPEST: usize = 16;
/// Most operators, dots and brackets in all, for the same reason.
const MOST_STEPS: usize = 128;
/// Most levels of the expression's tree: its evaluation takes up to 32 KB of the stack for each (measured without optimisation, cel 0.15).
const HIGHEST: usize = 20;
/// What counts as a step, but for brackets.
const STEPS: &str = ".!-+*/%?:<>=&|";
/// What is said of texts with a letter before the quote, or with three quotes.
const PLAIN_TEXTS: &str = "texts stand between one pair of plain quotes, such as 'abc'";
/// Most work: steps and values that are looked at. About a tenth of a second.
const MOST_WORK: u64 = 2_000_000;
/// So much of what the parser or the evaluation said is passed on.
const LONGEST_REASON: usize = 240;

/// What every rule can read.
const VARIABLES: [&str; 2] = ["plan", "request"];
/// What may be called: operators, what `all`, `exists` and `filter` are made of, and functions that take no longer than their input.
const CALLS: [&str; 26] = [
    operators::CONDITIONAL,
    operators::LOGICAL_AND,
    operators::LOGICAL_OR,
    operators::LOGICAL_NOT,
    operators::SUBSTRACT,
    operators::ADD,
    operators::MULTIPLY,
    operators::DIVIDE,
    operators::MODULO,
    operators::EQUALS,
    operators::NOT_EQUALS,
    operators::GREATER_EQUALS,
    operators::LESS_EQUALS,
    operators::GREATER,
    operators::LESS,
    operators::NEGATE,
    operators::INDEX,
    operators::NOT_STRICTLY_FALSE,
    operators::IN,
    "size",
    "startsWith",
    "endsWith",
    "contains",
    "int",
    "string",
    "double",
];

/// Why an expression can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invalid(String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}

impl Invalid {
    /// On one line and short: it stands in conditions.
    fn new(reason: &impl ToString) -> Self {
        let reason = reason.to_string();
        let words: Vec<_> = reason.split_whitespace().collect();
        Self(cut(words.join(" "), LONGEST_REASON))
    }
}

/// An expression that can be evaluated.
pub(super) struct Expression(IdedExpr);

impl Expression {
    /// Reads it.
    ///
    /// # Errors
    /// What to mend in it.
    pub(super) fn compile(source: &str) -> Result<Self, Invalid> {
        if source.chars().count() > LONGEST {
            let reason = format!("it is longer than {LONGEST} characters: split it into several rules");
            return Err(Invalid(reason));
        }
        check_size(source)?;
        // The parser is somebody else's: should it ever panic, this rule is the one that can't be used.
        let expression = catch_unwind(|| PrattParser::new().parse(source))
            .map_err(|_| Invalid("it can't be read as CEL".to_owned()))?
            .map_err(|errors| Invalid::new(&errors))?;
        check(&expression, &mut VARIABLES.to_vec(), 0)?;
        Ok(Self(expression))
    }

    /// Whether it is true.
    ///
    /// # Errors
    /// Where it would take too long, fails, or is neither true nor false.
    pub(super) fn holds(&self, size: Size, plan: &Value, request: &Value) -> Result<bool, Invalid> {
        if work(&self.0, size) > MOST_WORK {
            let reason = "it takes too many steps for a plan of this size: put fewer lists within each other";
            return Err(Invalid(reason.to_owned()));
        }
        let evaluate = || {
            let mut context = Context::with_env(Arc::new(Env::stdlib()));
            context.add_variable_from_value("plan", plan.clone());
            context.add_variable_from_value("request", request.clone());
            context.resolve(&self.0)
        };
        match catch_unwind(AssertUnwindSafe(evaluate)) {
            Ok(Ok(Value::Bool(holds))) => Ok(holds),
            Ok(Ok(_)) => Err(Invalid(
                "its value is neither true nor false: compare it with something".to_owned(),
            )),
            Ok(Err(error)) => Err(Invalid::new(&error)),
            Err(_) => Err(Invalid("it can't be evaluated".to_owned())),
        }
    }
}

/// That reading it takes no more of the stack than there is: brackets that stand within each other, and steps that follow each other, take
/// some each. Texts don't count; those that begin or end in another way than with one plain quote can't be told from the rest here.
fn check_size(source: &str) -> Result<(), Invalid> {
    let (mut depth, mut deepest, mut steps) = (0_usize, 0_usize, 0_usize);
    let (mut quote, mut before) = (None, ' ');
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some(open), _) if open == letter => {
                quote = None;
                // An empty text, and at once the next: three quotes.
                if before == open && letters.peek() == Some(&open) {
                    return Err(Invalid::new(&PLAIN_TEXTS));
                }
            }
            (None, '"' | '\'') if before.is_alphanumeric() || before == '_' => {
                return Err(Invalid::new(&PLAIN_TEXTS));
            }
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => (depth, steps) = (depth + 1, steps + 1),
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) if STEPS.contains(letter) => steps += 1,
            (Some(_) | None, _) => {}
        }
        before = letter;
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST {
        let reason =
            format!("more than {DEEPEST} brackets stand within each other: split it into several rules");
        return Err(Invalid(reason));
    }
    if steps > MOST_STEPS {
        let reason = format!(
            "it has more than {MOST_STEPS} operators, dots and brackets: split it into several rules"
        );
        return Err(Invalid(reason));
    }
    Ok(())
}

/// That it calls and names nothing else than what there is. `named` are the variables within reach.
fn check<'a>(expression: &'a IdedExpr, named: &mut Vec<&'a str>, level: usize) -> Result<(), Invalid> {
    if level > HIGHEST {
        let reason = format!("it has more than {HIGHEST} levels: split it into several rules");
        return Err(Invalid(reason));
    }
    let level = level + 1;
    match &expression.expr {
        Expr::Literal(_) => Ok(()),
        Expr::Ident(name) if named.contains(&name.as_str()) => Ok(()),
        Expr::Ident(name) => {
            let known = VARIABLES.join(" and ");
            let reason = format!("it names {name}, which is not there: it can read {known}");
            Err(Invalid::new(&reason))
        }
        Expr::Select(select) => check(&select.operand, named, level),
        Expr::Call(call) => {
            if !CALLS.contains(&call.func_name.as_str()) {
                let reason = format!(
                    "it calls {}, which is not there: there are size, startsWith, endsWith, contains, has, all, exists, exists_one, \
                     filter, map, int, string and double",
                    call.func_name
                );
                return Err(Invalid::new(&reason));
            }
            let target = call.target.as_deref();
            target
                .into_iter()
                .chain(&call.args)
                .try_for_each(|it| check(it, named, level))
        }
        Expr::List(list) => list.elements.iter().try_for_each(|it| check(it, named, level)),
        Expr::Map(map) => map.entries.iter().try_for_each(|entry| match &entry.expr {
            EntryExpr::MapEntry(entry) => {
                check(&entry.key, named, level)?;
                check(&entry.value, named, level)
            }
            EntryExpr::StructField(_) => Err(made()),
        }),
        Expr::Comprehension(it) => {
            if !is_range(&it.iter_range.expr) {
                let reason = "all, exists, filter and map go over a list of the plan, such as plan.resources, over what filter left of \
                              one, or over a list that is written out";
                return Err(Invalid(reason.to_owned()));
            }
            check(&it.iter_range, named, level)?;
            let before = named.len();
            named.push(&it.iter_var);
            named.extend(it.iter_var2.as_deref());
            named.push(&it.accu_var);
            let within = [&it.accu_init, &it.loop_cond, &it.loop_step, &it.result];
            let checked = within.into_iter().try_for_each(|part| check(part, named, level));
            named.truncate(before);
            checked
        }
        Expr::Struct(_) | Expr::Unspecified => Err(made()),
    }
}

fn made() -> Invalid {
    Invalid("it makes an object, which rules have no use for".to_owned())
}

/// What can be gone through: no longer than the plan's own lists, or as long as it is written.
fn is_range(expression: &Expr) -> bool {
    match expression {
        Expr::Ident(_) | Expr::Literal(_) => true,
        Expr::Select(select) => is_range(&select.operand.expr),
        Expr::Call(call) if call.func_name == operators::INDEX => {
            call.args.first().is_some_and(|list| is_range(&list.expr))
        }
        Expr::List(list) => list.elements.iter().all(|it| matches!(it.expr, Expr::Literal(_))),
        Expr::Comprehension(it) => is_filter(it) && is_range(&it.iter_range.expr),
        Expr::Call(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => false,
    }
}

/// `filter(x, …)` adds `x` itself where its condition holds.
fn is_filter(it: &ComprehensionExpr) -> bool {
    let Expr::Call(step) = &it.loop_step.expr else {
        return false;
    };
    let added = match step.args.get(1).map(|added| &added.expr) {
        Some(Expr::Call(add)) if add.func_name == operators::ADD => add.args.get(1),
        _ => None,
    };
    let is_item = |expr: &Expr| matches!(expr, Expr::Ident(name) if *name == it.iter_var);
    step.func_name == operators::CONDITIONAL
        && matches!(added.map(|list| &list.expr), Some(Expr::List(list)) if list.elements.iter().all(|it| is_item(&it.expr)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn reason(source: &str) -> String {
        Expression::compile(source)
            .err()
            .map(|invalid| invalid.to_string())
            .unwrap_or_default()
    }

    const SMALL: Size = Size {
        longest: 10,
        values: 100,
    };

    #[test]
    fn what_cannot_be_read_says_what_to_mend() {
        for (source, says) in [
            ("plan.resources.all(r, r.type ==", "Syntax error"),
            ("plam.region == 'x'", "it names plam"),
            ("plan.region.matches('^a+$')", "it calls matches"),
            (
                "(plan.resources + plan.resources).all(r, true)",
                "go over a list of the plan",
            ),
            (
                "plan.resources.map(r, [r, r]).all(r, true)",
                "go over a list of the plan",
            ),
            ("plan.resources.all(r, true) && r.type == 'x'", "it names r"),
            ("Plan{region: 'x'} == plan", "object"),
        ] {
            let reason = reason(source);
            assert!(reason.contains(says), "{source}: {reason}");
        }
        assert!(reason(&"a".repeat(1025)).contains("longer than 1024"));
        assert!(reason(&format!("{}1{}", "(".repeat(40), ")".repeat(40))).contains("within each other"));
        assert!(reason(&format!("{}true", "!".repeat(800))).contains("more than 128 operators"));
        for quotes in ["r'a' == 'b'", "'''a''' == 'b'", "b\"a\" == b'a'"] {
            assert!(reason(quotes).contains("plain quotes"), "{quotes}");
        }
    }

    #[test]
    fn brackets_within_a_text_are_no_brackets() {
        let brackets = "(".repeat(100);
        assert_eq!(reason(&format!("plan.region != '{brackets}\\'{brackets}'")), "");
    }

    #[test]
    fn work_is_bounded_before_it_is_done() {
        let pairs = "plan.resources.all(a, plan.resources.all(b, a.name == b.name || a.type != b.type))";
        let triples = "plan.resources.all(a, plan.resources.all(b, plan.resources.all(c, a.name == b.name || b.name == c.name)))";
        let large = Size {
            longest: 500,
            values: 3_000,
        };
        let of = |source: &str, size| work(&Expression::compile(source).expect("CEL").0, size);
        assert!(of(pairs, SMALL) < 20_000, "{}", of(pairs, SMALL));
        assert!(of("plan.resources.all(r, r.type != 'AWS::EC2::NatGateway')", large) < 50_000);
        assert!(of(triples, large) > MOST_WORK);
        assert!(
            of(
                "plan.resources.all(a, plan.resources.all(b, a.properties == b.properties))",
                large
            ) > MOST_WORK
        );
        let plan: Value = cel::to_value(json!({ "resources": [] })).expect("a value");
        let refused = Expression::compile(triples)
            .expect("CEL")
            .holds(large, &plan, &plan);
        assert!(refused.is_err_and(|invalid| invalid.to_string().contains("too many steps")));
    }

    /// As deep and as long as it may be, and longer: within half of the stack that a thread has, unless told otherwise.
    #[test]
    fn what_is_long_or_deep_takes_no_more_stack_than_there_is() {
        let chains = |steps: usize| {
            [
                format!("plan{} == 1", ".a".repeat(steps)),
                format!("plan{} == 1", "[0]".repeat(steps)),
                format!("1{} == 1", "+1".repeat(steps)),
                format!("true{}", "?true:true".repeat(steps)),
                format!("{}true", "!".repeat(steps)),
                format!("{}1", "- ".repeat(steps)),
                format!("{}1{}", "(".repeat(steps), ")".repeat(steps)),
                format!("{}{}", "[".repeat(steps), "]".repeat(steps)),
                format!("{}true{}", "plan.l.all(x,".repeat(steps), ")".repeat(steps)),
                format!("r'\\' == {}1", "(".repeat(steps)),
                format!("''''''' == {}1", "(".repeat(steps)),
            ]
        };
        let evaluate = move || {
            let plan: Value = cel::to_value(json!({ "region": "ap-south-1", "l": [1] })).expect("a value");
            let mut read = 0;
            for chain in [DEEPEST, 50, MOST_STEPS - 3, 300].into_iter().flat_map(chains) {
                let expression = Expression::compile(&chain);
                read += usize::from(expression.is_ok());
                let _ = expression.and_then(|it| it.holds(SMALL, &plan, &plan));
            }
            read
        };
        let thread = std::thread::Builder::new().stack_size(1024 * 1024);
        let read = thread
            .spawn(evaluate)
            .expect("a thread")
            .join()
            .expect("no panic");
        assert!(read > 10, "only {read} were looked at");
    }

    #[test]
    fn what_fails_or_is_no_truth_value_is_an_error() {
        let plan: Value = cel::to_value(json!({ "region": "ap-south-1" })).expect("a value");
        for source in [
            "plan.region",
            "plan.nothing == 'x'",
            "1 / 0 == 1",
            "plan.region > 3",
            "plan.region[0] == 'a'",
        ] {
            let holds = Expression::compile(source).and_then(|it| it.holds(SMALL, &plan, &plan));
            assert!(holds.is_err(), "{source}: {holds:?}");
        }
        let holds = Expression::compile("has(plan.region) && !has(plan.nothing)")
            .and_then(|it| it.holds(SMALL, &plan, &plan));
        assert_eq!(holds, Ok(true));
    }
}
