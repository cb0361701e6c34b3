//! What was asked for runs.

use cloudwhisper_api::condition::{DEPLOYED, READY, reason};
use cloudwhisper_api::deployment_request::Phase;

use super::approval;
use super::correction;
use super::draft::Draft;
use super::drift::{self, Next};
use super::outputs;
use super::pass::Pass;
use super::planning::{self, below};
use super::record;
use super::rollback;
use crate::observed::ChangeSetFact;
use crate::revision::Revision;
use crate::status::{Standing, Truth, is_true};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words;

/// Whether AWS found that the plan changes nothing about what runs, which its empty change set no longer tells.
pub(super) fn is_known(pass: &Pass<'_>) -> bool {
    let nothing_new = match &pass.observed.change_set {
        ChangeSetFact::NotLooked | ChangeSetFact::Absent => true,
        ChangeSetFact::Unknown(_) | ChangeSetFact::Present(_) => false,
    };
    // Of what was carried out since, it would say nothing.
    let since = pass.stack().is_some_and(|stack| {
        let noted = pass.deployment().and_then(|deployment| deployment.revision);
        record::told(pass, stack).is_some_and(|told| noted.is_some_and(|noted| noted != told))
    });
    nothing_new && !since && pass.was_deployed()
}

/// The plan runs: outputs are taken, old revisions pruned, outputs written, in this order; then it is looked at again
/// every `interval`, and compared with what was deployed.
pub(super) fn decide(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_past(pass, &mut draft, revision);
    let message = words::stack::deployed(pass.language, draft.status.outputs.get("url"));
    let message = match rollback::runs(pass, draft.status.deployment.as_deref()) {
        Some(number) => words::rollback::runs(pass.language, number, &message),
        None => message,
    };
    let message = match &pass.parameters.open {
        Some(open) if pass.spec.rollback_to.is_none() => {
            words::parameters::kept(pass.language, open, &message)
        }
        Some(_) | None => message,
    };
    draft.set(DEPLOYED, Truth::True, reason::DEPLOYED, message.clone());

    let running = draft
        .status
        .deployment
        .as_ref()
        .and_then(|deployment| deployment.revision);
    if let (false, Some(below)) = (pass.was_deployed(), below(pass, revision)) {
        draft.stand(
            Phase::Deploying,
            Standing::Reconciling,
            reason::DEPLOYING,
            &message,
        );
        return draft.step(Step::PruneRevisions { below, keep: running }, WakeUp::Now);
    }
    let was_ready = is_true(&pass.previous.conditions, READY) && pass.was_deployed();
    if let Some(correction) = correction::wanted(pass, revision, &draft.status) {
        return planning::keep(pass, correction);
    }
    if !was_ready {
        draft.note(NoteKind::Normal, reason::DEPLOYED, message.clone());
    }
    draft.stand(Phase::Ready, Standing::Ready, reason::DEPLOYED, &message);
    let interval = pass.next_interval();
    let wake = match drift::next(pass, &draft.status) {
        Next::Detect(step) if was_ready => return draft.step(step, WakeUp::At(drift::first_look(pass))),
        // First what the deployment itself brings.
        Next::Detect(_) => drift::first_look(pass),
        Next::At(at) => at.min(interval),
        Next::Nothing => interval,
    };
    match outputs::next(pass, &mut draft.status) {
        outputs::Next::Step(step) => draft.step(step, WakeUp::At(wake)),
        outputs::Next::StepOfSeveral(step) => draft.step(step, WakeUp::Now),
        outputs::Next::Nothing => draft.wait(WakeUp::At(wake)),
    }
}
