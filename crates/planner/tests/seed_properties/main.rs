//! The planner's share of the founding document's correctness properties, each as a test that bears its number and its words:
//! 1–5 and 28–29 (`understanding`), 9–12 and 30 (`resources`), 13–16 (`price`), 17–18 and 31–33 (`words`); and laws that it takes
//! for granted (`laws`). Over generated prompts in three languages, and over generated requirements where a prompt would say less.
//!
//! The document asks for a hundred cases of each; these are 256.

#[path = "../support/input.rs"]
mod input;
mod laws;
mod price;
mod prompts;
#[path = "../support/requirements.rs"]
mod requirements;
mod resources;
mod understanding;
mod words;

use cloudwhisper_api::plan::Estimate;
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{self, ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::requirements::Guessed;
use cloudwhisper_planner::{Plan, Planned, plan};
use indexmap::IndexMap;
use proptest::test_runner::Config;
use rust_decimal::Decimal;

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;

/// Cases of each property.
fn cases() -> Config {
    Config {
        cases: 256,
        failure_persistence: None,
        ..Config::default()
    }
}

/// What becomes of a prompt with nothing beside it.
fn planned(prompt: &str) -> Result<Planned, UserError> {
    let none = IndexMap::new();
    plan(&input::input(prompt, &none))
}

/// The plan of a prompt that leaves no question.
fn whole_plan(prompt: &str) -> Plan {
    let planned = planned(prompt).unwrap_or_else(|error| panic!("{prompt:?}: {error:?}"));
    let questions = planned.understood.clarifications;
    planned
        .plan
        .unwrap_or_else(|| panic!("{prompt:?}: {questions:?}"))
}

fn blueprint(requirements: &Requirements, profile: Profile) -> Blueprint {
    design(&Design {
        network: None,
        requirements,
        workload: &Workload::Sample,
        profile,
    })
}

/// At 80 rupees per dollar, with what is always free.
fn priced(requirements: &Requirements, profile: Profile, language: Language) -> Estimate {
    let design = Design {
        network: None,
        requirements,
        workload: &Workload::Sample,
        profile,
    };
    estimate::estimate(&estimate::Query {
        blueprint: &blueprint(requirements, profile),
        design: &design,
        free_tier: &FreeTier::AlwaysFreeOnly,
        exchange_rate: &ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        },
        prices: &Prices::default(),
        language,
        guessed: Guessed::default(),
    })
}
