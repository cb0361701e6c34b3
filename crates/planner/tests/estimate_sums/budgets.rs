//! Whether a budget is kept, and what is suggested where it isn't.

use cloudwhisper_api::amount::{Currency, Period};
use cloudwhisper_api::requirements::Storage;

use super::case::{Case, api, container, machine, site};

fn within(case: &Case) -> bool {
    case.estimate().budget.expect("there is a budget").within
}

/// A container costs 34.59 dollars, which are 2,767.20 rupees.
#[test]
fn budgets_are_compared_by_the_month() {
    use Currency::{INR, USD};
    use Period::{Day, Month, Year};
    for (enough, short, currency, period, because) in [
        ("34.59", "34.58", USD, Month, "the sum itself fits"),
        ("415.08", "415.07", USD, Year, "34.59 × 12"),
        ("1.1365", "1.1364", USD, Day, "34.59 / 30.4375 = 1.13643"),
        ("2767.20", "2767.19", INR, Month, "34.59 × 80"),
        ("33206.40", "33206.30", INR, Year, "2,767.20 × 12"),
        ("90.92", "90.91", INR, Day, "2,767.20 / 30.4375 = 90.914"),
    ] {
        assert!(
            within(&container().budget(enough, currency, period)),
            "{enough}: {because}"
        );
        assert!(
            !within(&container().budget(short, currency, period)),
            "{short}: {because}"
        );
    }
}

#[test]
fn free_only_means_free() {
    let free = api().budget("0", Currency::INR, Period::Month);
    assert!(within(&free), "a front door without a price is taken");
    assert!(
        !within(&free.named("AWS::ApiGatewayV2::Api")),
        "a cent is not free"
    );
    assert!(
        within(&api().requests(1000).budget("0", Currency::INR, Period::Month)),
        "AWS bills no tenth of a cent"
    );
    assert_eq!(api().estimate().budget, None, "nobody set one");
}

fn suggestions(case: &Case) -> Vec<String> {
    let check = case.estimate().budget.expect("there is a budget");
    assert!(!check.within);
    check.suggestions
}

#[test]
fn what_would_be_cheaper_is_priced_and_what_saves_most_comes_first() {
    let rest = api().named("AWS::ApiGateway::RestApi").requests(10_000_000);
    let rest = rest.budget("20", Currency::USD, Period::Month);
    assert_eq!(
        suggestions(&rest),
        ["An HTTP API instead of a REST API: −$25.00 (₹2,000.00) a month"],
        "44.58 − 19.58, which fits"
    );
    let machine = machine("t3.medium")
        .with(Storage::Rds)
        .budget("10", Currency::USD, Period::Month);
    assert_eq!(
        suggestions(&machine),
        [
            "Functions that are paid per call (Lambda) instead of a machine that always runs: −$34.65 (₹2,772.00) a month",
            "t4g.micro instead of t3.medium: −$24.24 (₹1,939.20) a month",
            "t3.small instead of t3.medium: −$15.19 (₹1,215.20) a month",
            "A DynamoDB table instead of an SQL database: −$14.39 (₹1,151.20) a month",
            "t4g.medium instead of t3.medium: −$5.84 (₹467.20) a month",
            "All that goes together: $0.01 (₹0.80) a month, which is within your budget.",
        ],
        "49.05 − 14.40, 49.05 − 24.81, 49.05 − 33.86, 49.05 − 34.66, 730 h × (0.0416 − 0.0336)"
    );
}

#[test]
fn what_saves_nothing_is_not_suggested() {
    let smallest = machine("t4g.micro").budget("1", Currency::USD, Period::Month);
    let suggestions = suggestions(&smallest);
    assert_eq!(
        suggestions.len(),
        1,
        "no other machine is cheaper; {suggestions:?}"
    );
    assert!(
        suggestions[0].contains("Lambda") && suggestions[0].contains("$10.41"),
        "10.42 − 0.01"
    );
}

#[test]
fn a_budget_that_nothing_fits_is_told_the_least_that_does() {
    let site = site().stored("1").budget("0", Currency::INR, Period::Month);
    assert_eq!(
        suggestions(&site),
        [
            "None of the changes that we try goes below $0.02 (₹1.60) a month: raise the budget to that, or ask for less."
        ]
    );
    assert!(site.says(&["Over budget", "₹0.00"]));
}

#[test]
fn a_budget_that_only_the_expected_use_fits_is_warned_about() {
    let files = api().with(Storage::S3);
    let tight = files.clone().budget("0.10", Currency::USD, Period::Month);
    assert!(within(&tight), "it is held against what is expected");
    assert!(tight.says(&["ten times", "$0.34", "above your budget", "$0.10"]));
    let wide = files.budget("1", Currency::USD, Period::Month);
    assert!(!wide.says(&["ten times"]));
}

#[test]
fn a_budget_that_only_the_untaxed_sum_fits_is_warned_about() {
    let budget = |amount| container().budget(amount, Currency::USD, Period::Month);
    let taxed = ["Where 18 % GST applies", "$40.82", "above your budget", "$40.81"];
    assert!(within(&budget("40.81")), "it is held against the sum without tax");
    assert!(budget("40.81").says(&taxed), "34.59 × 1.18 = 40.8162");
    for silent in ["40.82", "34.58"] {
        let said = budget(silent).says(&["Where 18 % GST applies"]);
        assert!(!said, "{silent}: it fits with tax, or not even without");
    }
}
