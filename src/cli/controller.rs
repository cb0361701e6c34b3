//! `controller`: the operator's process. Here: logging and the runtime. Not here: the operator.

use std::io::{self, IsTerminal};
use std::time::Duration;

use tracing_subscriber::EnvFilter;

use super::cluster::ClusterArgs;
use super::exit::Exit;
use super::failure::Failure;

pub(crate) fn run(args: crate::controller::Args, cluster: &ClusterArgs) -> Result<Exit, Failure> {
    log_to_stderr(args.log_json);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(&error))?;
    runtime.block_on(async {
        let patience = Duration::from_secs((args.lease_seconds / 3).max(1));
        let (client, lease_client) = cluster.connect_operator(patience).await?;
        let ended = crate::controller::run(args, client, lease_client).await;
        ended
            .map(|()| Exit::Done)
            .map_err(|error| Failure::new(format!("the operator stopped: {error:#}")))
    })
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
