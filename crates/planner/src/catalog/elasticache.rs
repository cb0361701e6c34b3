//! Amazon `ElastiCache`: what is asked for again and again, kept in memory. Here: Valkey and Redis as a group of nodes, and
//! Memcached. Without a password firewalls decide who gets in; hardened plans want a login by IAM too.

mod parts;
mod serverless;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, hours_of};
use crate::blueprint::Value;

pub(crate) use parts::COMPONENTS;
pub(crate) use serverless::{CACHE as SERVERLESS, COMPONENTS as SERVERLESS_PARTS};

/// `AWS::ElastiCache::ReplicationGroup`.
pub(crate) struct ReplicationGroup;

impl ReplicationGroup {
    pub(crate) const KIND: &str = "AWS::ElastiCache::ReplicationGroup";
}

impl Service for ReplicationGroup {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A cache: keeps in memory what is asked for often, encrypted, so that pages are quick",
                "कैश: जो बार-बार माँगा जाता है उसे मेमोरी में एन्क्रिप्ट करके रखता है, ताकि पेज जल्दी खुलें",
                "Cache: jo baar-baar maanga jata hai use memory mein encrypt karke rakhta hai, taaki page jaldi khulein",
            ],
        )
    }

    fn billed(&self, group: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let nodes = group
            .properties
            .get("NumCacheClusters")
            .and_then(Value::as_integer);
        let text = |property| group.properties.get(property).and_then(Value::as_text);
        let engine = if text("Engine") == Some("redis") {
            "redis_"
        } else {
            "valkey_"
        };
        let hours = HOURS_PER_MONTH * Decimal::from(nodes.unwrap_or(1));
        let size = text("CacheNodeType").unwrap_or_default();
        vec![hours_of("ElastiCache", size, [engine, ""], hours)]
    }
}

/// `AWS::ElastiCache::CacheCluster`: Memcached, as far as it is ours.
pub(crate) struct CacheCluster;

impl CacheCluster {
    pub(crate) const KIND: &str = "AWS::ElastiCache::CacheCluster";
}

impl Service for CacheCluster {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A simple cache: keeps in memory what is asked for often; it forgets when it restarts",
                "सादा कैश: जो बार-बार माँगा जाता है उसे मेमोरी में रखता है; दोबारा चालू होने पर भूल जाता है",
                "Simple cache: jo baar-baar maanga jata hai use memory mein rakhta hai; restart par bhool jata hai",
            ],
        )
    }

    fn billed(&self, cluster: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let nodes = cluster
            .properties
            .get("NumCacheNodes")
            .and_then(Value::as_integer);
        let hours = HOURS_PER_MONTH * Decimal::from(nodes.unwrap_or(1));
        let size = cluster.properties.get("CacheNodeType").and_then(Value::as_text);
        vec![hours_of(
            "ElastiCache",
            size.unwrap_or_default(),
            ["memcached_", ""],
            hours,
        )]
    }
}

pub(crate) const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::ElastiCache::SubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the cache in the private part of the network",
        "कैश को नेटवर्क के निजी हिस्से में रखता है",
        "Cache ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const USER: Plain = Plain {
    kind: "AWS::ElastiCache::User",
    tags: Tags::List,
    purpose: [
        "Somebody who may log in to the cache, or must not",
        "वह जो कैश में लॉग इन कर सकता है, या नहीं कर सकता",
        "Woh jo cache mein log in kar sakta hai, ya nahi kar sakta",
    ],
};

pub(crate) const USER_GROUP: Plain = Plain {
    kind: "AWS::ElastiCache::UserGroup",
    tags: Tags::List,
    purpose: [
        "The list of those who may log in to the cache",
        "उनकी सूची जो कैश में लॉग इन कर सकते हैं",
        "Unki list jo cache mein log in kar sakte hain",
    ],
};
