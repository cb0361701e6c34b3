//! The one status write: whole, by server-side apply, only if it differs, and only over the status that it was decided from.

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus};
use kube::api::{ApiResource, DynamicObject, Patch, PatchParams};
use kube::{Api, Client, ResourceExt};
use serde_json::{Value, json};

/// How often the write is tried again when something beside the status has changed meanwhile.
const TRIES: usize = 3;

/// Whether the status is shown now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reported {
    /// It was written on top of exactly what the pass has seen, and the object has this version now.
    Written(String),
    /// It is shown, or the object is gone and nothing is left to report to.
    Shown,
    /// The pass had an old object from the cache: another pass has written since, and has told what there was to tell.
    Overtaken,
}

/// Shows `status`, unless it is shown already, and nothing else than it: `forged` says that others have written there. What has changed
/// beside the status is no hindrance: another spec is another generation, and the status says which one it is of.
pub(super) async fn report(
    request: &DeploymentRequest,
    status: &DeploymentRequestStatus,
    forged: bool,
    client: &Client,
) -> Result<Reported, kube::Error> {
    if !forged && request.status.as_ref() == Some(status) {
        return Ok(Reported::Shown); // no write, no watch event, no extra pass
    }
    let name = request.name_any();
    let requests: Api<DeploymentRequest> =
        Api::namespaced(client.clone(), &request.namespace().unwrap_or_default());
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    let body = written(status)?;
    let mut version = request.resource_version();
    for attempt in 0..TRIES {
        let manifest = json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1",
            "kind": "DeploymentRequest",
            // The UID is a precondition: an object made anew under this name is not given the old one's status.
            "metadata": { "name": name, "uid": request.uid(), "resourceVersion": version },
            "status": body,
        });
        match requests
            .patch_status(&name, &params, &Patch::Apply(manifest))
            .await
        {
            // After the first attempt there is something in the object that the pass has not seen.
            Ok(shown) => {
                // An apply leaves standing what others have added.
                let version = if forged || shown.status.as_ref() != Some(status) {
                    restored(request, &body, client).await?
                } else {
                    shown.resource_version()
                };
                return Ok(version
                    .filter(|_| attempt == 0)
                    .map_or(Reported::Shown, Reported::Written));
            }
            Err(kube::Error::Api(answer)) if answer.is_not_found() => return Ok(Reported::Shown),
            Err(kube::Error::Api(answer)) if answer.is_conflict() => {}
            Err(error) => return Err(error),
        }
        // Nobody but us writes the status: if it is still the one that we know, only the rest has changed.
        match requests.get_opt(&name).await? {
            None => return Ok(Reported::Shown),
            Some(live) if live.uid() == request.uid() && live.status == request.status => {
                version = live.resource_version();
            }
            Some(_) => return Ok(Reported::Overtaken),
        }
    }
    Ok(Reported::Overtaken)
}

/// Takes out of the live status whatever is not in `status`, and puts right what is not as in it. Returns the object's version then; none
/// where somebody was faster.
async fn restored(
    request: &DeploymentRequest,
    status: &Value,
    client: &Client,
) -> Result<Option<String>, kube::Error> {
    let (name, namespace) = (request.name_any(), request.namespace().unwrap_or_default());
    // As it stands there: what can't be read, too.
    let kind = ApiResource::erase::<DeploymentRequest>(&());
    let requests: Api<DynamicObject> = Api::namespaced_with(client.clone(), &namespace, &kind);
    let Some(live) = requests.get_opt(&name).await? else {
        return Ok(None);
    };
    let Some(change) = difference(&live.data["status"], status) else {
        return Ok(live.resource_version());
    };
    let patch = json!({
        "metadata": { "uid": request.uid(), "resourceVersion": live.resource_version() },
        "status": change,
    });
    let params = PatchParams {
        field_manager: Some(OPERATOR_FIELD_MANAGER.to_owned()),
        ..PatchParams::default()
    };
    match requests.patch_status(&name, &params, &Patch::Merge(patch)).await {
        Ok(restored) => Ok(restored.resource_version()),
        Err(kube::Error::Api(answer)) if answer.is_not_found() || answer.is_conflict() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The merge patch from one value to another; none where they are the same.
fn difference(from: &Value, to: &Value) -> Option<Value> {
    if from == to {
        return None;
    }
    let (Value::Object(from), Value::Object(to)) = (from, to) else {
        return Some(to.clone());
    };
    let gone = from.keys().filter(|key| !to.contains_key(*key));
    let gone = gone.map(|key| (key.clone(), Value::Null));
    let changed = to.iter().filter_map(|(key, value)| {
        let change = difference(from.get(key).unwrap_or(&Value::Null), value)?;
        Some((key.clone(), change))
    });
    Some(Value::Object(gone.chain(changed).collect()))
}

/// The status as it is written.
fn written(status: &DeploymentRequestStatus) -> Result<Value, kube::Error> {
    let status = serde_json::to_value(status).map_err(kube::Error::SerdeError)?;
    Ok(without_nulls(status))
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
    use std::sync::{Arc, Mutex, PoisonError};

    use axum::http::{Method, StatusCode};
    use cloudwhisper_api::deployment_request::Phase;

    use super::*;

    #[test]
    fn nulls_are_left_out_at_every_depth_and_nothing_else_is() {
        let value = json!({"a": null, "b": [{"c": null, "d": 0}], "e": "", "f": {}});
        assert_eq!(without_nulls(value), json!({"b": [{"d": 0}], "e": "", "f": {}}));
    }

    #[test]
    fn the_difference_takes_out_what_is_not_wanted_and_leaves_what_is_the_same() {
        let forged = json!({ "phase": "Ready", "outputs": { "url": "a", "more": "b" }, "history": [1, 2], "repair": {}, "kept": 1 });
        let wanted = json!({ "phase": "Failed", "outputs": { "url": "a" }, "history": [1], "kept": 1, "plan": { "revision": 1 } });
        let expected = json!({
            "repair": null, "phase": "Failed", "outputs": { "more": null }, "history": [1], "plan": { "revision": 1 },
        });
        assert_eq!(difference(&forged, &wanted), Some(expected));
        assert_eq!(difference(&wanted, &wanted), None);
    }

    /// An API server with one request in it, which takes a status only over the version that it has.
    struct Server {
        live: Arc<Mutex<Value>>,
        client: Client,
    }

    impl Server {
        async fn with(live: &DeploymentRequest) -> Self {
            let live = Arc::new(Mutex::new(serde_json::to_value(live).expect("JSON")));
            let served = Arc::clone(&live);
            let pages = axum::Router::new().fallback(move |method: Method, body: String| {
                let mut live = served.lock().unwrap_or_else(PoisonError::into_inner);
                let patch: Value = serde_json::from_str(&body).unwrap_or_default();
                let is_current = patch["metadata"]["resourceVersion"] == live["metadata"]["resourceVersion"];
                std::future::ready(match method {
                    Method::PATCH if is_current => {
                        live["status"] = patch["status"].clone();
                        (StatusCode::OK, live.to_string())
                    }
                    Method::PATCH => (StatusCode::CONFLICT, conflict()),
                    _ => (StatusCode::OK, live.to_string()),
                })
            });
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
                .await
                .expect("a port");
            let url = format!("http://{}", listener.local_addr().expect("an address"));
            tokio::spawn(async move { axum::serve(listener, pages).await });
            let config = kube::Config::new(url.parse().expect("an address"));
            let client = Client::try_from(config).expect("a client");
            Self { live, client }
        }

        fn phase(&self) -> Value {
            let live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
            live["status"]["phase"].clone()
        }
    }

    fn conflict() -> String {
        json!({ "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Conflict", "code": 409, "message": "changed" })
            .to_string()
    }

    fn request(version: &str, phase: Option<Phase>) -> DeploymentRequest {
        let spec = serde_json::from_value(json!({ "prompt": "A static site" })).expect("a spec");
        let mut request = DeploymentRequest::new("site", spec);
        request.metadata.namespace = Some("shop".into());
        request.metadata.uid = Some("1".into());
        request.metadata.resource_version = Some(version.into());
        request.status = phase.map(status);
        request
    }

    fn status(phase: Phase) -> DeploymentRequestStatus {
        DeploymentRequestStatus {
            phase: Some(phase),
            ..DeploymentRequestStatus::default()
        }
    }

    #[tokio::test]
    async fn a_pass_over_an_old_object_neither_writes_nor_tells() {
        let server = Server::with(&request("2", Some(Phase::Ready))).await;
        let cached = request("1", Some(Phase::Deploying));
        let reported = report(&cached, &status(Phase::Failed), false, &server.client).await;
        assert_eq!(reported.ok(), Some(Reported::Overtaken));
        assert_eq!(server.phase(), "Ready", "what was written since stays");
    }

    #[tokio::test]
    async fn a_change_beside_the_status_keeps_nothing_from_being_shown() {
        let server = Server::with(&request("2", Some(Phase::Planning))).await;
        let cached = request("1", Some(Phase::Planning));
        let reported = report(&cached, &status(Phase::Ready), false, &server.client).await;
        assert_eq!(reported.ok(), Some(Reported::Shown));
        assert_eq!(server.phase(), "Ready");
    }

    #[tokio::test]
    async fn an_object_that_was_made_anew_is_not_given_the_old_one_s_status() {
        let mut anew = request("2", None);
        anew.metadata.uid = Some("2".into());
        let server = Server::with(&anew).await;
        let reported = report(&request("1", None), &status(Phase::Ready), false, &server.client).await;
        assert_eq!(reported.ok(), Some(Reported::Overtaken));
        assert_eq!(server.phase(), Value::Null);
    }
}
