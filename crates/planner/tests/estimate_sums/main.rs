//! Sums that are worked out by hand, with the arithmetic beside them: prices of us-east-1, 80 rupees for a dollar.

mod budgets;
mod case;
mod hidden;
mod told;

use std::collections::BTreeMap;

use cloudwhisper_api::amount::{Currency, Period};
use cloudwhisper_api::requirements::Storage;
use cloudwhisper_planner::estimate::FreeTier;
use rust_decimal::Decimal;

use case::{Case, api, container, machine, site};

fn check(case: &Case, usd: &str, because: &str) {
    let estimate = case.estimate();
    let lines: BTreeMap<&str, &str> = estimate
        .breakdown
        .iter()
        .map(|line| (line.logical_id.as_str(), line.usd.as_str()))
        .collect();
    assert_eq!(estimate.monthly.usd, usd, "{because}; {lines:#?}");
}

macro_rules! costs {
    ($($name:ident: $case:expr => $usd:literal, because $because:literal;)*) => {
        $(#[test] fn $name() { check(&$case, $usd, $because); })*
    };
}

costs! {
    a_small_api_costs_a_cent:
        api() => "0.01",
        because "10,000 requests × 1.00 per million; the rest is always free";
    a_busy_api_pays_for_requests_calls_and_logs:
        api().requests(10_000_000) => "19.58",
        because "10 × 1.00 requests + 9 × 0.20 calls (250,000 GB-s are free) + 15 GB × 0.50 logs (of 2 × 10 GB, 5 are free) \
            + 2 × 10 × 14/30 GB × 0.03 kept";
    a_rest_api_is_three_and_a_half_times_an_http_api:
        api().named("AWS::ApiGateway::RestApi").requests(10_000_000).sent("0") => "44.58",
        because "as above with 10 × 3.50 for 10 × 1.00";
    three_gigabytes_too_many_are_paid_for:
        api().sent("103") => "0.28",
        because "0.01 for requests + 3 GB × 0.09; 100 are free";
    terabytes_fall_in_price:
        api().sent("20580") => "1791.51",
        because "0.01 + 10,140 GB × 0.09 (10,240 less 100 free) + 10,340 GB × 0.085 = 0.01 + 912.60 + 878.90";
    a_table_within_its_allowance_is_free:
        api().with(Storage::Dynamodb).stored("25") => "0.01",
        because "25 GB and 5 reads and writes a second are always free";
    a_gigabyte_more_in_the_table_is_not:
        api().with(Storage::Dynamodb).stored("27") => "0.51",
        because "0.01 + 2 GB × 0.25";
    files_are_paid_from_the_first_byte:
        api().with(Storage::S3).stored("10") => "0.24",
        because "0.01 + 10 GB × 0.023 + 1,000 × 0.0004 / 1,000 + 100 × 0.005 / 1,000";
    a_busy_bucket_of_data_pays_for_what_is_written:
        api().with(Storage::S3).requests(1_000_000).stored("10").sent("1") => "1.32",
        because "1.00 for requests (the calls are free) + 10 GB × 0.023 + 100,000 × 0.0004 / 1,000 + 10,000 × 0.005 / 1,000";
    a_busy_site_pays_for_no_writes:
        site().requests(10_000_000).stored("1").sent("1") => "0.42",
        because "1 GB × 0.023 + 1,000,000 × 0.0004 / 1,000 reads; the network's 10,000,000 requests are always free";
    a_database_runs_all_month:
        api().with(Storage::Rds) => "14.40",
        because "0.01 + 730 h × 0.016 + 20 GB × 0.115 + 0.40 for its secret + 1 GB × 0.01 between data centres";
    a_small_static_site_costs_nothing:
        site() => "0.00",
        because "0.1 GB × 0.023 + 1,000 × 0.0004 / 1,000 reads is a quarter of a cent; no visitor writes";
    a_static_site_of_a_gigabyte_costs_two_cents:
        site().stored("1") => "0.02",
        because "1 GB × 0.023 + 0.0004 reads; what CloudFront sends is always free";
    a_site_that_sends_two_terabytes_pays_for_one:
        site().stored("1").sent("2048") => "111.64",
        because "0.0234 + 1,024 GB × 0.109";
    a_site_sends_more_with_more_requests:
        site().requests(100_000_000).stored("1") => "381.91",
        because "1 GB × 0.023 + 10,000,000 × 0.0004 / 1,000 reads + 90,000,000 × 0.012 / 10,000 requests (10,000,000 are free) \
            + 2,476 GB × 0.109 (100,000,000 × 35 KB = 3,500 GB, 1,024 are free) = 0.023 + 4.00 + 108.00 + 269.884";
    a_container_costs_its_balancer_and_its_addresses:
        container() => "34.59",
        because "730 h × (0.25 × 0.03238 + 0.5 × 0.00356 + 3 × 0.005 + 0.0225) + 1 LCU × 0.008";
    a_container_in_a_first_year_pays_no_balancer:
        container().account(FreeTier::Legacy12Month) => "18.16",
        because "as above less 730 h × 0.0225 and the LCU; the free address is a machine's alone";
    a_machine_costs_hours_disk_and_address:
        machine("t3.medium") => "34.66",
        because "730 h × 0.0416 + 8 GB × 0.08 + 730 h × 0.005";
    a_large_machine_is_priced_by_its_family:
        machine("m5.2xlarge") => "284.61",
        because "730 h × 4 × 0.096 + 8 × 0.08 + 3.65";
    a_first_year_machine_is_free:
        machine("t2.micro").account(FreeTier::Legacy12Month) => "0.00",
        because "750 h, 30 GB of disk and 750 h of an address";
    credits_are_no_allowance:
        machine("t2.micro").account(FreeTier::Credits { remaining: Some(Decimal::from(100)) }) => "12.76",
        because "730 h × 0.0116 + 0.64 + 3.65";
}

#[test]
fn rupees_are_those_of_the_rounded_dollars() {
    assert_eq!(
        container().estimate().monthly.inr,
        "2767.20",
        "34.59 × 80, not 34.59175 × 80"
    );
    let line = api().estimate().breakdown.remove(0);
    assert_eq!((line.usd.as_str(), line.inr.as_str()), ("0.01", "0.80"));
}

#[test]
fn what_is_free_is_told_as_a_saving() {
    let estimate = machine("t2.micro").account(FreeTier::Legacy12Month).estimate();
    let told = "12.76 that it costs otherwise, and 0.09 for the gigabyte sent, 0.10 for the alarm, and half a cent for logs";
    assert_eq!(estimate.free_tier_savings.usd, "12.95", "{told}");
}

#[test]
fn a_region_without_prices_takes_the_nearest_and_says_so() {
    let frankfurt = api().region("eu-central-1").requests(10_000_000);
    check(
        &frankfurt,
        "21.73",
        "10 × 1.11 + 1.80 + 15 × 0.57 + 2 × 10 × 14/30 × 0.03: Ireland's prices",
    );
    assert!(frankfurt.says(&["eu-central-1", "eu-west-1"]));
}

#[test]
fn one_price_that_is_missing_in_a_region_is_named() {
    let mumbai = api().named("AWS::DSQL::Cluster").region("ap-south-1");
    assert!(
        mumbai.says(&["Aurora DSQL dpu", "ap-south-1", "us-east-1"]),
        "{:?}",
        mumbai.estimate().warnings
    );
}

#[test]
fn absurd_numbers_are_answered_and_not_choked_on() {
    let most = "79228162514264337593543950335";
    let case = api().with(Storage::S3).requests(u64::MAX).stored(most).sent(most);
    for period in [Period::Day, Period::Month, Period::Year] {
        let check = case.clone().budget(most, Currency::INR, period).estimate();
        assert!(check.monthly.usd.len() > 10, "{}", check.monthly.usd);
    }
}

#[test]
fn a_guess_has_two_ends_and_what_was_said_has_none() {
    let range = |case: &Case| {
        let range = case.estimate().range?;
        Some((range.low.usd, range.high.usd))
    };
    let ends = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
    assert_eq!(
        range(&api().with(Storage::S3)),
        ends("0.00", "0.34"),
        "1,000 × 1.00 per million + 0.1 GB × 0.023, and 100,000 × 1.00 per million + 10 GB × 0.023 + reads and writes"
    );
    let said = api().with(Storage::S3).requests(10_000).stored("1").sent("1");
    assert_eq!(range(&said), None);
    assert_eq!(
        range(&site().requests(100_000_000).stored("1")),
        ends("112.02", "3221.17"),
        "112.023 for the rest; 350 GB are free; of 35,000 GB it is 9,216 × 0.109 (10,240 − 1,024) + 24,760 × 0.085"
    );
}

#[test]
fn two_functions_share_one_allowance() {
    let functions = |names: &[&str]| {
        let mut case = api().requests(1_000_000).sent("0");
        (case.requirements.app_type, case.requirements.compute) = (None, None);
        for name in names {
            case = case.named("AWS::Lambda::Function");
            let service = case.requirements.services.last_mut().expect("just added");
            service.name = Some((*name).to_owned());
        }
        let lines = case.estimate().breakdown;
        let told = lines.into_iter().flat_map(|line| line.calculation);
        told.filter(|it| it.starts_with("Lambda requests_arm"))
            .collect::<Vec<_>>()
    };
    let free = "(1,000,000 − 1,000,000 free) requests";
    let one = functions(&["first"]);
    assert!(one.len() == 1 && one[0].contains(free), "{one:?}");
    let two = functions(&["first", "second"]);
    assert!(two.len() == 2 && two[0].contains(free), "{two:?}");
    assert!(
        two[1].contains("1,000,000 requests × 0.20 USD per 1M requests = 0.2 USD"),
        "the first has used it up; {two:?}"
    );
}

#[test]
fn every_amount_in_rupees_is_in_whole_paise() {
    for case in [
        api(),
        container(),
        api().with(Storage::S3).with(Storage::Dynamodb),
    ] {
        let estimate = case.estimate();
        let lines = estimate.breakdown.iter().map(|line| line.inr.as_str());
        let sums = [
            estimate.monthly.inr.as_str(),
            estimate.free_tier_savings.inr.as_str(),
        ];
        for amount in lines.chain(sums) {
            let paise = amount.split_once('.').map(|(_, paise)| paise.len());
            assert_eq!(paise, Some(2), "{amount}");
        }
    }
}
