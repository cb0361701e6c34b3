//! Separation of duties: who asked does not approve, where a policy says so.

mod support;

use std::sync::Arc;

use cloudwhisper_api::REQUESTED_BY;
use cloudwhisper_api::condition::APPROVED;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_lifecycle::Step;
use serde_json::json;
use support::{Scene, automatic, checked, condition, deploying, running};

fn separated(mut scene: Scene) -> Scene {
    let spec = serde_json::from_value(json!({ "separationOfDuties": true })).expect("a policy");
    scene.observed.policies = vec![Arc::new(DeploymentPolicy::new("prod", spec))];
    scene
}

fn by(mut scene: Scene, requester: &str) -> Scene {
    let annotations = scene
        .observed
        .request
        .metadata
        .annotations
        .get_or_insert_default();
    annotations.insert(REQUESTED_BY.to_owned(), requester.to_owned());
    scene
}

support::decides! {
    somebody_else_approves: separated(by(checked().approved(), "rita")) => Step::Execute { .. }, Deploying, "Deploying",
        because "alice approves what rita asked for";
    who_asked_does_not_approve: separated(by(checked().approved(), "alice")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "alice asked for it herself";
    without_the_policy_who_asked_may_approve: by(checked().approved(), "alice") => Step::Execute { .. }, Deploying, "Deploying",
        because "nobody wants it otherwise";
    where_nobody_knows_who_asked_nobody_approves: separated(checked().approved()) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it may have been alice";
    an_empty_name_is_no_name: separated(by(checked().approved(), " ")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it may have been alice";
    nothing_approves_itself: separated(by(automatic(), "rita")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "nobody else has looked at it";
    a_person_approves_under_within_budget: separated(by(automatic().approved(), "rita")) => Step::Execute { .. }, Deploying, "Deploying",
        because "alice has looked at it";
    what_is_on_its_way_goes_on: separated(by(deploying(), "alice")) => Step::Wait, Deploying, "Deploying",
        because "it was approved by the rules of then";
    what_runs_runs_on: separated(by(running(), "alice")) => Step::Wait, Ready, "Deployed",
        because "it was approved by the rules of then";
}

#[test]
fn it_is_said_who_and_by_which_policy_and_what_to_do() {
    let status = separated(by(checked().approved(), "alice")).decide().status;
    let approved = condition(&status, APPROVED);
    assert_eq!(
        (approved.status.as_str(), approved.reason.as_str()),
        ("False", "SamePerson")
    );
    for word in ["alice", "prod", "Ask somebody else"] {
        assert!(approved.message.contains(word), "{}", approved.message);
    }
    assert_eq!(status.approval, None);
}

#[test]
fn another_approver_s_word_counts_at_once() {
    let waiting = separated(by(checked().approved(), "alice")).pass();
    let decision = waiting
        .spec(|spec| spec.approval.approver = Some("bob".into()))
        .decide();
    assert!(
        matches!(decision.step, Step::Execute { .. }),
        "{:?}",
        decision.step
    );
}
