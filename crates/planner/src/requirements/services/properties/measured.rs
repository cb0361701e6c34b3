//! What a number says of a part: how many of something it has, its room, for how long it keeps things.

use std::ops::Range;

use rust_decimal::Decimal;

use super::function::of_function;
use super::near::{days, in_segment, says_near};
use super::queue::{nearest, of_queue};
use super::vocabulary::{ARCHIVED, COUNTED, FORGOTTEN, KEPT, LOCKED, ROOM};
use super::{BACKUP, KAFKA, KUBERNETES, LOGS, QUEUE, STREAM};
use crate::language::lexicon::{Concept, Grammar, Time, Unit};
use crate::requirements::read::{Reading, What};
use crate::requirements::services::{BUCKET, CACHE, CLUSTER, DATABASE, ECS, FUNCTION, TABLE};
use crate::requirements::usage::{Room, room_for};
use crate::requirements::versions;

/// The property that the number at `at` is the value of, for a part of type `kind` that `clause` is about.
pub(super) fn measured(
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
    if kind == KUBERNETES && (is_version("version") || is_version("kubernetes") || is_version("eks")) {
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
        // "Keep logs for 60 days": of what the queue's programs write.
        QUEUE | STREAM if in_segment(reading, at, &["log", "logs", "लॉग", "लॉग्स"]) => None,
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
