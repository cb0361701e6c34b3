//! What the process ends with. Programs rely on these numbers.

use std::process::ExitCode;

use cloudwhisper_api::error::ErrorCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked.
    Done,
    /// Anything that has no number of its own.
    Failed,
    /// The arguments make no sense. clap uses the same number.
    Usage,
    /// A question has to be answered first.
    Clarification,
    /// The prompt can't be used as it is.
    InvalidPrompt,
    /// Over budget, or a policy says no.
    Refused,
}

impl Exit {
    /// The number that belongs to an error.
    pub(crate) fn of(code: ErrorCode) -> Self {
        match code {
            ErrorCode::PromptEmpty
            | ErrorCode::PromptTooLong
            | ErrorCode::PromptNotUnderstood
            | ErrorCode::PromptContainsSecret
            | ErrorCode::UnsupportedService
            | ErrorCode::InvalidAnswer
            | ErrorCode::InvalidParameter
            | ErrorCode::ArtifactNotUsable
            | ErrorCode::PlanTooLarge
            | ErrorCode::RevisionNotUsable
            | ErrorCode::UnsupportedRegion => Self::InvalidPrompt,
            ErrorCode::ClarificationNeeded => Self::Clarification,
            ErrorCode::BudgetExceeded | ErrorCode::PolicyViolation => Self::Refused,
            ErrorCode::AccountNotFound
            | ErrorCode::AccountNotReady
            | ErrorCode::AccountNotAllowed
            | ErrorCode::CredentialsExpired
            | ErrorCode::CredentialsInvalid
            | ErrorCode::ModelUnavailable
            | ErrorCode::AwsThrottled
            | ErrorCode::AwsUnreachable
            | ErrorCode::QuotaExceeded
            | ErrorCode::AccessDenied
            | ErrorCode::NameTaken
            | ErrorCode::ValidationFailed
            | ErrorCode::StackFailed
            | ErrorCode::StackNeedsRepair
            | ErrorCode::DeploymentTimedOut
            | ErrorCode::DependencyNotReady
            | ErrorCode::DependencyCycle
            | ErrorCode::Internal => Self::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Clarification => 3,
            Exit::InvalidPrompt => 4,
            Exit::Refused => 5,
        })
    }
}
