//! The review's rules: their table, that each speaks up when it should and only then, and that they look at the whole catalogue.

#[path = "support/parts.rs"]
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Finding, Severity};
use cloudwhisper_api::requirements::{Networking, Requirements, Usage};
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Parameter, Resource, Retention, Value};
use cloudwhisper_planner::{catalog, properties, review};

fn requirements() -> Requirements {
    Requirements {
        app_type: None,
        framework: None,
        compute: None,
        storage: Vec::new(),
        networking: Networking {
            public_access: true,
            custom_domain: None,
        },
        budget: None,
        region: "us-east-1".to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    }
}

fn findings(resources: impl IntoIterator<Item = Resource>) -> Vec<Finding> {
    let mut blueprint = Blueprint::default();
    for resource in resources {
        blueprint.add(resource);
    }
    review::review(&blueprint, &requirements(), Language::English)
}

/// Whether this rule speaks of the first of these resources.
fn speaks(rule: &str, resources: &[Resource]) -> bool {
    let first = resources.first().map(|it| it.id.to_string());
    findings(resources.to_vec())
        .iter()
        .any(|finding| finding.rule == rule && Some(&finding.resource) == first.as_ref())
}

/// A resource of this type with these properties.
fn of(kind: &'static str, properties: Value) -> Resource {
    let Value::Map(properties) = properties else {
        panic!("properties are a map")
    };
    let mut resource = Resource::new("It", kind).kept(Retention::Retain);
    for (name, value) in properties {
        resource
            .properties
            .insert(Box::leak(name.into_boxed_str()), value);
    }
    resource
}

fn statement(effect: &str, principal: impl Into<Value>, action: &str, resource: &str) -> Value {
    properties! {
        "Statement": vec![properties! {
            "Effect": effect, "Principal": principal.into(), "Action": action, "Resource": resource,
        }],
    }
}

fn refuses_plain_http(kind: &'static str, property: &'static str) -> Resource {
    let mut policy = of(
        kind,
        properties! { "PolicyDocument": properties! { "Statement": vec![properties! {
            "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
            "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
        }] } },
    );
    policy.id = LogicalId::new("Policy");
    policy.with(property, Value::Ref(LogicalId::new("It")))
}

/// For each rule something that it is there for, and the same as it should be. The first resource is the one that is meant.
fn examples() -> Vec<(&'static str, Vec<Resource>, Vec<Resource>)> {
    let world = |port: i64| {
        properties! { "IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "0.0.0.0/0" }
    };
    let closed = properties! {
        "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
    };
    let half_open = properties! { "BlockPublicAcls": true, "IgnorePublicAcls": true };
    let secret = |value: &str| {
        properties! { "Environment": properties! { "Variables": properties! { "DB_PASSWORD": value } } }
    };
    let parameter = |id: &str| properties! { "MasterUserPassword": Value::Parameter(LogicalId::new(id)) };
    let program = |text: &str| properties! { "UserData": Value::Base64(Box::new(text.into())) };
    let block = |encrypted: bool| {
        properties! { "BlockDeviceMappings": vec![properties! { "Ebs": properties! { "Encrypted": encrypted } }] }
    };
    let queue = of("AWS::SQS::Queue", properties! {});
    let mut failing = queue.clone();
    failing.id = LogicalId::new("Work");
    let failing = failing.with(
        "RedrivePolicy",
        properties! { "deadLetterTargetArn": Value::Attribute(LogicalId::new("It"), "Arn") },
    );
    let budget = {
        let mut budget = of("AWS::Budgets::Budget", properties! {});
        budget.id = LogicalId::new("Budget");
        budget
    };
    let function = of("AWS::Lambda::Function", properties! {});
    let bucket = of("AWS::S3::Bucket", properties! {});
    let database =
        |name: &'static str, value: Value| of("AWS::RDS::DBInstance", properties! {}).with(name, value);
    let one = |resource: Resource| vec![resource];
    vec![
        (
            "CW-NET-002",
            one(of(
                "AWS::EC2::SecurityGroup",
                properties! { "SecurityGroupIngress": vec![world(22)] },
            )),
            one(of(
                "AWS::EC2::SecurityGroup",
                properties! { "SecurityGroupIngress": vec![world(443)] },
            )),
        ),
        (
            "CW-NET-002",
            one(of(
                "AWS::EC2::SecurityGroupIngress",
                properties! { "IpProtocol": "-1", "CidrIpv6": "::/0" },
            )),
            one(of(
                "AWS::EC2::SecurityGroupIngress",
                properties! { "IpProtocol": "-1", "CidrIp": "10.0.0.0/8" },
            )),
        ),
        (
            "CW-NET-002",
            one(of(
                "AWS::EC2::SecurityGroupIngress",
                properties! { "IpProtocol": "tcp", "FromPort": 5000_i64, "ToPort": 6000_i64, "CidrIp": "128.0.0.0/1" },
            )),
            one(of("AWS::EC2::SecurityGroupIngress", world(80))),
        ),
        (
            "CW-DB-002",
            one(database("PubliclyAccessible", true.into())),
            one(database("PubliclyAccessible", false.into())),
        ),
        (
            "CW-DB-002",
            one(of("AWS::Redshift::Cluster", properties! {})),
            one(of(
                "AWS::Redshift::Cluster",
                properties! { "PubliclyAccessible": false },
            )),
        ),
        (
            "CW-DB-003",
            one(of(
                "AWS::OpenSearchServerless::SecurityPolicy",
                properties! { "Policy": "[{\"AllowFromPublic\":true}]" },
            )),
            one(of(
                "AWS::OpenSearchServerless::SecurityPolicy",
                properties! { "Policy": "[{\"AllowFromPublic\":false}]" },
            )),
        ),
        (
            "CW-NET-003",
            one(of(
                "AWS::ApiGatewayV2::Route",
                properties! { "AuthorizationType": "NONE" },
            )),
            one(of(
                "AWS::ApiGatewayV2::Route",
                properties! { "AuthorizationType": "JWT" },
            )),
        ),
        (
            "CW-NET-003",
            one(of(
                "AWS::ApiGateway::Method",
                properties! { "AuthorizationType": "NONE" },
            )),
            one(of(
                "AWS::ApiGateway::Method",
                properties! { "AuthorizationType": "NONE", "ApiKeyRequired": true },
            )),
        ),
        (
            "CW-NET-004",
            one(of(
                "AWS::EKS::Cluster",
                properties! { "ResourcesVpcConfig": properties! { "EndpointPublicAccess": true } },
            )),
            one(of(
                "AWS::EKS::Cluster",
                properties! { "ResourcesVpcConfig": properties! { "EndpointPublicAccess": false } },
            )),
        ),
        (
            "CW-NET-005",
            one(of(
                "AWS::EC2::Instance",
                properties! { "MetadataOptions": properties! { "HttpTokens": "optional" } },
            )),
            one(of(
                "AWS::EC2::Instance",
                properties! { "MetadataOptions": properties! { "HttpTokens": "required" } },
            )),
        ),
        (
            "CW-NET-005",
            one(of(
                "AWS::EC2::LaunchTemplate",
                properties! { "LaunchTemplateData": properties! {} },
            )),
            one(of(
                "AWS::EC2::LaunchTemplate",
                properties! { "LaunchTemplateData": properties! { "MetadataOptions": properties! { "HttpTokens": "required" } } },
            )),
        ),
        (
            "CW-IAM-002",
            one(of(
                "AWS::IAM::Policy",
                properties! { "PolicyDocument": statement("Allow", "", "s3:*", "*") },
            )),
            one(of(
                "AWS::IAM::Policy",
                properties! { "PolicyDocument": statement("Allow", "", "s3:GetObject", "*") },
            )),
        ),
        (
            "CW-IAM-002",
            one(of(
                "AWS::IAM::Role",
                properties! { "Policies": vec![properties! { "PolicyDocument": statement("Allow", "", "*", "*") }] },
            )),
            one(of(
                "AWS::IAM::Role",
                properties! { "Policies": vec![properties! { "PolicyDocument": statement("Deny", "", "*", "*") }] },
            )),
        ),
        (
            "CW-IAM-003",
            one(of(
                "AWS::SQS::QueuePolicy",
                properties! { "PolicyDocument": statement("Allow", "*", "sqs:SendMessage", "*") },
            )),
            one(of(
                "AWS::SQS::QueuePolicy",
                properties! { "PolicyDocument": statement("Deny", "*", "sqs:SendMessage", "*") },
            )),
        ),
        (
            "CW-IAM-003",
            one(of(
                "AWS::KMS::Key",
                properties! { "KeyPolicy": statement("Allow", properties! { "AWS": "*" }, "kms:Decrypt", "*") },
            )),
            one(of(
                "AWS::KMS::Key",
                properties! { "KeyPolicy": statement("Allow", properties! { "AWS": "arn:aws:iam::111122223333:root" }, "kms:*", "*") },
            )),
        ),
        (
            "CW-IAM-003",
            one(of(
                "AWS::Lambda::Permission",
                properties! { "Principal": "s3.amazonaws.com" },
            )),
            one(of(
                "AWS::Lambda::Permission",
                properties! { "Principal": "s3.amazonaws.com", "SourceAccount": "111122223333" },
            )),
        ),
        (
            "CW-IAM-004",
            one(of(
                "AWS::IAM::User",
                properties! { "ManagedPolicyArns": vec!["arn:aws:iam::aws:policy/AdministratorAccess"] },
            )),
            one(of(
                "AWS::IAM::User",
                properties! { "ManagedPolicyArns": vec!["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"] },
            )),
        ),
        (
            "CW-IAM-005",
            one(of(
                "AWS::IAM::Role",
                properties! { "AssumeRolePolicyDocument": statement("Allow", properties! { "AWS": "*" }, "sts:AssumeRole", "") },
            )),
            one(of(
                "AWS::IAM::Role",
                properties! { "AssumeRolePolicyDocument": statement("Allow", properties! { "Service": "lambda.amazonaws.com" }, "sts:AssumeRole", "") },
            )),
        ),
        (
            "CW-IAM-005",
            one(of(
                "AWS::IAM::Role",
                properties! { "AssumeRolePolicyDocument": statement("Allow", properties! { "Federated": "arn:aws:iam::1:oidc-provider/github" }, "sts:AssumeRoleWithWebIdentity", "") },
            )),
            one(of(
                "AWS::IAM::Role",
                properties! { "AssumeRolePolicyDocument": properties! { "Statement": vec![properties! {
                    "Effect": "Allow", "Principal": properties! { "Federated": "arn:aws:iam::1:oidc-provider/github" },
                    "Action": "sts:AssumeRoleWithWebIdentity", "Condition": properties! { "StringEquals": properties! { "sub": "repo:x" } },
                }] } },
            )),
        ),
        (
            "CW-S3-002",
            one(bucket.clone().with("PublicAccessBlockConfiguration", half_open)),
            one(bucket.clone().with("PublicAccessBlockConfiguration", closed)),
        ),
        (
            "CW-SEC-001",
            one(of("AWS::Lambda::Function", secret("hunter2"))),
            one(of(
                "AWS::Lambda::Function",
                secret("{{resolve:secretsmanager:x}}"),
            )),
        ),
        (
            "CW-SEC-001",
            one(of(
                "AWS::ECS::TaskDefinition",
                properties! { "ContainerDefinitions": vec![properties! { "Environment": vec![properties! { "Name": "API_TOKEN", "Value": "abc" }] }] },
            )),
            one(of(
                "AWS::ECS::TaskDefinition",
                properties! { "ContainerDefinitions": vec![properties! { "Environment": vec![properties! { "Name": "API_TOKEN_ARN", "Value": "abc" }] }] },
            )),
        ),
        (
            "CW-SEC-001",
            one(of(
                "AWS::SSM::Parameter",
                properties! { "Value": "AKIAIOSFODNN7EXAMPLE" },
            )),
            one(of(
                "AWS::SSM::Parameter",
                properties! { "Value": "AKIAIOSFODNN7" },
            )),
        ),
        (
            "CW-SEC-002",
            one(of("AWS::RDS::DBInstance", parameter("Password"))),
            one(of("AWS::RDS::DBInstance", parameter("PasswordArn"))),
        ),
        (
            "CW-SEC-003",
            one(of(
                "AWS::EC2::Instance",
                program("#!/bin/sh\nexport DB_PASSWORD=hunter2\n"),
            )),
            one(of(
                "AWS::EC2::Instance",
                program("#!/bin/sh\nexport DB_PASSWORD=$(fetch)\n"),
            )),
        ),
        (
            "CW-ENC-003",
            one(of(
                "AWS::ElasticLoadBalancingV2::Listener",
                properties! { "Protocol": "HTTP" },
            )),
            one(of(
                "AWS::ElasticLoadBalancingV2::Listener",
                properties! { "Protocol": "HTTPS" },
            )),
        ),
        (
            "CW-ENC-004",
            one(database("StorageEncrypted", false.into())),
            one(database("StorageEncrypted", true.into())),
        ),
        (
            "CW-ENC-004",
            one(of(
                "AWS::EC2::LaunchTemplate",
                properties! { "LaunchTemplateData": block(false) },
            )),
            one(of(
                "AWS::EC2::LaunchTemplate",
                properties! { "LaunchTemplateData": block(true) },
            )),
        ),
        (
            "CW-ENC-004",
            one(of("AWS::EC2::Instance", block(false))),
            one(of("AWS::EC2::Instance", block(true))),
        ),
        (
            "CW-ENC-004",
            one(queue.clone().with("SqsManagedSseEnabled", false)),
            one(queue.clone().with("SqsManagedSseEnabled", true)),
        ),
        (
            "CW-ENC-005",
            one(of("AWS::RDS::DBProxy", properties! { "RequireTLS": false })),
            one(of("AWS::RDS::DBProxy", properties! { "RequireTLS": true })),
        ),
        (
            "CW-ENC-005",
            one(of("AWS::MSK::Cluster", properties! {})),
            one(of(
                "AWS::MSK::Cluster",
                properties! { "EncryptionInfo": properties! { "EncryptionInTransit": properties! { "ClientBroker": "TLS" } } },
            )),
        ),
        (
            "CW-ENC-006",
            one(of(
                "AWS::ElasticLoadBalancingV2::Listener",
                properties! { "SslPolicy": "ELBSecurityPolicy-2016-08" },
            )),
            one(of(
                "AWS::ElasticLoadBalancingV2::Listener",
                properties! { "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06" },
            )),
        ),
        (
            "CW-ENC-007",
            one(bucket.clone()),
            vec![
                bucket.clone(),
                refuses_plain_http("AWS::S3::BucketPolicy", "Bucket"),
            ],
        ),
        (
            "CW-ENC-007",
            one(queue.clone()),
            vec![
                queue.clone(),
                refuses_plain_http("AWS::SQS::QueuePolicy", "Queues"),
            ],
        ),
        (
            "CW-DATA-001",
            one(of("AWS::DynamoDB::Table", properties! {})),
            one(of(
                "AWS::DynamoDB::Table",
                properties! { "PointInTimeRecoverySpecification": properties! { "PointInTimeRecoveryEnabled": true } },
            )),
        ),
        (
            "CW-DATA-002",
            one(bucket.clone().kept(Retention::Delete)),
            one(bucket.clone()),
        ),
        (
            "CW-DATA-003",
            one(of("AWS::EC2::Instance", properties! {})),
            one(function.clone()),
        ),
        (
            "CW-DATA-004",
            one(database("BackupRetentionPeriod", 0_i64.into())),
            one(database("BackupRetentionPeriod", 1_i64.into())),
        ),
        (
            "CW-DATA-004",
            one(of(
                "AWS::FSx::FileSystem",
                properties! { "WindowsConfiguration": properties! { "AutomaticBackupRetentionDays": 0_i64 } },
            )),
            one(of(
                "AWS::FSx::FileSystem",
                properties! { "WindowsConfiguration": properties! { "AutomaticBackupRetentionDays": 7_i64 } },
            )),
        ),
        (
            "CW-DATA-005",
            one(of("AWS::EFS::FileSystem", properties! {})),
            one(of(
                "AWS::EFS::FileSystem",
                properties! { "BackupPolicy": properties! { "Status": "ENABLED" } },
            )),
        ),
        (
            "CW-DATA-006",
            one(database("DeletionProtection", false.into())),
            one(database("DeletionProtection", true.into())),
        ),
        (
            "CW-RUN-001",
            one(function.clone().with("Runtime", "nodejs16.x")),
            one(function.clone().with("Runtime", "nodejs22.x")),
        ),
        (
            "CW-RUN-002",
            one(database("Engine", "postgres".into()).with("EngineVersion", "11.8")),
            one(database("Engine", "postgres".into()).with("EngineVersion", "18")),
        ),
        (
            "CW-RUN-002",
            one(database("Engine", "mysql".into()).with("EngineVersion", "8.0.40")),
            one(database("Engine", "mysql".into()).with("EngineVersion", "8.4")),
        ),
        (
            "CW-RUN-003",
            one(database("AutoMinorVersionUpgrade", false.into())),
            one(database("AutoMinorVersionUpgrade", true.into())),
        ),
        (
            "CW-LOG-001",
            one(of("AWS::StepFunctions::StateMachine", properties! {})),
            one(of(
                "AWS::StepFunctions::StateMachine",
                properties! { "LoggingConfiguration": properties! {} },
            )),
        ),
        (
            "CW-LOG-002",
            one(of("AWS::EC2::VPC", properties! {})),
            vec![of("AWS::EC2::VPC", properties! {}), {
                let mut log = of(
                    "AWS::EC2::FlowLog",
                    properties! { "ResourceId": Value::Ref(LogicalId::new("It")) },
                );
                log.id = LogicalId::new("Log");
                log
            }],
        ),
        (
            "CW-LOG-004",
            one(of(
                "AWS::RDS::DBInstance",
                properties! { "EnableCloudwatchLogsExports": vec!["postgresql"] },
            )),
            vec![
                of(
                    "AWS::RDS::DBInstance",
                    properties! { "EnableCloudwatchLogsExports": vec!["postgresql"], "DBInstanceIdentifier": "shop" },
                ),
                {
                    let mut log = of(
                        "AWS::Logs::LogGroup",
                        properties! { "LogGroupName": "/aws/rds/instance/shop/postgresql" },
                    );
                    log.id = LogicalId::new("Log");
                    log
                },
            ],
        ),
        (
            "CW-LOG-003",
            one(of("AWS::Logs::LogGroup", properties! {})),
            one(of(
                "AWS::Logs::LogGroup",
                properties! { "RetentionInDays": 14_i64 },
            )),
        ),
        ("CW-REL-001", one(queue.clone()), vec![queue.clone(), failing]),
        (
            "CW-REL-001",
            one(of("AWS::Lambda::EventSourceMapping", properties! {})),
            one(of(
                "AWS::Lambda::EventSourceMapping",
                properties! { "DestinationConfig": properties! { "OnFailure": properties! {} } },
            )),
        ),
        (
            "CW-REL-002",
            one(database("MultiAZ", false.into())),
            one(database("MultiAZ", true.into())),
        ),
        (
            "CW-REL-003",
            one(of("AWS::SNS::Subscription", properties! { "Protocol": "lambda" })),
            one(of("AWS::SNS::Subscription", properties! { "Protocol": "email" })),
        ),
        (
            "CW-REL-003",
            one(of(
                "AWS::Events::Rule",
                properties! { "Targets": vec![properties! { "Id": "x" }] },
            )),
            one(of(
                "AWS::Events::Rule",
                properties! { "Targets": vec![properties! { "Id": "x", "DeadLetterConfig": properties! {} }] },
            )),
        ),
        // Templates that others wrote have truth as a text, too.
        (
            "CW-DB-002",
            one(database("PubliclyAccessible", "true".into())),
            one(database("PubliclyAccessible", "false".into())),
        ),
        (
            "CW-RUN-003",
            one(database("AutoMinorVersionUpgrade", "false".into())),
            one(database("AutoMinorVersionUpgrade", "true".into())),
        ),
        (
            "CW-COST-001",
            one(of(
                "AWS::Kinesis::Stream",
                properties! { "StreamModeDetails": properties! { "StreamMode": "ON_DEMAND" } },
            )),
            one(of(
                "AWS::Kinesis::Stream",
                properties! { "StreamModeDetails": properties! { "StreamMode": "PROVISIONED" } },
            )),
        ),
        (
            "CW-COST-001",
            one(function.clone()),
            one(function.clone().with("ReservedConcurrentExecutions", 10_i64)),
        ),
        (
            "CW-COST-001",
            one(of(
                "AWS::DynamoDB::Table",
                properties! { "BillingMode": "PAY_PER_REQUEST" },
            )),
            vec![
                of(
                    "AWS::DynamoDB::Table",
                    properties! { "BillingMode": "PAY_PER_REQUEST" },
                ),
                budget,
            ],
        ),
    ]
}

#[test]
fn every_rule_speaks_up_for_what_it_is_there_for_and_is_silent_once_that_is_mended() {
    let examples = examples();
    for (rule, wrong, right) in &examples {
        assert!(speaks(rule, wrong), "{rule} is silent about {wrong:?}");
        assert!(!speaks(rule, right), "{rule} speaks of {right:?}");
    }
    let shown: BTreeSet<&str> = examples.iter().map(|(rule, ..)| *rule).collect();
    let looking = review::rules().filter(|rule| !rule.is_about_a_wish());
    let without: Vec<&str> = looking
        .map(|rule| rule.id)
        // What was said of remote login is no setting of a resource: see `understanding/meaning.rs`.
        .filter(|id| !shown.contains(id) && *id != "CW-NET-006")
        .collect();
    assert!(without.is_empty(), "no example for {without:?}");
}

#[test]
fn the_table_in_the_docs_is_of_these_rules() {
    let written = include_str!("../../../docs/review.md");
    assert!(
        written == review::markdown(),
        "run: cargo run -p cloudwhisper-planner --example review > docs/review.md"
    );
}

#[test]
fn ids_are_unique_and_every_rule_is_told_in_three_languages() {
    let mut ids = BTreeSet::new();
    for rule in review::rules() {
        assert!(ids.insert(rule.id), "{} is there twice", rule.id);
        let (group, number) = rule.id.rsplit_once('-').expect("an id has a number");
        assert!(
            group.starts_with("CW-") && number.len() == 3 && number.parse::<u16>().is_ok(),
            "{}",
            rule.id
        );
        for texts in [rule.message, rule.suggestion] {
            let [english, hindi, hinglish] = texts;
            assert!(
                english.is_ascii() && hinglish.is_ascii(),
                "{}: {texts:?}",
                rule.id
            );
            assert!(
                hindi.contains(|c| ('\u{900}'..='\u{97f}').contains(&c)),
                "{}: {hindi}",
                rule.id
            );
            assert!(
                english != hinglish && !texts.iter().any(|text| text.ends_with('.')),
                "{}",
                rule.id
            );
        }
    }
}

#[test]
fn rules_name_types_of_the_catalogue() {
    // These may be brought by a person's own template, and no part makes them.
    let foreign = [
        "AWS::AutoScaling::LaunchConfiguration",
        "AWS::IAM::Policy",
        "AWS::SecretsManager::ResourcePolicy",
    ];
    for rule in review::rules() {
        for kind in rule.kinds() {
            assert!(
                catalog::service(kind).is_some() || foreign.contains(&kind),
                "{}: {kind}",
                rule.id
            );
        }
    }
}

#[test]
fn every_type_that_holds_data_is_looked_at_or_always_encrypted() {
    let checked: Vec<&str> = review::rules()
        .filter(|rule| rule.id == "CW-ENC-004")
        .flat_map(review::Rule::kinds)
        .collect();
    for system in parts::systems() {
        for resource in system.blueprint().resources() {
            let known = checked.contains(&resource.kind) || review::ENCRYPTED_BY_AWS.contains(&resource.kind);
            assert!(
                !catalog::holds_data(resource) || known,
                "{}: {}",
                system.name,
                resource.kind
            );
        }
    }
}

/// How often each rule speaks, over every part of the catalogue by itself: reviewed like code when it changes.
#[test]
fn what_the_catalogue_is_told_is_as_reviewed_and_never_high() {
    let mut told: BTreeMap<String, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for system in parts::systems() {
        let blueprint = system.blueprint();
        for finding in review::review(&blueprint, &system.requirements(), Language::English) {
            assert!(finding.severity < Severity::High, "{}: {finding:?}", system.name);
            let profile = system.name.rsplit('-').next().unwrap_or_default();
            let entry = told.entry(format!("{} {profile}", finding.rule)).or_default();
            entry.0 += 1;
            entry.1.extend(
                blueprint
                    .resource(&LogicalId::new(&finding.resource))
                    .map(|it| it.kind),
            );
        }
    }
    let lines: Vec<String> = told
        .iter()
        .map(|(rule, (times, kinds))| {
            let kinds: Vec<&str> = kinds.iter().copied().collect();
            format!("{rule}: {times} ({})", kinds.join(", "))
        })
        .collect();
    insta::assert_snapshot!("told_of_the_catalogue", lines.join("\n"));
}

#[test]
fn a_parameter_with_a_secret_is_found_wherever_it_is_used() {
    let mut blueprint = Blueprint::default();
    let password = blueprint.parameter(Parameter {
        id: LogicalId::new("DbPassword"),
        description: "The password",
        pattern: ".*",
        answer: "dbPassword",
    });
    blueprint.add(of(
        "AWS::Lambda::Function",
        properties! { "Environment": properties! { "Variables": properties! { "DB_PASSWORD": password } } },
    ));
    let found = review::review(&blueprint, &requirements(), Language::English);
    assert!(
        found
            .iter()
            .any(|it| it.rule == "CW-SEC-002" && it.severity == Severity::High),
        "{found:?}"
    );
}
