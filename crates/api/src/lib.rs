//! The contract of CloudWhisper: what a person may write, what the operator answers, and nothing else.
//!
//! Two layers. The JSON contract ([`requirements`], [`proposal`], [`plan`], [`error`] and the values they use) is shared by the
//! command line's `-o json` and the status of a request. The custom resources ([`deployment_request`],
//! [`cloud_account`]) need the feature `kube`; the planner does without it.
//!
//! Not here: how a field gets its value. No function in this crate decides anything.

pub mod amount;
pub mod digest;
pub mod error;
pub mod language;
pub mod plan;
pub mod proposal;
pub mod requirements;

#[cfg(feature = "kube")]
pub mod cloud_account;
#[cfg(feature = "kube")]
pub mod condition;
#[cfg(feature = "kube")]
pub mod crds;
#[cfg(feature = "kube")]
pub mod deployment_policy;
#[cfg(feature = "kube")]
pub mod deployment_request;
#[cfg(feature = "kube")]
pub mod drift;
#[cfg(feature = "kube")]
pub mod model_answer;
#[cfg(feature = "kube")]
mod readable;

/// API group of every resource of ours.
pub const GROUP: &str = "cloudwhisper.dev";
/// The one served version.
pub const VERSION: &str = "v1alpha1";
/// Set by a person (or `cloudwhisper reconcile`) to ask for a pass now; any new value counts. As in Flux.
pub const RECONCILE_REQUESTED_AT: &str = "reconcile.cloudwhisper.dev/requestedAt";
/// Who created the request: filled in and guarded by admission policies, never by the operator.
pub const REQUESTED_BY: &str = "cloudwhisper.dev/requested-by";
/// Who has changed what a plan is made from since the plan that runs was deployed, separated by commas; in a name `%` is `%25` and a comma is
/// `%2C`. Kept and guarded by admission policies, never by the operator.
pub const CHANGED_BY: &str = "cloudwhisper.dev/changed-by";
/// Held by the operator from just before its first AWS write until the stack is dealt with.
pub const FINALIZER: &str = "cloudwhisper.dev/stack";
/// Field manager of the operator's status.
pub const OPERATOR_FIELD_MANAGER: &str = "cloudwhisper-operator";
/// Field manager of the command line. Flux removes fields of managers whose name begins with `kubectl`; this one stays.
pub const CLI_FIELD_MANAGER: &str = "cloudwhisper";
