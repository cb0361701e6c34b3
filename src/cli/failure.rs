//! Errors as a person at a terminal reads them: what happened, then what to do. Here: their words. Not here: the errors of
//! a plan, which come with words of their own.

mod attempt;

use std::fmt::Display;

use cloudwhisper_api::error::{ErrorCode, UserError};
use serde::Serialize;

use super::code::{CliCode, Code};
use super::exit::Exit;
use super::output::note;
use super::style::{BAD, paint};

pub(crate) use attempt::{Attempt, not_logged_in};

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// For programs.
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) remedy: Option<String>,
    /// Whether the same again may succeed without any change.
    pub(crate) retryable: bool,
}

/// A failure as a document, in the form of the API's errors.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FailureDocument {
    code: Code,
    message: String,
    details: String,
    retryable: bool,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Failed,
            code: CliCode::CommandFailed.into(),
            message: message.into(),
            remedy: None,
            retryable: false,
        }
    }

    /// The arguments make no sense.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            code: CliCode::InvalidArgument.into(),
            ..Self::new(message)
        }
    }

    /// Our own fault.
    pub(crate) fn internal(error: &dyn Display) -> Self {
        Self::new(format!("something that cannot happen did: {error}"))
            .code(ErrorCode::Internal)
            .remedy("Please report it as a bug.")
    }

    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    pub(crate) fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    pub(crate) fn code(mut self, code: impl Into<Code>) -> Self {
        self.code = code.into();
        self
    }

    /// The same again may succeed.
    pub(crate) fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }

    /// For programs.
    pub(crate) fn document(&self) -> FailureDocument {
        FailureDocument {
            code: self.code,
            message: self.message.clone(),
            details: self.remedy.clone().unwrap_or_default(),
            retryable: self.retryable,
        }
    }

    /// Tells the person, and says what the process ends with.
    pub(crate) fn report(&self) -> Exit {
        note(&self.text());
        self.exit
    }

    /// What happened, and under it what to do.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}: {}", paint(BAD, "error"), self.message);
        for line in self.remedy.iter().flat_map(|remedy| remedy.lines()) {
            text.push_str("\n  ");
            text.push_str(line);
        }
        text
    }
}

impl From<UserError> for Failure {
    fn from(error: UserError) -> Self {
        Self {
            exit: Exit::of(error.code),
            code: error.code.into(),
            message: error.message,
            remedy: Some(error.details),
            retryable: error.retryable,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use cloudwhisper_api::language::Language;

    use super::*;
    use crate::cli::say::in_each_language;

    const ATTEMPT: Attempt<'_> = Attempt {
        verb: "patch",
        resource: "deploymentrequests.cloudwhisper.dev",
        namespace: Some("shop"),
        server: "https://127.0.0.1:6443",
        language: Language::English,
    };

    fn answer(code: u16, reason: &str, message: &str) -> kube::Error {
        let status =
            serde_json::json!({ "code": code, "reason": reason, "message": message, "status": "Failure" });
        kube::Error::Api(Box::new(serde_json::from_value(status).expect("a Status")))
    }

    fn told(error: &kube::Error) -> String {
        anstream::adapter::strip_str(&ATTEMPT.failed(error).text()).to_string()
    }

    #[test]
    fn each_refusal_says_what_to_do() {
        let policy = "deploymentrequests.cloudwhisper.dev \"orders\" is forbidden: ValidatingAdmissionPolicy 'approval.cloudwhisper.dev' \
            with binding 'approval.cloudwhisper.dev' denied request: user \"rita\" may not approve deploymentrequest \"shop/orders\"";
        let errors = [
            answer(
                403,
                "Forbidden",
                "deploymentrequests is forbidden: User \"rita\" cannot patch",
            ),
            answer(403, "Forbidden", policy),
            answer(401, "Unauthorized", "Unauthorized"),
            answer(404, "NotFound", "404 page not found"),
            answer(409, "Conflict", "the object has been modified"),
            answer(422, "Invalid", "spec.budget: must be a number"),
            answer(500, "InternalError", "etcd is gone"),
            kube::Error::Service(Box::new(io::Error::new(
                io::ErrorKind::ConnectionRefused,
                "connection refused",
            ))),
        ];
        let told: Vec<_> = errors.iter().map(told).collect();
        insta::assert_snapshot!(told.join("\n"));
        insta::assert_snapshot!(
            "each_refusal_in_each_language",
            in_each_language(|language| {
                let attempt = Attempt { language, ..ATTEMPT };
                let told = errors.iter().map(|error| attempt.failed(error).text());
                anstream::adapter::strip_str(&told.collect::<Vec<_>>().join("\n")).to_string()
            })
        );
    }

    #[test]
    fn a_policy_that_says_no_is_a_refusal_by_exit_code_too() {
        let policy = "x is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no";
        assert_eq!(
            ATTEMPT.failed(&answer(403, "Forbidden", policy)).exit,
            Exit::Refused
        );
        assert_eq!(ATTEMPT.failed(&answer(403, "Forbidden", "no")).exit, Exit::Failed);
    }
}
