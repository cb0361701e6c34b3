//! The private network, its firewalls and the names in DNS.

use super::To::{Argument, As, Beside, Block, Json, Number, Only, Truth};
use super::{ALWAYS, Mapping, Rule};
use crate::blueprint::Value;
use crate::render::terraform::expression::expression;
use crate::render::terraform::hcl::Expression;

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::EC2::VPC",
        resource: "aws_vpc",
        reference: "id",
        attributes: &[
            ("VpcId", "id"),
            ("CidrBlock", "cidr_block"),
            ("DefaultSecurityGroup", "default_security_group_id"),
            ("DefaultNetworkAcl", "default_network_acl_id"),
        ],
        properties: &[
            ("CidrBlock", Argument("cidr_block")),
            ("EnableDnsSupport", Argument("enable_dns_support")),
            ("EnableDnsHostnames", Argument("enable_dns_hostnames")),
            ("InstanceTenancy", Argument("instance_tenancy")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::Subnet",
        resource: "aws_subnet",
        reference: "id",
        attributes: &[
            ("SubnetId", "id"),
            ("AvailabilityZone", "availability_zone"),
            ("CidrBlock", "cidr_block"),
        ],
        properties: &[
            ("VpcId", Argument("vpc_id")),
            ("CidrBlock", Argument("cidr_block")),
            ("AvailabilityZone", Argument("availability_zone")),
            ("MapPublicIpOnLaunch", Argument("map_public_ip_on_launch")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::RouteTable",
        resource: "aws_route_table",
        reference: "id",
        attributes: &[("RouteTableId", "id")],
        properties: &[("VpcId", Argument("vpc_id"))],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::Route",
        resource: "aws_route",
        reference: "id",
        attributes: &[],
        properties: &[
            ("RouteTableId", Argument("route_table_id")),
            ("DestinationCidrBlock", Argument("destination_cidr_block")),
            (
                "DestinationIpv6CidrBlock",
                Argument("destination_ipv6_cidr_block"),
            ),
            ("DestinationPrefixListId", Argument("destination_prefix_list_id")),
            ("GatewayId", Argument("gateway_id")),
            ("NatGatewayId", Argument("nat_gateway_id")),
            ("EgressOnlyInternetGatewayId", Argument("egress_only_gateway_id")),
            ("NetworkInterfaceId", Argument("network_interface_id")),
            ("TransitGatewayId", Argument("transit_gateway_id")),
            ("VpcEndpointId", Argument("vpc_endpoint_id")),
            ("VpcPeeringConnectionId", Argument("vpc_peering_connection_id")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::SubnetRouteTableAssociation",
        resource: "aws_route_table_association",
        reference: "id",
        attributes: &[],
        properties: &[
            ("SubnetId", Argument("subnet_id")),
            ("RouteTableId", Argument("route_table_id")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::InternetGateway",
        resource: "aws_internet_gateway",
        reference: "id",
        attributes: &[("InternetGatewayId", "id")],
        properties: &[],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::VPCGatewayAttachment",
        resource: "aws_internet_gateway_attachment",
        reference: "id",
        attributes: &[],
        properties: &[
            ("InternetGatewayId", Argument("internet_gateway_id")),
            ("VpcId", Argument("vpc_id")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::NatGateway",
        resource: "aws_nat_gateway",
        reference: "id",
        attributes: &[("NatGatewayId", "id")],
        properties: &[
            ("AllocationId", Argument("allocation_id")),
            ("ConnectivityType", Argument("connectivity_type")),
            ("SubnetId", Argument("subnet_id")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::EIP",
        resource: "aws_eip",
        reference: "public_ip",
        attributes: &[("AllocationId", "allocation_id"), ("PublicIp", "public_ip")],
        properties: &[
            ("Domain", Argument("domain")),
            ("InstanceId", Argument("instance")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::VPCEndpoint",
        resource: "aws_vpc_endpoint",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: &[
            ("VpcEndpointType", Argument("vpc_endpoint_type")),
            ("VpcId", Argument("vpc_id")),
            ("ServiceName", Argument("service_name")),
            ("PrivateDnsEnabled", Argument("private_dns_enabled")),
            ("SubnetIds", Argument("subnet_ids")),
            ("SecurityGroupIds", Argument("security_group_ids")),
            ("RouteTableIds", Argument("route_table_ids")),
            ("PolicyDocument", Json("policy")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::FlowLog",
        resource: "aws_flow_log",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: &[
            ("ResourceType", Only(&["VPC"])),
            ("ResourceId", Argument("vpc_id")),
            ("TrafficType", Argument("traffic_type")),
            ("LogDestinationType", Argument("log_destination_type")),
            ("LogDestination", Argument("log_destination")),
            ("LogGroupName", As("log_destination", log_group_arn)),
            ("LogFormat", Argument("log_format")),
            ("MaxAggregationInterval", Argument("max_aggregation_interval")),
            ("DeliverLogsPermissionArn", Argument("iam_role_arn")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::SecurityGroup",
        resource: "aws_security_group",
        reference: "id",
        attributes: &[("GroupId", "id"), ("Id", "id"), ("VpcId", "vpc_id")],
        properties: &[
            ("GroupName", Argument("name")),
            ("GroupDescription", Argument("description")),
            ("VpcId", Argument("vpc_id")),
            (
                "SecurityGroupIngress",
                Beside(
                    "aws_vpc_security_group_ingress_rule",
                    "security_group_id",
                    "",
                    FIREWALL_RULE,
                ),
            ),
            (
                "SecurityGroupEgress",
                Beside(
                    "aws_vpc_security_group_egress_rule",
                    "security_group_id",
                    "",
                    FIREWALL_RULE,
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::SecurityGroupIngress",
        resource: "aws_vpc_security_group_ingress_rule",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: FIREWALL_RULE,
        finish: None,
    },
    Mapping {
        kind: "AWS::EC2::SecurityGroupEgress",
        resource: "aws_vpc_security_group_egress_rule",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: FIREWALL_RULE,
        finish: None,
    },
    Mapping {
        kind: "AWS::Route53::RecordSet",
        resource: "aws_route53_record",
        reference: "fqdn",
        attributes: &[],
        properties: &[
            ("Name", Argument("name")),
            ("Type", Argument("type")),
            ("HostedZoneId", Argument("zone_id")),
            ("TTL", Number("ttl")),
            ("ResourceRecords", Argument("records")),
            (
                "AliasTarget",
                Block(
                    "alias",
                    &[
                        ("DNSName", Argument("name")),
                        ("HostedZoneId", Argument("zone_id")),
                        ("EvaluateTargetHealth", Argument("evaluate_target_health")),
                        (ALWAYS, Truth("evaluate_target_health", false)),
                    ],
                ),
            ),
        ],
        finish: None,
    },
];

const FIREWALL_RULE: &[Rule] = &[
    ("GroupId", Argument("security_group_id")),
    ("Description", Argument("description")),
    ("IpProtocol", Argument("ip_protocol")),
    ("FromPort", Argument("from_port")),
    ("ToPort", Argument("to_port")),
    ("CidrIp", Argument("cidr_ipv4")),
    ("CidrIpv6", Argument("cidr_ipv6")),
    ("SourceSecurityGroupId", Argument("referenced_security_group_id")),
    (
        "DestinationSecurityGroupId",
        Argument("referenced_security_group_id"),
    ),
    ("SourcePrefixListId", Argument("prefix_list_id")),
    ("DestinationPrefixListId", Argument("prefix_list_id")),
];

/// Where the provider wants an ARN and `CloudFormation` a name: the ARN of the log group of this name.
fn log_group_arn(name: &Value) -> Expression {
    let code = |code: &str| Expression::code(code);
    let arn = vec![
        Expression::text("arn:"),
        code("data.aws_partition.current.partition"),
        Expression::text(":logs:"),
        code("data.aws_region.current.region"),
        Expression::text(":"),
        code("data.aws_caller_identity.current.account_id"),
        Expression::text(":log-group:"),
        expression(name),
    ];
    Expression::Template(arn)
}
