//! Bad input, through a real API server and past a running operator: specs of every wrong shape, prompts that no person would write,
//! statuses and revisions that somebody has edited, approvals of something else. Each is refused in words that say what is wrong, or said
//! and put right by the operator, and a healthy request beside it goes its way.
//!
//! Wrong shapes are made from the definitions themselves, each of every field once, rather than at random: what goes through a server
//! takes milliseconds each. What can be tried without one is tried at random, in `crates/api/tests/garbled.rs`.

#[path = "../support/mod.rs"]
mod support;

mod approvals;
mod prompts;
mod revisions;
mod specs;
mod status;

use anyhow::Result;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use kube::api::{DeleteParams, PostParams};
use serde_json::json;
use support::World;

/// A request that is understood, planned and deployed.
const SITE: &str = "Deploy a static website in Mumbai";

/// A request like many others is planned as if nothing were wrong beside it, and the operator has neither ended nor panicked.
async fn all_is_well_beside(world: &World, what: &str) -> Result<()> {
    let mut healthy = world.request("healthy", SITE, &json!({}));
    healthy.spec.account_ref = None;
    world.rita.create(&PostParams::default(), &healthy).await?;
    let planned = world.phase("healthy", Phase::PlanReady).await;
    assert!(plan(&planned).is_some(), "beside {what}");
    world.rita.delete("healthy", &DeleteParams::default()).await?;
    assert!(
        !world.has_ended(),
        "{what} ended the operator:\n{}",
        world.log_end()
    );
    let log = world.log();
    let panic = log.lines().find(|line| line.contains("panicked"));
    assert_eq!(panic, None, "{what}");
    Ok(())
}

fn plan(request: &DeploymentRequest) -> Option<&cloudwhisper_api::deployment_request::PlanStatus> {
    request.status.as_ref()?.plan.as_deref()
}
