//! Writes outputs where the person wants them, for programs to read, and deletes what was written before elsewhere.

use std::fmt::Debug;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, OutputTarget, OutputTargetKind};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use indexmap::IndexMap;
use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::{ConfigMap, Secret};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use kube::api::{DeleteParams, Patch, PatchParams, Preconditions};
use kube::core::PartialObjectMeta;
use kube::{Api, Resource, ResourceExt};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::super::super::context::Context;
use super::super::super::fault::kube_fault;
use super::super::REVISION_OF;

/// Writes them by server-side apply, into an object that the request owns or that isn't there yet.
///
/// # Errors
/// [`Class::UserFixable`] if somebody else's object has that name: it would be changed now, and deleted with the request. The same of a
/// revision of the request.
pub(super) async fn write(
    request: &DeploymentRequest,
    target: &OutputTarget,
    outputs: &IndexMap<String, String>,
    context: &Context,
) -> Result<(), Fault> {
    match target.kind {
        OutputTargetKind::Secret => write_as::<Secret>(request, target, secret_data(outputs), context).await,
        OutputTargetKind::ConfigMap => write_as::<ConfigMap>(request, target, json!(outputs), context).await,
    }
}

/// Deletes what was written there, if it still is the request's own. Whatever else has that name by now is left alone.
///
/// # Errors
/// Where the API server refuses it.
pub(super) async fn remove(
    request: &DeploymentRequest,
    target: &OutputTarget,
    context: &Context,
) -> Result<(), Fault> {
    match target.kind {
        OutputTargetKind::Secret => remove_as::<Secret>(request, target, context).await,
        OutputTargetKind::ConfigMap => remove_as::<ConfigMap>(request, target, context).await,
    }
}

async fn remove_as<K: Target>(
    request: &DeploymentRequest,
    target: &OutputTarget,
    context: &Context,
) -> Result<(), Fault> {
    let objects = objects::<K>(request, context);
    let Some(known) = known(&objects, target).await? else {
        return Ok(());
    };
    if !is_ours(request, &known.metadata) {
        return Ok(());
    }
    // Just this one: somebody may put another of that name in its place.
    let just_this = DeleteParams {
        preconditions: Some(Preconditions {
            uid: known.uid(),
            resource_version: known.resource_version(),
        }),
        ..DeleteParams::default()
    };
    match objects.delete(&target.name, &just_this).await {
        Ok(_) => Ok(()),
        Err(kube::Error::Api(answer)) if answer.is_not_found() => Ok(()),
        Err(error) => Err(refused::<K>("delete", &error)),
    }
}

/// As `data`: what is written as `stringData` is owned as that, and an output that is no more would stay for ever.
fn secret_data(outputs: &IndexMap<String, String>) -> Value {
    let data: IndexMap<&String, ByteString> = outputs
        .iter()
        .map(|(key, value)| (key, ByteString(value.clone().into_bytes())))
        .collect();
    json!(data)
}

/// What outputs are written to.
trait Target:
    Resource<Scope = k8s_openapi::NamespaceResourceScope, DynamicType = ()> + Clone + Debug + DeserializeOwned
{
}

impl Target for ConfigMap {}
impl Target for Secret {}

fn objects<K: Target>(request: &DeploymentRequest, context: &Context) -> Api<K> {
    Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default())
}

async fn known<K: Target>(
    objects: &Api<K>,
    target: &OutputTarget,
) -> Result<Option<PartialObjectMeta<K>>, Fault> {
    let known = objects.get_metadata_opt(&target.name).await;
    known.map_err(|error| refused::<K>("get", &error))
}

/// Whether it is the request's own, for outputs. Its revisions are its own too, and hold its plans: they are neither written nor deleted
/// here.
fn is_ours(request: &DeploymentRequest, there: &ObjectMeta) -> bool {
    let mut labels = there.labels.iter().flatten();
    let is_revision = labels.any(|(label, _)| label == REVISION_OF);
    let mut owners = there.owner_references.iter().flatten();
    !is_revision && owners.any(|owner| Some(&owner.uid) == request.uid().as_ref())
}

async fn write_as<K: Target>(
    request: &DeploymentRequest,
    target: &OutputTarget,
    data: Value,
    context: &Context,
) -> Result<(), Fault> {
    let objects = objects::<K>(request, context);
    let known = known(&objects, target).await?;
    if known.is_some_and(|object| !is_ours(request, &object.metadata)) {
        return Err(Fault {
            class: Class::UserFixable,
            code: ErrorCode::NameTaken,
            reason: format!(
                "{} {} exists and is not this request's, or holds one of its revisions: choose another name in spec.writeOutputsTo",
                K::kind(&()),
                target.name
            ),
            action: None,
        });
    }
    let manifest = manifest(request, target, &K::kind(&()), &data);
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    let written = objects
        .patch(&target.name, &params, &Patch::Apply(manifest))
        .await;
    written
        .map(|_| ())
        .map_err(|error| kube_fault(&format!("patch {}", K::plural(&())), &error))
}

/// Rights to Secrets are no part of the installation; where they are is for the operator's log, as `reason` is where an action is named.
fn refused<K: Target>(verb: &str, error: &kube::Error) -> Fault {
    let mut fault = kube_fault(&format!("{verb} {}", K::plural(&())), error);
    if K::kind(&()) == "Secret" && fault.code == ErrorCode::AccessDenied {
        fault.reason += "; the rights that writeOutputsTo of kind Secret takes are in config/rbac/outputs/";
    }
    fault
}

fn manifest(request: &DeploymentRequest, target: &OutputTarget, kind: &str, data: &Value) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": kind,
        "metadata": {
            "name": target.name,
            "labels": { "app.kubernetes.io/managed-by": "cloudwhisper" },
            "ownerReferences": request.owner_ref(&()).map(|owner| vec![owner]),
            "annotations": { "cloudwhisper.dev/request": request.name_any() },
        },
        "data": data,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_runs_the_operator_is_told_where_the_rights_to_secrets_are() {
        let status = json!({ "code": 403, "reason": "Forbidden", "message": "secrets is forbidden", "status": "Failure" });
        let error = kube::Error::Api(Box::new(serde_json::from_value(status).expect("a Status")));
        let fault = refused::<Secret>("get", &error);
        assert_eq!(fault.action.as_deref(), Some("get secrets"));
        assert!(fault.reason.ends_with("config/rbac/outputs/"), "{}", fault.reason);
        let fault = refused::<ConfigMap>("get", &error);
        assert!(!fault.reason.contains("outputs/"), "{}", fault.reason);
    }

    #[test]
    fn a_revision_of_the_request_is_not_where_its_outputs_go() {
        let spec = serde_json::from_value(json!({ "prompt": "A static site" })).expect("a spec");
        let mut request = DeploymentRequest::new("site", spec);
        request.metadata.uid = Some("uid-1".to_owned());
        let there = |labels: Value, owner: &str| -> ObjectMeta {
            let owner = json!({ "apiVersion": "v1", "kind": "K", "name": "n", "uid": owner });
            let there = json!({ "name": "site-r3", "labels": labels, "ownerReferences": [owner] });
            serde_json::from_value(there).expect("metadata")
        };
        let ours = json!({ "app.kubernetes.io/managed-by": "cloudwhisper" });
        assert!(is_ours(&request, &there(ours.clone(), "uid-1")));
        assert!(!is_ours(&request, &there(ours, "uid-2")));
        for uid in ["uid-1", "uid-2"] {
            assert!(!is_ours(&request, &there(json!({ REVISION_OF: uid }), "uid-1")));
        }
    }

    #[test]
    fn a_secret_s_outputs_are_its_data_and_nothing_beside_it() {
        let spec = serde_json::from_value(json!({ "prompt": "A static site" })).expect("a spec");
        let target = serde_json::from_value(json!({ "kind": "Secret", "name": "out" })).expect("a target");
        let outputs = [("url".to_owned(), "https://x".to_owned())].into();
        let data = secret_data(&outputs);
        let manifest = manifest(&DeploymentRequest::new("site", spec), &target, "Secret", &data);
        assert_eq!(manifest["data"], json!({ "url": "aHR0cHM6Ly94" }));
        assert!(
            manifest.get("stringData").is_none(),
            "it would be owned as that, and stay"
        );
    }
}
