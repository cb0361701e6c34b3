//! The change set of the newest revision: AWS checks the plan before anybody is asked to approve it, and exactly what was
//! checked is what is executed.

use cloudwhisper_api::condition::{DEPLOYED, reason};
use cloudwhisper_api::deployment_request::{
    DeploymentRequestStatus, DeploymentResult, HistoryEntry, Phase, Progress,
};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::{Approvable as _, Approved};

use super::approval;
use super::deployment::{checking, unknown};
use super::draft::{Draft, stalled};
use super::pass::Pass;
use super::place::{self, Place};
use super::stack_status::{Row, row};
use super::{correction, deployed, gone, namespace_budget, policies, progress, record};
use crate::observed::ChangeSetFact;
use crate::offer::Offer;
use crate::revision::Revision;
use crate::root_cause;
use crate::stack::{ChangeSet, ChangeSetState, MAX_INLINE_TEMPLATE};
use crate::status::{Standing, Truth};
use crate::step::{ChangeSetKind, Decision, NoteKind, Step, WakeUp};
use crate::words;

/// Seconds until a change set of an older revision is looked at again.
const LOOK_AGAIN: i64 = 5;

/// One step further on the way from a plan to its execution.
pub(super) fn advance(pass: &Pass<'_>, revision: &Revision, kind: ChangeSetKind) -> Decision {
    let change_set = match &pass.observed.change_set {
        ChangeSetFact::NotLooked | ChangeSetFact::Absent => return create(pass, revision, kind),
        ChangeSetFact::Unknown(fault) => return unknown(pass, fault),
        ChangeSetFact::Present(change_set) if change_set.name == revision.change_set_name() => change_set,
        // Observed for an older revision: look again.
        ChangeSetFact::Present(_) => {
            return checking(pass, revision).wait(WakeUp::At(pass.in_seconds(LOOK_AGAIN)));
        }
    };
    match &change_set.state {
        ChangeSetState::Creating => checking(pass, revision).wait(pass.next_look()),
        ChangeSetState::Ready => approve(pass, revision, change_set),
        ChangeSetState::Executing => starting(pass, revision),
        ChangeSetState::Executed => match kind {
            ChangeSetKind::Create => starting(pass, revision),
            ChangeSetKind::Update if runs(pass) && pass.is_made_from(revision) => {
                deployed::decide(pass, revision)
            }
            // The stack was looked at a moment before the change set: what it tells is older, and so are its outputs.
            ChangeSetKind::Update if runs(pass) => starting(pass, revision),
            // It was executed and taken back. Its name is taken as long as it is there.
            ChangeSetKind::Update => anew(pass, revision),
        },
        ChangeSetState::Empty => match kind {
            ChangeSetKind::Create => refused(pass, revision, "the template holds no resource"),
            ChangeSetKind::Update if precedes_update(pass, change_set) => anew(pass, revision),
            ChangeSetKind::Update => deployed::decide(pass, revision),
        },
        ChangeSetState::Failed { .. } if pass.is_retry_requested() => anew(pass, revision),
        ChangeSetState::Failed { reason } => refused(pass, revision, reason),
        ChangeSetState::Obsolete | ChangeSetState::ExecuteFailed => anew(pass, revision),
    }
}

fn runs(pass: &Pass<'_>) -> bool {
    pass.stack().is_some_and(|stack| row(&stack.status) == Row::Runs)
}

/// Whether the stack was changed since AWS compared the plan with it: that there was nothing to change says nothing of what runs now.
fn precedes_update(pass: &Pass<'_>, change_set: &ChangeSet) -> bool {
    let updated = pass.stack().and_then(|stack| stack.updated_at);
    change_set
        .created_at
        .zip(updated)
        .is_some_and(|(compared, updated)| compared <= updated)
}

fn create(pass: &Pass<'_>, revision: &Revision, kind: ChangeSetKind) -> Decision {
    if let Some(blocked) = policies::block(pass, revision) {
        return blocked;
    }
    if let Some(homeless) = without_bucket(pass, revision) {
        return homeless;
    }
    let stack = super::names::stack_name(&pass.observed.request, &pass.observed.settings);
    let revision_to_check = Box::new(revision.clone());
    checking(pass, revision).step(
        Step::CreateChangeSet {
            stack,
            kind,
            revision: revision_to_check,
        },
        WakeUp::Now,
    )
}

/// A template that is too large for a request, and an account that names no bucket for it. The account's owner can mend that, and a
/// changed account wakes its requests.
fn without_bucket(pass: &Pass<'_>, revision: &Revision) -> Option<Decision> {
    let account = pass.account()?;
    let bytes = revision.template.len();
    if bytes <= MAX_INLINE_TEMPLATE || account.spec.template_bucket.is_some() {
        return None;
    }
    let said = words::account::no_template_bucket(pass.language, pass.account_name(), bytes);
    let error = said.error(ErrorCode::ValidationFailed);
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_early(pass, &mut draft, revision);
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::ACCOUNT_UNUSABLE,
        error.message.clone(),
    );
    draft.stall(pass, Phase::Failed, reason::ACCOUNT_UNUSABLE, error);
    Some(draft.wait(WakeUp::Change))
}

/// Takes the change set away, so that the next pass makes it anew. Not at once: AWS may show it a little longer.
pub(super) fn anew(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let stack = super::names::stack_name(&pass.observed.request, &pass.observed.settings);
    let name = revision.change_set_name();
    checking(pass, revision).step(Step::DeleteChangeSet { stack, name }, pass.next_look())
}

/// AWS found the plan unusable; it will find so again.
fn refused(pass: &Pass<'_>, revision: &Revision, why: &str) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_early(pass, &mut draft, revision);
    let error = root_cause::refused(why, pass.language);
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::CHANGE_SET_FAILED,
        error.message.clone(),
    );
    draft.stall(pass, Phase::Failed, reason::CHANGE_SET_FAILED, error);
    draft.wait(WakeUp::Change)
}

/// AWS has accepted the execution, and the stack does not show it yet.
fn starting(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_past(pass, &mut draft, revision);
    deploying(pass, &mut draft, revision);
    draft.wait(pass.next_look())
}

fn deploying(pass: &Pass<'_>, draft: &mut Draft, revision: &Revision) {
    let approval = draft.status.approval.clone();
    let message = words::stack::deploying(pass.language);
    let message = gone::before(pass, revision, approval.as_deref(), message);
    draft.set(DEPLOYED, Truth::False, reason::DEPLOYING, message.clone());
    draft.stand(
        Phase::Deploying,
        Standing::Reconciling,
        reason::DEPLOYING,
        &message,
    );
}

fn approve(pass: &Pass<'_>, revision: &Revision, change_set: &ChangeSet) -> Decision {
    let (found, wanted) = (Place::of_arn(&change_set.arn), Place::of(revision));
    if found != wanted {
        let error = place::error(pass, found, wanted);
        return stalled(
            pass,
            reason::ACCOUNT_UNUSABLE,
            error,
            WakeUp::At(pass.next_interval()),
        );
    }
    if let Some(another) = correction::overtaken(pass, revision) {
        return another;
    }
    if let Some(blocked) = policies::block(pass, revision) {
        return blocked;
    }
    let (approved, automatic) = match approval::judge(pass, revision, change_set) {
        Ok(approved) => approved,
        Err(unapproved) => return ask(pass, revision, &unapproved),
    };
    if let Some(look) = correction::look_once_more(pass, revision) {
        return look;
    }
    if let Some(ended) = namespace_budget::check(pass, &approved, automatic) {
        return ended;
    }
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_approved(pass, &mut draft, &approved, automatic);
    begin(pass, &mut draft, &approved, change_set);
    let stack = super::names::stack_name(&pass.observed.request, &pass.observed.settings);
    let approvers: Vec<String> = approved.approvers().map(str::to_owned).collect();
    let approvers = words::approvers::names(pass.language, &approvers);
    let message = words::stack::started(pass.language, revision, &approvers, automatic);
    draft.note(NoteKind::Normal, reason::DEPLOYING, message);
    deploying(pass, &mut draft, revision);
    let step = Step::Execute {
        stack,
        change_set: change_set.arn.clone(),
        offer: Box::new(approved),
    };
    draft.step(step, pass.next_look())
}

/// Notes the beginning of a deployment.
fn begin(pass: &Pass<'_>, draft: &mut Draft, approved: &Approved<Offer>, change_set: &ChangeSet) {
    let offer = approved.subject();
    let revision = offer.revision();
    let noted = draft.status.approval.as_ref();
    let approvers = noted.map(|noted| noted.approvers.clone()).unwrap_or_default();
    if let Some(deployment) = &mut draft.status.deployment {
        deployment.change_set = Some(change_set.name.clone());
        deployment.revision = Some(revision.number);
        deployment.digest = Some(revision.digest);
        deployment.started_at = Some(pass.now);
        deployment.finished_at = None;
        let total = progress::count(change_set.changes.len());
        deployment.progress = Some(Progress {
            done: 0,
            total,
            current: None,
        });
        deployment.eta = progress::eta(pass, revision.number, pass.now);
    }
    let open = draft
        .status
        .history
        .iter()
        .any(|entry| entry.revision == revision.number && entry.result == DeploymentResult::InProgress);
    if !open {
        let entry = HistoryEntry {
            revision: revision.number,
            rollback_of: revision.rollback_of,
            digest: offer.digest(),
            result: DeploymentResult::InProgress,
            approver: approved.approver().to_owned(),
            approvers,
            monthly: revision.estimate.monthly.clone(),
            started_at: pass.now,
            finished_at: None,
            reason: None,
        };
        record::remember(pass, &mut draft.status.history, entry);
    }
}

/// The plan waits for its approval. What runs, runs on.
fn ask(pass: &Pass<'_>, revision: &Revision, unapproved: &approval::Unapproved) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_unapproved(&mut draft, unapproved);
    let message = gone::before(pass, revision, None, unapproved.message().to_owned());
    let shown = |status: &DeploymentRequestStatus| status.plan.as_ref().map(|plan| plan.digest);
    let asked =
        pass.previous.phase == Some(Phase::AwaitingApproval) && shown(&pass.previous) == shown(&draft.status);
    if !asked {
        draft.note(NoteKind::Normal, reason::AWAITING_APPROVAL, message.clone());
    }
    draft.set(DEPLOYED, Truth::False, reason::AWAITING_APPROVAL, message.clone());
    draft.stand(
        Phase::AwaitingApproval,
        Standing::Reconciling,
        reason::AWAITING_APPROVAL,
        &message,
    );
    correction::waiting(pass, revision, draft)
}
