//! `testbed`: starts the test bed for as long as a command runs, or until it is told to end.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use cloudwhisper_testbed::{AWS_ENDPOINT, Aws, Cluster, ControlPlane, LocalStack};
use std::{
    ffi::OsString,
    os::unix::{fs::FileTypeExt, process::ExitStatusExt},
    path::Path,
    process::{ExitCode, ExitStatus},
    time::Instant,
};
use tokio::{
    process::Command,
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
};

/// Starts a Kubernetes control plane and an AWS (LocalStack) on this machine. What the environment names already (`KUBECONFIG`,
/// `CLOUDWHISPER_AWS_ENDPOINT`) is used as it is.
#[derive(Parser)]
#[command(name = "testbed")]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Start both, print the exports that lead to them, run until SIGINT, SIGTERM or the end of stdin
    Up,
    /// Start both, run a command with `KUBECONFIG` and `CLOUDWHISPER_AWS_ENDPOINT` set, end both, exit as the command did
    Exec {
        /// The command and its arguments
        #[arg(required = true, last = true)]
        command: Vec<OsString>,
    },
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    match Arguments::parse().action {
        Action::Up => up().await,
        Action::Exec { command } => exec(&command).await,
    }
}

/// What runs, or what is used in its place.
struct Parts {
    cluster: Either<ControlPlane, Cluster>,
    aws: Aws,
}

enum Either<Own, Named> {
    Own(Own),
    Named(Named),
}

impl Parts {
    async fn start() -> Result<Self> {
        let cluster = async {
            Ok(match Cluster::from_env()? {
                Some(cluster) => Either::Named(cluster),
                None => Either::Own(ControlPlane::start().await?),
            })
        };
        let aws = async {
            match Aws::from_env() {
                Some(aws) => Ok(aws),
                None => anyhow::Ok(LocalStack::start().await?.into()),
            }
        };
        let (cluster, aws) = tokio::try_join!(cluster, aws)?;
        Ok(Self { cluster, aws })
    }

    fn kubeconfig(&self) -> &Path {
        match &self.cluster {
            Either::Own(cluster) => cluster.kubeconfig(),
            Either::Named(cluster) => cluster.kubeconfig(),
        }
    }
}

async fn up() -> Result<ExitCode> {
    let start = Instant::now();
    let mut ends = Ends::watch()?;
    let parts = tokio::select! {
        parts = Parts::start() => parts?,
        code = ends.next() => return Ok(code), // the keepers end what was begun
    };
    println!("export KUBECONFIG={}", parts.kubeconfig().display());
    println!("export {AWS_ENDPOINT}={}", parts.aws.endpoint_url());
    println!(
        "# ready after {:.1} s; Ctrl-C ends it",
        start.elapsed().as_secs_f32()
    );
    let code = tokio::select! {
        code = ends.next() => code,
        () = end_of_input() => ExitCode::SUCCESS,
    };
    drop(parts);
    Ok(code)
}

async fn exec(command: &[OsString]) -> Result<ExitCode> {
    let mut ends = Ends::watch()?;
    let parts = tokio::select! {
        parts = Parts::start() => parts?,
        code = ends.next() => return Ok(code),
    };
    let (program, arguments) = command.split_first().context("a command is required")?;
    let mut child = Command::new(program)
        .args(arguments)
        .env("KUBECONFIG", parts.kubeconfig())
        .env(AWS_ENDPOINT, parts.aws.endpoint_url())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("running {}", program.display()))?;
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            // The terminal sends SIGINT to the command as well; it decides what to do.
            _ = ends.interrupt.recv() => {}
            _ = ends.terminate.recv() => pass_on(child.id()),
        }
    };
    drop(parts);
    Ok(code_of(status))
}

/// Sends SIGTERM.
fn pass_on(id: Option<u32>) {
    let id = id.and_then(|id| rustix::process::Pid::from_raw(i32::try_from(id).ok()?));
    if let Some(id) = id {
        // If it has just ended, that is what was wanted.
        let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
    }
}

/// As a shell would report it: 128 and the signal's number for a command that a signal ended.
fn code_of(status: ExitStatus) -> ExitCode {
    let code = status.code().or_else(|| Some(128 + status.signal()?));
    code.and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The signals that ask us to end.
struct Ends {
    interrupt: Signal,
    terminate: Signal,
}

impl Ends {
    fn watch() -> Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Awaits one of them and gives the exit code that says which.
    async fn next(&mut self) -> ExitCode {
        tokio::select! {
            _ = self.interrupt.recv() => ExitCode::from(130),
            _ = self.terminate.recv() => ExitCode::from(143),
        }
    }
}

/// Returns when a stdin that somebody holds open is closed. `/dev/null`, which a background job gets, says nothing.
async fn end_of_input() {
    let kind = std::fs::metadata("/proc/self/fd/0").map(|stdin| stdin.file_type());
    if !kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket()) {
        std::future::pending::<()>().await;
    }
    // A thread of its own and not the runtime's, which would wait for the last read before it ends.
    let (closed, told) = oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        closed.send(())
    });
    let _ = told.await;
}
