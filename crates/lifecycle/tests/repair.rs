//! A rollback that CloudFormation could not finish: what it stopped at, and how it goes on once that is approved.

mod support;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentResult, Phase, RepairStatus};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackEvent, StackStatus};
use cloudwhisper_lifecycle::{Class, DependencyFact, Outcome, Settled, Step, settle};
use support::{Scene, T0, at, condition, event, fault, running, update_checked, updating};

const STACK: &str = "AWS::CloudFormation::Stack";
const NAME: &str = "cw-orders-0123456789ab";

/// Another prompt than the one of the update, and one that asks before it can be planned.
const OTHER: &str = "An SQS queue of orders in Mumbai";
const VAGUE: &str = "Deploy my app";

/// The events of an update that failed, and of a rollback that stopped at a function.
fn events(end: i64) -> Vec<StackEvent> {
    let function = "AWS::Lambda::Function";
    vec![
        event(0, NAME, STACK, "UPDATE_IN_PROGRESS", None),
        event(
            1,
            "Table",
            "AWS::DynamoDB::Table",
            "UPDATE_FAILED",
            Some("Table already exists: orders"),
        ),
        event(2, NAME, STACK, "UPDATE_ROLLBACK_IN_PROGRESS", None),
        event(3, "Table", "AWS::DynamoDB::Table", "UPDATE_COMPLETE", None),
        event(
            4,
            "Function",
            function,
            "UPDATE_FAILED",
            Some("The role defined for the function cannot be assumed."),
        ),
        event(
            5,
            "Other",
            function,
            "UPDATE_FAILED",
            Some("Resource update cancelled"),
        ),
        event(6, "Twice", function, "UPDATE_FAILED", Some("Rate exceeded")),
        event(7, "Twice", function, "UPDATE_COMPLETE", None),
        event(
            end,
            NAME,
            STACK,
            "UPDATE_ROLLBACK_FAILED",
            Some("The following resource(s) failed to update: [Function]"),
        ),
    ]
}

/// The update failed, and so did taking it back.
fn stuck() -> Scene {
    updating()
        .pass()
        .ended(StackStatus::UpdateRollbackFailed)
        .events(events(8))
}

fn offered(scene: &Scene) -> RepairStatus {
    *scene.decide().status.repair.expect("an offer")
}

fn approved_by(scene: Scene, digest: Option<Digest>, approver: &str) -> Scene {
    scene.spec(|spec| {
        spec.approval.plan_digest = digest;
        spec.approval.approver = Some(approver.into());
    })
}

/// Alice has approved that the function is left as it is.
fn skipping() -> Scene {
    let skip = offered(&stuck()).skip_digest;
    approved_by(stuck().pass(), skip, "alice")
}

/// Alice has mended the cause and approved that all is tried again.
fn again() -> Scene {
    let digest = offered(&stuck()).digest;
    approved_by(stuck().pass(), Some(digest), "alice")
}

/// It was approved, done, and failed once more.
fn stuck_again() -> Scene {
    skipping().pass().events(events(99))
}

support::decides! {
    a_rollback_that_failed_waits_for_a_person: stuck() => Step::Wait, Failed, "NeedsRepair",
        because "only a person can tell what may be left as it is";
    it_goes_on_without_what_was_approved_to_be_left: skipping() => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "alice named stack, failure and resources by their digest";
    it_tries_everything_again_once_approved: again() => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "alice has mended the cause";
    an_approval_by_nobody_repairs_nothing: approved_by(stuck().pass(), offered(&stuck()).skip_digest, " ") => Step::Wait, Failed, "NeedsRepair",
        because "on-call asks who it was";
    the_approval_of_the_plan_is_none_of_its_repair: stuck().pass().approved() => Step::Wait, Failed, "NeedsRepair",
        because "nobody was shown what is left as it is";
    the_next_failure_needs_an_approval_of_its_own: stuck_again() => Step::Wait, Failed, "NeedsRepair",
        because "else it would go on for ever";
    within_budget_repairs_nothing: within_budget() => Step::Wait, Failed, "NeedsRepair",
        because "a budget says nothing of what is left as it is";
    a_dependency_that_is_not_ready_keeps_the_ways_on_from_nobody: beside(stuck().pass(), unready()) => Step::Wait, Failed, "NeedsRepair",
        because "mending it begins nothing new";
    an_approved_repair_waits_for_no_dependency: beside(skipping(), unready()) => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "mending it begins nothing new";
    an_approved_repair_waits_for_no_dependency_that_is_gone: beside(again(), gone()) => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "mending it begins nothing new";
    ways_on_are_offered_though_another_prompt_waits_for_a_dependency: beside(asking(stuck().pass(), OTHER), unready()) => Step::Wait, Failed, "NeedsRepair",
        because "CloudFormation takes nothing of the new plan before it is mended";
    an_approved_repair_does_not_wait_until_another_prompt_can_be_planned: beside(asking(skipping(), OTHER), unready()) => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "alice approved it after this failure, and it begins nothing new";
    nor_until_its_questions_are_answered: asking(skipping(), VAGUE) => Step::ContinueRollback(_), RollingBack, "RollingBack",
        because "alice approved it after this failure, and it begins nothing new";
    another_prompt_is_planned_before_ways_on_are_offered_again: asking(stuck().pass(), OTHER) => Step::WriteRevision(_), Planning, "Checking",
        because "what is to come after it can be shown";
    a_prompt_that_asks_before_anything_is_stuck_only_asks: asking(updating(), VAGUE) => Step::Wait, AwaitingAnswers, "AwaitingAnswers",
        because "CloudFormation is still at work";
    a_suspended_request_offers_nothing_meanwhile: beside(asking(skipping(), OTHER), unready()).spec(|spec| spec.suspend = true) => Step::Wait, Suspended, "Suspended",
        because "suspend stops everything but deletion";
    another_account_is_shown_no_ways_on: beside(asking(skipping(), OTHER), unready()).account(|account| account.spec.account_id = "999999999999".into()) => Step::Wait, Waiting, "AwaitingDependency",
        because "it is not that account's stack";
    an_account_that_is_gone_is_told_of_first: asking(skipping(), VAGUE).account_missing() => Step::Wait, Failed, "AccountUnusable",
        because "nothing could be mended without it";
    what_is_taken_back_in_the_end_heeds_dependencies_again: beside(repaired().retry_requested(), unready()) => Step::Wait, Waiting, "AwaitingDependency",
        because "another try begins something new";
    a_suspended_request_repairs_nothing: skipping().spec(|spec| spec.suspend = true) => Step::Wait, Suspended, "Suspended",
        because "suspend stops everything but deletion";
    the_way_on_is_watched: skipping().pass().made(StackStatus::UpdateRollbackInProgress) => Step::Wait, RollingBack, "RollingBack",
        because "CloudFormation is at work";
    what_was_taken_back_in_the_end_waits_for_another_try: repaired() => Step::Wait, Failed, "DeploymentFailed",
        because "the same update would fail again";
}

/// Somebody asks for something else.
fn asking(scene: Scene, prompt: &str) -> Scene {
    scene.spec(|spec| spec.prompt = prompt.into()).no_change_set()
}

fn within_budget() -> Scene {
    let scene = stuck().pass().spec(|spec| {
        spec.approval.mode = ApprovalMode::WithinBudget;
        spec.approval.plan_digest = None;
        spec.budget = serde_json::from_value(serde_json::json!({ "amount": "1000", "currency": "USD" })).ok();
    });
    scene.pass() // with the budget, it is planned anew
}

fn beside(mut scene: Scene, fact: DependencyFact) -> Scene {
    scene.observed.dependencies = vec![fact];
    scene
}

fn unready() -> DependencyFact {
    DependencyFact::NotReady {
        name: "network".into(),
    }
}

fn gone() -> DependencyFact {
    DependencyFact::Missing {
        name: "network".into(),
    }
}

fn repaired() -> Scene {
    skipping()
        .pass()
        .made(StackStatus::UpdateRollbackInProgress)
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .events(events(8))
}

#[test]
fn what_another_prompt_asks_can_be_answered_before_the_repair() {
    let asks = asking(stuck().pass(), VAGUE).decide();
    assert!(asks.status.repair.is_some(), "the ways on");
    assert!(!asks.status.clarifications.is_empty(), "and the questions");
    assert_eq!(asks.status.plan, None, "there is no plan for what is asked now");
}

#[test]
fn what_it_stopped_at_is_shown_with_reasons_and_the_ways_on() {
    let decision = stuck().decide();
    let repair = decision.status.repair.expect("an offer");
    let [resource] = repair.resources.as_slice() else {
        panic!(
            "what failed before the rollback, was cancelled or went well later is no hindrance: {:?}",
            repair.resources
        )
    };
    assert_eq!(resource.logical_id, "Function");
    assert!(
        resource
            .reason
            .as_ref()
            .is_some_and(|reason| reason.contains("cannot be assumed"))
    );
    assert_ne!(Some(repair.digest), repair.skip_digest);
    let error = decision.status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::StackNeedsRepair);
    for told in [
        "UPDATE_ROLLBACK_FAILED",
        "Function (AWS::Lambda::Function): The role",
    ] {
        assert!(error.message.contains(told), "{}", error.message);
    }
    for told in ["cloudwhisper approve orders`", "approve orders --skip-failed`"] {
        assert!(error.details.contains(told), "{}", error.details);
    }
}

#[test]
fn where_no_resource_stands_in_the_way_there_is_nothing_to_skip() {
    let silent = vec![
        event(2, NAME, STACK, "UPDATE_ROLLBACK_IN_PROGRESS", None),
        event(8, NAME, STACK, "UPDATE_ROLLBACK_FAILED", None),
    ];
    for events in [silent, Vec::new()] {
        let scene = stuck().events(events);
        let repair = offered(&scene);
        assert!(repair.skip_digest.is_none() && repair.resources.is_empty());
        let error = scene.decide().status.last_error.expect("an error");
        assert!(!error.details.contains("--skip-failed"), "{}", error.details);
        let approved = approved_by(scene.pass(), Some(repair.digest), "alice");
        assert!(matches!(approved.decide().step, Step::ContinueRollback(_)));
    }
}

#[test]
fn what_is_done_is_what_was_approved_and_is_told() {
    for (scene, skip) in [(skipping(), vec!["Function".to_owned()]), (again(), Vec::new())] {
        let decision = scene.decide();
        let Step::ContinueRollback(repair) = &decision.step else {
            panic!("{:?}", decision.step)
        };
        assert_eq!(repair.approver(), "alice");
        assert_eq!(repair.subject().arn(), support::ARN);
        assert_eq!(repair.subject().skip(), skip);
        let note = &decision.notes[0];
        assert_eq!(note.reason, "ContinuingRollback");
        assert!(note.message.contains("alice"), "{}", note.message);
        assert_eq!(
            note.message.contains("Function"),
            !skip.is_empty(),
            "{}",
            note.message
        );
        assert!(
            decision.status.repair.is_none(),
            "there is nothing to approve any more"
        );
    }
}

#[test]
fn what_aws_refuses_is_not_claimed() {
    let scene = skipping();
    let Settled { status, .. } = scene.failing(fault(Class::Terminal, ErrorCode::ValidationFailed));
    assert_eq!(status.phase, Some(Phase::Failed));
    assert_eq!(condition(&status, DEPLOYED).reason, "NeedsRepair");
    assert!(status.repair.is_some(), "the ways on are still there");
    let overtaken = settle(scene.decide(), &scene.previous(), &Outcome::Overtaken, T0);
    assert_eq!(
        overtaken.status,
        scene.previous(),
        "what was accepted before is looked at, not claimed"
    );
    assert!(overtaken.retry);
}

#[test]
fn history_tells_that_it_failed_and_was_taken_back_after_all() {
    let results: Vec<_> = repaired()
        .pass_at(at(100))
        .previous()
        .history
        .iter()
        .map(|entry| (entry.revision, entry.result))
        .collect();
    assert_eq!(
        results,
        [
            (2, DeploymentResult::RolledBack),
            (2, DeploymentResult::Failed),
            (1, DeploymentResult::Succeeded)
        ]
    );
}

#[test]
fn who_approved_an_update_is_on_record_also_if_we_died_right_after_its_execution_and_the_repair_is_approved_since()
 {
    let before = running().revision().change_set_name();
    for (aws, names_the_new_one, state) in [
        ("AWS", true, ChangeSetState::Executed),
        ("AWS", true, ChangeSetState::ExecuteFailed),
        ("LocalStack", false, ChangeSetState::ExecuteFailed),
        ("LocalStack", false, ChangeSetState::Executed),
    ] {
        let executed = update_checked().approved().spec(|spec| spec.history_limit = 1);
        assert!(
            matches!(executed.decide().step, Step::Execute { .. }),
            "and nothing more"
        );
        let name = if names_the_new_one {
            executed.revision().change_set_name()
        } else {
            before.clone()
        };
        let ended = |scene: Scene, status: StackStatus| {
            let scene = scene.stack(status, Some(name.clone())).events(events(8));
            scene.change_set(state.clone())
        };
        let stuck = ended(executed, StackStatus::UpdateRollbackFailed).pass();
        let told = |scene: &Scene| {
            let entries = scene.previous().history.into_iter();
            let entries = entries.map(|entry| (entry.revision, entry.result, entry.approver));
            entries.collect::<Vec<_>>()
        };
        let first = (1, DeploymentResult::Succeeded, "alice".to_owned());
        let failed = (2, DeploymentResult::Failed, "alice".to_owned());
        assert_eq!(told(&stuck), [failed, first.clone()], "{aws}, {state:?}");
        let again = stuck.previous().repair.map(|repair| repair.digest);
        let goes_on = approved_by(stuck, again, "bob");
        assert!(
            matches!(goes_on.decide().step, Step::ContinueRollback(_)),
            "{aws}, {state:?}"
        );
        let going_on = ended(goes_on.pass(), StackStatus::UpdateRollbackInProgress).pass();
        let done = ended(going_on, StackStatus::UpdateRollbackComplete).pass();
        let taken_back = (2, DeploymentResult::RolledBack, "alice".to_owned());
        assert_eq!(told(&done), [taken_back, first], "{aws}, {state:?}");
    }
}

#[test]
fn a_try_that_aws_has_accepted_is_not_taken_for_the_failure_before_it() {
    let before = running().revision().change_set_name();
    let failed = update_checked().approved().pass();
    let failed = failed.stack(StackStatus::UpdateRollbackComplete, Some(before));
    let failed = failed.change_set(ChangeSetState::ExecuteFailed).pass();
    assert_eq!(failed.previous().history[0].result, DeploymentResult::RolledBack);
    let another = failed.spec(|spec| spec.prompt = OTHER.into()).no_change_set();
    let another = another.pass().pass().change_set(ChangeSetState::Executing);
    assert_eq!(another.revision().number, 3, "which we have died right after");
    let told = another.pass().previous().history;
    let told: Vec<_> = told.iter().map(|entry| (entry.revision, entry.result)).collect();
    let expected = [
        (2, DeploymentResult::RolledBack),
        (1, DeploymentResult::Succeeded),
    ];
    assert_eq!(told, expected);
}

#[test]
fn whoever_approved_the_update_is_named_while_it_is_stuck_also_after_taking_that_back() {
    let revoked = stuck().pass().spec(|spec| spec.approval.plan_digest = None);
    let status = revoked.pass().previous();
    let said = condition(&status, APPROVED);
    assert_eq!(said.status, "True", "it was carried out: {}", said.message);
    assert!(said.message.contains("alice"), "{}", said.message);
}
