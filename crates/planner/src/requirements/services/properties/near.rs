//! Which words stand near a number, and what span of time it says.

use std::ops::Range;

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use crate::language::lexicon::{Concept, Grammar, Time};
use crate::requirements::read::Reading;

/// How far from a number a word may say what it is for.
pub(super) const NEAR: usize = 7;

/// A span of time in whole days: a month has 30 of them here, a year 365.
pub(super) fn days(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<String> {
    let factor = match reading.concept(at + 1)? {
        Concept::Every(Period::Month) => 30,
        Concept::Every(Period::Year) => 365,
        Concept::Time(Time::Week) => 7,
        _ if matches!(
            reading.written(at + 1).to_lowercase().as_str(),
            "day" | "days" | "daily" | "din" | "dino" | "dinon" | "दिन" | "दिनों"
        ) =>
        {
            1
        }
        _ => return None,
    };
    let days = value.checked_mul(Decimal::from(factor))?.normalize();
    (days.is_integer() && days >= Decimal::ONE).then(|| days.to_string())
}

/// Whether one of these words stands with a number between its own commas and "and"s: "to Glacier after 60 days and deleted after a
/// year" says two things.
pub(super) fn in_segment(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let parts = |place: &usize| {
        reading.written(*place) != ","
            && !matches!(
                reading.concept(*place),
                Some(Concept::Grammar(Grammar::And | Grammar::But))
            )
    };
    let thought = reading.thought(at);
    let before = (thought.start..at).rev().take(NEAR).take_while(parts);
    let behind = (at..thought.end.min(at + NEAR)).take_while(parts);
    let says = |place: usize| {
        let written = reading.written(place).to_lowercase();
        words.contains(&written.as_str()) || written.split([' ', '-']).any(|word| words.contains(&word))
    };
    before.chain(behind).any(says)
}

/// Whether one of these words stands near the number at `at`, in its clause.
pub(super) fn says_near(reading: &Reading<'_>, clause: &Range<usize>, at: usize, words: &[&str]) -> bool {
    let near = clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR);
    near.into_iter()
        .any(|place| words.contains(&reading.written(place).to_lowercase().as_str()))
}
