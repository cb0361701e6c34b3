//! What a Terraform provider's resources take and give, as `make testbed` extracts it from the published packages
//! (`crates/testbed/terraform/schemas.py` says how to read it).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cloudwhisper_testbed::program;
use hcl::expr::{ObjectKey, Traversal, TraversalOperator};
use hcl::structure::Structure;
use hcl::{Block, Body, Expression};
use serde::Deserialize;

#[derive(Deserialize)]
struct Schema {
    resources: BTreeMap<String, Resource>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(flatten)]
    whole: Struct,
    structs: BTreeMap<String, Struct>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Struct {
    arguments: BTreeMap<String, Type>,
    required: Vec<String>,
    attributes: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Type {
    Plain(String),
    Nested(String, String),
}

/// The schemas of all providers that plans use.
pub(crate) struct Providers(BTreeMap<String, Resource>);

/// Whether everything that has to be there is looked for too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Completeness {
    Whole,
    Parts,
}

/// What Terraform itself understands in every resource.
const META: [&str; 5] = ["count", "depends_on", "for_each", "lifecycle", "provider"];

impl Providers {
    pub(crate) fn read() -> Result<Self> {
        let mut all = BTreeMap::new();
        for provider in ["aws.json", "awscc.json"] {
            let text = std::fs::read(program("terraform-schemas", provider)?)?;
            let schema: Schema = serde_json::from_slice(&text).context(provider)?;
            all.extend(schema.resources);
        }
        Ok(Self(all))
    }

    /// What is wrong with a `resource` block.
    pub(crate) fn faults(&self, block: &Block, completeness: Completeness) -> Vec<String> {
        let kind = block.labels[0].as_str();
        let Some(resource) = self.0.get(kind) else {
            return vec![format!("{kind} does not exist")];
        };
        let mut found = Vec::new();
        let check = Check {
            resource,
            completeness,
        };
        check.body(&block.body, &resource.whole, kind, &mut found);
        self.references(&block.body, &mut found);
        found
    }

    /// Attributes of resources that a body reads and that there are none of.
    pub(crate) fn references(&self, body: &Body, found: &mut Vec<String>) {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) if attribute.key() == "depends_on" => {}
                Structure::Attribute(attribute) => {
                    walk(&attribute.expr, &mut |traversal| {
                        found.extend(self.dangling(traversal));
                    });
                }
                Structure::Block(block) => self.references(&block.body, found),
            }
        }
    }

    fn dangling(&self, traversal: &Traversal) -> Option<String> {
        let Expression::Variable(kind) = &traversal.expr else {
            return None;
        };
        let resource = self.0.get(kind.as_str())?;
        let mut names = traversal.operators.iter().filter_map(|operator| match operator {
            TraversalOperator::GetAttr(name) => Some(name.as_str()),
            _ => None,
        });
        let label = names.next();
        let mut here = &resource.whole;
        for name in names {
            let known = here.attributes.contains_key(name) || here.arguments.contains_key(name);
            if !known {
                return Some(format!(
                    "{}.{} has no {name}",
                    kind.as_str(),
                    label.unwrap_or_default()
                ));
            }
            let nested = here.attributes.get(name).and_then(Option::as_ref);
            match nested.and_then(|name| resource.structs.get(name)) {
                Some(nested) => here = nested,
                None => break,
            }
        }
        None
    }
}

/// Calls `each` for whatever names something else.
fn walk(value: &Expression, each: &mut dyn FnMut(&Traversal)) {
    match value {
        Expression::Array(values) => values.iter().for_each(|value| walk(value, each)),
        Expression::Object(entries) => entries.values().for_each(|value| walk(value, each)),
        Expression::FuncCall(call) => call.args.iter().for_each(|value| walk(value, each)),
        Expression::Traversal(traversal) => {
            each(traversal);
            walk(&traversal.expr, each);
        }
        Expression::TemplateExpr(text) => {
            let template =
                hcl::template::Template::from_expr(text).expect("a template that was parsed before");
            for element in template.elements() {
                if let hcl::template::Element::Interpolation(interpolation) = element {
                    walk(&interpolation.expr, each);
                }
            }
        }
        _ => {}
    }
}

struct Check<'a> {
    resource: &'a Resource,
    completeness: Completeness,
}

impl Check<'_> {
    fn body(&self, body: &Body, schema: &Struct, path: &str, found: &mut Vec<String>) {
        let mut there = Vec::new();
        for structure in body {
            let name = match structure {
                Structure::Attribute(attribute) => attribute.key(),
                Structure::Block(block) => block.identifier(),
            };
            if META.contains(&name) {
                continue;
            }
            there.push(name);
            let path = format!("{path}.{name}");
            match (structure, schema.arguments.get(name)) {
                (Structure::Block(block), Some(Type::Nested(form, nested))) if form == "block" => {
                    self.nested(nested, |schema| self.body(&block.body, schema, &path, found));
                }
                (Structure::Attribute(attribute), Some(kind)) => {
                    self.value(&attribute.expr, kind, &path, found);
                }
                (Structure::Block(_), Some(_)) => found.push(format!("{path} is no block")),
                (_, None) => found.push(format!("{path} does not exist")),
            }
        }
        self.complete(&there, schema, path, found);
    }

    fn value(&self, value: &Expression, kind: &Type, path: &str, found: &mut Vec<String>) {
        let wrong = |is: &str| format!("{path} is {is}: {value}");
        match (kind, value) {
            (Type::Nested(form, _), _) if form == "block" => found.push(wrong("a block")),
            (Type::Nested(form, nested), Expression::Object(entries))
                if form == "struct" || form == "map" =>
            {
                if form == "map" {
                    let one = Type::Nested("struct".to_owned(), nested.clone());
                    // A map of lists and a list of maps are described alike.
                    let lists = entries.values().map(|value| match value {
                        Expression::Array(values) => values.as_slice(),
                        value => std::slice::from_ref(value),
                    });
                    lists
                        .flatten()
                        .for_each(|value| self.value(value, &one, path, found));
                    return;
                }
                let entries: Vec<(String, &Expression)> = entries
                    .iter()
                    .map(|(key, value)| (key_text(key), value))
                    .collect();
                self.nested(nested, |schema| self.object(&entries, schema, path, found));
            }
            (Type::Nested(form, nested), Expression::Array(values)) if form == "list" || form == "set" => {
                let one = Type::Nested("struct".to_owned(), nested.clone());
                for value in values {
                    self.value(value, &one, path, found);
                }
            }
            (Type::Nested(form, _), Expression::Object(_) | Expression::Array(_)) => found.push(wrong(form)),
            (Type::Plain(plain), Expression::Object(_)) if !plain.ends_with("Map") => {
                found.push(wrong(plain));
            }
            (Type::Plain(plain), Expression::Array(_)) if !plain.ends_with("List") => {
                found.push(wrong(plain));
            }
            (Type::Plain(plain), Expression::String(_) | Expression::Bool(_) | Expression::Number(_))
                if plain.ends_with("Map") || plain.ends_with("List") =>
            {
                found.push(wrong(plain));
            }
            _ => {}
        }
    }

    fn object(
        &self,
        entries: &[(String, &Expression)],
        schema: &Struct,
        path: &str,
        found: &mut Vec<String>,
    ) {
        for (key, value) in entries {
            let path = format!("{path}.{key}");
            match schema.arguments.get(key) {
                Some(kind) => self.value(value, kind, &path, found),
                None => found.push(format!("{path} does not exist")),
            }
        }
        let there: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        self.complete(&there, schema, path, found);
    }

    fn complete(&self, there: &[&str], schema: &Struct, path: &str, found: &mut Vec<String>) {
        if self.completeness == Completeness::Whole {
            let missing = schema
                .required
                .iter()
                .filter(|name| !there.contains(&name.as_str()));
            found.extend(missing.map(|name| format!("{path} needs {name}")));
        }
    }

    fn nested(&self, name: &str, check: impl FnOnce(&Struct)) {
        if let Some(schema) = self.resource.structs.get(name) {
            check(schema);
        }
    }
}

fn key_text(key: &ObjectKey) -> String {
    match key {
        ObjectKey::Identifier(name) => name.to_string(),
        ObjectKey::Expression(Expression::String(text)) => text.clone(),
        other => other.to_string(),
    }
}
