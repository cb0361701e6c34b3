//! Building blocks that several architectures share.

pub(crate) mod access;
pub(crate) mod callers;
pub(crate) mod compute;
pub(crate) mod database;
pub(crate) mod domain;
pub(crate) mod encryption;
pub(crate) mod foundation;
pub(crate) mod front;
pub(crate) mod image;
pub(crate) mod layout;
pub(crate) mod machine_alarms;
pub(crate) mod monitoring;
pub(crate) mod network;
pub(crate) mod sample;
pub(crate) mod site;
pub(crate) mod storage;
mod watched;
pub(crate) mod wishes;
