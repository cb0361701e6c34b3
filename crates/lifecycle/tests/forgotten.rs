//! A part of the status is lost, as where somebody else has written to it: what the stack and the rest tell is told again, and nothing twice.

mod support;

use cloudwhisper_lifecycle::StackFact;
use cloudwhisper_lifecycle::stack::StackStatus;
use jiff::Timestamp;
use support::{Scene, at, running};

/// What runs, of which the status has lost the deployment and not the history.
fn without_deployment(made_at: Timestamp) -> Scene {
    let mut scene = running();
    let status = scene.observed.request.status.as_mut().expect("a status");
    status.deployment = None;
    scene = scene.pass(); // its place is noted first
    if let StackFact::Present(stack) = &mut scene.observed.stack {
        stack.created_at = Some(made_at);
    }
    scene
}

#[test]
fn a_deployment_that_was_forgotten_is_not_told_as_a_second_one() {
    let (before, after) = (
        running().previous(),
        without_deployment(support::T0).decide().status,
    );
    assert_eq!(after.history, before.history);
    let (before, after) = (
        before.deployment.expect("before"),
        after.deployment.expect("again"),
    );
    assert_eq!(
        (after.revision, after.digest, after.started_at, after.finished_at),
        (
            before.revision,
            before.digest,
            before.started_at,
            before.finished_at
        )
    );
    assert_eq!(
        (after.stack_arn, after.stack_status),
        (before.stack_arn, before.stack_status)
    );
}

#[test]
fn the_same_plan_in_a_stack_that_was_made_anew_is_a_second_one() {
    let finished = running().previous().history[0].finished_at.expect("it ended");
    let later = finished
        .checked_add(jiff::SignedDuration::from_secs(60))
        .expect("within time");
    assert!(later > at(0));
    let history = without_deployment(later).decide().status.history;
    assert_eq!(history.len(), 2, "{history:?}");
    assert_eq!(history[0].revision, history[1].revision);
}

#[test]
fn a_history_that_was_forgotten_has_what_the_stack_tells() {
    let mut scene = running();
    let before = scene.previous();
    let status = scene.observed.request.status.as_mut().expect("a status");
    status.history.clear();
    let history = scene
        .stack(
            StackStatus::CreateComplete,
            before.deployment.and_then(|it| it.change_set),
        )
        .decide()
        .status
        .history;
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.revision, entry.result, entry.approver.as_str()))
        .collect();
    let was: Vec<_> = before
        .history
        .iter()
        .map(|entry| (entry.revision, entry.result, entry.approver.as_str()))
        .collect();
    assert_eq!(told, was);
}
