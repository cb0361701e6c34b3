//! `outputs`: what the stack gave back.

use indexmap::IndexMap;
use kube::ResourceExt;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{FormatArgs, note};
use super::style::FAINT;
use super::table::{Cell, Table};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let outputs = request
        .status
        .as_ref()
        .map(|status| status.outputs.clone())
        .unwrap_or_default();
    if outputs.is_empty() {
        note(&format!(
            "{} has no outputs yet; see `cloudwhisper status {}`",
            request.name_any(),
            request.name_any()
        ));
    }
    args.format.show(&outputs, || text(&outputs))?;
    Ok(Exit::Done)
}

/// Never wrapped: URLs are copied from here.
fn text(outputs: &IndexMap<String, String>) -> String {
    let mut table = Table::default();
    for (name, value) in outputs {
        table.row([Cell::styled(FAINT, name), value.into()]);
    }
    table.render(None)
}
