//! What a number says of a queue: how long a message is hidden or held back, and how often it is tried.

use std::ops::Range;

use rust_decimal::Decimal;

use super::near::{NEAR, says_near};
use super::vocabulary::KEPT;
use crate::language::lexicon::{Concept, Time};
use crate::requirements::read::Reading;
use crate::requirements::services::sizes::HIDDEN;

/// What a number says of a queue: how long a message is hidden or held back, and how often it is tried.
pub(super) fn of_queue(
    reading: &Reading<'_>,
    clause: &Range<usize>,
    at: usize,
    value: Decimal,
) -> Option<(&'static str, String)> {
    let near = |words: &[&str]| says_near(reading, clause, at, words);
    let word = |place: usize| reading.written(place).to_lowercase();
    let before = (clause.start.max(at.saturating_sub(4))..at)
        .map(word)
        .collect::<Vec<_>>()
        .join(" ");
    let tried = ["receive", "receives", "retries", "attempts", "tries"];
    if before.contains("receive count")
        || before.contains("retries")
        || tried.contains(&word(at + 1).as_str())
    {
        return value.is_integer().then(|| ("maxReceiveCount", value.to_string()));
    }
    let factor = match reading.concept(at + 1) {
        Some(Concept::Time(Time::Second)) => 1,
        Some(Concept::Time(Time::Minute)) => 60,
        Some(Concept::Time(Time::Hour)) => 3600,
        _ if word(at + 1) == "s" => 1,
        _ => return None,
    };
    let seconds = value.checked_mul(Decimal::from(factor))?.normalize().to_string();
    let hidden = (clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR))
        .any(|place| HIDDEN.iter().any(|start| word(place).starts_with(start)));
    if hidden || near(&["invisible", "hidden"]) {
        return Some(("visibilityTimeout", seconds));
    }
    near(&["delay", "delayed", "delivery delay"]).then_some(("delaySeconds", seconds))
}

/// Whether one of these words is the nearer one of what a time may be for.
pub(super) fn nearest(reading: &Reading<'_>, clause: &Range<usize>, at: usize, words: &[&str]) -> bool {
    let said = |place: usize| reading.written(place).to_lowercase();
    let of = |word: &str| words.iter().any(|it| word.contains(it));
    let near = clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR);
    let hit = near
        .filter(|place| of(&said(*place)) || KEPT.contains(&said(*place).as_str()))
        .min_by_key(|place| place.abs_diff(at));
    hit.is_some_and(|place| of(&said(place)))
}
