//! Programs of a system, whatever they run on: their role, their settings, their firewall.

use super::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{self, Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::{ec2, ecs, iam, lambda};
use crate::properties;

/// Types that run a person's code.
pub(super) const PROGRAMS: [&str; 4] = [
    lambda::Function::KIND,
    ecs::TaskDefinition::KIND,
    ec2::Instance::KIND,
    ec2::scaling::LAUNCH_TEMPLATE.kind,
];

/// The role that a program runs with.
pub(super) fn role_of(blueprint: &Blueprint, program: &LogicalId) -> Option<LogicalId> {
    let resource = blueprint.resource(program)?;
    let by_arn = |property| match resource.properties.get(property)? {
        Value::Attribute(id, "Arn") => Some(id.clone()),
        _ => None,
    };
    match resource.kind {
        lambda::Function::KIND => by_arn("Role"),
        ecs::TaskDefinition::KIND => by_arn("TaskRoleArn"),
        ec2::Instance::KIND => {
            let Some(Value::Ref(profile)) = resource.properties.get("IamInstanceProfile") else {
                return None;
            };
            let Some(Value::List(roles)) = blueprint.resource(profile)?.properties.get("Roles") else {
                return None;
            };
            match roles.first()? {
                Value::Ref(role) => Some(role.clone()),
                _ => None,
            }
        }
        kind if kind == ec2::scaling::LAUNCH_TEMPLATE.kind => {
            let data = resource.properties.get("LaunchTemplateData")?;
            let references = data.get("IamInstanceProfile")?.references();
            let profile = blueprint.resource(references.first()?)?;
            let roles = profile.properties.get("Roles")?.references();
            roles.first().map(|role| (*role).clone())
        }
        _ => by_arn("RoleArn").or_else(|| by_arn("Role")),
    }
}

/// Adds settings and permissions to a program, each once.
pub(super) fn grant(blueprint: &mut Blueprint, program: &LogicalId, access: Access) {
    if let Some(role) = role_of(blueprint, program)
        && let Some(role) = blueprint.resource_mut(&role)
    {
        for statement in &access.statements {
            iam::allow(role, statement);
        }
    }
    let Some(resource) = blueprint.resource_mut(program) else {
        return;
    };
    match resource.kind {
        lambda::Function::KIND => {
            let environment = resource
                .properties
                .entry("Environment")
                .or_insert_with(|| properties! { "Variables": properties! {} });
            if let Value::Map(entries) = environment
                && let Some(Value::Map(variables)) = entries.get_mut("Variables")
            {
                for (name, value) in access.environment {
                    variables.entry(name).or_insert(value);
                }
            }
        }
        ecs::TaskDefinition::KIND => {
            if let Some(containers) = resource.properties.get_mut("ContainerDefinitions") {
                tell_containers(containers, &access);
            }
        }
        // A machine is told by its user data when it is first made, and by its tags.
        _ => {}
    }
}

fn tell_containers(containers: &mut Value, access: &Access) {
    let Value::List(containers) = containers else {
        return;
    };
    for container in containers {
        let Value::Map(entries) = container else { continue };
        let environment = entries
            .entry("Environment".to_owned())
            .or_insert_with(|| Value::List(Vec::new()));
        let Value::List(list) = environment else { continue };
        for (name, value) in &access.environment {
            let known = list
                .iter()
                .any(|entry| entry.get("Name").and_then(Value::as_text) == Some(name));
            if !known {
                list.push(properties! { "Name": name.as_str(), "Value": value.clone() });
            }
        }
    }
}

/// The firewall before a program.
pub(super) fn firewall_of(system: &mut System<'_>, program: &LogicalId) -> Option<LogicalId> {
    let kind = system.blueprint.resource(program)?.kind;
    match kind {
        lambda::Function::KIND => Some(function_firewall(system, program)),
        ecs::TaskDefinition::KIND => {
            let runs = |service: &&crate::blueprint::Resource| {
                service
                    .properties
                    .values()
                    .any(|value| value.references().contains(&program))
            };
            let service = system.blueprint.of_kind(ecs::FargateService::KIND).find(runs)?;
            group_in(service.properties.get("NetworkConfiguration")?)
        }
        kind if kind == ec2::Instance::KIND || kind == ec2::scaling::LAUNCH_TEMPLATE.kind => {
            let machine = system.blueprint.resource(program)?;
            machine.properties.values().find_map(group_in)
        }
        _ => None,
    }
}

/// The first firewall that a value names.
fn group_in(value: &Value) -> Option<LogicalId> {
    match value {
        Value::Attribute(id, "GroupId") => Some(id.clone()),
        Value::List(values) => values.iter().find_map(group_in),
        Value::Map(entries) => entries.values().find_map(group_in),
        _ => None,
    }
}

/// Functions share one firewall; a function without one moves into the private subnets.
fn function_firewall(system: &mut System<'_>, function: &LogicalId) -> LogicalId {
    const GROUP: &str = "FunctionSecurityGroup";
    let placed = system
        .blueprint
        .resource(function)
        .and_then(|resource| resource.properties.get("VpcConfig"))
        .and_then(group_in);
    if let Some(group) = placed {
        return group;
    }
    let network = system.network();
    let id = LogicalId::new(GROUP);
    let group = if system.blueprint.resource(&id).is_some() {
        id
    } else {
        system.security_group(GROUP, "The functions", Outbound::Https)
    };
    let config = properties! {
        "SubnetIds": Value::list(&network.private),
        "SecurityGroupIds": vec![group_id(&group)],
    };
    system.set(function, "VpcConfig", config);
    let mut access = Access::default();
    access.statements.extend(network::function_statements());
    grant(&mut system.blueprint, function, access);
    group
}
