//! Owns the processes of one part of the test bed, so that none outlives us: not when a test panics, not when we are killed.
//!
//! `unsafe` is barred here, so we can't ask the kernel to end our children with us. Instead they are children of a small Python
//! program (`keeper.py`) that reads from a pipe of ours: however we end, the kernel closes the pipe, and the keeper ends them. It also
//! removes the folder with their data. Python, because LocalStack needs it anyway and a shell can't wait for two things at once.

use crate::{eventually, programs};
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::{
    fs::{self, File},
    io::Write,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const SCRIPT: &str = include_str!("keeper.py");

/// Lines of a log that are shown when its process does not come up.
const TAIL: usize = 12;

/// Set to anything, the folders with data and logs stay when the test bed ends.
const KEEP: &str = "CLOUDWHISPER_TESTBED_KEEP";

pub(crate) struct Keeper {
    keeper: Child,
    folder: PathBuf,
}

impl Keeper {
    /// A keeper with an empty folder that only we can read.
    pub(crate) fn start(part: &str) -> Result<Self> {
        let python = programs::program("localstack", "python")?;
        let folder = tempfile::Builder::new()
            .prefix(&format!("cloudwhisper-{part}-"))
            .tempdir()?
            .keep();
        let script = folder.join("keeper.py");
        fs::write(&script, SCRIPT)?;
        let keeper = Command::new(&python)
            .args(["-I", "-S"])
            .arg(script)
            .arg(&folder)
            .arg(if std::env::var_os(KEEP).is_some() {
                "keep"
            } else {
                "remove"
            })
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("keeper.log"))?)
            // Nothing of the developer's environment (AWS_PROFILE, PYTHONPATH, DEBUG, proxies) reaches the servers.
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &folder)
            .env("LANG", "C.UTF-8")
            .process_group(0) // Ctrl-C goes to us; the keeper ends when we do
            .spawn()
            .with_context(|| format!("starting {}", python.display()))?;
        Ok(Self { keeper, folder })
    }

    /// Where the data, logs and files of this part are, until it ends.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file into the folder and gives its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    }

    /// Starts a process called `name`.
    pub(crate) fn run(&mut self, name: &str, argv: &[String], env: &[(&str, String)]) -> Result<()> {
        let env: serde_json::Map<_, _> = env
            .iter()
            .map(|(key, value)| ((*key).to_owned(), json!(value)))
            .collect();
        let command = json!({ "name": name, "argv": argv, "env": env });
        let stdin = self.keeper.stdin.as_mut().context("the keeper has no stdin")?;
        writeln!(stdin, "{command}").with_context(|| format!("telling the keeper to start {name}"))
    }

    /// Awaits `ready`, but fails at once when a process has ended instead; either way with the end of the logs.
    pub(crate) async fn unless_ended<T>(
        &self,
        what: &str,
        ready: impl Future<Output = Result<T, eventually::Late>>,
    ) -> Result<T> {
        let error = tokio::select! {
            ready = ready => match ready {
                Ok(value) => return Ok(value),
                Err(late) => anyhow::Error::from(late),
            },
            ended = self.an_end() => ended,
        };
        Err(error.context(format!("{what} did not start\n{}", self.logs())))
    }

    async fn an_end(&self) -> anyhow::Error {
        loop {
            if let Some((name, status)) = self.read_all("exit").into_iter().next() {
                return anyhow::anyhow!("{name} ended by itself: {status}");
            }
            if !self.folder.join("keeper.py").exists() {
                return anyhow::anyhow!("the keeper is gone");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Names and ids of the processes that were started.
    pub(crate) fn pids(&self) -> Vec<(String, u32)> {
        let ids = self.read_all("pid").into_iter();
        ids.filter_map(|(name, id)| Some((name, id.parse().ok()?)))
            .chain([("keeper".to_owned(), self.keeper.id())])
            .collect()
    }

    /// The last lines of every log that isn't empty.
    fn logs(&self) -> String {
        let shown = self
            .read_all("log")
            .into_iter()
            .filter(|(_, log)| !log.trim().is_empty())
            .map(|(name, log)| {
                let lines: Vec<_> = log.lines().collect();
                format!(
                    "--- the end of {name}'s log:\n{}\n",
                    lines[lines.len().saturating_sub(TAIL)..].join("\n")
                )
            });
        shown.collect()
    }

    /// Name and content of the folder's files with this extension, by name.
    fn read_all(&self, extension: &str) -> Vec<(String, String)> {
        let files = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()));
        let mut found: Vec<_> = files
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .filter_map(|path| {
                let name = path.file_stem()?.to_string_lossy().into_owned();
                Some((name, String::from_utf8_lossy(&fs::read(&path).ok()?).into_owned()))
            })
            .collect();
        found.sort();
        found
    }
}

impl Drop for Keeper {
    /// Returns when all processes are gone. They are killed, so that takes milliseconds.
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Ports of the loopback interface that nobody listens on. Somebody else may take one before its server does: see [`is_taken_port`].
pub(crate) fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let held: Vec<_> = (0..N)
        .map(|_| TcpListener::bind("127.0.0.1:0"))
        .collect::<Result<_, _>>()?;
    let ports: Vec<_> = held
        .iter()
        .map(|port| Ok(port.local_addr()?.port()))
        .collect::<Result<_>>()?;
    let Ok(ports) = ports.try_into() else {
        bail!("{N} ports were asked for")
    };
    Ok(ports)
}

/// Whether a start failed because its port was taken in the meantime, so that another try makes sense.
pub(crate) fn is_taken_port(error: &anyhow::Error) -> bool {
    let text = format!("{error:#}").to_lowercase();
    text.contains("address already in use") || text.contains("address in use")
}
