//! The JSON schema of a proposal, in the part of JSON Schema that every provider with constrained output takes: a tool's input for Bedrock's
//! Converse, and `response_format: json_schema` with `strict: true` for those that speak as OpenAI does.
//!
//! That part: every property required and every object closed; null by a list of types, never by `anyOf`; `enum` and never `const` or
//! `oneOf`; no references; no lengths, ranges, patterns or formats. What it can't say the [reading](super::Ask::read) checks.

use std::sync::LazyLock;

use cloudwhisper_api::proposal::Proposal;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// Keywords that stay.
const KEPT: [&str; 7] = [
    "type",
    "description",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
];

/// The schema of a [`Proposal`].
pub fn schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
        let whole = settings.into_generator().into_root_schema_for::<Proposal>();
        strict(whole.to_value())
    });
    &SCHEMA
}

fn strict(schema: Value) -> Value {
    let Value::Object(mut schema) = schema else {
        return json!({});
    };
    let description = schema.remove("description");
    for choice in ["oneOf", "anyOf"] {
        if let Some(Value::Array(options)) = schema.remove(choice) {
            schema = union(&options);
        }
    }
    if let Some(value) = schema.remove("const") {
        schema.insert("enum".to_owned(), json!([value]));
    }
    if let Some(description) = description {
        let told = schema
            .get("description")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let whole = [description.as_str().unwrap_or_default().replace('\n', " ")]
            .into_iter()
            .chain(told)
            .collect::<Vec<_>>();
        schema.insert("description".to_owned(), json!(whole.join(" ")));
    }
    schema.retain(|key, _| KEPT.contains(&key.as_str()));
    if let Some(items) = schema.remove("items") {
        schema.insert("items".to_owned(), strict(items));
    }
    if let Some(Value::Object(properties)) = schema.remove("properties") {
        let names: Vec<Value> = properties.keys().cloned().map(Value::from).collect();
        let properties: Map<String, Value> = properties
            .into_iter()
            .map(|(name, property)| (name, strict(property)))
            .collect();
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), Value::Array(names));
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    Value::Object(schema)
}

/// One schema for several: their types and values together, and what each value means.
fn union(options: &[Value]) -> Map<String, Value> {
    let options: Vec<Value> = options.iter().cloned().map(strict).collect();
    let mut whole = Map::new();
    let (mut types, mut values, mut meanings) = (Vec::new(), Vec::new(), Vec::new());
    let is_null = |option: &Value| option.get("type") == Some(&json!("null"));
    for option in &options {
        match option.get("type") {
            Some(Value::Array(several)) => types.extend(several.iter().cloned()),
            Some(one) => types.push(one.clone()),
            None => {}
        }
        let of_option = option.get("enum").and_then(Value::as_array).cloned();
        let meaning = option.get("description").and_then(Value::as_str);
        match (of_option.as_deref(), meaning) {
            (Some([Value::String(value)]), Some(meaning)) => meanings.push(format!("{value}: {meaning}")),
            (_, Some(meaning)) => meanings.push(meaning.to_owned()),
            _ => {}
        }
        values.extend(of_option.unwrap_or_default());
        for (key, value) in option.as_object().into_iter().flatten() {
            if !["type", "enum", "description"].contains(&key.as_str()) {
                whole.insert(key.clone(), value.clone());
            }
        }
    }
    types.dedup();
    let one_type = if types.len() == 1 { types.pop() } else { None };
    whole.insert("type".to_owned(), one_type.unwrap_or(Value::Array(types)));
    if !values.is_empty() {
        if options.iter().any(is_null) {
            values.push(Value::Null);
        }
        whole.insert("enum".to_owned(), Value::Array(values));
    }
    if !meanings.is_empty() {
        whole.insert("description".to_owned(), json!(meanings.join(" ")));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every schema within, with its path.
    fn walk(schema: &Value, path: &str, visit: &mut impl FnMut(&Map<String, Value>, &str)) {
        let Value::Object(map) = schema else {
            panic!("{path} is no schema: {schema}")
        };
        visit(map, path);
        for (name, property) in map
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            walk(property, &format!("{path}.{name}"), visit);
        }
        if let Some(items) = map.get("items") {
            walk(items, &format!("{path}[]"), visit);
        }
    }

    #[test]
    fn it_keeps_to_what_every_provider_takes() {
        walk(schema(), "", &mut |map, path| {
            for key in map.keys() {
                assert!(KEPT.contains(&key.as_str()), "{path}: {key}");
            }
            let types: Vec<&str> = match map.get("type").expect("every schema has a type") {
                Value::String(one) => vec![one],
                Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
                other => panic!("{path}: {other}"),
            };
            assert!(
                types.len() == 1 || types.len() == 2 && types[1] == "null",
                "{path}: {types:?}"
            );
            if types[0] == "object" {
                assert_eq!(map.get("additionalProperties"), Some(&json!(false)), "{path}");
                let properties = map["properties"].as_object().expect("an object says what it has");
                let names: Vec<&str> = properties.keys().map(String::as_str).collect();
                assert_eq!(map.get("required"), Some(&json!(names)), "{path}");
            }
            assert!(
                !(types.contains(&"null") && ["object", "array"].contains(&types[0])),
                "{path}"
            );
            if let Some(Value::Array(values)) = map.get("enum") {
                assert_eq!(values.contains(&Value::Null), types.contains(&"null"), "{path}");
            }
            let nesting = path.matches(['.', '[']).count();
            assert!(nesting <= 5, "{path}");
        });
        assert_eq!(schema()["type"], "object", "a tool's input is an object");
    }

    #[test]
    fn it_has_no_field_for_what_is_not_a_model_s_to_say() {
        const NEVER: [&str; 16] = [
            "insisted",
            "insecure",
            "wish",
            "approv",
            "account",
            "iam",
            "role",
            "policy",
            "permission",
            "tag",
            "credential",
            "secret",
            "parameter",
            "principal",
            "answer",
            "environment",
        ];
        walk(schema(), "", &mut |map, path| {
            for name in map
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let name = name.0.to_lowercase();
                let found = NEVER
                    .iter()
                    .find(|word| name.contains(*word) && name != "storage");
                assert_eq!(found, None, "{path}.{name}");
            }
        });
    }

    #[test]
    fn it_names_every_choice_and_what_each_means() {
        let kind = &schema()["properties"]["appType"];
        assert_eq!(kind["type"], json!(["string", "null"]));
        assert_eq!(
            kind["enum"],
            json!(["web-app", "api", "static-site", "container", null])
        );
        let told = kind["description"].as_str().expect("it is told");
        assert!(told.contains("static-site: Files that a browser"), "{told}");
        assert_eq!(
            schema()["properties"]["storage"]["items"]["enum"],
            json!(["s3", "rds", "dynamodb"])
        );
    }
}
