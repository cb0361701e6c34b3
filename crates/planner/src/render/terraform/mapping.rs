//! Types that are written for the provider `aws`, which people know and whose plans read better. One file per group of
//! services holds their tables; here is what a table may say, and how it is carried out.
//!
//! A resource with a property that its table does not know is not written for `aws` at all: leaving something out in
//! silence would make another system than the one that was approved.

mod apigateway;
mod cloudfront;
mod compute;
mod data;
mod elb;
mod functions;
mod identity;
mod messages;
mod network;
mod s3;

use indexmap::IndexMap;

use super::awscc::pairs;
use super::expression::{NAME, expression};
use super::hcl::{Expression, Item};
use crate::blueprint::{LogicalId, Resource, Value};

/// A type's table.
#[derive(Debug)]
pub(super) struct Mapping {
    /// `CloudFormation` type.
    pub kind: &'static str,
    /// Terraform type.
    pub resource: &'static str,
    /// What `Ref` is: an attribute, or an expression with `@` for the resource and `%` for its label.
    pub reference: &'static str,
    /// What `Fn::GetAtt` is, in the same way.
    pub attributes: &'static [(&'static str, &'static str)],
    /// Where properties go.
    pub properties: &'static [Rule],
    /// What the rules can't say.
    pub finish: Option<fn(&Resource, &str, &mut Written)>,
}

/// A property, or [`ALWAYS`], and where it goes.
pub(super) type Rule = (&'static str, To);

/// Stands for a rule that holds whatever properties there are.
pub(super) const ALWAYS: &str = "+";

/// Where a property goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum To {
    /// Is an argument.
    Argument(&'static str),
    /// Is an argument that is a number, also where it is given as a text.
    Number(&'static str),
    /// Is an argument that holds JSON.
    Json(&'static str),
    /// Is an argument that says whether the property is this text.
    Flag(&'static str, &'static str),
    /// Is an argument that is the one element of a list.
    First(&'static str),
    /// A map, or a list of maps, as nested blocks.
    Block(&'static str, &'static [Rule]),
    /// Is an argument in a nested block that others go into as well.
    In(&'static str, &'static str),
    /// A map from name to value, as blocks with `name` and `value`.
    Pairs(&'static str),
    /// A list of `{Name, Value}`, as an argument that is a map.
    Named(&'static str),
    /// A map, or a list of one, whose properties go here themselves.
    Up(&'static [Rule]),
    /// A resource of its own, or one for each element of a list: its type, its argument that names this one, the block
    /// that everything stands in (empty: none), and its rules. The rule `""` is for elements that are no maps.
    Beside(&'static str, &'static str, &'static str, &'static [Rule]),
    /// Nothing to write if it is one of these, which is what AWS does anyway.
    Only(&'static [&'static str]),
    /// Nothing to write: Terraform finds it out itself.
    Implied,
    /// Nothing a table can say.
    By(fn(&Value) -> Option<Vec<Item>>),
    /// An argument with these texts, unless it is there ([`ALWAYS`]).
    Texts(&'static str, &'static [&'static str]),
    /// An argument with this number, unless it is there ([`ALWAYS`]).
    Default(&'static str, i64),
    /// An argument with this truth, unless it is there ([`ALWAYS`]).
    Truth(&'static str, bool),
    /// A name made of the stack's and the resource's, unless there is one ([`ALWAYS`]).
    Name(&'static str),
    /// An empty block, unless it is there ([`ALWAYS`]).
    Empty(&'static str),
}

/// What became of a resource.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Arguments and blocks of the resource itself.
    pub body: Vec<Item>,
    /// Resources of their own that are part of it.
    pub beside: Vec<Beside>,
}

/// A resource that is part of another.
#[derive(Debug)]
pub(super) struct Beside {
    /// Terraform type.
    pub resource: &'static str,
    /// What tells it from others of its type that are part of the same; empty where there is one.
    pub suffix: String,
    /// Arguments and blocks.
    pub body: Vec<Item>,
}

const TABLES: [&[Mapping]; 10] = [
    apigateway::TABLE,
    cloudfront::TABLE,
    compute::TABLE,
    data::TABLE,
    elb::TABLE,
    functions::TABLE,
    identity::TABLE,
    messages::TABLE,
    network::TABLE,
    s3::TABLE,
];

/// The type's table, where there is one.
pub(super) fn mapping(kind: &str) -> Option<&'static Mapping> {
    TABLES
        .iter()
        .copied()
        .flatten()
        .find(|mapping| mapping.kind == kind)
}

impl Mapping {
    /// The resource under this label; none where the table does not know all of it.
    pub(super) fn written(&self, resource: &Resource, label: &str) -> Option<Written> {
        let mut written = Written::default();
        let properties = resource.properties.iter().map(|(name, value)| (*name, value));
        apply(self.properties, properties, &resource.id, &mut written)?;
        if let Some(finish) = self.finish {
            finish(resource, label, &mut written);
        }
        in_order(&mut written.body);
        let mut bodies = std::iter::once(&written.body).chain(written.beside.iter().map(|part| &part.body));
        // Two properties that are one argument say something that only `CloudFormation` understands.
        let distinct = bodies.all(|body| is_distinct(body));
        distinct.then_some(written)
    }

    /// What an attribute is called, and `Ref` for none.
    pub(super) fn attribute(&self, name: Option<&str>) -> Option<&'static str> {
        let Some(name) = name else {
            return Some(self.reference);
        };
        self.attributes
            .iter()
            .find(|(attribute, _)| *attribute == name)
            .map(|(_, own)| *own)
    }
}

fn apply<'a>(
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

/// The elements of a list; anything else is its own only element.
fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(values) => values,
        other => std::slice::from_ref(other),
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
        To::By(function) => body.extend(function(value)?),
        To::Texts(..) | To::Default(..) | To::Truth(..) | To::Name(_) | To::Empty(_) => {
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

/// A name for a resource that has to have one: the stack's and its own.
pub(super) fn own_name(id: &LogicalId) -> Expression {
    let own = super::naming::snake_case(id.as_str()).replace('_', "-");
    Expression::Template(vec![Expression::code(NAME), Expression::text(format!("-{own}"))])
}

fn name_of(item: &Item) -> &str {
    match item {
        Item::Argument(name, _) => name,
        Item::Block(block) => &block.kind,
    }
}

/// Whether no argument is there twice, here or in a nested block.
fn is_distinct(body: &[Item]) -> bool {
    body.iter().enumerate().all(|(n, item)| match item {
        Item::Block(block) => is_distinct(&block.body),
        Item::Argument(name, _) => !body[..n]
            .iter()
            .any(|other| matches!(other, Item::Argument(before, _) if before == name)),
    })
}

/// Arguments first, then blocks, each in the order they came.
fn in_order(body: &mut [Item]) {
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
