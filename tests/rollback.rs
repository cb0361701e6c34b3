//! Going back to an earlier revision, on the test bed: checked by CloudFormation, approved, deployed, and forward again.

mod support;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::eventually;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::Api;
use kube::api::DeleteParams;
use serde_json::json;
use support::{PATIENCE, World, condition};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";
const API_WITH_FILES: &str =
    "Create a REST API with Node.js, a database and an S3 bucket for uploads, under $10/month, in Mumbai";

fn message(request: &DeploymentRequest, kind: &str) -> String {
    let conditions = request.status.iter().flat_map(|status| &status.conditions);
    let mut conditions = conditions.filter(|condition| condition.type_ == kind);
    conditions
        .next()
        .map(|condition| condition.message.clone())
        .unwrap_or_default()
}

/// Revision 1 has no bucket, revision 2 has one and runs.
async fn second_runs(name: &str) -> Result<World> {
    let world = World::new(name).await?;
    world.ask("orders", API, json!({})).await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    world
        .patch(
            &world.rita,
            "orders",
            json!({ "spec": { "prompt": API_WITH_FILES } }),
        )
        .await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    Ok(world)
}

#[tokio::test]
async fn what_ran_before_is_deployed_again_once_it_is_approved() -> Result<()> {
    let world = second_runs("back").await?;
    world
        .patch(&world.rita, "orders", json!({ "spec": { "rollbackTo": 1 } }))
        .await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    let plan = waiting.status.and_then(|status| status.plan).context("a plan")?;
    assert_eq!((plan.revision, plan.rollback_of), (3, Some(1)));

    // The bucket goes, and with it what it holds: the digest alone is not enough.
    world.approve_digest("orders", &plan.digest.to_string()).await?;
    let asks = |request: &DeploymentRequest| {
        message(request, "Approved")
            .contains("acceptDataLoss")
            .then_some(())
    };
    world.until("orders", "the bucket to be asked about", asks).await;
    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    let history = ready.status.context("a status")?.history;
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.revision, entry.rollback_of))
        .collect();
    assert_eq!(told, [(3, Some(1)), (2, None), (1, None)]);

    world
        .patch(&world.rita, "orders", json!({ "spec": { "rollbackTo": null } }))
        .await?;
    let forward = world.phase("orders", Phase::AwaitingApproval).await;
    let plan = forward.status.and_then(|status| status.plan).context("a plan")?;
    assert_eq!(
        (plan.revision, plan.rollback_of),
        (4, None),
        "the prompt is read again"
    );
    Ok(())
}

#[tokio::test]
async fn a_revision_that_was_deleted_is_said_and_what_runs_stays() -> Result<()> {
    let world = second_runs("lost").await?;
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    maps.delete("orders-r1", &DeleteParams::default()).await?;
    eventually(PATIENCE, "revision 1 to be gone", || async {
        maps.get_opt("orders-r1").await.ok()?.is_none().then_some(())
    })
    .await;
    world
        .patch(&world.rita, "orders", json!({ "spec": { "rollbackTo": 1 } }))
        .await?;
    let failed = world.phase("orders", Phase::Failed).await;
    assert_eq!(condition(&failed, "Stalled").1, "RollbackImpossible");
    let status = failed.status.context("a status")?;
    let error = status.last_error.context("an error")?;
    assert_eq!(json!(error.code), json!("REVISION_NOT_USABLE"));
    assert!(error.details.contains("(2)"), "{}", error.details);
    assert!(!status.outputs.is_empty(), "what runs, runs on");

    world
        .patch(&world.rita, "orders", json!({ "spec": { "rollbackTo": 2 } }))
        .await?;
    let ready = world.phase("orders", Phase::Ready).await;
    assert!(
        message(&ready, "Deployed").contains("nothing to do"),
        "it runs already"
    );
    Ok(())
}
