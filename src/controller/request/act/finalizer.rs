//! Holds the object until its stack is dealt with, and lets it go.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::{FINALIZER, OPERATOR_FIELD_MANAGER};
use cloudwhisper_lifecycle::Outcome;
use kube::api::{Patch, PatchParams};
use kube::{Api, ResourceExt};
use serde_json::json;

use super::super::super::context::Context;
use super::super::super::fault::kube_fault;

/// What is done here, as the API server's rights name it.
const PATCH: &str = "patch deploymentrequests";
/// How often a removal is tried again when the object changes in the same moment.
const TRIES: usize = 5;

/// Adds ours, beside everybody else's. Server-side apply owns just our entry of the set, so no resourceVersion and no retry is
/// needed; the UID keeps it from making an object anew that was deleted meanwhile.
pub(super) async fn add(request: &DeploymentRequest, context: &Context) -> Result<(), kube::Error> {
    let manifest = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "DeploymentRequest",
        "metadata": { "name": request.name_any(), "uid": request.uid(), "finalizers": [FINALIZER] },
    });
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    requests(request, context)
        .patch_metadata(&request.name_any(), &params, &Patch::Apply(manifest))
        .await
        .map(|_| ())
}

/// Removes ours, whoever wrote it: an object that was restored from a backup, or edited by hand, has it under another field
/// manager, and an apply takes away only what is its own. Overtaken where it is gone already: what follows from it was told
/// then.
pub(super) async fn remove(request: &DeploymentRequest, context: &Context) -> Outcome {
    match try_remove(request, context).await {
        Ok(true) => Outcome::Done,
        Ok(false) => Outcome::Overtaken,
        Err(error) => Outcome::Failed(kube_fault(PATCH, &error)),
    }
}

/// Writes back the server's own list without ours, provided that nobody has changed the object since it was read.
async fn try_remove(request: &DeploymentRequest, context: &Context) -> Result<bool, kube::Error> {
    let requests = requests(request, context);
    let name = request.name_any();
    let mut tries = TRIES;
    loop {
        let live = requests.get_metadata_opt(&name).await?;
        let Some(live) = live.filter(|live| live.uid() == request.uid()) else {
            return Ok(false);
        };
        let others: Vec<_> = live.finalizers().iter().filter(|one| *one != FINALIZER).collect();
        if others.len() == live.finalizers().len() {
            return Ok(false);
        }
        let patch = json!({ "metadata": {
            "uid": live.uid(),
            "resourceVersion": live.resource_version(),
            "finalizers": others,
        } });
        let params = PatchParams {
            field_manager: Some(OPERATOR_FIELD_MANAGER.to_owned()),
            ..PatchParams::default()
        };
        tries -= 1;
        match requests
            .patch_metadata(&name, &params, &Patch::Merge(patch))
            .await
        {
            Ok(_) => return Ok(true),
            Err(kube::Error::Api(status)) if status.is_not_found() => return Ok(false),
            Err(kube::Error::Api(status)) if status.is_conflict() && tries > 0 => {}
            Err(error) => return Err(error),
        }
    }
}

fn requests(request: &DeploymentRequest, context: &Context) -> Api<DeploymentRequest> {
    Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default())
}
