//! Drift, on the test bed: found on demand, told, and put back by a plan of its own once that is approved. CloudFormation's drift
//! detection is a stub's (`support/drift.rs`), everything else LocalStack's.

mod support;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use kube::Api;
use kube::api::{Patch, PatchParams};
use serde_json::json;
use support::drift::DriftStub;
use support::{World, condition};

async fn reconcile(world: &World, value: &str) -> Result<()> {
    let requests: &Api<DeploymentRequest> = &world.rita;
    let asked = json!({ "metadata": { "annotations": { "reconcile.cloudwhisper.dev/requestedAt": value } } });
    requests
        .patch("orders", &PatchParams::default(), &Patch::Merge(asked))
        .await?;
    Ok(())
}

/// Waits until `InSync` says so for this reason.
async fn in_sync(world: &World, status: &str, reason: &str) -> DeploymentRequest {
    let wanted = (status.to_owned(), reason.to_owned());
    world
        .until("orders", &format!("InSync {status} {reason}"), |request| {
            (condition(request, "InSync") == wanted).then_some(())
        })
        .await
}

#[tokio::test]
async fn what_was_changed_behind_its_back_is_told_and_put_back_once_that_is_approved() -> Result<()> {
    let mut world = World::without_operator("drift").await?;
    let stub = DriftStub::start(world.bed.aws.endpoint_url()).await?;
    world.change_account(json!({ "endpointURL": stub.url() })).await?;
    world.start_operator()?;
    world
        .ask("orders", "An SQS queue of orders in Mumbai", json!({}))
        .await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    assert_eq!(condition(&ready, "InSync").1, "NotChecked");

    stub.change("/VisibilityTimeout", "30", "5");
    reconcile(&world, "now").await?;
    let told = in_sync(&world, "False", "Drifted").await;
    assert_eq!(condition(&told, "Ready").0, "True", "it runs");
    let drift = told.status.and_then(|status| status.drift).context("drift")?;
    let [queue] = drift.resources.as_slice() else {
        panic!("{:?}", drift.resources)
    };
    assert_eq!(queue.properties[0].path, "/VisibilityTimeout");
    assert_eq!(queue.properties[0].actual.as_deref(), Some("5"));

    world
        .patch(
            &world.rita,
            "orders",
            json!({ "spec": { "driftPolicy": "Correct" } }),
        )
        .await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    let plan = waiting.status.and_then(|status| status.plan).context("a plan")?;
    assert_eq!((plan.revision, plan.corrects), (2, drift.digest));
    assert_eq!(
        condition(&world.rita.get("orders").await?, "Approved").1,
        "ApprovalOutdated"
    );
    assert_eq!(
        stub.reverting(),
        1,
        "CloudFormation was asked to compare with what is there"
    );
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    let mended = in_sync(&world, "True", "InSync").await;
    let history = mended.status.context("a status")?.history;
    let revisions: Vec<_> = history.iter().map(|entry| entry.revision).collect();
    assert_eq!(revisions, [2, 1]);
    assert_eq!(stub.begun(), 2, "on demand, and after it was put back");

    let events = world.events("orders").await?;
    let drifted = events.iter().filter(|(reason, _)| reason == "Drifted").count();
    assert_eq!(drifted, 1, "told once: {events:?}");
    Ok(())
}

#[tokio::test]
async fn a_server_without_drift_detection_makes_nothing_unready() -> Result<()> {
    let world = World::new("nodrift").await?;
    world
        .ask("orders", "An SQS queue of orders in Mumbai", json!({}))
        .await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    reconcile(&world, "now").await?;
    let refused = in_sync(&world, "Unknown", "DetectionFailed").await;
    assert_eq!(condition(&refused, "Ready").0, "True");
    assert!(refused.status.context("a status")?.last_error.is_none());
    Ok(())
}
