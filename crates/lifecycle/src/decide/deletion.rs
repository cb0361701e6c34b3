//! The object is being deleted: the stack stays or goes, as `spec.deletionPolicy` says, and then the object does.

use cloudwhisper_api::condition::{DEPLOYED, event, reason};
use cloudwhisper_api::deployment_request::{DeletionPolicy, Phase};
use cloudwhisper_api::error::{ErrorCode, UserError};

use super::draft::Draft;
use super::pass::Pass;
use super::place::{self, Place};
use super::record::is_starting;
use super::stack_status::{Row, Work, row};
use crate::fault::{Class, Fault};
use crate::observed::StackFact;
use crate::root_cause::root_cause;
use crate::stack::{Stack, StackStatus};
use crate::status::{Standing, Truth};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words::deletion as words;

/// What comes next for an object that is being deleted.
pub(super) fn decide(pass: &Pass<'_>) -> Decision {
    if !pass.has_finalizer() {
        return Draft::as_was(pass).wait(WakeUp::Change);
    }
    if let Some(elsewhere) = elsewhere(pass) {
        return elsewhere;
    }
    match (&pass.observed.stack, pass.spec.deletion_policy) {
        (StackFact::Present(stack), policy) => present(pass, stack, policy),
        (StackFact::Absent, _) => release(
            pass,
            NoteKind::Normal,
            event::STACK_DELETED,
            words::nothing_there(pass.language),
        ),
        (StackFact::NotLooked, _) if !knows_a_stack(pass) && pass.is_plan_only() => release(
            pass,
            NoteKind::Normal,
            event::STACK_DELETED,
            words::nothing_there(pass.language),
        ),
        (StackFact::NotLooked, DeletionPolicy::Retain) => retain(pass),
        (StackFact::NotLooked, DeletionPolicy::Delete) => stuck(
            pass,
            words::account_unusable(pass.language, pass.name()).error(ErrorCode::AccountNotReady),
        ),
        (StackFact::Unknown(fault), policy) => unknown(pass, fault, policy),
    }
}

/// The stack is, or was when we last saw it, in another place than the account leads to: what is here is not what was
/// deployed, and what was deployed is not gone because it isn't here.
fn elsewhere(pass: &Pass<'_>) -> Option<Decision> {
    let deployment = pass.deployment()?;
    let noted = Place {
        account: &deployment.account,
        region: &deployment.region,
    };
    let leads_to = Place {
        account: &pass.account()?.spec.account_id,
        ..noted
    };
    let (found, wanted) = match pass.stack().map(|stack| Place::of_arn(&stack.arn)) {
        Some(shown) if shown != noted => (shown, noted),
        None if place::known(pass).is_some() && leads_to != noted => (noted, leads_to),
        Some(_) | None => return None,
    };
    Some(match pass.spec.deletion_policy {
        DeletionPolicy::Retain => retain(pass),
        DeletionPolicy::Delete => stuck(pass, place::error(pass, found, wanted)),
    })
}

fn present(pass: &Pass<'_>, stack: &Stack, policy: DeletionPolicy) -> Decision {
    match (row(&stack.status), policy) {
        (Row::Empty, _) if stack.status == StackStatus::DeleteComplete => gone(pass, stack),
        (Row::Empty, DeletionPolicy::Retain) if is_starting(pass) => retain(pass),
        (Row::Empty, DeletionPolicy::Delete) if is_starting(pass) => wait(pass),
        // Never executed: an empty shell that nobody would want to keep.
        (Row::Empty, _) => delete(pass, stack),
        (Row::Busy(Work::Deleting), _) | (Row::Busy(_), DeletionPolicy::Delete) => wait(pass),
        (
            Row::Busy(_) | Row::Runs | Row::TakenBack | Row::Shell | Row::Broken(_) | Row::Unheard(_),
            DeletionPolicy::Retain,
        ) => retain(pass),
        (Row::Unheard(name), DeletionPolicy::Delete) => unheard(pass, &name),
        (Row::Broken(_), DeletionPolicy::Delete)
            if stack.status == StackStatus::DeleteFailed && has_been_tried(pass) =>
        {
            let cause = root_cause(stack, pass.language).message;
            stuck(
                pass,
                words::failed(pass.language, pass.name(), stack, &cause).error(ErrorCode::StackNeedsRepair),
            )
        }
        (Row::Runs | Row::TakenBack | Row::Shell | Row::Broken(_), DeletionPolicy::Delete) => {
            delete(pass, stack)
        }
    }
}

/// Whether `DELETE_FAILED` is the answer to a deletion of ours, and nobody has asked for another one.
fn has_been_tried(pass: &Pass<'_>) -> bool {
    pass.previous.phase == Some(Phase::Deleting) && !pass.is_retry_requested()
}

fn knows_a_stack(pass: &Pass<'_>) -> bool {
    pass.deployment()
        .is_some_and(|deployment| deployment.stack_arn.is_some())
}

fn delete(pass: &Pass<'_>, stack: &Stack) -> Decision {
    let mut draft = deleting(pass, Some(stack));
    let message = words::deleting(pass.language, &stack.name);
    draft.note_once(pass, NoteKind::Normal, reason::DELETING, message);
    draft.step(
        Step::DeleteStack {
            arn: stack.arn.clone(),
        },
        pass.next_look(),
    )
}

fn wait(pass: &Pass<'_>) -> Decision {
    deleting(pass, pass.stack()).wait(WakeUp::StackOr(pass.next_interval()))
}

fn unheard(pass: &Pass<'_>, name: &str) -> Decision {
    let mut draft = Draft::as_was(pass);
    let message = crate::words::stack::unheard(pass.language, name).whole();
    draft.stand(Phase::Deleting, Standing::Reconciling, reason::DELETING, &message);
    draft.wait(pass.next_look())
}

fn deleting(pass: &Pass<'_>, stack: Option<&Stack>) -> Draft {
    let mut draft = Draft::as_was(pass);
    if let (Some(stack), Some(deployment)) = (stack, &mut draft.status.deployment) {
        // Only by ARN is a deleted stack found again, with what AWS kept of it.
        deployment.stack_arn = Some(stack.arn.clone());
        deployment.stack_status = Some(stack.status.to_string());
        deployment.progress = None;
        deployment.eta = None;
    }
    let name = stack.map_or("", |stack| &stack.name);
    let message = words::deleting(pass.language, name);
    draft.set(DEPLOYED, Truth::False, reason::DELETING, message.clone());
    draft.stand(Phase::Deleting, Standing::Reconciling, reason::DELETING, &message);
    draft
}

/// The stack stays.
fn retain(pass: &Pass<'_>) -> Decision {
    let Some(deployment) = pass.deployment() else {
        return release(
            pass,
            NoteKind::Normal,
            event::STACK_DELETED,
            words::nothing_there(pass.language),
        );
    };
    let message = words::retained(pass.language, &deployment.stack_name, &deployment.region);
    release(pass, NoteKind::Normal, event::STACK_RETAINED, message)
}

/// The stack is gone.
fn gone(pass: &Pass<'_>, stack: &Stack) -> Decision {
    let skipped = stack
        .events
        .iter()
        .filter(|event| event.status == "DELETE_SKIPPED");
    let mut kept: Vec<String> = skipped
        .map(|event| format!("{} ({})", event.logical_id, event.kind))
        .collect();
    kept.sort();
    kept.dedup();
    if kept.is_empty() {
        return release(
            pass,
            NoteKind::Normal,
            event::STACK_DELETED,
            words::deleted(pass.language, &stack.name),
        );
    }
    release(
        pass,
        NoteKind::Warning,
        event::STACK_DELETED,
        words::deleted_but(pass.language, &stack.name, &kept),
    )
}

fn release(pass: &Pass<'_>, kind: NoteKind, event: &'static str, message: String) -> Decision {
    let mut draft = Draft::as_was(pass);
    draft.set(DEPLOYED, Truth::False, reason::DELETING, message.clone());
    draft.stand(Phase::Deleting, Standing::Reconciling, reason::DELETING, &message);
    draft.note(kind, event, message);
    draft.step(Step::RemoveFinalizer, WakeUp::Change)
}

fn unknown(pass: &Pass<'_>, fault: &Fault, policy: DeletionPolicy) -> Decision {
    let error = crate::words::fault::error(fault, pass.language);
    match (fault.class, policy) {
        (Class::Transient, _) => {
            let mut draft = Draft::as_was(pass);
            draft.stand(
                Phase::Deleting,
                Standing::Reconciling,
                reason::AWS_UNAVAILABLE,
                &error.message,
            );
            draft.error(error);
            draft.retry();
            draft.wait(WakeUp::At(pass.in_seconds(30)))
        }
        (Class::Terminal | Class::UserFixable, DeletionPolicy::Retain) => retain(pass),
        (Class::Terminal | Class::UserFixable, DeletionPolicy::Delete) => {
            let way_out = words::account_unusable(pass.language, pass.name());
            stuck(
                pass,
                UserError {
                    message: format!("{} {}", way_out.message, error.message),
                    details: way_out.remedy,
                    ..error
                },
            )
        }
    }
}

/// A person has to do something before the object can go.
fn stuck(pass: &Pass<'_>, error: UserError) -> Decision {
    let mut draft = Draft::as_was(pass);
    draft.stall(pass, Phase::Deleting, reason::DELETING, error);
    draft.wait(WakeUp::At(pass.next_interval()))
}
