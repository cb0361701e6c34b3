//! What works only when somebody has done something by hand is told, with what to do; an address that was said is not asked for.

#[path = "support/planned.rs"]
mod support;

use support::whole_plan;

fn told(prompt: &str) -> Vec<String> {
    let warnings = whole_plan(prompt).warnings.into_iter();
    let by_hand = warnings.filter(|it| it.code == "BY_HAND");
    by_hand.map(|it| it.message + " " + &it.suggestion).collect()
}

#[test]
fn a_service_that_a_hand_must_switch_on_is_told_of() {
    for (prompt, words) in [
        ("Enable Inspector for the account", "aws inspector2 enable"),
        (
            "GuardDuty aur Macie chalu karo",
            "account aur region mein ek hi baar",
        ),
        (
            "Send order mails with SES from an Express API",
            "Request production access",
        ),
        (
            "Bedrock agent that answers questions about our documents",
            "Model catalog",
        ),
        ("GuardDuty चालू करो", "हर खाते और क्षेत्र में"),
    ] {
        let told = told(prompt);
        assert!(told.iter().any(|it| it.contains(words)), "{prompt}: {told:?}");
    }
    assert!(told("Flask API with a Postgres database").is_empty());
}

#[test]
fn a_canary_visits_the_address_that_was_said() {
    for (prompt, address) in [
        (
            "Synthetics canary that checks https://shop.example.in every 5 minutes",
            "https://shop.example.in",
        ),
        (
            "A canary for https://shop.example.in/health, every minute",
            "https://shop.example.in/health",
        ),
        (
            "Synthetics canary chahiye jo shop.example.in ko check kare",
            "https://shop.example.in",
        ),
    ] {
        let plan = whole_plan(prompt);
        assert!(
            plan.missing_parameters.is_empty(),
            "{prompt}: {:?}",
            plan.missing_parameters
        );
        assert!(plan.template.contains(&format!("\"{address}\"")), "{prompt}");
    }
}

#[test]
fn a_plan_in_which_nothing_is_priced_shows_no_date_of_prices() {
    let plan = whole_plan("An IAM role for a GitHub Actions pipeline");
    assert!(
        plan.estimate.breakdown.is_empty(),
        "{:?}",
        plan.estimate.breakdown
    );
    assert_eq!(plan.estimate.prices_as_of, "");
}
