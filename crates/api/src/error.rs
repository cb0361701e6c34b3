//! Errors as people and programs see them: a stable code, plain words, the next steps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What went wrong. Stable: a code is never renamed or given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorCode {
    /// Input: nothing was written.
    PromptEmpty,
    /// Input: more than 16 KiB.
    PromptTooLong,
    /// Input: no deployment could be read from it.
    PromptNotUnderstood,
    /// Input: it holds something that looks like a key, token or password.
    PromptContainsSecret,
    /// Input: a service was named that we can't plan.
    UnsupportedService,
    /// Input: a question has to be answered first.
    ClarificationNeeded,
    /// Input: an answer that is none of the question's options.
    InvalidAnswer,
    /// Input: a value of `spec.parameters` that can't be used, or a text anywhere that AWS would look up by itself.
    InvalidParameter,
    /// Input: a region that we don't know.
    UnsupportedRegion,
    /// Input: the artifact can't run where the plan would put it.
    ArtifactNotUsable,
    /// Input: more than one CloudFormation stack can hold.
    PlanTooLarge,
    /// Input: the revision to go back to is not kept, can't be read, or is for another account.
    RevisionNotUsable,
    /// Auth: the named account does not exist.
    AccountNotFound,
    /// Auth: the account isn't ready, see its own status.
    AccountNotReady,
    /// Auth: the account does not serve this namespace or region.
    AccountNotAllowed,
    /// Auth: AWS no longer takes the credentials.
    CredentialsExpired,
    /// Auth: AWS does not know the credentials.
    CredentialsInvalid,
    /// Provider: the language model that the spec names gives nothing.
    ModelUnavailable,
    /// Provider: AWS asks for fewer calls.
    AwsThrottled,
    /// Provider: AWS can't be reached.
    AwsUnreachable,
    /// Provider: a quota of the account is used up.
    QuotaExceeded,
    /// Provider: the credentials may not do this.
    AccessDenied,
    /// Provider: a name is taken, by us or by somebody else.
    NameTaken,
    /// Provider: AWS rejects the template or a parameter.
    ValidationFailed,
    /// Deployment: AWS could not make or change a resource; everything was rolled back.
    StackFailed,
    /// Deployment: AWS could not roll back by itself.
    StackNeedsRepair,
    /// Deployment: it took longer than `spec.timeout`.
    DeploymentTimedOut,
    /// Deployment: a request that this one depends on isn't ready.
    DependencyNotReady,
    /// Deployment: `spec.dependsOn` leads back to this request.
    DependencyCycle,
    /// Policy: costs more than the budget.
    BudgetExceeded,
    /// Policy: breaks a rule of the platform team.
    PolicyViolation,
    /// System: our own fault.
    Internal,
}

/// An error for a person. Never holds a stack trace, a file path or a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserError {
    /// For programs.
    pub code: ErrorCode,
    /// What happened, in plain words and the request's language; the root cause first.
    pub message: String,
    /// What to do now, in the request's language.
    pub details: String,
    /// Whether the same again may succeed without any change.
    pub retryable: bool,
}
