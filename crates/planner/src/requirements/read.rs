//! From tokens to items: each stretch of the prompt with what it means by itself. Here: the longest term, numbers, names.
//! Not here: what a "not" beside it does (`scope`), what it does to the requirements (`facts`).

use std::ops::Range;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use crate::language::lexicon::purposes::{self, Purpose};
use crate::language::lexicon::{self, Concept, Grammar, Intent, Time};
use crate::language::rhythm::{self, Due};
use crate::language::tokens::{Shape, Token, tokenize};
use crate::language::{numerals, phonetic};

/// What a stretch means by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// A term of the lexicon.
    Term(Concept),
    /// A number.
    Number(Decimal),
    /// A name that was given, never looked up.
    Name,
    /// An address of a person.
    Email,
    /// A host name.
    Domain,
    /// The name of a container image.
    Image,
    /// A range of IP addresses.
    Network,
    /// A machine size.
    InstanceType,
    /// A region's code.
    RegionCode,
    /// A pause: comma, colon, bracket, dash.
    Pause,
    /// The end of a thought.
    Stop,
    /// A question mark, which ends a thought too.
    QuestionMark,
    /// A word that we don't know.
    Word,
}

/// A stretch of the prompt.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it means by itself.
    pub(super) what: What,
    /// The `CloudFormation` type, where it names an AWS service.
    pub(super) aws: Option<&'static str>,
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// Not denied and not taken back.
    pub(super) live: bool,
    /// It was denied with words, which says more than silence.
    pub(super) denied: bool,
    /// It is what the thing is for or made with, not the thing.
    pub(super) aside: bool,
}

impl Item {
    /// A stretch with nothing said of it yet.
    pub(super) fn new(what: What, span: Range<usize>) -> Self {
        item(what, None, span)
    }
}

/// No thought is longer, which keeps the time linear in the length of the prompt.
const THOUGHT: usize = 64;

/// A prompt in items.
pub(super) struct Reading<'a> {
    /// The normalised prompt.
    pub(super) text: &'a str,
    /// Its stretches, in order.
    pub(super) items: Vec<Item>,
    /// The parts that are wanted for what they do.
    pub(super) purposes: Vec<Wanted>,
    /// The times at which something is due, with the items that say them.
    pub(super) due: Vec<(Due, Range<usize>)>,
    /// The items of each time of day.
    pub(super) times: Vec<Range<usize>>,
}

/// A part that is wanted for what it does.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// What is wanted.
    pub(super) purpose: &'static Purpose,
    /// The items that say it.
    pub(super) items: Range<usize>,
    /// Not denied and not doubted.
    pub(super) live: bool,
}

impl Reading<'_> {
    /// The concept at `at`, live or not.
    pub(super) fn concept(&self, at: usize) -> Option<Concept> {
        match self.items.get(at)?.what {
            What::Term(concept) => Some(concept),
            _ => None,
        }
    }

    /// The words at `at` as they were written.
    pub(super) fn written(&self, at: usize) -> &str {
        self.items
            .get(at)
            .and_then(|item| self.text.get(item.span.clone()))
            .unwrap_or_default()
    }

    /// Every live concept with its place.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, Concept)> + '_ {
        self.items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.live)
            .filter_map(|(at, item)| match item.what {
                What::Term(concept) => Some((at, concept)),
                _ => None,
            })
    }

    /// Whether a live item is this concept.
    pub(super) fn says(&self, wanted: Concept) -> bool {
        self.live().any(|(_, concept)| concept == wanted)
    }

    /// Whether this concept was denied with words and never said otherwise.
    pub(super) fn denies(&self, wanted: Concept) -> bool {
        let denied = |item: &Item| item.denied && item.what == What::Term(wanted);
        self.items.iter().any(denied) && !self.says(wanted)
    }

    /// Whether a thought ends at `at`.
    pub(super) fn stops(&self, at: usize) -> bool {
        matches!(
            self.items.get(at).map(|item| item.what),
            None | Some(What::Stop | What::QuestionMark)
        )
    }

    /// Whether the number at `at` is the hour of what is due then: "2 baje", "at 9", "11 pm".
    pub(super) fn is_hour(&self, at: usize) -> bool {
        let timed = |(due, items): &(Due, Range<usize>)| due.clock.is_some() && items.contains(&at);
        let word = |place: usize| self.written(place).to_lowercase();
        let led = at.checked_sub(1).map(word);
        let led = led.is_some_and(|word| matches!(word.as_str(), "at" | "@" | ":"));
        let oclock = matches!(
            word(at + 1).as_str(),
            "baje" | "bje" | "बजे" | "am" | "pm" | "a" | "p" | "o'clock" | "oclock" | ":"
        );
        self.due.iter().any(timed) && (led || oclock)
    }

    /// The places of the thought around `at`.
    pub(super) fn thought(&self, at: usize) -> Range<usize> {
        let from = (at.saturating_sub(THOUGHT)..at)
            .rev()
            .find(|place| self.stops(*place))
            .map_or(at.saturating_sub(THOUGHT), |stop| stop + 1);
        let last = self.items.len().min(at + THOUGHT);
        let to = (at..last).find(|place| self.stops(*place)).unwrap_or(last);
        from..to.max(from)
    }
}

/// Reads a normalised prompt.
pub(super) fn read(text: &str, language: Language) -> Reading<'_> {
    let mut tokens = tokenize(text);
    phonetic::respell(&mut tokens, language == Language::Hinglish);
    let mut items = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (what, aws, length) = meaning(text, &tokens, at, token);
        let end = tokens
            .get(at + length - 1)
            .map_or(token.span.end, |last| last.span.end);
        items.push(item(what, aws, token.span.start..end));
        at += length;
        if matches!(
            what,
            What::Term(Concept::Grammar(Grammar::NameBefore | Grammar::Name))
        ) && tokens.get(at).is_none_or(|next| next.shape != Shape::Image)
            && let Some((name, after)) = name_after(text, &tokens, at, what)
        {
            items.push(item(What::Name, None, name));
            at = after;
            while let Some((between, name, after)) = further_name(text, &tokens, at) {
                let and = What::Term(Concept::Grammar(Grammar::And));
                items.push(item(and, None, between));
                items.push(item(What::Name, None, name));
                at = after;
            }
        } else if let Some((name, after)) = name_of_project(text, &tokens, at - length, length) {
            items.push(item(What::Name, None, name));
            at = after;
        } else if what == What::Term(Concept::Grammar(Grammar::Name)) {
            name_before(&tokens, at, &mut items);
        } else if takes_name(what, aws)
            && !is_several(tokens.get(at - 1))
            && let Some((name, after)) = name_beside(text, &tokens, at)
        {
            items.push(item(What::Name, None, name));
            at = after;
        }
    }
    let purposes = wanted(&tokens, &items);
    let due = rhythm::find(&tokens);
    let times = rhythm::times_of_day(&tokens, &due);
    let times = times.iter().filter_map(|said| items_of(&tokens, &items, said));
    let times = times.collect();
    let due = due.into_iter().filter_map(|due| {
        let said = items_of(&tokens, &items, &due.tokens)?;
        Some((due, said))
    });
    let due = due.collect();
    Reading {
        text,
        items,
        purposes,
        due,
        times,
    }
}

/// The items of these tokens.
fn items_of(tokens: &[Token], items: &[Item], said: &Range<usize>) -> Option<Range<usize>> {
    let item_at = |byte: usize| items.partition_point(|item| item.span.end <= byte);
    let first = tokens.get(said.start)?.span.start;
    let last = tokens.get(said.end.checked_sub(1)?)?.span.start;
    Some(item_at(first)..item_at(last) + 1)
}

/// The purposes in a prompt, with the items that say them.
fn wanted(tokens: &[Token], items: &[Item]) -> Vec<Wanted> {
    let wanted = |found: purposes::Found| {
        Some(Wanted {
            purpose: found.purpose,
            items: items_of(tokens, items, &found.tokens)?,
            live: true,
        })
    };
    purposes::find(tokens).into_iter().filter_map(wanted).collect()
}

fn item(what: What, aws: Option<&'static str>, span: Range<usize>) -> Item {
    Item {
        what,
        aws,
        span,
        live: true,
        denied: false,
        aside: false,
    }
}

fn meaning(text: &str, tokens: &[Token], at: usize, token: &Token) -> (What, Option<&'static str>, usize) {
    // "Writes a day" are many, and "write a poem" is talk.
    let writes =
        |entry: &lexicon::Entry| entry.concept == Concept::Intent(Intent::Chat) && token.folded == "writes";
    let term = lexicon::longest(tokens, at).filter(|(entry, _)| !writes(entry));
    let long_term = term.filter(|(_, length)| *length > 1);
    if let Some((entry, length)) = long_term {
        let filler = matches!(entry.concept, Concept::Filler);
        let length = length - usize::from(filler && begins_service(tokens, at + length - 1));
        return (What::Term(entry.concept), entry.aws, length);
    }
    if is_united_states(text, tokens, at) {
        return (What::Term(Concept::Region(UNITED_STATES)), None, 1);
    }
    if is_minutes(tokens, at) {
        return (What::Term(Concept::Time(Time::Minute)), None, 1);
    }
    if is_go(tokens, at) {
        return (What::Term(Concept::Foreign("Go")), None, 1);
    }
    if let Some((value, length)) = numerals::read(tokens, at, |next| {
        is_counted(next)
            || (!does(tokens, at)
                && (is_part(next)
                    || begins_range(tokens, at)
                    || counts_nodes(tokens, at)
                    || counts_subnets(tokens, at)))
    }) {
        return (What::Number(value), None, length);
    }
    if let Some((entry, length)) = term {
        return (What::Term(entry.concept), entry.aws, length);
    }
    let what = match token.shape {
        Shape::Email => What::Email,
        Shape::Domain => What::Domain,
        Shape::Image => What::Image,
        Shape::Network => What::Network,
        Shape::InstanceType => What::InstanceType,
        Shape::RegionCode => What::RegionCode,
        Shape::Mark('.' | '!' | ';' | '\n') => What::Stop,
        Shape::Mark('?') => What::QuestionMark,
        Shape::Mark('"' | '\'') | Shape::Word | Shape::Number(_) => What::Word,
        Shape::Mark(_) => What::Pause,
    };
    match lexicon::nearest(&token.folded).filter(|_| token.shape == Shape::Word && !is_in_compound(token)) {
        Some(entry) => (What::Term(entry.concept), entry.aws, 1),
        None => (what, None, 1),
    }
}

/// "on AWS Batch": the last word of what says nothing is the first of a service's name.
fn begins_service(tokens: &[Token], at: usize) -> bool {
    lexicon::longest(tokens, at).is_some_and(|(entry, length)| length > 1 && entry.aws.is_some())
}

/// Where "the US" runs what nothing more is said of: AWS's first region there.
const UNITED_STATES: &str = "us-east-1";

/// "Host it in the US": the country and not the pronoun, nor its dollars. In a prompt of capitals alone nobody can tell.
fn is_united_states(text: &str, tokens: &[Token], at: usize) -> bool {
    let written = |place: usize| {
        let token = tokens.get(place)?;
        text.get(token.span.clone())
    };
    let money = tokens
        .get(at + 1)
        .is_some_and(|next| next.shape == Shape::Mark('$') || next.folded.starts_with("dollar"));
    written(at) == Some("US") && !money && text.chars().any(char::is_lowercase)
}

/// "3 min timeout": minutes behind their number, where "min 3" is the least of something, as in "min 2 max 6" and "2 min, 6 max".
fn is_minutes(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 4;
    let number = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| matches!(token.shape, Shape::Number(_)))
    };
    let most = |place: usize| tokens.get(place).is_some_and(|it| it.folded.starts_with("max"));
    let short = tokens
        .get(at)
        .is_some_and(|it| matches!(it.folded.as_str(), "min" | "mins"));
    short && at.checked_sub(1).is_some_and(number) && !number(at + 1) && !(at + 1..at + NEAR).any(most)
}

/// "A Go API", "in Go", "Go mein": the language and not the verb.
fn is_go(tokens: &[Token], at: usize) -> bool {
    let concept = |place: usize| lexicon::longest(tokens, place).map(|(entry, _)| entry.concept);
    let is = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| matches!(token.folded.as_str(), "go" | "गो"))
    };
    let serverless = tokens
        .get(at + 1)
        .is_some_and(|token| token.folded.starts_with("server"));
    let made = !serverless
        && matches!(
            concept(at + 1),
            Some(
                Concept::App(_)
                    | Concept::Function
                    | Concept::Compute(_)
                    | Concept::Vague(_)
                    | Concept::Grammar(Grammar::InAfter)
            )
        );
    let program = tokens.get(at + 1).is_some_and(|token| {
        matches!(
            token.folded.as_str(),
            "binary" | "binaries" | "program" | "executable" | "backend" | "code" | "microservice"
        )
    });
    let means = at
        .checked_sub(1)
        .and_then(concept)
        .is_some_and(|before| before == Concept::Grammar(Grammar::In));
    is(at) && (made || program || means)
}

/// Part of `acme-mumbay-2`: more likely a name than a slip.
fn is_in_compound(token: &Token) -> bool {
    token.stretch.len() > token.span.len()
}

/// Whether the word before makes `do` a verb: "bana do", "लगा दो".
fn does(tokens: &[Token], at: usize) -> bool {
    const STEMS: [&str; 24] = [
        "bana",
        "banaa",
        "kar",
        "kr",
        "de",
        "laga",
        "chala",
        "rakh",
        "daal",
        "dal",
        "hata",
        "bhej",
        "jod",
        "khol",
        "likh",
        "बना",
        "कर",
        "दे",
        "लगा",
        "चला",
        "रख",
        "डाल",
        "हटा",
        "भेज",
    ];
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|token| STEMS.contains(&token.folded.as_str()))
}

/// "Do se das tak": a number before a second one, from which to which something goes.
fn begins_range(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map(|token| token.folded.as_str());
    matches!(word(at + 1), Some("se" | "से"))
        && tokens.get(at + 2).is_some()
        && numerals::read(tokens, at + 2, |_| true).is_some()
}

/// "Kubernetes, teen node": a number before the machines of a cluster that is spoken of.
fn counts_nodes(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 8;
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    let cluster = ["cluster", "kubernetes", "eks", "k8s", "क्लस्टर", "ईकेएस"];
    let near = at.saturating_sub(NEAR)..at + NEAR;
    is(at + 1, &["node", "nodes", "नोड"]) && near.into_iter().any(|place| is(place, &cluster))
}

/// "Do public aur do private subnet": a number before the subnets of a sort.
fn counts_subnets(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 8;
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    let subnet = ["subnet", "subnets", "सबनेट"];
    is(
        at + 1,
        &["public", "private", "पब्लिक", "प्राइवेट", "निजी", "सार्वजनिक"],
    ) && (at + 2..at + NEAR).any(|place| is(place, &subnet))
}

/// Whether a word alone names a part of a system: "do queue", "तीन बकेट".
fn is_part(token: &Token) -> bool {
    let term = lexicon::longest(std::slice::from_ref(token), 0);
    term.is_some_and(|(entry, _)| {
        entry.aws.is_some()
            || matches!(
                entry.concept,
                Concept::Store(_) | Concept::Table | Concept::Service
            )
    })
}

fn is_counted(token: &Token) -> bool {
    let term = lexicon::longest(std::slice::from_ref(token), 0);
    matches!(
        term.map(|(entry, _)| entry.concept),
        Some(Concept::Unit(_) | Concept::Time(_) | Concept::Every(_) | Concept::Currency(_))
    )
}

/// Whether a name may follow without a word between: a part of a system was spoken of.
fn takes_name(what: What, aws: Option<&str>) -> bool {
    aws.is_some()
        || matches!(
            what,
            What::Term(
                Concept::Table | Concept::Function | Concept::Database | Concept::Store(_) | Concept::Sql(_)
            )
        )
}

/// Whether a noun is of several things, whose names make a list.
fn is_several(noun: Option<&Token>) -> bool {
    const ENDINGS: [&str; 10] = [
        "queues",
        "topics",
        "tables",
        "functions",
        "buckets",
        "streams",
        "lambdas",
        "groups",
        "services",
        "repositories",
    ];
    noun.is_some_and(|noun| ENDINGS.contains(&noun.folded.as_str()))
}

/// Compounds that say of what sort a part is.
const KINDS_OF: [&str; 12] = [
    "add-on",
    "add-ons",
    "auto-scaling",
    "cross-region",
    "event-driven",
    "multi-az",
    "on-demand",
    "pay-per-request",
    "point-in-time",
    "read-only",
    "real-time",
    "server-side",
];

/// "Queue `orders`", "Lambda function invoice-writer (Python)": in quotes, or a compound of words that nothing follows which it
/// could belong to.
fn name_beside(text: &str, tokens: &[Token], at: usize) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 64;
    let first = tokens.get(at)?;
    let is_name = |span: &Range<usize>| {
        let name = text.get(span.clone()).unwrap_or_default();
        name.len() <= LONGEST
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    if let Shape::Mark(quote @ ('"' | '\'')) = first.shape {
        return quoted(text, tokens, at, quote).filter(|(span, _)| is_name(span));
    }
    if let Some(name) = table_beside(text, tokens, at) {
        return Some((name, at + 1));
    }
    let compound = is_in_compound(first) && first.span.start == first.stretch.start;
    let written = text.get(first.stretch.clone())?;
    // What a FIFO queue or topic is called ends so.
    let plain = written
        .strip_suffix(".fifo")
        .unwrap_or(written)
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if first.shape != Shape::Word || !compound || !plain || !is_name(&first.stretch) {
        return None;
    }
    let after = at
        + tokens
            .get(at..)?
            .iter()
            .take_while(|it| it.span.start < first.stretch.end)
            .count();
    // "DynamoDB on-demand": how it is, and not what it is called.
    let describes = KINDS_OF.contains(&written);
    // "pg15", "node20": an engine or a language with its release.
    let is_release = after == at + 2
        && lexicon::longest(tokens, at).is_some()
        && matches!(tokens.get(at + 1).map(|it| &it.shape), Some(Shape::Number(_)));
    let known = is_release
        || describes
        || (at..after).any(|place| lexicon::longest(tokens, place).is_some_and(|(_, length)| length > 1));
    let ends = tokens.get(after).is_none_or(|next| {
        matches!(next.shape, Shape::Mark(_))
            || matches!(
                next.folded.as_str(),
                "with"
                    | "and"
                    | "that"
                    | "which"
                    | "for"
                    | "in"
                    | "on"
                    | "via"
                    | "by"
                    | "using"
                    | "from"
                    | "to"
                    | "when"
            )
    });
    (!known && ends).then(|| (first.stretch.clone(), after))
}

/// "Named acme-logs and acme-media": a compound behind a name, with a comma or an "and" between, is one more. With it: what stands
/// between, and where it ends.
fn further_name(text: &str, tokens: &[Token], at: usize) -> Option<(Range<usize>, Range<usize>, usize)> {
    let joins = |place: usize| {
        tokens.get(place).is_some_and(|it| {
            it.shape == Shape::Mark(',') || matches!(it.folded.as_str(), "and" | "&" | "aur" | "और")
        })
    };
    let count = (at..at + 2).take_while(|place| joins(*place)).count();
    let between = tokens.get(at).filter(|_| count > 0)?.span.start..tokens.get(at + count - 1)?.span.end;
    let first = tokens.get(at + count)?;
    let is_compound = is_in_compound(first) && first.span.start == first.stretch.start;
    let (name, after) = name_beside(text, tokens, at + count).filter(|_| is_compound)?;
    Some((between, name, after))
}

/// "Writes a row to table uploads", "the `DynamoDB` table orders": behind the bare noun, where a preposition or the service's name
/// stands before it, is what the thing is called.
fn table_beside(text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
    /// What is said of such a thing in one word.
    const SAID: [&str; 26] = [
        "format",
        "form",
        "view",
        "layout",
        "mode",
        "depth",
        "design",
        "storage",
        "access",
        "policy",
        "backup",
        "backups",
        "stream",
        "streams",
        "items",
        "name",
        "names",
        "size",
        "count",
        "data",
        "events",
        "messages",
        "alarms",
        "metrics",
        "encryption",
        "pricing",
    ];
    let word = |place: Option<usize>| place.and_then(|it| tokens.get(it)).map(|it| it.folded.as_str());
    let preposition = |word: Option<&str>| matches!(word, Some("to" | "into" | "in" | "from" | "onto"));
    let before = word(at.checked_sub(2));
    let behind = match word(at.checked_sub(1)) {
        Some("table") => preposition(before) || matches!(before, Some("dynamodb" | "dynamo" | "ddb" | "db")),
        Some("queue") => matches!(before, Some("sqs" | "fifo")),
        Some("topic") => before == Some("sns"),
        _ => false,
    };
    let name = tokens.get(at)?;
    let ends = tokens.get(at + 1).is_none_or(|next| {
        matches!(next.shape, Shape::Mark(_))
            || matches!(next.folded.as_str(), "and" | "with" | "for" | "that" | "which")
    });
    let written = text.get(name.span.clone())?;
    let plain = written.len() > 2 && written.chars().all(|c| c.is_ascii_lowercase());
    let is_grammar = matches!(
        lexicon::longest(tokens, at).map(|(entry, _)| entry.concept),
        Some(
            Concept::Grammar(_)
                | Concept::Filler
                | Concept::Detail(_)
                | Concept::Intent(_)
                | Concept::Service
                | Concept::Per
        )
    );
    (behind && ends && plain && !is_grammar && !is_in_compound(name) && !SAID.contains(&written))
        .then(|| name.span.clone())
}

/// "Project: meter-reader", "app = sabzi": a key of one word at the beginning of a line or a sentence, whose value is a word that means
/// nothing else.
fn name_of_project(text: &str, tokens: &[Token], key: usize, length: usize) -> Option<(Range<usize>, usize)> {
    let is_key = length == 1
        && matches!(
            tokens.get(key)?.folded.as_str(),
            "project" | "app" | "application"
        );
    let begins = key
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_none_or(|before| matches!(before.shape, Shape::Mark(_)));
    let colon = matches!(tokens.get(key + 1)?.shape, Shape::Mark(':' | '='));
    let value = tokens.get(key + 2)?;
    let alone = tokens
        .iter()
        .skip(key + 3)
        .find(|next| next.span.start >= value.stretch.end)
        .is_none_or(|next| matches!(next.shape, Shape::Mark(_)));
    let unknown = is_in_compound(value) || lexicon::longest(tokens, key + 2).is_none();
    let written = text.get(value.span.start..value.stretch.end)?;
    let plain = written
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | ';'));
    (is_key && begins && colon && alone && unknown && plain && value.shape == Shape::Word).then(|| {
        name_after(
            text,
            tokens,
            key + 2,
            What::Term(Concept::Grammar(Grammar::NameBefore)),
        )
    })?
}

/// The name behind "named": in quotes, or one stretch, or several capitalised words.
fn name_after(text: &str, tokens: &[Token], at: usize, marker: What) -> Option<(Range<usize>, usize)> {
    let skip = |token: &Token| {
        matches!(token.shape, Shape::Mark(':' | '=' | '-'))
            || matches!(
                token.folded.as_str(),
                "is" | "hai" | "है" | "as" | "be" | "should" | "rakho" | "rakhna" | "रखो" | "रखना"
            )
    };
    let at = at
        + tokens
            .get(at..)?
            .iter()
            .take(3)
            .take_while(|token| skip(token))
            .count();
    let first = tokens.get(at)?;
    if is_by(first) {
        return None; // "orders naam se": the name stands before
    }
    if let Shape::Mark(quote @ ('"' | '\'')) = first.shape {
        return quoted(text, tokens, at, quote);
    }
    // "Called 2fast2serve".
    let mixed = matches!(first.shape, Shape::Number(_))
        && is_in_compound(first)
        && text
            .get(first.stretch.clone())
            .is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric()) && name.len() > 3);
    if !(mixed || matches!(first.shape, Shape::Word | Shape::Domain | Shape::RegionCode))
        || !may_be_name(tokens, at, marker)
    {
        return None;
    }
    let mut span = if first.stretch.contains(&first.span.start) {
        first.span.start..first.stretch.end
    } else {
        first.span.clone()
    };
    let mut after = at
        + tokens
            .get(at..)?
            .iter()
            .take_while(|token| token.span.start < span.end)
            .count();
    while let Some(next) = tokens.get(after)
        && first.upper
        && next.upper
        && next.shape == Shape::Word
        && lexicon::longest(tokens, after).is_none()
    {
        span.end = next.span.end;
        after += 1;
    }
    Some((span, after))
}

fn quoted(text: &str, tokens: &[Token], open: usize, quote: char) -> Option<(Range<usize>, usize)> {
    let close = tokens
        .get(open + 1..)?
        .iter()
        .take(16)
        .position(|token| token.shape == Shape::Mark(quote))?
        + open
        + 1;
    let span = tokens.get(open)?.span.end..tokens.get(close)?.span.start;
    (!text.get(span.clone())?.trim().is_empty()).then_some((span, close + 1))
}

/// Whether the word at `at` can be a name: one with a hyphen can, a word of grammar can't; after a bare "name", which is
/// often no marker at all, it must be a word that means nothing else, or have "rakho" behind it.
fn may_be_name(tokens: &[Token], at: usize, marker: What) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if is_in_compound(token) {
        return true;
    }
    match lexicon::longest(tokens, at).map(|(entry, _)| entry.concept) {
        None => true,
        // "called Khana": a capital after an outright marker makes a name of an everyday word.
        Some(Concept::Filler | Concept::Intent(Intent::Chat))
            if token.upper && marker == What::Term(Concept::Grammar(Grammar::NameBefore)) =>
        {
            true
        }
        Some(
            Concept::Grammar(_) | Concept::Filler | Concept::Per | Concept::Intent(_) | Concept::Every(_),
        ) => false,
        Some(_) => {
            marker == What::Term(Concept::Grammar(Grammar::NameBefore))
                || keeps(tokens, at + 1)
                || named_last(tokens, at)
        }
    }
}

/// "Table ka naam payments", "table naam orders": what ends the sentence behind "its name" is the name.
fn named_last(tokens: &[Token], at: usize) -> bool {
    let whose = at.checked_sub(2).and_then(|of| tokens.get(of));
    let whose =
        whose.is_some_and(|of| matches!(of.folded.as_str(), "ka" | "का" | "its" | "whose") || is_part(of));
    let ends = tokens
        .get(at + 1)
        .is_none_or(|next| matches!(next.shape, Shape::Mark(',' | '.' | ';' | '\n')));
    whose && ends
}

fn keeps(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.folded.starts_with("rakh") || token.folded.starts_with("रख") || token.folded == "do"
    })
}

/// What stands in the quotes that close at `close`.
fn quoted_before(tokens: &[Token], close: usize) -> Option<Range<usize>> {
    let last = tokens.get(close)?;
    let open = tokens
        .get(..close)?
        .iter()
        .rev()
        .take(16)
        .find(|token| token.shape == last.shape)?;
    (open.span.end < last.span.start).then_some(open.span.end..last.span.start)
}

/// "se", which makes "by the name of" of a name.
fn is_by(token: &Token) -> bool {
    matches!(token.folded.as_str(), "se" | "से")
}

/// `orders naam ka bucket`: the name stands before the marker.
fn name_before(tokens: &[Token], after_marker: usize, items: &mut [Item]) {
    let belongs = lexicon::longest(tokens, after_marker).map(|(entry, _)| entry.concept);
    let by_name = tokens.get(after_marker).is_some_and(is_by);
    let belongs = by_name || matches!(belongs, Some(Concept::Grammar(Grammar::Of | Grammar::InAfter)));
    let Some(marker_token) = after_marker.checked_sub(2).and_then(|at| tokens.get(at)) else {
        return;
    };
    let named = items
        .len()
        .checked_sub(2)
        .and_then(|at| items.get(at))
        .map(|item| item.what);
    let is_name = !matches!(
        named,
        None | Some(What::Stop | What::Pause | What::QuestionMark | What::Term(Concept::Grammar(_)))
    );
    if !belongs || !is_name {
        return;
    }
    let stretch = match marker_token.shape {
        Shape::Mark('"' | '\'') => match quoted_before(tokens, after_marker - 2) {
            Some(stretch) => stretch,
            None => return,
        },
        _ => marker_token.stretch.clone(),
    };
    for item in items
        .iter_mut()
        .rev()
        .skip(1)
        .take_while(|item| item.span.start >= stretch.start)
    {
        item.what = What::Name;
        item.aws = None;
        item.span = stretch.clone();
    }
}
