//! Load balancers as parts of a system, and what stands behind them.

use super::{
    LISTENER, LoadBalancer, Scheme, TARGET_GROUP, attribute, encrypting_listener, is_network, listener,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::door::{self, Door};
use crate::blueprint::architectures::parts::callers::Callers;
use crate::blueprint::architectures::parts::network::{self as shared, Outbound};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Ends, Part, Variant, Wire};
use crate::catalog::{ec2, ecs, lambda, vpc};
use crate::properties;

const SCALING_GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
/// What programs listen on where nothing else was said.
const PORT: i64 = 80;
const HTTPS_PORT: i64 = 443;
/// Ports that a program may be reached at besides 80.
const FREE_PORTS: (i64, i64) = (1024, 65_535);
const SORT: &str = "type";
const NETWORK: &str = "network";

/// Two sorts: by request, the usual one, and by connection.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: LoadBalancer::KIND,
        word: SORT,
        value: Some(NETWORK),
        property: "Type",
        marks: &[
            "nlb",
            "network load",
            "tcp load",
            "layer 4",
            "l4",
            "नेटवर्क",
            "एनएलबी",
        ],
    },
    Variant {
        kind: LoadBalancer::KIND,
        word: SORT,
        value: None,
        property: "Type",
        marks: &[
            "alb",
            "application load",
            "http load",
            "layer 7",
            "एप्लिकेशन",
            "एएलबी",
        ],
    },
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: LoadBalancer::KIND,
        terms: [
            "load balancer|loadbalancer|elb|alb|application load balancer|elastic load balancer|elastic load balancing|\
             aws load balancer|aws alb|amazon alb|http load balancer|\
             layer 7 load balancer|application lb|network load balancer|nlb|aws nlb|tcp load balancer|layer 4 load balancer|\
             network lb|distribute traffic|distributes traffic|distribute incoming traffic|distributes incoming traffic|\
             spread traffic|spreads traffic|spread the load|traffic distributor|balance the load",
            "लोड बैलेंसर|लोड बैलेन्सर|एप्लिकेशन लोड बैलेंसर|नेटवर्क लोड बैलेंसर|एएलबी|एनएलबी",
            "load balancar|lod balancer|traffic baantne wala",
        ],
        build,
        uses: None,
    },
    Component {
        kind: TARGET_GROUP.kind,
        terms: [
            "target group|alb target group|lb target group|load balancer target group",
            "टारगेट ग्रुप",
            "",
        ],
        build: target_group,
        uses: None,
    },
];

/// One kind of program stands behind a load balancer: the first of these that there is.
pub(crate) const WIRES: &[Wire] = &[
    wire(ecs::FargateService::KIND, to_service),
    wire(SCALING_GROUP, to_scaling_group),
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

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(NETWORK) {
        add_network(system, part.number("port", (1, 65_535)), reach(system))
    } else {
        add_application(system)
    }
}

fn add_application(system: &mut System<'_>) -> LogicalId {
    let group = system.security_group("BalancerSecurityGroup", "The load balancer", Outbound::Nothing);
    let network = system.open_network();
    let id = system.free_id("LoadBalancer");
    let door = Door {
        network: &network,
        group: &group,
        port: PORT,
        kind: LoadBalancer::KIND,
        number: id.as_str().trim_start_matches("LoadBalancer"),
    };
    let (balancer, _, _) = door.add(&mut system.blueprint, system.design);
    let url = door.address(&mut system.blueprint, system.design, &balancer);
    system.blueprint.front_door(&balancer, "the load balancer", url);
    balancer
}

/// The first load balancer, which is added where there is none.
pub(crate) fn balancer(system: &mut System<'_>) -> LogicalId {
    let first = system.all(LoadBalancer::KIND).into_iter().next();
    first.unwrap_or_else(|| add_application(system))
}

/// A load balancer by connection; one that only the network reaches is added where there is none.
pub(crate) fn network_balancer(system: &mut System<'_>) -> LogicalId {
    let mut all = system.blueprint.of_kind(LoadBalancer::KIND);
    let first = all.find(|it| is_network(it)).map(|it| it.id.clone());
    drop(all);
    first.unwrap_or_else(|| add_network(system, None, Scheme::Internal))
}

/// Who was said to reach load balancers.
fn reach(system: &System<'_>) -> Scheme {
    if Callers::of(system.design.requirements, LoadBalancer::KIND).on_internet() {
        Scheme::Public
    } else {
        Scheme::Internal
    }
}

/// Hardened: what comes from the internet is encrypted up to the load balancer, with a certificate that the owner gives.
fn add_network(system: &mut System<'_>, said: Option<i64>, scheme: Scheme) -> LogicalId {
    let encrypted = system.hardened() && scheme == Scheme::Public;
    let port = said.unwrap_or(PORT);
    let open = if encrypted {
        said.unwrap_or(HTTPS_PORT)
    } else {
        port
    };
    let callers = Callers::of(system.design.requirements, LoadBalancer::KIND);
    let group = system.security_group("ConnectionSecurityGroup", "Connections", Outbound::Nothing);
    let network = system.open_network();
    let id = system.free_id("NetworkLoadBalancer");
    let subnets = match scheme {
        Scheme::Public => &network.public,
        Scheme::Internal => &network.private,
    };
    let inside = shared::range(&system.blueprint, &network.vpc);
    let range = match scheme {
        Scheme::Internal if callers.on_internet() => inside.as_str(),
        _ => callers.cidr(),
    };
    let mut balancer = super::load_balancer(id.as_str(), scheme, subnets, &group)
        .with("Type", NETWORK)
        .with(
            "LoadBalancerAttributes",
            vec![attribute("load_balancing.cross_zone.enabled", "true")],
        );
    balancer.depends_on.extend(network.way_out.clone());
    if system.hardened() {
        balancer = door::logged(&mut system.blueprint, system.design, balancer);
    }
    let targets = Resource::new(format!("{id} Targets").as_str(), TARGET_GROUP.kind)
        .with("VpcId", &network.vpc)
        .with("TargetType", "ip")
        .with("Protocol", "TCP")
        .with("Port", port)
        .with("HealthCheckProtocol", "TCP");
    let action = properties! { "Type": "forward", "TargetGroupArn": targets.reference() };
    let name = format!("{id} Listener");
    let listener = if encrypted {
        let certificate = door::given_certificate(&mut system.blueprint);
        encrypting_listener(&name, &id, open, action, certificate)
    } else {
        listener(&name, &id, ("TCP", open), action)
    };
    let rule = format!("{group} Port {open}");
    let rule = vpc::ingress_from(&rule, &group, ("CidrIp", range), open, "Connections");
    let host = balancer.attribute("DNSName");
    for resource in [balancer, targets, listener, rule] {
        system.add(resource);
    }
    let name = format!("{id} Host");
    system
        .blueprint
        .output(&name, "Host name of the load balancer", host);
    id
}

/// It comes with its load balancer.
fn target_group(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let balancer = add_application(system);
    targets(system, &balancer).unwrap_or(balancer)
}

/// The listener of a load balancer that hands on to targets.
fn forwarding<'a>(system: &'a System<'_>, balancer: &LogicalId) -> Option<&'a Resource> {
    let mut listeners = system.blueprint.of_kind(LISTENER.kind);
    listeners.find(|it| {
        it.properties.get("LoadBalancerArn") == Some(&Value::from(balancer))
            && it
                .properties
                .get("DefaultActions")
                .is_some_and(|actions| !actions.references().is_empty())
    })
}

/// The targets of a load balancer.
fn targets(system: &System<'_>, balancer: &LogicalId) -> Option<LogicalId> {
    let actions = forwarding(system, balancer)?.properties.get("DefaultActions")?;
    actions.references().first().map(|id| (*id).clone())
}

/// The targets, as long as nothing stands behind the load balancer yet.
fn free_targets(system: &System<'_>, balancer: &LogicalId) -> Option<LogicalId> {
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
    let Some(targets) = free_targets(system, balancer) else {
        return;
    };
    let Some((container, port)) = container(system, service) else {
        return;
    };
    let entry = properties! {
        "ContainerName": container, "ContainerPort": port, "TargetGroupArn": &targets,
    };
    let listener = forwarding(system, balancer).map(|it| it.id.clone());
    if let Some(service) = system.blueprint.resource_mut(service) {
        let entries = service
            .properties
            .entry("LoadBalancers")
            .or_insert_with(|| Value::List(Vec::new()));
        if let Value::List(entries) = entries {
            entries.push(entry);
        }
        service.depends_on.extend(listener);
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
fn to_scaling_group(system: &mut System<'_>, balancer: &LogicalId, group: &LogicalId) {
    let Some(targets) = free_targets(system, balancer) else {
        return;
    };
    system.set(&targets, "TargetType", "instance");
    system.set(group, "TargetGroupARNs", vec![Value::from(&targets)]);
    system.set(group, "HealthCheckType", "ELB");
    system.set(group, "HealthCheckGracePeriod", 120_i64);
    let_in(system, balancer, group, PORT);
}

fn to_machine(system: &mut System<'_>, balancer: &LogicalId, machine: &LogicalId) {
    let Some(targets) = free_targets(system, balancer) else {
        return;
    };
    let said = wishes::number(
        system.design.requirements,
        ec2::Instance::KIND,
        &["port"],
        FREE_PORTS,
    );
    let port = said.unwrap_or(PORT);
    let machines: Vec<LogicalId> = system.all(ec2::Instance::KIND);
    let behind = |it: &LogicalId| properties! { "Id": it, "Port": port };
    system.set(&targets, "TargetType", "instance");
    system.set(&targets, "Port", port);
    system.set(&targets, "Targets", Value::list(machines.iter().map(behind)));
    for it in &machines {
        let_in(system, balancer, it, port);
    }
    if !machines.contains(machine) {
        let_in(system, balancer, machine, port);
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
