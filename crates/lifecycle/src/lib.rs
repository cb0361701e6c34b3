//! PURE: from what is observed and the time, what to do next and what to report.
//!
//! [`decide`](decide()) is total: every state of the request, its account, its revisions and its stack leads to one
//! [`Step`] and one complete status. [`settle`](settle()) adds what became of that step. No clock, no I/O, no panics.

pub mod account;
pub mod decide;
pub mod drift;
pub mod duration;
pub mod fault;
pub mod observed;
pub mod offer;
pub mod parameters;
pub mod policy;
pub mod repair;
mod retention;
pub mod revision;
pub mod root_cause;
pub mod settle;
pub mod stack;
mod status;
pub mod step;
mod undeleted;
mod words;

pub use decide::{decide, plan_input, reading};
pub use drift::{DriftFact, DriftReport};
pub use fault::{Class, Fault};
pub use observed::{
    AccountFact, ChangeSetFact, DependencyFact, ModelFact, Observed, RollbackFact, Settings, SpendingFact,
    StackFact,
};
pub use offer::Offer;
pub use repair::Repair;
pub use revision::Revision;
pub use settle::{Settled, settle};
pub use step::{Decision, Note, NoteKind, Outcome, Recheck, Step, WakeUp};
