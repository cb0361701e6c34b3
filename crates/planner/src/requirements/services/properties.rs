//! What is said of one part in its own clause: "7 days retention", "4 shards", "gp3 of 500 GB". Here: from the items of a clause
//! to the words that the catalogue knows. Not here: whose clause it is (`mentions`), what an application is said to have (`sizes`).

use std::ops::Range;

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use super::{BUCKET, CLUSTER, DATABASE, ECS, FUNCTION, TABLE};
use crate::language::lexicon::{Concept, Runtime, Time, Unit};
use crate::requirements::read::{Reading, What};
use crate::requirements::usage::{Room, room_for};

const QUEUE: &str = "AWS::SQS::Queue";
const TOPIC: &str = "AWS::SNS::Topic";
const STREAM: &str = "AWS::Kinesis::Stream";
const KAFKA: &str = "AWS::MSK::Cluster";
const LOGS: &str = "AWS::Logs::LogGroup";
const NODES: &str = "AWS::EKS::Nodegroup";
const BACKUP: &str = "AWS::Backup::BackupPlan";

/// Types with the word under which the catalogue takes gigabytes.
const ROOM: [(&str, &str); 10] = [
    (DATABASE, "allocatedStorage"),
    ("AWS::EC2::Volume", "size"),
    ("AWS::FSx::FileSystem", "storageGB"),
    ("AWS::OpenSearchService::Domain", "storageGB"),
    (KAFKA, "storageGB"),
    ("AWS::DMS::ReplicationInstance", "storageGB"),
    ("AWS::Timestream::InfluxDBInstance", "storageGB"),
    ("AWS::SageMaker::NotebookInstance", "storageGB"),
    ("AWS::ElastiCache::ServerlessCache", "storageGB"),
    ("AWS::EC2::Instance", "volumeSize"),
];
/// Types with nouns that are counted, and the word for the number.
const COUNTED: [(&str, &[&str], &str); 13] = [
    (STREAM, &["shard", "shards", "शार्ड"], "shardCount"),
    ("AWS::Redshift::Cluster", &["node", "nodes", "नोड"], "nodes"),
    (
        "AWS::OpenSearchService::Domain",
        &["node", "nodes", "data node", "data nodes", "नोड"],
        "nodes",
    ),
    (KAFKA, &["broker", "brokers"], "brokers"),
    (CLUSTER, &["acu", "acus"], "maxCapacity"),
    (
        CLUSTER,
        &[
            "reader",
            "readers",
            "read replicas",
            "read replica",
            "replica",
            "replicas",
        ],
        "readReplicas",
    ),
    (DATABASE, &["read replicas", "read replica"], "readReplicas"),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["replica", "replicas"],
        "replicas",
    ),
    ("AWS::MemoryDB::Cluster", &["replica", "replicas"], "replicas"),
    ("AWS::DAX::Cluster", &["node", "nodes"], "nodes"),
    ("AWS::ElastiCache::CacheCluster", &["node", "nodes"], "nodes"),
    ("AWS::DocDB::DBCluster", &["instance", "instances"], "instances"),
    ("AWS::Neptune::DBCluster", &["instance", "instances"], "instances"),
];
/// Words beside a number of days that say that something is kept so long.
const KEPT: [&str; 23] = [
    "retention",
    "retain",
    "retained",
    "retains",
    "keep",
    "keeps",
    "kept",
    "keeping",
    "stored",
    "for",
    "of",
    "hold",
    "tak",
    "rakho",
    "rakhna",
    "rakhe",
    "rakhni",
    "तक",
    "रखो",
    "रखना",
    "रखें",
    "रखने",
    "रखनी",
];
/// Words for what happens to files once they are so old.
const FORGOTTEN: [&str; 28] = [
    "expire after",
    "expires after",
    "and forgotten",
    "then forgotten",
    "disappear",
    "disappears",
    "disappear after",
    "disappears after",
    "forgotten",
    "vanish",
    "delete",
    "deleted",
    "deletes",
    "deleting",
    "expire",
    "expires",
    "expired",
    "expiring",
    "removed",
    "removes",
    "hata do",
    "hata de",
    "mita do",
    "delete ho",
    "delete kar do",
    "हटा",
    "मिटा",
    "डिलीट",
];
/// How far from a number a word may say what it is for.
const NEAR: usize = 7;

/// Everything that is said of a part of this type between these items, in the catalogue's words.
pub(super) fn said(reading: &Reading<'_>, kind: &str, clause: &Range<usize>) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    for at in clause.clone() {
        let Some(item) = reading.items.get(at).filter(|item| item.live) else {
            continue;
        };
        match item.what {
            What::InstanceType if kind == NODES => {
                said.push(("instanceType", reading.written(at).to_lowercase()));
            }
            What::Number(value) if kind == NODES => said.extend(machines(reading, at, value.normalize())),
            What::Number(value) => said.extend(measured(reading, kind, clause, at, value.normalize())),
            // "With one reader", "kept for a year".
            _ if is_one(reading, at) => said.extend(measured(reading, kind, clause, at, Decimal::ONE)),
            What::Word | What::Term(_)
                if kind == TABLE
                    && item.aws.is_none()
                    && says_stream(&reading.written(at).to_lowercase()) =>
            {
                said.push(("stream", "true".to_owned()));
            }
            What::Term(Concept::Standby) if matches!(kind, DATABASE | CLUSTER) => {
                said.push(("multiAZ", "true".to_owned()));
            }
            _ if kind == NODES && reading.written(at).to_lowercase().starts_with("spot") => {
                said.push(("spot", "true".to_owned()));
            }
            _ if matches!(kind, QUEUE | TOPIC) && says_fifo(&reading.written(at).to_lowercase()) => {
                said.push(("fifo", "true".to_owned()));
            }
            _ => {}
        }
    }
    // "Min 1 ACU, max 8 ACUs": the most is what it may grow to.
    let most = said
        .iter()
        .filter(|(word, _)| *word == "maxCapacity")
        .filter_map(|(_, value)| value.parse::<i64>().ok())
        .max();
    if let Some(most) = most {
        said.retain(|(word, _)| *word != "maxCapacity");
        said.push(("maxCapacity", most.to_string()));
    }
    said
}

/// "2 to 6 nodes", "min 1", "desired 3": how many machines a group has.
fn machines(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<(&'static str, String)> {
    let before = |n: usize| at.checked_sub(n).map(|at| reading.written(at).to_lowercase());
    let near = [before(1), before(2)].into_iter().flatten();
    let is_number = |at: usize| matches!(reading.items.get(at).map(|it| it.what), Some(What::Number(_)));
    let joins = |at: usize| {
        matches!(
            reading.written(at).to_lowercase().as_str(),
            "to" | "-" | "–" | "and"
        )
    };
    let words: Vec<String> = near.collect();
    let says = |starts: &[&str]| {
        let nearest = words
            .iter()
            .find(|word| word.starts_with(|c: char| c.is_alphabetic()));
        nearest.is_some_and(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    let next = reading.written(at + 1).to_lowercase();
    let names_groups = reading.items.get(at + 1).is_some_and(|it| it.aws.is_some());
    let counts = !names_groups
        && ["node", "machine", "instance", "worker"]
            .iter()
            .any(|noun| next.starts_with(noun));
    let word = if joins(at + 1) && is_number(at + 2) {
        "minCapacity"
    } else if at >= 2 && joins(at - 1) && is_number(at - 2) || says(&["max", "up to", "most"]) {
        "maxCapacity"
    } else if says(&["min", "least"]) {
        "minCapacity"
    } else if counts || says(&["desired", "size"]) {
        "nodes"
    } else {
        return None;
    };
    value.is_integer().then(|| (word, value.to_string()))
}

fn says_stream(written: &str) -> bool {
    matches!(
        written,
        "stream" | "streams" | "streams enabled" | "change stream"
    )
}

/// "A" or "one" before what is counted or before a span of time.
fn is_one(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.written(at).to_lowercase().as_str(), "a" | "one")
        && matches!(
            reading.concept(at + 1),
            Some(
                Concept::Every(Period::Month | Period::Year) | Concept::Time(Time::Week) | Concept::Detail(_)
            )
        )
        || reading.written(at).eq_ignore_ascii_case("one")
}

fn says_fifo(written: &str) -> bool {
    written.split([' ', '-', '.']).any(|word| word == "fifo")
}

fn measured(
    reading: &Reading<'_>,
    kind: &str,
    clause: &Range<usize>,
    at: usize,
    value: Decimal,
) -> Option<(&'static str, String)> {
    let noun = reading.written(at + 1).to_lowercase();
    // "Two db.r6g.large instances": a size may stand between.
    let sized = reading
        .items
        .get(at + 1)
        .is_some_and(|it| it.what == What::InstanceType);
    let thing = if sized {
        reading.written(at + 2).to_lowercase()
    } else {
        noun.clone()
    };
    let counted = COUNTED
        .iter()
        .find(|(of, nouns, _)| *of == kind && nouns.contains(&thing.as_str()));
    if let Some((_, _, "instances")) = counted {
        // The first writes; the others are its replicas.
        let replicas = (value - Decimal::ONE).max(Decimal::ZERO);
        return Some(("replicas", replicas.to_string()));
    }
    if let Some((_, _, word)) = counted {
        return Some((word, value.ceil().to_string()));
    }
    let copies = matches!(noun.as_str(), "task" | "tasks" | "copy" | "copies" | "replicas");
    if kind == ECS && copies && value.is_integer() {
        return Some(("count", value.to_string()));
    }
    if let Some(Concept::Unit(Unit::Megabytes(size))) = reading.concept(at + 1) {
        return room(reading, kind, at, value, size);
    }
    let is_version = |noun: &str| {
        reading
            .written(at.saturating_sub(1))
            .to_lowercase()
            .ends_with(noun)
    };
    if kind == KAFKA && (is_version("kafka") || is_version("version")) {
        return Some(("version", reading.written(at).to_owned()));
    }
    if kind == FUNCTION {
        return of_function(reading, clause, at, value, &noun);
    }
    let days = days(reading, at, value)?;
    let near = |words: &[&str]| says_near(reading, clause, at, words);
    match kind {
        QUEUE if near(&KEPT) && !near(&["visibility"]) => Some(("retentionDays", days)),
        STREAM | BACKUP | LOGS if near(&KEPT) => Some(("retentionDays", days)),
        BUCKET if near(&FORGOTTEN) => Some(("expireAfterDays", days)),
        BUCKET if near(&["after", "older", "baad", "बाद", "purani", "पुरानी"]) && !near(&["versions"]) => {
            Some(("archiveAfterDays", days))
        }
        DATABASE if near(&["backup", "backups", "बैकअप"]) => Some(("backupDays", days)),
        "AWS::SecretsManager::Secret" | "AWS::SecretsManager::RotationSchedule" => {
            Some(("rotationDays", days))
        }
        _ => None,
    }
}

fn room(
    reading: &Reading<'_>,
    kind: &str,
    at: usize,
    value: Decimal,
    megabytes: u32,
) -> Option<(&'static str, String)> {
    if room_for(reading, at, at + 1) == Room::Transfer {
        return None;
    }
    let total = value.checked_mul(Decimal::from(megabytes))?.normalize();
    if kind == FUNCTION {
        return Some(("memory", total.to_string()));
    }
    let of_memory = (at + 2..at + 4).any(|place| reading.concept(place) == Some(Concept::Unit(Unit::Memory)));
    let (_, word) = ROOM.iter().find(|(of, _)| *of == kind && !of_memory)?;
    let gigabytes = (total / Decimal::from(1024)).ceil().normalize();
    Some((word, gigabytes.to_string()))
}

fn of_function(
    reading: &Reading<'_>,
    clause: &Range<usize>,
    at: usize,
    value: Decimal,
    noun: &str,
) -> Option<(&'static str, String)> {
    let before = at.checked_sub(1).and_then(|at| reading.concept(at));
    if let Some(Concept::Runtime(runtime)) = before {
        let name = match runtime {
            Runtime::Python => format!("python{}", reading.written(at)),
            Runtime::Node => format!("nodejs{}.x", value.trunc()),
        };
        return Some(("runtime", name));
    }
    let factor = match reading.concept(at + 1) {
        Some(Concept::Time(Time::Second)) => 1,
        Some(Concept::Time(Time::Minute)) => 60,
        _ if matches!(noun, "s") => 1,
        _ => return None,
    };
    let bracketed =
        reading.written(at.saturating_sub(1)) == "," && matches!(reading.written(at + 2), ")" | ",");
    let limits = bracketed
        || says_near(
            reading,
            clause,
            at,
            &["timeout", "time out", "time limit", "times out"],
        );
    let seconds = value.checked_mul(Decimal::from(factor))?.normalize();
    limits.then(|| ("timeout", seconds.to_string()))
}

/// A span of time in whole days: a month has 30 of them here, a year 365.
fn days(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<String> {
    let factor = match reading.concept(at + 1)? {
        Concept::Every(Period::Month) => 30,
        Concept::Every(Period::Year) => 365,
        Concept::Time(Time::Week) => 7,
        _ if matches!(
            reading.written(at + 1).to_lowercase().as_str(),
            "day" | "days" | "daily" | "din" | "दिन"
        ) =>
        {
            1
        }
        _ => return None,
    };
    let days = value.checked_mul(Decimal::from(factor))?.normalize();
    (days.is_integer() && days >= Decimal::ONE).then(|| days.to_string())
}

fn says_near(reading: &Reading<'_>, clause: &Range<usize>, at: usize, words: &[&str]) -> bool {
    let near = clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR);
    near.into_iter()
        .any(|place| words.contains(&reading.written(place).to_lowercase().as_str()))
}
