//! Qualities that are said of parts beside them: "with two read replicas".

use cloudwhisper_api::requirements::Storage;
use rust_decimal::Decimal;

use super::buckets::is_of_files;
use super::list::List;
use super::{BUCKET, DATABASE, NODES, TABLE};
use crate::catalog::detail;
use crate::language::lexicon::{Concept, Unit};
use crate::requirements::data::Data;
use crate::requirements::read::{Reading, What};

/// "with two read replicas": what was said of a part that was asked for.
pub(super) fn details(reading: &Reading<'_>, data: &Data, list: &mut List) {
    for (at, item) in reading.items.iter().enumerate().filter(|(_, item)| item.live) {
        let detail = match item.what {
            What::Term(Concept::Detail(detail)) => detail,
            // One word for machines and what they are: the number before it is how many.
            What::Term(Concept::Unit(Unit::Copies))
                if reading.written(at).to_lowercase().starts_with("spot node") =>
            {
                &detail::SPOT
            }
            _ => continue,
        };
        let asked = |kind: &str| match kind {
            TABLE => data.storage.contains(&Storage::Dynamodb),
            BUCKET => data.storage.contains(&Storage::S3),
            DATABASE => data.storage.contains(&Storage::Rds),
            _ => false,
        };
        let there = |kind: &&&str| list.0.iter().any(|service| service.kind == **kind);
        if detail.word == "ttlAttribute" && is_of_files(reading, at) {
            continue;
        }
        let kind = detail.kinds.iter().find(there);
        let kind = kind.or_else(|| detail.kinds.iter().find(|kind| asked(kind)));
        let Some(kind) = kind else { continue };
        // Each group of machines has what was said of it.
        let alike = list.0.iter().filter(|it| it.kind == *kind).count();
        if *kind == NODES && alike > 1 {
            continue;
        }
        list.set(kind, detail.word, detail.value);
        if let (Some(word), Some(count)) = (detail.counted, count_before(reading, at)) {
            list.set(kind, word, count);
        }
    }
}

/// "three queues": how many of a part were asked for.
fn count_before(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    let number = |at: usize| match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) if value.is_integer() => Some(value.normalize()),
        _ => None,
    };
    let few = |value: &Decimal| *value > Decimal::ONE && *value <= Decimal::TEN;
    at.checked_sub(1).and_then(number).filter(few)
}

/// "Secrets Manager with rotation every 60 days": the days are the schedule's.
pub(super) fn rotated(list: &mut List) {
    const DAYS: &str = "rotationDays";
    const ROTATION: &str = "AWS::SecretsManager::RotationSchedule";
    let days = list
        .0
        .iter()
        .find_map(|service| service.properties.get(DAYS).cloned());
    if let Some(days) = days.filter(|_| list.has(ROTATION)) {
        list.set(ROTATION, DAYS, days);
    }
}
