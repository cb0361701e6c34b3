//! Terraform files, read back with a library that is not ours.

use std::collections::BTreeSet;

use hcl::expr::{ObjectKey, TraversalOperator};
use hcl::structure::Structure;
use hcl::template::{Element, Template};
use hcl::{Block, Body, Expression};

/// The blocks of a file.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let body: Body = hcl::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    body.into_blocks().collect()
}

/// What a block mentions: addresses such as `aws_s3_bucket.files`, `data.aws_region.current` and `var.name`.
pub(crate) fn mentions(block: &Block) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    body(&block.body, &mut found);
    found
}

fn body(body_of: &Body, found: &mut BTreeSet<String>) {
    for structure in body_of {
        match structure {
            Structure::Attribute(attribute) => expression(&attribute.expr, found),
            Structure::Block(block) => body(&block.body, found),
        }
    }
}

fn expression(value: &Expression, found: &mut BTreeSet<String>) {
    match value {
        Expression::Array(values) => values.iter().for_each(|value| expression(value, found)),
        Expression::Object(entries) => {
            for (key, value) in entries {
                if let ObjectKey::Expression(key) = key {
                    expression(key, found);
                }
                expression(value, found);
            }
        }
        Expression::TemplateExpr(text) => {
            let template = Template::from_expr(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            for element in template.elements() {
                if let Element::Interpolation(interpolation) = element {
                    expression(&interpolation.expr, found);
                }
            }
        }
        Expression::FuncCall(call) => call.args.iter().for_each(|argument| expression(argument, found)),
        Expression::Parenthesis(inner) => expression(inner, found),
        Expression::ForExpr(each) => {
            expression(&each.collection_expr, found);
            expression(&each.value_expr, found);
        }
        Expression::Traversal(traversal) => {
            let Expression::Variable(root) = &traversal.expr else {
                expression(&traversal.expr, found);
                return;
            };
            let names = traversal.operators.iter().map_while(|operator| match operator {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                _ => None,
            });
            let path: Vec<&str> = std::iter::once(root.as_str()).chain(names).collect();
            let length = if path[0] == "data" { 3 } else { 2 };
            // Names that a `for` or `each` brings along are nobody's address.
            if path[0] == "data" || path[0] == "var" || path[0].starts_with("aws") {
                found.insert(path[..length].join("."));
            }
        }
        _ => {}
    }
}
