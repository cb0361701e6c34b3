//! Amazon VPC: a network of the stack's own, and who may talk to whom in it. Here: single pieces. Not here: how they
//! fit together (`blueprint/architectures/parts/network.rs`).

use std::net::Ipv4Addr;

use cloudwhisper_api::requirements::Requirements;

use super::plain::Plain;
use super::{Resource, Tags};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

pub(crate) const VPC: Plain = Plain {
    kind: "AWS::EC2::VPC",
    tags: Tags::List,
    purpose: [
        "A private network of your own, closed to everybody else",
        "आपका अपना निजी नेटवर्क, जो बाकी सबके लिए बंद है",
        "Aapka apna private network, jo baaki sabke liye band hai",
    ],
};

pub(crate) const SUBNET: Plain = Plain {
    kind: "AWS::EC2::Subnet",
    tags: Tags::List,
    purpose: [
        "A part of the private network in one data centre; a second one elsewhere keeps things going if the first fails",
        "निजी नेटवर्क का एक हिस्सा, एक डेटा सेंटर में; एक बंद हो तो दूसरी जगह वाला काम सँभालता है",
        "Private network ka ek hissa, ek data centre mein; ek band ho to doosri jagah wala kaam sambhalta hai",
    ],
};

pub(crate) const ROUTE_TABLE: Plain = Plain {
    kind: "AWS::EC2::RouteTable",
    tags: Tags::List,
    purpose: [
        "Says where traffic of the private network may go",
        "तय करता है कि निजी नेटवर्क का ट्रैफ़िक कहाँ जा सकता है",
        "Tay karta hai ki private network ka traffic kahan ja sakta hai",
    ],
};

pub(crate) const ROUTE: Plain = Plain {
    kind: "AWS::EC2::Route",
    tags: Tags::None,
    purpose: [
        "A way out to the internet for the parts that need one",
        "जिन हिस्सों को ज़रूरत है उनके लिए इंटरनेट तक जाने का रास्ता",
        "Jin hisson ko zaroorat hai unke liye internet tak jaane ka raasta",
    ],
};

pub(crate) const ROUTE_TABLE_ASSOCIATION: Plain = Plain {
    kind: "AWS::EC2::SubnetRouteTableAssociation",
    tags: Tags::None,
    purpose: [
        "Gives a part of the network its rules for where traffic may go",
        "नेटवर्क के एक हिस्से को बताता है कि उसका ट्रैफ़िक कहाँ जा सकता है",
        "Network ke ek hisse ko batata hai ki uska traffic kahan ja sakta hai",
    ],
};

pub(crate) const INTERNET_GATEWAY: Plain = Plain {
    kind: "AWS::EC2::InternetGateway",
    tags: Tags::List,
    purpose: [
        "The door between your network and the internet; it costs nothing",
        "आपके नेटवर्क और इंटरनेट के बीच का दरवाज़ा; इसका कोई खर्च नहीं",
        "Aapke network aur internet ke beech ka darwaza; iska koi kharch nahi",
    ],
};

pub(crate) const GATEWAY_ATTACHMENT: Plain = Plain {
    kind: "AWS::EC2::VPCGatewayAttachment",
    tags: Tags::None,
    purpose: [
        "Puts the door to the internet into your network",
        "इंटरनेट का दरवाज़ा आपके नेटवर्क में लगाता है",
        "Internet ka darwaza aapke network mein lagata hai",
    ],
};

pub(crate) const SECURITY_GROUP: Plain = Plain {
    kind: "AWS::EC2::SecurityGroup",
    tags: Tags::List,
    purpose: [
        "A firewall: lets in and out only what is listed",
        "फ़ायरवॉल: केवल वही आने-जाने देता है जो सूची में है",
        "Firewall: sirf wahi aane-jaane deta hai jo list mein hai",
    ],
};

pub(crate) const INGRESS: Plain = Plain {
    kind: "AWS::EC2::SecurityGroupIngress",
    tags: Tags::None,
    purpose: [
        "A line of the firewall's list: who may come in",
        "फ़ायरवॉल की सूची की एक पंक्ति: कौन अंदर आ सकता है",
        "Firewall ki list ki ek line: kaun andar aa sakta hai",
    ],
};

pub(crate) const EGRESS: Plain = Plain {
    kind: "AWS::EC2::SecurityGroupEgress",
    tags: Tags::None,
    purpose: [
        "A line of the firewall's list: where may be gone to",
        "फ़ायरवॉल की सूची की एक पंक्ति: बाहर कहाँ जाया जा सकता है",
        "Firewall ki list ki ek line: bahar kahan jaya ja sakta hai",
    ],
};

pub(crate) const FLOW_LOG: Plain = Plain {
    kind: "AWS::EC2::FlowLog",
    tags: Tags::List,
    purpose: [
        "Writes down who talked to whom in your network, for looking into incidents",
        "नेटवर्क में किसने किससे बात की यह लिखता है, ताकि बाद में जाँच हो सके",
        "Network mein kisne kisse baat ki yeh likhta hai, taaki baad mein jaanch ho sake",
    ],
};

/// Addresses of the whole network. Large enough for everything here, and out of the way of 10.0.0.0/16, which most
/// networks that one may want to connect with have taken.
pub(crate) const NETWORK_CIDR: &str = "10.71.0.0/16";
/// Everybody on the internet.
pub(crate) const ANYWHERE: &str = "0.0.0.0/0";
/// Nobody: a rule that has to be there so that AWS leaves out its own, which allows everything.
const NOWHERE: &str = "127.0.0.1/32";

/// The network, with addresses in this range.
pub(crate) fn vpc(id: &str, range: &str) -> Resource {
    Resource::new(id, VPC.kind)
        .with("CidrBlock", range)
        .with("EnableDnsSupport", true)
        .with("EnableDnsHostnames", true)
}

/// Addresses of the network of this number (2 to 4) where none were said: the ones behind those of the first.
pub(crate) fn further_range(number: usize) -> String {
    format!("10.{}.0.0/16", 70 + number)
}

/// Addresses of the network that was asked for, where it can hold what has to stand in it; else ours.
pub(crate) fn range(requirements: &Requirements) -> &str {
    let said = wishes::said(requirements, VPC.kind, &["cidrBlock", "cidr"]);
    said.filter(|range| subnet_range(range, 0).is_some())
        .unwrap_or(NETWORK_CIDR)
}

/// How many parts a network has room for: eight of a small one, and never more than 64.
pub(crate) fn parts(network: &str) -> usize {
    let length = network
        .split_once('/')
        .and_then(|(_, length)| length.parse::<u32>().ok());
    let length = length.unwrap_or(16).clamp(16, 25);
    1 << ((length + 3).max(24) - length).min(6)
}

/// Addresses of the n-th of the parts that a network has room for: 256, or an eighth of a small network.
pub(crate) fn subnet_range(network: &str, n: u32) -> Option<String> {
    // AWS takes networks of /16 to /28, and no subnet smaller than /28.
    let (address, length) = network.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok()?;
    let first = u32::from(address);
    let is_range = (16..=25).contains(&length) && first.trailing_zeros() >= 32 - length;
    let part = (length + 3).max(24);
    let subnet = Ipv4Addr::from(first.checked_add(n.checked_shl(32 - part)?)?);
    let room = u32::try_from(parts(network)).ok()?;
    (is_range && address.is_private() && n < room).then(|| format!("{subnet}/{part}"))
}

/// A part of the network with these addresses, in this zone. No machine in it gets a public address by itself.
pub(crate) fn subnet(id: &str, vpc: &LogicalId, range: &str, zone: usize) -> Resource {
    Resource::new(id, SUBNET.kind)
        .with("VpcId", vpc)
        .with("CidrBlock", range)
        .with("AvailabilityZone", Value::AvailabilityZone(zone))
        .with("MapPublicIpOnLaunch", false)
}

/// Where a security group lets things out to, besides what [`egress`] adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outbound {
    /// Encrypted web traffic to anywhere: AWS's own services, package sources, other people's APIs.
    Https,
    /// Nothing.
    Nothing,
}

/// A firewall that lets nothing in. `what` it is for is shown in the AWS console; letters, digits and spaces only.
pub(crate) fn security_group(id: &str, vpc: &LogicalId, what: &str, outbound: Outbound) -> Resource {
    let rule = match outbound {
        Outbound::Https => properties! {
            "Description": "HTTPS to anywhere", "IpProtocol": "tcp", "FromPort": 443_i64, "ToPort": 443_i64, "CidrIp": ANYWHERE,
        },
        Outbound::Nothing => {
            properties! { "Description": "Nothing goes out", "IpProtocol": "-1", "CidrIp": NOWHERE }
        }
    };
    Resource::new(id, SECURITY_GROUP.kind)
        .with("GroupDescription", what)
        .with("VpcId", vpc)
        .with("SecurityGroupEgress", vec![rule])
}

/// Lets traffic of the group `from` into the group `to`. A resource of its own, since two groups that name each other
/// would wait for each other.
pub(crate) fn ingress(id: &str, to: &LogicalId, from: &LogicalId, port: i64, what: &str) -> Resource {
    port_rule(id, INGRESS.kind, port, what)
        .with("GroupId", Value::Attribute(to.clone(), "GroupId"))
        .with("SourceSecurityGroupId", Value::Attribute(from.clone(), "GroupId"))
}

/// Lets traffic of the group `from` out to the group `to`.
pub(crate) fn egress(id: &str, from: &LogicalId, to: &LogicalId, port: i64, what: &str) -> Resource {
    port_rule(id, EGRESS.kind, port, what)
        .with("GroupId", Value::Attribute(from.clone(), "GroupId"))
        .with(
            "DestinationSecurityGroupId",
            Value::Attribute(to.clone(), "GroupId"),
        )
}

/// Lets a group call this port anywhere.
pub(crate) fn egress_to_anywhere(id: &str, from: &LogicalId, port: i64, what: &str) -> Resource {
    port_rule(id, EGRESS.kind, port, what)
        .with("GroupId", Value::Attribute(from.clone(), "GroupId"))
        .with("CidrIp", ANYWHERE)
}

/// Lets traffic of these addresses in: `CidrIp` with a range, or `SourcePrefixListId` with the id of a list.
pub(crate) fn ingress_from(
    id: &str,
    to: &LogicalId,
    peer: (&'static str, &str),
    port: i64,
    what: &str,
) -> Resource {
    port_rule(id, INGRESS.kind, port, what)
        .with("GroupId", Value::Attribute(to.clone(), "GroupId"))
        .with(peer.0, peer.1)
}

fn port_rule(id: &str, kind: &'static str, port: i64, what: &str) -> Resource {
    Resource::new(id, kind)
        .with("Description", what)
        .with("IpProtocol", "tcp")
        .with("FromPort", port)
        .with("ToPort", port)
}

#[cfg(test)]
mod tests {
    use super::subnet_range;

    #[test]
    fn any_network_that_aws_takes_has_room_for_eight_parts() {
        assert_eq!(subnet_range("10.71.0.0/16", 2).as_deref(), Some("10.71.2.0/24"));
        assert_eq!(
            subnet_range("192.168.4.0/22", 7).as_deref(),
            Some("192.168.7.128/25")
        );
        assert_eq!(
            subnet_range("172.16.0.128/25", 1).as_deref(),
            Some("172.16.0.144/28")
        );
        for no in [
            "10.0.0.0/8",
            "10.0.0.0/26",
            "10.0.0.1/16",
            "8.8.0.0/16",
            "10.0.0.0",
            "vpc",
        ] {
            assert_eq!(subnet_range(no, 0), None, "{no}");
        }
    }
}
