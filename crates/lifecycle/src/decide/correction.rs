//! `driftPolicy: Correct`: a revision of its own that puts back what was changed behind our back, and changes nothing else. CloudFormation
//! does it by a change set that compares with what is there (`REVERT_DRIFT`): one of the ordinary kind finds nothing to do where the
//! template is the same. Approved like any other, and only as long as the drift is what was shown.

use cloudwhisper_api::condition::{DEPLOYED, reason};
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, DriftPolicy};
use cloudwhisper_api::digest::Digest;
use jiff::SignedDuration;

use super::deployment::checking;
use super::draft::Draft;
use super::drift::{self, Next};
use super::inputs::way_in;
use super::pass::Pass;
use super::planning;
use crate::observed::ChangeSetFact;
use crate::revision::{Correction, Provenance, Revision};
use crate::stack::ChangeSetState;
use crate::status::Truth;
use crate::step::{Decision, WakeUp};
use crate::words::drift as words;

/// What a look of longer ago found may be something else by now: it is looked once more before drift is put back.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The revision that puts back what was found, where that is wanted and the newest is none. `status` tells what was found.
pub(super) fn wanted(
    pass: &Pass<'_>,
    revision: &Revision,
    status: &DeploymentRequestStatus,
) -> Option<Revision> {
    if pass.spec.drift_policy != DriftPolicy::Correct {
        return None;
    }
    let drift = status.drift.as_ref()?.digest?;
    let runs = pass.carried_out().unwrap_or(revision.digest);
    let corrects = Correction {
        drift,
        runs,
        again: revision
            .corrects
            .as_ref()
            .is_some_and(|before| before.drift == drift && before.runs != runs),
    };
    if is_refused(pass, revision, &corrects) {
        return None;
    }
    revision.correcting(Some(corrects), &provenance(pass, revision))
}

fn provenance<'a>(pass: &Pass<'_>, revision: &'a Revision) -> Provenance<'a> {
    Provenance {
        number: planning::next_number(pass),
        prompt: &revision.prompt,
        inputs: pass.inputs(revision.read_by.as_ref()),
        way_in: pass.account().map(way_in),
        planned_at: pass.now,
    }
}

/// Whether AWS has found nothing that it could do about just this, and it was not gone since.
fn is_refused(pass: &Pass<'_>, revision: &Revision, wanted: &Correction) -> bool {
    let same = revision
        .corrects
        .as_ref()
        .is_some_and(|it| it.drift == wanted.drift && it.runs == wanted.runs);
    let before = pass.previous.drift.as_ref().and_then(|drift| drift.digest);
    same && before == Some(wanted.drift) && state(pass, revision) == Some(&ChangeSetState::Empty)
}

/// Whether what was found can't be put back, as far as AWS tells.
pub(super) fn is_impossible(pass: &Pass<'_>, revision: &Revision, drift: Digest) -> bool {
    let wanted = Correction {
        drift,
        runs: pass.carried_out().unwrap_or(revision.digest),
        again: false,
    };
    is_refused(pass, revision, &wanted)
}

/// Whether the newest revision puts back what is no longer so, or what nobody wants put back any more: what ran before it runs on, and is
/// what was asked for.
pub(super) fn is_moot(pass: &Pass<'_>, revision: &Revision) -> bool {
    let Some(corrects) = &revision.corrects else {
        return false;
    };
    let found = drift::known(pass, &pass.previous).and_then(|known| known.digest);
    let stands = pass.spec.drift_policy == DriftPolicy::Correct && found == Some(corrects.drift);
    let begun = matches!(
        state(pass, revision),
        Some(ChangeSetState::Executing | ChangeSetState::Executed | ChangeSetState::ExecuteFailed)
    );
    !stands && !begun && pass.carried_out() == Some(corrects.runs)
}

fn state<'a>(pass: &'a Pass<'_>, revision: &Revision) -> Option<&'a ChangeSetState> {
    match &pass.observed.change_set {
        ChangeSetFact::Present(change_set) if change_set.name == revision.change_set_name() => {
            Some(&change_set.state)
        }
        ChangeSetFact::Present(_)
        | ChangeSetFact::NotLooked
        | ChangeSetFact::Unknown(_)
        | ChangeSetFact::Absent => None,
    }
}

/// Ends the pass if the revision puts back what is not there any more, or was checked against another stack: another one takes its place.
pub(super) fn overtaken(pass: &Pass<'_>, revision: &Revision) -> Option<Decision> {
    let corrects = revision.corrects.as_ref()?;
    if !drift::is_there(pass) {
        return None;
    }
    let known = drift::known(pass, &pass.previous);
    let looked = known
        .as_ref()
        .filter(|known| known.checked_at.is_some() && known.unchecked.is_none());
    let is_another = looked.is_some_and(|known| known.digest != Some(corrects.drift));
    let carried_out = pass.carried_out();
    let runs_another = carried_out != Some(corrects.runs) && carried_out != Some(revision.digest);
    if !is_another && !runs_another {
        return None;
    }
    let status = DeploymentRequestStatus {
        drift: known.map(Box::new),
        ..DeploymentRequestStatus::default()
    };
    let next = wanted(pass, revision, &status).filter(|_| !runs_another);
    let next = next.or_else(|| revision.correcting(None, &provenance(pass, revision)));
    next.map(|next| planning::keep(pass, next))
}

/// Before an approved revision puts drift back, it is looked whether the drift still is what was shown.
pub(super) fn look_once_more(pass: &Pass<'_>, revision: &Revision) -> Option<Decision> {
    let corrects = revision.corrects.as_ref()?;
    if !drift::is_there(pass) {
        return None; // made anew: nothing of the old one is left to be put back
    }
    let known = drift::known(pass, &pass.previous).unwrap_or_default();
    let is_fresh = known
        .checked_at
        .is_some_and(|looked| pass.now.duration_since(looked) <= FRESH);
    if is_fresh && known.detection.is_none() && known.digest == Some(corrects.drift) {
        return None;
    }
    let mut draft = checking(pass, revision);
    let message = words::once_more(pass.language);
    draft.set(DEPLOYED, Truth::False, reason::CHECKING, message);
    let next = if known.unchecked.is_some() {
        drift::next(pass, &draft.status) // AWS has just said that it can't
    } else {
        drift::next_now(pass, &draft.status)
    };
    Some(end(pass, draft, next))
}

/// Ends a pass that waits for the approval. Drift is looked for meanwhile where that is what the plan puts back.
pub(super) fn waiting(pass: &Pass<'_>, revision: &Revision, draft: Draft) -> Decision {
    if revision.corrects.is_none() {
        return draft.wait(WakeUp::Change);
    }
    let next = drift::next(pass, &draft.status);
    end(pass, draft, next)
}

fn end(pass: &Pass<'_>, draft: Draft, next: Next) -> Decision {
    match next {
        Next::Detect(step) => draft.step(step, WakeUp::At(drift::first_look(pass))),
        Next::At(at) => draft.wait(WakeUp::At(at)),
        Next::Nothing => draft.wait(WakeUp::Change),
    }
}
