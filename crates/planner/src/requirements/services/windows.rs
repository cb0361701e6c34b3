//! Hours in which AWS may copy a database or work on it: "backup every night at 2 am", "maintenance window Sunday 3 am". Here: which
//! hours were said, by UTC. Not here: work that is started at set times (`requirements/schedules`).

use cloudwhisper_api::requirements::Storage;

use super::{CACHE, CLUSTER, DATABASE, List, relational};
use crate::language::lexicon::{Concept, Grammar};
use crate::language::rhythm::{self, Days, Moment, Rhythm};
use crate::requirements::data::Data;
use crate::requirements::draft::{Case, Notes};
use crate::requirements::read::Reading;
use crate::requirements::schedules;
use crate::requirements::words::Reason;

/// The hour in which backups are made: `20:30-21:30`.
pub(super) const BACKUP: &str = "backupWindow";
/// The hour of the week in which AWS works on it: `sat:21:30-sat:22:30`.
const MAINTENANCE: &str = "maintenanceWindow";
/// Types that AWS copies by itself, night by night.
const COPIED: [&str; 4] = [
    DATABASE,
    CLUSTER,
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
];
/// Types that AWS works on, week by week.
const MAINTAINED: [&str; 7] = [
    DATABASE,
    CLUSTER,
    CACHE,
    "AWS::DocDB::DBCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::Neptune::DBCluster",
    "AWS::Redshift::Cluster",
];
const PLAN: &str = "AWS::Backup::BackupPlan";
/// How many words before and behind say when it is to be.
const NEAR: usize = 9;
const HOUR: i32 = 60;
const DAY: i32 = 24 * HOUR;
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// Notes the hours that were said.
pub(super) fn apply(case: &Case<'_>, data: &Data, list: &mut List, notes: &mut Notes) {
    let reading = &case.reading;
    let mut backup = None;
    if let Some(moment) = said(reading, is_backup) {
        let ahead = moment.ahead.unwrap_or_else(|| schedules::ahead(case));
        let start = (moment.minute - ahead).rem_euclid(DAY);
        let hour = format!("{}-{}", clock(start), clock(start + HOUR));
        backup = Some(start);
        for kind in present(&COPIED, data, list) {
            list.set(kind, BACKUP, &hour);
        }
        if list.has(PLAN) {
            let rhythm = Rhythm::At {
                days: moment.day.map_or(Days::All, |day| Days::Week(1 << day)),
                minute: moment.minute,
            };
            list.set(PLAN, "schedule", rhythm::expression(rhythm, ahead));
        }
    }
    if let Some(moment) = said(reading, is_maintenance) {
        let ahead = moment.ahead.unwrap_or_else(|| schedules::ahead(case));
        let of_week = i32::from(moment.day.unwrap_or_default()) * DAY + moment.minute - ahead;
        let hour = |start: i32| format!("{}-{}", of_the_week(start), of_the_week(start + HOUR));
        let apart = backup.map_or(of_week, |backup| after(of_week, backup));
        for kind in present(&MAINTAINED, data, list) {
            let start = if COPIED.contains(&kind) { apart } else { of_week };
            list.set(kind, MAINTENANCE, hour(start));
            if start != of_week {
                notes.assume(MAINTENANCE, hour(start), Reason::MaintenanceAfterBackup);
            }
        }
    }
}

/// When maintenance begins that was to begin at `of_week`: after the hour of the nightly backup where the two would overlap, which AWS
/// refuses. Source: RDS API reference, `PreferredBackupWindow`, 2026-11.
fn after(of_week: i32, backup: i32) -> i32 {
    let late = (of_week - backup).rem_euclid(DAY);
    if late < HOUR {
        of_week + HOUR - late
    } else if DAY - late < HOUR {
        of_week + HOUR + (DAY - late)
    } else {
        of_week
    }
}

fn present(kinds: &[&'static str], data: &Data, list: &List) -> Vec<&'static str> {
    let kept = |kind: &str| data.storage.contains(&Storage::Rds) && relational(list) == kind;
    kinds
        .iter()
        .copied()
        .filter(|kind| list.has(kind) || kept(kind))
        .collect()
}

/// "Backup every night", "AWS Backup", "backed up daily": by whatever words it came to be known.
fn is_backup(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    reading.concept(at) == Some(Concept::Backup)
        || ["backup", "backed", "बैकअप"]
            .iter()
            .any(|word| written.contains(word))
}

fn is_maintenance(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    ["maintenance", "मेंटेनेंस", "मेन्टेनेंस", "रखरखाव", "rakhrakhav"]
        .iter()
        .any(|start| written.starts_with(start))
}

/// The time that stands with such a word: between the same commas, else behind it in the same thought, where it is not another one's.
fn said(reading: &Reading<'_>, is_it: fn(&Reading<'_>, usize) -> bool) -> Option<Moment> {
    let live = |at: &usize| reading.items.get(*at).is_some_and(|item| item.live);
    let places = (0..reading.items.len()).filter(live);
    places.filter(|at| is_it(reading, *at)).find_map(|at| {
        let goes_on = |place: &usize| {
            !matches!(reading.written(*place), "," | ";")
                && reading.concept(*place) != Some(Concept::Grammar(Grammar::And))
        };
        let thought = reading.thought(at);
        let from = (thought.start.max(at.saturating_sub(NEAR))..at)
            .rev()
            .take_while(goes_on)
            .last();
        let to = (at + 1..thought.end.min(at + NEAR)).take_while(goes_on).last();
        let text = |from: usize, to: usize| {
            let first = reading.items.get(from)?;
            let last = reading.items.get(to)?;
            rhythm::moment(reading.text.get(first.span.start..last.span.end)?)
        };
        let others = || {
            let mut words = (at + 1..thought.end)
                .filter(|place| is_backup(reading, *place) || is_maintenance(reading, *place));
            words.next().is_some() || schedules::any(reading)
        };
        text(from.unwrap_or(at), to.unwrap_or(at)).or_else(|| {
            let end = thought.end.min(at + NEAR).checked_sub(1)?;
            text(at, end).filter(|_| !others())
        })
    })
}

/// `20:30`, of minutes after midnight.
fn clock(minute: i32) -> String {
    let minute = minute.rem_euclid(DAY);
    format!("{:02}:{:02}", minute / HOUR, minute % HOUR)
}

/// `sat:20:30`, of minutes after the week began on Sunday.
fn of_the_week(minute: i32) -> String {
    let minute = minute.rem_euclid(7 * DAY);
    let day = WEEKDAYS
        .into_iter()
        .nth(usize::try_from(minute / DAY).unwrap_or_default());
    format!("{}:{}", day.unwrap_or_default(), clock(minute))
}
