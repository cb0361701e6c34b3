//! A network that is there already, in the place of the plan's own. What makes up the plan's own network (the network, its subnets, route
//! tables, gateways, free endpoints and log) is left out, and what stands in it refers to parameters instead. Firewalls, endpoints that are
//! paid for and everything else stay. Here: which resources go, and what can't do without them. Not here: which ids the network has (`plan`).

use super::architectures::parts::network;
use super::{Blueprint, LogicalId, Parameter, Resource, Value};
use crate::catalog::{vpc, vpc_endpoint};

/// How many subnets of each sort there are; at most [`MOST_SUBNETS`] are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExistingNetwork {
    /// Those without a way in from the internet.
    pub private: usize,
    /// Those with one; none where nothing of the plan stands in them.
    pub public: usize,
}

/// Most subnets of a sort: AWS has no region with more zones. Source: AWS, "AWS Regions and Availability Zones", 2026-11.
pub const MOST_SUBNETS: usize = 6;
/// What a network's id looks like.
const VPC_PATTERN: &str = "^vpc-[0-9a-f]{8,17}$";
/// What a subnet's id looks like.
const SUBNET_PATTERN: &str = "^subnet-[0-9a-f]{8,17}$";
/// Parameters of the subnets, as they are asked for.
const PRIVATE: [&str; MOST_SUBNETS] = [
    "privateSubnetId1",
    "privateSubnetId2",
    "privateSubnetId3",
    "privateSubnetId4",
    "privateSubnetId5",
    "privateSubnetId6",
];
const PUBLIC: [&str; MOST_SUBNETS] = [
    "publicSubnetId1",
    "publicSubnetId2",
    "publicSubnetId3",
    "publicSubnetId4",
    "publicSubnetId5",
    "publicSubnetId6",
];
/// Types that are a part of what a network is.
const OF_NETWORK: [&str; 5] = [
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::NetworkAclEntry",
    "AWS::EC2::SubnetNetworkAclAssociation",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::VPCDHCPOptionsAssociation",
];

/// Why a plan can't stand in a network that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// These resources change what the network itself is, or have to know more of it than its id.
    Needs(Vec<LogicalId>),
    /// Something stands in public subnets, and none were given.
    Public,
    /// Nothing but a network was asked for.
    Nothing,
}

/// Puts the plan into a network that is there already. A plan without a network stays as it is, and so does one that doesn't fit.
///
/// # Errors
/// Why it doesn't fit.
pub(crate) fn put(blueprint: &mut Blueprint, existing: ExistingNetwork) -> Result<(), Unfit> {
    let Some(own) = Own::of(blueprint) else {
        return Ok(());
    };
    let mut changed = blueprint.clone();
    changed.remove(&own.all);
    if changed.resources().is_empty() {
        return Err(Unfit::Nothing);
    }
    let ids: Vec<LogicalId> = changed
        .resources()
        .iter()
        .map(|resource| resource.id.clone())
        .collect();
    let mut needs = Vec::new();
    for id in ids {
        let Some(resource) = changed.resource_mut(&id) else {
            continue;
        };
        resource.depends_on.retain(|other| !own.all.contains(other));
        for value in resource.properties.values_mut() {
            own.lead_out(value, existing);
        }
        let left = resource.properties.values().flat_map(Value::references);
        let left: Vec<&LogicalId> = left.filter(|id| own.all.contains(id)).collect();
        if existing.public == 0 && left.iter().any(|id| own.public.contains(id)) {
            return Err(Unfit::Public);
        }
        let knows_range = resource.properties.values().any(|value| holds(value, &own.range));
        if !left.is_empty() || knows_range || OF_NETWORK.contains(&resource.kind) {
            needs.push(id);
        }
    }
    if !needs.is_empty() {
        return Err(Unfit::Needs(needs));
    }
    for parameter in parameters(existing) {
        let value = Value::Parameter(parameter.id.clone());
        let properties = changed.resources().iter().flat_map(|it| it.properties.values());
        // One machine stands in one subnet.
        if properties.into_iter().any(|it| holds(it, &value)) {
            changed.parameter(parameter);
        }
    }
    *blueprint = changed;
    Ok(())
}

/// The parameters that stand for the network.
pub(crate) fn parameters(existing: ExistingNetwork) -> impl Iterator<Item = Parameter> {
    let vpc = Parameter {
        id: "VpcId".into(),
        description: "Id of the network that everything stands in (VPC console, Your VPCs)",
        pattern: VPC_PATTERN,
        answer: "vpcId",
    };
    let subnet = |answer: &&'static str| Parameter {
        id: (*answer).into(),
        description: "Id of a subnet of that network, in a zone of its own (VPC console, Subnets)",
        pattern: SUBNET_PATTERN,
        answer,
    };
    let private = PRIVATE.iter().take(existing.private);
    let public = PUBLIC.iter().take(existing.public);
    std::iter::once(vpc).chain(private.chain(public).map(subnet))
}

/// What makes up the plan's own network.
struct Own {
    vpc: LogicalId,
    private: Vec<LogicalId>,
    public: Vec<LogicalId>,
    /// Its addresses, as text.
    range: Value,
    /// All that goes, the network and its subnets included.
    all: Vec<LogicalId>,
}

impl Own {
    fn of(blueprint: &Blueprint) -> Option<Self> {
        let shared = network::existing(blueprint)?;
        let vpc = shared.vpc;
        let refers = |resource: &Resource, property: &str, ids: &[LogicalId]| {
            let value = resource.properties.get(property);
            value.is_some_and(|value| value.references().into_iter().any(|id| ids.contains(id)))
        };
        let within = std::slice::from_ref(&vpc);
        let of_kind = |kind: &str, property: &str, ids: &[LogicalId]| -> Vec<LogicalId> {
            let all = blueprint.resources().iter().filter(|it| it.kind == kind);
            let ours = all.filter(|it| refers(it, property, ids));
            ours.map(|it| it.id.clone()).collect()
        };
        let named = |ids: &[LogicalId], property: &str| -> Vec<LogicalId> {
            let values = ids
                .iter()
                .filter_map(|id| blueprint.resource(id)?.properties.get(property));
            values.flat_map(Value::references).cloned().collect()
        };
        let subnets = of_kind(vpc::SUBNET.kind, "VpcId", within);
        let tables = of_kind(vpc::ROUTE_TABLE.kind, "VpcId", within);
        let attachments = of_kind(vpc::GATEWAY_ATTACHMENT.kind, "VpcId", within);
        let gateways = named(&attachments, "InternetGatewayId");
        let nats = of_kind("AWS::EC2::NatGateway", "SubnetId", &subnets);
        let ways_out = [gateways.clone(), nats.clone()].concat();
        let routes = of_kind(vpc::ROUTE.kind, "RouteTableId", &tables);
        let routes = routes.into_iter().filter(|id| {
            blueprint.resource(id).is_some_and(|route| {
                ["GatewayId", "NatGatewayId"]
                    .iter()
                    .any(|way| refers(route, way, &ways_out))
            })
        });
        let endpoints = of_kind(vpc_endpoint::KIND, "VpcId", within);
        let endpoints = endpoints.into_iter().filter(|id| {
            let endpoint = blueprint.resource(id);
            endpoint.is_some_and(|it| it.properties.contains_key("RouteTableIds"))
        });
        let logs = of_kind(vpc::FLOW_LOG.kind, "ResourceId", within);
        let all = [
            vec![vpc.clone()],
            subnets.clone(),
            of_kind(vpc::ROUTE_TABLE_ASSOCIATION.kind, "SubnetId", &subnets),
            tables,
            attachments,
            named(&nats, "AllocationId"),
            ways_out.clone(),
            routes.collect(),
            endpoints.collect(),
            named(&logs, "LogGroupName"),
            named(&logs, "DeliverLogsPermissionArn"),
            logs,
        ]
        .concat();
        let (public, private) = subnets
            .into_iter()
            .partition(|id| id.as_str().starts_with("Public"));
        Some(Self {
            range: Value::text(network::range(blueprint, &vpc)),
            vpc,
            private,
            public,
            all,
        })
    }

    /// Has a value refer to the parameters instead.
    fn lead_out(&self, value: &mut Value, existing: ExistingNetwork) {
        match value {
            Value::Ref(id) => {
                if let Some(parameter) = self.parameter(id, existing) {
                    *value = parameter;
                }
            }
            Value::List(values) => {
                if let Some(all) = self.whole_sort(values, existing) {
                    *values = all;
                }
                for value in values {
                    self.lead_out(value, existing);
                }
            }
            Value::Concat(values) => {
                for value in values {
                    self.lead_out(value, existing);
                }
            }
            Value::Map(entries) => {
                for value in entries.values_mut() {
                    self.lead_out(value, existing);
                }
            }
            Value::Base64(value) => self.lead_out(value, existing),
            _ => {}
        }
    }

    /// What stands for a resource of the network that others refer to.
    fn parameter(&self, id: &LogicalId, existing: ExistingNetwork) -> Option<Value> {
        if *id == self.vpc {
            return Some(Value::Parameter("VpcId".into()));
        }
        let of_sort = |subnets: &[LogicalId], names: &[&'static str], count: usize| {
            let at = subnets.iter().position(|subnet| subnet == id)?;
            let name = names.get(at.checked_rem(count)?)?;
            Some(Value::Parameter((*name).into()))
        };
        of_sort(&self.private, &PRIVATE, existing.private.min(MOST_SUBNETS))
            .or_else(|| of_sort(&self.public, &PUBLIC, existing.public.min(MOST_SUBNETS)))
    }

    /// All subnets that were given, where a list is of several of the plan's own of one sort.
    fn whole_sort(&self, values: &[Value], existing: ExistingNetwork) -> Option<Vec<Value>> {
        let is_of = |subnets: &[LogicalId]| {
            let mut all = values.iter();
            values.len() > 1 && all.all(|value| matches!(value, Value::Ref(id) if subnets.contains(id)))
        };
        let (names, count) = match () {
            () if is_of(&self.private) => (PRIVATE, existing.private),
            () if is_of(&self.public) => (PUBLIC, existing.public),
            () => return None,
        };
        let all = names.into_iter().take(count);
        (count > 0).then(|| all.map(|name| Value::Parameter(name.into())).collect())
    }
}

/// Whether this stands anywhere within.
fn holds(value: &Value, sought: &Value) -> bool {
    match value {
        _ if value == sought => true,
        Value::List(values) | Value::Concat(values) => values.iter().any(|value| holds(value, sought)),
        Value::Map(entries) => entries.values().any(|value| holds(value, sought)),
        Value::Base64(value) => holds(value, sought),
        _ => false,
    }
}
