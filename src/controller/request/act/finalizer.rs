//! Holds the object until its stack is dealt with, and lets it go.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::{FINALIZER, OPERATOR_FIELD_MANAGER};
use kube::api::{Patch, PatchParams};
use kube::{Api, ResourceExt};
use serde_json::json;

use super::super::super::context::Context;

/// Adds ours, beside everybody else's.
pub(super) async fn add(request: &DeploymentRequest, context: &Context) -> Result<(), kube::Error> {
    apply(request, &[FINALIZER], context).await
}

/// Removes ours. An object that is gone already is let go.
pub(super) async fn remove(request: &DeploymentRequest, context: &Context) -> Result<(), kube::Error> {
    match apply(request, &[], context).await {
        Err(kube::Error::Api(status)) if status.is_not_found() || status.is_conflict() => Ok(()),
        other => other,
    }
}

/// Server-side apply owns just our entry of the set, so no resourceVersion and no retry is needed. The UID keeps it from
/// making an object anew that was deleted meanwhile.
async fn apply(
    request: &DeploymentRequest,
    finalizers: &[&str],
    context: &Context,
) -> Result<(), kube::Error> {
    let requests: Api<DeploymentRequest> =
        Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default());
    let manifest = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "DeploymentRequest",
        "metadata": { "name": request.name_any(), "uid": request.uid(), "finalizers": finalizers },
    });
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    requests
        .patch_metadata(&request.name_any(), &params, &Patch::Apply(manifest))
        .await
        .map(|_| ())
}
