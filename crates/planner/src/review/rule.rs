//! What a rule is made of, and how a resource is held against it. Here: the parts. Not here: any rule (the groups beside).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Finding, Severity};
use cloudwhisper_api::requirements::{InsecureWish, Requirements};

use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::plain::say;

/// What every rule looks at.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The plan's resources.
    pub(super) blueprint: &'a Blueprint,
    /// What was asked for.
    pub(super) requirements: &'a Requirements,
}

/// One rule of the review: its id, how bad it is, what it looks at, and what people are told in every language.
pub struct Rule {
    /// Stable id. It never changes its meaning: people waive rules by it.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it looks at and when it speaks up.
    pub(super) look: Look,
    /// What was found and why it matters, in [`Language::ALL`]'s order.
    pub message: [&'static str; 3],
    /// The secure alternative, in [`Language::ALL`]'s order.
    pub suggestion: [&'static str; 3],
}

/// What a rule looks at.
pub(super) enum Look {
    /// Settings that have to be so; one finding a resource, however many of its settings are wrong.
    Settings(&'static [Setting]),
    /// What no single setting tells: one finding for each resource of these types that breaks the rule. No type: every one.
    Each(&'static [&'static str], fn(Subject<'_>, &Resource) -> bool),
    /// The same, but the first of them speaks for all.
    First(&'static [&'static str], fn(Subject<'_>, &Resource) -> bool),
    /// An unsafe wish, and the type of what it is about. `insisted`: the person was sure, and so it is built.
    Wish {
        /// What was wished for.
        wish: InsecureWish,
        /// The type of the resource that the finding names, where there is one.
        about: Option<&'static str>,
        /// Whether the rule is for those who insist; `None`: for everybody.
        insisted: Option<bool>,
        /// Whether it speaks where the plan has such a resource.
        there: There,
    },
}

/// Where a rule about a wish speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    /// Whether or not the plan has what it is about.
    Either,
    /// Only where it has.
    Must,
    /// Only where it has not.
    MustNot,
}

/// A setting that has to be so in every resource of a type.
pub(super) struct Setting {
    /// `CloudFormation` type.
    pub(super) kind: &'static str,
    /// Names of properties from the outside in, with dots between. Lists are looked at entry by entry. Behind a name with `?`
    /// nothing is asked where it isn't there: that branch of the type is not in use.
    pub(super) path: &'static str,
    /// What it has to be.
    pub(super) must: Must,
}

/// What a setting has to be.
#[derive(Clone, Copy)]
pub(super) enum Must {
    /// On, and said so.
    BeOn,
    /// Off, and said so.
    BeOff,
    /// There, whatever it says.
    BeThere,
    /// One of these.
    Be(&'static [&'static str]),
    /// None of these; nothing at all is fine.
    NotBe(&'static [&'static str]),
    /// At least so many.
    BeAtLeast(i64),
}

/// A setting of a type.
pub(super) const fn setting(kind: &'static str, path: &'static str, must: Must) -> Setting {
    Setting { kind, path, must }
}

impl Setting {
    /// Whether a resource of the type has it otherwise.
    pub(super) fn broken_by(&self, resource: &Resource) -> bool {
        let (first, rest) = split(self.path);
        let there = resource.properties.get(name(first));
        !self.holds(there, first, rest)
    }

    fn holds(&self, there: Option<&Value>, segment: &str, rest: Option<&str>) -> bool {
        match (there, rest) {
            (None, _) if segment.ends_with('?') => true,
            (Some(Value::List(entries)), Some(rest)) => entries.iter().all(|entry| self.inside(entry, rest)),
            (Some(value), Some(rest)) => self.inside(value, rest),
            (value, None) => self.must.hold(value),
            (None, Some(_)) => self.must.hold(None),
        }
    }

    fn inside(&self, value: &Value, path: &str) -> bool {
        let (segment, rest) = split(path);
        match value {
            Value::Map(_) => self.holds(value.get(name(segment)), segment, rest),
            // What another resource or a parameter says can't be seen from here.
            _ => true,
        }
    }
}

fn split(path: &str) -> (&str, Option<&str>) {
    match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    }
}

fn name(segment: &str) -> &str {
    segment.trim_end_matches('?')
}

impl Must {
    fn hold(self, value: Option<&Value>) -> bool {
        let Some(value) = value else {
            return matches!(self, Self::NotBe(_));
        };
        match (self, value) {
            (Self::BeOn, Value::Bool(on)) => *on,
            (Self::BeOff, Value::Bool(on)) => !on,
            (Self::BeOn, Value::Text(text)) => text == "true",
            (Self::BeOff, Value::Text(text)) => text == "false",
            (Self::Be(these), Value::Text(text)) => these.contains(&text.as_str()),
            (Self::NotBe(these), Value::Text(text)) => !these.contains(&text.as_str()),
            (Self::BeAtLeast(least), Value::Integer(number)) => number >= &least,
            (Self::BeAtLeast(least), Value::Text(text)) => text.parse::<i64>().is_ok_and(|it| it >= least),
            // It is there, which is all that can be seen of what another resource or a parameter says.
            _ => true,
        }
    }
}

impl Rule {
    /// The types that it looks at, each once, in order; none for a rule about every type.
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = match &self.look {
            Look::Settings(settings) => settings.iter().map(|it| it.kind).collect(),
            Look::Each(kinds, _) | Look::First(kinds, _) => kinds.to_vec(),
            Look::Wish { about, .. } => about.iter().copied().collect(),
        };
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Whether it answers a wish, and doesn't look at the plan as it is.
    pub fn is_about_a_wish(&self) -> bool {
        matches!(self.look, Look::Wish { .. })
    }

    /// What it finds, in this language.
    pub(super) fn findings(&self, subject: Subject<'_>, language: Language) -> Vec<Finding> {
        let resources = subject.blueprint.resources().iter();
        let about: Vec<Option<&LogicalId>> = match &self.look {
            Look::Settings(settings) => resources
                .filter(|resource| {
                    let mut of_its_kind = settings.iter().filter(|it| it.kind == resource.kind);
                    of_its_kind.any(|setting| setting.broken_by(resource))
                })
                .map(|resource| Some(&resource.id))
                .collect(),
            Look::Each(kinds, breaks) => resources
                .filter(|it| (kinds.is_empty() || kinds.contains(&it.kind)) && breaks(subject, it))
                .map(|resource| Some(&resource.id))
                .collect(),
            Look::First(kinds, breaks) => {
                let of = |kind: &&'static str| subject.blueprint.of_kind(kind).find(|it| breaks(subject, it));
                kinds
                    .iter()
                    .find_map(of)
                    .map(|it| Some(&it.id))
                    .into_iter()
                    .collect()
            }
            Look::Wish {
                wish,
                about,
                insisted,
                there,
            } => {
                let wished = subject.requirements.insecure_wishes.contains(wish);
                let sure = subject.requirements.insisted_wishes.contains(wish);
                let resource = about.and_then(|kind| subject.blueprint.of_kind(kind).next());
                let of_plan = match there {
                    There::Either => true,
                    There::Must => resource.is_some(),
                    There::MustNot => resource.is_none(),
                };
                (wished && of_plan && insisted.is_none_or(|it| it == sure))
                    .then(|| resource.map(|it| &it.id))
                    .into_iter()
                    .collect()
            }
        };
        about
            .into_iter()
            .map(|resource| Finding {
                rule: self.id.to_owned(),
                severity: self.severity,
                resource: resource.map(ToString::to_string).unwrap_or_default(),
                message: say(language, self.message).to_owned(),
                suggestion: say(language, self.suggestion).to_owned(),
            })
            .collect()
    }
}

/// A text property of a resource.
pub(super) fn text<'a>(resource: &'a Resource, property: &str) -> Option<&'a str> {
    resource.properties.get(property).and_then(Value::as_text)
}

/// Every value within, the outermost first.
pub(super) fn each<'a>(value: &'a Value, look: &mut impl FnMut(&'a Value)) {
    look(value);
    match value {
        Value::List(values) | Value::Concat(values) => values.iter().for_each(|it| each(it, look)),
        Value::Map(entries) => entries.values().for_each(|it| each(it, look)),
        Value::Base64(value) => each(value, look),
        _ => {}
    }
}
