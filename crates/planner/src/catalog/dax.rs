//! `DynamoDB` Accelerator: keeps in memory what is read from tables again and again, so that answers take microseconds.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, dynamodb, hours_of};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

const CLUSTER: &str = "AWS::DAX::Cluster";
/// Port of encrypted connections.
const PORT: i64 = 9111;
/// The smallest node, 2 GB.
const SMALLEST: &str = "dax.t3.small";
/// What the cluster does with tables for programs, and programs with the cluster.
const TABLE_ACTIONS: &[&str] = &[
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:DescribeTable",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
];
const CLUSTER_ACTIONS: &[&str] = &[
    "dax:BatchGetItem",
    "dax:BatchWriteItem",
    "dax:ConditionCheckItem",
    "dax:DeleteItem",
    "dax:GetItem",
    "dax:PutItem",
    "dax:Query",
    "dax:Scan",
    "dax:UpdateItem",
];

const CLUSTER_TYPE: Metered = Metered {
    kind: CLUSTER,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Keeps in memory what is read from tables again and again, encrypted, so that answers come at once",
        "तालिकाओं से बार-बार पढ़ा जाने वाला डेटा मेमोरी में एन्क्रिप्ट करके रखता है, ताकि जवाब तुरंत आए",
        "Tables se baar-baar padha jane wala data memory mein encrypt karke rakhta hai, taaki jawab turant aaye",
    ],
    billed: bill,
};
const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::DAX::SubnetGroup",
    tags: Tags::None,
    purpose: [
        "Keeps the tables' cache in the private part of the network",
        "तालिकाओं के कैश को नेटवर्क के निजी हिस्से में रखता है",
        "Tables ke cache ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER_TYPE, &SUBNET_GROUP];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: CLUSTER,
    terms: [
        "dax|amazon dax|aws dax|dax cluster|dax cache|dynamodb accelerator|dynamodb dax|amazon dynamodb accelerator|\
         dynamodb accelerator cluster|cache for dynamodb|dynamodb cache|cache in front of dynamodb",
        "डायनेमोडीबी एक्सेलरेटर",
        "",
    ],
    build,
    uses: Some(uses),
}];

fn bill(cluster: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let nodes = cluster.properties.get("ReplicationFactor");
    let nodes = nodes.and_then(Value::as_integer).unwrap_or(1);
    let size = cluster.properties.get("NodeType").and_then(Value::as_text);
    vec![hours_of(
        "DAX",
        size.unwrap_or(SMALLEST),
        ["", ""],
        HOURS_PER_MONTH * Decimal::from(nodes),
    )]
}

/// One node, or two in two data centres, before every table of the system; where there is none, one is built.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if system.all(dynamodb::Table::KIND).is_empty() {
        storage::build_table(system, &Part { said: None });
    }
    let network = system.network();
    let id = system.free_id("TableCache");
    let named = |what: &str| format!("{id} {what}");
    // The cluster asks DynamoDB over HTTPS; the answers come by the network's own way to it.
    let group = system.security_group(
        &named("SecurityGroup"),
        "The cache of the tables",
        Outbound::Https,
    );
    let subnets = Resource::new(named("Subnets").as_str(), SUBNET_GROUP.kind)
        .with("Description", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let tables = system.all(dynamodb::Table::KIND);
    let arns = tables.into_iter().map(|table| Value::Attribute(table, "Arn"));
    let mut statements = vec![Statement::allow(TABLE_ACTIONS, arns)];
    statements.extend(system.key_statement());
    let role = iam::role(named("Role").as_str(), "dax.amazonaws.com", &statements);
    let size = part
        .text("nodeType")
        .filter(|size| size.starts_with("dax."))
        .unwrap_or(SMALLEST);
    let least = if system.hardened() || part.wants("multiAZ") {
        2
    } else {
        1
    };
    let nodes = part.number("nodes", (1, 11)).unwrap_or(least);
    let cluster = Resource::new(id.clone(), CLUSTER)
        .with("IAMRoleARN", role.attribute("Arn"))
        .with("NodeType", size)
        .with("ReplicationFactor", nodes)
        .with("SubnetGroupName", &subnets)
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with("SSESpecification", properties! { "SSEEnabled": true })
        .with("ClusterEndpointEncryptionType", "TLS");
    let url = cluster.attribute("ClusterDiscoveryEndpointURL");
    let what = "Address of the cache of the tables, inside of the network";
    system.blueprint.output(&named("Url"), what, url);
    system.add(role);
    system.add(cluster)
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    system.reach_part(program, cluster, PORT);
    let of_cluster = |attribute| Value::Attribute(cluster.clone(), attribute);
    let mut access = Access::default();
    access.tell(
        system.variable("DAX_URL", cluster),
        of_cluster("ClusterDiscoveryEndpointURL"),
    );
    access.allow(Statement::allow(CLUSTER_ACTIONS, [of_cluster("Arn")]));
    system.grant(program, access);
}
