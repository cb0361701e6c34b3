//! `spec.suspend` stops everything but deletion.

use cloudwhisper_api::condition::{READY, reason};
use cloudwhisper_api::deployment_request::Phase;

use super::Ends;
use super::draft::Draft;
use super::pass::Pass;
use crate::status::{Standing, is_true};
use crate::step::{NoteKind, WakeUp};
use crate::words;

/// Ends the pass if the request is suspended. What runs, runs on, and stays `Ready` as long as it is what the spec says.
pub(super) fn check(pass: &Pass<'_>) -> Result<(), Ends> {
    if !pass.spec.suspend {
        return Ok(());
    }
    let ready = pass.current().is_some() && is_true(&pass.previous.conditions, READY);
    let mut draft = Draft::new(pass, pass.current());
    let message = words::waiting::suspended(pass.language).whole();
    draft.note_once(pass, NoteKind::Normal, reason::SUSPENDED, message.clone());
    draft.stand(
        Phase::Suspended,
        Standing::Suspended { ready },
        reason::SUSPENDED,
        &message,
    );
    Err(Box::new(draft.wait(pass.or_stack(WakeUp::Change))))
}
