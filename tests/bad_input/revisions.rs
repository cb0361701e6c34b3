//! Somebody with the right to it edits, empties, truncates or deletes what a plan is kept in: before it is approved, while it is carried
//! out, and while it runs. The plan is made anew from the spec; as it is the same plan, its approval stays what it was.

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_lifecycle::Revision;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{DeleteParams, ObjectMeta, Patch, PatchParams, PostParams};
use kube::{Api, ResourceExt};
use serde_json::json;

use crate::support::{PATIENCE, World};
use crate::{SITE, all_is_well_beside, plan};

/// What is done to it; immutable as it is, only by deleting it and making another.
type Edit = fn(&mut ConfigMap);

const EDITS: [(&str, Option<Edit>); 5] = [
    (
        "edited",
        Some(|map| {
            replace(map, Revision::TEMPLATE, |text| {
                text.replacen("AWS::", "AWS::Un", 1)
            });
        }),
    ),
    (
        "cheapened",
        Some(|map| {
            replace(map, Revision::METADATA, |text| {
                text.replacen("\"usd\":\"", "\"usd\":\"-", 9)
            });
        }),
    ),
    (
        "truncated",
        Some(|map| {
            replace(map, Revision::METADATA, |text| {
                text.chars().take(text.len() / 2).collect()
            });
        }),
    ),
    ("emptied", Some(|map| map.data = None)),
    ("deleted", None),
];

fn replace(map: &mut ConfigMap, file: &str, edit: impl Fn(&str) -> String) {
    let text = map.data.as_mut().and_then(|data| data.get_mut(file));
    let text = text.expect("the file");
    let edited = edit(text);
    assert_ne!(&edited, text, "{file} is changed");
    *text = edited;
}

fn maps(world: &World) -> Api<ConfigMap> {
    Api::namespaced(world.admin.clone(), world.namespace.name())
}

/// The ConfigMap that the status names.
async fn kept(world: &World, name: &str) -> Result<ConfigMap> {
    let request = world.rita.get(name).await?;
    let name = &plan(&request).context("a plan")?.artifacts.name;
    Ok(maps(world).get(name).await?)
}

async fn forge(world: &World, name: &str, edit: Option<Edit>) -> Result<()> {
    let maps = maps(world);
    let mut map = kept(world, name).await?;
    maps.delete(&map.name_any(), &DeleteParams::default()).await?;
    if let Some(edit) = edit {
        edit(&mut map);
        map.metadata = ObjectMeta {
            name: map.metadata.name,
            labels: map.metadata.labels,
            owner_references: map.metadata.owner_references,
            ..ObjectMeta::default()
        };
        match maps.create(&PostParams::default(), &map).await {
            // The operator was faster.
            Err(kube::Error::Api(status)) if status.is_already_exists() => {}
            other => drop(other?),
        }
    }
    Ok(())
}

/// Waits until the plan that the status names is to be had, whole, and the request is in this phase.
async fn is_whole_again(world: &World, name: &str, phase: Phase, what: &str) -> Result<DeploymentRequest> {
    let look = || async {
        let request = world.rita.get(name).await?;
        let status = request.status.clone().context("a status")?;
        anyhow::ensure!(status.phase == Some(phase), "phase {:?}", status.phase);
        let shown = plan(&request).context("a plan")?;
        let map = maps(world).get(&shown.artifacts.name).await?;
        let revision = Revision::from_files(map.into()).context("the kept plan can't be read")?;
        anyhow::ensure!(
            revision.number == shown.revision,
            "of revision {}",
            revision.number
        );
        Ok(request)
    };
    let what = format!("the plan to be whole after it was {what}");
    match cloudwhisper_testbed::within(PATIENCE, &what, look).await {
        Ok(request) => Ok(request),
        Err(late) => panic!("{late}\nthe operator said:\n{}", world.log_end()),
    }
}

#[tokio::test]
async fn a_kept_plan_that_was_tampered_with_is_made_anew_and_never_carried_out() -> Result<()> {
    let world = World::new("forged-plans").await?;
    world.ask("site", SITE, json!({})).await?;
    let waiting = world.phase("site", Phase::AwaitingApproval).await;
    let digest = plan(&waiting).context("a plan")?.digest;

    let maps = maps(&world);
    let map = kept(&world, "site").await?;
    let in_place = Patch::Merge(json!({ "data": { "preview.md": "It is free." } }));
    let refused = maps
        .patch(&map.name_any(), &PatchParams::default(), &in_place)
        .await;
    let said = refused.err().context("it is immutable")?.to_string();
    assert!(said.contains("immutable"), "{said}");

    for (what, edit) in EDITS {
        forge(&world, "site", edit).await?;
        let again = is_whole_again(&world, "site", Phase::AwaitingApproval, what).await?;
        assert_eq!(
            plan(&again).map(|plan| plan.digest),
            Some(digest),
            "the same plan, {what}"
        );
        all_is_well_beside(&world, what).await?;
    }
    // While it is carried out.
    world.approve("site").await?;
    forge(&world, "site", EDITS[2].1).await?;
    let ready = is_whole_again(&world, "site", Phase::Ready, "truncated under way").await?;
    let stack = ready
        .status
        .and_then(|status| status.deployment)
        .context("a stack")?
        .stack_name;
    for (what, edit) in EDITS {
        forge(&world, "site", edit).await?;
        is_whole_again(&world, "site", Phase::Ready, what).await?;
        all_is_well_beside(&world, what).await?;
    }
    assert_eq!(
        world.operations(&stack).await?,
        ["CREATE_IN_PROGRESS"],
        "carried out once"
    );
    let history = world.rita.get("site").await?.status.context("a status")?.history;
    assert_eq!(history.len(), 1, "{history:?}");
    Ok(())
}
