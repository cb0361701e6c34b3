//! What every part of the understanding is given and where it leaves its notes. Here: the shared view of one request. Not
//! here: any decision.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Clarification, Warning};

use super::Request;
use super::answers::Answers;
use super::intent::Wish;
use super::pairs::Pairs;
use super::questions;
use super::read::Reading;
use super::scope::{OpenChoice, Slot};
use super::words::{self, Reason, Why};

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
    /// Whether the rules see that something is to be deployed.
    pub(super) wish: Wish,
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
    /// Why the rules took something for granted, by field.
    reasons: Vec<(String, Reason)>,
}

/// How far the rules know a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It was said, or follows from what was said.
    Said,
    /// Nothing was said of it, and a default stands in.
    Assumed,
    /// It is a question.
    Asked,
}

impl Notes {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            assumptions: Vec::new(),
            clarifications: Vec::new(),
            warnings: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// How far the rules know a field, once they have decided on it. `asked` is the field under which they ask for it.
    pub(super) fn known(&self, field: &str, asked: &str) -> Known {
        let mut reasons = self.reasons.iter().rev();
        let reason = reasons
            .find(|(noted, _)| noted == field)
            .map(|(_, reason)| *reason);
        if self.clarifications.iter().any(|it| it.field == asked) {
            Known::Asked
        } else if reason.is_some_and(Reason::is_default) {
            Known::Assumed
        } else {
            Known::Said
        }
    }

    /// Whether the rules noted anything of a field.
    pub(super) fn tells_of(&self, field: &str) -> bool {
        self.reasons.iter().any(|(noted, _)| noted == field)
    }

    /// Whether an open question has this among its answers, or takes any text.
    pub(super) fn offers(&self, field: &str, answer: &str) -> bool {
        let mut asked = self.clarifications.iter().filter(|it| it.field == field);
        asked.any(|it| it.options.is_empty() || it.options.iter().any(|option| option == answer))
    }

    /// Takes back what the rules took for granted of a field.
    pub(super) fn forget(&mut self, field: &str) {
        self.assumptions.retain(|it| it.field != field);
        self.reasons.retain(|(noted, _)| noted != field);
    }

    /// Takes back a question.
    pub(super) fn settle(&mut self, field: &str) {
        self.clarifications.retain(|it| it.field != field);
    }

    /// Notes that what a model understood stands.
    pub(super) fn understood_by(&mut self, model: &str, field: &str, value: impl std::fmt::Display) {
        self.assumptions.push(Assumption {
            field: field.to_owned(),
            value: value.to_string(),
            reason: words::understood_by(self.language, model),
        });
    }

    /// Notes what a model said and what stands in spite of it.
    pub(super) fn not_taken(&mut self, model: &str, field: &str, stands: &str, said: &str, why: Why) {
        self.assumptions.push(Assumption {
            field: field.to_owned(),
            value: stands.to_owned(),
            reason: words::not_taken(self.language, model, said, why),
        });
    }

    /// Notes that something was taken for granted.
    pub(super) fn assume(&mut self, field: &str, value: impl std::fmt::Display, reason: Reason) {
        self.reasons.push((field.to_owned(), reason));
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
