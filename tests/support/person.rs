//! A person who types commands, with the rights of one of the test bed's users.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempPath;

use super::World;

/// A person at a terminal.
pub(crate) struct Person {
    kubeconfig: TempPath,
    namespace: String,
}

impl Person {
    /// The user of this name, in the world's namespace.
    pub(crate) fn new(world: &World, user: &str) -> Result<Self> {
        Ok(Self {
            kubeconfig: world.bed.cluster.kubeconfig_for(user)?,
            namespace: world.namespace.name().to_owned(),
        })
    }

    /// What kubectl prints.
    pub(crate) fn kubectl(&self, args: &[&str], stdin: &str) -> Result<String> {
        self.runs(Command::new("kubectl"), args, stdin)
    }

    /// What the command line prints, piped.
    pub(crate) fn cloudwhisper(&self, args: &[&str]) -> Result<String> {
        self.runs(Command::new(env!("CARGO_BIN_EXE_cloudwhisper")), args, "")
    }

    /// What the command line prints at a terminal.
    pub(crate) fn cloudwhisper_at_a_terminal(&self, args: &[&str]) -> Result<String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cloudwhisper"));
        command.env("CLICOLOR_FORCE", "1");
        self.runs(command, args, "")
    }

    fn runs(&self, mut command: Command, args: &[&str], stdin: &str) -> Result<String> {
        let program = command.get_program().to_string_lossy().into_owned();
        command
            .args(["--namespace", &self.namespace])
            .args(args)
            .env("KUBECONFIG", &self.kubeconfig)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("starting {program}"))?;
        let mut input = child.stdin.take().context("it has a stdin")?;
        input.write_all(stdin.as_bytes())?;
        drop(input);
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&stderr);
        ensure!(status.success(), "{program} {}: {said}", args.join(" "));
        Ok(String::from_utf8(stdout)?)
    }
}
