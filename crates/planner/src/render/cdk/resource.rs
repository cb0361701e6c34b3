//! A resource's properties as the class of its type takes them, or in CloudFormation's words where it would refuse one.

use std::borrow::Cow;

use super::layout::Expression;
use super::names::{key, quoted};
use super::tags::CommonTags;
use super::types::{self, Taken, Type};
use super::values::Declared;
use crate::blueprint::{Resource, Value};

/// A resource as it is written.
#[derive(Debug)]
pub(super) struct Written {
    /// Its class; none if it is written in CloudFormation's words.
    pub(super) class: Option<Type>,
    /// What the class is given.
    pub(super) properties: Expression,
    /// Properties that the class doesn't know: newer than the library.
    pub(super) overrides: Vec<(&'static str, Expression)>,
}

impl Written {
    /// The resource with the common tags.
    pub(super) fn of(resource: &Resource, declared: &Declared<'_>, tags: &CommonTags<'_>) -> Self {
        let properties = tags.added_to(resource);
        types::find(resource.kind)
            .and_then(|class| Self::of_class(class, &properties, declared, tags))
            .unwrap_or_else(|| Self::in_cloudformation_s_words(resource.kind, &properties, declared))
    }

    /// None if there is a value that the class would refuse.
    fn of_class(
        class: Type,
        properties: &[(&'static str, Cow<'_, Value>)],
        declared: &Declared<'_>,
        tags: &CommonTags<'_>,
    ) -> Option<Self> {
        let (mut known, mut overrides) = (Vec::new(), Vec::new());
        for (name, value) in properties {
            let Some(property) = class.shape().property(name) else {
                overrides.push((*name, declared.raw(value)));
                continue;
            };
            // CDK merges a resource's tags, and can't where it has given them a shape of their own.
            if property.name == "tags" && matches!(property.kind.taken(), Taken::Shape(_)) {
                return None;
            }
            let shared = tags.shared(value, property.kind, declared);
            let value = shared.or_else(|| declared.property(value, &property))?;
            known.push((property.name, value));
        }
        Some(Self {
            class: Some(class),
            properties: Expression::Object(known),
            overrides,
        })
    }

    fn in_cloudformation_s_words(
        kind: &str,
        properties: &[(&'static str, Cow<'_, Value>)],
        declared: &Declared<'_>,
    ) -> Self {
        let mut entries = vec![("type".to_owned(), Expression::Code(quoted(kind)))];
        if !properties.is_empty() {
            let properties = properties
                .iter()
                .map(|(name, value)| (key(name), declared.raw(value)));
            entries.push(("properties".to_owned(), Expression::Object(properties.collect())));
        }
        Self {
            class: None,
            properties: Expression::Object(entries),
            overrides: Vec::new(),
        }
    }
}
