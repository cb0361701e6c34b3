//! Misspelt words. Bounded on purpose: only words of five letters and more, the first letter must be right, one slip (two
//! from eight letters on), and never a word that is right as it stands.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Concept, Entry, entries, fold};

/// Right words that are one slip away from a term.
const RIGHT_WORDS: [&str; 66] = [
    "reach",
    "flash",
    "flasks",
    "severe",
    "serve",
    "serves",
    "served",
    "sever",
    "servers",
    "never",
    "publish",
    "published",
    "publisher",
    "impress",
    "image",
    "imagine",
    "stable",
    "tables",
    "public",
    "statics",
    "statistic",
    "statistics",
    "status",
    "private",
    "budge",
    "badge",
    "gadget",
    "backed",
    "backup",
    "bracket",
    "basket",
    "blanket",
    "months",
    "mouth",
    "users",
    "used",
    "posts",
    "ports",
    "parts",
    "lands",
    "island",
    "islands",
    "expense",
    "expenses",
    "expresso",
    "containing",
    "contains",
    "contained",
    "contain",
    "contained",
    "deployed",
    "employ",
    "employee",
    "employees",
    "developer",
    "reacts",
    "reaction",
    "react",
    "logos",
    "logic",
    "cloud",
    "could",
    "store",
    "stores",
    "stored",
    "engine",
];

static BY_FIRST: LazyLock<HashMap<char, Vec<(String, &'static Entry)>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<(String, &'static Entry)>> = HashMap::new();
    for entry in entries().filter(|entry| is_content(entry.concept)) {
        for term in entry.terms().filter(|term| !term.contains([' ', '-', '.'])) {
            let word = fold(term);
            if let Some(first) = word.chars().next().filter(|_| word.chars().count() >= 5) {
                words.entry(first).or_default().push((word, entry));
            }
        }
    }
    words
});

fn is_content(concept: Concept) -> bool {
    !matches!(
        concept,
        Concept::Grammar(_) | Concept::Filler | Concept::Intent(_) | Concept::Per | Concept::Time(_)
    )
}

/// The term that a misspelt word most likely is.
pub(super) fn nearest(word: &str) -> Option<&'static Entry> {
    let length = word.chars().count();
    if !(5..=24).contains(&length) || RIGHT_WORDS.contains(&word) {
        return None;
    }
    let slips = if length >= 8 { 2 } else { 1 };
    let candidates = BY_FIRST.get(&word.chars().next()?)?.iter();
    candidates
        .filter(|(term, _)| term.chars().count().abs_diff(length) <= slips)
        .map(|(term, entry)| (strsim::osa_distance(term, word), *entry))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, entry)| entry)
}
