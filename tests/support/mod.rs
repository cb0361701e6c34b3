//! What end-to-end tests share: CloudWhisper installed once into the shared cluster, an operator per test, and the requests of its
//! namespace. A test states only what differs.
#![allow(dead_code, reason = "each test binary uses a part of it")]

mod cluster;
mod conversation;
pub(crate) mod drift;
pub(crate) mod gate;
pub(crate) mod person;
pub(crate) mod proxy;
pub(crate) mod unfinished;

use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_lifecycle::offer::parts_with_data;
use cloudwhisper_testbed::{ADMIN, ALICE, Namespace, RITA, TestBed, apply_yaml, eventually, http, shared};
use kube::api::{Patch, PatchParams, PostParams};
use kube::{Api, Client};
use serde_json::{Value, json};
use tempfile::{TempDir, TempPath};

/// Long enough for a busy machine; nothing waits this long unless it is broken.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// The operator's own namespace.
pub(crate) const SYSTEM: &str = "cloudwhisper-system";
/// Who the operator is to the API server.
pub(crate) const OPERATOR: &str = "system:serviceaccount:cloudwhisper-system:cloudwhisper-operator";

/// The bed with CRDs, rights and policies in force.
pub(crate) async fn installed() -> Result<TestBed> {
    let bed = shared().await?;
    cluster::installed().await?;
    Ok(bed)
}

/// One test's world: a namespace, an AWS account of its own, and an operator that serves only them.
pub(crate) struct World {
    pub(crate) bed: TestBed,
    pub(crate) namespace: Namespace,
    pub(crate) rita: Api<DeploymentRequest>,
    pub(crate) alice: Api<DeploymentRequest>,
    pub(crate) admin: Client,
    kubeconfig: TempPath,
    logs: TempDir,
    operator: Mutex<Option<Child>>,
    also_served: Vec<String>,
    /// Seconds of the operator's Lease.
    lease_seconds: u32,
    /// Seconds between two looks of the operator.
    poll_seconds: &'static str,
    /// What the operator finds in its environment besides.
    environment: Vec<(String, String)>,
}

/// The files that install an operator which serves some namespaces, and those for each of them.
const NAMESPACED: [&str; 2] = ["identity.yaml", "namespaced/cluster.yaml"];
const PER_NAMESPACE: &str = "namespaced/namespace.yaml";

impl World {
    /// Makes the namespace and the account `dev-<namespace>`, and starts the operator.
    pub(crate) async fn new(name: &str) -> Result<Self> {
        let mut world = Self::without_operator(name).await?;
        world.start_operator()?;
        Ok(world)
    }

    /// The same without an operator.
    pub(crate) async fn without_operator(name: &str) -> Result<Self> {
        let bed = installed().await?;
        let namespace = Namespace::create(bed.cluster, name).await?;
        let admin = bed.cluster.client_for(ADMIN).await?;
        let requests = |client: Client| Api::namespaced(client, namespace.name());
        let world = Self {
            bed,
            rita: requests(bed.cluster.client_for(RITA).await?),
            alice: requests(bed.cluster.client_for(ALICE).await?),
            kubeconfig: bed.cluster.kubeconfig_for(OPERATOR)?,
            logs: TempDir::new()?,
            operator: Mutex::default(),
            also_served: Vec::new(),
            lease_seconds: 3,
            poll_seconds: "0.2",
            environment: Vec::new(),
            admin,
            namespace,
        };
        world.create_account().await?;
        Ok(world)
    }

    /// Name of this test's account.
    pub(crate) fn account(&self) -> String {
        format!("dev-{}", self.namespace.name())
    }

    async fn create_account(&self) -> Result<()> {
        let namespace = self.namespace.name();
        let secret = json!({
            "apiVersion": "v1", "kind": "Secret",
            "metadata": { "name": namespace, "namespace": SYSTEM },
            "stringData": { "AWS_ACCESS_KEY_ID": self.namespace.aws_account(), "AWS_SECRET_ACCESS_KEY": "made-up" },
        });
        let account = json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount",
            "metadata": { "name": self.account(), "labels": { "cloudwhisper.dev/test": namespace } },
            "spec": {
                "accountId": self.namespace.aws_account(),
                "defaultRegion": "ap-south-1",
                "allowedRegions": ["ap-south-1", "us-east-1"],
                "allowedNamespaces": { "names": [namespace] },
                "credentials": { "secretRef": { "namespace": SYSTEM, "name": namespace } },
                "endpointURL": self.bed.aws.endpoint_url(),
            },
        });
        // Each test's operator is a shard with a Lease of its own, and each of those needs the right to it.
        let lease = json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
            "metadata": { "name": namespace, "namespace": SYSTEM },
            "rules": [{ "apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "resourceNames": [namespace], "verbs": ["get", "patch"] }],
        });
        let bound = json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": { "name": namespace, "namespace": SYSTEM },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": namespace },
            "subjects": [{ "kind": "ServiceAccount", "name": "cloudwhisper-operator", "namespace": SYSTEM }],
        });
        let all = [secret, account, lease, bound].map(|object| object.to_string());
        apply_yaml(&self.admin, &all.join("\n---\n")).await?;
        Ok(())
    }

    /// Changes this test's account.
    pub(crate) async fn change_account(&self, spec: Value) -> Result<()> {
        let accounts: Api<CloudAccount> = Api::all(self.admin.clone());
        let change = Patch::Merge(json!({ "spec": spec }));
        accounts
            .patch(&self.account(), &PatchParams::default(), &change)
            .await?;
        Ok(())
    }

    /// Has the operator serve this namespace too, once it is started.
    pub(crate) fn serve_also(&mut self, namespace: &str) {
        self.also_served.push(namespace.to_owned());
    }

    /// Has the operator talk to the API server through this address, which needs no credentials, once it is started.
    pub(crate) fn reach_cluster_by(&mut self, url: &str) -> Result<()> {
        let kubeconfig = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "gate",
            "clusters": [{ "name": "gate", "cluster": { "server": url } }],
            "users": [{ "name": "gate", "user": {} }],
            "contexts": [{ "name": "gate", "context": { "cluster": "gate", "user": "gate" } }],
        });
        let file = tempfile::NamedTempFile::with_prefix("kubeconfig-")?;
        std::fs::write(file.path(), kubeconfig.to_string())?;
        self.kubeconfig = file.into_temp_path();
        Ok(())
    }

    /// Has the operator hold its Lease for so many seconds after its last word, once it is started.
    pub(crate) fn hold_lease_for(&mut self, seconds: u32) {
        self.lease_seconds = seconds;
    }

    /// Has the operator look this often, in seconds, once it is started.
    pub(crate) fn poll_every(&mut self, seconds: &'static str) {
        self.poll_seconds = seconds;
    }

    /// Has the operator find exactly these in its environment besides, once it is started.
    pub(crate) fn environment(&mut self, variables: &[(&str, &str)]) {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.environment = variables.iter().map(owned).collect();
    }

    /// Has the operator be another `ServiceAccount`, of this test's own, with the rights of one that serves some namespaces and none
    /// in any of them yet. Returns its name as a user.
    pub(crate) async fn act_namespaced(&mut self) -> Result<String> {
        let own = self.namespace.name();
        for file in NAMESPACED {
            apply_yaml(&self.admin, &in_the_name_of(own, file)?).await?;
        }
        let user = format!("system:serviceaccount:{SYSTEM}:{own}");
        self.kubeconfig = self.bed.cluster.kubeconfig_for(&user)?;
        Ok(user)
    }

    /// Gives that `ServiceAccount` its rights in a namespace.
    pub(crate) async fn serve_by_role(&self, namespace: &str) -> Result<()> {
        let mut config = self.bed.cluster.config_for(ADMIN).await?;
        namespace.clone_into(&mut config.default_namespace);
        let yaml = in_the_name_of(self.namespace.name(), PER_NAMESPACE)?;
        apply_yaml(&Client::try_from(config)?, &yaml).await?;
        Ok(())
    }

    /// What the operator answers at this path.
    pub(crate) async fn page(&self, path: &str) -> Option<String> {
        let log = self.log();
        let line = log.lines().rfind(|line| line.contains("serving health"))?;
        let (_, port) = line.split_once("127.0.0.1:")?;
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        let answer = http("GET", &format!("http://127.0.0.1:{port}{path}"), &[], "").await;
        answer.ok().map(|answer| answer.body)
    }

    /// Starts the operator with the rights of its `ServiceAccount` and nothing more.
    pub(crate) fn start_operator(&mut self) -> Result<()> {
        self.start_again()
    }

    /// Starts it again while others look at this world.
    pub(crate) fn start_again(&self) -> Result<()> {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.logs.path().join("operator.log"))?;
        let namespace = self.namespace.name();
        let operator = Command::new(env!("CARGO_BIN_EXE_cloudwhisper"))
            .args([
                "controller",
                "--http-address",
                "127.0.0.1:0",
                "--poll-seconds",
                self.poll_seconds,
                "--lease-seconds",
                &self.lease_seconds.to_string(),
            ])
            .args(["--watch-namespace", namespace, "--stack-name-prefix", "t"])
            .args(
                self.also_served
                    .iter()
                    .flat_map(|other| ["--watch-namespace", other]),
            )
            .args([
                "--lease-name",
                namespace,
                "--label-selector",
                &format!("cloudwhisper.dev/test={namespace}"),
            ])
            .env("KUBECONFIG", &self.kubeconfig)
            .env("RUST_LOG", "cloudwhisper=debug")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        *self.operator() = Some(operator);
        Ok(())
    }

    /// Kills the operator without a word: SIGKILL.
    pub(crate) fn kill_operator(&mut self) -> Result<()> {
        if let Some(mut operator) = self.operator().take() {
            operator.kill()?;
            operator.wait()?;
        }
        Ok(())
    }

    /// Asks the operator to stop (SIGTERM), and waits until it has.
    pub(crate) async fn stop_operator(&mut self) -> Result<()> {
        let pid = self.operator_pid().context("no operator runs")?;
        let asked = Command::new("kill").arg(pid.to_string()).status()?;
        anyhow::ensure!(asked.success(), "the operator can't be asked to stop");
        anyhow::ensure!(self.operator_ends().await, "it ended badly:\n{}", self.log());
        Ok(())
    }

    /// The process id of the operator.
    pub(crate) fn operator_pid(&self) -> Option<u32> {
        self.operator().as_ref().map(Child::id)
    }

    /// Whether the operator has ended by itself.
    pub(crate) fn has_ended(&self) -> bool {
        let mut operator = self.operator();
        operator
            .as_mut()
            .is_some_and(|it| matches!(it.try_wait(), Ok(Some(_))))
    }

    fn operator(&self) -> MutexGuard<'_, Option<Child>> {
        self.operator.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the operator out of the world's hands, so that another may be started beside it.
    pub(crate) fn let_go(&mut self) -> Option<Child> {
        self.operator().take()
    }

    /// Waits for the operator to end by itself and returns whether it ended well.
    pub(crate) async fn operator_ends(&mut self) -> bool {
        let mut operator = self.operator().take().expect("an operator was started");
        let ended = || std::future::ready(operator.try_wait().ok().flatten());
        eventually(PATIENCE, "the operator to end", ended).await.success()
    }

    /// What the operator logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.logs.path().join("operator.log")).unwrap_or_default()
    }

    /// A request as rita would write it. `spec` is merged over a prompt-less default that names this test's account.
    pub(crate) fn request(&self, name: &str, prompt: &str, spec: &Value) -> DeploymentRequest {
        let mut object = json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": { "name": name, "labels": { "cloudwhisper.dev/test": self.namespace.name() } },
            "spec": { "prompt": prompt, "accountRef": { "name": self.account() } },
        });
        for (field, value) in spec.as_object().into_iter().flatten() {
            object["spec"][field] = value.clone();
        }
        serde_json::from_value(object).expect("a valid request")
    }

    /// Creates it as rita.
    pub(crate) async fn ask(&self, name: &str, prompt: &str, spec: Value) -> Result<DeploymentRequest> {
        Ok(self
            .rita
            .create(&PostParams::default(), &self.request(name, prompt, &spec))
            .await?)
    }

    /// Waits for a phase that speaks of the newest spec, and returns the object.
    pub(crate) async fn phase(&self, name: &str, phase: Phase) -> DeploymentRequest {
        self.until(name, &format!("phase {phase:?}"), |request| {
            let status = request.status.as_ref()?;
            (status.phase == Some(phase) && Some(status.observed_generation) == request.metadata.generation)
                .then_some(())
        })
        .await
    }

    /// Waits until `seen` says yes, and returns the object. What is seen instead is in the failure.
    pub(crate) async fn until(
        &self,
        name: &str,
        what: &str,
        seen: impl Fn(&DeploymentRequest) -> Option<()>,
    ) -> DeploymentRequest {
        let look = || async {
            let request = self.rita.get(name).await?;
            match seen(&request) {
                Some(()) => Ok(request),
                None => Err(anyhow::anyhow!("{}", brief(&request))),
            }
        };
        match cloudwhisper_testbed::within(PATIENCE, &format!("{name} to reach {what}"), look).await {
            Ok(request) => request,
            Err(late) => panic!("{late}\nthe operator said:\n{}", tail(&self.log(), 40)),
        }
    }

    /// Approves the plan that is shown now, as alice.
    pub(crate) async fn approve(&self, name: &str) -> Result<DeploymentRequest> {
        let plan = self
            .rita
            .get(name)
            .await?
            .status
            .and_then(|status| status.plan)
            .context("no plan")?;
        let data = parts_with_data(&plan.resources);
        let approval = json!({ "planDigest": plan.digest, "acceptDataLoss": data });
        self.patch(&self.alice, name, json!({ "spec": { "approval": approval } }))
            .await
    }

    /// Approves a plan by digest, as alice.
    pub(crate) async fn approve_digest(&self, name: &str, digest: &str) -> Result<DeploymentRequest> {
        self.patch(
            &self.alice,
            name,
            json!({ "spec": { "approval": { "planDigest": digest } } }),
        )
        .await
    }

    /// Changes a request by merge patch.
    pub(crate) async fn patch(
        &self,
        api: &Api<DeploymentRequest>,
        name: &str,
        change: Value,
    ) -> Result<DeploymentRequest> {
        let params = PatchParams {
            field_manager: Some("cloudwhisper".to_owned()),
            ..PatchParams::default()
        };
        Ok(api.patch(name, &params, &Patch::Merge(change)).await?)
    }

    /// CloudFormation as this test's account sees it.
    pub(crate) async fn cloudformation(&self) -> aws_sdk_cloudformation::Client {
        aws_sdk_cloudformation::Client::new(&self.aws_config().await)
    }

    /// What CloudFormation began to carry out on a stack, by the stack's own events: each status with which it began, oldest last.
    pub(crate) async fn operations(&self, stack: &str) -> Result<Vec<String>> {
        let cloudformation = self.cloudformation().await;
        let mut pages = cloudformation
            .describe_stack_events()
            .stack_name(stack)
            .into_paginator()
            .send();
        let mut begun = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page?;
            let of_stack = page
                .stack_events()
                .iter()
                .filter(|event| event.resource_type() == Some("AWS::CloudFormation::Stack"));
            let statuses = of_stack.filter_map(|event| event.resource_status());
            begun.extend(
                statuses
                    .map(|status| status.as_str().to_owned())
                    .filter(|status| matches!(status.as_str(), "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS")),
            );
        }
        Ok(begun)
    }

    /// Makes a bucket in another account, as a stranger would have.
    pub(crate) async fn take_bucket(&self, name: &str) -> Result<()> {
        let stranger = aws_credential_types::Credentials::new("999988887777", "made-up", None, None, "test");
        let config = self
            .aws_config()
            .await
            .into_builder()
            .region(aws_config::Region::new("us-east-1"))
            .credentials_provider(aws_credential_types::provider::SharedCredentialsProvider::new(
                stranger,
            ))
            .build();
        let config = aws_sdk_s3::config::Builder::from(&config).force_path_style(true);
        let s3 = aws_sdk_s3::Client::from_conf(config.build());
        s3.create_bucket().bucket(name).send().await?;
        Ok(())
    }

    /// The last lines of what the operator logged.
    pub(crate) fn log_end(&self) -> String {
        tail(&self.log(), 40)
    }

    /// S3 as this test's account sees it.
    pub(crate) async fn s3(&self) -> aws_sdk_s3::Client {
        let config = aws_sdk_s3::config::Builder::from(&self.aws_config().await);
        aws_sdk_s3::Client::from_conf(config.force_path_style(true).build())
    }

    /// SQS as this test's account sees it.
    pub(crate) async fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.aws_config().await)
    }

    async fn aws_config(&self) -> aws_config::SdkConfig {
        let account: Api<CloudAccount> = Api::all(self.admin.clone());
        let account = account.get(&self.account()).await.expect("the test's account");
        let credentials =
            aws_credential_types::Credentials::new(account.spec.account_id, "made-up", None, None, "test");
        aws_config::defaults(aws_config::BehaviorVersion::latest())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .region(aws_config::Region::new("ap-south-1"))
            .endpoint_url(self.bed.aws.endpoint_url())
            .credentials_provider(credentials)
            .load()
            .await
    }

    /// Notes of the Events about a request, oldest first.
    pub(crate) async fn events(&self, name: &str) -> Result<Vec<(String, String)>> {
        let events: Api<k8s_openapi::api::events::v1::Event> =
            Api::namespaced(self.admin.clone(), self.namespace.name());
        let mut events = events.list(&kube::api::ListParams::default()).await?.items;
        events.retain(|event| event.regarding.as_ref().and_then(|about| about.name.as_deref()) == Some(name));
        events.sort_by_key(|event| event.event_time.as_ref().map(|time| time.0));
        Ok(events
            .into_iter()
            .map(|event| (event.reason.unwrap_or_default(), event.note.unwrap_or_default()))
            .collect())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // The operator outlives its test at most until the bed ends: then it loses its lease.
        let _ = self.kill_operator();
    }
}

/// One of config/rbac's files as it would be for an operator of this name.
fn in_the_name_of(operator: &str, file: &str) -> Result<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("config/rbac")
        .join(file);
    let yaml = std::fs::read_to_string(path)?;
    Ok(yaml.replace("cloudwhisper-operator", operator))
}

/// A condition's status and reason.
pub(crate) fn condition(request: &DeploymentRequest, kind: &str) -> (String, String) {
    let conditions = request
        .status
        .as_ref()
        .map(|status| status.conditions.as_slice())
        .unwrap_or_default();
    conditions
        .iter()
        .find(|condition| condition.type_ == kind)
        .map(|condition| (condition.status.clone(), condition.reason.clone()))
        .unwrap_or_default()
}

fn brief(request: &DeploymentRequest) -> String {
    let Some(status) = &request.status else {
        return "no status".to_owned();
    };
    let conditions: Vec<_> = status
        .conditions
        .iter()
        .map(|c| format!("{}={} {}: {}", c.type_, c.status, c.reason, c.message))
        .collect();
    format!(
        "phase {:?} of generation {} (newest {:?}), error {:?}, conditions:\n  {}",
        status.phase,
        status.observed_generation,
        request.metadata.generation,
        status.last_error,
        conditions.join("\n  ")
    )
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<_> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
