//! What carrying out the plan does to each resource. AWS's change set is the authority.

use std::borrow::Cow;
use std::cell::LazyCell;

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, DeploymentResult, HistoryEntry};
use cloudwhisper_api::plan::{Action, PlannedResource, Retention};
use cloudwhisper_planner::catalog;
use rust_decimal::Decimal;
use serde_json::Value;

use super::pass::Pass;
use crate::observed::ChangeSetFact;
use crate::offer;
use crate::retention;
use crate::revision::Revision;
use crate::stack::{Change, ChangeSet, ChangeSetState};
use crate::words::approval::Losses;

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

/// What carrying out the plan takes away, and what becomes of it, as a person reads it.
pub(super) fn losses(pass: &Pass<'_>, revision: &Revision) -> Losses {
    let resources = resources(pass, revision);
    let data = offer::parts_with_data(&resources).into_iter();
    Losses {
        taken_away: offer::taken_away(&resources, pass.language),
        data: data.map(str::to_owned).collect(),
    }
}

/// What costs a month more than what runs, or less. What runs is what was deployed last, as long as there is a stack.
pub(super) fn bill_delta(status: &DeploymentRequestStatus, revision: &Revision) -> Option<Money> {
    status.deployment.as_ref()?.stack_arn.as_ref()?;
    let succeeded = |entry: &&HistoryEntry| entry.result == DeploymentResult::Succeeded;
    let running = status.history.iter().find(succeeded)?;
    let difference = |new: &str, old: &str| -> Option<String> {
        let delta = new.parse::<Decimal>().ok()? - old.parse::<Decimal>().ok()?;
        Some(format!("{delta:.2}"))
    };
    let (new, old) = (&revision.estimate.monthly, &running.monthly);
    (running.revision != revision.number).then_some(Money {
        usd: difference(&new.usd, &old.usd)?,
        inr: difference(&new.inr, &old.inr)?,
    })
}

/// Whether carrying out the plan would take data from what runs: also where AWS keeps it, nobody reads it there any more.
pub(super) fn takes_data(change_set: &ChangeSet) -> bool {
    change_set
        .changes
        .iter()
        .any(|change| leaves_data(change, action(change)))
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
    let running = Running::of(pass, revision);
    let change_of = |id: &str| change_set.changes.iter().find(|change| change.logical_id == id);
    let stays = revision
        .resources
        .iter()
        .map(|resource| match change_of(&resource.logical_id) {
            Some(change) => changed(resource.clone(), change, &running),
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
    let goes = goes.map(|change| changed(before(pass, change), change, &running));
    stays.chain(goes).collect()
}

fn changed(resource: PlannedResource, change: &Change, running: &Running<'_>) -> PlannedResource {
    let action = action(change);
    let retention = retention::told(change)
        .or_else(|| running.retention(&change.logical_id, action?))
        .filter(|_| !matches!(action, Some(Action::Add | Action::Modify)));
    let stays = matches!(retention, Some(Retention::Retain | Retention::Snapshot));
    PlannedResource {
        action,
        replacement: change.replacement.clone(),
        data_at_risk: Some(leaves_data(change, action) && !stays),
        retention,
        ..resource
    }
}

/// What runs now, for an engine that does not tell what becomes of it.
struct Running<'a> {
    template: LazyCell<Option<Value>, Box<dyn FnOnce() -> Option<Value> + 'a>>,
    shown: &'a [PlannedResource],
}

impl<'a> Running<'a> {
    fn of(pass: &'a Pass<'_>, revision: &Revision) -> Self {
        let deployed = pass.observed.deployed.as_ref();
        let shown = pass.previous.plan.as_ref();
        let shown = shown.filter(|plan| plan.revision == revision.number);
        Self {
            template: LazyCell::new(Box::new(move || serde_json::from_str(&deployed?.template).ok())),
            shown: shown.map_or(&[], |plan| &plan.resources),
        }
    }

    /// By the template that runs; once this plan is itself what was carried out last, as it was shown before.
    fn retention(&self, logical_id: &str, action: Action) -> Option<Retention> {
        let template = self.template.as_ref();
        let by_template = template.and_then(|template| retention::of_template(template, logical_id, action));
        by_template.or_else(|| {
            let same = |it: &&PlannedResource| it.logical_id == logical_id && it.action == Some(action);
            self.shown.iter().find(same)?.retention
        })
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
        retention: None,
    })
}

fn action(change: &Change) -> Option<Action> {
    let replaces = matches!(change.replacement.as_deref(), Some("True" | "Conditional"));
    match change.action.as_str() {
        "Add" | "Import" => Some(Action::Add),
        "Modify" | "Dynamic" if replaces => Some(Action::Replace),
        // `SyncWithActual` changes nothing but what CloudFormation takes for deployed.
        "Modify" | "Dynamic" | "SyncWithActual" => Some(Action::Modify),
        "Remove" => Some(Action::Remove),
        _ => None,
    }
}

/// Whether the stack lets go of data. A change that AWS names in a way we don't know is taken for the worst.
fn leaves_data(change: &Change, action: Option<Action>) -> bool {
    match action {
        Some(Action::Add | Action::Modify) => false,
        Some(Action::Replace | Action::Remove) | None => retention::holds_data(&change.kind),
    }
}
