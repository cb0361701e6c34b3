//! `UPDATE_ROLLBACK_FAILED`: what runs, runs in part. CloudFormation goes on taking the update back once somebody has approved how.

use cloudwhisper_api::condition::{DEPLOYED, event, reason};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::Approved;

use super::approval::{self, Unapproved};
use super::draft::Draft;
use super::pass::Pass;
use super::place::{self, Place};
use super::{Ends, approvers, usable_account};
use crate::repair::{Repair, offered};
use crate::revision::Revision;
use crate::root_cause::root_cause;
use crate::stack::{Stack, StackStatus};
use crate::status::{Standing, Truth};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words::approvers::names;
use crate::words::repair as words;

/// The same where there is no plan for what the spec says now, and there won't be one before something else happens: mending the stack
/// waits neither for other requests nor for answers, as it begins nothing new. `ended` is how the pass would end without it.
pub(super) fn meanwhile(pass: &Pass<'_>, ended: Ends) -> Result<Decision, Ends> {
    let stack = pass
        .stack()
        .filter(|stack| stack.status == StackStatus::UpdateRollbackFailed);
    let (Some(stack), Step::Wait) = (stack, &ended.step) else {
        return Err(ended);
    };
    let account = Place::of_arn(&stack.arn).account;
    let is_its = pass
        .account()
        .is_some_and(|asked| asked.spec.account_id == account);
    if !is_its || place::is_another(pass) || usable_account::check(pass).is_err() {
        return Err(ended);
    }
    let mut decision = decide(pass, None, stack);
    // What is asked can be answered meanwhile.
    decision.status.parsed = ended.status.parsed;
    decision.status.clarifications = ended.status.clarifications;
    Ok(decision)
}

/// Goes on as approved, or says how it can be.
pub(super) fn decide(pass: &Pass<'_>, revision: Option<&Revision>, stack: &Stack) -> Decision {
    match approved(pass, stack) {
        Ok(repair) => go_on(pass, revision, repair),
        Err(unapproved) => offer(pass, revision, stack, unapproved.as_ref()),
    }
}

/// The way on that `spec.approval` names, digest for digest, by as many people as have to approve; else what stands against the one that
/// somebody has approved.
fn approved(pass: &Pass<'_>, stack: &Stack) -> Result<Approved<Repair>, Option<Unapproved>> {
    let mut unapproved = None;
    for way in Repair::ways_on(stack) {
        match approvers::check(pass, way) {
            Ok(approved) => return Ok(approved),
            Err(few) if few.has_any() => unapproved = Some(few.unapproved(pass, "")),
            Err(_) => {}
        }
    }
    Err(unapproved)
}

fn go_on(pass: &Pass<'_>, revision: Option<&Revision>, repair: Approved<Repair>) -> Decision {
    let mut draft = draft(pass, revision);
    let approvers: Vec<String> = repair.approvers().map(str::to_owned).collect();
    let approvers = names(pass.language, &approvers);
    let message = words::going_on(pass.language, &approvers, repair.subject().skip());
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

fn offer(
    pass: &Pass<'_>,
    revision: Option<&Revision>,
    stack: &Stack,
    unapproved: Option<&Unapproved>,
) -> Decision {
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
    draft.status.repair = Some(Box::new(offered));
    let mut error = said.error(ErrorCode::StackNeedsRepair);
    if let Some(unapproved) = unapproved {
        error.message = format!("{} {}", error.message, unapproved.message());
    }
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::NEEDS_REPAIR,
        error.message.clone(),
    );
    draft.stall(pass, Phase::Failed, reason::NEEDS_REPAIR, error);
    draft.wait(WakeUp::At(pass.next_interval()))
}

fn draft(pass: &Pass<'_>, revision: Option<&Revision>) -> Draft {
    let mut draft = Draft::new(pass, revision);
    match revision {
        Some(revision) if pass.is_made_from(revision) => approval::tell_past(pass, &mut draft, revision),
        Some(revision) => approval::tell_early(pass, &mut draft, revision),
        None => {}
    }
    draft
}
