//! What is said of one part in its own clause: "7 days retention", "4 shards", "gp3 of 500 GB". Here: from the items of a clause
//! to the words that the catalogue knows. Not here: whose clause it is (`mentions`), what an application is said to have (`sizes`).

use std::ops::Range;

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use super::sizes::HIDDEN;
use super::{BUCKET, CACHE, CLUSTER, DATABASE, ECS, FUNCTION, TABLE, keys, runtimes, settings};
use crate::language::lexicon::{Concept, Grammar, Runtime, Time, Unit};
use crate::requirements::read::{Reading, What};
use crate::requirements::usage::{Room, room_for};
use crate::requirements::versions;

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
const COUNTED: [(&str, &[&str], &str); 17] = [
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
    (CACHE, &["node", "nodes", "नोड"], "instances"),
    ("AWS::MemoryDB::Cluster", &["replica", "replicas"], "replicas"),
    ("AWS::MemoryDB::Cluster", &["node", "nodes", "नोड"], "instances"),
    ("AWS::DAX::Cluster", &["node", "nodes"], "nodes"),
    ("AWS::SecretsManager::Secret", &["secrets"], "count"),
    ("AWS::ElastiCache::CacheCluster", &["node", "nodes"], "nodes"),
    (CLUSTER, &["instance", "instances"], "instances"),
    ("AWS::DocDB::DBCluster", &["instance", "instances"], "instances"),
    ("AWS::Neptune::DBCluster", &["instance", "instances"], "instances"),
];
/// Words beside a number of days that say that something is kept so long.
const KEPT: [&str; 27] = [
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
    "rahe",
    "rahein",
    "रहें",
    "रहे",
];
/// Words for what happens to files once they are so old.
const FORGOTTEN: [&str; 35] = [
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
    "purge",
    "hat",
    "hata",
    "hatao",
    "mit",
    "हट",
    "मिट",
];
/// Words for files that nobody may delete before they are so old.
const LOCKED: [&str; 13] = [
    "object lock",
    "object-lock",
    "worm",
    "write once read many",
    "write once",
    "immutable",
    "compliance mode",
    "governance mode",
    "object lock compliance",
    "nobody",
    "nobody can delete",
    "no one can delete",
    "ऑब्जेक्ट लॉक",
];
/// Words for files that go to a cheaper place once they are so old.
const ARCHIVED: [&str; 12] = [
    "glacier",
    "archive",
    "archived",
    "archives",
    "archiving",
    "cold",
    "cheaper",
    "transition",
    "transitions",
    "ग्लेशियर",
    "आर्काइव",
    "deep",
];
/// How far from a number a word may say what it is for.
const NEAR: usize = 7;

/// Everything that is said of a part of this type between these items, in the catalogue's words.
pub(super) fn said(reading: &Reading<'_>, kind: &str, clause: &Range<usize>) -> Vec<(&'static str, String)> {
    let mut said = if kind == TABLE {
        keys::said(reading, clause)
    } else {
        Vec::new()
    };
    for at in clause.clone() {
        let Some(item) = reading.items.get(at).filter(|item| item.live) else {
            continue;
        };
        match item.what {
            What::InstanceType if kind == NODES => {
                said.push(("instanceType", reading.written(at).to_lowercase()));
            }
            What::Number(_) if reading.is_hour(at) => {}
            What::Number(value) if kind == NODES => said.extend(machines(reading, at, value.normalize())),
            What::Number(value) => {
                let measured = measured(reading, kind, clause, at, value.normalize());
                said.extend(measured.or_else(|| settings::of_part(reading, kind, at)));
            }
            // "With one reader", "kept for a year".
            What::Term(Concept::Foreign(_)) if kind == FUNCTION => {
                said.extend(runtimes::at(reading, at).map(|runtime| ("runtime", runtime.to_owned())));
            }
            _ if is_one(reading, at) => said.extend(measured(reading, kind, clause, at, Decimal::ONE)),
            What::Word | What::Term(_)
                if kind == TABLE
                    && item.aws.is_none()
                    && says_stream(&reading.written(at).to_lowercase()) =>
            {
                said.push(("stream", "true".to_owned()));
            }
            _ if kind == TABLE && is_on_demand(reading, at) => {
                said.push(("billingMode", "PAY_PER_REQUEST".to_owned()));
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

/// "DynamoDB on-demand".
fn is_on_demand(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    matches!(written.as_str(), "on-demand" | "on demand")
        || written == "on"
            && (at + 1..at + 3).any(|place| reading.written(place).eq_ignore_ascii_case("demand"))
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
    if kind == CACHE && versions::is_version(reading, at) {
        return Some(("engineVersion", reading.written(at).to_owned()));
    }
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
        if replicas.is_zero() && kind == CACHE {
            return None; // one node has none, as it has by itself
        }
        let word = if kind == CLUSTER {
            "readReplicas"
        } else {
            "replicas"
        };
        return Some((word, replicas.to_string()));
    }
    // "Read replica 2", "shards: 4": the number behind what it counts.
    let counted = counted.or_else(|| {
        let ends = reading.stops(at + 1)
            || reading.items.get(at + 1).is_none_or(|it| it.what == What::Pause)
            || reading.concept(at + 1) == Some(Concept::Grammar(Grammar::And));
        let before = reading.written(at.checked_sub(1)?).to_lowercase();
        COUNTED
            .iter()
            .find(|(of, nouns, word)| *of == kind && *word != "instances" && nouns.contains(&before.as_str()))
            .filter(|_| ends)
    });
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
    if kind == QUEUE
        && let Some(said) = of_queue(reading, clause, at, value)
    {
        return Some(said);
    }
    let in_hours = kind == STREAM && reading.concept(at + 1) == Some(Concept::Time(Time::Hour));
    let days = if in_hours && (value % Decimal::from(24)).is_zero() {
        (value / Decimal::from(24)).normalize().to_string()
    } else {
        days(reading, at, value)?
    };
    let near = |words: &[&str]| says_near(reading, clause, at, words);
    match kind {
        QUEUE if near(&KEPT) && nearest(reading, clause, at, &["visibility"]) => None,
        QUEUE | STREAM | BACKUP | LOGS if near(&KEPT) => Some(("retentionDays", days)),
        // Another class of storage, which is not planned.
        BUCKET if in_segment(reading, at, &["ia", "standard-ia", "infrequent", "intelligent"]) => None,
        TABLE if near(&FORGOTTEN) => Some(("ttlAttribute", "expiresAt".to_owned())),
        BUCKET if in_segment(reading, at, &ARCHIVED) => Some(("archiveAfterDays", days)),
        // "Nobody can delete them for seven years".
        BUCKET if near(&LOCKED) => Some(("objectLockDays", days)),
        BUCKET if in_segment(reading, at, &FORGOTTEN) => Some(("expireAfterDays", days)),
        BUCKET if near(&FORGOTTEN) => Some(("expireAfterDays", days)),
        BUCKET if near(&["after", "older", "baad", "बाद", "purani", "पुरानी"]) && !near(&["versions"]) => {
            Some(("archiveAfterDays", days))
        }
        DATABASE | CLUSTER | "AWS::DocDB::DBCluster" | "AWS::Neptune::DBCluster"
            if near(&[
                "backup",
                "backups",
                "snapshot",
                "snapshots",
                "backup retention",
                "बैकअप",
            ]) =>
        {
            Some(("backupDays", days))
        }
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
    // "512 MB 30 s".
    let behind_memory = matches!(
        at.checked_sub(1).and_then(|before| reading.concept(before)),
        Some(Concept::Unit(Unit::Megabytes(_) | Unit::Memory))
    );
    let limits = bracketed
        || behind_memory
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
            "day" | "days" | "daily" | "din" | "dino" | "dinon" | "दिन" | "दिनों"
        ) =>
        {
            1
        }
        _ => return None,
    };
    let days = value.checked_mul(Decimal::from(factor))?.normalize();
    (days.is_integer() && days >= Decimal::ONE).then(|| days.to_string())
}

/// Whether one of these words stands with a number between its own commas and "and"s: "to Glacier after 60 days and deleted after a
/// year" says two things.
fn in_segment(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let parts = |place: &usize| {
        reading.written(*place) != ","
            && !matches!(
                reading.concept(*place),
                Some(Concept::Grammar(Grammar::And | Grammar::But))
            )
    };
    let thought = reading.thought(at);
    let before = (thought.start..at).rev().take(NEAR).take_while(parts);
    let behind = (at..thought.end.min(at + NEAR)).take_while(parts);
    let says = |place: usize| {
        let written = reading.written(place).to_lowercase();
        words.contains(&written.as_str()) || written.split([' ', '-']).any(|word| words.contains(&word))
    };
    before.chain(behind).any(says)
}

/// What a number says of a queue: how long a message is hidden or held back, and how often it is tried.
fn of_queue(
    reading: &Reading<'_>,
    clause: &Range<usize>,
    at: usize,
    value: Decimal,
) -> Option<(&'static str, String)> {
    let near = |words: &[&str]| says_near(reading, clause, at, words);
    let word = |place: usize| reading.written(place).to_lowercase();
    let before = (clause.start.max(at.saturating_sub(4))..at)
        .map(word)
        .collect::<Vec<_>>()
        .join(" ");
    let tried = ["receive", "receives", "retries", "attempts", "tries"];
    if before.contains("receive count")
        || before.contains("retries")
        || tried.contains(&word(at + 1).as_str())
    {
        return value.is_integer().then(|| ("maxReceiveCount", value.to_string()));
    }
    let factor = match reading.concept(at + 1) {
        Some(Concept::Time(Time::Second)) => 1,
        Some(Concept::Time(Time::Minute)) => 60,
        Some(Concept::Time(Time::Hour)) => 3600,
        _ if word(at + 1) == "s" => 1,
        _ => return None,
    };
    let seconds = value.checked_mul(Decimal::from(factor))?.normalize().to_string();
    let hidden = (clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR))
        .any(|place| HIDDEN.iter().any(|start| word(place).starts_with(start)));
    if hidden || near(&["invisible", "hidden"]) {
        return Some(("visibilityTimeout", seconds));
    }
    near(&["delay", "delayed", "delivery delay"]).then_some(("delaySeconds", seconds))
}

/// Whether one of these words is the nearer one of what a time may be for.
fn nearest(reading: &Reading<'_>, clause: &Range<usize>, at: usize, words: &[&str]) -> bool {
    let said = |place: usize| reading.written(place).to_lowercase();
    let of = |word: &str| words.iter().any(|it| word.contains(it));
    let near = clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR);
    let hit = near
        .filter(|place| of(&said(*place)) || KEPT.contains(&said(*place).as_str()))
        .min_by_key(|place| place.abs_diff(at));
    hit.is_some_and(|place| of(&said(place)))
}

fn says_near(reading: &Reading<'_>, clause: &Range<usize>, at: usize, words: &[&str]) -> bool {
    let near = clause.start.max(at.saturating_sub(NEAR))..clause.end.min(at + NEAR);
    near.into_iter()
        .any(|place| words.contains(&reading.written(place).to_lowercase().as_str()))
}
