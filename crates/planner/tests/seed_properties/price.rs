//! What a plan costs, and what is said of it.

use std::collections::BTreeSet;

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::prompts::languages;
use super::requirements::{profiles, requirements};
use super::{blueprint, cases, priced};

/// What every account has for ever of each type, per month, in figures of the pages that `estimate/free_tier/always.rs` names; kept here
/// by hand so that the list there is checked against something.
const ALWAYS_FREE: [(&str, &[u32]); 14] = [
    ("AWS::Lambda::Function", &[1_000_000, 400_000]),
    ("AWS::DynamoDB::Table", &[25]),
    ("AWS::CloudFront::Distribution", &[1, 10_000_000]),
    ("AWS::SQS::Queue", &[1_000_000]),
    ("AWS::SNS::Topic", &[1_000_000]),
    ("AWS::SNS::Subscription", &[1_000]),
    ("AWS::Logs::LogGroup", &[5]),
    ("AWS::CloudWatch::Alarm", &[10]),
    ("AWS::CloudWatch::Dashboard", &[3]),
    ("AWS::StepFunctions::StateMachine", &[4_000]),
    ("AWS::KMS::Key", &[20_000]),
    ("AWS::Cognito::UserPool", &[10_000]),
    ("AWS::XRay::Group", &[100_000]),
    ("AWS::DSQL::Cluster", &[100_000, 1]),
];

/// What costs for being there, whoever uses it, and no account has for free.
const CHARGED: [&str; 14] = [
    "AWS::AmazonMQ::Broker",
    "AWS::EC2::EIP",
    "AWS::EC2::NatGateway",
    "AWS::EC2::VPNConnection",
    "AWS::EKS::Cluster",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::FSx::FileSystem",
    "AWS::GlobalAccelerator::Accelerator",
    "AWS::KMS::Key",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::Route53::HostedZone",
    "AWS::SecretsManager::Secret",
    "AWS::WAFv2::WebACL",
];

/// What costs more the more it is used, and the name that a warning of it bears.
const VARIABLE: [(&str, &str); 4] = [
    ("AWS::Lambda::Function", "Lambda"),
    ("AWS::ApiGateway::RestApi", "API Gateway"),
    ("AWS::ApiGatewayV2::Api", "API Gateway"),
    ("AWS::CloudFront::Distribution", "CloudFront"),
];

/// Every number of a text, whichever way it is grouped.
fn numbers(text: &str) -> BTreeSet<u32> {
    let plain: String = text.chars().filter(|it| *it != ',').collect();
    let digits = plain.split(|it: char| !it.is_ascii_digit());
    digits.filter_map(|it| it.parse().ok()).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("an amount is a decimal")
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn property_13_dual_currency_cost_calculation(requirements in requirements(), profile in profiles()) {
        let estimate = priced(&requirements, profile, Language::English);
        let rate = decimal(&estimate.exchange_rate);
        prop_assert_eq!(rate, Decimal::from(80));
        let said = estimate.warnings.iter().any(|it| it.contains("₹80") && it.contains("2026-01-01"));
        prop_assert!(said, "the rate and its day: {:?}", estimate.warnings);
        let sum = &estimate.monthly;
        prop_assert_eq!(decimal(&sum.inr), (decimal(&sum.usd) * rate).round_dp(2));
        prop_assert!(decimal(&sum.usd) >= Decimal::ZERO);
        let lines: Decimal = estimate.breakdown.iter().map(|line| decimal(&line.usd)).sum();
        // Lines are rounded one by one, the sum once.
        let slack = Decimal::new(1, 2) * Decimal::from(estimate.breakdown.len() + 1);
        prop_assert!((lines - decimal(&sum.usd)).abs() <= slack, "{} and {}", lines, sum.usd);
        for line in &estimate.breakdown {
            let apart = (decimal(&line.inr) - decimal(&line.usd) * rate).abs();
            prop_assert!(apart <= Decimal::ONE, "{:?}", line);
        }
    }

    #[test]
    fn property_14_free_tier_indication(requirements in requirements(), profile in profiles(), language in languages()) {
        let estimate = priced(&requirements, profile, language);
        for line in &estimate.breakdown {
            let own = ALWAYS_FREE.iter().find(|(kind, _)| *kind == line.kind);
            prop_assert_eq!(line.free_tier_eligible, own.is_some(), "{:?}", line);
            if let Some((_, figures)) = own {
                let said = numbers(line.free_tier_details.as_deref().unwrap_or_default());
                let spoken = figures.iter().any(|figure| said.contains(figure));
                prop_assert!(spoken, "none of {:?} is said: {:?}", figures, line);
            }
        }
    }

    #[test]
    fn property_15_budget_constraint_violation_detection(
        mut requirements in requirements(), profile in profiles(), language in languages(),
        cents in 0..20_000_u32, rupees in any::<bool>(), yearly in any::<bool>(),
    ) {
        let amount = Decimal::new(i64::from(cents), 2);
        requirements.budget = Some(Budget {
            amount: amount.try_into().expect("it is an amount"),
            currency: if rupees { Currency::INR } else { Currency::USD },
            period: if yearly { Period::Year } else { Period::Month },
        });
        let estimate = priced(&requirements, profile, language);
        let monthly = if rupees { decimal(&estimate.monthly.inr) } else { decimal(&estimate.monthly.usd) };
        let allowed = if yearly { amount / Decimal::from(12) } else { amount };
        let check = estimate.budget.as_ref().expect("a budget is checked");
        prop_assert_eq!(check.within, monthly <= allowed, "{} of {}: {:?}", monthly, allowed, check);
        let mut unlimited = requirements.clone();
        unlimited.budget = None;
        let without = priced(&unlimited, profile, language);
        prop_assert!(without.budget.is_none());
        prop_assert_eq!(&without.monthly, &estimate.monthly, "a budget changes no price");
        if check.within {
            // What there is to say of a budget that is kept: that tax would break it, and that ten times the guessed use would.
            let taxed = monthly * Decimal::new(118, 2);
            let high = estimate.range.as_ref().map_or(&estimate.monthly, |range| &range.high);
            let high = decimal(if rupees { &high.inr } else { &high.usd });
            let said = estimate.warnings.len() - without.warnings.len();
            prop_assert_eq!(&estimate.warnings[said..], &without.warnings[..]);
            // The taxed sum is shown in whole cents, and in the rupees of those.
            let cent = if rupees { Decimal::ONE } else { Decimal::new(1, 2) };
            let edge = (taxed - allowed).abs() <= cent;
            let expected = usize::from(taxed > allowed) + usize::from(high > allowed);
            prop_assert!(edge || said == expected, "{} and {} of {}: {:?}", taxed, high, allowed, estimate.warnings);
        } else {
            prop_assert!(estimate.warnings.len() > without.warnings.len(), "nothing warns: {:?}", estimate.warnings);
            prop_assert!(!check.suggestions.is_empty() && check.suggestions.iter().all(|it| it.trim().len() > 5), "{:?}", check);
        }
    }

    #[test]
    fn property_16_cost_breakdown_completeness(requirements in requirements(), profile in profiles()) {
        let blueprint = blueprint(&requirements, profile);
        let estimate = priced(&requirements, profile, Language::English);
        let listed: BTreeSet<&str> = estimate.breakdown.iter().map(|line| line.logical_id.as_str()).collect();
        prop_assert_eq!(listed.len(), estimate.breakdown.len(), "a resource is there twice");
        for resource in blueprint.resources().iter().filter(|it| CHARGED.contains(&it.kind)) {
            let id = resource.id.as_str();
            let line = estimate.breakdown.iter().find(|line| line.logical_id == id);
            let unpriced = estimate.warnings.iter().any(|warning| warning.contains(id));
            let paid = line.is_some_and(|line| decimal(&line.usd) > Decimal::ZERO);
            prop_assert!(paid || unpriced, "{} costs by the hour: {:?}", id, line);
        }
        for (kind, name) in VARIABLE {
            if estimate.breakdown.iter().any(|line| line.kind == kind) {
                let warned = estimate.warnings.iter().any(|warning| warning.contains(name));
                prop_assert!(warned, "{} grows with use: {:?}", kind, estimate.warnings);
            }
        }
    }
}
