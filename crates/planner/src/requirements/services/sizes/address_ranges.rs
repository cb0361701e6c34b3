//! Whose a range of IP addresses is: remote login's, the network's own, else the door's.

use super::NETWORK;
use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};
use crate::requirements::services::list::List;
use crate::requirements::services::{CLUSTER, DATABASE, ECS, HTTP_API, INSTANCE};

/// Where remote login was asked to be possible from. No port is opened for it: the review says what takes its place.
pub(crate) const LOGIN_RANGE: &str = "sshCidr";

/// Whether a range is remote login's: that is the nearest noun before it, or behind it where nothing stands before.
pub(super) fn of_remote_login(reading: &Reading<'_>, at: usize) -> bool {
    let noun = |place: &usize| {
        let web = ["http", "https", "web", "website", "port 443", "port 80"];
        matches!(
            reading.concept(*place),
            Some(
                Concept::Ssh
                    | Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Vague(_)
                    | Concept::Compute(_)
                    | Concept::Tls
                    | Concept::PlainHttp
                    | Concept::Public
                    | Concept::Private
            )
        ) || web.contains(&reading.written(*place).to_lowercase().as_str())
    };
    let pause = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        what == Some(What::Pause)
    };
    let thought = reading.thought(at);
    let is_login = |place: usize| reading.concept(place) == Some(Concept::Ssh);
    let beside = (thought.start..at)
        .rev()
        .take_while(|place| !pause(place))
        .find(noun);
    let behind = || {
        (at + 1..thought.end.min(at + 5))
            .take_while(|place| !pause(place))
            .find(noun)
    };
    let before = || (thought.start..at).rev().find(noun);
    beside.or_else(behind).or_else(before).is_some_and(is_login)
}

/// Parts that can be what only a range may reach.
const GUARDED: [&str; 6] = [
    ECS,
    INSTANCE,
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ApiGateway::RestApi",
    HTTP_API,
    "AWS::CloudFront::Distribution",
];
/// The same where no program is spoken of: an application with a database is what people reach.
const GUARDED_ALONE: [&str; 2] = [DATABASE, CLUSTER];

/// The part that only a range may reach: of those that were named in the same thought the last before it, else the first behind it.
pub(super) fn guarded(reading: &Reading<'_>, at: usize, runs: bool, list: &List) -> Option<&'static str> {
    let thought = reading.thought(at);
    let part = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        let alone: &[&str] = if runs { &[] } else { &GUARDED_ALONE };
        GUARDED
            .iter()
            .chain(alone)
            .copied()
            .find(|kind| item.aws == Some(*kind) && list.has(kind))
    };
    let before = (thought.start..at).rev().find_map(part);
    before.or_else(|| (at + 1..thought.end).find_map(part))
}

/// Whether a range of private addresses is the network's own: the network is named in the same thought, and nobody else.
pub(super) fn of_network(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at);
    let private = ["10.", "172.", "192.168."]
        .iter()
        .any(|start| written.starts_with(start));
    let named = reading.thought(at).any(|place| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.aws == Some(NETWORK))
    });
    private && written.contains('/') && named
}

/// A range as networks are written, an address alone being one of its own.
pub(super) fn with_prefix(network: &str) -> String {
    if network.contains('/') {
        network.to_owned()
    } else {
        format!("{network}/32")
    }
}
