//! Amazon `CloudFront`: the content network that stands in front of files and functions.

pub(crate) mod files;
pub(crate) mod hardened;
mod parts;
mod signers;
mod signing;

use cloudwhisper_api::language::Language;
use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, tiered};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

pub(crate) use parts::{COMPONENTS, WIRES};
pub(crate) use signers::COMPONENTS as SIGNERS;
pub(crate) use signing::{
    KEY_GROUP, ORIGIN_ACCESS_CONTROL, PUBLIC_KEY, Signed, key_group, origin_access_control, public_key,
    signs_for,
};

const FIRST_STEP_GB: Decimal = Decimal::from_parts(10_240, 0, 0, false, 0);
/// All of AWS's places but South America, Australia and New Zealand: the cheapest class that includes India.
const PRICE_CLASS: &str = "PriceClass_200";
/// AWS's own sets of settings, the same in every account: `SecurityHeadersPolicy`.
const SECURITY_HEADERS: &str = "67f7725c-6f97-4210-82d7-5512b31e9d03";
/// `AllViewerExceptHostHeader`.
const ALL_VIEWER_EXCEPT_HOST: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/// `AWS::CloudFront::Distribution`.
pub(crate) struct Distribution;

impl Distribution {
    pub(crate) const KIND: &str = "AWS::CloudFront::Distribution";
}

impl Service for Distribution {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Delivers your pages quickly from a place near each visitor, always over an encrypted connection",
                "हर देखने वाले के पास की जगह से पन्ने तेज़ी से और हमेशा सुरक्षित कनेक्शन पर पहुँचाता है",
                "Har visitor ke paas ki jagah se pages tezi se aur hamesha encrypted connection par pahunchata hai",
            ],
        )
    }

    /// Priced as if every visitor were in India, the dearest of the places that most visitors come from.
    fn billed(&self, _distribution: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let steps = ["data_out_india_first_10tb", "data_out_india_next_40tb"];
        let mut bill = tiered("CloudFront", steps, usage.data_transfer_gb, FIRST_STEP_GB);
        bill.push(billed("CloudFront", "https_requests_india", usage.api_requests));
        bill
    }
}

pub(crate) const FUNCTION: Plain = Plain {
    kind: "AWS::CloudFront::Function",
    tags: Tags::None,
    purpose: [
        "Finds the right page for an address, and shows a welcome page until you add your own",
        "पते के लिए सही पन्ना ढूँढता है, और आपके पन्ने आने तक स्वागत पन्ना दिखाता है",
        "Address ke liye sahi page dhoondhta hai, aur aapke pages aane tak welcome page dikhata hai",
    ],
};

/// Whether `CloudFront`'s numbers, and log groups of its visits, are kept in this region: they are in one alone, wherever the
/// visitors are. Source: `CloudFront` developer guide, "Use the CloudWatch API" ("US East (N. Virginia)"), 2026-11.
pub(crate) fn is_measured_in(region: &str) -> bool {
    region == "us-east-1"
}

/// How long answers are kept near the visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caching {
    /// As long as their headers allow: files.
    Optimized,
    /// Not at all: pages that are made anew for each request.
    Disabled,
}

impl Caching {
    /// Id of AWS's own cache policy `CachingOptimized` or `CachingDisabled`.
    fn policy(self) -> &'static str {
        match self {
            Self::Optimized => "658327ea-f89d-4fab-a63d-7e88639e58f6",
            Self::Disabled => "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        }
    }
}

/// A small function that sees every request before the cache does.
pub(crate) fn function(id: &str, comment: &str, code: &str) -> Resource {
    Resource::new(id, FUNCTION.kind)
        .with("Name", unique_name("-pages"))
        .with("AutoPublish", true)
        .with(
            "FunctionConfig",
            properties! { "Comment": comment, "Runtime": "cloudfront-js-2.0" },
        )
        .with("FunctionCode", code)
}

/// A private bucket as an origin.
pub(crate) fn bucket_origin(id: &str, bucket: &LogicalId, access: &LogicalId) -> Value {
    properties! {
        "Id": id,
        "DomainName": Value::Attribute(bucket.clone(), "RegionalDomainName"),
        "OriginAccessControlId": Value::Attribute(access.clone(), "Id"),
        // Required and empty: the origin access control took its place.
        "S3OriginConfig": properties! { "OriginAccessIdentity": "" },
    }
}

/// An HTTPS server as an origin.
pub(crate) fn https_origin(id: &str, host: Value, access: &LogicalId) -> Value {
    properties! {
        "Id": id,
        "DomainName": host,
        "OriginAccessControlId": Value::Attribute(access.clone(), "Id"),
        "CustomOriginConfig": properties! {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": vec!["TLSv1.2"],
        },
    }
}

/// An HTTPS server that takes requests from everybody as an origin.
pub(crate) fn open_origin(id: &str, host: Value) -> Value {
    properties! {
        "Id": id,
        "DomainName": host,
        "CustomOriginConfig": properties! {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": vec!["TLSv1.2"],
        },
    }
}

/// How files are delivered: over HTTPS, compressed, cached, with security headers.
pub(crate) fn files(origin: &str, function: Option<&LogicalId>) -> Value {
    let mut behavior = behavior(origin, Caching::Optimized);
    if let (Value::Map(entries), Some(function)) = (&mut behavior, function) {
        let association = properties! {
            "EventType": "viewer-request",
            "FunctionARN": Value::Attribute(function.clone(), "FunctionARN"),
        };
        entries.insert("FunctionAssociations".to_owned(), Value::list([association]));
    }
    behavior
}

/// How requests are handed to a program: all methods, headers and cookies, nothing cached.
pub(crate) fn dynamic(origin: &str) -> Value {
    let mut behavior = behavior(origin, Caching::Disabled);
    if let Value::Map(entries) = &mut behavior {
        let methods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
        entries.insert("AllowedMethods".to_owned(), Value::list(methods));
        entries.insert("OriginRequestPolicyId".to_owned(), ALL_VIEWER_EXCEPT_HOST.into());
    }
    behavior
}

fn behavior(origin: &str, caching: Caching) -> Value {
    properties! {
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": "redirect-to-https",
        "Compress": true,
        "CachePolicyId": caching.policy(),
        "ResponseHeadersPolicyId": SECURITY_HEADERS,
    }
}

/// A distribution with these settings and those that every distribution has.
pub(crate) fn distribution(id: &str, comment: &str, origins: Vec<Value>, default: Value) -> Resource {
    let config = properties! {
        "Enabled": true,
        "Comment": comment,
        "HttpVersion": "http2and3",
        "IPV6Enabled": true,
        "PriceClass": PRICE_CLASS,
        "Origins": origins,
        "DefaultCacheBehavior": default,
    };
    Resource::new(id, Distribution::KIND).with("DistributionConfig", config)
}

/// Sets what was said of distributions: how far their network reaches, and who may see them.
pub(crate) fn settle(system: &mut System<'_>) {
    let requirements = system.design.requirements;
    let said = |word| wishes::said(requirements, Distribution::KIND, &[word]);
    let reach =
        said("priceClass").filter(|it| ["PriceClass_100", "PriceClass_200", "PriceClass_All"].contains(it));
    let countries = [(ONLY_COUNTRIES, "whitelist"), (NOT_COUNTRIES, "blacklist")];
    let countries = countries
        .into_iter()
        .find_map(|(word, list)| Some((said(word)?, list)));
    for id in system.all(Distribution::KIND) {
        let Some(distribution) = system.blueprint.resource_mut(&id) else {
            continue;
        };
        if let Some(reach) = reach {
            configure(distribution, "PriceClass", reach);
        }
        if let Some((countries, list)) = countries {
            let codes: Vec<&str> = countries.split(' ').collect();
            let restriction = properties! { "RestrictionType": list, "Locations": codes };
            configure(
                distribution,
                "Restrictions",
                properties! { "GeoRestriction": restriction },
            );
        }
    }
}

/// Under which word it is noted that its pages lie in a bucket of their own, apart from files that disappear after a time.
pub(crate) const PAGES_APART: &str = "pagesApart";
/// Codes of the only countries that a distribution is seen in, by ISO 3166, with a space between.
pub(crate) const ONLY_COUNTRIES: &str = "onlyCountries";
/// Codes of the countries that it is not seen in.
pub(crate) const NOT_COUNTRIES: &str = "notCountries";

/// Sets one of the settings of a distribution.
pub(crate) fn configure(distribution: &mut Resource, setting: &str, value: impl Into<Value>) {
    if let Some(Value::Map(config)) = distribution.properties.get_mut("DistributionConfig") {
        config.insert(setting.to_owned(), value.into());
    }
}

/// Whether one of the settings of a distribution is made.
fn has(distribution: &Resource, setting: &str) -> bool {
    let config = distribution.properties.get("DistributionConfig");
    config.is_some_and(|config| config.get(setting).is_some())
}

/// Whether a distribution writes its visits to a bucket.
pub(crate) fn is_logged(distribution: &Resource) -> bool {
    has(distribution, "Logging")
}

/// Adds addresses that are answered in another way than the rest.
fn add_behavior(config: &mut IndexMap<String, Value>, behavior: Value) {
    let behaviors = config
        .entry("CacheBehaviors".to_owned())
        .or_insert_with(|| Value::List(Vec::new()));
    if let Value::List(behaviors) = behaviors {
        behaviors.push(behavior);
    }
}

/// ARN of a distribution, for policies that let only this one in.
pub(crate) fn arn(distribution: &LogicalId) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":cloudfront::".into(),
        Pseudo::AccountId.into(),
        ":distribution/".into(),
        distribution.into(),
    ])
}

/// A name that is the stack's alone; AWS makes none by itself here, and takes at most 64 characters.
fn unique_name(suffix: &str) -> Value {
    Value::Concat(vec![Pseudo::StackName.into(), suffix.into()])
}
