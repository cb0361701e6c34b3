//! From a plan to what runs: one arm for each row of [the table](super::stack_status).

use cloudwhisper_api::condition::{DEPLOYED, READY, reason};
use cloudwhisper_api::deployment_request::{DeploymentStatus, Phase};
use cloudwhisper_api::error::ErrorCode;
use jiff::{SignedDuration, Timestamp};

use super::approval;
use super::draft::{Draft, stalled, waiting};
use super::names::stack_name;
use super::pass::Pass;
use super::stack_status::{Row, Work, row};
use super::{change_set, correction, deployed, failed, gone, policies, record};
use crate::duration;
use crate::fault::{Class, Fault};
use crate::observed::StackFact;
use crate::revision::Revision;
use crate::stack::Stack;
use crate::status::{Standing, Truth, is_true};
use crate::step::{ChangeSetKind, Decision, NoteKind, Step, WakeUp};
use crate::words;

/// How long a stack may tell of what ran before an execution that AWS has taken. Our own choice: AWS says that its answers follow
/// "eventually", and they do within seconds.
const SHOWN_WITHIN: SignedDuration = SignedDuration::from_mins(2);

/// What comes next for a plan with an account.
pub(super) fn decide(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let stack = match &pass.observed.stack {
        StackFact::NotLooked => return not_looked(pass),
        StackFact::Unknown(fault) => return unknown(pass, fault),
        StackFact::Absent => return empty(pass, revision),
        StackFact::Present(stack) => stack,
    };
    if pass.deployment().is_none() {
        return note_place(pass, revision);
    }
    match row(&stack.status) {
        Row::Empty => empty(pass, revision),
        Row::Busy(_) => busy(pass, revision, stack),
        Row::Runs if begins(pass, revision, stack) => {
            let mut draft = checking(pass, revision);
            let message = words::stack::other_first(pass.language);
            draft.stand(
                Phase::Deploying,
                Standing::Reconciling,
                reason::DEPLOYING,
                &message,
            );
            draft.wait(pass.next_look())
        }
        Row::Runs
            if pass.is_made_from(revision)
                || deployed::is_known(pass)
                || correction::is_moot(pass, revision) =>
        {
            deployed::decide(pass, revision)
        }
        Row::Runs => change_set::advance(pass, revision, ChangeSetKind::Update),
        Row::TakenBack => failed::taken_back(pass, revision, stack),
        Row::Shell => failed::shell(pass, revision, stack),
        Row::Broken(broken) => failed::broken(pass, revision, stack, broken),
        Row::Unheard(name) => unheard(pass, &name),
    }
}

/// Whether another plan was begun a moment ago and the stack doesn't show it yet: it tells of what ran before, which is what this plan
/// may be like. What AWS has taken and doesn't show after that time, it won't begin.
fn begins(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> bool {
    let other = record::begun_since(pass, stack).is_some_and(|begun| begun != revision.number);
    let started = pass.deployment().and_then(|deployment| deployment.started_at);
    other && started.is_some_and(|started| pass.now < duration::after(started, SHOWN_WITHIN))
}

/// Nothing runs: the finalizer, the place, the change set, in this order.
fn empty(pass: &Pass<'_>, revision: &Revision) -> Decision {
    if !pass.has_finalizer() {
        if let Some(blocked) = policies::block(pass, revision) {
            return blocked;
        }
        let mut draft = checking(pass, revision);
        draft
            .status
            .deployment
            .get_or_insert_with(|| Box::new(place(pass, revision)));
        return draft.step(Step::AddFinalizer, WakeUp::Now);
    }
    if pass.deployment().is_none() {
        return note_place(pass, revision);
    }
    change_set::advance(pass, revision, ChangeSetKind::Create)
}

/// The region has to be on record before the first write to AWS: a plan that moves afterwards must not lose the stack.
fn note_place(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = checking(pass, revision);
    draft.status.deployment = Some(Box::new(place(pass, revision)));
    draft.wait(WakeUp::Now)
}

/// Where the stack is or will be.
pub(super) fn place(pass: &Pass<'_>, revision: &Revision) -> DeploymentStatus {
    DeploymentStatus {
        account: revision.account.clone().unwrap_or_default(),
        region: revision.region.clone(),
        stack_name: stack_name(&pass.observed.request, &pass.observed.settings),
        ..DeploymentStatus::default()
    }
}

/// AWS is being asked what it thinks of the plan.
pub(super) fn checking(pass: &Pass<'_>, revision: &Revision) -> Draft {
    let mut draft = Draft::new(pass, Some(revision));
    let message = gone::before(pass, revision, None, words::stack::checking(pass.language));
    approval::tell_early(pass, &mut draft, revision);
    draft.set(DEPLOYED, Truth::False, reason::CHECKING, message.clone());
    draft.stand(Phase::Planning, Standing::Reconciling, reason::CHECKING, &message);
    draft
}

/// `CloudFormation` is at work: we watch, and take nothing back. A deployment that takes too long is told of; it is left
/// to finish, since cancelling it half-way would be a second change that nobody approved.
pub(super) fn busy(pass: &Pass<'_>, revision: &Revision, stack: &Stack) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    let is_this = pass.is_made_from(revision);
    if is_this {
        approval::tell_past(pass, &mut draft, revision);
    } else {
        approval::tell_early(pass, &mut draft, revision);
    }
    let deadline = deadline(pass, &draft);
    let late = deadline.is_some_and(|deadline| deadline <= pass.now);
    let language = pass.language;
    let approval = draft.status.approval.clone();
    let (phase, reason, message) = match row(&stack.status) {
        Row::Busy(Work::RollingBack) => {
            let error = crate::root_cause::root_cause(stack, language);
            let message = words::stack::rolling_back(language, &error.message);
            draft.note_once(pass, NoteKind::Warning, reason::ROLLING_BACK, message.clone());
            draft.error(error);
            (Phase::RollingBack, reason::ROLLING_BACK, message)
        }
        Row::Busy(Work::Deleting) => (
            Phase::Deleting,
            reason::DELETING,
            words::stack::deleting_first(language),
        ),
        _ if late => {
            let error =
                words::stack::timed_out(language, &pass.spec.timeout).error(ErrorCode::DeploymentTimedOut);
            let message = format!("{} {}", error.message, error.details);
            draft.note_once(pass, NoteKind::Warning, reason::TIMED_OUT, message.clone());
            draft.error(error);
            (Phase::Deploying, reason::TIMED_OUT, message)
        }
        _ if is_this => (
            Phase::Deploying,
            reason::DEPLOYING,
            gone::before(
                pass,
                revision,
                approval.as_deref(),
                words::stack::deploying(language),
            ),
        ),
        _ => (
            Phase::Deploying,
            reason::DEPLOYING,
            words::stack::other_first(language),
        ),
    };
    draft.set(DEPLOYED, Truth::False, reason, message.clone());
    draft.stand(phase, Standing::Reconciling, reason, &message);
    let wake = match deadline {
        Some(deadline) if !late => deadline,
        Some(_) | None => pass.next_interval(),
    };
    draft.wait(WakeUp::StackOr(wake))
}

/// When the deployment will have taken too long.
fn deadline(pass: &Pass<'_>, draft: &Draft) -> Option<Timestamp> {
    let started = draft.status.deployment.as_ref()?.started_at?;
    Some(duration::after(started, pass.timeout()))
}

fn unheard(pass: &Pass<'_>, name: &str) -> Decision {
    let said = words::stack::unheard(pass.language, name);
    waiting(
        pass,
        Phase::Deploying,
        reason::AWS_UNAVAILABLE,
        &said,
        pass.next_look(),
    )
}

/// The account was usable a moment ago, but not when we observed.
fn not_looked(pass: &Pass<'_>) -> Decision {
    let said = words::fault::not_looked(pass.language);
    waiting(
        pass,
        Phase::Planning,
        reason::AWS_UNAVAILABLE,
        &said,
        WakeUp::At(pass.in_seconds(5)),
    )
}

/// AWS could not say. What runs is still taken to run: one failed call makes nobody's application unready.
pub(super) fn unknown(pass: &Pass<'_>, fault: &Fault) -> Decision {
    let error = words::fault::error(fault, pass.language);
    match fault.class {
        Class::Transient => {}
        Class::Terminal | Class::UserFixable => {
            let wake = WakeUp::At(pass.next_interval());
            return stalled(pass, reason::ACCOUNT_UNUSABLE, error, wake);
        }
    }
    let mut draft = Draft::new(pass, pass.current());
    let message = error.message.clone();
    draft.error(error);
    draft.retry();
    let phase = pass.previous.phase.unwrap_or(Phase::Planning);
    if pass.was_deployed() && is_true(&pass.previous.conditions, READY) {
        draft.stand(Phase::Ready, Standing::Ready, reason::AWS_UNAVAILABLE, &message);
    } else {
        draft.stand(phase, Standing::Reconciling, reason::AWS_UNAVAILABLE, &message);
    }
    draft.wait(WakeUp::At(pass.in_seconds(30)))
}
