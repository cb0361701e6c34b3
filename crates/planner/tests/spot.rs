//! Spare capacity where it was asked for: containers and groups of machines run on it, a single machine does not, and both are said.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::Plan;
use serde_json::{Value, json};
use support::whole_plan as planned;

fn one<'a>(template: &'a Value, kind: &str) -> &'a Value {
    let resources = template["Resources"].as_object().into_iter().flatten();
    let mut found = resources.map(|(_, it)| it).filter(|it| it["Type"] == kind);
    &found.next().unwrap_or_else(|| panic!("{kind}"))["Properties"]
}

fn codes(plan: &Plan) -> Vec<&str> {
    plan.warnings
        .iter()
        .map(|it| it.code.as_str())
        .filter(|it| it.starts_with("SPOT"))
        .collect()
}

#[test]
fn containers_run_on_spare_capacity_that_their_cluster_knows_of() {
    for prompt in [
        "containers on fargate spot",
        "container service on ECS with spot pricing",
        "ECS Fargate spot par container chalao",
    ] {
        let plan = planned(prompt);
        let template: Value = serde_json::from_str(&plan.template).expect("JSON");
        let strategy = json!([{ "CapacityProvider": "FARGATE_SPOT", "Weight": 1 }]);
        let service = one(&template, "AWS::ECS::Service");
        assert_eq!(service["CapacityProviderStrategy"], strategy, "{prompt}");
        assert!(service["LaunchType"].is_null(), "AWS takes only one of both");
        let cluster = one(&template, "AWS::ECS::Cluster");
        assert_eq!(cluster["CapacityProviders"], json!(["FARGATE", "FARGATE_SPOT"]));
        assert_eq!(codes(&plan), ["SPOT_CAPACITY"]);
        assert!(
            plan.artifacts().terraform().main_tf.contains("FARGATE_SPOT"),
            "{prompt}"
        );
    }
    let usual = planned("containers on fargate");
    assert!(!usual.template.contains("SPOT") && codes(&usual).is_empty());
}

#[test]
fn what_a_schedule_starts_may_run_on_it_too() {
    let plan = planned("run my container every night at 2 am on Fargate spot");
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    let parameters = &one(&template, "AWS::Scheduler::Schedule")["Target"]["EcsParameters"];
    assert_eq!(
        parameters["CapacityProviderStrategy"][0]["CapacityProvider"],
        "FARGATE_SPOT"
    );
    assert!(parameters["LaunchType"].is_null());
    assert!(!plan.template.contains("AWS::ECS::Service\""));
}

#[test]
fn machines_of_a_group_run_on_it_and_a_single_one_does_not() {
    let group = planned("Auto scaling group of 2 to 5 EC2 machines on spot");
    let template: Value = serde_json::from_str(&group.template).expect("JSON");
    let data = &one(&template, "AWS::EC2::LaunchTemplate")["LaunchTemplateData"];
    assert_eq!(
        data["InstanceMarketOptions"]["MarketType"], "spot",
        "{:?}",
        group.requirements.services
    );
    assert_eq!(codes(&group), ["SPOT_CAPACITY"]);

    for prompt in [
        "an EC2 t3.large spot instance",
        "ek EC2 spot instance chahiye",
        "एक EC2 स्पॉट instance चाहिए",
    ] {
        let single = planned(prompt);
        assert!(!single.template.contains("MarketType"), "{prompt}");
        assert_eq!(
            codes(&single),
            ["SPOT_NOT_FOR_ONE_MACHINE"],
            "{prompt}: {:?}",
            single.requirements.services
        );
    }
}
