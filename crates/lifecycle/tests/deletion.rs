//! The object is being deleted.

mod support;

use cloudwhisper_api::deployment_request::DeletionPolicy;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{Class, StackFact, Step, WakeUp};
use support::{Scene, checked, deploying, event, fault, planned, running};

fn deleting(scene: Scene) -> Scene {
    scene
        .spec(|spec| spec.deletion_policy = DeletionPolicy::Delete)
        .deleted()
}

fn gone(mut scene: Scene) -> Scene {
    scene.observed.stack = StackFact::Absent;
    scene
}

fn unknown(mut scene: Scene, class: Class) -> Scene {
    scene.observed.stack = StackFact::Unknown(fault(class, ErrorCode::AccessDenied));
    scene
}

support::decides! {
    retain_leaves_the_stack: running().deleted() => Step::RemoveFinalizer, Deleting, "Deleting",
        because "it is the default: data is never lost by accident";
    retain_leaves_a_stack_in_progress: deploying().pass().deleted() => Step::RemoveFinalizer, Deleting, "Deleting",
        because "it stays whatever becomes of it";
    retain_deletes_an_empty_shell: checked().deleted() => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "nothing was ever executed in it";
    retain_leaves_what_is_just_starting: checked().change_set(ChangeSetState::Executing).deleted() => Step::RemoveFinalizer, Deleting, "Deleting",
        because "it is no shell any more";
    retain_needs_no_account: running().account_missing().deleted() => Step::RemoveFinalizer, Deleting, "Deleting",
        because "nothing has to be done in AWS";
    retain_needs_no_answer: unknown(running(), Class::UserFixable).deleted() => Step::RemoveFinalizer, Deleting, "Deleting",
        because "nothing has to be done in AWS";
    delete_deletes_the_stack: deleting(running()) => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "the spec says so";
    delete_deletes_an_empty_shell: deleting(checked()) => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "nothing was ever executed in it, and nothing will be";
    delete_waits_for_what_is_just_starting: deleting(checked().change_set(ChangeSetState::Executing)) => Step::Wait, Deleting, "Deleting",
        because "CloudFormation has taken the execution, and takes nothing else meanwhile";
    delete_waits_for_what_goes_on: deleting(deploying().pass()) => Step::Wait, Deleting, "Deleting",
        because "CloudFormation takes nothing else meanwhile";
    delete_waits_for_its_own_deletion: deleting(running()).pass().made(StackStatus::DeleteInProgress) => Step::Wait, Deleting, "Deleting",
        because "it is under way";
    delete_lets_go_once_the_stack_is_gone: gone(deleting(running())) => Step::RemoveFinalizer, Deleting, "Deleting",
        because "nothing is left";
    delete_takes_a_failed_deletion_once: deleting(running().made(StackStatus::DeleteFailed)) => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "this request has not tried yet";
    delete_says_what_could_not_be_deleted: deleting(running()).pass().made(StackStatus::DeleteFailed) => Step::Wait, Deleting, "Deleting",
        because "a person has to empty the bucket";
    delete_tries_again_on_request: deleting(running()).pass().made(StackStatus::DeleteFailed).pass().retry_requested() => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "the bucket is empty now";
    delete_needs_the_account: deleting(running()).account_missing() => Step::Wait, Deleting, "Deleting",
        because "the stack would be left behind in silence";
    delete_retries_what_passes: unknown(deleting(running()), Class::Transient) => Step::Wait, Deleting, "AwsUnavailable",
        because "AWS will answer again";
    delete_waits_for_a_status_nobody_knows: deleting(running()).made(StackStatus::Unknown("NEW".into())) => Step::Wait, Deleting, "Deleting",
        because "we never guess";
    suspended_requests_can_be_deleted: deleting(running()).spec(|spec| spec.suspend = true) => Step::DeleteStack { .. }, Deleting, "Deleting",
        because "suspend stops everything but deletion";
    nothing_in_aws_needs_nothing: gone(planned().deleted()) => Step::RemoveFinalizer, Deleting, "Deleting",
        because "no change set was made yet";
}

#[test]
fn without_a_finalizer_there_is_nothing_to_do() {
    let mut scene = running().deleted();
    scene.observed.request.metadata.finalizers = None;
    let decision = scene.decide();
    assert!(matches!(
        (decision.step, decision.wake),
        (Step::Wait, WakeUp::Change)
    ));
}

#[test]
fn a_stack_that_stays_is_named_with_its_region() {
    let decision = running().deleted().decide();
    let note = decision.notes.first().expect("an Event");
    assert!(
        note.message.contains("cw-orders-0123456789ab") && note.message.contains("ap-south-1"),
        "{}",
        note.message
    );
}

#[test]
fn what_aws_kept_is_named() {
    let kept = vec![
        event(1, "Table", "AWS::DynamoDB::Table", "DELETE_SKIPPED", None),
        event(2, "Function", "AWS::Lambda::Function", "DELETE_COMPLETE", None),
    ];
    let decision = deleting(running())
        .pass()
        .made(StackStatus::DeleteComplete)
        .events(kept)
        .decide();
    assert!(matches!(decision.step, Step::RemoveFinalizer));
    let note = decision.notes.first().expect("an Event");
    assert!(
        note.message.contains("Table (AWS::DynamoDB::Table)") && !note.message.contains("Function"),
        "{}",
        note.message
    );
}

#[test]
fn a_deletion_that_is_stuck_says_both_ways_out() {
    let error = deleting(running())
        .account_missing()
        .decide()
        .status
        .last_error
        .expect("an error");
    assert!(
        error.details.contains("account") && error.details.contains("Retain"),
        "{}",
        error.details
    );
}
