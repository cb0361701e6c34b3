//! Requirements as the parser may hand them over, made at random.

#![allow(dead_code, reason = "each test that includes this uses what it needs")]

#[path = "wishes.rs"]
mod all_wishes;

use all_wishes::WISHES;
use cloudwhisper_api::requirements::{
    AppType, Compute, Framework, InsecureWish, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::catalog;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Any requirements, also ones that make little sense together.
pub(crate) fn requirements() -> impl Strategy<Value = Requirements> {
    let application = (app_types(), option::of(frameworks()), computes(), storages());
    let surroundings = (networking(), regions(), "[a-z][a-z0-9-]{0,38}[a-z0-9]", usage());
    (application, surroundings, services(), wishes()).prop_map(
        |(application, surroundings, services, insecure_wishes)| {
            let (app_type, framework, compute, storage) = application;
            let (networking, region, project_name, usage) = surroundings;
            Requirements {
                app_type: Some(app_type),
                framework,
                compute: Some(compute),
                storage,
                networking,
                budget: None,
                region,
                project_name,
                usage,
                services,
                insecure_wishes,
                insisted_wishes: Vec::new(),
            }
        },
    )
}

/// Any profile.
pub(crate) fn profiles() -> impl Strategy<Value = Profile> {
    select(vec![Profile::Baseline, Profile::Hardened])
}

/// Any workload.
pub(crate) fn workloads() -> impl Strategy<Value = Workload> {
    let zip = Workload::Zip {
        bucket: "builds".into(),
        key: "app.zip".into(),
        version: Some("3".into()),
    };
    let image = Workload::Image("111122223333.dkr.ecr.ap-south-1.amazonaws.com/app:1".into());
    select(vec![Workload::Sample, zip, image])
}

fn app_types() -> impl Strategy<Value = AppType> {
    select(vec![
        AppType::WebApp,
        AppType::Api,
        AppType::StaticSite,
        AppType::Container,
    ])
}

fn frameworks() -> impl Strategy<Value = Framework> {
    select(vec![
        Framework::React,
        Framework::Nextjs,
        Framework::Express,
        Framework::Flask,
        Framework::Django,
    ])
}

fn computes() -> impl Strategy<Value = Compute> {
    select(vec![Compute::Lambda, Compute::Ecs, Compute::Ec2])
}

fn storages() -> impl Strategy<Value = Vec<Storage>> {
    subsequence(vec![Storage::S3, Storage::Rds, Storage::Dynamodb], 0..=3)
}

fn networking() -> impl Strategy<Value = Networking> {
    let domain = option::of(select(vec![
        "shop.example.in".to_owned(),
        "example.com".to_owned(),
    ]));
    (any::<bool>(), domain).prop_map(|(public_access, custom_domain)| Networking {
        public_access,
        custom_domain,
    })
}

fn regions() -> impl Strategy<Value = String> {
    select(vec!["us-east-1", "ap-south-1", "eu-west-1", "ap-southeast-1"]).prop_map(str::to_owned)
}

fn usage() -> impl Strategy<Value = Usage> {
    option::of(0..1_000_000_000_000_u64).prop_map(|api_requests| Usage {
        api_requests,
        ..Usage::default()
    })
}

fn services() -> impl Strategy<Value = Vec<NamedService>> {
    proptest::collection::vec(service(), 0..4)
}

/// Parts that applications are mostly made of, or any part of the catalogue.
fn service_kinds() -> impl Strategy<Value = &'static str> {
    let everyday = vec![
        "AWS::S3::Bucket",
        "AWS::DynamoDB::Table",
        "AWS::Lambda::Function",
        "AWS::ApiGateway::RestApi",
        "AWS::Logs::LogGroup",
        "AWS::SNS::Topic",
        "AWS::RDS::DBInstance",
        "AWS::EC2::Instance",
        "AWS::SQS::Queue",
    ];
    prop_oneof![2 => select(everyday), 1 => select(catalog::part_kinds().collect::<Vec<_>>())]
}

fn service() -> impl Strategy<Value = NamedService> {
    let properties =
        proptest::collection::vec((property(), "[ -~]{0,12}|[0-9]{1,6}|true|ops@example\\.in"), 0..4);
    (
        service_kinds(),
        option::of("[ -~]{0,12}|[a-z][a-z0-9-]{3,20}[a-z]"),
        properties,
    )
        .prop_map(|(kind, name, properties)| NamedService {
            kind: kind.to_owned(),
            name,
            properties: properties
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        })
}

fn property() -> impl Strategy<Value = &'static str> {
    select(vec![
        "memory",
        "timeout",
        "runtime",
        "retentionDays",
        "email",
        "billingMode",
        "backup",
        "engine",
        "count",
    ])
}

fn wishes() -> impl Strategy<Value = Vec<InsecureWish>> {
    subsequence(WISHES.to_vec(), 0..=6)
}
