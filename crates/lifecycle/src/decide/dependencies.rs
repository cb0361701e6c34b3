//! Requests that have to be ready first. Once this one is being deployed they no longer matter.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;

use super::Ends;
use super::draft::{stalled, waiting};
use super::pass::Pass;
use crate::observed::DependencyFact;
use crate::step::WakeUp;
use crate::words::waiting::{cycle, dependency_missing, dependency_not_ready};

/// Ends the pass if a request isn't ready that has to be first. A cycle is told of before anything else: waiting would
/// never end.
pub(super) fn check(pass: &Pass<'_>) -> Result<(), Ends> {
    if pass.was_deployed() || pass.is_under_way() {
        return Ok(());
    }
    let facts = &pass.observed.dependencies;
    let on_a_cycle = facts
        .iter()
        .filter(|fact| matches!(fact, DependencyFact::Cycle { .. }));
    on_a_cycle.chain(facts).try_for_each(|fact| ready(pass, fact))
}

fn ready(pass: &Pass<'_>, fact: &DependencyFact) -> Result<(), Ends> {
    let said = match fact {
        DependencyFact::Ready { .. } => return Ok(()),
        DependencyFact::Cycle { path } => {
            let error = cycle(pass.language, path).error(ErrorCode::DependencyCycle);
            return Err(Box::new(stalled(
                pass,
                reason::AWAITING_DEPENDENCY,
                error,
                WakeUp::Change,
            )));
        }
        DependencyFact::Missing { name } => dependency_missing(pass.language, name),
        DependencyFact::NotReady { name } => dependency_not_ready(pass.language, name),
    };
    Err(Box::new(waiting(
        pass,
        Phase::Waiting,
        reason::AWAITING_DEPENDENCY,
        &said,
        WakeUp::Change,
    )))
}
