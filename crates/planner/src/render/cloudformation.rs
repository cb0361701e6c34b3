//! A blueprint as a `CloudFormation` template: the same graph gives the same bytes. Here: how a graph is written down.
//! Not here: which resources and properties there are (`blueprint/architectures/`, `catalog/`).
//!
//! Resources carry no `Metadata` with their descriptions: a better wording would change the template, and so void
//! approvals of plans that do the same.

mod intrinsics;
mod tags;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value as Json, json};

use crate::blueprint::{Blueprint, LogicalId, Output, Parameter, Resource, Retention, Value};

use intrinsics::Written;

pub(super) use tags::{CommonTags, tag};

/// Properties that give an IAM resource a name of its own, for which `CloudFormation` wants the stronger capability.
const IAM_NAMES: [&str; 4] = ["RoleName", "ManagedPolicyName", "InstanceProfileName", "UserName"];

/// The template, in a fixed order: parameters, resources and outputs as the blueprint has them. Written straight from the graph
/// into JSON or YAML.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// What it is written from.
    pub blueprint: &'a Blueprint,
    /// Description of the stack.
    pub description: &'a str,
    /// On every resource that takes any, in order of key; a resource's own tag of the same key wins.
    pub tags: &'a BTreeMap<String, String>,
}

impl Template<'_> {
    /// Compact JSON: what is deployed, and what an approval binds.
    ///
    /// # Errors
    /// None that is known: all keys are texts. A template that is not whole must not pass for one all the same.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl Serialize for Template<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tags = CommonTags::new(self.tags);
        let mut template = serializer.serialize_map(None)?;
        template.serialize_entry("AWSTemplateFormatVersion", "2010-09-09")?;
        template.serialize_entry("Description", self.description)?;
        let (parameters, outputs) = (self.blueprint.parameters(), self.blueprint.outputs());
        if !parameters.is_empty() {
            let entries = parameters.iter().map(|it| (&it.id, parameter(it)));
            template.serialize_entry("Parameters", &Section(entries.collect()))?;
        }
        let entries = self.blueprint.resources().iter();
        let entries = entries.map(|it| (&it.id, Entry(it, &tags)));
        template.serialize_entry("Resources", &Section(entries.collect()))?;
        if !outputs.is_empty() {
            let entries = outputs.iter().map(|it| (&it.id, Given(it)));
            template.serialize_entry("Outputs", &Section(entries.collect()))?;
        }
        template.end()
    }
}

/// The template as a value to look into.
pub fn template(blueprint: &Blueprint, description: &str, tags: &BTreeMap<String, String>) -> Json {
    let template = Template {
        blueprint,
        description,
        tags,
    };
    // All keys are texts, so there is nothing that a value could not hold.
    serde_json::to_value(template).unwrap_or_default()
}

/// A template as YAML, for people to read.
pub fn to_yaml(template: &impl Serialize) -> String {
    // Only a writer that fails could make this fail, and a string never does; JSON is YAML, so nothing is lost then.
    serde_saphyr::to_string(template)
        .or_else(|_| serde_json::to_string(template))
        .unwrap_or_default()
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

/// Entries by name.
struct Section<'a, E>(Vec<(&'a LogicalId, E)>);

impl<E: Serialize> Serialize for Section<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, entry)| (id.as_str(), entry)))
    }
}

fn parameter(parameter: &Parameter) -> Json {
    json!({
        "Type": "String",
        "Description": parameter.description,
        "AllowedPattern": parameter.pattern,
    })
}

/// A resource as it is written.
struct Entry<'a>(&'a Resource, &'a CommonTags<'a>);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(resource, tags) = self;
        let mut entry = serializer.serialize_map(None)?;
        entry.serialize_entry("Type", resource.kind)?;
        let waits_for = explicit_dependencies(resource);
        if !waits_for.is_empty() {
            let waits_for: Vec<&str> = waits_for.into_iter().map(LogicalId::as_str).collect();
            entry.serialize_entry("DependsOn", &waits_for)?;
        }
        if let Some((on_delete, on_replace)) = policies(resource.retention) {
            entry.serialize_entry("DeletionPolicy", on_delete)?;
            entry.serialize_entry("UpdateReplacePolicy", on_replace)?;
        }
        let properties = tags.added_to(resource);
        if !properties.is_empty() {
            entry.serialize_entry("Properties", &Properties(&properties))?;
        }
        entry.end()
    }
}

/// Properties as they are written.
struct Properties<'a>(&'a [(&'static str, Cow<'a, Value>)]);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, Written(value))))
    }
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
    if resource.depends_on.is_empty() {
        return Vec::new();
    }
    let referred: Vec<&LogicalId> = resource.properties.values().flat_map(Value::references).collect();
    resource
        .depends_on
        .iter()
        .filter(|id| !referred.contains(id))
        .collect()
}

/// An output as it is written.
struct Given<'a>(&'a Output);

impl Serialize for Given<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut given = serializer.serialize_map(Some(2))?;
        given.serialize_entry("Description", &self.0.description)?;
        given.serialize_entry("Value", &Written(&self.0.value))?;
        given.end()
    }
}
