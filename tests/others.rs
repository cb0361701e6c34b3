//! Others write to the operator's objects as well, and at any moment: backups, kubectl, approvers who are early.

mod support;

use anyhow::Result;
use cloudwhisper_api::FINALIZER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_api::plan::Action;
use cloudwhisper_testbed::{Namespace, eventually};
use kube::api::{DeleteParams, PostParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World, condition};

const SITE: &str = "Deploy a static website in Mumbai";
const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";
const API_WITH_FILES: &str =
    "Create a REST API with Node.js, a database and an S3 bucket for uploads, under $10/month, in Mumbai";

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

/// The approval is given while AWS has not been asked yet what the update would take away.
#[tokio::test]
async fn an_approval_from_before_the_check_removes_nothing_that_the_check_found() -> Result<()> {
    let mut world = World::without_operator("early").await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), Stop::Nowhere).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    world.start_operator()?;
    world.ask("orders", API_WITH_FILES, json!({})).await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;

    proxy.stop_at(Stop::Before("Action=CreateChangeSet"));
    world
        .patch(&world.rita, "orders", json!({ "spec": { "prompt": API } }))
        .await?;
    tokio::time::timeout(PATIENCE, proxy.stopped()).await?;
    let early = world.approve("orders").await?;
    let plan = early.status.expect("a status").plan.expect("a plan");
    assert_eq!(plan.revision, 2);
    world.kill_operator()?;
    proxy.go_on();
    world.start_operator()?;

    let asked = world.phase("orders", Phase::AwaitingApproval).await;
    assert_eq!(
        condition(&asked, "Approved"),
        ("False".into(), "ApprovalOutdated".into())
    );
    let status = asked.status.expect("a status");
    let shown = status.plan.expect("a plan");
    let removed = shown
        .resources
        .iter()
        .find(|resource| resource.action == Some(Action::Remove))
        .expect("the bucket goes");
    assert_ne!(shown.digest, plan.digest);
    assert_eq!(status.history.len(), 1, "nothing was executed");
    let events = world.events("orders").await?;
    let told = events.iter().any(|(reason, note)| {
        reason == "AwaitingApproval"
            && note.contains("before AWS had checked it")
            && note.contains(&removed.logical_id)
    });
    assert!(told, "{events:?}");

    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    let status = ready.status.expect("a status");
    assert_eq!(status.history[0].revision, 2);
    assert_eq!(
        status.approval.map(|approval| approval.digest),
        Some(shown.digest)
    );
    Ok(())
}

#[tokio::test]
async fn several_namespaces_are_served_by_one_operator_and_others_are_not() -> Result<()> {
    let mut world = World::without_operator("several").await?;
    let second = Namespace::create(world.bed.cluster, "several-b").await?;
    let third = Namespace::create(world.bed.cluster, "several-c").await?;
    world.serve_also(second.name());
    let ask = async |namespace: &Namespace, name: &str, spec: Value| {
        let mut request = world.request(name, SITE, &spec);
        request.spec.account_ref = None;
        let requests: Api<DeploymentRequest> = Api::namespaced(world.admin.clone(), namespace.name());
        requests.create(&PostParams::default(), &request).await?;
        Ok::<_, anyhow::Error>(requests)
    };
    // In the third first, so that a watch of the whole cluster would see it no later than the others.
    let not_served = ask(&third, "site", json!({})).await?;
    ask(&world.namespace, "site", json!({})).await?;
    let first = ask(&second, "first", json!({})).await?;
    ask(&second, "site", json!({ "dependsOn": [{ "name": "first" }] })).await?;
    world.start_operator()?;
    world.phase("site", Phase::PlanReady).await;
    for name in ["first", "site"] {
        eventually(PATIENCE, "the plan in the second namespace", || async {
            let status = first.get(name).await.ok()?.status?;
            (status.phase == Some(Phase::PlanReady)).then_some(())
        })
        .await;
    }
    let untouched = not_served.get("site").await?.status;
    assert!(
        untouched.is_none_or(|status| status.phase.is_none()),
        "nobody serves it"
    );
    Ok(())
}
