//! What numbers say of a part: "reserved concurrency 50", "a rate limit of 500", "alarm above 80 %". Here: the words that stand beside
//! such a number, what it measures, what AWS takes, and the property that it becomes. Not here: how a number in a prompt is told to
//! be one of these (`requirements/services/settings.rs`).

mod databases;
mod doors;
mod functions;
mod hours;
mod kept;
mod messages;
mod watched;

use cloudwhisper_api::requirements::NamedService;

use super::Resource;
use crate::blueprint::Value;
use crate::properties;

/// A number that can be said of a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Types of the parts that it is said of.
    pub kinds: &'static [&'static str],
    /// Under which word it is noted in `requirements.services`.
    pub word: &'static str,
    /// What the number measures; it is noted in this unit.
    pub measure: Measure,
    /// What AWS takes, least and most, in that unit.
    pub limits: (i64, i64),
    /// What people say beside it, between the same commas.
    pub beside: Words,
    /// What the sentence speaks of besides, where the words beside the number are said of other things too.
    pub about: Words,
    /// What it is none of where that is named between the same commas, though all else fits.
    pub other_than: Words,
    /// The property of the part's own resource that it becomes, from the outside inwards; empty where the part's own file reads it.
    pub property: &'static [&'static str],
}

/// English, Hindi, Hinglish; terms separated by `|`, lower case; empty where there are none.
pub(crate) type Words = [&'static str; 3];

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Things without a unit.
    Count,
    /// Things in a second.
    PerSecond,
    /// Per cent.
    Percent,
    /// Seconds.
    Seconds,
    /// Whole days.
    Days,
    /// Megabytes.
    Megabytes,
    /// Gigabytes.
    Gigabytes,
}

impl Setting {
    const fn new(
        kinds: &'static [&'static str],
        word: &'static str,
        measure: Measure,
        limits: (i64, i64),
    ) -> Self {
        Self {
            kinds,
            word,
            measure,
            limits,
            beside: NOTHING,
            about: NOTHING,
            other_than: NOTHING,
            property: &[],
        }
    }

    const fn beside(self, beside: Words) -> Self {
        Self { beside, ..self }
    }

    const fn about(self, about: Words) -> Self {
        Self { about, ..self }
    }

    const fn other_than(self, other_than: Words) -> Self {
        Self { other_than, ..self }
    }

    const fn property(self, property: &'static [&'static str]) -> Self {
        Self { property, ..self }
    }
}

const NOTHING: Words = ["", "", ""];
/// What may be kept, wherever.
const KEPT: Words = [
    "retention|retain|retained|retains|keep|keeps|kept|keeping|hold|holds|stored for|stay|stays|last",
    "रिटेंशन|रहे|रहें|रखे|रखें|रखो|रखना|संभाल|बचा|तक",
    "rahe|rahein|rahen|rakhe|rakho|rakhna|rakhein|tak|sambhal",
];
/// "Logs kept 14 days, nightly backups": logs have days of their own.
const LOGS: Words = ["log|logs|logging", "लॉग|लॉग्स", ""];

/// Everything that a number can say, each family in its file; of two that fit alike, the first is meant.
pub(crate) fn all() -> impl Iterator<Item = &'static Setting> {
    let families = [
        functions::SETTINGS,
        messages::SETTINGS,
        kept::SETTINGS,
        doors::SETTINGS,
        databases::SETTINGS,
        watched::SETTINGS,
    ];
    families.into_iter().flatten()
}

/// Sets what was said of a part as properties of its resource.
pub(crate) fn settle(resource: &mut Resource, said: &NamedService) {
    let kind = resource.kind;
    hours::settle(resource, said);
    let own = all().filter(|it| it.kinds.contains(&kind) && !it.property.is_empty());
    for setting in own {
        let number = said
            .properties
            .get(setting.word)
            .and_then(|it| it.trim().parse::<i64>().ok());
        if let (Some(number), Some((first, inner))) = (number, setting.property.split_first()) {
            let number = number.clamp(setting.limits.0, setting.limits.1);
            let value = resource.properties.entry(first).or_insert_with(|| properties! {});
            put(value, inner, number);
        }
    }
}

/// Puts a number at this place of nested properties, which are made where they are missing.
fn put(value: &mut Value, place: &[&str], number: i64) {
    let Some((first, inner)) = place.split_first() else {
        *value = number.into();
        return;
    };
    if !matches!(value, Value::Map(_)) {
        *value = properties! {};
    }
    if let Value::Map(entries) = value {
        let next = entries
            .entry((*first).to_owned())
            .or_insert_with(|| properties! {});
        put(next, inner, number);
    }
}
