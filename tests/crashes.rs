//! The operator is killed without a word (SIGKILL) at points that a proxy before AWS makes sure of, and started again. Whatever the
//! point, the deployment is carried out once and ends well.

mod support;

use anyhow::Result;
use aws_sdk_cloudformation::types::StackStatus;
use cloudwhisper_api::deployment_request::{DeploymentResult, Phase};
use cloudwhisper_testbed::eventually;
use k8s_openapi::api::core::v1::Secret;
use kube::Api;
use serde_json::json;
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";
const EXECUTE: &str = "Action=ExecuteChangeSet";
const OUTPUTS: &str = "orders-outputs";

/// A deployment that has come to the point where the operator was killed.
struct Scene {
    world: World,
    proxy: Proxy,
    cloudformation: aws_sdk_cloudformation::Client,
    stack: String,
}

/// Asks and approves, and kills the operator at `stop`.
async fn killed_at(name: &str, stop: Stop) -> Result<Scene> {
    let mut world = World::without_operator(name).await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), Stop::Nowhere).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    world.start_operator()?;
    let spec = json!({
        // The test bed takes so many seconds longer over each resource of a stack with this tag, so that there is a middle.
        "tags": { "testbed-delay": "0.3" },
        "writeOutputsTo": { "kind": "Secret", "name": OUTPUTS },
    });
    world.ask("orders", API, spec).await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    let deployment = waiting.status.and_then(|status| status.deployment);
    let stack = deployment.expect("a deployment").stack_name;
    let cloudformation = world.cloudformation().await;
    proxy.stop_at(stop);
    world.approve("orders").await?;
    tokio::time::timeout(PATIENCE, proxy.stopped())
        .await
        .expect("the operator comes to that point");
    world.kill_operator()?;
    proxy.go_on();
    Ok(Scene {
        world,
        proxy,
        cloudformation,
        stack,
    })
}

impl Scene {
    async fn stack_status(&self) -> Result<StackStatus> {
        let answer = self
            .cloudformation
            .describe_stacks()
            .stack_name(&self.stack)
            .send()
            .await?;
        let status = answer.stacks().first().and_then(|stack| stack.stack_status());
        Ok(status.expect("a stack").clone())
    }

    async fn outputs(&self) -> Result<Option<Secret>> {
        let secrets: Api<Secret> = Api::namespaced(self.world.admin.clone(), self.world.namespace.name());
        Ok(secrets.get_opt(OUTPUTS).await?)
    }

    /// What the status says of the deployment while nobody works on it.
    async fn phase_now(&self) -> Result<Option<Phase>> {
        Ok(self
            .world
            .rita
            .get("orders")
            .await?
            .status
            .and_then(|status| status.phase))
    }

    /// Starts the operator again, and looks at everything once it is done.
    async fn ends_well(mut self) -> Result<()> {
        self.world.start_operator()?;
        let ready = self.world.phase("orders", Phase::Ready).await;
        let status = ready.status.expect("a status");
        let [entry] = status.history.as_slice() else {
            panic!("one deployment: {:?}", status.history)
        };
        assert_eq!(entry.result, DeploymentResult::Succeeded);
        assert_eq!(entry.approver, "alice");
        assert!(status.outputs.contains_key("url"));
        eventually(PATIENCE, "the outputs' Secret", || async {
            self.outputs()
                .await
                .ok()??
                .data?
                .contains_key("url")
                .then_some(())
        })
        .await;
        assert_eq!(self.proxy.taken(EXECUTE), 1, "AWS took one execution");
        assert_eq!(self.operations().await?, 1, "CloudFormation began one operation");
        Ok(())
    }

    /// How often CloudFormation began to carry something out on the stack, by the stack's own events.
    async fn operations(&self) -> Result<usize> {
        let mut pages = self
            .cloudformation
            .describe_stack_events()
            .stack_name(&self.stack)
            .into_paginator()
            .send();
        let mut begun = 0;
        while let Some(page) = pages.next().await {
            begun += page?
                .stack_events()
                .iter()
                .filter(|event| event.resource_type() == Some("AWS::CloudFormation::Stack"))
                .filter_map(|event| event.resource_status())
                .filter(|status| matches!(status.as_str(), "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS"))
                .count();
        }
        Ok(begun)
    }
}

#[tokio::test]
async fn killed_before_its_execution_reaches_aws_it_executes_after_its_start() -> Result<()> {
    let scene = Box::pin(killed_at("kill-before", Stop::Before(EXECUTE))).await?;
    assert_eq!(scene.proxy.taken(EXECUTE), 0);
    assert_eq!(scene.operations().await?, 0);
    assert_eq!(scene.stack_status().await?, StackStatus::ReviewInProgress);
    scene.ends_well().await
}

#[tokio::test]
async fn killed_between_the_execution_and_its_answer_it_does_not_execute_again() -> Result<()> {
    let scene = Box::pin(killed_at("kill-answer", Stop::After(EXECUTE))).await?;
    assert_eq!(scene.proxy.taken(EXECUTE), 1);
    let phase = scene.phase_now().await?;
    assert_ne!(
        phase,
        Some(Phase::Deploying),
        "it never learnt that AWS has begun"
    );
    assert_eq!(scene.operations().await?, 1);
    scene.ends_well().await
}

#[tokio::test]
async fn killed_while_cloudformation_is_at_work_it_goes_on_watching() -> Result<()> {
    let scene = Box::pin(killed_at(
        "kill-middle",
        Stop::Answer("<StackStatus>CREATE_IN_PROGRESS"),
    ))
    .await?;
    let status = scene.stack_status().await?;
    assert_eq!(
        status,
        StackStatus::CreateInProgress,
        "it was in the middle, and goes on without us"
    );
    scene.ends_well().await
}

#[tokio::test]
async fn killed_before_it_sees_the_end_it_still_writes_the_outputs() -> Result<()> {
    let scene = Box::pin(killed_at(
        "kill-outputs",
        Stop::Answer("<StackStatus>CREATE_COMPLETE"),
    ))
    .await?;
    assert_eq!(scene.stack_status().await?, StackStatus::CreateComplete);
    assert_eq!(
        scene.phase_now().await?,
        Some(Phase::Deploying),
        "it has not told of the end"
    );
    assert!(scene.outputs().await?.is_none(), "nothing is written yet");
    scene.ends_well().await
}
