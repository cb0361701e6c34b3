//! What a month costs: sums that anybody can check by hand, and laws that hold for every plan.

#[path = "support/requirements.rs"]
mod support;

use std::collections::BTreeSet;
use std::str::FromStr;

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_api::requirements::{
    AppType, Compute, Framework, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices, Query, estimate, free_tier_eligible};
use cloudwhisper_planner::requirements::Guessed;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn rate() -> ExchangeRate {
    ExchangeRate {
        inr_per_usd: Decimal::from(80),
        as_of: "2026-01-01".to_owned(),
    }
}

fn api() -> Requirements {
    Requirements {
        app_type: Some(AppType::Api),
        framework: Some(Framework::Express),
        compute: Some(Compute::Lambda),
        storage: vec![Storage::Dynamodb],
        networking: Networking {
            public_access: true,
            custom_domain: None,
        },
        budget: None,
        region: "us-east-1".to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    }
}

fn priced(requirements: &Requirements, profile: Profile, free_tier: &FreeTier) -> Estimate {
    priced_with(requirements, &Workload::Sample, profile, free_tier)
}

fn priced_with(
    requirements: &Requirements,
    workload: &Workload,
    profile: Profile,
    free_tier: &FreeTier,
) -> Estimate {
    let wanted = Design {
        network: None,
        requirements,
        workload,
        profile,
    };
    let blueprint = design(&wanted);
    estimate(&Query {
        blueprint: &blueprint,
        design: &wanted,
        free_tier,
        exchange_rate: &rate(),
        prices: &Prices::default(),
        language: Language::English,
        guessed: Guessed::default(),
    })
}

fn monthly(requirements: &Requirements) -> Estimate {
    priced(requirements, Profile::Baseline, &FreeTier::AlwaysFreeOnly)
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a decimal")
}

fn line<'a>(estimate: &'a Estimate, kind: &str) -> &'a cloudwhisper_api::plan::BreakdownLine {
    estimate
        .breakdown
        .iter()
        .find(|line| line.kind == kind)
        .expect("a line")
}

#[test]
fn a_million_requests_of_an_http_api_cost_one_dollar() {
    let mut requirements = api();
    requirements.usage.api_requests = Some(1_000_000);
    requirements.usage.lambda_invocations = Some(1_000_000);
    requirements.usage.data_transfer_gb = Some("0".parse().expect("an amount"));
    let estimate = monthly(&requirements);
    assert_eq!(
        line(&estimate, "AWS::ApiGatewayV2::Api").usd,
        "1.00",
        "1,000,000 × 1.00 USD per million in us-east-1"
    );
    assert_eq!(
        line(&estimate, "AWS::Lambda::Function").usd,
        "0.00",
        "a million calls and 400,000 GB-seconds are always free"
    );
}

#[test]
fn beyond_the_allowance_every_call_is_billed() {
    let mut requirements = api();
    requirements.usage.lambda_invocations = Some(3_000_000);
    let estimate = monthly(&requirements);
    let cost = decimal(&line(&estimate, "AWS::Lambda::Function").usd);
    assert!(
        cost >= decimal("0.40"),
        "2,000,000 × 0.20 USD per million for the calls alone; {cost}"
    );
}

#[test]
fn twelve_month_allowances_count_only_for_accounts_that_have_them() {
    let requirements = api();
    let always = priced(&requirements, Profile::Baseline, &FreeTier::AlwaysFreeOnly);
    let legacy = priced(&requirements, Profile::Baseline, &FreeTier::Legacy12Month);
    assert_eq!(
        line(&always, "AWS::ApiGatewayV2::Api").usd,
        "0.01",
        "10,000 × 1.00 USD per million"
    );
    assert_eq!(
        line(&legacy, "AWS::ApiGatewayV2::Api").usd,
        "0.00",
        "a million calls were free for twelve months"
    );
}

#[test]
fn credits_are_told_in_months() {
    let mut requirements = api();
    requirements.compute = Some(Compute::Ecs);
    let credits = FreeTier::Credits {
        remaining: Some(Decimal::from(100)),
    };
    let estimate = priced(&requirements, Profile::Baseline, &credits);
    assert!(
        estimate
            .warnings
            .iter()
            .any(|warning| warning.contains("credits of $100.00")),
        "{:?}",
        estimate.warnings
    );
}

#[test]
fn a_region_without_prices_is_priced_like_its_neighbour_and_says_so() {
    let mut requirements = api();
    requirements.region = "eu-central-1".to_owned();
    let estimate = monthly(&requirements);
    assert!(
        estimate
            .warnings
            .iter()
            .any(|warning| warning.contains("eu-west-1")),
        "{:?}",
        estimate.warnings
    );
}

#[test]
fn a_suggestion_names_what_it_saves_and_really_saves_it() {
    let mut requirements = api();
    requirements.compute = Some(Compute::Ecs);
    requirements.budget = Some(Budget {
        amount: "1".parse().expect("an amount"),
        currency: Currency::USD,
        period: Period::Month,
    });
    let dear = monthly(&requirements);
    let budget = dear.budget.clone().expect("a check");
    assert!(!budget.within);

    requirements.compute = Some(Compute::Lambda);
    let cheap = monthly(&requirements);
    let saved = decimal(&dear.monthly.usd) - decimal(&cheap.monthly.usd);
    let first = &budget.suggestions[0];
    let named: Decimal = first
        .split_whitespace()
        .find_map(dollars_in)
        .unwrap_or_else(|| panic!("no amount in {first}"));
    assert!(
        (named - saved).abs() <= decimal("0.01"),
        "{first}, but {saved} is saved"
    );
}

/// The dollars in a word such as `−$1,234.50`.
fn dollars_in(word: &str) -> Option<Decimal> {
    Decimal::from_str(&word.trim_start_matches('−').strip_prefix('$')?.replace(',', "")).ok()
}

fn named(kind: &str) -> NamedService {
    NamedService {
        kind: kind.to_owned(),
        name: None,
        properties: indexmap::IndexMap::new(),
    }
}

fn nothing_a_month() -> Budget {
    Budget {
        amount: "0".parse().expect("nothing is an amount"),
        currency: Currency::USD,
        period: Period::Month,
    }
}

#[test]
fn a_site_costs_nothing_more_when_its_own_parts_are_named() {
    let site = |app_type, framework, kinds: &[&str]| Requirements {
        app_type: Some(app_type),
        framework,
        storage: Vec::new(),
        budget: Some(nothing_a_month()),
        services: kinds.iter().copied().map(named).collect(),
        ..api()
    };
    let parts = ["AWS::S3::Bucket", "AWS::CloudFront::Distribution"];
    for kinds in [&parts[..0], &parts[..1], &parts[1..], &parts] {
        let estimate = monthly(&site(AppType::StaticSite, None, kinds));
        assert_eq!(estimate.monthly.usd, "0.00", "{kinds:?}");
    }
    let program = ["AWS::Lambda::Function"];
    let estimate = monthly(&site(AppType::WebApp, Some(Framework::Nextjs), &program));
    assert_eq!(estimate.monthly.usd, "0.00");
    let files = monthly(&site(AppType::WebApp, Some(Framework::Nextjs), &parts));
    assert_ne!(
        files.monthly.usd, "0.00",
        "a bucket beside the site keeps more than pages"
    );
}

#[test]
fn where_nothing_may_be_paid_a_free_front_door_is_suggested_instead_of_a_named_one() {
    let estimate = monthly(&Requirements {
        budget: Some(nothing_a_month()),
        services: vec![named("AWS::ApiGatewayV2::Api")],
        ..api()
    });
    let check = estimate.budget.expect("a budget is checked");
    assert!(!check.within, "10,000 calls of an API Gateway are not free");
    let [suggestion] = &check.suggestions[..] else {
        panic!("{:?}", check.suggestions);
    };
    assert!(
        suggestion.contains("behind CloudFront") && suggestion.contains("$0.01"),
        "{suggestion}"
    );
}

#[test]
fn a_rest_api_is_dearer_than_an_http_api() {
    let mut requirements = api();
    requirements.usage.api_requests = Some(10_000_000);
    let http = decimal(&monthly(&requirements).monthly.usd);
    requirements.services.push(NamedService {
        kind: "AWS::ApiGateway::RestApi".to_owned(),
        name: None,
        properties: indexmap::IndexMap::new(),
    });
    let rest = decimal(&monthly(&requirements).monthly.usd);
    assert!(rest > http, "{rest} against {http}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Seed property 13: rupees are dollars at the rate that stands beside them.
    #[test]
    fn property_13_both_currencies_at_the_stated_rate(requirements in support::requirements(), profile in support::profiles()) {
        let estimate = priced(&requirements, profile, &FreeTier::AlwaysFreeOnly);
        prop_assert_eq!(&estimate.exchange_rate, "80");
        prop_assert_eq!(decimal(&estimate.monthly.usd) * Decimal::from(80), decimal(&estimate.monthly.inr));
    }

    /// Seed property 14: an allowance is told on every resource that may draw on it.
    #[test]
    fn property_14_free_tier_is_marked_and_explained(requirements in support::requirements()) {
        for line in monthly(&requirements).breakdown {
            prop_assert_eq!(line.free_tier_eligible, free_tier_eligible(&line.kind));
            prop_assert!(!line.free_tier_eligible || line.free_tier_details.is_some(), "{}", line.kind);
        }
    }

    /// Seed property 15: over budget is flagged, and what would help is computed.
    #[test]
    fn property_15_over_budget_is_flagged(mut requirements in support::requirements(), limit in 0_u32..200) {
        requirements.budget = Some(Budget {
            amount: limit.to_string().parse().expect("an amount"),
            currency: Currency::USD,
            period: Period::Month,
        });
        let estimate = monthly(&requirements);
        let over = decimal(&estimate.monthly.usd) > Decimal::from(limit);
        let check = estimate.budget.expect("a check");
        prop_assert_eq!(check.within, !over);
        prop_assert_eq!(estimate.warnings.iter().any(|warning| warning.starts_with("Over budget")), over);
    }

    /// Seed property 16: the lines are the sum, within rounding, and every amount can be retraced.
    #[test]
    fn property_16_the_breakdown_adds_up(
        requirements in support::requirements(),
        workload in support::workloads(),
        profile in support::profiles(),
    ) {
        let estimate = priced_with(&requirements, &workload, profile, &FreeTier::AlwaysFreeOnly);
        let lines: Decimal = estimate.breakdown.iter().map(|line| decimal(&line.usd)).sum();
        let slack = decimal("0.0001") * Decimal::from(estimate.breakdown.len()) + decimal("0.005");
        prop_assert!((lines - decimal(&estimate.monthly.usd)).abs() <= slack, "{} against {}", lines, estimate.monthly.usd);
        // What has no sourced price is in no sum, and is named.
        let named = |id: &str| estimate.warnings.iter().any(|warning| warning.starts_with(id));
        prop_assert!(estimate.breakdown.iter().all(|line| !line.calculation.is_empty() || named(&line.logical_id)));
    }

    #[test]
    fn more_use_never_costs_less(requirements in support::requirements(), more in 0_u64..50_000_000) {
        let mut busier = requirements.clone();
        busier.usage.api_requests = Some(requirements.usage.api_requests.unwrap_or(10_000).saturating_add(more));
        busier.usage.lambda_invocations = Some(
            requirements.usage.lambda_invocations.or(requirements.usage.api_requests).unwrap_or(10_000).saturating_add(more),
        );
        prop_assert!(decimal(&monthly(&busier).monthly.usd) >= decimal(&monthly(&requirements).monthly.usd));
    }

    #[test]
    fn nothing_is_ever_negative_and_what_has_no_price_is_told(
        requirements in support::requirements(),
        profile in support::profiles(),
        account in accounts(),
    ) {
        let estimate = priced(&requirements, profile, &account);
        prop_assert!(decimal(&estimate.monthly.usd) >= Decimal::ZERO);
        prop_assert!(decimal(&estimate.free_tier_savings.usd) >= Decimal::ZERO);
        for line in &estimate.breakdown {
            prop_assert!(decimal(&line.usd) >= Decimal::ZERO && decimal(&line.inr) >= Decimal::ZERO, "{:?}", line);
        }
        // tests/prices.rs lists the few that have none.
        let told: BTreeSet<&str> = estimate
            .warnings
            .iter()
            .filter(|warning| warning.contains("no price is known"))
            .filter_map(|warning| warning.split(':').next())
            .collect();
        let unknown: BTreeSet<&str> = estimate.unpriced.iter().map(|what| what.logical_id.as_str()).collect();
        prop_assert_eq!(told, unknown);
    }

    /// What is free and what is paid for add up to the list price, whatever the account; and the more is free, the less is paid.
    #[test]
    fn an_allowance_moves_money_and_makes_none(requirements in support::requirements(), profile in support::profiles()) {
        let always = priced(&requirements, profile, &FreeTier::AlwaysFreeOnly);
        let first_year = priced(&requirements, profile, &FreeTier::Legacy12Month);
        let list = |it: &Estimate| decimal(&it.monthly.usd) + decimal(&it.free_tier_savings.usd);
        prop_assert!((list(&always) - list(&first_year)).abs() <= decimal("0.02"));
        prop_assert!(decimal(&first_year.monthly.usd) <= decimal(&always.monthly.usd));
        let credits = priced(&requirements, profile, &FreeTier::Credits { remaining: None });
        prop_assert_eq!(&credits.monthly, &always.monthly);
    }

    /// On one and the same blueprint: more of anything never costs less.
    #[test]
    fn each_usage_by_itself_is_monotone(
        requirements in support::requirements(),
        profile in support::profiles(),
        account in accounts(),
        (field, much, more) in (0..4_u8, 0..10_000_000_u64, 0..10_000_000_u64),
    ) {
        let blueprint = design(&Design { network: None, requirements: &requirements, workload: &Workload::Sample, profile });
        let cost = |quantity: u64| {
            let mut used = requirements.clone();
            let amount = || Some(quantity.to_string().parse().expect("an amount"));
            match field {
                0 => used.usage.api_requests = Some(quantity),
                1 => used.usage.lambda_invocations = Some(quantity),
                2 => used.usage.storage_gb = amount(),
                _ => used.usage.data_transfer_gb = amount(),
            }
            let wanted = Design { network: None, requirements: &used, workload: &Workload::Sample, profile };
            let query = Query {
                blueprint: &blueprint,
                design: &wanted,
                free_tier: &account,
                exchange_rate: &rate(),
                prices: &Prices::default(),
                language: Language::English,
                guessed: Guessed::default(),
            };
            decimal(&estimate(&query).monthly.usd)
        };
        prop_assert!(cost(much + more) >= cost(much));
    }

    /// What is expected lies between the ends, and whoever says everything gets one number.
    #[test]
    fn the_expected_sum_lies_between_the_ends(
        requirements in support::requirements(),
        profile in support::profiles(),
        account in accounts(),
    ) {
        let estimate = priced(&requirements, profile, &account);
        if let Some(range) = &estimate.range {
            let (low, high) = (decimal(&range.low.usd), decimal(&range.high.usd));
            let expected = decimal(&estimate.monthly.usd);
            prop_assert!(low <= expected && expected <= high, "{} {} {}", low, expected, high);
            prop_assert_eq!(high * Decimal::from(80), decimal(&range.high.inr));
        }
        let mut said = requirements;
        // So few that what is guessed of each costs nothing, whatever it is.
        said.usage.api_requests = Some(5);
        said.usage.lambda_invocations = None;
        said.usage.storage_gb.get_or_insert("5".parse().expect("an amount"));
        said.usage.data_transfer_gb.get_or_insert("5".parse().expect("an amount"));
        prop_assert_eq!(priced(&said, profile, &account).range, None);
    }

    /// Nothing panics and nothing turns negative, however much somebody says is used.
    #[test]
    fn absurd_use_has_a_price(requirements in support::requirements(), requests in any::<u64>(), gigabytes in any::<u64>()) {
        let mut absurd = requirements;
        absurd.usage.api_requests = Some(requests);
        absurd.usage.storage_gb = Some(gigabytes.to_string().parse().expect("an amount"));
        absurd.usage.data_transfer_gb = Some("79228162514264337593543950335".parse().expect("the most that a decimal holds"));
        prop_assert!(decimal(&monthly(&absurd).monthly.usd) >= Decimal::ZERO);
    }

    /// Every suggestion with a saving comes with the sum, and none is empty of figures.
    #[test]
    fn whoever_is_over_budget_is_told_what_to_do(requirements in support::requirements(), profile in support::profiles()) {
        let mut requirements = requirements;
        requirements.budget = Some(Budget { amount: "0".parse().expect("an amount"), currency: Currency::INR, period: Period::Year });
        let estimate = priced(&requirements, profile, &FreeTier::AlwaysFreeOnly);
        let check = estimate.budget.expect("a check");
        prop_assert_eq!(check.within, estimate.monthly.usd == "0.00");
        prop_assert_eq!(check.within, check.suggestions.is_empty());
        prop_assert!(check.suggestions.iter().all(|it| it.contains('$') && it.contains('₹')), "{:?}", check.suggestions);
    }
}

fn accounts() -> impl Strategy<Value = FreeTier> {
    let remaining = Some(Decimal::from(100));
    prop_oneof![
        Just(FreeTier::AlwaysFreeOnly),
        Just(FreeTier::Credits { remaining }),
        Just(FreeTier::Legacy12Month)
    ]
}
