//! Writes outputs where the person wants them, for programs to read.

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, OutputTarget, OutputTargetKind};
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use kube::api::{Patch, PatchParams};
use kube::{Api, Resource, ResourceExt};
use serde_json::{Value, json};

use super::super::super::context::Context;

/// Writes them by server-side apply, without force: fields of somebody else's are refused, not overwritten.
pub(super) async fn write(
    request: &DeploymentRequest,
    target: &OutputTarget,
    outputs: &IndexMap<String, String>,
    context: &Context,
) -> Result<(), kube::Error> {
    let namespace = request.namespace().unwrap_or_default();
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER);
    match target.kind {
        OutputTargetKind::Secret => {
            let secrets: Api<Secret> = Api::namespaced(context.client.clone(), &namespace);
            let manifest = manifest(request, target, "Secret", "stringData", outputs);
            secrets.patch(&target.name, &params, &Patch::Apply(manifest)).await.map(|_| ())
        }
        OutputTargetKind::ConfigMap => {
            let maps: Api<ConfigMap> = Api::namespaced(context.client.clone(), &namespace);
            let manifest = manifest(request, target, "ConfigMap", "data", outputs);
            maps.patch(&target.name, &params, &Patch::Apply(manifest)).await.map(|_| ())
        }
    }
}

fn manifest(
    request: &DeploymentRequest,
    target: &OutputTarget,
    kind: &str,
    field: &str,
    outputs: &IndexMap<String, String>,
) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": kind,
        "metadata": {
            "name": target.name,
            "labels": { "app.kubernetes.io/managed-by": "cloudwhisper" },
            "ownerReferences": request.owner_ref(&()).map(|owner| vec![owner]),
            "annotations": { "cloudwhisper.dev/request": request.name_any() },
        },
        field: outputs,
    })
}
