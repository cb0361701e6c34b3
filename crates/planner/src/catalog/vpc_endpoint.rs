//! Ways from a private network to AWS's own services and to the internet, and the public addresses that cost money.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::Variant;
use super::plain::say;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, UsageProfile, billed};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};

pub(crate) const KIND: &str = "AWS::EC2::VPCEndpoint";
/// Under which word it is noted that an interface was said.
pub(crate) const SORT: &str = "type";
pub(crate) const INTERFACE: &str = "Interface";
/// Under which word it is noted what they lead to: names of services, separated by spaces.
pub(crate) const SERVICES: &str = "services";

/// Gateways cost nothing and are the usual sort.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: KIND,
        word: SORT,
        value: Some(INTERFACE),
        property: "VpcEndpointType",
        marks: &["interface", "link", "private endpoint", "लिंक"],
    },
    Variant {
        kind: KIND,
        word: SORT,
        value: None,
        property: "VpcEndpointType",
        marks: &["gateway"],
    },
];

/// `AWS::EC2::VPCEndpoint`.
pub(crate) struct Endpoint;

impl Service for Endpoint {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A private way to one AWS service that never touches the internet",
                "एक AWS सेवा तक का निजी रास्ता, जो इंटरनेट से होकर नहीं जाता",
                "Ek AWS service tak ka private raasta, jo internet se hokar nahi jaata",
            ],
        )
    }

    /// What is moved goes through all of them together.
    fn billed_in(&self, endpoint: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let interfaces = blueprint
            .of_kind(endpoint.kind)
            .filter(|it| it.properties.contains_key("SubnetIds"));
        let share = usage.data_transfer_gb / Decimal::from(interfaces.count().max(1));
        // Gateway endpoints cost nothing; interface endpoints cost by the hour and zone.
        match endpoint.properties.get("SubnetIds") {
            Some(Value::List(subnets)) => {
                let hours = HOURS_PER_MONTH * Decimal::from(subnets.len());
                vec![
                    billed("VPC endpoint", "interface_endpoint_az_hour", hours),
                    billed("VPC endpoint", "interface_data_first_1pb", share),
                ]
            }
            _ => Vec::new(),
        }
    }
}

/// `AWS::EC2::NatGateway`.
pub(crate) struct NatGateway;

impl Service for NatGateway {
    fn kind(&self) -> &'static str {
        "AWS::EC2::NatGateway"
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets private machines call out to the internet while nobody can call in",
                "निजी मशीनों को इंटरनेट तक जाने देता है, पर बाहर से कोई अंदर नहीं आ सकता",
                "Private machines ko internet tak jaane deta hai, par bahar se koi andar nahi aa sakta",
            ],
        )
    }

    /// What goes out is divided among the gateways of the zones; no byte passes two.
    fn billed_in(&self, gateway: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let gateways = blueprint.of_kind(gateway.kind).count().max(1);
        let share = usage.data_transfer_gb / Decimal::from(gateways);
        vec![
            billed("NAT Gateway", "nat_gateway_hour", HOURS_PER_MONTH),
            billed("NAT Gateway", "nat_data_processed", share),
        ]
    }
}

/// `AWS::EC2::EIP`.
pub(crate) struct Address;

impl Service for Address {
    fn kind(&self) -> &'static str {
        "AWS::EC2::EIP"
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A public internet address that stays the same",
                "एक सार्वजनिक इंटरनेट पता जो हमेशा वही रहता है",
                "Ek public internet address jo hamesha wahi rehta hai",
            ],
        )
    }

    fn billed(&self, _address: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("Public IPv4", "in_use_address", HOURS_PER_MONTH)]
    }
}

/// A private way to a storage service (`s3`, `dynamodb`) that costs nothing.
pub(crate) fn gateway(id: &str, vpc: &LogicalId, service: &str, route_tables: Vec<Value>) -> Resource {
    Resource::new(id, Endpoint.kind())
        .with("VpcEndpointType", "Gateway")
        .with("VpcId", vpc)
        .with("ServiceName", service_name(service))
        .with("RouteTableIds", route_tables)
}

/// A private way to another AWS service, at a price per hour and subnet.
pub(crate) fn interface(
    id: &str,
    vpc: &LogicalId,
    service: &str,
    subnets: Vec<Value>,
    group: &LogicalId,
) -> Resource {
    Resource::new(id, Endpoint.kind())
        .with("VpcEndpointType", "Interface")
        .with("VpcId", vpc)
        .with("ServiceName", service_name(service))
        .with("PrivateDnsEnabled", true)
        .with("SubnetIds", subnets)
        .with(
            "SecurityGroupIds",
            vec![Value::Attribute(group.clone(), "GroupId")],
        )
}

/// AWS's name for the place where one of its services can be reached in a region.
pub(crate) fn service_name(service: &str) -> Value {
    Value::Concat(vec![
        "com.amazonaws.".into(),
        Pseudo::Region.into(),
        format!(".{service}").into(),
    ])
}
