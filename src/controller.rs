//! The operator: observe → decide → act → report, for each kind. Here: what is started and in which order it ends.

pub mod account;
mod awaiting_budget;
pub mod borrowed;
pub mod context;
mod dependents;
mod doors;
pub mod echo;
pub mod events;
pub mod fault;
mod foreign;
pub mod kept;
pub mod leadership;
pub mod metrics;
pub mod models;
pub mod policy;
pub mod poller;
pub mod request;
mod retry;
mod scope;
mod server;
mod settings;
mod slim;
pub mod unread;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider};
use cloudwhisper_lifecycle::Settings;
use cloudwhisper_planner::estimate::ExchangeRate;
use futures::channel::mpsc;
use futures::{StreamExt, TryStreamExt};
use kube::runtime::controller::Config;
use kube::runtime::reflector;
use kube::runtime::{Controller, WatchStreamExt, watcher};
use kube::{Api, Client, ResourceExt};
use reqwest::Url;
use rust_decimal::Decimal;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::aws::Sessions;
use crate::aws::limits::Limits;
use crate::exchange_rate::{self, Rate};
use crate::language_model::setup::ModelArgs;
use crate::outgoing::given;
use borrowed::Borrowed;
use context::Context;
use events::Events;
use leadership::Leadership;
use metrics::Metrics;
use models::Models;
use poller::{Poller, Wakes};
use unread::Unread;

/// `cloudwhisper controller`: settings, from arguments or the environment.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Address of /healthz, /readyz and /metrics.
    #[arg(long, env = "CLOUDWHISPER_HTTP_ADDRESS", default_value = "127.0.0.1:8080")]
    pub http_address: SocketAddr,
    /// Namespace of the operator's own Lease. Which requests are served says --watch-namespace.
    #[arg(
        long,
        env = "CLOUDWHISPER_LEASE_NAMESPACE",
        value_name = "NAMESPACE",
        default_value = "cloudwhisper-system"
    )]
    pub lease_namespace: String,
    /// Name of the Lease. Each shard has its own.
    #[arg(
        long,
        env = "CLOUDWHISPER_LEASE_NAME",
        default_value = "cloudwhisper-operator"
    )]
    pub lease_name: String,
    /// Seconds after which another pod may take over from one that went silent, from 3 to 600.
    #[arg(long, env = "CLOUDWHISPER_LEASE_SECONDS", default_value_t = 15, value_parser = settings::lease_seconds, allow_negative_numbers = true)]
    pub lease_seconds: u64,
    /// Serve only requests of this namespace; for several, repeat it or separate them by commas. Without it all of the cluster.
    #[arg(
        long = "watch-namespace",
        env = "CLOUDWHISPER_WATCH_NAMESPACE",
        value_name = "NAMESPACE",
        value_delimiter = ','
    )]
    pub watch_namespaces: Vec<String>,
    /// Serve only requests with these labels, as for `kubectl -l`.
    #[arg(long, env = "CLOUDWHISPER_LABEL_SELECTOR", default_value = "")]
    pub label_selector: String,
    /// Passes at the same time, from 1 to 512.
    #[arg(long, env = "CLOUDWHISPER_CONCURRENCY", default_value_t = 8, value_parser = settings::concurrency, allow_negative_numbers = true)]
    pub concurrency: u16,
    /// Seconds between two looks at CloudFormation while something is in progress, from 0.05 to 600.
    #[arg(
        long = "poll-seconds",
        env = "CLOUDWHISPER_POLL_SECONDS",
        value_name = "SECONDS",
        default_value = "5",
        value_parser = settings::poll_interval,
        allow_negative_numbers = true
    )]
    pub poll_interval: Duration,
    /// First part of every stack's name: small letters, digits and hyphens, at most 5 characters.
    #[arg(
        long,
        env = "CLOUDWHISPER_STACK_NAME_PREFIX",
        default_value = "cw",
        value_parser = settings::stack_name_prefix
    )]
    pub stack_name_prefix: String,
    /// Rupees per US dollar for estimates, from 10 to 1000; without it the catalogue's dated default.
    #[arg(
        long,
        env = "CLOUDWHISPER_EXCHANGE_RATE",
        value_parser = settings::rupees_for_a_dollar,
        allow_negative_numbers = true
    )]
    pub exchange_rate: Option<Decimal>,
    /// Day of `--exchange-rate`, YYYY-MM-DD.
    #[arg(
        long,
        env = "CLOUDWHISPER_EXCHANGE_RATE_DATE",
        requires = "exchange_rate",
        value_parser = settings::day
    )]
    pub exchange_rate_date: Option<String>,
    /// Ask this address for the rate of today, every hour, such as <https://api.frankfurter.dev/v1/latest?base=USD&symbols=INR>;
    /// while it doesn't answer, the last known rate holds. Without it the operator asks nobody.
    #[arg(
        long,
        env = "CLOUDWHISPER_EXCHANGE_RATE_URL",
        value_name = "URL",
        conflicts_with = "exchange_rate"
    )]
    pub exchange_rate_url: Option<String>,
    /// Log as JSON.
    #[arg(long, env = "CLOUDWHISPER_LOG_JSON")]
    pub log_json: bool,
    /// Which language models there are; none without it.
    #[command(flatten)]
    pub models: ModelArgs, // last but for what is under its heading as well
    /// Prompts that models are asked about at the same time, from 1 to 64.
    #[arg(
        long,
        env = "CLOUDWHISPER_MODEL_CONCURRENCY",
        value_name = "PROMPTS",
        default_value_t = 4,
        value_parser = settings::model_concurrency,
        allow_negative_numbers = true
    )]
    pub model_concurrency: u8,
    /// Tokens that models may take for all prompts of a namespace in a day (UTC); 0 asks none.
    #[arg(
        long,
        env = "CLOUDWHISPER_MODEL_TOKENS_PER_DAY",
        value_name = "TOKENS",
        default_value_t = 1_000_000
    )]
    pub model_tokens_per_day: u64,
    /// First part of the names of two ConfigMaps beside the Lease, in which models' answers are kept for a week, and what was used today.
    #[arg(
        long,
        env = "CLOUDWHISPER_MODEL_STORE",
        value_name = "NAME",
        default_value = "cloudwhisper-models"
    )]
    pub model_store: String,
}

impl Args {
    fn settings(&self) -> Settings {
        let exchange_rate = match self.exchange_rate {
            Some(inr_per_usd) => ExchangeRate {
                inr_per_usd,
                as_of: self
                    .exchange_rate_date
                    .clone()
                    .unwrap_or_else(|| "as configured".to_owned()),
            },
            None => ExchangeRate::default(),
        };
        Settings {
            stack_name_prefix: self.stack_name_prefix.clone(),
            exchange_rate,
        }
    }
}

/// The operator's ways to the API server: they differ in how long they wait for an answer.
#[derive(Clone)]
pub struct Clients {
    /// What passes read and write. A call that is never answered would hold its pass, and with it the operator's end, for ever.
    pub calls: Client,
    /// Watches, which are silent for as long as nothing happens, and end by themselves.
    pub watches: Client,
    /// The Lease: gives up soon, for a Lease that can't be renewed must not be taken for one that is held.
    pub lease: Client,
}

/// Runs the operator until it is told to stop or loses its Lease.
///
/// # Errors
/// When the API server can't be reached, the address is taken, or the Lease is lost: the pod is then started anew.
pub async fn run(args: Args, clients: Clients) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));

    let metrics = Arc::new(Metrics::default());
    let listener = server::bind(args.http_address).await?;
    let release = CancellationToken::new();
    let (leadership, lease) =
        Leadership::compete(&clients.lease, &args, stop.clone(), release.clone()).await?;
    tracing::info!(address = %listener.local_addr()?, "serving health and metrics");
    let unread = Unread::new(metrics.unread());
    let pages = server::Pages {
        metrics: Arc::clone(&metrics),
        leadership: leadership.clone(),
        unread: unread.clone(),
        stop: stop.clone(),
    };
    let server = tokio::spawn(server::serve(listener, pages));

    let served = if leadership.won(&stop).await {
        tracing::info!(lease = %args.lease_name, "leading");
        serve_both_kinds(&args, clients, &leadership, unread, metrics, &stop).await
    } else {
        Ok(())
    };
    let lost = leadership.is_lost();
    stop.cancel();
    release.cancel(); // no pass is under way any more: now another pod may lead
    lease.await.context("the lease task ended badly")?;
    server.await.context("the server task ended badly")??;
    served?;
    anyhow::ensure!(!lost, "the lease was lost; another pod may be leading now");
    tracing::info!("stopped");
    Ok(())
}

async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
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

/// The rate to plan with; where an address is named, it has been asked once, and is followed until the end.
async fn rate(args: &Args, settings: &Settings, stop: &CancellationToken) -> anyhow::Result<Rate> {
    let rate = Rate::new(settings.exchange_rate.clone());
    if let Some(source) = given(args.exchange_rate_url.as_deref()) {
        let source: Url = source
            .parse()
            .with_context(|| format!("--exchange-rate-url {source}"))?;
        let client = exchange_rate::client().context("no way to ask for the exchange rate")?;
        let wait = rate.update(&client, &source).await;
        tokio::spawn(rate.clone().follow(client, source, wait, stop.clone()));
    }
    Ok(rate)
}

/// The language models that are set up.
async fn models(
    args: &Args,
    client: &Client,
    wakes: &Wakes,
    metrics: &Metrics,
    stop: &CancellationToken,
) -> anyhow::Result<Models> {
    let mut set_up = Vec::new();
    for provider in [ParserProvider::Bedrock, ParserProvider::OpenAI] {
        let model = args.models.set_up(provider);
        // With a region that nobody names the SDK looks for one, and outside AWS nobody answers. No deployment waits for that.
        let Ok(model) = tokio::time::timeout(args.models.model_timeout, model).await else {
            tracing::error!(
                "no model of Amazon Bedrock: its region could not be found out in time; give it by --bedrock-region"
            );
            continue;
        };
        if let Some(model) = model.map_err(anyhow::Error::msg)? {
            tracing::info!(
                ?provider,
                model = model.chain.model(),
                "prompts are read by a language model"
            );
            set_up.push(model);
        }
    }
    let limits = models::Limits {
        at_once: args.model_concurrency.into(),
        tokens_per_day: args.model_tokens_per_day,
    };
    let store = models::Store::new(client.clone(), &args.lease_namespace, &args.model_store);
    Ok(Models::new(
        set_up,
        limits,
        store,
        wakes.clone(),
        metrics.models(),
        stop.clone(),
    ))
}

/// Both controllers, until `stop`. Passes that are under way are finished.
///
/// The label selector is the shard's, for both kinds; the cache of accounts holds all of them, since any request may name any, and those
/// that its requests name are checked whatever their labels ([`borrowed`]).
async fn serve_both_kinds(
    args: &Args,
    Clients { calls, watches, .. }: Clients,
    leadership: &Leadership,
    unread: Unread,
    metrics: Arc<Metrics>,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let selector = watcher::Config::default().labels(&args.label_selector);
    let (scopes, wakes) = scope::scopes(&args.watch_namespaces);
    let (requests, revisions, policies) = scope::caches(&scopes);
    let (accounts, account_writer) = reflector::store::<CloudAccount>();
    let settings = args.settings();
    let sessions = Arc::new(Sessions::new(
        calls.clone(),
        Limits::default(),
        metrics.aws_faults(),
    ));
    let events = Events::start(&calls);
    let (checks, doubted) = mpsc::unbounded();
    let doors = doors::Known {
        accounts: accounts.clone(),
        sessions: Arc::clone(&sessions),
        leadership: leadership.clone(),
        events: events.clone(),
        checks,
    };
    let selected = Controller::new(Api::<CloudAccount>::all(watches.clone()), selector);
    let (borrowed, needed) = Borrowed::beside(selected.store());
    let is_shard = !args.label_selector.trim().is_empty();
    let models = models(args, &calls, &wakes, &metrics, stop).await?;
    let context = Arc::new(Context {
        borrowed: is_shard.then_some(borrowed),
        sessions,
        client: calls,
        requests,
        accounts,
        revisions,
        policies,
        rate: rate(args, &settings, stop).await?,
        turns: Semaphore::new(args.concurrency.into()),
        settings,
        leadership: leadership.clone(),
        echoes: wakes.echoes(),
        poller: Poller::new(
            args.poll_interval,
            wakes.clone(),
            stop.clone(),
            Arc::clone(&metrics),
            Arc::new(doors),
        ),
        retries: retry::Retries::default(),
        models,
        unread,
        events,
        metrics,
    });

    // Whoever is woken reads the caches, so the caches come first: each stream is put into its store before anybody hears of it.
    let (use_account, by_account) = (Arc::clone(&context), wakes.clone());
    let mut news = account::News::default();
    let account_cache = watcher(
        Api::<CloudAccount>::all(watches.clone()),
        watcher::Config::default(),
    )
    .modify(slim::without_managers)
    .inspect(context.unread.listener("cloudaccounts", None))
    .reflect(account_writer)
    .default_backoff()
    .touched_objects()
    .inspect_ok(move |touched| {
        use_account.poller.account_changed(&touched.name_any());
        if news.is_news(touched) {
            scope::wake(&by_account, &use_account.requests.state(), |request| {
                uses(request, touched)
            });
        }
    });
    let mut caches = vec![tokio::spawn(scope::drive(account_cache, stop.clone()))];
    let mut passes = Vec::new();
    for scope in scopes {
        let (requests, cache) = scope.serve(args, &watches, &context, &wakes, stop);
        passes.push(requests);
        caches.push(cache);
    }
    // Those of other shards are checked by them.
    let own = selected.store();
    let doubted = doubted.filter(move |account| std::future::ready(own.get(account).is_some()));
    let accounts = selected
        .with_config(Config::default().concurrency(args.concurrency.min(8)))
        .reconcile_on(doubted)
        .graceful_shutdown_on(stop.clone().cancelled_owned())
        .run(account::reconcile, account::on_error, Arc::clone(&context))
        .for_each(|_| std::future::ready(()));
    let borrowed = borrowed::serve(args, watches, Arc::clone(&context), needed, stop.clone());
    futures::future::join3(futures::future::join_all(passes), accounts, borrowed).await;
    stop.cancel();
    futures::future::join_all(caches).await;
    context.poller.stopped().await;
    context.models.stopped().await;
    context.events.written().await;
    Ok(())
}

fn uses(request: &DeploymentRequest, account: &CloudAccount) -> bool {
    let name = account.name_any();
    request
        .spec
        .account_ref
        .as_ref()
        .is_some_and(|reference| reference.name == name)
}
