//! Language models, the part without a network: what one is asked, what it may answer, and how its answer is read. Here: the question
//! ([`ask`]), its schema, what is kept back from a model ([`redaction`]), the answer ([`Ask::read`]) and what is wrong with it.
//!
//! Not here: what becomes of an answer beside what the rules read (`requirements/proposed.rs`); calls, limits and caches, which belong to
//! the operator.

mod asking;
mod instructions;
mod reading;
pub mod redaction;
mod schema;
mod takeable;
mod violation;

use cloudwhisper_api::proposal::Proposal;

pub use asking::{Ask, TOOL, ask, repair};
pub use instructions::PROMPT_VERSION;
pub use schema::schema;
pub(crate) use takeable::{is_part, is_withheld, property};
pub use violation::Violation;

/// What a model proposed for a prompt, and what it is held to.
#[derive(Clone, Copy, Debug)]
pub struct Suggestion<'a> {
    /// What it said. It is believed in nothing: whatever stands in it, the merge keeps to its rules.
    pub proposal: &'a Proposal,
    /// The model's name, for the people who read the assumptions.
    pub model: &'a str,
    /// The regions that the account and the policies allow; empty where nobody restricts them.
    pub regions: &'a [String],
}
