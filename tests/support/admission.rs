//! One request in a namespace to itself, and everybody's ways of writing it: what the API server makes of each is what the tests of the
//! admission policies are about. There is no operator.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::time::Duration;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_testbed::{ADMIN, ALICE, Cluster, Namespace, RITA, apply_yaml, eventually};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{Api, ApiResource, DynamicObject, ListParams, Patch, PatchParams, PostParams};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::support;

pub(crate) const REQUESTED_BY: &str = cloudwhisper_api::REQUESTED_BY;
pub(crate) const CHANGED_BY: &str = cloudwhisper_api::CHANGED_BY;
pub(crate) const MAY_NOT: &str = "may not approve deploymentrequest";

/// The digest of some plan.
pub(crate) fn digest(plan: char) -> String {
    format!("sha256:{}", plan.to_string().repeat(64))
}

/// A namespace to itself, in a cluster where the policies are in force.
pub(crate) struct World {
    pub(crate) cluster: &'static Cluster,
    pub(crate) namespace: Namespace,
}

impl World {
    pub(crate) async fn new() -> Result<Self> {
        static IN_FORCE: OnceCell<()> = OnceCell::const_new();
        let cluster = support::installed().await?;
        let world = Self {
            cluster,
            namespace: Namespace::create(cluster, "approval").await?,
        };
        IN_FORCE.get_or_try_init(|| world.policies_in_force()).await?;
        Ok(world)
    }

    /// The server may take some seconds to heed a new policy.
    async fn policies_in_force(&self) -> Result<()> {
        let (rita, alice) = (self.api(RITA).await?, self.api(ALICE).await?);
        let dry_run = PostParams {
            dry_run: true,
            ..PostParams::default()
        };
        let approved = object("probe", json!({ "approval": { "planDigest": digest('a') } }))?;
        eventually(Duration::from_secs(30), "the policies to be in force", || async {
            let refused = rita.create(&dry_run, &approved).await.is_err();
            let filled = alice.create(&dry_run, &approved).await.is_ok_and(|created| {
                approval(&created)["approver"] == ALICE
                    && requested_by(&created) == Some(ALICE)
                    && changed_by(&created) == Some(ALICE)
            });
            refused && filled
        })
        .await;
        Ok(())
    }

    pub(crate) async fn api(&self, user: &str) -> Result<Api<DynamicObject>> {
        let resource = ApiResource::erase::<DeploymentRequest>(&());
        Ok(Api::namespaced_with(
            self.cluster.client_for(user).await?,
            self.namespace.name(),
            &resource,
        ))
    }

    /// What the usual role `edit` gives, as far as it matters here.
    pub(crate) async fn may_edit_config_maps(&self, user: &str) -> Result<()> {
        let namespace = self.namespace.name();
        let rights = format!(
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{ name: edits, namespace: {namespace} }}\n\
             rules:\n- {{ apiGroups: [''], resources: [configmaps], verbs: ['*'] }}\n---\n\
             apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {{ name: edits, namespace: {namespace} }}\n\
             roleRef: {{ apiGroup: rbac.authorization.k8s.io, kind: Role, name: edits }}\n\
             subjects:\n- {{ apiGroup: rbac.authorization.k8s.io, kind: User, name: {user} }}\n"
        );
        apply_yaml(&self.cluster.client_for(ADMIN).await?, &rights).await?;
        let maps = self.maps(user).await?;
        let look = || async { maps.list(&ListParams::default()).await.is_ok() };
        eventually(Duration::from_secs(30), "the rights to be in force", look).await;
        Ok(())
    }

    pub(crate) async fn maps(&self, user: &str) -> Result<Api<ConfigMap>> {
        let client = self.cluster.client_for(user).await?;
        Ok(Api::namespaced(client, self.namespace.name()))
    }

    pub(crate) async fn create(&self, user: &str, spec: Value) -> Result<kube::Result<DynamicObject>> {
        Ok(self
            .api(user)
            .await?
            .create(&PostParams::default(), &object("orders", spec)?)
            .await)
    }

    pub(crate) async fn merge(&self, user: &str, patch: Value) -> Result<kube::Result<DynamicObject>> {
        Ok(self
            .api(user)
            .await?
            .patch("orders", &PatchParams::default(), &Patch::Merge(patch))
            .await)
    }

    /// The usual path: a merge patch of `spec.approval`.
    pub(crate) async fn approve(&self, user: &str, approval: Value) -> Result<kube::Result<DynamicObject>> {
        self.merge(user, json!({ "spec": { "approval": approval } }))
            .await
    }

    pub(crate) async fn apply(&self, user: &str, spec: Value) -> Result<kube::Result<DynamicObject>> {
        let params = PatchParams::apply(user).force();
        Ok(self
            .api(user)
            .await?
            .patch("orders", &params, &Patch::Apply(object("orders", spec)?))
            .await)
    }

    pub(crate) async fn json_patch(&self, user: &str, patch: Value) -> Result<kube::Result<DynamicObject>> {
        let patch = Patch::Json::<()>(serde_json::from_value(patch)?);
        Ok(self
            .api(user)
            .await?
            .patch("orders", &PatchParams::default(), &patch)
            .await)
    }

    /// Reads, edits and writes back the whole object.
    pub(crate) async fn replace(
        &self,
        user: &str,
        edit: impl Fn(&mut DynamicObject),
    ) -> Result<kube::Result<DynamicObject>> {
        let api = self.api(user).await?;
        let mut object = api.get("orders").await?;
        edit(&mut object);
        Ok(api.replace("orders", &PostParams::default(), &object).await)
    }
}

pub(crate) fn object(name: &str, mut spec: Value) -> Result<DynamicObject> {
    let mut object = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
        "metadata": { "name": name },
        "spec": { "prompt": "An API with a database" },
    });
    if let (Some(into), Some(from)) = (object["spec"].as_object_mut(), spec.as_object_mut()) {
        into.append(from);
    }
    Ok(serde_json::from_value(object)?)
}

pub(crate) fn approval(object: &DynamicObject) -> &Value {
    &object.data["spec"]["approval"]
}

pub(crate) fn requested_by(object: &DynamicObject) -> Option<&str> {
    object
        .metadata
        .annotations
        .as_ref()?
        .get(REQUESTED_BY)
        .map(String::as_str)
}

pub(crate) fn changed_by(object: &DynamicObject) -> Option<&str> {
    let annotations = object.metadata.annotations.as_ref()?;
    annotations.get(CHANGED_BY).map(String::as_str)
}

/// The write was refused as forbidden, and in these words.
pub(crate) fn assert_forbidden<T>(answer: kube::Result<T>, words: &str) -> Result<()> {
    match answer {
        Err(kube::Error::Api(status)) if status.code == 403 => {
            anyhow::ensure!(
                status.message.contains(words),
                "expected {words:?} in: {}",
                status.message
            );
            Ok(())
        }
        Err(error) => Err(error).context("refused, but not as forbidden"),
        Ok(_) => anyhow::bail!("the server took it; expected: {words}"),
    }
}

/// Binds `user` to a role of ours, or of Kubernetes', in the test's namespace.
pub(crate) async fn bind(world: &World, user: &str, role: &str) -> Result<()> {
    let binding = json!({
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
        "metadata": { "name": format!("{user}-{role}"), "namespace": world.namespace.name() },
        "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": role },
        "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": user }],
    });
    apply_yaml(&world.cluster.client_for(ADMIN).await?, &binding.to_string()).await?;
    Ok(())
}
