//! What a person can set (`variables.tf`), what they get back (`outputs.tf`), and what is looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{SECRET, expression, ssm_label};
use super::hcl::{Block, Expression, Item, quoted};
use super::naming::snake_case;
use crate::blueprint::{Blueprint, LogicalId, Parameter, Value};

/// Longest name of a stack: with a resource's name behind it, it has to fit AWS's limits.
const LONGEST_NAME: usize = 32;
/// The tag that tells the project's name.
const PROJECT: &str = "cloudwhisper:project";

/// Region, name, tags, and whatever only the account's owner knows.
pub(super) fn variables(blueprint: &Blueprint, tags: &BTreeMap<String, String>, region: &str) -> Vec<Block> {
    let texts = tags
        .iter()
        .map(|(key, value)| (key.clone(), Expression::text(value.as_str())));
    let mut blocks = vec![
        variable(
            "region",
            "AWS region that everything runs in.",
            "string",
            Some(Expression::text(region)),
            Some((
                "can(regex(\"^[a-z]{2}(-[a-z]+)+-[0-9]$\", var.region))".to_owned(),
                "Say the region as AWS does, such as ap-south-1.",
            )),
        ),
        variable(
            "name",
            "Begins the names of what has to have one.",
            "string",
            Some(Expression::text(name(tags))),
            Some((
                format!(
                    "can(regex(\"^[a-z][a-z0-9-]{{0,{}}}$\", var.name))",
                    LONGEST_NAME - 1
                ),
                "Use lower-case letters, digits and hyphens, a letter first, at most 32 characters.",
            )),
        ),
        variable(
            "tags",
            "Tags of everything that takes any.",
            "map(string)",
            Some(Expression::Object(texts.collect())),
            None,
        ),
    ];
    blocks.extend(blueprint.parameters().iter().map(asked_for));
    blocks
}

/// A name that fits, made of the project's.
fn name(tags: &BTreeMap<String, String>) -> String {
    let project = tags.get(PROJECT).map_or("", String::as_str);
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let name: String = project
        .to_ascii_lowercase()
        .chars()
        .filter(|c| fits(*c))
        .take(LONGEST_NAME)
        .collect();
    let name = name.trim_matches('-');
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        "cloudwhisper".to_owned()
    }
}

fn asked_for(parameter: &Parameter) -> Block {
    let name = snake_case(parameter.id.as_str());
    // The whole value has to match, and CloudFormation's patterns do not say so.
    let pattern = quoted(&format!("^(?:{})$", parameter.pattern));
    let condition = format!("can(regex({pattern}, var.{name}))");
    let wrong = "This does not look like the value that is asked for.";
    variable(
        &name,
        parameter.description,
        "string",
        None,
        Some((condition, wrong)),
    )
}

fn variable(
    name: &str,
    description: &str,
    kind: &str,
    default: Option<Expression>,
    validation: Option<(String, &str)>,
) -> Block {
    let mut body = vec![
        Item::argument("description", Expression::text(description)),
        Item::argument("type", Expression::code(kind)),
    ];
    body.extend(default.map(|default| Item::argument("default", default)));
    body.extend(validation.map(|(condition, message)| {
        Item::block(
            "validation",
            vec![
                Item::argument("condition", Expression::code(condition)),
                Item::argument("error_message", Expression::text(message)),
            ],
        )
    }));
    Block::new("variable", &[name], body)
}

/// What the blueprint gives back.
pub(super) fn outputs(blueprint: &Blueprint) -> Vec<Block> {
    let output = |output: &crate::blueprint::Output| {
        let body = vec![
            Item::argument("description", Expression::text(output.description.as_str())),
            Item::argument("value", expression(&output.value)),
        ];
        Block::new("output", &[&snake_case(output.id.as_str())], body)
    };
    blueprint.outputs().iter().map(output).collect()
}

/// Data sources that the text of the files mentions.
pub(super) fn lookups(blueprint: &Blueprint, written: &str) -> Vec<Block> {
    let zones = vec![Item::argument("state", Expression::text("available"))];
    let known = [
        ("aws_availability_zones", "available", zones),
        ("aws_caller_identity", "current", Vec::new()),
        ("aws_partition", "current", Vec::new()),
        ("aws_region", "current", Vec::new()),
    ];
    let mut blocks: Vec<Block> = known
        .into_iter()
        .filter(|(kind, label, _)| written.contains(&format!("data.{kind}.{label}.")))
        .map(|(kind, label, body)| Block::new("data", &[kind, label], body))
        .collect();
    let mut paths = BTreeSet::new();
    let mut secrets = BTreeSet::new();
    for value in blueprint
        .resources()
        .iter()
        .flat_map(|resource| resource.properties.values())
    {
        looked_up(value, &mut paths, &mut secrets);
    }
    blocks.extend(secrets.into_iter().map(|arn| {
        let id = Item::argument("secret_id", expression(&Value::Parameter(arn.clone())));
        Block::new("data", &[SECRET, &snake_case(arn.as_str())], vec![id])
    }));
    blocks.extend(paths.into_iter().map(|path| {
        let name = Item::argument("name", Expression::text(path));
        Block::new("data", &["aws_ssm_parameter", &ssm_label(path)], vec![name])
    }));
    blocks
}

fn looked_up<'a>(
    value: &'a Value,
    paths: &mut BTreeSet<&'static str>,
    secrets: &mut BTreeSet<&'a LogicalId>,
) {
    match value {
        Value::SsmParameter(path) => {
            paths.insert(path);
        }
        Value::Secret(arn) => {
            secrets.insert(arn);
        }
        Value::List(values) | Value::Concat(values) => {
            for value in values {
                looked_up(value, paths, secrets);
            }
        }
        Value::Map(entries) => entries
            .values()
            .for_each(|value| looked_up(value, paths, secrets)),
        Value::Base64(value) => looked_up(value, paths, secrets),
        _ => {}
    }
}
