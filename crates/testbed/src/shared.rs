//! What all tests of a process share. Starting takes seconds, so it happens once, when first asked for.
//!
//! Statics are not dropped when a process ends; the keepers end what we started nevertheless.

use crate::{Aws, Cluster, ControlPlane, LocalStack, apply_yaml, people::ROLES};
use anyhow::{Result, anyhow};
use std::ops::Deref;
use tokio::sync::OnceCell;

/// A cluster and an AWS to test against.
#[derive(Clone, Copy)]
pub struct TestBed {
    /// The cluster.
    pub cluster: &'static Cluster,
    /// The AWS.
    pub aws: &'static Aws,
}

enum Source {
    Own(ControlPlane),
    Named(Cluster),
}

impl Deref for Source {
    type Target = Cluster;
    fn deref(&self) -> &Cluster {
        match self {
            Self::Own(control_plane) => control_plane,
            Self::Named(cluster) => cluster,
        }
    }
}

/// Both parts, started side by side if they don't run yet.
///
/// # Errors
/// If one could not be started. A failure is remembered: the next test learns of it at once.
pub async fn shared() -> Result<TestBed> {
    let (cluster, aws) = tokio::try_join!(shared_cluster(), shared_aws())?;
    Ok(TestBed { cluster, aws })
}

/// The cluster of `KUBECONFIG`, or a control plane of our own.
///
/// # Errors
/// As [`shared`].
pub async fn shared_cluster() -> Result<&'static Cluster> {
    static CLUSTER: OnceCell<Result<Source, String>> = OnceCell::const_new();
    let cluster = CLUSTER
        .get_or_init(|| async { find_cluster().await.map_err(|error| format!("{error:#}")) })
        .await;
    cluster.as_deref().map_err(|error| anyhow!("{error}"))
}

/// The endpoint of `CLOUDWHISPER_AWS_ENDPOINT`, or a LocalStack of our own.
///
/// # Errors
/// As [`shared`].
pub async fn shared_aws() -> Result<&'static Aws> {
    static AWS: OnceCell<Result<Aws, String>> = OnceCell::const_new();
    let aws = AWS
        .get_or_init(|| async { find_aws().await.map_err(|error| format!("{error:#}")) })
        .await;
    aws.as_ref().map_err(|error| anyhow!("{error}"))
}

async fn find_cluster() -> Result<Source> {
    match Cluster::from_env()? {
        None => Ok(Source::Own(ControlPlane::start().await?)),
        Some(cluster) => {
            if !cluster.is_throwaway() {
                apply_yaml(&cluster.client_for(crate::ADMIN).await?, ROLES).await?;
            }
            Ok(Source::Named(cluster))
        }
    }
}

async fn find_aws() -> Result<Aws> {
    match Aws::from_env() {
        Some(aws) => Ok(aws),
        None => Ok(LocalStack::start().await?.into()),
    }
}
