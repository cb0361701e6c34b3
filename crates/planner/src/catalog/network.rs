//! The pieces of the one shared network that a person can ask for by name. Here: their names. Not here: what is added to
//! the network for each (`network/pieces.rs`), the network itself (`blueprint/architectures/parts/network.rs`), connections with other
//! networks (`peering.rs`, `vpn.rs`).

mod pieces;

use self::pieces::{endpoint, flow_log, network_acl, route_tables, security_group, subnet, whole};
use super::component::{Component, Part, Variant};
use super::plain::Plain;
use super::{Tags, vpc, vpc_endpoint};
use crate::blueprint::LogicalId;
use crate::blueprint::architectures::System;

pub(crate) use self::pieces::WIRES;

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
        whole,
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
        route_tables,
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
    Component::by_itself(kind, [english, hindi, hinglish], build)
}
