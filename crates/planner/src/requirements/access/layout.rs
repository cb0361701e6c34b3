//! "Everything private sits in a VPC", "the private parts": words that tell the inner parts of a system from the outer ones, and
//! nothing of who may open the application. Here: which "private" is one of those. Not here: subnets and load balancers (`access`).

use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};

/// Whether the word at `at` is of some of the parts, or of the network that holds them.
pub(super) fn is_of_part(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        written(reading, at).as_str(),
        "private" | "internal" | "प्राइवेट" | "निजी"
    ) && reading.concept(at) == Some(Concept::Private)
        && (is_of_noun(reading, at) || tells_apart(reading, at))
}

/// "A private VPC", "the private parts", "private hisse".
fn is_of_noun(reading: &Reading<'_>, at: usize) -> bool {
    const PARTS: [&str; 24] = [
        "vpc",
        "subnet",
        "subnets",
        "part",
        "parts",
        "side",
        "half",
        "tier",
        "tiers",
        "layer",
        "layers",
        "component",
        "components",
        "resources",
        "hissa",
        "hisse",
        "cheez",
        "cheezein",
        "वीपीसी",
        "सबनेट",
        "हिस्सा",
        "हिस्से",
        "चीज़",
        "चीज़ें",
    ];
    written(reading, at + 1)
        .split(' ')
        .next()
        .is_some_and(|noun| PARTS.contains(&noun))
}

/// "Everything private sits in …", "jo private hai woh VPC mein": some are private, so others are not. "Keep everything private" and
/// "everything private please" speak of all: no verb of place comes behind them.
fn tells_apart(reading: &Reading<'_>, at: usize) -> bool {
    const ALL: [&str; 9] = [
        "everything",
        "anything",
        "all",
        "whatever",
        "what",
        "jo",
        "jo bhi",
        "जो",
        "जो भी",
    ];
    const STANDS: [&str; 20] = [
        "sits", "sit", "lives", "live", "lies", "lie", "stays", "stay", "runs", "run", "goes", "go", "is",
        "are", "belongs", "resides", "remains", "stands", "hai", "है",
    ];
    let before = at.checked_sub(1).map(|place| written(reading, place));
    // "Whatever is private".
    let all = match before.as_deref() {
        Some("is" | "that is" | "that's" | "bhi" | "भी") => {
            at.checked_sub(2).map(|place| written(reading, place))
        }
        _ => before,
    };
    let stands = STANDS.contains(&written(reading, at + 1).as_str());
    let goes_on = (at + 2..at + 4).any(|place| {
        reading
            .items
            .get(place)
            .is_some_and(|item| !matches!(item.what, What::Stop | What::QuestionMark))
    });
    all.is_some_and(|word| ALL.contains(&word.as_str())) && stands && goes_on
}

fn written(reading: &Reading<'_>, at: usize) -> String {
    reading.written(at).to_lowercase()
}
