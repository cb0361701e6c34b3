//! One private network over two zones, for everything that has to stand in one.
//!
//! There is no NAT gateway in Baseline plans: it costs more than everything else in a small plan. What has to call out
//! stands in a public subnet, with a firewall that lets nobody in; what doesn't (databases, functions that use one)
//! stands in a private subnet without a way out. Free gateway endpoints lead from there to S3 and `DynamoDB`.
//!
//! How to call it:
//! ```text
//! let network = network::add(blueprint, design, Reach::Inside);
//! let group = network.security_group(blueprint, "FunctionSecurityGroup", "Functions", Outbound::Https);
//! network::connect(blueprint, &group, &other_group, 5432);          // lets the first talk to the second
//! ```

use cloudwhisper_api::requirements::{Requirements, Storage};

use super::monitoring::log_group;
use super::wishes::names;
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::iam::{Statement, role};
use crate::catalog::{dynamodb, ec2, s3, vpc, vpc_endpoint};

pub(crate) use crate::catalog::vpc::Outbound;

/// Zones that everything is spread over.
const ZONES: [usize; 2] = [0, 1];

/// Names of the network's parts, by which it is found again.
const NETWORK: &str = "Network";
const PRIVATE_ROUTES: &str = "PrivateRoutes";
const PUBLIC: &str = "Public";
const PRIVATE: &str = "Private";
/// Number of the first private part; the public ones stand before it.
const FIRST_PRIVATE: u32 = 2;
const PUBLIC_WAY_OUT: &str = "PublicWayOut";
const PRIVATE_WAY_OUT: &str = "PrivateWayOut";

/// What the network is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Public and private subnets, and a gateway to the internet.
    Internet,
    /// Private subnets alone.
    Inside,
}

/// The network's parts, to be referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    /// The network itself.
    pub vpc: LogicalId,
    /// Subnets with a way to the internet; none where [`Reach::Inside`].
    pub public: Vec<LogicalId>,
    /// Subnets without.
    pub private: Vec<LogicalId>,
    /// The public subnets' way out, which has to be there before anything in them starts; none where [`Reach::Inside`].
    pub way_out: Option<LogicalId>,
    /// The private subnets' route table.
    pub private_routes: LogicalId,
}

impl Network {
    /// Adds a firewall that lets nothing in yet. `what` it is for: letters, digits and spaces.
    pub(crate) fn security_group(
        &self,
        blueprint: &mut Blueprint,
        id: &str,
        what: &str,
        outbound: Outbound,
    ) -> LogicalId {
        blueprint.add(vpc::security_group(id, &self.vpc, what, outbound))
    }

    /// The `VpcConfig` of a Lambda function that stands in the private subnets behind this firewall.
    pub(crate) fn function_config(&self, group: &LogicalId) -> Value {
        crate::properties! {
            "SubnetIds": Value::list(&self.private),
            "SecurityGroupIds": vec![group_id(group)],
        }
    }
}

/// `GroupId` of a firewall.
pub(crate) fn group_id(group: &LogicalId) -> Value {
    Value::Attribute(group.clone(), "GroupId")
}

/// What a Lambda function needs to stand in a network; Lambda itself uses it. The interfaces are made and named by Lambda
/// later on, so everything of EC2 in this account and region is as near as they can be named.
/// Source: Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC", 2026-11.
pub(crate) fn function_statements() -> [Statement; 2] {
    const INTERFACES: &[&str] = &[
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:UnassignPrivateIpAddresses",
    ];
    // These know no resources.
    const LOOK: &[&str] = &["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
    [
        Statement::allow(INTERFACES, [ec2::everything("*/*")]),
        Statement::allow(LOOK, ["*".into()]),
    ]
}

/// Adds the network. Once per blueprint.
pub(crate) fn add(blueprint: &mut Blueprint, design: &Design<'_>, reach: Reach) -> Network {
    let vpc = blueprint.add(vpc::vpc(NETWORK, vpc::range(design.requirements)));
    let mut routes = Vec::new();
    let (public, way_out) = match reach {
        Reach::Internet => add_public(blueprint, &vpc, &mut routes),
        Reach::Inside => (Vec::new(), None),
    };
    let private_routes = blueprint.add(route_table(PRIVATE_ROUTES, &vpc));
    let private = add_subnets(blueprint, &vpc, PRIVATE, FIRST_PRIVATE, &private_routes);
    routes.push(private_routes.clone());
    add_gateway_endpoints(blueprint, design.requirements, &vpc, &routes);
    if design.profile == Profile::Hardened {
        add_flow_log(blueprint, design, &vpc);
    }
    Network {
        vpc,
        public,
        private,
        way_out,
        private_routes,
    }
}

/// The network of a blueprint, where it has one.
pub(crate) fn existing(blueprint: &Blueprint) -> Option<Network> {
    let there = |name: &str| {
        let id = LogicalId::new(name);
        blueprint.resource(&id).is_some().then_some(id)
    };
    let subnets = |name: &str| {
        ZONES
            .into_iter()
            .filter_map(|zone| there(&subnet_name(name, zone)))
            .collect()
    };
    Some(Network {
        vpc: there(NETWORK)?,
        public: subnets(PUBLIC),
        private: subnets(PRIVATE),
        way_out: there(PRIVATE_WAY_OUT).or_else(|| there(PUBLIC_WAY_OUT)),
        private_routes: there(PRIVATE_ROUTES)?,
    })
}

/// The network with public subnets, which are added where it has none yet.
pub(crate) fn opened(blueprint: &mut Blueprint, network: Network) -> Network {
    if !network.public.is_empty() {
        return network;
    }
    let (public, way_out) = add_public(blueprint, &network.vpc, &mut Vec::new());
    Network {
        public,
        way_out,
        ..network
    }
}

fn subnet_name(name: &str, zone: usize) -> String {
    format!("{name} Subnet {}", zone + 1)
}

/// Lets the group `from` talk to the group `to` on this port.
pub(crate) fn connect(blueprint: &mut Blueprint, from: &LogicalId, to: &LogicalId, port: i64) {
    let out = format!("{from} To {to}");
    let what = format!("Port {port} for {from}");
    blueprint.add(vpc::egress(&out, from, to, port, &format!("Port {port} of {to}")));
    blueprint.add(vpc::ingress(&format!("{to} From {from}"), to, from, port, &what));
}

/// Lets a group call this port anywhere. `what` is for the firewall's own list.
pub(crate) fn let_out(blueprint: &mut Blueprint, from: &LogicalId, port: i64, what: &str) {
    blueprint.add(vpc::egress_to_anywhere(
        &format!("{from} Out {port}"),
        from,
        port,
        what,
    ));
}

/// Gives the private subnets a way out that nobody can come in by. Hardened plans only: it is dear.
pub(crate) fn add_nat(blueprint: &mut Blueprint, network: &mut Network) {
    let Some(public) = network.public.first() else {
        return;
    };
    let way_out = network.way_out.clone();
    let mut address = Resource::new("NatAddress", "AWS::EC2::EIP").with("Domain", "vpc");
    address.depends_on.extend(way_out);
    let address = blueprint.add(address);
    let gateway = blueprint.add(
        Resource::new("NatGateway", "AWS::EC2::NatGateway")
            .with("AllocationId", Value::Attribute(address, "AllocationId"))
            .with("SubnetId", public),
    );
    let route = default_route(PRIVATE_WAY_OUT, &network.private_routes).with("NatGatewayId", &gateway);
    network.way_out = Some(blueprint.add(route));
}

fn add_public(
    blueprint: &mut Blueprint,
    vpc: &LogicalId,
    route_tables: &mut Vec<LogicalId>,
) -> (Vec<LogicalId>, Option<LogicalId>) {
    let gateway = blueprint.add(Resource::new("InternetGateway", vpc::INTERNET_GATEWAY.kind));
    let attachment = blueprint.add(
        Resource::new("InternetGatewayAttachment", vpc::GATEWAY_ATTACHMENT.kind)
            .with("VpcId", vpc)
            .with("InternetGatewayId", &gateway),
    );
    let routes = blueprint.add(route_table("PublicRoutes", vpc));
    let route = default_route(PUBLIC_WAY_OUT, &routes)
        .with("GatewayId", &gateway)
        .after(&attachment);
    let way_out = blueprint.add(route);
    let subnets = add_subnets(blueprint, vpc, PUBLIC, 0, &routes);
    route_tables.push(routes);
    (subnets, Some(way_out))
}

/// Adds two subnets, the first of which is the network's part of number `first`.
pub(crate) fn add_subnets(
    blueprint: &mut Blueprint,
    vpc: &LogicalId,
    name: &str,
    first: u32,
    routes: &LogicalId,
) -> Vec<LogicalId> {
    let network = range(blueprint, vpc);
    let add = |(n, zone): (u32, usize)| {
        let id = subnet_name(name, zone);
        let range = vpc::subnet_range(&network, n).unwrap_or_else(|| network.clone());
        let subnet = blueprint.add(vpc::subnet(&id, vpc, &range, zone));
        let association = Resource::new(format!("{id} Routes").as_str(), vpc::ROUTE_TABLE_ASSOCIATION.kind)
            .with("RouteTableId", routes)
            .with("SubnetId", &subnet);
        blueprint.add(association);
        subnet
    };
    (first..).zip(ZONES).map(add).collect()
}

/// Addresses of the whole network.
pub(crate) fn range(blueprint: &Blueprint, vpc: &LogicalId) -> String {
    let said = blueprint
        .resource(vpc)
        .and_then(|network| network.properties.get("CidrBlock")?.as_text());
    said.unwrap_or(vpc::NETWORK_CIDR).to_owned()
}

fn route_table(id: &str, vpc: &LogicalId) -> Resource {
    Resource::new(id, vpc::ROUTE_TABLE.kind).with("VpcId", vpc)
}

fn default_route(id: &str, routes: &LogicalId) -> Resource {
    Resource::new(id, vpc::ROUTE.kind)
        .with("RouteTableId", routes)
        .with("DestinationCidrBlock", vpc::ANYWHERE)
}

fn add_gateway_endpoints(
    blueprint: &mut Blueprint,
    requirements: &Requirements,
    vpc: &LogicalId,
    routes: &[LogicalId],
) {
    let routes: Vec<Value> = routes.iter().map(Value::from).collect();
    let wanted = |storage, kind| requirements.storage.contains(&storage) || names(requirements, kind);
    if wanted(Storage::S3, s3::Bucket::KIND) {
        blueprint.add(vpc_endpoint::gateway("FilesEndpoint", vpc, "s3", routes.clone()));
    }
    if wanted(Storage::Dynamodb, dynamodb::Table::KIND) {
        blueprint.add(vpc_endpoint::gateway("TableEndpoint", vpc, "dynamodb", routes));
    }
}

/// Writes down who talks to whom in the network.
pub(crate) fn add_flow_log(blueprint: &mut Blueprint, design: &Design<'_>, vpc: &LogicalId) {
    const WRITE: &[&str] = &[
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
    ];
    let key = blueprint
        .of_kind("AWS::KMS::Key")
        .next()
        .map(|key| key.id.clone());
    let group = log_group("NetworkLogs", design, key.as_ref());
    let statement = Statement::allow(WRITE, [group.attribute("Arn")]);
    let role = role("NetworkLogsRole", "vpc-flow-logs.amazonaws.com", &[statement]);
    let log = Resource::new("NetworkFlowLog", vpc::FLOW_LOG.kind)
        .with("ResourceId", vpc)
        .with("ResourceType", "VPC")
        .with("TrafficType", "ALL")
        .with("LogDestinationType", "cloud-watch-logs")
        .with("LogGroupName", group.reference())
        .with("DeliverLogsPermissionArn", role.attribute("Arn"));
    for resource in [group, role, log] {
        blueprint.add(resource);
    }
}
