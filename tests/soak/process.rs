//! The operator's process as the kernel and its own metrics see it, and the clock that is preloaded into it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::support::World;

/// What the operator uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Footprint {
    /// Resident memory, MiB.
    pub(crate) resident: usize,
    /// Open files, sockets among them.
    pub(crate) files: usize,
    pub(crate) sockets: usize,
    /// Tasks of its runtime.
    pub(crate) tasks: usize,
    /// Stacks that it watches.
    pub(crate) watched: usize,
}

impl Footprint {
    /// None while it starts.
    pub(crate) async fn of(world: &World) -> Option<Self> {
        let process = Path::new("/proc").join(world.operator_pid()?.to_string());
        let status = std::fs::read_to_string(process.join("status")).ok()?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let resident: usize = resident.trim().trim_end_matches("kB").trim().parse().ok()?;
        let files = std::fs::read_dir(process.join("fd")).ok()?;
        let files: Vec<_> = files
            .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
            .collect();
        let sockets = files
            .iter()
            .filter(|file| file.to_string_lossy().starts_with("socket:"));
        let page = world.page("/metrics").await?;
        let gauge = |name: &str| -> Option<usize> {
            let line = page
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
            line.trim().parse().ok()
        };
        Some(Self {
            resident: resident / 1024,
            files: files.len(),
            sockets: sockets.count(),
            tasks: gauge("cloudwhisper_tasks")?,
            watched: gauge("cloudwhisper_stacks_watched")?,
        })
    }
}

/// Builds the clock that jumps, with the compiler that Rust links with, and returns where it is.
pub(crate) fn clock(folder: &Path) -> Result<String> {
    let library = folder.join("clock.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/soak/clock.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .output()
        .context("a C compiler, which Rust links with")?;
    ensure!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    Ok(library.display().to_string())
}
