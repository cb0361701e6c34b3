//! What a number of gigabytes is for: keeping, sending, memory or a disk.

use cloudwhisper_api::requirements::{AppType, Compute};
use rust_decimal::Decimal;

use super::{is_break, value_at};
use crate::language::lexicon::{Concept, Unit};
use crate::requirements::machines;
use crate::requirements::read::{Reading, What};

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
        .unwrap_or_else(|| {
            if is_behind_a_machine(reading, at) {
                Room::Disk
            } else if is_of_a_function(reading, at, unit) || is_of_containers(reading, at, unit) {
                Room::Memory
            } else {
                Room::Storage
            }
        })
}

/// "t3.small, 30 GB": a size right behind a machine's type is its disk.
fn is_behind_a_machine(reading: &Reading<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(2)..at)
        .rev()
        .find(|place| reading.written(*place) != ",");
    before.is_some_and(|place| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.what == What::InstanceType)
            && machines::is_of_a_program(reading, place)
    })
}

/// "A container with 2 GB on Fargate": where nothing is spoken of that keeps data, a few gigabytes are the memory.
fn is_of_containers(reading: &Reading<'_>, at: usize, unit: usize) -> bool {
    /// The most that a task can have, in megabytes. Source: ECS developer guide, "Task CPU and memory", 2026-11.
    const MOST: u32 = 122_880;
    let few = match (value_at(reading, at), reading.concept(unit)) {
        (Some(value), Some(Concept::Unit(Unit::Megabytes(size)))) => value
            .checked_mul(Decimal::from(size))
            .is_some_and(|total| total <= Decimal::from(MOST)),
        _ => false,
    };
    let says = |test: fn(Concept) -> bool| {
        reading
            .thought(at)
            .any(|place| reading.concept(place).is_some_and(test))
    };
    let runs = says(|it| {
        matches!(
            it,
            Concept::Compute(Compute::Ecs) | Concept::App(AppType::Container)
        )
    });
    let keeps = says(|it| {
        matches!(
            it,
            Concept::Store(_)
                | Concept::Files
                | Concept::Room
                | Concept::Database
                | Concept::Sql(_)
                | Concept::Backup
        )
    });
    few && runs && !keeps
}

/// "Notifier function, 256 MB, 10 s": megabytes that nothing else is said of are the memory of a function that is spoken of.
fn is_of_a_function(reading: &Reading<'_>, at: usize, unit: usize) -> bool {
    let small = reading.concept(unit) == Some(Concept::Unit(Unit::Megabytes(1)));
    let function = |place: usize| {
        reading.concept(place) == Some(Concept::Function)
            || reading
                .items
                .get(place)
                .is_some_and(|it| it.aws == Some("AWS::Lambda::Function"))
    };
    small && reading.thought(at).any(function)
}
