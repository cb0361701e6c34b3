//! What CloudFormation could not do: said with its root cause and the next step, mended where that is safe.

use cloudwhisper_api::condition::{DEPLOYED, event, reason};
use cloudwhisper_api::deployment_request::{DeploymentResult, Phase};
use cloudwhisper_api::error::{ErrorCode, UserError};

use super::approval;
use super::change_set;
use super::draft::Draft;
use super::pass::Pass;
use super::record::{is_over, is_starting};
use super::repair;
use super::stack_status::Broken;
use crate::observed::ChangeSetFact;
use crate::revision::Revision;
use crate::root_cause::root_cause;
use crate::stack::{Stack, StackStatus};
use crate::status::{Standing, Truth, reason_of};
use crate::step::{ChangeSetKind, Decision, NoteKind, Step, WakeUp};
use crate::words;

/// The update was taken back: what ran before runs. The same again waits until somebody asks for it; another plan is an
/// update like any other.
pub(super) fn taken_back(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    let is_tried = pass.is_made_from(revision) || is_over(pass, revision);
    if !is_tried || is_starting(pass) || is_tried_again(pass, revision) {
        return change_set::advance(pass, revision, ChangeSetKind::Update);
    }
    if pass.is_retry_requested() {
        return match &pass.observed.change_set {
            // Nothing is in the way of the new one: to take away what isn't there would never be done.
            ChangeSetFact::Absent => change_set::advance(pass, revision, ChangeSetKind::Update),
            ChangeSetFact::NotLooked | ChangeSetFact::Unknown(_) | ChangeSetFact::Present(_) => {
                change_set::anew(pass, revision)
            }
        };
    }
    let mut error = root_cause(stack, pass.language);
    error.message = words::stack::taken_back(pass.language, &error.message);
    failed(pass, revision, reason::DEPLOYMENT_FAILED, error, WakeUp::Change)
}

/// After somebody asked for another try, `Deployed` says that AWS checks the plan or waits for its approval, and history
/// holds the failure. Both, so that a crash right after an execution is not taken for a try that has not begun.
fn is_tried_again(pass: &Pass<'_>, revision: &Revision) -> bool {
    let failed_before = pass
        .previous
        .history
        .iter()
        .any(|entry| entry.revision == revision.number && entry.result == DeploymentResult::RolledBack);
    let told = reason_of(&pass.previous.conditions, DEPLOYED);
    let before_execution = [
        reason::CHECKING,
        reason::AWAITING_APPROVAL,
        reason::CHANGE_SET_FAILED,
        reason::POLICY_VIOLATION,
        reason::AWAITING_BUDGET,
        reason::BUDGET_EXCEEDED,
    ];
    failed_before && told.is_some_and(|told| before_execution.contains(&told))
}

/// The stack could not be made. It holds nothing, and CloudFormation takes nothing but its deletion: for another plan, or
/// when somebody asks for another try, it is deleted and made anew.
pub(super) fn shell(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    if !pass.is_made_from(revision) || pass.is_retry_requested() || is_being_removed(pass) {
        return remove(pass, revision, stack);
    }
    failed(
        pass,
        revision,
        reason::DEPLOYMENT_FAILED,
        root_cause(stack, pass.language),
        WakeUp::Change,
    )
}

/// CloudFormation gave up.
pub(super) fn broken(pass: &Pass<'_>, revision: &Revision, stack: &Stack, broken: Broken) -> Decision {
    match broken {
        Broken::Creation if !pass.is_made_from(revision) || pass.is_retry_requested() => {
            remove(pass, revision, stack)
        }
        // Only what we began to delete ourselves is safe to go on with: it never ran.
        Broken::Deletion if is_being_removed(pass) && pass.is_retry_requested() => {
            remove(pass, revision, stack)
        }
        Broken::Update if stack.status == StackStatus::UpdateRollbackFailed => {
            repair::decide(pass, Some(revision), stack)
        }
        Broken::Creation | Broken::Deletion | Broken::Update => needs_repair(pass, revision, stack),
    }
}

fn needs_repair(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    let cause = root_cause(stack, pass.language);
    let removing = is_being_removed(pass);
    let said = words::stack::needs_repair(pass.language, pass.name(), stack, &cause.message, removing);
    let error = said.error(ErrorCode::StackNeedsRepair);
    if removing {
        let mut draft = Draft::new(pass, Some(revision));
        approval::tell_past(pass, &mut draft, revision);
        draft.set(DEPLOYED, Truth::False, reason::DELETING, error.message.clone());
        draft.stall(pass, Phase::Failed, reason::NEEDS_REPAIR, error);
        return draft.wait(WakeUp::At(pass.next_interval()));
    }
    failed(
        pass,
        revision,
        reason::NEEDS_REPAIR,
        error,
        WakeUp::At(pass.next_interval()),
    )
}

fn is_being_removed(pass: &Pass<'_>) -> bool {
    reason_of(&pass.previous.conditions, DEPLOYED) == Some(reason::DELETING)
}

fn remove(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_early(pass, &mut draft, revision);
    let message = words::stack::removing(pass.language, &stack.name);
    if !is_being_removed(pass) {
        draft.note(NoteKind::Warning, event::RECREATING_STACK, message.clone());
    }
    draft.set(DEPLOYED, Truth::False, reason::DELETING, message.clone());
    draft.stand(Phase::Planning, Standing::Reconciling, reason::DELETING, &message);
    draft.step(
        Step::DeleteStack {
            arn: stack.arn.clone(),
        },
        pass.next_look(),
    )
}

fn failed(
    pass: &Pass<'_>,
    revision: &Revision,
    reason: &'static str,
    error: UserError,
    wake: WakeUp,
) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    if pass.is_made_from(revision) {
        approval::tell_past(pass, &mut draft, revision);
    } else {
        approval::tell_early(pass, &mut draft, revision);
    }
    draft.set(DEPLOYED, Truth::False, reason, error.message.clone());
    draft.stall(pass, Phase::Failed, reason, error);
    draft.wait(wake)
}
