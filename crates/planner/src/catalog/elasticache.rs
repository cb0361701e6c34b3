//! Amazon ElastiCache: answers that are kept in memory, so that they needn't be worked out again.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::instance_types::is_instance_type;
use super::plain::{Metered, Plain};
use super::vpc::Outbound;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::group_id;
use crate::blueprint::{LogicalId, Retention, Value};

const KIND: &str = "AWS::ElastiCache::ReplicationGroup";
const MEMCACHED: &str = "AWS::ElastiCache::CacheCluster";
const REDIS_PORT: i64 = 6379;
const MEMCACHED_PORT: i64 = 11_211;
/// The smallest node there is.
const SMALLEST: &str = "cache.t4g.micro";
/// Days of snapshots in hardened plans.
const SNAPSHOT_DAYS: i64 = 7;

const GROUP: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Keeps answers in memory, so that they come at once the next time; encrypted and closed to the internet",
        "जवाबों को मेमोरी में रखता है ताकि अगली बार तुरंत मिलें; एन्क्रिप्टेड और इंटरनेट से बंद",
        "Jawab memory mein rakhta hai taaki agli baar turant milein; encrypted aur internet se band",
    ],
    billed: nodes,
};

const CLUSTER: Metered = Metered {
    kind: MEMCACHED,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Keeps answers in memory, so that they come at once the next time; what is in it may go at any time",
        "जवाबों को मेमोरी में रखता है ताकि अगली बार तुरंत मिलें; उसमें रखा कभी भी जा सकता है",
        "Jawab memory mein rakhta hai taaki agli baar turant milein; usme rakha kabhi bhi ja sakta hai",
    ],
    billed: nodes,
};

const SUBNETS: Plain = Plain {
    kind: "AWS::ElastiCache::SubnetGroup",
    tags: Tags::List,
    purpose: [
        "Puts the cache into the private part of the network",
        "कैश को नेटवर्क के निजी हिस्से में रखता है",
        "Cache ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&GROUP, &CLUSTER, &SUBNETS];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: KIND,
        terms: [
            "elasticache|amazon elasticache|aws elasticache|redis|valkey|redis cache|redis cluster|redis database|elasticache redis|\
             elasticache for redis|elasticache valkey|elasticache cluster|cache|caching|caching layer|cache layer|in-memory cache|\
             in memory cache|session store|session cache|in-memory store",
            "रेडिस|कैश|कैशिंग|इलास्टीकैश",
            "redis cache|cache layer",
        ],
        build: build_redis,
        uses: Some(use_redis),
    },
    Component {
        kind: MEMCACHED,
        terms: [
            "memcached|elasticache memcached|memcached cluster|memcache",
            "मेमकैश्ड",
            "",
        ],
        build: build_memcached,
        uses: Some(use_memcached),
    },
];

fn nodes(cache: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let text = |property| cache.properties.get(property).and_then(Value::as_text);
    let count = |property| cache.properties.get(property).and_then(Value::as_integer);
    let nodes = count("NumCacheClusters").or(count("NumCacheNodes")).unwrap_or(1);
    let dimension = match text("CacheNodeType") {
        Some("cache.t4g.micro") => "valkey_cache.t4g.micro",
        Some("cache.t4g.small") => "valkey_cache.t4g.small",
        Some("cache.t3.micro") => "valkey_cache.t3.micro",
        _ => "node_hours",
    };
    vec![billed(
        "ElastiCache",
        dimension,
        HOURS_PER_MONTH * Decimal::from(nodes),
    )]
}

fn node_type(part: &Part<'_>) -> String {
    let said = part
        .text("cacheNodeType")
        .or(part.text("instanceType"))
        .unwrap_or_default();
    let said = said.to_ascii_lowercase();
    if said.starts_with("cache.") && is_instance_type(&said) {
        said
    } else {
        SMALLEST.to_owned()
    }
}

/// The subnets and the firewall that a cache stands in.
fn place(system: &mut System<'_>, id: &LogicalId) -> (LogicalId, LogicalId) {
    let network = system.network();
    let subnets = Resource::new(format!("{id} Subnets").as_str(), SUBNETS.kind)
        .with("Description", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let group = system.security_group(&format!("{id} Security Group"), "The cache", Outbound::Nothing);
    (subnets, group)
}

fn build_redis(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Cache");
    let (subnets, group) = place(system, &id);
    let nodes: i64 = if system.hardened() || part.wants("multiAZ") {
        2
    } else {
        1
    };
    let several = nodes > 1;
    let cache = Resource::new(id.as_str(), KIND)
        .kept(Retention::Snapshot)
        .with("ReplicationGroupDescription", "Answers kept in memory")
        .with("Engine", "valkey")
        .with("CacheNodeType", node_type(part))
        .with("NumCacheClusters", nodes)
        .with("AutomaticFailoverEnabled", several)
        .with("MultiAZEnabled", several)
        .with("AtRestEncryptionEnabled", true)
        .with("TransitEncryptionEnabled", true)
        .with("AutoMinorVersionUpgrade", true)
        .with_some(
            "SnapshotRetentionLimit",
            system.hardened().then_some(SNAPSHOT_DAYS),
        )
        .with("CacheSubnetGroupName", &subnets)
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with_some("KmsKeyId", system.key_arn());
    let id = system.add(cache);
    let host = Value::Attribute(id.clone(), "PrimaryEndPoint.Address");
    system.blueprint.output(
        &format!("{id} Host"),
        "Host name of the cache, inside of the network",
        host,
    );
    id
}

fn build_memcached(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Memcached");
    let (subnets, group) = place(system, &id);
    let cache = Resource::new(id.as_str(), MEMCACHED)
        .with("Engine", "memcached")
        .with("CacheNodeType", node_type(part))
        .with("NumCacheNodes", part.number("nodes", (1, 40)).unwrap_or(1))
        .with("TransitEncryptionEnabled", true)
        .with("AutoMinorVersionUpgrade", true)
        .with("CacheSubnetGroupName", &subnets)
        .with("VpcSecurityGroupIds", vec![group_id(&group)]);
    system.add(cache)
}

fn firewall(cache: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{cache} Security Group"))
}

fn use_redis(system: &mut System<'_>, program: &LogicalId, cache: &LogicalId) {
    let mut access = Access::default();
    let host = Value::Attribute(cache.clone(), "PrimaryEndPoint.Address");
    access.tell(system.variable("CACHE_HOST", cache), host);
    system.grant(program, access);
    system.reach(program, &firewall(cache), REDIS_PORT);
}

fn use_memcached(system: &mut System<'_>, program: &LogicalId, cache: &LogicalId) {
    let mut access = Access::default();
    let host = Value::Attribute(cache.clone(), "ConfigurationEndpoint.Address");
    access.tell(system.variable("MEMCACHED_HOST", cache), host);
    system.grant(program, access);
    system.reach(program, &firewall(cache), MEMCACHED_PORT);
}
