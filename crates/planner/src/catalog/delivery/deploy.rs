//! Where code is brought to: containers, the site's bucket, functions, machines. Here: the pipeline's step for each, and what
//! whoever does it from outside of AWS needs.

use super::super::iam::Statement;
use super::super::secrets::rotation;
use super::super::{Resource, cloudfront, ec2, ecr, ecs, lambda, s3};
use super::pipeline::{build_statement, kind};
use super::{PUSH, RELEASE_GROUP, RELEASES, blue_green, project};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// Brings what was built into a function.
const UPDATE_FUNCTION: &str = r#"version: 0.2
phases:
  build:
    commands:
      - zip -qr /tmp/code.zip .
      - aws lambda update-function-code --function-name "$FUNCTION_NAME" --zip-file fileb:///tmp/code.zip
"#;
const UPDATE_CODE: &[&str] = &["lambda:GetFunction", "lambda:UpdateFunctionCode"];
const SERVICE_ACTIONS: &[&str] = &["ecs:DescribeServices", "ecs:UpdateService"];
/// These know no resources, or none that is there before the release.
const TASK_ACTIONS: &[&str] = &[
    "ecs:DescribeTaskDefinition",
    "ecs:DescribeTasks",
    "ecs:ListTasks",
    "ecs:RegisterTaskDefinition",
    "ecs:TagResource",
];

/// The pipeline's steps, each with what its role needs for it.
pub(super) fn steps(system: &mut System<'_>) -> Vec<(Value, Vec<Statement>)> {
    let mut steps = Vec::new();
    let application = system.all(RELEASES).into_iter().next();
    let group = system.all(RELEASE_GROUP).into_iter().next();
    for service in system.all(ecs::FargateService::KIND) {
        let handed_over = system
            .blueprint
            .resource(&service)
            .is_some_and(blue_green::releases);
        match (&application, &group) {
            (Some(application), Some(group)) if handed_over => {
                let mut allowed = passed_roles(system, &service);
                allowed.push(release_statement(application, group));
                allowed.push(Statement::allow(&["ecs:RegisterTaskDefinition"], ["*".into()]));
                steps.push(blue_green::step(system, &service, (application, group), allowed));
            }
            _ => steps.extend(to_service(system, &service)),
        }
    }
    let site = LogicalId::new(storage::SITE_BUCKET);
    if system.blueprint.resource(&site).is_some() {
        steps.push(to_bucket(&site));
    }
    let has_machines = !system.all(ec2::Instance::KIND).is_empty();
    match (application, group, function(system)) {
        (Some(application), Some(group), _) if has_machines => {
            steps.push(to_machines(&application, &group));
        }
        (_, _, Some(function)) if steps.is_empty() => steps.push(to_function(system, &function)),
        _ => {}
    }
    steps
}

/// The function that a person's program runs in: the one behind the front door, else the first.
pub(super) fn function(system: &System<'_>) -> Option<LogicalId> {
    let mut functions = system.all(lambda::Function::KIND);
    functions.retain(|it| !rotation::is_rotator(it));
    functions.into_iter().next()
}

fn action(name: &str, provider: &str, configuration: Value) -> Value {
    properties! {
        "Name": name,
        "ActionTypeId": kind("Deploy", provider),
        "Configuration": configuration,
        "InputArtifacts": vec![properties! { "Name": "Build" }],
    }
}

fn to_service(system: &System<'_>, service: &LogicalId) -> Option<(Value, Vec<Statement>)> {
    let resource = system.blueprint.resource(service)?;
    let cluster = resource.properties.get("Cluster")?.clone();
    let configuration =
        properties! { "ClusterName": cluster, "ServiceName": Value::Attribute(service.clone(), "Name") };
    let mut statements = vec![
        Statement::allow(SERVICE_ACTIONS, [Value::from(service)]),
        Statement::allow(TASK_ACTIONS, ["*".into()]),
    ];
    statements.extend(passed_roles(system, service));
    Some((action(service.as_str(), "ECS", configuration), statements))
}

/// Whoever starts a service's tasks gives them their roles.
fn passed_roles(system: &System<'_>, service: &LogicalId) -> Vec<Statement> {
    let resource = system.blueprint.resource(service);
    let roles = resource.map(|it| roles_of(system, it)).unwrap_or_default();
    let passed = (!roles.is_empty()).then(|| Statement::allow(&["iam:PassRole"], roles));
    passed.into_iter().collect()
}

/// The roles that tasks of a service run with.
fn roles_of(system: &System<'_>, service: &Resource) -> Vec<Value> {
    let Some(Value::Ref(task)) = service.properties.get("TaskDefinition") else {
        return Vec::new();
    };
    let Some(task) = system.blueprint.resource(task) else {
        return Vec::new();
    };
    ["TaskRoleArn", "ExecutionRoleArn"]
        .iter()
        .filter_map(|property| task.properties.get(*property).cloned())
        .collect()
}

fn to_bucket(bucket: &LogicalId) -> (Value, Vec<Statement>) {
    let configuration = properties! { "BucketName": bucket, "Extract": "true" };
    let statement = Statement::allow(&["s3:PutObject"], [s3::files(bucket)]);
    (action("Site", "S3", configuration), vec![statement])
}

fn to_machines(application: &LogicalId, group: &LogicalId) -> (Value, Vec<Statement>) {
    let configuration = properties! { "ApplicationName": application, "DeploymentGroupName": group };
    let statement = release_statement(application, group);
    (action("Machines", "CodeDeploy", configuration), vec![statement])
}

/// What having `CodeDeploy` bring something out needs.
fn release_statement(application: &LogicalId, group: &LogicalId) -> Statement {
    const RELEASE: &[&str] = &[
        "codedeploy:CreateDeployment",
        "codedeploy:GetApplication",
        "codedeploy:GetApplicationRevision",
        "codedeploy:GetDeployment",
        "codedeploy:GetDeploymentConfig",
        "codedeploy:RegisterApplicationRevision",
    ];
    let arn = |rest: Vec<Value>| {
        let mut parts = vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":codedeploy:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
        ];
        parts.extend(rest);
        Value::Concat(parts)
    };
    let resources = [
        arn(vec![":application:".into(), application.into()]),
        arn(vec![
            ":deploymentgroup:".into(),
            application.into(),
            "/".into(),
            group.into(),
        ]),
        arn(vec![":deploymentconfig:*".into()]),
    ];
    Statement::allow(RELEASE, resources)
}

fn to_function(system: &mut System<'_>, function: &LogicalId) -> (Value, Vec<Statement>) {
    let arn = Value::Attribute(function.clone(), "Arn");
    let may_update = Statement::allow(UPDATE_CODE, [arn]);
    let variable = properties! { "Name": "FUNCTION_NAME", "Value": function };
    let project = project(
        system,
        "DeployProject",
        UPDATE_FUNCTION,
        vec![variable],
        vec![may_update],
    );
    let action = properties! {
        "Name": "Function",
        "ActionTypeId": kind("Build", "CodeBuild"),
        "Configuration": properties! { "ProjectName": &project },
        "InputArtifacts": vec![properties! { "Name": "Build" }],
    };
    (action, vec![build_statement(&project)])
}

/// What somebody outside of AWS needs who brings out new code of this system.
pub(crate) fn statements(system: &System<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    let arn = |id: &LogicalId| Value::Attribute(id.clone(), "Arn");
    let site = LogicalId::new(storage::SITE_BUCKET);
    if system.blueprint.resource(&site).is_some() {
        let files = &["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
        statements.push(Statement::allow(files, [s3::files(&site)]));
        statements.push(Statement::allow(&["s3:ListBucket"], [arn(&site)]));
    }
    let pages = system.all(cloudfront::Distribution::KIND);
    if !pages.is_empty() {
        let pages = pages.iter().map(cloudfront::arn);
        statements.push(Statement::allow(&["cloudfront:CreateInvalidation"], pages));
    }
    if let Some(function) = function(system) {
        statements.push(Statement::allow(UPDATE_CODE, [arn(&function)]));
    }
    let images = system.all(ecr::KIND);
    if !images.is_empty() {
        statements.push(Statement::allow(PUSH, images.iter().map(arn)));
        statements.push(Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]));
    }
    for service in system.all(ecs::FargateService::KIND) {
        statements.extend(to_service(system, &service).into_iter().flat_map(|(_, it)| it));
    }
    statements
}
