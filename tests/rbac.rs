//! The operator's rights are what it asks the API server for, and nothing else: compared with the server's own audit log.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::eventually;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::Api;
use kube::api::{DeleteParams, ListParams};
use serde_json::{Value, json};
use support::{OPERATOR, PATIENCE, SYSTEM, World};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";

/// Resource (with its group and subresource) and verb.
type Right = (String, String);

#[tokio::test]
async fn the_operator_may_do_what_it_does_and_nothing_else() -> Result<()> {
    let mut world = World::without_operator("rbac").await?;
    let Some(log) = world.bed.cluster.audit_log() else {
        return Ok(()); // a cluster of somebody else's: its audit log is not ours to read
    };
    let selector = json!({ "matchLabels": { "kubernetes.io/metadata.name": world.namespace.name() } });
    world
        .change_account(json!({ "allowedNamespaces": { "names": null, "selector": selector } }))
        .await?;
    world.start_operator()?;
    live(&world).await?;
    world.stop_operator().await?; // gives its Lease back

    let seen = asked(&log, world.namespace.name())?;
    let denied: Vec<_> = seen.iter().filter(|(_, allowed)| !**allowed).collect();
    assert!(denied.is_empty(), "the rights do not suffice: {denied:?}");
    let used: BTreeSet<Right> = seen.into_keys().collect();
    let granted = granted()?;
    assert_eq!(
        used.difference(&granted).collect::<Vec<_>>(),
        Vec::<&Right>::new(),
        "somebody else's role lends the operator rights"
    );
    let left_over: Vec<_> = granted.difference(&used).collect();
    // The server asks for `create` too where an apply makes an object; its log speaks of the apply alone.
    let by_apply = ("secrets".to_owned(), "create".to_owned());
    assert_eq!(left_over, [&by_apply], "rights that nothing needs");
    Ok(())
}

/// Everything that an operator does in its life: plans, prunes, deploys, writes outputs of both kinds, deletes.
async fn live(world: &World) -> Result<()> {
    let secret = json!({ "kind": "Secret", "name": "orders-outputs" });
    let orders = json!({ "writeOutputsTo": secret, "deletionPolicy": "Delete" });
    world.ask("orders", API, orders).await?;
    let map = json!({ "kind": "ConfigMap", "name": "second-outputs" });
    world.ask("second", API, json!({ "writeOutputsTo": map })).await?;
    for name in ["orders", "second"] {
        world.phase(name, Phase::AwaitingApproval).await;
        world.approve(name).await?;
    }
    for name in ["orders", "second"] {
        world.phase(name, Phase::Ready).await;
    }
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), world.namespace.name());
    eventually(PATIENCE, "the outputs' ConfigMap", || async {
        maps.get_opt("second-outputs").await.ok()?.map(|_| ())
    })
    .await;
    prune(world, &maps).await?;
    world.rita.delete("orders", &DeleteParams::default()).await?;
    eventually(PATIENCE, "orders to be gone", || async {
        world.rita.get_opt("orders").await.ok()?.is_none().then_some(())
    })
    .await;
    Ok(())
}

/// Plans often enough that the first revision goes.
async fn prune(world: &World, maps: &Api<ConfigMap>) -> Result<()> {
    let mut request = world.request("ideas", "A static website", &json!({ "historyLimit": 1 }));
    request.spec.account_ref = None;
    world
        .rita
        .create(&kube::api::PostParams::default(), &request)
        .await?;
    world.phase("ideas", Phase::PlanReady).await;
    for region in ["us-east-1", "ap-south-1", "eu-west-1"] {
        let change = json!({ "spec": { "region": region } });
        world.patch(&world.rita, "ideas", change).await?;
        world.phase("ideas", Phase::PlanReady).await;
    }
    eventually(PATIENCE, "the first revision to go", || async {
        let maps = maps.list_metadata(&ListParams::default()).await.ok()?;
        let is_first = |name: Option<&str>| name == Some("ideas-r1");
        (!maps
            .items
            .iter()
            .any(|map| is_first(map.metadata.name.as_deref())))
        .then_some(())
    })
    .await;
    Ok(())
}

/// What the operator of this test asked for, and whether it was allowed to. Operators of other tests are told by the namespace, or
/// by the object's name where there is none.
fn asked(log: &Path, namespace: &str) -> Result<BTreeMap<Right, bool>> {
    let mut seen = BTreeMap::new();
    for line in std::fs::read_to_string(log)?.lines() {
        let event: Value = serde_json::from_str(line)?;
        if event["impersonatedUser"]["username"] != OPERATOR {
            continue;
        }
        let object = &event["objectRef"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let about = [&object["namespace"], &object["name"]].map(text);
        let is_ours = about.iter().any(|about| about == namespace)
            || about[1].contains(namespace)
            || about == [String::new(), String::new()]
            || (about[0] == SYSTEM && about[1].is_empty());
        let Some(resource) = object["resource"].as_str().filter(|_| is_ours) else {
            continue; // discovery and the like
        };
        let right = (
            name(
                &text(&object["apiGroup"]),
                resource,
                &text(&object["subresource"]),
            ),
            text(&event["verb"]),
        );
        let decision = &event["annotations"]["authorization.k8s.io/decision"];
        *seen.entry(right).or_insert(true) &= decision == "allow";
    }
    Ok(seen)
}

fn name(group: &str, resource: &str, subresource: &str) -> String {
    let resource = [resource, subresource]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/");
    if group.is_empty() {
        resource
    } else {
        format!("{resource}.{group}")
    }
}

/// Every right that the files in config/rbac give to the operator.
fn granted() -> Result<BTreeSet<Right>> {
    let mut rights = BTreeSet::new();
    for file in ["operator.yaml", "outputs.yaml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("config/rbac")
            .join(file);
        let objects: Vec<Value> = serde_saphyr::from_multiple(&std::fs::read_to_string(path)?)?;
        let rules = objects
            .iter()
            .flat_map(|object| object["rules"].as_array().into_iter().flatten());
        for rule in rules {
            let all = |field: &str| -> Result<Vec<&str>> {
                let list = rule[field]
                    .as_array()
                    .with_context(|| format!("{field} of {rule}"))?;
                list.iter().map(|text| text.as_str().context("a text")).collect()
            };
            for group in all("apiGroups")? {
                for resource in all("resources")? {
                    for verb in all("verbs")? {
                        assert!(![group, resource, verb].contains(&"*"), "no wildcard: {rule}");
                        rights.insert((name(group, resource, ""), verb.to_owned()));
                    }
                }
            }
        }
    }
    Ok(rights)
}

#[test]
fn each_rule_says_what_it_is_for() -> Result<()> {
    for file in ["operator.yaml", "outputs.yaml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("config/rbac")
            .join(file);
        let text = std::fs::read_to_string(path)?;
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.starts_with("- apiGroups"))
        {
            let before = lines[number - 1];
            let of_the_role = before == "rules:" && text.contains("# ");
            assert!(
                before.starts_with('#') || of_the_role,
                "{file}:{}: {line}",
                number + 1
            );
        }
    }
    Ok(())
}
