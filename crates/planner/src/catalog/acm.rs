//! AWS Certificate Manager: proves to browsers that a domain is the owner's. Costs nothing.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::Value;
use crate::properties;

/// `AWS::CertificateManager::Certificate`.
pub(crate) struct Certificate;

impl Certificate {
    pub(crate) const KIND: &str = "AWS::CertificateManager::Certificate";
}

impl Service for Certificate {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Proves to browsers that the domain is yours, so that connections are encrypted; renews itself",
                "ब्राउज़र को साबित करता है कि डोमेन आपका है, ताकि कनेक्शन सुरक्षित रहे; खुद नया हो जाता है",
                "Browser ko saabit karta hai ki domain aapka hai, taaki connection encrypted rahe; khud renew hota hai",
            ],
        )
    }

    fn billed(&self, _certificate: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("ACM", "public_certificate_non_exportable", Decimal::ONE)]
    }
}

/// A certificate that proves itself by a record in the hosted zone of the domain, made and renewed by AWS.
pub(crate) fn certificate(id: &str, domain: impl Into<Value>, hosted_zone: &Value) -> Resource {
    let domain = domain.into();
    let proof = properties! { "DomainName": domain.clone(), "HostedZoneId": hosted_zone.clone() };
    Resource::new(id, Certificate.kind())
        .with("DomainName", domain)
        .with("ValidationMethod", "DNS")
        .with("DomainValidationOptions", vec![proof])
}

/// Makes a certificate prove one more name in the same zone.
pub(crate) fn add_name(certificate: &mut Resource, name: &Value, hosted_zone: &Value) {
    let proof = properties! { "DomainName": name.clone(), "HostedZoneId": hosted_zone.clone() };
    let names = certificate
        .properties
        .entry("SubjectAlternativeNames")
        .or_insert_with(|| Value::List(Vec::new()));
    if let Value::List(names) = names {
        names.push(name.clone());
    }
    if let Some(Value::List(proofs)) = certificate.properties.get_mut("DomainValidationOptions") {
        proofs.push(proof);
    }
}
