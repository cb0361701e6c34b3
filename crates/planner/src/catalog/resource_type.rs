//! What the catalogue knows of each `CloudFormation` resource type. Here: the questions. Not here: the answers, which are in the file of
//! each service.

use cloudwhisper_api::language::Language;

use crate::blueprint::{Blueprint, Resource};
use crate::estimate::{Billed, UsageProfile};

/// How a resource type takes tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// `[{Key, Value}]` under `Tags`.
    List,
    /// `{key: value}` under `Tags`.
    Map,
    /// `[{Key, Value, PropagateAtLaunch}]` under `Tags`: the machines of a group get them too.
    Propagated,
    /// Not at all.
    None,
}

/// One `CloudFormation` resource type. A file may hold several that belong together (a function and its permission).
pub trait Service: Sync {
    /// `CloudFormation` type.
    fn kind(&self) -> &'static str;

    /// What it is for, in a sentence without jargon.
    fn description(&self, language: Language) -> &'static str;

    /// How it takes tags.
    fn tags(&self) -> Tags {
        Tags::List
    }

    /// Whether people's data is in it, so that losing it is a loss.
    fn stateful(&self) -> bool {
        false
    }

    /// What AWS bills it by: quantities per month by dimension of the price catalogue. Empty: it costs nothing itself.
    fn billed(&self, _resource: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        Vec::new()
    }

    /// The same, for a type whose price depends on resources beside it. This is what the estimate asks.
    fn billed_in(&self, resource: &Resource, _blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        self.billed(resource, usage)
    }
}
