//! Worlds to check: what the adversary may do in each. Together all of it; in each so little that every order of it is tried.

use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy, DriftPolicy};
use stateright::{Checker, Expectation, Model};

use crate::Lifecycle;
use crate::cluster::Rule;
use crate::moves::Budget;

/// One world.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// What goes wrong in it.
    pub name: &'static str,
    /// Who approves.
    pub mode: ApprovalMode,
    /// What becomes of the stack.
    pub deletion: DeletionPolicy,
    /// What is done about what people change by hand.
    pub drift: DriftPolicy,
    /// Whether AWS names the change set before the one that failed.
    pub forgets_failed: bool,
    /// How many people have to approve a plan.
    pub required: u8,
    /// What the policy says that comes and goes.
    pub rule: Rule,
    /// How often what may happen.
    pub budget: Budget,
}

impl Scenario {
    /// One plan, approved once, and this besides.
    fn new(name: &'static str, besides: impl FnOnce(&mut Budget)) -> Self {
        let mut budget = Budget {
            approvals: 1,
            ..Budget::default()
        };
        besides(&mut budget);
        Self {
            name,
            mode: ApprovalMode::Manual,
            deletion: DeletionPolicy::Retain,
            drift: DriftPolicy::Ignore,
            forgets_failed: false,
            required: 1,
            rule: Rule::Forbids,
            budget,
        }
    }

    fn forgetting_failed(self) -> Self {
        Self {
            forgets_failed: true,
            ..self
        }
    }

    fn correcting(self) -> Self {
        Self {
            drift: DriftPolicy::Correct,
            ..self
        }
    }

    /// Each plan takes the approvals of two people.
    fn jointly(self) -> Self {
        Self { required: 2, ..self }
    }

    /// The policy that comes and goes wants the approvals of two people.
    fn jointly_at_times(self) -> Self {
        Self {
            rule: Rule::TwoPeople,
            ..self
        }
    }

    fn deleting(self) -> Self {
        Self {
            deletion: DeletionPolicy::Delete,
            ..self
        }
    }

    fn within_budget(self) -> Self {
        Self {
            mode: ApprovalMode::WithinBudget,
            ..self
        }
    }

    /// As stateright checks it.
    pub fn model(&self) -> Lifecycle {
        let mut model = Lifecycle::new(
            self.mode,
            self.deletion,
            self.drift,
            self.required,
            self.rule,
            self.budget,
        );
        model.start.aws.forgets_failed = self.forgets_failed;
        model
    }
}

fn another_prompt(budget: &mut Budget) {
    budget.prompts = 1;
    budget.approvals = 2;
}

fn a_failure(budget: &mut Budget) {
    budget.failures = 1;
    budget.retries = 1;
}

/// Small enough for every run of the tests.
pub fn short() -> Vec<Scenario> {
    vec![
        Scenario::new("a crash", |it| it.crashes = 1),
        Scenario::new("a lost answer", |it| it.losses = 1),
        Scenario::new("an approval taken back", |it| {
            it.revocations = 1;
            it.approvals = 2;
        }),
        Scenario::new("a deletion", |it| it.deletions = 1).deleting(),
        Scenario::new("another prompt", another_prompt),
        Scenario::new("a failure and another try", a_failure),
        Scenario::new("something changed by hand", |it| {
            it.meddling = 1;
            it.hours = 1;
            it.approvals = 2;
        })
        .correcting(),
        Scenario::new("something changed by hand, and a lost answer", |it| {
            it.meddling = 1;
            it.hours = 1;
            it.approvals = 2;
            it.losses = 1;
        })
        .correcting(),
        Scenario::new("changed by hand twice, within the budget", |it| {
            it.meddling = 2;
            it.hours = 2;
        })
        .within_budget()
        .correcting(),
        Scenario::new("a policy that comes and goes", |it| it.policies = 2),
        Scenario::new("a rollback that AWS can't finish", |it| {
            another_prompt(it);
            it.failures = 2;
            it.repairs = 1;
        }),
        Scenario::new("a failed update", |it| {
            another_prompt(it);
            it.failures = 1;
        }),
        Scenario::new("two people approve, and it is taken back", |it| {
            it.revocations = 1;
            it.approvals = 3;
        })
        .jointly(),
    ]
}

/// Two or three things that go wrong at once as well: minutes each.
pub fn whole() -> Vec<Scenario> {
    let more = [
        Scenario::new("a failed update, and another try", |it| {
            another_prompt(it);
            a_failure(it);
        }),
        Scenario::new("a failed update that AWS doesn't name, and another try", |it| {
            another_prompt(it);
            a_failure(it);
        })
        .forgetting_failed(),
        Scenario::new("a lease that is lost", |it| {
            it.thefts = 1;
            it.overstays = 1;
        }),
        Scenario::new("approved by the budget, another prompt, deleted", |it| {
            it.prompts = 1;
            it.deletions = 1;
        })
        .within_budget()
        .deleting(),
        Scenario::new("a lost answer and a deletion", |it| {
            it.losses = 1;
            it.deletions = 1;
        })
        .deleting(),
        Scenario::new("a crash and a deletion", |it| {
            it.crashes = 1;
            it.deletions = 1;
        })
        .deleting(),
        Scenario::new("a crash, a failure and a deletion", |it| {
            it.crashes = 1;
            it.failures = 1;
            it.deletions = 1;
        })
        .deleting(),
        Scenario::new("a lost lease and a deletion", |it| {
            it.thefts = 1;
            it.deletions = 1;
        })
        .deleting(),
        Scenario::new("two crashes and a lost answer", |it| {
            it.crashes = 2;
            it.losses = 1;
        }),
        Scenario::new("two failures and two tries", |it| {
            it.failures = 2;
            it.retries = 2;
        }),
        Scenario::new("a stack that somebody deletes, and hours", |it| {
            it.outsiders = 1;
            it.hours = 1;
        }),
        Scenario::new("another prompt, and back", |it| {
            another_prompt(it);
            it.approvals = 3;
            it.rollbacks = 1;
        }),
        Scenario::new("a crash and another prompt", |it| {
            another_prompt(it);
            it.crashes = 1;
        }),
        Scenario::new("news that is told again, another prompt and a crash", |it| {
            another_prompt(it);
            it.repetitions = 2;
            it.crashes = 1;
        }),
        Scenario::new("a policy, another prompt and a crash", |it| {
            another_prompt(it);
            it.policies = 2;
            it.crashes = 1;
        }),
        Scenario::new("a policy, a plan within the budget, a lost answer", |it| {
            it.policies = 2;
            it.prompts = 1;
            it.losses = 1;
        })
        .within_budget(),
        Scenario::new("a rollback that AWS can't finish twice, and a revocation", |it| {
            another_prompt(it);
            it.failures = 3;
            it.repairs = 2;
            it.revocations = 1;
        }),
        Scenario::new("a rollback that AWS can't finish, and a crash", |it| {
            another_prompt(it);
            it.failures = 2;
            it.repairs = 1;
            it.crashes = 1;
        }),
        Scenario::new("a rollback that AWS can't finish, and a lost answer", |it| {
            another_prompt(it);
            it.failures = 2;
            it.repairs = 1;
            it.losses = 1;
        }),
        Scenario::new("a rollback that AWS can't finish, and a deletion", |it| {
            another_prompt(it);
            it.failures = 2;
            it.repairs = 1;
            it.deletions = 1;
        })
        .deleting(),
        Scenario::new("something changed by hand, and a crash", |it| {
            it.meddling = 1;
            it.hours = 1;
            it.approvals = 2;
            it.crashes = 1;
        })
        .correcting(),
        Scenario::new("changed by hand twice, and a failure", |it| {
            it.meddling = 2;
            it.hours = 2;
            it.approvals = 3;
            it.failures = 1;
        })
        .correcting(),
        Scenario::new("changed by hand, and another prompt", |it| {
            another_prompt(it);
            it.approvals = 3;
            it.meddling = 1;
            it.hours = 1;
        })
        .correcting(),
        Scenario::new("another prompt, approved and revoked", |it| {
            another_prompt(it);
            it.revocations = 1;
        }),
        Scenario::new(
            "a rollback that AWS can't finish, and then two people have to approve",
            |it| {
                another_prompt(it);
                it.failures = 2;
                it.repairs = 2;
                it.policies = 1;
            },
        )
        .jointly_at_times(),
        Scenario::new("two people approve a rollback that AWS can't finish", |it| {
            another_prompt(it);
            it.approvals = 4;
            it.failures = 2;
            it.repairs = 2;
        })
        .jointly(),
        Scenario::new("two people approve, another prompt", |it| {
            another_prompt(it);
            it.approvals = 4;
        })
        .jointly(),
    ];
    short().into_iter().chain(more).collect()
}

/// The laws that don't hold, each with a way to where.
pub fn wrong(checker: &impl Checker<Lifecycle>) -> Vec<(String, Vec<String>)> {
    let discoveries = checker.discoveries();
    let properties = checker.model().properties();
    let wrong = properties.iter().filter_map(|property| {
        let found = discoveries.get(property.name);
        match (&property.expectation, found) {
            (Expectation::Always | Expectation::Eventually, Some(path)) => {
                let way = path.clone().into_actions();
                let way = way.iter().map(|made| format!("{made:?}")).collect();
                Some((property.name.to_owned(), way))
            }
            (Expectation::Sometimes, None) => Some((format!("never: {}", property.name), Vec::new())),
            _ => None,
        }
    });
    wrong.collect()
}
