//! Laws that every blueprint keeps, whatever is asked for.

#[path = "support/requirements.rs"]
mod requirements;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::{AppType, Compute, NamedService, Networking, Requirements, Usage};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Retention};
use cloudwhisper_planner::catalog;
use cloudwhisper_planner::render::cloudformation::{capabilities, template, to_yaml};
use cloudwhisper_planner::review::{review, rules};
use proptest::prelude::*;
use requirements::{profiles, requirements, workloads};
use serde_json::Value;

fn blueprint(requirements: &Requirements, workload: &Workload, profile: Profile) -> Blueprint {
    design(&Design {
        network: None,
        requirements,
        workload,
        profile,
    })
}

fn rendered(blueprint: &Blueprint) -> Value {
    let tags = BTreeMap::from([("team".to_owned(), "shop".to_owned())]);
    template(blueprint, "orders, planned by CloudWhisper", &tags)
}

fn resources(template: &Value) -> impl Iterator<Item = (&String, &Value)> {
    template["Resources"].as_object().into_iter().flatten()
}

/// Every IAM statement that allows something to a role, wherever it stands in the role.
fn allowed(template: &Value) -> Vec<&Value> {
    let roles = resources(template).filter(|(_, resource)| resource["Type"] == "AWS::IAM::Role");
    let policies =
        roles.flat_map(|(_, role)| role["Properties"]["Policies"].as_array().into_iter().flatten());
    policies
        .flat_map(|policy| {
            policy["PolicyDocument"]["Statement"]
                .as_array()
                .into_iter()
                .flatten()
        })
        .collect()
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_blueprint_holds_together_and_begins_its_outputs_with_the_url(
        requirements in requirements(), workload in workloads(), profile in profiles()
    ) {
        let blueprint = blueprint(&requirements, &workload, profile);
        prop_assert_eq!(blueprint.check(), Ok(()));
        prop_assert_eq!(blueprint.outputs().first().map(|output| output.id.as_str()), Some("Url"));
        for resource in blueprint.resources() {
            let id = resource.id.as_str();
            prop_assert!(id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric()), "{}", id);
            prop_assert_eq!(&LogicalId::new(id), &resource.id);
        }
    }

    #[test]
    fn the_same_requirements_give_the_same_bytes(
        requirements in requirements(), workload in workloads(), profile in profiles()
    ) {
        let once = rendered(&blueprint(&requirements, &workload, profile));
        let again = rendered(&blueprint(&requirements, &workload, profile));
        prop_assert_eq!(once.to_string(), again.to_string());
        prop_assert_eq!(to_yaml(&once), to_yaml(&again));
    }

    #[test]
    fn no_role_may_do_everything(requirements in requirements(), profile in profiles()) {
        let template = rendered(&blueprint(&requirements, &Workload::Sample, profile));
        for statement in allowed(&template) {
            prop_assert!(!texts(&statement["Action"]).iter().any(|action| action.contains('*')), "{}", statement);
        }
    }

    #[test]
    fn every_bucket_is_encrypted_closed_and_refuses_plain_http(requirements in requirements(), profile in profiles()) {
        let template = rendered(&blueprint(&requirements, &Workload::Sample, profile));
        for (id, bucket) in resources(&template).filter(|(_, it)| it["Type"] == "AWS::S3::Bucket") {
            let properties = &bucket["Properties"];
            prop_assert!(properties["BucketEncryption"].is_object(), "{}", id);
            let block = properties["PublicAccessBlockConfiguration"].as_object().cloned().unwrap_or_default();
            prop_assert!(block.len() == 4 && block.values().all(|on| on == true), "{}", id);
            let policy = resources(&template).find(|(_, it)| {
                it["Type"] == "AWS::S3::BucketPolicy" && it["Properties"]["Bucket"]["Ref"] == id.as_str()
            });
            let refuses = policy.is_some_and(|(_, policy)| policy.to_string().contains("aws:SecureTransport"));
            prop_assert!(refuses, "{} takes plain HTTP", id);
        }
    }

    #[test]
    fn whatever_holds_data_outlives_the_stack(requirements in requirements(), profile in profiles()) {
        let blueprint = blueprint(&requirements, &Workload::Sample, profile);
        let template = rendered(&blueprint);
        for resource in blueprint.resources() {
            // A machine that stayed would be paid for ever; CW-DATA-003 says what becomes of its disk.
            let machine = resource.kind == "AWS::EC2::Instance";
            if !machine && catalog::holds_data(resource) {
                prop_assert_ne!(resource.retention, Retention::Delete, "{}", &resource.id);
                let written = &template["Resources"][resource.id.as_str()];
                prop_assert!(written["DeletionPolicy"].is_string() && written["UpdateReplacePolicy"].is_string());
            }
        }
    }

    #[test]
    fn everything_that_takes_tags_has_them(requirements in requirements(), profile in profiles()) {
        let blueprint = blueprint(&requirements, &Workload::Sample, profile);
        let template = rendered(&blueprint);
        for resource in blueprint.resources() {
            let takes = catalog::service(resource.kind).map(catalog::Service::tags) != Some(catalog::Tags::None);
            let tags = &template["Resources"][resource.id.as_str()]["Properties"]["Tags"];
            prop_assert_eq!(takes, tags.to_string().contains("team"), "{}", &resource.id);
        }
    }

    #[test]
    fn stacks_that_give_rights_ask_for_the_capability(requirements in requirements(), profile in profiles()) {
        // Source: CloudFormation user guide, "Acknowledging IAM resources in CloudFormation templates", 2026-11.
        const RIGHTS: [&str; 8] = [
            "AWS::IAM::AccessKey",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::User",
            "AWS::IAM::UserToGroupAddition",
        ];
        let blueprint = blueprint(&requirements, &Workload::Sample, profile);
        let gives = RIGHTS.iter().any(|kind| blueprint.of_kind(kind).next().is_some());
        prop_assert!(!gives || !capabilities(&blueprint).is_empty(), "CloudFormation refuses it");
        let touches = blueprint.resources().iter().any(|it| it.kind.starts_with("AWS::IAM::"));
        prop_assert!(touches || capabilities(&blueprint).is_empty(), "a capability that nothing needs");
    }

    #[test]
    fn no_plan_of_ours_is_unsafe_and_every_unsafe_wish_is_answered(
        requirements in requirements(), profile in profiles()
    ) {
        let blueprint = blueprint(&requirements, &Workload::Sample, profile);
        for language in Language::ALL {
            let findings = review(&blueprint, &requirements, language);
            let worst = findings.iter().map(|finding| finding.severity).max();
            prop_assert!(worst < Some(Severity::High), "{:?}", findings);
            let answers = |id: &str| rules().any(|rule| rule.id == id && rule.is_about_a_wish());
            let answered = findings.iter().filter(|finding| answers(&finding.rule)).count();
            prop_assert_eq!(answered, requirements.insecure_wishes.len());
        }
    }

    #[test]
    fn yaml_says_the_same_as_json(requirements in requirements(), profile in profiles()) {
        let template = rendered(&blueprint(&requirements, &Workload::Sample, profile));
        let read: Value = serde_saphyr::from_str(&to_yaml(&template)).expect("our YAML is YAML");
        prop_assert_eq!(read, template);
    }
}

/// Each part of the catalogue, twice, and beside any application: names that are given twice show where the one generated case in a
/// thousand would hit them.
#[test]
fn two_of_any_part_hold_together_beside_any_application() {
    let hosts = [
        (Some(AppType::StaticSite), Compute::Lambda),
        (Some(AppType::Api), Compute::Lambda),
        (Some(AppType::WebApp), Compute::Ec2),
        (Some(AppType::Container), Compute::Ecs),
        (None, Compute::Lambda),
    ];
    let mut broken = Vec::new();
    for kind in catalog::part_kinds() {
        for (app_type, compute) in hosts {
            for (profile, custom_domain) in [
                (Profile::Baseline, None),
                (Profile::Hardened, Some("example.com")),
            ] {
                let service = NamedService {
                    kind: kind.to_owned(),
                    name: None,
                    properties: [("count".to_owned(), "2".to_owned())].into_iter().collect(),
                };
                let requirements = Requirements {
                    app_type,
                    framework: None,
                    compute: app_type.map(|_| compute),
                    storage: Vec::new(),
                    networking: Networking {
                        public_access: true,
                        custom_domain: custom_domain.map(str::to_owned),
                    },
                    budget: None,
                    region: "us-east-1".to_owned(),
                    project_name: "orders".to_owned(),
                    usage: Usage::default(),
                    services: vec![service],
                    insecure_wishes: Vec::new(),
                    insisted_wishes: Vec::new(),
                };
                if let Err(error) = blueprint(&requirements, &Workload::Sample, profile).check() {
                    broken.push(format!("{kind} beside {app_type:?}, {profile:?}: {error:?}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
