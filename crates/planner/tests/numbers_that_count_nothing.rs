//! Numbers beside a part that say an hour, a version, a step or a number of tries, and not how many parts there are.

#[path = "support/planned.rs"]
mod support;

use proptest::prelude::*;
use proptest::sample::select;
use support::{planned, whole_plan};

const FUNCTION: &str = "AWS::Lambda::Function";
const QUEUE: &str = "AWS::SQS::Queue";
const TABLE: &str = "AWS::DynamoDB::Table";

/// How many of a type are planned that a prompt can ask for: queues for what failed come by themselves.
fn count(prompt: &str, kind: &str) -> usize {
    let blueprint = planned(prompt);
    let asked = blueprint.of_kind(kind).filter(|it| {
        let id = it.id.as_str();
        !id.contains("DeadLetter") && !id.contains("Failed")
    });
    asked.count()
}

#[test]
fn a_number_that_says_something_else_counts_nothing() {
    for (prompt, kind) in [
        ("हर रोज़ सुबह 9 बजे लैम्ब्डा चलाओ", FUNCTION),
        ("every day at 9am IST invoke lambda", FUNCTION),
        ("10 am IST lambda daily", FUNCTION),
        ("3 baje lambda chalao roz", FUNCTION),
        ("cron job at 6 am IST lambda", FUNCTION),
        ("every day at 9 o'clock lambda", FUNCTION),
        ("every day at 9 lambda", FUNCTION),
        ("every day 9:10 lambda", FUNCTION),
        ("daily 9 am queue", QUEUE),
        ("subah 9 baje lambda function chalao jo mail bheje", FUNCTION),
        ("API v2 lambda", FUNCTION),
        ("retry 3 times lambda", FUNCTION),
        ("lambda ko 3 baar chalao, 3 baar lambda", FUNCTION),
        ("an API with 3 retries lambda", FUNCTION),
        ("Step 1 lambda, step 2 queue", QUEUE),
        ("Step 1 queue, step 2 lambda", FUNCTION),
        ("24x7 lambda", FUNCTION),
        ("24/7 queue", QUEUE),
        ("API with top 10 products DynamoDB table", TABLE),
    ] {
        assert_eq!(count(prompt, kind), 1, "{prompt}");
    }
}

#[test]
fn a_number_of_parts_still_counts_them() {
    for (prompt, kind, wanted) in [
        ("3 lambda functions daily at 9 am", FUNCTION, 3),
        ("every day at 9 am run 3 lambda functions", FUNCTION, 3),
        ("हर रोज़ सुबह 9 बजे 3 लैम्ब्डा चलाओ", FUNCTION, 3),
        ("roz 9 baje teen lambda chalao", FUNCTION, 3),
        ("retry 3 times, 2 SQS queues", QUEUE, 2),
        ("Phase 1: 2 queues", QUEUE, 2),
        ("three queues", QUEUE, 3),
        ("three queues; a Lambda consumes each queue", QUEUE, 3),
        ("a queue and a 2nd queue", QUEUE, 2),
    ] {
        assert_eq!(count(prompt, kind), wanted, "{prompt}");
    }
}

#[test]
fn the_alert_of_a_budget_is_the_budgets_own() {
    for prompt in [
        "AWS Budgets alert at $50",
        "AWS Budgets alert at $50 to ops@example.com",
    ] {
        let plan = whole_plan(prompt);
        let unsupported = plan.warnings.iter().any(|it| it.code == "UNSUPPORTED_SERVICE");
        assert!(!unsupported, "{prompt}: {:?}", plan.warnings);
        assert!(plan.template.contains("AWS::Budgets::Budget"), "{prompt}");
    }
    let both = whole_plan("A Lambda function with a CloudWatch alarm, and an AWS Budgets alert at $50");
    assert!(both.template.contains("AWS::CloudWatch::Alarm"));
}

#[test]
fn what_comes_from_a_stream_is_kept_encrypted_by_the_stream() {
    for prompt in [
        "Firehose from Kinesis to S3",
        "Kinesis data stream and Firehose to an S3 bucket",
    ] {
        let plan = whole_plan(prompt);
        assert!(plan.template.contains("KinesisStreamAsSource"), "{prompt}");
        let plain: Vec<_> = plan
            .findings
            .iter()
            .filter(|it| it.rule == "CW-ENC-004")
            .collect();
        assert!(plain.is_empty(), "{prompt}: {plain:?}");
    }
}

/// Sentences with an hour (`{}`) and one part (`@`).
const SENTENCES: [&str; 9] = [
    "every day at {} am @",
    "daily {} am IST @",
    "{} pm @ every day",
    "roz {} baje @",
    "{} baje @ chalao roz",
    "har roz subah {} baje @ chahiye",
    "हर रोज़ सुबह {} बजे @ चाहिए",
    "रोज़ {} बजे @",
    "{} बजे @ हर रोज़",
];

proptest! {
    #[test]
    fn the_hour_of_a_schedule_counts_nothing(
        hour in 1..=10_u32,
        sentence in select(&SENTENCES[..]),
        (part, kind) in select(vec![
            ("lambda", FUNCTION), ("लैम्ब्डा", FUNCTION), ("SQS queue", QUEUE), ("queue", QUEUE), ("DynamoDB table", TABLE),
        ]),
    ) {
        let prompt = sentence.replace("{}", &hour.to_string()).replace('@', part);
        prop_assert_eq!(count(&prompt, kind), 1, "{}", prompt);
    }
}
