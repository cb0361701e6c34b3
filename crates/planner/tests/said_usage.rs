//! Usage that a prompt says, in each language, up to the bill: what was said is priced as said, and what was guessed widens the
//! range and is told.

#[path = "support/planned.rs"]
mod planned;

use std::str::FromStr;

use cloudwhisper_api::amount::Period;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_planner::plan;
use indexmap::IndexMap;
use planned::whole_plan;
use rust_decimal::Decimal;

fn range(estimate: &Estimate) -> Option<(Decimal, Decimal)> {
    let usd = |text: &str| Decimal::from_str(text).expect("a decimal");
    let range = estimate.range.as_ref()?;
    Some((usd(&range.low.usd), usd(&range.high.usd)))
}

/// 50,000 people make 5,000,000 requests at 100 each, which nobody said: between 10 and 1,000 each is what the range covers.
#[test]
fn requests_that_were_guessed_from_people_have_a_range() {
    for prompt in [
        "REST API on Lambda with API Gateway HTTP API for 50,000 users, 1 GB data transfer, in us-east-1",
        "Lambda aur HTTP API Gateway par REST API banao, 50,000 users ke liye, 1 GB data transfer, us-east-1 mein",
        "Lambda और HTTP API Gateway पर REST API बनाओ, 50,000 यूज़र के लिए, 1 GB डेटा ट्रांसफर, us-east-1 में",
    ] {
        let plan = whole_plan(prompt);
        assert_eq!(plan.requirements.usage.api_requests, Some(5_000_000), "{prompt}");
        let (low, high) = range(&plan.estimate).unwrap_or_else(|| panic!("{prompt}: no range"));
        // 500,000 calls of the HTTP API at 1.00 USD per million are the low end, without what else is free: 0.50 USD. 50,000,000
        // are at least 50 USD, and their calls of the function (50 − 1) × 0.20 = 9.80 USD.
        assert!(low < Decimal::ONE, "{prompt}: {low}");
        assert!(high > Decimal::new(5980, 2), "{prompt}: {high}");
        assert!(
            plan.artifacts()
                .preview()
                .contains(&plan.estimate.range.as_ref().expect("a range").high.usd)
        );
    }
}

/// Requests that were said outright, so few that what is guessed of each is free.
#[test]
fn requests_that_were_said_have_none() {
    for prompt in [
        "REST API on Lambda with API Gateway HTTP API for 100,000 requests a month, 1 GB data transfer, in us-east-1",
        "Lambda aur HTTP API Gateway par REST API banao, mahine mein 1 lakh requests, 1 GB data transfer, us-east-1 mein",
        "Lambda और HTTP API Gateway पर REST API बनाओ, महीने में 1 लाख अनुरोध, 1 GB डेटा ट्रांसफर, us-east-1 में",
    ] {
        let plan = whole_plan(prompt);
        assert_eq!(plan.requirements.usage.api_requests, Some(100_000), "{prompt}");
        assert_eq!(range(&plan.estimate), None, "{prompt}");
    }
}

/// What the request itself says wins over people in the prompt, and is no guess.
#[test]
fn requests_given_beside_the_prompt_are_no_guess() {
    let none = IndexMap::new();
    let mut input = planned::input::input("HTTP API on Lambda for 50,000 users, 1 GB data transfer", &none);
    input.request.usage.api_requests = Some(100_000);
    let planned = plan(&input).expect("a prompt");
    assert!(!planned.understood.guessed.requests);
    assert_eq!(range(&planned.plan.expect("a plan").estimate), None);
}

fn usage(prompt: &str) -> (Option<u64>, Option<String>, Option<String>) {
    let usage = whole_plan(prompt).requirements.usage;
    let text = |amount: Option<cloudwhisper_api::amount::Amount>| {
        amount.map(|it| it.value().normalize().to_string())
    };
    (
        usage.api_requests,
        text(usage.storage_gb),
        text(usage.data_transfer_gb),
    )
}

/// Messages of queues and streams count as requests, in every rhythm.
#[test]
fn messages_that_were_said_are_priced() {
    for (prompt, requests) in [
        ("SQS queue with 100 million messages a month", 100_000_000),
        ("SQS queue jisme roz 1 lakh messages aate hain", 3_000_000),
        ("SQS कतार, महीने में 20 लाख संदेश", 2_000_000),
        ("Kinesis stream with 4 shards, 50 records per second", 129_600_000),
        ("EventBridge bus for 5 million events a month", 5_000_000),
        (
            "SQS queue for 3 million requests a month, 9 million messages a month",
            3_000_000,
        ),
    ] {
        assert_eq!(usage(prompt).0, Some(requests), "{prompt}");
    }
}

/// What is sent is not what is kept, whatever the words.
#[test]
fn what_is_sent_is_told_from_what_is_kept() {
    for (prompt, stored, sent) in [
        (
            "CloudFront distribution with an S3 bucket sending 10 TB a month",
            None,
            Some("10240"),
        ),
        (
            "S3 bucket with 200 GB of files, 50 GB sent to visitors a month",
            Some("200"),
            Some("50"),
        ),
        ("Static site that serves 300 GB a month", None, Some("300")),
        (
            "RDS MySQL and EC2 instance, 500 GB data transfer a month",
            None,
            Some("500"),
        ),
        ("S3 bucket with 5 TB storage", Some("5120"), None),
    ] {
        let (_, kept, out) = usage(prompt);
        assert_eq!((kept.as_deref(), out.as_deref()), (stored, sent), "{prompt}");
    }
}

/// Rows are kept: a kilobyte each, which is a guess that the plan tells and the range has in.
#[test]
fn rows_are_storage_and_a_guess() {
    let plan = whole_plan("DynamoDB table with 200 million rows, 10,000 requests a month, in us-east-1");
    assert_eq!(
        plan.requirements
            .usage
            .storage_gb
            .map(|it| it.to_string())
            .as_deref(),
        Some("200")
    );
    assert!(
        plan.assumptions
            .iter()
            .any(|it| it.field == "usage.storageGB" && it.reason.contains("kilobyte"))
    );
    // 20 GB are free; of 2,000 GB 1,975 cost 0.25 each.
    let (low, high) = range(&plan.estimate).expect("a guess has a range");
    assert!(
        low < Decimal::ONE && high >= Decimal::new(49_375, 2),
        "{low} {high}"
    );
}

/// Mails have a number of their own: none of the requests sends one.
#[test]
fn mails_that_were_said_are_priced() {
    for prompt in [
        "SES to send 200,000 emails a month in us-east-1",
        "SES se mahine mein 2 lakh email bhejne hain, us-east-1",
    ] {
        let plan = whole_plan(prompt);
        assert_eq!(plan.estimate.monthly.usd, "20.00", "{prompt}: 200 × 0.10");
        assert!(
            !plan.assumptions.iter().any(|it| it.field == "usage.mails"),
            "{prompt}"
        );
    }
    let silent = whole_plan("SES identity for sending email in us-east-1");
    assert!(silent.assumptions.iter().any(|it| it.field == "usage.mails"));
}

fn budget(prompt: &str) -> (String, Period, bool) {
    let plan = whole_plan(prompt);
    let budget = plan
        .requirements
        .budget
        .unwrap_or_else(|| panic!("{prompt}: no budget"));
    let told = plan.assumptions.iter().any(|it| it.field == "budget.period");
    (budget.amount.to_string(), budget.period, told)
}

/// A budget is kept as said where it has a period of its own; some months or a single sum are the amount of a year, told where
/// nobody said how long.
#[test]
fn budgets_have_the_time_that_was_said() {
    for (prompt, amount, period, told) in [
        (
            "Flask API with Postgres, budget ₹1.5 lakh per year",
            "150000",
            Period::Year,
            false,
        ),
        (
            "Node API banao, budget 1 crore saalana",
            "10000000",
            Period::Year,
            false,
        ),
        ("Node API, max $50/mo", "50", Period::Month, false),
        ("Node API, budget ₹5000", "5000", Period::Month, true),
        (
            "Flask API with Postgres, one-time budget of $500",
            "500",
            Period::Year,
            true,
        ),
        ("Node API, ek baar ka kharch ₹5000", "5000", Period::Year, true),
        ("Node API, एक बार का बजट ₹10,000", "10000", Period::Year, true),
        ("Node API, quarterly budget of $300", "1200", Period::Year, false),
        (
            "Node API, spend at most $100 over six months",
            "200",
            Period::Year,
            false,
        ),
        ("Node API, ₹12,000 for 6 months", "24000", Period::Year, false),
        ("Node API, 6 mahine ke liye ₹12,000", "24000", Period::Year, false),
        (
            "Node API, ₹500 per month for 6 months",
            "500",
            Period::Month,
            false,
        ),
        ("Node API, ₹500 har hafte", "26000", Period::Year, false),
    ] {
        assert_eq!(budget(prompt), (amount.to_owned(), period, told), "{prompt}");
    }
}

/// Of many requests the seconds and the log of each matter: they are told, and the range has them in, once.
#[test]
fn what_is_guessed_of_a_request_is_told_and_has_a_range() {
    let prompt = "REST API on Lambda with API Gateway HTTP API for 10 million requests a month, 1 GB data transfer, in us-east-1";
    let plan = whole_plan(prompt);
    let told = |field: &str| {
        plan.assumptions
            .iter()
            .find(|it| it.field == field)
            .map(|it| it.value.as_str())
    };
    assert_eq!(told("usage.secondsPerCall"), Some("0.1"));
    assert_eq!(told("usage.logKilobytesPerRequest"), Some("1"));
    let (low, high) = range(&plan.estimate).expect("guessed");
    let expected = Decimal::from_str(&plan.estimate.monthly.usd).expect("a sum");
    // Calls and requests stay: 10.00 + 1.80. A tenth of the log is 2 GB, which are free.
    assert_eq!(low, Decimal::new(1180, 2));
    // Ten times the log are 200 GB: 195 × 0.50 + 200 × 14/30 × 0.03, and ten times the seconds 2,500,000 GB-seconds, of which
    // 2,100,000 cost 0.0000133334 each: 11.80 + 97.50 + 2.80 + 28.00.
    assert_eq!(high, Decimal::new(14010, 2));
    assert!(low < expected && expected < high);
    let few =
        whole_plan("REST API on Lambda with API Gateway HTTP API for 10,000 requests a month, in us-east-1");
    assert!(
        !few.assumptions
            .iter()
            .any(|it| it.field.starts_with("usage.secondsPer")),
        "it is free"
    );
}
