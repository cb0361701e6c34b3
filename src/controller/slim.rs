//! What the cache of requests holds of each: enough to know who has to be looked at. What is bulky is left out, and read from the API
//! server by the pass that needs it, so that ten thousand idle requests cost little memory.
//!
//! Kept are who it is, what its spec says of other objects, and of the status what others go by: phase, `Ready` (without its sentence) and
//! outputs. One that has no status yet is kept whole: its first pass, which comes at once, goes by that.

use std::mem;

use cloudwhisper_api::condition::READY;
use cloudwhisper_api::deployment_request::{
    ApprovalSpec, DeletionPolicy, DependencyRef, DeploymentRequest, DeploymentRequestSpec,
    DeploymentRequestStatus, DriftPolicy, Engine, Parser, SecurityProfile,
};
use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_lifecycle::parameters::dependencies;
use indexmap::IndexMap;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;
use kube::api::{GetParams, ObjectMeta};
use kube::{Api, Client, Resource, ResourceExt};

use super::foreign;

/// Takes out who wrote which field, which is for the API server to know and often larger than all the rest.
pub(super) fn without_managers<K: Resource>(object: &mut K) {
    object.meta_mut().managed_fields = None;
}

/// Takes out what only the request's own passes need, and all of a status that others have written to: nobody goes by it before the
/// operator has said again what is so. Of one without a status nothing but the managers: its first pass goes by what is cached.
pub(super) fn slim(request: &mut DeploymentRequest) {
    let forged = foreign::is_forged(request); // after this nobody can tell
    without_managers(request);
    let Some(status) = request.status.take() else {
        return;
    };
    request.metadata = ObjectMeta {
        annotations: None, // `kubectl apply` keeps the whole spec there
        labels: None,
        owner_references: None,
        ..mem::take(&mut request.metadata)
    };
    request.spec = names(&request.spec);
    request.status = Some(if forged { none() } else { told(status) });
}

/// What a spec says of other objects, and nothing else: a prompt may have 16 KiB. No `..`, so that a new field has to choose.
fn names(spec: &DeploymentRequestSpec) -> DeploymentRequestSpec {
    let others = dependencies(spec).into_iter();
    DeploymentRequestSpec {
        account_ref: spec.account_ref.clone(),
        depends_on: others.map(|name| DependencyRef { name }).collect(),
        parameters: IndexMap::new(), // what they refer to is in the line before
        prompt: String::new(),
        language: LanguageChoice::default(),
        project_name: None,
        region: None,
        budget: None,
        usage: None,
        answers: IndexMap::new(),
        parser: Parser::default(),
        artifact: None,
        approval: ApprovalSpec::default(),
        engine: Engine::default(),
        deletion_policy: DeletionPolicy::default(),
        security_profile: SecurityProfile::default(),
        drift_policy: DriftPolicy::default(),
        rollback_to: None,
        interval: String::new(),
        timeout: String::new(),
        history_limit: 0,
        suspend: false,
        write_outputs_to: None,
        tags: IndexMap::new(),
    }
}

fn none() -> DeploymentRequestStatus {
    DeploymentRequestStatus::default()
}

/// What a status tells others.
fn told(mut status: DeploymentRequestStatus) -> DeploymentRequestStatus {
    status.outputs.shrink_to_fit(); // read one by one, into more room than they need
    // Out of an `Option`: filtered in place, the list would keep the room of all that there were.
    let ready = status.conditions.into_iter().find(|it| it.type_ == READY);
    let ready = ready.into_iter().map(|condition| Condition {
        message: String::new(),
        ..condition
    });
    DeploymentRequestStatus {
        observed_generation: status.observed_generation,
        phase: status.phase,
        conditions: ready.collect(),
        outputs: status.outputs,
        ..none()
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

    fn whole() -> DeploymentRequest {
        serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": {
                "name": "site", "namespace": "shop", "uid": "1", "generation": 2, "resourceVersion": "3",
                "finalizers": ["cloudwhisper.dev/stack"], "labels": { "a": "b" }, "managedFields": [{ "manager": "kubectl" }],
                "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
            },
            "spec": {
                "prompt": "A static site", "dependsOn": [{ "name": "base" }], "accountRef": { "name": "dev" }, "tags": { "a": "b" },
                "approval": { "mode": "WithinBudget" }, "region": "ap-south-1", "interval": "2h",
                "parameters": { "NETWORK": "{{ outputs.network.vpcId }}", "COLOR": "red" }, "answers": { "appType": "api" },
            },
            "status": {
                "observedGeneration": 2, "phase": "Ready", "outputs": { "url": "https://example.com" },
                "conditions": [{
                    "type": "Deployed", "status": "True", "reason": "Deployed", "message": "It runs.",
                    "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": 2,
                }, {
                    "type": "Ready", "status": "True", "reason": "Deployed", "message": "It runs.",
                    "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": 2,
                }],
                "lastError": { "code": "INTERNAL", "message": "no", "details": "none", "retryable": true },
            },
        }))
        .expect("a request")
    }

    #[test]
    fn what_others_go_by_stays_and_nothing_else_does() {
        let mut cached = whole();
        slim(&mut cached);
        let kept: DeploymentRequest = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": {
                "name": "site", "namespace": "shop", "uid": "1", "generation": 2, "resourceVersion": "3",
                "finalizers": ["cloudwhisper.dev/stack"],
            },
            "spec": {
                "prompt": "", "dependsOn": [{ "name": "base" }, { "name": "network" }], "accountRef": { "name": "dev" },
                "interval": "", "timeout": "", "historyLimit": 0,
            },
            "status": {
                "observedGeneration": 2, "phase": "Ready", "outputs": { "url": "https://example.com" },
                "conditions": [{
                    "type": "Ready", "status": "True", "reason": "Deployed", "message": "",
                    "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": 2,
                }],
            },
        }))
        .expect("a request");
        assert_eq!(cached, kept);
        let room = cached.status.as_ref().map(|status| status.conditions.capacity());
        assert_eq!(room, Some(1), "the room of the others is given back");
        assert_eq!(dependencies(&cached.spec), dependencies(&whole().spec));
    }

    #[test]
    fn what_has_no_status_yet_is_planned_from_the_cache() {
        let mut new = whole();
        new.status = None;
        let mut cached = new.clone();
        slim(&mut cached);
        new.metadata.managed_fields = None;
        assert_eq!(cached, new);
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
