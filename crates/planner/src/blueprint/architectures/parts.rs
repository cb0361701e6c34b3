//! Building blocks that several architectures share.

pub(crate) mod access;
pub(crate) mod compute;
pub(crate) mod encryption;
pub(crate) mod monitoring;
pub(crate) mod sample;
pub(crate) mod storage;
pub(crate) mod wishes;
