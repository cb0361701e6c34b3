//! Revisions as ConfigMaps `<request>-r<N>`: immutable, owned by the request, found by its UID.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault, Revision, RollbackFact};
use http::HeaderValue;
use http::header::ACCEPT;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{DeleteParams, ObjectMeta, PostParams, Preconditions};
use kube::core::{PartialObjectMeta, Request};
use kube::runtime::watcher;
use kube::{Api, Client, Resource, ResourceExt};

use super::super::context::Context;
use super::super::fault::kube_fault;
use super::super::kept::Kept;

/// Label of a revision: the UID of its request, since names may be longer than a label.
pub(crate) const REQUEST_UID: &str = "cloudwhisper.dev/request-uid";
/// Label of a revision: its number.
pub(crate) const NUMBER: &str = "cloudwhisper.dev/revision";

/// Label of everything that the operator keeps.
pub(crate) const MANAGED_BY: &str = "app.kubernetes.io/managed-by";
/// Its value.
pub(crate) const OURS: &str = "cloudwhisper";
/// What we ask of the API server, for those who hand out rights.
const CREATE: &str = "create configmaps";
/// Asks for an object's metadata in place of the object (Kubernetes API concepts, "Alternate representations of resources").
const METADATA_ONLY: &str = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

/// Watches revisions and no other ConfigMap.
pub(crate) fn selector() -> watcher::Config {
    watcher::Config::default().labels(REQUEST_UID)
}

/// The newest revision that is kept and can be read.
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
    let mut numbers: Vec<_> = numbers(request, context).into_iter().chain(in_status).collect();
    numbers.sort_unstable();
    numbers.dedup();
    // One that can't be read must not hide the one that was planned in its place: planning would never end.
    for number in numbers.into_iter().rev() {
        if let Some(revision) = read(request, number, context).await? {
            return Ok(Some(revision));
        }
    }
    Ok(None)
}

/// A revision by number; none if it was pruned, deleted by somebody, or can't be read.
pub(super) async fn read(
    request: &DeploymentRequest,
    number: i64,
    context: &Context,
) -> Result<Option<Revision>, kube::Error> {
    Ok(match look(request, number, context).await? {
        Found::Whole(revision) => Some(*revision),
        Found::Unreadable => {
            tracing::warn!(number, "revision can't be read; it will be planned anew");
            None
        }
        Found::Nowhere => None,
    })
}

/// What is found under a number.
enum Found {
    /// Nothing of this request.
    Nowhere,
    /// Something that can't be read, or was changed since it was written.
    Unreadable,
    /// The revision.
    Whole(Box<Revision>),
}

async fn look(request: &DeploymentRequest, number: i64, context: &Context) -> Result<Found, kube::Error> {
    let Some(map) = api(request, context).get_opt(&name(request, number)).await? else {
        return Ok(Found::Nowhere);
    };
    if map.labels().get(REQUEST_UID) != request.uid().as_ref() {
        return Ok(Found::Nowhere); // of an earlier object of the same name
    }
    let revision = Revision::from_files(map.into()).filter(|revision| revision.number == number);
    Ok(revision.map_or(Found::Unreadable, |revision| Found::Whole(Box::new(revision))))
}

/// The revision that `spec.rollbackTo` names; where there is none, which ones there are.
pub(super) async fn rollback(
    request: &DeploymentRequest,
    newest: Option<&Revision>,
    context: &Context,
) -> Result<RollbackFact, kube::Error> {
    let Some(number) = request.spec.rollback_to else {
        return Ok(RollbackFact::NotAsked);
    };
    if let Some(newest) = newest.filter(|newest| newest.number == number) {
        return Ok(RollbackFact::Found(Box::new(newest.clone())));
    }
    let others = || {
        let mut kept = numbers(request, context);
        kept.retain(|kept| *kept != number);
        kept.sort_unstable();
        kept
    };
    Ok(match look(request, number, context).await? {
        Found::Whole(revision) => RollbackFact::Found(revision),
        Found::Nowhere => RollbackFact::Missing { kept: others() },
        Found::Unreadable => RollbackFact::Unreadable { kept: others() },
    })
}

/// Keeps a revision. One of this number with the same plan is the same: a pass may be repeated.
///
/// # Errors
/// [`Class::UserFixable`] if somebody else's `ConfigMap` has that name.
pub(super) async fn write(
    request: &DeploymentRequest,
    revision: &Revision,
    context: &Context,
) -> Result<(), Fault> {
    let map = config_map(request, revision);
    match create(request, &map, &context.client).await {
        Err(kube::Error::Api(status)) if status.is_already_exists() => {
            replace_unless_same(request, revision, &map, context).await
        }
        other => other.map_err(|error| kube_fault(CREATE, &error)),
    }
}

/// Creates a `ConfigMap`. Its metadata alone come back: the rest is fifty kilobytes that we have just sent.
async fn create(request: &DeploymentRequest, map: &ConfigMap, client: &Client) -> Result<(), kube::Error> {
    let namespace = request.namespace().unwrap_or_default();
    let body = serde_json::to_vec(map).map_err(kube::Error::SerdeError)?;
    let mut call = Request::new(ConfigMap::url_path(&(), Some(&namespace)))
        .create(&PostParams::default(), body)
        .map_err(kube::Error::BuildRequest)?;
    call.headers_mut()
        .insert(ACCEPT, HeaderValue::from_static(METADATA_ONLY));
    client
        .request::<PartialObjectMeta<ConfigMap>>(call)
        .await
        .map(|_| ())
}

fn config_map(request: &DeploymentRequest, revision: &Revision) -> ConfigMap {
    let labels = [
        (REQUEST_UID.to_owned(), request.uid().unwrap_or_default()),
        (NUMBER.to_owned(), revision.number.to_string()),
        (MANAGED_BY.to_owned(), OURS.to_owned()),
    ];
    let files = revision.to_files();
    ConfigMap {
        metadata: ObjectMeta {
            name: Some(name(request, revision.number)),
            labels: Some(labels.into()),
            owner_references: request.controller_owner_ref(&()).map(|owner| vec![owner]),
            ..ObjectMeta::default()
        },
        data: Some(files.text),
        binary_data: Some(files.compressed).filter(|files| !files.is_empty()),
        immutable: Some(true),
    }
}

/// A crash may have left a revision of this number that was never shown in a status, and the spec may have changed
/// since; or it is the rest of an earlier object of this name. Nobody can have approved it, so it gives way. What isn't
/// ours stays, whatever its name.
async fn replace_unless_same(
    request: &DeploymentRequest,
    revision: &Revision,
    map: &ConfigMap,
    context: &Context,
) -> Result<(), Fault> {
    let fault = |error: kube::Error| kube_fault(CREATE, &error);
    let kept = read(request, revision.number, context).await.map_err(fault)?;
    if kept.is_some_and(|kept| kept.digest == revision.digest && kept.inputs == revision.inputs) {
        return Ok(());
    }
    let maps = api(request, context);
    if let Some(there) = maps.get_metadata_opt(&map.name_any()).await.map_err(fault)? {
        if !gives_way(request, &there.metadata, context)
            .await
            .map_err(fault)?
        {
            return Err(taken(&map.name_any()));
        }
        delete(&maps, &there.metadata).await.map_err(fault)?;
    }
    create(request, map, &context.client).await.map_err(fault)
}

/// Whether it is a revision of this object, or of one that is no more.
async fn gives_way(
    request: &DeploymentRequest,
    there: &ObjectMeta,
    context: &Context,
) -> Result<bool, kube::Error> {
    let label = |key: &str| there.labels.as_ref().and_then(|labels| labels.get(key));
    let (Some(OURS), Some(of)) = (label(MANAGED_BY).map(String::as_str), label(REQUEST_UID)) else {
        return Ok(false);
    };
    if Some(of) == request.uid().as_ref() {
        return Ok(true);
    }
    let requests: Api<DeploymentRequest> =
        Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default());
    for owner in there.owner_references.iter().flatten() {
        let lives = requests.get_metadata_opt(&owner.name).await?;
        if lives.is_some_and(|lives| lives.metadata.uid.as_ref() == Some(of)) {
            return Ok(false); // long names are cut, and so may be the same
        }
    }
    Ok(true)
}

fn taken(name: &str) -> Fault {
    Fault {
        class: Class::UserFixable,
        code: ErrorCode::NameTaken,
        reason: format!(
            "ConfigMap {name} exists and is no revision of this request: rename or delete it, or give the request another name"
        ),
        action: None,
    }
}

/// Deletes exactly the object that was looked at; one that is gone is gone.
async fn delete(maps: &Api<ConfigMap>, map: &ObjectMeta) -> Result<(), kube::Error> {
    let params = DeleteParams {
        preconditions: Some(Preconditions {
            uid: map.uid.clone(),
            resource_version: None,
        }),
        ..DeleteParams::default()
    };
    match maps
        .delete(map.name.as_deref().unwrap_or_default(), &params)
        .await
    {
        Err(kube::Error::Api(status)) if status.is_not_found() => Ok(()),
        other => other.map(|_| ()),
    }
}

/// Deletes every revision below `below` but `keep`.
pub(super) async fn prune(
    request: &DeploymentRequest,
    below: i64,
    keep: Option<i64>,
    context: &Context,
) -> Result<(), kube::Error> {
    let maps = api(request, context);
    for kept in kept(request, context) {
        if kept.number < below && Some(kept.number) != keep {
            let map = ObjectMeta {
                name: Some(kept.name.into()),
                uid: Some(kept.uid.into()),
                ..ObjectMeta::default()
            };
            delete(&maps, &map).await?;
        }
    }
    Ok(())
}

fn numbers(request: &DeploymentRequest, context: &Context) -> Vec<i64> {
    kept(request, context)
        .into_iter()
        .map(|kept| kept.number)
        .collect()
}

/// The revisions of this request, each kept under its name.
fn kept(request: &DeploymentRequest, context: &Context) -> Vec<Kept> {
    let uid = request.uid().unwrap_or_default();
    let all = context.revisions.iter().flat_map(|revisions| revisions.of(&uid));
    all.filter(|kept| Revision::is_number(kept.number) && *kept.name == name(request, kept.number))
        .collect()
}

fn api(request: &DeploymentRequest, context: &Context) -> Api<ConfigMap> {
    Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default())
}

/// Name of the ConfigMap. Names of requests are cut so that the whole fits Kubernetes' 253 characters.
fn name(request: &DeploymentRequest, number: i64) -> String {
    Revision::config_map_name(&request.name_any(), number)
}
