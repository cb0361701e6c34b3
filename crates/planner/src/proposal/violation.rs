//! What is wrong with a model's answer, in words that are fit to be sent back to it.

use std::fmt;

/// One thing that is wrong with an answer. It names places and rules, and never repeats a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: `services[2].type`; empty for the whole.
    pub path: String,
    /// What has to be otherwise, in English, as the instructions are.
    pub problem: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.problem)
        } else {
            write!(f, "{}: {}", self.path, self.problem)
        }
    }
}
