//! Misspelt words. Bounded on purpose: only words of five letters and more (of four, only a vowel that is missing), the first
//! letter must be right, one slip (two from eight letters on), and never a word that is right as it stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Concept, Entry, entries, folded, is_content};

/// Right words that are one slip away from a term.
const RIGHT_WORDS: [&str; 96] = [
    "subset",
    "subsets",
    "coaching",
    "crashing",
    "functional",
    "functionality",
    "fraction",
    "internet",
    "interval",
    "intervals",
    "valley",
    "window",
    "documented",
    "posture",
    "fixes",
    "filed",
    "median",
    "stoppage",
    "synthesis",
    "asserting",
    "bharein",
    "teaching",
    "reaching",
    "marching",
    "chasing",
    "cashing",
    "washing",
    "patching",
    "batching",
    "launching",
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

/// A term of one word.
struct Word {
    text: Cow<'static, str>,
    /// How many letters it has.
    length: usize,
    entry: &'static Entry,
}

static BY_FIRST: LazyLock<HashMap<char, Vec<Word>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<Word>> = HashMap::new();
    for entry in entries().filter(|entry| is_content(entry.concept)) {
        for term in entry.terms().filter(|term| !term.contains([' ', '-', '.'])) {
            let text = folded(term);
            let length = text.chars().count();
            if let Some(first) = text.chars().next().filter(|_| length >= 5) {
                let word = Word { text, length, entry };
                words.entry(first).or_default().push(word);
            }
        }
    }
    words
});

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// "flsk": a word of four letters that nobody can say, and a vowel makes it a term. Any other slip in so short a word may as
/// well be another word: "form" is no forum.
fn without_a_vowel(word: &str) -> Option<&'static Entry> {
    let letters: Vec<char> = word.chars().collect();
    let unsayable = letters.windows(3).any(|three| {
        three
            .iter()
            .all(|letter| letter.is_ascii_lowercase() && !is_vowel(*letter))
    });
    if !unsayable {
        return None;
    }
    let candidates = BY_FIRST.get(letters.first()?)?.iter();
    let completes = |term: &str| {
        let term: Vec<char> = term.chars().collect();
        term.len() == 5
            && (1..4).any(|gap| {
                is_vowel(term[gap]) && term[..gap] == letters[..gap] && term[gap + 1..] == letters[gap..]
            })
    };
    candidates
        .filter(|term| completes(&term.text))
        .map(|term| term.entry)
        .next()
}

/// Places of five letters are one slip away from too much: "spawn" is not Spain, "jahan" is not Japan.
fn is_short_place(term: &Word) -> bool {
    matches!(term.entry.concept, Concept::Region(_)) && term.length < 6
}

/// The term that a misspelt word most likely is.
pub(super) fn nearest(word: &str) -> Option<&'static Entry> {
    let length = word.chars().count();
    if length == 4 {
        return without_a_vowel(word);
    }
    if !(5..=24).contains(&length) || RIGHT_WORDS.contains(&word) {
        return None;
    }
    // A syllable of Devanagari is two or three of its letters.
    let devanagari = word.chars().all(|c| ('\u{900}'..='\u{97f}').contains(&c));
    if devanagari && length < 7 {
        return None;
    }
    let slips = if length >= 8 && !devanagari { 2 } else { 1 };
    let candidates = BY_FIRST.get(&word.chars().next()?)?.iter();
    candidates
        .filter(|term| term.length.abs_diff(length) <= slips)
        .filter(|term| !is_short_place(term))
        .map(|term| (strsim::osa_distance(&term.text, word), term.entry))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, entry)| entry)
}
