//! Where `make testbed` puts what the test bed starts.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// The folder of a part (`controlplane`, `localstack`), complete.
///
/// # Errors
/// If `make testbed` has not made it.
pub(crate) fn part(name: &str) -> Result<PathBuf> {
    let folder = home().join(name);
    if folder.join(".complete").exists() {
        return Ok(folder);
    }
    bail!(
        "{} is not there: run `make testbed` once (about 6 minutes), or name a cluster and an AWS endpoint with KUBECONFIG and \
         {}",
        folder.display(),
        crate::AWS_ENDPOINT
    )
}

/// `CLOUDWHISPER_TESTBED_DIR`, or `.testbed` at the top of the checkout that this was compiled from.
fn home() -> PathBuf {
    std::env::var_os("CLOUDWHISPER_TESTBED_DIR")
        .filter(|named| !named.is_empty())
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.testbed"),
            PathBuf::from,
        )
}
