//! Words for what costs nothing: "free tier only", "muft", "not even one rupee". Here: whether they leave a choice. Not here: what
//! follows from that (`money`).

use rust_decimal::Decimal;

use super::amounts::of_amounts;
use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};

/// Words that make a preference a condition: "free tier only", "zero budget".
const STRICT: [&str; 26] = [
    "zero",
    "nil",
    "nothing",
    "शून्य",
    "only",
    "just",
    "strictly",
    "completely",
    "totally",
    "entirely",
    "absolutely",
    "purely",
    "sirf",
    "bas",
    "keval",
    "bilkul",
    "ekdum",
    "poora",
    "सिर्फ",
    "सिर्फ़",
    "केवल",
    "बस",
    "बिल्कुल",
    "पूरी",
    "solely",
    "exclusively",
];

/// Verbs that demand what stands behind them: "it must be free".
const DEMANDED: [&str; 6] = ["must", "has to", "have to", "needs to", "need to", "shall"];

/// Words for what is free that leave no choice by themselves.
const AT_NO_COST: [&str; 2] = ["free of cost", "free of charge"];

/// The same behind what they are said of: "free tier me hi".
const STRICT_BEHIND: [&str; 4] = ["hi", "ही", "alone", "max"];

/// How words for what is free begin, which alone are a preference. The others ("pay nothing", "पैसे नहीं") leave no choice.
const FREE: [&str; 5] = ["free", "muf", "फ्री", "मुफ", "निःशुल्क"];

/// Whether nothing at all may be paid: the free tier only, or an amount of nothing.
pub(super) fn nothing_may_be_paid(reading: &Reading<'_>) -> bool {
    if of_amounts(reading).is_some_and(|found| found.budget.amount.value().is_zero()) {
        return true;
    }
    let says = |at: usize, list: &[&str]| {
        let words = reading.written(at).to_lowercase();
        words.split_whitespace().any(|word| list.contains(&word))
    };
    let absolute = |at: usize| {
        let words = reading.written(at).to_lowercase();
        AT_NO_COST.contains(&words.as_str()) || !FREE.iter().any(|free| words.contains(free))
    };
    let demanded = |at: usize| {
        let before: Vec<String> = (reading.thought(at).start.max(at.saturating_sub(3))..at)
            .map(|place| reading.written(place).to_lowercase())
            .collect();
        let before = format!(" {} ", before.join(" "));
        DEMANDED
            .iter()
            .any(|verb| before.contains(&format!(" {verb} be ")))
    };
    reading
        .live()
        .filter(|(at, concept)| *concept == Concept::Free && !is_vacant(reading, *at))
        .any(|(at, _)| {
            absolute(at)
                || demanded(at)
                || (at.saturating_sub(2)..at + 3).any(|place| says(place, &STRICT))
                || (at..at + 2).any(|place| says(place, &STRICT_BEHIND))
        })
}

/// "Ek rupya bhi nahi", "not even one rupee".
pub(super) fn is_not_even_one(reading: &Reading<'_>, at: usize) -> bool {
    let one = matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(value)) if value == Decimal::ONE);
    let currency = |place: usize| matches!(reading.concept(place), Some(Concept::Currency(_)));
    let even = |place: usize| {
        let word = reading.written(place).to_lowercase();
        matches!(word.as_str(), "bhi" | "भी" | "even")
    };
    let near = at.saturating_sub(2)..at + 3;
    one && (currency(at + 1) || currency(at + 2)) && near.into_iter().any(even)
}

/// "Free seats", "free charging points": what nobody has taken yet costs nothing of ours.
pub(super) fn is_vacant(reading: &Reading<'_>, at: usize) -> bool {
    const VACANT: [&str; 26] = [
        "seat",
        "room",
        "slot",
        "table",
        "place",
        "space",
        "spot",
        "point",
        "desk",
        "bed",
        "court",
        "bay",
        "bike",
        "car",
        "text",
        "text search",
        "time",
        "charging",
        "parking",
        "appointment",
        "driver",
        "agent",
        "berth",
        "memory",
        "stall",
        "form",
    ];
    let bare = reading.written(at).eq_ignore_ascii_case("free");
    let next = reading.written(at + 1).to_lowercase();
    bare && VACANT
        .iter()
        .any(|noun| next == *noun || next.strip_suffix('s') == Some(noun))
}
