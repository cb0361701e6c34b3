//! Settings that are written as a key with its value: "tags team=pay env=prod", "tag everything with cost-center 42", "env var
//! STAGE=prod". Here: which pairs there are and what they are for. Not here: what else a part is told (`services`).
//!
//! What belongs to a pair is taken out of the reading: the 42 of a cost center is no budget, and `env=prod` names no environment.

use std::ops::Range;

use super::read::Reading;

/// What a pair is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Tag,
    Variable,
}

/// The pairs of a prompt, as written, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// Tags for everything that is made.
    pub(super) tags: Vec<(String, String)>,
    /// Environment variables of the program.
    pub(super) variables: Vec<(String, String)>,
    /// Others, which stay in the reading: `region=eu-west-3`.
    pub(super) others: Vec<(String, String)>,
}

/// AWS takes 50 tags on a resource, of which two are ours. Source: AWS General Reference, "Tagging your AWS resources", 2026-11.
const MOST: usize = 40;
/// Longest key and longest value of a tag (same source).
const LIMITS: (usize, usize) = (128, 256);

/// Words that say that tags follow, or went before.
const TAG: [&str; 9] = [
    "label",
    "labels",
    "tag",
    "tags",
    "tagged",
    "tagging",
    "टैग",
    "टैग्स",
    "taggs",
];
/// What "tag" is of besides resources.
const OTHER_TAGS: [&str; 6] = ["image", "docker", "git", "release", "version", "html"];
/// Words that say that environment variables follow, or went before.
const VARIABLE: [&str; 8] = [
    "env",
    "envs",
    "var",
    "vars",
    "variable",
    "variables",
    "वेरिएबल",
    "वैरिएबल",
];
/// What may stand between "tag" and the first key.
const LIGHT: [&str; 38] = [
    "a",
    "all",
    "and",
    "as",
    "aur",
    "by",
    "each",
    "every",
    "everything",
    "har",
    "hai",
    "ho",
    "it",
    "kar",
    "karo",
    "ko",
    "laga",
    "lagao",
    "lagana",
    "mein",
    "of",
    "on",
    "par",
    "pe",
    "resource",
    "resources",
    "sab",
    "should",
    "the",
    "them",
    "these",
    "to",
    "with",
    "और",
    "पर",
    "लगाओ",
    "सब",
    "संसाधनों",
];
/// Keys that people give tags, which need no sign between themselves and their value.
const KEYS: [&str; 26] = [
    "app",
    "application",
    "business-unit",
    "client",
    "cost-center",
    "cost-centre",
    "costcenter",
    "costcentre",
    "created-by",
    "createdby",
    "customer",
    "department",
    "dept",
    "division",
    "env",
    "environment",
    "managed-by",
    "owner",
    "project",
    "purpose",
    "service",
    "stage",
    "team",
    "tier",
    "unit",
    "टीम",
];

struct Word<'a> {
    text: &'a str,
    span: Range<usize>,
    /// A sentence ends behind it.
    ends: bool,
}

/// Takes the pairs out of a reading.
pub(super) fn take(reading: &mut Reading<'_>) -> Pairs {
    let words = words(reading.text);
    let mut pairs = Pairs::default();
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = (at..words.len())
            .find(|place| words[*place].ends)
            .map_or(words.len(), |last| last + 1);
        sentence(&words[at..end], &mut pairs, &mut spans);
        at = end;
    }
    if spans.is_empty() {
        return pairs;
    }
    let inside = |span: &Range<usize>| {
        spans
            .iter()
            .any(|it| it.start <= span.start && span.end <= it.end)
    };
    for item in reading.items.iter_mut().filter(|item| inside(&item.span)) {
        item.live = false;
    }
    let Reading { items, purposes, .. } = reading;
    for wanted in purposes {
        let mut said = items.get(wanted.items.clone()).unwrap_or_default().iter();
        wanted.live &= !said.any(|item| inside(&item.span));
    }
    pairs
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_break =
        |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'');
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if !is_break(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let whole = &text[from..at];
            let bare = whole.trim_end_matches(['.', ';', '!', '?', '।']);
            let ends = bare.len() < whole.len() || c == '\n';
            if !bare.is_empty() {
                words.push(Word {
                    text: bare,
                    span: from..from + bare.len(),
                    ends,
                });
            } else if let Some(last) = words.last_mut() {
                last.ends = true;
            }
        } else if c == '\n'
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
    }
    words
}

fn is_one_of(word: &Word<'_>, list: &[&str]) -> bool {
    let lower = word.text.trim_end_matches(':').to_lowercase();
    list.contains(&lower.as_str())
}

/// What the word at `at` says of the pairs beside it.
fn marker(words: &[Word<'_>], at: usize) -> Option<For> {
    let word = words.get(at)?;
    let of_other = at
        .checked_sub(1)
        .is_some_and(|before| is_one_of(&words[before], &OTHER_TAGS));
    if is_one_of(word, &TAG) && !of_other {
        Some(For::Tag)
    } else if is_one_of(word, &VARIABLE) {
        Some(For::Variable)
    } else {
        None
    }
}

fn sentence(words: &[Word<'_>], pairs: &mut Pairs, spans: &mut Vec<Range<usize>>) {
    let markers: Vec<(usize, For)> = (0..words.len())
        .filter_map(|at| Some((at, marker(words, at)?)))
        .collect();
    for (at, word) in words.iter().enumerate() {
        let Some((key, value)) = joined(word.text) else {
            continue;
        };
        let before = markers.iter().rev().find(|(place, _)| *place < at);
        let kind = before.or_else(|| markers.iter().find(|(place, _)| *place > at));
        let kind = match kind {
            _ if is_variable(key) && before.is_none_or(|(_, kind)| *kind == For::Variable) => For::Variable,
            Some((_, kind)) => *kind,
            None => {
                pairs.others.push((key.to_owned(), value.to_owned()));
                continue;
            }
        };
        pairs.add(kind, key, value);
        spans.push(word.span.clone());
    }
    for (at, kind) in &markers {
        if *kind == For::Tag {
            apart(words, at + 1, pairs, spans);
            apart_before(words, *at, pairs, spans);
        } else {
            apart_variables(words, at + 1, pairs, spans);
        }
    }
}

/// `team=pay`: a key with its value in one word, which is no part of an address.
fn joined(word: &str) -> Option<(&str, &str)> {
    let (key, value) = word.split_once('=')?;
    (is_key(key) && is_value(value)).then_some((key, value))
}

fn is_key(key: &str) -> bool {
    key.len() <= LIMITS.0
        && key.starts_with(|c: char| c.is_alphabetic())
        && !key.to_ascii_lowercase().starts_with("aws:")
        && key.chars().all(|c| c.is_alphanumeric() || "_.:-".contains(c))
}

fn is_value(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= LIMITS.1
        && value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_.:/@+-".contains(c))
}

/// `DB_POOL`: what programs call their settings.
fn is_variable(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_uppercase())
        && key
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

impl Pairs {
    fn add(&mut self, kind: For, key: &str, value: &str) {
        let list = match kind {
            For::Tag => &mut self.tags,
            For::Variable => &mut self.variables,
        };
        if list.len() < MOST && list.iter().all(|(known, _)| known != key) {
            list.push((key.to_owned(), value.to_owned()));
        }
    }
}

/// The key that begins at `at`, and how many words it has: "cost center" is `cost-center`.
fn key_at(words: &[Word<'_>], at: usize) -> Option<(String, usize)> {
    let one = words.get(at)?.text.trim_end_matches(':');
    let lower = one.to_lowercase();
    let two = words.get(at + 1).map(|next| {
        let next = next.text.trim_end_matches(':').to_lowercase();
        format!("{lower}-{next}")
    });
    if let Some(two) = two.filter(|two| KEYS.contains(&two.as_str())) {
        return Some((two, 2));
    }
    KEYS.contains(&lower.as_str()).then(|| (one.to_owned(), 1))
}

/// "tag everything with team payments and cost-center 42", "tags: team: payments, env: prod".
fn apart(words: &[Word<'_>], from: usize, pairs: &mut Pairs, spans: &mut Vec<Range<usize>>) {
    let mut at = from;
    while let Some(word) = words.get(at) {
        if joined(word.text).is_some() || is_one_of(word, &LIGHT) || word.text == ":" {
            at += 1;
            continue;
        }
        let colon = word.text.strip_suffix(':').filter(|key| is_key(key));
        let Some((key, length)) = key_at(words, at).or_else(|| Some((colon?.to_owned(), 1))) else {
            return;
        };
        let sign = words
            .get(at + length)
            .is_some_and(|it| matches!(it.text, "=" | ":" | "is" | "=>"));
        let place = at + length + usize::from(sign);
        let value = words
            .get(place)
            .filter(|it| is_value(it.text) && !is_one_of(it, &LIGHT));
        let Some(value) = value.filter(|_| key_at(words, place).is_none()) else {
            return;
        };
        pairs.add(For::Tag, &key, value.text);
        spans.push(word.span.start..value.span.end);
        at = place + 1;
    }
}

/// "cost-center 42 ka tag lagao": key and value before the word.
fn apart_before(words: &[Word<'_>], marker: usize, pairs: &mut Pairs, spans: &mut Vec<Range<usize>>) {
    let of = |at: usize| is_one_of(&words[at], &["ka", "ki", "ke", "का", "की", "के", "wala"]);
    let Some(last) = marker
        .checked_sub(1)
        .and_then(|at| if of(at) { at.checked_sub(1) } else { Some(at) })
    else {
        return;
    };
    let value = &words[last];
    for length in [2, 1] {
        let Some(first) = last.checked_sub(length) else {
            continue;
        };
        if let Some((key, said)) = key_at(words, first)
            && said == length
            && is_value(value.text)
            && !is_one_of(value, &LIGHT)
            && joined(value.text).is_none()
        {
            pairs.add(For::Tag, &key, value.text);
            spans.push(words[first].span.start..value.span.end);
            return;
        }
    }
}

/// "environment variables `LOG_LEVEL`: debug", "env var STAGE prod".
fn apart_variables(words: &[Word<'_>], from: usize, pairs: &mut Pairs, spans: &mut Vec<Range<usize>>) {
    let mut at = from;
    while let Some(word) = words.get(at) {
        if joined(word.text).is_some() || is_one_of(word, &LIGHT) || is_one_of(word, &VARIABLE) {
            at += 1;
            continue;
        }
        let key = word.text.trim_end_matches(':');
        let sign = words
            .get(at + 1)
            .is_some_and(|it| matches!(it.text, "=" | ":" | "is" | "to" | "=>"));
        let place = at + 1 + usize::from(sign);
        let value = words.get(place).filter(|it| is_value(it.text));
        let Some(value) = value.filter(|_| key.len() > 2 && is_variable(key)) else {
            return;
        };
        pairs.add(For::Variable, key, value.text);
        spans.push(word.span.start..value.span.end);
        at = place + 1;
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::language::Language;

    use super::*;
    use crate::requirements::read::{What, read};

    fn of(prompt: &str) -> Pairs {
        take(&mut read(prompt, Language::English))
    }

    fn list(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        owned.collect()
    }

    #[test]
    fn tags_are_read_in_every_spelling() {
        for (prompt, tags) in [
            (
                "API with tags team=pay env=prod.",
                [("team", "pay"), ("env", "prod")],
            ),
            ("tags: team=pay,env=prod", [("team", "pay"), ("env", "prod")]),
            (
                "API banao, sab par tag lagao team=pay aur env=prod",
                [("team", "pay"), ("env", "prod")],
            ),
            (
                "team=pay aur env=prod tags lagao",
                [("team", "pay"), ("env", "prod")],
            ),
            (
                "Tag everything with team pay and env prod",
                [("team", "pay"), ("env", "prod")],
            ),
            ("tags {Team: pay, Env: prod}", [("Team", "pay"), ("Env", "prod")]),
            (
                "सब पर टैग team=pay, env=prod लगाओ",
                [("team", "pay"), ("env", "prod")],
            ),
        ] {
            assert_eq!(of(prompt).tags, list(&tags), "{prompt}");
        }
        for prompt in [
            "tag everything with cost-center 42",
            "Tag all resources with cost center 42 please",
            "har resource par cost-center 42 ka tag lagao",
        ] {
            assert_eq!(of(prompt).tags, list(&[("cost-center", "42")]), "{prompt}");
        }
    }

    #[test]
    fn environment_variables_are_read() {
        for prompt in [
            "Express API, env var STAGE=prod and LOG_LEVEL=debug",
            "Express API with STAGE=prod, LOG_LEVEL=debug",
            "environment variables STAGE: prod, LOG_LEVEL: debug",
        ] {
            let expected = list(&[("STAGE", "prod"), ("LOG_LEVEL", "debug")]);
            assert_eq!(of(prompt).variables, expected, "{prompt}");
            assert_eq!(of(prompt).tags, [], "{prompt}");
        }
    }

    #[test]
    fn what_is_no_pair_is_left_alone() {
        for prompt in [
            "deploy image tag v2 to ECS",
            "an API in dev and prod env",
            "call https://example.com/a?x=1 every day",
            "Build a service for the billing team",
            "env ke liye alag table banao",
        ] {
            assert_eq!(of(prompt), Pairs::default(), "{prompt}");
        }
    }

    #[test]
    fn what_a_pair_holds_means_nothing_else() {
        let mut reading = read("tag everything with cost-center 42", Language::English);
        take(&mut reading);
        let number = reading
            .items
            .iter()
            .any(|it| it.live && matches!(it.what, What::Number(_)));
        assert!(!number);
    }
}
