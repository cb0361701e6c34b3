//! What the policies of a namespace do to its requests: what waits, what runs, and what is approved already.

mod support;

use std::sync::Arc;

use cloudwhisper_api::condition::{APPROVED, POLICY_PASSED, READY};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::ApprovalMode;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{NoteKind, StackFact, Step, WakeUp};
use jiff::Timestamp;
use serde_json::{Value, json};
use support::{
    Scene, T0, asked, changed, checked, condition, deploying, planned, running, update_checked, updating,
};

const NO_TABLES: &str = "AWS::DynamoDB::*";

fn guarded(mut scene: Scene, spec: Value) -> Scene {
    let spec = serde_json::from_value(spec).expect("a policy");
    scene.observed.policies = vec![Arc::new(DeploymentPolicy::new("prod", spec))];
    scene
}

/// A policy that the plan of an API with a table breaks.
fn forbidden(scene: Scene) -> Scene {
    guarded(scene, json!({ "deniedResourceTypes": [NO_TABLES] }))
}

/// A policy that every plan breaks, whatever it is made of.
fn closed(scene: Scene) -> Scene {
    guarded(
        scene,
        json!({ "rules": [{ "name": "closed", "expression": "false", "message": "Closed." }] }),
    )
}

/// A policy that the plan keeps.
fn allowed(scene: Scene) -> Scene {
    guarded(scene, json!({ "deniedResourceTypes": ["AWS::EC2::*"] }))
}

fn within_budget(scene: Scene) -> Scene {
    scene.spec(|spec| {
        spec.approval.mode = ApprovalMode::WithinBudget;
        let budget = json!({ "amount": "100000", "currency": "USD" });
        spec.budget = Some(serde_json::from_value(budget).expect("a budget"));
    })
}

/// Asked for with a budget under which plans approve themselves, and checked by AWS.
fn automatic() -> Scene {
    within_budget(asked())
        .pass()
        .pass()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set()
}

fn gone(mut scene: Scene) -> Scene {
    scene.observed.stack = StackFact::Absent;
    scene.no_change_set()
}

/// An update was taken back, and somebody asked for another try, which AWS has checked.
fn tried_again() -> Scene {
    updating()
        .ended(StackStatus::UpdateRollbackComplete)
        .pass()
        .retry_requested()
        .pass()
        .no_change_set()
        .pass()
        .ready_change_set()
}

support::decides! {
    a_plan_that_breaks_a_policy_is_not_shown_to_aws: forbidden(asked().pass()) => Step::Wait, Failed, "PolicyViolation",
        because "nothing is held and nothing is written before the plan is allowed";
    nor_checked_once_it_is_held: forbidden(planned()) => Step::Wait, Failed, "PolicyViolation",
        because "the policy came later";
    nor_approved: forbidden(checked()) => Step::Wait, Failed, "PolicyViolation",
        because "asking for an approval that can't count would be a lie";
    an_approval_does_not_count_against_a_policy: forbidden(checked().approved()) => Step::Wait, Failed, "PolicyViolation",
        because "the platform team's rules stand above an approver's word";
    within_budget_never_passes_a_policy: forbidden(automatic()) => Step::Wait, Failed, "PolicyViolation",
        because "money is not all that matters";
    within_budget_approves_where_the_policy_allows: allowed(automatic()) => Step::Execute { .. }, Deploying, "Deploying",
        because "nothing stands against it";
    an_approval_counts_where_the_policy_allows: allowed(checked().approved()) => Step::Execute { .. }, Deploying, "Deploying",
        because "nothing stands against it";
    a_policy_that_cannot_be_applied_blocks: guarded(checked().approved(), json!({ "rules": [{ "name": "x", "expression": "plan.", "message": "x" }] })) => Step::Wait, Failed, "PolicyViolation",
        because "nobody knows that the plan keeps it";
    what_runs_runs_on: forbidden(running()) => Step::Wait, Ready, "Deployed",
        because "a policy is no order to tear down";
    what_is_on_its_way_goes_on: forbidden(deploying()) => Step::Wait, Deploying, "Deploying",
        because "stopping half-way would be a change that nobody approved";
    an_update_is_blocked_while_what_ran_runs: closed(update_checked().approved()) => Step::Wait, Failed, "PolicyViolation",
        because "the new plan is what is looked at";
    an_update_is_not_shown_to_aws: closed(changed()) => Step::Wait, Failed, "PolicyViolation",
        because "no change set is made of it";
    what_is_gone_is_not_made_anew_against_a_policy: forbidden(gone(running())) => Step::Wait, Failed, "PolicyViolation",
        because "making it anew is a deployment like any other";
    another_try_is_blocked: closed(tried_again()) => Step::Wait, Failed, "PolicyViolation",
        because "the policy came before the try";
    another_try_goes_on_once_it_is_allowed: allowed(closed(tried_again()).pass()) => Step::Execute { .. }, Deploying, "Deploying",
        because "what was asked for is not forgotten meanwhile";
    a_plan_alone_is_ready_and_says_what_it_breaks: forbidden(asked().plan_only().pass()) => Step::Wait, PlanReady, "PlanReady",
        because "there is nothing to approve";
}

#[test]
fn rule_resource_and_remedy_are_named_and_nothing_is_approved() {
    let status = forbidden(checked().approved()).decide().status;
    for kind in [POLICY_PASSED, APPROVED, READY] {
        let found = condition(&status, kind);
        assert_eq!(
            (found.status.as_str(), found.reason.as_str()),
            ("False", "PolicyViolation"),
            "{kind}"
        );
        assert!(
            found.message.contains("prod/deniedResourceTypes (DataTable)"),
            "{}",
            found.message
        );
        assert!(found.message.contains("Change the prompt"), "{}", found.message);
    }
    assert_eq!(status.approval, None);
    let error = status.last_error.expect("an error");
    assert_eq!((error.code, error.retryable), (ErrorCode::PolicyViolation, false));
    let dear = json!({ "maxMonthlyCost": { "perRequest": { "amount": 0, "currency": "USD" } } });
    let mut scene = guarded(checked(), dear);
    if let Some(revision) = &mut scene.observed.revision {
        revision.estimate.monthly.usd = "1.00".into();
    }
    let error = scene.decide().status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::BudgetExceeded);
}

#[test]
fn an_approval_is_not_lost_and_counts_again_once_the_policy_allows_it() {
    let blocked = forbidden(checked().approved()).pass();
    assert!(blocked.observed.request.spec.approval.plan_digest.is_some());
    let decision = allowed(blocked).decide();
    assert!(
        matches!(decision.step, Step::Execute { .. }),
        "{:?}",
        decision.step
    );
    assert_eq!(condition(&decision.status, POLICY_PASSED).reason, "NoViolation");
    assert_eq!(decision.status.approval.expect("it counts").approver, "alice");
}

#[test]
fn of_what_runs_it_is_said_once_and_everything_else_stays() {
    let before = running();
    let scene = forbidden(before.clone());
    let decision = scene.decide();
    let told: Vec<_> = decision
        .notes
        .iter()
        .map(|note| (note.kind, note.reason))
        .collect();
    assert_eq!(told, [(NoteKind::Warning, "PolicyViolation")]);
    assert!(
        decision.notes[0].message.contains("What runs is left as it is"),
        "{}",
        decision.notes[0].message
    );
    assert_eq!(condition(&decision.status, POLICY_PASSED).status, "False");
    assert_eq!(
        condition(&decision.status, APPROVED).status,
        "True",
        "it was approved, and that is past"
    );
    assert_eq!(decision.status.approval, before.previous().approval);
    assert_eq!(decision.status.outputs, before.previous().outputs);
    assert_eq!(scene.clone().pass().decide().notes, [], "told once");
    assert_eq!(
        condition(&allowed(scene.pass()).decide().status, POLICY_PASSED).status,
        "True"
    );
}

#[test]
fn blocked_requests_tell_it_once() {
    let scene = forbidden(checked());
    assert_eq!(scene.decide().notes.len(), 1);
    assert_eq!(scene.pass().decide().notes, []);
}

#[test]
fn a_pass_is_due_when_a_waiver_is_void() {
    let scene = |expires: &str| {
        let waiver = json!({ "rule": "deniedResourceTypes", "resource": "DataTable", "reason": "the move", "expires": expires });
        guarded(
            checked(),
            json!({ "deniedResourceTypes": [NO_TABLES], "waivers": [waiver] }),
        )
    };
    let until: Timestamp = "2027-01-01T00:00:00Z".parse().expect("a time");
    assert!(until > T0);
    let decision = scene("2027-01-01").decide();
    assert_eq!(decision.wake, WakeUp::At(until));
    let passed = condition(&decision.status, POLICY_PASSED);
    assert_eq!(passed.status, "True");
    assert!(
        passed
            .message
            .contains("By waiver: prod/deniedResourceTypes (DataTable) until 2027-01-01: the move"),
        "{}",
        passed.message
    );
    let later = cloudwhisper_lifecycle::decide(&scene("2027-01-01").observed, until);
    assert_eq!(
        condition(&later.status, READY).reason,
        "PolicyViolation",
        "void on the day"
    );
    let running = {
        let mut running = running();
        running.observed.policies = scene("2027-01-01").observed.policies;
        running
    };
    assert!(
        matches!(running.decide().wake, WakeUp::At(at) if at < until),
        "sooner things come first"
    );
}

#[test]
fn a_deletion_goes_on_whatever_the_policy() {
    let decision = closed(running().deleted()).decide();
    assert!(
        matches!(decision.step, Step::RemoveFinalizer),
        "{:?}",
        decision.step
    );
}

#[test]
fn no_scene_executes_what_a_policy_forbids() {
    let scenes = vec![
        asked(),
        planned(),
        checked(),
        checked().approved(),
        automatic(),
        deploying(),
        running(),
        changed(),
        update_checked(),
        update_checked().approved(),
        updating(),
        tried_again(),
        gone(running()),
        checked().approved().change_set(ChangeSetState::Obsolete),
    ];
    for scene in scenes {
        let mut scene = closed(scene);
        for _ in 0..5 {
            let decision = scene.decide();
            let forbidden = matches!(
                decision.step,
                Step::Execute { .. } | Step::CreateChangeSet { .. } | Step::AddFinalizer
            );
            assert!(!forbidden, "{:?}", decision.step);
            scene = scene.pass();
        }
    }
}
