//! From a prompt with nothing beside it to what is planned for it: the blueprint, or the whole plan.

#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses its part of the support"
)]

#[path = "input.rs"]
pub(crate) mod input;

use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, Resource, Value};
use cloudwhisper_planner::requirements::understand;
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;

/// The resources, in the profile Baseline.
pub(crate) fn planned(prompt: &str) -> Blueprint {
    planned_as(prompt, Profile::Baseline)
}

/// The resources; they hold together.
pub(crate) fn planned_as(prompt: &str, profile: Profile) -> Blueprint {
    let understood = understand(&input::input(prompt, &IndexMap::new()).request)
        .unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = understood.clarifications;
    let blueprint = design(&Design {
        network: None,
        requirements: &understood
            .requirements
            .unwrap_or_else(|| panic!("{prompt}: {asked:?}")),
        workload: &Workload::Sample,
        profile,
    });
    assert_eq!(blueprint.check(), Ok(()), "{prompt}");
    blueprint
}

/// The whole plan.
pub(crate) fn whole_plan(prompt: &str) -> Plan {
    answered_plan(prompt, &[])
}

/// The whole plan where these questions are answered.
pub(crate) fn answered_plan(prompt: &str, answers: &[(&str, &str)]) -> Plan {
    let none = IndexMap::new();
    let answers: IndexMap<String, String> = answers
        .iter()
        .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
        .collect();
    let mut input = input::input(prompt, &none);
    input.request.answers = &answers;
    let planned = plan(&input).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    planned
        .plan
        .unwrap_or_else(|| panic!("{prompt}: {:?}", planned.understood.clarifications))
}

/// The one resource of this type.
pub(crate) fn only<'a>(blueprint: &'a Blueprint, kind: &'a str) -> &'a Resource {
    let mut all = blueprint.of_kind(kind);
    let first = all.next().unwrap_or_else(|| panic!("no {kind}"));
    assert!(all.next().is_none(), "more than one {kind}");
    first
}

/// Whether a value speaks of a resource of this type.
pub(crate) fn refers(value: Option<&Value>, kind: &str, blueprint: &Blueprint) -> bool {
    let ids = value.map(Value::references).unwrap_or_default();
    ids.iter()
        .any(|id| blueprint.resource(id).is_some_and(|it| it.kind == kind))
}
