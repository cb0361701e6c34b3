//! Hardened plans protect what holds data from being deleted by one call, and say what that stands in the way of.

#[path = "support/combinations.rs"]
mod combinations;
#[path = "support/input.rs"]
mod input;
#[path = "support/parts.rs"]
mod parts;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::Plan;
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::blueprint::{Blueprint, Resource, Value};
use cloudwhisper_planner::review::review;
use indexmap::IndexMap;

const RULE: &str = "CW-DATA-006";

fn unprotected(blueprint: &Blueprint, requirements: &Requirements) -> Vec<String> {
    let findings = review(blueprint, requirements, Language::English).into_iter();
    findings
        .filter(|it| it.rule == RULE)
        .map(|it| it.resource)
        .collect()
}

#[test]
fn no_hardened_plan_can_lose_a_store_by_one_call() {
    let none: Vec<String> = Vec::new();
    let mut stores = 0;
    for system in parts::systems()
        .iter()
        .filter(|it| it.name.ends_with("-hardened"))
    {
        let blueprint = system.blueprint();
        stores += blueprint.resources().iter().filter(|it| is_on(it)).count();
        assert_eq!(
            unprotected(&blueprint, &system.requirements()),
            none,
            "{}",
            system.name
        );
    }
    assert!(stores > 20, "{stores}");
    for combination in combinations::combinations() {
        let blueprint = combination.blueprint();
        let off = unprotected(&blueprint, &combination.requirements);
        let kept = blueprint.of_kind("AWS::RDS::DBInstance").count()
            + blueprint.of_kind("AWS::DynamoDB::Table").count();
        let expected = if combination.profile == Profile::Hardened {
            0
        } else {
            kept
        };
        assert_eq!(off.len(), expected, "{}", combination.name);
    }
}

fn is_on(resource: &Resource) -> bool {
    ["DeletionProtection", "DeletionProtectionEnabled"]
        .iter()
        .any(|it| resource.properties.get(*it) == Some(&Value::Bool(true)))
}

fn planned(prompt: &str, profile: Profile) -> Plan {
    let none = IndexMap::new();
    let mut input = input::input(prompt, &none);
    input.profile = profile;
    let planned = cloudwhisper_planner::plan(&input).expect("a plan");
    planned.plan.expect("no question is open")
}

#[test]
fn what_stops_the_stack_from_going_is_told_in_each_language() {
    let prompts = [
        (
            "Flask API with Postgres on ECS in Mumbai",
            "deletionPolicy Delete",
        ),
        (
            "Mumbai mein ECS par Flask API banao Postgres ke saath",
            "delete karne se pehle",
        ),
        ("मुंबई में ECS पर Postgres के साथ Flask API बनाओ", "मिटाने से पहले"),
    ];
    for (prompt, words) in prompts {
        let plan = planned(prompt, Profile::Hardened);
        let warning = plan.warnings.iter().find(|it| it.code == "DELETION_PROTECTED");
        let warning = warning.unwrap_or_else(|| panic!("{prompt}: {:?}", plan.warnings));
        for name in ["Database", "LoadBalancer"] {
            assert!(warning.message.contains(name), "{}", warning.message);
        }
        assert!(warning.suggestion.contains(words), "{}", warning.suggestion);
        assert!(
            plan.artifacts().preview().contains(&warning.message),
            "{}",
            plan.artifacts().preview()
        );

        let cheap = planned(prompt, Profile::Baseline);
        assert!(
            cheap.warnings.iter().all(|it| it.code != "DELETION_PROTECTED"),
            "{prompt}"
        );
    }
    // The table stays when the stack goes, so nothing is in the way.
    let table = planned("Node.js API with DynamoDB", Profile::Hardened);
    assert!(table.template.contains("DeletionProtectionEnabled"));
    assert!(table.warnings.iter().all(|it| it.code != "DELETION_PROTECTED"));
}

#[test]
fn the_logs_of_a_named_cluster_end_one_day() {
    let prompts = [
        (
            "Aurora PostgreSQL cluster named orders-db",
            "/aws/rds/cluster/orders-db/postgresql",
        ),
        ("DocumentDB cluster named orders-db", "/aws/docdb/orders-db/audit"),
        ("Neptune cluster named orders-db", "/aws/neptune/orders-db/audit"),
    ];
    for (prompt, name) in prompts {
        let plan = planned(prompt, Profile::Baseline);
        let template: serde_json::Value = serde_json::from_str(&plan.template).expect("JSON");
        let resources = template["Resources"].as_object().expect("resources");
        let (id, group) = resources
            .iter()
            .find(|(_, it)| it["Properties"]["LogGroupName"] == name)
            .unwrap_or_else(|| panic!("{prompt}: {}", plan.template));
        assert!(group["Properties"]["RetentionInDays"].is_i64());
        let waits = |it: &serde_json::Value| it["DependsOn"].to_string().contains(id.as_str());
        let cluster = resources
            .values()
            .find(|it| waits(it))
            .expect("the cluster waits for its log");
        assert!(
            cluster["Type"]
                .as_str()
                .is_some_and(|it| it.ends_with("::DBCluster")),
            "{cluster}"
        );
    }
}
