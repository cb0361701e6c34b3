//! The whole: one request in one cluster, one account, two operators, and an adversary with a budget.

use std::collections::BTreeMap;

use cloudwhisper_api::condition::{READY, reason};
use cloudwhisper_api::deployment_request::{
    AdditionalApproval, ApprovalMode, ApprovalSpec, DeletionPolicy, DriftPolicy,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_lifecycle::stack::StackStatus;
use stateright::{Model, Property};

use crate::aws::{Aws, Work};
use crate::cluster::{Cluster, FIRST, OTHER, Object, Rule};
use crate::fair;
use crate::laws::{Broken, Grant, RepairGrant};
use crate::moves::{self, Budget, Listed, Move, PEOPLE, Person};
use crate::operator::{self, Luck, Operator};
use crate::oracle::Oracle;

/// One state of everything.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    /// The API server.
    pub cluster: Cluster,
    /// The account.
    pub aws: Aws,
    /// Two operators; the second does nothing until it has the lease.
    pub operators: [Operator; 2],
    /// What the adversary has left.
    pub budget: Budget,
    /// Who approves.
    pub mode: ApprovalMode,
    /// What becomes of the stack.
    pub deletion: DeletionPolicy,
    /// How many people have to approve where no policy that comes and goes says otherwise.
    pub required: usize,
    /// What the policy says that comes and goes.
    pub rule: Rule,
    /// The approvals that stand, each as the person meant it.
    pub grants: BTreeMap<Person, Grant>,
    /// The approvals of going on with a rollback that stand, each as the person meant it.
    pub repair_grants: BTreeMap<Person, RepairGrant>,
    /// How many policies there were.
    pub policies: u8,
    /// How many approvals were given.
    pub granted: u8,
    /// What was carried out under which approval.
    pub carried: BTreeMap<u8, Digest>,
    /// The first law that was broken.
    pub broken: Option<Broken>,
}

impl World {
    /// A request that nobody has looked at yet.
    pub fn asked(mode: ApprovalMode, deletion: DeletionPolicy, drift: DriftPolicy, budget: Budget) -> Self {
        let object = Object::asked(mode, deletion, drift);
        let operators = [true, false].map(|leads| Operator::started(leads, Some(object.clone()), 0, None));
        Self {
            cluster: Cluster {
                object: Some(object),
                revisions: BTreeMap::new(),
                leader: 0,
                policy: None,
            },
            aws: Aws::default(),
            operators,
            budget,
            mode,
            deletion,
            required: 1,
            rule: Rule::Forbids,
            grants: BTreeMap::new(),
            repair_grants: BTreeMap::new(),
            policies: 0,
            granted: 0,
            carried: BTreeMap::new(),
            broken: None,
        }
    }

    /// Number of the newest revision that is kept.
    pub fn newest_revision(&self) -> i64 {
        self.cluster.revisions.keys().max().copied().unwrap_or_default()
    }

    /// How many people have to approve while this is the policy that comes and goes.
    pub fn required_under(&self, policy: Option<u8>) -> usize {
        match (self.rule, policy) {
            (Rule::TwoPeople, Some(_)) => self.required.max(2),
            (Rule::TwoPeople, None) | (Rule::Forbids, _) => self.required,
        }
    }

    /// Who can still approve what is shown: those who haven't, until they are as many as have to.
    pub fn can_approve(&self) -> Vec<Person> {
        let shown = self.cluster.object.as_ref().and_then(Object::shown);
        shown.map_or_else(Vec::new, |shown| self.missing(shown))
    }

    /// Who can still approve this way on, where it is shown.
    pub fn can_repair(&self, skipping: bool) -> Vec<Person> {
        let shown = RepairGrant::of_shown(self, skipping);
        shown.map_or_else(Vec::new, |(_, digest)| self.missing(digest))
    }

    fn missing(&self, digest: Digest) -> Vec<Person> {
        let Some(object) = &self.cluster.object else {
            return Vec::new();
        };
        let approved = object.spec.approval.approvers(digest);
        let required = self.required_under(self.cluster.policy);
        if approved.len() >= required {
            return Vec::new();
        }
        let all = PEOPLE.iter().take(required).copied();
        all.filter(|person| !approved.contains(&person.name())).collect()
    }

    fn is_stopped_by_policy(&self) -> bool {
        let status = self
            .cluster
            .object
            .as_ref()
            .and_then(|object| object.status.as_deref());
        status.is_some_and(|status| {
            let mut conditions = status.conditions.iter();
            conditions
                .any(|condition| condition.reason == reason::POLICY_VIOLATION && condition.type_ == READY)
        })
    }

    fn edit(&mut self, change: impl FnOnce(&Object) -> Object) {
        if let Some(object) = &self.cluster.object {
            self.cluster.object = Some(change(object));
            self.cluster.collect();
        }
    }

    fn with_operator(&mut self, number: usize, act: impl FnOnce(&mut Operator, &mut Self)) {
        let mut operator = self.operators[number].clone();
        act(&mut operator, self);
        self.operators[number] = operator;
    }

    /// What follows from a move.
    pub fn make(&mut self, made: Move, oracle: &Oracle) {
        self.pay(made);
        match made {
            Move::Look(number, answered) => {
                self.with_operator(number, |operator, world| operator.look(world, oracle, answered));
            }
            Move::Decide(number) => {
                self.with_operator(number, |operator, world| operator.decide(world, oracle));
            }
            Move::Confirm(number) => self.with_operator(number, |operator, world| {
                operator.confirm(world, oracle);
            }),
            Move::Act(number, luck) => operator::act(self, number, oracle, luck),
            Move::Report(number, luck) => {
                self.with_operator(number, |operator, world| operator.report(world, oracle, luck));
            }
            Move::Hear(number) => {
                let news = self.cluster.object.clone();
                self.operators[number].heard = news;
                self.operators[number].due = true;
            }
            Move::HearAgain(number) => self.operators[number].due = true,
            Move::HearOfPolicies(number) => {
                self.operators[number].heard_policy = self.cluster.policy;
                self.operators[number].due = true; // waiting plans are looked at again at once
            }
            Move::HearOfRevisions(number) => self.operators[number].heard_revision = self.newest_revision(),
            Move::Crash(number, listed) => self.restart(number, listed),
            Move::Steal => {
                let other = 1 - self.cluster.leader;
                self.operators[self.cluster.leader].overstays = Some(self.budget.overstays);
                self.cluster.leader = other;
                if !self.operators[other].leads {
                    self.restart(other, Listed::New);
                }
            }
            Move::Resign(number) => self.operators[number].leads = false,
            Move::Aws(work) => self.aws.work(work),
            Move::Prompt => self.edit(|object| {
                object.edited(|spec| {
                    let other = if spec.prompt == FIRST { OTHER } else { FIRST };
                    other.clone_into(&mut spec.prompt);
                })
            }),
            Move::RollBack => self.edit(|object| object.edited(|spec| spec.rollback_to = Some(1))),
            Move::Approve(person) => self.approve(person),
            Move::Meddle => self.aws.meddle(),
            Move::Repair(person, skipping) => self.approve_repair(person, skipping),
            Move::Policy => {
                self.policies += 1;
                let goes = self.cluster.policy.is_some();
                self.cluster.policy = (!goes).then_some(self.policies);
            }
            Move::Revoke => {
                self.grants.clear();
                self.repair_grants.clear();
                let mode = self.mode;
                self.edit(|object| {
                    object.edited(|spec| {
                        spec.approval = ApprovalSpec {
                            mode,
                            ..ApprovalSpec::default()
                        };
                    })
                });
            }
            Move::Delete => self.edit(|object| Object {
                deleting: true,
                generation: object.generation + 1,
                ..object.clone()
            }),
            Move::Retry => self.edit(|object| Object {
                retries: object.retries + 1,
                ..object.clone()
            }),
            Move::Outsider => self.aws.stack = None,
            Move::Hours => self.aws.hours += 1,
        }
    }

    fn restart(&mut self, number: usize, listed: Listed) {
        let knew = self.operators[number].clone();
        let (heard, revision, policy) = match listed {
            Listed::Old => (knew.heard, knew.heard_revision, knew.heard_policy),
            Listed::New => (
                self.cluster.object.clone(),
                self.newest_revision(),
                self.cluster.policy,
            ),
        };
        let leads = self.cluster.leader == number;
        self.operators[number] = Operator::started(leads, heard, revision, policy);
    }

    fn approve(&mut self, person: Person) {
        let Some(grant) = Grant::of_shown(self) else {
            return;
        };
        let Some((object, shown)) = self
            .cluster
            .object
            .clone()
            .and_then(|it| Some((it.clone(), it.shown()?)))
        else {
            return;
        };
        self.granted = grant.serial;
        let lost: Vec<String> = grant.lost.iter().cloned().collect();
        if !object.approval_joins(shown) {
            self.take_first_back(&object);
        }
        self.repair_grants.remove(&person);
        self.grants.insert(person, grant);
        self.write_approval(person, shown, lost);
    }

    /// Whoever gives the first approval takes the place of whoever gave that before, of whatever.
    fn take_first_back(&mut self, object: &Object) {
        let first = object.spec.approval.approver.clone();
        let stays = |person: &Person| Some(person.name()) != first.as_deref();
        self.grants.retain(|person, _| stays(person));
        self.repair_grants.retain(|person, _| stays(person));
    }

    fn write_approval(&mut self, person: Person, digest: Digest, lost: Vec<String>) {
        self.edit(|object| {
            let joins = object.approval_joins(digest);
            object.edited(|spec| {
                let approval = &mut spec.approval;
                let name = person.name().to_owned();
                if joins {
                    approval.additional_approvals.retain(|it| it.approver != name);
                    approval.additional_approvals.push(AdditionalApproval {
                        approver: name,
                        plan_digest: digest,
                    });
                } else {
                    approval.plan_digest = Some(digest);
                    approval.accept_data_loss = lost;
                    approval.approver = Some(name);
                }
            })
        });
    }

    fn approve_repair(&mut self, person: Person, skipping: bool) {
        let Some((grant, digest)) = RepairGrant::of_shown(self, skipping) else {
            return;
        };
        let Some(object) = self.cluster.object.clone() else {
            return;
        };
        if !object.approval_joins(digest) {
            self.take_first_back(&object);
        }
        // One person has one entry beside the first approval: a new one takes the old one's place, of whatever that was.
        self.grants.remove(&person);
        self.repair_grants.insert(person, grant);
        self.write_approval(person, digest, Vec::new());
    }

    fn pay(&mut self, made: Move) {
        let budget = &mut self.budget;
        let purse = match made {
            Move::Look(_, false) => &mut budget.losses,
            Move::Act(_, luck) | Move::Report(_, luck) if luck != Luck::Answered => &mut budget.losses,
            Move::Crash(..) => &mut budget.crashes,
            Move::Steal => &mut budget.thefts,
            Move::Aws(Work::Badly) => &mut budget.failures,
            Move::Prompt => &mut budget.prompts,
            Move::RollBack => &mut budget.rollbacks,
            Move::Approve(_) => &mut budget.approvals,
            Move::Revoke => &mut budget.revocations,
            Move::Delete => &mut budget.deletions,
            Move::Retry => &mut budget.retries,
            Move::Outsider => &mut budget.outsiders,
            Move::Hours => &mut budget.hours,
            Move::Policy => &mut budget.policies,
            Move::HearAgain(_) => &mut budget.repetitions,
            Move::Meddle => &mut budget.meddling,
            Move::Repair(..) => &mut budget.repairs,
            _ => return,
        };
        *purse = purse.saturating_sub(1);
    }
}

/// The lifecycle among its adversaries, as stateright checks it.
#[derive(Debug)]
pub struct Lifecycle {
    /// Where it begins.
    pub start: World,
    /// The operator's own code.
    pub oracle: Oracle,
}

impl Lifecycle {
    /// From a request that nobody has looked at yet, of which each plan takes the approvals of so many people.
    pub fn new(
        mode: ApprovalMode,
        deletion: DeletionPolicy,
        drift: DriftPolicy,
        required: u8,
        rule: Rule,
        budget: Budget,
    ) -> Self {
        let mut start = World::asked(mode, deletion, drift, budget);
        start.required = usize::from(required);
        start.rule = rule;
        Self {
            start,
            oracle: Oracle::requiring(required, rule),
        }
    }
}

impl Model for Lifecycle {
    type State = World;
    type Action = Move;

    fn init_states(&self) -> Vec<World> {
        vec![self.start.clone()]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Move>) {
        // What breaks this law breaks it for ever, one plan after the other.
        if world.newest_revision() <= MOST_REVISIONS && world.aws.comparisons() <= MOST_COMPARISONS {
            actions.extend(moves::all(world, &self.oracle));
        }
    }

    fn next_state(&self, world: &World, made: Move) -> Option<World> {
        let mut next = world.clone();
        next.make(made, &self.oracle);
        (next != *world).then_some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let mut properties = laws();
        properties.extend(happens(&self.start));
        properties
    }
}

/// More plans than anybody in any of the worlds can have asked for, and fewer than an operator makes that never ends.
pub(crate) const MOST_REVISIONS: i64 = 9;

/// More drift detections than there is reason for in any of the worlds, and fewer than an operator begins that never ends.
pub(crate) const MOST_COMPARISONS: u8 = 12;

/// What holds in every state.
fn laws() -> Vec<Property<Lifecycle>> {
    vec![
        Property::always(
            "nothing is carried out that fewer people approved than have to",
            |_, world: &World| world.broken != Some(Broken::Unapproved),
        ),
        Property::always(
            "nothing is carried out that the policy forbids",
            |_, world: &World| world.broken != Some(Broken::Forbidden),
        ),
        Property::always(
            "a rollback is gone on with only as it was approved",
            |_, world: &World| world.broken != Some(Broken::Unrepaired),
        ),
        Property::always("plans don't multiply", |_, world: &World| {
            world.newest_revision() <= MOST_REVISIONS
        }),
        Property::always("AWS is not asked to compare without end", |_, world: &World| {
            world.aws.comparisons() <= MOST_COMPARISONS
        }),
        Property::always("one approval carries out one plan", |_, world: &World| {
            world.broken != Some(Broken::ApprovalUsedTwice)
        }),
        Property::always(
            "what runs is deleted only if that is asked for",
            |_, world: &World| world.broken != Some(Broken::Deleted),
        ),
        Property::always("the status claims nothing that is not so", |_, world: &World| {
            world.broken != Some(Broken::Untrue)
        }),
        Property::always(
            "a deleted request with Delete leaves no stack",
            |_, world: &World| {
                world.cluster.object.is_some()
                    || world.deletion != DeletionPolicy::Delete
                    || world.aws.stack.is_none()
            },
        ),
        Property::always("left alone, it ends", |model: &Lifecycle, world: &World| {
            world.newest_revision() > MOST_REVISIONS || fair::end(world, &model.oracle).is_ok()
        }),
    ]
}

/// What happens somewhere, for else the laws would say nothing of it.
fn happens(start: &World) -> Vec<Property<Lifecycle>> {
    let budget = &start.budget;
    let mut happens = vec![Property::sometimes("it runs", |_, world: &World| {
        world.aws.stack.as_ref().is_some_and(|stack| stack.runs.is_some())
    })];
    if budget.meddling > 0 {
        happens.push(Property::sometimes(
            "what was changed by hand is put back",
            |_, world: &World| {
                let runs = world.aws.stack.as_ref().and_then(|stack| stack.runs.as_ref());
                runs.is_some_and(|revision| revision.corrects.is_some())
            },
        ));
    }
    if budget.policies > 0 && start.rule == Rule::Forbids {
        happens.push(Property::sometimes(
            "a policy stops what was approved",
            |_, world: &World| {
                let approved = world.mode == ApprovalMode::WithinBudget || !world.grants.is_empty();
                approved && world.is_stopped_by_policy()
            },
        ));
    }
    if budget.repairs > 0 {
        happens.push(Property::sometimes(
            "a rollback that AWS could not finish is finished",
            |_, world: &World| {
                world.aws.stack.as_ref().is_some_and(|stack| {
                    stack.rollback_failures > 0 && stack.status == StackStatus::UpdateRollbackComplete
                })
            },
        ));
    }
    happens
}
