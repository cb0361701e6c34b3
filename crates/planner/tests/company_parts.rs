//! A word that names a part in the company of another names it there, and nowhere else.

#[path = "support/planned.rs"]
mod support;

use std::collections::BTreeSet;

use support::planned;

fn kinds(prompt: &str) -> BTreeSet<&'static str> {
    planned(prompt).resources().iter().map(|it| it.kind).collect()
}

/// The type, a prompt that names it by the company of another part, and one with the same word in other company.
const COMPANY: [(&str, &str, &str); 9] = [
    (
        "AWS::CloudWatch::Dashboard",
        "A Lambda function behind an SQS queue, with alarms to ops@example.com, X-Ray and a dashboard.",
        "A sales dashboard in React with a DynamoDB table, and alarms to ops@example.com.",
    ),
    (
        "AWS::Route53::HealthCheck",
        "Node.js API behind an Application Load Balancer, and a Route 53 hosted zone with a health check.",
        "Docker container on ECS Fargate behind an Application Load Balancer with health checks, and a Route 53 hosted zone.",
    ),
    (
        "AWS::CertificateManager::Certificate",
        "Docker container on ECS Fargate behind an Application Load Balancer with a certificate.",
        "A Flask API that prints a certificate for each student, with an SQS queue.",
    ),
    (
        "AWS::ApiGateway::ApiKey",
        "A REST API with an API key per transport company, on Lambda with DynamoDB.",
        "A Lambda function behind an SQS queue that calls our partner with an API key kept in Secrets Manager.",
    ),
    (
        "AWS::Cognito::UserPoolGroup",
        "A Flask API where people sign in through a Cognito user pool with groups.",
        "A Flask API with Cognito, for study groups.",
    ),
    (
        "AWS::CloudFront::KeyGroup",
        "Videos in S3 behind CloudFront with signed cookies.",
        "A Lambda function that hands out signed URLs for uploads to an S3 bucket.",
    ),
    (
        "AWS::Backup::BackupPlan",
        "A DynamoDB table with a Lambda function, and Backup with a locked vault.",
        "A DynamoDB table with a Lambda function, and a vault of secrets in Secrets Manager.",
    ),
    (
        "AWS::Budgets::Budget",
        "A Lambda function behind an SQS queue, and a budget that warns at 200 dollars a month.",
        "A Lambda function behind an SQS queue with a budget of 200 dollars a month.",
    ),
    (
        "AWS::ApiGatewayV2::Api",
        "Travellers book through an HTTP API on Lambda; agencies get a REST API with API keys.",
        "Travellers book through a REST API with API keys on Lambda.",
    ),
];

#[test]
fn a_word_names_a_part_in_the_company_of_another() {
    for (kind, prompt, _) in COMPANY {
        assert!(kinds(prompt).contains(kind), "{kind}: {prompt}");
    }
}

#[test]
fn the_same_word_in_other_company_does_not() {
    for (kind, _, prompt) in COMPANY {
        assert!(!kinds(prompt).contains(kind), "{kind}: {prompt}");
    }
}

#[test]
fn a_budget_that_warns_is_the_persons_limit_too() {
    let blueprint =
        planned("A Lambda function behind an SQS queue, and a budget that warns at 200 dollars a month.");
    let budget = blueprint
        .of_kind("AWS::Budgets::Budget")
        .next()
        .expect("a budget");
    assert!(format!("{:?}", budget.properties).contains("200"), "{budget:?}");
}

#[test]
fn only_addresses_under_signed_need_a_signature_where_the_rest_is_public() {
    let blueprint = planned("Videos in S3 behind CloudFront with signed cookies.");
    let distribution = blueprint
        .of_kind("AWS::CloudFront::Distribution")
        .next()
        .expect("a distribution");
    let config = &distribution.properties["DistributionConfig"];
    let usual = config.get("DefaultCacheBehavior").expect("what is usual");
    assert!(usual.get("TrustedKeyGroups").is_none());
    let behaviors = format!("{:?}", config.get("CacheBehaviors"));
    assert!(behaviors.contains("signed/*") && behaviors.contains("TrustedKeyGroups"));
}

#[test]
fn a_topic_that_was_named_for_the_alarms_mails_them() {
    let blueprint = planned("A Lambda function behind an SQS queue, alarms by SNS to ops@example.com.");
    let topics = blueprint.of_kind("AWS::SNS::Topic").count();
    let mails = blueprint.of_kind("AWS::SNS::Subscription").count();
    assert_eq!((topics, mails), (1, 1));
}
