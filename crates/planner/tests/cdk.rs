//! Plans as AWS CDK apps: the same bytes each time, of every combination, and in three languages as reviewed. That the apps
//! compile and make the very template is what the root package's `tests/cdk_synth.rs` asks the tools themselves.

#[path = "support/combinations.rs"]
mod combinations;
#[path = "support/planned.rs"]
mod support;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Retention, Value};
use cloudwhisper_planner::properties;
use cloudwhisper_planner::render::cdk::{Stack, render};
use combinations::combinations;
use support::whole_plan as planned;

fn rendered(blueprint: &Blueprint) -> String {
    render(
        blueprint,
        &Stack {
            project: "orders",
            description: "Of a test",
            region: "ap-south-1",
            tags: &BTreeMap::from([("team".to_owned(), "shop".to_owned())]),
            breakdown: &[],
            language: Language::English,
        },
    )
}

/// The app of a single resource, without what stands around it.
fn body(resource: Resource) -> String {
    let mut blueprint = Blueprint::default();
    blueprint.add(resource);
    let file = rendered(&blueprint);
    let (_, body) = file.split_once("props);\n\n").expect("the constructor");
    let (body, _) = body.split_once("  }\n}\n").expect("its end");
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn english_is_as_reviewed() {
    let plan = planned("Create a REST API with Node.js and database, under $10/month");
    insta::assert_snapshot!(plan.artifacts().cdk());
}

#[test]
fn hindi_is_as_reviewed() {
    let plan = planned("ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना");
    insta::assert_snapshot!(plan.artifacts().cdk());
}

#[test]
fn hinglish_is_as_reviewed() {
    let plan = planned("Portfolio ke liye static website banao, domain shop.example.in");
    insta::assert_snapshot!(plan.artifacts().cdk());
}

#[test]
fn the_same_blueprint_gives_the_same_bytes_and_none_of_a_combination_is_left_out() {
    for combination in combinations() {
        let blueprint = combination.blueprint();
        let app = rendered(&blueprint);
        assert_eq!(app, rendered(&combination.blueprint()), "{}", combination.name);
        for resource in blueprint.resources() {
            let id = format!("(this, '{}', {{", resource.id);
            assert_eq!(
                app.matches(&id).count(),
                1,
                "{} {}",
                combination.name,
                resource.id
            );
        }
        assert!(
            !app.contains("cdk.CfnResource("),
            "CDK has a class for all of {}",
            combination.name
        );
        assert!(
            !app.contains("Override") && !app.contains("cdk.Fn.ref("),
            "{} needs no way around CDK's classes",
            combination.name
        );
    }
}

#[test]
fn the_digest_does_not_depend_on_it() {
    let plan = planned("Static website for a portfolio");
    let mut otherwise_worded = plan.clone();
    otherwise_worded.language = Language::Hindi;
    assert_ne!(otherwise_worded.artifacts().cdk(), plan.artifacts().cdk());
    assert_eq!(
        otherwise_worded.digest(),
        plan.digest(),
        "the template binds what it makes"
    );
}

#[test]
fn keys_change_where_cdk_names_them_and_stay_where_they_are_somebody_s_own() {
    let policy = properties! { "Version": "2012-10-17", "Statement": Vec::<Value>::new() };
    let role = Resource::new("Role", "AWS::IAM::Role")
        .with("AssumeRolePolicyDocument", policy.clone())
        .with(
            "Policies",
            vec![properties! { "PolicyName": "own", "PolicyDocument": policy }],
        );
    insta::assert_snapshot!(body(role));
    let function = Resource::new("Function", "AWS::Lambda::Function")
        .with(
            "Code",
            properties! { "ZipFile": "exports.handler = async () => ({\n  body: `${1}`\n})\n" },
        )
        .with(
            "Environment",
            properties! { "Variables": properties! { "TABLE_NAME": "orders", "2": "it's" } },
        )
        .with("Role", Value::Pseudo(Pseudo::StackName))
        .kept(Retention::Retain);
    insta::assert_snapshot!(body(function));
}

#[test]
fn references_fit_everywhere() {
    let alarm = Resource::new("Alarm", "AWS::CloudWatch::Alarm")
        .with("AlarmActions", Value::Pseudo(Pseudo::StackName))
        .with("ActionsEnabled", Value::Pseudo(Pseudo::Region))
        .with(
            "Dimensions",
            Value::Attribute(LogicalId::new("Elsewhere"), "List"),
        )
        .with("Threshold", Value::Ref(LogicalId::new("Elsewhere")));
    insta::assert_snapshot!(body(alarm));
}

#[test]
fn a_property_that_cdk_does_not_know_is_set_beside_the_others() {
    let queue = Resource::new("Default", "AWS::SQS::Queue")
        .with("QueueName", "orders")
        .with("NotYetInCdk", properties! { "SomeARN": "Thing" });
    insta::assert_snapshot!(body(queue));
}

#[test]
fn what_cdk_would_refuse_is_written_in_cloudformation_s_words() {
    // A type outside of the catalogue takes its tags as they are.
    const CHANNEL: &str = "AWS::IVS::Channel";
    const QUEUE: &str = "AWS::SQS::Queue";
    let properties: [(&'static str, &'static str, Value); 7] = [
        (QUEUE, "DelaySeconds", "5".into()),
        (QUEUE, "FifoQueue", "true".into()),
        (QUEUE, "QueueName", 5.into()),
        (CHANNEL, "Tags", "none".into()),
        (CHANNEL, "Tags", Value::list([properties! { "Key": "a" }])),
        (
            CHANNEL,
            "Tags",
            Value::list([properties! { "Key": "a", "Valeu": "b" }]),
        ),
        (CHANNEL, "Tags", Value::list([Value::Pseudo(Pseudo::Region)])),
    ];
    for (kind, name, value) in properties {
        let written = body(Resource::new("Thing", kind).with(name, value));
        assert!(
            written.contains("new cdk.CfnResource(this, 'Thing'") && written.contains(name),
            "{written}"
        );
    }
}

#[test]
fn a_type_that_cdk_has_no_class_for_is_written_in_cloudformation_s_words() {
    let alien = Resource::new("Alien", "AWS::Alien::Thing")
        .with("SomeARN", Value::Attribute(LogicalId::new("Elsewhere"), "Arn"))
        .with("Tags", vec![properties! { "Key": "a", "Value": "b" }]);
    insta::assert_snapshot!(body(alien));
}

#[test]
fn names_that_are_taken_get_a_number_and_keep_their_logical_id() {
    let mut blueprint = Blueprint::default();
    let queue = blueprint.add(Resource::new("Sqs", "AWS::SQS::Queue"));
    let topic = Resource::new("Function", "AWS::SNS::Topic").with("TopicName", Value::Ref(queue.clone()));
    let topic = blueprint.add(topic);
    blueprint.output("Sqs", "The queue", Value::Attribute(queue, "Arn"));
    blueprint.output(
        "Topic",
        "Both",
        Value::Concat(vec!["${".into(), Value::Ref(topic), "$".into()]),
    );
    let app = rendered(&blueprint);
    let body = app.split_once("props);\n\n").expect("the constructor").1;
    insta::assert_snapshot!(body);
}
