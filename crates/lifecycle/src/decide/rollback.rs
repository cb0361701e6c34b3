//! `spec.rollbackTo`: the plan of a revision that is kept, word for word, as a new revision, which is approved and deployed like any
//! other. Here: which plan that is, and whether it may be had. What wins over what is told in ADR 16.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_request::DeploymentStatus;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::plan::BudgetCheck;
use cloudwhisper_planner::estimate::fits;

use super::draft::stalled;
use super::inputs::way_in;
use super::pass::Pass;
use super::planning;
use crate::observed::RollbackFact;
use crate::revision::{Provenance, Revision};
use crate::step::{Decision, WakeUp};
use crate::words::Said;
use crate::words::rollback as words;

/// Keeps the plan of revision `number` as a new revision. Where that can't be, nothing is planned instead: nobody asked for the
/// prompt's own plan.
pub(super) fn decide(pass: &Pass<'_>, number: i64) -> Decision {
    match taken_up(pass, number) {
        Ok(revision) => planning::keep(pass, revision),
        Err(said) => stalled(
            pass,
            reason::ROLLBACK_IMPOSSIBLE,
            said.error(ErrorCode::RevisionNotUsable),
            WakeUp::Change,
        ),
    }
}

/// The plan of revision `number` under a number of its own.
fn taken_up(pass: &Pass<'_>, number: i64) -> Result<Revision, Said> {
    let kept = kept(pass, number)?;
    let language = pass.language;
    let account = pass.account().map(|account| account.spec.account_id.as_str());
    if kept.account.as_deref() != account {
        return Err(words::elsewhere(
            language,
            number,
            kept.account.as_deref(),
            account,
        ));
    }
    let provenance = Provenance {
        number: planning::next_number(pass).max(number.saturating_add(1)),
        prompt: &kept.prompt,
        inputs: pass.inputs(None), // who reads the prompt is nothing to it
        way_in: pass.account().map(way_in),
        planned_at: pass.now,
    };
    let taken_up = kept.taken_up(number, &provenance);
    let mut revision = taken_up.ok_or_else(|| words::unreadable(language, pass.name(), number, &[]))?;
    // What may be spent is what may be spent now. The plan and its price stay, so that its digest does.
    if let Some(budget) = &pass.spec.budget {
        revision.estimate.budget = Some(BudgetCheck {
            within: fits(&revision.estimate.monthly, budget),
            suggestions: Vec::new(),
        });
        revision.requirements.budget = Some(*budget);
    }
    Ok(revision)
}

/// Where the plan of revision `number` is to be had: there, or in the newest, where that has taken it up already.
fn kept<'a>(pass: &Pass<'a>, number: i64) -> Result<&'a Revision, Said> {
    let (language, name) = (pass.language, pass.name());
    let newest = pass.observed.revision.as_ref();
    let copy = newest.filter(|newest| newest.rollback_of == Some(number));
    match &pass.observed.rollback {
        RollbackFact::Found(revision) if revision.number == number => Ok(revision),
        // Observed for another number: the spec has changed since, and another pass is under way.
        RollbackFact::Found(_) | RollbackFact::NotAsked => {
            copy.ok_or_else(|| words::missing(language, number, was_there(pass, number), &[]))
        }
        RollbackFact::Missing { kept } => {
            copy.ok_or_else(|| words::missing(language, number, was_there(pass, number), kept))
        }
        RollbackFact::Unreadable { kept } => {
            copy.ok_or_else(|| words::unreadable(language, name, number, kept))
        }
    }
}

/// Whether there has been a revision of this number: numbers are given one after the other.
fn was_there(pass: &Pass<'_>, number: i64) -> bool {
    number < planning::next_number(pass)
}

/// The revision to go back to, where just that was deployed last, under its own number.
pub(super) fn runs(pass: &Pass<'_>, deployment: Option<&DeploymentStatus>) -> Option<i64> {
    let wanted = pass.spec.rollback_to?;
    (deployment?.revision? == wanted).then_some(wanted)
}
