//! Amazon ECR: where container images are kept.

use super::component::{Component, Part};
use super::iam::{self, Statement, policy};
use super::plain::Metered;
use super::{Billed, Resource, Service, Tags, UsageProfile, batch, billed, ecs, lambda};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::image::PULL;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
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
        "आपकी कंटेनर इमेजें रखता है, हर एक को ज्ञात कमियों के लिए जाँचता है, और सबसे पुरानी भूल जाता है",
        "Aapki container images rakhta hai, har ek ko jaani hui kamiyon ke liye scan karta hai, aur sabse purani bhool jata hai",
    ],
    billed: storage,
};

pub(crate) const TYPES: &[&dyn Service] = &[&REPOSITORY];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "ecr|amazon ecr|aws ecr|ecr repository|ecr repo|elastic container registry|container registry|docker registry|image registry|\
         private registry|private image registry|private docker registry|image repository|container repository|docker repository",
        "ईसीआर|कंटेनर रजिस्ट्री",
        "",
    ],
    build,
    uses: Some(uses),
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

/// Whoever starts a program fetches its image: what starts containers by a role of theirs, a machine by its own, and Lambda
/// because the repository lets it.
fn uses(system: &mut System<'_>, program: &LogicalId, repository: &LogicalId) {
    let Some(resource) = system.blueprint.resource(program) else {
        return;
    };
    let starter = match resource.kind {
        lambda::Function::KIND => return let_functions(system, repository),
        ecs::TaskDefinition::KIND => resource.properties.get("ExecutionRoleArn"),
        batch::JOB => {
            let container = resource.properties.get("ContainerProperties");
            container.and_then(|it| it.get("ExecutionRoleArn"))
        }
        _ => None,
    };
    let starter = starter.and_then(|arn| arn.references().first().map(|id| (*id).clone()));
    let mut access = Access::default();
    access.allow(Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]));
    access.allow(Statement::allow(
        PULL,
        [Value::Attribute(repository.clone(), "Arn")],
    ));
    match starter {
        Some(role) => {
            if let Some(role) = system.blueprint.resource_mut(&role) {
                access.statements.iter().for_each(|it| iam::allow(role, it));
            }
        }
        None => system.grant(program, access),
    }
}

/// Lets the account's functions be made from the images here.
fn let_functions(system: &mut System<'_>, repository: &LogicalId) {
    let functions = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":lambda:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":function:*".into(),
    ]);
    let statement = properties! {
        "Sid": "FunctionsOfThisAccount",
        "Effect": "Allow",
        "Principal": properties! { "Service": "lambda.amazonaws.com" },
        "Action": vec!["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "Condition": properties! { "ArnLike": properties! { "aws:SourceArn": functions } },
    };
    system.set(repository, "RepositoryPolicyText", policy([statement]));
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
