//! Carries out what a table says.

use indexmap::IndexMap;

use super::{ALWAYS, Beside, Rule, To, Written, elements, own_name};
use crate::blueprint::{LogicalId, Value};
use crate::render::terraform::awscc::pairs;
use crate::render::terraform::expression::expression;
use crate::render::terraform::hcl::{Expression, Item};

/// Puts each property where its rule says; none if there is one without a rule, or one that its rule is not made for.
pub(super) fn apply<'a>(
    rules: &[Rule],
    properties: impl Iterator<Item = (&'a str, &'a Value)>,
    id: &LogicalId,
    written: &mut Written,
) -> Option<()> {
    for (name, value) in properties {
        if name == "Tags" {
            written.body.extend(own_tags(value));
            continue;
        }
        let (_, to) = rules.iter().find(|(property, _)| *property == name)?;
        put(*to, value, id, written)?;
    }
    for (_, to) in rules.iter().filter(|(property, _)| *property == ALWAYS) {
        complete(*to, id, &mut written.body);
    }
    Some(())
}

fn map_of(value: &Value) -> Option<&IndexMap<String, Value>> {
    match value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

fn nested(rules: &[Rule], value: &Value, id: &LogicalId, written: &mut Written) -> Option<()> {
    let entries = map_of(value)?.iter().map(|(key, value)| (key.as_str(), value));
    apply(rules, entries, id, written)
}

fn put(to: To, value: &Value, id: &LogicalId, written: &mut Written) -> Option<()> {
    let body = &mut written.body;
    match to {
        To::Argument(name) => body.push(Item::argument(name, expression(value))),
        To::Number(name) => {
            let number = value
                .as_text()
                .and_then(|text| text.parse().ok())
                .map(Expression::Integer);
            body.push(Item::argument(name, number.unwrap_or_else(|| expression(value))));
        }
        To::Json(name) => body.push(Item::argument(name, Expression::json(expression(value)))),
        To::Flag(name, text) => body.push(Item::argument(name, Expression::Bool(value.as_text()? == text))),
        To::First(name) => {
            let [one] = elements(value) else { return None };
            body.push(Item::argument(name, expression(one)));
        }
        To::Block(name, rules) => {
            for element in elements(value) {
                let mut inner = Written::default();
                nested(rules, element, id, &mut inner)?;
                in_order(&mut inner.body);
                written.body.push(Item::block(name, inner.body));
                written.beside.extend(inner.beside);
            }
        }
        To::In(kind, name) => {
            let argument = Item::argument(name, expression(value));
            let there = body.iter_mut().find_map(|item| match item {
                Item::Block(block) if block.kind == kind => Some(block),
                _ => None,
            });
            match there {
                Some(block) => block.body.push(argument),
                None => body.push(Item::block(kind, vec![argument])),
            }
        }
        To::Pairs(block) => {
            for (name, value) in map_of(value)? {
                if matches!(value, Value::Map(_) | Value::List(_)) {
                    return None;
                }
                let name = Item::argument("name", Expression::text(name.as_str()));
                body.push(Item::block(
                    block,
                    vec![name, Item::argument("value", expression(value))],
                ));
            }
        }
        To::Named(name) => {
            let pair = |one: &Value| {
                Some((
                    one.get("Name")?.as_text()?.to_owned(),
                    expression(one.get("Value")?),
                ))
            };
            let pairs = elements(value).iter().map(pair).collect::<Option<_>>()?;
            body.push(Item::argument(name, Expression::Object(pairs)));
        }
        To::Up(rules) => {
            let [one] = elements(value) else { return None };
            nested(rules, one, id, written)?;
        }
        To::Beside(resource, parent, block, rules) => {
            let all = elements(value);
            for (n, one) in all.iter().enumerate() {
                let suffix = if all.len() > 1 {
                    format!("_{}", n + 1)
                } else {
                    String::new()
                };
                let body = beside(parent, block, rules, one, id)?;
                written.beside.push(Beside {
                    resource,
                    suffix,
                    body,
                });
            }
        }
        To::Only(values) => {
            let text = match value {
                Value::Bool(value) => value.to_string(),
                other => other.as_text()?.to_owned(),
            };
            values.contains(&text.as_str()).then_some(())?;
        }
        To::Implied => {}
        To::As(name, function) => body.push(Item::argument(name, function(value))),
        To::By(function) => body.extend(function(value)?),
        To::Texts(..) | To::Default(..) | To::Truth(..) | To::Name(_) | To::Empty(_) | To::Own(_) => {
            return None;
        }
    }
    Some(())
}

fn beside(parent: &str, block: &str, rules: &[Rule], value: &Value, id: &LogicalId) -> Option<Vec<Item>> {
    let mut inner = Written::default();
    if map_of(value).is_some() {
        nested(rules, value, id, &mut inner)?;
    } else {
        apply(rules, std::iter::once(("", value)), id, &mut inner)?;
    }
    in_order(&mut inner.body);
    let mut body = vec![Item::argument(parent, Expression::Reference(id.clone(), None))];
    if block.is_empty() {
        body.extend(inner.body);
    } else {
        body.push(Item::block(block, inner.body));
    }
    Some(body)
}

fn complete(to: To, id: &LogicalId, body: &mut Vec<Item>) {
    let item = match to {
        To::Texts(name, texts) => Item::argument(
            name,
            Expression::List(texts.iter().map(|text| Expression::text(*text)).collect()),
        ),
        To::Default(name, number) => Item::argument(name, Expression::Integer(number)),
        To::Truth(name, truth) => Item::argument(name, Expression::Bool(truth)),
        To::Name(name) => Item::argument(name, own_name(id)),
        To::Empty(name) => Item::block(name, Vec::new()),
        To::Own(name) => Item::argument(name, Expression::Reference(id.clone(), None)),
        _ => return,
    };
    if body.iter().any(|other| name_of(other) == name_of(&item)) {
        return;
    }
    match to {
        // A name comes first, as people write it.
        To::Name(_) => body.insert(0, item),
        _ => body.push(item),
    }
}

fn name_of(item: &Item) -> &str {
    match item {
        Item::Argument(name, _) => name,
        Item::Block(block) => &block.kind,
    }
}

/// Whether no argument is there twice, here or in a nested block.
pub(super) fn is_distinct(body: &[Item]) -> bool {
    body.iter().enumerate().all(|(n, item)| match item {
        Item::Block(block) => is_distinct(&block.body),
        Item::Argument(name, _) => !body[..n]
            .iter()
            .any(|other| matches!(other, Item::Argument(before, _) if before == name)),
    })
}

/// Arguments first, then blocks, each in the order they came.
pub(super) fn in_order(body: &mut [Item]) {
    body.sort_by_key(|item| matches!(item, Item::Block(_)));
}

/// Tags that only this resource has; the common ones come with the provider.
fn own_tags(tags: &Value) -> Option<Item> {
    let tags: Vec<(String, Expression)> = match tags {
        Value::Map(tags) => tags
            .iter()
            .map(|(key, value)| (key.clone(), expression(value)))
            .collect(),
        tags => pairs(Some(tags))
            .into_iter()
            .map(|(key, value)| (key.to_owned(), expression(value)))
            .collect(),
    };
    (!tags.is_empty()).then(|| Item::argument("tags", Expression::Object(tags)))
}
