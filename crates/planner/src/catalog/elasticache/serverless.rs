//! A cache without nodes to choose: it follows the load, within limits that keep its price in bounds.

use rust_decimal::Decimal;

use super::super::component::{Component, Part};
use super::super::iam::Statement;
use super::super::plain::Metered;
use super::super::{Billed, HOURS_PER_MONTH, Resource, Tags, UsageProfile, billed};
use super::parts::users;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Value};
use crate::properties;

const KIND: &str = "AWS::ElastiCache::ServerlessCache";
const PORT: i64 = 6379;
/// Gigabytes that the estimate counts with: a tenth of one, the smallest cache of Valkey.
const LEAST_GB: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// Gigabytes and units of work per second that it may grow to, unless something else was said.
const MOST_GB: i64 = 1;
const MOST_UNITS: i64 = 5000;
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;

pub(crate) const CACHE: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "A cache that grows and shrinks by itself, encrypted, with a limit that keeps its price in bounds",
        "कैश जो अपने-आप बढ़ता-घटता है: एन्क्रिप्टेड, और खर्च की सीमा के साथ",
        "Cache jo apne aap badhta-ghatta hai: encrypted, aur kharch ki limit ke saath",
    ],
    billed: bill,
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "elasticache serverless|amazon elasticache serverless|serverless elasticache|serverless cache|serverless redis|\
         serverless valkey|serverless redis cache|elasticache serverless cache|elasticache serverless redis|\
         elasticache serverless valkey|redis serverless|valkey serverless",
        "सर्वरलेस कैश|सर्वरलेस रेडिस",
        "",
    ],
    build,
    uses: Some(uses),
}];

/// A unit of work is a simple command on a kilobyte; one request takes two.
fn bill(_cache: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![
        billed(
            "ElastiCache Serverless",
            "valkey_storage_gb_hours",
            HOURS_PER_MONTH * LEAST_GB,
        ),
        billed(
            "ElastiCache Serverless",
            "valkey_ecpu",
            usage.api_requests * Decimal::TWO,
        ),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let network = system.network();
    let id = system.free_id("ElasticCache");
    let group = system.security_group(&format!("{id} SecurityGroup"), "The cache", Outbound::Nothing);
    let users = users(system, &id, "valkey");
    let most = part.number("storageGB", (1, 5000)).unwrap_or(MOST_GB);
    let cache = Resource::new(id.clone(), KIND)
        .with("ServerlessCacheName", system.physical_name(&id, 40))
        .with("Engine", "valkey")
        .with("MajorEngineVersion", "8")
        .with(
            "CacheUsageLimits",
            properties! {
                "DataStorage": properties! { "Maximum": most, "Unit": "GB" },
                "ECPUPerSecond": properties! { "Maximum": MOST_UNITS },
            },
        )
        .with("SubnetIds", Value::list(&network.private))
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with("UserGroupId", &users)
        .with_some("KmsKeyId", key)
        .with_some("SnapshotRetentionLimit", system.hardened().then_some(BACKUP_DAYS));
    let host = cache.attribute("Endpoint.Address");
    let what = "Host name of the cache that grows by itself, inside of the network";
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(cache)
}

/// A program connects through the firewall, by TLS, and signs its login by IAM.
fn uses(system: &mut System<'_>, program: &LogicalId, cache: &LogicalId) {
    system.reach_part(program, cache, PORT);
    let user = LogicalId::new(&format!("{cache} User"));
    let of_cache = |attribute| Value::Attribute(cache.clone(), attribute);
    let mut access = Access::default();
    access.tell(
        system.variable("ELASTIC_CACHE_HOST", cache),
        of_cache("Endpoint.Address"),
    );
    access.tell(
        system.variable("ELASTIC_CACHE_PORT", cache),
        of_cache("Endpoint.Port"),
    );
    access.tell(system.variable("ELASTIC_CACHE_USER", cache), &user);
    let arns = [of_cache("ARN"), Value::Attribute(user, "Arn")];
    access.allow(Statement::allow(&["elasticache:Connect"], arns));
    system.grant(program, access);
}
