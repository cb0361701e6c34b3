//! `completions`: a script for a shell.

use clap_complete::Shell;

use super::exit::Exit;
use super::failure::Failure;
use super::output::write_raw;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args, mut command: clap::Command) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "cloudwhisper", &mut script);
    write_raw(&script)?;
    Ok(Exit::Done)
}
