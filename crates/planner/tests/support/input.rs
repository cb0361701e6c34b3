//! A prompt with nothing beside it, as the planner takes it.

use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_api::requirements::Usage;
use cloudwhisper_planner::PlanInput;
use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::requirements::Request;
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// A request that is a prompt alone, at 80 rupees per dollar. `none` stands for its answers and tags.
pub(crate) fn input<'a>(prompt: &'a str, none: &'a IndexMap<String, String>) -> PlanInput<'a> {
    PlanInput {
        request: Request {
            prompt,
            language: LanguageChoice::Auto,
            answers: none,
            parameters: none,
            project_name: None,
            fallback_name: "orders",
            region: None,
            default_region: None,
            budget: None,
            usage: Usage::default(),
            suggestion: None,
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
