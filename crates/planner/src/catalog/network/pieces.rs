//! What is added to the one shared network for each piece of it that was named, and what moves behind a gateway.

use super::{NAT_GATEWAY, NETWORK_ACL, NETWORK_ACL_ASSOCIATION, NETWORK_ACL_ENTRY, PRIVATE, SUBNET_SORT};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::layout::{NETWORK_NUMBER, PUBLIC_SUBNETS};
use crate::blueprint::architectures::parts::network::{self as shared, Outbound};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::{Ends, Part, Wire};
use crate::catalog::{ecs, lambda, vpc, vpc_endpoint};
use crate::properties;

/// Who names a gateway for private machines wants the programs behind it.
pub(crate) const WIRES: &[Wire] = &[
    behind_nat(lambda::Function::KIND, |system, _, function| {
        system.firewall_of(function);
    }),
    behind_nat(ecs::FargateService::KIND, move_service),
];

const fn behind_nat(to: &'static str, connect: fn(&mut System<'_>, &LogicalId, &LogicalId)) -> Wire {
    Wire {
        from: NAT_GATEWAY,
        to,
        ends: Ends::All,
        connect,
    }
}

/// The copies stand in the private subnets from now on, without addresses of their own on the internet.
fn move_service(system: &mut System<'_>, _gateway: &LogicalId, service: &LogicalId) {
    let network = system.network();
    let Some(service) = system.blueprint.resource_mut(service) else {
        return;
    };
    if let Some(Value::Map(configuration)) = service.properties.get_mut("NetworkConfiguration")
        && let Some(Value::Map(placement)) = configuration.get_mut("AwsvpcConfiguration")
    {
        placement.insert("AssignPublicIp".to_owned(), "DISABLED".into());
        placement.insert("Subnets".to_owned(), Value::list(&network.private));
    }
    // Nothing can be fetched before the way out is there.
    if let Some(way_out) = network.way_out.filter(|it| !service.depends_on.contains(it)) {
        service.depends_on.push(way_out);
    }
}

/// Private ones are always there; public ones come with a way to the internet, where they were said.
pub(super) fn subnet(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let private = part.text(SUBNET_SORT) == Some(PRIVATE);
    let network = if private {
        system.network()
    } else {
        system.open_network()
    };
    let first = if private {
        network.private.first()
    } else {
        network.public.first()
    };
    first.cloned().unwrap_or(network.vpc)
}

/// One for an application that isn't here, which may call out encrypted and lets nobody in; where the parts brought their
/// own, those are what was meant.
pub(super) fn security_group(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    match system.all(vpc::SECURITY_GROUP.kind).into_iter().next() {
        Some(group) => group,
        None => system.security_group("AppSecurityGroup", "The application", Outbound::Https),
    }
}

/// One for each network.
pub(super) fn flow_log(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    system.network();
    for network in shared::all(&system.blueprint) {
        let log = LogicalId::new(&format!("{} FlowLog", network.vpc));
        if system.blueprint.resource(&log).is_none() {
            shared::add_flow_log(&mut system.blueprint, system.design, &network.vpc);
        }
    }
    LogicalId::new("NetworkFlowLog")
}

/// The shared network, or a further one beside it.
pub(super) fn whole(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let said = part.said.filter(|it| it.properties.contains_key(NETWORK_NUMBER));
    // What stands in a network stands in the first.
    let open = wishes::said(system.design.requirements, vpc::VPC.kind, &[PUBLIC_SUBNETS]).is_some();
    let first = if open {
        system.open_network().vpc
    } else {
        system.network().vpc
    };
    match said {
        Some(said) => shared::add_further(&mut system.blueprint, system.design, said),
        None => first,
    }
}

pub(super) fn route_tables(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    network.private_tables.into_iter().next().unwrap_or(network.vpc)
}

/// Ports that answers come back to: AWS's advice for networks with a NAT gateway, Lambda and load balancers. Remote desktop
/// (3389) is left out, which lies in between.
/// Source: VPC user guide, "Ephemeral ports", 2026-11.
const ANSWER_PORTS: [(i64, i64); 2] = [(1024, 3388), (3390, 65_535)];

/// Around the private subnets: the network's own traffic, encrypted calls to the outside, and the answers to them.
pub(super) fn network_acl(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    const ACL: &str = "PrivateAcl";
    let id = LogicalId::new(ACL);
    if system.blueprint.resource(&id).is_some() {
        return id;
    }
    let network = system.network();
    let acl = system.add(Resource::new(ACL, NETWORK_ACL.kind).with("VpcId", &network.vpc));
    let inside = shared::range(&system.blueprint, &network.vpc);
    let rule = |name: &str, number: i64, egress: bool| {
        Resource::new(format!("{ACL} {name}").as_str(), NETWORK_ACL_ENTRY.kind)
            .with("NetworkAclId", &acl)
            .with("RuleNumber", number)
            .with("RuleAction", "allow")
            .with("Egress", egress)
    };
    let of_network = |entry: Resource| entry.with("Protocol", -1_i64).with("CidrBlock", inside.as_str());
    let tcp = |entry: Resource, (from, to): (i64, i64)| {
        entry
            .with("Protocol", 6_i64)
            .with("CidrBlock", vpc::ANYWHERE)
            .with("PortRange", properties! { "From": from, "To": to })
    };
    let mut entries = vec![
        of_network(rule("Network In", 100, false)),
        of_network(rule("Network Out", 100, true)),
        tcp(rule("Https Out", 110, true), (443, 443)),
    ];
    for (n, ports) in (0_i64..).zip(ANSWER_PORTS) {
        entries.push(tcp(rule(&format!("Answers {}", n + 1), 110 + n, false), ports));
    }
    for subnet in &network.private {
        let association = Resource::new(format!("{subnet} Acl").as_str(), NETWORK_ACL_ASSOCIATION.kind)
            .with("NetworkAclId", &acl)
            .with("SubnetId", subnet);
        entries.push(association);
    }
    for entry in entries {
        system.add(entry);
    }
    acl
}

/// Gateways to files and tables, which cost nothing; an interface, at a price per hour, only where that was said.
pub(super) fn endpoint(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let is_interface = part.text(vpc_endpoint::SORT) == Some(vpc_endpoint::INTERFACE);
    let services: Vec<&str> = part
        .text(vpc_endpoint::SERVICES)
        .unwrap_or_default()
        .split(' ')
        .collect();
    let mut first = None;
    for service in services.into_iter().filter(|it| !it.is_empty()) {
        let id = match GATEWAYS.iter().find(|(_, known)| *known == service) {
            // An interface to these has no name that programs would find by themselves.
            Some((name, _)) => gateway(system, &network, name, service),
            None => interface(system, &network, Some(service)),
        };
        first.get_or_insert(id);
    }
    if let Some(first) = first {
        return first;
    }
    if is_interface {
        return interface(system, &network, None);
    }
    for (name, service) in GATEWAYS {
        let id = gateway(system, &network, name, service);
        first.get_or_insert(id);
    }
    first.unwrap_or(network.vpc)
}

/// What there are gateways to, which cost nothing, with their names.
const GATEWAYS: [(&str, &str); 2] = [("FilesEndpoint", "s3"), ("TableEndpoint", "dynamodb")];

fn gateway(system: &mut System<'_>, network: &shared::Network, name: &str, service: &str) -> LogicalId {
    let id = LogicalId::new(name);
    if system.blueprint.resource(&id).is_none() {
        let routes: Vec<Value> = network.private_tables.iter().map(Value::from).collect();
        system.add(vpc_endpoint::gateway(name, &network.vpc, service, routes));
    }
    id
}

/// To the service that was said; else to the first of those that were named and that programs in the network call, or to that for logs.
fn interface(system: &mut System<'_>, network: &shared::Network, said: Option<&str>) -> LogicalId {
    const SERVICES: [(&str, &str); 5] = [
        ("AWS::SecretsManager::Secret", "secretsmanager"),
        ("AWS::RDS::DBInstance", "secretsmanager"),
        ("AWS::SQS::Queue", "sqs"),
        ("AWS::SNS::Topic", "sns"),
        ("AWS::KMS::Key", "kms"),
    ];
    let named = SERVICES
        .into_iter()
        .filter(|(kind, _)| wishes::names(system.design.requirements, kind));
    let others = ["logs", "ssm", "ecr.api", "ecr.dkr", "sts"];
    // One service can have but one address of its own name in a network.
    let free = |service: &&str| {
        let name = vpc_endpoint::service_name(service);
        let mut there = system.blueprint.of_kind(vpc_endpoint::KIND);
        !there.any(|it| it.properties.get("ServiceName") == Some(&name))
    };
    if let Some(there) = said.filter(|said| !free(said)) {
        let name = vpc_endpoint::service_name(there);
        let mut all = system.blueprint.of_kind(vpc_endpoint::KIND);
        let it = all.find(|it| it.properties.get("ServiceName") == Some(&name));
        return it.map_or_else(|| network.vpc.clone(), |it| it.id.clone());
    }
    let service = said.or_else(|| named.map(|(_, service)| service).chain(others).find(free));
    let inside = shared::range(&system.blueprint, &network.vpc);
    let group = endpoint_group(system, &inside);
    let subnets = network.private.iter().map(Value::from).collect();
    let id = system.free_id("PrivateEndpoint");
    let service = service.unwrap_or("monitoring");
    system.add(vpc_endpoint::interface(
        id.as_str(),
        &network.vpc,
        service,
        subnets,
        &group,
    ))
}

/// The firewall before all of them, which lets the network's own calls in.
fn endpoint_group(system: &mut System<'_>, inside: &str) -> LogicalId {
    const GROUP: &str = "EndpointSecurityGroup";
    let there = LogicalId::new(GROUP);
    if system.blueprint.resource(&there).is_some() {
        return there;
    }
    let group = system.security_group(GROUP, "Private ways to AWS", Outbound::Nothing);
    let what = "HTTPS of the network";
    let rule = vpc::ingress_from(
        &format!("{group} Port 443"),
        &group,
        ("CidrIp", inside),
        443,
        what,
    );
    system.add(rule);
    group
}
