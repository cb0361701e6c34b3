//! The pipeline: source, build, where wanted a person's yes, and a step for each place that the system's code runs or stands at.

use super::super::component::Part;
use super::super::iam::{self, Statement};
use super::super::{Resource, sns};
use super::{
    CONNECTION, PIPELINE, PROJECT, build_connection, build_project, deploy, handover, handover_statements,
    is_name, repository,
};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

pub(super) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Pipeline");
    let bucket = handover(system);
    let nothing = Part { said: None };
    let connection = system.all(CONNECTION).into_iter().next();
    let connection = connection.unwrap_or_else(|| build_connection(system, &nothing));
    let project = system.all(PROJECT).into_iter().next();
    let project = project.unwrap_or_else(|| build_project(system, &nothing));
    let repository = repository(system);
    let steps = deploy::steps(system);

    let mut statements = handover_statements(system, &bucket);
    statements.push(build_statement(&project));
    statements.push(Statement::allow(
        &[
            "codeconnections:UseConnection",
            "codestar-connections:UseConnection",
        ],
        [Value::from(&connection)],
    ));
    let source = properties! {
        "Name": "Source",
        "ActionTypeId": kind("Source", "CodeStarSourceConnection"),
        "Configuration": properties! {
            "ConnectionArn": &connection,
            "FullRepositoryId": repository,
            "BranchName": part.text("branch").unwrap_or("main"),
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
    let mut stages = vec![stage("Source", vec![source]), stage("Build", vec![build])];
    if !steps.is_empty() && (system.hardened() || part.wants("approval")) {
        stages.push(stage("Approve", vec![approval(system, &mut statements)]));
    }
    let (actions, needed): (Vec<Value>, Vec<Vec<Statement>>) = steps.into_iter().unzip();
    if !actions.is_empty() {
        stages.push(stage("Deploy", actions));
    }
    statements.extend(needed.into_iter().flatten());

    let mut store = properties! { "Type": "S3", "Location": &bucket };
    if let (Value::Map(entries), Some(key)) = (&mut store, system.key_arn()) {
        entries.insert(
            "EncryptionKey".to_owned(),
            properties! { "Type": "KMS", "Id": key },
        );
    }
    let role = iam::role(
        format!("{id} Role").as_str(),
        "codepipeline.amazonaws.com",
        &statements,
    );
    let pipeline = Resource::new(id.as_str(), PIPELINE)
        .with_some("Name", part.name(is_name))
        .with("PipelineType", "V2")
        .with("RoleArn", role.attribute("Arn"))
        .with("ArtifactStore", store)
        .with("Stages", stages);
    let id = system.add(pipeline);
    system.add(role);
    id
}

/// What starting a project and waiting for it needs.
pub(super) fn build_statement(project: &LogicalId) -> Statement {
    Statement::allow(
        &["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
        [Value::Attribute(project.clone(), "Arn")],
    )
}

/// A person says yes before anything is brought out; whoever hears the system's topic is asked.
fn approval(system: &mut System<'_>, statements: &mut Vec<Statement>) -> Value {
    let mut action = properties! { "Name": "Approve", "ActionTypeId": kind("Approval", "Manual") };
    let topic = system.all(sns::Topic::KIND).into_iter().next();
    if let (Value::Map(entries), Some(topic)) = (&mut action, topic) {
        entries.insert(
            "Configuration".to_owned(),
            properties! { "NotificationArn": &topic },
        );
        statements.push(Statement::allow(&["sns:Publish"], [Value::from(&topic)]));
    }
    action
}

fn stage(name: &str, actions: Vec<Value>) -> Value {
    properties! { "Name": name, "Actions": actions }
}

/// What an action does, in `CodePipeline`'s words.
pub(super) fn kind(category: &str, provider: &str) -> Value {
    properties! { "Category": category, "Owner": "AWS", "Provider": provider, "Version": "1" }
}
