//! Cheaper ways that are tried where a plan is over its budget: each is planned anew and says what it saves, in both currencies.

#[path = "support/input.rs"]
mod input;

use std::str::FromStr;

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use rust_decimal::Decimal;

fn over_budget(prompt: &str) -> Plan {
    let none = IndexMap::new();
    let mut input = input::input(prompt, &none);
    input.request.budget = Some(Budget {
        amount: "0".parse().expect("nothing is an amount"),
        currency: Currency::USD,
        period: Period::Month,
    });
    let planned = plan(&input).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = planned.understood.clarifications;
    planned.plan.unwrap_or_else(|| panic!("{prompt}: {asked:?}"))
}

fn suggestions(prompt: &str) -> Vec<String> {
    let check = over_budget(prompt).estimate.budget.expect("a budget is checked");
    assert!(!check.within, "{prompt}");
    check.suggestions
}

/// The suggestion that has these words, with its saving in dollars and rupees.
fn saving(prompt: &str, words: &str) -> (Decimal, Decimal) {
    let all = suggestions(prompt);
    let found = all.iter().find(|it| it.contains(words));
    let found = found.unwrap_or_else(|| panic!("{prompt}: no {words} in {all:#?}"));
    let amount = |mark: char| {
        let (_, rest) = found.split_once(mark).unwrap_or_else(|| panic!("{found}"));
        let digits: String = rest
            .chars()
            .filter(|c| *c != ',')
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        Decimal::from_str(digits.trim_end_matches('.')).expect("an amount")
    };
    (amount('$'), amount('₹'))
}

fn usd(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a decimal")
}

/// What a suggestion saves is what planning the changed wish saves.
fn saves(prompt: &str, words: &str, changed: &str) {
    let (dollars, rupees) = saving(prompt, words);
    let cost = |prompt: &str| usd(&over_budget(prompt).estimate.monthly.usd);
    assert_eq!(dollars, cost(prompt) - cost(changed), "{prompt}: {words}");
    assert_eq!(rupees, dollars * Decimal::from(80), "{prompt}: {words}");
    assert!(dollars > Decimal::ZERO);
}

fn is_silent(prompt: &str, words: &str) {
    let check = over_budget(prompt).estimate.budget.expect("a budget is checked");
    let all = check.suggestions;
    assert!(!all.iter().any(|it| it.contains(words)), "{prompt}: {all:#?}");
}

#[test]
fn one_machine_is_tried_instead_of_many_calls() {
    let (dollars, rupees) = saving(
        "REST API in Node.js for 90 million requests a month, 50 GB data transfer, in us-east-1",
        "One virtual machine (EC2)",
    );
    // At least the API's own 90 × 1.00 are gone but for CloudFront's requests: (90,000,000 − 10,000,000) × 0.012 / 10,000 = 96 come
    // instead; what is saved are calls (89 × 0.20), seconds, and one of two logs.
    assert!(dollars > Decimal::TEN, "{dollars}");
    assert_eq!(rupees, dollars * Decimal::from(80));
    let words = "One virtual machine (EC2)";
    is_silent(
        "REST API in Node.js for 20,000 requests a month in us-east-1",
        words,
    );
    is_silent(
        "REST API on AWS Lambda for 90 million requests a month in us-east-1",
        words,
    );
    is_silent(
        "REST API in Node.js for 900 million requests a month in us-east-1",
        words,
    );
}

#[test]
fn files_are_tried_instead_of_a_program_where_nothing_needs_one() {
    let words = "Pages as files";
    let (dollars, _) = saving("Web app for 50 million requests a month in us-east-1", words);
    assert!(dollars > Decimal::ONE, "{dollars}");
    is_silent(
        "Web app with a DynamoDB table for 5 million requests a month in us-east-1",
        words,
    );
    is_silent(
        "Django web app for 5 million requests a month in us-east-1",
        words,
    );
    is_silent(
        "Web app on Lambda for 5 million requests a month in us-east-1",
        words,
    );
}

#[test]
fn shorter_retention_of_logs_is_tried() {
    saves(
        "REST API with a log group kept for 365 days, 50 million requests a month, in us-east-1",
        "Logs kept for 14 days instead of 365",
        "REST API with a log group, 50 million requests a month, in us-east-1",
    );
}

#[test]
fn graviton_is_tried_instead_of_x86() {
    saves(
        "RDS PostgreSQL db.m5.large with 100 GB in us-east-1",
        "db.m6g.large instead of db.m5.large",
        "RDS PostgreSQL db.m6g.large with 100 GB in us-east-1",
    );
    saves(
        "EC2 instance t3.medium in us-east-1",
        "t4g.medium instead of t3.medium",
        "EC2 instance t4g.medium in us-east-1",
    );
    is_silent("EC2 instance t4g.medium in us-east-1", "instead of t4g.medium (");
}

#[test]
fn a_single_small_database_is_tried_instead_of_aurora() {
    saves(
        "Aurora PostgreSQL cluster with 50 GB in us-east-1",
        "One small RDS database instead of an Aurora cluster",
        "RDS PostgreSQL in us-east-1",
    );
    is_silent("RDS PostgreSQL in us-east-1", "Aurora");
}

#[test]
fn capacity_by_the_hour_is_tried_instead_of_by_the_request() {
    let prompt = "DynamoDB table for 100 million requests a month in us-east-1";
    let (dollars, _) = saving(prompt, "Capacity of the table paid by the hour");
    // By the request: 100 × (0.125 + 0.625) = 75.00. Twice the average of 38.05 a second is 77 units of each: 77 × 730 h less
    // 18,600 free are 37,610 h × (0.00065 + 0.00013) = 29.34, and alarms that it grows by are AWS's own.
    assert_eq!(dollars, usd("75.00") - usd("29.34"));
    is_silent(
        "DynamoDB table for 1 million requests a month in us-east-1",
        "Capacity of the table",
    );
}

#[test]
fn going_without_a_nat_gateway_is_tried() {
    saves(
        "ECS Fargate service with a NAT gateway in us-east-1",
        "No NAT gateway",
        "ECS Fargate service in us-east-1",
    );
}
