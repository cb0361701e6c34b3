//! "S3 or EFS", "Kafka or Kinesis": two services that do one thing, with an "or" between them. Here: which are alike, what is asked, and what
//! an answer leaves of the two. Not here: alternatives of one slot, such as two databases (`scope`).

use super::draft::Notes;
use super::read::{Reading, What};
use super::scope::{between_or, slot};
use super::words::Reason;
use crate::language::lexicon::{Concept, Grammar};
use cloudwhisper_api::requirements::{Compute, Storage};

/// Types that stand for each other, and the field that is asked about.
const FAMILIES: [(&str, &[&str]); 5] = [
    (
        "storage",
        &["AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::FSx::FileSystem"],
    ),
    (
        "services",
        &[
            "AWS::SQS::Queue",
            "AWS::SNS::Topic",
            "AWS::Kinesis::Stream",
            "AWS::MSK::Cluster",
            "AWS::MSK::ServerlessCluster",
            "AWS::AmazonMQ::Broker",
            "AWS::Events::EventBus",
        ],
    ),
    (
        "services",
        &[
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::MemoryDB::Cluster",
            "AWS::DAX::Cluster",
        ],
    ),
    (
        "services",
        &[
            "AWS::ECS::Service",
            "AWS::EKS::Cluster",
            "AWS::ElasticBeanstalk::Environment",
        ],
    ),
    (
        "services",
        &[
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBCluster",
            "AWS::DynamoDB::Table",
            "AWS::DocDB::DBCluster",
            "AWS::Neptune::DBCluster",
        ],
    ),
];

/// What costs nothing while nobody uses it.
const CHEAP: [&str; 2] = ["AWS::S3::Bucket", "AWS::DynamoDB::Table"];
/// What costs by the hour, in machines of its own.
const DEAR: [&str; 5] = [
    "AWS::MSK::Cluster",
    "AWS::EKS::Cluster",
    "AWS::AmazonMQ::Broker",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
];

/// Two services between which somebody has to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternatives {
    field: &'static str,
    /// The items that name them.
    places: [usize; 2],
    /// Their types.
    kinds: [&'static str; 2],
}

/// The first two that are left open.
pub(super) fn open(reading: &Reading<'_>) -> Option<Alternatives> {
    (0..reading.items.len())
        .filter(|at| reading.concept(*at) == Some(Concept::Grammar(Grammar::Or)))
        .find_map(|or| {
            let places = between_or(reading, or)?;
            let [first, second] = places.map(|at| kind_at(reading, at));
            let kinds = [first?, second?];
            let same_slot = |[first, second]: [usize; 2]| {
                let slot = |at: usize| reading.concept(at).and_then(slot);
                slot(first).is_some() && slot(first) == slot(second)
            };
            if kinds[0] == kinds[1] || same_slot(places) {
                return None;
            }
            let alike = |of: &[&str]| kinds.iter().all(|kind| of.contains(kind));
            let (field, _) = FAMILIES.into_iter().find(|(_, of)| alike(of))?;
            Some(Alternatives { field, places, kinds })
        })
}

/// The type that an item names, where it is one of these.
fn kind_at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let kind = match item.what {
        What::Term(Concept::Store(Storage::S3)) => Some("AWS::S3::Bucket"),
        What::Term(Concept::Compute(Compute::Ecs)) => Some("AWS::ECS::Service"),
        _ => item.aws,
    }?;
    FAMILIES.iter().any(|(_, of)| of.contains(&kind)).then_some(kind)
}

/// The number of the family that an item is of, and its type: two of one family are said one instead of the other.
pub(super) fn family(reading: &Reading<'_>, at: usize) -> Option<(usize, &'static str)> {
    let kind = kind_at(reading, at)?;
    let family = FAMILIES.iter().position(|(_, of)| of.contains(&kind))?;
    Some((family, kind))
}

/// The type that an answer names.
pub(super) fn answer(reading: &Reading<'_>) -> Option<&'static str> {
    (0..reading.items.len()).find_map(|at| kind_at(reading, at))
}

impl Alternatives {
    /// Takes out what was not chosen; `true` if nothing is left to ask.
    pub(super) fn settle(&self, reading: &mut Reading<'_>, chosen: Option<&str>) -> bool {
        let left_to_us = reading.says(Concept::Grammar(Grammar::YouDecide));
        let keep = match chosen {
            Some(kind) => self.kinds.iter().position(|it| *it == kind),
            None if left_to_us => Some(self.preferred()),
            None => None,
        };
        let Some(keep) = keep else {
            return false;
        };
        // "Kafka or Kinesis for the click stream": a stream is Kinesis' by a word of its own, too.
        let other = self.kinds[1 - keep];
        let places: Vec<usize> = (0..reading.items.len())
            .filter(|at| kind_at(reading, *at) == Some(other))
            .collect();
        for at in places {
            reading.take_out(at);
        }
        for wanted in &mut reading.purposes {
            wanted.live &= wanted.purpose.kind != other;
        }
        true
    }

    /// Asks which of the two it is to be.
    pub(super) fn ask(&self, reading: &Reading<'_>, notes: &mut Notes) {
        let options = self.places.map(|at| reading.written(at).to_lowercase());
        notes.ask(self.field, &options.each_ref().map(String::as_str));
    }

    /// Notes which of the two was taken, where the choice was left to us.
    pub(super) fn assume(&self, reading: &Reading<'_>, notes: &mut Notes) {
        let chosen = self.preferred();
        let reason = [Reason::FirstOfTwo, Reason::CheaperOfTwo][chosen];
        notes.assume(self.field, reading.written(self.places[chosen]), reason);
    }

    /// Which of the two we take: the first, unless the second is plainly cheaper.
    fn preferred(&self) -> usize {
        let [first, second] = self.kinds;
        let cheaper = CHEAP.contains(&second) && !CHEAP.contains(&first)
            || DEAR.contains(&first) && !DEAR.contains(&second);
        usize::from(cheaper)
    }
}
