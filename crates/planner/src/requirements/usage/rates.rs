//! How often a table or a bucket is read and written: "500 writes per second". Here: which numbers say so, and of which part. Not
//! here: what they cost (`estimate/usage`), what capacity a table has for them (`blueprint`).

use cloudwhisper_api::requirements::{NamedService, Storage};
use indexmap::IndexMap;

use super::{Rhythm, counted, is_each, is_per_head, rhythm, value_at, whole};
use crate::catalog::{dynamodb, s3};
use crate::estimate::{READS, Rate, WRITES};
use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};

const TABLE: &str = dynamodb::Table::KIND;
const BUCKET: &str = s3::Bucket::KIND;
const READ: [&str; 8] = [
    "read",
    "reads",
    "रीड",
    "रीड्स",
    "download",
    "downloads",
    "get",
    "gets",
];
const WRITTEN: [&str; 8] = [
    "write",
    "writes",
    "राइट",
    "राइट्स",
    "upload",
    "uploads",
    "put",
    "puts",
];
/// What only files are said to be.
const OF_FILES: [&str; 8] = [
    "download",
    "downloads",
    "get",
    "gets",
    "upload",
    "uploads",
    "put",
    "puts",
];

/// A number of reads or writes in some time.
struct Said {
    /// The place of the number.
    at: usize,
    /// The place of the store that they are of, and its type.
    store: (usize, &'static str),
    /// How many they are, by the month or by the second.
    rate: Rate,
    count: u64,
}

/// Whether the number at `at` says how often a store is read or written.
pub(in crate::requirements) fn is_rate(reading: &Reading<'_>, at: usize) -> bool {
    said_at(reading, at).is_some()
}

fn said_at(reading: &Reading<'_>, at: usize) -> Option<Said> {
    let value = value_at(reading, at)?;
    let reads = counted(reading, at, &READ);
    let place = reads.or_else(|| counted(reading, at, &WRITTEN))?;
    let rhythm = rhythm(reading, at, place)?;
    if is_each(reading, at, place) || is_per_head(reading, place) {
        return None;
    }
    let store = store(reading, at)?;
    let word = reading.written(place).to_lowercase();
    let first = word.split_whitespace().next().unwrap_or_default();
    if store.1 == TABLE && OF_FILES.contains(&first) {
        return None;
    }
    let rate = if reads.is_some() { &READS } else { &WRITES };
    let count = match rhythm {
        Rhythm::Second => whole(value.ceil(), 1.into())?,
        _ => whole(value, rhythm.per_month())?,
    };
    let rate = match rhythm {
        Rhythm::Second => rate.per_second,
        _ => rate.per_month,
    };
    (count > 0).then_some(Said {
        at,
        store,
        rate,
        count,
    })
}

/// The store nearest before the number in its thought, else behind it. Of an SQL database nothing is billed by reads and writes.
fn store(reading: &Reading<'_>, at: usize) -> Option<(usize, &'static str)> {
    let thought = reading.thought(at);
    let places = (thought.start..at).rev().chain(at + 1..thought.end);
    let mut nearest = places.filter_map(|place| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        match (item.aws, item.what) {
            (Some(TABLE), _) | (_, What::Term(Concept::Store(Storage::Dynamodb) | Concept::Table)) => {
                Some((place, Some(TABLE)))
            }
            (Some(BUCKET), _) | (_, What::Term(Concept::Store(Storage::S3))) => Some((place, Some(BUCKET))),
            (_, What::Term(Concept::Sql(_) | Concept::Database)) => Some((place, None)),
            _ => None,
        }
    });
    let (place, kind) = nearest.next()?;
    Some((place, kind?))
}

/// "Orders table with 2 lakh writes a day": a table that is said to be written so often is a part of its own.
pub(in crate::requirements) fn settle(reading: &mut Reading<'_>) {
    let sql = |item: &crate::requirements::read::Item| {
        item.live && matches!(item.what, What::Term(Concept::Sql(_) | Concept::Database))
    };
    if reading.items.iter().any(sql) {
        return;
    }
    let tables: Vec<usize> = (0..reading.items.len())
        .filter_map(|at| said_at(reading, at))
        .map(|said| said.store.0)
        .filter(|place| reading.concept(*place) == Some(Concept::Table))
        .collect();
    for place in tables {
        if let Some(item) = reading.items.get_mut(place) {
            item.what = What::Term(Concept::Store(Storage::Dynamodb));
            item.aws = Some(TABLE);
        }
    }
}

/// Notes how often tables and buckets are read and written with them.
pub(in crate::requirements) fn note(
    reading: &Reading<'_>,
    storage: &[Storage],
    services: &mut Vec<NamedService>,
) {
    for said in (0..reading.items.len()).filter_map(|at| said_at(reading, at)) {
        let kind = said.store.1;
        let planned = match kind {
            TABLE => storage.contains(&Storage::Dynamodb),
            _ => storage.contains(&Storage::S3),
        };
        let Some(n) = part(reading, &said, services) else {
            if planned {
                let properties = IndexMap::from([(said.rate.to_owned(), said.count.to_string())]);
                services.push(NamedService {
                    kind: kind.to_owned(),
                    name: None,
                    properties,
                });
            }
            continue;
        };
        if let Some(part) = services.get_mut(n) {
            let known = part.properties.entry(said.rate.to_owned());
            known.or_insert_with(|| said.count.to_string());
        }
    }
}

/// The part that is meant: of several of its type the one whose name stands last before the number.
fn part(reading: &Reading<'_>, said: &Said, services: &[NamedService]) -> Option<usize> {
    let end = reading.items.get(said.at)?.span.start;
    let before = reading.text.get(..end)?.to_lowercase();
    let of_kind = services
        .iter()
        .enumerate()
        .filter(|(_, part)| part.kind == said.store.1);
    let spoken_of = |part: &NamedService| {
        part.name
            .as_ref()
            .and_then(|name| before.rfind(&name.to_lowercase()))
    };
    of_kind
        .rev()
        .max_by_key(|(_, part)| spoken_of(part))
        .map(|(n, _)| n)
}
