//! The operator as a process of its own, and what it takes of the machine.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cloudwhisper_testbed::{Cluster, eventually, http};
use tempfile::{TempDir, TempPath};

/// Who the operator is to the API server.
pub(crate) const USER: &str = "system:serviceaccount:cloudwhisper-system:cloudwhisper-operator";
/// Ticks of the processor's clock in a second, as Linux counts them in /proc for every program (`USER_HZ`).
const TICKS: f64 = 100.0;
const PATIENCE: Duration = Duration::from_mins(1);

/// A running operator; it ends when this is dropped.
pub(crate) struct Operator {
    process: Child,
    logs: TempDir,
    _kubeconfig: TempPath,
}

/// Memory in MiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// Resident now.
    pub(crate) now: f64,
    /// Of that, what is the operator's own and no page of its program, which a build without optimisation has many of.
    pub(crate) anonymous: f64,
    /// The most that was resident at any time.
    pub(crate) most: f64,
}

impl Operator {
    /// One that serves a namespace, with the rights that it would have in a cluster and its own defaults but for what is named here.
    pub(crate) fn start(cluster: &Cluster, namespace: &str, poll_seconds: &str) -> Result<Self> {
        let logs = TempDir::new()?;
        let kubeconfig = cluster.kubeconfig_for(USER)?;
        let log = std::fs::File::create(logs.path().join("log"))?;
        let process = Command::new(env!("CARGO_BIN_EXE_cloudwhisper"))
            .args(["controller", "--http-address", "127.0.0.1:0"])
            .args(["--watch-namespace", namespace, "--poll-seconds", poll_seconds])
            .env("KUBECONFIG", &*kubeconfig)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        Ok(Self {
            process,
            logs,
            _kubeconfig: kubeconfig,
        })
    }

    /// Asks it to end (SIGTERM), and waits: it gives its Lease back for the next one.
    pub(crate) async fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status()?;
        ensure!(asked.success(), "the operator can't be asked to stop");
        let ended = || std::future::ready(self.process.try_wait().ok().flatten());
        let status = eventually(PATIENCE, "the operator to end", ended).await;
        ensure!(status.success(), "it ended badly:\n{}", self.log());
        Ok(())
    }

    /// What it logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.logs.path().join("log")).unwrap_or_default()
    }

    /// Passes over requests so far that ended well, by step.
    pub(crate) async fn done(&self, step: &str) -> u64 {
        let text = format!("kind=\"DeploymentRequest\",step=\"{step}\",outcome=\"done\"");
        self.sum(|line| line.contains(&text)).await
    }

    /// Passes over requests so far.
    pub(crate) async fn passes(&self) -> u64 {
        self.sum(|line| line.contains("kind=\"DeploymentRequest\"")).await
    }

    async fn sum(&self, counts: impl Fn(&str) -> bool) -> u64 {
        let page = self.metrics().await.unwrap_or_default();
        let lines = page
            .lines()
            .filter(|line| line.starts_with("cloudwhisper_reconcile_total") && counts(line));
        lines
            .filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok())
            .sum()
    }

    async fn metrics(&self) -> Option<String> {
        let log = self.log();
        let line = log.lines().find(|line| line.contains("serving health"))?;
        let (_, port) = line.split_once("127.0.0.1:")?;
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        let answer = http("GET", &format!("http://127.0.0.1:{port}/metrics"), &[], "").await;
        answer.ok().map(|answer| answer.body)
    }

    /// What it holds of the machine's memory.
    pub(crate) fn memory(&self) -> Result<Memory> {
        let status = std::fs::read_to_string(self.proc().join("status"))?;
        let field = |name: &str| -> Result<f64> {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .context("no such line")?;
            let kib: f64 = line.split_whitespace().next().context("no number")?.parse()?;
            Ok(kib / 1024.0)
        };
        Ok(Memory {
            now: field("VmRSS:")?,
            anonymous: field("RssAnon:")?,
            most: field("VmHWM:")?,
        })
    }

    /// Seconds of a processor since its start, its own and the kernel's for it.
    pub(crate) fn cpu(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(self.proc().join("stat"))?;
        // After the name, which is in brackets: utime and stime are the 12th and 13th (proc_pid_stat(5)).
        let (_, after) = stat.rsplit_once(')').context("no name")?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |at: usize| -> Result<f64> { Ok(fields.get(at).context("too short")?.parse()?) };
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }

    fn proc(&self) -> std::path::PathBuf {
        Path::new("/proc").join(self.process.id().to_string())
    }
}

impl Drop for Operator {
    fn drop(&mut self) {
        // One that has ended is what was wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
