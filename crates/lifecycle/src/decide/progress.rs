//! How far CloudFormation is, by resource, and when it will probably have finished.

use std::collections::BTreeMap;

use cloudwhisper_api::deployment_request::Progress;
use jiff::{SignedDuration, Timestamp};

use super::pass::Pass;
use crate::duration;
use crate::observed::ChangeSetFact;
use crate::stack::Stack;

const STACK: &str = "AWS::CloudFormation::Stack";

/// Seconds that AWS mostly needs for the slow ones (own observation of the order of magnitude; nothing depends on it).
const SLOW: [(&str, i64); 8] = [
    ("AWS::RDS::DBInstance", 480),
    ("AWS::CloudFront::Distribution", 240),
    ("AWS::ECS::Service", 180),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", 150),
    ("AWS::EC2::NatGateway", 120),
    ("AWS::CertificateManager::Certificate", 300),
    ("AWS::EC2::Instance", 60),
    ("AWS::EC2::VPCEndpoint", 60),
];
/// Seconds for everything else together.
const REST: i64 = 60;

/// Resources done, out of those that the change set touches.
pub(super) fn of(pass: &Pass<'_>, stack: &Stack) -> Progress {
    let mut latest: BTreeMap<&str, &str> = BTreeMap::new();
    let mut current = None;
    for event in stack.events.iter().filter(|event| event.kind != STACK) {
        latest.insert(&event.logical_id, &event.status);
        if event.status.ends_with("_IN_PROGRESS") {
            current = Some(event.logical_id.as_str());
        }
    }
    let done = latest
        .values()
        .filter(|status| status.ends_with("_COMPLETE"))
        .count();
    let busy = |id: &str| {
        latest
            .get(id)
            .is_some_and(|status| status.ends_with("_IN_PROGRESS"))
    };
    let current = current
        .filter(|id| busy(id))
        .or_else(|| latest.keys().copied().find(|id| busy(id)));
    Progress {
        done: count(done),
        total: count(planned(pass, stack).max(latest.len())),
        current: current.map(str::to_owned),
    }
}

/// How many resources the operation touches: as AWS's change set said, else as many as the plan has.
fn planned(pass: &Pass<'_>, stack: &Stack) -> usize {
    if let ChangeSetFact::Present(change_set) = &pass.observed.change_set
        && stack.change_set_name.as_ref() == Some(&change_set.name)
        && !change_set.changes.is_empty()
    {
        return change_set.changes.len();
    }
    let noted = pass
        .deployment()
        .and_then(|deployment| deployment.progress.as_ref());
    let noted = noted.and_then(|progress| usize::try_from(progress.total).ok());
    noted.unwrap_or_else(|| {
        pass.observed
            .revision
            .as_ref()
            .map_or(0, |revision| revision.resources.len())
    })
}

/// When it will probably have finished: the slowest resource decides, since CloudFormation works in parallel.
pub(super) fn eta(pass: &Pass<'_>, revision: i64, started: Timestamp) -> Option<Timestamp> {
    let revisions = [pass.observed.revision.as_ref(), pass.observed.deployed.as_ref()];
    let revision = revisions
        .into_iter()
        .flatten()
        .find(|candidate| candidate.number == revision)?;
    let seconds = |kind: &str| {
        SLOW.iter()
            .find(|(slow, _)| *slow == kind)
            .map_or(0, |(_, seconds)| *seconds)
    };
    let slowest = revision
        .resources
        .iter()
        .map(|resource| seconds(&resource.kind))
        .max()
        .unwrap_or(0);
    Some(duration::after(
        started,
        SignedDuration::from_secs(slowest + REST),
    ))
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
