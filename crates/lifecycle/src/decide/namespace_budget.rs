//! What the whole namespace may spend. An approval becomes a claim on it first, which the status shows, and only then a deployment: see
//! [`policy::namespace`](crate::policy).

use cloudwhisper_api::condition::{DEPLOYED, POLICY_PASSED, reason};
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, MonthlyLimit};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::{Approvable as _, Approved};

use super::approval::{self, Unapproved};
use super::draft::Draft;
use super::pass::Pass;
use crate::observed::SpendingFact;
use crate::offer::Offer;
use crate::policy::{Room, limit, room};
use crate::status::{Standing, Truth};
use crate::step::{Decision, WakeUp};
use crate::words::{Said, policy as words};

/// Seconds until a claim that another one stands against is looked at again, should nobody have woken us.
const LOOK_AGAIN: i64 = 5;

/// Ends the pass unless the claim of this plan is on record, and it fits beside everything else that is approved or runs.
pub(super) fn check(pass: &Pass<'_>, approved: &Approved<Offer>, automatic: bool) -> Option<Decision> {
    let limits: Vec<_> = pass
        .observed
        .policies
        .iter()
        .filter_map(|policy| Some((&**policy, limit(policy)?)))
        .collect();
    if limits.is_empty() {
        return None;
    }
    let soon = WakeUp::At(pass.in_seconds(LOOK_AGAIN));
    let spending = match &pass.observed.spending {
        SpendingFact::Known(spending) => spending,
        SpendingFact::NotLooked => return Some(claimed(pass, approved, automatic, soon)),
        SpendingFact::Forged { request } => return Some(untold(pass, approved, automatic, request)),
    };
    let uid = pass.observed.request.metadata.uid.as_deref().unwrap_or_default();
    let (revision, digest) = (approved.subject().revision(), approved.subject().digest());
    let mut waits = None;
    for (policy, limit) in limits {
        match room(limit, spending, uid, digest, &revision.estimate.monthly) {
            Room::Claimed => {}
            Room::Free => waits = waits.or(Some(WakeUp::Now)),
            Room::Contested => waits = Some(soon),
            Room::Full(others) => {
                let said = said(
                    pass,
                    approved,
                    policy,
                    limit,
                    others.map(|it| it.to_string()).as_deref(),
                );
                return Some(full(pass, approved, said));
            }
        }
    }
    waits.map(|wake| claimed(pass, approved, automatic, wake))
}

/// The approval is shown, and with it the claim.
fn claimed(pass: &Pass<'_>, approved: &Approved<Offer>, automatic: bool, wake: WakeUp) -> Decision {
    let revision = approved.subject().revision();
    let mut draft = Draft::new(pass, Some(revision));
    approval::tell_approved(pass, &mut draft, approved, automatic);
    wait(draft, &words::claimed(pass.language), wake)
}

/// Nobody can tell what there is to claim from: the approval is shown, and a claim only if it is on record already. Whoever is in the way
/// is named, since it may go on for as long as nobody stops them.
fn untold(pass: &Pass<'_>, approved: &Approved<Offer>, automatic: bool, request: &str) -> Decision {
    let mut draft = Draft::new(pass, Some(approved.subject().revision()));
    approval::tell_unclaimed(pass, &mut draft, approved, automatic);
    let said = words::spending_untold(pass.language, pass.namespace(), request);
    let soon = pass.in_seconds(LOOK_AGAIN);
    wait(draft, &said.whole(), WakeUp::At(soon))
}

fn wait(mut draft: Draft, message: &str, wake: WakeUp) -> Decision {
    draft.set(
        DEPLOYED,
        Truth::False,
        reason::AWAITING_BUDGET,
        message.to_owned(),
    );
    draft.stand(
        Phase::Waiting,
        Standing::Reconciling,
        reason::AWAITING_BUDGET,
        message,
    );
    draft.wait(wake)
}

fn said(
    pass: &Pass<'_>,
    approved: &Approved<Offer>,
    policy: &DeploymentPolicy,
    limit: MonthlyLimit,
    others: Option<&str>,
) -> Said {
    let name = policy.metadata.name.as_deref().unwrap_or_default();
    let monthly = &approved.subject().revision().estimate.monthly;
    words::namespace_full(pass.language, name, monthly, limit, others)
}

/// It doesn't fit: the claim is given up. The approval stays in the spec, and counts once there is room.
fn full(pass: &Pass<'_>, approved: &Approved<Offer>, said: Said) -> Decision {
    let mut draft = Draft::new(pass, Some(approved.subject().revision()));
    let whole = said.whole();
    draft.set(
        POLICY_PASSED,
        Truth::False,
        reason::POLICY_VIOLATION,
        whole.clone(),
    );
    let unapproved = Unapproved::new(reason::POLICY_VIOLATION, whole.clone());
    approval::tell_unapproved(&mut draft, &unapproved);
    draft.set(DEPLOYED, Truth::False, reason::BUDGET_EXCEEDED, whole);
    draft.stall(
        pass,
        Phase::Failed,
        reason::BUDGET_EXCEEDED,
        said.error(ErrorCode::BudgetExceeded),
    );
    draft.wait(WakeUp::At(pass.next_interval()))
}
