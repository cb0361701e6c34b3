//! How a private network is laid out: over how many zones, with how many parts of each sort and how many gateways. Here: from what
//! was said to numbers that AWS takes. Not here: the resources (`network`), how the words are found (`requirements/services/networks`).

use cloudwhisper_api::requirements::{Compute, NamedService, Requirements, Storage};

use super::wishes;
use crate::catalog::vpc;

/// Words under which the layout is noted of a network in `requirements.services`.
pub(crate) const PUBLIC_SUBNETS: &str = "publicSubnets";
pub(crate) const PRIVATE_SUBNETS: &str = "privateSubnets";
pub(crate) const ZONES: &str = "zones";
pub(crate) const NAT_GATEWAYS: &str = "natGateways";
/// Which network it is; absent of the first.
pub(crate) const NETWORK_NUMBER: &str = "network";

/// Zones where nothing else was said: one that fails leaves another.
const USUAL_ZONES: usize = 2;
/// Zones that every region has.
const MOST_ZONES: usize = 3;
/// More parts of one sort are an oversight or an attack.
pub(crate) const MOST_SUBNETS: usize = 12;
/// More networks are an oversight or an attack.
pub(crate) const MOST_NETWORKS: usize = 4;

/// Types that AWS puts into two zones at least: public ones, and those that stand in private parts.
const TWO_PUBLIC: [&str; 2] = [
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticBeanstalk::Environment",
];
const TWO_PRIVATE: [&str; 13] = [
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::EKS::Cluster",
    "AWS::MSK::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::MemoryDB::Cluster",
    "AWS::Redshift::Cluster",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::DMS::ReplicationInstance",
    "AWS::DAX::Cluster",
];

/// AWS wants as many of its brokers in each zone.
const KAFKA: &str = "AWS::MSK::Cluster";

/// What stands in a network and wants more than one zone.
#[derive(Clone, Copy, Debug, Default)]
struct Twice {
    public: bool,
    private: bool,
    /// Zones that fit it, where nobody said how many.
    zones: Option<usize>,
}

/// How a network is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Zones that it is spread over: 1 to 3.
    pub zones: usize,
    /// Parts with a way to the internet, should it get any.
    pub public: usize,
    /// Parts without.
    pub private: usize,
    /// Gateways for what calls out of the private parts, should it get any; at most one per zone.
    pub gateways: usize,
}

impl Layout {
    /// The layout of the shared network.
    pub(crate) fn of(requirements: &Requirements) -> Self {
        let said = wishes::named(requirements, vpc::VPC.kind).next();
        let named = |kinds: &[&str]| kinds.iter().any(|kind| wishes::names(requirements, kind));
        let behind_balancer = requirements.compute == Some(Compute::Ecs) || named(&TWO_PUBLIC);
        let brokers = wishes::number(requirements, KAFKA, &["brokers"], (2, 30));
        let by_brokers = brokers.is_some_and(|it| it % 3 == 0).then_some(MOST_ZONES);
        let databases = requirements.storage.contains(&Storage::Rds) || named(&TWO_PRIVATE);
        let twice = Twice {
            public: behind_balancer,
            private: databases,
            zones: by_brokers,
        };
        if said.is_none() {
            return Self::said(by_parts(requirements).as_ref(), vpc::range(requirements), &twice);
        }
        Self::said(said, vpc::range(requirements), &twice)
    }

    /// The layout of a network of its own, in which nothing stands.
    pub(crate) fn of_further(said: &NamedService, range: &str) -> Self {
        Self::said(Some(said), range, &Twice::default())
    }

    fn said(said: Option<&NamedService>, range: &str, twice: &Twice) -> Self {
        let number = |word: &str, most: usize| {
            let value = said?.properties.get(word)?.parse::<usize>().ok()?;
            (value > 0).then_some(value.min(most))
        };
        let least = |two: bool, value: usize| if two { value.max(USUAL_ZONES) } else { value };
        let public = number(PUBLIC_SUBNETS, MOST_SUBNETS).map(|it| least(twice.public, it));
        let private = number(PRIVATE_SUBNETS, MOST_SUBNETS).map(|it| least(twice.private, it));
        let spread = |parts: usize| {
            if parts <= MOST_ZONES {
                parts
            } else if parts.is_multiple_of(MOST_ZONES) {
                MOST_ZONES
            } else {
                USUAL_ZONES
            }
        };
        let by_parts = public.into_iter().chain(private).map(spread).max();
        let zones = number(ZONES, MOST_ZONES)
            .or(by_parts)
            .or(twice.zones)
            .unwrap_or(USUAL_ZONES);
        let usual = zones.max(USUAL_ZONES);
        let room = vpc::parts(range);
        let public = public.unwrap_or(usual).min(room / 2);
        let private = private.unwrap_or(usual).min(room - public);
        let gateways = number(NAT_GATEWAYS, MOST_ZONES).unwrap_or(1);
        let zones = zones.min(public.max(private)).max(1);
        Self {
            zones,
            public,
            private,
            gateways: gateways.min(zones).min(public),
        }
    }
}

/// What the parts say of a network that nobody named.
fn by_parts(requirements: &Requirements) -> Option<NamedService> {
    let count = |sort: &str| {
        let of_sort = |it: &&NamedService| it.properties.get("type").map(String::as_str) == Some(sort);
        let part = wishes::named(requirements, vpc::SUBNET.kind).find(of_sort)?;
        part.properties.get("count").cloned()
    };
    let counts = [
        (PUBLIC_SUBNETS, count("public")),
        (PRIVATE_SUBNETS, count("private")),
    ];
    let said = counts
        .into_iter()
        .filter_map(|(word, count)| Some((word.to_owned(), count?)));
    let properties: indexmap::IndexMap<String, String> = said.collect();
    (!properties.is_empty()).then(|| NamedService {
        kind: vpc::VPC.kind.to_owned(),
        name: None,
        properties,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(words: &[(&str, &str)], two: bool) -> Layout {
        let said = NamedService {
            kind: vpc::VPC.kind.to_owned(),
            name: None,
            properties: words
                .iter()
                .map(|(word, value)| ((*word).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let twice = Twice {
            public: two,
            private: two,
            zones: None,
        };
        Layout::said(Some(&said), "10.0.0.0/16", &twice)
    }

    #[test]
    fn what_was_said_is_built_and_the_rest_is_usual() {
        let numbers = |it: Layout| (it.zones, it.public, it.private, it.gateways);
        assert_eq!(numbers(layout(&[], false)), (2, 2, 2, 1));
        let three = [(PUBLIC_SUBNETS, "3"), (PRIVATE_SUBNETS, "3")];
        assert_eq!(numbers(layout(&three, true)), (3, 3, 3, 1));
        let tiers = [(PUBLIC_SUBNETS, "2"), (PRIVATE_SUBNETS, "4"), (NAT_GATEWAYS, "2")];
        assert_eq!(numbers(layout(&tiers, true)), (2, 2, 4, 2));
        assert_eq!(numbers(layout(&[(PRIVATE_SUBNETS, "6")], true)), (3, 3, 6, 1));
        assert_eq!(
            numbers(layout(&[(ZONES, "3"), (NAT_GATEWAYS, "3")], true)),
            (3, 3, 3, 3)
        );
    }

    #[test]
    fn one_part_is_enough_where_nothing_wants_two() {
        let one = [(PUBLIC_SUBNETS, "1"), (PRIVATE_SUBNETS, "1")];
        assert_eq!((layout(&one, false).public, layout(&one, false).private), (1, 1));
        assert_eq!((layout(&one, true).public, layout(&one, true).private), (2, 2));
    }
}
