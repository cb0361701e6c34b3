//! Amazon `MemoryDB`: a database that works in memory and forgets nothing. Who may log in is decided by the firewall and by
//! IAM; there is no password.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::instance_types::is_instance_type;
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, hours_of};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const CLUSTER: &str = "AWS::MemoryDB::Cluster";
const PORT: i64 = 6379;
/// The smallest node, 1.4 GB.
const SMALLEST: &str = "t4g.small";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Characters that AWS takes in the name of a cluster and of what belongs to it.
const LONGEST_NAME: usize = 40;

const CLUSTER_TYPE: Metered = Metered {
    kind: CLUSTER,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A very quick database that works in memory, encrypted, and forgets nothing when it restarts",
        "बहुत तेज़ डेटाबेस जो मेमोरी में काम करता है: एन्क्रिप्टेड, और दोबारा चालू होने पर कुछ नहीं भूलता",
        "Bahut tez database jo memory mein kaam karta hai: encrypted, aur restart par kuch nahi bhoolta",
    ],
    billed: bill,
};
const ACL: Plain = Plain {
    kind: "AWS::MemoryDB::ACL",
    tags: Tags::List,
    purpose: [
        "The list of those who may log in to the database in memory",
        "उनकी सूची जो मेमोरी वाले डेटाबेस में लॉग इन कर सकते हैं",
        "Unki list jo memory wale database mein log in kar sakte hain",
    ],
};
const USER: Plain = Plain {
    kind: "AWS::MemoryDB::User",
    tags: Tags::List,
    purpose: [
        "The program's login to the database in memory, without a password",
        "मेमोरी वाले डेटाबेस में प्रोग्राम का लॉग इन, बिना पासवर्ड के",
        "Memory wale database mein program ka login, bina password ke",
    ],
};
const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::MemoryDB::SubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the database in memory in the private part of the network",
        "मेमोरी वाले डेटाबेस को नेटवर्क के निजी हिस्से में रखता है",
        "Memory wale database ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER_TYPE, &ACL, &USER, &SUBNET_GROUP];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: CLUSTER,
    terms: [
        "memorydb|memory db|amazon memorydb|aws memorydb|memorydb for redis|memorydb for valkey|amazon memorydb for redis|\
         memorydb cluster|memorydb redis|memorydb valkey|memorydb database|durable redis|durable redis database|persistent redis database|durable redis cluster|redis as a database|durable in-memory database|\
         durable in memory database|persistent redis|in-memory database|in memory database|redis compatible database|\
         redis-compatible database",
        "मेमोरीडीबी|मेमोरी डीबी|इन मेमोरी डेटाबेस|टिकाऊ रेडिस|टिकाऊ रेडिस डेटाबेस|स्थायी रेडिस|स्थायी रेडिस डेटाबेस",
        "memory wala database|tikau redis|tikaau redis|tikau redis database|pakka redis|sthayi redis|memory mein chalne wala database",
    ],
    build,
    uses: Some(uses),
}];

fn bill(cluster: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let copies = cluster.properties.get("NumReplicasPerShard");
    let nodes = 1 + copies.and_then(Value::as_integer).unwrap_or_default();
    let size = cluster.properties.get("NodeType").and_then(Value::as_text);
    vec![hours_of(
        "MemoryDB",
        size.unwrap_or_default(),
        ["valkey_", ""],
        HOURS_PER_MONTH * Decimal::from(nodes),
    )]
}

fn node_type(part: &Part<'_>) -> String {
    let said = part.text("nodeType").or_else(|| part.text("instanceType"));
    let said = said.unwrap_or_default().to_ascii_lowercase();
    let said = said.strip_prefix("db.").unwrap_or(&said);
    format!("db.{}", if is_instance_type(said) { said } else { SMALLEST })
}

/// One node, or two in two data centres of which one takes over.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let network = system.network();
    let id = system.free_id("MemoryStore");
    let named = |what: &str| LogicalId::new(&format!("{id} {what}"));
    let group = named("SecurityGroup");
    let group = system.security_group(group.as_str(), "The database in memory", Outbound::Nothing);
    let subnets = Resource::new(named("Subnets"), SUBNET_GROUP.kind)
        .with("SubnetGroupName", name(system, &named("Subnets")))
        .with("Description", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let user = Resource::new(user_of(&id), USER.kind)
        .with("UserName", name(system, &user_of(&id)))
        .with("AccessString", "on ~* &* +@all -@dangerous")
        .with("AuthenticationMode", properties! { "Type": "iam" });
    let user = system.add(user);
    let list = Resource::new(named("Logins"), ACL.kind)
        .with("ACLName", name(system, &named("Logins")))
        .with("UserNames", Value::list([&user]));
    let list = system.add(list);
    let said = part.name(is_name).map(str::to_owned);
    let twice = hardened || part.wants("multiAZ");
    let copies = part.number("replicas", (0, 5)).unwrap_or(i64::from(twice));
    let cluster = Resource::new(id.clone(), CLUSTER)
        .kept(Retention::Retain)
        .with("ClusterName", said.unwrap_or_else(|| name(system, &id)))
        .with("Engine", "valkey")
        .with("EngineVersion", "7.2")
        .with("NodeType", node_type(part))
        .with("NumShards", 1)
        .with("NumReplicasPerShard", copies)
        .with("ACLName", &list)
        .with("SubnetGroupName", &subnets)
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with("Port", PORT)
        .with("TLSEnabled", true)
        .with_some("KmsKeyId", key)
        .with("SnapshotRetentionLimit", BACKUP_DAYS)
        .with("AutoMinorVersionUpgrade", true);
    let what =
        "Host name of the database in memory, inside of the network; it takes encrypted connections only";
    let host = cluster.attribute("ClusterEndpoint.Address");
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(cluster)
}

fn user_of(cluster: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{cluster} User"))
}

fn name(system: &System<'_>, id: &LogicalId) -> String {
    system.physical_name(id, LONGEST_NAME)
}

/// A program connects through the firewall, by TLS, and signs its login by IAM.
fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    let user = user_of(cluster);
    system.reach_part(program, cluster, PORT);
    let of_cluster = |attribute| Value::Attribute(cluster.clone(), attribute);
    let mut access = Access::default();
    access.tell(
        system.variable("MEMORYDB_HOST", cluster),
        of_cluster("ClusterEndpoint.Address"),
    );
    access.tell(system.variable("MEMORYDB_PORT", cluster), PORT.to_string());
    access.tell(system.variable("MEMORYDB_USER", cluster), &user);
    let arns = [of_cluster("ARN"), Value::Attribute(user, "Arn")];
    access.allow(Statement::allow(&["memorydb:Connect"], arns));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a cluster.
fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.ends_with('-')
        && !name.contains("--")
}
