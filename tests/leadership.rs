//! Who leads, on a real API server: one at a time, whatever a process believes.

mod support;

use std::time::Duration;

use anyhow::Result;
use cloudwhisper::controller::Args;
use cloudwhisper::controller::leadership::Leadership;
use cloudwhisper_testbed::{ADMIN, eventually, shared_cluster};
use k8s_openapi::api::coordination::v1::Lease;
use kube::Api;
use kube::api::{Patch, PatchParams};
use serde_json::json;
use support::PATIENCE;
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
