//! The status of a policy itself: whether each of its rules can be read.

use cloudwhisper_api::condition::{READY, reason};
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, DeploymentPolicyStatus};
use jiff::Timestamp;

use super::expression::Expression;
use crate::status::{self, Stamp, Standing};
use crate::step::Note;

/// One pass over a policy.
#[derive(Debug)]
pub struct PolicyDecision {
    /// The whole status.
    pub status: DeploymentPolicyStatus,
    /// What to tell.
    pub notes: Vec<Note>,
}

/// The status of a policy. In English: it has no prompt, and its readers are platform teams.
pub fn decide_policy(policy: &DeploymentPolicy, now: Timestamp) -> PolicyDecision {
    let previous = policy.status.clone().unwrap_or_default();
    let broken: Vec<String> = policy
        .spec
        .rules
        .iter()
        .filter_map(|rule| {
            let invalid = Expression::compile(&rule.expression).err()?;
            Some(format!("Rule {} can't be used: {invalid}.", rule.name))
        })
        .collect();
    let (standing, reason, message) = if broken.is_empty() {
        let message = "Every rule of the policy can be applied.".to_owned();
        (Standing::Ready, reason::RULES_VALID, message)
    } else {
        let message = format!(
            "{} No plan of the namespace can be approved until spec.rules is mended.",
            broken.join(" ")
        );
        (Standing::Stalled, reason::RULES_INVALID, message)
    };
    let mut status = previous.clone();
    let stamp = Stamp {
        generation: policy.metadata.generation.unwrap_or_default(),
        now,
    };
    status.observed_generation = stamp.generation;
    status::stand(&mut status.conditions, stamp, standing, reason, &message);
    status::sort(&mut status.conditions);
    let said =
        status::get(&previous.conditions, READY).map(|ready| (ready.reason.as_str(), ready.message.as_str()));
    let notes = if said == Some((reason, message.as_str())) {
        Vec::new()
    } else {
        vec![status::note(standing, reason, message)]
    };
    PolicyDecision { status, notes }
}
