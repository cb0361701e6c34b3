//! Model checking of the lifecycle.
//!
//! The transition function is the operator's own [`decide`](cloudwhisper_lifecycle::decide()) and
//! [`settle`](cloudwhisper_lifecycle::settle()); around them stand small models of the API server ([`cluster`]), of CloudFormation
//! ([`aws`]) and of two operators that share a lease ([`operator`]). An adversary ([`moves`]) crashes the operator between any two
//! effects, keeps news from it, loses AWS's answers before and after the effect, takes its lease, and lets people change the prompt,
//! approve, revoke and delete at any moment. What must hold whatever it does stands in [`laws`].
//!
//! What the model takes for granted: that an operator asks the API server for the lease and writes to AWS in one instant. The real
//! one does so in two, with the time limit of a call between them; `docs/reliability.md` says what follows.

pub mod aws;
pub mod cluster;
pub mod fair;
pub mod kept;
pub mod laws;
pub mod moves;
pub mod operator;
pub mod oracle;
pub mod scenarios;
pub mod world;

pub use world::{Lifecycle, World};
