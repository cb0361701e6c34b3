//! What must hold whatever the adversary does. Judged by what people saw and what AWS did, never by the operator's own reasons.

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_api::condition::{DEPLOYED, IN_SYNC, READY, reason};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy, DeploymentRequestStatus};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::plan::Action;
use cloudwhisper_lifecycle::Revision;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;

use crate::aws::Checked;
use crate::cluster::{FORBIDDEN, Rule};
use crate::kept::Kept;
use crate::moves::Person;
use crate::operator::{DriftSeen, Seen, StackSeen, holds};
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

/// An approval to go on with a rollback that AWS could not finish, as the person meant it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RepairGrant {
    /// The failure that was shown, counted on the stack.
    pub failure: u8,
    /// What was shown to be left as it is.
    pub skip: BTreeSet<String>,
}

impl RepairGrant {
    /// An approval of what the request shows now: of trying again, or of leaving aside what could not be restored. None if it shows no
    /// such way, or none of this failure.
    pub fn of_shown(world: &World, skipping: bool) -> Option<(Self, Digest)> {
        let status = world.cluster.object.as_ref()?.status.as_deref()?;
        let repair = status.repair.as_ref()?;
        let digest = if skipping {
            repair.skip_digest?
        } else {
            repair.digest
        };
        let resources = repair.resources.iter().filter(|_| skipping);
        Some((
            Self {
                failure: world.aws.stack.as_ref()?.rollback_failures,
                skip: resources.map(|resource| resource.logical_id.clone()).collect(),
            },
            digest,
        ))
    }
}

/// What stood in the API server when a pass read it last before what can't be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Stood {
    /// The approvals of a plan.
    pub grants: BTreeMap<Person, Grant>,
    /// The approvals of going on with a rollback.
    pub repairs: BTreeMap<Person, RepairGrant>,
    /// The policy.
    pub policy: Option<u8>,
}

/// A law that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Broken {
    /// Something was carried out that fewer people had approved than have to, or that takes away more than they were shown.
    Unapproved,
    /// Something was carried out that the policy forbade when it was read last.
    Forbidden,
    /// A rollback was gone on with in a way that fewer people had approved after this failure than have to.
    Unrepaired,
    /// Two different plans were carried out for one approval.
    ApprovalUsedTwice,
    /// A stack that runs was deleted though nobody asked for that.
    Deleted,
    /// The status says that it runs, and it doesn't.
    Untrue,
}

/// Types whose data is lost with them, of those in the model's plans.
const STATEFUL: [&str; 2] = ["AWS::DynamoDB::Table", "AWS::S3::Bucket"];

/// Judges an execution that AWS is about to take, by what stood when it was read last.
pub(crate) fn executes(world: &mut World, change_set: &Checked, stood: &Stood) {
    let resources = &change_set.revision.resources;
    let is_forbidding = stood.policy.is_some() && world.rule == Rule::Forbids;
    if is_forbidding && resources.iter().any(|resource| resource.kind == FORBIDDEN) {
        world.broken = Some(Broken::Forbidden);
        return;
    }
    let grants = &stood.grants;
    let taken = change_set.takes_away();
    let is_granted =
        |grant: &Grant| grant.revision.digest == change_set.revision.digest && taken.is_subset(&grant.lost);
    let granted: Vec<&Grant> = grants.values().filter(|grant| is_granted(grant)).collect();
    if granted.len() >= world.required_under(stood.policy) {
        let digest = change_set.revision.digest;
        for grant in granted {
            let first = world.carried.entry(grant.serial).or_insert(digest);
            if *first != digest {
                world.broken = Some(Broken::ApprovalUsedTwice);
            }
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

/// Judges going on with a rollback, which AWS is about to take.
pub(crate) fn goes_on(world: &mut World, skip: &[String], stood: &Stood) {
    let failure = world.aws.stack.as_ref().map(|stack| stack.rollback_failures);
    let skip: BTreeSet<String> = skip.iter().cloned().collect();
    let is_granted = |grant: &RepairGrant| Some(grant.failure) == failure && grant.skip == skip;
    let granted = stood.repairs.values().filter(|grant| is_granted(grant)).count();
    if granted < world.required_under(stood.policy) {
        world.broken = Some(Broken::Unrepaired);
    }
}

/// Whether what a status tells of drift is what a detection found, or what was told before.
fn tells_drift(seen: &Seen, status: &DeploymentRequestStatus) -> bool {
    let known = seen
        .object
        .status
        .as_deref()
        .and_then(|status| status.drift.as_deref());
    let known = known.filter(|known| known.checked_at.is_some() && known.unchecked.is_none());
    let drifted = match seen.drift {
        DriftSeen::Found(drift) => Some(drift != 0),
        DriftSeen::NotLooked | DriftSeen::Lost | DriftSeen::UnderWay => {
            known.map(|known| known.digest.is_some())
        }
    };
    match find(&status.conditions, IN_SYNC).map(|condition| condition.status.as_str()) {
        Some("True") => drifted == Some(false),
        Some("False") => drifted == Some(true),
        _ => true,
    }
}

fn find<'a>(conditions: &'a [Condition], kind: &str) -> Option<&'a Condition> {
    conditions.iter().find(|condition| condition.type_ == kind)
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
    if !tells_drift(seen, status) {
        return Some(Broken::Untrue);
    }
    let condition =
        |kind: &str| find(&status.conditions, kind).filter(|condition| condition.status == "True");
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
