//! A resource of every CloudFormation type that AWS CDK knows, with a value for every property: the renderer has to be right for
//! types that the catalogue doesn't have yet.

use cloudwhisper_planner::blueprint::{Blueprint, Pseudo, Resource, Value};
use cloudwhisper_planner::properties;

/// The table as the renderer reads it; `hack/cdk-types.mjs` explains it.
const TABLE: &str = include_str!("../../crates/planner/src/render/cdk/types.txt");

/// As many as CDK lets into one stack.
const PER_STACK: usize = 500;

/// How deep properties are filled in; below stands a reference.
const DEPTH: usize = 4;

/// The types, as many to a blueprint as fit. Each type's attributes are the stack's outputs.
pub(crate) fn every_type() -> Vec<Blueprint> {
    let lines: Vec<&'static str> = TABLE.lines().collect();
    lines.chunks(PER_STACK).map(blueprint).collect()
}

fn blueprint(lines: &[&'static str]) -> Blueprint {
    let mut blueprint = Blueprint::default();
    for line in lines {
        let sections: Vec<&'static str> = line.split('|').collect();
        let kind = sections[0].split('=').next().unwrap_or_default();
        let resource = entries(sections[2]).fold(Resource::new(kind, kind), |resource, (name, code)| {
            match code {
                // Free-form, but CDK merges tags, and so makes a text of each.
                "j" if name.ends_with("Tags") => resource.with(name, properties! { "SomeKey": "text" }),
                code => resource.with(name, value(code, &sections, DEPTH)),
            }
        });
        let attributes: Vec<Value> = entries(sections[1])
            .flat_map(|(name, _)| [resource.attribute(name), " ".into()])
            .collect();
        let id = blueprint.add(resource);
        blueprint.output(&format!("{id} of"), kind, Value::Concat(attributes));
    }
    blueprint
}

/// Names and kinds of the entries, without dates: a resource with one isn't written as its class at all.
fn entries(section: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let entries = section.split(',').filter(|entry| !entry.is_empty());
    let entries = entries.map(|entry| {
        let (names, code) = entry.split_once(':').unwrap_or((entry, ""));
        (names.split('=').next().unwrap_or(names), code)
    });
    entries.filter(|(_, code)| *code != "d")
}

fn value(code: &'static str, sections: &[&'static str], depth: usize) -> Value {
    let rest = || value(&code[1..], sections, depth);
    match code.as_bytes().first() {
        None | Some(b'p') => "text".into(),
        Some(b'n') => 1.into(),
        Some(b'b') => true.into(),
        Some(b'j') => properties! { "SomeKey": properties! { "otherKey": 1, "aws:SourceArn": "x" } },
        Some(b'L') => Value::list([rest()]),
        Some(b'M') => Value::map([("SomeKey", rest())]),
        Some(b'T') => properties! { "Key": "key", "Value": "value" },
        Some(_) => match code.parse::<usize>() {
            Ok(number) if depth > 0 => Value::map(
                entries(sections[2 + number]).map(|(name, code)| (name, value(code, sections, depth - 1))),
            ),
            _ => Value::Pseudo(Pseudo::StackName),
        },
    }
}
