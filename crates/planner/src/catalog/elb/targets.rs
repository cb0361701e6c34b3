//! What stands behind load balancers: services of containers, machines, functions.

use super::{LISTENER, LoadBalancer, is_network, rules};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Ends, Wire};
use crate::catalog::{autoscaling_group, ec2, ecs, lambda};
use crate::properties;

/// What programs listen on where nothing else was said.
pub(super) const PORT: i64 = 80;
/// Ports that a program may be reached at besides 80.
const FREE_PORTS: (i64, i64) = (1024, 65_535);

/// One kind of program stands behind a load balancer, the first of these that there is; of services of containers all, each
/// under a path of its own.
pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: LoadBalancer::KIND,
        to: ecs::FargateService::KIND,
        ends: Ends::All,
        connect: to_service,
    },
    wire(autoscaling_group::KIND, to_scaling_group),
    wire(ec2::Instance::KIND, to_machine),
    wire(lambda::Function::KIND, to_function),
];

const fn wire(to: &'static str, connect: fn(&mut System<'_>, &LogicalId, &LogicalId)) -> Wire {
    Wire {
        from: LoadBalancer::KIND,
        to,
        ends: Ends::One,
        connect,
    }
}

/// The listener of a load balancer that hands on to targets.
pub(super) fn forwarding<'a>(system: &'a System<'_>, balancer: &LogicalId) -> Option<&'a Resource> {
    forwarding_in(&system.blueprint, balancer)
}

fn forwarding_in<'a>(blueprint: &'a Blueprint, balancer: &LogicalId) -> Option<&'a Resource> {
    let mut listeners = blueprint.of_kind(LISTENER.kind);
    listeners.find(|it| {
        it.properties.get("LoadBalancerArn") == Some(&Value::from(balancer))
            && it
                .properties
                .get("DefaultActions")
                .is_some_and(|actions| !actions.references().is_empty())
    })
}

/// The targets of a load balancer.
pub(super) fn targets(system: &System<'_>, balancer: &LogicalId) -> Option<LogicalId> {
    targets_of(&system.blueprint, balancer)
}

/// The first targets that a load balancer hands on to.
pub(crate) fn targets_of(blueprint: &Blueprint, balancer: &LogicalId) -> Option<LogicalId> {
    let actions = forwarding_in(blueprint, balancer)?
        .properties
        .get("DefaultActions")?;
    actions.references().first().map(|id| (*id).clone())
}

/// The targets, as long as nothing stands behind the load balancer yet.
pub(super) fn free_targets(system: &System<'_>, balancer: &LogicalId) -> Option<LogicalId> {
    let targets = targets(system, balancer)?;
    let names = |it: &Resource| {
        it.kind != LISTENER.kind
            && it
                .properties
                .values()
                .any(|value| value.references().contains(&&targets))
    };
    let taken = system
        .blueprint
        .resource(&targets)?
        .properties
        .contains_key("Targets")
        || system.blueprint.resources().iter().any(names);
    (!taken).then_some(targets)
}

/// The first firewall that a resource, or what it names, stands behind.
fn group_of(system: &System<'_>, id: &LogicalId) -> Option<LogicalId> {
    let resource = system.blueprint.resource(id)?;
    let values = || resource.properties.values();
    values().find_map(first_group).or_else(|| {
        let named = values().flat_map(Value::references);
        named
            .filter_map(|id| system.blueprint.resource(id))
            .find_map(|it| it.properties.values().find_map(first_group))
    })
}

fn first_group(value: &Value) -> Option<LogicalId> {
    match value {
        Value::Attribute(id, "GroupId") => Some(id.clone()),
        Value::List(values) => values.iter().find_map(first_group),
        Value::Map(entries) => entries.values().find_map(first_group),
        _ => None,
    }
}

fn let_in(system: &mut System<'_>, balancer: &LogicalId, program: &LogicalId, port: i64) {
    if let (Some(from), Some(to)) = (group_of(system, balancer), group_of(system, program)) {
        system.let_through(&from, &to, port);
    }
}

/// A service of containers registers its copies itself.
fn to_service(system: &mut System<'_>, balancer: &LogicalId, service: &LogicalId) {
    let placed = system
        .blueprint
        .resource(service)
        .is_none_or(|it| it.properties.contains_key("LoadBalancers"));
    if placed {
        return;
    }
    let listener = forwarding(system, balancer).map(|it| it.id.clone());
    match (free_targets(system, balancer), listener) {
        (Some(targets), Some(listener)) => attach(system, (balancer, &listener), &targets, service),
        _ if !rules::another_is_free(system, balancer) => {
            rules::under_its_path(system, balancer, service);
        }
        _ => {}
    }
}

/// Makes a service register its copies with these targets, once what leads there (a listener or its rule) is there.
pub(super) fn attach(
    system: &mut System<'_>,
    (balancer, way): (&LogicalId, &LogicalId),
    targets: &LogicalId,
    service: &LogicalId,
) {
    let Some((container, port)) = container(system, service) else {
        return;
    };
    let entry = properties! {
        "ContainerName": container, "ContainerPort": port, "TargetGroupArn": targets,
    };
    system.set(targets, "Port", port);
    if let Some(service) = system.blueprint.resource_mut(service) {
        let entries = service
            .properties
            .entry("LoadBalancers")
            .or_insert_with(|| Value::List(Vec::new()));
        if let Value::List(entries) = entries {
            entries.push(entry);
        }
        service
            .properties
            .entry("HealthCheckGracePeriodSeconds")
            .or_insert(ecs::GRACE_SECONDS.into());
        service.depends_on.push(way.clone());
    }
    let_in(system, balancer, service, port);
}

/// The container that listens, and its port.
fn container(system: &System<'_>, service: &LogicalId) -> Option<(String, i64)> {
    let service = system.blueprint.resource(service)?;
    let references = service.properties.get("TaskDefinition")?.references();
    let task = system.blueprint.resource(references.first()?)?;
    let Value::List(containers) = task.properties.get("ContainerDefinitions")? else {
        return None;
    };
    containers.iter().find_map(|container| {
        let Value::List(ports) = container.get("PortMappings")? else {
            return None;
        };
        let port = ports.first()?.get("ContainerPort")?.as_integer()?;
        Some((container.get("Name")?.as_text()?.to_owned(), port))
    })
}

/// Machines that come and go are registered by their group.
pub(crate) fn to_scaling_group(system: &mut System<'_>, balancer: &LogicalId, group: &LogicalId) {
    let Some(targets) = free_targets(system, balancer) else {
        return;
    };
    let port = machine_port(system);
    system.set(&targets, "TargetType", "instance");
    system.set(&targets, "Port", port);
    system.set(group, "TargetGroupARNs", vec![Value::from(&targets)]);
    system.set(group, "HealthCheckType", "ELB");
    system.set(group, "HealthCheckGracePeriod", 300_i64);
    let_in(system, balancer, group, port);
}

/// What programs on machines listen on.
fn machine_port(system: &System<'_>) -> i64 {
    let requirements = system.design.requirements;
    let said = wishes::number(requirements, ec2::Instance::KIND, &["port"], FREE_PORTS);
    said.unwrap_or(PORT)
}

fn to_machine(system: &mut System<'_>, balancer: &LogicalId, _machine: &LogicalId) {
    let Some(targets) = free_targets(system, balancer) else {
        return;
    };
    let programs = |it: &&Resource| !ec2::is_bastion(it);
    let machines = system.blueprint.of_kind(ec2::Instance::KIND).filter(programs);
    let machines: Vec<LogicalId> = machines.map(|it| it.id.clone()).collect();
    if machines.is_empty() {
        return;
    }
    let port = machine_port(system);
    let behind = |it: &LogicalId| properties! { "Id": it, "Port": port };
    system.set(&targets, "TargetType", "instance");
    system.set(&targets, "Port", port);
    system.set(&targets, "Targets", Value::list(machines.iter().map(behind)));
    for it in &machines {
        let_in(system, balancer, it, port);
    }
}

/// A function is called with the request, by a load balancer that understands requests.
fn to_function(system: &mut System<'_>, balancer: &LogicalId, function: &LogicalId) {
    let network = system.blueprint.resource(balancer).is_some_and(is_network);
    let Some(targets) = free_targets(system, balancer).filter(|_| !network) else {
        return;
    };
    // The targets can be made only once they may call, so the permission can't name them.
    let source = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":elasticloadbalancing:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":targetgroup/*".into(),
    ]);
    let id = format!("{function} From {balancer}");
    let permission = lambda::permission(
        id.as_str(),
        function,
        "elasticloadbalancing.amazonaws.com",
        source,
    );
    let permission = system.add(permission);
    let Some(group) = system.blueprint.resource_mut(&targets) else {
        return;
    };
    // A function has no address, no port, and nothing that could be asked without being paid.
    for property in [
        "VpcId",
        "Protocol",
        "Port",
        "HealthCheckPath",
        "HealthCheckIntervalSeconds",
        "HealthyThresholdCount",
        "Matcher",
        "TargetGroupAttributes",
    ] {
        group.properties.shift_remove(property);
    }
    group.properties.insert("TargetType", "lambda".into());
    let target = properties! { "Id": Value::Attribute(function.clone(), "Arn") };
    group.properties.insert("Targets", Value::list([target]));
    group.depends_on.push(permission);
}
