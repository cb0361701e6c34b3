//! A value for every property that `CloudFormation`'s schemas, as cfn-lint has them, describe.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use cloudwhisper_planner::blueprint::Value;
use cloudwhisper_testbed::program;
use serde_json::Value as Json;

/// Deep enough for every structure that is not made of itself.
const DEEPEST: usize = 12;

pub(crate) struct Samples {
    folder: PathBuf,
    files: BTreeMap<&'static str, String>,
}

impl Samples {
    pub(crate) fn read() -> Result<Self> {
        let linter = program("cfn-lint", "cfn-lint")?;
        let home = linter
            .parent()
            .and_then(|bin| bin.parent())
            .context("cfn-lint has a home")?;
        let python = std::fs::read_dir(home.join("lib"))?
            .next()
            .context("a version of Python")??
            .path();
        let folder = python.join("site-packages/cfnlint/data/schemas");
        let kinds = std::fs::read(folder.join("providers/us-east-1.json"))?;
        let kinds: BTreeMap<String, String> = serde_json::from_slice(&kinds)?;
        // A blueprint takes names that live as long as the program, as a test does.
        let files = kinds
            .into_iter()
            .filter(|(kind, _)| kind.starts_with("AWS::") && kind.matches("::").count() == 2)
            .map(|(kind, file)| (&*kind.leak(), file))
            .collect();
        Ok(Self { folder, files })
    }

    pub(crate) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.files.keys().copied()
    }

    /// Each attribute that `Fn::GetAtt` gives.
    pub(crate) fn attributes(&self, kind: &str) -> Result<Vec<&'static str>> {
        let schema = self.schema(kind)?;
        let paths = schema["readOnlyProperties"].as_array().into_iter().flatten();
        let names = paths.filter_map(|path| path.as_str()?.strip_prefix("/properties/"));
        Ok(names
            .filter(|name| !name.contains('*'))
            .map(|name| &*name.replace('/', ".").leak())
            .collect())
    }

    fn schema(&self, kind: &str) -> Result<Json> {
        let file = format!("{}.json", self.files[kind]);
        Ok(serde_json::from_slice(&std::fs::read(
            self.folder.join("resources").join(file),
        )?)?)
    }

    /// Each property that can be set, with a value that has everything that can be in it.
    pub(crate) fn properties(&self, kind: &str) -> Result<Vec<(&'static str, Value)>> {
        let schema = self.schema(kind)?;
        let read_only: Vec<&str> = schema["readOnlyProperties"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let sample = Sample {
            schema: &schema,
            read_only: &read_only,
        };
        let properties = schema["properties"].as_object().context("properties")?;
        let written = properties
            .iter()
            .filter(|(name, _)| !read_only.contains(&&*format!("/properties/{name}")));
        Ok(written
            .filter(|(name, _)| *name != "Tags")
            .map(|(name, node)| {
                (
                    &*name.clone().leak(),
                    sample.value(node, &format!("/properties/{name}"), 0),
                )
            })
            .collect())
    }
}

struct Sample<'a> {
    schema: &'a Json,
    read_only: &'a [&'a str],
}

impl Sample<'_> {
    fn resolved(&self, node: &Json) -> Json {
        let mut node = node.clone();
        while let Some(pointer) = node["$ref"].as_str() {
            node = self
                .schema
                .pointer(pointer.trim_start_matches('#'))
                .cloned()
                .unwrap_or_default();
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            for alternative in node[key].as_array().cloned().unwrap_or_default() {
                let alternative = self.resolved(&alternative);
                for name in ["type", "items", "properties", "enum"] {
                    if node[name].is_null() && !alternative[name].is_null() {
                        node[name] = alternative[name].clone();
                    }
                }
            }
        }
        node
    }

    fn value(&self, node: &Json, path: &str, depth: usize) -> Value {
        let node = self.resolved(node);
        if let Some(first) = node["enum"].get(0).and_then(Json::as_str) {
            return Value::text(first);
        }
        let is = |kind: &str| match &node["type"] {
            Json::String(one) => one == kind,
            Json::Array(several) => several.iter().any(|one| one == kind),
            _ => false,
        };
        if node["items"].is_object() && !is("string") {
            let one = (depth < DEEPEST).then(|| self.value(&node["items"], path, depth + 1));
            return Value::list(one);
        }
        let inner = |(name, node): (&String, &Json)| {
            let path = format!("{path}/{name}");
            (!self.read_only.contains(&&*path)).then(|| (name.clone(), self.value(node, &path, depth + 1)))
        };
        match node["properties"]
            .as_object()
            .filter(|properties| !properties.is_empty())
        {
            Some(properties) if depth < DEEPEST => {
                return Value::Map(properties.iter().filter_map(inner).collect());
            }
            Some(_) => return Value::map::<String, Value>([]),
            None => {}
        }
        let of_any_name = node["patternProperties"]
            .as_object()
            .and_then(|patterns| patterns.values().next());
        match of_any_name.or_else(|| Some(&node["additionalProperties"]).filter(|it| it.is_object())) {
            Some(one) if is("object") || node["type"].is_null() => {
                Value::map([("Any-Name", self.value(one, path, depth + 1))])
            }
            _ if is("object") => Value::map([("AnyName", Value::map([("Inner", "text")]))]),
            _ if is("boolean") => Value::Bool(true),
            _ if is("integer") || is("number") => Value::Integer(1),
            _ => Value::text("text"),
        }
    }
}
