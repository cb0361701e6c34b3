//! Many requests in a namespace of their own.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::{ADMIN, ALICE, Cluster, Namespace, RITA, apply_yaml, eventually};
use futures::{StreamExt, TryStreamExt, stream};
use kube::api::{ListParams, Patch, PatchParams, PostParams};
use kube::{Api, Client, ResourceExt};
use serde_json::json;

use crate::operator::Operator;

/// Calls to the API server at the same time.
pub(crate) const AT_ONCE: usize = 16;
/// Nothing waits this long unless it is broken.
const PATIENCE: Duration = Duration::from_mins(20);
/// Objects in a page of a list.
const PAGE: u32 = 500;

/// One of each language and of several sizes.
const PROMPTS: [&str; 4] = [
    "Create a REST API with Node.js and database, under $10/month, in Mumbai",
    "Deploy a static website in Mumbai",
    "API banao Node.js mein with database, ₹500 per month, Mumbai mein",
    "Node.js में API बनाओ डेटाबेस के साथ, ₹५०० प्रति माह के अंदर, मुंबई में",
];

/// The namespace with its requests.
pub(crate) struct Crowd {
    pub(crate) namespace: Namespace,
    pub(crate) admin: Client,
    rita: Client,
    alice: Client,
    pub(crate) count: usize,
}

/// Name of the request of this number.
pub(crate) fn name(number: usize) -> String {
    format!("request-{number}")
}

impl Crowd {
    /// `count` requests, all there before this returns. With `endpoint` they name an account there, without one they are for a plan only.
    pub(crate) async fn create(cluster: &Cluster, count: usize, endpoint: Option<&str>) -> Result<Self> {
        let crowd = Self {
            namespace: Namespace::create(cluster, "load").await?,
            admin: cluster.client_for(ADMIN).await?,
            rita: cluster.client_for(RITA).await?,
            alice: cluster.client_for(ALICE).await?,
            count,
        };
        if let Some(endpoint) = endpoint {
            crowd.create_account(endpoint).await?;
        }
        let requests: Api<DeploymentRequest> = Api::namespaced(crowd.rita.clone(), crowd.namespace.name());
        let account = endpoint.map(|_| json!({ "name": crowd.namespace.name() }));
        stream::iter(0..count)
            .map(Ok::<_, anyhow::Error>)
            .try_for_each_concurrent(AT_ONCE, |number| {
                let (requests, account) = (requests.clone(), account.clone());
                async move {
                    let mut spec = json!({ "prompt": PROMPTS[number % PROMPTS.len()] });
                    if let Some(account) = account {
                        spec["accountRef"] = account;
                    }
                    let request = DeploymentRequest::new(&name(number), serde_json::from_value(spec)?);
                    requests.create(&PostParams::default(), &request).await?;
                    Ok(())
                }
            })
            .await?;
        Ok(crowd)
    }

    async fn create_account(&self, endpoint: &str) -> Result<()> {
        let name = self.namespace.name();
        let secret = json!({
            "apiVersion": "v1", "kind": "Secret",
            "metadata": { "name": name, "namespace": "cloudwhisper-system" },
            "stringData": { "AWS_ACCESS_KEY_ID": "made-up", "AWS_SECRET_ACCESS_KEY": "made-up" },
        });
        let account = json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount",
            "metadata": { "name": name },
            "spec": {
                "accountId": "111122223333",
                "defaultRegion": "ap-south-1",
                "allowedNamespaces": { "names": [name] },
                "credentials": { "secretRef": { "namespace": "cloudwhisper-system", "name": name } },
                "endpointURL": endpoint,
            },
        });
        apply_yaml(&self.admin, &format!("{secret}\n---\n{account}")).await?;
        Ok(())
    }

    /// Takes the account away, so that the next operator does not check it.
    pub(crate) async fn delete_account(&self) -> Result<()> {
        let accounts: Api<CloudAccount> = Api::all(self.admin.clone());
        accounts
            .delete(self.namespace.name(), &kube::api::DeleteParams::default())
            .await?;
        Ok(())
    }

    /// Its requests, for the administrator.
    pub(crate) fn requests(&self) -> Api<DeploymentRequest> {
        Api::namespaced(self.admin.clone(), self.namespace.name())
    }

    /// Waits until all are in this phase, and returns when that was seen. `step` is the last one on the way: its count is cheap to look
    /// at, and only when it has been done for all the list is.
    pub(crate) async fn all_in(&self, phase: Phase, step: &str, operator: &Operator) -> Result<Instant> {
        eventually(PATIENCE, &format!("{step} to be done for all"), || async {
            (operator.done(step).await >= self.count as u64).then_some(())
        })
        .await;
        let seen = eventually(PATIENCE, &format!("all to be {phase:?}"), || async {
            let now = Instant::now();
            (self.count_in(phase).await.ok()? == self.count).then_some(now)
        })
        .await;
        Ok(seen)
    }

    /// How many are in this phase.
    pub(crate) async fn count_in(&self, phase: Phase) -> Result<usize> {
        let requests = self.requests();
        let mut found = 0;
        let mut page = ListParams::default().limit(PAGE);
        loop {
            let list = requests.list(&page).await?;
            let phases = list
                .items
                .iter()
                .filter_map(|request| request.status.as_ref()?.phase);
            found += phases.filter(|at| *at == phase).count();
            match list.metadata.continue_.filter(|next| !next.is_empty()) {
                Some(next) => page = page.continue_token(&next),
                None => return Ok(found),
            }
        }
    }

    /// Approves the plans of all of them, as the person who may.
    pub(crate) async fn approve(&self) -> Result<()> {
        let requests: Api<DeploymentRequest> = Api::namespaced(self.alice.clone(), self.namespace.name());
        let params = PatchParams {
            field_manager: Some("cloudwhisper".to_owned()),
            ..PatchParams::default()
        };
        stream::iter(self.requests().list(&ListParams::default()).await?.items)
            .map(Ok::<_, anyhow::Error>)
            .try_for_each_concurrent(AT_ONCE, |request| {
                let (requests, params) = (requests.clone(), params.clone());
                async move {
                    let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
                    let digest = plan.context("no plan")?.digest.to_string();
                    let change = json!({ "spec": { "approval": { "planDigest": digest } } });
                    let name = request.name_any();
                    requests.patch(&name, &params, &Patch::Merge(change)).await?;
                    Ok(())
                }
            })
            .await
    }
}

/// Waits until the operator has had no pass for so many seconds.
pub(crate) async fn settled(operator: &Operator, seconds: u32) -> Result<()> {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    let mut last = (operator.passes().await, 0);
    for _ in 0..600 {
        second.tick().await;
        let passes = operator.passes().await;
        last = if passes == last.0 {
            (passes, last.1 + 1)
        } else {
            (passes, 0)
        };
        if last.1 > seconds {
            return Ok(());
        }
    }
    ensure!(false, "passes go on and on: {}", last.0);
    Ok(())
}

/// Lets so much time pass.
pub(crate) async fn pass_time(time: Duration) {
    let mut clock = tokio::time::interval(time);
    clock.tick().await; // the first is at once
    clock.tick().await;
}
