//! Values for what a plan asks of its owner: the parameters of its template, and environment variables of its programs. Here: which value
//! each has, whether it can have that, and what was given that nothing takes. Not here: how a program is told a variable (`requirements`,
//! `blueprint`), where a value comes from.

pub(super) mod words;

use std::collections::BTreeMap;

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Warning};
use indexmap::IndexMap;
use regex_lite::Regex;

use crate::blueprint::architectures::virtual_machine::user_data;
use crate::blueprint::{Blueprint, Parameter, Value};
use crate::requirements::is_variable;

use super::existing_network;

/// Refuses what no environment variable may hold.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) of the first that has several lines.
pub(super) fn check(given: &IndexMap<String, String>, language: Language) -> Result<(), UserError> {
    for (key, value) in given {
        // A machine keeps its settings in a file, one a line.
        if is_variable(key) && value.chars().any(char::is_control) {
            return Err(words::lines(language, key));
        }
    }
    Ok(())
}

/// The values of the template's parameters, and those parameters that have none. What `parameters` says wins over an answer.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) of the first value that its parameter can't have.
pub(super) fn values(
    blueprint: &Blueprint,
    (answers, parameters): (&IndexMap<String, String>, &IndexMap<String, String>),
    language: Language,
) -> Result<(BTreeMap<String, String>, Vec<Parameter>), UserError> {
    let mut values = BTreeMap::new();
    let mut missing = Vec::new();
    for parameter in blueprint.parameters() {
        let value = match given(parameter, parameters) {
            Some((key, value)) if !fits(value.trim(), parameter.pattern) => {
                return Err(words::unfit(language, key, value, parameter));
            }
            Some((_, value)) => Some(value),
            None => answers.get(parameter.answer),
        };
        match value {
            Some(value) => {
                values.insert(parameter.id.to_string(), value.trim().to_owned());
            }
            None => missing.push(parameter.clone()),
        }
    }
    Ok((values, missing))
}

/// The value that was given for a parameter, by its name in the template before that of its answer.
fn given<'a>(parameter: &Parameter, given: &'a IndexMap<String, String>) -> Option<(&'a String, &'a String)> {
    given
        .get_key_value(parameter.id.as_str())
        .or_else(|| given.get_key_value(parameter.answer))
}

/// Whether the whole value matches, as CloudFormation wants it.
pub(super) fn fits(value: &str, pattern: &str) -> bool {
    Regex::new(&format!("^(?:{pattern})$")).map_or(true, |pattern| pattern.is_match(value))
}

/// Whether the plan makes something of what was given under this name.
fn is_taken(blueprint: &Blueprint, all: &IndexMap<String, String>, key: &str, value: &str) -> bool {
    let mut asked = blueprint.parameters().iter();
    let is_parameter = asked.any(|parameter| given(parameter, all).is_some_and(|(taken, _)| taken == key));
    is_parameter
        || existing_network::takes(blueprint, key)
        || is_variable(key) && is_told(blueprint, key, value)
}

/// Whether a program is told this.
fn is_told(blueprint: &Blueprint, key: &str, value: &str) -> bool {
    let mut properties = blueprint
        .resources()
        .iter()
        .flat_map(|resource| resource.properties.values());
    properties.any(|property| tells(property, key, value))
}

/// Functions have variables by name, containers a list of names with values, and machines a file, one a line.
fn tells(property: &Value, key: &str, value: &str) -> bool {
    let is = |found: Option<&Value>, text: &str| found.and_then(Value::as_text) == Some(text);
    match property {
        Value::Map(entries) => {
            is(entries.get(key), value)
                || is(entries.get("Name"), key) && is(entries.get("Value"), value)
                || entries.values().any(|entry| tells(entry, key, value))
        }
        Value::List(values) => values.iter().any(|entry| tells(entry, key, value)),
        Value::Concat(parts) => user_data::tells(parts, key, value),
        Value::Base64(inner) => tells(inner, key, value),
        _ => false,
    }
}

/// A warning that names what nothing takes, and what the plan takes.
pub(super) fn untaken(
    blueprint: &Blueprint,
    given: &IndexMap<String, String>,
    language: Language,
) -> Option<Warning> {
    let keys = given.iter();
    let keys = keys.filter(|(key, value)| !is_taken(blueprint, given, key, value));
    let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
    let takes = blueprint.parameters().iter();
    let takes: Vec<&str> = takes.map(|parameter| parameter.answer).collect();
    (!keys.is_empty()).then(|| words::untaken(language, &keys, &takes))
}

/// What the plan takes from `parameters`, and not from an answer or the prompt.
pub(super) fn assumption(
    blueprint: &Blueprint,
    given: &IndexMap<String, String>,
    language: Language,
) -> Option<Assumption> {
    let keys = given.iter();
    let keys = keys.filter(|(key, value)| is_taken(blueprint, given, key, value));
    let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
    (!keys.is_empty()).then(|| Assumption {
        field: "parameters".to_owned(),
        value: keys.join(", "),
        reason: words::wins(language),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_value_has_to_match() {
        let id = "^vpc-[0-9a-f]{8,17}$";
        assert!(fits("vpc-0a1b2c3d", id));
        for wrong in ["vpc-0a1b2c3d ", "my vpc-0a1b2c3d", "vpc-XYZ", ""] {
            assert!(!fits(wrong, id), "{wrong}");
        }
        let name = "[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+";
        assert!(fits("shop/orders", name) && !fits("shop/orders of mine", name));
    }

    #[test]
    fn a_key_s_lines_are_a_value_of_a_parameter_and_of_no_variable() {
        let given = |key: &str, value: &str| IndexMap::from([(key.to_owned(), value.to_owned())]);
        let check = |key, value| check(&given(key, value), Language::English).is_ok();
        assert!(check("viewerPublicKey", "-----BEGIN\nEND-----"));
        assert!(!check("STAGE", "prod\nEND\nrm -rf /"));
    }
}
