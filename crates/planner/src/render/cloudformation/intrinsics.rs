//! Values in CloudFormation's words: `Ref`, `Fn::GetAtt`, `Fn::Sub` and the like.

use serde_json::{Value as Json, json as literal};

use crate::blueprint::{Pseudo, Value};

/// The value in CloudFormation's words.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Bool(value) => literal!(value),
        Value::Integer(number) => literal!(number),
        Value::Text(text) => literal!(text),
        Value::List(values) => Json::Array(values.iter().map(json).collect()),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
        ),
        Value::Ref(id) | Value::Parameter(id) => literal!({ "Ref": id.as_str() }),
        Value::Attribute(id, name) => literal!({ "Fn::GetAtt": [id.as_str(), name] }),
        Value::UrlHost(id, name) => {
            literal!({ "Fn::Select": [2, { "Fn::Split": ["/", { "Fn::GetAtt": [id.as_str(), name] }] }] })
        }
        Value::Pseudo(pseudo) => literal!({ "Ref": pseudo_name(*pseudo) }),
        Value::Concat(parts) => concat(parts),
        Value::AvailabilityZone(n) => literal!({ "Fn::Select": [n, { "Fn::GetAZs": "" }] }),
        Value::SsmParameter(path) => Json::String(dynamic_reference(path)),
    }
}

/// The parts as one text. A single part needs no function; a part that `Fn::Sub` can't name needs `Fn::Join`.
fn concat(parts: &[Value]) -> Json {
    if let [only] = parts {
        return json(only);
    }
    if let Some(text) = parts.iter().map(Value::as_text).collect::<Option<String>>() {
        return Json::String(text);
    }
    match parts.iter().map(substitution).collect::<Option<String>>() {
        Some(text) => literal!({ "Fn::Sub": text }),
        None => literal!({ "Fn::Join": ["", parts.iter().map(json).collect::<Vec<_>>()] }),
    }
}

/// The part as it stands in an `Fn::Sub`.
fn substitution(part: &Value) -> Option<String> {
    Some(match part {
        Value::Text(text) => text.replace("${", "${!"),
        Value::Ref(id) | Value::Parameter(id) => format!("${{{id}}}"),
        Value::Attribute(id, name) => format!("${{{id}.{name}}}"),
        Value::Pseudo(pseudo) => format!("${{{}}}", pseudo_name(*pseudo)),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::SsmParameter(path) => dynamic_reference(path),
        Value::Concat(parts) => parts.iter().map(substitution).collect::<Option<String>>()?,
        Value::List(_) | Value::Map(_) | Value::AvailabilityZone(_) | Value::UrlHost(..) => return None,
    })
}

fn dynamic_reference(path: &str) -> String {
    format!("{{{{resolve:ssm:{path}}}}}")
}

fn pseudo_name(pseudo: Pseudo) -> &'static str {
    match pseudo {
        Pseudo::Region => "AWS::Region",
        Pseudo::AccountId => "AWS::AccountId",
        Pseudo::Partition => "AWS::Partition",
        Pseudo::UrlSuffix => "AWS::URLSuffix",
        Pseudo::StackName => "AWS::StackName",
    }
}
