//! A resource that neither provider has, or not with these properties: a `CloudFormation` stack that holds it alone, which
//! Terraform manages like any other resource.

use std::collections::BTreeSet;

use super::expression::expression;
use super::hcl::{Expression, Item};
use super::mapping::own_name;
use crate::blueprint::{Resource, Retention};

pub(super) const KIND: &str = "aws_cloudformation_stack";

/// Name of the stack's output that holds `Ref`.
const REFERENCE: &str = "Reference";

/// Name of the stack's output that holds this attribute, or `Ref`.
pub(super) fn output(attribute: Option<&str>) -> String {
    attribute.map_or_else(
        || REFERENCE.to_owned(),
        |name| name.chars().filter(char::is_ascii_alphanumeric).collect(),
    )
}

/// The stack, with the attributes that others ask for as outputs.
pub(super) fn arguments(resource: &Resource, attributes: &BTreeSet<&'static str>) -> Vec<Item> {
    let text = |text: &str| Expression::text(text);
    let id = resource.id.as_str();
    let mut outputs = vec![entry(&output(None), "Ref", text(id))];
    outputs.extend(attributes.iter().map(|name| {
        let path = Expression::List(vec![text(id), text(name)]);
        entry(&output(Some(name)), "Fn::GetAtt", path)
    }));
    let mut one = vec![("Type".to_owned(), text(resource.kind))];
    let kept = match resource.retention {
        Retention::Delete => None,
        Retention::Retain => Some("Retain"),
        Retention::Snapshot => Some("Snapshot"),
    };
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        one.extend(kept.map(|kept| (policy.to_owned(), text(kept))));
    }
    let properties = resource
        .properties
        .iter()
        .map(|(name, value)| ((*name).to_owned(), expression(value)));
    one.push(("Properties".to_owned(), Expression::Object(properties.collect())));
    let template = Expression::Object(vec![
        (
            "Resources".to_owned(),
            Expression::Object(vec![(id.to_owned(), Expression::Object(one))]),
        ),
        ("Outputs".to_owned(), Expression::Object(outputs)),
    ]);
    let mut items = vec![Item::argument("name", own_name(&resource.id))];
    if resource.kind.starts_with("AWS::IAM::") {
        let named = Expression::List(vec![text("CAPABILITY_NAMED_IAM")]);
        items.push(Item::argument("capabilities", named));
    }
    items.push(Item::argument("template_body", Expression::json(template)));
    items
}

fn entry(name: &str, function: &str, argument: Expression) -> (String, Expression) {
    let value = Expression::Object(vec![(function.to_owned(), argument)]);
    (
        name.to_owned(),
        Expression::Object(vec![("Value".to_owned(), value)]),
    )
}
