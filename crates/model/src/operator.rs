//! An operator in the middle of a pass: what it has heard of the cluster, what it has seen of AWS, how far it is. Between any two of
//! these instants the adversary may do what it likes.

use std::sync::Arc;

use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Recheck, Revision};

use crate::aws::{Answer, Checked, Standing};
use crate::cluster::Object;
use crate::kept::Kept;
use crate::laws::{self, Stood};
use crate::oracle::{Deed, End, Oracle};
use crate::world::World;

/// What was seen of the stack.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StackSeen {
    /// There is nowhere to look yet.
    NotLooked,
    /// AWS did not answer.
    Unreachable,
    /// None.
    Absent,
    /// One that is deleted, found by its ARN.
    Deleted(u8),
    /// One, without its change sets.
    There(Box<Standing>),
}

/// What was seen of the newest revision's change set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeSetSeen {
    /// There is nowhere to look yet.
    NotLooked,
    /// None.
    Absent,
    /// It.
    There(Box<Checked>),
}

/// What was seen of the drift detection that the status tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DriftSeen {
    /// None is told of.
    NotLooked,
    /// AWS knows of none, or of a later one.
    Lost,
    /// It goes on.
    UnderWay,
    /// It found this, as [`Standing::drift`] has it.
    Found(u8),
}

/// What was seen of the revision to go back to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RollbackSeen {
    /// Nobody asked for one.
    NotAsked,
    /// It is gone; these are kept.
    Missing(Vec<i64>),
    /// It.
    Found(Kept<Revision>),
}

/// What a pass is decided from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The request, as it was heard of.
    pub object: Object,
    /// The newest revision.
    pub revision: Option<Kept<Revision>>,
    /// The revision that runs, where it is another.
    pub deployed: Option<Kept<Revision>>,
    /// The revision that the request asks to go back to.
    pub rollback: RollbackSeen,
    /// The stack.
    pub stack: StackSeen,
    /// The change set.
    pub change_set: ChangeSetSeen,
    /// The drift detection.
    pub drift: DriftSeen,
    /// The policy, as it was heard of.
    pub policy: Option<u8>,
    /// What the clock said: hours,
    pub hours: u8,
    /// and seconds.
    pub seconds: u8,
}

/// How far a pass is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Doing {
    /// No pass.
    Nothing,
    /// It has looked at everything but the change set.
    Looked(Box<Seen>),
    /// It has decided.
    Decided(Box<Seen>),
    /// It has read once more what its step asks for, and this stood then.
    Confirmed(Box<Seen>, Box<Stood>),
    /// It has done its step.
    Acted(Box<Seen>, End),
}

/// What the next pass waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wake {
    /// Nothing.
    Now,
    /// News of the cluster, and nothing else.
    Change,
    /// The poller, or the clock.
    Timed,
}

/// An operator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// Whether it takes itself for the leader.
    pub leads: bool,
    /// How many passes it still begins without knowing that the lease is lost; none set: it holds it.
    pub overstays: Option<u8>,
    /// The request as the last watch event had it.
    pub heard: Option<Object>,
    /// The newest revision that a watch event told of.
    pub heard_revision: i64,
    /// The policy that a watch event told of.
    pub heard_policy: Option<u8>,
    /// Whether there was news since the last pass began.
    pub due: bool,
    /// What it waits for besides.
    pub wake: Wake,
    /// How far it is.
    pub doing: Doing,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Luck {
    /// It is answered.
    Answered,
    /// It never arrives.
    LostBefore,
    /// It is taken, and the answer is lost.
    LostAfter,
}

impl Operator {
    /// One that has just started, and has listed the cluster.
    pub fn started(
        leads: bool,
        heard: Option<Object>,
        heard_revision: i64,
        heard_policy: Option<u8>,
    ) -> Self {
        Self {
            leads,
            overstays: None,
            heard,
            heard_revision,
            heard_policy,
            due: true,
            wake: Wake::Change,
            doing: Doing::Nothing,
        }
    }

    /// Whether a pass may begin.
    pub fn may_look(&self) -> bool {
        self.leads
            && self.overstays != Some(0)
            && self.doing == Doing::Nothing
            && self.heard.is_some()
            && (self.due || self.wake != Wake::Change)
    }

    /// Begins a pass: reads the caches, the revisions and the stack.
    ///
    /// Instants that nobody else could tell apart are one: where there is no stack, no change set is looked at, and a pass that
    /// does nothing goes on to its report.
    pub fn look(&mut self, world: &World, oracle: &Oracle, answered: bool) {
        let Some(object) = self.heard.clone() else {
            return;
        };
        let status = object.status.as_deref();
        let shown = status.and_then(|status| Some(status.plan.as_ref()?.revision));
        let newest = [Some(self.heard_revision), shown].into_iter().flatten().max();
        let read = |number: i64| world.cluster.revisions.get(&number).cloned();
        let revision = newest.and_then(read);
        let running = status.and_then(|status| status.deployment.as_ref()?.revision);
        let is_another = |number: &i64| revision.as_ref().is_none_or(|newest| newest.number != *number);
        let deployed = running.filter(is_another).and_then(read);
        let rollback = match object.spec.rollback_to {
            None => RollbackSeen::NotAsked,
            Some(number) => match read(number) {
                Some(revision) => RollbackSeen::Found(revision),
                None => RollbackSeen::Missing(world.cluster.revisions.keys().copied().collect()),
            },
        };
        let stack = if !object.finalizer {
            match &revision {
                Some(_) => StackSeen::Absent,
                None => StackSeen::NotLooked,
            }
        } else if answered {
            stack_seen(world, &object)
        } else {
            StackSeen::Unreachable
        };
        let drift = match stack {
            StackSeen::There(_) => drift_seen(world, &object),
            _ => DriftSeen::NotLooked,
        };
        self.due = false;
        self.wake = Wake::Change;
        self.overstays = self.overstays.map(|left| left.saturating_sub(1));
        let has_stack = matches!(stack, StackSeen::There(_));
        self.doing = Doing::Looked(Box::new(Seen {
            object,
            revision,
            deployed,
            rollback,
            stack,
            change_set: ChangeSetSeen::NotLooked,
            drift,
            policy: self.heard_policy,
            hours: world.aws.hours,
            seconds: world.aws.seconds(),
        }));
        if !has_stack {
            self.decide(world, oracle);
        }
    }

    /// Looks at the change set, and decides.
    pub fn decide(&mut self, world: &World, oracle: &Oracle) {
        let Doing::Looked(seen) = &self.doing else {
            return;
        };
        let mut seen = seen.clone();
        let stack = world.aws.stack.as_ref();
        seen.change_set = match (&seen.stack, &seen.revision) {
            (StackSeen::Unreachable | StackSeen::NotLooked, _) | (StackSeen::There(_), None) => {
                ChangeSetSeen::NotLooked
            }
            (StackSeen::Absent | StackSeen::Deleted(_), _) => ChangeSetSeen::Absent,
            (StackSeen::There(_), Some(revision)) => {
                match stack.and_then(|stack| stack.change_sets.get(&revision.change_set_name())) {
                    Some(one) => ChangeSetSeen::There(Box::new(one.clone())),
                    None => ChangeSetSeen::Absent,
                }
            }
        };
        self.doing = match &*oracle.deed(&seen) {
            Deed::Wait | Deed::WriteOutputs => Doing::Acted(seen, End::Done),
            _ => Doing::Decided(seen),
        };
    }

    /// Reads once more what the step asks for.
    pub fn confirm(&mut self, world: &World, oracle: &Oracle) {
        let Doing::Decided(seen) = &self.doing else {
            return;
        };
        let is_same_spec = |live: &Object| {
            live.generation == seen.object.generation && live.deleting == seen.object.deleting
        };
        let live = world.cluster.object.as_ref();
        let still = match oracle.recheck(seen) {
            Recheck::Nothing => true,
            Recheck::Object => live == Some(&seen.object),
            Recheck::Spec => live.is_some_and(is_same_spec),
            Recheck::SpecAndPolicies => live.is_some_and(is_same_spec) && world.cluster.policy == seen.policy,
        };
        self.doing = if still {
            let stood = Stood {
                grants: world.grants.clone(),
                repairs: world.repair_grants.clone(),
                policy: world.cluster.policy,
            };
            Doing::Confirmed(seen.clone(), Box::new(stood))
        } else {
            self.wake = Wake::Timed;
            Doing::Nothing
        };
    }

    /// Writes what the pass leaves behind, and ends it.
    pub fn report(&mut self, world: &mut World, oracle: &Oracle, luck: Luck) {
        let Doing::Acted(seen, end) = std::mem::replace(&mut self.doing, Doing::Nothing) else {
            return;
        };
        let left = oracle.end(&seen, end);
        let is_let_go = *oracle.deed(&seen) == Deed::RemoveFinalizer && end == End::Done;
        if is_let_go {
            self.wake = left.wake;
            return;
        }
        let before = world.cluster.object.clone();
        let live = world.cluster.object.as_mut();
        let wrote = match live {
            _ if luck == Luck::LostBefore => false,
            None => true,
            // Nobody but us writes the status: over another one than we know, nothing is written.
            Some(live) if live.status == seen.object.status => {
                live.status = Some(left.status.clone());
                true
            }
            Some(_) => false,
        };
        if wrote && luck == Luck::Answered && self.heard == before {
            // The echo of an own write is no news.
            self.heard.clone_from(&world.cluster.object);
        }
        if wrote {
            world.broken = world.broken.or(laws::claims(&seen, &left.status));
        }
        self.wake = if wrote && luck == Luck::Answered {
            left.wake
        } else {
            Wake::Timed
        };
    }
}

fn stack_seen(world: &World, object: &Object) -> StackSeen {
    if let Some(stack) = &world.aws.stack {
        let mut stack = stack.clone();
        stack.change_sets.clear(); // looked at by itself, a moment later
        stack.drift = 0; // which only a detection tells
        stack.detection = None;
        return StackSeen::There(Box::new(stack));
    }
    let status = object.status.as_deref();
    let known = status.and_then(|status| status.deployment.as_ref()?.stack_arn.as_deref());
    let serial = known.and_then(|arn| arn.rsplit('/').next()?.parse().ok());
    match serial {
        Some(serial) if object.deleting => StackSeen::Deleted(serial),
        _ => StackSeen::Absent,
    }
}

fn drift_seen(world: &World, object: &Object) -> DriftSeen {
    let told = object
        .status
        .as_deref()
        .and_then(|status| status.drift.as_ref()?.detection.as_ref());
    let Some(told) = told.filter(|_| !object.deleting) else {
        return DriftSeen::NotLooked;
    };
    let known = world.aws.stack.as_ref().and_then(|stack| stack.detection);
    match known.filter(|known| known.serial.to_string() == told.id) {
        None => DriftSeen::Lost,
        Some(known) => known.found.map_or(DriftSeen::UnderWay, DriftSeen::Found),
    }
}

/// Does the step of the operator with this number: in one instant, unless its call is lost.
pub fn act(world: &mut World, operator: usize, oracle: &Oracle, luck: Luck) {
    let (seen, stood) = match &world.operators[operator].doing {
        Doing::Decided(seen) => (seen.clone(), Stood::default()),
        Doing::Confirmed(seen, stood) => (seen.clone(), (**stood).clone()),
        Doing::Nothing | Doing::Looked(_) | Doing::Acted(..) => return,
    };
    let deed = oracle.deed(&seen);
    let end = if luck == Luck::LostBefore || (deed.is_on_aws() && world.cluster.leader != operator) {
        End::Failed
    } else {
        let end = effect(world, &deed, &stood);
        if luck == Luck::LostAfter { End::Failed } else { end }
    };
    let operator = &mut world.operators[operator];
    operator.doing = match end {
        // Nothing is shown of what was overtaken: it is looked at again.
        End::Overtaken => Doing::Nothing,
        End::Done | End::Detecting(_) | End::Failed => Doing::Acted(seen, end),
    };
    if end == End::Overtaken {
        operator.wake = Wake::Timed;
    }
}

fn effect(world: &mut World, deed: &Arc<Deed>, stood: &Stood) -> End {
    match &**deed {
        Deed::Wait | Deed::WriteOutputs => End::Done,
        Deed::WriteRevision(revision) => {
            if world.cluster.object.is_some() {
                world.cluster.revisions.insert(revision.number, revision.clone());
            }
            End::Done
        }
        Deed::AddFinalizer => match &mut world.cluster.object {
            Some(object) if !object.deleting => {
                object.finalizer = true;
                End::Done
            }
            _ => End::Failed,
        },
        Deed::RemoveFinalizer => match &mut world.cluster.object {
            Some(object) if object.finalizer => {
                object.finalizer = false;
                world.cluster.collect();
                End::Done
            }
            _ => End::Overtaken,
        },
        Deed::PruneRevisions { below, keep } => {
            let revisions = &mut world.cluster.revisions;
            revisions.retain(|number, _| number >= below || Some(*number) == *keep);
            End::Done
        }
        Deed::CreateChangeSet { kind, revision } => answered(world.aws.create_change_set(*kind, revision)),
        Deed::DeleteChangeSet { name } => answered(world.aws.delete_change_set(name)),
        Deed::Execute { arn } => {
            if let Some(one) = world.aws.executable(arn).cloned() {
                laws::executes(world, &one, stood);
            }
            answered(world.aws.execute(arn))
        }
        Deed::ContinueRollback { arn, skip } => {
            if world.aws.may_continue(arn) {
                laws::goes_on(world, skip, stood);
            }
            answered(world.aws.continue_rollback(arn))
        }
        Deed::DetectDrift { arn } => world.aws.detect_drift(arn).map_or_else(answered, End::Detecting),
        Deed::DeleteStack { arn } => {
            laws::deletes(world, arn);
            match world.aws.delete_stack(arn) {
                Answer::Taken | Answer::Before => End::Done,
                Answer::Refused => End::Failed,
            }
        }
    }
}

fn answered(answer: Answer) -> End {
    match answer {
        Answer::Taken => End::Done,
        Answer::Before => End::Overtaken,
        Answer::Refused => End::Failed,
    }
}

/// Whether a stack of this status holds what was asked for last.
pub(crate) fn holds(status: &StackStatus) -> bool {
    matches!(
        status,
        StackStatus::CreateComplete | StackStatus::UpdateComplete | StackStatus::UpdateRollbackComplete
    )
}

/// Whether a request of this phase waits for a person, for good or until it is approved.
pub(crate) fn is_settled(phase: Option<Phase>) -> bool {
    matches!(phase, Some(Phase::Ready | Phase::Failed))
}
