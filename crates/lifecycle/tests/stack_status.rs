//! A row for each status that CloudFormation has, for a request that has a plan.

mod support;

use cloudwhisper_lifecycle::Step;
use cloudwhisper_lifecycle::stack::StackStatus::*;
use support::{Scene, changed, deploying, planned, running, updating};

/// The newest revision was carried out as an update, and this became of it.
fn updated(status: cloudwhisper_lifecycle::stack::StackStatus) -> Scene {
    let scene = updating().pass();
    if status.to_string().ends_with("_IN_PROGRESS") {
        scene.made(status)
    } else {
        scene.ended(status)
    }
}

/// The newest revision made the stack, and this became of it.
fn created(status: cloudwhisper_lifecycle::stack::StackStatus) -> Scene {
    deploying().pass().made(status)
}

support::decides! {
    create_in_progress_is_watched: created(CreateInProgress) => Step::Wait, Deploying, "Deploying",
        because "CloudFormation takes nothing else meanwhile";
    create_failed_needs_repair: created(CreateFailed).name_taken() => Step::Wait, Failed, "NeedsRepair",
        because "CloudFormation stopped without taking back what it did";
    create_failed_is_deleted_on_request: created(CreateFailed).pass().retry_requested() => Step::DeleteStack { .. }, Planning, "Deleting",
        because "nothing ever ran in it";
    create_complete_is_ready: created(CreateComplete) => Step::Wait, Ready, "Deployed",
        because "it is the newest revision";
    create_complete_of_another_plan_is_updated: changed() => Step::CreateChangeSet { kind: cloudwhisper_lifecycle::step::ChangeSetKind::Update, .. }, Planning, "Checking",
        because "the prompt changed";
    rollback_in_progress_is_watched: created(RollbackInProgress).name_taken() => Step::Wait, RollingBack, "RollingBack",
        because "CloudFormation takes back what it did";
    rollback_failed_needs_repair: created(RollbackFailed).name_taken() => Step::Wait, Failed, "NeedsRepair",
        because "CloudFormation could not take back what it did";
    rollback_complete_waits_for_a_person: created(RollbackComplete).name_taken() => Step::Wait, Failed, "DeploymentFailed",
        because "the same again would fail again";
    rollback_complete_is_deleted_on_request: created(RollbackComplete).pass().retry_requested() => Step::DeleteStack { .. }, Planning, "Deleting",
        because "CloudFormation takes no update in ROLLBACK_COMPLETE";
    rollback_complete_of_another_plan_is_deleted: planned().made_before(RollbackComplete) => Step::DeleteStack { .. }, Planning, "Deleting",
        because "the prompt was mended, and the shell is in the way";
    delete_in_progress_is_watched: running().made(DeleteInProgress) => Step::Wait, Deleting, "Deleting",
        because "what comes after is decided when it has ended";
    delete_failed_needs_repair: running().made(DeleteFailed) => Step::Wait, Failed, "NeedsRepair",
        because "somebody else began to delete it, and it held data";
    delete_complete_is_made_anew: running().made(DeleteComplete).no_change_set() => Step::CreateChangeSet { kind: cloudwhisper_lifecycle::step::ChangeSetKind::Create, .. }, Planning, "Checking",
        because "a deleted stack is none";
    update_in_progress_is_watched: updated(UpdateInProgress) => Step::Wait, Deploying, "Deploying",
        because "CloudFormation takes nothing else meanwhile";
    update_cleanup_is_watched: updated(UpdateCompleteCleanupInProgress) => Step::Wait, Deploying, "Deploying",
        because "the old resources are still being removed";
    update_complete_is_ready: updated(UpdateComplete) => Step::Wait, Ready, "Deployed",
        because "it is the newest revision";
    update_failed_needs_repair: updated(UpdateFailed) => Step::Wait, Failed, "NeedsRepair",
        because "somebody switched rollback off";
    update_rollback_in_progress_is_watched: updated(UpdateRollbackInProgress).name_taken() => Step::Wait, RollingBack, "RollingBack",
        because "CloudFormation takes back what it did";
    update_rollback_failed_needs_repair: updated(UpdateRollbackFailed) => Step::Wait, Failed, "NeedsRepair",
        because "a person has to continue it";
    update_rollback_cleanup_is_watched: updated(UpdateRollbackCompleteCleanupInProgress) => Step::Wait, RollingBack, "RollingBack",
        because "the new resources are still being removed";
    update_rollback_complete_waits_for_a_person: updated(UpdateRollbackComplete).name_taken() => Step::Wait, Failed, "DeploymentFailed",
        because "the older revision runs on";
    update_rollback_complete_is_tried_again_on_request: updated(UpdateRollbackComplete).pass().retry_requested() => Step::DeleteChangeSet { .. }, Planning, "Checking",
        because "somebody mended the cause";
    update_rollback_complete_takes_another_plan: changed().stack(UpdateRollbackComplete, Some("cw-r9-aaaaaaaaaaaa".into())) => Step::CreateChangeSet { .. }, Planning, "Checking",
        because "it is an update like any other";
    review_in_progress_gets_its_change_set: planned().stack(ReviewInProgress, None) => Step::CreateChangeSet { kind: cloudwhisper_lifecycle::step::ChangeSetKind::Create, .. }, Planning, "Checking",
        because "the stack is an empty shell until one is executed";
    import_in_progress_is_watched: running().stack(ImportInProgress, Some("import".into())) => Step::Wait, Deploying, "Deploying",
        because "CloudFormation takes nothing else meanwhile";
    import_complete_is_compared: running().pass().stack(ImportComplete, Some("import".into())).spec(|spec| spec.prompt = support::SITE.into()).pass().no_change_set() => Step::CreateChangeSet { .. }, Planning, "Checking",
        because "AWS tells what the plan would change about it";
    import_rollback_in_progress_is_watched: running().stack(ImportRollbackInProgress, Some("import".into())) => Step::Wait, Deploying, "Deploying",
        because "CloudFormation takes nothing else meanwhile";
    import_rollback_failed_needs_repair: running().stack(ImportRollbackFailed, Some("import".into())) => Step::Wait, Failed, "NeedsRepair",
        because "a person has to roll it back";
    import_rollback_complete_is_ready: running().made(ImportRollbackComplete) => Step::Wait, Ready, "Deployed",
        because "it is again what it was";
    a_status_nobody_knows_is_waited_for: running().made(Unknown("NEW_STATUS".into())) => Step::Wait, Deploying, "AwsUnavailable",
        because "we never guess";
}
