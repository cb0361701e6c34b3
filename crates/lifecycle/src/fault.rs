//! What can go wrong in a step, and what that means for the next one.

use cloudwhisper_api::error::ErrorCode;

/// What happens after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The same again may succeed: retried with jittered backoff.
    Transient,
    /// The same again can't succeed: waits for a new spec, and is looked at once an interval in case we are wrong.
    Terminal,
    /// A person has to mend something outside of the spec: `Stalled`, looked at again from time to time.
    UserFixable,
}

/// A fault of a step or of an observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What happens next.
    pub class: Class,
    /// For programs and metrics.
    pub code: ErrorCode,
    /// What AWS or Kubernetes said, without credentials; for the log and, translated, for the person.
    pub reason: String,
    /// The action that was refused, such as `cloudformation:CreateChangeSet`, where that is known.
    pub action: Option<String>,
}
