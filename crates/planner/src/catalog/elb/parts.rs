//! Load balancers as parts of a system. Not here: what stands behind them (`targets.rs`).

use super::targets::{PORT, targets};
use super::{
    INTERNAL, LoadBalancer, SCHEME, Scheme, TARGET_GROUP, attribute, encrypting_listener, is_network,
    listener,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::door::{self, Door};
use crate::blueprint::architectures::parts::callers::Callers;
use crate::blueprint::architectures::parts::network::{self as shared, Outbound};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::{Component, Part, Variant};
use crate::catalog::vpc;
use crate::properties;

const HTTPS_PORT: i64 = 443;
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

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(NETWORK) {
        let scheme = if is_inside(part) {
            Scheme::Internal
        } else {
            reach(system)
        };
        add_network(system, part.number("port", (1, 65_535)), scheme)
    } else {
        add_application(system, is_inside(part))
    }
}

/// Whether only the network was said to reach it, unlike the others.
fn is_inside(part: &Part<'_>) -> bool {
    part.text(SCHEME) == Some(INTERNAL)
}

fn add_application(system: &mut System<'_>, inside: bool) -> LogicalId {
    let group = system.security_group("BalancerSecurityGroup", "The load balancer", Outbound::Nothing);
    let network = system.open_network();
    let id = system.free_id("LoadBalancer");
    let door = Door {
        network: &network,
        group: &group,
        port: PORT,
        kind: LoadBalancer::KIND,
        number: id.as_str().trim_start_matches("LoadBalancer"),
        inside,
    };
    let (balancer, _, _) = door.add(&mut system.blueprint, system.design);
    if inside {
        let host = Value::Attribute(balancer.clone(), "DNSName");
        let what = "Host name of the load balancer, inside of the network";
        system.blueprint.output(&format!("{balancer} Host"), what, host);
        return balancer;
    }
    let url = door.address(&mut system.blueprint, system.design, &balancer);
    system.blueprint.front_door(&balancer, "the load balancer", url);
    balancer
}

/// The first load balancer, which is added where there is none.
pub(crate) fn balancer(system: &mut System<'_>) -> LogicalId {
    let first = system.all(LoadBalancer::KIND).into_iter().next();
    first.unwrap_or_else(|| add_application(system, false))
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
    let balancer = add_application(system, false);
    targets(system, &balancer).unwrap_or(balancer)
}
