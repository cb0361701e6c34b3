//! How much it will be used. A model's figure counts where nobody said one, and only if it makes the plan look no cheaper than it would without:
//! a price that looks low may pass a budget.

use cloudwhisper_api::amount::Amount;
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use super::{model, proposal};
use crate::estimate::UsageProfile;
use crate::requirements::Guessed;
use crate::requirements::draft::{Case, Known, Notes};
use crate::requirements::words::Why;

/// Merges the model's figures into the requirements, which are whole by now: what stands without them is what the estimate would take.
pub(in crate::requirements) fn usage(
    case: &Case<'_>,
    requirements: &mut Requirements,
    guessed: &mut Guessed,
    notes: &mut Notes,
) {
    let Some(said) = proposal(case).map(|it| &it.usage) else {
        return;
    };
    let without = UsageProfile::of(requirements);
    let given = &case.request.usage;
    let mut merge =
        |field: &str, ruled: Option<Decimal>, fixed: bool, without: Decimal, said: Option<Decimal>| {
            let said = said.filter(|said| ruled != Some(*said))?;
            let known = notes.known(field, field);
            let stands = ruled.unwrap_or(without).normalize().to_string();
            let why = if fixed || ruled.is_some() && known == Known::Said {
                Why::SaidOtherwise
            } else if said < without {
                Why::LooksCheaper
            } else {
                notes.forget(field);
                notes.understood_by(model(case), field, said.normalize());
                return Some(said);
            };
            let said = said.normalize().to_string();
            notes.not_taken(model(case), field, &stands, &said, why);
            None
        };
    let usage = &mut requirements.usage;
    let count = |value: Option<u64>| value.map(Decimal::from);
    let amount = |value: Option<Amount>| value.map(Amount::value);
    if let Some(requests) = merge(
        "usage.apiRequests",
        count(usage.api_requests),
        given.api_requests.is_some(),
        without.api_requests,
        count(said.api_requests),
    ) {
        // Calls that follow from requests keep following.
        usage.api_requests = requests.try_into().ok();
        guessed.requests = true;
    }
    if let Some(calls) = merge(
        "usage.lambdaInvocations",
        count(usage.lambda_invocations),
        given.lambda_invocations.is_some(),
        without
            .lambda_invocations
            .max(count(usage.api_requests).unwrap_or_default()),
        count(said.lambda_invocations),
    ) {
        usage.lambda_invocations = calls.try_into().ok();
    }
    if let Some(kept) = merge(
        "usage.storageGB",
        amount(usage.storage_gb),
        given.storage_gb.is_some(),
        without.storage_gb,
        amount(said.storage_gb),
    ) {
        usage.storage_gb = Amount::try_from(kept).ok();
        guessed.storage = true;
    }
    let sent = UsageProfile::of(requirements).data_transfer_gb;
    if let Some(sent) = merge(
        "usage.dataTransferGB",
        amount(requirements.usage.data_transfer_gb),
        given.data_transfer_gb.is_some(),
        sent,
        amount(said.data_transfer_gb),
    ) {
        requirements.usage.data_transfer_gb = Amount::try_from(sent).ok();
    }
}
