//! How networks are laid out: "two VPCs, each with 3 public and 3 private subnets, one NAT gateway per zone". Here: from the items to
//! numbers and ranges of each network. Not here: what AWS takes of them (`blueprint/architectures/parts/layout`).

use std::net::Ipv4Addr;

use cloudwhisper_api::requirements::NamedService;
use indexmap::IndexMap;
use rust_decimal::prelude::ToPrimitive;

use super::List;
use crate::blueprint::architectures::parts::layout::{
    MOST_NETWORKS, MOST_SUBNETS, NAT_GATEWAYS, NETWORK_NUMBER, PRIVATE_SUBNETS, PUBLIC_SUBNETS, ZONES,
};
use crate::catalog;
use crate::catalog::vpc_endpoint::SERVICES;
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};
use crate::requirements::scope::endpoints;

const NETWORK: &str = "AWS::EC2::VPC";
const SUBNET: &str = "AWS::EC2::Subnet";
const NAT: &str = "AWS::EC2::NatGateway";
const VPN: &str = "AWS::EC2::VPNConnection";
/// Parts that bring a network even where nobody names it.
const STAND_IN_IT: [&str; 6] = [
    NETWORK,
    SUBNET,
    NAT,
    "AWS::ECS::Service",
    "AWS::EKS::Cluster",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
];
/// What networks are told apart by.
const SORTS: [&str; 28] = [
    "prod",
    "production",
    "dev",
    "development",
    "staging",
    "stage",
    "test",
    "testing",
    "qa",
    "uat",
    "shared",
    "shared-services",
    "services",
    "hub",
    "spoke",
    "management",
    "mgmt",
    "security",
    "egress",
    "ingress",
    "inspection",
    "data",
    "app",
    "application",
    "analytics",
    "sandbox",
    "dr",
    "workload",
];
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
/// Pieces of words for parts of a network that nobody reaches from the internet.
const PRIVATE_SORTS: [&str; 8] = [
    "private", "isolated", "database", "internal", "app", "db", "data", "intra",
];
/// Words between a number and what it counts: "two small private subnets".
const MODIFIERS: usize = 3;

/// What was said of one network.
#[derive(Clone, Debug, Default)]
struct Said {
    name: Option<String>,
    range: Option<String>,
    public: usize,
    private: usize,
}

/// Which of the networks something is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    All,
    /// So many from this one on.
    Some(usize, usize),
}

/// Notes how many networks there are and how each is laid out.
pub(super) fn apply(reading: &Reading<'_>, list: &mut List) {
    let networks = networks(reading);
    let zones = zones(reading);
    let gateways = gateways(reading);
    for service in &mut list.0 {
        if service.kind == NETWORK {
            service.properties.shift_remove("count");
        }
    }
    let by_name = list.has(SUBNET) || list.has(NETWORK) || list.has(NAT);
    let stands = STAND_IN_IT.iter().any(|kind| list.has(kind));
    let laid_out = networks.iter().any(|it| it.public + it.private > 0);
    if !(by_name && (laid_out || gateways.is_some() || networks.len() > 1) || stands && zones.is_some()) {
        return;
    }
    let first = networks.first().cloned().unwrap_or_default();
    count_sorts(list, &first);
    // Where nobody names the network, its parts say by themselves how many they are.
    let told = |sort: &str, count: usize| count == 0 || list.0.iter().any(|it| is_sort(it, sort));
    let by_parts = told("public", first.public) && told("private", first.private);
    if !list.has(NETWORK) && networks.len() == 1 && zones.is_none() && gateways.is_none() && by_parts {
        return;
    }
    // Those that were named are listed anew with their numbers.
    let first_network = list.0.iter().position(|it| it.kind == NETWORK);
    let mut place = 0;
    list.0.retain(|it| {
        place += 1;
        it.kind != NETWORK || first_network == Some(place - 1)
    });
    let mut notes = vec![(ZONES, zones), (NAT_GATEWAYS, gateways)];
    for (n, said) in networks.iter().enumerate().take(MOST_NETWORKS) {
        notes.push((PUBLIC_SUBNETS, Some(said.public).filter(|it| *it > 0)));
        notes.push((PRIVATE_SUBNETS, Some(said.private).filter(|it| *it > 0)));
        let numbers = notes.drain(..).filter_map(|(word, value)| Some((word, value?)));
        let numbers: Vec<(&str, usize)> = numbers.collect();
        if n == 0 {
            for (word, value) in numbers {
                list.set(NETWORK, word, value);
            }
            if let Some(range) = said.range.as_ref().filter(|_| networks.len() > 1) {
                list.set(NETWORK, "cidrBlock", range);
            }
            if let (Some(name), Some(first)) = (&said.name, list.of(NETWORK)) {
                first.name.get_or_insert_with(|| name.clone());
            }
            continue;
        }
        let mut properties: IndexMap<String, String> = numbers
            .into_iter()
            .map(|(word, value)| (word.to_owned(), value.to_string()))
            .collect();
        properties.insert(NETWORK_NUMBER.to_owned(), (n + 1).to_string());
        if let Some(range) = &said.range {
            properties.insert("cidrBlock".to_owned(), range.clone());
        }
        list.0.push(NamedService {
            kind: NETWORK.to_owned(),
            name: said.name.clone(),
            properties,
        });
    }
}

fn is_sort(service: &NamedService, sort: &str) -> bool {
    service.kind == SUBNET && service.properties.get("type").map(String::as_str) == Some(sort)
}

/// Notes of each sort of parts how many they are.
fn count_sorts(list: &mut List, said: &Said) {
    for (sort, count) in [("public", said.public), ("private", said.private)] {
        let of_sort = list.0.iter_mut().find(|it| is_sort(it, sort));
        if let Some(service) = of_sort.filter(|_| count > 0) {
            service.properties.insert("count".to_owned(), count.to_string());
        }
    }
}

fn word(reading: &Reading<'_>, at: usize) -> String {
    reading.written(at).to_lowercase()
}

fn aws(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    reading
        .items
        .get(at)
        .filter(|item| item.live)
        .and_then(|item| item.aws)
}

/// A small number that stands here and counts; what "the" stands before is known already.
fn number(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let before = at.checked_sub(1).map(|at| word(reading, at)).unwrap_or_default();
    let known = matches!(before.as_str(), "the" | "these" | "those" | "both" | "all");
    match item.what {
        What::Number(value) if value.is_integer() && !known => {
            value.to_usize().filter(|it| (1..=MOST_SUBNETS).contains(it))
        }
        _ => match word(reading, at).as_str() {
            // "A public subnet" says which sort, and leaves open how many zones have one.
            "one" | "single" => Some(1),
            _ => None,
        },
    }
}

/// The number before the noun at `at`, over a few adjectives.
fn number_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let is_adjective = |place: &usize| {
        reading.items.get(*place).is_some_and(|item| {
            item.aws.is_none()
                && match item.what {
                    What::Word => true,
                    What::Term(concept) => matches!(
                        concept,
                        Concept::Filler | Concept::Public | Concept::Private | Concept::Detail(_)
                    ),
                    _ => false,
                }
        })
    };
    let from = at.saturating_sub(MODIFIERS);
    let words = (from..at).rev().take_while(is_adjective).count();
    let first = at - words;
    (first.saturating_sub(1)..at).find_map(|place| number(reading, place))
}

/// Every network, the first of all that parts stand in first; there is always one.
fn networks(reading: &Reading<'_>) -> Vec<Said> {
    let mut all = vec![Said::default()];
    let mut of = Of::Some(0, 1);
    let mut counted = 0;
    let mut sorts: Vec<String> = Vec::new();
    let addressed = addressed(reading);
    for at in 0..reading.items.len() {
        match aws(reading, at) {
            Some(NETWORK) if addressed.len() > 1 && addressed.iter().any(|it| it.0 == at) => {
                let place = addressed.iter().position(|it| it.0 == at).unwrap_or_default();
                while all.len() < addressed.len().min(MOST_NETWORKS) {
                    all.push(Said::default());
                }
                for (said, (_, name)) in all.iter_mut().zip(&addressed) {
                    said.name.clone_from(name);
                }
                of = Of::Some(place, 1);
            }
            Some(NETWORK) => {
                let before = at.checked_sub(1).map(|at| word(reading, at)).unwrap_or_default();
                let count = number_before(reading, at).unwrap_or(0).min(MOST_NETWORKS);
                of = if SORTS.contains(&before.as_str()) {
                    let place = sorts.iter().position(|sort| *sort == before);
                    let place = place.unwrap_or_else(|| {
                        for _ in 0..count.max(1) {
                            sorts.push(before.clone());
                        }
                        sorts.len() - count.max(1)
                    });
                    Of::Some(place, count.max(1))
                } else if before.ends_with("second") {
                    counted = counted.max(2);
                    Of::Some(1, 1)
                } else if count > 1 {
                    counted = counted.max(count);
                    Of::All
                } else if before == "each" || before == "both" || before == "every" {
                    Of::All
                } else {
                    of
                };
                let most = counted.max(sorts.len()).clamp(1, MOST_NETWORKS);
                while all.len() < most {
                    let beginning = if all.len() < counted {
                        all.first().cloned()
                    } else {
                        None
                    };
                    all.push(beginning.unwrap_or_default());
                }
                for (said, sort) in all.iter_mut().zip(&sorts) {
                    said.name = Some(sort.clone());
                }
            }
            Some(SUBNET) => {
                let each = (reading.thought(at).start..at)
                    .rev()
                    .any(|place| word(reading, place) == "each");
                let of = match of {
                    Of::Some(_, 1) if each => Of::All,
                    of => of,
                };
                let (public, private) = subnets(reading, at);
                let times = zones_of_each(reading, at);
                let (public, private) = (public * times, private * times);
                for (n, said) in all.iter_mut().enumerate() {
                    let is_its = match of {
                        Of::All => true,
                        Of::Some(first, count) => (first..first + count).contains(&n),
                    };
                    if is_its {
                        said.public = (said.public + public).min(MOST_SUBNETS);
                        said.private = (said.private + private).min(MOST_SUBNETS);
                    }
                }
            }
            _ => {}
        }
    }
    for (said, range) in all.iter_mut().zip(ranges(reading)) {
        said.range = Some(range);
    }
    all
}

/// "VPC \"prod\" 10.10.0.0/16 and VPC \"staging\" 10.20.0.0/16": where networks are named that have a range of their own behind them, with what
/// stands between in quotes.
fn addressed(reading: &Reading<'_>) -> Vec<(usize, Option<String>)> {
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
fn ranges(reading: &Reading<'_>) -> Vec<String> {
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
fn parsed(written: &str) -> Option<(u32, u32)> {
    let (address, length) = written.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok()?;
    (address.is_private() && (16..=28).contains(&length)).then(|| (u32::from(address), length))
}

/// Whether the range at `at` is the office's: nobody's network here.
pub(super) fn is_elsewhere(reading: &Reading<'_>, at: usize) -> bool {
    let from = reading.thought(at).start.max(at.saturating_sub(5));
    let before = (from..at)
        .rev()
        .take_while(|place| word(reading, *place) != "," && aws(reading, *place) != Some(NETWORK));
    before
        .chain(at + 1..at + 3)
        .any(|place| ELSEWHERE.contains(&word(reading, place).as_str()))
}

/// How many public and private parts the subnets at `at` are: "2 public and 2 private subnets", "six subnets" are both sorts.
fn subnets(reading: &Reading<'_>, at: usize) -> (usize, usize) {
    let written = word(reading, at);
    let is_public = written.contains("public");
    let is_private = PRIVATE_SORTS.iter().any(|mark| written.contains(mark));
    let times = || {
        let next = word(reading, at + 1);
        next.strip_prefix('x').and_then(|it| it.parse::<usize>().ok())
    };
    let tiers = tiers(reading, at);
    if tiers.len() > 1 {
        let count = |public: bool| tiers.iter().filter(|it| it.0 == public).map(|it| it.1).sum();
        return (count(true), count(false));
    }
    let own = number_before(reading, at).or_else(times).unwrap_or(0);
    match (is_public, is_private) {
        // "Two public and private subnets": so many of each.
        (true, true) => (own, own),
        (true, false) => (own, other(reading, at, Concept::Private)),
        (false, true) => (other(reading, at, Concept::Public), own),
        (false, false) if own > 1 => (own / 2, own - own / 2),
        (false, false) => (0, 0),
    }
}

/// "3 public, 3 private and 3 isolated database subnets": each sort that shares the noun at `at`, whether it is public, with its number.
/// Empty where a number has no sort.
fn tiers(reading: &Reading<'_>, at: usize) -> Vec<(bool, usize)> {
    const FARTHEST: usize = 16;
    let from = reading.thought(at).start.max(at.saturating_sub(FARTHEST));
    let joins = |place: &usize| {
        reading.items.get(*place).is_some_and(|item| {
            item.aws.is_none()
                && match item.what {
                    What::Number(_) | What::Word | What::Pause => word(reading, *place) != ":",
                    What::Term(concept) => !matches!(
                        concept,
                        Concept::Grammar(Grammar::With | Grammar::For | Grammar::In | Grammar::Of)
                    ),
                    _ => false,
                }
        })
    };
    let first = at - (from..at).rev().take_while(joins).count();
    let mut tiers: Vec<(Option<bool>, usize)> = Vec::new();
    for place in first..=at {
        let written = word(reading, place);
        if let Some(number) = number(reading, place) {
            tiers.push((None, number));
        } else if let Some((sort, _)) = tiers.last_mut().filter(|(sort, _)| sort.is_none()) {
            let is_private = PRIVATE_SORTS.iter().any(|mark| written.contains(mark));
            *sort = if written.contains("public") {
                Some(true)
            } else if is_private {
                Some(false)
            } else {
                None
            };
        }
    }
    let sorted: Option<Vec<(bool, usize)>> = tiers.into_iter().map(|(sort, n)| Some((sort?, n))).collect();
    sorted.unwrap_or_default()
}

/// "2 public and 2 private subnets": the number of the sort that shares the noun at `at`.
fn other(reading: &Reading<'_>, at: usize, sort: Concept) -> usize {
    let from = reading.thought(at).start.max(at.saturating_sub(8));
    let joins = |place: &usize| {
        reading.items.get(*place).is_some_and(|item| {
            item.aws.is_none()
                && matches!(
                    item.what,
                    What::Number(_)
                        | What::Word
                        | What::Pause
                        | What::Term(
                            Concept::Grammar(Grammar::And)
                                | Concept::Public
                                | Concept::Private
                                | Concept::Filler
                        )
                )
        })
    };
    let near = (from..at).rev().take_while(joins);
    near.into_iter()
        .find(|place| reading.concept(*place) == Some(sort))
        .and_then(|place| number(reading, place.checked_sub(1)?))
        .unwrap_or(0)
}

/// "One public and one private subnet in each zone": over how many zones the subnets at `at` are repeated; 1 where nobody said so.
fn zones_of_each(reading: &Reading<'_>, at: usize) -> usize {
    const NEAR: usize = 4;
    let is_each = |place: &usize| matches!(word(reading, *place).as_str(), "each" | "every" | "per");
    let behind = at + 1..at + NEAR;
    let Some(each) = behind
        .clone()
        .take_while(|place| word(reading, *place) != ",")
        .find(is_each)
    else {
        return 1;
    };
    let next = word(reading, each + 1);
    let is_zone = ["az", "zone", "availability"]
        .iter()
        .any(|start| next.starts_with(start));
    // "Three zones, … in each": the zones were said before.
    let alone = reading.items.get(each + 1).is_none_or(|item| {
        matches!(
            item.what,
            What::Pause | What::Stop | What::Term(Concept::Grammar(Grammar::And))
        )
    });
    let zones_before = || {
        let mut before = reading.thought(at).start..at;
        before.any(|place| {
            word(reading, place).starts_with("availability zone")
                || matches!(word(reading, place).as_str(), "azs" | "zones")
        })
    };
    if is_zone || alone && zones_before() {
        zones(reading).unwrap_or(2)
    } else {
        1
    }
}

/// "Across three availability zones".
fn zones(reading: &Reading<'_>) -> Option<usize> {
    (1..reading.items.len()).find_map(|at| {
        let written = word(reading, at);
        let is_zone = written.starts_with("availability zone")
            || matches!(written.as_str(), "az" | "azs" | "zones" | "az's")
            || written == "availability" && word(reading, at + 1).starts_with("zone");
        let number = number(reading, at - 1).filter(|it| (2..=3).contains(it));
        number.filter(|_| is_zone)
    })
}

/// "Two NAT gateways", "a NAT gateway in each zone".
fn gateways(reading: &Reading<'_>) -> Option<usize> {
    const EACH: usize = 3;
    let named = (0..reading.items.len()).filter(|at| aws(reading, *at) == Some(NAT));
    named
        .filter_map(|at| {
            let each = (at.saturating_sub(2)..at + 5).any(|place| {
                matches!(word(reading, place).as_str(), "per" | "each" | "every")
                    && (place + 1..place + 3).any(|next| {
                        let next = word(reading, next);
                        next.starts_with("az")
                            || next.starts_with("availability")
                            || next.starts_with("zone")
                            || next.contains("subnet")
                    })
            });
            if each {
                return Some(EACH);
            }
            number_before(reading, at).filter(|it| *it > 1)
        })
        .max()
}

/// What the private ways to AWS's own services lead to.
pub(super) fn private_ways(reading: &Reading<'_>, list: &mut List) {
    const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
    for at in 0..reading.items.len() {
        let names: Vec<&str> = endpoints::led_to(reading, at)
            .into_iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        if names.is_empty() {
            continue;
        }
        let term = word(reading, at);
        let sort = catalog::variants(ENDPOINT).find(|it| it.marks.iter().any(|mark| term.contains(mark)));
        let sort = sort.and_then(|sort| sort.value);
        let is_it = |it: &&mut NamedService| {
            it.kind == ENDPOINT && it.properties.get("type").map(String::as_str) == sort
        };
        if let Some(service) = list.0.iter_mut().find(is_it) {
            service.properties.shift_remove("count");
            let said = service.properties.entry(SERVICES.to_owned()).or_default();
            for name in names {
                if !said.split(' ').any(|it| it == name) {
                    said.push_str(if said.is_empty() { "" } else { " " });
                    said.push_str(name);
                }
            }
        }
    }
}

/// The other end of a tunnel: the router's address and its number, and the addresses behind it.
pub(super) fn tunnel(reading: &Reading<'_>, list: &mut List) {
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
pub(super) fn router(reading: &Reading<'_>, at: usize) -> Option<Ipv4Addr> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    if item.what != What::Network {
        return None;
    }
    let written = reading.written(at);
    let address: Ipv4Addr = written.strip_suffix("/32").unwrap_or(written).parse().ok()?;
    let of_tunnel = reading.thought(at).any(|place| aws(reading, place) == Some(VPN));
    (of_tunnel && !address.is_private()).then_some(address)
}
