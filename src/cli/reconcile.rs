//! `reconcile`: a pass now instead of at the next interval.

use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use jiff::Timestamp;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster) -> Result<Exit, Failure> {
    let asked = Timestamp::now().to_string();
    let patch = json!({ "metadata": { "annotations": { (RECONCILE_REQUESTED_AT): asked } } });
    let request = cluster.patch(&args.name, &patch).await?;
    show(&format!("The operator was asked to look at {} now.\n", args.name))?;
    if request.spec.suspend {
        note(&format!(
            "It is suspended, so nothing will happen before `cloudwhisper resume {}`.",
            args.name
        ));
    }
    Ok(Exit::Done)
}
