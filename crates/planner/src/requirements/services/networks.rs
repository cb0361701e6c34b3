//! How networks are laid out: "two VPCs, each with 3 public and 3 private subnets, one NAT gateway per zone". Here: from the items to
//! numbers and ranges of each network. Not here: what AWS takes of them (`blueprint/architectures/parts/layout`).

mod private_ways;
mod ranges;
mod subnets;
mod tunnel;
mod zones;

use cloudwhisper_api::requirements::NamedService;
use indexmap::IndexMap;
use rust_decimal::prelude::ToPrimitive;

use super::List;
use crate::blueprint::architectures::parts::layout::{
    MOST_NETWORKS, MOST_SUBNETS, NAT_GATEWAYS, NETWORK_NUMBER, PRIVATE_SUBNETS, PUBLIC_SUBNETS, ZONES,
};
use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};
pub(super) use private_ways::private_ways;
pub(super) use ranges::is_elsewhere;
use ranges::{addressed, ranges};
use subnets::subnets;
pub(super) use tunnel::{router, tunnel};
use zones::{gateways, zones, zones_of_each};

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
