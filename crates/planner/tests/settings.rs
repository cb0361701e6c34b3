//! What a number, an hour or a word says of a part is set in the plan, in three languages.

#[path = "support/planned.rs"]
mod support;

use serde_json::Value;
use support::whole_plan;

/// Whether some resource of this type has this value at this JSON pointer.
fn has(prompt: &str, kind: &str, place: &str, value: &Value) -> bool {
    let template: Value = serde_json::from_str(&whole_plan(prompt).template).unwrap_or_default();
    let resources = template["Resources"].as_object().cloned().unwrap_or_default();
    resources
        .values()
        .filter(|it| it["Type"] == kind)
        .any(|it| it["Properties"].pointer(place) == Some(value))
}

/// Each row: a type, a place in its properties, what stands there, and ways to ask for it.
type Row = (&'static str, &'static str, Value, &'static [&'static str]);

fn check(rows: &[Row]) {
    let missing: Vec<String> = rows
        .iter()
        .flat_map(|(kind, place, value, prompts)| {
            prompts.iter().map(move |prompt| (kind, place, value, prompt))
        })
        .filter(|(kind, place, value, prompt)| !has(prompt, kind, place, value))
        .map(|(kind, place, value, prompt)| format!("{prompt}: no {value} at {kind}{place}"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn what_is_said_of_a_queue_is_set() {
    const QUEUE: &str = "AWS::SQS::Queue";
    check(&[
        (
            QUEUE,
            "/MessageRetentionPeriod",
            604_800.into(),
            &[
                "7 day retention queue",
                "7 din retention wali queue banao",
                "7 दिन रिटेंशन वाली SQS कतार बनाओ",
            ],
        ),
        (
            QUEUE,
            "/MessageRetentionPeriod",
            43_200.into(),
            &["SQS queue that keeps messages for 12 hours"],
        ),
        (
            QUEUE,
            "/DelaySeconds",
            30.into(),
            &[
                "SQS queue with a 30 second delay",
                "SQS queue jisme message 30 second baad dikhe",
            ],
        ),
        (
            QUEUE,
            "/RedrivePolicy/maxReceiveCount",
            3.into(),
            &[
                "SQS queue with dead letter queue after 3 failures",
                "SQS queue, 3 baar fail hone par DLQ me bhejo",
            ],
        ),
        (
            "AWS::Lambda::EventSourceMapping",
            "/BatchSize",
            5.into(),
            &[
                "SQS queue feeding a Lambda, batch size 5",
                "SQS queue se Lambda, batch size 5",
            ],
        ),
    ]);
}

#[test]
fn what_is_said_of_a_function_is_set() {
    const FUNCTION: &str = "AWS::Lambda::Function";
    check(&[
        (
            FUNCTION,
            "/Timeout",
            300.into(),
            &[
                "a Lambda with 5 min timeout",
                "Lambda function jiska timeout 5 minute ho",
                "Lambda फंक्शन, टाइमआउट 5 मिनट",
            ],
        ),
        (
            FUNCTION,
            "/ReservedConcurrentExecutions",
            50.into(),
            &[
                "Lambda with reserved concurrency 50",
                "Lambda banao, reserved concurrency 50 rakho",
                "Lambda function with at most 50 concurrent executions",
            ],
        ),
        (
            FUNCTION,
            "/Architectures/0",
            "x86_64".into(),
            &["Lambda on x86", "Lambda x86_64 architecture par"],
        ),
    ]);
}

#[test]
fn what_is_said_of_a_store_is_set() {
    check(&[
        (
            "AWS::DynamoDB::Table",
            "/TimeToLiveSpecification/Enabled",
            true.into(),
            &[
                "DynamoDB items deleted after 30 days",
                "DynamoDB table jisme item 30 din baad delete ho jaye",
                "DynamoDB टेबल, 30 दिन बाद रिकॉर्ड हट जाएं",
            ],
        ),
        (
            "AWS::S3::Bucket",
            "/ObjectLockConfiguration/Rule/DefaultRetention/Mode",
            "COMPLIANCE".into(),
            &[
                "S3 bucket with Object Lock in compliance mode for 7 years",
                "S3 bucket with object lock compliance 365 days",
            ],
        ),
        (
            "AWS::S3::Bucket",
            "/ObjectLockConfiguration/Rule/DefaultRetention/Days",
            30.into(),
            &["S3 bucket with object lock governance mode 30 days"],
        ),
        (
            "AWS::RDS::DBInstance",
            "/PreferredBackupWindow",
            "20:30-21:30".into(),
            &[
                "Django on ECS with Postgres, backup every night 2am IST",
                "Postgres RDS ka backup roz raat 2 baje",
                "Postgres का बैकअप रोज रात 2 बजे",
            ],
        ),
        (
            "AWS::RDS::DBInstance",
            "/PreferredMaintenanceWindow",
            "sun:03:00-sun:04:00".into(),
            &["Postgres RDS, maintenance window sunday 03:00 UTC"],
        ),
        // AWS refuses two windows that overlap.
        (
            "AWS::RDS::DBInstance",
            "/PreferredMaintenanceWindow",
            "sun:03:00-sun:04:00".into(),
            &[
                "Postgres RDS with backup at 2 am UTC and maintenance Sunday 2 am UTC",
                "Postgres RDS with backup at 02:00 UTC and maintenance Sunday 01:30 UTC",
            ],
        ),
    ]);
}

#[test]
fn what_is_said_of_a_front_door_is_set() {
    const LIMIT: &str = "/Rules/0/Statement/RateBasedStatement/Limit";
    check(&[
        (
            "AWS::WAFv2::WebACL",
            LIMIT,
            500.into(),
            &[
                "WAF rate limit 500 per five minutes in front of an API",
                "API ke aage WAF, 5 minute mein 500 request ki limit",
            ],
        ),
        (
            "AWS::WAFv2::WebACL",
            "/Rules/0/Statement/RateBasedStatement/EvaluationWindowSec",
            60.into(),
            &["CloudFront site with WAF, 100 requests per minute per IP"],
        ),
        (
            "AWS::CloudFront::Distribution",
            "/DistributionConfig/PriceClass",
            "PriceClass_200".into(),
            &["CloudFront price class 200 ke saath static site"],
        ),
        (
            "AWS::CloudFront::Distribution",
            "/DistributionConfig/Restrictions/GeoRestriction/Locations/0",
            "IN".into(),
            &[
                "static site on CloudFront, geo restricted to India",
                "CloudFront only for India",
            ],
        ),
        (
            "AWS::Cognito::UserPool",
            "/MfaConfiguration",
            "ON".into(),
            &["Cognito user pool with MFA", "Cognito MFA ke saath"],
        ),
        (
            "AWS::Cognito::UserPool",
            "/Policies/PasswordPolicy/MinimumLength",
            14.into(),
            &["Cognito user pool with passwords of at least 14 characters"],
        ),
        (
            "AWS::ApiGateway::Stage",
            "/MethodSettings/0/ThrottlingRateLimit",
            100.into(),
            &["API Gateway REST API rate limit 100 rps burst 200"],
        ),
    ]);
}

#[test]
fn what_a_caller_may_use_is_set() {
    const PLAN: &str = "AWS::ApiGateway::UsagePlan";
    check(&[
        (
            PLAN,
            "/Quota/Limit",
            50_000.into(),
            &["REST API with usage plan of 50000 calls per month"],
        ),
        (
            PLAN,
            "/Quota/Period",
            "MONTH".into(),
            &[
                "REST API with usage plan of 50000 calls per month",
                "REST API with usage plan, quota 1000 per month",
            ],
        ),
        (
            PLAN,
            "/Throttle/RateLimit",
            20.into(),
            &["REST API with usage plan of 10000 requests per day and 20 rps each"],
        ),
    ]);
}

#[test]
fn what_is_said_of_a_stream_is_set() {
    const STREAM: &str = "AWS::Kinesis::Stream";
    check(&[
        (
            STREAM,
            "/ShardCount",
            4.into(),
            &[
                "Kinesis stream with 4 shards",
                "4 shard wala Kinesis stream",
                "4 शार्ड वाली Kinesis stream",
            ],
        ),
        (
            STREAM,
            "/RetentionPeriodHours",
            48.into(),
            &["Kinesis stream kept for 48 hours"],
        ),
    ]);
}

#[test]
fn what_is_said_of_load_is_set() {
    check(&[
        (
            "AWS::CloudWatch::Alarm",
            "/Threshold",
            80.into(),
            &[
                "EC2 instance with an alarm when CPU is above 80%",
                "EC2 alarm jab CPU 80% se zyada ho",
                "EC2, CPU 80% से ज्यादा हो तो अलार्म",
            ],
        ),
        (
            "AWS::CloudWatch::Alarm",
            "/Threshold",
            1000.into(),
            &["SQS queue with an alarm when more than 1000 messages wait"],
        ),
        (
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            "/TargetTrackingScalingPolicyConfiguration/TargetValue",
            70.into(),
            &[
                "ECS service autoscaling at CPU 70%",
                "ECS service scale from 2 to 10 tasks at 70% CPU",
                "ECS service, CPU 70% par scale ho",
            ],
        ),
        (
            "AWS::AutoScaling::ScalingPolicy",
            "/TargetTrackingConfiguration/TargetValue",
            50.into(),
            &["EC2 Auto Scaling group 2 to 6, target CPU 50%"],
        ),
    ]);
}

#[test]
fn what_is_said_of_one_part_is_not_set_on_another() {
    for (prompt, kind, place, value) in [
        (
            "SQS queue and a Lambda, logs kept 10 days",
            "AWS::SQS::Queue",
            "/MessageRetentionPeriod",
            864_000,
        ),
        (
            "SQS queue and a Postgres RDS, backups kept 10 days",
            "AWS::SQS::Queue",
            "/MessageRetentionPeriod",
            864_000,
        ),
        (
            "SQS queue with 5 minute visibility timeout and a Lambda",
            "AWS::Lambda::Function",
            "/Timeout",
            300,
        ),
        (
            "API with WAF for 5000 users",
            "AWS::WAFv2::WebACL",
            "/Rules/0/Statement/RateBasedStatement/Limit",
            5000,
        ),
    ] {
        assert!(!has(prompt, kind, place, &value.into()), "{prompt}");
    }
}

#[test]
fn a_function_is_in_the_language_that_was_named() {
    const FUNCTION: &str = "AWS::Lambda::Function";
    check(&[
        (
            FUNCTION,
            "/Runtime",
            "java21".into(),
            &[
                "Java 21 Lambda function",
                "Java 5 Lambda function",
                "Java Lambda triggered by SQS",
                "Java mein Lambda banao",
            ],
        ),
        (
            FUNCTION,
            "/Runtime",
            "dotnet10".into(),
            &["Lambda in .NET 10", ".NET Lambda banao"],
        ),
        (FUNCTION, "/Runtime", "ruby3.4".into(), &["Ruby Lambda with S3"]),
        (
            FUNCTION,
            "/Runtime",
            "provided.al2023".into(),
            &["Rust Lambda", "Golang Lambda behind an HTTP API"],
        ),
        (FUNCTION, "/Handler", "bootstrap".into(), &["Rust Lambda"]),
    ]);
    let plan = whole_plan("Java 21 Lambda function");
    let missing: Vec<_> = plan.missing_parameters.iter().map(|it| it.answer).collect();
    assert_eq!(missing, ["packageBucket"]);
}

#[test]
fn the_dearer_processor_costs_more() {
    let cost = |prompt: &str| {
        let monthly = whole_plan(prompt).estimate.monthly.usd;
        monthly.parse::<rust_decimal::Decimal>().unwrap_or_default()
    };
    let usual = cost("Lambda function with 1 GB memory, 100 million invocations per month");
    let dearer = cost("Lambda function on x86 with 1 GB memory, 100 million invocations per month");
    assert!(dearer > usual, "{dearer} is not more than {usual}");
}

#[test]
fn days_of_backups_are_those_that_were_said() {
    let days = |prompt: &str| {
        let services = whole_plan(prompt).requirements.services;
        let plan = services
            .into_iter()
            .find(|it| it.kind == "AWS::Backup::BackupPlan");
        plan.and_then(|it| it.properties.get("retentionDays").cloned())
    };
    assert_eq!(
        days("daily backup of EFS and RDS, keep for 90 days").as_deref(),
        Some("90")
    );
    assert_eq!(
        days("DynamoDB table orders with backups kept for 1 year").as_deref(),
        Some("365")
    );
    assert_eq!(
        days("EFS shared folder, logs kept 14 days, nightly backup with AWS Backup"),
        None,
        "those are the logs'"
    );
}
