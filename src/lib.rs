//! Everything of CloudWhisper that does I/O: the command line, the operator and AWS. The binary is a thin `main`; this is
//! a library so that tests can use the parts.

mod answer_cache;
pub mod aws;
pub mod cli;
pub mod controller;
pub mod exchange_rate;
pub mod language_model;
mod outgoing;
