//! A control plane of our own: etcd, kube-apiserver and kube-controller-manager as upstream builds them, on the loopback interface.
//! There is no scheduler and no kubelet: objects are validated, defaulted, admitted and garbage-collected for real; pods stay Pending.

use crate::{
    ADMIN, Cluster, PEOPLE, apply_yaml, certificates,
    eventually::within,
    keeper::{Keeper, free_ports, is_taken_port},
    people::ROLES,
    programs::program,
    random,
};
use anyhow::{Context, Result};
use k8s_openapi::api::core::v1::ServiceAccount;
use kube::{Api, Client};
use std::{
    fmt::Write,
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

/// It takes 3 s on an idle machine, 10 s beside a build on two cores.
const PATIENCE: Duration = Duration::from_secs(90);

/// Tries, should somebody take a port between our looking for a free one and the server's taking it.
const TRIES: usize = 3;

/// What the controller manager runs: namespaces end, owned objects are collected, service accounts work, roles aggregate, policies are
/// type-checked, and Deployments, Jobs and Services of a Helm chart get as far as they can without nodes.
const CONTROLLERS: &str = "namespace-controller,garbage-collector-controller,serviceaccount-controller,\
                           serviceaccount-token-controller,root-ca-certificate-publisher-controller,\
                           clusterrole-aggregation-controller,validatingadmissionpolicy-status-controller,\
                           deployment-controller,replicaset-controller,job-controller,disruption-controller,\
                           endpointslice-controller";

/// File beside the kubeconfig in which the API server notes who asked for what.
pub(crate) const AUDIT_LOG: &str = "audit.log";

/// Notes, without bodies, what the administrator asks for, which is what everybody asks for whom he impersonates: `ServiceAccount`s
/// have no token here.
const AUDIT_POLICY: &str = "\
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Metadata
  users: [admin]
- level: None
";

/// A running control plane; it ends when this is dropped, or when this process ends in whatever way.
pub struct ControlPlane {
    cluster: Cluster,
    keeper: Keeper,
}

impl ControlPlane {
    /// Starts one and returns when its API server and controllers answer, about 3 s later. Its people are [`PEOPLE`].
    ///
    /// # Errors
    /// If `make testbed` has not been run, or a program does not come up; then with the end of its log.
    pub async fn start() -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::try_start().await {
                Err(error) if is_taken_port(&error) && tries < TRIES => tries += 1,
                settled => return settled,
            }
        }
    }

    async fn try_start() -> Result<Self> {
        let mut keeper = Keeper::start("controlplane")?;
        let [etcd_clients, etcd_peers, api_server] = free_ports()?;
        let tokens = PEOPLE
            .iter()
            .map(|(name, _)| Ok((*name, random::hex(16)?)))
            .collect::<Result<Vec<_>>>()?;
        let files = Files::write(&keeper, &tokens)?;
        let cluster = Cluster::own(keeper.folder(), api_server, &files.authority_pem, &tokens)?;

        keeper.run("etcd", &etcd(keeper.folder(), etcd_clients, etcd_peers)?, &[])?;
        keeper.run(
            "kube-apiserver",
            &kube_apiserver(&files, api_server, etcd_clients)?,
            &[],
        )?;
        let admin = cluster.client_for(ADMIN).await?;
        keeper
            .unless_ended("kube-apiserver", within(PATIENCE, "/readyz", || is_ready(&admin)))
            .await?;

        keeper.run(
            "kube-controller-manager",
            &kube_controller_manager(&files, cluster.kubeconfig())?,
            &[],
        )?;
        apply_yaml(&admin, ROLES)
            .await
            .context("giving the people their roles")?;
        let accounts = Api::<ServiceAccount>::namespaced(admin, "default");
        let a_controllers_work = within(PATIENCE, "the default ServiceAccount", || accounts.get("default"));
        keeper
            .unless_ended("kube-controller-manager", a_controllers_work)
            .await?;
        Ok(Self { cluster, keeper })
    }

    /// Names and process ids of what runs.
    pub fn pids(&self) -> Vec<(String, u32)> {
        self.keeper.pids()
    }

    /// Folder with the logs (`kube-apiserver.log`, …). It goes when the control plane ends, unless `CLOUDWHISPER_TESTBED_KEEP` is set.
    pub fn folder(&self) -> &Path {
        self.keeper.folder()
    }
}

impl Deref for ControlPlane {
    type Target = Cluster;
    fn deref(&self) -> &Cluster {
        &self.cluster
    }
}

/// `/readyz` includes that etcd answers and that the roles of the system are there.
async fn is_ready(client: &Client) -> Result<()> {
    let request = ::http::Request::get("/readyz").body(Vec::new())?;
    client.request_text(request).await?;
    Ok(())
}

/// What the API server and the controller manager read at their start.
struct Files {
    authority_pem: String,
    authority: PathBuf,
    server: PathBuf,
    server_key: PathBuf,
    account_key: PathBuf,
    account_public_key: PathBuf,
    tokens: PathBuf,
    audit_policy: PathBuf,
    audit_log: PathBuf,
}

impl Files {
    fn write(keeper: &Keeper, tokens: &[(&str, String)]) -> Result<Self> {
        let certificates = certificates::make()?;
        // Lines of `token,user,uid,"group"`.
        let mut token_file = String::new();
        for ((name, token), (_, group)) in tokens.iter().zip(PEOPLE) {
            writeln!(token_file, "{token},{name},{name},\"{group}\"")?;
        }
        Ok(Self {
            authority: keeper.write("authority.pem", &certificates.authority)?,
            server: keeper.write("server.pem", &certificates.server)?,
            server_key: keeper.write("server.key", &certificates.server_key)?,
            account_key: keeper.write("accounts.key", &certificates.account_key)?,
            account_public_key: keeper.write("accounts.pem", &certificates.account_public_key)?,
            tokens: keeper.write("tokens.csv", &token_file)?,
            audit_policy: keeper.write("audit-policy.yaml", AUDIT_POLICY)?,
            audit_log: keeper.folder().join(AUDIT_LOG),
            authority_pem: certificates.authority,
        })
    }
}

/// Nothing is synced to disk: a crash would lose data, and the data end with the test.
fn etcd(folder: &Path, clients: u16, peers: u16) -> Result<Vec<String>> {
    Ok(vec![
        program("controlplane", "etcd")?.display().to_string(),
        format!("--data-dir={}", folder.join("etcd").display()),
        "--unsafe-no-fsync".to_owned(),
        format!("--listen-client-urls=http://127.0.0.1:{clients}"),
        format!("--advertise-client-urls=http://127.0.0.1:{clients}"),
        format!("--listen-peer-urls=http://127.0.0.1:{peers}"),
        format!("--initial-advertise-peer-urls=http://127.0.0.1:{peers}"),
        format!("--initial-cluster=default=http://127.0.0.1:{peers}"),
        "--log-level=warn".to_owned(),
    ])
}

fn kube_apiserver(files: &Files, port: u16, etcd: u16) -> Result<Vec<String>> {
    Ok(vec![
        program("controlplane", "kube-apiserver")?.display().to_string(),
        format!("--etcd-servers=http://127.0.0.1:{etcd}"),
        "--bind-address=127.0.0.1".to_owned(),
        format!("--secure-port={port}"),
        // The Service "kubernetes" needs no endpoint here, and an address other than loopback may not exist.
        "--advertise-address=127.0.0.1".to_owned(),
        "--endpoint-reconciler-type=none".to_owned(),
        "--service-cluster-ip-range=10.0.0.0/24".to_owned(),
        format!("--tls-cert-file={}", files.server.display()),
        format!("--tls-private-key-file={}", files.server_key.display()),
        "--authorization-mode=RBAC".to_owned(),
        format!("--token-auth-file={}", files.tokens.display()),
        format!("--audit-policy-file={}", files.audit_policy.display()),
        format!("--audit-log-path={}", files.audit_log.display()),
        "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
        format!(
            "--service-account-signing-key-file={}",
            files.account_key.display()
        ),
        format!(
            "--service-account-key-file={}",
            files.account_public_key.display()
        ),
    ])
}

fn kube_controller_manager(files: &Files, kubeconfig: &Path) -> Result<Vec<String>> {
    Ok(vec![
        program("controlplane", "kube-controller-manager")?
            .display()
            .to_string(),
        format!("--kubeconfig={}", kubeconfig.display()),
        "--leader-elect=false".to_owned(),
        "--secure-port=0".to_owned(),
        format!("--controllers={CONTROLLERS}"),
        format!("--root-ca-file={}", files.authority.display()),
        format!(
            "--service-account-private-key-file={}",
            files.account_key.display()
        ),
    ])
}
