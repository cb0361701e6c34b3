//! Plans of several hundred resources: they are kept whole, though a `ConfigMap` holds 1 MiB, and what is too much for one stack is
//! said so in words that help.

#[path = "../crates/planner/tests/support/many_parts.rs"]
mod many_parts;
mod support;

use anyhow::Result;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_lifecycle::Revision;
use cloudwhisper_lifecycle::revision::Files;
use cloudwhisper_testbed::RITA;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::Api;
use kube::api::PostParams;
use many_parts::PARTS;
use serde_json::json;
use support::World;
use support::person::Person;

/// So many of each kind are planned as said.
const OF_EACH: usize = 20;
/// So many of the kinds are too much for a `ConfigMap`, and not for a stack.
const KINDS: usize = 7;
/// The most bytes that the API server takes in a `ConfigMap`'s values.
const MOST_BYTES: usize = 1_048_576;

async fn ask(world: &World, name: &str, kinds: &[&str]) -> Result<DeploymentRequest> {
    let mut request = world.request(name, &many_parts::prompt(kinds, OF_EACH), &json!({}));
    request.spec.account_ref = None;
    Ok(world.rita.create(&PostParams::default(), &request).await?)
}

#[tokio::test]
async fn a_plan_larger_than_a_config_map_is_kept_whole_and_can_be_read() -> Result<()> {
    let world = World::new("large").await?;
    ask(&world, "large", &PARTS[..KINDS]).await?;
    let planned = world.phase("large", Phase::PlanReady).await;
    let plan = planned.status.expect("a status").plan.expect("a plan");

    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let map = maps.get("large-r1").await?;
    let mut files = Files::from(map.clone());
    let unpacked: usize = ["app.ts", "main.tf", Revision::TEMPLATE, Revision::METADATA]
        .into_iter()
        .map(|name| files.take(name).map_or(0, |text| text.len()))
        .sum();
    assert!(unpacked > MOST_BYTES, "{unpacked} bytes would have fitted");
    assert!(
        map.binary_data
            .is_some_and(|files| files.contains_key("app.ts.gz"))
    );
    for readable in [Revision::TEMPLATE, Revision::METADATA, Revision::PREVIEW] {
        assert!(
            map.data.as_ref().is_some_and(|data| data.contains_key(readable)),
            "{readable}"
        );
    }
    let kept = Revision::from_files(maps.get("large-r1").await?.into()).expect("whole");
    assert_eq!(kept.resources.len(), plan.resources.len());

    let rita = Person::new(&world, RITA)?;
    let preview = rita.cloudwhisper(&["preview", "large"])?;
    let whole = preview.strip_prefix("Nothing has been built yet.\n\n");
    assert_eq!(whole.map(str::trim_end), Some(kept.preview.trim_end()));
    assert!(rita.cloudwhisper(&["diff", "large"])?.contains("+ "));
    Ok(())
}
