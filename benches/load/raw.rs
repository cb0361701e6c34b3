//! The limit of the API server itself: the two writes that a request needs (its revision's `ConfigMap`, its status), by a plain client that
//! does nothing else, with the same bodies, under the same user and the same admission policies.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_testbed::Cluster;
use futures::{StreamExt, TryStreamExt, stream};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ListParams, ObjectMeta, Patch, PatchParams, PostParams};
use kube::{Api, Resource, ResourceExt};
use serde_json::{Value, json};

use crate::crowd::{AT_ONCE, Crowd, name};
use crate::operator::USER;

/// The writes of one request, as the operator made them.
pub(crate) struct Writes {
    revision: ConfigMap,
    status: Value,
}

impl Writes {
    /// Those of a crowd's first request. All its requests are alike in size.
    pub(crate) async fn of(crowd: &Crowd) -> Result<Self> {
        let request = crowd.requests().get(&name(0)).await?;
        let maps: Api<ConfigMap> = Api::namespaced(crowd.admin.clone(), crowd.namespace.name());
        let revision = maps.get(&format!("{}-r1", name(0))).await?;
        Ok(Self {
            status: without_nulls(serde_json::to_value(request.status.context("no status")?)?),
            revision,
        })
    }

    /// Bytes of the two bodies.
    pub(crate) fn bytes(&self) -> Result<(usize, usize)> {
        let (revision, status) = (
            serde_json::to_vec(&self.revision)?,
            serde_json::to_vec(&self.status)?,
        );
        Ok((revision.len(), status.len()))
    }

    /// How long both writes take for every request of a crowd that nobody serves.
    pub(crate) async fn repeat(&self, cluster: &Cluster, crowd: &Crowd) -> Result<Duration> {
        let client = cluster.client_for(USER).await?;
        let maps: Api<ConfigMap> = Api::namespaced(client.clone(), crowd.namespace.name());
        let requests: Api<DeploymentRequest> = Api::namespaced(client, crowd.namespace.name());
        let all = crowd.requests().list(&ListParams::default()).await?.items;
        let start = Instant::now();
        stream::iter(all)
            .map(Ok::<_, anyhow::Error>)
            .try_for_each_concurrent(AT_ONCE, |request| {
                let (maps, requests) = (&maps, &requests);
                async move {
                    maps.create(&PostParams::default(), &self.revision_of(&request)).await?;
                    let manifest = json!({
                        "apiVersion": "cloudwhisper.dev/v1alpha1",
                        "kind": "DeploymentRequest",
                        "metadata": { "name": request.name_any(), "uid": request.uid(), "resourceVersion": request.resource_version() },
                        "status": self.status,
                    });
                    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
                    requests
                        .patch_status(&request.name_any(), &params, &Patch::Apply(manifest))
                        .await?;
                    Ok(())
                }
            })
            .await?;
        Ok(start.elapsed())
    }

    fn revision_of(&self, request: &DeploymentRequest) -> ConfigMap {
        let mut labels = self.revision.labels().clone();
        labels.insert(
            "cloudwhisper.dev/request-uid".to_owned(),
            request.uid().unwrap_or_default(),
        );
        ConfigMap {
            metadata: ObjectMeta {
                name: Some(format!("{}-r1", request.name_any())),
                labels: Some(labels),
                owner_references: request.controller_owner_ref(&()).map(|owner| vec![owner]),
                ..ObjectMeta::default()
            },
            ..self.revision.clone()
        }
    }
}

/// As the operator sends it.
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
