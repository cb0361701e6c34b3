//! Names that were given in a list: "three queues: search-index, cache-refresh and feed" gives names to queues, and none of them
//! is a search engine or a cache, there or wherever it is spoken of again. Here: which compounds are names. Not here: whose names
//! they are (`services/members`).

use std::collections::BTreeSet;
use std::ops::Range;

use super::read::{Reading, What};

/// Nouns in whose lists the members are names, as they end.
const NOUNS: [&str; 12] = [
    "buckets",
    "functions",
    "groups",
    "lambdas",
    "pipelines",
    "queues",
    "repositories",
    "services",
    "streams",
    "tables",
    "topics",
    "workflows",
];
/// How far behind its noun a list of names may reach, in bytes: ten names of 64.
const FARTHEST: usize = 700;

/// Takes their meaning from compounds that are names.
pub(super) fn settle(reading: &mut Reading<'_>) {
    let names = names(reading);
    if names.is_empty() {
        return;
    }
    let text = reading.text;
    for item in &mut reading.items {
        let stretch = stretch(text, &item.span);
        if item.what != What::Name && names.contains(text.get(stretch).unwrap_or_default()) {
            item.what = What::Word;
            item.aws = None;
        }
    }
    let is_name: Vec<bool> = reading
        .items
        .iter()
        .map(|item| names.contains(text.get(stretch(text, &item.span)).unwrap_or_default()))
        .collect();
    for wanted in &mut reading.purposes {
        let first = wanted.items.start;
        wanted.live &= !is_name.get(first).copied().unwrap_or_default();
    }
}

/// Every compound that stands in a list behind such a noun.
fn names(reading: &Reading<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for at in 0..reading.items.len() {
        let written = reading.written(at).to_lowercase();
        let Some(item) = reading
            .items
            .get(at)
            .filter(|_| NOUNS.iter().any(|noun| written.ends_with(noun)))
        else {
            continue;
        };
        let rest = reading.text.get(item.span.end..).unwrap_or_default();
        let opens = |c: char| c.is_whitespace() || matches!(c, ':' | '(' | '-');
        let rest: String = rest.trim_start_matches(opens).chars().take(FARTHEST).collect();
        let rest = rest
            .strip_prefix("called ")
            .or_else(|| rest.strip_prefix("named "))
            .unwrap_or(&rest);
        let list = list(rest);
        if list.len() > 1 {
            names.extend(
                list.into_iter()
                    .filter(|name| is_compound(name))
                    .map(str::to_owned),
            );
        }
    }
    names
}

/// The words of a list that are one stretch each, to its end.
fn list(text: &str) -> Vec<&str> {
    let mut members = Vec::new();
    for word in text.split_whitespace() {
        if matches!(word, "and" | "&") {
            continue;
        }
        let name = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let goes_on = word.ends_with(',');
        let last_is_open = members.is_empty() || text_before_goes_on(text, name);
        if name.is_empty() || !last_is_open {
            break;
        }
        members.push(name);
        if !goes_on && !text_after_goes_on(text, name) {
            break;
        }
    }
    members
}

fn text_before_goes_on(text: &str, name: &str) -> bool {
    let before = text.find(name).and_then(|at| text.get(..at)).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
    before.ends_with(',') || before.ends_with(" and") || before.ends_with('&')
}

fn text_after_goes_on(text: &str, name: &str) -> bool {
    let after = text
        .find(name)
        .and_then(|at| text.get(at + name.len()..))
        .unwrap_or_default();
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
    after.starts_with("and ") || after.starts_with('&')
}

/// Whether a word can only be a name: small letters joined by hyphens or underscores.
fn is_compound(word: &str) -> bool {
    word.contains(['-', '_'])
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

/// Longer stretches are no names.
const LONGEST: usize = 64;

/// The unbroken stretch of name characters around a span.
fn stretch(text: &str, span: &Range<usize>) -> Range<usize> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.start..).unwrap_or_default();
    let front = before.chars().rev().take(LONGEST).take_while(is_part).count();
    let back = after.chars().take(LONGEST).take_while(is_part).count();
    span.start - front..(span.start + back).max(span.end)
}
