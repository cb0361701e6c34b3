//! What a step promised is claimed only if it was kept.

mod support;

use cloudwhisper_api::condition::{DEPLOYED, PLANNED, READY};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Class, Fault, Outcome, StackFact, Step, WakeUp, settle};
use support::{asked, checked, condition, deploying, fault, planned, running};

#[test]
fn a_revision_that_was_not_written_is_not_claimed() {
    let scene = asked();
    let settled = scene.failing(fault(Class::Transient, ErrorCode::Internal));
    assert!(settled.status.plan.is_none());
    assert_eq!(condition(&settled.status, PLANNED).status, "Unknown");
    assert!(settled.retry && settled.notes.is_empty());
    support::hold_status_laws(&scene.observed, &settled.status);
}

#[test]
fn a_plan_that_could_not_be_kept_is_not_shown_in_the_phase_of_the_one_before() {
    for scene in [checked().pass(), running()] {
        let scene = scene.spec(|spec| "A queue for jobs, in Mumbai".clone_into(&mut spec.prompt));
        assert!(matches!(scene.decide().step, Step::WriteRevision(_)));
        let settled = scene.failing(fault(Class::Transient, ErrorCode::Internal));
        assert!(settled.status.plan.is_none());
        assert_eq!(settled.status.phase, Some(Phase::Planning));
        support::hold_status_laws(&scene.observed, &settled.status);
    }
}

#[test]
fn an_execution_that_failed_did_not_begin() {
    let scene = checked().pass().approved();
    let settled = scene.failing(fault(Class::Transient, ErrorCode::AwsThrottled));
    assert_eq!(settled.status.phase, Some(Phase::AwaitingApproval));
    assert!(settled.status.history.is_empty());
    assert!(
        settled
            .status
            .deployment
            .as_ref()
            .is_some_and(|deployment| deployment.started_at.is_none())
    );
    assert_eq!(
        settled.status.last_error.as_ref().map(|error| error.code),
        Some(ErrorCode::AwsThrottled)
    );
    support::hold_status_laws(&scene.observed, &settled.status);
}

#[test]
fn what_a_person_has_to_mend_is_stalled_and_named_once() {
    let scene = planned();
    let settled = scene.failing(fault(Class::UserFixable, ErrorCode::AccessDenied));
    assert_eq!(condition(&settled.status, READY).reason, "AccountUnusable");
    assert!(
        condition(&settled.status, READY)
            .message
            .contains("cloudformation:CreateChangeSet")
    );
    assert_eq!(condition(&settled.status, PLANNED).status, "True");
    assert_eq!(settled.notes.len(), 1);
    let mut again = scene.clone();
    again.observed.request.status = Some(settled.status.clone());
    let second = again.failing(fault(Class::UserFixable, ErrorCode::AccessDenied));
    assert_eq!(second.status, settled.status, "nothing is written twice");
    assert!(second.notes.is_empty());
}

#[test]
fn a_request_to_try_again_is_not_lost_with_the_step() {
    let scene = deploying()
        .pass()
        .ended(StackStatus::RollbackComplete)
        .name_taken()
        .pass()
        .retry_requested();
    let settled = scene.failing(fault(Class::Transient, ErrorCode::AwsThrottled));
    assert_eq!(settled.status.last_handled_reconcile_at, None);
}

#[test]
fn outputs_that_cannot_be_written_do_not_undo_the_deployment() {
    let target =
        serde_json::from_value(serde_json::json!({ "kind": "Secret", "name": "taken" })).expect("target");
    let scene = running().spec(|spec| spec.write_outputs_to = Some(target));
    let settled = scene.failing(fault(Class::UserFixable, ErrorCode::NameTaken));
    assert_eq!(condition(&settled.status, DEPLOYED).status, "True");
    assert_eq!(condition(&settled.status, READY).reason, "WriteRefused");
    support::hold_status_laws(&scene.observed, &settled.status);
    let passing = scene.failing(fault(Class::Transient, ErrorCode::Internal));
    assert_eq!(
        condition(&passing.status, READY).status,
        "True",
        "it is tried again, and it runs"
    );
}

/// The status that is shown has the end of the update behind it: nobody would ever hear of what AWS kept.
#[test]
fn what_aws_kept_is_told_also_where_outputs_cannot_be_written() {
    let target = serde_json::from_value(serde_json::json!({ "kind": "Secret", "name": "orders-outputs" }));
    let mut scene = support::update_checked()
        .also_changes("Table", "AWS::DynamoDB::Table", "Remove", None)
        .by_policy("Retain")
        .spec(|spec| spec.write_outputs_to = target.ok())
        .pass()
        .approved_as_shown()
        .pass();
    scene.observed.deployed = None;
    let scene = scene.ended(StackStatus::UpdateComplete);
    assert!(matches!(scene.decide().step, Step::WriteOutputs { .. }));
    for (class, expected) in [
        (Class::Transient, &["ResourcesRetained"][..]),
        (Class::Terminal, &["ResourcesRetained", "WriteRefused"]),
    ] {
        let settled = scene.failing(fault(class, ErrorCode::Internal));
        let told: Vec<_> = settled.notes.iter().map(|note| note.reason).collect();
        assert_eq!(told, expected);
    }
}

#[test]
fn what_was_done_is_shown_as_decided() {
    let decision = asked().decide();
    let expected = decision.status.clone();
    let settled = settle(decision, &asked().previous(), &Outcome::Done, support::T0);
    assert_eq!(settled.status, expected);
}

#[test]
fn what_is_overtaken_is_neither_claimed_nor_told_and_looked_at_again_with_growing_waits() {
    let scene = checked().pass().approved();
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Execute { .. }));
    let settled = settle(decision, &scene.previous(), &Outcome::Overtaken, support::T0);
    assert_eq!(settled.status, scene.previous());
    assert!(settled.notes.is_empty() && settled.retry && settled.wake != WakeUp::Now);
}

#[test]
fn what_seems_to_be_final_is_looked_at_again_after_the_interval() {
    let scene = planned().spec(|spec| spec.interval = "2h".into());
    let settled = scene.failing(fault(Class::Terminal, ErrorCode::ValidationFailed));
    assert_eq!(settled.wake, WakeUp::At(support::at(2 * 60 * 60)));
    assert!(!settled.retry);
}

#[test]
fn names_of_the_platform_s_secrets_and_service_accounts_are_not_told_to_requesters() {
    let told = "Secret platform-vault/root-keys does not exist; User \"system:serviceaccount:cloudwhisper-system:operator\"";
    for code in [
        ErrorCode::CredentialsInvalid,
        ErrorCode::CredentialsExpired,
        ErrorCode::AccessDenied,
        ErrorCode::Internal,
    ] {
        for (class, action) in [(Class::UserFixable, Some("get secrets")), (Class::Terminal, None)] {
            let fault = Fault {
                class,
                code,
                reason: told.into(),
                action: action.map(str::to_owned),
            };
            let mut unknown = running();
            unknown.observed.stack = StackFact::Unknown(fault.clone());
            let identity = IdentityFact::Unknown(fault.clone());
            let unusable = asked().account(|account| {
                account.status = Some(decide_account(account, &identity, support::T0).status);
            });
            let statuses = [
                planned().failing(fault).status,
                unknown.decide().status,
                unusable.decide().status,
            ];
            for status in statuses {
                let text = serde_json::to_string(&status).expect("JSON");
                for name in ["platform-vault", "root-keys", "serviceaccount"] {
                    assert!(
                        !text.contains(name),
                        "{code:?}: {name} in {:?}",
                        status.last_error
                    );
                }
            }
        }
    }
}

#[test]
fn a_status_that_cannot_be_shown_claims_nothing_and_only_an_execution_is_news_all_the_same() {
    let unshown = |scene: &support::Scene| {
        let previous = scene.previous();
        let settled = settle(scene.decide(), &previous, &Outcome::Done, support::T0);
        assert!(!settled.notes.is_empty(), "there is something to tell");
        let unshown = settled.unshown(&previous, support::T0);
        assert_eq!(unshown.status, previous);
        assert!(unshown.retry);
        unshown.notes
    };
    assert!(unshown(&asked()).is_empty(), "another pass has told of the plan");
    assert!(
        unshown(&checked()).is_empty(),
        "another pass has asked for the approval"
    );
    let [execution] = unshown(&checked().approved()).try_into().expect("one");
    assert!(
        execution.message.contains("alice"),
        "AWS takes it once: {execution:?}"
    );
}
