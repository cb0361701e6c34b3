//! Prices a blueprint for one month.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use crate::blueprint::Blueprint;

/// Rupees per dollar, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Rupees for one dollar.
    pub inr_per_usd: Decimal,
    /// Day of the rate, `YYYY-MM-DD`.
    pub as_of: String,
}

/// What an account has for free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FreeTier {
    /// Only what every account has for ever.
    #[default]
    AlwaysFreeOnly,
    /// Credits of an account made on or after 2025-07-15; allowances as above.
    Credits {
        /// US dollars that are left, where known.
        remaining: Option<Decimal>,
    },
    /// Twelve-month allowances too.
    Legacy12Month,
}

/// What is to be priced.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The resources.
    pub blueprint: &'a Blueprint,
    /// Usage, budget and region.
    pub requirements: &'a Requirements,
    /// What is free.
    pub free_tier: &'a FreeTier,
    /// Rupees per dollar.
    pub exchange_rate: &'a ExchangeRate,
    /// The language of everything said.
    pub language: Language,
}

/// Prices a blueprint for one month of 730 hours.
pub fn estimate(_query: &Query<'_>) -> Estimate {
    todo!("developer E")
}

/// Whether an always-free allowance covers some use of this type.
pub fn free_tier_eligible(_kind: &str) -> bool {
    false
}

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

/// A quantity that AWS bills: `dimension` is the price catalogue's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Service and dimension as in `prices.csv`, such as `Lambda` and `requests`.
    pub service: &'static str,
    /// The dimension.
    pub dimension: &'static str,
    /// How much a month, in single units: requests, not millions of them.
    pub quantity: Decimal,
}
