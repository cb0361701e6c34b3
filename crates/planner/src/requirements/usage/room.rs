//! What a number of gigabytes is for: keeping, sending, memory or a disk.

use super::is_break;
use crate::language::lexicon::{Concept, Unit};
use crate::requirements::read::Reading;

/// What gigabytes are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::requirements) enum Room {
    Storage,
    Transfer,
    Memory,
    Disk,
}

/// Words that something is sent by, where no other word says what gigabytes are for. Lower case.
const SENDS: [&str; 22] = [
    "send",
    "sends",
    "sending",
    "sent",
    "serve",
    "serves",
    "serving",
    "served",
    "transfer",
    "transfers",
    "transferred",
    "transferring",
    "deliver",
    "delivers",
    "delivering",
    "streams",
    "streaming",
    "bheje",
    "bhejte",
    "bhejna",
    "भेजे",
    "भेजना",
];

/// What the gigabytes of the number at `at` are for: the word behind the unit, else the one before the number.
pub(in crate::requirements) fn room_for(reading: &Reading<'_>, at: usize, unit: usize) -> Room {
    let sends = |place: usize| {
        let written = reading.written(place).to_lowercase();
        let last = written.split_whitespace().next_back()?;
        SENDS.contains(&last).then_some(Room::Transfer)
    };
    let named = |place: usize| match reading.concept(place)? {
        Concept::Unit(Unit::Memory) => Some(Room::Memory),
        Concept::Unit(Unit::Transfer) => Some(Room::Transfer),
        Concept::Unit(Unit::Disk) => Some(Room::Disk),
        Concept::Room | Concept::Store(_) | Concept::Files | Concept::Database | Concept::Sql(_) => {
            Some(Room::Storage)
        }
        _ => None,
    };
    let cue = |place: usize| named(place).or_else(|| sends(place));
    let behind = (unit + 1..unit + 4)
        .take_while(|place| !is_break(reading, *place))
        .find_map(cue);
    let beside_cpu = (0..at)
        .rev()
        .take(3)
        .any(|place| reading.concept(place) == Some(Concept::Unit(Unit::Cpu)));
    let before = || {
        (0..at)
            .rev()
            .take(3)
            .take_while(|place| !is_break(reading, *place))
            .find_map(cue)
    };
    behind
        .or_else(|| beside_cpu.then_some(Room::Memory))
        .or_else(before)
        .unwrap_or(Room::Storage)
}
