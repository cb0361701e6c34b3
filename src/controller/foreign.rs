//! What others have written into a status. It is the operator's own memory and its word to everybody, so what somebody else has put there
//! is neither believed nor left standing. Who wrote what is told by the API server itself, in `metadata.managedFields`.

use std::collections::BTreeSet;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ManagedFieldsEntry;
use kube::ResourceExt;
use serde_json::Value;

/// Takes out of the status whatever others have written there, each of its fields as a whole. Returns whether there was anything.
pub(super) fn take_out(request: &mut DeploymentRequest) -> bool {
    let fields = written_by_others(request);
    if fields.is_empty() {
        return false;
    }
    tracing::warn!(
        name = request.name_any(),
        namespace = request.namespace(),
        fields = fields.iter().cloned().collect::<Vec<_>>().join(", "),
        "somebody else has written to the status; it is made anew"
    );
    if let Some(status) = &mut request.status {
        for field in &fields {
            forget(status, field);
        }
    }
    true
}

/// Whether others have written to the status what the operator has not said.
pub(super) fn is_forged(request: &DeploymentRequest) -> bool {
    !written_by_others(request).is_empty()
}

/// Whether any of these fields of the status is one that others have written.
pub(super) fn is_forged_in(request: &DeploymentRequest, fields: &[&str]) -> bool {
    let forged = written_by_others(request);
    fields.iter().any(|field| forged.contains(*field))
}

/// Names of the fields of the status, of which others own at least a part that the operator doesn't own as well. What both own is as the
/// operator has written it: whoever changes a value takes it from all who owned it.
fn written_by_others(request: &DeploymentRequest) -> BTreeSet<String> {
    let of_status = request
        .managed_fields()
        .iter()
        .filter(|entry| entry.subresource.as_deref() == Some("status"));
    let (ours, others): (Vec<_>, Vec<_>) =
        of_status.partition(|entry| entry.manager.as_deref() == Some(OPERATOR_FIELD_MANAGER));
    let ours: Vec<&Value> = ours.into_iter().filter_map(fields_of_status).collect();
    others
        .into_iter()
        .filter_map(fields_of_status)
        .filter_map(Value::as_object)
        .flatten()
        .filter(|(field, theirs)| {
            let ours: Vec<&Value> = ours.iter().filter_map(|ours| ours.get(field)).collect();
            has_more(theirs, &ours)
        })
        .filter_map(|(field, _)| field.strip_prefix("f:").map(str::to_owned))
        .collect()
}

fn fields_of_status(entry: &ManagedFieldsEntry) -> Option<&Value> {
    entry.fields_v1.as_ref()?.0.get("f:status")
}

/// Whether there is anything in this set of fields that is in none of those.
fn has_more(theirs: &Value, ours: &[&Value]) -> bool {
    let parts = theirs.as_object().into_iter().flatten();
    ours.is_empty()
        || parts.filter(|(part, _)| *part != ".").any(|(part, theirs)| {
            let ours: Vec<&Value> = ours.iter().filter_map(|ours| ours.get(part)).collect();
            has_more(theirs, &ours)
        })
}

fn forget(status: &mut DeploymentRequestStatus, field: &str) {
    let none = DeploymentRequestStatus::default();
    match field {
        "observedGeneration" => status.observed_generation = none.observed_generation,
        "lastHandledReconcileAt" => status.last_handled_reconcile_at = none.last_handled_reconcile_at,
        "phase" => status.phase = none.phase,
        "conditions" => status.conditions = none.conditions,
        "parsed" => status.parsed = none.parsed,
        "clarifications" => status.clarifications = none.clarifications,
        "plan" => status.plan = none.plan,
        "approval" => status.approval = none.approval,
        "deployment" => status.deployment = none.deployment,
        "outputs" => status.outputs = none.outputs,
        "writtenOutputs" => status.written_outputs = none.written_outputs,
        "history" => status.history = none.history,
        "model" => status.model = none.model,
        "repair" => status.repair = none.repair,
        "drift" => status.drift = none.drift,
        "lastError" => status.last_error = none.last_error,
        _ => *status = none, // a field that is not listed here: nothing is believed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn request(managers: &Value) -> DeploymentRequest {
        serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": { "name": "site", "managedFields": managers },
            "spec": { "prompt": "A static site" },
            "status": { "observedGeneration": 2, "phase": "Ready", "outputs": { "url": "https://example.com" }, "repair": null },
        }))
        .expect("a request")
    }

    fn entry(manager: &str, subresource: Option<&str>, fields: &Value) -> Value {
        json!({
            "manager": manager, "operation": "Update", "apiVersion": "cloudwhisper.dev/v1alpha1", "fieldsType": "FieldsV1",
            "subresource": subresource, "fieldsV1": fields,
        })
    }

    #[test]
    fn what_others_wrote_goes_and_the_operator_s_own_stays() {
        let ours = entry(
            OPERATOR_FIELD_MANAGER,
            Some("status"),
            &json!({ "f:status": { "f:phase": {} } }),
        );
        let spec = entry("kubectl", None, &json!({ "f:spec": { "f:prompt": {} } }));
        let mut untouched = request(&json!([ours, spec]));
        let before = untouched.status.clone();
        assert!(!take_out(&mut untouched));
        assert_eq!(untouched.status, before);

        let theirs = entry(
            "kubectl-edit",
            Some("status"),
            &json!({ "f:status": { "f:outputs": { "f:url": {} } } }),
        );
        let mut edited = request(&json!([ours, spec, theirs]));
        assert!(take_out(&mut edited));
        let status = edited.status.expect("a status");
        assert!(status.outputs.is_empty());
        assert_eq!(status.observed_generation, 2, "that is our own");
    }

    #[test]
    fn what_others_own_together_with_the_operator_is_as_the_operator_said() {
        let part = |outputs: Value| json!({ "f:status": { "f:outputs": outputs, "f:phase": {} } });
        let ours = entry(
            OPERATOR_FIELD_MANAGER,
            Some("status"),
            &part(json!({ "f:url": {} })),
        );
        let shared = part(json!({ ".": {}, "f:url": {} }));
        let restored = request(&json!([ours, entry("velero", Some("status"), &shared)]));
        assert!(!is_forged(&restored));
        let more = part(json!({ "f:url": {}, "f:vpcId": {} }));
        let edited = request(&json!([ours, entry("mallory", Some("status"), &more)]));
        assert!(is_forged(&edited));
        assert_eq!(written_by_others(&edited), BTreeSet::from(["outputs".to_owned()]));
    }

    #[test]
    fn every_field_of_a_status_is_forgotten_by_its_name() {
        let schema = cloudwhisper_api::crds::crds().into_iter().next().and_then(|crd| {
            let schema = crd.spec.versions.into_iter().next()?.schema?.open_api_v3_schema?;
            schema.properties?.remove("status")?.properties
        });
        for field in schema.expect("a status").keys() {
            let mut status = DeploymentRequestStatus {
                observed_generation: 7,
                phase: Some(cloudwhisper_api::deployment_request::Phase::Ready),
                ..DeploymentRequestStatus::default()
            };
            forget(&mut status, field);
            let kept = status.observed_generation == 7 || status.phase.is_some();
            assert!(kept, "{field} is not listed");
        }
    }
}
