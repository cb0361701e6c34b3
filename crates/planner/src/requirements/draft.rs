//! What every part of the understanding is given and where it leaves its notes. Here: the shared view of one request. Not
//! here: any decision.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Clarification, Warning};

use super::Request;
use super::answers::Answers;
use super::pairs::Pairs;
use super::questions;
use super::read::Reading;
use super::scope::{OpenChoice, Slot};
use super::words::{self, Reason};

/// One request, read.
pub(super) struct Case<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) reading: Reading<'a>,
    /// Settings that were written as a key with its value.
    pub(super) pairs: Pairs,
    pub(super) open: Vec<OpenChoice>,
    pub(super) answers: Answers,
    /// The language to answer in.
    pub(super) language: Language,
}

impl Case<'_> {
    /// The alternatives that are open in a slot.
    pub(super) fn choice(&self, slot: Slot) -> Option<OpenChoice> {
        self.open.iter().find(|choice| choice.slot == slot).copied()
    }
}

/// What there is to say beside the requirements.
pub(super) struct Notes {
    language: Language,
    pub(super) assumptions: Vec<Assumption>,
    pub(super) clarifications: Vec<Clarification>,
    pub(super) warnings: Vec<Warning>,
}

impl Notes {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            assumptions: Vec::new(),
            clarifications: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Notes that something was taken for granted.
    pub(super) fn assume(&mut self, field: &str, value: impl std::fmt::Display, reason: Reason) {
        let reason = words::reason(self.language, reason);
        self.assumptions.push(Assumption {
            field: field.to_owned(),
            value: value.to_string(),
            reason,
        });
    }

    /// Asks, once a field.
    pub(super) fn ask(&mut self, field: &str, options: &[&str]) {
        if self.clarifications.iter().all(|asked| asked.field != field) {
            let question = questions::question(self.language, field, options);
            let options = options.iter().map(|option| (*option).to_owned()).collect();
            self.clarifications.push(Clarification {
                field: field.to_owned(),
                question,
                options,
            });
        }
    }

    /// Warns.
    pub(super) fn warn(&mut self, code: &str, (message, suggestion): (String, String)) {
        let warning = Warning {
            code: code.to_owned(),
            message,
            suggestion,
        };
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// The name that a value has in the contract.
pub(super) fn tag<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(tag)) => tag,
        _ => String::new(),
    }
}
