//! The binary. Here: nothing but the way into [`cloudwhisper::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    cloudwhisper::cli::main()
}
