//! One private network over two zones, or as it was laid out by whoever asked for it, for everything that has to stand in one.
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

use cloudwhisper_api::requirements::{NamedService, Requirements, Storage};

use super::layout::{Layout, MOST_NETWORKS, MOST_SUBNETS, NETWORK_NUMBER, PUBLIC_SUBNETS};
use super::monitoring::log_group;
use super::wishes::names;
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::iam::{Statement, role};
use crate::catalog::{dynamodb, ec2, s3, vpc, vpc_endpoint};

pub(crate) use crate::catalog::vpc::Outbound;

/// Names of the network's parts, by which it is found again.
const NETWORK: &str = "Network";
const PRIVATE_ROUTES: &str = "PrivateRoutes";
const PUBLIC_ROUTES: &str = "PublicRoutes";
const PUBLIC: &str = "Public";
const PRIVATE: &str = "Private";
/// Number of the first private part; the public ones stand before it.
const FIRST_PRIVATE: usize = 2;
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
    /// Subnets with a way to the internet, one in each zone; none where [`Reach::Inside`].
    pub public: Vec<LogicalId>,
    /// Subnets without, one in each zone.
    pub private: Vec<LogicalId>,
    /// The public subnets' way out, which has to be there before anything in them starts; none where [`Reach::Inside`].
    pub way_out: Option<LogicalId>,
    /// The private subnets' route tables: one, or one for each gateway that they call out through.
    pub private_tables: Vec<LogicalId>,
    /// The public subnets' route table; none where [`Reach::Inside`].
    pub public_routes: Option<LogicalId>,
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
    let layout = Layout::of(design.requirements);
    let range = vpc::range(design.requirements);
    let network = add_parts(blueprint, NETWORK, range, &layout, reach == Reach::Internet);
    let routes = network.public_routes.iter().chain(&network.private_tables);
    let routes: Vec<LogicalId> = routes.cloned().collect();
    add_gateway_endpoints(blueprint, design.requirements, &network.vpc, &routes);
    if design.profile == Profile::Hardened {
        add_flow_log(blueprint, design, &network.vpc);
    }
    network
}

/// Adds one more network, which nothing stands in yet; `said` says how it is laid out and which number it has.
pub(crate) fn add_further(blueprint: &mut Blueprint, design: &Design<'_>, said: &NamedService) -> LogicalId {
    let number = said.properties.get(NETWORK_NUMBER).and_then(|it| it.parse().ok());
    let number: usize = number.unwrap_or(2);
    let range = said.properties.get("cidrBlock").map(|it| it.trim());
    let range = range.filter(|range| vpc::subnet_range(range, 0).is_some());
    let range = range.map_or_else(|| vpc::further_range(number), str::to_owned);
    let layout = Layout::of_further(said, &range);
    let public = said.properties.contains_key(PUBLIC_SUBNETS);
    let network = add_parts(blueprint, &format!("{NETWORK} {number}"), &range, &layout, public);
    if design.profile == Profile::Hardened {
        add_flow_log(blueprint, design, &network.vpc);
    }
    network.vpc
}

/// What the parts of the network of this name begin with: nothing of the first.
fn prefix(network: &str) -> String {
    if network == NETWORK {
        String::new()
    } else {
        format!("{network} ")
    }
}

fn add_parts(blueprint: &mut Blueprint, name: &str, range: &str, layout: &Layout, public: bool) -> Network {
    let vpc = blueprint.add(vpc::vpc(name, range));
    let mut network = Network {
        vpc,
        public: Vec::new(),
        private: Vec::new(),
        way_out: None,
        private_tables: Vec::new(),
        public_routes: None,
    };
    if public {
        add_public(blueprint, &mut network, name, layout);
    }
    for n in 1..=layout.gateways {
        let table = route_table(
            &numbered(&format!("{}{PRIVATE_ROUTES}", prefix(name)), n),
            &network.vpc,
        );
        network.private_tables.push(blueprint.add(table));
    }
    let private = Parts {
        name: format!("{}{PRIVATE}", prefix(name)),
        first: layout.public.max(FIRST_PRIVATE),
        count: layout.private,
        zones: layout.zones,
    };
    network.private = private.add(blueprint, &network.vpc, &network.private_tables);
    network
}

/// The second of a name has a 2 behind it.
fn numbered(name: &str, n: usize) -> String {
    if n == 1 {
        name.to_owned()
    } else {
        format!("{name} {n}")
    }
}

/// The shared network of a blueprint, where it has one.
pub(crate) fn existing(blueprint: &Blueprint) -> Option<Network> {
    of_name(blueprint, NETWORK)
}

/// Every network of a blueprint, the shared one first.
pub(crate) fn all(blueprint: &Blueprint) -> Vec<Network> {
    let further = (2..=MOST_NETWORKS).map(|n| format!("{NETWORK} {n}"));
    let names = std::iter::once(NETWORK.to_owned()).chain(further);
    names.filter_map(|name| of_name(blueprint, &name)).collect()
}

fn of_name(blueprint: &Blueprint, name: &str) -> Option<Network> {
    let there = |name: &str| {
        let id = LogicalId::new(name);
        blueprint.resource(&id).is_some().then_some(id)
    };
    let own = prefix(name);
    // Many services take but one part in each zone.
    let subnets = |sort: &str| {
        let all = (0..MOST_SUBNETS).map_while(|n| there(&subnet_name(&format!("{own}{sort}"), n)));
        one_per_zone(blueprint, all)
    };
    let tables = format!("{own}{PRIVATE_ROUTES}");
    let private_tables: Vec<LogicalId> = (1..=MOST_SUBNETS)
        .map_while(|n| there(&numbered(&tables, n)))
        .collect();
    Some(Network {
        vpc: there(name)?,
        public: subnets(PUBLIC),
        private: subnets(PRIVATE),
        way_out: there(&format!("{own}{PRIVATE_WAY_OUT}"))
            .or_else(|| there(&format!("{own}{PUBLIC_WAY_OUT}"))),
        private_tables,
        public_routes: there(&format!("{own}{PUBLIC_ROUTES}")),
    })
}

/// The first part in each zone.
fn one_per_zone(blueprint: &Blueprint, subnets: impl Iterator<Item = LogicalId>) -> Vec<LogicalId> {
    let zone = |id: &LogicalId| {
        blueprint
            .resource(id)?
            .properties
            .get("AvailabilityZone")
            .cloned()
    };
    let mut zones = Vec::new();
    subnets
        .filter(|id| {
            let zone = zone(id);
            let new = !zones.contains(&zone);
            zones.push(zone);
            new
        })
        .collect()
}

/// The network with public subnets, which are added where it has none yet.
pub(crate) fn opened(blueprint: &mut Blueprint, design: &Design<'_>, mut network: Network) -> Network {
    if network.public.is_empty() {
        add_public(blueprint, &mut network, NETWORK, &Layout::of(design.requirements));
    }
    network
}

fn subnet_name(name: &str, n: usize) -> String {
    format!("{name} Subnet {}", n + 1)
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

/// Gives the private subnets a way out that nobody can come in by, through as many gateways as the network has private route
/// tables for. Hardened plans and those that ask for it only: it is dear.
pub(crate) fn add_nat(blueprint: &mut Blueprint, network: &mut Network) {
    let way_out = network.way_out.clone();
    let tables = network.private_tables.clone();
    for (n, (public, table)) in (1..).zip(network.public.clone().iter().zip(&tables)) {
        let mut address =
            Resource::new(numbered("NatAddress", n).as_str(), "AWS::EC2::EIP").with("Domain", "vpc");
        address.depends_on.extend(way_out.clone());
        let address = blueprint.add(address);
        let gateway = blueprint.add(
            Resource::new(numbered("NatGateway", n).as_str(), "AWS::EC2::NatGateway")
                .with("AllocationId", Value::Attribute(address, "AllocationId"))
                .with("SubnetId", public),
        );
        let route = default_route(&numbered(PRIVATE_WAY_OUT, n), table).with("NatGatewayId", &gateway);
        let route = blueprint.add(route);
        if n == 1 {
            network.way_out = Some(route);
        }
    }
}

fn add_public(blueprint: &mut Blueprint, network: &mut Network, name: &str, layout: &Layout) {
    let own = prefix(name);
    let vpc = &network.vpc;
    let gateway = format!("{own}InternetGateway");
    let gateway = blueprint.add(Resource::new(gateway.as_str(), vpc::INTERNET_GATEWAY.kind));
    let attachment = blueprint.add(
        Resource::new(
            format!("{own}InternetGatewayAttachment").as_str(),
            vpc::GATEWAY_ATTACHMENT.kind,
        )
        .with("VpcId", vpc)
        .with("InternetGatewayId", &gateway),
    );
    let routes = blueprint.add(route_table(&format!("{own}{PUBLIC_ROUTES}"), vpc));
    let route = default_route(&format!("{own}{PUBLIC_WAY_OUT}"), &routes)
        .with("GatewayId", &gateway)
        .after(&attachment);
    network.way_out = Some(blueprint.add(route));
    let parts = Parts {
        name: format!("{own}{PUBLIC}"),
        first: 0,
        count: layout.public,
        zones: layout.zones,
    };
    network.public = parts.add(blueprint, vpc, std::slice::from_ref(&routes));
    network.public_routes = Some(routes);
}

/// Subnets of one sort to be.
struct Parts {
    /// What they are called, before their number.
    name: String,
    /// Number of the first among the network's parts.
    first: usize,
    count: usize,
    zones: usize,
}

impl Parts {
    /// Adds them, spread over the zones and their route tables, and returns the first of each zone.
    fn add(&self, blueprint: &mut Blueprint, vpc: &LogicalId, tables: &[LogicalId]) -> Vec<LogicalId> {
        let network = range(blueprint, vpc);
        let mut first = Vec::new();
        for n in 0..self.count {
            let id = subnet_name(&self.name, n);
            let zone = n % self.zones.max(1);
            let part = u32::try_from(self.first + n).unwrap_or_default();
            let range = vpc::subnet_range(&network, part).unwrap_or_else(|| network.clone());
            let subnet = blueprint.add(vpc::subnet(&id, vpc, &range, zone));
            if n < self.zones {
                first.push(subnet.clone());
            }
            let Some(table) = tables.get(zone).or(tables.first()) else {
                continue;
            };
            let association =
                Resource::new(format!("{id} Routes").as_str(), vpc::ROUTE_TABLE_ASSOCIATION.kind)
                    .with("RouteTableId", table)
                    .with("SubnetId", &subnet);
            blueprint.add(association);
        }
        first
    }
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
    let vpc_name = vpc.as_str();
    let group = log_group(&format!("{vpc_name} Logs"), design, key.as_ref());
    let statement = Statement::allow(WRITE, [group.attribute("Arn")]);
    let role = role(
        LogicalId::new(&format!("{vpc_name} LogsRole")),
        "vpc-flow-logs.amazonaws.com",
        &[statement],
    );
    let log = Resource::new(format!("{vpc_name} FlowLog").as_str(), vpc::FLOW_LOG.kind)
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
