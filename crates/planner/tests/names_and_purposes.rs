//! Every part of the catalogue has a name and a purpose in each language, and each of them plans it. Nothing is listed by hand here but
//! the parts that are asked for by name alone.

#[path = "support/input.rs"]
mod input;

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_api::requirements::{Requirements, Storage};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::catalog;
use cloudwhisper_planner::requirements::understand;
use indexmap::IndexMap;

const LANGUAGES: [&str; 3] = ["English", "Hindi", "Hinglish"];

/// A sentence around a name, in each language.
const WANTED: [&str; 3] = ["We need {} on AWS", "हमें AWS पर {} चाहिए", "AWS par {} chahiye"];

/// A sentence around what something is for, in each language.
const DESCRIBED: [&str; 3] = [
    "On AWS we need this: {}",
    "AWS पर ऐसा चाहिए: {}",
    "AWS par aisa chahiye: {}",
];

/// The same beside other parts: what an application does by itself (people sign in) means a part only in a system of several.
const IN_A_SYSTEM: [&str; 3] = [
    "On AWS we need an SQS queue, an SNS topic, a KMS key and this: {}",
    "AWS पर SQS कतार, SNS टॉपिक, KMS key और ऐसा चाहिए: {}",
    "AWS par SQS queue, SNS topic, KMS key aur aisa chahiye: {}",
];

/// Asked for by name alone, since what they are for is said of another part.
const BY_NAME_ALONE: &[&str] = &[
    // Other sorts of a part that has a purpose: who means this one says so.
    "AWS::Cognito::UserPoolIdentityProvider",
    "AWS::EKS::FargateProfile",
    "AWS::EKS::Nodegroup",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::IAM::SAMLProvider",
    "AWS::MSK::Cluster",
    "AWS::MSK::ServerlessCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchServerless::Collection",
    "AWS::Redshift::Cluster",
    "AWS::Shield::Protection",
    // Pieces that another part brings.
    "AWS::ApiGateway::ApiKey",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::Batch::ComputeEnvironment",
    "AWS::Batch::JobDefinition",
    "AWS::Bedrock::DataSource",
    "AWS::EC2::TransitGatewayAttachment",
    "AWS::EC2::VPCEndpointService",
    "AWS::ECS::Cluster",
    "AWS::ECS::TaskDefinition",
    "AWS::EKS::Addon",
    "AWS::ElasticBeanstalk::Application",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::IAM::InstanceProfile",
    "AWS::Lambda::Version",
    "AWS::SES::ReceiptRuleSet",
    "AWS::XRay::SamplingRule",
];

/// What was understood; questions are answered, since a part may need what no phrase says.
fn understood(prompt: &str) -> Result<Requirements, String> {
    let nothing = IndexMap::new();
    let answers: IndexMap<String, String> = [
        ("appType", "web-app"),
        ("compute", "ecs"),
        ("customDomain", "example.in"),
    ]
    .map(|(field, value)| (field.to_owned(), value.to_owned()))
    .into_iter()
    .collect();
    let asked =
        understand(&input::input(prompt, &nothing).request).map_err(|error| format!("{:?}", error.code))?;
    if let Some(requirements) = asked.requirements {
        return Ok(requirements);
    }
    let mut input = input::input(prompt, &nothing);
    input.request.answers = &answers;
    let answered = understand(&input.request).map_err(|error| format!("{:?}", error.code))?;
    answered
        .requirements
        .ok_or_else(|| format!("{:?}", answered.clarifications))
}

/// Whether a prompt plans a part of this type.
fn plans(prompt: &str, kind: &str) -> Result<(), String> {
    let requirements = understood(prompt)?;
    let kept = match kind {
        "AWS::S3::Bucket" => requirements.storage.contains(&Storage::S3),
        "AWS::DynamoDB::Table" => requirements.storage.contains(&Storage::Dynamodb),
        "AWS::RDS::DBInstance" => requirements.storage.contains(&Storage::Rds),
        _ => false,
    };
    let named: Vec<&str> = requirements.services.iter().map(|it| it.kind.as_str()).collect();
    if kept || named.contains(&kind) {
        return Ok(());
    }
    let blueprint = design(&Design {
        network: None,
        requirements: &requirements,
        workload: &Workload::Sample,
        profile: Profile::Baseline,
    });
    if blueprint.of_kind(kind).next().is_some() {
        return Ok(());
    }
    Err(format!("{:?} {named:?}", requirements.app_type))
}

#[test]
fn every_part_has_a_name_in_each_language() {
    // Parts without names of their own are those of the seed's fields: their names are in a table of the lexicon.
    let parts = catalog::part_terms().filter(|(_, terms)| terms.iter().any(|terms| !terms.is_empty()));
    for (kind, [english, hindi, _]) in parts {
        assert!(
            !english.is_empty(),
            "{kind} has no English name, which Hinglish takes too"
        );
        assert!(!hindi.is_empty(), "{kind} has no name in Devanagari");
    }
}

#[test]
fn every_name_plans_its_part() {
    let mut missed = Vec::new();
    for (kind, terms) in catalog::part_terms() {
        for (terms, sentence) in terms.into_iter().zip(WANTED) {
            for name in terms.split('|').filter(|name| !name.is_empty()) {
                let prompt = sentence.replace("{}", name);
                missed.extend(
                    plans(&prompt, kind)
                        .err()
                        .map(|got| format!("{kind}: {prompt}: {got}")),
                );
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_part_has_a_purpose_in_each_language() {
    let mut said: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (kind, sayings) in catalog::part_purposes() {
        let counts = said.entry(kind).or_default();
        for (count, sayings) in counts.iter_mut().zip(sayings) {
            *count += sayings.len();
        }
    }
    let by_name: BTreeSet<&str> = BY_NAME_ALONE.iter().copied().collect();
    let mut wrong = Vec::new();
    for kind in catalog::part_kinds() {
        let counts = said.get(kind).copied().unwrap_or_default();
        let missing: Vec<&str> = LANGUAGES
            .into_iter()
            .zip(counts)
            .filter_map(|(language, count)| (count == 0).then_some(language))
            .collect();
        if by_name.contains(kind) {
            if missing.len() < LANGUAGES.len() {
                wrong.push(format!(
                    "{kind} has a purpose and is listed as asked for by name alone"
                ));
            }
        } else if !missing.is_empty() {
            wrong.push(format!("{kind} has no purpose in {}", missing.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_purpose_plans_its_part() {
    let mut missed = Vec::new();
    for (kind, sayings) in catalog::part_purposes() {
        for ((sayings, alone), in_a_system) in sayings.into_iter().zip(DESCRIBED).zip(IN_A_SYSTEM) {
            for saying in sayings {
                let plans = |sentence: &str| plans(&sentence.replace("{}", &saying), kind);
                let got = plans(alone).or_else(|got| plans(in_a_system).map_err(|_| got));
                missed.extend(got.err().map(|got| format!("{kind}: {saying}: {got}")));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
