//! Systems that somebody lays out part by part, as in tickets and examinations: lists behind a service's name, tiers of a network and of
//! machines, queues for what failed, and which door a system has.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Blueprint, Value};
use support::{planned, whole_plan};

const FUNCTION: &str = "AWS::Lambda::Function";
const TABLE: &str = "AWS::DynamoDB::Table";
const QUEUE: &str = "AWS::SQS::Queue";
const BUCKET: &str = "AWS::S3::Bucket";
const API: &str = "AWS::ApiGatewayV2::Api";
const SUBNET: &str = "AWS::EC2::Subnet";
const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const CONTENT_NETWORK: &str = "AWS::CloudFront::Distribution";

fn all_right(prompts: &[(&str, &[(&str, usize)])]) {
    for (prompt, counts) in prompts {
        let blueprint = planned(prompt);
        for (kind, wanted) in *counts {
            assert_eq!(blueprint.of_kind(kind).count(), *wanted, "{kind}: {prompt}");
        }
    }
}

fn names(blueprint: &Blueprint, kind: &str, property: &str) -> Vec<String> {
    let named = blueprint
        .of_kind(kind)
        .filter_map(|it| it.properties.get(property)?.as_text());
    named.map(str::to_owned).collect()
}

#[test]
fn names_behind_a_service_and_a_colon_are_so_many_parts() {
    let blueprint = planned(
        "Infrastructure for video on demand:\n- Lambda: on-upload (starts the transcode), on-complete (updates the catalogue), thumbnailer\n\
         - DynamoDB: titles, watch-history, comments\n- SQS queue transcode-jobs",
    );
    assert_eq!(
        names(&blueprint, FUNCTION, "FunctionName"),
        ["on-upload", "on-complete", "thumbnailer"]
    );
    assert_eq!(
        names(&blueprint, TABLE, "TableName"),
        ["titles", "watch-history", "comments"]
    );
    // What a service is like is no list of parts.
    all_right(&[
        (
            "A queue and storage.\n- S3: versioned, encrypted\n- SQS queue jobs",
            &[(BUCKET, 1)],
        ),
        (
            "An SQS queue.\n- Lambda: resizes images, writes to DynamoDB\n",
            &[(FUNCTION, 1)],
        ),
    ]);
}

#[test]
fn a_queue_named_for_what_failed_is_that_of_the_others() {
    let blueprint = planned("SQS queues: order-intake, order-retry and order-dlq, and a Lambda function");
    assert_eq!(
        names(&blueprint, QUEUE, "QueueName"),
        ["order-intake", "order-dlq", "order-retry"]
    );
    let aside = |it: &cloudwhisper_planner::blueprint::Resource| {
        let target = it.properties.get("RedrivePolicy")?.get("deadLetterTargetArn")?;
        target.references().first().map(|id| (*id).clone())
    };
    let targets: Vec<_> = blueprint.of_kind(QUEUE).filter_map(aside).collect();
    assert!(targets.len() == 2 && targets[0] == targets[1], "{targets:?}");
    let by_name = "Two SQS queues, mails and mails-dlq, and one called bills";
    assert_eq!(
        planned(by_name).of_kind(QUEUE).count(),
        4,
        "a queue of another name has its own"
    );
}

#[test]
fn tiers_of_a_network_are_added_up() {
    all_right(&[
        (
            "A VPC with 3 public, 3 private and 3 isolated database subnets across three AZs",
            &[(SUBNET, 9)],
        ),
        (
            "A VPC with 2 public subnets, 2 private app subnets and 2 private data subnets",
            &[(SUBNET, 6)],
        ),
        (
            "A VPC with three Availability Zones, one public and one private subnet in each, and a NAT gateway in every zone",
            &[(SUBNET, 6), ("AWS::EC2::NatGateway", 3)],
        ),
        (
            "Two VPCs, 10.1.0.0/16 and 10.2.0.0/16, with two private subnets in each VPC",
            &[("AWS::EC2::VPC", 2), (SUBNET, 4)],
        ),
        (
            "VPC \"prod\" 10.10.0.0/16 and VPC \"staging\" 10.20.0.0/16, peered with each other. Each VPC has 2 public and 2 private subnets.",
            &[
                ("AWS::EC2::VPC", 2),
                (SUBNET, 8),
                ("AWS::EC2::VPCPeeringConnection", 1),
            ],
        ),
        (
            "A VPC with gateway endpoints for S3 and DynamoDB, three private subnets and a DynamoDB table",
            &[("AWS::EC2::VPCEndpoint", 2)],
        ),
    ]);
}

#[test]
fn a_further_tier_of_machines_has_its_own_group_and_load_balancer() {
    let prompt = "The web tier runs on an Auto Scaling group of t3.medium behind an internet-facing Application Load Balancer, the application \
                  tier on a second Auto Scaling group of m5.large behind an internal Application Load Balancer. RDS MySQL keeps the data.";
    let blueprint = planned(prompt);
    assert_eq!(blueprint.of_kind(GROUP).count(), 2);
    let mut schemes = names(&blueprint, BALANCER, "Scheme");
    schemes.sort();
    assert_eq!(schemes, ["internal", "internet-facing"]);
    all_right(&[(
        "An Auto Scaling group behind an Application Load Balancer. A load balancer spreads the requests over the group.",
        &[(GROUP, 1), (BALANCER, 1)],
    )]);
}

#[test]
fn nothing_is_put_before_the_load_balancer_of_a_system_of_many_parts() {
    let drawn = "A VPC with an internet gateway, an Application Load Balancer, an ECS Fargate service, an ECR repository, an RDS Postgres \
                 database, an SQS queue and an SNS topic";
    all_right(&[
        (drawn, &[(CONTENT_NETWORK, 0), (BALANCER, 1)]),
        (
            "A Docker app on ECS behind a load balancer",
            &[(CONTENT_NETWORK, 1)],
        ),
    ]);
    let plan = whole_plan(drawn);
    let listens = plan
        .resources
        .iter()
        .any(|it| it.logical_id.contains("HttpsListener"));
    assert!(listens, "what everybody reaches is encrypted all the same");
}

#[test]
fn a_rest_api_has_an_authorizer_of_its_own_sort() {
    let blueprint = planned(
        "A REST API with API Gateway, an API key, a usage plan, a Lambda authorizer and two Lambda functions",
    );
    let authorizer = blueprint.of_kind("AWS::ApiGateway::Authorizer").next();
    let sort = authorizer.and_then(|it| it.properties.get("Type")?.as_text());
    assert_eq!(sort, Some("REQUEST"));
    assert_eq!(blueprint.of_kind(API).count(), 0);
    let asked = |it: &cloudwhisper_planner::blueprint::Resource| {
        it.properties.get("AuthorizationType").and_then(Value::as_text) == Some("CUSTOM")
    };
    assert!(blueprint.of_kind("AWS::ApiGateway::Method").all(asked));
}

#[test]
fn what_is_said_of_functions_or_of_others_is_no_api() {
    all_right(&[
        (
            "New event platform:\n1. SQS queues: intake, retry\n2. Lambda functions: validate-order, ship-order (Node 20, 256 MB)\n3. DynamoDB \
             tables: Orders, Customers\n4. SNS topic events\n5. S3 bucket for archives",
            &[(API, 0), (FUNCTION, 2)],
        ),
        (
            "A Secrets Manager secret for the bank's API credentials, a Lambda function and an SQS queue",
            &[(API, 0)],
        ),
    ]);
}

#[test]
fn words_mean_another_part_in_other_company() {
    all_right(&[
        (
            "AWS Batch with a job queue and a compute environment, and an S3 bucket",
            &[("AWS::Batch::JobQueue", 1), (QUEUE, 0)],
        ),
        (
            "An SSM parameter for feature flags, a Lambda function and a DynamoDB table",
            &[("AWS::SSM::Parameter", 1), ("AWS::AppConfig::Application", 0)],
        ),
        (
            "Build a Step Functions workflow that walks each loan through a credit check, a legal check and manual approval",
            &[
                ("AWS::StepFunctions::StateMachine", 1),
                ("AWS::CodePipeline::Pipeline", 0),
            ],
        ),
        (
            "CodePipeline with CodeBuild and a manual approval",
            &[("AWS::CodePipeline::Pipeline", 1)],
        ),
        (
            "EventBridge starts a Lambda function every Monday at 6, an SQS queue",
            &[("AWS::Events::EventBus", 0), ("AWS::Events::Rule", 1)],
        ),
        (
            "Four services on ECS find each other with Cloud Map",
            &[("AWS::ServiceDiscovery::PrivateDnsNamespace", 1)],
        ),
        (
            "Sensors publish readings over MQTT; an IoT rule forwards them to a data stream",
            &[("AWS::IoT::TopicRule", 1)],
        ),
        (
            "An SNS topic, an SSM parameter and a Lambda function. The database password comes from Parameter Store.",
            &[(TABLE, 0)],
        ),
    ]);
}

#[test]
fn a_bucket_told_from_the_others_by_its_word_is_one_more() {
    all_right(&[
        (
            "Firehose writes to a raw S3 bucket, a Glue job cleans it into the curated bucket",
            &[(BUCKET, 2)],
        ),
        (
            "An SFTP server and an S3 bucket per partner (alpha, beta, gamma)",
            &[(BUCKET, 3)],
        ),
        (
            "An S3 bucket for photos. A Lambda function resizes what is in the photo bucket.",
            &[(BUCKET, 1)],
        ),
    ]);
}

#[test]
fn parts_are_known_by_what_they_do() {
    all_right(&[
        (
            "Everything anybody does in the account is recorded, threats are detected, backups of the database are kept for seven years",
            &[
                ("AWS::CloudTrail::Trail", 1),
                ("AWS::GuardDuty::Detector", 1),
                ("AWS::Backup::BackupPlan", 1),
            ],
        ),
        (
            "A budget of 3000 USD per month warns finance@genome.org at 80 percent. An SQS queue.",
            &[("AWS::Budgets::Budget", 1)],
        ),
        (
            "A function and a table that is replicated to Europe and Asia",
            &[("AWS::DynamoDB::GlobalTable", 1), (TABLE, 0)],
        ),
        (
            "Events go through a data stream and are delivered into a bucket",
            &[("AWS::KinesisFirehose::DeliveryStream", 1)],
        ),
        (
            "A queue and a stream; raw readings are delivered into cheap storage, coaches and clients talk in a live chat, costs above 2,000 \
             dollars are reported",
            &[
                ("AWS::KinesisFirehose::DeliveryStream", 1),
                (API, 1),
                ("AWS::Budgets::Budget", 1),
            ],
        ),
        (
            "A queue and a table; the examiners are mailed the results every Friday evening",
            &[("AWS::Scheduler::Schedule", 1), ("AWS::SES::EmailIdentity", 1)],
        ),
    ]);
}

#[test]
fn what_is_due_is_not_done_by_the_function_behind_the_front_door() {
    let blueprint = planned(
        "A Node.js REST API that stores orders in DynamoDB, and every night a job removes old orders",
    );
    assert_eq!(blueprint.of_kind(FUNCTION).count(), 2);
}

#[test]
fn what_each_has_may_stand_before_the_list_of_them() {
    let blueprint = planned(
        "Set up these Lambda functions, each with its own IAM role and an error alarm: ingest (512 MB, 30 s, writes to bucket raw-events), \
         normalize (triggered by new objects in raw-events), notify (publishes to topic fraud-alerts)",
    );
    assert_eq!(
        names(&blueprint, FUNCTION, "FunctionName"),
        ["ingest", "normalize", "notify"]
    );
    let blueprint = planned(
        "An HTTP API with three routes, each served by its own Lambda function (listings-fn, orders-fn, payments-fn) with its own DynamoDB table",
    );
    assert_eq!(blueprint.of_kind(FUNCTION).count(), 3);
    assert_eq!(blueprint.of_kind(TABLE).count(), 3);
}

#[test]
fn what_is_counted_before_a_colon_is_not_counted_twice() {
    all_right(&[
        (
            "We need two load balancers: a public ALB for the website and an internal NLB for an ECS service",
            &[(BALANCER, 2)],
        ),
        (
            "An S3 bucket for assets and another one for backups, and an SQS queue",
            &[(BUCKET, 2)],
        ),
        (
            "Tasks are stored in a DynamoDB table. A DynamoDB stream triggers a Lambda function.",
            &[(TABLE, 1)],
        ),
        (
            "Amazon ElastiCache for Memcached and an SQS queue",
            &[
                ("AWS::ElastiCache::CacheCluster", 1),
                ("AWS::ElastiCache::ReplicationGroup", 0),
            ],
        ),
        (
            "A Redshift cluster with two ra3.xlplus nodes and a Secrets Manager secret for the Redshift admin",
            &[
                ("AWS::Redshift::Cluster", 1),
                ("AWS::RedshiftServerless::Workgroup", 0),
            ],
        ),
    ]);
}

#[test]
fn endpoints_of_a_network_lead_to_services_and_bring_none() {
    all_right(&[(
        "A new VPC with two public and two private subnets, one NAT gateway, and endpoints for ECR, S3 and CloudWatch Logs. An ECS service.",
        &[
            ("AWS::EC2::VPCEndpoint", 4),
            ("AWS::ECR::Repository", 0),
            (BUCKET, 0),
        ],
    )]);
}

#[test]
fn the_database_of_an_application_has_its_copy_for_reading() {
    all_right(&[(
        "A Django app on ECS with RDS MySQL, Multi-AZ, with one read replica",
        &[("AWS::RDS::DBInstance", 2)],
    )]);
}

#[test]
fn what_follows_the_ends_of_endpoints_is_built() {
    for prompt in [
        "VPC with gateway endpoints for S3 and DynamoDB, a KMS key and an SQS queue",
        "VPC with endpoints to S3 and DynamoDB, a KMS key and an SQS queue",
    ] {
        let blueprint = planned(prompt);
        for kind in ["AWS::KMS::Key", "AWS::SQS::Queue"] {
            assert!(blueprint.of_kind(kind).next().is_some(), "{prompt}: no {kind}");
        }
        for end in ["AWS::S3::Bucket", "AWS::DynamoDB::Table"] {
            assert!(
                blueprint.of_kind(end).next().is_none(),
                "{prompt}: {end} is where it leads to"
            );
        }
    }
}
