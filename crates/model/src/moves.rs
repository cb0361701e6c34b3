//! What may happen next, and how much of each the adversary has left.

use cloudwhisper_api::deployment_request::ApprovalMode;
use cloudwhisper_lifecycle::Recheck;

use crate::aws::{Standing, Work};
use crate::operator::{Doing, Luck};
use crate::oracle::Oracle;
use crate::world::World;

/// How often the adversary may do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Budget {
    /// Kill an operator in the middle of a pass.
    pub crashes: u8,
    /// Lose a call to AWS or to the API server, before or after its effect.
    pub losses: u8,
    /// Give the lease to the other operator in the middle of a pass.
    pub thefts: u8,
    /// How many passes whoever lost it still begins before it hears of that.
    pub overstays: u8,
    /// Let AWS's own work fail.
    pub failures: u8,
    /// Ask for something else.
    pub prompts: u8,
    /// Ask to go back to the first revision.
    pub rollbacks: u8,
    /// Approve what is shown.
    pub approvals: u8,
    /// Take an approval back.
    pub revocations: u8,
    /// Delete the request.
    pub deletions: u8,
    /// Ask for another try.
    pub retries: u8,
    /// Delete the stack behind the operator's back.
    pub outsiders: u8,
    /// Let hours pass.
    pub hours: u8,
    /// Have the policy come or go.
    pub policies: u8,
    /// Change by hand what runs.
    pub meddling: u8,
    /// Tell an operator again what it has heard.
    pub repetitions: u8,
    /// Approve a way on after a rollback that AWS could not finish.
    pub repairs: u8,
}

/// What an operator lists when it starts: an API server may answer from a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Listed {
    /// Everything as it is.
    New,
    /// Nothing newer than what it knew before.
    Old,
}

/// Somebody who may approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "two people")]
pub enum Person {
    Alice,
    Bob,
}

/// All of them; where one approval is enough, the first gives it.
pub const PEOPLE: [Person; 2] = [Person::Alice, Person::Bob];

impl Person {
    /// As the API server knows them.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alice => "alice",
            Self::Bob => "bob",
        }
    }
}

/// Something that happens in one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Move {
    /// An operator begins a pass; AWS answers or not.
    Look(usize, bool),
    /// It looks at the change set, and decides.
    Decide(usize),
    /// It reads once more what its step asks for.
    Confirm(usize),
    /// It does its step.
    Act(usize, Luck),
    /// It writes the status.
    Report(usize, Luck),
    /// It hears of the request; several changes may have become one event.
    Hear(usize),
    /// It hears again of the request as it knows it.
    HearAgain(usize),
    /// It hears of revisions.
    HearOfRevisions(usize),
    /// It hears of policies.
    HearOfPolicies(usize),
    /// It is killed and started anew; what it lists then is of now, or as old as what it knew.
    Crash(usize, Listed),
    /// The other operator gets the lease.
    Steal,
    /// An operator learns that it has lost the lease.
    Resign(usize),
    /// AWS goes on.
    Aws(Work),
    /// A person asks for something else.
    Prompt,
    /// A person asks to go back to the first revision.
    RollBack,
    /// This person approves what is shown.
    Approve(Person),
    /// A person takes the approval back.
    Revoke,
    /// A person deletes the request.
    Delete,
    /// A person asks for another try.
    Retry,
    /// Somebody deletes the stack in the console.
    Outsider,
    /// Hours pass.
    Hours,
    /// Somebody changes what runs, by hand.
    Meddle,
    /// A policy comes, or goes.
    Policy,
    /// This person approves going on with a rollback: leaving aside what could not be restored, or not.
    Repair(Person, bool),
}

/// Everything that may happen next.
pub fn all(world: &World, oracle: &Oracle) -> Vec<Move> {
    let mut moves = Vec::new();
    for number in 0..world.operators.len() {
        of_operator(world, number, oracle, &mut moves);
    }
    let budget = &world.budget;
    if budget.thefts > 0 && world.operators[world.cluster.leader].doing != Doing::Nothing {
        moves.push(Move::Steal);
    }
    for work in world.aws.works() {
        if *work == Work::Well || budget.failures > 0 {
            moves.push(Move::Aws(*work));
        }
    }
    of_people(world, &mut moves);
    if budget.outsiders > 0 && world.aws.stack.as_ref().is_some_and(|stack| stack.runs.is_some()) {
        moves.push(Move::Outsider);
    }
    if budget.hours > 0 {
        moves.push(Move::Hours);
    }
    if budget.policies > 0 {
        moves.push(Move::Policy);
    }
    if budget.meddling > 0 && world.aws.stack.as_ref().is_some_and(Standing::is_meddled_with) {
        moves.push(Move::Meddle);
    }
    moves
}

fn of_operator(world: &World, number: usize, oracle: &Oracle, moves: &mut Vec<Move>) {
    let operator = &world.operators[number];
    let may_lose = world.budget.losses > 0;
    let calls = |make: fn(usize, Luck) -> Move| {
        let lost = [Luck::LostBefore, Luck::LostAfter]
            .into_iter()
            .filter(move |_| may_lose);
        std::iter::once(Luck::Answered)
            .chain(lost)
            .map(move |luck| make(number, luck))
    };
    match &operator.doing {
        Doing::Nothing => {
            if operator.may_look() {
                moves.push(Move::Look(number, true));
                if may_lose {
                    moves.push(Move::Look(number, false));
                }
            }
        }
        Doing::Looked(_) => moves.push(Move::Decide(number)),
        Doing::Decided(seen) if oracle.recheck(seen) != Recheck::Nothing => moves.push(Move::Confirm(number)),
        Doing::Decided(_) | Doing::Confirmed(..) => moves.extend(calls(Move::Act)),
        Doing::Acted(..) => moves.extend(calls(Move::Report)),
    }
    let follows = operator.leads || operator.doing != Doing::Nothing;
    if follows && operator.heard != world.cluster.object {
        moves.push(Move::Hear(number));
    }
    if follows && world.budget.repetitions > 0 && operator.heard.is_some() && !operator.due {
        moves.push(Move::HearAgain(number));
    }
    if follows && operator.heard_revision != world.newest_revision() {
        moves.push(Move::HearOfRevisions(number));
    }
    if follows && operator.heard_policy != world.cluster.policy {
        moves.push(Move::HearOfPolicies(number));
    }
    if world.budget.crashes > 0 && operator.doing != Doing::Nothing {
        moves.extend([Listed::New, Listed::Old].map(|listed| Move::Crash(number, listed)));
    }
    if operator.leads && world.cluster.leader != number {
        moves.push(Move::Resign(number));
    }
}

fn of_people(world: &World, moves: &mut Vec<Move>) {
    let Some(object) = &world.cluster.object else {
        return;
    };
    let budget = &world.budget;
    if object.deleting {
        return;
    }
    let approval = &object.spec.approval;
    if budget.prompts > 0 {
        moves.push(Move::Prompt);
    }
    if budget.rollbacks > 0 && world.newest_revision() > 1 {
        moves.push(Move::RollBack);
    }
    if budget.approvals > 0 && world.mode == ApprovalMode::Manual {
        moves.extend(world.can_approve().into_iter().map(Move::Approve));
    }
    if budget.repairs > 0 {
        for skipping in [false, true] {
            let people = world.can_repair(skipping).into_iter();
            moves.extend(people.map(|person| Move::Repair(person, skipping)));
        }
    }
    if budget.revocations > 0 && approval.plan_digest.is_some() {
        moves.push(Move::Revoke);
    }
    if budget.deletions > 0 {
        moves.push(Move::Delete);
    }
    if budget.retries > 0 {
        moves.push(Move::Retry);
    }
}
