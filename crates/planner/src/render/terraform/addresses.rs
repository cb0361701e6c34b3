//! Who provides each resource, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::awscc::{self, Entry};
use super::hcl::{Item, Names};
use super::mapping::{Beside, Mapping, Written, mapping};
use super::naming::{awscc_resource, snake_case};
use super::stack;
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};

/// Who provides a resource.
pub(super) enum Provider {
    /// The provider `aws`, by a table.
    Aws(&'static Mapping),
    /// The provider `awscc`.
    CloudControl(Entry),
    /// A stack of its own: what neither provider can say, `CloudFormation` can.
    Stack,
}

/// A resource in Terraform.
pub(super) struct Place {
    pub provider: Provider,
    /// Terraform type.
    pub kind: String,
    pub label: String,
    pub body: Vec<Item>,
    pub beside: Vec<Beside>,
}

/// Every resource's place.
pub(super) struct Addresses<'a> {
    places: BTreeMap<&'a LogicalId, Place>,
}

/// Attributes that somebody asks for, by resource.
pub(super) type Asked<'a> = BTreeMap<&'a LogicalId, BTreeSet<&'static str>>;

impl<'a> Addresses<'a> {
    pub(super) fn of(blueprint: &'a Blueprint) -> Self {
        let asked = asked(blueprint);
        let none = BTreeSet::new();
        let mut labels = BTreeSet::new();
        let mut places = BTreeMap::new();
        for resource in blueprint.resources() {
            let label = free_label(resource, &mut labels);
            let attributes = asked.get(&resource.id).unwrap_or(&none);
            places.insert(&resource.id, place(resource, label, attributes));
        }
        Self { places }
    }

    pub(super) fn place(&self, id: &LogicalId) -> Option<&Place> {
        self.places.get(id)
    }

    /// What a resource consists of and what is part of it, to be written; what it is called stays.
    pub(super) fn take(&mut self, id: &LogicalId) -> (Vec<Item>, Vec<Vec<Item>>) {
        let Some(place) = self.places.get_mut(id) else {
            return Default::default();
        };
        let parts = place.beside.iter_mut().map(|part| std::mem::take(&mut part.body));
        (std::mem::take(&mut place.body), parts.collect())
    }

    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }
}

fn place(resource: &Resource, label: String, attributes: &BTreeSet<&'static str>) -> Place {
    if let Some((mapping, written)) = by_table(resource, &label, attributes) {
        let Written { body, beside } = written;
        let kind = mapping.resource.to_owned();
        return Place {
            provider: Provider::Aws(mapping),
            kind,
            label,
            body,
            beside,
        };
    }
    let cloud_control = awscc::entry(resource.kind)
        .filter(|entry| entry.gives(attributes))
        .and_then(|entry| Some((entry, entry.arguments(resource)?)));
    if let Some((entry, body)) = cloud_control {
        let kind = awscc_resource(resource.kind);
        return Place {
            provider: Provider::CloudControl(entry),
            kind,
            label,
            body,
            beside: Vec::new(),
        };
    }
    let body = stack::arguments(resource, attributes);
    Place {
        provider: Provider::Stack,
        kind: stack::KIND.to_owned(),
        label,
        body,
        beside: Vec::new(),
    }
}

/// What the table makes of the resource, where it knows all of it and all that others ask it for.
fn by_table(
    resource: &Resource,
    label: &str,
    attributes: &BTreeSet<&'static str>,
) -> Option<(&'static Mapping, Written)> {
    let mapping = mapping(resource.kind)?;
    let knows = attributes
        .iter()
        .all(|name| mapping.attribute(Some(name)).is_some());
    if !knows {
        return None;
    }
    Some((mapping, mapping.written(resource, label)?))
}

/// A label that no other resource has, whatever its type: names that differ in capitals only become the same.
fn free_label(resource: &Resource, taken: &mut BTreeSet<String>) -> String {
    let wanted = snake_case(resource.id.as_str());
    let mut label = wanted.clone();
    let mut n = 1;
    while !taken.insert(label.clone()) {
        n += 1;
        label = format!("{wanted}_{n}");
    }
    label
}

fn asked(blueprint: &Blueprint) -> Asked<'_> {
    let mut asked = Asked::new();
    let properties = blueprint
        .resources()
        .iter()
        .flat_map(|resource| resource.properties.values());
    let outputs = blueprint.outputs().iter().map(|output| &output.value);
    for value in properties.chain(outputs) {
        collect(value, &mut asked);
    }
    asked
}

fn collect<'a>(value: &'a Value, asked: &mut Asked<'a>) {
    match value {
        Value::Attribute(id, name) | Value::UrlHost(id, name) => {
            asked.entry(id).or_default().insert(name);
        }
        Value::List(values) | Value::Concat(values) => values.iter().for_each(|value| collect(value, asked)),
        Value::Map(entries) => entries.values().for_each(|value| collect(value, asked)),
        Value::Base64(value) => collect(value, asked),
        Value::Bool(_)
        | Value::Integer(_)
        | Value::Text(_)
        | Value::Ref(_)
        | Value::Parameter(_)
        | Value::Pseudo(_)
        | Value::AvailabilityZone(_)
        | Value::SsmParameter(_)
        | Value::Secret(_) => {}
    }
}

impl Place {
    pub(super) fn address(&self) -> String {
        format!("{}.{}", self.kind, self.label)
    }

    /// The label of a part.
    pub(super) fn label_of(&self, part: &Beside) -> String {
        format!("{}{}", self.label, part.suffix)
    }

    /// The address of a part.
    pub(super) fn address_of(&self, part: &Beside) -> String {
        format!("{}.{}", part.resource, self.label_of(part))
    }

    fn value(&self, attribute: Option<&str>) -> String {
        let address = self.address();
        match &self.provider {
            Provider::Aws(mapping) => {
                let pattern = mapping.attribute(attribute).unwrap_or(mapping.reference);
                match pattern.strip_prefix('=') {
                    Some(pattern) => pattern.replace('@', &address).replace('%', &self.label),
                    None => format!("{address}.{pattern}"),
                }
            }
            Provider::CloudControl(entry) => {
                let name = attribute.map_or_else(|| entry.reference.to_owned(), snake_case);
                format!("{address}.{name}")
            }
            Provider::Stack => format!("{address}.outputs[\"{}\"]", stack::output(attribute)),
        }
    }
}

impl Names for Addresses<'_> {
    fn value(&self, id: &LogicalId, attribute: Option<&str>) -> String {
        // A blueprint that holds together refers to nothing that is not there.
        self.place(id)
            .map_or_else(|| "null".to_owned(), |place| place.value(attribute))
    }

    fn resource(&self, id: &LogicalId) -> String {
        self.place(id).map_or_else(|| "null".to_owned(), Place::address)
    }
}
