//! What a whole namespace may spend: summed over everything that is approved or runs in it, without a race between two approvals.
//!
//! An approval that the status shows is a **claim** on the sum. A plan is carried out only in a pass that read all requests of the namespace
//! from the API server *after* its own claim was on record, and found that all claims and all that runs fit together. Of two that
//! claim at the same time at least one reads the other's claim; where both do, the earlier one waits for the later one to give way.

use cloudwhisper_api::amount::{Currency, Money};
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, MonthlyLimit};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentRequest, DeploymentResult, HistoryEntry};
use cloudwhisper_api::digest::Digest;
use jiff::Timestamp;
use rust_decimal::Decimal;

/// What one request of the namespace has of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// UID of the request.
    pub uid: String,
    /// The approval that its status shows, if any.
    pub claim: Option<Claim>,
    /// What of it runs, or is on its way: a month's price for each plan, of which the dearest counts.
    pub runs: Vec<Money>,
}

/// An approved plan that may be carried out at any moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is approved.
    pub digest: Digest,
    /// When the operator first saw it.
    pub at: Timestamp,
    /// What it costs in a month.
    pub monthly: Money,
}

impl Spending {
    /// What this request has of the sum, by its status.
    pub fn of(request: &DeploymentRequest) -> Self {
        let status = request.status.as_ref();
        let plan = status.and_then(|status| status.plan.as_ref());
        let approval = status.and_then(|status| status.approval.as_ref());
        let claim = approval.zip(plan).map(|(approval, plan)| Claim {
            digest: approval.digest,
            at: approval.at,
            monthly: plan.estimate.monthly.clone(),
        });
        let history = status.map_or(&[][..], |status| &status.history);
        Self {
            uid: request.metadata.uid.clone().unwrap_or_default(),
            claim,
            runs: runs(history),
        }
    }
}

/// Back to the last that succeeded. What failed may be there in part; what was taken back is not.
fn runs(history: &[HistoryEntry]) -> Vec<Money> {
    let mut runs = Vec::new();
    for entry in history {
        match entry.result {
            DeploymentResult::RolledBack => {}
            DeploymentResult::InProgress | DeploymentResult::Failed => runs.push(entry.monthly.clone()),
            DeploymentResult::Succeeded => {
                runs.push(entry.monthly.clone());
                break;
            }
        }
    }
    runs
}

/// Whether the requests of the namespace have to be read for this one: some policy limits their sum, and an approval is at hand.
pub fn is_summed<'a>(
    request: &DeploymentRequest,
    policies: impl IntoIterator<Item = &'a DeploymentPolicy>,
) -> bool {
    let approval = &request.spec.approval;
    let is_at_hand = approval.plan_digest.is_some()
        || !approval.additional_approvals.is_empty()
        || approval.mode == ApprovalMode::WithinBudget
        || request
            .status
            .as_ref()
            .is_some_and(|status| status.approval.is_some());
    is_at_hand && policies.into_iter().any(|policy| limit(policy).is_some())
}

/// What the policy lets the whole namespace spend, if it says so.
pub(crate) fn limit(policy: &DeploymentPolicy) -> Option<MonthlyLimit> {
    policy.spec.max_monthly_cost.as_ref()?.namespace
}

/// Whether a plan may be carried out beside all the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// Its claim is on record, and everything fits.
    Claimed,
    /// It would fit, and its claim isn't on record yet.
    Free,
    /// It fits with what runs, but not beside a later claim, which gives way.
    Contested,
    /// It doesn't fit. What all the others have, in the limit's currency; none where that can't be told.
    Full(Option<Decimal>),
}

/// Whether a plan of this price may be carried out under this limit, by what all requests of the namespace had once its own claim, of this
/// digest, was on record.
pub(crate) fn room(
    limit: MonthlyLimit,
    spending: &[Spending],
    uid: &str,
    digest: Digest,
    monthly: &Money,
) -> Room {
    let (own, others): (Vec<_>, Vec<_>) = spending.iter().partition(|it| it.uid == uid);
    let claim = own.iter().find_map(|it| it.claim.as_ref());
    let claim = claim.filter(|claim| claim.digest == digest);
    let runs: Vec<_> = own.iter().flat_map(|it| &it.runs).collect();
    let is_running = !runs.is_empty();
    let (Some(runs), Some(needed)) = (
        dearest(runs, limit.currency),
        dearest(vec![monthly], limit.currency),
    ) else {
        return Room::Full(None);
    };
    if is_running && needed <= runs {
        return Room::Claimed; // it adds nothing to the sum, whatever that is
    }
    let sum = |counts: &dyn Fn(&Spending) -> bool| {
        let mut sum = Decimal::ZERO;
        for other in &others {
            let claimed = other
                .claim
                .iter()
                .filter(|_| counts(other))
                .map(|claim| &claim.monthly);
            let dearest = dearest(claimed.chain(&other.runs).collect(), limit.currency)?;
            sum = sum.checked_add(dearest)?;
        }
        Some(sum)
    };
    let fits = |others: Option<Decimal>| {
        let all = others.and_then(|others| others.checked_add(needed));
        all.is_some_and(|all| all <= limit.amount.value())
    };
    let all = sum(&|_| true);
    match claim {
        Some(_) if fits(all) => Room::Claimed,
        None if fits(all) => Room::Free,
        Some(own) => {
            let is_earlier = |other: &Spending| {
                other
                    .claim
                    .as_ref()
                    .is_some_and(|claim| (claim.at, other.uid.as_str()) < (own.at, uid))
            };
            let before = sum(&is_earlier);
            if fits(before) {
                Room::Contested
            } else {
                Room::Full(before)
            }
        }
        None => Room::Full(all),
    }
}

/// The dearest of them; nothing where there is none. None where one is no number.
fn dearest(all: Vec<&Money>, currency: Currency) -> Option<Decimal> {
    all.into_iter().try_fold(Decimal::ZERO, |dearest, monthly| {
        let amount = match currency {
            Currency::USD => &monthly.usd,
            Currency::INR => &monthly.inr,
        };
        Some(dearest.max(amount.parse().ok()?))
    })
}
