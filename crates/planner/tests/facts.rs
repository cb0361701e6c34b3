//! What a prompt says beside its parts is in the plan, or told to be missing from it.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::Plan;
use serde_json::Value;
use support::whole_plan;

fn resources(plan: &Plan) -> Vec<Value> {
    let template: Value = serde_json::from_str(&plan.template).unwrap_or_default();
    let resources = template["Resources"].as_object().cloned().unwrap_or_default();
    resources.into_iter().map(|(_, resource)| resource).collect()
}

/// The properties of the first resource of this type.
fn made(plan: &Plan, kind: &str) -> Value {
    let all = resources(plan).into_iter();
    all.filter(|it| it["Type"] == kind)
        .map(|it| it["Properties"].clone())
        .next()
        .unwrap_or_else(|| panic!("no {kind}"))
}

fn warning(plan: &Plan, code: &str) -> Option<String> {
    let warnings = plan.warnings.iter();
    warnings
        .filter(|it| it.code == code)
        .map(|it| it.message.clone())
        .next()
}

/// What the plan says that it doesn't take up.
fn unused(prompt: &str) -> String {
    warning(&whole_plan(prompt), "NOT_IN_PLAN").unwrap_or_default()
}

#[test]
fn tags_of_the_prompt_are_on_what_is_made() {
    for prompt in [
        "An API in Node.js with DynamoDB, tags team=pay env=prod",
        "DynamoDB ke saath Node API banao, sab par tag lagao team=pay aur env=prod",
        "DynamoDB के साथ Node API बनाओ, टैग team=pay env=prod",
    ] {
        let plan = whole_plan(prompt);
        assert_eq!(plan.tags.get("team").map(String::as_str), Some("pay"), "{prompt}");
        let tags = made(&plan, "AWS::DynamoDB::Table")["Tags"].to_string();
        assert!(
            tags.contains("\"pay\"") && tags.contains("\"prod\""),
            "{prompt}: {tags}"
        );
    }
}

#[test]
fn a_number_in_a_tag_is_no_budget() {
    let plan = whole_plan("Build a Flask API with Postgres, tag everything with cost-center 42");
    assert_eq!(plan.requirements.budget, None);
    assert_eq!(plan.tags.get("cost-center").map(String::as_str), Some("42"));
}

#[test]
fn environment_variables_reach_the_program_wherever_it_runs() {
    let function = made(
        &whole_plan("Express API with env var STAGE=prod"),
        "AWS::Lambda::Function",
    );
    assert_eq!(function["Environment"]["Variables"]["STAGE"], "prod");
    let task = whole_plan("Express API on ECS Fargate, env STAGE=prod");
    let task = made(&task, "AWS::ECS::TaskDefinition").to_string();
    assert!(task.contains(r#"{"Name":"STAGE","Value":"prod"}"#), "{task}");
    let machine = made(
        &whole_plan("Node API on EC2 with environment variable STAGE=prod"),
        "AWS::EC2::Instance",
    );
    assert!(machine["UserData"].to_string().contains("STAGE=prod"));
}

#[test]
fn variables_that_aws_keeps_for_itself_are_told_of() {
    let prompt = "Express API with env var AWS_LAMBDA_FUNCTION_NAME=orders-prod-7";
    let function = made(&whole_plan(prompt), "AWS::Lambda::Function");
    assert_eq!(
        function["Environment"]["Variables"]["AWS_LAMBDA_FUNCTION_NAME"],
        Value::Null
    );
    assert!(unused(prompt).contains("AWS_LAMBDA_FUNCTION_NAME=orders-prod-7"));
}

#[test]
fn several_environments_are_told_to_be_one() {
    for prompt in [
        "Deploy an Express API in 3 environments: dev, staging and prod",
        "Express API banao dev, staging aur prod ke liye",
        "Express API बनाओ dev, staging और prod के लिए",
    ] {
        let message = warning(&whole_plan(prompt), "ONE_ENVIRONMENT").unwrap_or_default();
        assert!(
            message.contains('3') && message.contains("dev, staging, prod"),
            "{prompt}: {message}"
        );
    }
    let one = whole_plan("Deploy an Express API for production");
    assert_eq!(warning(&one, "ONE_ENVIRONMENT"), None);
}

#[test]
fn what_nothing_takes_up_is_quoted() {
    for (prompt, quoted) in [
        ("Express API on Lambda, port 8443", "port 8443"),
        (
            "Node API with DynamoDB that sorts by customerCity",
            "customerCity",
        ),
        ("Node API banao, files 400 din ke baad dekhenge", "400 din"),
    ] {
        let said = unused(prompt);
        assert!(said.contains(quoted), "{prompt}: {said}");
    }
}

#[test]
fn what_is_in_the_plan_is_not_quoted() {
    for prompt in [
        "Express API on ECS Fargate, port 9000, 2 vCPU and 4 GB memory, 2 to 6 tasks, logs kept 90 days",
        "Flask API with Postgres 15, 50 GB storage, backups kept for 14 days, db.t4g.medium, multi-AZ",
        "Mera naam Suresh hai, React website banao, 4000 mahine tak",
        "Server chahiye jo 24 ghante chalne wala ho, Node API ke liye",
        "Node API that gets a GPS position every five seconds, 5000 users, under $20 per month",
        "Launch a t3.small machine with 30 GB disk for a Django app for iOS and Android",
    ] {
        assert_eq!(unused(prompt), "", "{prompt}");
    }
}

#[test]
fn a_machine_starts_with_the_system_that_was_said() {
    for (prompt, image, disk) in [
        (
            "Launch an Ubuntu 22.04 machine for a Node API, t3.small",
            "/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id",
            "/dev/sda1",
        ),
        (
            "Debian 12 VM par Flask API chalao",
            "/debian/release/12/latest/arm64",
            "/dev/xvda",
        ),
        ("Node API on EC2", "al2023-ami-kernel-default-arm64", "/dev/xvda"),
    ] {
        let plan = whole_plan(prompt);
        let machine = made(&plan, "AWS::EC2::Instance");
        assert!(
            machine["ImageId"].to_string().contains(image),
            "{prompt}: {}",
            machine["ImageId"]
        );
        assert_eq!(machine["BlockDeviceMappings"][0]["DeviceName"], disk, "{prompt}");
        assert_eq!(
            machine["UserData"].to_string().contains("dnf"),
            prompt == "Node API on EC2",
            "{prompt}"
        );
        let machines = resources(&plan)
            .iter()
            .filter(|it| it["Type"] == "AWS::EC2::Instance")
            .count();
        assert_eq!(machines, 1, "{prompt}");
    }
    let other = whole_plan("Launch a RHEL 9 machine for a Node API");
    let message = warning(&other, "SUBSTITUTED").unwrap_or_default();
    assert!(message.contains("Red Hat Enterprise Linux"), "{message}");
}

#[test]
fn a_table_has_the_keys_that_were_said() {
    let prompt = "Node API with a DynamoDB table Orders with partition key orderId and sort key createdAt (number), GSI byCustomer on \
                  customerId, TTL attribute expiresOn";
    let table = made(&whole_plan(prompt), "AWS::DynamoDB::Table");
    assert_eq!(table["KeySchema"][0]["AttributeName"], "orderId");
    assert_eq!(table["KeySchema"][1]["AttributeName"], "createdAt");
    assert_eq!(table["AttributeDefinitions"][1]["AttributeType"], "N");
    assert_eq!(table["GlobalSecondaryIndexes"][0]["IndexName"], "byCustomer");
    assert_eq!(
        table["GlobalSecondaryIndexes"][0]["KeySchema"][0]["AttributeName"],
        "customerId"
    );
    assert_eq!(table["TimeToLiveSpecification"]["AttributeName"], "expiresOn");
    assert_eq!(unused(prompt), "");
}

#[test]
fn a_queue_has_the_times_that_were_said() {
    let prompt =
        "A FIFO SQS queue with visibility timeout 120 seconds, message retention 7 days, max receive count 3";
    let plan = whole_plan(prompt);
    let queue = made(&plan, "AWS::SQS::Queue");
    assert_eq!(queue["VisibilityTimeout"], 120);
    assert_eq!(queue["MessageRetentionPeriod"], 604_800);
    assert_eq!(queue["RedrivePolicy"]["maxReceiveCount"], 3);
    assert!(
        resources(&plan)
            .iter()
            .all(|it| it["Type"] != "AWS::Lambda::Function")
    );
}

#[test]
fn each_function_has_its_own_settings() {
    let prompt = "Two Lambda functions: thumbnailer with 1024 MB memory and 60 seconds timeout in Python 3.12, and notifier with 256 MB \
                  and 10 s timeout in Node 22, both fed by an SQS queue";
    let plan = whole_plan(prompt);
    let functions: Vec<Value> = resources(&plan)
        .into_iter()
        .filter(|it| it["Type"] == "AWS::Lambda::Function")
        .map(|it| it["Properties"].clone())
        .collect();
    let named = |name: &str| {
        functions
            .iter()
            .find(|it| it["FunctionName"] == name)
            .cloned()
            .unwrap_or_default()
    };
    let (first, second) = (named("thumbnailer"), named("notifier"));
    assert_eq!(
        [&first["MemorySize"], &first["Timeout"]],
        [&Value::from(1024), &Value::from(60)]
    );
    assert_eq!(
        [&second["MemorySize"], &second["Timeout"]],
        [&Value::from(256), &Value::from(10)]
    );
    assert_eq!(
        [&first["Runtime"], &second["Runtime"]],
        ["python3.12", "nodejs22.x"]
    );
    assert_eq!(plan.requirements.usage.storage_gb, None);
}

#[test]
fn versions_of_engines_are_no_counts() {
    let plan = whole_plan("Node API with MySQL 8.0 and a Redis 7 cache on cache.t3.small");
    let caches = resources(&plan)
        .iter()
        .filter(|it| it["Type"] == "AWS::ElastiCache::ReplicationGroup")
        .count();
    assert_eq!(caches, 1);
    assert_eq!(
        made(&plan, "AWS::ElastiCache::ReplicationGroup")["EngineVersion"],
        "7.1"
    );
}

#[test]
fn backups_and_logs_are_kept_as_long_as_was_said() {
    let plan = whole_plan("Flask API with Postgres, backups kept for 21 days");
    assert_eq!(made(&plan, "AWS::RDS::DBInstance")["BackupRetentionPeriod"], 21);
    assert!(unused("Flask API with DynamoDB, backups kept for 21 days").contains("21 days"));
    let site = whole_plan("Static website, access logs kept 90 days");
    let expiry = resources(&site)
        .iter()
        .any(|it| it.to_string().contains("\"ExpirationInDays\":90"));
    assert!(expiry);
}

#[test]
fn containers_are_asked_where_it_was_said() {
    let prompt = "Express API on ECS Fargate, port 8080, health check path /healthz, 512 CPU and 1 GB memory";
    let plan = whole_plan(prompt);
    assert_eq!(
        made(&plan, "AWS::ElasticLoadBalancingV2::TargetGroup")["HealthCheckPath"],
        "/healthz"
    );
    assert_eq!(made(&plan, "AWS::ECS::TaskDefinition")["Cpu"], "512");
    assert!(unused("Node API with health check path /healthz").contains("/healthz"));
}

#[test]
fn a_number_behind_what_it_counts_is_read() {
    for prompt in [
        "Node API banao, users 5000",
        "Node API for users: 5000",
        "Node API, users 5000 honge",
    ] {
        assert_eq!(
            whole_plan(prompt).requirements.usage.api_requests,
            Some(500_000),
            "{prompt}"
        );
    }
}

#[test]
fn a_topic_that_can_t_feed_a_queue_is_told_of() {
    let plan = whole_plan("An SNS topic that feeds a FIFO queue");
    assert!(warning(&plan, "FIFO_TOPIC_NEEDED").is_some());
    let plan = whole_plan("An SNS FIFO topic that feeds a FIFO queue");
    assert_eq!(warning(&plan, "FIFO_TOPIC_NEEDED"), None);
}

#[test]
fn members_that_are_described_one_by_one_keep_their_own() {
    for prompt in [
        "Two SQS queues: orders with retention 7 days, and invoices with visibility timeout 2 minutes",
        "Do SQS queue banao: orders jisme retention 7 din ho aur invoices jisme visibility timeout 2 minute ho",
    ] {
        let plan = whole_plan(prompt);
        let queues: Vec<Value> = resources(&plan)
            .into_iter()
            .map(|it| it["Properties"].clone())
            .filter(|it| it["RedrivePolicy"].is_object())
            .collect();
        let named = |name: &str| {
            queues
                .iter()
                .find(|it| it["QueueName"] == name)
                .cloned()
                .unwrap_or_default()
        };
        assert_eq!(queues.len(), 2, "{prompt}");
        assert_eq!(named("orders")["MessageRetentionPeriod"], 604_800, "{prompt}");
        assert_eq!(named("invoices")["VisibilityTimeout"], 120, "{prompt}");
        assert_eq!(named("invoices")["MessageRetentionPeriod"], 345_600, "{prompt}");
    }
}

#[test]
fn files_are_archived_and_deleted_each_at_its_own_age() {
    for prompt in [
        "S3 bucket, files to Glacier after 60 days and deleted after 365 days",
        "S3 bucket jisme files 60 din baad Glacier jaye aur 1 saal baad delete ho",
        "S3 बकेट जिसमें फाइलें 60 दिन बाद ग्लेशियर जाएं और 1 साल बाद हट जाएं",
    ] {
        let bucket = made(&whole_plan(prompt), "AWS::S3::Bucket").to_string();
        assert!(bucket.contains("\"TransitionInDays\":60"), "{prompt}: {bucket}");
        assert!(bucket.contains("\"ExpirationInDays\":365"), "{prompt}: {bucket}");
    }
}

#[test]
fn limits_and_classes_are_neither_use_nor_money() {
    let api = whole_plan("HTTP API in Python, throttling 100 requests per second");
    assert_eq!(api.requirements.usage.api_requests, None);
    let api = whole_plan("HTTP API in Python, throttling 137 requests per second");
    let limits = made(&api, "AWS::ApiGatewayV2::Stage")["DefaultRouteSettings"].clone();
    assert_eq!(limits["ThrottlingRateLimit"], 137);
    let site = whole_plan("CloudFront over an S3 bucket, price class 100");
    assert_eq!(site.requirements.budget, None);
}

#[test]
fn what_stands_beside_a_load_balancer_is_no_function() {
    let prompt = "Auto scaling group of t3.small from 2 to 5 machines behind an ALB with health checks every 20 seconds, idle timeout 120 \
                  seconds";
    let plan = whole_plan(prompt);
    assert!(
        resources(&plan)
            .iter()
            .all(|it| it["Type"] != "AWS::Lambda::Function")
    );
    assert!(unused(prompt).contains("idle timeout 120 seconds"));
}

#[test]
fn ready_made_programs_have_a_disk_and_their_database() {
    for (prompt, engine) in [
        ("WordPress site for my shop", "mysql"),
        ("वर्डप्रेस ब्लॉग चलाना है", "mysql"),
        ("Odoo chahiye hamari dukaan ke liye", "postgres"),
    ] {
        let plan = whole_plan(prompt);
        assert_eq!(made(&plan, "AWS::RDS::DBInstance")["Engine"], engine, "{prompt}");
        assert!(
            resources(&plan)
                .iter()
                .any(|it| it["Type"] == "AWS::EC2::Instance"),
            "{prompt}"
        );
    }
}

#[test]
fn spare_machines_of_a_service_bring_no_jobs() {
    let plan = whole_plan("ECS service on spot instances");
    assert!(
        resources(&plan)
            .iter()
            .all(|it| !it["Type"].to_string().contains("Batch"))
    );
    let jobs = whole_plan("Hundreds of parallel rendering jobs on spot capacity");
    assert!(
        resources(&jobs)
            .iter()
            .any(|it| it["Type"] == "AWS::Batch::JobQueue")
    );
}

#[test]
fn room_for_data_alone_is_a_bucket() {
    for prompt in [
        "store 5 TB of backups",
        "200 GB photos rakhne hain",
        "keep 2 TB of logs",
    ] {
        let plan = whole_plan(prompt);
        assert!(
            resources(&plan).iter().any(|it| it["Type"] == "AWS::S3::Bucket"),
            "{prompt}"
        );
        assert_eq!(plan.requirements.app_type, None, "{prompt}");
        assert!(plan.requirements.usage.storage_gb.is_some(), "{prompt}");
    }
}

#[test]
fn a_plan_that_costs_is_not_told_to_be_free() {
    let value = |prompt: &str| {
        let plan = whole_plan(prompt);
        plan.assumptions
            .iter()
            .find(|it| it.field == "budget")
            .map(|it| it.value.clone())
    };
    assert_eq!(
        value("Flask API with Postgres on Fargate").as_deref(),
        Some("none")
    );
    assert_eq!(value("A message queue").as_deref(), Some("free tier"));
}

#[test]
fn all_ports_are_all_ports_whatever_stands_beside() {
    use cloudwhisper_api::requirements::InsecureWish;
    for prompt in [
        "Node API on EC2 with all ports open",
        "Node API on EC2 with all ports open for my web users",
        "Node API on EC2, security group open to all with WAF",
    ] {
        let wishes = whole_plan(prompt).requirements.insecure_wishes;
        assert!(wishes.contains(&InsecureWish::OpenSsh), "{prompt}");
    }
    let web = whole_plan("Node API on EC2, security group open to everyone for HTTPS");
    assert!(web.requirements.insecure_wishes.is_empty());
}

#[test]
fn the_free_front_door_stands_only_where_nothing_else_is_paid() {
    let door = |prompt: &str| {
        let plan = whole_plan(prompt);
        resources(&plan).iter().any(|it| it["Type"] == "AWS::Lambda::Url")
    };
    assert!(door("Deploy a Node API with DynamoDB, free tier only"));
    assert!(!door("API with Postgres RDS, free tier"));
    assert!(!door("Node API with a Redis cache, free tier mein"));
}

#[test]
fn a_content_network_that_is_not_wanted_is_told_to_stay() {
    for prompt in [
        "Static website without CDN",
        "Static website banao, CloudFront nahi chahiye",
        "बिना CDN के स्टैटिक वेबसाइट बनाओ",
    ] {
        assert!(
            warning(&whole_plan(prompt), "CONTENT_NETWORK_KEPT").is_some(),
            "{prompt}"
        );
    }
    assert_eq!(
        warning(&whole_plan("Static website with CDN"), "CONTENT_NETWORK_KEPT"),
        None
    );
}

#[test]
fn each_time_is_of_what_stands_with_it() {
    let site = whole_plan("Static site, cache 1 day, logs 1 year");
    assert!(
        resources(&site)
            .iter()
            .all(|it| it["Type"] != "AWS::ElastiCache::ReplicationGroup")
    );
    let logs = site
        .requirements
        .services
        .iter()
        .find(|it| it.kind == "AWS::Logs::LogGroup");
    assert_eq!(
        logs.and_then(|it| it.properties.get("retentionDays"))
            .map(String::as_str),
        Some("365")
    );
    let bucket = made(
        &whole_plan("S3 bucket with 45 days to Standard-IA, 90 days to Glacier"),
        "AWS::S3::Bucket",
    )
    .to_string();
    assert!(
        bucket.contains("\"StorageClass\":\"GLACIER\",\"TransitionInDays\":90")
            && bucket.contains("\"StorageClass\":\"STANDARD_IA\",\"TransitionInDays\":45"),
        "{bucket}"
    );
}

#[test]
fn a_count_may_stand_behind_its_noun() {
    let plan = whole_plan("Postgres 16 chahiye 100 GB, read replica 2, roz backup");
    let databases = resources(&plan)
        .iter()
        .filter(|it| it["Type"] == "AWS::RDS::DBInstance")
        .count();
    assert_eq!(databases, 3);
}

#[test]
fn a_number_elsewhere_in_the_plan_does_not_stand_for_another() {
    let said = unused("SQS queue jobs with a Lambda worker, RDS Postgres with io1 storage and 10 IOPS");
    assert!(said.contains("10 IOPS"), "{said}");
    let plan = whole_plan("SQS queue jobs with a Lambda worker, batch size 5, reserved concurrency 10");
    assert_eq!(made(&plan, "AWS::Lambda::EventSourceMapping")["BatchSize"], 5);
    assert_eq!(
        made(&plan, "AWS::Lambda::Function")["ReservedConcurrentExecutions"],
        10
    );
}

#[test]
fn a_program_on_spare_machines_is_on_machines() {
    for prompt in [
        "Deploy a Node API on spot instances",
        "Spot instances pe Node API chalao",
    ] {
        let plan = whole_plan(prompt);
        assert!(
            resources(&plan)
                .iter()
                .all(|it| !it["Type"].to_string().contains("Batch")),
            "{prompt}"
        );
        assert!(
            resources(&plan)
                .iter()
                .any(|it| it["Type"] == "AWS::EC2::Instance"),
            "{prompt}"
        );
    }
}

#[test]
fn gigabytes_of_a_container_are_its_memory() {
    let plan = whole_plan("Container service in Java 21 with 2 GB on Fargate");
    assert_eq!(made(&plan, "AWS::ECS::TaskDefinition")["Memory"], "2048");
    let stores = whole_plan("Express API on Fargate with 20 GB in S3");
    assert!(stores.requirements.usage.storage_gb.is_some());
}

#[test]
fn a_pair_that_nobody_takes_is_told_of() {
    assert!(unused("Node API with cache_backend=dragonfly").contains("cache_backend=dragonfly"));
    assert_eq!(unused("Flask API, region=eu-west-3 framework=flask"), "");
    let labelled = whole_plan("label resources with project=alpha and owner=sita, Node API");
    assert_eq!(labelled.tags.get("owner").map(String::as_str), Some("sita"));
}
