//! The one status write: whole, by server-side apply, and only if it differs.

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus};
use kube::api::{Patch, PatchParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};

use super::super::context::Context;

/// Shows `status`, unless it is shown already.
pub(super) async fn report(
    request: &DeploymentRequest,
    status: &DeploymentRequestStatus,
    context: &Context,
) -> Result<(), kube::Error> {
    if request.status.as_ref() == Some(status) {
        return Ok(()); // no write, no watch event, no extra pass
    }
    let requests: Api<DeploymentRequest> =
        Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default());
    let manifest = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "DeploymentRequest",
        // The UID is a precondition: an object made anew under this name is not given the old one's status.
        "metadata": { "name": request.name_any(), "uid": request.uid() },
        "status": without_nulls(serde_json::to_value(status).map_err(kube::Error::SerdeError)?),
    });
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    match requests
        .patch_status(&request.name_any(), &params, &Patch::Apply(manifest))
        .await
    {
        // The object went while we looked: nothing is left to report to.
        Err(kube::Error::Api(answer)) if answer.is_not_found() => Ok(()),
        other => other.map(|_| ()),
    }
}

/// In an apply a null claims its field; what does not apply is better left out.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, field)| !field.is_null())
            .map(|(key, field)| (key, without_nulls(field)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_are_left_out_at_every_depth_and_nothing_else_is() {
        let value = json!({"a": null, "b": [{"c": null, "d": 0}], "e": "", "f": {}});
        assert_eq!(without_nulls(value), json!({"b": [{"d": 0}], "e": "", "f": {}}));
    }
}
