//! Connections between networks within AWS: one to one by peering, many by a transit gateway, a single service by an
//! endpoint service.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, elb, vpc};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{self as shared, Network};
use crate::blueprint::{LogicalId, Parameter, Value};

/// Every private range that other networks of one's own can have; the network itself is nearer and stays out of it.
const PRIVATE_RANGES: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

pub(crate) const PEERING: Plain = Plain {
    kind: "AWS::EC2::VPCPeeringConnection",
    tags: Tags::List,
    purpose: [
        "Connects your network with another one, without going over the internet",
        "आपके नेटवर्क को दूसरे नेटवर्क से जोड़ता है, इंटरनेट से गुज़रे बिना",
        "Aapke network ko doosre network se jodta hai, internet se guzre bina",
    ],
};

/// `AWS::EC2::TransitGateway`.
pub(crate) struct TransitGateway;

impl TransitGateway {
    pub(crate) const KIND: &str = "AWS::EC2::TransitGateway";
}

impl Service for TransitGateway {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A crossing where several networks meet, so that not each has to be connected with each other",
                "एक चौराहा जहाँ कई नेटवर्क मिलते हैं, ताकि हर एक को हर दूसरे से न जोड़ना पड़े",
                "Ek chauraha jahan kai network milte hain, taaki har ek ko har doosre se na jodna pade",
            ],
        )
    }
}

/// `AWS::EC2::TransitGatewayAttachment`: what AWS bills a transit gateway by.
pub(crate) struct Attachment;

impl Attachment {
    pub(crate) const KIND: &str = "AWS::EC2::TransitGatewayAttachment";
}

impl Service for Attachment {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Connects your network with the crossing where networks meet",
                "आपके नेटवर्क को उस चौराहे से जोड़ता है जहाँ नेटवर्क मिलते हैं",
                "Aapke network ko us chaurahe se jodta hai jahan network milte hain",
            ],
        )
    }

    fn billed(&self, _attachment: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("Transit Gateway", "attachment_hour", HOURS_PER_MONTH),
            billed("Transit Gateway", "data_processed", usage.data_transfer_gb),
        ]
    }
}

/// `AWS::EC2::VPCEndpointService`.
pub(crate) const ENDPOINT_SERVICE: Plain = Plain {
    kind: "AWS::EC2::VPCEndpointService",
    tags: Tags::List,
    purpose: [
        "Offers your service to other networks privately; you accept each that asks",
        "आपकी सेवा दूसरे नेटवर्कों को निजी तौर पर देता है; हर माँगने वाले को आप मंज़ूर करते हैं",
        "Aapki service doosre networks ko private taur par deta hai; har maangne wale ko aap accept karte hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: PEERING.kind,
        terms: [
            "vpc peering|vpc peering connection|peering connection|vpc peer|peered vpc|network peering",
            "वीपीसी पीयरिंग",
            "vpc ko doosre vpc se jodna",
        ],
        build: peering,
        uses: None,
    },
    Component {
        kind: TransitGateway::KIND,
        terms: [
            "transit gateway|tgw|aws transit gateway|network hub|hub and spoke network",
            "ट्रांज़िट गेटवे|ट्रांजिट गेटवे",
            "",
        ],
        build: transit_gateway,
        uses: None,
    },
    Component {
        kind: Attachment::KIND,
        terms: [
            "transit gateway attachment|tgw attachment|transit gateway vpc attachment",
            "ट्रांजिट गेटवे अटैचमेंट",
            "transit gateway se jod",
        ],
        build: attachment,
        uses: None,
    },
];

/// These stand behind a load balancer, and are built after it.
pub(crate) const OFFERED: &[Component] = &[Component {
    kind: ENDPOINT_SERVICE.kind,
    terms: [
        "endpoint service|vpc endpoint service|privatelink service|privatelink endpoint service|private link service",
        "एंडपॉइंट सेवा|एंडपॉइंट सर्विस",
        "endpoint ki service",
    ],
    build: endpoint_service,
    uses: None,
}];

/// With the next of our own networks, where there are several; else the other one is one that only its owner can name.
fn peering(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Peering");
    let all = shared::all(&system.blueprint);
    let known = system.all(PEERING.kind).len();
    if let Some(other) = all.get(known + 1) {
        let peering = Resource::new(id.clone(), PEERING.kind)
            .with("VpcId", &network.vpc)
            .with("PeerVpcId", &other.vpc);
        system.add(peering);
        for (from, to) in [(&network, other), (other, &network)] {
            let range = shared::range(&system.blueprint, &to.vpc);
            for (n, table) in (1..).zip(&from.private_tables) {
                let route = Resource::new(format!("{id} {} Route {n}", from.vpc).as_str(), vpc::ROUTE.kind)
                    .with("RouteTableId", table)
                    .with("DestinationCidrBlock", range.as_str())
                    .with("VpcPeeringConnectionId", &id);
                system.add(route);
            }
        }
        return id;
    }
    if all.len() > 1 && known > 0 {
        return LogicalId::new("Peering");
    }
    let peer = system.blueprint.parameter(Parameter {
        id: "PeerVpcId".into(),
        description: "Id of the network to connect with, in this account and region (VPC console, Your VPCs)",
        pattern: "^vpc-[0-9a-f]{8,17}$",
        answer: "peerVpcId",
    });
    let range = system.blueprint.parameter(Parameter {
        id: "PeerCidr".into(),
        description: "Addresses of the network to connect with, such as 10.1.0.0/16; they must not overlap with ours",
        pattern: r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$",
        answer: "peerCidr",
    });
    let peering = Resource::new(id, PEERING.kind)
        .with("VpcId", &network.vpc)
        .with("PeerVpcId", peer);
    let peering = system.add(peering);
    if peering.as_str() == "Peering" {
        for (n, table) in (1..).zip(&network.private_tables) {
            let route = Resource::new(numbered("PeeringRoute", n), vpc::ROUTE.kind)
                .with("RouteTableId", table)
                .with("DestinationCidrBlock", range.clone())
                .with("VpcPeeringConnectionId", &peering);
            system.add(route);
        }
    }
    peering
}

/// The second of a name has a 2 behind it.
fn numbered(name: &str, n: usize) -> LogicalId {
    if n == 1 {
        LogicalId::new(name)
    } else {
        LogicalId::new(&format!("{name} {n}"))
    }
}

fn transit_gateway(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("TransitGateway");
    let gateway = Resource::new(id, TransitGateway::KIND)
        .with("Description", system.project())
        // Whoever is offered the gateway by another account still has to be accepted.
        .with("AutoAcceptSharedAttachments", "disable")
        .with("DnsSupport", "enable");
    let gateway = system.add(gateway);
    attachment(system, part);
    gateway
}

/// Joins every network to the first gateway, and sends to it what is for other private networks.
fn attachment(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let Some(gateway) = system.all(TransitGateway::KIND).into_iter().next() else {
        transit_gateway(system, part);
        return LogicalId::new("TransitAttachment");
    };
    system.network();
    for (n, network) in (1..).zip(shared::all(&system.blueprint)) {
        let id = numbered("TransitAttachment", n);
        if system.blueprint.resource(&id).is_none() {
            attach(system, id, &gateway, &network);
        }
    }
    LogicalId::new("TransitAttachment")
}

fn attach(system: &mut System<'_>, id: LogicalId, gateway: &LogicalId, network: &Network) {
    let routes = id.as_str().replacen("Attachment", "Route", 1);
    let attachment = Resource::new(id, Attachment::KIND)
        .with("TransitGatewayId", gateway)
        .with("VpcId", &network.vpc)
        .with("SubnetIds", Value::list(&network.private));
    let attachment = system.add(attachment);
    let own = shared::range(&system.blueprint, &network.vpc);
    let mut ranges: Vec<&str> = PRIVATE_RANGES.to_vec();
    ranges.retain(|range| *range != own);
    let tables = network.private_tables.iter();
    let pairs = tables.flat_map(|table| ranges.iter().map(move |range| (table, *range)));
    for (n, (table, range)) in (1..).zip(pairs) {
        let route = Resource::new(format!("{routes} {n}").as_str(), vpc::ROUTE.kind)
            .with("RouteTableId", table)
            .with("DestinationCidrBlock", range)
            .with("TransitGatewayId", gateway)
            .after(&attachment);
        system.add(route);
    }
}

/// Offers what stands behind a network load balancer, which is added where there is none.
fn endpoint_service(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let balancer = elb::network_balancer(system);
    let id = system.free_id("EndpointService");
    let service = Resource::new(id, ENDPOINT_SERVICE.kind)
        .with("NetworkLoadBalancerArns", vec![Value::from(&balancer)])
        .with("AcceptanceRequired", true);
    system.add(service)
}
