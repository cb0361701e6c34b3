//! AWS CodePipeline, CodeBuild and CodeConnections: from a commit to what runs. One file, since none of them is asked for
//! without the others.

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const PIPELINE: &str = "AWS::CodePipeline::Pipeline";
const PROJECT: &str = "AWS::CodeBuild::Project";
const CONNECTION: &str = "AWS::CodeConnections::Connection";
const RELEASES: &str = "AWS::CodeDeploy::Application";
const RELEASE_GROUP: &str = "AWS::CodeDeploy::DeploymentGroup";
const BUCKET: &str = "PipelineBucket";
/// Minutes that a build may take.
const MINUTES: i64 = 30;
/// What a build does until the repository says it in its own buildspec.yml.
const BUILD: &str = "version: 0.2\nphases:\n  build:\n    commands:\n      - echo \"Put a buildspec.yml into the repository\"\nartifacts:\n  files:\n    - '**/*'\n";

const PIPELINE_TYPE: Metered = Metered {
    kind: PIPELINE,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Builds every commit and brings it to where it runs",
        "हर commit को बनाता है और वहाँ पहुँचाता है जहाँ वह चलता है",
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
        "AWS को आपकी repository पढ़ने देता है, जब आप कंसोल में सहमति दे दें",
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
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: CONNECTION,
        terms: [
            "codeconnections|code connections|codestar connection|codeconnection|github connection",
            "",
            "",
        ],
        build: build_connection,
        uses: None,
    },
    Component {
        kind: PROJECT,
        terms: [
            "codebuild|code build|aws codebuild|codebuild project|build project|build server",
            "कोडबिल्ड",
            "",
        ],
        build: build_project,
        uses: None,
    },
    Component {
        kind: PIPELINE,
        terms: [
            "codepipeline|code pipeline|aws codepipeline|ci/cd|cicd|ci cd|ci/cd pipeline|cicd pipeline|deployment pipeline|build pipeline|\
             release pipeline|delivery pipeline|continuous delivery|continuous deployment|continuous integration",
            "कोडपाइपलाइन|सीआई सीडी",
            "",
        ],
        build: build_pipeline,
        uses: None,
    },
    Component {
        kind: RELEASES,
        terms: [
            "codedeploy|code deploy|aws codedeploy|codedeploy application|blue/green deployment|blue green deployment|blue/green release|\
             canary deployment|rolling deployment",
            "कोडडिप्लॉय",
            "",
        ],
        build: build_releases,
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
    let bucket = s3::private_bucket(BUCKET, None);
    let bucket = match system.key() {
        Some(key) => s3::with_key(bucket, &key),
        None => bucket,
    };
    let bucket = system.add(bucket);
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
    let id = system.free_id("BuildProject");
    let bucket = handover(system);
    let group = system.log_group(&format!("{id} Logs"));
    let mut statements = handover_statements(system, &bucket);
    statements.push(Statement::allow(logs::WRITE, [group.attribute("Arn")]));
    let role = iam::role(
        format!("{id} Role").as_str(),
        "codebuild.amazonaws.com",
        &statements,
    );
    let project = Resource::new(id.as_str(), PROJECT)
        .with_some("Name", part.name(is_name))
        .with("ServiceRole", role.attribute("Arn"))
        .with("Artifacts", properties! { "Type": "CODEPIPELINE" })
        .with("Source", properties! { "Type": "CODEPIPELINE", "BuildSpec": BUILD })
        .with(
            "Environment",
            properties! {
                "Type": "ARM_CONTAINER",
                "ComputeType": "BUILD_GENERAL1_SMALL",
                "Image": "aws/codebuild/amazonlinux-aarch64-standard:3.0",
            },
        )
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

fn build_pipeline(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Pipeline");
    let bucket = handover(system);
    let nothing = Part { said: None };
    let connection = system.all(CONNECTION).into_iter().next();
    let connection = connection.unwrap_or_else(|| build_connection(system, &nothing));
    let project = system.all(PROJECT).into_iter().next();
    let project = project.unwrap_or_else(|| build_project(system, &nothing));
    let repository = system.blueprint.parameter(Parameter {
        id: "Repository".into(),
        description: "Repository that is built, as OWNER/NAME",
        pattern: r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+",
        answer: "repository",
    });
    let mut statements = handover_statements(system, &bucket);
    statements.push(Statement::allow(
        &["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
        [Value::Attribute(project.clone(), "Arn")],
    ));
    statements.push(Statement::allow(
        &[
            "codeconnections:UseConnection",
            "codestar-connections:UseConnection",
        ],
        [Value::from(&connection)],
    ));
    let role = iam::role(
        format!("{id} Role").as_str(),
        "codepipeline.amazonaws.com",
        &statements,
    );
    let source = properties! {
        "Name": "Source",
        "ActionTypeId": kind("Source", "CodeStarSourceConnection"),
        "Configuration": properties! {
            "ConnectionArn": &connection, "FullRepositoryId": repository, "BranchName": "main",
        },
        "OutputArtifacts": vec![properties! { "Name": "Source" }],
    };
    let build = properties! {
        "Name": "Build",
        "ActionTypeId": kind("Build", "CodeBuild"),
        "Configuration": properties! { "ProjectName": &project },
        "InputArtifacts": vec![properties! { "Name": "Source" }],
        "OutputArtifacts": vec![properties! { "Name": "Build" }],
    };
    let stage = |name: &str, action: Value| properties! { "Name": name, "Actions": vec![action] };
    let mut store = properties! { "Type": "S3", "Location": &bucket };
    if let (Value::Map(entries), Some(key)) = (&mut store, system.key_arn()) {
        entries.insert(
            "EncryptionKey".to_owned(),
            properties! { "Type": "KMS", "Id": key },
        );
    }
    let pipeline = Resource::new(id.as_str(), PIPELINE)
        .with_some("Name", part.name(is_name))
        .with("PipelineType", "V2")
        .with("RoleArn", role.attribute("Arn"))
        .with("ArtifactStore", store)
        .with("Stages", vec![stage("Source", source), stage("Build", build)]);
    let id = system.add(pipeline);
    system.add(role);
    id
}

fn kind(category: &str, provider: &str) -> Value {
    properties! { "Category": category, "Owner": "AWS", "Provider": provider, "Version": "1" }
}

fn build_releases(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    const FUNCTION: &str = "AWS::Lambda::Function";
    let id = system.free_id("Releases");
    let has_function = !system.all(FUNCTION).is_empty();
    let (platform, managed) = if has_function {
        ("Lambda", "service-role/AWSCodeDeployRoleForLambda")
    } else {
        ("Server", "service-role/AWSCodeDeployRole")
    };
    let application = Resource::new(id.as_str(), RELEASES)
        .with_some("ApplicationName", part.name(is_name))
        .with("ComputePlatform", platform);
    let id = system.add(application);
    let role = iam::role(format!("{id} Role").as_str(), "codedeploy.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, managed);
    let events = vec!["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"];
    let group = Resource::new(format!("{id} Group").as_str(), RELEASE_GROUP)
        .with("ApplicationName", &id)
        .with("ServiceRoleArn", role.attribute("Arn"))
        .with(
            "AutoRollbackConfiguration",
            properties! { "Enabled": true, "Events": events },
        );
    let group = if has_function {
        group
            .with(
                "DeploymentConfigName",
                "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            )
            .with(
                "DeploymentStyle",
                properties! { "DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL" },
            )
    } else {
        let project = Value::Concat(vec![Pseudo::StackName.into()]);
        let filter =
            properties! { "Key": "aws:cloudformation:stack-name", "Value": project, "Type": "KEY_AND_VALUE" };
        group
            .with("DeploymentConfigName", "CodeDeployDefault.OneAtATime")
            .with("Ec2TagFilters", vec![filter])
    };
    system.add(group);
    system.add(role);
    id
}

/// Whether AWS takes it as the name of a pipeline or project.
fn is_name(name: &str) -> bool {
    (2..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
