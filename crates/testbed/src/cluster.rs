//! A Kubernetes cluster as seen by the people who use it.

use crate::{ADMIN, control_plane::AUDIT_LOG, people::PEOPLE};
use anyhow::{Context, Result, bail};
use kube::{
    Client, Config,
    config::{KubeConfigOptions, Kubeconfig},
};
use serde_json::json;
use std::{
    io::Write,
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempPath};

/// Names our own control planes in their kubeconfig; what it names may be thrown away without cleaning up.
const THROWAWAY: &str = "cloudwhisper-testbed";

/// Allows a `KUBECONFIG` whose cluster isn't on this machine.
const ANY_CLUSTER: &str = "CLOUDWHISPER_TESTBED_ANY_CLUSTER";

/// A cluster, and a kubeconfig that leads to it with a context for each of the [people](crate::PEOPLE).
#[derive(Debug)]
pub struct Cluster {
    kubeconfig: Kubeconfig,
    file: PathBuf,
}

impl Cluster {
    /// A control plane of our own on `port`; writes `folder/kubeconfig` with a context for each token's owner.
    pub(crate) fn own(folder: &Path, port: u16, authority: &str, tokens: &[(&str, String)]) -> Result<Self> {
        let server = format!("https://127.0.0.1:{port}");
        let users: Vec<_> = tokens
            .iter()
            .map(|(name, token)| json!({ "name": name, "user": { "token": token } }))
            .collect();
        let contexts: Vec<_> = tokens
            .iter()
            .map(|(name, _)| json!({ "name": name, "context": { "cluster": THROWAWAY, "user": name } }))
            .collect();
        let authority_file = folder.join("authority.pem");
        std::fs::write(&authority_file, authority)?;
        let kubeconfig = json!({
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{ "name": THROWAWAY, "cluster": { "server": server, "certificate-authority": authority_file } }],
            "users": users,
            "contexts": contexts,
            "current-context": ADMIN,
        });
        let file = folder.join("kubeconfig");
        std::fs::write(&file, serde_json::to_string_pretty(&kubeconfig)?)?; // JSON is YAML
        Ok(Self {
            kubeconfig: serde_json::from_value(kubeconfig)?,
            file,
        })
    }

    /// The cluster that `KUBECONFIG` names, if it is set.
    ///
    /// # Errors
    /// If the file can't be read, or its cluster isn't on this machine: tests install policies for the whole cluster, and many a
    /// developer's `KUBECONFIG` leads to production.
    pub fn from_env() -> Result<Option<Self>> {
        let Some(file) = std::env::var_os("KUBECONFIG").filter(|file| !file.is_empty()) else {
            return Ok(None);
        };
        let file = PathBuf::from(file);
        let kubeconfig = Kubeconfig::from_env()
            .with_context(|| format!("reading KUBECONFIG={}", file.display()))?
            .with_context(|| format!("KUBECONFIG={} names no kubeconfig", file.display()))?;
        let cluster = Self { kubeconfig, file };
        let server = cluster.server().unwrap_or_default();
        if !is_local(server) && std::env::var_os(ANY_CLUSTER).is_none() {
            bail!(
                "KUBECONFIG={} leads to {server}, which is not on this machine; the tests write to the whole cluster. Unset \
                 KUBECONFIG to have them start their own, or set {ANY_CLUSTER}=1 if that cluster is for tests",
                cluster.file.display()
            );
        }
        Ok(Some(cluster))
    }

    /// The file with all contexts; [`ADMIN`] is the current one. Value for `KUBECONFIG`.
    pub fn kubeconfig(&self) -> &Path {
        &self.file
    }

    /// A kubeconfig for programs that take no context: `user` is who it acts as. The file goes when the value is dropped.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn kubeconfig_for(&self, user: &str) -> Result<TempPath> {
        let mut file = NamedTempFile::with_prefix("kubeconfig-")?; // readable by us alone
        file.write_all(serde_json::to_string_pretty(&self.acting_as(user))?.as_bytes())?;
        Ok(file.into_temp_path())
    }

    /// How to reach the cluster as `user`.
    ///
    /// # Errors
    /// If the kubeconfig is unusable.
    pub async fn config_for(&self, user: &str) -> Result<Config> {
        Config::from_custom_kubeconfig(self.acting_as(user), &KubeConfigOptions::default())
            .await
            .with_context(|| format!("connecting as {user}"))
    }

    /// A client that acts as `user`: one of the people, a `ServiceAccount` (`system:serviceaccount:NAMESPACE:NAME`) or anybody else.
    /// Each call makes a client of its own, since a client lives as long as the runtime (in tests: the test) that made it.
    ///
    /// # Errors
    /// If the kubeconfig is unusable.
    pub async fn client_for(&self, user: &str) -> Result<Client> {
        Ok(Client::try_from(self.config_for(user).await?)?)
    }

    /// Where the API server notes who asked for what, one JSON document (`audit.k8s.io/v1` `Event`) a line. Only control planes of
    /// our own do.
    pub fn audit_log(&self) -> Option<PathBuf> {
        let log = self.file.parent()?.join(AUDIT_LOG);
        (self.is_throwaway() && log.exists()).then_some(log)
    }

    /// Whether it ends with the test run, so that tests need not clean up.
    pub fn is_throwaway(&self) -> bool {
        self.context(None)
            .is_some_and(|context| context.cluster == THROWAWAY)
    }

    /// `user`'s own context where there is one; else the current one, impersonating `user`.
    fn acting_as(&self, user: &str) -> Kubeconfig {
        let mut kubeconfig = self.kubeconfig.clone();
        if self.context(Some(user)).is_some() {
            kubeconfig.current_context = Some(user.to_owned());
        } else if user != ADMIN {
            let current = self.context(None).and_then(|context| context.user.clone());
            let owner = kubeconfig
                .auth_infos
                .iter_mut()
                .find(|named| Some(&named.name) == current.as_ref());
            if let Some(owner) = owner.and_then(|named| named.auth_info.as_mut()) {
                owner.impersonate = Some(user.to_owned());
                let groups = PEOPLE
                    .iter()
                    .filter(|(name, _)| *name == user)
                    .map(|(_, group)| (*group).to_owned());
                owner.impersonate_groups = Some(groups.chain(["system:authenticated".to_owned()]).collect());
            }
        }
        kubeconfig
    }

    /// The context of this name, or the current one.
    fn context(&self, name: Option<&str>) -> Option<&kube::config::Context> {
        let name = name.or(self.kubeconfig.current_context.as_deref())?;
        self.kubeconfig
            .contexts
            .iter()
            .find(|named| named.name == name)?
            .context
            .as_ref()
    }

    /// Address of the current context's API server.
    fn server(&self) -> Option<&str> {
        let cluster = &self.context(None)?.cluster;
        self.kubeconfig
            .clusters
            .iter()
            .find(|named| named.name == *cluster)?
            .cluster
            .as_ref()?
            .server
            .as_deref()
    }
}

/// Whether an `https://host:port` address is on this machine.
fn is_local(server: &str) -> bool {
    let host = server.split("://").last().unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    host == "localhost"
        || ["localhost:", "127.", "[::1]"]
            .iter()
            .any(|local| host.starts_with(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster() -> Result<Cluster> {
        let folder = tempfile::tempdir()?;
        Cluster::own(
            folder.path(),
            6443,
            "",
            &[(ADMIN, "1".to_owned()), ("alice", "2".to_owned())],
        )
    }

    #[test]
    fn who_has_a_context_uses_it() -> Result<()> {
        assert_eq!(
            cluster()?.acting_as("alice").current_context.as_deref(),
            Some("alice")
        );
        Ok(())
    }

    #[test]
    fn who_has_none_is_impersonated_by_the_administrator() -> Result<()> {
        let rita = cluster()?.acting_as("rita");
        assert_eq!(rita.current_context.as_deref(), Some(ADMIN));
        let owner = rita
            .auth_infos
            .iter()
            .find_map(|named| named.auth_info.as_ref().filter(|_| named.name == ADMIN));
        let owner = owner.context("no administrator")?;
        assert_eq!(owner.impersonate.as_deref(), Some("rita"));
        assert_eq!(
            owner.impersonate_groups.as_deref(),
            Some(&["requesters".to_owned(), "system:authenticated".to_owned()][..])
        );
        Ok(())
    }

    #[test]
    fn only_addresses_of_this_machine_are_local() {
        for local in [
            "https://127.0.0.1:6443",
            "https://localhost:1",
            "https://localhost",
            "https://[::1]:6443/x",
        ] {
            assert!(is_local(local), "{local}");
        }
        for foreign in [
            "https://10.0.0.1:6443",
            "https://localhost.example.com",
            "https://example.com/127.0.0.1",
            "",
        ] {
            assert!(!is_local(foreign), "{foreign}");
        }
    }
}
