//! The shared cluster with CloudWhisper's definitions, rights and policies in it, without an operator and without an AWS.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_testbed::{ADMIN, Cluster, apply_yaml, shared_cluster, within};
use kube::api::PostParams;
use kube::{Api, Client};
use serde_json::json;
use tokio::sync::OnceCell;

/// The cluster, once everything is applied. Policies may take some seconds more until the server heeds them.
pub(crate) async fn installed() -> Result<&'static Cluster> {
    static INSTALLED: OnceCell<()> = OnceCell::const_new();
    let cluster = shared_cluster().await?;
    INSTALLED.get_or_try_init(|| install(cluster)).await?;
    Ok(cluster)
}

/// Everything that `kubectl apply -f crds -f config/rbac -f config/policies` would apply, in that order, and what `writeOutputsTo` of kind
/// Secret needs besides.
async fn install(cluster: &Cluster) -> Result<()> {
    let admin = cluster.client_for(ADMIN).await?;
    for folder in ["crds", "config/rbac", "config/rbac/outputs", "config/policies"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        let mut files: Vec<_> = files.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.retain(|file| file.is_file());
        files.sort();
        for file in files {
            let yaml = std::fs::read_to_string(&file)?;
            apply_yaml(&admin, &yaml)
                .await
                .with_context(|| format!("applying {}", file.display()))?;
        }
    }
    admitted(admin).await
}

/// The mutating policies learn our kinds from the server's own schema, which follows the definitions a moment later.
async fn admitted(admin: Client) -> Result<()> {
    let requests: Api<DeploymentRequest> = Api::namespaced(admin, "default");
    let request = DeploymentRequest::new(
        "installed",
        serde_json::from_value(json!({ "prompt": "A static site" }))?,
    );
    let dry_run = PostParams {
        dry_run: true,
        ..PostParams::default()
    };
    let look = || requests.create(&dry_run, &request);
    within(Duration::from_secs(30), "our kinds to be admitted", look).await?;
    Ok(())
}
