//! What must hold whatever the adversary does. Judged by what people saw and what AWS did, never by the operator's own reasons.

use std::collections::BTreeSet;

use cloudwhisper_api::condition::{DEPLOYED, READY, reason};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy, DeploymentRequestStatus};
use cloudwhisper_api::plan::Action;
use cloudwhisper_lifecycle::Revision;

use crate::aws::Checked;
use crate::kept::Kept;
use crate::operator::{Seen, StackSeen, holds};
use crate::world::World;

/// An approval, as the person meant it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Tells it from others.
    pub serial: u8,
    /// The plan that was shown.
    pub revision: Kept<Revision>,
    /// What was shown to be taken away.
    pub lost: BTreeSet<String>,
}

impl Grant {
    /// An approval of what the request shows now; none if it shows no plan that is kept.
    pub fn of_shown(world: &World) -> Option<Self> {
        let status = world.cluster.object.as_ref()?.status.as_deref()?;
        let plan = status.plan.as_ref()?;
        let lost = plan.resources.iter();
        let lost = lost.filter(|resource| matches!(resource.action, Some(Action::Remove | Action::Replace)));
        Some(Self {
            serial: world.granted + 1,
            revision: world.cluster.revisions.get(&plan.revision)?.clone(),
            lost: lost.map(|resource| resource.logical_id.clone()).collect(),
        })
    }
}

/// A law that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Broken {
    /// Something was carried out that nobody had approved, or that takes away more than was shown.
    Unapproved,
    /// Two different plans were carried out for one approval.
    ApprovalUsedTwice,
    /// A stack that runs was deleted though nobody asked for that.
    Deleted,
    /// The status says that it runs, and it doesn't.
    Untrue,
}

/// Types whose data is lost with them, of those in the model's plans.
const STATEFUL: [&str; 2] = ["AWS::DynamoDB::Table", "AWS::S3::Bucket"];

/// Judges an execution that AWS is about to take. `grant` is the approval that stood when the object was read last.
pub(crate) fn executes(world: &mut World, change_set: &Checked, grant: Option<&Grant>) {
    let taken = change_set.takes_away();
    let is_granted =
        |grant: &Grant| grant.revision.digest == change_set.revision.digest && taken.is_subset(&grant.lost);
    if let Some(grant) = grant.filter(|grant| is_granted(grant)) {
        let digest = change_set.revision.digest;
        let first = world.carried.entry(grant.serial).or_insert(digest);
        if *first != digest {
            world.broken = Some(Broken::ApprovalUsedTwice);
        }
        return;
    }
    let changes = change_set.changes();
    let loses_data = changes
        .iter()
        .any(|change| taken.contains(&change.logical_id) && STATEFUL.contains(&change.kind.as_str()));
    if world.mode != ApprovalMode::WithinBudget || loses_data {
        world.broken = Some(Broken::Unapproved);
    }
}

/// Judges a deletion: of what runs, only for an object that is being deleted and says `Delete`.
pub(crate) fn deletes(world: &mut World, arn: &str) {
    let runs = world
        .aws
        .stack
        .as_ref()
        .is_some_and(|stack| stack.arn() == arn && stack.runs.is_some());
    let is_asked = world
        .cluster
        .object
        .as_ref()
        .is_some_and(|object| object.deleting && object.spec.deletion_policy == DeletionPolicy::Delete);
    if runs && !is_asked {
        world.broken = Some(Broken::Deleted);
    }
}

/// Judges a status by what AWS had when the pass looked.
pub(crate) fn claims(seen: &Seen, status: &DeploymentRequestStatus) -> Option<Broken> {
    let condition = |kind: &str| {
        let mut all = status.conditions.iter();
        all.find(|condition| condition.type_ == kind && condition.status == "True")
    };
    let (Some(ready), deployed) = (condition(READY), condition(DEPLOYED)) else {
        return None;
    };
    if ready.reason == reason::AWS_UNAVAILABLE {
        return None; // it says that nobody knows, and that it ran when somebody did
    }
    let runs = match &seen.stack {
        StackSeen::There(stack) if holds(&stack.status) => stack.runs.as_ref(),
        _ => None,
    };
    let is_so = match (runs, &seen.revision) {
        (Some(runs), Some(revision)) => runs.template == revision.template,
        _ => false,
    };
    (!is_so || deployed.is_none()).then_some(Broken::Untrue)
}
