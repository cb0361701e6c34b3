//! The list of services as it fills up. Here: how one is found, added, named and told more of. Not here: what is added.

use cloudwhisper_api::requirements::NamedService;
use indexmap::IndexMap;

use super::{CLUSTER, DATABASE};
use crate::catalog;
use crate::catalog::component::Variant;

/// The services as they fill up.
pub(super) struct List(pub(super) Vec<NamedService>);

impl List {
    /// The service of this type, added where it is new.
    pub(super) fn of(&mut self, kind: &str) -> Option<&mut NamedService> {
        if !self.0.iter().any(|service| service.kind == kind) {
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: None,
                properties: IndexMap::new(),
            });
        }
        self.0.iter_mut().find(|service| service.kind == kind)
    }

    /// The service of this type and of the sort that the term says, added where it is new.
    pub(super) fn sort(&mut self, kind: &str, term: &str) {
        let marked = |variant: &&Variant| variant.marks.iter().any(|mark| term.contains(mark));
        let Some(variant) = catalog::variants(kind).find(marked) else {
            self.of(kind);
            return;
        };
        let is_it = |service: &NamedService| {
            service.kind == kind && service.properties.get(variant.word).map(String::as_str) == variant.value
        };
        if !self.0.iter().any(is_it) {
            let properties = variant
                .value
                .map(|value| (variant.word.to_owned(), value.to_owned()));
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: None,
                properties: properties.into_iter().collect(),
            });
        }
    }

    /// Notes a property of the service of this type, which is added where it is new. What was said first stands.
    pub(super) fn set(&mut self, kind: &str, property: &str, value: impl std::fmt::Display) {
        if let Some(service) = self.of(kind) {
            service
                .properties
                .entry(property.to_owned())
                .or_insert_with(|| value.to_string());
        }
    }

    /// Whether a service of this type is among them.
    pub(super) fn has(&self, kind: &str) -> bool {
        self.0.iter().any(|service| service.kind == kind)
    }

    /// Gives a name to the first service of this type without one, or adds one more.
    pub(super) fn name(&mut self, kind: &str, name: &str) {
        let is_it = |service: &NamedService| service.kind == kind && service.name.as_deref() == Some(name);
        if self.0.iter().any(is_it) {
            return;
        }
        if let Some(service) = self
            .0
            .iter_mut()
            .find(|service| service.kind == kind && service.name.is_none())
        {
            service.name = Some(name.to_owned());
        } else {
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: Some(name.to_owned()),
                properties: IndexMap::new(),
            });
        }
    }
}

/// The type of the SQL database that was named: a cluster of Aurora, else an instance.
pub(super) fn relational(list: &List) -> &'static str {
    let cluster = list.0.iter().any(|service| service.kind == CLUSTER);
    if cluster { CLUSTER } else { DATABASE }
}
