//! What policies say of a plan: each guardrail, waivers and their end, rules in CEL, and that nothing makes the evaluation fail.

mod support;

use cloudwhisper_api::condition::{READY, RECONCILING, STALLED};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Finding, Severity};
use cloudwhisper_lifecycle::Revision;
use cloudwhisper_lifecycle::policy::{Asked, Verdict, decide_policy, evaluate};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{T0, asked, condition_of};

const ASKED: Asked<'_> = Asked {
    name: "orders",
    namespace: "shop",
};

fn policy(spec: Value) -> DeploymentPolicy {
    let spec = serde_json::from_value(spec).expect("a policy");
    let mut policy = DeploymentPolicy::new("prod", spec);
    policy.metadata.generation = Some(1);
    policy
}

/// An API with a table in ap-south-1, as it is planned.
fn plan() -> Revision {
    asked().pass().revision().clone()
}

fn verdict_of(plan: &Revision, spec: Value, now: Timestamp) -> Verdict {
    evaluate([&policy(spec)], plan, ASKED, Language::English, now)
}

fn broken(plan: &Revision, spec: Value) -> Vec<(String, Option<String>)> {
    let violations = verdict_of(plan, spec, T0).violations;
    violations.into_iter().map(|it| (it.rule, it.resource)).collect()
}

fn whole(rule: &str) -> Vec<(String, Option<String>)> {
    vec![(rule.to_owned(), None)]
}

fn day(text: &str) -> Timestamp {
    format!("{text}T00:00:00Z").parse().expect("a time")
}

#[test]
fn without_a_policy_everything_is_allowed() {
    let verdict = evaluate(std::iter::empty(), &plan(), ASKED, Language::English, T0);
    assert_eq!(verdict, Verdict::default());
    assert!(verdict_of(&plan(), json!({}), T0).allows());
}

#[test]
fn a_region_is_allowed_or_not() {
    let plan = plan();
    assert_eq!(
        broken(&plan, json!({ "allowedRegions": ["ap-south-1", "us-east-1"] })),
        []
    );
    let verdict = verdict_of(&plan, json!({ "allowedRegions": ["eu-west-1", "us-east-1"] }), T0);
    assert_eq!(verdict.code(), ErrorCode::PolicyViolation);
    let message = verdict.message(Language::English);
    assert!(
        message.contains("prod/allowedRegions") && message.contains("ap-south-1"),
        "{message}"
    );
    assert!(
        verdict.remedy().contains("eu-west-1, us-east-1"),
        "{}",
        verdict.remedy()
    );
}

#[test]
fn types_are_allowed_and_denied_by_name_or_by_service() {
    let plan = plan();
    let table = plan.resources.iter().find(|it| it.kind == "AWS::DynamoDB::Table");
    let table = table.expect("the plan has a table").logical_id.clone();
    let denied = [("deniedResourceTypes".to_owned(), Some(table.clone()))];
    assert_eq!(
        broken(&plan, json!({ "deniedResourceTypes": ["AWS::DynamoDB::Table"] })),
        denied
    );
    assert_eq!(
        broken(&plan, json!({ "deniedResourceTypes": ["AWS::DynamoDB::*"] })),
        denied
    );
    assert_eq!(
        broken(&plan, json!({ "deniedResourceTypes": ["AWS::DynamoDB::Tab"] })),
        []
    );
    assert_eq!(broken(&plan, json!({ "allowedResourceTypes": ["AWS::*"] })), []);
    let only_tables = broken(&plan, json!({ "allowedResourceTypes": ["AWS::DynamoDB::*"] }));
    assert_eq!(
        only_tables.len(),
        plan.resources.len() - 1,
        "everything but the table"
    );
    let both = json!({ "allowedResourceTypes": ["AWS::*"], "deniedResourceTypes": ["AWS::DynamoDB::*"] });
    assert_eq!(broken(&plan, both), denied, "what is denied wins");
}

#[test]
fn a_request_may_cost_so_much() {
    let mut plan = plan();
    plan.estimate.monthly.usd = "12.50".into();
    plan.estimate.monthly.inr = "1100.00".into();
    plan.estimate.unpriced.clear();
    let limit = |amount: &str, currency: &str| json!({ "maxMonthlyCost": { "perRequest": { "amount": amount, "currency": currency } } });
    assert_eq!(broken(&plan, limit("12.50", "USD")), []);
    assert_eq!(broken(&plan, limit("1100", "INR")), []);
    assert_eq!(
        broken(&plan, limit("1099.99", "INR")),
        whole("maxMonthlyCost.perRequest")
    );
    let verdict = verdict_of(&plan, limit("12.49", "USD"), T0);
    assert_eq!(verdict.code(), ErrorCode::BudgetExceeded);
    let message = verdict.message(Language::English);
    assert!(
        message.contains("$12.50") && message.contains("$12.49"),
        "{message}"
    );
    plan.estimate.monthly.usd = "much".into();
    assert_eq!(
        broken(&plan, limit("1000000", "USD")),
        whole("maxMonthlyCost.perRequest"),
        "no number is within no limit"
    );
}

#[test]
fn what_has_no_price_is_within_no_limit_and_can_be_waived() {
    let mut plan = plan();
    plan.estimate.unpriced = vec![cloudwhisper_api::plan::UnpricedQuantity {
        logical_id: "Table".into(),
        service: "DynamoDB".into(),
        dimension: "request".into(),
        quantity: "1".into(),
        look_up: "aws.amazon.com".into(),
    }];
    let limit = json!({ "perRequest": { "amount": 1_000_000, "currency": "USD" } });
    assert_eq!(
        broken(&plan, json!({ "maxMonthlyCost": limit })),
        [("maxMonthlyCost".to_owned(), Some("Table".to_owned()))]
    );
    let waiver = json!({ "rule": "maxMonthlyCost", "resource": "Table", "reason": "looked up", "expires": "2999-01-01" });
    assert_eq!(
        broken(&plan, json!({ "maxMonthlyCost": limit, "waivers": [waiver] })),
        []
    );
}

#[test]
fn findings_block_from_a_severity_on() {
    let mut plan = plan();
    let finding = |severity, rule: &str| Finding {
        rule: rule.into(),
        severity,
        resource: "Table".into(),
        message: "The table is open.".into(),
        suggestion: "Close it.".into(),
    };
    plan.findings = vec![
        finding(Severity::Low, "CW-LOW-001"),
        finding(Severity::Medium, "CW-MED-001"),
        finding(Severity::Critical, "CW-CRI-001"),
    ];
    assert_eq!(broken(&plan, json!({})), [], "no severity, no block");
    let rules = |least: &str| -> Vec<String> {
        let broken = broken(&plan, json!({ "minimumSeverityToBlock": least }));
        broken.into_iter().map(|(rule, _)| rule).collect()
    };
    assert_eq!(rules("High"), ["CW-CRI-001"]);
    assert_eq!(rules("Medium"), ["CW-MED-001", "CW-CRI-001"]);
    assert_eq!(rules("Info").len(), 3);
}

#[test]
fn tags_are_there_with_a_value_that_is_allowed() {
    let mut plan = plan();
    let spec = json!({ "requiredTags": [{ "key": "team" }, { "key": "stage", "values": ["dev", "prod"] }] });
    assert_eq!(broken(&plan, spec.clone()).len(), 2);
    plan.tags.insert("team".into(), "shop".into());
    plan.tags.insert("stage".into(), "test".into());
    let verdict = verdict_of(&plan, spec.clone(), T0);
    assert_eq!(verdict.violations.len(), 1);
    assert!(
        verdict.remedy().contains("spec.tags.stage to one of dev, prod"),
        "{}",
        verdict.remedy()
    );
    plan.tags.insert("stage".into(), "prod".into());
    assert_eq!(broken(&plan, spec.clone()), []);
    plan.tags.insert("team".into(), String::new());
    assert_eq!(
        broken(&plan, spec),
        whole("requiredTags"),
        "an empty tag says nothing"
    );
}

fn rule(expression: &str) -> Value {
    json!({ "rules": [{ "name": "own", "expression": expression, "message": "Ask Asha first." }] })
}

#[test]
fn rules_of_ones_own_read_the_plan_and_the_request() {
    let plan = plan();
    for (expression, holds) in [
        ("plan.resources.all(r, r.type != 'AWS::EC2::NatGateway')", true),
        (
            "plan.resources.exists(r, r.type == 'AWS::EC2::NatGateway')",
            false,
        ),
        ("plan.region == 'ap-south-1' && request.namespace == 'shop'", true),
        ("request.name.startsWith('shop-')", false),
        (
            "plan.estimate.usdCents <= 100000 && plan.estimate.inrPaise >= 0",
            true,
        ),
        ("size(plan.resources) < 3", false),
        (
            "plan.findings.filter(f, f.severity in ['High', 'Critical']).size() == 0",
            true,
        ),
        ("'team' in plan.tags", false),
        (
            "plan.resources.filter(r, r.type == 'AWS::DynamoDB::Table').all(r, r.properties.BillingMode == 'PROVISIONED')",
            true,
        ),
        (
            "plan.resources.exists_one(r, r.type == 'AWS::DynamoDB::Table')",
            true,
        ),
        (
            "!plan.resources.exists(r, has(r.properties.NoSuchProperty))",
            true,
        ),
    ] {
        let found = verdict_of(&plan, rule(expression), T0);
        assert_eq!(found.allows(), holds, "{expression}: {found:?}");
        if !holds {
            assert!(
                found
                    .message(Language::English)
                    .contains("prod/own: Ask Asha first."),
                "{found:?}"
            );
            assert!(found.violations[0].waivable);
        }
    }
}

#[test]
fn a_rule_reads_the_values_that_parameters_have() {
    let mut plan = plan();
    plan.parameters
        .insert("VpcId".into(), "vpc-0a1b2c3d4e5f60718".into());
    let ours = "!('VpcId' in plan.parameters) || plan.parameters.VpcId == 'vpc-0a1b2c3d4e5f60718'";
    assert!(verdict_of(&plan, rule(ours), T0).allows());
    plan.parameters
        .insert("VpcId".into(), "vpc-0ffffffffffffffff".into());
    assert!(!verdict_of(&plan, rule(ours), T0).allows());
}

#[test]
fn a_rule_that_cannot_be_checked_is_kept_by_no_plan_and_cannot_be_waived() {
    let plan = plan();
    for expression in [
        "plan.",
        "plan.nothing == 1",
        "plan.region",
        "plan.region.matches('.')",
        "1 / 0 > 1",
    ] {
        let mut spec = rule(expression);
        spec["waivers"] = json!([{ "rule": "own", "reason": "later", "expires": "2999-01-01" }]);
        let verdict = verdict_of(&plan, spec, T0);
        assert!(!verdict.allows(), "{expression}");
        assert!(
            verdict.remedy().contains("rule own of DeploymentPolicy prod"),
            "{}",
            verdict.remedy()
        );
    }
}

#[test]
fn a_policy_with_a_rule_that_cannot_be_read_says_so_of_itself() {
    let good = decide_policy(&policy(rule("plan.region == 'x'")), T0);
    assert_eq!(condition_of(&good.status.conditions, READY).status, "True");
    assert_eq!(good.notes.len(), 1);
    let mut broken = policy(rule("plan.region =="));
    let decision = decide_policy(&broken, T0);
    let ready = condition_of(&decision.status.conditions, READY);
    assert_eq!(
        (ready.status.as_str(), ready.reason.as_str()),
        ("False", "RulesInvalid")
    );
    assert!(
        ready.message.starts_with("Rule own can't be used: "),
        "{}",
        ready.message
    );
    assert_eq!(condition_of(&decision.status.conditions, STALLED).status, "True");
    assert_eq!(
        condition_of(&decision.status.conditions, RECONCILING).status,
        "False"
    );
    assert_eq!(decision.status.observed_generation, 1);
    broken.status = Some(decision.status);
    assert_eq!(decide_policy(&broken, T0).notes, [], "told once");
}

#[test]
fn waivers_are_void_on_their_day() {
    let plan = plan();
    let table = plan
        .resources
        .iter()
        .find(|it| it.kind == "AWS::DynamoDB::Table")
        .expect("a table");
    let spec = json!({
        "deniedResourceTypes": ["AWS::DynamoDB::*"],
        "waivers": [
            { "rule": "deniedResourceTypes", "resource": table.logical_id, "reason": "until the move", "expires": "2026-12-01" },
            { "rule": "deniedResourceTypes", "resource": "Other", "reason": "-", "expires": "2999-12-01" },
            { "rule": "deniedResourceTypes", "reason": "of the plan as a whole", "expires": "2999-12-01" },
            { "rule": "deniedResourceTypes", "resource": table.logical_id, "request": "other", "reason": "-", "expires": "2999-12-01" },
        ],
    });
    let before = verdict_of(&plan, spec.clone(), day("2026-11-30"));
    assert!(before.allows());
    assert_eq!(before.due(), Some(day("2026-12-01")), "a pass is due then");
    let told = before.exceptions(Language::English).expect("it is told");
    assert!(told.contains("until 2026-12-01: until the move"), "{told}");
    let last_second = Timestamp::from_second(day("2026-12-01").as_second() - 1).expect("a time");
    assert!(verdict_of(&plan, spec.clone(), last_second).allows());
    let after = verdict_of(&plan, spec, day("2026-12-01"));
    assert_eq!((after.violations.len(), after.due()), (1, None));
}

#[test]
fn a_waiver_whose_end_is_no_day_is_void() {
    let spec = json!({
        "allowedRegions": ["eu-west-1"],
        "waivers": [{ "rule": "allowedRegions", "reason": "-", "expires": "2026-02-30" }],
    });
    assert!(!verdict_of(&plan(), spec, day("2026-01-01")).allows());
}

#[test]
fn everything_is_said_in_each_language_with_a_remedy() {
    let spec = json!({
        "allowedRegions": ["eu-west-1"], "deniedResourceTypes": ["AWS::DynamoDB::*"], "requiredTags": [{ "key": "team" }],
        "maxMonthlyCost": { "perRequest": { "amount": 0, "currency": "USD" } },
        "rules": [{ "name": "own", "expression": "plan.", "message": "no" }],
    });
    for (language, sign) in [
        (Language::English, "The plan breaks the policy"),
        (Language::Hindi, "नीति तोड़ती है"),
        (Language::Hinglish, "policy todta hai"),
    ] {
        let verdict = evaluate([&policy(spec.clone())], &plan(), ASKED, language, T0);
        assert!(
            verdict.message(language).contains(sign),
            "{}",
            verdict.message(language)
        );
        assert!(
            verdict
                .violations
                .iter()
                .all(|it| !it.message.is_empty() && !it.remedy.is_empty())
        );
    }
}

#[test]
fn all_policies_hold_whatever_their_order() {
    let (one, mut two) = (
        policy(json!({ "allowedRegions": ["eu-west-1"] })),
        policy(rule("false")),
    );
    two.metadata.name = Some("also".into());
    let plan = plan();
    let of = |all: [&DeploymentPolicy; 2]| evaluate(all, &plan, ASKED, Language::English, T0);
    let verdict = of([&one, &two]);
    assert_eq!(verdict, of([&two, &one]));
    let names: Vec<_> = verdict.violations.iter().map(|it| it.policy.as_str()).collect();
    assert_eq!(names, ["also", "prod"]);
}

/// Something like CEL: its words in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "plan",
        ".",
        "resources",
        "all",
        "exists",
        "filter",
        "map",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "r",
        ",",
        "'x'",
        "\"",
        "1",
        "-",
        "!",
        "&&",
        "||",
        "==",
        "?",
        ":",
        "in",
        "has",
        "size",
        "matches",
        "+",
        "/",
        "0",
        " ",
        "\u{0}",
        "ठ",
        "r#'",
        "0x",
        "1e999",
        "b'",
    ]);
    prop::collection::vec(word, 0..80).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_expression_brings_the_evaluation_down(expression in prop_oneof![words(), ".{0,200}"]) {
        let plan = plan_once();
        let verdict = verdict_of(plan, rule(&expression), T0);
        let status = decide_policy(&policy(rule(&expression)), T0).status;
        let unreadable = condition_of(&status.conditions, READY).status == "False";
        prop_assert!(!unreadable || !verdict.allows(), "a policy that isn't ready blocks: {expression}");
    }

    #[test]
    fn another_guardrail_never_allows_more(
        regions in prop::collection::vec(prop::sample::select(vec!["ap-south-1", "eu-west-1"]), 0..2),
        denied in prop::collection::vec(prop::sample::select(vec!["AWS::S3::*", "AWS::DynamoDB::*", "AWS::IAM::Role"]), 0..3),
        amount in 0_u32..50,
        expression in prop::sample::select(vec!["true", "false", "size(plan.resources) > 1"]),
    ) {
        let plan = plan_once();
        let one = policy(json!({ "allowedRegions": regions, "deniedResourceTypes": denied }));
        let mut two = policy(rule(expression));
        two.spec.max_monthly_cost = serde_json::from_value(
            json!({ "perRequest": { "amount": amount, "currency": "USD" } })
        ).expect("a limit");
        two.metadata.name = Some("second".into());
        let alone = evaluate([&one], plan, ASKED, Language::English, T0);
        let both = evaluate([&one, &two], plan, ASKED, Language::English, T0);
        prop_assert!(alone.violations.iter().all(|it| both.violations.contains(it)));
        prop_assert!(alone.allows() || !both.allows());
    }
}

fn plan_once() -> &'static Revision {
    static PLAN: std::sync::OnceLock<Revision> = std::sync::OnceLock::new();
    PLAN.get_or_init(plan)
}
