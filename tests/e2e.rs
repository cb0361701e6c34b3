//! From a prompt to a running stack, on a real API server and a real CloudFormation engine.

mod support;

use anyhow::Result;
use cloudwhisper_api::deployment_request::{DeploymentResult, Phase};
use cloudwhisper_testbed::eventually;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use kube::Api;
use kube::api::{DeleteParams, Patch, PatchParams, PostParams};
use serde_json::json;
use support::{PATIENCE, World, condition};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";
const API_WITH_FILES: &str =
    "Create a REST API with Node.js, a database and an S3 bucket for uploads, under $10/month, in Mumbai";

#[tokio::test]
async fn a_request_without_an_account_is_planned_and_nothing_is_deployed() -> Result<()> {
    let world = World::new("plan-only").await?;
    let mut request = world.request("shop", API, &json!({}));
    request.spec.account_ref = None;
    world
        .rita
        .create(&kube::api::PostParams::default(), &request)
        .await?;

    let request = world.phase("shop", Phase::PlanReady).await;
    assert_eq!(condition(&request, "Ready"), ("True".into(), "PlanReady".into()));
    assert!(
        request.metadata.finalizers.is_none(),
        "nothing was written to AWS, so nothing holds the object"
    );
    let status = request.status.expect("a status");
    let plan = status.plan.expect("a plan");
    assert_eq!(plan.revision, 1);
    assert_eq!(status.deployment, None);

    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let revision = maps.get(&plan.artifacts.name).await?;
    assert_eq!(revision.immutable, Some(true));
    assert!(revision.data.expect("data").contains_key("template.json"));
    Ok(())
}

#[tokio::test]
async fn an_approved_plan_runs_and_gives_back_its_outputs() -> Result<()> {
    let world = World::new("deploy").await?;
    world
        .ask(
            "orders",
            API,
            json!({ "writeOutputsTo": { "kind": "Secret", "name": "orders-outputs" } }),
        )
        .await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    assert_eq!(condition(&waiting, "Ready").0, "False");
    assert_eq!(condition(&waiting, "Reconciling").0, "True");
    assert_eq!(condition(&waiting, "Stalled").0, "False");
    assert_eq!(
        condition(&waiting, "Approved"),
        ("False".into(), "AwaitingApproval".into())
    );
    let plan = waiting.status.expect("a status").plan.expect("a plan");
    assert!(
        plan.resources.iter().all(|resource| resource.action.is_some()),
        "AWS has said what it would do"
    );

    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    assert_eq!(condition(&ready, "Ready").0, "True");
    let status = ready.status.expect("a status");
    assert!(
        status
            .outputs
            .get("url")
            .is_some_and(|url| url.starts_with("http")),
        "{:?}",
        status.outputs
    );
    assert_eq!(status.history.len(), 1);
    assert_eq!(status.history[0].result, DeploymentResult::Succeeded);
    assert_eq!(status.history[0].approver, "alice");
    assert_eq!(status.approval.expect("an approval").digest, plan.digest);

    let secrets: Api<Secret> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let written = eventually(PATIENCE, "the outputs' Secret", || async {
        secrets.get_opt("orders-outputs").await.ok()?
    })
    .await;
    assert!(written.data.expect("data").contains_key("url"));
    assert_an_output_that_is_gone_goes(&world, &secrets).await
}

/// An output of the plan before: ours, and no longer among the outputs.
async fn assert_an_output_that_is_gone_goes(world: &World, secrets: &Api<Secret>) -> Result<()> {
    let operator: Api<Secret> = Api::namespaced(
        world.bed.cluster.client_for(support::OPERATOR).await?,
        world.namespace.name(),
    );
    let before = secrets.get("orders-outputs").await?;
    let mut data = before.data.expect("data");
    data.insert("gone".into(), k8s_openapi::ByteString(b"x".to_vec()));
    let apply = Patch::Apply(json!({
        "apiVersion": "v1", "kind": "Secret",
        "metadata": { "name": "orders-outputs", "ownerReferences": before.metadata.owner_references },
        "data": data,
    }));
    let params = PatchParams::apply(cloudwhisper_api::OPERATOR_FIELD_MANAGER).force();
    operator.patch("orders-outputs", &params, &apply).await?;
    let asked = json!({ "metadata": { "annotations": { "reconcile.cloudwhisper.dev/requestedAt": "now" } } });
    world.patch(&world.rita, "orders", asked).await?;
    eventually(PATIENCE, "the output to go", || async {
        let secret = secrets.get("orders-outputs").await.ok()?;
        let data = secret.data?;
        (data.contains_key("url") && !data.contains_key("gone")).then_some(())
    })
    .await;
    Ok(())
}

#[tokio::test]
async fn a_config_map_of_somebody_s_own_is_left_alone_whatever_its_name() -> Result<()> {
    let mut world = World::without_operator("own-map").await?;
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let own: ConfigMap = serde_json::from_value(json!({
        "metadata": { "name": "orders-r1", "labels": { "app.kubernetes.io/managed-by": "somebody" } },
        "data": { "mine": "yes" },
    }))?;
    maps.create(&PostParams::default(), &own).await?;
    world.start_operator()?;
    world.ask("orders", API, json!({})).await?;
    let failed = world.phase("orders", Phase::Failed).await;
    let error = failed.status.expect("a status").last_error.expect("an error");
    assert_eq!(json!(error.code), json!("NAME_TAKEN"));
    assert!(error.message.contains("orders-r1"), "{}", error.message);
    assert_eq!(maps.get("orders-r1").await?.data, own.data);
    Ok(())
}

#[tokio::test]
async fn an_approval_of_an_older_plan_deploys_nothing() -> Result<()> {
    let world = World::new("stale").await?;
    world.ask("orders", API, json!({})).await?;
    let first = world
        .phase("orders", Phase::AwaitingApproval)
        .await
        .status
        .expect("status")
        .plan
        .expect("plan")
        .digest;
    world
        .patch(
            &world.rita,
            "orders",
            json!({ "spec": { "prompt": API_WITH_FILES } }),
        )
        .await?;
    world.phase("orders", Phase::AwaitingApproval).await;

    world.approve_digest("orders", &first.to_string()).await?;
    let request = world
        .until("orders", "an outdated approval", |request| {
            (condition(request, "Approved").1 == "ApprovalOutdated").then_some(())
        })
        .await;
    let status = request.status.expect("a status");
    assert_eq!(status.phase, Some(Phase::AwaitingApproval));
    assert!(status.history.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_changed_prompt_is_deployed_only_after_an_approval_of_its_own() -> Result<()> {
    let world = World::new("change").await?;
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
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    assert!(
        !waiting.status.as_ref().expect("status").outputs.is_empty(),
        "what runs keeps its outputs"
    );
    world.approve("orders").await?;
    let ready = world.phase("orders", Phase::Ready).await;
    let history = ready.status.expect("a status").history;
    assert_eq!(
        history.iter().map(|entry| entry.revision).collect::<Vec<_>>(),
        [2, 1],
        "newest first"
    );
    Ok(())
}

#[tokio::test]
async fn a_taken_name_fails_with_its_cause_and_works_after_the_prompt_is_mended() -> Result<()> {
    let world = World::new("taken").await?;
    let taken = format!("{}-media", world.namespace.name());
    take_bucket(&world, &taken).await?;
    let prompt =
        |bucket: &str| format!("Node.js API with an S3 bucket named {bucket} for uploads, in Mumbai");
    world.ask("media", &prompt(&taken), json!({})).await?;
    world.phase("media", Phase::AwaitingApproval).await;
    world.approve("media").await?;

    let failed = world.phase("media", Phase::Failed).await;
    assert_eq!(condition(&failed, "Stalled").0, "True");
    let status = failed.status.expect("a status");
    let error = status.last_error.expect("an error");
    assert_eq!(json!(error.code), json!("NAME_TAKEN"));
    assert!(error.message.contains(&taken), "{}", error.message);
    assert!(!error.details.is_empty(), "the next step is named");
    assert_eq!(status.history[0].result, DeploymentResult::RolledBack);
    assert_eq!(
        status.deployment.expect("deployment").stack_status.as_deref(),
        Some("ROLLBACK_COMPLETE")
    );

    world
        .patch(
            &world.rita,
            "media",
            json!({ "spec": { "prompt": prompt(&format!("{taken}-2")) } }),
        )
        .await?;
    world.phase("media", Phase::AwaitingApproval).await;
    world.approve("media").await?;
    world.phase("media", Phase::Ready).await;
    let reasons: Vec<_> = world
        .events("media")
        .await?
        .into_iter()
        .map(|(reason, _)| reason)
        .collect();
    assert!(
        reasons
            .iter()
            .any(|reason| reason == "StackDeleted" || reason == "RecreatingStack"),
        "{reasons:?}"
    );
    Ok(())
}

/// Makes the bucket in another account, as a stranger would have.
async fn take_bucket(world: &World, name: &str) -> Result<()> {
    let credentials = aws_credential_types::Credentials::new("999988887777", "made-up", None, None, "test");
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .region(aws_config::Region::new("us-east-1"))
        .endpoint_url(world.bed.aws.endpoint_url())
        .credentials_provider(credentials)
        .load()
        .await;
    let s3 = aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::config::Builder::from(&config)
            .force_path_style(true)
            .build(),
    );
    s3.create_bucket().bucket(name).send().await?;
    Ok(())
}

#[tokio::test]
async fn deleting_with_delete_takes_the_stack_along_and_with_retain_leaves_it() -> Result<()> {
    let world = World::new("delete").await?;
    for (name, policy) in [("goes", "Delete"), ("stays", "Retain")] {
        world.ask(name, API, json!({ "deletionPolicy": policy })).await?;
        world.phase(name, Phase::AwaitingApproval).await;
        world.approve(name).await?;
    }
    let cloudformation = world.cloudformation().await;
    for (name, remains) in [("goes", false), ("stays", true)] {
        let stack = world
            .phase(name, Phase::Ready)
            .await
            .status
            .expect("status")
            .deployment
            .expect("deployment")
            .stack_name;
        world.rita.delete(name, &DeleteParams::default()).await?;
        eventually(PATIENCE, &format!("{name} to be gone"), || async {
            world.rita.get_opt(name).await.ok()?.is_none().then_some(())
        })
        .await;
        let found = cloudformation
            .describe_stacks()
            .stack_name(&stack)
            .send()
            .await
            .is_ok();
        assert_eq!(found, remains, "the stack of {name}");
    }
    // The Event follows the finalizer: the object may be gone a moment before it is told.
    eventually(PATIENCE, "the Event StackRetained", || async {
        let told = world.events("stays").await.ok()?;
        told.iter()
            .any(|(reason, _)| reason == "StackRetained")
            .then_some(())
    })
    .await;
    Ok(())
}

#[tokio::test]
async fn a_dependency_is_waited_for_even_while_it_is_suspended() -> Result<()> {
    let world = World::new("order").await?;
    world
        .ask(
            "second",
            API,
            json!({ "dependsOn": [{ "name": "first" }], "accountRef": { "name": world.account() } }),
        )
        .await?;
    world.phase("second", Phase::Waiting).await;
    world.ask("first", API, json!({ "suspend": true })).await?;
    world.phase("first", Phase::Suspended).await;

    world
        .patch(&world.rita, "first", json!({ "spec": { "suspend": false } }))
        .await?;
    world.phase("first", Phase::AwaitingApproval).await;
    world.approve("first").await?;
    world.phase("first", Phase::Ready).await;
    world.phase("second", Phase::AwaitingApproval).await;
    Ok(())
}

#[tokio::test]
async fn what_is_approved_while_it_is_suspended_is_not_executed() -> Result<()> {
    let world = World::new("suspend").await?;
    world.ask("orders", API, json!({})).await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;
    let place = waiting.status.expect("a status").deployment.expect("a place");
    world
        .patch(&world.rita, "orders", json!({ "spec": { "suspend": true } }))
        .await?;
    world.approve("orders").await?;
    // The phase speaks of the newest spec: the operator has seen the approval and let it be.
    let suspended = world.phase("orders", Phase::Suspended).await;
    assert!(suspended.spec.approval.plan_digest.is_some());
    assert!(suspended.status.expect("a status").history.is_empty());
    let status = stack_status(&world, &place.stack_name).await?;
    assert_eq!(
        status, "REVIEW_IN_PROGRESS",
        "AWS was asked to check and nothing else"
    );

    world
        .patch(&world.rita, "orders", json!({ "spec": { "suspend": false } }))
        .await?;
    world.phase("orders", Phase::Ready).await;
    assert_eq!(stack_status(&world, &place.stack_name).await?, "CREATE_COMPLETE");
    Ok(())
}

async fn stack_status(world: &World, stack: &str) -> Result<String> {
    let cloudformation = world.cloudformation().await;
    let answer = cloudformation.describe_stacks().stack_name(stack).send().await?;
    let status = answer.stacks().first().and_then(|stack| stack.stack_status());
    Ok(status
        .map(|status| status.as_str().to_owned())
        .unwrap_or_default())
}

#[tokio::test]
async fn an_operator_that_is_told_to_stop_gives_its_lease_back() -> Result<()> {
    let mut world = World::new("stop").await?;
    world.ask("orders", API, json!({})).await?;
    world.phase("orders", Phase::AwaitingApproval).await;
    let pid = world.operator_pid().expect("an operator");
    let told = std::process::Command::new("kill")
        .args(["-TERM", &pid.to_string()])
        .status()?;
    assert!(told.success());
    assert!(world.operator_ends().await, "{}", world.log());

    let leases: Api<k8s_openapi::api::coordination::v1::Lease> =
        Api::namespaced(world.admin.clone(), "cloudwhisper-system");
    let lease = leases.get(world.namespace.name()).await?.spec.expect("a spec");
    assert_eq!(
        lease.holder_identity.unwrap_or_default(),
        "",
        "the next pod need not wait"
    );
    Ok(())
}
