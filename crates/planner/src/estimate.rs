//! Prices a blueprint for one month.

use rust_decimal::Decimal;

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
