//! Who leads, on a real API server: one at a time, whatever a process believes.

mod support;

use std::process::{Child, Command};
use std::time::Duration;

use anyhow::Result;
use cloudwhisper::controller::Args;
use cloudwhisper::controller::leadership::Leadership;
use cloudwhisper::language_model::setup::ModelArgs;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentResult, Phase};
use cloudwhisper_testbed::{ADMIN, eventually, shared_cluster};
use k8s_openapi::api::coordination::v1::Lease;
use kube::Api;
use kube::api::{Patch, PatchParams};
use serde_json::json;
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World};
use tokio_util::sync::CancellationToken;

fn args(namespace: &str) -> Args {
    Args {
        http_address: ([127, 0, 0, 1], 0).into(),
        lease_namespace: namespace.to_owned(),
        lease_name: "leader".to_owned(),
        lease_seconds: 60,
        watch_namespaces: Vec::new(),
        label_selector: String::new(),
        concurrency: 1,
        poll_interval: Duration::from_secs(1),
        stack_name_prefix: "t".to_owned(),
        exchange_rate: None,
        exchange_rate_date: None,
        exchange_rate_url: None,
        log_json: false,
        models: ModelArgs::default(),
        model_concurrency: 1,
        model_tokens_per_day: 0,
        model_store: "models".to_owned(),
    }
}

#[tokio::test]
async fn a_lease_that_went_to_somebody_else_is_noticed_before_a_write_and_not_at_the_next_renewal()
-> Result<()> {
    let cluster = shared_cluster().await?;
    let client = cluster.client_for(ADMIN).await?;
    let namespace = cloudwhisper_testbed::Namespace::create(cluster, "leader").await?;
    let leases: Api<Lease> = Api::namespaced(client.clone(), namespace.name());

    let (stop, release) = (CancellationToken::new(), CancellationToken::new());
    let args = args(namespace.name());
    let (leadership, keeping) = Leadership::compete(&client, &args, stop.clone(), release.clone()).await?;
    assert!(leadership.won(&stop).await);
    assert!(leadership.confirmed().await?);

    // A second one who takes a free Lease at the same moment: it applies with a field manager of its own, and so would any other
    // pod. The server tells the two apart.
    let rival = json!({
        "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
        "spec": { "holderIdentity": "rival", "leaseDurationSeconds": 60 },
    });
    let shared_name = PatchParams::apply(cloudwhisper_api::OPERATOR_FIELD_MANAGER);
    let taken = leases.patch("leader", &shared_name, &Patch::Apply(&rival)).await;
    assert!(
        matches!(&taken, Err(kube::Error::Api(status)) if status.is_conflict()),
        "{taken:?}"
    );

    // By force, as after a pause of ours that was longer than the Lease.
    let stolen = json!({ "spec": { "holderIdentity": "rival" } });
    leases
        .patch("leader", &PatchParams::default(), &Patch::Merge(stolen))
        .await?;
    assert!(leadership.is_held(), "nobody has told us");
    assert!(!leadership.confirmed().await?, "asked, the server knows");

    leases
        .delete("leader", &kube::api::DeleteParams::default())
        .await?;
    assert!(leadership.confirmed().await.is_err(), "unknown is no yes");
    release.cancel();
    eventually(PATIENCE, "the task to end", || {
        std::future::ready(keeping.is_finished().then_some(()))
    })
    .await;
    Ok(())
}

const SITE: &str = "Deploy a static website in Mumbai";
const EXECUTE: &str = "Action=ExecuteChangeSet";
const CREATE: &str = "Action=CreateChangeSet";

/// An operator that gets no time, as one whose machine hangs. It is killed with the test.
struct Paused(Child);

impl Paused {
    fn pause(operator: Child) -> Result<Self> {
        let paused = Self(operator);
        paused.signal("-STOP")?;
        Ok(paused)
    }

    fn signal(&self, signal: &str) -> Result<()> {
        let sent = Command::new("kill")
            .args([signal, &self.0.id().to_string()])
            .status()?;
        anyhow::ensure!(sent.success(), "{signal} can't be sent");
        Ok(())
    }

    /// Gives it time again, waits until it has ended, and returns whether it ended well.
    async fn goes_on(mut self) -> Result<bool> {
        self.signal("-CONT")?;
        let ended = || std::future::ready(self.0.try_wait().ok().flatten());
        Ok(eventually(PATIENCE, "the paused operator to end", ended)
            .await
            .success())
    }
}

impl Drop for Paused {
    fn drop(&mut self) {
        // One that has ended is what was wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn deployments(request: &DeploymentRequest) -> Vec<DeploymentResult> {
    let status = request.status.as_ref();
    let history = status.map(|status| status.history.as_slice()).unwrap_or_default();
    history.iter().map(|entry| entry.result).collect()
}

#[tokio::test]
async fn an_operator_that_was_paused_in_the_middle_does_nothing_more_once_another_leads() -> Result<()> {
    let mut world = World::without_operator("paused").await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), Stop::Nowhere).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    world.start_operator()?;
    // So many seconds longer over each resource, so that there is a middle.
    let slow = json!({ "tags": { "testbed-delay": "1" } });
    for name in ["begun", "approved"] {
        world.ask(name, SITE, slow.clone()).await?;
        world.phase(name, Phase::AwaitingApproval).await;
    }
    world.approve("begun").await?;
    world.phase("begun", Phase::Deploying).await;

    // One deployment under way, and one that is approved while the operator gets no time: when it gets some, it will want to begin it.
    let paused = Paused::pause(world.let_go().expect("an operator runs"))?;
    world.approve("approved").await?;
    assert_eq!(proxy.taken(EXECUTE), 1);
    world.start_operator()?;
    let other = world.operator_pid();
    world.phase("approved", Phase::Deploying).await;
    assert_eq!(
        proxy.taken(EXECUTE),
        2,
        "the other one took over, and began what was approved"
    );

    // Right in the middle of the other's deployment.
    assert!(!paused.goes_on().await?, "it says that it lost its lease");
    assert!(world.log().contains("the lease is lost"), "{}", world.log());
    for name in ["begun", "approved"] {
        let ready = world.phase(name, Phase::Ready).await;
        assert_eq!(deployments(&ready), [DeploymentResult::Succeeded], "{name}");
    }
    assert_eq!(world.operator_pid(), other);
    assert_eq!(
        (proxy.taken(CREATE), proxy.taken(EXECUTE)),
        (2, 2),
        "each effect once"
    );
    Ok(())
}
