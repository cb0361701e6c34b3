//! `version`.

use serde_json::json;

use super::exit::Exit;
use super::failure::Failure;
use super::output::FormatArgs;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let api = format!("{}/{}", cloudwhisper_api::GROUP, cloudwhisper_api::VERSION);
    let document = json!({ "version": version, "api": api });
    args.format
        .show(&document, || format!("cloudwhisper {version} ({api})\n"))?;
    Ok(Exit::Done)
}
