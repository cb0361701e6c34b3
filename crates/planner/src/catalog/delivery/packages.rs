//! `CodeArtifact`: packages of one's own, and those of others that were looked at once.

use rust_decimal::Decimal;

use super::super::component::Part;
use super::super::plain::Metered;
use super::super::{Resource, Tags, billed};
use super::{DOMAIN, PACKAGES};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};

/// Gigabytes of packages, for the estimate.
const GIGABYTES: Decimal = Decimal::ONE;

pub(super) const DOMAIN_TYPE: Metered = Metered {
    kind: DOMAIN,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Holds the packages of all your teams together, each stored once",
        "आपकी सभी टीमों के पैकेज एक साथ रखता है, हर एक केवल एक बार",
        "Aapki sabhi teams ke packages ek saath rakhta hai, har ek sirf ek baar",
    ],
    billed: |_, _| Vec::new(),
};
pub(super) const PACKAGES_TYPE: Metered = Metered {
    kind: PACKAGES,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Keeps the packages that your programs are built of, and copies of public ones",
        "वे पैकेज रखता है जिनसे आपके प्रोग्राम बनते हैं, और सार्वजनिक पैकेजों की प्रतियाँ",
        "Woh packages rakhta hai jinse aapke program bante hain, aur public packages ki copies",
    ],
    billed: |_, _| vec![billed("CodeArtifact", "storage", GIGABYTES)],
};

pub(super) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let domain = system.all(DOMAIN).into_iter().next();
    let domain = domain.unwrap_or_else(|| {
        let name: String = system.project().chars().take(40).collect();
        let domain = Resource::new("PackageDomain", DOMAIN)
            .kept(Retention::Retain)
            .with("DomainName", format!("d-{}", name.trim_end_matches('-')))
            .with_some("EncryptionKey", system.key_arn());
        system.add(domain)
    });
    let id = system.free_id("Packages");
    let name = part.name(is_name).map_or_else(
        || format!("{}-{}", system.project(), id.as_str().to_lowercase()),
        str::to_owned,
    );
    let packages = Resource::new(id, PACKAGES)
        .kept(Retention::Retain)
        .with("RepositoryName", name)
        .with("DomainName", Value::Attribute(domain, "Name"))
        .with("ExternalConnections", vec!["public:npmjs"]);
    system.add(packages)
}

/// Whether AWS takes it as the name of a repository of packages.
fn is_name(name: &str) -> bool {
    (2..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}
