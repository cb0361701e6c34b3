//! Policies with the operator, on a real API server: a plan that breaks one waits, what runs runs on, and who may write them.

mod support;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::{ALICE, RITA, eventually};
use kube::Api;
use kube::api::{DeleteParams, ListParams, Patch, PatchParams, PostParams};
use serde_json::{Value, json};
use support::{PATIENCE, World, condition};

const SITE: &str = "Deploy a static website in Mumbai";

fn policies(world: &World) -> Api<DeploymentPolicy> {
    Api::namespaced(world.admin.clone(), world.namespace.name())
}

async fn guard(world: &World, spec: Value) -> Result<DeploymentPolicy> {
    let policy = DeploymentPolicy::new("prod", serde_json::from_value(spec)?);
    Ok(policies(world).create(&PostParams::default(), &policy).await?)
}

async fn ready(world: &World, name: &str, wanted: &str) -> String {
    eventually(
        PATIENCE,
        "the policy to say whether it can be applied",
        || async {
            let policy = policies(world).get(name).await.ok()?;
            let generation = policy.metadata.generation;
            let conditions = policy.status?.conditions;
            let ready = conditions.into_iter().find(|it| it.type_ == "Ready")?;
            (ready.status == wanted && ready.observed_generation == generation).then_some(ready.message)
        },
    )
    .await
}

#[tokio::test]
async fn a_change_of_policy_is_heard_at_once_by_what_waits_and_spares_what_runs() -> Result<()> {
    let world = World::new("policies").await?;
    guard(&world, json!({ "deniedResourceTypes": ["AWS::S3::*"] })).await?;
    ready(&world, "prod", "True").await;
    world.ask("site", SITE, json!({})).await?;
    let blocked = world.phase("site", Phase::Failed).await;
    let (status, reason) = condition(&blocked, "PolicyPassed");
    assert_eq!((status.as_str(), reason.as_str()), ("False", "PolicyViolation"));
    let error = blocked
        .status
        .context("a status")?
        .last_error
        .context("an error")?;
    assert!(
        error.message.contains("prod/deniedResourceTypes"),
        "{}",
        error.message
    );
    let stacks = world.cloudformation().await.list_stacks().send().await?;
    let ours = world.namespace.stack_prefix();
    let names = stacks
        .stack_summaries()
        .iter()
        .filter_map(|stack| stack.stack_name());
    assert_eq!(
        names.filter(|name| name.starts_with(ours)).count(),
        0,
        "AWS has heard nothing of it"
    );

    // An approval that doesn't count is kept, and counts as soon as the policy lets it.
    world.approve("site").await?;
    let still = world.phase("site", Phase::Failed).await;
    assert_eq!(condition(&still, "Approved").1, "PolicyViolation");
    let allow = json!({ "spec": { "deniedResourceTypes": ["AWS::EC2::*"] } });
    policies(&world)
        .patch("prod", &PatchParams::default(), &Patch::Merge(allow))
        .await?;
    let runs = world.phase("site", Phase::Ready).await;
    assert_eq!(condition(&runs, "PolicyPassed").0, "True");

    // What runs is told of and left alone.
    let broken = json!({ "spec": { "rules": [{ "name": "own", "expression": "plan.", "message": "No." }] } });
    policies(&world)
        .patch("prod", &PatchParams::default(), &Patch::Merge(broken))
        .await?;
    let message = ready(&world, "prod", "False").await;
    assert!(message.contains("Rule own can't be used"), "{message}");
    let told = world
        .until("site", "PolicyPassed to be False", |request| {
            (condition(request, "PolicyPassed").0 == "False").then_some(())
        })
        .await;
    assert_eq!(condition(&told, "Ready").0, "True", "what runs, runs on");
    assert_eq!(condition(&told, "Approved").0, "True");
    let events = world.events("site").await?;
    let warned = events.iter().filter(|(reason, _)| reason == "PolicyViolation");
    assert!(warned.count() >= 2, "blocked, and then told of: {events:?}");

    policies(&world).delete("prod", &DeleteParams::default()).await?;
    world
        .until("site", "PolicyPassed to be True", |request| {
            (condition(request, "PolicyPassed").0 == "True").then_some(())
        })
        .await;
    Ok(())
}

#[tokio::test]
async fn who_asks_and_who_approves_reads_policies_and_writes_none() -> Result<()> {
    let world = World::without_operator("policy-roles").await?;
    let policy = guard(&world, json!({ "allowedRegions": ["ap-south-1"] })).await?;
    for user in [RITA, ALICE] {
        let client = world.bed.cluster.client_for(user).await?;
        let theirs: Api<DeploymentPolicy> = Api::namespaced(client, world.namespace.name());
        assert_eq!(theirs.list(&ListParams::default()).await?.items.len(), 1);
        let anything = Patch::Merge(json!({ "spec": { "allowedRegions": null } }));
        let mut another = policy.clone();
        another.metadata = kube::api::ObjectMeta {
            name: Some("mine".to_owned()),
            ..Default::default()
        };
        let answers = [
            theirs
                .patch("prod", &PatchParams::default(), &anything)
                .await
                .err(),
            theirs.create(&PostParams::default(), &another).await.err(),
            theirs.delete("prod", &DeleteParams::default()).await.err(),
        ];
        for answer in answers {
            let forbidden = matches!(&answer, Some(kube::Error::Api(status)) if status.is_forbidden());
            assert!(forbidden, "{user}: {answer:?}");
        }
    }
    Ok(())
}
