//! The code of a failure, for programs. Here: the codes of the command line's own failures. Not here: those of a plan or a
//! deployment, which are the API's and stand in a request's status as well.

use cloudwhisper_api::error::ErrorCode;
use serde::Serialize;

/// What a document calls a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Code {
    /// One of the API.
    Api(ErrorCode),
    /// One of the command line.
    Cli(CliCode),
}

/// What only the command line can fail by. Stable like the API's: never renamed, never given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CliCode {
    /// An argument makes no sense, or a field of what was sent is invalid.
    InvalidArgument,
    /// There is no object of that name.
    NotFound,
    /// There is one of that name already, or somebody changed it in the same moment.
    Conflict,
    /// No kubeconfig, no such context, or one that can't be read.
    ClusterNotConfigured,
    /// The API server can't be reached, or has trouble of its own.
    ClusterUnreachable,
    /// The cluster does not know our kinds.
    NotInstalled,
    /// The API server does not take the credentials: expired, revoked, or none.
    Unauthenticated,
    /// The credentials may not do this.
    Forbidden,
    /// Anything that has no code of its own; the message says what.
    CommandFailed,
}

impl From<CliCode> for Code {
    fn from(code: CliCode) -> Self {
        Self::Cli(code)
    }
}

impl From<ErrorCode> for Code {
    fn from(code: ErrorCode) -> Self {
        Self::Api(code)
    }
}
