//! How much everything is used in a month: as said, else the defaults of a small application.

use cloudwhisper_api::amount::Amount;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;
use cloudwhisper_api::requirements::{Requirements, Usage};
use rust_decimal::Decimal;

use super::words;
use crate::blueprint::Blueprint;

/// Requests a month where nothing was said; the founding documents' "conservative estimate for a small application", 2025.
const REQUESTS: u64 = 10_000;
/// Gigabytes kept, and gigabytes sent to the internet, where nothing was said; same source.
const GIGABYTES: Decimal = Decimal::ONE;

/// How much everything is used in a month: said, or default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageProfile {
    /// Requests at the front door.
    pub api_requests: Decimal,
    /// Calls of functions.
    pub lambda_invocations: Decimal,
    /// Gigabytes kept.
    pub storage_gb: Decimal,
    /// Gigabytes sent to the internet.
    pub data_transfer_gb: Decimal,
}

pub(super) fn profile(usage: &Usage) -> UsageProfile {
    let requests = usage.api_requests.unwrap_or(REQUESTS);
    UsageProfile {
        api_requests: Decimal::from(requests),
        lambda_invocations: Decimal::from(usage.lambda_invocations.unwrap_or(requests)),
        storage_gb: usage.storage_gb.map_or(GIGABYTES, Amount::value),
        data_transfer_gb: usage.data_transfer_gb.map_or(GIGABYTES, Amount::value),
    }
}

/// The defaults that a price rests on, where a resource of the blueprint is billed by them.
pub fn assumptions(
    requirements: &Requirements,
    blueprint: &Blueprint,
    language: Language,
) -> Vec<Assumption> {
    let usage = &requirements.usage;
    let has = |kind: &str| blueprint.of_kind(kind).next().is_some();
    let kinds = ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::RDS::DBInstance"];
    let keeps = kinds.iter().any(|kind| has(kind));
    let defaults = [
        (
            "usage.apiRequests",
            usage.api_requests.is_none(),
            REQUESTS.to_string(),
        ),
        (
            "usage.storageGB",
            usage.storage_gb.is_none() && keeps,
            GIGABYTES.to_string(),
        ),
        (
            "usage.dataTransferGB",
            usage.data_transfer_gb.is_none(),
            GIGABYTES.to_string(),
        ),
    ];
    let assumed = defaults.into_iter().filter(|(_, assumed, _)| *assumed);
    assumed
        .map(|(field, _, value)| Assumption {
            field: field.to_owned(),
            value,
            reason: words::small_application(language),
        })
        .collect()
}
