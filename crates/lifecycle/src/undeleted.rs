//! What CloudFormation could not delete, when it takes a deployment back or deletes a stack: most often what is protected against
//! deletion, as the profile Hardened protects it. Here: which resources, and whether protection is why. Not here: what is said of them.

use crate::root_cause::for_people;
use crate::stack::{Stack, StackEvent};

/// What the reasons of protected resources have in them (Elastic Load Balancing, RDS, DynamoDB, Cognito, EC2; read 2026-11).
const SIGNS: [&str; 5] = [
    "deletion protection",
    "protected against deletion",
    "cannot delete protected",
    "disableapitermination",
    "deletionprotection",
];

/// A resource that CloudFormation could not delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undeleted {
    /// Logical id, and AWS's name for it where that is a name and no ARN.
    pub(crate) what: String,
    /// CloudFormation type.
    pub(crate) kind: String,
    /// Whether its protection is why.
    pub(crate) protected: bool,
}

/// The resources whose deletion is the last that was tried of them, and failed; in the order of the events.
pub(crate) fn undeleted(stack: &Stack) -> Vec<Undeleted> {
    let is_last = |place: usize, event: &StackEvent| {
        let mut later = stack.events[place + 1..].iter();
        later.all(|other| other.logical_id != event.logical_id)
    };
    let failed = stack.events.iter().enumerate().filter(|(place, event)| {
        event.status == "DELETE_FAILED"
            && event.kind != "AWS::CloudFormation::Stack"
            && is_last(*place, event)
    });
    failed.map(|(_, event)| of(event)).collect()
}

fn of(event: &StackEvent) -> Undeleted {
    let reason = event.reason.as_deref().unwrap_or_default().to_lowercase();
    Undeleted {
        what: named(event),
        kind: event.kind.clone(),
        protected: SIGNS.iter().any(|sign| reason.contains(sign)),
    }
}

/// What an event is about: the logical id, and AWS's name for it where that is a name and no ARN.
pub(crate) fn named(event: &StackEvent) -> String {
    match event.physical_id.as_deref().and_then(name) {
        Some(name) => format!("{} `{}`", event.logical_id, for_people(name)),
        None => event.logical_id.clone(),
    }
}

/// AWS's name for a resource, as its console lists it. Of a load balancer it is in the midst of the ARN:
/// `…:loadbalancer/app/orders/50dc6c495c0c9188`.
fn name(physical_id: &str) -> Option<&str> {
    if let Some((_, path)) = physical_id.split_once(":loadbalancer/") {
        return path.split('/').nth(1);
    }
    (!physical_id.is_empty() && !physical_id.starts_with("arn:")).then_some(physical_id)
}
