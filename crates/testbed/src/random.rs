//! Unpredictable names and tokens, from the kernel.

use anyhow::{Context, Result};
use std::{fs::File, io::Read};

/// `bytes` random bytes in lower-case hex, hence twice as many characters.
pub(crate) fn hex(bytes: usize) -> Result<String> {
    let mut buffer = vec![0; bytes];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut buffer))
        .context("reading /dev/urandom")?;
    Ok(hex::encode(buffer))
}
