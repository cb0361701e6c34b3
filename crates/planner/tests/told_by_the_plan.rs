//! What a plan tells its programs wins over what a person says under the same name, whichever part tells it and however late.

#[path = "support/parts.rs"]
#[allow(dead_code, reason = "the designs are made here, with something said")]
mod parts;

use cloudwhisper_api::requirements::{AppType, Compute, NamedService, Requirements};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, Value};
use cloudwhisper_planner::catalog;
use indexmap::{IndexMap, IndexSet};

const FUNCTION: &str = "AWS::Lambda::Function";
const ECS: &str = "AWS::ECS::Service";
const INSTANCE: &str = "AWS::EC2::Instance";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const SAID: &str = "a person's own";

/// A program's name, a variable's name, its value.
type Told = (String, String, Value);

/// Everything that functions, containers and machines are told.
fn told(blueprint: &Blueprint) -> Vec<Told> {
    let mut all = Vec::new();
    for resource in blueprint.resources() {
        let mut values = Vec::new();
        for property in resource.properties.values() {
            variables(property, &mut values);
        }
        let id = resource.id.to_string();
        all.extend(values.into_iter().map(|(name, value)| (id.clone(), name, value)));
    }
    all
}

fn variables(value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Map(entries) => {
            if let Some(Value::Map(variables)) = entries.get("Variables") {
                found.extend(
                    variables
                        .iter()
                        .map(|(name, value)| (name.clone(), value.clone())),
                );
            }
            if let Some(Value::List(list)) = entries.get("Environment") {
                let entry =
                    |it: &Value| Some((it.get("Name")?.as_text()?.to_owned(), it.get("Value")?.clone()));
                found.extend(list.iter().filter_map(entry));
            }
            entries.values().for_each(|inner| variables(inner, found));
        }
        Value::List(values) => values.iter().for_each(|inner| variables(inner, found)),
        Value::Base64(inner) => variables(inner, found),
        Value::Concat(script) => {
            let setting = |line: &[Value]| {
                let name = line[0].as_text()?.strip_suffix('=')?;
                let is_name =
                    !name.contains(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
                (is_name && line[2].as_text() == Some("\n")).then(|| (name.to_owned(), line[1].clone()))
            };
            found.extend(script.windows(3).filter_map(setting));
        }
        _ => {}
    }
}

fn planned(requirements: &Requirements, profile: Profile) -> Blueprint {
    design(&Design {
        network: None,
        requirements,
        workload: &Workload::Sample,
        profile,
    })
}

/// The same with each of these said of every program.
fn said(requirements: &Requirements, names: &IndexSet<String>) -> Requirements {
    let mut requirements = requirements.clone();
    for service in &mut requirements.services {
        if [FUNCTION, ECS, INSTANCE].contains(&service.kind.as_str()) {
            let variables = names.iter().map(|name| (format!("env.{name}"), SAID.to_owned()));
            service.properties.extend(variables);
        }
    }
    requirements
}

/// How many variables were looked at.
fn check(name: &str, requirements: &Requirements, profile: Profile) -> usize {
    let plain = told(&planned(requirements, profile));
    let mut names: IndexSet<String> = plain.iter().map(|(_, name, _)| name.clone()).collect();
    names.insert("STAGE".to_owned());
    let with = told(&planned(&said(requirements, &names), profile));
    for entry in &plain {
        assert!(with.contains(entry), "{name}: {entry:?} is no more");
        let same = |(id, name, _): &&Told| (id, name) == (&entry.0, &entry.1);
        assert_eq!(with.iter().filter(same).count(), 1, "{name}: {} twice", entry.1);
    }
    plain.len()
}

/// Systems of `support/parts.rs`: functions that work in the background.
#[test]
fn of_functions_in_the_background() {
    let seen: usize = parts::systems()
        .iter()
        .map(|system| check(&system.name, &system.requirements(), Profile::Baseline))
        .sum();
    assert!(seen > 100, "{seen}");
}

/// Each part beside an application.
fn of_an_application(compute: Compute, hosts: &[&str]) -> usize {
    let base = parts::systems().remove(0).requirements();
    let service = |kind: &str| NamedService {
        kind: kind.to_owned(),
        name: None,
        properties: IndexMap::new(),
    };
    let with_part = |part: &str| Requirements {
        app_type: Some(AppType::Api),
        compute: Some(compute),
        services: hosts.iter().copied().chain([part]).map(service).collect(),
        ..base.clone()
    };
    let kinds = catalog::part_kinds().filter(|kind| !hosts.contains(kind));
    kinds
        .map(|kind| check(kind, &with_part(kind), Profile::Baseline))
        .sum()
}

#[test]
fn of_an_application_s_function() {
    assert!(of_an_application(Compute::Lambda, &[FUNCTION]) > 100);
}

#[test]
fn of_containers() {
    assert!(of_an_application(Compute::Ecs, &[ECS]) > 100);
}

#[test]
fn of_machines_one_and_many() {
    assert!(of_an_application(Compute::Ec2, &[INSTANCE]) > 100);
    assert!(of_an_application(Compute::Ec2, &[INSTANCE, GROUP]) > 100);
}

#[test]
fn a_free_name_is_told_to_each() {
    let base = parts::systems().remove(0).requirements();
    for (compute, kinds) in [
        (Compute::Lambda, vec![FUNCTION]),
        (Compute::Ecs, vec![ECS]),
        (Compute::Ec2, vec![INSTANCE]),
        (Compute::Ec2, vec![INSTANCE, GROUP]),
    ] {
        let services = kinds.iter().map(|kind| NamedService {
            kind: (*kind).to_owned(),
            name: None,
            properties: IndexMap::from([("env.STAGE".to_owned(), "blue".to_owned())]),
        });
        let requirements = Requirements {
            app_type: Some(AppType::Api),
            compute: Some(compute),
            services: services.collect(),
            ..base.clone()
        };
        let told = told(&planned(&requirements, Profile::Baseline));
        let stages = told
            .iter()
            .filter(|(_, name, value)| name == "STAGE" && value.as_text() == Some("blue"));
        assert_eq!(stages.count(), 1, "{kinds:?}: {told:?}");
    }
}
