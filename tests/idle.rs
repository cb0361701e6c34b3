//! What costs nothing while nothing happens: a deployment that runs is not asked about before its `interval`, whatever goes on elsewhere.

mod support;

use anyhow::Result;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::eventually;
use serde_json::json;
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World};

/// In the signature of every call, by its region.
const MUMBAI: &str = "/ap-south-1/";
const VIRGINIA: &str = "/us-east-1/";
/// Looks at a place that is busy, five a second.
const LOOKS: usize = 15;

#[tokio::test]
async fn what_runs_and_what_waits_for_a_person_is_not_asked_about_while_others_are_looked_at() -> Result<()> {
    let mut world = World::without_operator("idle").await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), Stop::Nowhere).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    world.start_operator()?;
    world
        .ask("runs", "Deploy a static website in Mumbai", json!({}))
        .await?;
    world.phase("runs", Phase::AwaitingApproval).await;
    world.approve("runs").await?;
    world.phase("runs", Phase::Ready).await;
    world
        .ask("waits", "A DynamoDB table in Mumbai", json!({}))
        .await?;
    world.phase("waits", Phase::AwaitingApproval).await;
    let watched = || async {
        let page = world.page("/metrics").await?;
        page.contains("cloudwhisper_stacks_watched 0\n").then_some(())
    };
    eventually(PATIENCE, "nothing to be watched", watched).await;

    // Time is told by the looks at a place where something happens.
    let asked = proxy.taken(MUMBAI);
    assert!(asked > 0, "calls are counted");
    let slow = json!({ "region": "us-east-1", "tags": { "testbed-delay": "2" } });
    world.ask("busy", "Deploy a static website", slow).await?;
    world.phase("busy", Phase::AwaitingApproval).await;
    world.approve("busy").await?;
    eventually(PATIENCE, "looks at the other region", || async {
        (proxy.taken(VIRGINIA) >= LOOKS).then_some(())
    })
    .await;
    assert_eq!(proxy.taken(MUMBAI), asked, "nobody asked about what is idle");
    Ok(())
}
