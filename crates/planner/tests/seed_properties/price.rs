//! What a plan costs, and what is said of it.

use std::collections::BTreeSet;

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::catalog;
use cloudwhisper_planner::estimate::{UsageProfile, free_tier_eligible};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::prompts::languages;
use super::requirements::{profiles, requirements};
use super::{blueprint, cases, priced};

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
            prop_assert_eq!(line.free_tier_eligible, free_tier_eligible(&line.kind), "{:?}", line);
            if line.free_tier_eligible {
                let details = line.free_tier_details.as_deref().unwrap_or_default();
                prop_assert!(details.chars().any(|it| it.is_ascii_digit()), "no limit is said: {:?}", line);
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
        // Rupees are those of the rounded dollars, so at the very edge either answer is right.
        let edge = (monthly - allowed).abs() <= Decimal::ONE;
        prop_assert!(edge || check.within == (monthly <= allowed), "{} of {}: {:?}", monthly, allowed, check);
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
            let edge = [taxed, high].iter().any(|sum| (sum - allowed).abs() <= Decimal::ONE);
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
        let usage = UsageProfile::of(&requirements);
        for resource in blueprint.resources() {
            let service = catalog::service(resource.kind).expect("every type is in the catalogue");
            let billed = service.billed_in(resource, &blueprint, &usage);
            if billed.iter().any(|it| !it.quantity.is_zero()) {
                let unpriced = estimate.warnings.iter().any(|warning| warning.contains(resource.id.as_str()));
                prop_assert!(listed.contains(resource.id.as_str()) || unpriced, "{} is billed and not listed", &resource.id);
            }
        }
        let variable = ["AWS::Lambda::Function", "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::CloudFront::Distribution"];
        if estimate.breakdown.iter().any(|line| variable.contains(&line.kind.as_str())) {
            let warned = estimate.warnings.iter().any(|warning| {
                ["Lambda", "API Gateway", "CloudFront"].iter().any(|name| warning.contains(name))
            });
            prop_assert!(warned, "{:?}", estimate.warnings);
        }
    }
}
