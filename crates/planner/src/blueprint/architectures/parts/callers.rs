//! Who may reach what answers requests: everybody, the private network, or one range of addresses that was named.

use std::net::Ipv4Addr;

use cloudwhisper_api::requirements::Requirements;

use super::wishes::said;
use crate::catalog::{apigateway, apigatewayv2, cloudfront, ec2, ecs, elb, lambda, vpc};

/// Under which word the addresses that alone may come in are noted of a service.
pub(crate) const RANGE: &str = "allowedCidr";

/// What people open: a range that was said of one of these is meant for the way in, whichever of them that is in the plan.
const DOORS: [&str; 7] = [
    lambda::Function::KIND,
    ecs::FargateService::KIND,
    ec2::Instance::KIND,
    elb::LoadBalancer::KIND,
    apigateway::RestApi::KIND,
    apigatewayv2::Api::KIND,
    cloudfront::Distribution::KIND,
];

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callers<'a> {
    /// The whole internet.
    Everybody,
    /// Addresses of the internet in this range alone, such as an office's.
    Range(&'a str),
    /// Addresses in this range, which is the private network or one that is connected with it.
    Inside(&'a str),
}

impl<'a> Callers<'a> {
    /// Who may reach what this type runs. A range that was named is kept to, whatever else was said.
    pub(crate) fn of(requirements: &'a Requirements, kind: &'a str) -> Self {
        let of = |kind| said(requirements, kind, &[RANGE]).and_then(range);
        match of(kind).or_else(|| DOORS.into_iter().find_map(of)) {
            Some((cidr, true)) => Self::Inside(cidr),
            Some((cidr, false)) => Self::Range(cidr),
            None if requirements.networking.public_access => Self::Everybody,
            None => Self::Inside(vpc::range(requirements)),
        }
    }

    /// The range of the internet that alone may come in by the doors, where one was said.
    pub(crate) fn range_at_doors(requirements: &'a Requirements) -> Option<&'a str> {
        match Self::of(requirements, lambda::Function::KIND) {
            Self::Range(cidr) => Some(cidr),
            Self::Everybody | Self::Inside(_) => None,
        }
    }

    /// Whether any of them are on the internet.
    pub(crate) fn on_internet(self) -> bool {
        !matches!(self, Self::Inside(_))
    }

    /// The range of their addresses.
    pub(crate) fn cidr(self) -> &'a str {
        match self {
            Self::Everybody => vpc::ANYWHERE,
            Self::Range(cidr) | Self::Inside(cidr) => cidr,
        }
    }
}

/// An IPv4 range and whether it is one of private addresses; everything at once is no range.
fn range(text: &str) -> Option<(&str, bool)> {
    let (address, length) = text.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok()?;
    let host_bits = u32::MAX.checked_shr(length).unwrap_or(0);
    let is_range = (1..=32).contains(&length) && u32::from(address) & host_bits == 0;
    is_range.then(|| (text, address.is_private()))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn only_proper_ranges_are_kept_to() {
        assert_eq!(range("203.0.113.0/24"), Some(("203.0.113.0/24", false)));
        assert_eq!(range("203.0.113.7/32"), Some(("203.0.113.7/32", false)));
        assert_eq!(range("10.20.0.0/16"), Some(("10.20.0.0/16", true)));
        for no in [
            "0.0.0.0/0",
            "203.0.113.7/24",
            "203.0.113.0/33",
            "office",
            "203.0.113.0",
            "::/0",
        ] {
            assert_eq!(range(no), None, "{no}");
        }
    }
}
