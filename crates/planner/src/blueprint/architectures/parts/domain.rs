//! A domain name of the person's own: a certificate, and a record that leads to what runs here.
//!
//! The hosted zone has to be in the account already; its id is the answer `hostedZoneId`. `CloudFront` takes certificates
//! of us-east-1 alone, and a stack makes resources in its own region only: in other regions the certificate has to be
//! there already, and its ARN is the answer `certificateArn`.
//!
//! Hardened plans put every content network under a domain, and ask for one where none was said: AWS lets nobody choose
//! which versions of TLS the names that it gives itself speak.
//!
//! How to call it: every function returns the URL that people open, and without a domain of one's own adds nothing:
//! ```text
//! let url = domain::for_distribution(blueprint, design, &distribution);
//! let url = domain::for_http_api(blueprint, design, &api, &stage);
//! let url = domain::for_rest_api(blueprint, design, &api, &stage);
//! blueprint.output("Url", "Address of the API", url);
//! ```

use super::wishes;
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Parameter, Resource, Value};
use crate::catalog::{acm, apigateway, cloudfront, custom_domain, elb, route53};
use crate::properties;

/// Zone of all `CloudFront` distributions, the same everywhere.
pub(crate) const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";
/// The one region whose certificates `CloudFront` takes.
const CLOUDFRONT_REGION: &str = "us-east-1";

/// The domain that was asked for, in lower case, where it is one.
pub(crate) fn wanted(design: &Design<'_>) -> Option<String> {
    host_name(design.requirements.networking.custom_domain.as_deref()?)
}

/// Whether the domain leads somewhere already: to what people open first.
pub(crate) fn is_taken(blueprint: &Blueprint) -> bool {
    blueprint.resource(&LogicalId::new("DomainRecord")).is_some()
}

fn host_name(said: &str) -> Option<String> {
    let name = said.trim().trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (name.len() <= 253 && name.contains('.') && name.split('.').all(label)).then_some(name)
}

/// Name of the record of a load balancer behind a content network that took over the domain.
const ORIGIN: &str = "OriginRecord";
/// Name of the zone where one was asked for.
pub(crate) const ZONE: &str = "DomainZone";

/// The parameter for the id of the hosted zone, or the zone itself where one was asked for. Certificates then wait until
/// its name servers have been entered at the domain's registrar.
pub(crate) fn hosted_zone(blueprint: &mut Blueprint, design: &Design<'_>) -> Value {
    let id = LogicalId::new(ZONE);
    if blueprint.resource(&id).is_some() {
        return Value::Ref(id);
    }
    let asked_for = wishes::named(design.requirements, route53::HostedZone::KIND)
        .any(|said| said.properties.is_empty() || !said.properties.contains_key("type"));
    if asked_for {
        let name = name(blueprint, design);
        let zone = blueprint.add(route53::public(&name));
        let what = "Id of the zone; enter its name servers at the registrar of your domain";
        blueprint.output("HostedZoneId", what, &zone);
        return Value::Ref(zone);
    }
    blueprint.parameter(Parameter {
        id: "HostedZoneId".into(),
        description: "Id of the Route 53 hosted zone of the domain (Route 53 console, Hosted zones)",
        pattern: "^Z[A-Z0-9]{1,31}$",
        answer: "hostedZoneId",
    })
}

/// The domain as it was said, else one that the owner gives.
pub(crate) fn name(blueprint: &mut Blueprint, design: &Design<'_>) -> Value {
    match wanted(design) {
        Some(name) => name.into(),
        None => blueprint.parameter(Parameter {
            id: "DomainName".into(),
            description: "Your domain, such as shop.example.com",
            pattern: r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
            answer: "domainName",
        }),
    }
}

/// Makes a distribution answer under the domain: one that was said, or one that a load balancer behind it had and gave up. Where that
/// leads elsewhere already, hardened plans take a name below it.
pub(crate) fn for_distribution(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    distribution: &LogicalId,
) -> Value {
    let host = Value::Attribute(distribution.clone(), "DomainName");
    let hardened = design.profile == Profile::Hardened;
    let taken = is_taken(blueprint);
    let free = wanted(design).is_some() || blueprint.resource(&LogicalId::new(ORIGIN)).is_some();
    if !hardened && (taken || !free) {
        return https(host);
    }
    let zone = hosted_zone(blueprint, design);
    let domain = name(blueprint, design);
    let (name, record) = if taken {
        let label = distribution.as_str().to_ascii_lowercase();
        (below(&label, domain), format!("{distribution} Record"))
    } else {
        (domain, "DomainRecord".to_owned())
    };
    alias_of(blueprint, design, distribution, &name, &zone);
    for (record, kind) in [(record.clone(), "A"), (format!("{record}V6"), "AAAA")] {
        let target_zone = CLOUDFRONT_ZONE.into();
        blueprint.add(route53::alias(&record, &name, kind, &zone, &host, &target_zone));
    }
    https(name)
}

/// The name with this label before it.
fn below(label: &str, domain: Value) -> Value {
    match domain {
        Value::Text(domain) => format!("{label}.{domain}").into(),
        domain => Value::Concat(vec![format!("{label}.").into(), domain]),
    }
}

/// Makes a distribution answer under this name too, with a certificate for it.
pub(crate) fn alias_of(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    distribution: &LogicalId,
    name: &Value,
    zone: &Value,
) {
    let there = blueprint.of_kind(acm::Certificate::KIND).next();
    let certificate = match there.map(|it| it.id.clone()) {
        _ if design.requirements.region != CLOUDFRONT_REGION => given_certificate(blueprint),
        Some(certificate) => covering(blueprint, certificate, name, zone),
        None => Value::Ref(blueprint.add(acm::certificate("Certificate", name.clone(), zone))),
    };
    if let Some(distribution) = blueprint.resource_mut(distribution) {
        cloudfront::configure(distribution, "Aliases", vec![name.clone()]);
        let viewer = properties! {
            "AcmCertificateArn": certificate,
            "SslSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
        };
        cloudfront::configure(distribution, "ViewerCertificate", viewer);
    }
}

/// A certificate that is there already, made to cover this name too.
fn covering(blueprint: &mut Blueprint, certificate: LogicalId, name: &Value, zone: &Value) -> Value {
    let is_known = |it: &Resource| {
        let names = it.properties.get("SubjectAlternativeNames");
        let others = matches!(names, Some(Value::List(names)) if names.contains(name));
        others || it.properties.get("DomainName") == Some(name)
    };
    if let Some(it) = blueprint.resource_mut(&certificate).filter(|it| !is_known(it)) {
        acm::add_name(it, name, zone);
    }
    Value::Ref(certificate)
}

/// Frees the domain for a content network: the load balancer or API that it leads to gets a name below it, which its
/// certificate covers too. Returns the name where it is a load balancer's, which has no other that is encrypted: by its record, which
/// the network so waits for.
pub(crate) fn free_for_content_network(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<Value> {
    let record = blueprint.resource(&LogicalId::new("DomainRecord"))?;
    let name = owned(design).then(|| record.properties.get("Name").cloned())??;
    let references = record.properties.get("AliasTarget")?.references();
    let target = references.first().and_then(|id| blueprint.resource(id))?;
    // A content network comes over the internet.
    if target.kind == elb::LoadBalancer::KIND && !elb::is_public(target) {
        return None;
    }
    let (target, kind) = (target.id.clone(), target.kind);
    let (name, id) = match kind {
        elb::LoadBalancer::KIND => (below("origin", name), ORIGIN),
        cloudfront::Distribution::KIND => return None,
        _ => (below("api", name), "ApiRecord"),
    };
    let certificate = blueprint.of_kind(acm::Certificate::KIND).next()?.id.clone();
    let zone = hosted_zone(blueprint, design);
    if let Some(record) = blueprint.resource_mut(&LogicalId::new("DomainRecord")) {
        record.id = LogicalId::new(id);
        record.properties.insert("Name", name.clone());
    }
    if let Some(certificate) = blueprint.resource_mut(&certificate) {
        acm::add_name(certificate, &name, &zone);
    }
    if kind == elb::LoadBalancer::KIND {
        return Some(Value::Ref(LogicalId::new(ORIGIN)));
    }
    if let Some(api_domain) = blueprint.resource_mut(&target) {
        api_domain.properties.insert("DomainName", name);
    }
    None
}

/// Makes an HTTP API answer under the domain.
pub(crate) fn for_http_api(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    api: &LogicalId,
    stage: &LogicalId,
) -> Value {
    let Some(name) = wanted(design) else {
        return Value::Attribute(api.clone(), "ApiEndpoint");
    };
    let zone = hosted_zone(blueprint, design);
    let certificate = certificate(blueprint, name.as_str(), &zone);
    let domain = blueprint.add(custom_domain::http_api_domain(
        "ApiDomain",
        name.as_str(),
        &certificate,
    ));
    blueprint.add(custom_domain::http_api_mapping(
        "ApiDomainMapping",
        &domain,
        api,
        stage,
    ));
    api_record(blueprint, &name, &zone, &domain);
    https(name.into())
}

/// Makes a REST API answer under the domain.
pub(crate) fn for_rest_api(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    api: &LogicalId,
    stage: &LogicalId,
) -> Value {
    // Names for private APIs are another type of resource, which each network is let in to by itself.
    if apigateway::private::is_meant(design.requirements) {
        return apigateway::private::address(api, stage);
    }
    let Some(name) = wanted(design) else {
        return rest_api_address(api, stage);
    };
    let zone = hosted_zone(blueprint, design);
    let certificate = certificate(blueprint, name.as_str(), &zone);
    let domain = blueprint.add(custom_domain::rest_api_domain("ApiDomain", &name, &certificate));
    blueprint.add(custom_domain::rest_api_mapping(
        "ApiDomainMapping",
        &domain,
        api,
        stage,
    ));
    api_record(blueprint, &name, &zone, &domain);
    https(name.into())
}

/// Whether there is a domain to prove: it was said, or a certificate was asked for by name, which is always of some domain.
fn owned(design: &Design<'_>) -> bool {
    wanted(design).is_some() || wishes::names(design.requirements, acm::Certificate::KIND)
}

/// The domain for a load balancer, unless it leads elsewhere already.
fn of_load_balancer(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<Value> {
    (owned(design) && !is_taken(blueprint)).then(|| name(blueprint, design))
}

/// The certificate for a load balancer, where a domain or a certificate was asked for. Call [`for_load_balancer`] once it is there.
pub(crate) fn load_balancer_certificate(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<Value> {
    let name = of_load_balancer(blueprint, design)?;
    let zone = hosted_zone(blueprint, design);
    Some(certificate(blueprint, name, &zone))
}

/// Makes the domain lead to a load balancer; `None` where neither it nor a certificate was asked for.
pub(crate) fn for_load_balancer(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    balancer: &LogicalId,
) -> Option<Value> {
    let name = of_load_balancer(blueprint, design)?;
    let zone = hosted_zone(blueprint, design);
    let host = Value::Attribute(balancer.clone(), "DNSName");
    let target_zone = Value::Attribute(balancer.clone(), "CanonicalHostedZoneID");
    blueprint.add(route53::alias(
        "DomainRecord",
        &name,
        "A",
        &zone,
        &host,
        &target_zone,
    ));
    Some(https(name))
}

fn certificate(blueprint: &mut Blueprint, name: impl Into<Value>, zone: &Value) -> Value {
    Value::Ref(blueprint.add(acm::certificate("Certificate", name, zone)))
}

fn given_certificate(blueprint: &mut Blueprint) -> Value {
    blueprint.parameter(Parameter {
        id: "CertificateArn".into(),
        description: "ARN of an issued certificate for the domain, in region us-east-1 (Certificate Manager console)",
        pattern: "^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]{36}$",
        answer: "certificateArn",
    })
}

fn api_record(blueprint: &mut Blueprint, name: &str, zone: &Value, domain: &LogicalId) {
    let host = Value::Attribute(domain.clone(), "RegionalDomainName");
    let target_zone = Value::Attribute(domain.clone(), "RegionalHostedZoneId");
    blueprint.add(route53::alias(
        "DomainRecord",
        &name.into(),
        "A",
        zone,
        &host,
        &target_zone,
    ));
}

/// Address of a REST API without a domain of one's own.
pub(crate) fn rest_api_address(api: &LogicalId, stage: &LogicalId) -> Value {
    Value::Concat(vec![
        "https://".into(),
        api.into(),
        ".execute-api.".into(),
        crate::blueprint::Pseudo::Region.into(),
        ".".into(),
        crate::blueprint::Pseudo::UrlSuffix.into(),
        "/".into(),
        stage.into(),
    ])
}

fn https(host: Value) -> Value {
    Value::Concat(vec!["https://".into(), host])
}

#[cfg(test)]
mod tests {
    use super::host_name;

    #[test]
    fn only_what_can_be_looked_up_is_a_domain() {
        assert_eq!(
            host_name(" Shop.Example.in. ").as_deref(),
            Some("shop.example.in")
        );
        for no in [
            "shop",
            "https://shop.example.in",
            "*.example.in",
            "shop..in",
            "-shop.example.in",
            "दुकान.भारत",
        ] {
            assert_eq!(host_name(no), None, "{no}");
        }
    }
}
