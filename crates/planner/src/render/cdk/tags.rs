//! The tags that everything has: declared once and spread where they belong, so that the file reads well. CDK's own
//! `Tags.of(…)` would put them on types that AWS tags and our templates don't.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use cloudwhisper_api::language::Language;

use super::layout::{Expression, comment};
use super::names::{key, quoted};
use super::types::{Kind, Taken};
use super::values::Declared;
use super::words;
use crate::blueprint::{Resource, Value};
use crate::render::cloudformation::{self, tag};

/// The tags that everything has.
#[derive(Debug)]
pub(super) struct CommonTags<'a> {
    tags: &'a BTreeMap<String, String>,
    common: cloudformation::CommonTags<'a>,
    list: Vec<Value>,
}

impl<'a> CommonTags<'a> {
    pub(super) fn new(tags: &'a BTreeMap<String, String>) -> Self {
        let list = tags.iter().map(|(key, value)| tag(key, value)).collect();
        let common = cloudformation::CommonTags::new(tags);
        Self { tags, common, list }
    }

    /// The resource's properties with these tags among them, where its type takes tags.
    pub(super) fn added_to<'r>(&'r self, resource: &'r Resource) -> Vec<(&'static str, Cow<'r, Value>)> {
        self.common.added_to(resource)
    }

    /// The value with the common tags by name, where it ends with them.
    pub(super) fn shared(&self, value: &Value, kind: Kind, declared: &Declared<'_>) -> Option<Expression> {
        if self.tags.is_empty() {
            return None;
        }
        match (kind.taken(), value) {
            (Taken::List(item), Value::List(tags)) => {
                let (Taken::Tag(shape) | Taken::Shape(shape)) = item.taken() else {
                    return None;
                };
                if shape.property("Key")?.name != "key" || shape.property("Value")?.name != "value" {
                    return None;
                }
                let own = tags.strip_suffix(self.list.as_slice())?;
                if own.is_empty() {
                    return Some(Expression::Code("tagList".to_owned()));
                }
                let own = own.iter().map(|tag| declared.typed(tag, item));
                let common = Some(Expression::Code("...tagList".to_owned()));
                Some(Expression::List(own.chain([common]).collect::<Option<_>>()?))
            }
            (Taken::Map(_) | Taken::Anything, Value::Map(tags)) => {
                let own = tags.len().checked_sub(self.tags.len())?;
                let text =
                    |(key, value): (&'_ String, &'_ Value)| Some((key.clone(), value.as_text()?.to_owned()));
                let last = tags.iter().skip(own).map(text).collect::<Option<Vec<_>>>()?;
                if !last.iter().map(|(key, value)| (key, value)).eq(self.tags) {
                    return None;
                }
                if own == 0 {
                    return Some(Expression::Code("tags".to_owned()));
                }
                let own = tags
                    .iter()
                    .take(own)
                    .map(|(name, value)| (key(name), declared.raw(value)));
                let common = (String::new(), Expression::Code("tags".to_owned()));
                Some(Expression::Object(own.chain([common]).collect()))
            }
            _ => None,
        }
    }

    /// Declares the constants that `shared` names.
    pub(super) fn declare(&self, file: &mut String, language: Language) {
        if self.tags.is_empty() {
            return;
        }
        let entries = self
            .tags
            .iter()
            .map(|(name, value)| (key(name), Expression::Code(quoted(value))));
        file.push('\n');
        comment(file, 0, words::tags(language));
        file.push_str("const tags = ");
        Expression::Object(entries.collect()).write(file, 0, "const tags = ;".len());
        let _ = writeln!(
            file,
            ";\nconst tagList = Object.entries(tags).map(([key, value]) => ({{ key, value }}));"
        );
    }
}
