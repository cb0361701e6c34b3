//! Zones, names and health checks as parts of a system, and certificates for names.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::Record;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::domain;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Part, Variant};
use crate::catalog::plain::say;
use crate::catalog::{
    Billed, Service, Tags, UsageProfile, acm, apigatewayv2, billed, cloudfront, custom_domain, elb,
};
use crate::properties;

const ADDRESS: &str = "AWS::EC2::EIP";
const SORT: &str = "type";
const PRIVATE: &str = "private";

/// `AWS::Route53::HostedZone`.
pub(crate) struct HostedZone;

impl HostedZone {
    pub(crate) const KIND: &str = "AWS::Route53::HostedZone";
}

impl Service for HostedZone {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps the list of where each name of your domain leads",
                "आपके डोमेन का हर नाम कहाँ ले जाता है, इसकी सूची रखता है",
                "Aapke domain ka har naam kahan le jaata hai, iski list rakhta hai",
            ],
        )
    }

    /// It takes tags under another name.
    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _zone: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("Route 53", "hosted_zone_first_25", Decimal::ONE)]
    }
}

/// `AWS::Route53::HealthCheck`.
pub(crate) struct HealthCheck;

impl HealthCheck {
    pub(crate) const KIND: &str = "AWS::Route53::HealthCheck";
}

impl Service for HealthCheck {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Asks your application from around the world every 30 seconds whether it is well",
                "हर 30 सेकंड में दुनिया भर से आपके ऐप्लिकेशन से पूछता है कि वह ठीक है या नहीं",
                "Har 30 second mein duniya bhar se aapke application se poochta hai ki woh theek hai ya nahi",
            ],
        )
    }

    /// It takes tags under another name.
    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _check: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("Route 53", "health_check_aws_endpoint", Decimal::ONE)]
    }
}

/// Zones of the internet, the usual sort, and of the network alone.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: HostedZone::KIND,
        word: SORT,
        value: Some(PRIVATE),
        // No text of a zone says it; the network's own is built once per name.
        property: "",
        marks: &["private", "internal"],
    },
    Variant {
        kind: HostedZone::KIND,
        word: SORT,
        value: None,
        property: "",
        marks: &["public"],
    },
];

/// Zones come before what has names in them.
pub(crate) const ZONES: &[Component] = &[Component {
    kind: HostedZone::KIND,
    terms: [
        "hosted zone|route 53 zone|route53 zone|route 53 public zone|route 53 hosted zone|route53 hosted zone|dns zone|public hosted zone|private hosted zone|internal hosted zone|\
         private dns zone",
        "होस्टेड ज़ोन|होस्टेड जोन|डीएनएस ज़ोन",
        "",
    ],
    build: zone,
    uses: None,
}];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: acm::Certificate::KIND,
        terms: [
            "acm|acm certificate|aws certificate manager|certificate manager|ssl certificate|tls certificate|https certificate|\
             ssl cert|tls cert",
            "एसीएम|SSL सर्टिफिकेट|HTTPS सर्टिफिकेट|SSL प्रमाणपत्र|एसएसएल प्रमाण पत्र|एसएसएल सर्टिफिकेट|टीएलएस सर्टिफिकेट|एसएसएल प्रमाणपत्र",
            "ssl ka certificate",
        ],
        build: certificate,
        uses: None,
    },
    Component {
        kind: Record::KIND,
        terms: [
            "route53|route 53|amazon route 53|aws route 53|aws route53|dns record|dns|route 53 record|route53 record|alias record|\
             dns record set|domain name system|dns management|domain routing|cname|cname record|dns a record",
            "रूट 53|रूट53|डीएनएस|डीएनएस रिकॉर्ड",
            "dns wala",
        ],
        build: record,
        uses: None,
    },
    Component {
        kind: HealthCheck::KIND,
        terms: [
            "route 53 health check|route53 health check|dns health check|dns failover|uptime check|endpoint health check",
            "रूट 53 हेल्थ चेक",
            "",
        ],
        build: health_check,
        uses: None,
    },
];

fn zone(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(PRIVATE) {
        return private_zone(system);
    }
    let id = LogicalId::new(domain::ZONE);
    if domain::wanted(system.design).is_some() {
        domain::hosted_zone(&mut system.blueprint, system.design);
    }
    if system.blueprint.resource(&id).is_none() {
        let name = domain::name(&mut system.blueprint, system.design);
        system.add(public(&name));
        let what = "Id of the zone; enter its name servers at the registrar of your domain";
        system.blueprint.output("HostedZoneId", what, &id);
    }
    id
}

/// A zone of the internet for this name.
pub(crate) fn public(name: &Value) -> Resource {
    Resource::new(domain::ZONE, HostedZone::KIND).with("Name", name.clone())
}

/// Names that lead somewhere inside of the network alone.
fn private_zone(system: &mut System<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("PrivateZone");
    let vpc = properties! { "VPCId": &network.vpc, "VPCRegion": Pseudo::Region };
    let zone = Resource::new(id, HostedZone::KIND)
        .with("Name", format!("{}.internal", system.project()))
        .with("VPCs", vec![vpc]);
    system.add(zone)
}

fn certificate(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let zone = domain::hosted_zone(&mut system.blueprint, system.design);
    let name = domain::name(&mut system.blueprint, system.design);
    let id = system.free_id("Certificate");
    system.add(acm::certificate(id.as_str(), name, &zone))
}

/// Makes the domain lead to what people open first. A name has one record of a sort, so a further one is for a name of its own below the
/// domain, and leads where the owner says.
fn record(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let zone = domain::hosted_zone(&mut system.blueprint, system.design);
    let name = domain::name(&mut system.blueprint, system.design);
    let id = system.free_id("DomainRecord");
    let there = system.all(Record::KIND).len();
    if there > 0 {
        let below = Value::Concat(vec![format!("record{}.", there + 1).into(), name]);
        let record = to_elsewhere(system, &id, &below, &zone);
        return system.add(record);
    }
    let record = to_distribution(system, &id, &name, &zone)
        .or_else(|| to_balancer(system, &id, &name, &zone))
        .or_else(|| to_api(system, &id, &name, &zone))
        .or_else(|| to_address(system, &id, &name, &zone))
        .unwrap_or_else(|| to_elsewhere(system, &id, &name, &zone));
    system.add(record)
}

fn first(system: &System<'_>, kind: &str) -> Option<LogicalId> {
    system.all(kind).into_iter().next()
}

fn to_distribution(system: &mut System<'_>, id: &LogicalId, name: &Value, zone: &Value) -> Option<Resource> {
    let distribution = first(system, cloudfront::Distribution::KIND)?;
    domain::alias_of(&mut system.blueprint, system.design, &distribution, name, zone);
    let host = Value::Attribute(distribution, "DomainName");
    let target_zone = domain::CLOUDFRONT_ZONE.into();
    Some(super::alias(id.as_str(), name, "A", zone, &host, &target_zone))
}

fn to_balancer(system: &mut System<'_>, id: &LogicalId, name: &Value, zone: &Value) -> Option<Resource> {
    let balancer = first(system, elb::LoadBalancer::KIND)?;
    let host = Value::Attribute(balancer.clone(), "DNSName");
    let target_zone = Value::Attribute(balancer, "CanonicalHostedZoneID");
    Some(super::alias(id.as_str(), name, "A", zone, &host, &target_zone))
}

fn to_api(system: &mut System<'_>, id: &LogicalId, name: &Value, zone: &Value) -> Option<Resource> {
    let all = |kind: &'static str| {
        system
            .blueprint
            .resources()
            .iter()
            .filter(move |it| it.kind == kind)
    };
    let api = all(apigatewayv2::Api::KIND).find(|it| !apigatewayv2::is_websocket(it))?;
    let api = api.id.clone();
    let of_api = |it: &&Resource| it.properties.get("ApiId") == Some(&Value::from(&api));
    let stage = all(apigatewayv2::STAGE.kind).find(of_api)?.id.clone();
    let certificate = match first(system, acm::Certificate::KIND) {
        Some(certificate) => certificate,
        None => system.add(acm::certificate("Certificate", name.clone(), zone)),
    };
    let api_domain = custom_domain::http_api_domain("ApiDomain", name.clone(), &Value::from(&certificate));
    let api_domain = system.add(api_domain);
    system.add(custom_domain::http_api_mapping(
        "ApiDomainMapping",
        &api_domain,
        &api,
        &stage,
    ));
    let host = Value::Attribute(api_domain.clone(), "RegionalDomainName");
    let target_zone = Value::Attribute(api_domain, "RegionalHostedZoneId");
    Some(super::alias(id.as_str(), name, "A", zone, &host, &target_zone))
}

fn to_address(system: &mut System<'_>, id: &LogicalId, name: &Value, zone: &Value) -> Option<Resource> {
    let of_machine = |it: &&Resource| it.properties.contains_key("InstanceId");
    let address = system.blueprint.of_kind(ADDRESS).find(of_machine)?;
    Some(super::address(
        id.as_str(),
        name.clone(),
        zone,
        address.attribute("PublicIp"),
    ))
}

fn to_elsewhere(system: &mut System<'_>, id: &LogicalId, name: &Value, zone: &Value) -> Resource {
    let target = system.blueprint.parameter(Parameter {
        id: "RecordTarget".into(),
        description: "Host name that the domain leads to",
        pattern: r"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$",
        answer: "recordTarget",
    });
    super::canonical(id.as_str(), name.clone(), zone, target)
}

/// What people open first, or what the owner names.
fn health_check(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let attribute = |kind: &str, name: &'static str| first(system, kind).map(|id| Value::Attribute(id, name));
    let api = |id: LogicalId| Value::UrlHost(id, "ApiEndpoint");
    let host = domain::wanted(system.design)
        .map(Value::from)
        .or_else(|| attribute(cloudfront::Distribution::KIND, "DomainName"))
        .or_else(|| attribute(elb::LoadBalancer::KIND, "DNSName"))
        .or_else(|| first(system, apigatewayv2::Api::KIND).map(api))
        .unwrap_or_else(|| {
            system.blueprint.parameter(Parameter {
                id: "HealthCheckHost".into(),
                description: "Host name of what is to be asked whether it is well",
                pattern: r"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$",
                answer: "healthCheckHost",
            })
        });
    let config = properties! {
        "Type": "HTTPS",
        "FullyQualifiedDomainName": host,
        "Port": 443_i64,
        "ResourcePath": "/",
        "RequestInterval": 30_i64,
        "FailureThreshold": 3_i64,
        "EnableSNI": true,
    };
    let id = system.free_id("HealthCheck");
    system.add(Resource::new(id, HealthCheck::KIND).with("HealthCheckConfig", config))
}
