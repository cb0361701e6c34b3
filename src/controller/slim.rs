//! What the cache of requests holds of each: enough to know who has to be looked at. What is bulky is left out, and read from the API
//! server by the pass that needs it, so that ten thousand idle requests cost little memory.
//!
//! Kept are the metadata, the spec, and of the status what others go by: phase, conditions (without their sentences) and outputs.

use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus};
use kube::api::GetParams;
use kube::{Api, Client, Resource, ResourceExt};

use super::foreign;

/// Takes out who wrote which field, which is for the API server to know and often larger than all the rest.
pub(super) fn without_managers<K: Resource>(object: &mut K) {
    object.meta_mut().managed_fields = None;
}

/// Takes out what only the request's own passes need, and all of a status that others have written to: nobody goes by it before the
/// operator has said again what is so. One without a status has nothing of it.
pub(super) fn slim(request: &mut DeploymentRequest) {
    let forged = foreign::is_forged(request); // after this nobody can tell
    without_managers(request);
    if let Some(status) = request.status.as_mut().filter(|_| forged) {
        *status = DeploymentRequestStatus::default();
    }
    if let Some(status) = &mut request.status {
        *status = DeploymentRequestStatus {
            observed_generation: status.observed_generation,
            phase: status.phase,
            conditions: std::mem::take(&mut status.conditions),
            outputs: std::mem::take(&mut status.outputs),
            ..DeploymentRequestStatus::default()
        };
        for condition in &mut status.conditions {
            condition.message = String::new();
        }
    }
}

/// A request, and whether others have written to its status: that is not in there any more.
pub(super) struct Whole {
    pub(super) request: DeploymentRequest,
    pub(super) forged: bool,
}

/// The whole of a cached request, at least as new as the cache has it. None if it is gone.
pub(super) async fn whole(cached: &DeploymentRequest, client: &Client) -> Result<Option<Whole>, kube::Error> {
    if cached.status.is_none() {
        return Ok(Some(Whole {
            request: cached.clone(),
            forged: false,
        }));
    }
    let namespace = cached.namespace().unwrap_or_default();
    let requests: Api<DeploymentRequest> = Api::namespaced(client.clone(), &namespace);
    // From the server's own cache, which spares etcd.
    let params = GetParams {
        resource_version: cached.resource_version(),
    };
    match requests.get_with(&cached.name_any(), &params).await {
        Ok(mut request) => {
            let forged = foreign::take_out(&mut request);
            without_managers(&mut request);
            Ok(Some(Whole { request, forged }))
        }
        Err(kube::Error::Api(answer)) if answer.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_others_go_by_stays() {
        let whole: DeploymentRequest = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": {
                "name": "site", "namespace": "shop", "uid": "1", "generation": 2, "resourceVersion": "3",
                "finalizers": ["cloudwhisper.dev/stack"], "labels": { "a": "b" }, "managedFields": [{ "manager": "kubectl" }],
            },
            "spec": { "prompt": "A static site", "dependsOn": [{ "name": "base" }], "accountRef": { "name": "dev" } },
            "status": {
                "observedGeneration": 2, "phase": "Ready", "outputs": { "url": "https://example.com" },
                "conditions": [{
                    "type": "Ready", "status": "True", "reason": "Deployed", "message": "It runs.",
                    "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": 2,
                }],
                "lastError": { "code": "INTERNAL", "message": "no", "details": "none", "retryable": true },
            },
        }))
        .expect("a request");
        let mut cached = whole.clone();
        slim(&mut cached);
        assert_eq!(cached.spec, whole.spec);
        let without = |mut request: DeploymentRequest| {
            request.metadata.managed_fields = None;
            request.metadata
        };
        assert_eq!(cached.metadata, without(whole.clone()));
        let (cached, whole) = (cached.status.expect("a status"), whole.status.expect("a status"));
        assert_eq!(
            (cached.observed_generation, cached.phase, &cached.outputs),
            (whole.observed_generation, whole.phase, &whole.outputs)
        );
        let [ready] = cached.conditions.as_slice() else {
            panic!("one condition")
        };
        assert_eq!(
            (&*ready.type_, &*ready.status, &*ready.reason),
            ("Ready", "True", "Deployed")
        );
        assert!(cached.last_error.is_none(), "that is for its own passes");
    }

    #[test]
    fn nothing_is_gone_by_of_a_status_that_others_have_written_to() {
        let mut forged: DeploymentRequest = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": { "name": "network", "generation": 1, "managedFields": [{
                "manager": "mallory", "operation": "Update", "apiVersion": "cloudwhisper.dev/v1alpha1", "fieldsType": "FieldsV1",
                "subresource": "status", "fieldsV1": { "f:status": { "f:outputs": { "f:vpcId": {} } } },
            }] },
            "spec": { "prompt": "A network" },
            "status": { "observedGeneration": 1, "phase": "Ready", "outputs": { "vpcId": "vpc-of-mallory" } },
        }))
        .expect("a request");
        slim(&mut forged);
        assert_eq!(forged.status, Some(DeploymentRequestStatus::default()));
    }
}
