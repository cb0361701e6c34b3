//! PURE: a prompt in, a priced, secure and reviewed plan out. No clock, no environment, no network, no file: the same
//! input gives the same bytes for ever.
//!
//! One way through: [`requirements::understand`] reads the prompt, [`blueprint::architectures`] decide on the
//! resources, [`estimate`] prices them, [`review`] looks for what is unsafe, [`render`] writes down what is wanted, and
//! [`plan`](plan()) is the whole way in one call.

pub mod blueprint;
pub mod catalog;
pub mod estimate;
pub mod language;
pub mod plan;
pub mod proposal;
pub mod render;
pub mod requirements;
pub mod review;

pub use plan::{
    Approvable, Approval, Approved, Artifacts, Bound, Plan, PlanInput, Planned, Unapproved, check,
    check_jointly, plan,
};
