//! Others write to the operator's objects as well, and at any moment: backups, kubectl, approvers who are early.

mod support;

use anyhow::Result;
use cloudwhisper_api::FINALIZER;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::eventually;
use kube::ResourceExt;
use kube::api::{DeleteParams, PostParams};
use serde_json::json;
use support::{PATIENCE, World};

const SITE: &str = "Deploy a static website in Mumbai";

#[tokio::test]
async fn a_finalizer_that_somebody_else_wrote_is_taken_away_and_theirs_stays() -> Result<()> {
    let world = World::new("restored").await?;
    let theirs = "example.com/keep";
    let mut restored = world.request("site", SITE, &json!({}));
    restored.spec.account_ref = None;
    restored.metadata.finalizers = Some(vec![FINALIZER.into(), theirs.into()]);
    let by_backup = PostParams {
        field_manager: Some("backup".into()),
        ..PostParams::default()
    };
    world.rita.create(&by_backup, &restored).await?;
    world.phase("site", Phase::PlanReady).await;

    world.rita.delete("site", &DeleteParams::default()).await?;
    world
        .until("site", "ours to be gone", |request| {
            (request.finalizers() == [theirs]).then_some(())
        })
        .await;
    let none = json!({ "metadata": { "finalizers": null } });
    world.patch(&world.rita, "site", none).await?;
    eventually(PATIENCE, "the object to be gone", || async {
        world.rita.get_opt("site").await.ok()?.is_none().then_some(())
    })
    .await;
    Ok(())
}
