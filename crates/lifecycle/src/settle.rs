//! What became of a step, put into the status. What a step promised is claimed only if it was kept.

use cloudwhisper_api::condition::{
    APPROVED, DEPLOYED, IN_SYNC, PARSED, PLANNED, POLICY_PASSED, READY, RECONCILING, event, reason,
};
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;

use crate::drift;
use crate::duration;
use crate::fault::{Class, Fault};
use crate::status::{self, Stamp, Standing, Truth};
use crate::step::{Decision, Note, NoteKind, Outcome, Step, WakeUp};
use crate::words;

/// What a person has to mend outside of the spec is looked at again this often.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Reasons of notes on what the status shows from then on as long as it is so.
const TOLD_ONCE: [&str; 3] = [event::RESOURCES_RETAINED, reason::DRIFTED, reason::IN_SYNC];

/// How a pass ends.
#[derive(Debug)]
pub struct Settled {
    /// The whole status to show.
    pub status: DeploymentRequestStatus,
    /// What to tell.
    pub notes: Vec<Note>,
    /// When to look again.
    pub wake: WakeUp,
    /// Look again with growing waits, whatever `wake` says.
    pub retry: bool,
    executed: bool,
}

impl Settled {
    /// The status could not be shown, since another pass has shown one since this one looked: nothing is claimed. What there was to
    /// tell was told then, but for an execution: AWS takes each once, so whoever did it has the news.
    #[must_use]
    pub fn unshown(self, previous: &DeploymentRequestStatus, now: Timestamp) -> Self {
        let notes = if self.executed { self.notes } else { Vec::new() };
        Self {
            notes,
            ..Self::overtaken(previous, now)
        }
    }

    /// What the pass was decided from is no longer so: nothing is claimed and nothing is news. With growing waits: AWS may take
    /// its time to show what it has done, and so may the cache.
    fn overtaken(previous: &DeploymentRequestStatus, now: Timestamp) -> Self {
        Self {
            status: previous.clone(),
            notes: Vec::new(),
            wake: WakeUp::At(now),
            retry: true,
            executed: false,
        }
    }
}

/// The final status and wake-up of a pass.
pub fn settle(
    decision: Decision,
    previous: &DeploymentRequestStatus,
    outcome: &Outcome,
    now: Timestamp,
) -> Settled {
    match outcome {
        Outcome::Done => Settled {
            executed: matches!(decision.step, Step::Execute { .. } | Step::ContinueRollback(_)),
            status: decision.status,
            notes: decision.notes,
            wake: decision.wake,
            retry: decision.retry,
        },
        Outcome::Detecting(id) => Settled {
            status: drift::detecting(decision.status, id, now),
            notes: decision.notes,
            wake: decision.wake,
            retry: decision.retry,
            executed: false,
        },
        Outcome::Overtaken => Settled::overtaken(previous, now),
        Outcome::Failed(fault) if is_undetected(&decision, fault) => undetected(decision, fault, now),
        Outcome::Failed(fault) => failed(&decision, previous, fault, now),
    }
}

/// Whether drift can't be looked for until somebody mends it: nothing else is the worse for it.
fn is_undetected(decision: &Decision, fault: &Fault) -> bool {
    matches!(decision.step, Step::DetectDrift { .. }) && fault.class != Class::Transient
}

fn undetected(decision: Decision, fault: &Fault, now: Timestamp) -> Settled {
    let mut status = decision.status;
    let language = status
        .parsed
        .as_ref()
        .map(|parsed| parsed.language)
        .unwrap_or_default();
    let why = words::fault::error(fault, language).message;
    let stamp = Stamp {
        generation: status.observed_generation,
        now,
    };
    let message = words::drift::unchecked(language, &why);
    let conditions = &mut status.conditions;
    status::set(
        conditions,
        stamp,
        IN_SYNC,
        Truth::Unknown,
        reason::DETECTION_FAILED,
        message,
    );
    status.drift = Some(Box::new(drift::unknown(why, now)));
    Settled {
        status,
        notes: decision.notes,
        // What else the pass would have done, such as writing outputs, is done by the next.
        wake: decision.wake,
        retry: decision.retry,
        executed: false,
    }
}

fn failed(decision: &Decision, previous: &DeploymentRequestStatus, fault: &Fault, now: Timestamp) -> Settled {
    let language = language(decision, previous);
    let error = words::fault::error(fault, language);
    let message = format!("{} {}", error.message, error.details);
    let stamp = Stamp {
        generation: decision.status.observed_generation,
        now,
    };
    let mut status = as_before(decision, previous);
    let (standing, reason, wake) = match fault.class {
        // What runs is not less there because a write that follows has to be tried again.
        Class::Transient if stays_ready(decision, previous) => {
            (Standing::Ready, reason::AWS_UNAVAILABLE, WakeUp::At(now))
        }
        Class::Transient => (Standing::Reconciling, reason::AWS_UNAVAILABLE, WakeUp::At(now)),
        Class::Terminal => (
            Standing::Stalled,
            lasting_reason(&decision.step, fault),
            WakeUp::At(decision.latest),
        ),
        Class::UserFixable => (
            Standing::Stalled,
            lasting_reason(&decision.step, fault),
            WakeUp::At(duration::after(now, LOOK_AGAIN)),
        ),
    };
    let is_new = !says(&previous.conditions, reason, &message);
    for kind in [PARSED, PLANNED, POLICY_PASSED, APPROVED, DEPLOYED, IN_SYNC] {
        let carried = is_same_plan(decision, &status) && status::restamp(&mut status.conditions, stamp, kind);
        if !carried {
            status::set(
                &mut status.conditions,
                stamp,
                kind,
                Truth::Unknown,
                reason,
                message.clone(),
            );
        }
    }
    status::stand(&mut status.conditions, stamp, standing, reason, &message);
    status::sort(&mut status.conditions);
    let deleting = decision.status.phase == Some(Phase::Deleting);
    status.phase = match standing {
        _ if deleting => Some(Phase::Deleting),
        Standing::Stalled => Some(Phase::Failed),
        // Another plan is wanted than the phase of before was about: nothing of it awaits an approval, or is ready.
        Standing::Reconciling if !is_same_plan(decision, previous) => Some(Phase::Planning),
        Standing::Ready | Standing::Reconciling | Standing::Suspended { .. } => {
            previous.phase.or(Some(Phase::Planning))
        }
    };
    status.last_error = Some(Box::new(error));
    // What comes again by itself is no news.
    let failure = (is_new && fault.class != Class::Transient).then_some(Note {
        kind: NoteKind::Warning,
        reason,
        message,
    });
    let notes = facts(decision).chain(failure).collect();
    Settled {
        status,
        notes,
        wake,
        retry: fault.class == Class::Transient,
        executed: false,
    }
}

/// What is so whether or not the step is done, and is told in this pass or never: the status that is shown has it behind it.
fn facts(decision: &Decision) -> impl Iterator<Item = Note> {
    let is_shown = brings_nothing(&decision.step);
    let facts = decision.notes.iter();
    facts
        .filter(move |note| is_shown && TOLD_ONCE.contains(&note.reason))
        .cloned()
}

/// Whether the status tells of nothing that the step brings, but for where outputs are: all of it is fact already.
fn brings_nothing(step: &Step) -> bool {
    match step {
        Step::Wait
        | Step::WriteOutputs { .. }
        | Step::RemoveOutputs { .. }
        | Step::PruneRevisions { .. }
        | Step::DetectDrift { .. } => true,
        Step::WriteRevision(_)
        | Step::AddFinalizer
        | Step::RemoveFinalizer
        | Step::CreateChangeSet { .. }
        | Step::DeleteChangeSet { .. }
        | Step::Execute { .. }
        | Step::ContinueRollback(_)
        | Step::DeleteStack { .. } => false,
    }
}

/// Nothing of what the step was to bring; the request to try again stays unanswered, so that it is not lost.
fn as_before(decision: &Decision, previous: &DeploymentRequestStatus) -> DeploymentRequestStatus {
    if brings_nothing(&decision.step) {
        let mut status = decision.status.clone();
        status.written_outputs.clone_from(&previous.written_outputs);
        if matches!(decision.step, Step::DetectDrift { .. }) {
            status
                .last_handled_reconcile_at
                .clone_from(&previous.last_handled_reconcile_at);
        }
        return status;
    }
    let mut status = previous.clone();
    status.observed_generation = decision.status.observed_generation;
    if !is_same_plan(decision, previous) {
        status.plan = None;
        status.parsed = None;
        status.approval = None;
        status.clarifications.clear();
    }
    // Where we look for the stack is ours to say, whether or not AWS took the step.
    if let (None, Some(place)) = (&status.deployment, &decision.status.deployment) {
        status.deployment = Some(Box::new(cloudwhisper_api::deployment_request::DeploymentStatus {
            account: place.account.clone(),
            region: place.region.clone(),
            stack_name: place.stack_name.clone(),
            ..Default::default()
        }));
    }
    status
}

fn stays_ready(decision: &Decision, previous: &DeploymentRequestStatus) -> bool {
    [&decision.status, previous]
        .into_iter()
        .all(|status| status::is_true(&status.conditions, READY))
}

fn is_same_plan(decision: &Decision, previous: &DeploymentRequestStatus) -> bool {
    // The number tells: a plan that was ever shown keeps it for itself, and its digest changes with what AWS says of it.
    let number = |status: &DeploymentRequestStatus| status.plan.as_ref().map(|plan| plan.revision);
    number(&decision.status) == number(previous)
}

/// Why nothing goes on: the account's fault where it is that, else the step's.
fn lasting_reason(step: &Step, fault: &Fault) -> &'static str {
    let is_accounts = matches!(
        fault.code,
        ErrorCode::AccessDenied | ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid
    );
    match step {
        Step::CreateChangeSet { .. }
        | Step::DeleteChangeSet { .. }
        | Step::Execute { .. }
        | Step::ContinueRollback(_)
        | Step::DeleteStack { .. }
            if is_accounts =>
        {
            reason::ACCOUNT_UNUSABLE
        }
        Step::CreateChangeSet { .. } | Step::DeleteChangeSet { .. } => reason::CHANGE_SET_FAILED,
        Step::Execute { .. } => reason::DEPLOYMENT_FAILED,
        Step::ContinueRollback(_) => reason::NEEDS_REPAIR,
        Step::DeleteStack { .. } => reason::DELETING,
        Step::Wait
        | Step::WriteRevision(_)
        | Step::AddFinalizer
        | Step::RemoveFinalizer
        | Step::DetectDrift { .. }
        | Step::WriteOutputs { .. }
        | Step::RemoveOutputs { .. }
        | Step::PruneRevisions { .. } => reason::WRITE_REFUSED,
    }
}

fn says(conditions: &[Condition], reason: &str, message: &str) -> bool {
    let says =
        |kind| status::get(conditions, kind).is_some_and(|c| c.reason == reason && c.message == message);
    says(READY) && says(RECONCILING)
}

fn language(decision: &Decision, previous: &DeploymentRequestStatus) -> Language {
    let parsed = decision.status.parsed.as_ref().or(previous.parsed.as_ref());
    parsed.map(|parsed| parsed.language).unwrap_or_default()
}
