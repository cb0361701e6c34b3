//! A label of the corpus: a value, or several of which any is right.
//!
//! Included by path where another crate's tests need it.

#![allow(dead_code, reason = "each test that includes this uses what it needs")]

use std::collections::BTreeSet;

use serde::Deserialize;

/// A value, or several of which any will do.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOf {
    This(String),
    Any(Vec<String>),
}

impl OneOf {
    /// The values of which one has to be there.
    pub(crate) fn types(&self) -> &[String] {
        match self {
            Self::This(one) => std::slice::from_ref(one),
            Self::Any(several) => several,
        }
    }

    /// Whether one of them was found.
    pub(crate) fn is_in(&self, found: &BTreeSet<String>) -> bool {
        self.types().iter().any(|one| found.contains(one))
    }

    /// Whether this is one of them.
    pub(crate) fn allows(&self, found: &str) -> bool {
        self.types().iter().any(|one| one == found)
    }

    /// For people: `a or b`.
    pub(crate) fn shown(&self) -> String {
        self.types().join(" or ")
    }
}
