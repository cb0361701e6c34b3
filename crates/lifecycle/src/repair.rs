//! A stack that CloudFormation could not roll back by itself (`UPDATE_ROLLBACK_FAILED`): which resources it stopped at, and what an
//! approval to go on is of. Here: facts and digests. Not here: whether it is approved (`decide::repair`), and the words.

use cloudwhisper_api::deployment_request::{RepairStatus, UnrestoredResource};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_planner::Approvable;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::root_cause::for_people;
use crate::stack::{Stack, StackEvent};
use crate::status::cut;

const STACK: &str = "AWS::CloudFormation::Stack";
/// Longest reason of AWS's that is shown, in characters.
const LONGEST_REASON: usize = 500;

/// Going on with a rollback that failed: of this stack, after this failure, leaving these resources as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    arn: String,
    skip: Vec<String>,
    digest: Digest,
}

impl Repair {
    /// `skip`: logical ids of the resources that CloudFormation is to leave as they are; it takes them for restored then.
    fn new(stack: &Stack, mut skip: Vec<String>) -> Self {
        skip.sort_unstable();
        skip.dedup();
        // The failure's own id: an approval to go on after one failure is none to go on after the next, for ever.
        let failure = failure(stack).map(|event| event.id.as_str());
        let bound = json!(["ContinueUpdateRollback", stack.arn, skip, failure]);
        let digest = Digest::from_bytes(Sha256::digest(bound.to_string().as_bytes()).into());
        Self {
            arn: stack.arn.clone(),
            skip,
            digest,
        }
    }

    /// Trying everything again and, where resources stand in the way, leaving those as they are; in this order.
    pub fn ways_on(stack: &Stack) -> Vec<Self> {
        std::iter::once(again(stack)).chain(skipping(stack)).collect()
    }

    /// ARN of the stack.
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// Logical ids of the resources that are left as they are, sorted.
    pub fn skip(&self) -> &[String] {
        &self.skip
    }
}

impl Approvable for Repair {
    fn digest(&self) -> Digest {
        self.digest
    }
}

/// Trying everything again.
fn again(stack: &Stack) -> Repair {
    Repair::new(stack, Vec::new())
}

/// Leaving as they are the resources that stand in the way, where there are any.
fn skipping(stack: &Stack) -> Option<Repair> {
    let stopped_at = unrestored(stack).into_iter();
    let skip: Vec<String> = stopped_at.map(|resource| resource.logical_id).collect();
    (!skip.is_empty()).then(|| Repair::new(stack, skip))
}

/// The ways on, for the status.
pub(crate) fn offered(stack: &Stack) -> RepairStatus {
    RepairStatus {
        digest: again(stack).digest,
        skip_digest: skipping(stack).map(|repair| repair.digest),
        resources: unrestored(stack),
    }
}

/// The event that says that the rollback has failed.
fn failure(stack: &Stack) -> Option<&StackEvent> {
    let mut latest_first = stack.events.iter().rev();
    latest_first.find(|event| event.kind == STACK && event.status == "UPDATE_ROLLBACK_FAILED")
}

/// The resources that the rollback stopped at: whose restoring failed, and was not only cancelled since another one's did. AWS takes no
/// others for skipping (CloudFormation API reference, `ContinueUpdateRollback`, `ResourcesToSkip`, read 2026-11).
pub(crate) fn unrestored(stack: &Stack) -> Vec<UnrestoredResource> {
    let began = stack
        .events
        .iter()
        .rposition(|event| event.kind == STACK && event.status == "UPDATE_ROLLBACK_IN_PROGRESS");
    let Some(since) = began.and_then(|began| stack.events.get(began..)) else {
        return Vec::new();
    };
    let is_last = |place: usize, event: &StackEvent| {
        let mut later = since.iter().skip(place + 1);
        later.all(|other| other.logical_id != event.logical_id)
    };
    let failed = since.iter().enumerate().filter(|(place, event)| {
        event.status == "UPDATE_FAILED"
            && event.kind != STACK
            && !is_cancelled(event)
            && is_last(*place, event)
    });
    failed
        .map(|(_, event)| UnrestoredResource {
            logical_id: event.logical_id.clone(),
            kind: event.kind.clone(),
            reason: event
                .reason
                .as_deref()
                .map(|reason| cut(for_people(reason), LONGEST_REASON)),
        })
        .collect()
}

fn is_cancelled(event: &StackEvent) -> bool {
    let reason = event.reason.as_deref().unwrap_or_default().to_lowercase();
    reason.contains("cancelled") || reason.contains("canceled")
}
