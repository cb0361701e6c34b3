//! Who may approve, on every path that an approval can take into the API server. What the operator makes of an approval (a stale digest
//! is ignored) is tested with the operator, in `e2e.rs` and in `crates/lifecycle`.

use std::time::Duration;

use admission::{
    MAY_NOT, REQUESTED_BY, World, approval, assert_forbidden, bind, digest, object, requested_by,
};
use anyhow::{Context, Result};
use cloudwhisper_testbed::{ADMIN, ALICE, BOB, MALLORY, OPERATOR, RITA, eventually};
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::OwnerReference;
use kube::api::{Api, DeleteParams, DynamicObject, ObjectMeta, Patch, PatchParams, PostParams};
use serde_json::{Value, json};

#[path = "support/admission.rs"]
mod admission;
#[path = "support/cluster.rs"]
mod support;

/// The operator's own namespace.
const SYSTEM: &str = "cloudwhisper-system";
/// The operator as the API server knows it: its `ServiceAccount`.
const OPERATOR_ACCOUNT: &str = "system:serviceaccount:cloudwhisper-system:cloudwhisper-operator";

#[tokio::test]
async fn an_approver_approves_at_creation() -> Result<()> {
    let world = World::new().await?;
    let created = world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    assert_eq!(
        approval(&created),
        &json!({ "mode": "Manual", "planDigest": digest('a'), "approver": ALICE })
    );
    Ok(())
}

#[tokio::test]
async fn a_requester_may_not_approve_at_creation() -> Result<()> {
    let world = World::new().await?;
    assert_forbidden(
        world
            .create(RITA, json!({ "approval": { "planDigest": digest('a') } }))
            .await?,
        MAY_NOT,
    )?;
    assert_forbidden(
        world
            .create(
                RITA,
                json!({ "approval": { "planDigest": digest('a'), "approver": ALICE } }),
            )
            .await?,
        MAY_NOT,
    )?;
    assert_forbidden(
        world
            .create(RITA, json!({ "approval": { "approver": RITA } }))
            .await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn a_requester_may_not_approve_at_creation_by_server_side_apply() -> Result<()> {
    let world = World::new().await?;
    assert_forbidden(
        world
            .apply(RITA, json!({ "approval": { "planDigest": digest('a') } }))
            .await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn the_refusal_says_who_what_and_whom_to_ask() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let words = format!(
        "user \"rita\" may not approve deploymentrequest \"{}/orders\": spec.approval, spec.accountRef of an approved request, and \
         spec.budget, spec.usage and spec.region under mode WithinBudget, are for those who hold the verb \"approve\" on \
         deploymentrequests.cloudwhisper.dev in that namespace; ask one of them",
        world.namespace.name()
    );
    assert_forbidden(
        world.approve(RITA, json!({ "planDigest": digest('a') })).await?,
        &words,
    )
}

/// A revision as the operator keeps it, of a request that is there: the garbage collector takes what has no owner left.
async fn revision(world: &World) -> Result<ConfigMap> {
    let request = world.create(RITA, json!({})).await??;
    let labels = [("cloudwhisper.dev/request-uid".to_owned(), "0123".to_owned())];
    Ok(ConfigMap {
        metadata: ObjectMeta {
            name: Some("orders-r1".to_owned()),
            labels: Some(labels.into()),
            owner_references: Some(vec![OwnerReference {
                api_version: "cloudwhisper.dev/v1alpha1".to_owned(),
                kind: "DeploymentRequest".to_owned(),
                name: "orders".to_owned(),
                uid: request.metadata.uid.context("a UID")?,
                ..OwnerReference::default()
            }]),
            ..ObjectMeta::default()
        },
        ..ConfigMap::default()
    })
}

#[tokio::test]
async fn the_operator_writes_nothing_that_belongs_to_no_request() -> Result<()> {
    const WORDS: &str = "it belongs to no DeploymentRequest";
    let world = World::new().await?;
    let revision = revision(&world).await?;
    let (operator, admin) = (world.maps(OPERATOR_ACCOUNT).await?, world.maps(ADMIN).await?);
    let (params, post) = (PatchParams::default(), PostParams::default());
    let root = "kube-root-ca.crt";
    eventually(
        Duration::from_secs(30),
        "the namespace's own ConfigMap",
        || async { admin.get_opt(root).await.ok()? },
    )
    .await;
    let changed = Patch::Merge(json!({ "data": { "ca.crt": "mine" } }));
    let dry_run = PatchParams {
        dry_run: true,
        ..PatchParams::default()
    };
    let refused = eventually(Duration::from_secs(30), "the policy to be in force", || async {
        operator.patch(root, &dry_run, &changed).await.err()
    });
    assert_forbidden_map(Err(refused.await), WORDS)?;
    assert_forbidden_map(operator.patch(root, &params, &changed).await, WORDS)?;
    // Nor by making it its own in the same breath.
    let owner = json!(revision.metadata.owner_references);
    let taken = Patch::Merge(json!({ "metadata": { "ownerReferences": owner } }));
    assert_forbidden_map(operator.patch(root, &params, &taken).await, WORDS)?;
    let deleted = operator.delete(root, &DeleteParams::default()).await;
    assert_forbidden_map(deleted.map(|_| revision.clone()), WORDS)?;
    let mut ownerless = revision.clone();
    ownerless.metadata.owner_references = None;
    assert_forbidden_map(operator.create(&post, &ownerless).await, WORDS)?;

    let namespace = world.namespace.name();
    let secrets: Api<Secret> = Api::namespaced(world.cluster.client_for(ADMIN).await?, namespace);
    let theirs: Secret = serde_json::from_value(json!({ "metadata": { "name": "theirs" } }))?;
    secrets.create(&post, &theirs).await?;
    let secrets: Api<Secret> = Api::namespaced(world.cluster.client_for(OPERATOR_ACCOUNT).await?, namespace);
    let changed_secret = Patch::Merge(json!({ "stringData": { "password": "mine" } }));
    let patched = secrets.patch("theirs", &params, &changed_secret).await;
    assert_forbidden_map(patched.map(|_| revision.clone()), WORDS)?;

    // Its own it may write and delete; others are not concerned.
    operator.create(&post, &revision).await?;
    let note = Patch::Merge(json!({ "metadata": { "annotations": { "seen": "yes" } } }));
    operator.patch("orders-r1", &params, &note).await?;
    operator.delete("orders-r1", &DeleteParams::default()).await?;
    admin.patch(root, &dry_run, &changed).await?;
    Ok(())
}

#[tokio::test]
async fn what_language_models_said_is_kept_in_the_operator_s_namespace_alone() -> Result<()> {
    const WORDS: &str = "it belongs to no DeploymentRequest";
    const LABEL: &str = "cloudwhisper.dev/language-models";
    let world = World::new().await?;
    let (params, post) = (PatchParams::default(), PostParams::default());
    let name = &format!("{}-usage", world.namespace.name()); // nobody else's in the namespace that all tests share
    let named = |name: &str, labels: Value| -> Result<ConfigMap> {
        Ok(serde_json::from_value(
            json!({ "metadata": { "name": name, "labels": labels } }),
        )?)
    };
    let labelled = json!({ LABEL: "true" });
    let there: Api<ConfigMap> = Api::namespaced(world.cluster.client_for(OPERATOR_ACCOUNT).await?, SYSTEM);
    let admin: Api<ConfigMap> = Api::namespaced(world.cluster.client_for(ADMIN).await?, SYSTEM);
    let here = world.maps(OPERATOR_ACCOUNT).await?;
    assert_forbidden_map(here.create(&post, &named(name, labelled.clone())?).await, WORDS)?;
    assert_forbidden_map(there.create(&post, &named(name, json!({}))?).await, WORDS)?;
    let other = format!("{}-others", world.namespace.name());
    assert_forbidden_map(
        there.create(&post, &named(&other, labelled.clone())?).await,
        WORDS,
    )?;

    there.create(&post, &named(name, labelled.clone())?).await?;
    let data = |value: &str| Patch::Merge(json!({ "data": { "key": value } }));
    there.patch(name, &params, &data("answer")).await?;
    let stripped = Patch::Merge(json!({ "metadata": { "labels": { LABEL: null } } }));
    assert_forbidden_map(there.patch(name, &params, &stripped).await, WORDS)?;
    let gone = there.delete(name, &DeleteParams::default()).await;
    assert_forbidden_map(gone.map(|_| ConfigMap::default()), WORDS)?;

    // What is there already is not taken by a label.
    let theirs = format!("{}-answers-0", world.namespace.name());
    admin.create(&post, &named(&theirs, json!({}))?).await?;
    let taken = Patch::Merge(json!({ "metadata": { "labels": labelled }, "data": { "key": "mine" } }));
    assert_forbidden_map(there.patch(&theirs, &params, &taken).await, WORDS)?;
    for name in [name, &theirs] {
        admin.delete(name, &DeleteParams::default()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_but_the_operator_writes_a_revision() -> Result<()> {
    const WORDS: &str = "it is a revision, which the CloudWhisper operator alone writes";
    let world = World::new().await?;
    let revision = revision(&world).await?;
    world.may_edit_config_maps(RITA).await?;
    let (rita, operator) = (world.maps(RITA).await?, world.maps(OPERATOR_ACCOUNT).await?);
    let post = PostParams::default();
    let forged = eventually(Duration::from_secs(30), "the policy to be in force", || async {
        rita.create(
            &PostParams {
                dry_run: true,
                ..post.clone()
            },
            &revision,
        )
        .await
        .err()
    });
    assert_forbidden_map(Err(forged.await), WORDS)?;
    operator.create(&post, &revision).await?;
    let params = PatchParams::default();
    let changed = Patch::Merge(json!({ "data": { "template": "mine" } }));
    assert_forbidden_map(rita.patch("orders-r1", &params, &changed).await, WORDS)?;
    let unlabelled =
        Patch::Merge(json!({ "metadata": { "labels": { "cloudwhisper.dev/request-uid": null } } }));
    assert_forbidden_map(rita.patch("orders-r1", &params, &unlabelled).await, WORDS)?;
    let deleted = rita
        .delete("orders-r1", &DeleteParams::default())
        .await
        .map(|_| revision.clone());
    assert_forbidden_map(deleted, WORDS)?;

    let mut own = revision.clone();
    own.metadata.name = Some("settings".to_owned());
    own.metadata.labels = None;
    rita.create(&post, &own).await?;
    let labelled =
        Patch::Merge(json!({ "metadata": { "labels": { "cloudwhisper.dev/request-uid": "0123" } } }));
    assert_forbidden_map(rita.patch("settings", &params, &labelled).await, WORDS)?;
    operator.delete("orders-r1", &DeleteParams::default()).await?;
    Ok(())
}

fn assert_forbidden_map(answer: kube::Result<ConfigMap>, words: &str) -> Result<()> {
    match answer {
        Err(kube::Error::Api(status)) if status.code == 403 && status.message.contains(words) => Ok(()),
        other => anyhow::bail!("expected a refusal with \"{words}\", got {other:?}"),
    }
}

#[tokio::test]
async fn an_approver_approves_by_every_path() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let merged = world
        .approve(ALICE, json!({ "planDigest": digest('1') }))
        .await??;
    assert_eq!(approval(&merged)["approver"], ALICE);
    let add = json!([{ "op": "add", "path": "/spec/approval", "value": { "planDigest": digest('2'), "approver": BOB } }]);
    let patched = world.json_patch(BOB, add).await??;
    assert_eq!(approval(&patched)["approver"], BOB);
    let applied = world
        .apply(ALICE, json!({ "approval": { "planDigest": digest('3') } }))
        .await??;
    assert_eq!(
        approval(&applied)["approver"],
        ALICE,
        "the name of the approval before gives way"
    );
    let replaced = world
        .replace(BOB, |object| {
            object.data["spec"]["approval"]["planDigest"] = digest('4').into();
        })
        .await??;
    assert_eq!(
        approval(&replaced)["approver"],
        BOB,
        "the name of the approval before gives way"
    );
    Ok(())
}

#[tokio::test]
async fn a_requester_approves_by_no_path() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    assert_forbidden(
        world.approve(RITA, json!({ "planDigest": digest('a') })).await?,
        MAY_NOT,
    )?;
    assert_forbidden(
        world
            .approve(RITA, json!({ "planDigest": digest('a'), "approver": RITA }))
            .await?,
        MAY_NOT,
    )?;
    let add = json!([{ "op": "add", "path": "/spec/approval", "value": { "planDigest": digest('a') } }]);
    assert_forbidden(world.json_patch(RITA, add).await?, MAY_NOT)?;
    assert_forbidden(
        world
            .apply(RITA, json!({ "approval": { "planDigest": digest('a') } }))
            .await?,
        MAY_NOT,
    )?;
    let edited = world
        .replace(RITA, |object| {
            object.data["spec"]["approval"]["planDigest"] = digest('a').into();
        })
        .await?;
    assert_forbidden(edited, MAY_NOT)
}

#[tokio::test]
async fn a_requester_may_not_point_an_approval_at_another_plan() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    assert_forbidden(
        world.approve(RITA, json!({ "planDigest": digest('b') })).await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn an_approver_may_not_approve_in_the_name_of_another() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let answer = world
        .approve(ALICE, json!({ "planDigest": digest('a'), "approver": BOB }))
        .await?;
    assert_forbidden(
        answer,
        "spec.approval.approver must be \"alice\", which is you, but is \"bob\"",
    )
}

#[tokio::test]
async fn an_approval_keeps_its_name() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    assert_forbidden(world.approve(RITA, json!({ "approver": RITA })).await?, MAY_NOT)?;
    assert_forbidden(
        world.approve(BOB, json!({ "approver": BOB })).await?,
        "cannot change by itself",
    )?;
    let without = world.approve(BOB, json!({ "approver": null })).await??;
    assert_eq!(approval(&without)["approver"], ALICE, "it is put back");
    Ok(())
}

/// `kubectl replace` with the file that the request was made from: the name that the server had filled in isn't in it.
#[tokio::test]
async fn who_writes_an_approval_back_without_its_name_leaves_it_as_it_was() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    let given = json!({ "mode": "Manual", "planDigest": digest('a'), "approver": ALICE });
    let nameless = |object: &mut DynamicObject| {
        let approval = object.data["spec"]["approval"].as_object_mut();
        approval.expect("an approval").remove("approver");
    };
    for user in [ALICE, BOB, RITA] {
        let replaced = world
            .replace(user, |object| {
                nameless(object);
                object.data["spec"]["prompt"] = format!("An API of {user}").into();
            })
            .await??;
        assert_eq!(approval(&replaced), &given, "{user}");
    }
    for (key, value) in [
        ("planDigest", json!(digest('b'))),
        ("approver", json!(RITA)),
        ("approver", json!(BOB)),
        ("mode", json!("WithinBudget")),
    ] {
        let gained = world.replace(RITA, |object| {
            nameless(object);
            object.data["spec"]["approval"][key] = value.clone();
            object.data["spec"]["budget"] = json!({ "amount": 10, "currency": "USD" });
        });
        assert_forbidden(gained.await?, MAY_NOT).with_context(|| key.to_owned())?;
    }
    let moved = world.replace(RITA, |object| {
        nameless(object);
        object.data["spec"]["accountRef"] = json!({ "name": "prod" });
    });
    assert_forbidden(moved.await?, MAY_NOT)?;
    let of_another_plan = world.replace(BOB, |object| {
        nameless(object);
        object.data["spec"]["approval"]["planDigest"] = digest('b').into();
    });
    assert_eq!(approval(&of_another_plan.await??)["approver"], BOB);
    Ok(())
}

#[tokio::test]
async fn anybody_who_may_edit_takes_an_approval_back_but_not_puts_it_back() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    let gone = world
        .approve(RITA, json!({ "planDigest": null, "approver": null }))
        .await??;
    assert_eq!(approval(&gone), &json!({ "mode": "Manual" }));
    assert_forbidden(
        world
            .approve(RITA, json!({ "planDigest": digest('a'), "approver": ALICE }))
            .await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn an_approved_prompt_may_be_changed_and_the_approval_stays_with_the_old_plan() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    let changed = world
        .merge(RITA, json!({ "spec": { "prompt": "Two databases" } }))
        .await??;
    assert_eq!(
        approval(&changed)["planDigest"],
        digest('a'),
        "it fits no plan of the new prompt"
    );
    assert_forbidden(
        world.approve(RITA, json!({ "planDigest": digest('b') })).await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn an_approval_of_an_old_plan_can_be_written() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await?
        .context("policies see no plan: the operator compares")?;
    Ok(())
}

#[tokio::test]
async fn a_stranger_may_nothing() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    assert_forbidden(
        world
            .approve(MALLORY, json!({ "planDigest": digest('a') }))
            .await?,
        "cannot patch resource",
    )
}

#[tokio::test]
async fn approving_within_the_budget_from_the_start_is_for_approvers() -> Result<()> {
    let world = World::new().await?;
    let spec =
        json!({ "approval": { "mode": "WithinBudget" }, "budget": { "amount": 10, "currency": "USD" } });
    assert_forbidden(world.create(RITA, spec.clone()).await?, MAY_NOT)?;
    world.create(ALICE, spec).await??;
    Ok(())
}

#[tokio::test]
async fn switching_to_approval_within_the_budget_is_for_approvers_and_back_for_all() -> Result<()> {
    let world = World::new().await?;
    world
        .create(RITA, json!({ "budget": { "amount": 10, "currency": "USD" } }))
        .await??;
    assert_forbidden(
        world.approve(RITA, json!({ "mode": "WithinBudget" })).await?,
        MAY_NOT,
    )?;
    world.approve(ALICE, json!({ "mode": "WithinBudget" })).await??;
    world.approve(RITA, json!({ "mode": "Manual" })).await??;
    Ok(())
}

#[tokio::test]
async fn the_budget_that_approves_by_itself_is_moved_by_approvers_only() -> Result<()> {
    let world = World::new().await?;
    let spec =
        json!({ "approval": { "mode": "WithinBudget" }, "budget": { "amount": 10, "currency": "USD" } });
    world.create(ALICE, spec).await??;
    for budget in [
        json!({ "amount": 11 }),
        json!({ "amount": 9 }),
        json!({ "period": "Day" }),
    ] {
        assert_forbidden(
            world.merge(RITA, json!({ "spec": { "budget": budget } })).await?,
            MAY_NOT,
        )?;
    }
    world
        .merge(ALICE, json!({ "spec": { "budget": { "amount": 11 } } }))
        .await??;
    world
        .merge(RITA, json!({ "spec": { "prompt": "Two databases" } }))
        .await?
        .context("the prompt is free")?;
    world
        .merge(
            RITA,
            json!({ "spec": { "approval": { "mode": "Manual" }, "budget": { "amount": 99 } } }),
        )
        .await??;
    Ok(())
}

#[tokio::test]
async fn usage_and_region_under_a_standing_approval_are_moved_by_approvers_only() -> Result<()> {
    let world = World::new().await?;
    let spec =
        json!({ "approval": { "mode": "WithinBudget" }, "budget": { "amount": 10, "currency": "USD" } });
    world.create(ALICE, spec).await??;
    for spec in [
        json!({ "usage": { "apiRequests": 1 } }),
        json!({ "region": "us-east-1" }),
        json!({ "accountRef": { "name": "stronger" } }),
    ] {
        assert_forbidden(world.merge(RITA, json!({ "spec": spec })).await?, MAY_NOT)?;
        world.merge(ALICE, json!({ "spec": spec })).await??;
    }
    Ok(())
}

#[tokio::test]
async fn an_approved_request_is_moved_to_another_account_by_approvers_only() -> Result<()> {
    let world = World::new().await?;
    world
        .create(RITA, json!({ "accountRef": { "name": "limited" } }))
        .await??;
    world
        .approve(ALICE, json!({ "planDigest": digest('a') }))
        .await??;
    let stronger = json!({ "spec": { "accountRef": { "name": "stronger" } } });
    assert_forbidden(world.merge(RITA, stronger.clone()).await?, MAY_NOT)?;
    let taken_back = json!({ "spec": { "accountRef": { "name": "stronger" }, "approval": { "planDigest": null, "approver": null } } });
    world.merge(RITA, taken_back).await??;
    Ok(())
}

#[tokio::test]
async fn a_plan_is_not_faked_through_status() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    for user in [RITA, ALICE] {
        let fake = Patch::Merge(json!({ "status": { "plan": { "digest": digest('f') } } }));
        let answer = world
            .api(user)
            .await?
            .patch_status("orders", &PatchParams::default(), &fake)
            .await;
        assert_forbidden(answer, "cannot patch resource \"deploymentrequests/status\"")?;
    }
    Ok(())
}

#[tokio::test]
async fn a_status_that_comes_with_a_spec_is_dropped() -> Result<()> {
    let world = World::new().await?;
    let mut forged = object("orders", json!({}))?;
    forged.data["status"] = json!({ "phase": "Ready" });
    let created = world
        .api(RITA)
        .await?
        .create(&PostParams::default(), &forged)
        .await?;
    assert_eq!(created.data["status"], json!({ "observedGeneration": -1 }));
    let changed = world
        .merge(
            RITA,
            json!({ "spec": { "suspend": true }, "status": { "phase": "Ready" } }),
        )
        .await??;
    assert_eq!(changed.data["status"], json!({ "observedGeneration": -1 }));
    Ok(())
}

#[tokio::test]
async fn the_operator_writes_status_but_neither_approves_nor_creates() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let operator = world.api(OPERATOR_ACCOUNT).await?;
    let seen = Patch::Merge(json!({ "status": { "observedGeneration": 1 } }));
    operator
        .patch_status("orders", &PatchParams::default(), &seen)
        .await?;
    assert_forbidden(
        world
            .approve(OPERATOR_ACCOUNT, json!({ "planDigest": digest('a') }))
            .await?,
        MAY_NOT,
    )?;
    assert_forbidden(
        operator
            .create(&PostParams::default(), &object("other", json!({}))?)
            .await,
        "cannot create resource",
    )?;
    assert_forbidden(
        world
            .approve(OPERATOR, json!({ "planDigest": digest('a') }))
            .await?,
        "cannot patch resource",
    )
}

#[tokio::test]
async fn who_asked_is_filled_in_and_stays() -> Result<()> {
    let world = World::new().await?;
    let created = world.create(RITA, json!({})).await??;
    assert_eq!(requested_by(&created), Some(RITA));
    for name in [json!(BOB), Value::Null] {
        let patch = json!({ "metadata": { "annotations": { REQUESTED_BY: name } } });
        match world.merge(BOB, patch).await? {
            Ok(after) => assert_eq!(requested_by(&after), Some(RITA), "what is lost is put back"),
            refused => assert_forbidden(
                refused,
                "says who created the request (\"rita\") and cannot be changed",
            )?,
        }
    }
    let replaced = world
        .replace(BOB, |object| object.metadata.annotations = None)
        .await??;
    assert_eq!(
        requested_by(&replaced),
        Some(RITA),
        "a replace without it does not lose it"
    );
    Ok(())
}

#[tokio::test]
async fn who_asked_is_not_forged() -> Result<()> {
    let world = World::new().await?;
    let mut forged = object("orders", json!({}))?;
    forged.metadata.annotations = Some([(REQUESTED_BY.to_owned(), BOB.to_owned())].into());
    let answer = world
        .api(RITA)
        .await?
        .create(&PostParams::default(), &forged)
        .await;
    assert_forbidden(answer, "must be \"rita\", which is you, but is \"bob\"")?;
    world.create(RITA, json!({})).await??;
    let patch = json!({ "metadata": { "annotations": { REQUESTED_BY: BOB } } });
    assert_forbidden(
        world.merge(BOB, patch).await?,
        "says who created the request (\"rita\") and cannot be changed",
    )
}

#[tokio::test]
async fn a_generated_name_is_no_way_around() -> Result<()> {
    let world = World::new().await?;
    let mut nameless = object("", json!({ "approval": { "planDigest": digest('a') } }))?;
    nameless.metadata.name = None;
    nameless.metadata.generate_name = Some("orders-".to_owned());
    assert_forbidden(
        world
            .api(RITA)
            .await?
            .create(&PostParams::default(), &nameless)
            .await,
        MAY_NOT,
    )
}

#[tokio::test]
async fn who_edits_a_namespace_asks_there_but_does_not_approve() -> Result<()> {
    let world = World::new().await?;
    bind(&world, "editor", "edit").await?;
    let api = world.api("editor").await?;
    let request = object("orders", json!({}))?;
    eventually(
        Duration::from_secs(30),
        "the role edit to cover our kind",
        || async {
            api.create(&PostParams::default(), &request)
                .await
                .map_err(|error| error.to_string())
        },
    )
    .await;
    assert_forbidden(
        world
            .approve("editor", json!({ "planDigest": digest('a') }))
            .await?,
        MAY_NOT,
    )
}

#[tokio::test]
async fn who_views_a_namespace_sees_the_requests_there() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    bind(&world, "viewer", "view").await?;
    let api = world.api("viewer").await?;
    eventually(
        Duration::from_secs(30),
        "the role view to cover our kind",
        || async { api.get("orders").await.map_err(|error| error.to_string()) },
    )
    .await;
    assert_forbidden(
        world
            .merge("viewer", json!({ "spec": { "suspend": true } }))
            .await?,
        "cannot patch resource",
    )
}

#[tokio::test]
async fn the_approver_role_approves_and_does_not_ask() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    bind(&world, "controller", "cloudwhisper-approver").await?;
    let approval_of = || async {
        let answer = world
            .approve("controller", json!({ "planDigest": digest('a') }))
            .await;
        answer.and_then(|answer| Ok(answer?))
    };
    let approved = eventually(Duration::from_secs(30), "the binding to be in force", approval_of).await;
    assert_eq!(approval(&approved)["approver"], "controller");
    let other = world
        .api("controller")
        .await?
        .create(&PostParams::default(), &object("other", json!({}))?)
        .await;
    assert_forbidden(other, "cannot create resource")
}

#[tokio::test]
async fn the_types_in_our_policies_are_right() -> Result<()> {
    use k8s_openapi::api::admissionregistration::v1::ValidatingAdmissionPolicy;
    let world = World::new().await?;
    let policies: Api<ValidatingAdmissionPolicy> = Api::all(world.cluster.client_for(ADMIN).await?);
    for name in [
        "approval.cloudwhisper.dev",
        "belongings.cloudwhisper.dev",
        "changed-by.cloudwhisper.dev",
        "requested-by.cloudwhisper.dev",
        "revisions.cloudwhisper.dev",
    ] {
        let checked = eventually(
            Duration::from_secs(30),
            "the server to check the types",
            || async {
                let policy = policies.get(name).await.ok()?;
                let status = policy.status?;
                (status.observed_generation == policy.metadata.generation)
                    .then_some(status.type_checking)
                    .flatten()
            },
        )
        .await;
        assert_eq!(checked.expression_warnings, None, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn data_that_may_go_is_named_by_approvers_alone() -> Result<()> {
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    let table = json!(["Table"]);
    assert_forbidden(
        world.approve(RITA, json!({ "acceptDataLoss": table })).await?,
        MAY_NOT,
    )?;
    assert_forbidden(
        world
            .apply(RITA, json!({ "approval": { "acceptDataLoss": table } }))
            .await?,
        MAY_NOT,
    )?;
    let approved = world
        .approve(
            ALICE,
            json!({ "planDigest": digest('a'), "acceptDataLoss": table }),
        )
        .await??;
    assert_eq!(approval(&approved)["approver"], ALICE);
    // Under a standing approval it is no less of an approval.
    let more = json!({ "acceptDataLoss": ["Table", "Bucket"] });
    assert_forbidden(world.approve(RITA, more).await?, MAY_NOT)?;
    let none = world.approve(RITA, json!({ "acceptDataLoss": null })).await??;
    assert!(
        approval(&none).get("acceptDataLoss").is_none(),
        "less may be said by everybody"
    );
    Ok(())
}

#[tokio::test]
async fn who_adds_data_that_may_go_approves_in_their_own_name() -> Result<()> {
    let world = World::new().await?;
    world
        .create(ALICE, json!({ "approval": { "planDigest": digest('a') } }))
        .await??;
    let table = json!({ "acceptDataLoss": ["Table"] });
    let added = world.approve(BOB, table).await??;
    assert_eq!(approval(&added)["approver"], BOB, "alice has accepted nothing");
    let in_her_name = json!({ "acceptDataLoss": ["Table", "Bucket"], "approver": ALICE });
    assert_forbidden(world.approve(BOB, in_her_name).await?, "must be \"bob\"")?;
    let same = world
        .approve(RITA, json!({ "acceptDataLoss": ["Table"] }))
        .await??;
    assert_eq!(approval(&same)["approver"], BOB, "nothing was added");
    Ok(())
}

#[tokio::test]
async fn nobody_approves_data_that_somebody_else_has_named() -> Result<()> {
    const TAKE_OUT: &str = "take the list out first";
    let world = World::new().await?;
    world.create(RITA, json!({})).await??;
    // A list that waits for somebody's digest.
    let table = json!({ "acceptDataLoss": ["Table"] });
    let together = "together with spec.approval.planDigest";
    assert_forbidden(world.approve(ALICE, table.clone()).await?, together)?;
    let applied = world.apply(ALICE, json!({ "approval": table.clone() })).await?;
    assert_forbidden(applied, together)?;
    // A list that was left standing.
    let with = |plan| json!({ "planDigest": digest(plan), "acceptDataLoss": ["Table"] });
    world.approve(ALICE, with('a')).await??;
    let next = json!({ "planDigest": digest('b') });
    assert_forbidden(world.approve(BOB, next.clone()).await?, TAKE_OUT)?;
    assert_forbidden(world.approve(BOB, with('b')).await?, TAKE_OUT)?;
    let added = json!([{ "op": "add", "path": "/spec/approval/acceptDataLoss/-", "value": "Bucket" }]);
    assert_forbidden(world.json_patch(BOB, added).await?, TAKE_OUT)?;
    // Without its approval it is nobody's.
    let none = json!({ "planDigest": null, "approver": null });
    world.approve(RITA, none).await??;
    assert_forbidden(world.approve(BOB, next.clone()).await?, TAKE_OUT)?;
    assert_forbidden(world.approve(ALICE, next).await?, TAKE_OUT)?;
    world.approve(BOB, json!({ "acceptDataLoss": null })).await??;
    let approved = world.approve(BOB, with('b')).await??;
    assert_eq!(approval(&approved)["approver"], BOB);
    Ok(())
}

#[tokio::test]
async fn a_manifest_that_is_applied_as_a_whole_names_the_same_data_for_the_next_plan() -> Result<()> {
    let world = World::new().await?;
    let with = |plan| json!({ "approval": { "planDigest": digest(plan), "acceptDataLoss": ["Table"] } });
    world.apply(ALICE, with('a')).await??;
    let next = world.apply(ALICE, with('b')).await??;
    assert_eq!(approval(&next)["acceptDataLoss"], json!(["Table"]));
    assert_eq!(approval(&next)["approver"], ALICE);
    world.apply(ALICE, with('b')).await??;
    Ok(())
}
