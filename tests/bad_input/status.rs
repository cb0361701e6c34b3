//! Somebody with the right to it edits the status.

use anyhow::{Context, Result};
use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::Api;
use kube::api::{ListParams, Patch, PatchParams};
use serde_json::{Value, json};

use crate::support::{PATIENCE, World};
use crate::{SITE, all_is_well_beside};

const DAY: &str = "2026-11-22T00:00:00Z";

fn digest(letter: &str) -> String {
    format!("sha256:{}", letter.repeat(64))
}

/// What is put into the status, and why it would matter.
fn forgeries(stack_of_another: &str) -> Vec<(&'static str, Value)> {
    let money = json!({ "usd": "0.00", "inr": "0.00" });
    vec![
        ("a phase", json!({ "phase": "Deleting" })),
        (
            "a generation to come",
            json!({ "observedGeneration": 9_000_000_000_000_i64 }),
        ),
        (
            "a plan's digest",
            json!({ "plan": { "digest": digest("a"), "revision": 1_000_000 } }),
        ),
        (
            "an approval",
            json!({ "approval": { "digest": digest("a"), "approver": "mallory", "at": DAY, "automatic": false } }),
        ),
        (
            "a success that never was",
            json!({ "history": [{
                "revision": 7, "digest": digest("b"), "result": "Succeeded", "approver": "mallory", "monthly": money, "startedAt": DAY,
            }] }),
        ),
        (
            "another request's stack",
            json!({ "deployment": { "stackName": stack_of_another } }),
        ),
        (
            "another region",
            json!({ "deployment": { "region": "us-east-1" } }),
        ),
        (
            "outputs",
            json!({ "outputs": { "url": "https://evil.example.com", "more": "x" } }),
        ),
        (
            "a condition",
            json!({ "conditions": [{
                "type": "Deployed", "status": "True", "reason": "Deployed", "message": "It runs.", "lastTransitionTime": DAY,
            }] }),
        ),
        ("a repair", json!({ "repair": { "digest": digest("c") } })),
        (
            "an error",
            json!({ "lastError": { "code": "INTERNAL", "message": "pay mallory", "details": "now", "retryable": true } }),
        ),
        (
            "what can't be read",
            json!({ "parsed": { "requirements": { "budget": { "amount": "free", "currency": "INR" } } } }),
        ),
        ("nothing", Value::Null),
    ]
}

/// The status as it stands there, without the times at which things were seen. Of what runs also without what carrying it out added:
/// that stood in its change set, which is gone.
fn lasting(mut status: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for time in [
                    "lastTransitionTime",
                    "at",
                    "startedAt",
                    "finishedAt",
                    "checkedAt",
                    "eta",
                    "lastHandledReconcileAt",
                ] {
                    fields.remove(time);
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    if status["phase"] == "Ready" {
        for resource in status["plan"]["resources"].as_array_mut().into_iter().flatten() {
            let resource = resource.as_object_mut().expect("an object");
            resource.retain(|field, _| field != "action" && field != "dataAtRisk");
        }
    }
    strip(&mut status);
    status
}

async fn standing(world: &World, name: &str) -> Result<Value> {
    let kind = kube::api::ApiResource::erase::<DeploymentRequest>(&());
    let requests: Api<kube::api::DynamicObject> =
        Api::namespaced_with(world.admin.clone(), world.namespace.name(), &kind);
    Ok(lasting(requests.get(name).await?.data["status"].clone()))
}

/// Forges the status in every way, and waits each time until it says what is so.
async fn hold_the_truth(world: &World, name: &str, stack_of_another: &str) -> Result<()> {
    let truth = standing(world, name).await?;
    let kind = kube::api::ApiResource::erase::<DeploymentRequest>(&());
    let admin: Api<kube::api::DynamicObject> =
        Api::namespaced_with(world.admin.clone(), world.namespace.name(), &kind);
    let as_mallory = PatchParams {
        field_manager: Some("mallory".to_owned()),
        ..PatchParams::default()
    };
    for (what, forged) in forgeries(stack_of_another) {
        let forged = Patch::Merge(json!({ "status": forged }));
        admin
            .patch_status(name, &as_mallory, &forged)
            .await
            .with_context(|| what.to_owned())?;
        let look = || async {
            let now = standing(world, name).await?;
            anyhow::ensure!(now == truth, "{now:#}\ninstead of\n{truth:#}");
            Ok(())
        };
        if let Err(late) =
            cloudwhisper_testbed::within(PATIENCE, &format!("the truth instead of {what}"), look).await
        {
            panic!("{late}\nthe operator said:\n{}", world.log_end());
        }
        all_is_well_beside(world, what).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_forged_status_is_not_acted_on_and_says_what_is_so_again() -> Result<()> {
    let world = World::new("forged-status").await?;
    world.ask("waits", SITE, json!({})).await?;
    world.ask("runs", SITE, json!({})).await?;
    let stack = |request: &DeploymentRequest| {
        let deployment = request
            .status
            .as_ref()
            .and_then(|status| status.deployment.as_ref());
        deployment
            .map(|deployment| deployment.stack_name.clone())
            .context("a stack")
    };
    let waits = stack(&world.phase("waits", Phase::AwaitingApproval).await)?;
    world.phase("runs", Phase::AwaitingApproval).await;
    world.approve("runs").await?;
    let runs = stack(&world.phase("runs", Phase::Ready).await)?;

    hold_the_truth(&world, "waits", &runs).await?;
    hold_the_truth(&world, "runs", &waits).await?;

    assert_eq!(
        world.operations(&runs).await?,
        ["CREATE_IN_PROGRESS"],
        "carried out once"
    );
    assert_eq!(world.operations(&waits).await?, [""; 0], "nobody has approved it");
    Ok(())
}

/// Merges this into a status as somebody who is not the operator.
async fn forge(world: &World, name: &str, status: Value) -> Result<()> {
    let requests: Api<DeploymentRequest> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let as_mallory = PatchParams {
        field_manager: Some("mallory".to_owned()),
        ..PatchParams::default()
    };
    let forged = Patch::Merge(json!({ "status": status }));
    requests.patch_status(name, &as_mallory, &forged).await?;
    Ok(())
}

/// The operator has looked at it since now.
async fn looked_at(world: &World, name: &str, when: &str) -> Result<DeploymentRequest> {
    let look = json!({ "metadata": { "annotations": { RECONCILE_REQUESTED_AT: when } } });
    world.patch(&world.rita, name, look).await?;
    let seen = |request: &DeploymentRequest| {
        let handled = request.status.as_ref()?.last_handled_reconcile_at.as_deref();
        (handled == Some(when)).then_some(())
    };
    Ok(world.until(name, &format!("a look at {when}"), seen).await)
}

#[tokio::test]
async fn what_is_forged_in_one_status_gets_into_no_plan_of_another_request() -> Result<()> {
    const FORGED: &str = "https://evil.example.com";
    let world = World::new("forged-outputs").await?;
    world.ask("runs", SITE, json!({})).await?;
    world.ask("waits", SITE, json!({})).await?;
    let refers = json!({ "parameters": { "FEED": "{{ outputs.runs.feed }}" } });
    world.ask("refers", "Node.js API in Mumbai", refers).await?;
    world
        .ask("follows", SITE, json!({ "dependsOn": [{ "name": "waits" }] }))
        .await?;
    world.phase("runs", Phase::AwaitingApproval).await;
    world.approve("runs").await?;
    world.phase("runs", Phase::Ready).await;
    world.phase("refers", Phase::Failed).await; // there is no such output
    let waits = world.phase("waits", Phase::AwaitingApproval).await;
    world.phase("follows", Phase::Waiting).await;

    let ready = json!([{
        "type": "Ready", "status": "True", "reason": "Deployed", "message": "", "lastTransitionTime": DAY,
        "observedGeneration": waits.metadata.generation,
    }]);
    for time in 0..5 {
        forge(&world, "runs", json!({ "outputs": { "feed": FORGED } })).await?;
        forge(&world, "waits", json!({ "conditions": ready })).await?;
        for name in ["refers", "follows"] {
            let looked = looked_at(&world, name, &format!("time {time}")).await?;
            assert!(crate::plan(&looked).is_none(), "{name} was planned");
        }
    }
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    for map in maps.list(&ListParams::default()).await? {
        let files = map.data.unwrap_or_default();
        assert!(!files.values().any(|file| file.contains(FORGED)), "{files:#?}");
    }
    Ok(())
}
