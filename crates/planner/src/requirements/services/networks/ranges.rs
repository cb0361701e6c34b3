//! Ranges of addresses that networks have, and those that are somebody's elsewhere.

use std::net::Ipv4Addr;

use super::{NETWORK, aws, number_before, word};
use crate::requirements::read::{Reading, What};

/// Words near a range of addresses that say that it is somebody's at the other end of a tunnel.
const ELSEWHERE: [&str; 16] = [
    "office",
    "offices",
    "on-prem",
    "on-premises",
    "on premises",
    "onprem",
    "premises",
    "corporate",
    "datacenter",
    "datacentre",
    "headquarters",
    "branch",
    "partner",
    "customer",
    "existing",
    "peer",
];

/// "VPC \"prod\" 10.10.0.0/16 and VPC \"staging\" 10.20.0.0/16": where networks are named that have a range of their own behind them, with what
/// stands between in quotes.
pub(super) fn addressed(reading: &Reading<'_>) -> Vec<(usize, Option<String>)> {
    const NEAR: usize = 6;
    let mut found = Vec::new();
    for at in (0..reading.items.len()).filter(|at| aws(reading, *at) == Some(NETWORK)) {
        // "Two VPCs, 10.1.0.0/16 and 10.2.0.0/16": the ranges are those of all that were counted.
        if number_before(reading, at).is_some_and(|count| count > 1) {
            return Vec::new();
        }
        let near = (at + 1..at + NEAR)
            .take_while(|place| !reading.stops(*place) && aws(reading, *place) != Some(NETWORK));
        let mut name = None;
        for place in near {
            let item = reading.items.get(place);
            let written = reading.written(place);
            match item.map(|it| it.what) {
                Some(What::Network) => {
                    if parsed(written).is_some() && !is_elsewhere(reading, place) {
                        found.push((at, name));
                    }
                    break;
                }
                Some(What::Name) => name = Some(word(reading, place)),
                _ if matches!(reading.written(place - 1), "\"" | "'" | "`")
                    && written
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) =>
                {
                    name = Some(word(reading, place));
                }
                _ => {}
            }
        }
    }
    found
}

/// The networks' own ranges, in order. A range within another is a subnet's.
pub(super) fn ranges(reading: &Reading<'_>) -> Vec<String> {
    let mut found: Vec<(u32, u32, String)> = Vec::new();
    for at in 0..reading.items.len() {
        let Some((first, length)) = reading.items.get(at).and_then(|item| {
            let is_range = item.live && item.what == What::Network;
            is_range.then(|| parsed(reading.written(at))).flatten()
        }) else {
            continue;
        };
        let within = found
            .iter()
            .any(|(network, size, _)| *size <= length && first & mask(*size) == network & mask(*size));
        if !within && !is_elsewhere(reading, at) {
            found.push((first, length, reading.written(at).to_owned()));
        }
    }
    found.into_iter().map(|(_, _, range)| range).collect()
}

fn mask(length: u32) -> u32 {
    u32::MAX.checked_shl(32 - length).unwrap_or(0)
}

/// A private range that a network can have.
pub(super) fn parsed(written: &str) -> Option<(u32, u32)> {
    let (address, length) = written.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok()?;
    (address.is_private() && (16..=28).contains(&length)).then(|| (u32::from(address), length))
}

/// Whether the range at `at` is the office's: nobody's network here.
pub(in crate::requirements::services) fn is_elsewhere(reading: &Reading<'_>, at: usize) -> bool {
    let from = reading.thought(at).start.max(at.saturating_sub(5));
    let before = (from..at)
        .rev()
        .take_while(|place| word(reading, *place) != "," && aws(reading, *place) != Some(NETWORK));
    before
        .chain(at + 1..at + 3)
        .any(|place| ELSEWHERE.contains(&word(reading, place).as_str()))
}
