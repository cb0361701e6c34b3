//! Worlds to check: what the adversary may do in each. Together all of it; in each so little that every order of it is tried.

use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy};
use stateright::{Checker, Expectation, Model};

use crate::Lifecycle;
use crate::moves::Budget;

/// A name, who approves, what becomes of the stack, and what may go wrong.
pub type Scenario = (&'static str, ApprovalMode, DeletionPolicy, Budget);

/// One plan, approved once, and nothing goes wrong.
const CALM: Budget = Budget {
    crashes: 0,
    losses: 0,
    thefts: 0,
    failures: 0,
    prompts: 0,
    approvals: 1,
    revocations: 0,
    deletions: 0,
    retries: 0,
    outsiders: 0,
    hours: 0,
};

/// Small enough for every run of the tests.
pub fn short() -> Vec<Scenario> {
    let manual = ApprovalMode::Manual;
    vec![
        (
            "a crash",
            manual,
            DeletionPolicy::Retain,
            Budget { crashes: 1, ..CALM },
        ),
        (
            "a lost answer",
            manual,
            DeletionPolicy::Retain,
            Budget { losses: 1, ..CALM },
        ),
        (
            "another prompt",
            manual,
            DeletionPolicy::Retain,
            Budget {
                prompts: 1,
                approvals: 2,
                ..CALM
            },
        ),
        (
            "an approval taken back",
            manual,
            DeletionPolicy::Retain,
            Budget {
                revocations: 1,
                approvals: 2,
                ..CALM
            },
        ),
        (
            "a deletion",
            manual,
            DeletionPolicy::Delete,
            Budget { deletions: 1, ..CALM },
        ),
        (
            "a failure and another try",
            manual,
            DeletionPolicy::Retain,
            Budget {
                failures: 1,
                retries: 1,
                ..CALM
            },
        ),
        (
            "a lease that is lost",
            manual,
            DeletionPolicy::Retain,
            Budget { thefts: 1, ..CALM },
        ),
        (
            "approved by the budget",
            ApprovalMode::WithinBudget,
            DeletionPolicy::Delete,
            Budget {
                prompts: 1,
                deletions: 1,
                ..CALM
            },
        ),
    ]
}

/// Two or three things that go wrong at once: minutes each.
pub fn whole() -> Vec<Scenario> {
    let manual = ApprovalMode::Manual;
    let mut all = short();
    all.extend([
        (
            "a crash and another prompt",
            manual,
            DeletionPolicy::Retain,
            Budget {
                crashes: 1,
                prompts: 1,
                approvals: 2,
                ..CALM
            },
        ),
        (
            "a lost answer and a deletion",
            manual,
            DeletionPolicy::Delete,
            Budget {
                losses: 1,
                deletions: 1,
                ..CALM
            },
        ),
        (
            "a crash, a deletion and a failure",
            manual,
            DeletionPolicy::Delete,
            Budget {
                crashes: 1,
                deletions: 1,
                failures: 1,
                ..CALM
            },
        ),
        (
            "a lost lease and a deletion",
            manual,
            DeletionPolicy::Delete,
            Budget {
                thefts: 1,
                deletions: 1,
                ..CALM
            },
        ),
        (
            "a lost lease and another prompt",
            manual,
            DeletionPolicy::Retain,
            Budget {
                thefts: 1,
                prompts: 1,
                approvals: 2,
                ..CALM
            },
        ),
        (
            "two prompts, approved, revoked",
            manual,
            DeletionPolicy::Retain,
            Budget {
                prompts: 2,
                approvals: 2,
                revocations: 1,
                ..CALM
            },
        ),
        (
            "two failures and two tries",
            manual,
            DeletionPolicy::Retain,
            Budget {
                failures: 2,
                retries: 2,
                ..CALM
            },
        ),
        (
            "a stack that somebody deletes",
            manual,
            DeletionPolicy::Retain,
            Budget {
                outsiders: 1,
                hours: 1,
                prompts: 1,
                approvals: 2,
                ..CALM
            },
        ),
        (
            "two crashes and a lost answer",
            manual,
            DeletionPolicy::Retain,
            Budget {
                crashes: 2,
                losses: 1,
                ..CALM
            },
        ),
    ]);
    all
}

/// The laws that don't hold, each with a way to where.
pub fn wrong(checker: &impl Checker<Lifecycle>) -> Vec<(String, Vec<String>)> {
    let discoveries = checker.discoveries();
    let properties = checker.model().properties();
    let wrong = properties.iter().filter_map(|property| {
        let found = discoveries.get(property.name);
        match (&property.expectation, found) {
            (Expectation::Always | Expectation::Eventually, Some(path)) => {
                let way = path
                    .clone()
                    .into_actions()
                    .iter()
                    .map(|made| format!("{made:?}"))
                    .collect();
                Some((property.name.to_owned(), way))
            }
            (Expectation::Sometimes, None) => Some((format!("never: {}", property.name), Vec::new())),
            _ => None,
        }
    });
    wrong.collect()
}
