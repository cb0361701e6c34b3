//! AWS Direct Connect: a line of one's own from an office to AWS. Here: what can be ordered from a template. Not here: the
//! cable itself and the virtual interface on it, which the owner and the line's provider agree on.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, vpn};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter};

/// A number for networks of one's own, other than the office's.
/// Source: RFC 6996, private use AS numbers.
const PRIVATE_ASN: &str = "64512";
/// The smallest line that AWS itself offers.
const BANDWIDTH: &str = "1Gbps";

/// `AWS::DirectConnect::Connection`.
pub(crate) struct Connection;

impl Connection {
    pub(crate) const KIND: &str = "AWS::DirectConnect::Connection";
}

impl Service for Connection {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A line of your own to AWS that does not go over the internet",
                "AWS तक आपकी अपनी लाइन, जो इंटरनेट से होकर नहीं जाती",
                "AWS tak aapki apni line, jo internet se hokar nahi jaati",
            ],
        )
    }

    fn billed(&self, _connection: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("Direct Connect", "dedicated_port_1gbps_hour", HOURS_PER_MONTH),
            billed("Direct Connect", "data_transfer_out", usage.data_transfer_gb),
        ]
    }
}

pub(crate) const GATEWAY: Plain = Plain {
    kind: "AWS::DirectConnect::DirectConnectGateway",
    tags: Tags::List,
    purpose: [
        "Where your own line meets your networks at AWS",
        "जहाँ आपकी अपनी लाइन AWS पर आपके नेटवर्क से मिलती है",
        "Jahan aapki apni line AWS par aapke network se milti hai",
    ],
};

pub(crate) const GATEWAY_ASSOCIATION: Plain = Plain {
    kind: "AWS::DirectConnect::DirectConnectGatewayAssociation",
    tags: Tags::None,
    purpose: [
        "Connects your own line with this network",
        "आपकी अपनी लाइन को इस नेटवर्क से जोड़ता है",
        "Aapki apni line ko is network se jodta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Connection::KIND,
    terms: [
        "direct connect|aws direct connect|direct connect connection|direct connect gateway|dedicated line to aws|\
         dedicated connection to aws|leased line to aws|private line to aws",
        "डायरेक्ट कनेक्ट",
        "aws tak apni line",
    ],
    build,
    uses: None,
}];

/// The line meets the network at the same gateway as a VPN, which can stand in for it when it fails.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let location = system.blueprint.parameter(Parameter {
        id: "DirectConnectLocation".into(),
        description: "Code of the place where your line meets AWS, such as EqDC2 (Direct Connect console, Locations)",
        pattern: "^[A-Za-z0-9-]{2,40}$",
        answer: "directConnectLocation",
    });
    let network = system.network();
    let (network_gateway, propagation) = vpn::gateway(system, &network);
    let id = system.free_id("DirectConnect");
    let name = |what: &str| format!("{id} {what}");
    let connection = Resource::new(id.clone(), Connection::KIND)
        .with("ConnectionName", system.project())
        .with("Bandwidth", BANDWIDTH)
        .with("Location", location);
    let gateway = Resource::new(name("Gateway").as_str(), GATEWAY.kind)
        .with("DirectConnectGatewayName", system.project())
        .with("AmazonSideAsn", PRIVATE_ASN);
    let association = Resource::new(name("Network").as_str(), GATEWAY_ASSOCIATION.kind)
        .with(
            "DirectConnectGatewayId",
            gateway.attribute("DirectConnectGatewayId"),
        )
        .with("AssociatedGatewayId", &network_gateway)
        .after(&propagation);
    for resource in [connection, gateway, association] {
        system.add(resource);
    }
    id
}
