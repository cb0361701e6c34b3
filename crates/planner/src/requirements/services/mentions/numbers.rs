//! Numbers before a part that don't say how many of it there are: an hour, a version, a step, a number of tries.

use crate::language::lexicon;
use crate::requirements::read::Reading;
use crate::requirements::versions;

/// Words before a number that is a place in a row or one of a name. Folded.
const NUMBERED: [&str; 26] = [
    "v",
    "ver",
    "version",
    "versions",
    "वर्जन",
    "संस्करण",
    "step",
    "स्टेप",
    "charan",
    "चरण",
    "kadam",
    "कदम",
    "phase",
    "stage",
    "milestone",
    "sprint",
    "option",
    "section",
    "#",
    "retry",
    "retries",
    "top",
    "last",
    "latest",
    "past",
    "pichle",
];
/// Words behind a number of times, and of what something has: "3 times", "3 retries", "3-tier". Folded.
const NOT_PARTS: [&str; 17] = [
    "times",
    "retries",
    "attempts",
    "tries",
    "baar",
    "bar",
    "बार",
    "koshish",
    "कोशिश",
    "prayas",
    "प्रयास",
    "रिट्राई",
    "रीट्राई",
    "tier",
    "factor",
    "way",
    "star",
];

/// Whether the number at `at` says something else than how many parts there are.
pub(super) fn says_something_else(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| last_word(reading, before));
    let is_numbered = before.as_deref().is_some_and(|word| NUMBERED.contains(&word));
    let behind = first_word(reading, at + 1);
    // "At 9 lambda"; but "aimed at 3 queues".
    let is_bare_hour = matches!(before.as_deref(), Some("at" | "@")) && !behind.ends_with('s');
    versions::is_version(reading, at)
        || reading.is_hour(at)
        || reading.times.iter().any(|said| said.contains(&at))
        || is_numbered
        || is_bare_hour
        || is_of_another(reading, at)
        || NOT_PARTS.contains(&behind.as_str())
}

/// "2nd": one, and which of them it is.
pub(super) fn is_ordinal(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.written(at + 1), "st" | "nd" | "rd" | "th") && is_glued(reading, at + 1)
}

/// "24x7", "24/7": the second half of a number.
fn is_of_another(reading: &Reading<'_>, at: usize) -> bool {
    let between = at
        .checked_sub(1)
        .filter(|between| matches!(reading.written(*between), "x" | "X" | "/" | "×" | "."));
    between.is_some_and(|between| {
        let digit = between.checked_sub(1).is_some_and(|first| {
            let written = reading.written(first);
            written.ends_with(|it: char| it.is_ascii_digit())
        });
        digit && is_glued(reading, at) && is_glued(reading, between)
    })
}

/// Whether no space stands before the item.
fn is_glued(reading: &Reading<'_>, at: usize) -> bool {
    let end = at
        .checked_sub(1)
        .and_then(|before| reading.items.get(before))
        .map(|item| item.span.end);
    end.is_some() && end == reading.items.get(at).map(|item| item.span.start)
}

fn first_word(reading: &Reading<'_>, at: usize) -> String {
    let written = reading.written(at);
    lexicon::fold(written.split(' ').next().unwrap_or_default())
}

fn last_word(reading: &Reading<'_>, at: usize) -> String {
    let written = reading.written(at);
    lexicon::fold(written.split(' ').next_back().unwrap_or_default())
}
