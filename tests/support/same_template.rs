//! Whether two CloudFormation templates say the same. Strict: what CloudFormation itself takes for the same is brought into one
//! form, and nothing else is overlooked.
//!
//! - A text with references in it: `Fn::Sub` and `Fn::Join` both become the list of its parts.
//! - An attribute: `A.B` and `[A, B]`. What is waited for: one name and a list of one name, in any order. Tags: in any order.
//! - What `cdk synth` adds of its own: the version check of CDK's bootstrap stack and its metadata. The format version, of
//!   which there is one.

use serde_json::{Map, Value, json};

/// Every difference, as a path with what stands there on either side.
pub(crate) fn differences(expected: &Value, actual: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", &normalised(expected), &normalised(actual), &mut found);
    found
}

fn compare(path: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                match actual.get(key) {
                    Some(other) => compare(&format!("{path}/{key}"), value, other, found),
                    None => found.push(format!("{path}/{key}: {value} is missing")),
                }
            }
            for (key, value) in actual.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                found.push(format!("{path}/{key}: {value} is too much"));
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (n, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{path}/{n}"), expected, actual, found);
            }
        }
        _ if expected == actual => {}
        _ => found.push(format!("{path}: {expected} is {actual}")),
    }
}

/// The template in the one form.
fn normalised(template: &Value) -> Value {
    let mut template = value(template);
    let Some(sections) = template.as_object_mut() else {
        return template;
    };
    sections.remove("AWSTemplateFormatVersion");
    for (section, of_cdk) in [
        ("Parameters", "BootstrapVersion"),
        ("Rules", "CheckBootstrapVersion"),
        ("Resources", "CDKMetadata"),
        ("Conditions", "CDKMetadataAvailable"),
    ] {
        let Some(entries) = sections.get_mut(section).and_then(Value::as_object_mut) else {
            continue;
        };
        entries.remove(of_cdk);
        if entries.is_empty() {
            sections.remove(section);
        }
    }
    let resources = sections.get_mut("Resources").and_then(Value::as_object_mut);
    for resource in resources.into_iter().flat_map(|resources| resources.values_mut()) {
        if let Some(names) = resource.get_mut("DependsOn") {
            *names = match names.take() {
                Value::Array(mut names) => {
                    names.sort_by_key(ToString::to_string);
                    Value::Array(names)
                }
                name => json!([name]),
            };
        }
        if let Some(Value::Array(tags)) = resource.pointer_mut("/Properties/Tags") {
            tags.sort_by_key(|tag| tag["Key"].to_string());
        }
    }
    template
}

fn value(any: &Value) -> Value {
    match any {
        Value::Array(items) => Value::Array(items.iter().map(value).collect()),
        Value::Object(entries) => function(entries).unwrap_or_else(|| {
            let entries = entries.iter().map(|(key, entry)| (key.clone(), value(entry)));
            Value::Object(entries.collect())
        }),
        plain => plain.clone(),
    }
}

/// A function that may be written in more than one way.
fn function(entries: &Map<String, Value>) -> Option<Value> {
    let (name, argument) = entries.iter().next().filter(|_| entries.len() == 1)?;
    match name.as_str() {
        "Fn::GetAtt" => Some(attribute(argument.as_str()?)),
        "Fn::Sub" => match argument {
            Value::String(text) => Some(joined(substituted(text, &Map::new()))),
            with_values => {
                let (text, values) = (with_values[0].as_str()?, with_values[1].as_object()?);
                Some(joined(substituted(text, values)))
            }
        },
        "Fn::Join" => {
            let (delimiter, items) = (argument[0].as_str()?, argument[1].as_array()?);
            let mut parts = Vec::new();
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    parts.push(json!(delimiter));
                }
                parts.push(value(item));
            }
            Some(joined(parts))
        }
        _ => None,
    }
}

fn attribute(dotted: &str) -> Value {
    let (id, name) = dotted.split_once('.').unwrap_or((dotted, ""));
    json!({ "Fn::GetAtt": [id, name] })
}

/// The parts of an `Fn::Sub`.
fn substituted(text: &str, values: &Map<String, Value>) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        parts.push(json!(before));
        let (name, after) = after.split_once('}').expect("a bracket that closes");
        parts.push(match (name.strip_prefix('!'), values.get(name)) {
            (Some(literal), _) => json!(format!("${{{literal}}}")),
            (None, Some(given)) => value(given),
            (None, None) if name.contains('.') => attribute(name),
            (None, None) => json!({ "Ref": name }),
        });
        rest = after;
    }
    parts.push(json!(rest));
    parts
}

/// One text of these parts: neighbouring texts become one, joins within a join are resolved, and what is left alone stands alone.
fn joined(parts: Vec<Value>) -> Value {
    let mut flat: Vec<Value> = Vec::new();
    for part in parts {
        match part {
            Value::Object(entries) if entries.contains_key("Fn::Join") => match &entries["Fn::Join"][1] {
                Value::Array(inner) => inner.iter().cloned().for_each(|part| push(&mut flat, part)),
                _ => flat.push(Value::Object(entries)),
            },
            part => push(&mut flat, part),
        }
    }
    match flat.as_slice() {
        [] => json!(""),
        [only] => only.clone(),
        _ => json!({ "Fn::Join": ["", flat] }),
    }
}

fn push(parts: &mut Vec<Value>, part: Value) {
    let text = match &part {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => part.to_string(),
        _ => return parts.push(part),
    };
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Value::String(before)) => before.push_str(&text),
        _ => parts.push(Value::String(text)),
    }
}

#[test]
fn texts_of_the_same_parts_are_the_same_however_they_are_written() {
    let of = |it: Value| json!({ "Resources": { "A": { "Properties": { "Text": it } } } });
    let sub = of(json!({ "Fn::Sub": "arn:${AWS::Partition}:x/${Queue.Arn}/${!HOME}" }));
    let join = of(json!({ "Fn::Join": ["", [
        "arn:", { "Ref": "AWS::Partition" },
        { "Fn::Join": ["/", [":x", { "Fn::GetAtt": ["Queue", "Arn"] }, "${HOME}"] ] },
    ] ] }));
    assert_eq!(differences(&sub, &join), Vec::<String>::new());
    let given = of(json!({ "Fn::Sub": ["${a}-${b}", { "a": 1, "b": { "Fn::Sub": "x" } }] }));
    assert_eq!(differences(&given, &of(json!("1-x"))), Vec::<String>::new());
}

#[test]
fn everything_else_is_told_apart() {
    let template = json!({
        "Parameters": { "Zone": { "Type": "String" } },
        "Resources": { "A": {
            "Type": "AWS::SQS::Queue",
            "DependsOn": ["B", "C"],
            "DeletionPolicy": "Retain",
            "Properties": { "Text": { "Fn::Sub": "${B}/x" }, "List": [1, 2], "Number": 1, "Tags": [{ "Key": "a", "Value": "b" }] },
        } },
    });
    let edits = [
        ("/Parameters/Zone/Type", json!("Number")),
        ("/Resources/A/DependsOn", json!(["B"])),
        ("/Resources/A/DeletionPolicy", json!("Snapshot")),
        ("/Resources/A/Properties/Text", json!({ "Fn::Sub": "${B}x/" })),
        ("/Resources/A/Properties/Text", json!({ "Fn::Sub": "${B.Arn}/x" })),
        ("/Resources/A/Properties/Text", json!("${B}/x")),
        ("/Resources/A/Properties/List", json!([2, 1])),
        ("/Resources/A/Properties/Number", json!("1")),
        (
            "/Resources/A/Properties/Tags",
            json!([{ "Key": "a", "Value": "c" }]),
        ),
        ("/Resources/A/Properties", json!({})),
    ];
    for (path, edit) in edits {
        let mut edited = template.clone();
        *edited.pointer_mut(path).expect("it is there") = edit.clone();
        assert!(!differences(&template, &edited).is_empty(), "{path}: {edit}");
        assert!(!differences(&edited, &template).is_empty(), "{path}: {edit}");
    }
}
