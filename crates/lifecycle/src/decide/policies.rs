//! What the policies of the namespace mean for a request: a plan that breaks one goes no further until the plan or the policy is
//! another one. What runs, runs on, and says so. An approval that was given stays in the spec and counts again once the plan is allowed.

use cloudwhisper_api::condition::{DEPLOYED, POLICY_PASSED, reason};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::UserError;
use jiff::Timestamp;

use super::approval::{self, Unapproved};
use super::draft::Draft;
use super::pass::Pass;
use crate::policy::{Asked, Verdict, evaluate};
use crate::revision::Revision;
use crate::status::{self, Truth};
use crate::step::{Decision, NoteKind, WakeUp};
use crate::words;

/// What the policies say of the plan now.
pub(super) fn verdict(pass: &Pass<'_>, revision: &Revision) -> Verdict {
    let asked = Asked {
        name: pass.name(),
        namespace: pass.namespace(),
    };
    let policies = pass.observed.policies.iter().map(|policy| &**policy);
    evaluate(policies, revision, asked, pass.language, pass.now)
}

/// Says in the draft what they say of the plan; false where there is nothing against it. Of what runs or is on its way it is news.
pub(super) fn tell(pass: &Pass<'_>, draft: &mut Draft, revision: &Revision, verdict: &Verdict) -> bool {
    if verdict.allows() {
        return false;
    }
    let message = whole(pass, verdict);
    let told = status::get(&pass.previous.conditions, POLICY_PASSED);
    let is_news = told.is_none_or(|told| told.message != status::told(&message));
    if is_news && pass.is_made_from(revision) && pass.stack().is_some() {
        let message = words::policy::runs_on(pass.language, &message);
        draft.note(NoteKind::Warning, reason::POLICY_VIOLATION, message);
    }
    draft.set(POLICY_PASSED, Truth::False, reason::POLICY_VIOLATION, message);
    true
}

/// Ends the pass if the plan may not be approved.
pub(super) fn block(pass: &Pass<'_>, revision: &Revision) -> Option<Decision> {
    let verdict = verdict(pass, revision);
    if verdict.allows() {
        return None;
    }
    let error = UserError {
        code: verdict.code(),
        message: verdict.message(pass.language),
        details: verdict.remedy(),
        retryable: false,
    };
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_unapproved(&mut draft, &unapproved(pass, &verdict));
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::POLICY_VIOLATION,
        error.message.clone(),
    );
    draft.stall(pass, Phase::Failed, reason::POLICY_VIOLATION, error);
    Some(draft.wait(WakeUp::Change))
}

/// Why no approval counts, where the policies don't allow the plan.
pub(super) fn against(pass: &Pass<'_>, revision: &Revision) -> Option<Unapproved> {
    let verdict = verdict(pass, revision);
    (!verdict.allows()).then(|| unapproved(pass, &verdict))
}

fn unapproved(pass: &Pass<'_>, verdict: &Verdict) -> Unapproved {
    Unapproved::new(reason::POLICY_VIOLATION, whole(pass, verdict))
}

fn whole(pass: &Pass<'_>, verdict: &Verdict) -> String {
    format!("{} {}", verdict.message(pass.language), verdict.remedy())
}

/// The decision, but looked at again when the first waiver that it rests on is void.
pub(super) fn until_due(pass: &Pass<'_>, decision: Decision) -> Decision {
    let due = pass.current().and_then(|revision| verdict(pass, revision).due());
    match due {
        Some(due) => Decision {
            wake: sooner(decision.wake, due),
            ..decision
        },
        None => decision,
    }
}

fn sooner(wake: WakeUp, due: Timestamp) -> WakeUp {
    match wake {
        WakeUp::Now => WakeUp::Now,
        WakeUp::Change => WakeUp::At(due),
        WakeUp::At(at) => WakeUp::At(at.min(due)),
        WakeUp::StackOr(at) => WakeUp::StackOr(at.min(due)),
    }
}
