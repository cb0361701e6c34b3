//! Systems that are described rather than named: who starts what and when, who may use what, and what nobody asked for.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Resource, Value};
use support::{only, planned, refers};

#[test]
fn work_starts_by_utc_and_is_what_the_sentence_names() {
    for (prompt, expression, target) in [
        (
            "Every night at 2 am IST run a Lambda function that writes a report to an S3 bucket",
            "cron(30 20 * * ? *)",
            "AWS::Lambda::Function",
        ),
        (
            "हर रात 2 बजे एक लैम्ब्डा फ़ंक्शन चलाओ जो S3 में रिपोर्ट लिखे",
            "cron(30 20 * * ? *)",
            "AWS::Lambda::Function",
        ),
        (
            "Har ghante ek Lambda function chalao jo DynamoDB mein likhe",
            "rate(1 hour)",
            "AWS::Lambda::Function",
        ),
        (
            "On weekdays at 9 UTC a Step Functions state machine settles the day, and a Lambda function reads an SQS queue",
            "cron(0 9 ? * MON-FRI *)",
            "AWS::StepFunctions::StateMachine",
        ),
        (
            "A Step Functions workflow for orders, and every 5 minutes a Lambda function polls an FTP server",
            "rate(5 minutes)",
            "AWS::Lambda::Function",
        ),
    ] {
        let blueprint = planned(prompt);
        let schedule = only(&blueprint, "AWS::Scheduler::Schedule");
        let said = schedule
            .properties
            .get("ScheduleExpression")
            .and_then(Value::as_text);
        assert_eq!(said, Some(expression), "{prompt}");
        assert!(
            refers(schedule.properties.get("Target"), target, &blueprint),
            "{prompt}"
        );
    }
}

#[test]
fn what_is_no_work_gets_no_schedule() {
    for prompt in [
        "Flask API with Postgres and daily backups, 10,000 requests per day",
        "500 sensors send their temperature every minute to a Kinesis stream, and a Lambda function reads it",
        "Rotate the database password every 30 days with Secrets Manager. Postgres on RDS.",
        "React website, monthly budget $20",
    ] {
        let blueprint = planned(prompt);
        let mut schedules = blueprint.of_kind("AWS::Scheduler::Schedule");
        assert!(schedules.next().is_none(), "{prompt}");
    }
}

#[test]
fn a_new_file_starts_the_function() {
    for prompt in [
        "When a file lands in the bucket run a function that writes to the table and mails me at ops@shop.in",
        "Each new photo that is uploaded to the S3 bucket is resized by a Lambda function",
    ] {
        let blueprint = planned(prompt);
        let rule = only(&blueprint, "AWS::Events::Rule");
        let pattern = rule.properties.get("EventPattern");
        assert!(refers(pattern, "AWS::S3::Bucket", &blueprint), "{prompt}");
        let target = rule.properties.get("Targets");
        assert!(refers(target, "AWS::Lambda::Function", &blueprint), "{prompt}");
        only(&blueprint, "AWS::Lambda::Permission");
        let bucket = only(&blueprint, "AWS::S3::Bucket");
        assert!(
            bucket.properties.contains_key("NotificationConfiguration"),
            "{prompt}"
        );
    }
}

#[test]
fn a_function_with_a_name_gets_the_stores_of_its_sentence() {
    let blueprint = planned(
        "Orders wait in an SQS queue. A Lambda function named resize reads pictures from the S3 bucket. A Lambda function named report writes to the \
         DynamoDB table.",
    );
    let role_of = |name: &str| {
        let is_it = |it: &&Resource| it.properties.get("FunctionName").and_then(Value::as_text) == Some(name);
        let function = blueprint
            .of_kind("AWS::Lambda::Function")
            .find(is_it)
            .expect("the function");
        let role = function
            .properties
            .get("Role")
            .map(Value::references)
            .unwrap_or_default();
        format!("{:?}", blueprint.resource(role[0]).expect("its role").properties)
    };
    let (resize, report) = (role_of("resize"), role_of("report"));
    assert!(
        resize.contains("s3:GetObject") && !resize.contains("dynamodb:"),
        "{resize}"
    );
    assert!(
        report.contains("dynamodb:PutItem") && !report.contains("s3:GetObject"),
        "{report}"
    );
}

#[test]
fn a_function_of_which_nothing_is_said_may_use_every_store() {
    let blueprint = planned("An SQS queue with a Lambda function, a DynamoDB table and an S3 bucket");
    let roles: Vec<_> = blueprint
        .of_kind("AWS::IAM::Role")
        .map(|role| &role.properties)
        .collect();
    let roles = format!("{roles:?}");
    assert!(roles.contains("dynamodb:PutItem") && roles.contains("s3:GetObject"));
}

#[test]
fn what_is_denied_or_done_by_the_application_itself_is_no_part() {
    for (prompt, kind) in [
        (
            "Orders wait in a queue and a worker writes them to a table; customers get no mail",
            "AWS::SES::EmailIdentity",
        ),
        (
            "Django web app where users log in and see charts, with Postgres",
            "AWS::Cognito::UserPool",
        ),
        (
            "Django web app where users log in and see charts, with Postgres",
            "AWS::CloudWatch::Dashboard",
        ),
        (
            "Flask API for a restaurant: guests reserve a table and see the line",
            "AWS::SQS::Queue",
        ),
    ] {
        let blueprint = planned(prompt);
        assert!(blueprint.of_kind(kind).next().is_none(), "{prompt}: {kind}");
    }
}

#[test]
fn what_each_place_brings_is_counted_once() {
    for (prompt, kind, count) in [
        (
            "An S3 bucket for raw files, an S3 bucket for reports and an SQS queue",
            "AWS::S3::Bucket",
            2,
        ),
        (
            "An S3 bucket for raw files and another for reports, with an SQS queue",
            "AWS::S3::Bucket",
            2,
        ),
        (
            "An SNS topic and an S3 bucket. The bucket is versioned, the bucket is encrypted",
            "AWS::S3::Bucket",
            1,
        ),
        (
            "Four Lambda functions: catalog, cart, checkout and search. The cart and checkout functions share a DynamoDB table",
            "AWS::Lambda::Function",
            4,
        ),
        (
            "An EKS cluster and an ECR repository for each of our three services",
            "AWS::ECR::Repository",
            3,
        ),
        (
            "Kinesis stream, Lambda functions for search, billing and mail, and a DynamoDB table for each of them",
            "AWS::DynamoDB::Table",
            3,
        ),
    ] {
        let blueprint = planned(prompt);
        assert_eq!(blueprint.of_kind(kind).count(), count, "{prompt}");
    }
}

#[test]
fn what_is_said_in_the_clause_of_a_part_is_said_of_it_alone() {
    let blueprint = planned(
        "- SQS queue `invoices` with a dead-letter queue, 7 days retention\n- SQS FIFO queue `ledger`\n\
         - Lambda function `invoice-writer` (python3.12, 512 MB, 30 s timeout) triggered by `invoices`\n\
         - Kinesis data stream with 4 shards\n- S3 bucket whose files are deleted after 90 days",
    );
    let text = |resource: &Resource, property: &str| {
        let value = resource.properties.get(property);
        value.and_then(Value::as_text).map(str::to_owned)
    };
    let named = |kind: &'static str, property: &str, name: &str| {
        let mut all = blueprint.of_kind(kind);
        let found = all.find(|it| text(it, property).as_deref() == Some(name));
        found.unwrap_or_else(|| panic!("no {kind} is called {name}"))
    };
    let seven_days = Some(&Value::from(604_800_i64));
    let invoices = named("AWS::SQS::Queue", "QueueName", "invoices");
    assert_eq!(invoices.properties.get("MessageRetentionPeriod"), seven_days);
    assert_eq!(invoices.properties.get("FifoQueue"), None);
    let ledger = named("AWS::SQS::Queue", "QueueName", "ledger.fifo");
    assert_ne!(ledger.properties.get("MessageRetentionPeriod"), seven_days);
    let writer = named("AWS::Lambda::Function", "FunctionName", "invoice-writer");
    assert_eq!(text(writer, "Runtime").as_deref(), Some("python3.12"));
    assert_eq!(writer.properties.get("MemorySize"), Some(&Value::from(512_i64)));
    assert_eq!(writer.properties.get("Timeout"), Some(&Value::from(30_i64)));
    let stream = only(&blueprint, "AWS::Kinesis::Stream");
    assert_eq!(stream.properties.get("ShardCount"), Some(&Value::from(4_i64)));
}

#[test]
fn who_describes_what_a_system_has_to_withstand_attacks_nobody() {
    let blueprint = planned(
        "Tell us when something looks like an attack, keep a record of who changed what in the account, and find personal data \
         lying around in our buckets.",
    );
    for kind in [
        "AWS::GuardDuty::Detector",
        "AWS::CloudTrail::Trail",
        "AWS::Macie::Session",
    ] {
        only(&blueprint, kind);
    }
}
