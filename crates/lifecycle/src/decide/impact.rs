//! What carrying out the plan does to each resource. AWS's change set is the authority.

use std::borrow::Cow;

use cloudwhisper_api::plan::{Action, PlannedResource};
use cloudwhisper_planner::catalog;

use super::pass::Pass;
use crate::observed::ChangeSetFact;
use crate::offer;
use crate::revision::Revision;
use crate::stack::{Change, ChangeSet, ChangeSetState};

/// The plan's resources with what happens to them, as far as AWS has told; what goes comes last. Once the change set is
/// gone, what it said stays.
pub(super) fn resources<'a>(pass: &'a Pass<'_>, revision: &'a Revision) -> Cow<'a, [PlannedResource]> {
    if let Some(change_set) = told(pass, revision) {
        return Cow::Owned(with_changes(pass, revision, change_set));
    }
    match pass
        .shown(revision)
        .filter(|plan| plan.revision == revision.number)
    {
        Some(plan) => Cow::Borrowed(&plan.resources),
        None => Cow::Borrowed(&revision.resources),
    }
}

/// What carrying out the plan takes away, as a person reads it: `Table (AWS::DynamoDB::Table), removed with its data`.
pub(super) fn taken_away(pass: &Pass<'_>, revision: &Revision) -> Vec<String> {
    offer::taken_away(&resources(pass, revision), pass.language)
}

/// Whether carrying out the plan would lose data.
pub(super) fn data_at_risk(change_set: &ChangeSet) -> bool {
    change_set
        .changes
        .iter()
        .any(|change| at_risk(change, action(change)))
}

fn told<'a>(pass: &'a Pass<'_>, revision: &Revision) -> Option<&'a ChangeSet> {
    let ChangeSetFact::Present(change_set) = &pass.observed.change_set else {
        return None;
    };
    let of_revision = change_set.name == revision.change_set_name();
    match change_set.state {
        ChangeSetState::Ready | ChangeSetState::Executing if of_revision => Some(change_set),
        ChangeSetState::Ready
        | ChangeSetState::Executing
        | ChangeSetState::Creating
        | ChangeSetState::Empty
        | ChangeSetState::Failed { .. }
        | ChangeSetState::Executed
        | ChangeSetState::Obsolete
        | ChangeSetState::ExecuteFailed => None,
    }
}

fn with_changes(pass: &Pass<'_>, revision: &Revision, change_set: &ChangeSet) -> Vec<PlannedResource> {
    let change_of = |id: &str| change_set.changes.iter().find(|change| change.logical_id == id);
    let stays = revision
        .resources
        .iter()
        .map(|resource| match change_of(&resource.logical_id) {
            Some(change) => changed(resource.clone(), change),
            None => resource.clone(),
        });
    let planned = |id: &str| {
        revision
            .resources
            .iter()
            .any(|resource| resource.logical_id == id)
    };
    let goes = change_set
        .changes
        .iter()
        .filter(|change| !planned(&change.logical_id));
    let goes = goes.map(|change| changed(before(pass, change), change));
    stays.chain(goes).collect()
}

fn changed(resource: PlannedResource, change: &Change) -> PlannedResource {
    let action = action(change);
    PlannedResource {
        action,
        replacement: change.replacement.clone(),
        data_at_risk: Some(at_risk(change, action)),
        ..resource
    }
}

/// A resource that is no longer planned, as the revision that runs described it.
fn before(pass: &Pass<'_>, change: &Change) -> PlannedResource {
    let deployed = pass.observed.deployed.as_ref();
    let known = deployed.and_then(|revision| {
        revision
            .resources
            .iter()
            .find(|resource| resource.logical_id == change.logical_id)
            .cloned()
    });
    known.unwrap_or_else(|| PlannedResource {
        logical_id: change.logical_id.clone(),
        kind: change.kind.clone(),
        name: change.logical_id.clone(),
        description: catalog::service(&change.kind)
            .map_or("", |service| service.description(pass.language))
            .to_owned(),
        free_tier_eligible: false,
        action: None,
        replacement: None,
        data_at_risk: None,
    })
}

fn action(change: &Change) -> Option<Action> {
    let replaces = matches!(change.replacement.as_deref(), Some("True" | "Conditional"));
    match change.action.as_str() {
        "Add" | "Import" => Some(Action::Add),
        "Modify" | "Dynamic" if replaces => Some(Action::Replace),
        "Modify" | "Dynamic" => Some(Action::Modify),
        "Remove" => Some(Action::Remove),
        _ => None,
    }
}

/// A change that AWS names in a way we don't know is taken for the worst.
fn at_risk(change: &Change, action: Option<Action>) -> bool {
    let stateful =
        catalog::service(&change.kind).is_none_or(cloudwhisper_planner::catalog::Service::stateful);
    match action {
        Some(Action::Add | Action::Modify) => false,
        Some(Action::Replace | Action::Remove) | None => stateful,
    }
}
