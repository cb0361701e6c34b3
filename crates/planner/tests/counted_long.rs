//! Counts and doors that long prompts ask for in other words than a part's own: what is one more, what belongs to a cluster, which door
//! a backend has.

#[path = "support/planned.rs"]
mod support;

use support::planned;

const API: &str = "AWS::ApiGatewayV2::Api";
const TABLE: &str = "AWS::DynamoDB::Table";
const INSTANCE: &str = "AWS::EC2::Instance";
const MEMBER: &str = "AWS::RDS::DBInstance";
const GROUP: &str = "AWS::Cognito::UserPoolGroup";

fn all_right(prompts: &[(&str, &[(&str, usize)])]) {
    for (prompt, counts) in prompts {
        let blueprint = planned(prompt);
        for (kind, wanted) in *counts {
            assert_eq!(blueprint.of_kind(kind).count(), *wanted, "{kind}: {prompt}");
        }
    }
}

#[test]
fn a_door_that_is_named_is_the_only_one() {
    all_right(&[
        (
            "A WebSocket API with three Lambda functions (connect, disconnect, message)",
            &[(API, 1)],
        ),
        (
            "A game backend: a WebSocket API with three Lambda functions, a DynamoDB table for players and an SQS queue",
            &[(API, 1)],
        ),
        (
            "Live chat: players keep a two-way real-time connection open, three functions handle joining, leaving and sending",
            &[(API, 1), ("AWS::Lambda::Function", 3)],
        ),
        (
            "News site backend: an AppSync GraphQL API with a DynamoDB articles table, an S3 bucket, an SQS queue and six Lambda resolvers",
            &[("AWS::AppSync::GraphQLApi", 1), (API, 0)],
        ),
        (
            "An HTTP API and a WebSocket API with two Lambda functions",
            &[(API, 2)],
        ),
    ]);
}

#[test]
fn a_cluster_has_the_nodes_that_are_said_of_it() {
    all_right(&[
        (
            "An OpenSearch domain with 3 r6g.large nodes and an SQS queue",
            &[(INSTANCE, 0)],
        ),
        (
            "An OpenSearch domain with 3 r6g.large nodes, an ECS Fargate service and two CloudWatch alarms",
            &[(INSTANCE, 0), ("AWS::ECS::Service", 1)],
        ),
        (
            "An OpenSearch domain, two t3.micro EC2 instances",
            &[(INSTANCE, 2)],
        ),
        (
            "An Aurora MySQL cluster with three db.r6g.large instances",
            &[(MEMBER, 3)],
        ),
        (
            "An Aurora PostgreSQL cluster, db.r6g.large, and an ECS service",
            &[(MEMBER, 1)],
        ),
    ]);
    let nodes = planned("An OpenSearch domain with 3 r6g.large nodes");
    let domain = nodes.of_kind("AWS::OpenSearchService::Domain").next();
    let config = domain.and_then(|it| it.properties.get("ClusterConfig"));
    let size = config
        .and_then(|it| it.get("InstanceType"))
        .and_then(|it| it.as_text());
    assert_eq!(size, Some("r6g.large.search"));
    let members = planned("An Aurora MySQL cluster with three db.r6g.large instances");
    for member in members.of_kind(MEMBER) {
        let class = member
            .properties
            .get("DBInstanceClass")
            .and_then(|it| it.as_text());
        assert_eq!(class, Some("db.r6g.large"));
    }
}

#[test]
fn what_is_one_more_is_counted_in_other_words_too() {
    all_right(&[
        (
            "A DynamoDB table holds last positions and another holds trips",
            &[(TABLE, 2)],
        ),
        (
            "One table keeps connections and another keeps messages, with a Lambda function",
            &[(TABLE, 2)],
        ),
        (
            "Image registries for three services and an SNS topic",
            &[("AWS::ECR::Repository", 3)],
        ),
        (
            "Kubernetes with two pools of worker nodes",
            &[("AWS::EKS::Nodegroup", 2)],
        ),
        (
            "Clickstream analytics for a shop: events arrive on a real-time stream, two functions enrich them",
            &[("AWS::Kinesis::Stream", 1)],
        ),
    ]);
}

#[test]
fn parts_are_known_by_everyday_words() {
    all_right(&[
        (
            "Staff sign in with a password, and there are two groups of people: employees and admins",
            &[(GROUP, 2)],
        ),
        (
            "A queue for booking requests and notifications to travellers",
            &[("AWS::SNS::Topic", 1)],
        ),
        (
            "A spending limit of $3000 a month with a warning to ops@example.com, and an S3 bucket",
            &[("AWS::Budgets::Budget", 1)],
        ),
        (
            "A DynamoDB table for complaints, a key to encrypt the data and an SQS queue",
            &[("AWS::KMS::Key", 1)],
        ),
        (
            "A MongoDB-compatible document database and an SQS queue",
            &[("AWS::DocDB::DBCluster", 1), (TABLE, 0)],
        ),
        (
            "A Route 53 hosted zone for learnhub.example.org with an A record and an MX record",
            &[("AWS::Route53::HostedZone", 1), (TABLE, 0)],
        ),
    ]);
}

/// "Each claim" are many claims and one queue, and where they are put is said: no table keeps them.
#[test]
fn what_is_put_somewhere_is_kept_there() {
    const QUEUE: &str = "AWS::SQS::Queue";
    const TOPIC: &str = "AWS::SNS::Topic";
    all_right(&[
        (
            "Two Lambda functions validate the claims and put each claim on an SQS queue",
            &[(TABLE, 0), (QUEUE, 2), ("AWS::Lambda::Function", 2)], // with the queue for what failed
        ),
        (
            "A Lambda function puts every booking onto an SNS topic and an SQS queue hears it",
            &[(TABLE, 0), (TOPIC, 1)],
        ),
        (
            "A Lambda function records each payment in a DynamoDB table and puts the payment on an SQS queue",
            &[(TABLE, 1), (QUEUE, 2)],
        ),
        (
            "A Lambda function behind an HTTP API and an SQS queue: keep each order with its status",
            &[(TABLE, 1)],
        ),
    ]);
}

#[test]
fn who_does_something_more_is_one_more_function() {
    const FUNCTION: &str = "AWS::Lambda::Function";
    all_right(&[
        (
            "A Lambda function checks the file, a second one parses it",
            &[(FUNCTION, 2)],
        ),
        (
            "A Lambda function checks the file in the S3 bucket, a second one parses it, and a third stores the rows in DynamoDB",
            &[(FUNCTION, 3), (TABLE, 1)],
        ),
        (
            "A DynamoDB table holds positions and another holds trips, a Lambda function reads them",
            &[(FUNCTION, 1), (TABLE, 2)],
        ),
    ]);
}

/// Searching is a step until something is said of it that takes an engine.
#[test]
fn a_search_engine_is_for_what_is_searched() {
    const ENGINE: &str = "AWS::OpenSearchService::Domain";
    const PARTS: &str = "an HTTP API, Lambda functions, a DynamoDB table, an SQS queue and an SNS topic.";
    let with = |said: &str| {
        planned(&format!("{said} There is {PARTS}"))
            .of_kind(ENGINE)
            .count()
    };
    assert_eq!(with("Travellers search and book through an app."), 0);
    assert_eq!(with("Guests search, compare and book rooms."), 0);
    assert_eq!(with("Customers search and filter products by any word."), 1);
    assert_eq!(with("Readers search articles by keyword."), 1);
}

#[test]
fn what_is_apart_is_one_more_and_what_fails_goes_where_it_goes_anyway() {
    all_right(&[
        (
            "Matches live in a DynamoDB table, players in another. A Lambda function and an SQS queue",
            &[("AWS::DynamoDB::Table", 2)],
        ),
        (
            "An S3 bucket for attachments, a CloudFront distribution for the React admin console in its own bucket, an SQS queue",
            &[("AWS::S3::Bucket", 2)],
        ),
        (
            "An S3 bucket for attachments, CloudTrail to its own bucket, an SQS queue",
            &[("AWS::S3::Bucket", 2)],
        ),
        (
            "Orders go onto a queue that a function takes from; what fails five times goes to a second queue. A DynamoDB table",
            &[("AWS::SQS::Queue", 2)],
        ),
        (
            "Orders go onto a queue that a function takes from; refunds go to a second queue. A DynamoDB table",
            &[("AWS::SQS::Queue", 4)],
        ),
    ]);
}

#[test]
fn the_release_of_a_server_counts_no_machines() {
    all_right(&[(
        "Two Windows Server 2022 machines (m6i.large) behind an internal load balancer and a VPC with two zones",
        &[("AWS::EC2::Instance", 2)],
    )]);
}

#[test]
fn what_people_of_a_trade_say_is_known() {
    for (said, kind) in [
        (
            "whose password is kept as a secret",
            "AWS::SecretsManager::Secret",
        ),
        (
            "tokens are replaced every month: secrets such as the bank's key rotate every 30 days",
            "AWS::SecretsManager::RotationSchedule",
        ),
        (
            "warn us when the month passes 2,500 dollars",
            "AWS::Budgets::Budget",
        ),
        (
            "nobody reaches any of this except through our VPN to the office",
            "AWS::EC2::VPNConnection",
        ),
        (
            "finished matches stream into a data lake as Parquet",
            "AWS::KinesisFirehose::DeliveryStream",
        ),
        ("designers question the lake with SQL", "AWS::Athena::WorkGroup"),
        (
            "relations between people, films and studios can be walked as a graph",
            "AWS::Neptune::DBCluster",
        ),
        (
            "the archivist approves it, and only then is a link mailed",
            "AWS::StepFunctions::StateMachine",
        ),
        (
            "every change to the account is recorded",
            "AWS::CloudTrail::Trail",
        ),
        ("positions come in as a stream", "AWS::Kinesis::Stream"),
        (
            "four services listen to them: orders are events",
            "AWS::Events::EventBus",
        ),
    ] {
        let prompt = format!("An SQS queue, a Lambda function and a bucket for files. For the rest, {said}.");
        assert!(planned(&prompt).of_kind(kind).count() > 0, "{prompt}: no {kind}");
    }
}
