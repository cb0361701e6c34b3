//! AWS `CodePipeline`, `CodeBuild`, `CodeDeploy`, `CodeConnections` and `CodeArtifact`: from a commit to what runs. Here: sources and
//! builds. Not here: the pipeline (`pipeline`), what it brings where (`deploy`), step by step (`releases`), packages
//! (`packages`), containers beside their old version (`blue_green`). `CodeCommit` takes no new customers, so sources are elsewhere.

mod blue_green;
mod deploy;
mod packages;
mod pipeline;
mod releases;

pub(crate) use blue_green::releases as is_released_elsewhere;
pub(crate) use deploy::statements as deploy_statements;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed, ecr, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

const PIPELINE: &str = "AWS::CodePipeline::Pipeline";
const PROJECT: &str = "AWS::CodeBuild::Project";
const CONNECTION: &str = "AWS::CodeConnections::Connection";
const RELEASES: &str = "AWS::CodeDeploy::Application";
const RELEASE_GROUP: &str = "AWS::CodeDeploy::DeploymentGroup";
const DOMAIN: &str = "AWS::CodeArtifact::Domain";
const PACKAGES: &str = "AWS::CodeArtifact::Repository";
const BUCKET: &str = "PipelineBucket";
/// Minutes that a build may take.
const MINUTES: i64 = 30;
/// What a build does until the repository says it in its own buildspec.yml.
const BUILD: &str = "version: 0.2\nphases:\n  build:\n    commands:\n      - echo \"Put a buildspec.yml into the repository\"\nartifacts:\n  files:\n    - '**/*'\n";
/// What a build of an image does first: makes it and puts it where images are kept. What is said of it afterwards stands behind.
macro_rules! image_phases {
    () => {
        r#"phases:
  pre_build:
    commands:
      - aws ecr get-login-password | docker login --username AWS --password-stdin "$(echo "$REPOSITORY_URI" | cut -d/ -f1)"
  build:
    commands:
      - docker build -t "$REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION" .
      - docker push "$REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION"
  post_build:
    commands:
"#
    };
}
use image_phases;

/// What a build does where there is a place for images: makes one and says where it is, in `CodePipeline`'s words for ECS.
const BUILD_IMAGE: &str = concat!(
    "version: 0.2\n",
    image_phases!(),
    r#"      - printf '[{"name":"app","imageUri":"%s"}]' "$REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION" > imagedefinitions.json
artifacts:
  files:
    - imagedefinitions.json
"#
);

const PIPELINE_TYPE: Metered = Metered {
    kind: PIPELINE,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Builds every commit and brings it to where it runs",
        "हर कमिट को बनाता है और वहाँ पहुँचाता है जहाँ वह चलता है",
        "Har commit ko build karta hai aur wahan pahunchata hai jahan woh chalta hai",
    ],
    billed: |_, _| {
        vec![billed(
            "CodePipeline",
            "active_pipeline",
            rust_decimal::Decimal::ONE,
        )]
    },
};
const PROJECT_TYPE: Metered = Metered {
    kind: PROJECT,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Builds and tests your code on a fresh machine each time",
        "हर बार नई मशीन पर आपका कोड बनाता और जाँचता है",
        "Har baar nayi machine par aapka code build aur test karta hai",
    ],
    billed: |_, _| {
        vec![billed(
            "CodeBuild",
            "build_minutes",
            rust_decimal::Decimal::ONE_HUNDRED,
        )]
    },
};
const CONNECTION_TYPE: Plain = Plain {
    kind: CONNECTION,
    tags: Tags::List,
    purpose: [
        "Lets AWS read your repository, once you have agreed to it in the console",
        "AWS को आपकी रिपॉज़िटरी पढ़ने देता है, जब आप कंसोल में सहमति दे दें",
        "AWS ko aapki repository padhne deta hai, jab aap console mein haan kar dein",
    ],
};
const RELEASES_TYPE: Plain = Plain {
    kind: RELEASES,
    tags: Tags::List,
    purpose: [
        "Knows the releases of your application",
        "आपके ऐप्लिकेशन के संस्करणों को जानता है",
        "Aapki application ke releases ko jaanta hai",
    ],
};
const RELEASE_GROUP_TYPE: Plain = Plain {
    kind: RELEASE_GROUP,
    tags: Tags::List,
    purpose: [
        "Brings a release out step by step, and back when it fails",
        "नया संस्करण धीरे-धीरे लाता है, और विफल हो तो वापस ले जाता है",
        "Naya release dheere-dheere laata hai, aur fail ho to wapas le jata hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[
    &PIPELINE_TYPE,
    &PROJECT_TYPE,
    &CONNECTION_TYPE,
    &RELEASES_TYPE,
    &RELEASE_GROUP_TYPE,
    &releases::ALIAS,
    &releases::VERSION,
    &packages::DOMAIN_TYPE,
    &packages::PACKAGES_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: CONNECTION,
        terms: [
            "codeconnections|code connections|codestar connection|codestar connections|codeconnection|aws codeconnections|github connection|\
             gitlab connection|bitbucket connection|repository connection",
            "कोडकनेक्शंस|गिटहब कनेक्शन",
            "github se connection",
        ],
        build: build_connection,
        uses: None,
    },
    Component {
        kind: PROJECT,
        terms: [
            "codebuild|code build|aws codebuild|codebuild project|build project|build server|build job|managed build|build service|\
             ci build",
            "कोडबिल्ड",
            "",
        ],
        build: build_project,
        uses: None,
    },
    Component {
        kind: RELEASES,
        terms: [
            "codedeploy|code deploy|aws codedeploy|codedeploy application|blue/green deployment|blue green deployment|blue/green release|\
             canary deployment|canary release|rolling deployment|gradual deployment|gradual rollout|progressive rollout|\
             traffic shifting|blue-green deployment|blue/green",
            "कोडडिप्लॉय",
            "",
        ],
        build: releases::build,
        uses: None,
    },
    Component {
        kind: PIPELINE,
        terms: [
            "codepipeline|code pipeline|aws codepipeline|ci/cd|cicd|ci cd|ci/cd pipeline|cicd pipeline|deployment pipeline|build pipeline|\
             release pipeline|delivery pipeline|continuous delivery|continuous deployment|continuous integration|ci pipeline|\
             cd pipeline|deploy pipeline|automatic deployment from github|deploy on every push|deploy on every commit",
            "कोडपाइपलाइन|सीआई सीडी|सीआई/सीडी|डिप्लॉयमेंट पाइपलाइन",
            "har push par deploy|har commit par deploy",
        ],
        build: pipeline::build,
        uses: None,
    },
    Component {
        kind: PACKAGES,
        terms: [
            "codeartifact|code artifact|aws codeartifact|codeartifact repository|codeartifact domain|package repository|\
             artifact repository|package registry|private npm registry|private pypi|npm registry|private package registry|\
             maven repository",
            "कोडआर्टिफ़ैक्ट|पैकेज भंडार",
            "package rakhne ki jagah",
        ],
        build: packages::build,
        uses: None,
    },
];

fn build_connection(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("SourceConnection");
    let name = format!("{}-source", system.project().chars().take(25).collect::<String>());
    let connection = Resource::new(id.as_str(), CONNECTION)
        .with("ConnectionName", name)
        .with("ProviderType", "GitHub");
    system.add(connection)
}

/// Where the steps of a pipeline hand over to each other.
fn handover(system: &mut System<'_>) -> LogicalId {
    let id = LogicalId::new(BUCKET);
    if system.blueprint.resource(&id).is_some() {
        return id;
    }
    let bucket = system.own_bucket(BUCKET);
    system.add(s3::bucket_policy(&format!("{bucket} Policy"), &bucket, []));
    bucket
}

fn handover_statements(system: &mut System<'_>, bucket: &LogicalId) -> Vec<Statement> {
    const FILES: &[&str] = &["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"];
    let mut statements = vec![
        Statement::allow(FILES, [s3::files(bucket)]),
        Statement::allow(
            &["s3:GetBucketLocation", "s3:ListBucket"],
            [Value::Attribute(bucket.clone(), "Arn")],
        ),
    ];
    statements.extend(system.key_statement());
    statements
}

fn build_project(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let images = system.all(ecr::KIND).into_iter().next();
    let id = match images {
        Some(images) => {
            let access = Statement::allow(PUSH, [Value::Attribute(images.clone(), "Arn")]);
            // Logging in to the registry knows no resources.
            let log_in = Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]);
            let uri = Value::Attribute(images, "RepositoryUri");
            let variable = properties! { "Name": "REPOSITORY_URI", "Value": uri };
            project(
                system,
                "BuildProject",
                BUILD_IMAGE,
                vec![variable],
                vec![access, log_in],
            )
        }
        None => project(system, "BuildProject", BUILD, Vec::new(), Vec::new()),
    };
    if let Some(name) = part.name(is_name) {
        system.set(&id, "Name", name);
    }
    id
}

/// What pushing an image needs.
const PUSH: &[&str] = &[
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:CompleteLayerUpload",
    "ecr:GetDownloadUrlForLayer",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
];

/// A project that does these steps, with these settings and permissions beside those that every project needs.
fn project(
    system: &mut System<'_>,
    name: &str,
    steps: &str,
    variables: Vec<Value>,
    more: Vec<Statement>,
) -> LogicalId {
    let id = system.free_id(name);
    let bucket = handover(system);
    let group = system.log_group(&format!("{id} Logs"));
    let mut statements = handover_statements(system, &bucket);
    statements.push(Statement::allow(logs::WRITE, [group.attribute("Arn")]));
    // Images can only be made by a project that may use the machine's own Docker.
    let makes_images = steps == BUILD_IMAGE;
    statements.extend(more);
    let role = iam::role(
        format!("{id} Role").as_str(),
        "codebuild.amazonaws.com",
        &statements,
    );
    let mut environment = properties! {
        "Type": "ARM_CONTAINER",
        "ComputeType": "BUILD_GENERAL1_SMALL",
        "Image": "aws/codebuild/amazonlinux-aarch64-standard:3.0",
    };
    if let Value::Map(entries) = &mut environment {
        if makes_images {
            entries.insert("PrivilegedMode".to_owned(), true.into());
        }
        if !variables.is_empty() {
            entries.insert("EnvironmentVariables".to_owned(), Value::List(variables));
        }
    }
    let project = Resource::new(id.as_str(), PROJECT)
        .with("ServiceRole", role.attribute("Arn"))
        .with("Artifacts", properties! { "Type": "CODEPIPELINE" })
        .with("Source", properties! { "Type": "CODEPIPELINE", "BuildSpec": steps })
        .with("Environment", environment)
        .with("TimeoutInMinutes", MINUTES)
        .with(
            "LogsConfig",
            properties! { "CloudWatchLogs": properties! { "Status": "ENABLED", "GroupName": group.reference() } },
        )
        .with_some("EncryptionKey", system.key_arn());
    let id = system.add(project);
    system.add(role);
    system.add(group);
    id
}

/// The parameter for the repository that is built, and trusted.
pub(crate) fn repository(system: &mut System<'_>) -> Value {
    system.blueprint.parameter(Parameter {
        id: "Repository".into(),
        description: "Repository that is built, as OWNER/NAME",
        pattern: r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+",
        answer: "repository",
    })
}

/// Whether AWS takes it as the name of a pipeline or project.
fn is_name(name: &str) -> bool {
    (2..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
