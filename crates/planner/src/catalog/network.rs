//! The pieces of the one shared network that a person can ask for by name. Here: their names, and what is added to the
//! network for each. Not here: the network itself (`blueprint/architectures/parts/network.rs`), connections with other
//! networks (`peering.rs`, `vpn.rs`).

use super::component::{Component, Ends, Part, Variant, Wire};
use super::plain::Plain;
use super::{Resource, Tags, ecs, lambda, vpc, vpc_endpoint};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{self as shared, Outbound};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

pub(crate) const NETWORK_ACL: Plain = Plain {
    kind: "AWS::EC2::NetworkAcl",
    tags: Tags::List,
    purpose: [
        "A second firewall, around a whole part of the network",
        "दूसरी फ़ायरवॉल, नेटवर्क के एक पूरे हिस्से के चारों ओर",
        "Doosri firewall, network ke ek poore hisse ke chaaron or",
    ],
};

pub(crate) const NETWORK_ACL_ENTRY: Plain = Plain {
    kind: "AWS::EC2::NetworkAclEntry",
    tags: Tags::None,
    purpose: [
        "A line of that firewall's list: what may come in or go out",
        "उस फ़ायरवॉल की सूची की एक पंक्ति: क्या अंदर आए या बाहर जाए",
        "Us firewall ki list ki ek line: kya andar aaye ya bahar jaye",
    ],
};

pub(crate) const NETWORK_ACL_ASSOCIATION: Plain = Plain {
    kind: "AWS::EC2::SubnetNetworkAclAssociation",
    tags: Tags::None,
    purpose: [
        "Puts that firewall around a part of the network",
        "उस फ़ायरवॉल को नेटवर्क के एक हिस्से के चारों ओर लगाता है",
        "Us firewall ko network ke ek hisse ke chaaron or lagata hai",
    ],
};

const NAT_GATEWAY: &str = "AWS::EC2::NatGateway";

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

/// Pieces that are there once, however often they are named.
pub(crate) const SHARED: &[&str] = &[
    vpc::VPC.kind,
    vpc::SUBNET.kind,
    NAT_GATEWAY,
    vpc::INTERNET_GATEWAY.kind,
    vpc::ROUTE_TABLE.kind,
    vpc::SECURITY_GROUP.kind,
    NETWORK_ACL.kind,
    vpc::FLOW_LOG.kind,
];

const SUBNET_SORT: &str = "type";
const PUBLIC: &str = "public";
const PRIVATE: &str = "private";

/// Subnets are told apart by whether the internet is within their reach. The network has both sorts where both are
/// named in one term.
pub(crate) const VARIANTS: &[Variant] = &[
    subnets(
        "public and private",
        &[
            "public and private",
            "private and public",
            "public aur private",
            "private aur public",
            "पब्लिक और प्राइवेट",
            "सार्वजनिक और निजी",
        ],
    ),
    subnets(PUBLIC, &["public", "पब्लिक", "सार्वजनिक"]),
    subnets(
        PRIVATE,
        &[
            "private",
            "isolated",
            "internal",
            "database",
            "app",
            "प्राइवेट",
            "निजी",
        ],
    ),
];

const fn subnets(value: &'static str, marks: &'static [&'static str]) -> Variant {
    Variant {
        kind: vpc::SUBNET.kind,
        word: SUBNET_SORT,
        value: Some(value),
        // No property of a subnet says it; the network knows its own.
        property: "",
        marks,
    }
}

pub(crate) const COMPONENTS: &[Component] = &[
    part(
        vpc::VPC.kind,
        "vpc|amazon vpc|aws vpc|virtual private cloud|virtual network|custom vpc|isolated network",
        "वीपीसी|वर्चुअल प्राइवेट क्लाउड",
        "apna vpc",
        |system, _| system.network().vpc,
    ),
    part(
        vpc::SUBNET.kind,
        "subnet|public subnet|private subnet|public and private subnet|private and public subnet|isolated subnet|internal subnet|\
         database subnet|db subnet|app subnet|application subnet|vpc subnet|subnetwork",
        "सबनेट|पब्लिक सबनेट|प्राइवेट सबनेट|सार्वजनिक सबनेट|निजी सबनेट|पब्लिक और प्राइवेट सबनेट|सार्वजनिक और निजी सबनेट",
        "public wala subnet|private wala subnet|public aur private subnet|private aur public subnet",
        subnet,
    ),
    part(
        vpc::INTERNET_GATEWAY.kind,
        "internet gateway|igw|aws internet gateway|vpc internet gateway",
        "इंटरनेट गेटवे",
        "internet ka gateway",
        |system, _| {
            system.open_network();
            LogicalId::new("InternetGateway")
        },
    ),
    part(
        NAT_GATEWAY,
        "nat gateway|nat|nat gw|natgateway|managed nat|aws nat gateway|nat instance|network address translation|outbound gateway|\
         outbound internet access|outbound internet|outbound-only internet access|internet access for private subnet",
        "नैट गेटवे|नेट गेटवे",
        "nat wala gateway",
        |system, _| {
            system.network_with_nat();
            LogicalId::new("NatGateway")
        },
    ),
    part(
        vpc::ROUTE_TABLE.kind,
        "route table|routing table|vpc route table|subnet routing",
        "रूट टेबल|राउट टेबल",
        "",
        |system, _| system.network().private_routes,
    ),
    part(
        vpc::SECURITY_GROUP.kind,
        "security group|vpc security group|ec2 security group|firewall rule|instance firewall",
        "सिक्योरिटी ग्रुप|सुरक्षा समूह",
        "suraksha group",
        security_group,
    ),
    part(
        NETWORK_ACL.kind,
        "network acl|nacl|network access control list|subnet acl|vpc acl|network acls",
        "नेटवर्क एसीएल",
        "",
        network_acl,
    ),
    part(
        vpc::FLOW_LOG.kind,
        "vpc flow log|flow log|vpc flow logs|flow logs|network flow log|network traffic log|vpc traffic log|\
         network traffic logging|log network traffic",
        "फ़्लो लॉग|फ्लो लॉग|वीपीसी फ्लो लॉग",
        "network ka log",
        flow_log,
    ),
    part(
        vpc_endpoint::KIND,
        "vpc endpoint|interface endpoint|gateway endpoint|s3 gateway endpoint|vpc interface endpoint|vpc gateway endpoint|\
         interface vpc endpoint|gateway vpc endpoint|privatelink|private link|aws privatelink|private endpoint",
        "वीपीसी एंडपॉइंट|प्राइवेट लिंक",
        "",
        endpoint,
    ),
];

/// A piece of the network, which is no program's business.
const fn part(
    kind: &'static str,
    english: &'static str,
    hindi: &'static str,
    hinglish: &'static str,
    build: fn(&mut System<'_>, &Part<'_>) -> LogicalId,
) -> Component {
    Component {
        kind,
        terms: [english, hindi, hinglish],
        build,
        uses: None,
    }
}

/// Private ones are always there; public ones come with a way to the internet, where they were said.
fn subnet(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
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
fn security_group(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    match system.all(vpc::SECURITY_GROUP.kind).into_iter().next() {
        Some(group) => group,
        None => system.security_group("AppSecurityGroup", "The application", Outbound::Https),
    }
}

fn flow_log(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let there = system.all(vpc::FLOW_LOG.kind);
    if there.is_empty() {
        shared::add_flow_log(&mut system.blueprint, system.design, &network.vpc);
    }
    LogicalId::new("NetworkFlowLog")
}

/// Ports that answers come back to: AWS's advice for networks with a NAT gateway, Lambda and load balancers. Remote desktop
/// (3389) is left out, which lies in between.
/// Source: VPC user guide, "Ephemeral ports", 2026-11.
const ANSWER_PORTS: [(i64, i64); 2] = [(1024, 3388), (3390, 65_535)];

/// Around the private subnets: the network's own traffic, encrypted calls to the outside, and the answers to them.
fn network_acl(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
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
fn endpoint(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    if part.text(vpc_endpoint::SORT) == Some(vpc_endpoint::INTERFACE) {
        return interface(system, &network);
    }
    let mut first = None;
    for (name, service) in [("FilesEndpoint", "s3"), ("TableEndpoint", "dynamodb")] {
        let id = LogicalId::new(name);
        if system.blueprint.resource(&id).is_none() {
            let routes = vec![Value::from(&network.private_routes)];
            system.add(vpc_endpoint::gateway(name, &network.vpc, service, routes));
        }
        first.get_or_insert(id);
    }
    first.unwrap_or(network.vpc)
}

/// To the first of the services that were named and that programs in the network call, else to that for logs.
fn interface(system: &mut System<'_>, network: &shared::Network) -> LogicalId {
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
    let service = named.map(|(_, service)| service).chain(others).find(free);
    let group = system.security_group("EndpointSecurityGroup", "Private ways to AWS", Outbound::Nothing);
    let inside = shared::range(&system.blueprint, &network.vpc);
    let what = "HTTPS of the network";
    let rule = vpc::ingress_from(
        &format!("{group} Port 443"),
        &group,
        ("CidrIp", &inside),
        443,
        what,
    );
    system.add(rule);
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
