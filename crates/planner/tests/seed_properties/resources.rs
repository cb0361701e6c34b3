//! Which resources a plan has.

use std::collections::BTreeMap;

use cloudwhisper_api::requirements::{AppType, Compute};
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::blueprint::{Blueprint, Resource, Value};
use cloudwhisper_planner::render::{cdk, cloudformation};
use proptest::prelude::*;

use super::prompts::prompts;
use super::requirements::{profiles, requirements};
use super::{blueprint, cases, priced, whole_plan};
use cloudwhisper_api::language::Language;

const COMPUTE: [&str; 5] = [
    "AWS::Lambda::Function",
    "AWS::ECS::Service",
    "AWS::EC2::Instance",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AppRunner::Service",
];
/// Doors that answer over HTTPS whatever is done.
const HTTPS_DOORS: [&str; 4] = [
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGateway::RestApi",
    "AWS::CloudFront::Distribution",
    "AWS::Lambda::Url",
];
/// What costs by the hour from the first hour, and no free tier that an account has today covers.
const NEVER_FREE: [&str; 12] = [
    "AWS::EC2::Instance",
    "AWS::EC2::NatGateway",
    "AWS::ECS::Service",
    "AWS::EKS::Cluster",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::KMS::Key",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::SecretsManager::Secret",
];

fn has(blueprint: &Blueprint, kinds: &[&str]) -> bool {
    kinds.iter().any(|kind| blueprint.of_kind(kind).next().is_some())
}

/// Whether a program's text closes whatever it opens, outside of strings and comments.
fn is_balanced(program: &str) -> bool {
    let mut open = Vec::new();
    let mut characters = program.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\'' | '`' => loop {
                match characters.next() {
                    Some('\\') => drop(characters.next()),
                    Some(end) if end == character => break,
                    Some(_) => {}
                    None => return false,
                }
            },
            '/' if characters.peek() == Some(&'/') => drop(characters.by_ref().find(|it| *it == '\n')),
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(character) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// Every statement of every role and policy of people, with what it allows.
fn allowed(resource: &Resource) -> Vec<&Value> {
    fn walk<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
        if value.get("Effect").and_then(Value::as_text) == Some("Allow") {
            found.push(value);
        }
        match value {
            Value::Map(entries) => entries.values().for_each(|it| walk(it, found)),
            Value::List(entries) => entries.iter().for_each(|it| walk(it, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    resource.properties.values().for_each(|it| walk(it, &mut found));
    found
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Text(text)) => vec![text],
        Some(Value::List(values)) => values.iter().filter_map(Value::as_text).collect(),
        _ => Vec::new(),
    }
}

fn check_security(blueprint: &Blueprint) -> Result<(), TestCaseError> {
    for resource in blueprint
        .resources()
        .iter()
        .filter(|it| it.kind.starts_with("AWS::IAM::"))
    {
        for statement in allowed(resource) {
            let everything = texts(statement.get("Action")).iter().any(|it| it.ends_with('*'));
            let everywhere = texts(statement.get("Resource")).contains(&"*");
            prop_assert!(!(everything && everywhere), "{}: {:?}", &resource.id, statement);
        }
    }
    for bucket in blueprint.of_kind("AWS::S3::Bucket") {
        prop_assert!(
            bucket.properties.contains_key("BucketEncryption"),
            "{}",
            &bucket.id
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn property_09_valid_cdk_code_generation(requirements in requirements(), profile in profiles()) {
        let blueprint = blueprint(&requirements, profile);
        let estimate = priced(&requirements, profile, Language::English);
        let code = cdk::render(&blueprint, &cdk::Stack {
            project: &requirements.project_name,
            description: "orders",
            region: &requirements.region,
            tags: &BTreeMap::new(),
            breakdown: &estimate.breakdown,
            language: Language::English,
        });
        // `tsc --strict` and `cdk synth` on examples are in tests/cdk.rs of the root package; this is what they can't sample.
        prop_assert!(is_balanced(&code), "{}", code);
        for resource in blueprint.resources() {
            let made = format!("'{}'", resource.id);
            prop_assert!(code.contains(&made) || code.contains(&made.replace('\'', "\"")), "{} is missing", &resource.id);
        }
    }

    #[test]
    fn property_10_web_application_resource_completeness(mut requirements in requirements(), profile in profiles(), api in any::<bool>()) {
        requirements.app_type = Some(if api { AppType::Api } else { AppType::WebApp });
        let blueprint = blueprint(&requirements, profile);
        prop_assert!(has(&blueprint, &COMPUTE));
        // Without a domain AWS gives a load balancer or a machine no certificate; CW-ENC-003 then says so.
        let listener = blueprint.of_kind("AWS::ElasticLoadBalancingV2::Listener").next().is_some();
        let said = cloudwhisper_planner::review::review(&blueprint, &requirements, Language::English);
        let said = said.iter().any(|finding| finding.rule == "CW-ENC-003");
        let machine = has(&blueprint, &["AWS::EC2::Instance"]);
        prop_assert!(has(&blueprint, &HTTPS_DOORS) || listener || machine && said, "no front door");
        prop_assert!(blueprint.of_kind("AWS::IAM::Role").next().is_some());
        check_security(&blueprint)?;
    }

    #[test]
    fn property_10_an_https_front_door_for_every_prompt(said in prompts()) {
        let plan = whole_plan(&said.prompt);
        if matches!(said.app_type, AppType::WebApp | AppType::Api) {
            let there = |kinds: &[&str]| plan.resources.iter().any(|it| kinds.contains(&it.kind.as_str()));
            prop_assert!(there(&HTTPS_DOORS), "{:?}", &said);
            prop_assert!(there(&COMPUTE) && there(&["AWS::IAM::Role"]), "{:?}", &said);
        }
    }

    #[test]
    fn property_11_static_site_resource_completeness(mut requirements in requirements(), profile in profiles()) {
        requirements.app_type = Some(AppType::StaticSite);
        requirements.framework = None;
        // Whoever names a machine or a container for a site gets that: an explicit choice wins.
        requirements.compute = Some(Compute::Lambda);
        let blueprint = blueprint(&requirements, profile);
        // The bucket is private and the content network reads it: what the founding document calls website hosting.
        prop_assert!(has(&blueprint, &["AWS::S3::Bucket"]) && has(&blueprint, &["AWS::CloudFront::Distribution"]));
    }

    #[test]
    fn property_12_free_tier_prioritization(said in prompts()) {
        let paid = said.budget.as_ref().is_some_and(|it| !it.amount.value().is_zero());
        let chosen = said.compute.is_some() || said.storage == Some(cloudwhisper_api::requirements::Storage::Rds);
        if !paid && !chosen {
            let plan = whole_plan(&said.prompt);
            for resource in &plan.resources {
                prop_assert!(!NEVER_FREE.contains(&resource.kind.as_str()), "{:?}: {}", &said, resource.kind);
            }
        }
    }

    #[test]
    fn property_30_security_best_practices_in_iac(requirements in requirements(), profile in profiles()) {
        let blueprint = blueprint(&requirements, profile);
        check_security(&blueprint)?;
        let template = cloudformation::template(&blueprint, "orders", &BTreeMap::new());
        for (id, resource) in template["Resources"].as_object().into_iter().flatten() {
            if resource["Type"] == "AWS::S3::Bucket" {
                prop_assert!(resource["Properties"]["BucketEncryption"].is_object(), "{}", id);
            }
        }
    }

    #[test]
    fn property_30_no_baseline_differs_in_permissions(requirements in requirements()) {
        // Security that costs nothing is in both profiles.
        check_security(&blueprint(&requirements, Profile::Baseline))?;
        check_security(&blueprint(&requirements, Profile::Hardened))?;
    }
}
