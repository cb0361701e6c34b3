//! Programs of a system, whatever they run on: their role, their settings, their firewall.

use super::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{self, Outbound, group_id};
use crate::blueprint::architectures::scheduled_task;
use crate::blueprint::architectures::virtual_machine::user_data;
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::{apprunner, autoscaling_group, batch, beanstalk, ec2, ecs, iam, lambda};
use crate::properties;

/// Types that run a person's code.
pub(super) const PROGRAMS: [&str; 7] = [
    lambda::Function::KIND,
    ecs::TaskDefinition::KIND,
    ec2::Instance::KIND,
    autoscaling_group::TEMPLATE,
    batch::JOB,
    beanstalk::ENVIRONMENT,
    apprunner::SERVICE,
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
            let profile = resource.properties.get("IamInstanceProfile")?;
            role_in(blueprint, profile)
        }
        autoscaling_group::TEMPLATE => {
            let data = resource.properties.get("LaunchTemplateData")?;
            role_in(blueprint, data.get("IamInstanceProfile")?)
        }
        beanstalk::ENVIRONMENT => role_in(blueprint, beanstalk::option(resource, "IamInstanceProfile")?),
        batch::JOB => named(
            resource
                .properties
                .get("ContainerProperties")?
                .get("JobRoleArn")?,
        ),
        apprunner::SERVICE => {
            let instance = resource.properties.get("InstanceConfiguration")?;
            named(instance.get("InstanceRoleArn")?)
        }
        _ => by_arn("RoleArn").or_else(|| by_arn("Role")),
    }
}

/// The first resource that a value names.
fn named(value: &Value) -> Option<LogicalId> {
    value.references().first().map(|id| (*id).clone())
}

/// The role of the machine profile that a value names.
fn role_in(blueprint: &Blueprint, profile: &Value) -> Option<LogicalId> {
    let profile = blueprint.resource(profile.references().first()?)?;
    match profile.properties.get("Roles")? {
        Value::List(roles) => named(roles.first()?),
        _ => None,
    }
}

/// Adds settings and permissions to a program, each once. A machine to step through has no program: who comes by it has
/// rights of their own.
pub(super) fn grant(blueprint: &mut Blueprint, program: &LogicalId, access: Access) {
    if blueprint.resource(program).is_some_and(ec2::is_bastion) {
        return;
    }
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
        batch::JOB => {
            if let Some(container) = resource.properties.get_mut("ContainerProperties") {
                tell_container(container, &access);
            }
        }
        beanstalk::ENVIRONMENT => beanstalk::tell(resource, &access.environment),
        apprunner::SERVICE => apprunner::tell(resource, &access.environment),
        ec2::Instance::KIND => {
            if let Some(script) = resource.properties.get_mut("UserData") {
                user_data::tell(script, &access.environment);
            }
        }
        autoscaling_group::TEMPLATE => {
            if let Some(Value::Map(data)) = resource.properties.get_mut("LaunchTemplateData")
                && let Some(script) = data.get_mut("UserData")
            {
                user_data::tell(script, &access.environment);
            }
        }
        _ => {}
    }
}

/// Tells programs the variables that were said of them, where the name is free: what the plan tells them stays. Last of all, since a
/// connection may tell a program something more.
pub(crate) fn tell_said(blueprint: &mut Blueprint) {
    for (program, said) in blueprint.take_said() {
        grant(blueprint, &program, said);
    }
}

fn tell_containers(containers: &mut Value, access: &Access) {
    let Value::List(containers) = containers else {
        return;
    };
    for container in containers {
        tell_container(container, access);
    }
}

fn tell_container(container: &mut Value, access: &Access) {
    let Value::Map(entries) = container else { return };
    let environment = entries
        .entry("Environment".to_owned())
        .or_insert_with(|| Value::List(Vec::new()));
    let Value::List(list) = environment else { return };
    for (name, value) in &access.environment {
        let known = list
            .iter()
            .any(|entry| entry.get("Name").and_then(Value::as_text) == Some(name));
        if !known {
            list.push(properties! { "Name": name.as_str(), "Value": value.clone() });
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
            let Some(service) = system.blueprint.of_kind(ecs::FargateService::KIND).find(runs) else {
                return scheduled_task::firewall(&system.blueprint);
            };
            group_in(service.properties.get("NetworkConfiguration")?)
        }
        batch::JOB => {
            let place = system.blueprint.of_kind(batch::PLACE).next()?;
            place.properties.values().find_map(group_in)
        }
        apprunner::SERVICE => Some(apprunner::firewall(system, program)),
        ec2::Instance::KIND | autoscaling_group::TEMPLATE | beanstalk::ENVIRONMENT => {
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
