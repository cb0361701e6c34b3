//! `suspend` and `resume`.

use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::show;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(args: &Args, suspend: bool, cluster: &Cluster) -> Result<Exit, Failure> {
    cluster
        .patch(&args.name, &json!({ "spec": { "suspend": suspend } }))
        .await?;
    let name = &args.name;
    show(&if suspend {
        format!(
            "{name} is suspended: nothing but deletion happens until `cloudwhisper resume {name}`.\n\
                 What runs goes on running, and a deployment that AWS is at goes on to its end.\n"
        )
    } else {
        format!("{name} goes on.\n")
    })?;
    Ok(Exit::Done)
}
