//! Settings that are written as a key with its value: "tags team=pay env=prod", "tag everything with cost-center 42", "env var
//! STAGE=prod". Here: which pairs there are and what they are for. Not here: what else a part is told (`services`).
//!
//! What belongs to a pair is taken out of the reading: the 42 of a cost center is no budget, and `env=prod` names no environment.

mod apart;
mod split;
mod vocabulary;

use std::ops::Range;

use super::read::Reading;
use apart::{apart, apart_before, apart_variables};
use split::{Word, is_one_of, words};
use vocabulary::{OTHER_TAGS, TAG, VARIABLE};

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
pub(crate) fn is_variable(key: &str) -> bool {
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
