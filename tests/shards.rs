//! An operator with `--label-selector` serves some of the requests. What those name need not have its labels.

mod support;

use anyhow::Result;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_api::{OPERATOR_FIELD_MANAGER, RECONCILE_REQUESTED_AT};
use kube::api::{Patch, PatchParams, PostParams};
use kube::{Api, ResourceExt};
use serde_json::json;
use support::{World, condition};

const SITE: &str = "Deploy a static website in Mumbai";

/// This test's account once more, without the label that its operator selects by.
async fn unlabelled(world: &World) -> Result<String> {
    let accounts: Api<CloudAccount> = Api::all(world.admin.clone());
    let labelled = accounts.get(&world.account()).await?;
    let mut account = CloudAccount::new(&format!("{}-unlabelled", world.account()), labelled.spec);
    account.status = None;
    accounts.create(&PostParams::default(), &account).await?;
    Ok(account.name_any())
}

#[tokio::test]
async fn an_account_without_the_shards_labels_is_checked_when_a_request_of_the_shard_names_it() -> Result<()>
{
    let world = World::new("borrowed").await?;
    let account = unlabelled(&world).await?;
    world
        .ask("site", SITE, json!({ "accountRef": { "name": account } }))
        .await?;
    world.phase("site", Phase::AwaitingApproval).await;
    let accounts: Api<CloudAccount> = Api::all(world.admin.clone());
    let status = accounts.get(&account).await?.status.expect("it was checked");
    assert!(status.last_check.is_some());
    Ok(())
}

#[tokio::test]
async fn a_request_of_another_shard_can_be_waited_for() -> Result<()> {
    let world = World::new("elsewhere").await?;
    let mut theirs = world.request("base", SITE, &json!({}));
    theirs.metadata.labels = None;
    theirs.spec.account_ref = None;
    let theirs: DeploymentRequest = world.rita.create(&PostParams::default(), &theirs).await?;
    let mut ours = world.request("site", SITE, &json!({ "dependsOn": [{ "name": "base" }] }));
    ours.spec.account_ref = None;
    world.rita.create(&PostParams::default(), &ours).await?;
    let waiting = world.phase("site", Phase::Waiting).await;
    let said = serde_json::to_string(&waiting.status)?;
    assert!(
        said.contains("base") && !said.contains("does not exist"),
        "{said}"
    );
    assert_eq!(condition(&waiting, "Ready").1, "AwaitingDependency");

    // What their operator would write.
    let ready = json!({ "status": {
        "observedGeneration": theirs.metadata.generation,
        "conditions": [{
            "type": "Ready", "status": "True", "reason": "Deployed", "message": "",
            "lastTransitionTime": "2026-11-21T00:00:00Z", "observedGeneration": theirs.metadata.generation,
        }],
    } });
    let requests: Api<DeploymentRequest> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let by = |manager: &str| PatchParams {
        field_manager: Some(manager.to_owned()),
        ..PatchParams::default()
    };
    let forged = Patch::Merge(&ready);
    requests.patch_status("base", &by("mallory"), &forged).await?;
    let look = json!({ "metadata": { "annotations": { RECONCILE_REQUESTED_AT: "after-mallory" } } });
    world.patch(&world.rita, "site", look).await?;
    let looked = world
        .until("site", "a look at what mallory wrote", |request| {
            let handled = request.status.as_ref()?.last_handled_reconcile_at.as_deref();
            (handled == Some("after-mallory")).then_some(())
        })
        .await;
    let phase = looked.status.and_then(|status| status.phase);
    assert_eq!(phase, Some(Phase::Waiting), "that is not their operator's word");

    // The same values from their operator, who owns them together with mallory then.
    let mut applied = json!({ "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest" });
    applied["status"] = ready["status"].clone();
    let theirs = by(OPERATOR_FIELD_MANAGER).force();
    requests
        .patch_status("base", &theirs, &Patch::Apply(applied))
        .await?;
    world.phase("site", Phase::PlanReady).await;
    Ok(())
}
