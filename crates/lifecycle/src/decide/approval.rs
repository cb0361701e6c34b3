//! Whether exactly this plan is approved: by a person, digest for digest, or by `WithinBudget`. What a person approves is the plan
//! with everything that AWS says is replaced or removed ([`Offer`]), so an approval from before AWS said so is of something else.

use cloudwhisper_api::condition::{APPROVED, reason};
use cloudwhisper_api::deployment_request::{ApprovalMode, ApprovalStatus, DeploymentResult, HistoryEntry};
use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::estimate::UsageProfile;
use cloudwhisper_planner::{Approvable as _, Approval, Approved, check};

use super::draft::Draft;
use super::impact::{self, takes_data};
use super::pass::Pass;
use super::{approvers, duties, place, policies, record};
use crate::offer::{self, Offer};
use crate::revision::Revision;
use crate::stack::ChangeSet;
use crate::status::Truth;
use crate::words::approval as words;
use crate::words::approvers::names;

/// Who approved, where `WithinBudget` did.
pub(super) const AUTOMATIC: &str = "cloudwhisper:within-budget";

/// What stands against an approval.
pub(super) struct Unapproved {
    reason: &'static str,
    message: String,
}

impl Unapproved {
    /// Stands against it for this reason; the message says what to do as well.
    pub(super) fn new(reason: &'static str, message: String) -> Self {
        Self { reason, message }
    }

    /// What stands against it, and what to do.
    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

/// The plan as an approved one, if it is. `change_set` is what AWS says that it would do.
pub(super) fn judge(
    pass: &Pass<'_>,
    revision: &Revision,
    change_set: &ChangeSet,
) -> Result<(Approved<Offer>, bool), Unapproved> {
    let unapproved = match by_people(pass, revision) {
        Ok(approved) => return Ok((approved, false)),
        Err(unapproved) if pass.spec.approval.mode == ApprovalMode::Manual => return Err(unapproved),
        Err(unapproved) => unapproved,
    };
    // Where policies want people, what is missing of their approvals comes first.
    match duties::against_automatic(pass).or_else(|| approvers::against_automatic(pass)) {
        Some(_) if approvers::has_any(pass, shown(pass, revision).digest()) => Err(unapproved),
        Some(against) => Err(against),
        None => within_budget(pass, revision, change_set).map(|approved| (approved, true)),
    }
}

/// Says in the draft that the revision is approved, by everybody whose approvals it rests on.
pub(super) fn tell_approved(pass: &Pass<'_>, draft: &mut Draft, approved: &Approved<Offer>, automatic: bool) {
    let approvers: Vec<String> = approved.approvers().map(str::to_owned).collect();
    tell(pass, draft, approved.subject().revision(), &approvers, automatic);
}

/// Says in the draft that the revision is approved, without noting an approval that isn't on record: that would be a claim on what the
/// namespace may spend.
pub(super) fn tell_unclaimed(
    pass: &Pass<'_>,
    draft: &mut Draft,
    approved: &Approved<Offer>,
    automatic: bool,
) {
    let approvers: Vec<String> = approved.approvers().map(str::to_owned).collect();
    tell_condition(pass, draft, &approvers, automatic);
}

/// Says in the draft that the revision is approved, and by whom.
fn tell(pass: &Pass<'_>, draft: &mut Draft, revision: &Revision, approvers: &[String], automatic: bool) {
    let Some((approver, all)) = approvers::noted(approvers) else {
        return;
    };
    let digest = offer::digest(revision.digest, &impact::resources(pass, revision));
    let noted = pass.previous.approval.as_ref();
    let noted = noted.filter(|noted| noted.digest == digest && noted.approver == approver);
    let at = noted.map_or(pass.now, |noted| noted.at);
    draft.status.approval = Some(Box::new(ApprovalStatus {
        digest,
        approver,
        approvers: all,
        at,
        automatic,
    }));
    tell_condition(pass, draft, approvers, automatic);
}

/// Says in the draft that the revision isn't approved, and what to do.
pub(super) fn tell_unapproved(draft: &mut Draft, unapproved: &Unapproved) {
    draft.status.approval = None;
    draft.set(
        APPROVED,
        Truth::False,
        unapproved.reason,
        unapproved.message.clone(),
    );
}

/// Says in the draft what is known of the approval of a plan that is carried out or was: it counts even if it was taken
/// back since.
pub(super) fn tell_past(pass: &Pass<'_>, draft: &mut Draft, revision: &Revision) {
    if let Some(noted) = draft.status.approval.clone() {
        return tell_condition(pass, draft, noted.everybody(), noted.automatic);
    }
    // What this pass has just recorded counts as well: the next one would find it.
    let mut history = draft.status.history.iter();
    let earlier = history
        .find(|entry| entry.revision == revision.number && entry.approver != record::NOT_KNOWN)
        .map(|entry| entry.everybody().to_vec());
    match (by_people(pass, revision), earlier) {
        (Ok(approved), _) => tell_approved(pass, draft, &approved, false),
        (Err(_), Some(earlier)) => {
            let automatic = earlier.iter().any(|approver| approver == AUTOMATIC);
            tell(pass, draft, revision, &earlier, automatic);
        }
        // The same in other words: AWS found nothing to do, so nothing was carried out under this number.
        (Err(_), None) if runs_as(draft).is_some_and(|number| number != revision.number) => draft.set(
            APPROVED,
            Truth::True,
            reason::NOTHING_TO_APPROVE,
            words::nothing_to_approve(pass.language),
        ),
        (Err(_), None) if pass.spec.approval.mode == ApprovalMode::WithinBudget => {
            tell(pass, draft, revision, &[AUTOMATIC.to_owned()], true);
        }
        (Err(_), None) => draft.set(
            APPROVED,
            Truth::Unknown,
            reason::NOT_CHECKED,
            words::not_on_record(pass.language),
        ),
    }
}

/// Number of the revision that the stack was last changed to.
fn runs_as(draft: &Draft) -> Option<i64> {
    draft
        .status
        .deployment
        .as_ref()
        .and_then(|deployment| deployment.revision)
}

/// Says in the draft what can be said before AWS has checked the plan.
pub(super) fn tell_early(pass: &Pass<'_>, draft: &mut Draft, revision: &Revision) {
    let by_people = match policies::against(pass, revision) {
        Some(unapproved) => Err(unapproved),
        None => by_people(pass, revision),
    };
    match by_people {
        Ok(approved) => tell_approved(pass, draft, &approved, false),
        Err(unapproved) => tell_unapproved(draft, &unapproved),
    }
}

fn tell_condition(pass: &Pass<'_>, draft: &mut Draft, approvers: &[String], automatic: bool) {
    let (reason, message) = if automatic {
        (
            reason::APPROVED_WITHIN_BUDGET,
            words::within_budget(pass.language),
        )
    } else {
        (
            reason::APPROVED_BY_PERSON,
            words::by_people(pass.language, &names(pass.language, approvers)),
        )
    };
    draft.set(APPROVED, Truth::True, reason, message);
}

/// The plan as it is shown now.
fn shown(pass: &Pass<'_>, revision: &Revision) -> Offer {
    Offer::new(revision.clone(), &impact::resources(pass, revision))
}

/// The plan as one that as many people have approved as have to.
fn by_people(pass: &Pass<'_>, revision: &Revision) -> Result<Approved<Offer>, Unapproved> {
    let offer = shown(pass, revision);
    let losses = impact::losses(pass, revision);
    // Data that goes is accepted by the first approval, in the name of whoever has given that.
    if !losses.data.is_empty() || !approvers::has_any(pass, offer.digest()) {
        first_counts(pass, revision, &offer, &losses)?;
    }
    let how = || words::how(pass.language, pass.name(), &losses);
    approvers::check(pass, offer).map_err(|few| few.unapproved(pass, &how()))
}

/// That the first approval counts, with all the data that it names.
fn first_counts(
    pass: &Pass<'_>,
    revision: &Revision,
    offer: &Offer,
    losses: &words::Losses,
) -> Result<(), Unapproved> {
    let awaiting = |message: String| Unapproved {
        reason: reason::AWAITING_APPROVAL,
        message,
    };
    let (language, name) = (pass.language, pass.name());
    let approval = &pass.spec.approval;
    let Some(digest) = approval.plan_digest else {
        let people = approvers::required(pass);
        return Err(awaiting(
            words::needed(language, name, revision, people, losses).whole(),
        ));
    };
    if digest != offer.digest() {
        return Err(Unapproved {
            reason: reason::APPROVAL_OUTDATED,
            message: if digest == revision.digest {
                words::unseen(language, name, revision, losses).whole()
            } else {
                words::outdated(language, name, revision, losses).whole()
            },
        });
    }
    let approver = approval.approver.as_deref().map(str::trim).unwrap_or_default();
    if approver.is_empty() {
        return Err(awaiting(words::nobody(language, name, losses).whole()));
    }
    let unaccepted: Vec<&str> = losses.not_in(&approval.accept_data_loss);
    if !unaccepted.is_empty() {
        return Err(awaiting(
            words::unaccepted(language, name, revision, losses, &unaccepted).whole(),
        ));
    }
    match duties::against(pass, approver) {
        Some(unapproved) => Err(unapproved),
        None => Ok(()),
    }
}

fn within_budget(
    pass: &Pass<'_>,
    revision: &Revision,
    change_set: &ChangeSet,
) -> Result<Approved<Offer>, Unapproved> {
    let (language, name) = (pass.language, pass.name());
    let losses = impact::losses(pass, revision);
    let refuse = |reason: &'static str, why: words::NotAutomatic| Unapproved {
        reason,
        message: words::not_automatic(language, name, revision, &losses, why).whole(),
    };
    let budget = revision
        .estimate
        .budget
        .as_ref()
        .filter(|_| pass.spec.budget.is_some());
    match budget {
        None => return Err(refuse(reason::AWAITING_APPROVAL, words::NotAutomatic::NoBudget)),
        Some(budget) if !budget.within => {
            return Err(refuse(reason::BUDGET_EXCEEDED, words::NotAutomatic::AboveBudget));
        }
        Some(_) if !revision.estimate.unpriced.is_empty() => {
            return Err(refuse(reason::PRICE_UNKNOWN, words::NotAutomatic::PriceUnknown));
        }
        Some(_) => {}
    }
    if revision
        .findings
        .iter()
        .any(|finding| finding.severity >= Severity::High)
    {
        return Err(refuse(reason::AWAITING_APPROVAL, words::NotAutomatic::Finding));
    }
    if let Some(why) = said_in_the_prompt(pass, revision) {
        return Err(refuse(reason::AWAITING_APPROVAL, why));
    }
    if revision.corrects.is_some_and(|corrects| corrects.again) {
        return Err(refuse(reason::AWAITING_APPROVAL, words::NotAutomatic::DriftAgain));
    }
    if takes_data(change_set) {
        return Err(refuse(reason::AWAITING_APPROVAL, words::NotAutomatic::DataAtRisk));
    }
    let offer = shown(pass, revision);
    let approval = Approval {
        digest: offer.digest(),
        approver: AUTOMATIC.to_owned(),
    };
    check(offer, &approval).map_err(|_| refuse(reason::APPROVAL_OUTDATED, words::NotAutomatic::DataAtRisk))
}

/// What the prompt alone has put into the plan, of that which under `WithinBudget` is for approvers to say: where it runs, and usage
/// that makes it look cheaper. The admission policy guards both in the spec; the prompt is everybody's who may ask.
fn said_in_the_prompt(pass: &Pass<'_>, revision: &Revision) -> Option<words::NotAutomatic> {
    let usage = UsageProfile::of(&revision.requirements);
    let by_spec = UsageProfile::of(&Requirements {
        usage: pass.spec.usage.as_deref().cloned().unwrap_or_default(),
        ..revision.requirements.clone()
    });
    let figures = [
        ("apiRequests", usage.api_requests, by_spec.api_requests),
        (
            "lambdaInvocations",
            usage.lambda_invocations,
            by_spec.lambda_invocations,
        ),
        ("storageGB", usage.storage_gb, by_spec.storage_gb),
        ("dataTransferGB", usage.data_transfer_gb, by_spec.data_transfer_gb),
    ];
    let lower = figures.iter().find(|(_, said, granted)| said < granted);
    if let Some((field, ..)) = lower {
        return Some(words::NotAutomatic::UsageOfPrompt(field));
    }
    let by_spec = pass.spec.region.as_deref();
    let granted = by_spec.or_else(|| pass.account().map(|account| account.spec.default_region.as_str()));
    let is_granted = granted == Some(&revision.region) || runs_in(pass, &revision.region);
    (!is_granted).then_some(words::NotAutomatic::RegionOfPrompt)
}

/// Whether something runs there already, which somebody has approved.
fn runs_in(pass: &Pass<'_>, region: &str) -> bool {
    let succeeded = |entry: &HistoryEntry| entry.result == DeploymentResult::Succeeded;
    pass.previous.history.iter().any(succeeded)
        && place::known(pass).is_some_and(|place| place.region == region)
}
