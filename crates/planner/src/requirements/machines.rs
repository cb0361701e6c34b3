//! Whose machines are spoken of, and between which numbers of them: "three t3.large machines" of a cluster are no
//! application's own. Here: reading that from the words. Not here: what else numbers say (`services/sizes`).

use cloudwhisper_api::requirements::Compute;
use rust_decimal::Decimal;

use super::read::{Reading, What};
use crate::catalog::instance_types::OWNED;
use crate::catalog::{autoscaling_group, ec2};
use crate::language::lexicon::{Concept, Grammar, Unit, fold};

/// What `CloudFormation` types of services with machines of their own begin with.
const OWNERS: [&str; 6] = [
    "AWS::AutoScaling::",
    "AWS::Batch::",
    "AWS::EC2::Instance",
    "AWS::EKS::",
    "AWS::ElasticBeanstalk::",
    "AWS::SageMaker::",
];
/// What types of clusters begin with whose nodes are theirs alone.
const CLUSTERS: [&str; 8] = [
    "AWS::ElastiCache::",
    "AWS::MemoryDB::",
    "AWS::DAX::",
    "AWS::DocDB::",
    "AWS::Neptune::",
    "AWS::Redshift::",
    "AWS::MSK::",
    "AWS::OpenSearchService::",
];
/// More machines than this are no number of machines.
const MOST: i64 = 1000;

/// The type of the service whose machines are spoken of at `at`: the last that was named before in the same thought, else
/// the first behind; `None` where there is none.
pub(super) fn owner(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let thought = reading.thought(at);
    let owns = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        item.aws
            .filter(|kind| OWNERS.iter().any(|owner| kind.starts_with(owner)))
    };
    // "A cache with two nodes": what counts its own nodes is nearer than any owner before it.
    let counts_itself = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live);
        item.and_then(|item| item.aws)
            .is_some_and(|kind| CLUSTERS.iter().any(|start| kind.starts_with(start)))
    };
    let nearest = (thought.start..at)
        .rev()
        .find(|place| counts_itself(*place) || owns(*place).is_some());
    if nearest.is_some_and(counts_itself) {
        return None;
    }
    let before = (thought.start..at).rev().find_map(owns);
    before.or_else(|| {
        let (place, kind) = (at..thought.end).find_map(|place| Some((place, owns(place)?)))?;
        let group = group_behind(reading, place);
        group.filter(|_| kind == ec2::Instance::KIND).or(Some(kind))
    })
}

/// "Two virtual machines in an auto scaling group": the group that the machines at `at` are of.
pub(super) fn group_behind(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    const NEAR: usize = 6;
    let goes_on = |place: &usize| {
        let item = reading.items.get(*place);
        item.is_some_and(|item| item.what != What::Pause)
            && reading.concept(*place) != Some(Concept::Grammar(Grammar::And))
    };
    let behind = at + 1..reading.thought(at).end.min(at + NEAR);
    let mut kinds = behind.take_while(goes_on).filter_map(|place| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        item.aws
    });
    kinds.next().filter(|kind| kind.starts_with("AWS::AutoScaling::"))
}

/// The cluster whose own nodes are spoken of at `at`, with nothing between but how many and of what size: "an `OpenSearch`
/// domain with 3 r6g.large nodes".
pub(super) fn cluster_of_nodes(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    const NEAR: usize = 6;
    let start = reading.thought(at).start.max(at.saturating_sub(NEAR));
    let before = (start..at).rev();
    let mut joined = before.take_while(|place| {
        let apart = reading.concept(*place) == Some(Concept::Grammar(Grammar::And));
        !apart && !matches!(reading.written(*place), "," | ":" | "(" | ")" | "-")
    });
    let kind = joined.find_map(|place| reading.items.get(place).filter(|item| item.live)?.aws)?;
    CLUSTERS
        .into_iter()
        .any(|start| kind.starts_with(start))
        .then_some(kind)
}

/// Whether a machine size at `at` is that of a virtual machine which somebody's program runs on.
pub(super) fn is_of_a_program(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    let is_owned = OWNED.iter().any(|(start, _)| written.starts_with(start));
    let of_a_warehouse = written.starts_with("ra3.") || written.starts_with("dc2.");
    // "A bastion host t3.micro": a machine that is a part by itself.
    let of_a_part = at
        .checked_sub(1)
        .and_then(|before| reading.items.get(before))
        .is_some_and(|it| {
            it.live && it.what == What::Term(Concept::Service) && it.aws == Some(ec2::Instance::KIND)
        });
    let is_owned = is_owned || of_a_warehouse || of_a_part || written.ends_with(".search");
    let is_owned = is_owned || cluster_of_nodes(reading, at).is_some();
    !is_owned
        && !is_of_a_database(reading, at)
        && owner(reading, at).is_none_or(|kind| kind == ec2::Instance::KIND)
}

/// "`MySQL` db t3.small wala", "Postgres r6g.large": a size right behind a database, where no machine is spoken of, is the database's.
pub(super) fn is_of_a_database(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    if reading.says(Concept::Compute(Compute::Ec2)) || reading.says(Concept::Windows) {
        return false;
    }
    // "`MySQL` t3.micro pe": what stands on a machine of that size.
    if matches!(reading.concept(at + 1), Some(Concept::Grammar(Grammar::InAfter))) {
        return false;
    }
    let start = reading.thought(at).start.max(at.saturating_sub(NEAR));
    (start..at)
        .rev()
        .find_map(|place| {
            let item = reading.items.get(place)?;
            match item.what {
                What::Term(Concept::Sql(_) | Concept::Database) => Some(item.live),
                What::Pause
                | What::InstanceType
                | What::Term(
                    Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Vague(_)
                    | Concept::Framework(_)
                    | Concept::Runtime(_)
                    | Concept::Foreign(_)
                    | Concept::Compute(_)
                    | Concept::Service
                    | Concept::Unit(Unit::Copies)
                    | Concept::Grammar(Grammar::In | Grammar::And | Grammar::InAfter),
                ) => Some(false),
                _ => None,
            }
        })
        .unwrap_or(false)
}

/// "A machine with 2 cores", "8 जीबी रैम वाली मशीन": a machine whose processor or memory is told is one that programs run on.
pub(super) fn is_sized(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    let one = matches!(
        written.as_str(),
        "machine"
            | "box"
            | "instance"
            | "मशीन"
            | "mashin"
            | "masheen"
            | "mashine"
            | "system"
            | "server"
            | "सर्वर"
            | "सिस्टम"
    );
    let measure = |place: usize| {
        matches!(
            reading.concept(place),
            Some(Concept::Unit(Unit::Cpu | Unit::Memory))
        )
    };
    if is_counted_server(reading, at) {
        return true;
    }
    let near = reading.thought(at);
    let near = near.start.max(at.saturating_sub(SIZE))..near.end.min(at + SIZE);
    one && owner(reading, at).is_none() && (near.into_iter().any(measure) || is_run_on(reading, at))
}

/// "On one server", "two servers", "a dedicated server": servers that can be counted are machines; "a server" alone may be anything.
fn is_counted_server(reading: &Reading<'_>, at: usize) -> bool {
    let server = matches!(reading.written(at).to_lowercase().as_str(), "server" | "servers");
    let Some(before) = at.checked_sub(1).filter(|_| server) else {
        return false;
    };
    let counted = reading
        .items
        .get(before)
        .is_some_and(|it| matches!(it.what, What::Number(_)));
    counted
        || matches!(
            reading.written(before).to_lowercase().as_str(),
            "one" | "single" | "dedicated"
        )
}

/// "1 vCPU, 2 GB RAM, 20 GB SSD" and nothing named that has them: a machine by its data sheet.
pub(super) fn is_data_sheet(reading: &Reading<'_>) -> bool {
    reading.says(Concept::Unit(Unit::Cpu)) && reading.says(Concept::Unit(Unit::Memory))
}

/// "On a cheap machine", "koi sasti machine, usme node chalana hai".
fn is_run_on(reading: &Reading<'_>, at: usize) -> bool {
    let machine = matches!(
        reading.written(at).to_lowercase().as_str(),
        "machine" | "मशीन" | "mashin" | "masheen" | "box"
    );
    let word = |place: usize| reading.written(place).to_lowercase();
    let before =
        (at.saturating_sub(3)..at).any(|place| matches!(word(place).as_str(), "on" | "on a" | "on an"));
    let behind = (at + 1..at + 6).any(|place| {
        matches!(
            word(place).as_str(),
            "par"
                | "pe"
                | "pr"
                | "usme"
                | "uspe"
                | "us par"
                | "jispe"
                | "jisme"
                | "jis par"
                | "पर"
                | "उसमें"
                | "जिस पर"
        )
    });
    machine && (before || behind)
}

/// How far from the machine its size may stand.
const SIZE: usize = 8;

/// How few and how many copies of something there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Between {
    /// Where the first of the two numbers stands.
    pub(super) at: usize,
    /// Where the second stands.
    pub(super) to: usize,
    /// The fewest.
    pub(super) least: i64,
    /// The most.
    pub(super) most: i64,
}

/// "From 2 to 10 tasks", "2-10 instances", "min 2, max 10" beside a word for scaling: the first pair of numbers that says
/// how far something may grow.
pub(super) fn between(reading: &Reading<'_>) -> Option<Between> {
    let numbers: Vec<(usize, i64)> = (0..reading.items.len())
        .filter_map(|at| Some((at, count(reading, at)?)))
        .collect();
    let is_range = |pair: &&[(usize, i64)]| match pair {
        [(at, least), (to, most)] => least < most && spans(reading, *at, *to) && of_copies(reading, *at, *to),
        _ => false,
    };
    let pair = numbers.windows(2).find(is_range)?;
    match pair {
        [(at, least), (to, most)] => Some(Between {
            at: *at,
            to: *to,
            least: *least,
            most: *most,
        }),
        _ => None,
    }
}

/// A whole number of things.
fn count(reading: &Reading<'_>, at: usize) -> Option<i64> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) if value.is_integer() && value >= Decimal::ZERO => {
            i64::try_from(value).ok().filter(|value| *value <= MOST)
        }
        _ => None,
    }
}

/// Whether what stands between two numbers makes a range of them.
fn spans(reading: &Reading<'_>, at: usize, to: usize) -> bool {
    const WORDS: [&str; 7] = ["to", "-", "–", "se", "से", "up to", "upto"];
    let middle = at + 1..to;
    if middle.len() > 4 {
        return false;
    }
    if middle.len() == 1 && WORDS.contains(&reading.written(at + 1).to_lowercase().as_str()) {
        return true;
    }
    let before = |place: usize, wanted: Concept| {
        (place.saturating_sub(2)..place).any(|place| reading.concept(place) == Some(wanted))
    };
    let joined = middle
        .clone()
        .any(|place| reading.concept(place) == Some(Concept::Grammar(Grammar::And)));
    let first = reading.written(at.saturating_sub(1)).to_lowercase();
    (joined && middle.len() == 1 && first == "between")
        || (before(at, Concept::AtLeast) && before(to, Concept::Limit))
}

/// Whether the numbers count copies: a word for those stands behind them, or one for scaling in the same thought.
fn of_copies(reading: &Reading<'_>, at: usize, to: usize) -> bool {
    let counted = |place: usize| {
        let item = reading.items.get(place);
        matches!(
            reading.concept(place),
            Some(Concept::Unit(Unit::Copies) | Concept::Compute(_))
        ) || item.is_some_and(|item| item.what == What::InstanceType)
    };
    let measured = matches!(
        reading.concept(to + 1),
        Some(Concept::Every(_) | Concept::Time(_) | Concept::Currency(_) | Concept::Unit(Unit::Megabytes(_)))
    );
    let light = usize::from(reading.concept(to + 1) == Some(Concept::Limit));
    // "Fargate, min 2 max 6": the least and the most of what programs run on.
    let least_and_most = reading.concept(at.saturating_sub(1)) == Some(Concept::AtLeast)
        && reading.concept(to.saturating_sub(1)) == Some(Concept::Limit);
    let scales = |place: usize| match reading.concept(place) {
        Some(Concept::Compute(Compute::Ecs | Compute::Ec2)) => least_and_most,
        Some(Concept::Detail(detail)) => detail.word == AUTOSCALING,
        _ if GROWS.contains(&fold(reading.written(place)).as_str()) => true,
        _ => reading
            .items
            .get(place)
            .is_some_and(|item| item.aws == Some(autoscaling_group::KIND)),
    };
    !measured && (counted(to + 1 + light) || counted(at + 1) || reading.thought(at).any(scales))
}

/// What machines do that there are more of when there is more to do.
const GROWS: [&str; 24] = [
    "grow",
    "grows",
    "growing",
    "scale",
    "scales",
    "scaling",
    "scaled",
    "shrink",
    "badhe",
    "badhein",
    "badhna",
    "badhta",
    "badh",
    "ghate",
    "बढे",
    "बढें",
    "बढना",
    "बढता",
    "बढती",
    "बढ",
    "घटे",
    "स्केल",
    "स्केलिंग",
    "ऑटोस्केल",
];

/// Under which word it is noted that there are to be as many copies as there is work for.
pub(super) const AUTOSCALING: &str = "autoscaling";
