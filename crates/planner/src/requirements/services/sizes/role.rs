//! What a number is for, told by the words around it: a port, processors, memory, copies, a time, a version.

use cloudwhisper_api::requirements::{AppType, Compute};

use super::{number, says_near};
use crate::language::lexicon::{Concept, Grammar, Runtime, Time, Unit, Vague};
use crate::requirements::app::nodes;
use crate::requirements::read::{Reading, What};
use crate::requirements::usage::{Room, room_for};
use crate::requirements::versions;

/// What a number is for.
pub(super) enum Role {
    Port,
    Cpu,
    Memory(u32),
    Disk(u32),
    DatabaseDisk(u32),
    Copies,
    Timeout,
    Retention,
    RuntimeVersion(Runtime),
    EngineVersion,
}

/// What the number at `at` is for; `None` where it is of something else.
pub(super) fn role(reading: &Reading<'_>, at: usize) -> Option<Role> {
    let before = noun_before(reading, at);
    let after = match reading.items.get(at + 1).map(|item| item.what) {
        Some(What::InstanceType) => Some(Concept::Unit(Unit::Copies)), // "three t3.large"
        // "3 node t3.large", "दो नोड का": machines of a cluster.
        Some(What::Term(Concept::Runtime(Runtime::Node))) if nodes::is_machine(reading, at + 1) => {
            Some(Concept::Unit(Unit::Copies))
        }
        // "3 Node.js containers"
        Some(What::Term(Concept::Runtime(_) | Concept::Framework(_) | Concept::Foreign(_))) => {
            reading.concept(at + 2)
        }
        // "Two Windows Server 2022 machines"
        Some(What::Term(Concept::Windows)) => {
            let release = usize::from(versions::is_release_of_windows(reading, at + 2));
            reading.concept(at + 2 + release)
        }
        // "Two vulnerable machines"
        Some(What::Word) if counts_copies(reading.concept(at + 2)) => reading.concept(at + 2),
        _ => reading.concept(at + 1),
    };
    let measured = matches!(
        after,
        Some(Concept::Unit(_) | Concept::Every(_) | Concept::Currency(_) | Concept::Time(_))
    );
    // "PostgreSQL 16 instance": one of that version.
    let one = matches!(
        reading.written(at + 1).to_lowercase().as_str(),
        "instance" | "machine"
    );
    if let (Some(Concept::Sql(engine)), true) = (before, one)
        && engine != crate::language::lexicon::Engine::Any
    {
        return Some(Role::EngineVersion);
    }
    if is_multiplier(reading, at) {
        return Some(Role::Copies);
    }
    // "Python 3.11 Lambda": a release, whatever follows it.
    if let (Some(Concept::Runtime(runtime)), Some(written)) = (before, Some(reading.written(at)))
        && lambda_runtime(runtime, written).is_some()
        && !measured
    {
        return Some(Role::RuntimeVersion(runtime));
    }
    Some(match (before, after) {
        (Some(Concept::Unit(Unit::Port)), _) | (_, Some(Concept::Unit(Unit::Port))) => Role::Port,
        (_, Some(Concept::Unit(Unit::Cpu))) => Role::Cpu,
        (_, Some(Concept::Unit(Unit::Megabytes(size)))) => match room_for(reading, at, at + 1) {
            Room::Memory => Role::Memory(size),
            Room::Storage | Room::Disk if of_database(reading, at) => Role::DatabaseDisk(size),
            Room::Disk => Role::Disk(size),
            Room::Storage | Room::Transfer => return None,
        },
        (
            _,
            Some(
                Concept::Unit(Unit::Copies)
                | Concept::Compute(_)
                | Concept::App(AppType::Container)
                | Concept::Vague(Vague::Server),
            ),
        ) => Role::Copies,
        (Some(Concept::Unit(Unit::Copies)), _) if !measured => Role::Copies,
        (_, Some(Concept::Time(Time::Second | Time::Minute)))
            if says_near(reading, at, Concept::Unit(Unit::Timeout)) =>
        {
            Role::Timeout
        }
        (_, Some(Concept::Every(_) | Concept::Time(Time::Week)))
            if says_near(reading, at, Concept::Logs)
                && !is_of_backups(reading, at)
                && !is_of_others(reading, at) =>
        {
            Role::Retention
        }
        (Some(Concept::Runtime(runtime)), _) if !measured => Role::RuntimeVersion(runtime),
        (Some(Concept::Sql(_)), _) if !measured => Role::EngineVersion,
        _ => return None,
    })
}

fn counts_copies(concept: Option<Concept>) -> bool {
    matches!(
        concept,
        Some(Concept::Unit(Unit::Copies) | Concept::Compute(Compute::Ec2 | Compute::Ecs))
    )
}

/// "2x t3.small", "m6i.large x2", "containers × 3": so many of them.
fn is_multiplier(reading: &Reading<'_>, at: usize) -> bool {
    let times = |place: usize| matches!(reading.written(place).to_lowercase().as_str(), "x" | "×" | "*");
    let copied = |place: usize| {
        reading
            .items
            .get(place)
            .is_some_and(|it| it.what == What::InstanceType)
            || matches!(
                reading.concept(place),
                Some(
                    Concept::Compute(_)
                        | Concept::App(AppType::Container)
                        | Concept::Unit(Unit::Copies)
                        | Concept::Vague(Vague::Server)
                )
            )
    };
    times(at + 1) && copied(at + 2) || at >= 2 && times(at - 1) && copied(at - 2)
}

/// "Backups for 30 days, logs for 6 months": between its own commas a number is of what stands with it.
fn is_of_backups(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let own = (thought.start..at)
        .rev()
        .take_while(|place| reading.written(*place) != ",");
    let own: Vec<Option<Concept>> = own.map(|place| reading.concept(place)).collect();
    own.contains(&Some(Concept::Backup)) && !own.contains(&Some(Concept::Logs))
}

/// "Cache 1 day, logs 1 year": logs have a time of their own between other commas.
fn is_of_others(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let apart = |place: &usize| {
        reading.written(*place) != "," && reading.concept(*place) != Some(Concept::Grammar(Grammar::And))
    };
    let own = |at: usize| {
        let before = (thought.start..at).rev().take_while(apart);
        before.chain((at..thought.end).take_while(apart))
    };
    let says = |at: usize| own(at).any(|place| reading.concept(place) == Some(Concept::Logs));
    let is_time = |place: usize| {
        number(reading, place).is_some()
            && matches!(
                reading.concept(place + 1),
                Some(Concept::Every(_) | Concept::Time(Time::Week))
            )
    };
    let near = thought.start.max(at.saturating_sub(7))..thought.end.min(at + 8);
    !says(at)
        && near
            .into_iter()
            .any(|place| place != at && is_time(place) && says(place))
}

/// Whether gigabytes are an SQL database's: one is named a few words away, and nearer than anything else that holds data.
fn of_database(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(5))..thought.end.min(at + 6);
    let holds = |place: &usize| {
        matches!(
            reading.concept(*place),
            Some(Concept::Sql(_) | Concept::Store(_) | Concept::Files | Concept::Database)
        ) && reading.items.get(*place).is_some_and(|item| item.live)
    };
    let nearest = near.filter(holds).min_by_key(|place| place.abs_diff(at));
    nearest.is_some_and(|place| matches!(reading.concept(place), Some(Concept::Sql(_))))
}

/// The concept before a number, over "is", "on", a colon or "version".
fn noun_before(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(What::Pause | What::Term(Concept::Grammar(_) | Concept::Unit(Unit::Version)))
        )
    };
    (0..at)
        .rev()
        .take(3)
        .find(|place| !light(place))
        .and_then(|place| reading.concept(place))
}

/// What Lambda calls a release of a language.
pub(super) fn lambda_runtime(runtime: Runtime, version: &str) -> Option<String> {
    match runtime {
        Runtime::Node => version
            .split('.')
            .next()?
            .parse::<u8>()
            .ok()
            .filter(|major| (12..40).contains(major))
            .map(|major| format!("nodejs{major}.x")),
        Runtime::Python => version
            .strip_prefix("3.")
            .and_then(|minor| minor.parse::<u8>().ok())
            .map(|minor| format!("python3.{minor}")),
    }
}
