//! Installs what is written in YAML: custom resource definitions, policies, roles, anything.

use crate::eventually::within;
use anyhow::{Context, Result};
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use kube::{
    Api, Client, ResourceExt,
    api::{ApiResource, DynamicObject, GroupVersionKind, Patch, PatchParams, TypeMeta},
    discovery::{Scope, pinned_kind},
};
use serde_json::Value;
use std::time::Duration;

const FIELD_MANAGER: &str = "cloudwhisper-testbed";

/// For a new kind to be served: under a second on an idle machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Applies each document of `yaml` by server-side apply, in order, taking over fields that others own, and gives the objects as the
/// server has them. A `CustomResourceDefinition` is awaited until it is established, so that its objects may follow in the same text.
/// Objects without a namespace go to the client's default one.
///
/// # Errors
/// If a document isn't an object, its kind is unknown for 30 s, or the server refuses it; names the object.
pub async fn apply_yaml(client: &Client, yaml: &str) -> Result<Vec<DynamicObject>> {
    let documents: Vec<Value> = serde_saphyr::from_multiple(yaml).context("the YAML does not parse")?;
    let mut applied = Vec::new();
    for document in documents.into_iter().filter(|document| !document.is_null()) {
        let object: DynamicObject =
            serde_json::from_value(document).context("a document is not a Kubernetes object")?;
        let what = words_for(&object);
        applied.push(
            apply(client, object)
                .await
                .with_context(|| format!("applying {what}"))?,
        );
    }
    Ok(applied)
}

async fn apply(client: &Client, object: DynamicObject) -> Result<DynamicObject> {
    let types = object.types.clone().context("it has no apiVersion and kind")?;
    let kind = GroupVersionKind::try_from(&types)?;
    let (resource, scope) = find(client, &kind, &types).await?;
    let api: Api<DynamicObject> = match (scope, object.namespace()) {
        (Scope::Cluster, _) => Api::all_with(client.clone(), &resource),
        (Scope::Namespaced, Some(namespace)) => Api::namespaced_with(client.clone(), &namespace, &resource),
        (Scope::Namespaced, None) => Api::default_namespaced_with(client.clone(), &resource),
    };
    let params = PatchParams::apply(FIELD_MANAGER).force();
    let applied = api
        .patch(&object.name_any(), &params, &Patch::Apply(&object))
        .await?;
    if types.kind == "CustomResourceDefinition" {
        established(client, &applied.name_any()).await?;
    }
    Ok(applied)
}

/// A kind that was defined a moment ago may not be discoverable yet.
async fn find(client: &Client, kind: &GroupVersionKind, types: &TypeMeta) -> Result<(ApiResource, Scope)> {
    let what = format!("{} {} to be served", types.api_version, types.kind);
    let (resource, capabilities) = within(PATIENCE, &what, || pinned_kind(client, kind)).await?;
    Ok((resource, capabilities.scope))
}

async fn established(client: &Client, name: &str) -> Result<()> {
    let definitions: Api<CustomResourceDefinition> = Api::all(client.clone());
    within(PATIENCE, &format!("{name} to be established"), || async {
        let conditions = definitions
            .get(name)
            .await?
            .status
            .and_then(|status| status.conditions)
            .unwrap_or_default();
        let seen = conditions
            .iter()
            .map(|condition| format!("{}={}", condition.type_, condition.status));
        let seen: Vec<_> = seen.collect();
        anyhow::ensure!(
            seen.iter().any(|condition| condition == "Established=True"),
            "its conditions were {seen:?}"
        );
        Ok(())
    })
    .await?;
    Ok(())
}

fn words_for(object: &DynamicObject) -> String {
    let kind = object
        .types
        .as_ref()
        .map_or("an object without a kind", |types| &types.kind);
    format!("{kind} {}", object.name_any())
}
