//! The other end of a tunnel to an office: the router, its number and the addresses behind it.

use std::net::Ipv4Addr;

use super::ranges::{is_elsewhere, parsed};
use super::{VPN, aws, word};
use crate::requirements::read::{Reading, What};
use crate::requirements::services::List;

/// The other end of a tunnel: the router's address and its number, and the addresses behind it.
pub(in crate::requirements::services) fn tunnel(reading: &Reading<'_>, list: &mut List) {
    if !list.has(VPN) {
        return;
    }
    for at in 0..reading.items.len() {
        let written = reading.written(at);
        if let Some(address) = router(reading, at) {
            list.set(VPN, "address", address);
        }
        let item = reading.items.get(at).filter(|item| item.live);
        match item.map(|item| item.what) {
            Some(What::Network) if parsed(written).is_some() && is_elsewhere(reading, at) => {
                list.set(VPN, "officeCidr", written);
            }
            Some(What::Number(value)) if word(reading, at.saturating_sub(1)).ends_with("asn") => {
                list.set(VPN, "bgpAsn", value.normalize());
            }
            _ => {}
        }
    }
}

/// The address of a router at the other end of a tunnel, where it stands at `at`.
pub(in crate::requirements::services) fn router(reading: &Reading<'_>, at: usize) -> Option<Ipv4Addr> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    if item.what != What::Network {
        return None;
    }
    let written = reading.written(at);
    let address: Ipv4Addr = written.strip_suffix("/32").unwrap_or(written).parse().ok()?;
    let of_tunnel = reading.thought(at).any(|place| aws(reading, place) == Some(VPN));
    (of_tunnel && !address.is_private()).then_some(address)
}
