//! Every sentence that is said to a person, in English, Hindi and Hinglish. Here: sentences. Not here: when they are
//! said.

pub(crate) mod account;
pub(crate) mod approval;
pub(crate) mod approvers;
pub(crate) mod deletion;
pub(crate) mod drift;
pub(crate) mod duties;
pub(crate) mod fault;
pub(crate) mod model;
pub(crate) mod parameters;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod region;
pub(crate) mod repair;
pub(crate) mod retention;
pub(crate) mod rollback;
pub(crate) mod root_cause;
pub(crate) mod stack;
pub(crate) mod support;
pub(crate) mod undeleted;
pub(crate) mod waiting;

use cloudwhisper_api::error::{ErrorCode, UserError};

/// One sentence in the language: English, Hindi, Hinglish. All three are always written together.
macro_rules! say {
    ($language:expr, $english:literal, $hindi:literal, $hinglish:literal $(,)?) => {
        match $language {
            cloudwhisper_api::language::Language::English => format!($english),
            cloudwhisper_api::language::Language::Hindi => format!($hindi),
            cloudwhisper_api::language::Language::Hinglish => format!($hinglish),
        }
    };
}
pub(crate) use say;

/// What is the case, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) message: String,
    pub(crate) remedy: String,
}

impl Said {
    pub(crate) fn new(message: String, remedy: String) -> Self {
        Self { message, remedy }
    }

    /// Both in one text, for a condition.
    pub(crate) fn whole(&self) -> String {
        format!("{} {}", self.message, self.remedy)
    }

    /// As an error that only a change mends.
    pub(crate) fn error(self, code: ErrorCode) -> UserError {
        UserError {
            code,
            message: self.message,
            details: self.remedy,
            retryable: false,
        }
    }
}
