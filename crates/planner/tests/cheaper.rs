//! What is suggested where a plan costs more than it may.

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Compute, Networking, Requirements, Storage, Usage};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{self, ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::requirements::Guessed;
use rust_decimal::Decimal;

fn suggested(compute: Compute, workload: &Workload, profile: Profile) -> Vec<String> {
    let requirements = Requirements {
        app_type: Some(AppType::WebApp),
        framework: None,
        compute: Some(compute),
        storage: vec![Storage::S3],
        networking: Networking {
            public_access: true,
            custom_domain: None,
        },
        budget: Some(Budget {
            amount: "0".parse().expect("nothing is an amount"),
            currency: Currency::USD,
            period: Period::Month,
        }),
        region: "us-east-1".to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    };
    let wanted = Design {
        network: None,
        requirements: &requirements,
        workload,
        profile,
    };
    let estimate = estimate::estimate(&estimate::Query {
        blueprint: &design(&wanted),
        design: &wanted,
        free_tier: &FreeTier::AlwaysFreeOnly,
        exchange_rate: &ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        },
        prices: &Prices::default(),
        language: Language::English,
        guessed: Guessed::default(),
    });
    let check = estimate.budget.expect("a budget is checked");
    assert!(!check.within, "nothing to suggest for {compute:?}");
    check.suggestions
}

fn is_suggested(suggestions: &[String], what: &str) -> bool {
    suggestions.iter().any(|suggestion| suggestion.contains(what))
}

#[test]
fn functions_are_suggested_instead_of_a_machine_unless_an_image_is_there_already() {
    let sample = suggested(Compute::Ec2, &Workload::Sample, Profile::Baseline);
    assert!(is_suggested(&sample, "(Lambda)"), "{sample:?}");
    let image = Workload::Image("111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1".to_owned());
    for compute in [Compute::Ec2, Compute::Ecs] {
        let image = suggested(compute, &image, Profile::Baseline);
        assert!(!is_suggested(&image, "(Lambda)"), "{compute:?}: {image:?}");
    }
}

#[test]
fn baseline_is_suggested_instead_of_hardened_and_not_instead_of_itself() {
    let hardened = suggested(Compute::Ec2, &Workload::Sample, Profile::Hardened);
    assert!(is_suggested(&hardened, "Baseline"), "{hardened:?}");
    let baseline = suggested(Compute::Ec2, &Workload::Sample, Profile::Baseline);
    assert!(!is_suggested(&baseline, "Baseline"), "{baseline:?}");
}
