//! Requests that have to be ready first: those of `spec.dependsOn`, and those whose outputs `spec.parameters` refer to. Once this one is
//! being deployed they no longer matter: it runs on with the values that it has. Nor do they where an update got stuck: mending that begins
//! nothing new.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;

use super::Ends;
use super::draft::{stalled, waiting};
use super::pass::Pass;
use crate::observed::DependencyFact;
use crate::parameters::{Open, referring};
use crate::step::WakeUp;
use crate::words::waiting::{cycle, dependency_missing, dependency_not_ready};
use crate::words::{Said, parameters as words};

/// Ends the pass if a request isn't ready that has to be first, or hasn't the output that is referred to. What can't be read and a cycle
/// are told of before anything else: waiting would never end.
pub(super) fn check(pass: &Pass<'_>) -> Result<(), Ends> {
    if pass.was_deployed() || pass.is_under_way() || pass.is_stuck() {
        return Ok(());
    }
    // Going back, no parameter is read.
    let open = pass.parameters.open.as_ref();
    let open = open.filter(|_| pass.spec.rollback_to.is_none());
    match open {
        Some(Open::Malformed { key, malformed }) => {
            let said = words::malformed(pass.language, key, malformed);
            return stall(pass, said, reason::INVALID_PROMPT, ErrorCode::InvalidParameter);
        }
        Some(Open::TooManyRequests) => {
            let said = words::too_many(pass.language);
            return stall(pass, said, reason::INVALID_PROMPT, ErrorCode::InvalidParameter);
        }
        Some(Open::NotReady { .. } | Open::NoOutput { .. }) | None => {}
    }
    let counts = |fact: &&DependencyFact| pass.spec.rollback_to.is_none() || is_named(pass, fact.name());
    let facts = || pass.observed.dependencies.iter().filter(counts);
    let on_a_cycle = facts().filter(|fact| matches!(fact, DependencyFact::Cycle { .. }));
    on_a_cycle.chain(facts()).try_for_each(|fact| ready(pass, fact))?;
    match open {
        Some(Open::NoOutput {
            key,
            request,
            output,
            there,
        }) => {
            let said = words::no_output(pass.language, key, request, output, there);
            stall(
                pass,
                said,
                reason::AWAITING_DEPENDENCY,
                ErrorCode::DependencyNotReady,
            )
        }
        Some(Open::NotReady { request }) => wait(pass, &dependency_not_ready(pass.language, request)),
        Some(Open::Malformed { .. } | Open::TooManyRequests) | None => Ok(()),
    }
}

/// Whether `spec.dependsOn` names it.
fn is_named(pass: &Pass<'_>, name: &str) -> bool {
    pass.spec.depends_on.iter().any(|other| other.name == name)
}

fn ready(pass: &Pass<'_>, fact: &DependencyFact) -> Result<(), Ends> {
    let said = match fact {
        DependencyFact::Ready { .. } => return Ok(()),
        DependencyFact::Cycle { path } => {
            let said = cycle(pass.language, path);
            return stall(
                pass,
                said,
                reason::AWAITING_DEPENDENCY,
                ErrorCode::DependencyCycle,
            );
        }
        DependencyFact::Missing { name } => dependency_missing(pass.language, name, &field(pass, name)),
        DependencyFact::NotReady { name } => dependency_not_ready(pass.language, name),
    };
    wait(pass, &said)
}

/// Where it is named.
fn field(pass: &Pass<'_>, name: &str) -> String {
    match referring(pass.spec, name) {
        Some(key) if !is_named(pass, name) => format!("spec.parameters.{key}"),
        Some(_) | None => "spec.dependsOn".to_owned(),
    }
}

fn wait(pass: &Pass<'_>, said: &Said) -> Result<(), Ends> {
    Err(Box::new(waiting(
        pass,
        Phase::Waiting,
        reason::AWAITING_DEPENDENCY,
        said,
        WakeUp::Change,
    )))
}

fn stall(pass: &Pass<'_>, said: Said, reason: &'static str, code: ErrorCode) -> Result<(), Ends> {
    Err(Box::new(stalled(pass, reason, said.error(code), WakeUp::Change)))
}
