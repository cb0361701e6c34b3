//! What became of a step, put into the status. What a step promised is claimed only if it was kept.

use cloudwhisper_api::condition::{
    APPROVED, DEPLOYED, IN_SYNC, PARSED, PLANNED, POLICY_PASSED, READY, RECONCILING, reason,
};
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;

use crate::duration;
use crate::fault::{Class, Fault};
use crate::status::{self, Stamp, Standing, Truth};
use crate::step::{Decision, Note, NoteKind, Outcome, WakeUp};
use crate::words;

/// What a person has to mend outside of the spec is looked at again this often.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(10);

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
            status: decision.status,
            notes: decision.notes,
            wake: decision.wake,
            retry: decision.retry,
        },
        Outcome::Failed(fault) => failed(&decision, previous, fault, now),
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
        Class::Transient => (Standing::Reconciling, reason::AWS_UNAVAILABLE, WakeUp::At(now)),
        Class::Terminal => (Standing::Stalled, lasting_reason(fault), WakeUp::Change),
        Class::UserFixable => (
            Standing::Stalled,
            lasting_reason(fault),
            WakeUp::At(duration::after(now, LOOK_AGAIN)),
        ),
    };
    let is_new = !says(&previous.conditions, reason, &message);
    for kind in [PARSED, PLANNED, POLICY_PASSED, APPROVED, DEPLOYED, IN_SYNC] {
        let carried =
            is_same_plan(decision, previous) && status::restamp(&mut status.conditions, stamp, kind);
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
        Standing::Ready | Standing::Reconciling | Standing::Suspended { .. } => {
            previous.phase.or(Some(Phase::Planning))
        }
    };
    status.last_error = Some(error);
    let notes = match fault.class {
        // What comes again by itself is no news.
        Class::Transient => Vec::new(),
        Class::Terminal | Class::UserFixable if is_new => {
            vec![Note {
                kind: NoteKind::Warning,
                reason,
                message,
            }]
        }
        Class::Terminal | Class::UserFixable => Vec::new(),
    };
    Settled {
        status,
        notes,
        wake,
        retry: fault.class == Class::Transient,
    }
}

/// Nothing of what the step was to bring; the request to try again stays unanswered, so that it is not lost.
fn as_before(decision: &Decision, previous: &DeploymentRequestStatus) -> DeploymentRequestStatus {
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
        status.deployment = Some(cloudwhisper_api::deployment_request::DeploymentStatus {
            account: place.account.clone(),
            region: place.region.clone(),
            stack_name: place.stack_name.clone(),
            ..Default::default()
        });
    }
    status
}

fn is_same_plan(decision: &Decision, previous: &DeploymentRequestStatus) -> bool {
    let digest =
        |status: &DeploymentRequestStatus| status.plan.as_ref().map(|plan| (plan.revision, plan.digest));
    digest(&decision.status) == digest(previous)
}

fn lasting_reason(fault: &Fault) -> &'static str {
    match fault.code {
        ErrorCode::AccessDenied
        | ErrorCode::CredentialsExpired
        | ErrorCode::CredentialsInvalid
        | ErrorCode::AccountNotFound
        | ErrorCode::AccountNotReady
        | ErrorCode::AccountNotAllowed => reason::ACCOUNT_UNUSABLE,
        _ => reason::CHANGE_SET_FAILED,
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
