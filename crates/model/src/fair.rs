//! What becomes of a state in which the adversary does no more: everything that is under way arrives, AWS does its work well, the
//! people approve what waits for that. It must come to an end that somebody can read.

use cloudwhisper_api::condition::{READY, STALLED};
use cloudwhisper_api::deployment_request::{DriftPolicy, Phase};
use cloudwhisper_lifecycle::Recheck;

use crate::aws::Work;
use crate::moves::{Budget, Move};
use crate::operator::{Doing, Luck, Wake, holds, is_settled};
use crate::oracle::Oracle;
use crate::world::{MOST_REVISIONS, World};

/// More moves than any fair run needs: three plans, each made, checked, approved and carried out, take about 150.
const LONG: usize = 600;

/// The end of a fair run.
///
/// # Errors
/// Where it stands instead of an end.
pub fn end(world: &World, oracle: &Oracle) -> Result<World, Box<World>> {
    let mut world = world.clone();
    world.budget = Budget::default();
    let mut quiet_since: Option<World> = None;
    let mut waited = false;
    for _ in 0..LONG {
        if world.newest_revision() > MOST_REVISIONS {
            break; // one plan after the other
        }
        if let Some(made) = pressing(&world, oracle) {
            world.make(made, oracle);
            continue;
        }
        // Nothing presses: what waits for the clock has its turn, and if that changes nothing, nothing ever will.
        let leader = world.cluster.leader;
        if quiet_since.as_ref() != Some(&world) && world.operators[leader].may_look() {
            quiet_since = Some(world.clone());
            world.make(Move::Look(leader, true), oracle);
            continue;
        }
        let next = world.can_approve().first().copied();
        if let Some(person) = next.filter(|_| awaits_approval(&world)) {
            world.make(Move::Approve(person), oracle);
            continue;
        }
        // Drift is looked for once an interval.
        if !waited && is_corrected(&world) {
            waited = true;
            world.make(Move::Hours, oracle);
            continue;
        }
        return if is_end(&world) {
            Ok(world)
        } else {
            Err(Box::new(world))
        };
    }
    Err(Box::new(world))
}

fn pressing(world: &World, oracle: &Oracle) -> Option<Move> {
    let leader = world.cluster.leader;
    let other = 1 - leader;
    if world.operators[other].leads {
        return Some(Move::Resign(other));
    }
    for number in [leader, other] {
        let operator = &world.operators[number];
        match &operator.doing {
            Doing::Looked(_) => return Some(Move::Decide(number)),
            Doing::Decided(seen) if oracle.recheck(seen) != Recheck::Nothing => {
                return Some(Move::Confirm(number));
            }
            Doing::Decided(_) | Doing::Confirmed(..) => return Some(Move::Act(number, Luck::Answered)),
            Doing::Acted(..) => return Some(Move::Report(number, Luck::Answered)),
            Doing::Nothing => {}
        }
    }
    let operator = &world.operators[leader];
    if operator.heard != world.cluster.object {
        return Some(Move::Hear(leader));
    }
    if operator.heard_policy != world.cluster.policy {
        return Some(Move::HearOfPolicies(leader));
    }
    if operator.heard_revision != world.newest_revision() {
        return Some(Move::HearOfRevisions(leader));
    }
    let is_due = operator.may_look() && (operator.due || operator.wake == Wake::Now);
    if is_due {
        return Some(Move::Look(leader, true));
    }
    (!world.aws.works().is_empty()).then_some(Move::Aws(Work::Well))
}

fn awaits_approval(world: &World) -> bool {
    let object = world.cluster.object.as_ref();
    object.is_some_and(|object| object.phase() == Some(Phase::AwaitingApproval))
}

/// Gone, running as asked, or stalled with a reason.
fn is_end(world: &World) -> bool {
    let Some(object) = &world.cluster.object else {
        return true;
    };
    let Some(status) = &object.status else {
        return false;
    };
    if status.observed_generation != object.generation {
        return false;
    }
    let is = |kind: &str| {
        let mut all = status.conditions.iter();
        all.any(|condition| condition.type_ == kind && condition.status == "True")
    };
    if is(STALLED) {
        return status.last_error.is_some();
    }
    let runs = world
        .aws
        .stack
        .as_ref()
        .is_some_and(|stack| holds(&stack.status) && stack.runs.is_some());
    let drift = world.aws.stack.as_ref().map_or(0, |stack| stack.drift);
    let is_put_back = drift == 0 || !is_corrected(world);
    is(READY) && is_settled(object.phase()) && runs && is_put_back && !object.deleting
}

/// Whether what was changed by hand is to be put back.
fn is_corrected(world: &World) -> bool {
    let object = world.cluster.object.as_ref();
    object.is_some_and(|object| object.spec.drift_policy == DriftPolicy::Correct)
}
