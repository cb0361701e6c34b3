//! `UPDATE_ROLLBACK_FAILED`: what runs, runs in part. CloudFormation goes on taking the update back once somebody has approved how.

use cloudwhisper_api::condition::{DEPLOYED, event, reason};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::{Approval, Approved, check};

use super::approval;
use super::draft::Draft;
use super::pass::Pass;
use crate::repair::{Repair, offered};
use crate::revision::Revision;
use crate::root_cause::root_cause;
use crate::stack::Stack;
use crate::status::{Standing, Truth};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words::repair as words;

/// Goes on as approved, or says how it can be.
pub(super) fn decide(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    match approved(pass, stack) {
        Some(repair) => go_on(pass, revision, repair),
        None => offer(pass, revision, stack),
    }
}

/// The way on that `spec.approval` names, digest for digest, by somebody.
fn approved(pass: &Pass<'_>, stack: &Stack) -> Option<Approved<Repair>> {
    let digest = pass.spec.approval.plan_digest?;
    let approver = pass.spec.approval.approver.as_deref()?.trim();
    if approver.is_empty() {
        return None;
    }
    let approval = Approval {
        digest,
        approver: approver.to_owned(),
    };
    Repair::ways_on(stack)
        .into_iter()
        .find_map(|way| check(way, &approval).ok())
}

fn go_on(pass: &Pass<'_>, revision: &Revision, repair: Approved<Repair>) -> Decision {
    let mut draft = draft(pass, revision);
    let message = words::going_on(pass.language, repair.approver(), repair.subject().skip());
    draft.note(NoteKind::Warning, event::CONTINUING_ROLLBACK, message.clone());
    draft.set(DEPLOYED, Truth::False, reason::ROLLING_BACK, message.clone());
    draft.stand(
        Phase::RollingBack,
        Standing::Reconciling,
        reason::ROLLING_BACK,
        &message,
    );
    draft.step(Step::ContinueRollback(Box::new(repair)), pass.next_look())
}

fn offer(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    let mut draft = draft(pass, revision);
    let offered = offered(stack);
    let cause = root_cause(stack, pass.language).message;
    let said = words::needed(
        pass.language,
        pass.name(),
        &stack.name,
        &cause,
        &offered.resources,
    );
    draft.status.repair = Some(offered);
    let error = said.error(ErrorCode::StackNeedsRepair);
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::NEEDS_REPAIR,
        error.message.clone(),
    );
    draft.stall(pass, Phase::Failed, reason::NEEDS_REPAIR, error);
    draft.wait(WakeUp::At(pass.next_interval()))
}

fn draft(pass: &Pass<'_>, revision: &Revision) -> Draft {
    let mut draft = Draft::new(pass, Some(revision));
    if pass.is_made_from(revision) {
        approval::tell_past(pass, &mut draft, revision);
    } else {
        approval::tell_early(pass, &mut draft, revision);
    }
    draft
}
