//! Usage that a prompt says, in each language, up to the bill: what was said is priced as said, and what was guessed widens the
//! range and is told.

#[path = "support/input.rs"]
mod input;

use std::str::FromStr;

use cloudwhisper_api::plan::Estimate;
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use rust_decimal::Decimal;

fn planned(prompt: &str) -> Plan {
    let none = IndexMap::new();
    let planned = plan(&input::input(prompt, &none)).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = planned.understood.clarifications;
    planned.plan.unwrap_or_else(|| panic!("{prompt}: {asked:?}"))
}

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
        let plan = planned(prompt);
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

/// The same number of requests, said outright: no factor is guessed.
#[test]
fn requests_that_were_said_have_none() {
    for prompt in [
        "REST API on Lambda with API Gateway HTTP API for 5 million requests a month, 1 GB data transfer, in us-east-1",
        "Lambda aur HTTP API Gateway par REST API banao, mahine mein 50 lakh requests, 1 GB data transfer, us-east-1 mein",
        "Lambda और HTTP API Gateway पर REST API बनाओ, महीने में 50 लाख अनुरोध, 1 GB डेटा ट्रांसफर, us-east-1 में",
    ] {
        let plan = planned(prompt);
        assert_eq!(plan.requirements.usage.api_requests, Some(5_000_000), "{prompt}");
        assert_eq!(range(&plan.estimate), None, "{prompt}");
    }
}

/// What the request itself says wins over people in the prompt, and is no guess.
#[test]
fn requests_given_beside_the_prompt_are_no_guess() {
    let none = IndexMap::new();
    let mut input = input::input("HTTP API on Lambda for 50,000 users, 1 GB data transfer", &none);
    input.request.usage.api_requests = Some(5_000_000);
    let planned = plan(&input).expect("a prompt");
    assert!(!planned.understood.requests_guessed);
    assert_eq!(range(&planned.plan.expect("a plan").estimate), None);
}
