//! Errors as a person at a terminal reads them: what happened, then what to do. Here: their words. Not here: the errors of
//! a plan, which come with words of their own.

use std::error::Error;
use std::fmt::Display;

use cloudwhisper_api::error::{ErrorCode, UserError};
use kube::client::AuthError;
use kube::core::Status;
use serde::Serialize;

use super::code::{CliCode, Code};
use super::exit::Exit;
use super::output::note;
use super::style::{BAD, paint};

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

    fn text(&self) -> String {
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

/// What was tried when the API server said no.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'a> {
    /// The RBAC verb.
    pub(crate) verb: &'static str,
    /// The resource, in plural, with its group where it has one.
    pub(crate) resource: &'a str,
    /// The namespace; none for what is cluster-wide.
    pub(crate) namespace: Option<&'a str>,
    /// Address of the API server.
    pub(crate) server: &'a str,
}

impl Attempt<'_> {
    /// The error of the API server, or of the way to it, in plain words.
    pub(crate) fn failed(&self, error: &kube::Error) -> Failure {
        match error {
            kube::Error::Api(status) => self.refused(status),
            kube::Error::HyperError(_) | kube::Error::Service(_) => self.unreachable(error),
            kube::Error::Auth(cause) => not_logged_in(cause),
            kube::Error::SerdeError(_) => {
                Failure::new(format!("the API server answered what this version can't read: {}", root_cause(error)))
                    .remedy("Bring the definitions and this program to the same version; `cloudwhisper doctor` compares them.")
            }
            _ => Failure::new(format!("{} {} failed: {}", self.verb, self.resource, root_cause(error))),
        }
    }

    fn unreachable(&self, error: &kube::Error) -> Failure {
        Failure::new(format!("the API server at {} can't be reached: {}", self.server, root_cause(error)))
            .code(CliCode::ClusterUnreachable)
            .retryable()
            .remedy("Is the cluster running, and is it the right one? See --context, --kubeconfig and `kubectl config get-contexts`.")
    }

    fn refused(&self, status: &Status) -> Failure {
        let place = self
            .namespace
            .map(|namespace| format!(" in namespace {namespace}"))
            .unwrap_or_default();
        if let Some((policy, words)) = denied_by_policy(&status.message) {
            return Failure::new(words)
                .exit(Exit::Refused)
                .code(ErrorCode::PolicyViolation)
                .remedy(format!("The admission policy {policy} says so."));
        }
        if status.code == 401 {
            return Failure::new(
                "the API server does not know you: it refuses the credentials of the kubeconfig, which may have expired",
            )
            .code(CliCode::Unauthenticated)
            .remedy("Log in again, or choose another context with --context.");
        }
        if status.code == 403 {
            return Failure::new(format!("you may not {} {}{place}", self.verb, self.resource))
                .code(CliCode::Forbidden)
                .remedy(format!(
                    "Ask an administrator for a role that allows the verb `{}` on {}.",
                    self.verb, self.resource
                ));
        }
        if status.code == 404 && !names_an_object(status) {
            return Failure::new(format!("this cluster does not know {}", self.resource))
                .code(CliCode::NotInstalled)
                .remedy("Install the definitions: cloudwhisper crds | kubectl apply --server-side -f -");
        }
        if status.code == 409 {
            return Failure::new("somebody else changed the object in the same moment")
                .code(CliCode::Conflict)
                .retryable()
                .remedy("Look at it, and try again.");
        }
        if status.code == 422 {
            return Failure::new(format!(
                "the API server finds the request invalid: {}",
                causes(status)
            ))
            .exit(Exit::Usage)
            .code(CliCode::InvalidArgument);
        }
        let failure = Failure::new(format!(
            "the API server answered {}: {}",
            status.code, status.message
        ));
        if status.code == 404 {
            return failure.code(CliCode::NotFound);
        }
        if status.code == 429 || status.code >= 500 {
            let trouble = failure.code(CliCode::ClusterUnreachable).retryable();
            return trouble.remedy("It has trouble of its own: try again in a moment.");
        }
        failure
    }
}

/// The policy and its words, where the server's message says that one denied the request.
fn denied_by_policy(message: &str) -> Option<(String, String)> {
    let (_, rest) = message.split_once("ValidatingAdmissionPolicy '")?;
    let (policy, rest) = rest.split_once('\'')?;
    let words = rest
        .split_once("denied request: ")
        .map_or(rest, |(_, words)| words);
    Some((policy.to_owned(), words.trim().to_owned()))
}

/// A 404 without the name of an object is about its kind.
fn names_an_object(status: &Status) -> bool {
    status
        .details
        .as_ref()
        .is_some_and(|details| !details.name.is_empty())
}

fn causes(status: &Status) -> String {
    let causes = status.details.iter().flat_map(|details| &details.causes);
    let causes: Vec<_> = causes
        .map(|cause| format!("{}: {}", cause.field, cause.message))
        .collect();
    if causes.is_empty() {
        status.message.clone()
    } else {
        causes.join("; ")
    }
}

/// The kubeconfig's way to log in does not work. What a login command wrote may be a token, so it is not repeated.
pub(crate) fn not_logged_in(cause: &AuthError) -> Failure {
    let why = match cause {
        AuthError::AuthExecStart(error) => format!("its login command can't be started: {error}"),
        AuthError::AuthExecRun { out, .. } => format!("its login command failed: {}", out.status),
        AuthError::AuthExecParse(_) => "its login command answered what can't be read".to_owned(),
        other => root_cause(other),
    };
    Failure::new(format!("the credentials of the kubeconfig can't be used: {why}"))
        .code(CliCode::Unauthenticated)
        .remedy("Log in again, or choose another context with --context.")
}

/// What began it, without everything that followed from it.
pub(crate) fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    const ATTEMPT: Attempt<'_> = Attempt {
        verb: "patch",
        resource: "deploymentrequests.cloudwhisper.dev",
        namespace: Some("shop"),
        server: "https://127.0.0.1:6443",
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
