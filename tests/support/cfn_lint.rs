//! AWS's own linter, as `make testbed` has put it there.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// Where `make testbed` puts it.
pub(crate) fn cfn_lint() -> PathBuf {
    let folder = std::env::var_os("CLOUDWHISPER_TESTBED_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join(".testbed"),
        PathBuf::from,
    );
    folder.join("cfn-lint/bin/cfn-lint")
}

/// Checks every file of this pattern in one process: starting it takes longer than checking ten templates. It must have nothing to say.
///
/// # Errors
/// If the linter is not there.
pub(crate) fn assert_clean(folder: &Path, pattern: &str, count: usize) -> Result<()> {
    let lint = Command::new(cfn_lint())
        .args([
            "--regions",
            "us-east-1",
            "ap-south-1",
            "--format",
            "parseable",
            "--template",
        ])
        .arg(folder.join(pattern))
        .output()
        .context("cfn-lint is not there: run `make testbed`")?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&lint.stdout),
        String::from_utf8_lossy(&lint.stderr)
    );
    assert!(
        lint.status.success() && said.trim().is_empty(),
        "of {count} templates:\n{said}"
    );
    Ok(())
}
