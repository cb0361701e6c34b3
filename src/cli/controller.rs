//! `controller`: the operator's process. Here: logging and the runtime. Not here: the operator.

use std::io::{self, IsTerminal};
use std::time::Duration;

use cloudwhisper_api::language::Language;
use tracing_subscriber::EnvFilter;

use super::cluster::ClusterArgs;
use super::exit::Exit;
use super::failure::Failure;
use super::say::say;
use super::words::{Lang, words};

pub(crate) fn run(
    args: crate::controller::Args,
    cluster: &ClusterArgs,
    lang: Option<Lang>,
) -> Result<Exit, Failure> {
    if cluster.names_a_namespace() {
        return Err(no_namespace(words(lang, None).language));
    }
    log_to_stderr(args.log_json);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(&error))?;
    runtime.block_on(async {
        let patience = Duration::from_secs((args.lease_seconds / 3).max(1));
        let clients = cluster.connect_operator(patience).await?;
        let ended = crate::controller::run(args, clients).await;
        ended
            .map(|()| Exit::Done)
            .map_err(|error| Failure::new(format!("the operator stopped: {error:#}")))
    })
}

/// `--namespace` is where other commands look for a request. Left unheeded it would look like a limit of what is served.
fn no_namespace(language: Language) -> Failure {
    Failure::usage(say!(
        language,
        "`controller` takes no --namespace",
        "`controller` के साथ --namespace नहीं चलता",
        "`controller` ke saath --namespace nahi chalta",
    ))
    .remedy(say!(
        language,
        "Say --watch-namespace for the namespaces whose requests are served, and --lease-namespace for where its Lease is.",
        "जिन namespace के अनुरोध देखने हैं, उनके लिए --watch-namespace कहिए, और Lease की जगह के लिए --lease-namespace।",
        "Jin namespaces ki requests dekhni hain, unke liye --watch-namespace kahein, aur Lease ki jagah ke liye --lease-namespace.",
    ))
}

/// `RUST_LOG` says how much; warnings of libraries and our own story by default.
fn log_to_stderr(as_json: bool) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,cloudwhisper=info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    if as_json {
        log.json().init();
    } else {
        log.init();
    }
}
