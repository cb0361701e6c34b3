//! What is said beside a sum: warnings, assumptions, and where each figure is from.

use cloudwhisper_api::requirements::Storage;
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices, Query, assumptions};
use rust_decimal::Decimal;

use super::case::{Case, api, container, site};

#[test]
fn credits_are_told_in_whole_months() {
    let with = |dollars: Option<i64>| {
        container().account(FreeTier::Credits {
            remaining: dollars.map(Decimal::from),
        })
    };
    assert!(
        with(Some(100)).says(&["$100.00", "2 whole months"]),
        "100 / 34.59 = 2.89"
    );
    assert!(
        with(Some(1000)).says(&["$1,000.00", "until AWS ends them"]),
        "28 months are more than credits last"
    );
    assert!(with(None).says(&["how much is left was not said"]));
}

#[test]
fn what_surprises_people_is_always_said() {
    assert!(
        container().says(&["Public internet addresses", "$10.95"]),
        "3 × 730 h × 0.005"
    );
    assert!(
        container().says(&["$23.63", "whether it is used or not"]),
        "730 h × (0.0081 + 0.00178 + 0.0225)"
    );
    assert!(
        container().hardened().says(&["NAT gateway", "$32.90"]),
        "730 h × 0.045 + 1 GB × 0.045"
    );
    assert!(api().says(&[
        "API Gateway",
        "Lambda",
        "data transfer",
        "depends on use",
        "10,000 requests"
    ]));
    assert!(api().says(&["Logs", "$0.50"]));
    assert!(container().says(&["18 % GST", "$40.82"]), "34.59 × 1.18");
    assert!(site().says(&["CloudFront", "India"]));
}

#[test]
fn only_usage_that_matters_is_assumed() {
    let fields = |case: &Case| -> Vec<String> {
        let assumed = case.query(assumptions);
        assumed
            .into_iter()
            .map(|it| format!("{}={}", it.field, it.value))
            .collect()
    };
    let (requests, calls) = ("usage.apiRequests=10000", "usage.lambdaInvocations=10000");
    let (stored, sent) = ("usage.storageGB=1", "usage.dataTransferGB=1");
    assert_eq!(fields(&api()), [requests, calls, sent]);
    assert_eq!(fields(&api().with(Storage::S3)), [requests, calls, stored, sent]);
    assert_eq!(
        fields(&api().requests(5)),
        ["usage.lambdaInvocations=5", sent],
        "each request is a call"
    );
    assert_eq!(fields(&site().stored("3")), [requests, sent]);
}

#[test]
fn what_is_sent_grows_with_the_requests_that_were_said() {
    let sent = |case: &Case| {
        let assumed = case.query(assumptions);
        let sent = assumed.into_iter().find(|it| it.field == "usage.dataTransferGB");
        let sent = sent.expect("it was not said");
        (sent.value, sent.reason)
    };
    let (value, reason) = sent(&site().requests(10_000_000));
    assert_eq!(value, "350", "10,000,000 × 35 KB");
    assert!(reason.contains("35 KB a request"), "{reason}");
    let (value, reason) = sent(&api().requests(10_000_000));
    assert_eq!(value, "100", "10,000,000 × 10 KB");
    assert!(reason.contains("10 KB a request"), "{reason}");
    let (value, reason) = sent(&api().requests(100_000));
    assert_eq!(
        value, "1",
        "100,000 × 10 KB, which is what small applications are taken to send"
    );
    assert!(reason.contains("small application"), "{reason}");
}

#[test]
fn the_built_in_exchange_rate_is_an_assumption() {
    let case = api();
    let rate = ExchangeRate::default();
    let assumed = case.query(|query| {
        assumptions(&Query {
            exchange_rate: &rate,
            prices: &Prices::default(),
            ..*query
        })
    });
    let rate = assumed.last().expect("an assumption");
    assert_eq!(
        (rate.field.as_str(), rate.value.as_str()),
        ("exchangeRate", "96.15")
    );
    assert!(rate.reason.contains("2026-08-21"));
}

#[test]
fn every_figure_can_be_retraced() {
    let line = api().estimate().breakdown.remove(0);
    assert_eq!(
        line.calculation[0],
        "API Gateway http_requests_first_300m: 10,000 requests × 1.00 USD per 1M requests = 0.01 USD \
         (lamngockhuong/aws-price lib/data/pricing/apigateway.json (stored copy of the AWS pricing-page feed), 2025-10-20)"
    );
    assert_eq!(
        api().estimate().prices_as_of,
        "2024-09-25",
        "the list of the log's price is the oldest of those used"
    );
}

#[test]
fn tax_is_told_once_and_makes_no_sum_of_nothing() {
    let told = |warnings: &[String]| warnings.iter().filter(|it| it.contains("GST")).count();
    for case in [api(), container()] {
        let warnings = case.estimate().warnings;
        assert_eq!(told(&warnings), 1);
        assert!(
            warnings
                .iter()
                .any(|it| it.contains("plus 18 % GST where it applies"))
        );
    }
    assert!(
        !api().says(&["GST", "which makes"]),
        "0.01 × 1.18 = 0.0118 is a cent again"
    );
    assert!(container().says(&["GST", "which makes"]));
}
