//! What the API has a word for and this release can't do. It is said; nothing is ignored in silence.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_request::Engine;

use super::Ends;
use super::draft::stalled;
use super::pass::Pass;
use crate::step::WakeUp;
use crate::words::{Said, support};

/// Ends the pass if the plan is for an engine that can't carry it out yet.
pub(super) fn check_engine(pass: &Pass<'_>) -> Result<(), Ends> {
    match pass.spec.engine {
        Engine::CloudFormation => Ok(()),
        Engine::TerraformCloud => end(pass, support::engine(pass.language)),
    }
}

fn end(pass: &Pass<'_>, said: Said) -> Result<(), Ends> {
    let error = said.error(cloudwhisper_api::error::ErrorCode::ValidationFailed);
    Err(Box::new(stalled(
        pass,
        reason::UNSUPPORTED,
        error,
        WakeUp::Change,
    )))
}
