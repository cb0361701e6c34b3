//! The operator's rights are what it asks the API server for, and nothing else: compared with the server's own audit log.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, DeploymentPolicySpec};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::{Namespace, eventually};
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use k8s_openapi::api::events::v1::Event;
use kube::Api;
use kube::api::{DeleteParams, ListParams, PostParams};
use serde_json::{Value, json};
use support::{OPERATOR, PATIENCE, SYSTEM, World};

/// What installs an operator that serves the whole cluster, and one that serves some namespaces.
const CLUSTER_WIDE: [&str; 3] = ["identity.yaml", "operator.yaml", "outputs/outputs.yaml"];
const NAMESPACED: [&str; 3] = [
    "identity.yaml",
    "namespaced/cluster.yaml",
    "namespaced/namespace.yaml",
];
const SITE: &str = "Deploy a static website in Mumbai";
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
    live(&world, "Secret").await?;
    world.stop_operator().await?; // gives its Lease back

    let seen = asked(&log, OPERATOR, world.namespace.name())?;
    // The server asks for `create` too where an apply makes an object; its log speaks of the apply alone.
    compare(
        seen,
        &CLUSTER_WIDE,
        &[("secrets".to_owned(), "create".to_owned())],
    )
}

#[tokio::test]
async fn the_operator_of_some_namespaces_may_do_what_it_does_there_and_nothing_elsewhere() -> Result<()> {
    let mut world = World::without_operator("rbac-scoped").await?;
    let Some(log) = world.bed.cluster.audit_log() else {
        return Ok(()); // a cluster of somebody else's: its audit log is not ours to read
    };
    let selector = json!({ "matchLabels": { "kubernetes.io/metadata.name": world.namespace.name() } });
    world
        .change_account(json!({ "allowedNamespaces": { "names": null, "selector": selector } }))
        .await?;
    let user = world.act_namespaced().await?;
    world.serve_by_role(world.namespace.name()).await?;
    world.start_operator()?;
    live(&world, "ConfigMap").await?;
    let accounts: Api<Event> = Api::namespaced(world.admin.clone(), "default");
    eventually(PATIENCE, "the Event about the account", || async {
        let events = accounts.list(&ListParams::default()).await.ok()?.items;
        let about = |event: &Event| event.regarding.as_ref()?.name.clone();
        events
            .iter()
            .any(|event| about(event) == Some(world.account()))
            .then_some(())
    })
    .await;
    world.stop_operator().await?;
    compare(asked(&log, &user, world.namespace.name())?, &NAMESPACED, &[])?;

    let elsewhere = Namespace::create(world.bed.cluster, "rbac-elsewhere").await?;
    let as_operator = world.bed.cluster.client_for(&user).await?;
    let (here, there) = (world.namespace.name(), elsewhere.name());
    let readable: Api<DeploymentRequest> = Api::namespaced(as_operator.clone(), here);
    readable.list(&ListParams::default()).await?;
    let requests: Api<DeploymentRequest> = Api::namespaced(as_operator.clone(), there);
    forbidden(requests.list(&ListParams::default()).await);
    let maps: Api<ConfigMap> = Api::namespaced(as_operator.clone(), there);
    forbidden(maps.list(&ListParams::default()).await);
    let everywhere: Api<DeploymentRequest> = Api::all(as_operator.clone());
    forbidden(everywhere.list(&ListParams::default()).await);
    for namespace in [here, there] {
        let secrets: Api<Secret> = Api::namespaced(as_operator.clone(), namespace);
        forbidden(secrets.get("any").await);
    }
    Ok(())
}

#[tokio::test]
async fn a_namespace_that_cannot_be_read_is_named_and_keeps_no_other_waiting() -> Result<()> {
    let mut world = World::without_operator("rbac-closed").await?;
    let closed = Namespace::create(world.bed.cluster, "rbac-shut").await?;
    world.act_namespaced().await?;
    world.serve_by_role(world.namespace.name()).await?;
    world.serve_also(closed.name());
    let mut request = world.request("site", SITE, &json!({}));
    request.spec.account_ref = None;
    let requests: Api<DeploymentRequest> = Api::namespaced(world.admin.clone(), closed.name());
    requests.create(&PostParams::default(), &request).await?;
    world.start_operator()?;
    world.ask("site", SITE, json!({})).await?;
    world.phase("site", Phase::AwaitingApproval).await;
    world.approve("site").await?;
    world.phase("site", Phase::Ready).await;

    // The revisions are read first, and requests only with them.
    let told = eventually(PATIENCE, "/readyz to name the namespace", || async {
        let page = world.page("/readyz").await?;
        (page.lines().count() > 1).then_some(page)
    })
    .await;
    let (standing, refused) = told.split_once('\n').context("more than one line")?;
    assert_eq!(standing, "leading");
    let what = format!("may not list and watch configmaps in namespace {}", closed.name());
    let remedy = format!(
        "kubectl -n {} apply --server-side -f config/rbac/namespaced/namespace.yaml",
        closed.name()
    );
    assert!(
        refused.starts_with(&what) && refused.ends_with(&remedy),
        "{refused}"
    );
    assert!(world.log().contains(refused), "the log says it too");
    let metrics = world.page("/metrics").await.context("metrics")?;
    assert!(metrics.contains("cloudwhisper_watches_forbidden 1"), "{metrics}");
    let untouched = requests.get("site").await?.status;
    assert!(
        untouched.is_none_or(|status| status.phase.is_none()),
        "nobody serves it"
    );

    // The remedy helps without a restart.
    world.serve_by_role(closed.name()).await?;
    eventually(
        PATIENCE,
        "the plan in the namespace that can be read now",
        || async {
            let status = requests.get("site").await.ok()?.status?;
            (status.phase == Some(Phase::PlanReady)).then_some(())
        },
    )
    .await;
    eventually(PATIENCE, "/readyz to name nothing", || async {
        (world.page("/readyz").await? == "leading").then_some(())
    })
    .await;
    Ok(())
}

fn forbidden<T>(answer: Result<T, kube::Error>) {
    let refused = matches!(&answer, Err(kube::Error::Api(status)) if status.is_forbidden());
    assert!(refused, "{:?}", answer.err());
}

/// What was asked for and whether it was allowed, against what these files grant.
fn compare(seen: BTreeMap<Right, bool>, files: &[&str], unseen: &[Right]) -> Result<()> {
    let denied: Vec<_> = seen.iter().filter(|(_, allowed)| !**allowed).collect();
    assert!(denied.is_empty(), "the rights do not suffice: {denied:?}");
    let used: BTreeSet<Right> = seen.into_keys().collect();
    let granted = granted(files)?;
    assert_eq!(
        used.difference(&granted).collect::<Vec<_>>(),
        Vec::<&Right>::new(),
        "somebody else's role lends the operator rights"
    );
    let left_over: Vec<_> = granted.difference(&used).cloned().collect();
    assert_eq!(left_over, unseen, "rights that nothing needs");
    Ok(())
}

/// Everything that an operator does in its life: plans, prunes, deploys, writes outputs of this kind and into a `ConfigMap`, deletes.
async fn live(world: &World, outputs: &str) -> Result<()> {
    let policies: Api<DeploymentPolicy> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let policy = DeploymentPolicy::new("prod", DeploymentPolicySpec::default());
    policies.create(&PostParams::default(), &policy).await?;
    eventually(PATIENCE, "the policy's status", || async {
        let policy = policies.get("prod").await.ok()?;
        policy.status.filter(|status| !status.conditions.is_empty())
    })
    .await;
    let outputs = json!({ "kind": outputs, "name": "orders-outputs" });
    let orders = json!({ "writeOutputsTo": outputs, "deletionPolicy": "Delete" });
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
    let moved = json!({ "spec": { "writeOutputsTo": { "kind": "ConfigMap", "name": "moved-outputs" } } });
    world.patch(&world.rita, "orders", moved).await?;
    world
        .until("orders", "its outputs in one place", |request| {
            let written = &request.status.as_ref()?.written_outputs;
            (written.len() == 1 && written[0].name == "moved-outputs").then_some(())
        })
        .await;
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
fn asked(log: &Path, operator: &str, namespace: &str) -> Result<BTreeMap<Right, bool>> {
    let mut seen = BTreeMap::new();
    for line in std::fs::read_to_string(log)?.lines() {
        let event: Value = serde_json::from_str(line)?;
        if event["impersonatedUser"]["username"] != operator {
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

/// Every right that these files in config/rbac give to the operator.
fn granted(files: &[&str]) -> Result<BTreeSet<Right>> {
    let mut rights = BTreeSet::new();
    for file in files {
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
    for file in CLUSTER_WIDE.iter().chain(&NAMESPACED) {
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
