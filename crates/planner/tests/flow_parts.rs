//! Schedules, events, workflows, streams and sign-in: what stands together is connected, once, and never in a circle.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::Value;
use support::{only, planned, refers};

#[test]
fn a_cron_job_calls_the_function_and_may() {
    for prompt in [
        "Deploy a cron job that runs a Lambda function",
        "roz raat ko chalne wala cron job chahiye jo lambda chalaye",
    ] {
        let blueprint = planned(prompt);
        let rule = only(&blueprint, "AWS::Events::Rule");
        assert!(rule.properties.contains_key("ScheduleExpression"));
        assert!(refers(
            rule.properties.get("Targets"),
            "AWS::Lambda::Function",
            &blueprint
        ));
        only(&blueprint, "AWS::Lambda::Permission");
    }
}

#[test]
fn a_workflow_calls_every_function_in_order() {
    let blueprint = planned("Deploy a Step Functions workflow that orchestrates three Lambda functions");
    let machine = only(&blueprint, "AWS::StepFunctions::StateMachine");
    let states = machine
        .properties
        .get("Definition")
        .and_then(|it| it.get("States"));
    let Some(Value::Map(states)) = states else {
        panic!("no states")
    };
    assert_eq!(states.len(), 4, "three calls and the end of a run that failed");
}

#[test]
fn news_go_to_the_queue_and_not_back_to_who_sends_them() {
    let blueprint =
        planned("Deploy an API with Lambda that publishes to an EventBridge event bus and an SQS queue");
    let rule = only(&blueprint, "AWS::Events::Rule");
    assert!(refers(
        rule.properties.get("Targets"),
        "AWS::SQS::Queue",
        &blueprint
    ));
    assert!(!refers(
        rule.properties.get("Targets"),
        "AWS::Lambda::Function",
        &blueprint
    ));
}

#[test]
fn a_stream_flows_on_to_the_bucket() {
    let blueprint =
        planned("Deploy a Kinesis data stream into Firehose to an S3 bucket with a Lambda consumer");
    let delivery = only(&blueprint, "AWS::KinesisFirehose::DeliveryStream");
    let kinesis = "AWS::Kinesis::Stream";
    assert!(refers(
        delivery.properties.get("KinesisStreamSourceConfiguration"),
        kinesis,
        &blueprint
    ));
    let mapping = only(&blueprint, "AWS::Lambda::EventSourceMapping");
    assert!(refers(
        mapping.properties.get("EventSourceArn"),
        kinesis,
        &blueprint
    ));
    assert!(refers(
        mapping.properties.get("DestinationConfig"),
        "AWS::SQS::Queue",
        &blueprint
    ));
}

#[test]
fn who_is_signed_in_may_call_the_api() {
    let blueprint = planned("Deploy a REST API with Cognito user pool authentication, Lambda and DynamoDB");
    let pool = only(&blueprint, "AWS::Cognito::UserPool");
    assert_eq!(
        pool.properties.get("DeletionProtection").and_then(Value::as_text),
        Some("ACTIVE")
    );
    only(&blueprint, "AWS::ApiGatewayV2::Authorizer");
}

#[test]
fn what_a_queue_brings_is_not_taken_by_the_function_that_answers_visitors() {
    let blueprint = planned("A Flask API with an SQS queue");
    let mapping = only(&blueprint, "AWS::Lambda::EventSourceMapping");
    let called = mapping.properties["FunctionName"].references();
    assert!(called[0].as_str().starts_with("Worker"), "{called:?}");
    let handler = blueprint
        .resource(&"HandlerFunction".into())
        .expect("the front door");
    let told = handler.properties.values().any(|it| {
        let queue = it
            .references()
            .into_iter()
            .filter_map(|id| blueprint.resource(id));
        queue.into_iter().any(|it| it.kind == "AWS::SQS::Queue")
    });
    assert!(told, "it sends to the queue");
}

#[test]
fn a_queue_that_keeps_an_order_hears_only_a_topic_that_keeps_it() {
    for (prompt, subscriptions) in [
        ("An SNS topic and an SQS queue with a Lambda worker", 1),
        ("An SNS topic and an SQS FIFO queue with a Lambda worker", 0),
        ("An SNS FIFO topic and an SQS FIFO queue with a Lambda worker", 1),
    ] {
        let blueprint = planned(prompt);
        let queues = blueprint
            .of_kind("AWS::SNS::Subscription")
            .filter(|it| it.properties.get("Protocol") == Some(&"sqs".into()));
        assert_eq!(queues.count(), subscriptions, "{prompt}");
    }
}
