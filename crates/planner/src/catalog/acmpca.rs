//! AWS Private CA: an authority of one's own, whose certificates one's own machines trust.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::Metered;
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const AUTHORITY: &str = "AWS::ACMPCA::CertificateAuthority";

const AUTHORITY_TYPE: Metered = Metered {
    kind: AUTHORITY,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Issues certificates of your own, which only your own machines trust; costs a lot each month",
        "आपके अपने प्रमाणपत्र जारी करता है, जिन पर केवल आपकी मशीनें भरोसा करती हैं; हर महीने महँगा है",
        "Aapke apne certificates deta hai, jin par sirf aapki machines bharosa karti hain; har mahine mehnga hai",
    ],
    billed: |_, _| vec![billed("Private CA", "certificate_authority_month", Decimal::ONE)],
};

pub(crate) const TYPES: &[&dyn Service] = &[&AUTHORITY_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component::by_itself(
    AUTHORITY,
    [
        "private ca|aws private ca|acm private ca|acm pca|acmpca|private certificate authority|internal certificate authority|\
             certificate authority",
        "निजी प्रमाणपत्र प्राधिकरण",
        "",
    ],
    build_authority,
)];

/// A root of one's own. It signs nothing until its certificate is installed, which is done once by hand.
fn build_authority(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CertificateAuthority");
    let name = part.text("commonName").unwrap_or(system.project());
    let subject = properties! { "CommonName": format!("{name} root") };
    let authority = Resource::new(id, AUTHORITY)
        .kept(Retention::Retain)
        .with("Type", "ROOT")
        .with("KeyAlgorithm", "EC_prime256v1")
        .with("SigningAlgorithm", "SHA256WITHECDSA")
        .with("Subject", subject)
        // A seventh of the price, for certificates of at most seven days.
        .with_some(
            "UsageMode",
            (!system.hardened()).then_some("SHORT_LIVED_CERTIFICATE"),
        );
    let id = system.add(authority);
    let arn = Value::Attribute(id.clone(), "Arn");
    let what = "The certificate authority; install its own certificate once in the console";
    system.blueprint.output(&format!("{id} Arn"), what, arn);
    id
}
