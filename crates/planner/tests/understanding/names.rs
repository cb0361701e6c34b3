//! AWS services by their short names alone, and in lists: none is ever lost in silence.

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{Compute, Storage};
use cloudwhisper_planner::requirements::Understood;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::understand_prompt;

/// Each service as AWS calls it, and the beginnings of the types of which one is in the plan.
const SERVICES: &[(&str, &[&str])] = &[
    ("Lambda", &["AWS::Lambda::"]),
    ("ECS", &["AWS::ECS::"]),
    ("ECR", &["AWS::ECR::"]),
    ("EC2", &["AWS::EC2::Instance"]),
    // Of these it is said how they grow; functions do so by themselves.
    (
        "Auto Scaling",
        &[
            "AWS::AutoScaling::",
            "AWS::Lambda::",
            "AWS::ECS::",
            "AWS::EKS::",
            "AWS::DynamoDB::",
            "AWS::RDS::",
        ],
    ),
    ("EBS", &["AWS::EC2::Volume"]),
    ("EIP", &["AWS::EC2::EIP"]),
    ("EKS", &["AWS::EKS::"]),
    ("Batch", &["AWS::Batch::"]),
    ("Elastic Beanstalk", &["AWS::ElasticBeanstalk::"]),
    ("VPC", &["AWS::EC2::VPC"]),
    ("Transit Gateway", &["AWS::EC2::TransitGateway"]),
    ("ELB", &["AWS::ElasticLoadBalancingV2::"]),
    ("ALB", &["AWS::ElasticLoadBalancingV2::"]),
    ("NLB", &["AWS::ElasticLoadBalancingV2::"]),
    ("Route 53", &["AWS::Route53::"]),
    ("CloudFront", &["AWS::CloudFront::"]),
    ("API Gateway", &["AWS::ApiGateway"]),
    ("WAF", &["AWS::WAFv2::"]),
    ("ACM", &["AWS::CertificateManager::"]),
    ("Global Accelerator", &["AWS::GlobalAccelerator::"]),
    ("VPN", &["AWS::EC2::VPN", "AWS::EC2::ClientVpn"]),
    ("S3", &["AWS::S3::"]),
    ("EFS", &["AWS::EFS::"]),
    ("FSx", &["AWS::FSx::"]),
    ("Backup", &["AWS::Backup::"]),
    ("DynamoDB", &["AWS::DynamoDB::"]),
    ("RDS", &["AWS::RDS::"]),
    ("Aurora", &["AWS::RDS::"]),
    ("ElastiCache", &["AWS::ElastiCache::"]),
    ("MemoryDB", &["AWS::MemoryDB::"]),
    ("OpenSearch", &["AWS::OpenSearch"]),
    ("DocumentDB", &["AWS::DocDB::"]),
    ("Neptune", &["AWS::Neptune::"]),
    ("Redshift", &["AWS::Redshift"]),
    ("Timestream", &["AWS::Timestream::"]),
    ("Glue", &["AWS::Glue::"]),
    ("Athena", &["AWS::Athena::"]),
    ("Kinesis", &["AWS::Kinesis::"]),
    ("Firehose", &["AWS::KinesisFirehose::"]),
    ("MSK", &["AWS::MSK::"]),
    ("SQS", &["AWS::SQS::"]),
    ("SNS", &["AWS::SNS::"]),
    ("EventBridge", &["AWS::Events::", "AWS::Scheduler::"]),
    ("Step Functions", &["AWS::StepFunctions::"]),
    ("SES", &["AWS::SES::"]),
    ("Amazon MQ", &["AWS::AmazonMQ::"]),
    ("AppSync", &["AWS::AppSync::"]),
    ("IAM", &["AWS::IAM::"]),
    ("KMS", &["AWS::KMS::"]),
    ("Secrets Manager", &["AWS::SecretsManager::"]),
    ("SSM", &["AWS::SSM::"]),
    ("Cognito", &["AWS::Cognito::"]),
    ("GuardDuty", &["AWS::GuardDuty::"]),
    ("Security Hub", &["AWS::SecurityHub::"]),
    ("Inspector", &["AWS::InspectorV2::"]),
    ("Macie", &["AWS::Macie::"]),
    ("Config", &["AWS::Config::"]),
    ("CloudTrail", &["AWS::CloudTrail::"]),
    ("Access Analyzer", &["AWS::AccessAnalyzer::"]),
    // These have their logs in it.
    (
        "CloudWatch",
        &[
            "AWS::CloudWatch::",
            "AWS::Logs::",
            "AWS::Lambda::",
            "AWS::ECS::",
            "AWS::ApiGateway",
        ],
    ),
    ("X-Ray", &["AWS::XRay::"]),
    ("Budgets", &["AWS::Budgets::"]),
    ("Cost anomaly detection", &["AWS::CE::"]),
    ("CodePipeline", &["AWS::CodePipeline::"]),
    ("CodeBuild", &["AWS::CodeBuild::"]),
    ("CodeDeploy", &["AWS::CodeDeploy::"]),
    ("CodeConnections", &["AWS::CodeConnections::"]),
    ("SageMaker", &["AWS::SageMaker::"]),
    ("Bedrock", &["AWS::Bedrock::"]),
    ("IoT", &["AWS::IoT::"]),
    ("Transfer", &["AWS::Transfer::"]),
    ("DMS", &["AWS::DMS::"]),
    ("Amplify", &["AWS::Amplify::"]),
    ("Service Discovery", &["AWS::ServiceDiscovery::"]),
];

/// Every type that was understood to be wanted.
fn kinds(understood: &Understood) -> BTreeSet<String> {
    let Some(wanted) = &understood.requirements else {
        return BTreeSet::new();
    };
    let services = wanted.services.iter().map(|it| it.kind.clone());
    let stores = wanted.storage.iter().map(|store| match store {
        Storage::Dynamodb => "AWS::DynamoDB::Table",
        Storage::S3 => "AWS::S3::Bucket",
        Storage::Rds => "AWS::RDS::DBInstance",
    });
    let compute = wanted.compute.iter().map(|compute| match compute {
        Compute::Lambda => "AWS::Lambda::Function",
        Compute::Ecs => "AWS::ECS::Service",
        Compute::Ec2 => "AWS::EC2::Instance",
    });
    services.chain(stores.chain(compute).map(str::to_owned)).collect()
}

/// The services of a prompt that are neither in the plan, nor in a warning, nor in a question.
fn lost(prompt: &str, services: &[(&str, &[&str])]) -> Vec<String> {
    let understood = match understand_prompt(prompt) {
        Ok(understood) => understood,
        Err(error) => return vec![format!("{prompt}: {:?}", error.code)],
    };
    if !understood.clarifications.is_empty() {
        return Vec::new();
    }
    let kinds = kinds(&understood);
    let is_there = |types: &[&str]| {
        types
            .iter()
            .any(|it| kinds.iter().any(|kind| kind.starts_with(it)))
    };
    let warned = |name: &str| understood.warnings.iter().any(|it| it.message.contains(name));
    services
        .iter()
        .filter(|(name, types)| !is_there(types) && !warned(name))
        .map(|(name, _)| format!("{prompt}: no {name} in {kinds:?}"))
        .collect()
}

fn all_lost(prompts: &[(&str, &[&str])]) -> Vec<String> {
    let by_name = |name: &&str| {
        *SERVICES
            .iter()
            .find(|(known, _)| known == name)
            .expect("a service")
    };
    prompts
        .iter()
        .flat_map(|(prompt, names)| lost(prompt, &names.iter().map(by_name).collect::<Vec<_>>()))
        .collect()
}

#[test]
fn a_service_by_its_name_alone_is_planned() {
    let lost: Vec<String> = SERVICES
        .iter()
        .flat_map(|service| {
            ["Set up #", "# chahiye", "We need #."]
                .into_iter()
                .flat_map(|prompt| lost(&prompt.replace('#', service.0), &[*service]))
        })
        .collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn everyday_words_are_services_among_services() {
    let lost = all_lost(&[
        (
            "Lambda, SQS, SSM, Budgets, Transfer, Backup, Batch, Config",
            &[
                "Lambda", "SQS", "SSM", "Budgets", "Transfer", "Backup", "Batch", "Config",
            ],
        ),
        (
            "GuardDuty, Security Hub, Inspector, Config and CloudTrail",
            &["GuardDuty", "Security Hub", "Inspector", "Config", "CloudTrail"],
        ),
        ("GuardDuty aur Config chahiye", &["GuardDuty", "Config"]),
        (
            "SQS, SNS, Budgets aur Backup chahiye",
            &["SQS", "SNS", "Budgets", "Backup"],
        ),
        ("a secret and a lambda", &["Secrets Manager", "Lambda"]),
        (
            "We need config, batch and an SQS queue in Mumbai",
            &["Config", "Batch", "SQS"],
        ),
        (
            "I need:\n- Lambda (Python)\n- Config\n- Backup\n- SNS",
            &["Lambda", "Config", "Backup", "SNS"],
        ),
        ("गार्डड्यूटी और कॉन्फ़िग लगाओ", &["GuardDuty", "Config"]),
        ("SSM", &["SSM"]),
        ("Budgets", &["Budgets"]),
        ("Transfer", &["Transfer"]),
        ("Set up config and batch", &["Config", "Batch"]),
    ]);
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn everyday_words_stay_what_they_are_elsewhere() {
    let everyday = [
        "AWS::Config::",
        "AWS::Backup::",
        "AWS::Transfer::",
        "AWS::Batch::",
        "AWS::SecretsManager::",
        "AWS::SSM::",
        "AWS::Budgets::",
    ];
    for prompt in [
        "A Lambda function that reads a config file and an S3 bucket",
        "REST API with Flask and DynamoDB, app config and transfer of money between accounts",
        "A website with S3, the config and a page for bank transfers",
        "EC2 machine, SSM access and no SSH",
        "An API that sends a batch of messages to SQS, and transfer the result to S3",
        "Lambda functions for auth, the secret sauce page and S3",
        "SQS queues named orders, config-batch and backup-jobs",
    ] {
        let understood = understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
        let taken: Vec<String> = kinds(&understood)
            .into_iter()
            .filter(|kind| everyday.iter().any(|it| kind.starts_with(it)))
            .collect();
        assert!(taken.is_empty(), "{prompt}: {taken:?}");
    }
    for prompt in [
        "transfer money to my brother",
        "what is a backup?",
        "keep it a secret",
        "a batch of cookies",
    ] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_service_of_a_list_is_lost(
        services in subsequence(SERVICES.to_vec(), 2..6).prop_shuffle(),
        around in select(vec![("", ""), ("Set up ", ""), ("We need ", " in Mumbai"), ("", " chahiye"), ("Create ", ".")]),
        and in select(vec![" and ", ", ", ", and ", " aur ", "\n"]),
    ) {
        let names: Vec<&str> = services.iter().map(|(name, _)| *name).collect();
        let (last, others) = names.split_last().expect("two at least");
        let prompt = format!("{}{}{and}{last}{}", around.0, others.join(", "), around.1);
        let lost = lost(&prompt, &services);
        prop_assert!(lost.is_empty(), "{}", lost.join("\n"));
    }
}
