//! Everything that is written down from the one blueprint. One file per form.

pub mod cdk;
pub mod cloudformation;
pub mod preview;
pub mod terraform;
