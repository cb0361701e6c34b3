//! The tags that everything has, on the resources that take any.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::blueprint::{Resource, Value};
use crate::catalog::{self, Tags};
use crate::properties;

/// The common tags, once in each of the ways that resources take them: most resources have no others.
#[derive(Debug)]
pub(in crate::render) struct CommonTags<'a> {
    tags: &'a BTreeMap<String, String>,
    list: Value,
    propagated: Value,
    map: Value,
}

impl<'a> CommonTags<'a> {
    /// These tags.
    pub(in crate::render) fn new(tags: &'a BTreeMap<String, String>) -> Self {
        let each = |of: fn(&str, &str) -> Value| Value::list(tags.iter().map(|(key, value)| of(key, value)));
        Self {
            tags,
            list: each(tag),
            propagated: each(propagated),
            map: Value::map(tags.iter().map(|(key, value)| (key.as_str(), value.as_str()))),
        }
    }

    /// The resource's properties, with these tags behind them where its type takes tags.
    pub(in crate::render) fn added_to<'r>(
        &'r self,
        resource: &'r Resource,
    ) -> Vec<(&'static str, Cow<'r, Value>)> {
        let others = resource.properties.iter().filter(|(name, _)| **name != "Tags");
        let others = others.map(|(name, value)| (*name, Cow::Borrowed(value)));
        others
            .chain(self.merged(resource).map(|tags| ("Tags", tags)))
            .collect()
    }

    /// A resource's own tags, and after them the common ones of which it has none itself.
    fn merged<'r>(&'r self, resource: &'r Resource) -> Option<Cow<'r, Value>> {
        let own = resource.properties.get("Tags");
        let style = catalog::service(resource.kind).map_or(Tags::None, catalog::Service::tags);
        if self.tags.is_empty() || style == Tags::None {
            return own.map(Cow::Borrowed);
        }
        Some(match (style, own) {
            (Tags::Map, Some(Value::Map(own))) => {
                let mut all = own.clone();
                for (key, value) in self.tags {
                    all.entry(key.clone())
                        .or_insert_with(|| Value::text(value.as_str()));
                }
                Cow::Owned(Value::Map(all))
            }
            (Tags::Map, _) => Cow::Borrowed(&self.map),
            (Tags::Propagated, Some(Value::List(own))) => Cow::Owned(self.behind(own, propagated)),
            (Tags::Propagated, _) => Cow::Borrowed(&self.propagated),
            (_, Some(Value::List(own))) => Cow::Owned(self.behind(own, tag)),
            (_, _) => Cow::Borrowed(&self.list),
        })
    }

    fn behind(&self, own: &[Value], tag: fn(&str, &str) -> Value) -> Value {
        let taken = |key: &str| {
            own.iter()
                .any(|tag| tag.get("Key").and_then(Value::as_text) == Some(key))
        };
        let missing = self.tags.iter().filter(|(key, _)| !taken(key));
        let missing = missing.map(|(key, value)| tag(key, value));
        Value::List(own.iter().cloned().chain(missing).collect())
    }
}

/// One tag of a list.
pub(in crate::render) fn tag(key: &str, value: &str) -> Value {
    Value::map([("Key", key), ("Value", value)])
}

/// One tag of a list that machines get too.
fn propagated(key: &str, value: &str) -> Value {
    properties! { "Key": key, "Value": value, "PropagateAtLaunch": true }
}
