//! The operator: observe → decide → act → report, for both kinds. Here: what is started and in which order it ends.

pub mod account;
pub mod context;
pub mod fault;
pub mod leadership;
pub mod metrics;
pub mod poller;
pub mod request;
mod retry;
mod server;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::Settings;
use cloudwhisper_planner::estimate::ExchangeRate;
use futures::StreamExt;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::runtime::controller::Config;
use kube::runtime::reflector::{self, ObjectRef};
use kube::runtime::{Controller, WatchStreamExt, watcher};
use kube::core::PartialObjectMeta;
use kube::{Api, Client, ResourceExt};
use rust_decimal::Decimal;
use tokio_util::sync::CancellationToken;

use crate::aws::Sessions;
use context::Context;
use leadership::Leadership;
use metrics::Metrics;
use poller::Poller;

/// `cloudwhisper controller`: settings, from arguments or the environment.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Address of /healthz, /readyz and /metrics.
    #[arg(long, env = "CLOUDWHISPER_HTTP_ADDRESS", default_value = "127.0.0.1:8080")]
    pub http_address: SocketAddr,
    /// Namespace of the operator's own Lease.
    #[arg(long, env = "CLOUDWHISPER_NAMESPACE", default_value = "cloudwhisper-system")]
    pub namespace: String,
    /// Name of the Lease. Each shard has its own.
    #[arg(long, env = "CLOUDWHISPER_LEASE_NAME", default_value = "cloudwhisper-operator")]
    pub lease_name: String,
    /// Seconds after which another pod may take over from one that went silent; at least 3.
    #[arg(long, env = "CLOUDWHISPER_LEASE_SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(3..=600))]
    pub lease_seconds: u64,
    /// Serve only requests of this namespace (repeat for several); without it all of the cluster.
    #[arg(long = "watch-namespace", env = "CLOUDWHISPER_WATCH_NAMESPACE")]
    pub watch_namespace: Option<String>,
    /// Serve only requests with these labels, as for `kubectl -l`.
    #[arg(long, env = "CLOUDWHISPER_LABEL_SELECTOR", default_value = "")]
    pub label_selector: String,
    /// Passes at the same time.
    #[arg(long, env = "CLOUDWHISPER_CONCURRENCY", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub concurrency: u16,
    /// Seconds between two looks at CloudFormation while something is in progress.
    #[arg(long, env = "CLOUDWHISPER_POLL_SECONDS", default_value_t = 5.0)]
    pub poll_seconds: f64,
    /// First part of every stack's name.
    #[arg(long, env = "CLOUDWHISPER_STACK_NAME_PREFIX", default_value = "cw")]
    pub stack_name_prefix: String,
    /// Rupees per US dollar for estimates; without it the catalogue's dated default.
    #[arg(long, env = "CLOUDWHISPER_EXCHANGE_RATE")]
    pub exchange_rate: Option<Decimal>,
    /// Day of `--exchange-rate`, YYYY-MM-DD.
    #[arg(long, env = "CLOUDWHISPER_EXCHANGE_RATE_DATE", requires = "exchange_rate")]
    pub exchange_rate_date: Option<String>,
    /// Log as JSON.
    #[arg(long, env = "CLOUDWHISPER_LOG_JSON")]
    pub log_json: bool,
}

impl Args {
    fn settings(&self) -> Settings {
        let exchange_rate = match self.exchange_rate {
            Some(inr_per_usd) => {
                ExchangeRate { inr_per_usd, as_of: self.exchange_rate_date.clone().unwrap_or_else(|| "as configured".to_owned()) }
            }
            None => ExchangeRate::default(),
        };
        Settings { stack_name_prefix: self.stack_name_prefix.clone(), exchange_rate }
    }
}

/// Runs the operator until it is told to stop or loses its Lease.
///
/// # Errors
/// When the API server can't be reached, the address is taken, or the Lease is lost: the pod is then started anew.
pub async fn run(args: Args, client: Client) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));

    let metrics = Arc::new(Metrics::default());
    let (leadership, lease) = Leadership::compete(&client, &args, stop.clone()).await?;
    let server = tokio::spawn(server::serve(args.http_address, Arc::clone(&metrics), leadership.clone(), stop.clone()));
    tracing::info!(address = %args.http_address, "serving health and metrics");

    if leadership.won(&stop).await {
        tracing::info!(lease = %args.lease_name, "leading");
        serve_both_kinds(&args, client, &leadership, metrics, &stop).await?;
    }
    let lost = leadership.is_lost();
    stop.cancel();
    lease.await.context("the lease task ended badly")?;
    server.await.context("the server task ended badly")??;
    anyhow::ensure!(!lost, "the lease was lost; another pod may be leading now");
    tracing::info!("stopped");
    Ok(())
}

async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("signals can't be received; stop the process by SIGKILL");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("asked to stop; finishing the passes that are under way");
    stop.cancel();
}

/// Both controllers, until `stop`. Passes that are under way are finished.
async fn serve_both_kinds(
    args: &Args,
    client: Client,
    leadership: &Leadership,
    metrics: Arc<Metrics>,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let namespaced = args.watch_namespace.as_deref();
    let requests: Api<DeploymentRequest> = scoped(&client, namespaced);
    let accounts: Api<CloudAccount> = Api::all(client.clone());
    let selector = watcher::Config::default().labels(&args.label_selector);

    // Every request of the scope, for dependencies and for the way back from an account to its requests.
    let (wakes, woken) = poller::wake_channel();
    let controller = Controller::new(requests.clone(), selector).with_config(Config::default().concurrency(args.concurrency));
    let request_store = controller.store();
    let (account_store, account_writer) = reflector::store::<CloudAccount>();
    let (revision_store, revision_writer) = reflector::store();
    let revisions = watcher(scoped::<PartialObjectMeta<ConfigMap>>(&client, namespaced), request::revision_selector());
    let context = Arc::new(Context {
        sessions: Arc::new(Sessions::new(client.clone())),
        recorder: context::recorder(client.clone()),
        client: client.clone(),
        requests: request_store.clone(),
        accounts: account_store,
        revisions: revision_store,
        settings: args.settings(),
        leadership: leadership.clone(),
        poller: Poller::new(Duration::from_secs_f64(args.poll_seconds.clamp(0.05, 600.0)), wakes, stop.clone()),
        retries: retry::Retries::default(),
        metrics,
    });

    let by_account = request_store.clone();
    let by_dependency = request_store;
    let requests = controller
        .watches(accounts.clone(), watcher::Config::default(), move |account| {
            let name = account.name_any();
            referring(&by_account, move |request| request.spec.account_ref.as_ref().is_some_and(|r| r.name == name))
        })
        .watches(requests, watcher::Config::default(), move |dependency| {
            let (name, namespace) = (dependency.name_any(), dependency.namespace());
            referring(&by_dependency, move |request| {
                request.namespace() == namespace && request.spec.depends_on.iter().any(|other| other.name == name)
            })
        })
        .reconcile_on(woken)
        .graceful_shutdown_on(stop.clone().cancelled_owned())
        .run(request::reconcile, request::on_error, Arc::clone(&context))
        .for_each(|_| std::future::ready(()));
    let accounts = Controller::new(accounts.clone(), watcher::Config::default())
        .with_config(Config::default().concurrency(args.concurrency.min(8)))
        .graceful_shutdown_on(stop.clone().cancelled_owned())
        .run(account::reconcile, account::on_error, Arc::clone(&context))
        .for_each(|_| std::future::ready(()));
    let caches = futures::future::join(
        drive(reflector::reflector(account_writer, watcher(Api::all(client), watcher::Config::default())), stop),
        drive(reflector::reflector(revision_writer, revisions), stop),
    );
    futures::future::join3(requests, accounts, caches).await;
    context.poller.stopped().await;
    Ok(())
}

/// Keeps a cache up to date until `stop`.
async fn drive<K, S>(stream: S, stop: &CancellationToken)
where
    S: futures::Stream<Item = watcher::Result<watcher::Event<K>>>,
{
    let updates = stream.default_backoff().for_each(|_| std::future::ready(()));
    tokio::select! {
        () = updates => {}
        () = stop.cancelled() => {}
    }
}

fn scoped<K>(client: &Client, namespace: Option<&str>) -> Api<K>
where
    K: kube::Resource<Scope = k8s_openapi::NamespaceResourceScope, DynamicType = ()>,
{
    namespace.map_or_else(|| Api::all(client.clone()), |namespace| Api::namespaced(client.clone(), namespace))
}

fn referring(
    store: &reflector::Store<DeploymentRequest>,
    refers: impl Fn(&DeploymentRequest) -> bool,
) -> Vec<ObjectRef<DeploymentRequest>> {
    store.state().iter().filter(|request| refers(request)).map(|request| ObjectRef::from_obj(&**request)).collect()
}
