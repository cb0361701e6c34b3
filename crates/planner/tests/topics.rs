//! Which way a topic's messages go: who hears it is not who publishes to it, and what is asked to hear it does.
#![allow(clippy::disallowed_methods, reason = "the corpus is read from its files")]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/one_of.rs"]
mod one_of;
#[path = "support/parts.rs"]
mod parts;
#[path = "support/planned.rs"]
mod support;

use std::collections::BTreeSet;

use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Resource, Value};
use cloudwhisper_planner::requirements::understand;
use indexmap::IndexMap;
use support::{only, planned, refers, whole_plan};

const SUBSCRIPTION: &str = "AWS::SNS::Subscription";
const FUNCTION: &str = "AWS::Lambda::Function";
const QUEUE: &str = "AWS::SQS::Queue";

/// What a property of a resource names.
fn named<'a>(resource: &'a Resource, property: &str) -> Vec<&'a LogicalId> {
    resource
        .properties
        .get(property)
        .map(Value::references)
        .unwrap_or_default()
}

fn protocol(subscription: &Resource) -> Option<&str> {
    subscription.properties.get("Protocol").and_then(Value::as_text)
}

/// Who gets what the topic gets, directly or out of a queue.
fn hearers<'a>(blueprint: &'a Blueprint, topic: &LogicalId) -> BTreeSet<&'a str> {
    let direct: Vec<&LogicalId> = blueprint
        .of_kind(SUBSCRIPTION)
        .filter(|it| named(it, "TopicArn").contains(&topic))
        .flat_map(|it| named(it, "Endpoint"))
        .collect();
    let behind = blueprint
        .of_kind("AWS::Lambda::EventSourceMapping")
        .filter(|it| {
            named(it, "EventSourceArn")
                .iter()
                .any(|source| direct.contains(source))
        })
        .flat_map(|it| named(it, "FunctionName"));
    direct
        .iter()
        .copied()
        .chain(behind)
        .map(LogicalId::as_str)
        .collect()
}

/// Whether the role of a function lets it publish to the topic.
fn publishes(blueprint: &Blueprint, function: &Resource, topic: &LogicalId) -> bool {
    let roles = named(function, "Role");
    let mut roles = roles.into_iter().filter_map(|role| blueprint.resource(role));
    roles.any(|role| {
        role.properties
            .values()
            .any(|it| it.references().contains(&topic) && format!("{it:?}").contains("sns:Publish"))
    })
}

/// The first function that starts itself by what it publishes.
fn endless(blueprint: &Blueprint) -> Option<String> {
    let topics = blueprint.of_kind("AWS::SNS::Topic").map(|topic| &topic.id);
    topics.into_iter().find_map(|topic| {
        let hearers = hearers(blueprint, topic);
        let mut functions = blueprint.of_kind(FUNCTION);
        let loops = |it: &&Resource| hearers.contains(it.id.as_str()) && publishes(blueprint, it, topic);
        functions.find(loops).map(|it| format!("{topic} and {}", it.id))
    })
}

#[test]
fn no_function_hears_what_it_publishes() {
    for system in parts::systems() {
        assert_eq!(endless(&system.blueprint()), None, "{}", system.name);
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus");
    let mut with_topic = 0;
    for file in ["systems.yaml", "long.yaml", "counted.yaml"] {
        let text = std::fs::read_to_string(format!("{folder}/{file}")).expect("the corpus");
        for labelled in corpus::prompts(&text) {
            let none = IndexMap::new();
            let Ok(understood) = understand(&support::input::input(&labelled.prompt, &none).request) else {
                continue;
            };
            let Some(requirements) = understood.requirements else {
                continue;
            };
            let blueprint = design(&Design {
                network: None,
                requirements: &requirements,
                workload: &Workload::Sample,
                profile: Profile::Baseline,
            });
            with_topic += usize::from(blueprint.of_kind("AWS::SNS::Topic").next().is_some());
            assert_eq!(endless(&blueprint), None, "{}", labelled.id);
        }
    }
    assert!(with_topic > 20, "the corpus has topics: {with_topic}");
}

#[test]
fn what_a_function_publishes_does_not_start_it() {
    for prompt in [
        "When a file lands in the bucket run a function that writes to the table and mails me",
        "A DynamoDB stream triggers a Lambda that publishes to an SNS topic",
        "A scheduled Lambda runs every hour and notifies an SNS topic",
        "image upload hone par lambda thumbnail banaye aur SNS topic par bataye",
        "A Lambda consumes the queue and publishes results to an SNS topic",
        "A Lambda reads a Kinesis stream and publishes readings to an SNS topic",
    ] {
        let blueprint = planned(prompt);
        let topic = only(&blueprint, "AWS::SNS::Topic");
        let programs = blueprint
            .of_kind(SUBSCRIPTION)
            .filter(|it| protocol(it) != Some("email"));
        assert_eq!(programs.count(), 0, "{prompt}");
        let mut functions = blueprint.of_kind(FUNCTION);
        assert!(
            functions.any(|it| publishes(&blueprint, it, &topic.id)),
            "{prompt}"
        );
    }
}

#[test]
fn a_topic_that_starts_a_function_is_no_api() {
    for prompt in [
        "SNS topic triggers a Lambda",
        "SNS topic with a Lambda subscriber",
        "When a message is published to the SNS topic run a Lambda",
        "SNS topic par message aaye to lambda chale",
        "A Lambda function triggered by an SNS topic writes to a DynamoDB table",
    ] {
        let blueprint = planned(prompt);
        let subscription = only(&blueprint, SUBSCRIPTION);
        assert_eq!(protocol(subscription), Some("lambda"), "{prompt}");
        assert!(
            refers(subscription.properties.get("Endpoint"), FUNCTION, &blueprint),
            "{prompt}"
        );
        assert_eq!(blueprint.of_kind("AWS::ApiGatewayV2::Api").count(), 0, "{prompt}");
        only(&blueprint, FUNCTION);
        only(&blueprint, "AWS::Lambda::Permission");
    }
}

#[test]
fn who_publishes_to_queues_is_not_who_takes_from_them() {
    let blueprint = planned(
        "A Lambda publishes orders to an SNS topic that fans out to two SQS queues, each consumed by a Lambda",
    );
    let topic = only(&blueprint, "AWS::SNS::Topic");
    let queues = blueprint
        .of_kind(SUBSCRIPTION)
        .filter(|it| protocol(it) == Some("sqs"));
    assert_eq!(queues.count(), 2);
    let hearers = hearers(&blueprint, &topic.id);
    let (takes, sends): (Vec<_>, Vec<_>) = blueprint
        .of_kind(FUNCTION)
        .partition(|it| hearers.contains(it.id.as_str()));
    assert!(!takes.is_empty());
    assert!(sends.iter().any(|it| publishes(&blueprint, it, &topic.id)));
}

#[test]
fn a_topic_that_mails_asks_for_the_address_that_was_not_said() {
    for prompt in [
        "When a file lands in the bucket run a function that writes to the table and mails me",
        "Jab bhi bucket mein file aaye, function chale, result table mein likhe aur mujhe mail kare",
    ] {
        let blueprint = planned(prompt);
        let mail = only(&blueprint, SUBSCRIPTION);
        assert_eq!(protocol(mail), Some("email"), "{prompt}");
        assert_eq!(
            mail.properties.get("Endpoint"),
            Some(&Value::Parameter("NotificationEmail".into()))
        );
        let plan = whole_plan(prompt);
        assert!(
            plan.warnings.iter().any(|it| it.code == "PARAMETER_NEEDED"),
            "{prompt}"
        );
    }
    let blueprint = planned(
        "When a file lands in the bucket run a function that writes to the table and mails me at ops@shop.in",
    );
    let mails = blueprint
        .of_kind(SUBSCRIPTION)
        .filter(|it| protocol(it) == Some("email"));
    assert!(mails.count() > 0);
    assert!(blueprint.parameters().is_empty());
}

#[test]
fn a_bucket_tells_the_queue_that_was_named() {
    for (prompt, functions) in [
        (
            "S3 bucket sends notifications to an SQS queue, consumed by a Lambda",
            1,
        ),
        ("S3 bucket notifies SQS queue", 0),
    ] {
        let blueprint = planned(prompt);
        assert_eq!(blueprint.of_kind("AWS::SNS::Topic").count(), 0, "{prompt}");
        let rule = only(&blueprint, "AWS::Events::Rule");
        assert!(
            refers(rule.properties.get("EventPattern"), "AWS::S3::Bucket", &blueprint),
            "{prompt}"
        );
        let target = rule.properties.get("Targets");
        assert!(
            refers(target, QUEUE, &blueprint) && !refers(target, FUNCTION, &blueprint),
            "{prompt}"
        );
        let policies = blueprint
            .of_kind("AWS::SQS::QueuePolicy")
            .map(|it| format!("{:?}", it.properties));
        assert_eq!(
            policies.filter(|it| it.contains("events.amazonaws.com")).count(),
            1,
            "{prompt}"
        );
        assert_eq!(
            blueprint.of_kind("AWS::Lambda::EventSourceMapping").count(),
            functions,
            "{prompt}"
        );
    }
}
