//! What is let through, and not what comes: "throttling 100 requests per second", "1000 per 5 minutes per IP". Here: which numbers say
//! so. Not here: of which part (`services/settings`).

use crate::language::lexicon::{Concept, Unit};
use crate::requirements::read::{Reading, What};

/// How many words before a number may say that it is a limit, and how many behind it.
const NEAR: usize = 5;
const BEHIND: usize = 9;
/// How words for such limits begin, in one word or with a second one.
const LIMITS: [&str; 12] = [
    "throttl",
    "rate limit",
    "rate-limit",
    "ratelimit",
    "burst",
    "quota",
    "usage plan",
    "थ्रॉटल",
    "कोटा",
    "रेट लिमिट",
    "दर सीमा",
    "rate seema",
];
/// Who is counted one by one where there is a limit.
const CALLERS: [&str; 8] = ["ip", "ips", "address", "caller", "key", "आईपी", "आइपी", "कुंजी"];
/// Words that count them one by one.
const EACH: [&str; 11] = [
    "per",
    "each",
    "every",
    "one",
    "an",
    "single",
    "har",
    "ek",
    "हर",
    "प्रति",
    "एक",
];

/// "Throttling 100 requests per second", "rate limit of 50 rps", "1000 प्रति 5 मिनट की रेट लिमिट": what is let through, and not what
/// comes.
pub(in crate::requirements) fn is_limit(reading: &Reading<'_>, at: usize) -> bool {
    let mut before = at.saturating_sub(NEAR)..at;
    before.any(|place| limits(reading, place))
        || is_limited_behind(reading, at)
        || is_of_one_caller(reading, at)
}

/// "हर IP से 5 मिनट में 1000", "one address may make 1000".
fn is_of_one_caller(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at).start;
    (thought.max(at.saturating_sub(BEHIND)) + 1..at).any(|place| is_one_caller(reading, place))
}

/// Whether a caller stands at `at` that is counted by itself.
fn is_one_caller(reading: &Reading<'_>, at: usize) -> bool {
    let word = |place: usize| reading.written(place).to_lowercase();
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let each = EACH.contains(&word(before).as_str()) || reading.concept(before) == Some(Concept::Per);
    each && CALLERS.contains(&word(at).as_str())
}

/// Whether a word for a limit stands at `at`.
fn limits(reading: &Reading<'_>, at: usize) -> bool {
    let words = reading.written(at).to_lowercase();
    if words.is_empty() {
        return false;
    }
    let two = format!("{words} {}", reading.written(at + 1).to_lowercase());
    LIMITS.iter().any(|limit| two.starts_with(limit))
}

/// Whether the words behind the number lead over nothing but its own unit and span to such a word, or to whom it is counted for.
fn is_limited_behind(reading: &Reading<'_>, at: usize) -> bool {
    for place in at + 1..at + BEHIND {
        let is_number = |place: usize| {
            let item = reading.items.get(place);
            item.is_some_and(|item| matches!(item.what, What::Number(_)))
        };
        if limits(reading, place) {
            // "5000 users, rate limit 100": the next number's own word.
            return !(place + 1..place + 4).any(is_number);
        }
        let word = reading.written(place).to_lowercase();
        if is_one_caller(reading, place) {
            return true;
        }
        let leads = matches!(
            reading.concept(place),
            Some(
                Concept::Per
                    | Concept::Time(_)
                    | Concept::Every(_)
                    | Concept::Unit(Unit::Requests | Unit::Rps)
            )
        );
        let time = is_number(place) && matches!(reading.concept(place + 1), Some(Concept::Time(_)));
        let light = matches!(
            word.as_str(),
            "ki" | "ka"
                | "की"
                | "का"
                | "/"
                | "a"
                | "from"
                | "se"
                | "से"
                | "में"
                | "mein"
                | "me"
                | "for"
                | "in"
                | "within"
        );
        if !leads && !time && !light && !EACH.contains(&word.as_str()) && !CALLERS.contains(&word.as_str()) {
            return false;
        }
    }
    false
}
