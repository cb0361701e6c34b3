//! New files of a bucket start a program: what the program writes may not start it again.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Value};
use support::planned;

const BUCKET: &str = "AWS::S3::Bucket";
const FUNCTION: &str = "AWS::Lambda::Function";
const RULE: &str = "AWS::Events::Rule";

/// The rules that hear of this bucket's new files.
fn patterns<'a>(blueprint: &'a Blueprint, bucket: &LogicalId) -> Vec<&'a Value> {
    let patterns = blueprint
        .of_kind(RULE)
        .filter_map(|rule| rule.properties.get("EventPattern"));
    patterns
        .filter(|pattern| pattern.references().contains(&bucket))
        .collect()
}

/// Where the role of a function lets it put files of this bucket.
fn written<'a>(value: Option<&'a Value>, bucket: &LogicalId, found: &mut Vec<&'a Value>) {
    match value {
        Some(Value::List(values)) => values
            .iter()
            .for_each(|value| written(Some(value), bucket, found)),
        Some(Value::Map(entries)) => {
            let puts = |actions: &Value| matches!(actions, Value::List(actions) if actions.iter().any(|it| it.as_text() == Some("s3:PutObject")));
            if let (Some(actions), Some(on)) = (entries.get("Action"), entries.get("Resource"))
                && puts(actions)
                && on.references().contains(&bucket)
            {
                found.push(on);
            }
            entries
                .values()
                .for_each(|value| written(Some(value), bucket, found));
        }
        _ => {}
    }
}

#[test]
fn no_result_starts_the_work_again() {
    for (prompt, buckets) in [
        (
            "Lambda triggered by S3 uploads to bucket raw, writes to bucket processed",
            2,
        ),
        (
            "A Lambda is triggered by uploads to the raw bucket and writes results to the processed bucket",
            2,
        ),
        (
            "A Lambda is triggered by uploads to an S3 bucket and writes the result to the same bucket",
            1,
        ),
        (
            "A Lambda creates thumbnails when images are uploaded to the S3 bucket",
            1,
        ),
        (
            "When a file lands in the S3 bucket a message goes to an SQS queue, a Lambda takes from the queue and writes the result to the bucket",
            1,
        ),
        (
            "EventBridge rule on S3 upload starts a Step Functions workflow whose Lambda makes thumbnails",
            1,
        ),
    ] {
        let blueprint = planned(prompt);
        assert_eq!(blueprint.of_kind(BUCKET).count(), buckets, "{prompt}");
        let mut heard = 0;
        for bucket in blueprint.of_kind(BUCKET) {
            let patterns = patterns(&blueprint, &bucket.id);
            heard += patterns.len();
            let apart = patterns
                .iter()
                .all(|it| format!("{it:?}").contains("\"uploads/\""));
            for function in blueprint.of_kind(FUNCTION).filter(|_| !patterns.is_empty()) {
                let role = blueprint
                    .resource(function.properties["Role"].references()[0])
                    .expect("its role");
                let mut places = Vec::new();
                written(role.properties.get("Policies"), &bucket.id, &mut places);
                for place in places {
                    let results = format!("{place:?}").contains("/results/*");
                    assert!(apart && results, "{prompt}: {} writes to {place:?}", function.id);
                }
            }
        }
        assert_eq!(heard, 1, "{prompt}: one rule hears of new files");
    }
}

#[test]
fn a_rule_for_new_files_has_no_timer() {
    let timers = |prompt: &str| {
        let blueprint = planned(prompt);
        let mut rules = blueprint.of_kind(RULE);
        rules.any(|rule| rule.properties.contains_key("ScheduleExpression"))
    };
    assert!(!timers(
        "EventBridge rule on S3 upload starts a Step Functions workflow"
    ));
    assert!(timers(
        "A Lambda is triggered by uploads to an S3 bucket, and an EventBridge cron rule runs a cleanup Lambda"
    ));
}

#[test]
fn what_people_upload_starts_the_function_and_needs_no_api() {
    for prompt in [
        "customers upload images to S3 and a lambda resizes them",
        "Users upload videos to an S3 bucket and a function transcodes them",
        "S3 bucket with a lambda converting uploaded CSV to parquet",
        "photo upload ho aur thumbnail bane",
    ] {
        let blueprint = planned(prompt);
        let there = |kind: &str| blueprint.of_kind(kind).next().is_some();
        assert!(
            there("AWS::Lambda::Function") && there("AWS::Events::Rule"),
            "{prompt}"
        );
        assert!(!there("AWS::ApiGatewayV2::Api"), "{prompt}");
    }
    let api = planned("A REST API where users upload documents to S3");
    assert!(
        api.of_kind("AWS::Events::Rule").next().is_none(),
        "files are only kept"
    );
}
