//! Approvals of several people, and who has changed what is approved, on every path that they can take into the API server. What the
//! operator makes of them is tested in `crates/lifecycle/tests/approvers.rs`, and with it in `policies.rs`.

use std::time::Duration;

use admission::{
    CHANGED_BY, MAY_NOT, World, approval, assert_forbidden, bind, changed_by, digest, object, requested_by,
};
use anyhow::Result;
use cloudwhisper_testbed::{ADMIN, ALICE, BOB, MALLORY, RITA, apply_yaml, eventually};
use kube::api::{DynamicObject, Patch, PatchParams, PostParams};
use serde_json::{Value, json};

#[path = "support/admission.rs"]
mod admission;
#[path = "support/cluster.rs"]
mod support;

const OWN_ENTRY: &str = "whoever approves writes an entry of their own name";
/// The operator as the API server knows it: its `ServiceAccount`.
const OPERATOR_ACCOUNT: &str = "system:serviceaccount:cloudwhisper-system:cloudwhisper-operator";

fn entry(approver: &str, plan: char) -> Value {
    json!({ "approver": approver, "planDigest": digest(plan) })
}

fn further(entries: &[Value]) -> Value {
    json!({ "additionalApprovals": entries })
}

fn approvers(object: &DynamicObject) -> Vec<&str> {
    let entries = approval(object)["additionalApprovals"].as_array();
    let entries = entries.into_iter().flatten();
    entries.filter_map(|entry| entry["approver"].as_str()).collect()
}

impl World {
    /// Applies these entries alone, under a field manager of the user's own.
    async fn join(&self, user: &str, entries: &[Value]) -> Result<kube::Result<DynamicObject>> {
        let mut own = object("orders", json!({ "approval": further(entries) }))?;
        own.data["spec"].as_object_mut().expect("a spec").remove("prompt");
        let params = PatchParams::apply(&format!("cloudwhisper-{user}")).force();
        let patch = Patch::Apply(own);
        Ok(self.api(user).await?.patch("orders", &params, &patch).await)
    }

    /// The operator says that what the spec says now runs, or in which other phase it is.
    async fn reach(&self, phase: &str) -> Result<DynamicObject> {
        let operator = self.api(OPERATOR_ACCOUNT).await?;
        let generation = operator.get("orders").await?.metadata.generation;
        self.reach_at(phase, "True", generation).await
    }

    async fn reach_at(&self, phase: &str, ready: &str, generation: Option<i64>) -> Result<DynamicObject> {
        let condition = json!({
            "type": "Ready", "status": ready, "reason": "Deployed", "message": "It runs",
            "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": generation,
        });
        let status = json!({ "phase": phase, "observedGeneration": generation, "conditions": [condition] });
        let operator = self.api(OPERATOR_ACCOUNT).await?;
        let patch = Patch::Merge(json!({ "status": status }));
        Ok(operator
            .patch_status("orders", &PatchParams::default(), &patch)
            .await?)
    }

    async fn prompt(&self, user: &str, prompt: &str) -> Result<DynamicObject> {
        Ok(self
            .merge(user, json!({ "spec": { "prompt": prompt } }))
            .await??)
    }

    /// Whoever is logged in may ask here.
    async fn everybody_asks(&self) -> Result<()> {
        let binding = json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": { "name": "everybody", "namespace": self.namespace.name() },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cloudwhisper-requester" },
            "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "system:authenticated" }],
        });
        apply_yaml(&self.cluster.client_for(ADMIN).await?, &binding.to_string()).await?;
        let look = || async { self.api(MALLORY).await.ok()?.get("orders").await.ok() };
        eventually(Duration::from_secs(30), "the binding to be in force", look).await;
        Ok(())
    }
}

#[tokio::test]
async fn approvers_join_by_every_path_and_each_others_entries_stay() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await??;
    bind(&world, "carol", "cloudwhisper-approver").await?;
    let joined = || async {
        world
            .join("carol", &[entry("carol", 'a')])
            .await?
            .map_err(anyhow::Error::from)
    };
    eventually(Duration::from_secs(30), "carol's right to be in force", joined).await;
    let joined = world.join(BOB, &[entry(BOB, 'a')]).await??;
    assert_eq!(
        approvers(&joined),
        ["carol", BOB],
        "an apply of one's own leaves carol's alone"
    );
    assert_eq!(approval(&joined)["approver"], ALICE, "and alice's");

    // The same by the other paths, each an approval of another plan.
    let merged = world
        .approve(BOB, further(&[entry("carol", 'a'), entry(BOB, 'b')]))
        .await??;
    assert_eq!(approvers(&merged), ["carol", BOB]);
    let patch = json!([{ "op": "replace", "path": "/spec/approval/additionalApprovals/1/planDigest", "value": digest('c') }]);
    world.json_patch(BOB, patch).await??;
    let replaced = world
        .replace(BOB, |object| {
            object.data["spec"]["approval"]["additionalApprovals"][1] = entry(BOB, 'd');
        })
        .await??;
    assert_eq!(approval(&replaced)["additionalApprovals"][1], entry(BOB, 'd'));
    assert_eq!(approval(&replaced)["planDigest"], digest('a'));
    Ok(())
}

#[tokio::test]
async fn an_approver_creates_a_request_with_an_entry_of_their_own_alone() -> Result<()> {
    let world = World::new().await?;
    let theirs = json!({ "approval": further(&[entry(BOB, 'a')]) });
    assert_forbidden(world.create(ALICE, theirs.clone()).await?, OWN_ENTRY)?;
    assert_forbidden(world.create(RITA, theirs).await?, MAY_NOT)?;
    let own = json!({ "approval": further(&[entry(ALICE, 'a')]) });
    assert_eq!(approvers(&world.create(ALICE, own).await??), [ALICE]);
    Ok(())
}

#[tokio::test]
async fn who_may_not_approve_adds_no_entry_by_any_path() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await??;
    for name in [RITA, ALICE, BOB] {
        let entries = [entry(name, 'a')];
        assert_forbidden(world.approve(RITA, further(&entries)).await?, MAY_NOT)?;
        assert_forbidden(world.join(RITA, &entries).await?, MAY_NOT)?;
        let patch = json!([{ "op": "add", "path": "/spec/approval/additionalApprovals", "value": entries }]);
        assert_forbidden(world.json_patch(RITA, patch).await?, MAY_NOT)?;
        let replaced = world.replace(RITA, |object| {
            object.data["spec"]["approval"]["additionalApprovals"] = json!(entries);
        });
        assert_forbidden(replaced.await?, MAY_NOT)?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_adds_or_points_elsewhere_the_entry_of_another() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world.join(ALICE, &[entry(ALICE, 'a')]).await??;
    assert_forbidden(
        world.approve(BOB, further(&[entry(ALICE, 'b')])).await?,
        OWN_ENTRY,
    )?;
    let smuggled = further(&[entry(ALICE, 'a'), entry(BOB, 'a'), entry("carol", 'a')]);
    assert_forbidden(world.approve(BOB, smuggled).await?, OWN_ENTRY)?;
    let renamed = json!([{ "op": "replace", "path": "/spec/approval/additionalApprovals/0/approver", "value": "carol" }]);
    assert_forbidden(world.json_patch(BOB, renamed).await?, OWN_ENTRY)?;
    assert_forbidden(world.join(BOB, &[entry(ALICE, 'b')]).await?, OWN_ENTRY)?;
    // A name that is left out can't be filled in: it is the key of the list.
    let nameless = further(&[json!({ "planDigest": digest('a') })]);
    assert!(world.approve(BOB, nameless).await?.is_err());
    let twice = further(&[entry(BOB, 'a'), entry(BOB, 'b')]);
    assert!(
        world.approve(BOB, twice).await?.is_err(),
        "one person approves one plan"
    );
    Ok(())
}

#[tokio::test]
async fn everybody_who_may_edit_takes_entries_out_and_not_back_in() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await??;
    world.join(BOB, &[entry(BOB, 'a')]).await??;
    let without = world
        .approve(RITA, json!({ "additionalApprovals": null }))
        .await??;
    assert!(approvers(&without).is_empty());
    assert_eq!(approval(&without)["approver"], ALICE, "that one stands");
    assert_forbidden(world.approve(RITA, further(&[entry(BOB, 'a')])).await?, MAY_NOT)?;
    assert_forbidden(
        world.approve(ALICE, further(&[entry(BOB, 'a')])).await?,
        OWN_ENTRY,
    )?;
    Ok(())
}

#[tokio::test]
async fn the_first_approval_changes_without_the_others_and_they_keep_the_account() -> Result<()> {
    let world = World::new().await?;
    world
        .create(RITA, json!({ "accountRef": { "name": "limited" } }))
        .await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await??;
    world.join(BOB, &[entry(BOB, 'a')]).await??;
    let renewed = world
        .approve(ALICE, json!({ "planDigest": digest('b') }))
        .await??;
    assert_eq!(
        approval(&renewed)["additionalApprovals"],
        json!([entry(BOB, 'a')])
    );
    world
        .approve(RITA, json!({ "planDigest": null, "approver": null }))
        .await??;
    let stronger = json!({ "spec": { "accountRef": { "name": "stronger" } } });
    assert_forbidden(world.merge(RITA, stronger).await?, MAY_NOT)
}

#[tokio::test]
async fn a_gitops_tool_that_applies_a_list_is_taken_at_its_word_for_its_own_name() -> Result<()> {
    const FLUX: &str = "system:serviceaccount:flux-system:kustomize-controller";
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world.everybody_asks().await?;
    let rights = json!({
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
        "metadata": { "name": "flux", "namespace": world.namespace.name() },
        "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cloudwhisper-approver" },
        "subjects": [{ "kind": "ServiceAccount", "name": "kustomize-controller", "namespace": "flux-system" }],
    });
    apply_yaml(&world.cluster.client_for(ADMIN).await?, &rights.to_string()).await?;
    let spec = |prompt: &str| json!({ "prompt": prompt, "approval": further(&[entry(FLUX, 'a')]) });
    let apply = || async {
        world
            .apply(FLUX, spec("Two tables"))
            .await?
            .map_err(anyhow::Error::from)
    };
    let applied = eventually(Duration::from_secs(30), "Flux's right to be in force", apply).await;
    assert_eq!(approvers(&applied), [FLUX]);
    assert_eq!(changed_by(&applied), Some(format!("{RITA},{FLUX}").as_str()));
    world.join(BOB, &[entry(BOB, 'a')]).await??;
    // The next pass of the tool: the same text, and what others wrote is theirs.
    let again = world.apply(FLUX, spec("Two tables")).await??;
    assert_eq!(approvers(&again), [FLUX, BOB]);
    assert_eq!(changed_by(&again), changed_by(&applied));
    let forged =
        json!({ "prompt": "Two tables", "approval": further(&[entry(FLUX, 'a'), entry(ALICE, 'a')]) });
    assert_forbidden(world.apply(FLUX, forged).await?, OWN_ENTRY)
}

#[tokio::test]
async fn who_changes_what_a_plan_is_made_from_is_put_on_record_once() -> Result<()> {
    let world = World::new().await?;
    let created = world.create(RITA, json!({})).await??;
    assert_eq!(changed_by(&created), Some(RITA), "at first it is whoever asks");
    assert_eq!(changed_by(&world.prompt(RITA, "Two tables").await?), Some(RITA));
    assert_eq!(
        changed_by(&world.prompt(BOB, "Three tables").await?),
        Some("rita,bob")
    );
    assert_eq!(
        changed_by(&world.prompt(BOB, "Four tables").await?),
        Some("rita,bob")
    );
    assert_eq!(
        requested_by(&world.prompt(RITA, "Five tables").await?),
        Some(RITA)
    );
    // Of what makes no plan nobody is put on record, nor of the same text once more.
    let spec = json!({ "suspend": true, "interval": "2h", "deletionPolicy": "Delete", "historyLimit": 3, "approval": { "planDigest": digest('a') } });
    let unchanged = world.merge(ALICE, json!({ "spec": spec })).await??;
    assert_eq!(changed_by(&unchanged), Some("rita,bob"));
    assert_eq!(
        changed_by(&world.prompt(ALICE, "Five tables").await?),
        Some("rita,bob")
    );
    for spec in [
        json!({ "answers": { "appType": "api" } }),
        json!({ "budget": { "amount": 10, "currency": "USD" } }),
        json!({ "tags": { "team": "shop" } }),
        json!({ "rollbackTo": 1 }),
    ] {
        let fresh = World::new().await?;
        fresh.create(RITA, json!({})).await??;
        let changed = fresh.merge(ALICE, json!({ "spec": spec })).await??;
        assert_eq!(changed_by(&changed), Some("rita,alice"), "{spec}");
    }
    Ok(())
}

#[tokio::test]
async fn the_record_begins_anew_once_all_that_is_asked_for_runs() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world.prompt(ALICE, "Two tables").await?;
    let runs = world.reach("Ready").await?;
    assert_eq!(changed_by(&runs), Some("rita,alice"), "a status changes nothing");
    assert_eq!(changed_by(&world.prompt(BOB, "Three tables").await?), Some(BOB));
    // The status still speaks of the text before: bob's has been deployed by nobody.
    assert_eq!(
        changed_by(&world.prompt(ALICE, "Four tables").await?),
        Some("bob,alice")
    );
    for phase in ["AwaitingApproval", "Failed", "PlanReady", "Suspended"] {
        world.reach(phase).await?;
        let changed = world.prompt(RITA, &format!("Five tables, {phase}")).await?;
        assert_eq!(
            changed_by(&changed),
            Some("bob,alice,rita"),
            "{phase}: nothing of it runs"
        );
    }
    // AWS doesn't answer: the phase is still that of what runs, and the spec is another one.
    let generation = world.api(RITA).await?.get("orders").await?.metadata.generation;
    world.reach_at("Ready", "False", generation).await?;
    assert_eq!(
        changed_by(&world.prompt(RITA, "Six tables").await?),
        Some("bob,alice,rita")
    );
    Ok(())
}

#[tokio::test]
async fn a_text_that_waits_behind_a_rollback_is_not_forgotten() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world.reach("Ready").await?;
    world.merge(BOB, json!({ "spec": { "rollbackTo": 1 } })).await??;
    world.prompt(ALICE, "Two tables").await?;
    world.reach("Ready").await?;
    let forward = world
        .merge(BOB, json!({ "spec": { "rollbackTo": null } }))
        .await??;
    assert_eq!(
        changed_by(&forward),
        Some("bob,alice"),
        "nobody has approved alice's text"
    );
    Ok(())
}

#[tokio::test]
async fn the_record_is_neither_forged_nor_lost() -> Result<()> {
    const CANNOT: &str = "annotation cloudwhisper.dev/changed-by says who has changed the request";
    let world = World::new().await?;
    let mut forged = object("orders", json!({}))?;
    forged.metadata.annotations = Some([(CHANGED_BY.to_owned(), BOB.to_owned())].into());
    let answer = world
        .api(RITA)
        .await?
        .create(&PostParams::default(), &forged)
        .await;
    assert_forbidden(answer, CANNOT)?;
    world.create(RITA, json!({})).await??;
    world.prompt(ALICE, "Two tables").await?;
    for name in ["rita", "", "rita,alice,rita", "alice,rita"] {
        let patch = json!({ "metadata": { "annotations": { CHANGED_BY: name } } });
        assert_forbidden(world.merge(BOB, patch.clone()).await?, CANNOT)?;
        let mut with_prompt = patch;
        with_prompt["spec"] = json!({ "prompt": "Three tables" });
        assert_forbidden(world.merge(BOB, with_prompt).await?, CANNOT)?;
    }
    let gone = json!({ "metadata": { "annotations": { CHANGED_BY: null } } });
    assert_eq!(
        changed_by(&world.merge(ALICE, gone).await??),
        Some("rita,alice"),
        "it is put back"
    );
    // `kubectl replace` with the file that the request was made from.
    let replaced = world
        .replace(BOB, |object| {
            object.metadata.annotations = None;
            object.data["spec"]["prompt"] = "Three tables".into();
        })
        .await??;
    assert_eq!(changed_by(&replaced), Some("rita,alice,bob"));
    Ok(())
}

/// Applied again and again by one field manager, as a GitOps tool does.
#[tokio::test]
async fn an_apply_without_the_record_keeps_it() -> Result<()> {
    let world = World::new().await?;
    world.apply(ALICE, json!({ "prompt": "One table" })).await??;
    world.prompt(BOB, "Two tables").await?;
    let applied = world.apply(ALICE, json!({ "prompt": "Three tables" })).await??;
    assert_eq!(changed_by(&applied), Some("alice,bob"));
    let again = world.apply(ALICE, json!({ "prompt": "Three tables" })).await??;
    assert_eq!(changed_by(&again), Some("alice,bob"));
    assert_eq!(requested_by(&again), Some(ALICE));
    Ok(())
}

#[tokio::test]
async fn names_with_commas_are_told_apart_and_a_twenty_first_is_refused() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world.everybody_asks().await?;
    let changed = world.prompt("doe, 100% jane", "Table 1").await?;
    assert_eq!(changed_by(&changed), Some("rita,doe%2C 100%25 jane"));
    let again = world.prompt("doe, 100% jane", "Table 2").await?;
    assert_eq!(changed_by(&again), changed_by(&changed));
    for number in 3..=20 {
        world
            .prompt(&format!("user-{number}"), &format!("Table {number}"))
            .await?;
    }
    let words = "20 people have changed deploymentrequest";
    let refused = world
        .merge("user-21", json!({ "spec": { "prompt": "Table 21" } }))
        .await?;
    assert_forbidden(refused, words)?;
    world.prompt("user-20", "Table 22").await?;
    world.reach("Ready").await?;
    assert_eq!(
        changed_by(&world.prompt("user-21", "Table 21").await?),
        Some("user-21")
    );
    Ok(())
}

#[tokio::test]
async fn the_operator_is_never_on_record() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let held = json!({ "metadata": { "finalizers": ["cloudwhisper.dev/stack"] } });
    assert_eq!(
        changed_by(&world.merge(OPERATOR_ACCOUNT, held).await??),
        Some(RITA)
    );
    assert_eq!(changed_by(&world.reach("Ready").await?), Some(RITA));
    let free = json!({ "metadata": { "finalizers": null } });
    assert_eq!(
        changed_by(&world.merge(OPERATOR_ACCOUNT, free).await??),
        Some(RITA)
    );
    Ok(())
}
