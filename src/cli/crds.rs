//! `crds`: the definitions that this version works with, to stdout or one file each.

use std::fs;
use std::path::PathBuf;

use cloudwhisper_api::crds;

use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, write_raw};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Write a file for each definition into this folder instead; what stands there under the same name is replaced.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let Some(folder) = &args.output else {
        write_raw(crds::yaml().as_bytes())?;
        return Ok(Exit::Done);
    };
    let failed = |error| Failure::new(format!("{} can't be written: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(failed)?;
    for (name, content) in crds::files() {
        fs::write(folder.join(&name), content).map_err(failed)?;
        note(&format!("wrote {}", folder.join(&name).display()));
    }
    Ok(Exit::Done)
}
