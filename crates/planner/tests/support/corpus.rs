//! Reads the labelled prompts of `tests/corpus`, with those labels that tests check. What else is labelled, `make eval` scores.
//!
//! Included by path where another crate's tests need it.

#![allow(dead_code, reason = "each test that includes this uses what it needs")]

use std::collections::BTreeMap;

use serde::Deserialize;

use super::one_of::OneOf;

/// A prompt with what is right about it.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) prompt: String,
    pub(crate) expect: Expected,
}

/// What is right; empty where the label says nothing of it.
#[derive(Deserialize)]
pub(crate) struct Expected {
    /// Types that the plan has to contain.
    #[serde(default)]
    pub(crate) services: Vec<OneOf>,
    /// How many of a type.
    #[serde(default)]
    pub(crate) counts: BTreeMap<String, usize>,
    /// Types that have to do with each other.
    #[serde(default)]
    pub(crate) connections: Vec<[OneOf; 2]>,
}

#[derive(Deserialize)]
struct Corpus {
    prompts: Vec<Labelled>,
}

/// The prompts of the text of one file.
pub(crate) fn prompts(text: &str) -> Vec<Labelled> {
    let corpus: Corpus = serde_saphyr::from_str(text).expect("the corpus is YAML");
    corpus.prompts
}
