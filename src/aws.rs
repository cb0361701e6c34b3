//! AWS: one adapter a service, behind traits that hold only the calls we make. Adapters turn every error into a
//! [`Fault`](cloudwhisper_lifecycle::Fault), so that nothing above them knows the SDK.

pub mod bedrock;
mod clock;
pub mod cloudformation;
mod credentials;
#[cfg(test)]
pub(crate) mod fake;
pub mod fault;
pub mod limits;
pub mod pricing;
mod reauthenticating;
pub mod session;
pub mod stack_events;
pub mod sts;
#[cfg(test)]
mod stub;
pub mod template_bucket;

pub use cloudformation::CloudFormation;
pub use session::{Session, Sessions};
pub use stack_events::StackEvents;
