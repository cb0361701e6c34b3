//! From what is observed and the time to one step and one status. The driver below is the table of contents: each line
//! is a file, and each may be where the pass ends.

mod approval;
mod approvers;
mod change_set;
mod correction;
mod deletion;
mod dependencies;
mod deployed;
mod deployment;
mod draft;
mod drift;
mod duties;
mod failed;
mod gone;
mod impact;
mod inputs;
mod names;
mod namespace_budget;
mod outputs;
mod pass;
mod place;
mod planning;
mod policies;
mod progress;
pub mod reading;
mod record;
mod region;
mod repair;
mod rollback;
mod stack_status;
mod support;
mod suspension;
mod usable_account;

use jiff::Timestamp;

pub use inputs::{inputs, plan_input, way_in};
pub use names::{region_of, stack_name};

use crate::observed::Observed;
use crate::revision::Revision;
use crate::step::Decision;
use pass::Pass;

/// A pass that ends here.
type Ends = Box<Decision>;

/// What to do next, and the status as it is once that is done. Total; `now` is compared and noted, never fetched.
pub fn decide(observed: &Observed, now: Timestamp) -> Decision {
    let pass = Pass::new(observed, now);
    if pass.is_deleting() {
        return deletion::decide(&pass);
    }
    let decision = way(&pass).unwrap_or_else(|ended| *ended);
    policies::until_due(&pass, decision)
}

fn way(pass: &Pass<'_>) -> Result<Decision, Ends> {
    suspension::check(pass)?;
    let revision = match planned(pass) {
        Ok(revision) => revision,
        Err(ended) => return repair::meanwhile(pass, ended),
    };
    if pass.is_plan_only() {
        return Ok(planning::plan_only(pass, revision));
    }
    place::check(pass, revision)?;
    region::check(pass, revision)?;
    support::check_engine(pass)?;
    Ok(deployment::decide(pass, revision))
}

fn planned<'a>(pass: &Pass<'a>) -> Result<&'a Revision, Ends> {
    dependencies::check(pass)?;
    usable_account::check(pass)?;
    planning::current(pass)
}
