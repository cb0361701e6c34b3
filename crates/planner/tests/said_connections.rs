//! Connections that a sentence states: each is made, or the plan says that it isn't; and who is fed by something may not write into it
//! unless that was said.

#[path = "support/parts.rs"]
mod parts;
#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Resource, Value};
use support::{only, planned, refers, whole_plan};

const FUNCTION: &str = "AWS::Lambda::Function";
const QUEUE: &str = "AWS::SQS::Queue";
const BUCKET: &str = "AWS::S3::Bucket";
const STREAM: &str = "AWS::Kinesis::Stream";
const TABLE: &str = "AWS::DynamoDB::Table";

fn speaks_of(resource: &Resource, property: &str, id: &LogicalId) -> bool {
    let ids = resource.properties.get(property).map(Value::references);
    ids.is_some_and(|ids| ids.contains(&id))
}

/// Every function with what feeds it.
fn fed(blueprint: &Blueprint) -> Vec<(LogicalId, LogicalId)> {
    const JOINTS: [(&str, &str, &str); 3] = [
        (
            "AWS::Lambda::EventSourceMapping",
            "EventSourceArn",
            "FunctionName",
        ),
        ("AWS::Events::Rule", "EventPattern", "Targets"),
        ("AWS::SNS::Subscription", "TopicArn", "Endpoint"),
    ];
    let mut pairs = Vec::new();
    for (kind, from, to) in JOINTS {
        for joint in blueprint.of_kind(kind) {
            for function in blueprint
                .of_kind(FUNCTION)
                .filter(|it| speaks_of(joint, to, &it.id))
            {
                let sources = joint
                    .properties
                    .get(from)
                    .map(Value::references)
                    .unwrap_or_default();
                pairs.extend(
                    sources
                        .into_iter()
                        .map(|source| (function.id.clone(), source.clone())),
                );
            }
        }
    }
    pairs
}

/// What a function's role lets it do with a resource.
fn actions(blueprint: &Blueprint, function: &LogicalId, on: &LogicalId) -> Vec<String> {
    let function = blueprint.resource(function).expect("a function");
    let role = blueprint
        .resource(function.properties["Role"].references()[0])
        .expect("its role");
    let mut found = Vec::new();
    collect(role.properties.get("Policies"), on, &mut found);
    found
}

fn collect(value: Option<&Value>, on: &LogicalId, found: &mut Vec<String>) {
    match value {
        Some(Value::List(values)) => values.iter().for_each(|value| collect(Some(value), on, found)),
        Some(Value::Map(entries)) => {
            let is_on = entries
                .get("Resource")
                .is_some_and(|it| it.references().contains(&on));
            if let (true, Some(Value::List(actions))) = (is_on, entries.get("Action")) {
                found.extend(actions.iter().filter_map(Value::as_text).map(str::to_owned));
            }
            entries.values().for_each(|value| collect(Some(value), on, found));
        }
        _ => {}
    }
}

/// Taking a message out is how it is read; everything else that changes what is there is a write.
fn writes(action: &str) -> bool {
    const WRITES: [&str; 7] = ["Put", "Send", "Publish", "Delete", "Write", "Update", "Create"];
    let name = action.split(':').next_back().unwrap_or_default();
    action != "sqs:DeleteMessage" && WRITES.iter().any(|start| name.contains(start))
}

fn write_actions(blueprint: &Blueprint, function: &LogicalId, on: &LogicalId) -> Vec<String> {
    actions(blueprint, function, on)
        .into_iter()
        .filter(|it| writes(it))
        .collect()
}

#[test]
fn who_is_fed_by_a_part_may_not_write_into_it() {
    let mut seen = 0;
    for system in parts::systems().iter().filter(|it| it.kinds.contains(&FUNCTION)) {
        let blueprint = system.blueprint();
        for (function, source) in fed(&blueprint) {
            let kind = blueprint.resource(&source).map(|it| it.kind);
            // What changes in a table may be the function's own doing: nothing was said here.
            if kind == Some(TABLE) {
                continue;
            }
            seen += 1;
            let found = write_actions(&blueprint, &function, &source);
            assert!(
                found.is_empty(),
                "{}: {function} may {found:?} on {source}",
                system.name
            );
        }
    }
    assert!(seen > 3, "only {seen} functions are fed by anything");
}

#[test]
fn a_function_writes_into_what_was_said_and_not_into_what_feeds_it() {
    let sources = [
        ("an SQS queue", QUEUE),
        ("a Kinesis stream", STREAM),
        ("uploads to an S3 bucket", BUCKET),
        ("an SNS topic", "AWS::SNS::Topic"),
        ("a DynamoDB stream", TABLE),
    ];
    let stores = [
        ("a DynamoDB table", TABLE),
        ("an S3 bucket", BUCKET),
        ("an SQS queue", QUEUE),
        ("an SNS topic", "AWS::SNS::Topic"),
        ("a Kinesis stream", STREAM),
        ("an EventBridge bus", "AWS::Events::EventBus"),
    ];
    for (source, from) in sources {
        for (store, to) in stores.iter().filter(|(_, to)| *to != from) {
            let prompt = format!("A Lambda function triggered by {source} that writes to {store}");
            let blueprint = planned(&prompt);
            let kind = |id: &LogicalId| blueprint.resource(id).map(|it| it.kind);
            let fed = fed(&blueprint);
            let (function, source) = fed
                .iter()
                .find(|(_, source)| kind(source) == Some(from))
                .unwrap_or_else(|| panic!("{prompt}: {fed:?}"));
            let found = write_actions(&blueprint, function, source);
            assert!(found.is_empty(), "{prompt}: {function} may {found:?} on {source}");
            let written = blueprint
                .of_kind(to)
                .any(|it| !write_actions(&blueprint, function, &it.id).is_empty());
            assert!(written, "{prompt}: {function} can't write");
        }
    }
}

#[test]
fn who_is_said_to_write_into_what_feeds_it_may() {
    for (prompt, kind, may) in [
        (
            "A Lambda function processes messages from an SQS queue",
            QUEUE,
            false,
        ),
        (
            "A Lambda reads from an SQS queue and sends what failed to the queue again",
            QUEUE,
            true,
        ),
        (
            "A Lambda is triggered by uploads to an S3 bucket and writes metadata to DynamoDB",
            BUCKET,
            false,
        ),
        (
            "A Lambda is triggered by uploads to an S3 bucket and writes the result to the same bucket",
            BUCKET,
            true,
        ),
        (
            "A Lambda creates thumbnails when images are uploaded to the S3 bucket",
            BUCKET,
            true,
        ),
        (
            "A Lambda that reads from a Kinesis stream and writes to DynamoDB",
            STREAM,
            false,
        ),
        (
            "DynamoDB table with a stream that triggers a Lambda",
            "AWS::DynamoDB::Table",
            false,
        ),
    ] {
        let blueprint = planned(prompt);
        let fed = fed(&blueprint);
        let (function, source) = fed
            .iter()
            .find(|(_, source)| blueprint.resource(source).is_some_and(|it| it.kind == kind))
            .unwrap_or_else(|| panic!("{prompt}: nothing is fed"));
        let found = write_actions(&blueprint, function, source);
        assert_eq!(!found.is_empty(), may, "{prompt}: {found:?}");
    }
}

#[test]
fn a_workflow_runs_the_containers_that_were_said_and_waits_for_their_end() {
    let blueprint = planned("A Step Functions state machine that runs an ECS Fargate task");
    assert_eq!(
        blueprint.of_kind(FUNCTION).count(),
        0,
        "nobody asked for a function"
    );
    assert_eq!(
        blueprint.of_kind("AWS::ECS::Service").count(),
        0,
        "the container ends"
    );
    let machine = only(&blueprint, "AWS::StepFunctions::StateMachine");
    let definition = format!("{:?}", machine.properties["Definition"]);
    assert!(definition.contains("ecs:runTask.sync"), "{definition}");
    let role = blueprint
        .resource(machine.properties["RoleArn"].references()[0])
        .expect("a role");
    let task = only(&blueprint, "AWS::ECS::TaskDefinition");
    let policies = format!("{:?}", role.properties["Policies"]);
    for needed in [
        "ecs:RunTask",
        "iam:PassRole",
        "StepFunctionsGetEventsForECSTaskRule",
        "ecs:StopTask",
    ] {
        assert!(policies.contains(needed), "{needed}: {policies}");
    }
    let mut passed = Vec::new();
    for role in ["TaskRoleArn", "ExecutionRoleArn"] {
        passed.extend(task.properties[role].references().into_iter().cloned());
    }
    for role in passed {
        assert!(policies.contains(role.as_str()), "{role}: {policies}");
    }
}

#[test]
fn a_workflow_waits_for_the_job_that_was_said() {
    let blueprint = planned("A Step Functions state machine that starts a Batch job");
    assert_eq!(
        blueprint.of_kind(FUNCTION).count(),
        0,
        "nobody asked for a function"
    );
    let machine = only(&blueprint, "AWS::StepFunctions::StateMachine");
    let definition = format!("{:?}", machine.properties["Definition"]);
    assert!(definition.contains("batch:submitJob.sync"), "{definition}");
}

#[test]
fn who_hears_a_topic_is_called_by_it() {
    let blueprint = planned("New orders are announced to an SNS topic which triggers a Lambda");
    assert!(fed(&blueprint).len() == 1, "the topic calls the function");
}

#[test]
fn an_api_hands_on_by_itself_what_was_said_to_go_straight_on() {
    for (prompt, kind, call) in [
        (
            "REST API that puts messages straight into an SQS queue",
            QUEUE,
            "SQS-SendMessage",
        ),
        (
            "Ek API jo seedhe SQS queue mein message daale",
            QUEUE,
            "SQS-SendMessage",
        ),
        (
            "API Gateway that starts a Step Functions workflow directly",
            "AWS::StepFunctions::StateMachine",
            "StepFunctions-StartExecution",
        ),
        (
            "API Gateway streams events directly to Kinesis",
            STREAM,
            "Kinesis-PutRecord",
        ),
        (
            "API Gateway that sends events directly to an EventBridge bus",
            "AWS::Events::EventBus",
            "EventBridge-PutEvents",
        ),
        ("API Gateway directly to Kinesis", STREAM, "Kinesis-PutRecord"),
        (
            "API Gateway with a direct SQS integration",
            QUEUE,
            "SQS-SendMessage",
        ),
        ("API Gateway se seedhe SQS queue mein", QUEUE, "SQS-SendMessage"),
        ("एपीआई गेटवे से सीधे SQS queue में", QUEUE, "SQS-SendMessage"),
    ] {
        let blueprint = planned(prompt);
        let integration = only(&blueprint, "AWS::ApiGatewayV2::Integration");
        let said = integration
            .properties
            .get("IntegrationSubtype")
            .and_then(Value::as_text);
        assert_eq!(said, Some(call), "{prompt}");
        assert!(
            refers(integration.properties.get("RequestParameters"), kind, &blueprint),
            "{prompt}"
        );
        assert!(
            blueprint.resource(&"HandlerFunction".into()).is_none(),
            "{prompt}: nothing stands between"
        );
        let plan = whole_plan(prompt);
        assert!(
            plan.warnings.iter().all(|it| it.code != "NOT_IN_PLAN"),
            "{prompt}: {:?}",
            plan.warnings
        );
    }
}

#[test]
fn what_an_http_api_does_not_reach_is_handed_on_by_a_rest_api() {
    for (prompt, kind, action) in [
        (
            "API Gateway that writes orders directly to a DynamoDB table",
            "AWS::DynamoDB::Table",
            "dynamodb:PutItem",
        ),
        (
            "API Gateway publishes straight to an SNS topic",
            "AWS::SNS::Topic",
            "sns:Publish",
        ),
        (
            "Ek API jo seedhe SNS topic par message bheje",
            "AWS::SNS::Topic",
            "sns:Publish",
        ),
        (
            "API Gateway REST API that sends messages directly to an SQS queue",
            QUEUE,
            "sqs:SendMessage",
        ),
        (
            "API Gateway REST API that starts a Step Functions workflow directly",
            "AWS::StepFunctions::StateMachine",
            "states:StartExecution",
        ),
        (
            "API Gateway REST API that streams events directly to Kinesis",
            STREAM,
            "kinesis:PutRecord",
        ),
        (
            "API Gateway REST API that sends events directly to an EventBridge bus",
            "AWS::Events::EventBus",
            "events:PutEvents",
        ),
    ] {
        let blueprint = planned(prompt);
        let method = only(&blueprint, "AWS::ApiGateway::Method");
        let integration = &method.properties["Integration"];
        assert!(
            refers(Some(integration), kind, &blueprint),
            "{prompt}: {integration:?}"
        );
        let role = blueprint
            .resource(&"ApiRole".into())
            .expect("a role to make the call");
        assert!(
            format!("{:?}", role.properties["Policies"]).contains(action),
            "{prompt}"
        );
        assert!(
            blueprint.resource(&"HandlerFunction".into()).is_none(),
            "{prompt}: nothing stands between"
        );
        let plan = whole_plan(prompt);
        assert!(
            plan.warnings.iter().all(|it| it.code != "NOT_IN_PLAN"),
            "{prompt}: {:?}",
            plan.warnings
        );
    }
}

#[test]
fn what_comes_out_over_a_topic_does_not_come_in_again() {
    let prompt =
        "An SQS queue feeds a Lambda that publishes to an SNS topic which fans out to two more SQS queues";
    let blueprint = planned(prompt);
    let mapping = only(&blueprint, "AWS::Lambda::EventSourceMapping");
    let first = mapping.properties["EventSourceArn"].references()[0].clone();
    let hears: Vec<_> = blueprint
        .of_kind("AWS::SNS::Subscription")
        .flat_map(|it| it.properties["Endpoint"].references())
        .collect();
    assert_eq!(hears.len(), 2, "{hears:?}");
    assert!(
        !hears.contains(&&first),
        "the queue that feeds the function: {hears:?}"
    );
}

#[test]
fn what_is_uploaded_starts_the_function_whoever_is_named_first() {
    for prompt in [
        "S3 bucket -> Lambda -> DynamoDB table",
        "A Lambda resizes images when they are uploaded to the bucket",
        "When a photo is added to the S3 bucket, trigger a Lambda",
        "A website on S3 with CloudFront; a Lambda resizes images when they are uploaded to the bucket",
    ] {
        let blueprint = planned(prompt);
        let starts = blueprint
            .of_kind("AWS::Events::Rule")
            .any(|rule| refers(rule.properties.get("EventPattern"), BUCKET, &blueprint));
        assert!(starts, "{prompt}");
    }
}

#[test]
fn a_connection_that_nothing_makes_is_told() {
    for prompt in [
        "An HTTP API on API Gateway publishes directly to an SNS topic",
        "A Flask API that writes to a DynamoDB table, and API Gateway puts messages directly into an SQS queue",
    ] {
        let plan = whole_plan(prompt);
        let told = plan.warnings.iter().filter(|it| it.code == "NOT_IN_PLAN");
        assert!(told.count() > 0, "{prompt}: {:?}", plan.warnings);
    }
    for prompt in [
        "A Lambda in a VPC that reads a secret from Secrets Manager and connects to an RDS Postgres database",
        "EventBridge rule that triggers an ECS task every night",
        "EventBridge rule that starts a Step Functions state machine",
        "EventBridge rule that sends events to an SQS queue",
        "EventBridge bus whose rule sends events to a Kinesis stream",
        "An ECS service that polls an SQS queue and writes to RDS Postgres",
        "DynamoDB stream triggers a Lambda which publishes to EventBridge",
        "S3 bucket sends its events to an SQS queue which is processed by a Lambda",
        "EventBridge rule lambda ko chalaye jo dynamodb mein likhe",
        "Python API on Lambda that writes to DynamoDB and reads from S3",
    ] {
        let plan = whole_plan(prompt);
        let told: Vec<_> = plan
            .warnings
            .iter()
            .filter(|it| it.code == "NOT_IN_PLAN")
            .collect();
        assert!(told.is_empty(), "{prompt}: {told:?}");
    }
}

#[test]
fn a_move_knows_its_two_databases() {
    for (prompt, source, target) in [
        (
            "Migrate an on-premises MySQL database to Aurora PostgreSQL with DMS",
            ("mysql", "MySqlSettings"),
            ("aurora-postgresql", "PostgreSqlSettings"),
        ),
        (
            "DMS from Oracle to RDS PostgreSQL",
            ("oracle", "OracleSettings"),
            ("postgres", "PostgreSqlSettings"),
        ),
        (
            "DMS replicates RDS MySQL to S3",
            ("mysql", "MySqlSettings"),
            ("s3", "S3Settings"),
        ),
        (
            "AWS DMS migration of MongoDB into DynamoDB",
            ("mongodb", "MongoDbSettings"),
            ("dynamodb", "DynamoDbSettings"),
        ),
        (
            "Use DMS to move our SQL Server data into a Kinesis stream",
            ("sqlserver", "MicrosoftSqlServerSettings"),
            ("kinesis", "KinesisSettings"),
        ),
        (
            "DMS se Oracle se Aurora PostgreSQL mein data migrate karo",
            ("oracle", "OracleSettings"),
            ("aurora-postgresql", "PostgreSqlSettings"),
        ),
        (
            "DMS से MySQL से पोस्टग्रेस में डेटा ले जाओ",
            ("mysql", "MySqlSettings"),
            ("postgres", "PostgreSqlSettings"),
        ),
    ] {
        let blueprint = planned(prompt);
        for (side, (engine, settings)) in [("source", source), ("target", target)] {
            let endpoint = blueprint
                .of_kind("AWS::DMS::Endpoint")
                .find(|it| it.properties.get("EndpointType").and_then(Value::as_text) == Some(side))
                .unwrap_or_else(|| panic!("{prompt}: no {side}"));
            let said = endpoint.properties.get("EngineName").and_then(Value::as_text);
            assert_eq!(said, Some(engine), "{prompt}: {side}");
            assert!(endpoint.properties.contains_key(settings), "{prompt}: {side}");
        }
    }
    let plan = whole_plan("A database migration service setup");
    let assumed = |field: &str| {
        plan.assumptions
            .iter()
            .any(|it| it.field == field && it.value == "postgres")
    };
    assert!(assumed("services.migration.source") && assumed("services.migration.target"));
}

#[test]
fn a_content_network_has_both_origins_that_were_said() {
    for (prompt, files) in [
        (
            "CloudFront in front of an ALB with an ECS service for the API and an S3 bucket for static files",
            "default",
        ),
        (
            "CloudFront distribution with two origins: a load balancer with ECS for the web app, and an S3 bucket with the static assets",
            "/static/*",
        ),
        (
            "CloudFront with two origins: API Gateway and an S3 bucket",
            "default",
        ),
    ] {
        let blueprint = planned(prompt);
        let distribution = only(&blueprint, "AWS::CloudFront::Distribution");
        let config = &distribution.properties["DistributionConfig"];
        let Some(Value::List(origins)) = config.get("Origins") else {
            panic!("{prompt}: no origins")
        };
        assert_eq!(origins.len(), 2, "{prompt}");
        let signed = origins
            .iter()
            .filter(|it| it.get("OriginAccessControlId").is_some());
        assert_eq!(
            signed.count(),
            1,
            "{prompt}: the bucket takes signed requests alone"
        );
        let to_files = |it: &Value| it.get("TargetOriginId").and_then(Value::as_text) == Some("files");
        let default = config.get("DefaultCacheBehavior").is_some_and(to_files);
        let Some(Value::List(others)) = config.get("CacheBehaviors") else {
            panic!("{prompt}: one behaviour for two origins")
        };
        let path = others
            .iter()
            .find(|it| to_files(it))
            .and_then(|it| it.get("PathPattern")?.as_text());
        assert_eq!(
            if default { Some("default") } else { path },
            Some(files),
            "{prompt}"
        );
    }
}
