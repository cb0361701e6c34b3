//! Values in `CloudFormation`'s words: `Ref`, `Fn::GetAtt`, `Fn::Sub` and the like.

use serde_json::{Value as Json, json as literal};

use crate::blueprint::{Pseudo, Value};

/// The value in `CloudFormation`'s words.
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
        Value::Secret(arn) => json(&Value::secret_reference(arn)),
        Value::Base64(value) => literal!({ "Fn::Base64": json(value) }),
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
        Value::Secret(arn) => substitution(&Value::secret_reference(arn))?,
        Value::List(_)
        | Value::Map(_)
        | Value::AvailabilityZone(_)
        | Value::UrlHost(..)
        | Value::Base64(_) => return None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &Value, expected: &Json) {
        assert_eq!(&json(value), expected);
    }

    #[test]
    fn texts_that_look_like_references_stay_texts() {
        let parts = vec!["${HOME}/".into(), Value::Ref("Bucket".into())];
        check(
            &Value::Concat(parts),
            &literal!({ "Fn::Sub": "${!HOME}/${Bucket}" }),
        );
    }

    #[test]
    fn a_single_part_needs_no_function() {
        check(
            &Value::Concat(vec![Value::Ref("Bucket".into())]),
            &literal!({ "Ref": "Bucket" }),
        );
    }

    #[test]
    fn plain_texts_are_joined_here_and_now() {
        check(
            &Value::Concat(vec!["${a}".into(), "b".into()]),
            &literal!("${a}b"),
        );
    }

    #[test]
    fn what_sub_cannot_name_is_joined() {
        let parts = vec!["https://".into(), Value::UrlHost("Address".into(), "FunctionUrl")];
        let host = literal!({ "Fn::Select": [2, { "Fn::Split": ["/", { "Fn::GetAtt": ["Address", "FunctionUrl"] }] }] });
        check(
            &Value::Concat(parts),
            &literal!({ "Fn::Join": ["", ["https://", host]] }),
        );
    }

    #[test]
    fn public_parameters_are_resolved_by_cloudformation() {
        let image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
        check(
            &Value::SsmParameter(image),
            &literal!(format!("{{{{resolve:ssm:{image}}}}}")),
        );
    }
}
