//! Sums that are worked out by hand, with the arithmetic beside them: prices of us-east-1, 80 rupees for a dollar.

use std::collections::BTreeMap;

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_api::requirements::{
    AppType, Compute, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices, Query, assumptions, estimate};
use rust_decimal::Decimal;

/// A plan to be priced; each test says only what is special about its own.
#[derive(Clone)]
struct Case {
    requirements: Requirements,
    profile: Profile,
    account: FreeTier,
}

/// An API without a database.
fn api() -> Case {
    Case {
        requirements: Requirements {
            app_type: Some(AppType::Api),
            framework: None,
            compute: Some(Compute::Lambda),
            storage: Vec::new(),
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
        },
        profile: Profile::Baseline,
        account: FreeTier::AlwaysFreeOnly,
    }
}

fn site() -> Case {
    api().kind(AppType::StaticSite, Compute::Lambda)
}

fn container() -> Case {
    api().kind(AppType::Container, Compute::Ecs)
}

fn machine(size: &str) -> Case {
    api()
        .kind(AppType::WebApp, Compute::Ec2)
        .said("AWS::EC2::Instance", "instanceType", size)
}

fn amount(text: &str) -> Amount {
    text.parse().expect("an amount")
}

impl Case {
    fn kind(mut self, app_type: AppType, compute: Compute) -> Self {
        (self.requirements.app_type, self.requirements.compute) = (Some(app_type), Some(compute));
        self
    }

    fn with(mut self, storage: Storage) -> Self {
        self.requirements.storage.push(storage);
        self
    }

    fn named(mut self, kind: &str) -> Self {
        self.requirements.services.push(NamedService {
            kind: kind.to_owned(),
            name: None,
            properties: indexmap::IndexMap::new(),
        });
        self
    }

    fn said(self, kind: &str, property: &str, value: &str) -> Self {
        let mut case = self.named(kind);
        let service = case.requirements.services.last_mut().expect("just added");
        service.properties.insert(property.to_owned(), value.to_owned());
        case
    }

    fn requests(mut self, requests: u64) -> Self {
        self.requirements.usage.api_requests = Some(requests);
        self
    }

    fn stored(mut self, gigabytes: &str) -> Self {
        self.requirements.usage.storage_gb = Some(amount(gigabytes));
        self
    }

    fn sent(mut self, gigabytes: &str) -> Self {
        self.requirements.usage.data_transfer_gb = Some(amount(gigabytes));
        self
    }

    fn region(mut self, region: &str) -> Self {
        region.clone_into(&mut self.requirements.region);
        self
    }

    fn account(mut self, account: FreeTier) -> Self {
        self.account = account;
        self
    }

    fn hardened(mut self) -> Self {
        self.profile = Profile::Hardened;
        self
    }

    fn budget(mut self, text: &str, currency: Currency, period: Period) -> Self {
        let amount = amount(text);
        self.requirements.budget = Some(Budget {
            amount,
            currency,
            period,
        });
        self
    }

    fn query<T>(&self, ask: impl FnOnce(&Query<'_>) -> T) -> T {
        let design_of = Design {
            requirements: &self.requirements,
            workload: &Workload::Sample,
            profile: self.profile,
        };
        let exchange_rate = ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        };
        ask(&Query {
            blueprint: &design(&design_of),
            design: &design_of,
            free_tier: &self.account,
            exchange_rate: &exchange_rate,
            prices: &Prices::default(),
            language: Language::English,
        })
    }

    fn estimate(&self) -> Estimate {
        self.query(estimate)
    }

    fn says(&self, words: &[&str]) -> bool {
        let warnings = self.estimate().warnings;
        warnings
            .iter()
            .any(|warning| words.iter().all(|word| warning.contains(word)))
    }
}

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
    a_database_runs_all_month:
        api().with(Storage::Rds) => "14.40",
        because "0.01 + 730 h × 0.016 + 20 GB × 0.115 + 0.40 for its secret + 1 GB × 0.01 between data centres";
    a_small_static_site_costs_nothing:
        site() => "0.00",
        because "0.1 GB × 0.023 + 0.0004 reads + 0.0005 writes is a third of a cent";
    a_static_site_of_a_gigabyte_costs_two_cents:
        site().stored("1") => "0.02",
        because "1 GB × 0.023 + 0.0004 reads + 0.0005 writes; what CloudFront sends is always free";
    a_site_that_sends_two_terabytes_pays_for_one:
        site().stored("1").sent("2048") => "111.64",
        because "0.0239 + 1,024 GB × 0.109";
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
            "All that goes together: $0.01 (₹0.80) a month, which is within your budget.",
        ],
        "49.05 − 14.40, 49.05 − 24.81, 49.05 − 33.86, 49.05 − 34.66"
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
        ["We know no cheaper way than $0.02 (₹1.60) a month: raise the budget to that, or ask for less."]
    );
    assert!(site.says(&["Over budget", "₹0.00"]));
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

/// Everything that is told of what a resource of this type is billed by.
fn billed(case: &Case, kind: &str) -> String {
    let lines = case.estimate().breakdown;
    let of_kind = lines.into_iter().filter(|line| line.kind == kind);
    of_kind
        .flat_map(|line| line.calculation)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A check a hidden cost: it is in the sum, or, where it only begins beyond a size, it is said with its price.
macro_rules! hidden {
    ($($name:ident: $case:expr, $kind:literal => $text:literal;)*) => {
        $(#[test] fn $name() {
            let (case, told) = ($case, billed(&$case, $kind));
            assert!(told.contains($text), "{told}; {:?}", case.estimate().warnings);
        })*
    };
}

hidden! {
    hidden_public_addresses_are_in: machine("t4g.micro"), "AWS::EC2::EIP" => "Public IPv4 in_use_address: 730 hour";
    hidden_nat_hours_are_in: container().hardened(), "AWS::EC2::NatGateway" => "NAT Gateway nat_gateway_hour: 730 hour";
    hidden_nat_gigabytes_are_in: container().hardened(), "AWS::EC2::NatGateway" => "NAT Gateway nat_data_processed: 1 GB";
    hidden_traffic_between_zones_is_in: api().with(Storage::Rds), "AWS::RDS::DBInstance" => "between_azs_each_direction: 1 GB × 0.01 USD";
    hidden_log_ingestion_is_in: api(), "AWS::Logs::LogGroup" => "CloudWatch logs_ingest_standard";
    hidden_keys_are_in: api().with(Storage::S3).hardened(), "AWS::KMS::Key" => "KMS customer_managed_key: 1";
    hidden_secrets_are_in: api().with(Storage::Rds), "AWS::RDS::DBInstance" => "Secrets Manager secret: 1";
    hidden_point_in_time_recovery_is_in: api().with(Storage::Dynamodb).hardened(), "AWS::DynamoDB::Table" => "DynamoDB pitr_backup: 1 GB";
}

#[test]
fn hidden_snapshots_are_said_with_their_price() {
    assert!(
        api().with(Storage::Rds).says(&["snapshots", "$0.10"]),
        "{:?}",
        api().with(Storage::Rds).estimate().warnings
    );
    assert!(!api().says(&["snapshots"]));
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
}
