//! A blueprint as a `CloudFormation` template: the same graph gives the same bytes. Here: how a graph is written down.
//! Not here: which resources and properties there are (`blueprint/architectures/`, `catalog/`).
//!
//! Resources carry no `Metadata` with their descriptions: a better wording would change the template, and so void
//! approvals of plans that do the same.

mod intrinsics;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use crate::blueprint::{Blueprint, LogicalId, Output, Parameter, Resource, Retention, Value};
use crate::catalog::{self, Tags};
use crate::properties;

use intrinsics::json;

/// Properties that give an IAM resource a name of its own, for which `CloudFormation` wants the stronger capability.
const IAM_NAMES: [&str; 4] = ["RoleName", "ManagedPolicyName", "InstanceProfileName", "UserName"];

/// The template, in a fixed order: parameters, resources and outputs as the blueprint has them. `tags` go on every
/// resource that takes any, in order of key; a resource's own tag of the same key wins.
pub fn template(blueprint: &Blueprint, description: &str, tags: &BTreeMap<String, String>) -> Json {
    let mut template = Map::new();
    template.insert("AWSTemplateFormatVersion".to_owned(), json!("2010-09-09"));
    template.insert("Description".to_owned(), json!(description));
    if !blueprint.parameters().is_empty() {
        template.insert(
            "Parameters".to_owned(),
            section(blueprint.parameters(), |it| (&it.id, parameter(it))),
        );
    }
    template.insert(
        "Resources".to_owned(),
        section(blueprint.resources(), |it| (&it.id, resource(it, tags))),
    );
    if !blueprint.outputs().is_empty() {
        template.insert(
            "Outputs".to_owned(),
            section(blueprint.outputs(), |it| (&it.id, output(it))),
        );
    }
    Json::Object(template)
}

/// A template as YAML, for people to read.
pub fn to_yaml(template: &Json) -> String {
    // Only a writer that fails could make this fail, and a string never does; JSON is YAML, so nothing is lost then.
    serde_saphyr::to_string(template).unwrap_or_else(|_| template.to_string())
}

/// What `CloudFormation` has to be allowed beforehand: it asks for a word of its own where a stack makes IAM roles.
pub fn capabilities(blueprint: &Blueprint) -> Vec<&'static str> {
    let mut iam = blueprint
        .resources()
        .iter()
        .filter(|resource| resource.kind.starts_with("AWS::IAM::"))
        .peekable();
    if iam.peek().is_none() {
        return Vec::new();
    }
    let named = iam.any(|resource| {
        IAM_NAMES
            .iter()
            .any(|name| resource.properties.contains_key(name))
    });
    vec![if named {
        "CAPABILITY_NAMED_IAM"
    } else {
        "CAPABILITY_IAM"
    }]
}

fn section<'a, T>(items: &'a [T], entry: impl Fn(&'a T) -> (&'a LogicalId, Json)) -> Json {
    let entries = items.iter().map(|item| {
        let (id, value) = entry(item);
        (id.to_string(), value)
    });
    Json::Object(entries.collect())
}

fn parameter(parameter: &Parameter) -> Json {
    json!({
        "Type": "String",
        "Description": parameter.description,
        "AllowedPattern": parameter.pattern,
    })
}

fn resource(resource: &Resource, tags: &BTreeMap<String, String>) -> Json {
    let mut written = Map::new();
    written.insert("Type".to_owned(), json!(resource.kind));
    let waits_for = explicit_dependencies(resource);
    if !waits_for.is_empty() {
        let waits_for: Vec<&str> = waits_for.into_iter().map(LogicalId::as_str).collect();
        written.insert("DependsOn".to_owned(), json!(waits_for));
    }
    if let Some((on_delete, on_replace)) = policies(resource.retention) {
        written.insert("DeletionPolicy".to_owned(), json!(on_delete));
        written.insert("UpdateReplacePolicy".to_owned(), json!(on_replace));
    }
    let properties: Map<String, Json> = tagged_properties(resource, tags)
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json(value)))
        .collect();
    if !properties.is_empty() {
        written.insert("Properties".to_owned(), Json::Object(properties));
    }
    Json::Object(written)
}

/// The policies for deletion and for replacement. Whoever executes the first change set should set AWS's
/// `RetainExceptOnCreate`: a resource then goes again when the very operation that made it is rolled back, since nothing
/// is in it yet and its name would be taken at the next try.
fn policies(retention: Retention) -> Option<(&'static str, &'static str)> {
    match retention {
        Retention::Delete => None,
        Retention::Retain => Some(("Retain", "Retain")),
        Retention::Snapshot => Some(("Snapshot", "Snapshot")),
    }
}

/// What it waits for beyond what its properties refer to: naming those again is noise, and cfn-lint's W3005.
pub(super) fn explicit_dependencies(resource: &Resource) -> Vec<&LogicalId> {
    let referred: Vec<&LogicalId> = resource.properties.values().flat_map(Value::references).collect();
    resource
        .depends_on
        .iter()
        .filter(|id| !referred.contains(id))
        .collect()
}

/// The properties with the common tags among them, where the type takes tags.
pub(super) fn tagged_properties(
    resource: &Resource,
    tags: &BTreeMap<String, String>,
) -> IndexMap<&'static str, Value> {
    let mut properties = resource.properties.clone();
    let style = catalog::service(resource.kind).map_or(Tags::None, catalog::Service::tags);
    let own = properties.shift_remove("Tags");
    if let Some(tags) = merged_tags(style, own, tags) {
        properties.insert("Tags", tags);
    }
    properties
}

/// A resource's own tags, and after them the common ones of which it has none itself.
fn merged_tags(style: Tags, own: Option<Value>, common: &BTreeMap<String, String>) -> Option<Value> {
    match style {
        Tags::None => own,
        _ if common.is_empty() => own,
        Tags::List | Tags::Propagated => {
            let mut list = match own {
                Some(Value::List(list)) => list,
                _ => Vec::new(),
            };
            let taken: Vec<Value> = list.iter().filter_map(|tag| tag.get("Key").cloned()).collect();
            let missing = common
                .iter()
                .filter(|(key, _)| !taken.contains(&Value::text(key.as_str())));
            let tag = |(key, value): (&String, &String)| match style {
                Tags::Propagated => propagated(key, value),
                _ => tag(key, value),
            };
            list.extend(missing.map(tag));
            Some(Value::List(list))
        }
        Tags::Map => {
            let mut map = match own {
                Some(Value::Map(map)) => map,
                _ => IndexMap::new(),
            };
            for (key, value) in common {
                map.entry(key.clone())
                    .or_insert_with(|| Value::text(value.as_str()));
            }
            Some(Value::Map(map))
        }
    }
}

/// One tag of a list.
pub(super) fn tag(key: &str, value: &str) -> Value {
    Value::map([("Key", key), ("Value", value)])
}

/// One tag of a list that machines get too.
fn propagated(key: &str, value: &str) -> Value {
    properties! { "Key": key, "Value": value, "PropagateAtLaunch": true }
}

fn output(output: &Output) -> Json {
    json!({ "Description": output.description, "Value": json(&output.value) })
}
