//! What a language model proposed, beside what the rules read. One rule for every field: what was said counts, whatever a model says; where
//! nothing was said and a default would stand in, or a question be asked, the model's value stands, and an assumption tells so. What is listed as
//! different was not taken.
//!
//! Here: the rule, field by field. Not here: what a model is asked and how its answer is read (`proposal`). Nothing here trusts the proposal: it
//! may come from a model that somebody has talked into something, or from a store that others can write to.

mod application;
mod money;
mod questions;
mod services;
mod stores;
mod surroundings;
mod usage;

pub(super) use self::application::{app_type, compute, framework};
pub(super) use self::money::budget;
pub(super) use self::questions::word;
pub(super) use self::services::services;
pub(super) use self::stores::stores;
pub(super) use self::surroundings::{custom_domain, project_name, public_access, region};
pub(super) use self::usage::usage;

use cloudwhisper_api::proposal::Proposal;

use super::Request;
use super::draft::{Case, Known, Notes, tag};
use super::words::Why;
use crate::proposal::{is_part, is_withheld};

/// Whether a model proposed something that can be planned: an application, or a part that it may add.
pub(super) fn is_a_wish(request: &Request<'_>) -> bool {
    request.suggestion.is_some_and(|it| {
        let mut services = it.proposal.services.iter();
        it.proposal.app_type.is_some()
            || services.any(|service| is_part(&service.kind) && !is_withheld(&service.kind))
    })
}

/// What was proposed, where a model was asked.
fn proposal<'a>(case: &Case<'a>) -> Option<&'a Proposal> {
    case.request.suggestion.map(|it| it.proposal)
}

/// The model that was asked.
fn model<'a>(case: &Case<'a>) -> &'a str {
    case.request.suggestion.map_or("", |it| it.model)
}

/// One of the values of a closed list, as the rules decided on it and as the model said it.
struct Choice<'a, T> {
    /// The field of the requirements.
    field: &'a str,
    /// The field under which the rules ask for it.
    asked: &'a str,
    /// What the rules decided.
    ruled: Option<T>,
    /// What the model said.
    said: T,
}

impl<T: Copy + PartialEq + serde::Serialize> Choice<'_, T> {
    /// What stands. `speaks_against` says why the model's value can't stand where the rules leave it open.
    fn settle(&self, case: &Case<'_>, notes: &mut Notes, speaks_against: Option<Why>) -> Option<T> {
        if self.ruled == Some(self.said) {
            return self.ruled;
        }
        let known = notes.known(self.field, self.asked);
        let stands = self.ruled.map_or_else(|| "-".to_owned(), |ruled| tag(ruled));
        let why = match known {
            Known::Said if self.ruled.is_some() => Some(Why::SaidOtherwise),
            Known::Asked if !notes.offers(self.asked, &tag(self.said)) => Some(Why::NoAnswer),
            _ => speaks_against,
        };
        if let Some(why) = why {
            notes.not_taken(model(case), self.field, &stands, &tag(self.said), why);
            return self.ruled;
        }
        notes.settle(self.asked);
        notes.forget(self.field);
        notes.understood_by(model(case), self.field, tag(self.said));
        Some(self.said)
    }
}
