//! Outputs of one request that another uses, and the object that they are written to, on a real API server and a real CloudFormation
//! engine.

mod support;

use anyhow::{Context, Result};
use aws_sdk_cloudformation::types::Stack;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::eventually;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use kube::Api;
use kube::api::{DeleteParams, PostParams};
use serde_json::json;
use support::{PATIENCE, World, condition};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";

fn topic(name: &str) -> String {
    format!("An SNS topic named {name}, in Mumbai")
}

/// The output that names the topic.
fn arn(request: &DeploymentRequest) -> Option<(String, String)> {
    let outputs = &request.status.as_ref()?.outputs;
    let mut arns = outputs.iter().filter(|(_, value)| value.contains(":sns:"));
    arns.next().map(|(key, value)| (key.clone(), value.clone()))
}

/// The template of the plan that is shown.
async fn template(world: &World, request: &DeploymentRequest) -> Result<String> {
    let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
    let name = &plan.context("a plan")?.artifacts.name;
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let files = maps.get(name).await?.data.unwrap_or_default();
    files.get("template.json").cloned().context("a template")
}

fn said(request: &DeploymentRequest) -> String {
    serde_json::to_string(&request.status).unwrap_or_default()
}

#[tokio::test]
async fn an_output_of_another_request_is_waited_for_told_to_the_program_and_planned_anew_when_it_changes()
-> Result<()> {
    let world = World::new("outputs").await?;
    let parameters = json!({ "EVENTS": "{{ outputs.events.topicArn }}", "STAGE": "test" });
    world
        .ask("orders", API, json!({ "parameters": parameters }))
        .await?;
    let waiting = world.phase("orders", Phase::Waiting).await;
    assert_eq!(condition(&waiting, "Ready").1, "AwaitingDependency");
    assert!(
        said(&waiting).contains("spec.parameters.EVENTS"),
        "{}",
        said(&waiting)
    );

    world.ask("events", &topic("events-of-today"), json!({})).await?;
    world.phase("events", Phase::AwaitingApproval).await;
    world.phase("orders", Phase::Waiting).await;
    world.approve("events").await?;
    let (_, first) = arn(&world.phase("events", Phase::Ready).await).context("the topic's ARN")?;

    let planned = world.phase("orders", Phase::AwaitingApproval).await;
    assert!(template(&world, &planned).await?.contains(&first));
    assert!(said(&planned).contains("outputs.events"), "its origin is told");
    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    let stack = ready
        .status
        .and_then(|status| status.deployment)
        .context("a stack")?
        .stack_name;
    let cloudformation = world.cloudformation().await;
    let deployed = cloudformation.get_template().stack_name(&stack).send().await?;
    let deployed = deployed.template_body.unwrap_or_default();
    assert!(
        deployed.contains(&first) && deployed.contains("STAGE"),
        "{deployed}"
    );

    let another = json!({ "spec": { "prompt": topic("events-of-tomorrow") } });
    world.patch(&world.rita, "events", another).await?;
    world.phase("events", Phase::AwaitingApproval).await;
    let runs = world.phase("orders", Phase::Ready).await;
    assert_eq!(
        runs.status
            .and_then(|status| status.plan)
            .context("a plan")?
            .revision,
        1
    );
    world.approve("events").await?;
    let (_, second) = arn(&world.phase("events", Phase::Ready).await).context("the topic's ARN")?;
    assert_ne!(first, second);

    let planned = world.phase("orders", Phase::AwaitingApproval).await;
    let (ours, plan) = (
        template(&world, &planned).await?,
        planned.status.context("a status")?,
    );
    assert!(ours.contains(&second) && !ours.contains(&first));
    assert_eq!(plan.history.len(), 1, "nothing is deployed before it is approved");
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    Ok(())
}

#[tokio::test]
async fn an_output_that_there_is_not_is_told_and_two_that_use_each_other_never_wait() -> Result<()> {
    let world = World::new("no-output").await?;
    world.ask("events", &topic("events"), json!({})).await?;
    world.phase("events", Phase::AwaitingApproval).await;
    world.approve("events").await?;
    world.phase("events", Phase::Ready).await;
    let uses = |reference: &str| json!({ "parameters": { "EVENTS": reference } });
    world
        .ask("orders", API, uses("{{ outputs.events.topicName }}"))
        .await?;
    let failed = world.phase("orders", Phase::Failed).await;
    let error = failed
        .status
        .and_then(|status| status.last_error)
        .context("an error")?;
    assert!(error.details.contains("topicArn"), "{error:?}");

    world.ask("bills", API, uses("{{ outputs.orders.url }}")).await?;
    world.phase("bills", Phase::Waiting).await;
    let change = json!({ "spec": uses("{{ outputs.bills.url }}") });
    world.patch(&world.rita, "orders", change).await?;
    let failed = world.phase("orders", Phase::Failed).await;
    let error = failed
        .status
        .and_then(|status| status.last_error)
        .context("an error")?;
    assert_eq!(json!(error.code), json!("DEPENDENCY_CYCLE"));
    let itself = json!({ "spec": uses("{{ outputs.orders.url }}") });
    world.patch(&world.rita, "orders", itself).await?;
    let cycle = world
        .until("orders", "a cycle of its own", |request| {
            said(request).contains("orders → orders").then_some(())
        })
        .await;
    assert_eq!(condition(&cycle, "Stalled").0, "True");
    Ok(())
}

#[tokio::test]
async fn outputs_move_with_their_target_and_leave_nothing_of_ours_behind() -> Result<()> {
    let world = World::new("move-outputs").await?;
    let namespace = world.namespace.name();
    let secrets: Api<Secret> = Api::namespaced(world.admin.clone(), namespace);
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), namespace);
    let to = |kind: &str, name: &str| json!({ "writeOutputsTo": { "kind": kind, "name": name } });
    world
        .ask("events", &topic("events"), to("Secret", "first"))
        .await?;
    world.phase("events", Phase::AwaitingApproval).await;
    world.approve("events").await?;
    world.phase("events", Phase::Ready).await;
    eventually(PATIENCE, "the Secret", || async {
        secrets.get_opt("first").await.ok()?
    })
    .await;

    world
        .patch(
            &world.rita,
            "events",
            json!({ "spec": to("ConfigMap", "second") }),
        )
        .await?;
    eventually(PATIENCE, "the Secret to go", || async {
        secrets.get_opt("first").await.ok()?.is_none().then_some(())
    })
    .await;
    let map = maps.get("second").await?;
    assert!(
        map.data.unwrap_or_default().contains_key("topicArn"),
        "written before the other went"
    );

    world
        .patch(&world.rita, "events", json!({ "spec": to("ConfigMap", "third") }))
        .await?;
    eventually(PATIENCE, "the first ConfigMap to go", || async {
        maps.get_opt("second").await.ok()?.is_none().then_some(())
    })
    .await;
    // By now it is somebody else's.
    let own: ConfigMap =
        serde_json::from_value(json!({ "metadata": { "name": "third" }, "data": { "mine": "yes" } }))?;
    eventually(PATIENCE, "somebody else to have it", || async {
        maps.delete("third", &DeleteParams::default()).await.ok()?; // a pass may write it once more
        maps.create(&PostParams::default(), &own).await.ok()
    })
    .await;

    world
        .patch(
            &world.rita,
            "events",
            json!({ "spec": { "writeOutputsTo": null } }),
        )
        .await?;
    world
        .until("events", "no outputs on record", |request| {
            request.status.as_ref()?.written_outputs.is_empty().then_some(())
        })
        .await;
    world.phase("events", Phase::Ready).await;
    assert_eq!(maps.get("third").await?.data, own.data, "it is left alone");
    Ok(())
}

#[tokio::test]
async fn a_revision_is_neither_written_nor_deleted_as_if_it_were_an_object_for_outputs() -> Result<()> {
    let world = World::new("outputs-revision").await?;
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let to = |name: &str| json!({ "writeOutputsTo": { "kind": "ConfigMap", "name": name } });
    world.ask("events", &topic("events"), json!({})).await?;
    world.phase("events", Phase::AwaitingApproval).await;
    world.approve("events").await?;
    let ready = world.phase("events", Phase::Ready).await;
    let revision = ready.status.and_then(|status| status.plan).context("a plan")?;
    let revision = revision.artifacts.name;
    let before = maps.get(&revision).await?;
    let labels = before.metadata.labels.clone().unwrap_or_default();
    assert!(labels.contains_key("cloudwhisper.dev/request-uid"), "{labels:?}");

    let change = json!({ "spec": to(&revision) });
    world.patch(&world.rita, "events", change).await?;
    let told = world
        .until("events", "another name to be asked for", |request| {
            said(request).contains("NAME_TAKEN").then_some(())
        })
        .await;
    assert!(said(&told).contains("spec.writeOutputsTo"), "{}", said(&told));
    let change = json!({ "spec": to("events-outputs") });
    world.patch(&world.rita, "events", change).await?;
    eventually(PATIENCE, "the outputs under another name", || async {
        maps.get_opt("events-outputs").await.ok()?
    })
    .await;
    world.phase("events", Phase::Ready).await;
    let after = maps.get(&revision).await?;
    assert_eq!(
        (after.data, after.metadata.labels),
        (before.data, before.metadata.labels)
    );
    Ok(())
}

#[tokio::test]
async fn what_one_request_runs_stands_in_the_network_of_another() -> Result<()> {
    let world = World::new("in-network").await?;
    let subnets = "A VPC with public and private subnets in two zones, in Mumbai";
    world.ask("network", subnets, json!({})).await?;
    let output = |key: &str| format!("{{{{ outputs.network.{key} }}}}");
    let parameters = json!({
        "vpcId": output("vpcId"),
        "privateSubnetIds": output("privateSubnetIds"),
        "publicSubnetIds": output("publicSubnetIds"),
    });
    let program = "Docker container on ECS Fargate, in Mumbai";
    world
        .ask("shop", program, json!({ "parameters": parameters }))
        .await?;
    world.phase("network", Phase::AwaitingApproval).await;
    world.phase("shop", Phase::Waiting).await;
    world.approve("network").await?;
    let network = world.phase("network", Phase::Ready).await;
    let outputs = network.status.context("a status")?.outputs;

    let planned = world.phase("shop", Phase::AwaitingApproval).await;
    let template = template(&world, &planned).await?;
    assert!(!template.contains("AWS::EC2::VPC\"") && template.contains("AWS::EC2::SecurityGroup"));
    world.approve("shop").await?;
    let ready = world.phase("shop", Phase::Ready).await;
    let stack = ready
        .status
        .and_then(|status| status.deployment)
        .context("a stack")?
        .stack_name;
    let stacks = world
        .cloudformation()
        .await
        .describe_stacks()
        .stack_name(&stack)
        .send()
        .await?;
    let given = stacks.stacks().iter().flat_map(Stack::parameters);
    let given: Vec<&str> = given
        .filter_map(|parameter| parameter.parameter_value())
        .collect();
    assert!(given.contains(&outputs["vpcId"].as_str()), "{given:?}");
    for subnet in outputs["publicSubnetIds"].split(',') {
        assert!(given.contains(&subnet), "{given:?}");
    }
    Ok(())
}
