//! What was asked for runs.

use cloudwhisper_api::condition::{DEPLOYED, READY, reason};
use cloudwhisper_api::deployment_request::Phase;
use indexmap::IndexMap;

use super::approval;
use super::draft::Draft;
use super::pass::Pass;
use super::planning::below;
use crate::revision::Revision;
use crate::stack::Stack;
use crate::status::{Standing, Truth, is_true};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words;

/// The plan runs: outputs are taken, old revisions pruned, outputs written, in this order; then it is looked at again
/// every `interval`.
pub(super) fn decide(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_past(pass, &mut draft, revision);
    draft.status.outputs = pass.stack().map(outputs).unwrap_or_default();
    let message = words::stack::deployed(pass.language, draft.status.outputs.get("url"));
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
    if !was_ready {
        draft.note(NoteKind::Normal, reason::DEPLOYED, message.clone());
    }
    draft.stand(Phase::Ready, Standing::Ready, reason::DEPLOYED, &message);
    let step = match &pass.spec.write_outputs_to {
        // Written in every pass: applying the same is free, and it heals what somebody deleted.
        Some(target) => Step::WriteOutputs {
            target: target.clone(),
            outputs: draft.status.outputs.clone(),
        },
        None => Step::Wait,
    };
    draft.step(step, WakeUp::At(pass.next_interval()))
}

/// The stack's outputs under camelCase names, `url` first.
fn outputs(stack: &Stack) -> IndexMap<String, String> {
    let mut outputs: IndexMap<String, String> = stack
        .outputs
        .iter()
        .map(|(id, value)| (camel_case(id), value.clone()))
        .collect();
    if let Some(index) = outputs.get_index_of("url") {
        outputs.move_index(index, 0);
    }
    outputs
}

fn camel_case(id: &str) -> String {
    let mut letters = id.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
