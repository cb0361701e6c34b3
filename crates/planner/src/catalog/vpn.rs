//! AWS VPN: encrypted tunnels from an office to the network, and from a person's computer.
//!
//! What stands at the other end, and the certificates that people show, are the owner's: parameters of the template.

use std::net::Ipv4Addr;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::peering::TransitGateway;
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, vpc};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{self as shared, Outbound, group_id};
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// A number for networks of one's own. It matters only to devices that find their routes themselves.
/// Source: RFC 6996, private use AS numbers.
const PRIVATE_ASN: i64 = 65_000;
/// Addresses that people's computers get: out of the network's way, and room for 500 of them at once.
const CLIENT_RANGE: &str = "172.31.240.0/22";
/// The same, where the network itself is in that range.
const OTHER_CLIENT_RANGE: &str = "10.255.240.0/22";

/// `AWS::EC2::VPNConnection`.
pub(crate) struct Connection;

impl Connection {
    pub(crate) const KIND: &str = "AWS::EC2::VPNConnection";
}

impl Service for Connection {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Two encrypted tunnels between your office and your network",
                "आपके दफ़्तर और आपके नेटवर्क के बीच दो सुरक्षित सुरंगें",
                "Aapke office aur aapke network ke beech do encrypted tunnel",
            ],
        )
    }

    /// What goes through it to the office is billed like anything that is sent to the internet.
    fn billed(&self, _connection: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("VPN", "site_to_site_connection_hour", HOURS_PER_MONTH)]
    }
}

pub(crate) const CUSTOMER_GATEWAY: Plain = Plain {
    kind: "AWS::EC2::CustomerGateway",
    tags: Tags::List,
    purpose: [
        "Your office's router, as AWS knows it",
        "आपके दफ़्तर का राउटर, जैसा AWS उसे जानता है",
        "Aapke office ka router, jaisa AWS use jaanta hai",
    ],
};

pub(crate) const GATEWAY: Plain = Plain {
    kind: "AWS::EC2::VPNGateway",
    tags: Tags::List,
    purpose: [
        "The end of the tunnel on your network's side",
        "आपके नेटवर्क की ओर सुरंग का सिरा",
        "Aapke network ki taraf tunnel ka sira",
    ],
};

pub(crate) const CONNECTION_ROUTE: Plain = Plain {
    kind: "AWS::EC2::VPNConnectionRoute",
    tags: Tags::None,
    purpose: [
        "Says which addresses are in your office",
        "बताता है कि कौन-से पते आपके दफ़्तर में हैं",
        "Batata hai ki kaun-se address aapke office mein hain",
    ],
};

pub(crate) const ROUTE_PROPAGATION: Plain = Plain {
    kind: "AWS::EC2::VPNGatewayRoutePropagation",
    tags: Tags::None,
    purpose: [
        "Lets the private network find the way to your office",
        "निजी नेटवर्क को आपके दफ़्तर का रास्ता बताता है",
        "Private network ko aapke office ka raasta batata hai",
    ],
};

/// `AWS::EC2::ClientVpnEndpoint`.
pub(crate) struct ClientEndpoint;

impl ClientEndpoint {
    pub(crate) const KIND: &str = "AWS::EC2::ClientVpnEndpoint";
}

impl Service for ClientEndpoint {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets people with a certificate into your network from their own computers, encrypted",
                "प्रमाणपत्र वाले लोगों को उनके कंप्यूटर से आपके नेटवर्क में सुरक्षित रूप से आने देता है",
                "Certificate wale logon ko unke computer se aapke network mein encrypted aane deta hai",
            ],
        )
    }

    /// It takes tags under another name, with the type of what is tagged.
    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _endpoint: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        // One person for 160 working hours a month.
        let hours = Decimal::from(160);
        vec![billed("VPN", "client_connection_hour", hours)]
    }
}

/// `AWS::EC2::ClientVpnTargetNetworkAssociation`: billed by the hour, whether anybody is there or not.
pub(crate) struct ClientAssociation;

impl Service for ClientAssociation {
    fn kind(&self) -> &'static str {
        "AWS::EC2::ClientVpnTargetNetworkAssociation"
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "The place in your network where people's computers come in",
                "आपके नेटवर्क में वह जगह जहाँ से लोगों के कंप्यूटर अंदर आते हैं",
                "Aapke network mein woh jagah jahan se logon ke computer andar aate hain",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _association: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("VPN", "client_endpoint_association_hour", HOURS_PER_MONTH)]
    }
}

pub(crate) const CLIENT_AUTHORIZATION: Plain = Plain {
    kind: "AWS::EC2::ClientVpnAuthorizationRule",
    tags: Tags::None,
    purpose: [
        "Says what people may reach once they are in",
        "बताता है कि अंदर आकर लोग कहाँ तक पहुँच सकते हैं",
        "Batata hai ki andar aakar log kahan tak pahunch sakte hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: Connection::KIND,
        terms: [
            "site to site vpn|site-to-site vpn|vpn|aws vpn|vpn connection|vpn tunnel|ipsec vpn|ipsec tunnel|ipsec|vpn gateway|\
             virtual private gateway|customer gateway|s2s vpn|office vpn|on premises connection|on-premises connection|\
             hybrid connection|tunnel to our office|encrypted tunnel|secure tunnel",
            "वीपीएन|साइट टू साइट वीपीएन|वीपीएन टनल",
            "office se vpn|office ka vpn",
        ],
        build: connection,
        uses: None,
    },
    Component {
        kind: ClientEndpoint::KIND,
        terms: [
            "client vpn|client vpn endpoint|aws client vpn|clientvpn|openvpn|remote access vpn|employee vpn|staff vpn|team vpn|vpn for employees|vpn for our employees|vpn for staff|vpn for the staff|vpn for our staff|vpn for the team|vpn for developers|vpn for our developers|vpn for engineers|\
             vpn for our team|vpn for remote workers",
            "क्लाइंट वीपीएन|कर्मचारियों का वीपीएन|कर्मचारियों के लिए वीपीएन|टीम का वीपीएन|टीम के लिए वीपीएन",
            "employees ka vpn|team ke liye vpn|staff ka vpn|team ka vpn|staff ke liye vpn|employees ke liye vpn|karmchariyon ka vpn",
        ],
        build: client_endpoint,
        uses: None,
    },
];

/// Static routes, since any router takes them; the office's addresses are a parameter.
fn connection(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let address = match part.text("address").filter(|it| it.parse::<Ipv4Addr>().is_ok()) {
        Some(said) => said.into(),
        None => system.blueprint.parameter(Parameter {
            id: "OfficeAddress".into(),
            description: "Public IPv4 address of the router in your office",
            pattern: r"^[0-9]{1,3}(\.[0-9]{1,3}){3}$",
            answer: "officeAddress",
        }),
    };
    let id = system.free_id("Vpn");
    let name = |what: &str| format!("{id} {what}");
    let asn = part.number("bgpAsn", (1, 4_294_967_294));
    let customer = Resource::new(name("Office").as_str(), CUSTOMER_GATEWAY.kind)
        .with("Type", "ipsec.1")
        .with("BgpAsn", asn.unwrap_or(PRIVATE_ASN))
        .with("IpAddress", address);
    let what = "Id of the connection; its console page has the settings for your router";
    let connection = Resource::new(id.clone(), Connection::KIND)
        .with("Type", "ipsec.1")
        .with("CustomerGatewayId", customer.reference());
    // Where networks meet at a crossing, the tunnel ends there, and the router tells its routes itself.
    if let Some(crossing) = system.all(TransitGateway::KIND).into_iter().next() {
        let connection = connection
            .with("StaticRoutesOnly", false)
            .with("TransitGatewayId", &crossing);
        system.blueprint.output(&format!("{id} Id"), what, &connection.id);
        system.add(customer);
        return system.add(connection);
    }
    let range = match part.text("officeCidr") {
        Some(said) => said.into(),
        None => system.blueprint.parameter(Parameter {
            id: "OfficeCidr".into(),
            description: "Private addresses of the network in your office, such as 192.168.0.0/24",
            pattern: r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$",
            answer: "officeCidr",
        }),
    };
    let (gateway, propagation) = gateway(system, &network);
    let connection = connection
        .with("StaticRoutesOnly", true)
        .with("VpnGatewayId", &gateway)
        .after(&propagation);
    let route = Resource::new(name("Route").as_str(), CONNECTION_ROUTE.kind)
        .with("VpnConnectionId", connection.reference())
        .with("DestinationCidrBlock", range);
    system.blueprint.output(&format!("{id} Id"), what, &connection.id);
    for resource in [connection, customer, route] {
        system.add(resource);
    }
    id
}

/// The network's own end, of which it can have but one, and what lets the private subnets know of it.
pub(crate) fn gateway(system: &mut System<'_>, network: &shared::Network) -> (LogicalId, LogicalId) {
    let ids = ["VpnGateway", "VpnGatewayRoutes"].map(LogicalId::new);
    let [gateway, propagation] = &ids;
    if system.blueprint.resource(gateway).is_none() {
        system.add(Resource::new(gateway.clone(), GATEWAY.kind).with("Type", "ipsec.1"));
        let attachment = Resource::new("VpnGatewayAttachment", vpc::GATEWAY_ATTACHMENT.kind)
            .with("VpcId", &network.vpc)
            .with("VpnGatewayId", gateway);
        let attachment = system.add(attachment);
        let routes = Resource::new(propagation.clone(), ROUTE_PROPAGATION.kind)
            .with("VpnGatewayId", gateway)
            .with("RouteTableIds", Value::list(&network.private_tables))
            .after(&attachment);
        system.add(routes);
    }
    let [gateway, propagation] = ids;
    (gateway, propagation)
}

/// Both sides show a certificate; only what is for the network goes through the tunnel.
fn client_endpoint(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let server = certificate(
        system,
        "VpnServerCertificateArn",
        "ARN of the certificate that the VPN shows to people (Certificate Manager console, same region)",
        "vpnServerCertificateArn",
    );
    let people = certificate(
        system,
        "VpnClientCertificateArn",
        "ARN of the certificate that people's own certificates were signed with (Certificate Manager console)",
        "vpnClientCertificateArn",
    );
    let group = system.security_group("ClientVpnSecurityGroup", "People on the VPN", Outbound::Https);
    let logs = system.log_group("ClientVpnLogs");
    let id = system.free_id("ClientVpn");
    let inside = shared::range(&system.blueprint, &network.vpc);
    let clients = if inside.starts_with("172.") {
        OTHER_CLIENT_RANGE
    } else {
        CLIENT_RANGE
    };
    let authentication = properties! {
        "Type": "certificate-authentication",
        "MutualAuthentication": properties! { "ClientRootCertificateChainArn": people },
    };
    let endpoint = Resource::new(id.clone(), ClientEndpoint::KIND)
        .with("ClientCidrBlock", clients)
        .with("ServerCertificateArn", server)
        .with("AuthenticationOptions", vec![authentication])
        .with(
            "ConnectionLogOptions",
            properties! { "Enabled": true, "CloudwatchLogGroup": logs.reference() },
        )
        .with("SplitTunnel", true)
        .with("TransportProtocol", "udp")
        .with("VpcId", &network.vpc)
        .with("SecurityGroupIds", vec![group_id(&group)]);
    let zones = if system.hardened() { 2 } else { 1 };
    let mut resources = vec![endpoint, logs];
    for (n, subnet) in network.private.iter().take(zones).enumerate() {
        let association = format!("{id} Subnet {}", n + 1);
        resources.push(
            Resource::new(association.as_str(), ClientAssociation.kind())
                .with("ClientVpnEndpointId", &id)
                .with("SubnetId", subnet),
        );
    }
    let rule = Resource::new(format!("{id} Reach").as_str(), CLIENT_AUTHORIZATION.kind)
        .with("ClientVpnEndpointId", &id)
        .with("TargetNetworkCidr", inside)
        .with("AuthorizeAllGroups", true)
        .with("Description", "The whole network");
    resources.push(rule);
    for resource in resources {
        system.add(resource);
    }
    id
}

fn certificate(system: &mut System<'_>, id: &str, description: &'static str, answer: &'static str) -> Value {
    system.blueprint.parameter(Parameter {
        id: id.into(),
        description,
        pattern: "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$",
        answer,
    })
}
