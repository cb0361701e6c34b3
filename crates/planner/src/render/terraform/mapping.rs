//! Types that are written for the provider `aws`, which people know and whose plans read better. One file per group of
//! services holds their tables; here is what a table may say, and how it is carried out.
//!
//! A resource with a property that its table does not know is not written for `aws` at all: leaving something out in
//! silence would make another system than the one that was approved.

mod apigateway;
mod apply;
mod cloudfront;
mod compute;
mod data;
mod elb;
mod functions;
mod identity;
mod messages;
mod network;
mod s3;

use super::expression::NAME;
use super::hcl::{Expression, Item};
use crate::blueprint::{LogicalId, Resource, Value};

use apply::{apply, in_order, is_distinct};

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
    /// Is an argument, made by a function.
    As(&'static str, fn(&Value) -> Expression),
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
    /// An argument that names the resource itself, unless it is there ([`ALWAYS`]).
    Own(&'static str),
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

/// The elements of a list; anything else is its own only element.
fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(values) => values,
        other => std::slice::from_ref(other),
    }
}

/// A name for a resource that has to have one: the stack's and its own.
pub(super) fn own_name(id: &LogicalId) -> Expression {
    let own = super::naming::snake_case(id.as_str()).replace('_', "-");
    Expression::Template(vec![Expression::code(NAME), Expression::text(format!("-{own}"))])
}
