//! Caches as parts of a system. Not here: what AWS bills them by (`elasticache.rs`).

use super::{CacheCluster, ReplicationGroup, SUBNET_GROUP, USER, USER_GROUP};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::iam::Statement;
use crate::catalog::instance_types::is_instance_type;
use crate::properties;

const PORT: i64 = 6379;
const MEMCACHED_PORT: i64 = 11_211;
/// The smallest node, half a gigabyte.
const SMALLEST: &str = "t4g.micro";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: ReplicationGroup::KIND,
        terms: [
            "elasticache|elastic cache|amazon elasticache|aws elasticache|redis|redis cache|redis cluster|redis database|\
             redis instance|redis server|redis store|redis session store|elasticache redis|elasticache for redis|\
             elasticache valkey|elasticache for valkey|valkey|valkey cache|valkey cluster|cache|caching|caching layer|\
             cache layer|cache cluster|cache server|in-memory cache|in memory cache|memory cache|in-memory data store|\
             in-memory store|in memory store|distributed cache|session store|session storage|session cache|\
             store sessions|user session store|replication group",
            "रेडिस|रेडिस कैश|कैश|कैशिंग|कैशे|इन मेमोरी कैश|सेशन स्टोर|इलास्टिकैश|वालकी",
            "caching layer lagao|cache lagana|session rakhne ki jagah|redis wala cache",
        ],
        build,
        uses: Some(uses),
    },
    Component {
        kind: CacheCluster::KIND,
        terms: [
            "memcached|memcache|memcached cluster|memcached cache|elasticache memcached|elasticache for memcached|\
             amazon elasticache memcached|memcached server",
            "मेमकैश|मेमकैश्ड",
            "",
        ],
        build: memcached,
        uses: Some(use_memcached),
    },
];

fn subnets(system: &mut System<'_>, id: &LogicalId) -> LogicalId {
    let network = system.network();
    let group = Resource::new(format!("{id} Subnets").as_str(), SUBNET_GROUP.kind)
        .with("Description", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    system.add(group)
}

fn node_type(part: &Part<'_>) -> String {
    let said = part
        .text("cacheNodeType")
        .or_else(|| part.text("nodeType"))
        .or_else(|| part.text("instanceType"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let said = said.strip_prefix("cache.").unwrap_or(&said);
    let taken = if is_instance_type(said) { said } else { SMALLEST };
    format!("cache.{taken}")
}

/// One node, or two in two data centres of which one takes over.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let id = system.free_id("Cache");
    let subnets = subnets(system, &id);
    let group = system.security_group(&format!("{id} SecurityGroup"), "The cache", Outbound::Nothing);
    let (engine, usual, others): (_, _, &[&str]) = match part.text("engine") {
        Some("redis") => ("redis", "7.1", &["7.0"]),
        _ => ("valkey", "8.0", &["7.2"]),
    };
    let said = part.text("engineVersion");
    let version = others
        .iter()
        .find(|it| said == Some(**it))
        .copied()
        .unwrap_or(usual);
    let twice = hardened || part.wants("multiAZ");
    let nodes = part.number("replicas", (1, 5)).map_or(1, |copies| copies + 1);
    let nodes = if twice { nodes.max(2) } else { nodes };
    let users = users(system, &id, engine);
    let cache = Resource::new(id.clone(), ReplicationGroup::KIND)
        .with_some("ReplicationGroupId", part.name(is_name))
        .with("ReplicationGroupDescription", "Kept in memory")
        .with("Engine", engine)
        .with("EngineVersion", version)
        .with("CacheNodeType", node_type(part))
        .with("NumCacheClusters", nodes)
        .with("AutomaticFailoverEnabled", nodes > 1)
        .with("MultiAZEnabled", nodes > 1)
        .with("CacheSubnetGroupName", &subnets)
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with("Port", PORT)
        .with("AtRestEncryptionEnabled", true)
        .with_some("KmsKeyId", key)
        .with("TransitEncryptionEnabled", true)
        .with("TransitEncryptionMode", "required")
        .with("UserGroupIds", vec![Value::Ref(users)])
        .with("AutoMinorVersionUpgrade", true)
        .with_some("SnapshotRetentionLimit", hardened.then_some(BACKUP_DAYS));
    let host = cache.attribute("PrimaryEndPoint.Address");
    let what = "Host name of the cache, inside of the network; it takes encrypted connections only";
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(cache)
}

/// Who may log in: the application by IAM, and nobody without a name.
pub(super) fn users(system: &mut System<'_>, cache: &LogicalId, engine: &'static str) -> LogicalId {
    let project = system.project().to_owned();
    let name = |what: &str| format!("{project}-{}-{what}", cache.as_str().to_ascii_lowercase());
    let (nobody, program) = (name("nobody"), name("app"));
    let user = |what: &str, id: &str, called: &str, kind: &str, may: &str| {
        Resource::new(format!("{cache} {what}").as_str(), USER.kind)
            .with("Engine", engine)
            .with("UserId", id)
            .with("UserName", called)
            .with("AccessString", may)
            .with("AuthenticationMode", properties! { "Type": kind })
    };
    let nobody = system.add(user(
        "Nobody",
        &nobody,
        "default",
        "no-password-required",
        "off ~* -@all",
    ));
    let program = system.add(user("User", &program, &program, "iam", "on ~* +@all -@dangerous"));
    let users = Resource::new(format!("{cache} Users").as_str(), USER_GROUP.kind)
        .with("Engine", engine)
        .with("UserGroupId", name("users"))
        .with("UserIds", Value::list([&nobody, &program]));
    system.add(users)
}

/// A program connects through the firewall, by TLS; in hardened plans it signs its login by IAM.
fn uses(system: &mut System<'_>, program: &LogicalId, cache: &LogicalId) {
    let Some(resource) = system.blueprint.resource(cache).cloned() else {
        return;
    };
    let Some(group) = firewall(&resource, "SecurityGroupIds") else {
        return;
    };
    system.reach(program, &group, PORT);
    let mut access = Access::default();
    let host = resource.attribute("PrimaryEndPoint.Address");
    access.tell(system.variable("CACHE_HOST", cache), host);
    access.tell(
        system.variable("CACHE_PORT", cache),
        resource.attribute("PrimaryEndPoint.Port"),
    );
    access.tell(system.variable("CACHE_TLS", cache), "true");
    let user = LogicalId::new(&format!("{cache} User"));
    if resource.properties.contains_key("UserGroupIds") {
        access.tell(system.variable("CACHE_USER", cache), &user);
        let arns = [
            arn("replicationgroup", Value::Ref(cache.clone())),
            arn("user", Value::Ref(user)),
        ];
        access.allow(Statement::allow(&["elasticache:Connect"], arns));
    }
    system.grant(program, access);
}

fn arn(what: &str, name: Value) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":elasticache:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        format!(":{what}:").into(),
        name,
    ])
}

fn firewall(cache: &Resource, property: &str) -> Option<LogicalId> {
    let Some(Value::List(groups)) = cache.properties.get(property) else {
        return None;
    };
    groups.iter().find_map(|group| match group {
        Value::Attribute(id, "GroupId") => Some(id.clone()),
        _ => None,
    })
}

fn memcached(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("MemoryCache");
    let subnets = subnets(system, &id);
    let group = system.security_group(&format!("{id} SecurityGroup"), "The cache", Outbound::Nothing);
    let hardened = system.hardened();
    let nodes = part
        .number("nodes", (1, 40))
        .unwrap_or(if hardened { 2 } else { 1 });
    let cache = Resource::new(id.clone(), CacheCluster::KIND)
        .with_some("ClusterName", part.name(is_name))
        .with("Engine", "memcached")
        .with("EngineVersion", "1.6.22")
        .with("CacheNodeType", node_type(part))
        .with("NumCacheNodes", nodes)
        .with("AZMode", if nodes > 1 { "cross-az" } else { "single-az" })
        .with("CacheSubnetGroupName", &subnets)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with("Port", MEMCACHED_PORT)
        .with("TransitEncryptionEnabled", true)
        .with("AutoMinorVersionUpgrade", true);
    let host = cache.attribute("ConfigurationEndpoint.Address");
    let what = "Host name of the simple cache, inside of the network; it takes encrypted connections only";
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(cache)
}

fn use_memcached(system: &mut System<'_>, program: &LogicalId, cache: &LogicalId) {
    let Some(resource) = system.blueprint.resource(cache).cloned() else {
        return;
    };
    let Some(group) = firewall(&resource, "VpcSecurityGroupIds") else {
        return;
    };
    system.reach(program, &group, MEMCACHED_PORT);
    let mut access = Access::default();
    access.tell(
        system.variable("MEMCACHED_HOST", cache),
        resource.attribute("ConfigurationEndpoint.Address"),
    );
    access.tell(
        system.variable("MEMCACHED_PORT", cache),
        resource.attribute("ConfigurationEndpoint.Port"),
    );
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a cache.
fn is_name(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.ends_with('-')
        && !name.contains("--")
}
