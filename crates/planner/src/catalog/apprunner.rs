//! AWS App Runner: a container with an HTTPS address of its own, and nothing else to look after.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::Metered;
use super::{HOURS_PER_MONTH, Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const KIND: &str = "AWS::AppRunner::Service";
const PORTS: (i64, i64) = (1, 65_535);
/// What images listen on where nothing else was said.
const PORT: i64 = 8080;
/// The smallest that App Runner has: a quarter of a processor and half a gigabyte.
const PROCESSOR: &str = "256";
const MEMORY: &str = "512";
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

const SERVICE: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Runs your container under a safe address of its own, and more copies when many people come",
        "आपका कंटेनर अपने सुरक्षित पते पर चलाता है, और भीड़ होने पर और प्रतियाँ",
        "Aapka container apne surakshit address par chalata hai, aur bheed hone par aur copies",
    ],
    // No source for the prices yet; the estimate says so.
    billed: |_, _| vec![billed("App Runner", "memory_gb_hour", HOURS_PER_MONTH * HALF)],
};

pub(crate) const TYPES: &[&dyn Service] = &[&SERVICE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "app runner|apprunner|aws app runner|aws apprunner|app runner service|apprunner service",
        "ऐप रनर|एप रनर",
        "app ranar",
    ],
    build,
    uses: None,
}];

/// The image is the owner's, in the account's own registry; new images are put into use by themselves.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("AppRunner");
    let repository = system.blueprint.parameter(Parameter {
        id: "AppRunnerRepository".into(),
        description: "Name of the repository with the image, in Amazon ECR of this account and region",
        pattern: "^[a-z0-9][a-z0-9._/-]{1,255}$",
        answer: "appRunnerRepository",
    });
    let tag = system.blueprint.parameter(Parameter {
        id: "AppRunnerTag".into(),
        description: "Tag of the image to run, such as latest or v1",
        pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$",
        answer: "appRunnerTag",
    });
    let place =
        |start: &str, middle: &str| Value::Concat(vec![start.into(), Pseudo::Region.into(), middle.into()]);
    let image = Value::Concat(vec![
        Pseudo::AccountId.into(),
        place(".dkr.ecr.", ".amazonaws.com/"),
        repository.clone(),
        ":".into(),
        tag,
    ]);
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        place(":ecr:", ":"),
        Pseudo::AccountId.into(),
        ":repository/".into(),
        repository,
    ]);
    let fetch = [
        Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]),
        Statement::allow(
            &[
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:DescribeImages",
                "ecr:GetDownloadUrlForLayer",
            ],
            [arn],
        ),
    ];
    let access = iam::role(
        format!("{id} AccessRole").as_str(),
        "build.apprunner.amazonaws.com",
        &fetch,
    );
    let role = iam::role(
        format!("{id} Role").as_str(),
        "tasks.apprunner.amazonaws.com",
        &[],
    );
    let environment = properties! { "Name": "PROJECT_NAME", "Value": system.project() };
    let repository = properties! {
        "ImageIdentifier": image,
        "ImageRepositoryType": "ECR",
        "ImageConfiguration": properties! {
            "Port": part.number("port", PORTS).unwrap_or(PORT).to_string(),
            "RuntimeEnvironmentVariables": vec![environment],
        },
    };
    let key = system.key_arn();
    let service = Resource::new(id.as_str(), KIND)
        .with_some("ServiceName", part.name(is_name))
        .with(
            "SourceConfiguration",
            properties! {
                "AuthenticationConfiguration": properties! { "AccessRoleArn": access.attribute("Arn") },
                "AutoDeploymentsEnabled": true,
                "ImageRepository": repository,
            },
        )
        .with(
            "InstanceConfiguration",
            properties! { "Cpu": PROCESSOR, "Memory": MEMORY, "InstanceRoleArn": role.attribute("Arn") },
        )
        .with_some(
            "EncryptionConfiguration",
            key.map(|key| properties! { "KmsKey": key }),
        );
    let id = system.add(service);
    system.add(access);
    system.add(role);
    let url = Value::Concat(vec![
        "https://".into(),
        Value::Attribute(id.clone(), "ServiceUrl"),
    ]);
    system
        .blueprint
        .output(&format!("{id} Url"), "Address of the container", url);
    id
}

/// Whether AWS takes it as the name of a service.
fn is_name(name: &str) -> bool {
    (4..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
