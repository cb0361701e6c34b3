//! Where `make testbed` puts what the test bed starts.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A program that `make testbed` has made, by part: `etcd`, `kube-apiserver` and `kube-controller-manager` of `controlplane`, `python` (with
/// boto3) of `localstack`, `cfn-lint` of `cfn-lint`, `checkov` of `checkov`, `tofu` of `tofu`; also a file that it has made: `aws.json` and `awscc.json` of
/// `terraform-schemas`.
///
/// # Errors
/// If `make testbed` has not made it.
pub fn program(part: &str, name: &str) -> Result<PathBuf> {
    let folder = home().join(part);
    let program = [folder.join(name), folder.join("bin").join(name)]
        .into_iter()
        .find(|program| program.is_file());
    match program {
        Some(program) if folder.join(".complete").exists() => Ok(program),
        _ => bail!(
            "{name} is not in {}: run `make testbed` once (about 9 minutes), or name a cluster and an AWS endpoint with KUBECONFIG \
             and {}",
            folder.display(),
            crate::AWS_ENDPOINT
        ),
    }
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
