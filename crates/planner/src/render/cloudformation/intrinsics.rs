//! Values in `CloudFormation`'s words: `Ref`, `Fn::GetAtt`, `Fn::Sub` and the like.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::json;

use crate::blueprint::{Pseudo, Value};

/// The value in `CloudFormation`'s words.
pub(super) struct Written<'a>(pub(super) &'a Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(values) => serializer.collect_seq(values.iter().map(Written)),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, Written(value))))
            }
            Value::Ref(id) | Value::Parameter(id) => function(serializer, "Ref", id.as_str()),
            Value::Attribute(id, name) => function(serializer, "Fn::GetAtt", [id.as_str(), name].as_slice()),
            Value::UrlHost(id, name) => {
                let parts = json!({ "Fn::Split": ["/", { "Fn::GetAtt": [id.as_str(), name] }] });
                function(serializer, "Fn::Select", &json!([2, parts]))
            }
            Value::Pseudo(pseudo) => function(serializer, "Ref", pseudo_name(*pseudo)),
            Value::Concat(parts) => concat(parts, serializer),
            Value::AvailabilityZone(n) => {
                function(serializer, "Fn::Select", &json!([n, { "Fn::GetAZs": "" }]))
            }
            Value::SsmParameter(path) => serializer.serialize_str(&dynamic_reference(path)),
            Value::Base64(value) => function(serializer, "Fn::Base64", &Written(value)),
        }
    }
}

/// A call of an intrinsic function: a map of one entry.
fn function<S: Serializer>(
    serializer: S,
    name: &'static str,
    argument: &(impl Serialize + ?Sized),
) -> Result<S::Ok, S::Error> {
    serializer.collect_map([(name, argument)])
}

/// The parts as one text. A single part needs no function; a part that `Fn::Sub` can't name needs `Fn::Join`.
fn concat<S: Serializer>(parts: &[Value], serializer: S) -> Result<S::Ok, S::Error> {
    if let [only] = parts {
        return Written(only).serialize(serializer);
    }
    if let Some(text) = parts.iter().map(Value::as_text).collect::<Option<String>>() {
        return serializer.serialize_str(&text);
    }
    match parts.iter().map(substitution).collect::<Option<Vec<_>>>() {
        Some(texts) => function(serializer, "Fn::Sub", &texts.concat()),
        None => function(serializer, "Fn::Join", &Join(parts)),
    }
}

/// What `Fn::Join` takes: nothing between the parts, and the parts.
struct Join<'a>(&'a [Value]);

impl Serialize for Join<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<Written<'_>> = self.0.iter().map(Written).collect();
        let mut arguments = serializer.serialize_seq(Some(2))?;
        arguments.serialize_element("")?;
        arguments.serialize_element(&parts)?;
        arguments.end()
    }
}

/// The part as it stands in an `Fn::Sub`.
fn substitution(part: &Value) -> Option<Cow<'_, str>> {
    Some(Cow::Owned(match part {
        Value::Text(text) if !text.contains("${") => return Some(Cow::Borrowed(text)),
        Value::Text(text) => text.replace("${", "${!"),
        Value::Ref(id) | Value::Parameter(id) => format!("${{{id}}}"),
        Value::Attribute(id, name) => format!("${{{id}.{name}}}"),
        Value::Pseudo(pseudo) => format!("${{{}}}", pseudo_name(*pseudo)),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::SsmParameter(path) => dynamic_reference(path),
        Value::Concat(parts) => parts
            .iter()
            .map(substitution)
            .collect::<Option<Vec<_>>>()?
            .concat(),
        Value::List(_)
        | Value::Map(_)
        | Value::AvailabilityZone(_)
        | Value::UrlHost(..)
        | Value::Base64(_) => return None,
    }))
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
    use serde_json::Value as Json;

    use super::*;

    #[track_caller]
    fn check(value: &Value, expected: &Json) {
        assert_eq!(serde_json::to_value(Written(value)).expect("a value"), *expected);
    }

    #[test]
    fn texts_that_look_like_references_stay_texts() {
        let parts = vec!["${HOME}/".into(), Value::Ref("Bucket".into())];
        check(&Value::Concat(parts), &json!({ "Fn::Sub": "${!HOME}/${Bucket}" }));
    }

    #[test]
    fn a_single_part_needs_no_function() {
        check(
            &Value::Concat(vec![Value::Ref("Bucket".into())]),
            &json!({ "Ref": "Bucket" }),
        );
    }

    #[test]
    fn plain_texts_are_joined_here_and_now() {
        check(&Value::Concat(vec!["${a}".into(), "b".into()]), &json!("${a}b"));
    }

    #[test]
    fn what_sub_cannot_name_is_joined() {
        let parts = vec!["https://".into(), Value::UrlHost("Address".into(), "FunctionUrl")];
        let host = json!({ "Fn::Select": [2, { "Fn::Split": ["/", { "Fn::GetAtt": ["Address", "FunctionUrl"] }] }] });
        check(
            &Value::Concat(parts),
            &json!({ "Fn::Join": ["", ["https://", host]] }),
        );
    }

    #[test]
    fn public_parameters_are_resolved_by_cloudformation() {
        let image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
        check(
            &Value::SsmParameter(image),
            &json!(format!("{{{{resolve:ssm:{image}}}}}")),
        );
    }
}
