//! Amazon Route 53: where a domain name leads. The hosted zone is the owner's and stays out of the stack, unless one was
//! asked for.

mod parts;

use cloudwhisper_api::language::Language;

use super::plain::say;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::Value;
use crate::properties;

pub(crate) use parts::{COMPONENTS, HealthCheck, HostedZone, VARIANTS, ZONES, public};

/// Seconds that others may remember an address.
const TIME_TO_LIVE: &str = "300";

/// `AWS::Route53::RecordSet`.
pub(crate) struct Record;

impl Record {
    pub(crate) const KIND: &str = "AWS::Route53::RecordSet";
}

impl Service for Record {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Makes your domain name lead to what runs here",
                "आपके डोमेन नाम को यहाँ चल रही चीज़ तक पहुँचाता है",
                "Aapke domain name ko yahan chal rahi cheez tak pahunchata hai",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, record: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        // Whoever asks once remembers the answer for minutes; one look-up per ten requests is more than there will be.
        let queries = usage.api_requests / rust_decimal::Decimal::TEN;
        let dimension = match record.properties.get("AliasTarget") {
            Some(_) => "alias_to_aws_queries",
            None => "standard_queries_first_1b",
        };
        vec![billed("Route 53", dimension, queries)]
    }
}

/// A name that leads to a service of AWS: `kind` is `A` for IPv4 and `AAAA` for IPv6. Looking it up costs nothing.
pub(crate) fn alias(
    id: &str,
    name: &Value,
    kind: &str,
    zone: &Value,
    target: &Value,
    target_zone: &Value,
) -> Resource {
    let target = properties! { "DNSName": target.clone(), "HostedZoneId": target_zone.clone() };
    record(id, name.clone(), kind, zone).with("AliasTarget", target)
}

/// A name that leads to an address.
pub(crate) fn address(id: &str, name: impl Into<Value>, zone: &Value, address: Value) -> Resource {
    record(id, name, "A", zone)
        .with("TTL", TIME_TO_LIVE)
        .with("ResourceRecords", vec![address])
}

/// A name that leads to another name.
pub(crate) fn canonical(id: &str, name: impl Into<Value>, zone: &Value, host: Value) -> Resource {
    record(id, name, "CNAME", zone)
        .with("TTL", TIME_TO_LIVE)
        .with("ResourceRecords", vec![host])
}

fn record(id: &str, name: impl Into<Value>, kind: &str, zone: &Value) -> Resource {
    Resource::new(id, Record::KIND)
        .with("Name", name)
        .with("Type", kind)
        .with("HostedZoneId", zone.clone())
}
