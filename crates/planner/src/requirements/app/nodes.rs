//! "Node" as a machine of a cluster, and as Node.js. Here: which of the two is meant. Not here: how many there are
//! (`services/sizes`).

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// Parts of a system whose machines are called nodes.
const CLUSTERS: [&str; 9] = [
    "AWS::EKS::Cluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::Redshift::Cluster",
    "AWS::MSK::Cluster",
    "AWS::DAX::Cluster",
    "AWS::Neptune::DBCluster",
    "AWS::DocDB::DBCluster",
];

/// A "node" that is counted, or a cluster's, is a machine and not Node.js: "a 3 node Redis", "EKS, each node with 8 GB".
pub(in crate::requirements) fn is_machine(reading: &Reading<'_>, at: usize) -> bool {
    let bare = matches!(
        reading.written(at).to_lowercase().as_str(),
        "node" | "nodes" | "नोड"
    );
    // "Ek node ki api": what it is made with stands before "ki".
    let of = usize::from(reading.concept(at + 1) == Some(Concept::Grammar(Grammar::Of)));
    let made_with = matches!(
        reading.concept(at + 1 + of),
        Some(
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Vague(_)
                | Concept::Framework(_)
                | Concept::Function
        )
    ) || at
        .checked_sub(1)
        .is_some_and(|before| reading.concept(before) == Some(Concept::Grammar(Grammar::In)))
        // "API node me, redis cache".
        || reading.concept(at + 1) == Some(Concept::Grammar(Grammar::InAfter));
    let number = |place: usize| {
        matches!(
            reading.items.get(place).map(|item| item.what),
            Some(What::Number(_))
        )
    };
    let pause = |place: Option<usize>| {
        place.is_none_or(|place| {
            reading.stops(place)
                || reading
                    .items
                    .get(place)
                    .is_some_and(|item| item.what == What::Pause)
        })
    };
    // "Node, Redis": an item of a list of what it is made with.
    let listed = pause(at.checked_sub(1)) && pause(Some(at + 1));
    let counted = at.checked_sub(1).is_some_and(number) && !number(at + 1);
    let cluster = reading
        .items
        .iter()
        .any(|item| item.live && item.aws.is_some_and(|kind| CLUSTERS.contains(&kind)));
    bare && !made_with && (counted || cluster && !listed)
}
