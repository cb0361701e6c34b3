//! Revisions as ConfigMaps `<request>-r<N>`: immutable, owned by the request, found by its UID.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::Revision;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{DeleteParams, ObjectMeta, PostParams};
use kube::runtime::watcher;
use kube::{Api, Resource, ResourceExt};

use super::super::context::Context;

/// Label of a revision: the UID of its request, since names may be longer than a label.
const REQUEST_UID: &str = "cloudwhisper.dev/request-uid";
/// Label of a revision: its number.
const NUMBER: &str = "cloudwhisper.dev/revision";

/// Watches revisions and no other ConfigMap.
pub(crate) fn selector() -> watcher::Config {
    watcher::Config::default().labels(REQUEST_UID)
}

/// The newest revision that is kept.
///
/// The cache may lag behind our own write of a moment ago, so the number in the status counts too.
pub(super) async fn newest(
    request: &DeploymentRequest,
    context: &Context,
) -> Result<Option<Revision>, kube::Error> {
    let in_status = request
        .status
        .as_ref()
        .and_then(|status| Some(status.plan.as_ref()?.revision));
    match numbers(request, context).into_iter().chain(in_status).max() {
        Some(number) => read(request, number, context).await,
        None => Ok(None),
    }
}

/// A revision by number; none if it was pruned, deleted by somebody, or can't be read.
pub(super) async fn read(
    request: &DeploymentRequest,
    number: i64,
    context: &Context,
) -> Result<Option<Revision>, kube::Error> {
    let Some(map) = api(request, context).get_opt(&name(request, number)).await? else {
        return Ok(None);
    };
    if map.labels().get(REQUEST_UID) != request.uid().as_ref() {
        return Ok(None); // of an earlier object of the same name
    }
    let revision = Revision::from_config_map_data(map.data.unwrap_or_default())
        .filter(|revision| revision.number == number);
    if revision.is_none() {
        tracing::warn!(number, "revision can't be read; it will be planned anew");
    }
    Ok(revision)
}

/// Keeps a revision. One of this number with the same plan is the same: a pass may be repeated.
pub(super) async fn write(
    request: &DeploymentRequest,
    revision: &Revision,
    context: &Context,
) -> Result<(), kube::Error> {
    let uid = request.uid().unwrap_or_default();
    let map = ConfigMap {
        metadata: ObjectMeta {
            name: Some(name(request, revision.number)),
            labels: Some(
                [
                    (REQUEST_UID.to_owned(), uid),
                    (NUMBER.to_owned(), revision.number.to_string()),
                    (
                        "app.kubernetes.io/managed-by".to_owned(),
                        "cloudwhisper".to_owned(),
                    ),
                ]
                .into(),
            ),
            owner_references: request.controller_owner_ref(&()).map(|owner| vec![owner]),
            ..ObjectMeta::default()
        },
        data: Some(revision.to_config_map_data()),
        immutable: Some(true),
        ..ConfigMap::default()
    };
    match api(request, context).create(&PostParams::default(), &map).await {
        Err(kube::Error::Api(status)) if status.is_already_exists() => {
            replace_unless_same(request, revision, &map, context).await
        }
        other => other.map(|_| ()),
    }
}

/// A crash may have left a revision of this number that was never shown in a status, and the spec may have changed
/// since; or it is the rest of an earlier object of this name. Nobody can have approved it, so it gives way.
async fn replace_unless_same(
    request: &DeploymentRequest,
    revision: &Revision,
    map: &ConfigMap,
    context: &Context,
) -> Result<(), kube::Error> {
    let kept = read(request, revision.number, context).await?;
    if kept.is_some_and(|kept| kept.digest == revision.digest && kept.inputs == revision.inputs) {
        return Ok(());
    }
    let maps = api(request, context);
    maps.delete(&map.name_any(), &DeleteParams::default()).await?;
    maps.create(&PostParams::default(), map).await.map(|_| ())
}

/// Deletes every revision below `below` but `keep`.
pub(super) async fn prune(
    request: &DeploymentRequest,
    below: i64,
    keep: Option<i64>,
    context: &Context,
) -> Result<(), kube::Error> {
    let maps = api(request, context);
    for number in numbers(request, context)
        .into_iter()
        .filter(|&number| number < below && Some(number) != keep)
    {
        match maps
            .delete(&name(request, number), &DeleteParams::default())
            .await
        {
            Err(kube::Error::Api(status)) if status.is_not_found() => {}
            other => other.map(|_| ())?,
        }
    }
    Ok(())
}

fn numbers(request: &DeploymentRequest, context: &Context) -> Vec<i64> {
    let uid = request.uid();
    let of_request = |labels: &std::collections::BTreeMap<String, String>| {
        if labels.get(REQUEST_UID) == uid.as_ref() {
            let number = labels.get(NUMBER)?.parse().ok();
            number.filter(|number| Revision::is_number(*number))
        } else {
            None
        }
    };
    context
        .revisions
        .state()
        .iter()
        .filter_map(|map| of_request(map.labels()))
        .collect()
}

fn api(request: &DeploymentRequest, context: &Context) -> Api<ConfigMap> {
    Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default())
}

/// Name of the ConfigMap. Names of requests are cut so that the whole fits Kubernetes' 253 characters.
fn name(request: &DeploymentRequest, number: i64) -> String {
    Revision::config_map_name(&request.name_any(), number)
}
