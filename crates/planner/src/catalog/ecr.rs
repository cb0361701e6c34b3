//! Amazon ECR: where container images are kept.

use super::component::{Component, Part};
use super::plain::Metered;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// `CloudFormation` type of a place for images.
pub(crate) const KIND: &str = "AWS::ECR::Repository";
/// Old images are thrown away beyond so many.
const LIFECYCLE: &str = r#"{"rules":[{"rulePriority":1,"description":"The newest 20","selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":20},"action":{"type":"expire"}}]}"#;

const REPOSITORY: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Keeps your container images, scans each for known holes, and forgets the oldest",
        "आपकी कंटेनर images रखता है, हर एक को ज्ञात कमियों के लिए जाँचता है, और सबसे पुरानी भूल जाता है",
        "Aapki container images rakhta hai, har ek ko jaani hui kamiyon ke liye scan karta hai, aur sabse purani bhool jata hai",
    ],
    billed: storage,
};

pub(crate) const TYPES: &[&dyn Service] = &[&REPOSITORY];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "ecr|amazon ecr|aws ecr|ecr repository|ecr repo|elastic container registry|container registry|docker registry|image registry|\
         image repository|container repository|docker repository",
        "ईसीआर|कंटेनर रजिस्ट्री",
        "",
    ],
    build,
    uses: None,
}];

fn storage(_repository: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed("ECR", "private_storage", usage.storage_gb)]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Images");
    let encryption = match system.key_arn() {
        Some(key) => properties! { "EncryptionType": "KMS", "KmsKey": key },
        None => properties! { "EncryptionType": "AES256" },
    };
    let repository = Resource::new(id.as_str(), KIND)
        .kept(Retention::Retain)
        .with_some("RepositoryName", part.name(is_name))
        .with("ImageTagMutability", "IMMUTABLE")
        .with("ImageScanningConfiguration", properties! { "ScanOnPush": true })
        .with("EncryptionConfiguration", encryption)
        .with(
            "LifecyclePolicy",
            properties! { "LifecyclePolicyText": LIFECYCLE },
        );
    let id = system.add(repository);
    let uri = Value::Attribute(id.clone(), "RepositoryUri");
    system
        .blueprint
        .output(&format!("{id} Uri"), "Where images are pushed to", uri);
    id
}

/// Whether AWS takes it as the name of a repository.
fn is_name(name: &str) -> bool {
    (2..=256).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-/".contains(c))
}
