//! Numbers that say how much is let through are no budget and no usage, and one that AWS doesn't take is told of as AWS's own limit.

#[path = "support/planned.rs"]
mod support;

use support::whole_plan;

const WEB_ACL: &str = "AWS::WAFv2::WebACL";
const USAGE_PLAN: &str = "AWS::ApiGateway::UsagePlan";

#[test]
fn what_one_caller_may_ask_is_the_parts_and_neither_money_nor_use() {
    let of_wall = &[("rateLimit", "1000"), ("rateWindow", "300")];
    let of_plan = &[("quota", "5000"), ("quotaPeriod", "MONTH")];
    for (prompt, kind, said) in [
        (
            "REST API with WAF, rate limit 1000 per 5 minutes per IP",
            WEB_ACL,
            of_wall,
        ),
        (
            "REST API पर WAF, हर IP से 5 मिनट में 1000 अनुरोध की सीमा",
            WEB_ACL,
            of_wall,
        ),
        (
            "REST API ke aage WAF jo ek IP se 5 minute mein 1000 requests se zyada block kare",
            WEB_ACL,
            of_wall,
        ),
        (
            "REST API with API keys and a usage plan, quota 5000 per month",
            USAGE_PLAN,
            of_plan,
        ),
    ] {
        let plan = whole_plan(prompt);
        let part = plan.requirements.services.iter().find(|it| it.kind == kind);
        let part = part.unwrap_or_else(|| panic!("{prompt}: no {kind}"));
        for (word, value) in said {
            assert_eq!(
                part.properties.get(*word).map(String::as_str),
                Some(*value),
                "{prompt}"
            );
        }
        assert_eq!(plan.requirements.budget, None, "{prompt}");
        assert_eq!(plan.requirements.usage.api_requests, None, "{prompt}");
    }
}

#[test]
fn what_comes_and_what_is_paid_stay_what_they_are_beside_a_limit() {
    let plan = whole_plan("API, 10k requests per day, with throttling 50 rps, budget 500 rupees");
    assert_eq!(plan.requirements.usage.api_requests, Some(300_000));
    assert!(plan.requirements.budget.is_some());
    let people = whole_plan("REST API for 5000 users with rate limiting");
    assert_eq!(people.requirements.usage.api_requests, Some(500_000));
    let wall = people.requirements.services.iter().find(|it| it.kind == WEB_ACL);
    assert!(wall.is_some_and(|it| it.properties.is_empty()), "{wall:?}");
}

/// What is told of what isn't in the plan: messages with the ways out.
fn told(prompt: &str) -> Vec<String> {
    let warnings = whole_plan(prompt).warnings.into_iter();
    let missing = warnings.filter(|it| it.code == "NOT_IN_PLAN");
    missing
        .map(|it| format!("{} {}", it.message, it.suggestion))
        .collect()
}

#[test]
fn what_aws_does_not_take_is_told_once_with_its_bounds_and_the_way_out() {
    for (prompt, words) in [
        (
            "Lambda timeout of 30 minutes",
            ["to 15 minutes", "30 minutes", "Fargate"],
        ),
        ("लैम्ब्डा का टाइमआउट 30 मिनट", ["से 15 मिनट", "30 मिनट", "Fargate"]),
        (
            "Lambda chahiye jiska timeout 30 minute ho",
            ["se 15 minute", "30 minute", "Fargate"],
        ),
        ("Lambda with 20 GB memory", ["to 10 GB", "20 GB", "Fargate"]),
        (
            "SQS queue keeping messages 30 days and a lambda worker",
            ["to 14 days", "30 days", "S3"],
        ),
        (
            "REST API with WAF, rate limit 500 in 3 minutes",
            ["1, 2, 5 or 10 minutes", "3 minutes", "500 through in 5 minutes"],
        ),
        (
            "REST API with WAF, rate limit 1000 per hour per IP",
            ["1, 2, 5 or 10 minutes", "1 hour", "166 through in 10 minutes"],
        ),
        (
            "REST API with a usage plan, quota of 1000 per hour",
            ["the day, the week or the month", "1000", "24000 a day"],
        ),
    ] {
        let told = told(prompt);
        let [one] = told.as_slice() else {
            panic!("{prompt}: {told:?}")
        };
        for word in words {
            assert!(one.contains(word), "{prompt}: {one}");
        }
    }
}

#[test]
fn what_aws_takes_is_told_by_nobody() {
    for prompt in [
        "Lambda timeout of 15 minutes",
        "SQS queue keeping messages 14 days and a lambda worker",
        "REST API with WAF, rate limit 500 in 5 minutes",
        "REST API with a usage plan, quota of 1000 per week",
    ] {
        assert_eq!(told(prompt), [""; 0], "{prompt}");
    }
}

#[test]
fn days_in_short_are_those_of_the_logs() {
    let plan = whole_plan("Lambda with 30d logs");
    let logs = plan
        .requirements
        .services
        .iter()
        .find(|it| it.kind == "AWS::Logs::LogGroup");
    let days = logs.and_then(|it| it.properties.get("retentionDays"));
    assert_eq!(days.map(String::as_str), Some("30"));
}
