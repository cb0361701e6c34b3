//! Drift: when it is looked for, and what the status says of it. While what was asked for runs, CloudFormation is asked once an `interval`
//! to compare, and whenever somebody asks for a reconcile.

use cloudwhisper_api::condition::{IN_SYNC, reason};
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, DriftPolicy};
use cloudwhisper_api::drift::DriftStatus;
use jiff::{SignedDuration, Timestamp};

use super::correction;
use super::draft::Draft;
use super::pass::Pass;
use super::stack_status::{Row, row};
use crate::drift::{self, DriftFact};
use crate::duration;
use crate::fault::Class;
use crate::root_cause::for_people;
use crate::status::Truth;
use crate::step::{NoteKind, Step};
use crate::words::drift::{self as said, Remedy};

/// The first look at a detection comes after this time, each later one after as long again as it has taken so far, up to the longest.
const FIRST_LOOK: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_GAP: SignedDuration = SignedDuration::from_mins(5);
/// A detection that takes longer has no end that we shall hear of (AWS says "several minutes").
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// What there is to do about drift while what was asked for runs.
pub(super) enum Next {
    /// Have CloudFormation begin to compare.
    Detect(Step),
    /// Look again then.
    At(Timestamp),
    /// Nothing, ever: nobody wants to know.
    Nothing,
}

/// What is known of drift with the facts of this pass; `status` tells when the last operation on the stack began.
pub(super) fn known(pass: &Pass<'_>, status: &DeploymentRequestStatus) -> Option<DriftStatus> {
    taken_in(pass, status).filter(|known| *known != DriftStatus::default())
}

fn taken_in(pass: &Pass<'_>, status: &DeploymentRequestStatus) -> Option<DriftStatus> {
    if !is_looked_for(pass) || pass.stack().is_some_and(|stack| row(&stack.status) == Row::Empty) {
        return None;
    }
    let mut known = pass.previous.drift.as_deref().cloned()?;
    let deployment = status.deployment.as_ref()?;
    let began = deployment.started_at;
    let is_before = |at: Timestamp| began.is_some_and(|began| at < began);
    // What was compared before the last operation began was something else. That it has begun is news where we died right after: whatever
    // the clocks say, what is known is of before.
    if pass
        .deployment()
        .is_some_and(|before| before.revision != deployment.revision)
    {
        return None;
    }
    if known.checked_at.is_some_and(is_before) {
        known = DriftStatus {
            detection: known.detection,
            ..DriftStatus::default()
        };
    }
    let detection = known.detection.take();
    let Some(detection) = detection.filter(|detection| !is_before(detection.started_at)) else {
        return Some(known);
    };
    let at = detection.started_at;
    let is_late = pass.now.duration_since(at) > LONGEST;
    Some(match &pass.observed.drift {
        DriftFact::Found(report) => {
            let why = report.incomplete.as_deref();
            report.shown(at, why.map(for_people))
        }
        DriftFact::Lost => drift::unknown(said::lost(pass.language), at),
        DriftFact::Unknown(fault) if fault.class != Class::Transient => {
            drift::unknown(crate::words::fault::error(fault, pass.language).message, at)
        }
        DriftFact::NotLooked | DriftFact::UnderWay | DriftFact::Unknown(_) if is_late => {
            drift::unknown(said::lost(pass.language), at)
        }
        DriftFact::NotLooked | DriftFact::UnderWay | DriftFact::Unknown(_) => DriftStatus {
            detection: Some(detection),
            ..known
        },
    })
}

/// Says in the draft what is known, and tells what is new.
pub(super) fn tell(pass: &Pass<'_>, draft: &mut Draft) {
    let known = known(pass, &draft.status);
    let (truth, reason, message) = condition(pass, known.as_ref());
    let before = pass.previous.drift.as_ref().and_then(|drift| drift.digest);
    let now = known.as_ref().and_then(|drift| drift.digest);
    let was_looked = known.as_ref().is_some_and(|drift| drift.checked_at.is_some());
    match now {
        Some(_) if now != before => draft.note(NoteKind::Warning, reason::DRIFTED, message.clone()),
        None if before.is_some() && was_looked && truth == Truth::True => {
            draft.note(NoteKind::Normal, reason::IN_SYNC, message.clone());
        }
        Some(_) | None => {}
    }
    draft.status.drift = known.map(Box::new);
    draft.set(IN_SYNC, truth, reason, message);
}

fn condition(pass: &Pass<'_>, known: Option<&DriftStatus>) -> (Truth, &'static str, String) {
    let language = pass.language;
    if pass.is_plan_only() {
        return (
            Truth::Unknown,
            reason::PLAN_ONLY,
            crate::words::plan::plan_only(language),
        );
    }
    if !is_looked_for(pass) {
        return (Truth::Unknown, reason::NOT_CHECKED, said::ignored(language));
    }
    match known {
        Some(drift) if drift.digest.is_some() => (Truth::False, reason::DRIFTED, drifted(pass, drift)),
        Some(DriftStatus {
            unchecked: Some(why), ..
        }) => (
            Truth::Unknown,
            reason::DETECTION_FAILED,
            said::unchecked(language, why),
        ),
        Some(drift) if drift.checked_at.is_some() => (Truth::True, reason::IN_SYNC, said::in_sync(language)),
        Some(_) | None => (Truth::Unknown, reason::NOT_CHECKED, said::not_checked(language)),
    }
}

fn drifted(pass: &Pass<'_>, drift: &DriftStatus) -> String {
    let impossible = || {
        let (revision, digest) = (pass.current()?, drift.digest?);
        Some(correction::is_impossible(pass, revision, digest))
    };
    let remedy = match pass.spec.drift_policy {
        DriftPolicy::Correct if impossible() == Some(true) => Remedy::None,
        DriftPolicy::Correct => Remedy::Planned,
        DriftPolicy::Detect | DriftPolicy::Ignore => Remedy::Policy,
    };
    said::drifted(pass.language, pass.name(), drift, remedy).whole()
}

/// The same where nothing is under way and a look is wanted now.
pub(super) fn next_now(pass: &Pass<'_>, status: &DeploymentRequestStatus) -> Next {
    match (next(pass, status), pass.stack()) {
        (Next::At(_), Some(stack)) if !is_under_way(status) => Next::Detect(Step::DetectDrift {
            arn: stack.arn.clone(),
        }),
        (next, _) => next,
    }
}

fn is_under_way(status: &DeploymentRequestStatus) -> bool {
    let drift = status.drift.as_ref();
    drift.is_some_and(|drift| drift.detection.is_some())
}

/// What comes next, by what `status` knows already.
pub(super) fn next(pass: &Pass<'_>, status: &DeploymentRequestStatus) -> Next {
    let (true, Some(stack)) = (is_looked_for(pass) && is_there(pass), pass.stack()) else {
        return Next::Nothing;
    };
    let known = status.drift.as_deref();
    // What a correction has done is looked at as soon as it runs.
    let is_new = known.is_none_or(|drift| drift.checked_at.is_none())
        && pass
            .current()
            .is_some_and(|revision| revision.corrects.is_some() && pass.is_made_from(revision));
    if let Some(detection) = known.and_then(|drift| drift.detection.as_ref()) {
        let so_far = pass.now.duration_since(detection.started_at);
        return Next::At(duration::after(pass.now, so_far.clamp(FIRST_LOOK, LONGEST_GAP)));
    }
    let deployment = status.deployment.as_ref();
    let last = known
        .and_then(|drift| drift.checked_at)
        .or_else(|| deployment.and_then(|deployment| deployment.finished_at));
    let due = last.map_or(pass.now, |last| duration::after(last, pass.interval()));
    if due <= pass.now || is_new || pass.is_retry_requested() {
        return Next::Detect(Step::DetectDrift {
            arn: stack.arn.clone(),
        });
    }
    Next::At(due)
}

/// When to look at a detection that begins now.
pub(super) fn first_look(pass: &Pass<'_>) -> Timestamp {
    duration::after(pass.now, FIRST_LOOK)
}

/// Whether there is something that could have been changed, and CloudFormation is not at work on it.
pub(super) fn is_there(pass: &Pass<'_>) -> bool {
    pass.stack()
        .is_some_and(|stack| matches!(row(&stack.status), Row::Runs | Row::TakenBack))
}

fn is_looked_for(pass: &Pass<'_>) -> bool {
    !pass.is_plan_only() && pass.spec.drift_policy != DriftPolicy::Ignore
}
