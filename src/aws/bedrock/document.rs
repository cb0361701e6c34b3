//! JSON as the SDK has it, both ways.

use std::collections::HashMap;

use aws_smithy_types::{Document, Number};
use serde_json::Value;

/// For the SDK. A number beyond 64 bits is sent as its nearest float.
pub(super) fn to_document(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => Document::Bool(*flag),
        Value::Number(number) => Document::Number(to_number(number)),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => Document::Array(items.iter().map(to_document).collect()),
        Value::Object(fields) => {
            let fields: HashMap<_, _> = fields
                .iter()
                .map(|(key, field)| (key.clone(), to_document(field)))
                .collect();
            Document::Object(fields)
        }
    }
}

fn to_number(number: &serde_json::Number) -> Number {
    if let Some(positive) = number.as_u64() {
        Number::PosInt(positive)
    } else if let Some(negative) = number.as_i64() {
        Number::NegInt(negative)
    } else {
        Number::Float(number.as_f64().unwrap_or_default())
    }
}

/// From the SDK. A number that JSON has none for becomes `null`.
pub(super) fn from_document(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(flag) => Value::Bool(*flag),
        Document::Number(Number::PosInt(positive)) => Value::from(*positive),
        Document::Number(Number::NegInt(negative)) => Value::from(*negative),
        Document::Number(Number::Float(float)) => Value::from(*float),
        Document::String(text) => Value::from(text.as_str()),
        Document::Array(items) => items.iter().map(from_document).collect(),
        Document::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, field)| (key.clone(), from_document(field)));
            Value::Object(fields.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_goes_to_the_sdk_comes_back_as_it_was() {
        let value = json!({
            "a": [null, true, -3, 18_446_744_073_709_551_615_u64, 0.25, "ठीक"],
            "b": { "c": {}, "d": [] },
        });
        assert_eq!(from_document(&to_document(&value)), value);
    }
}
