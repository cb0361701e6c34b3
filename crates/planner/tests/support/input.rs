//! A prompt with nothing beside it, as the planner takes it.

#[path = "request.rs"]
pub(crate) mod prompt_alone;

use cloudwhisper_planner::PlanInput;
use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::requirements::Request;
use indexmap::IndexMap;
use prompt_alone::request;
use rust_decimal::Decimal;

/// A request that is a prompt alone, at 80 rupees per dollar. `none` stands for its answers and tags.
pub(crate) fn input<'a>(prompt: &'a str, none: &'a IndexMap<String, String>) -> PlanInput<'a> {
    PlanInput {
        request: Request {
            fallback_name: "orders",
            ..request(prompt, none)
        },
        workload: Workload::Sample,
        profile: Profile::Baseline,
        tags: none,
        account: None,
        free_tier: FreeTier::AlwaysFreeOnly,
        engine: "CloudFormation",
        exchange_rate: ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        },
        prices: Prices::default(),
    }
}
