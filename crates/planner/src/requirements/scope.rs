//! What "not", "no wait", "or", "for" and "in" do to the items around them. Here: marks on items and the alternatives that
//! are left open. Not here: what a live item means for the requirements.

use std::mem::discriminant;
use std::ops::Range;

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Intent};

/// What can be said only once, so that two of it are a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The kind of application.
    App,
    /// The framework.
    Framework,
    /// What it runs on.
    Compute,
    /// The database.
    Database,
    /// The region.
    Region,
    /// Public or private.
    Access,
}

/// The slot of a concept.
pub(super) fn slot(concept: Concept) -> Option<Slot> {
    use cloudwhisper_api::requirements::Storage;
    Some(match concept {
        Concept::App(_) | Concept::Leaning(_) => Slot::App,
        Concept::Framework(_) | Concept::Runtime(_) | Concept::Foreign(_) => Slot::Framework,
        Concept::Compute(_) | Concept::Docker => Slot::Compute,
        Concept::Database | Concept::Sql(_) | Concept::Store(Storage::Dynamodb | Storage::Rds) => {
            Slot::Database
        }
        Concept::Region(_) => Slot::Region,
        Concept::Public | Concept::Private => Slot::Access,
        _ => return None,
    })
}

/// Things that a "not" can be about.
fn is_content(concept: Concept) -> bool {
    slot(concept).is_some()
        || matches!(
            concept,
            Concept::Vague(_)
                | Concept::Store(_)
                | Concept::Files
                | Concept::Room
                | Concept::Table
                | Concept::Function
                | Concept::Service
                | Concept::Unplanned(_)
                | Concept::World
                | Concept::CustomDomain
                | Concept::Ssh
                | Concept::Tls
                | Concept::PlainHttp
                | Concept::Encryption
                | Concept::Unencrypted
                | Concept::FullRights
                | Concept::Logs
                | Concept::Alarm
                | Concept::Mail
                | Concept::Backup
                | Concept::Free
                | Concept::Budget
        )
}

/// Alternatives that the prompt leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenChoice {
    pub(super) slot: Slot,
    pub(super) first: Concept,
    pub(super) second: Concept,
}

/// Marks the items and returns the alternatives that stay open.
pub(super) fn apply(reading: &mut Reading<'_>) -> Vec<OpenChoice> {
    take_back(reading);
    deny(reading);
    set_aside(reading);
    open_choices(reading)
}

impl Reading<'_> {
    fn grammar(&self, at: usize) -> Option<Grammar> {
        match self.concept(at)? {
            Concept::Grammar(grammar) => Some(grammar),
            _ => None,
        }
    }

    fn content(&self, at: usize) -> Option<Concept> {
        self.concept(at).filter(|concept| is_content(*concept))
    }

    /// The content items that touch, beginning at `at`.
    fn run_from(&self, at: usize) -> Range<usize> {
        at..(at..self.items.len())
            .find(|place| self.content(*place).is_none())
            .unwrap_or(self.items.len())
    }

    /// The content items that touch, ending just before `end`.
    fn run_until(&self, end: usize) -> Range<usize> {
        let from = (0..end)
            .rev()
            .take_while(|place| self.content(*place).is_some())
            .last()
            .unwrap_or(end);
        from..end
    }

    fn deny_place(&mut self, at: usize) {
        if let Some(item) = self.items.get_mut(at) {
            item.live = false;
            item.denied = true;
        }
    }

    /// Denies the last of a run of nouns, which is its head, and the ones before it that say the same thing.
    fn deny_run(&mut self, run: Range<usize>) {
        let Some(head) = run.end.checked_sub(1).filter(|head| *head >= run.start) else {
            return;
        };
        let access = run.clone().find(|at| self.concept(*at) == Some(Concept::Public));
        if let Some(access) = access.filter(|access| *access < head) {
            return self.deny_place(access); // "no public database" is a private one, not none
        }
        let head_slot = self.concept(head).and_then(slot);
        for at in run {
            if at == head || (head_slot.is_some() && self.concept(at).and_then(slot) == head_slot) {
                self.deny_place(at);
            }
        }
    }
}

/// "Postgres, no wait, DynamoDB": what comes after a correction takes the place of its like before it.
fn take_back(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let pivot = match reading.grammar(at) {
            Some(Grammar::Correction) => at,
            Some(Grammar::Instead) => pause_before(reading, at),
            _ => continue,
        };
        let last = reading.items.len().min(at + CORRECTION);
        let end = (at + 2..last).find(|place| reading.stops(*place)).unwrap_or(last);
        let new: Vec<_> = (pivot..end)
            .filter_map(|place| Some((place, said_once(reading, place)?)))
            .collect();
        for old in pivot.saturating_sub(TAKEN_BACK)..pivot {
            let replaced = said_once(reading, old).is_some_and(|key| new.iter().any(|(_, new)| *new == key));
            if replaced && let Some(item) = reading.items.get_mut(old) {
                item.live = false;
            }
        }
    }
}

/// How far a correction looks ahead for the new choice, and back for the old one.
const CORRECTION: usize = 24;
const TAKEN_BACK: usize = 64;

fn pause_before(reading: &Reading<'_>, at: usize) -> usize {
    let pause = |place: &usize| {
        reading.stops(*place)
            || reading
                .items
                .get(*place)
                .is_some_and(|item| item.what == What::Pause)
    };
    (at.saturating_sub(CORRECTION)..at)
        .rev()
        .find(pause)
        .unwrap_or(at.saturating_sub(CORRECTION))
}

/// What an item is the one and only of: a slot, or the number of some unit.
#[derive(PartialEq)]
enum Once {
    Slot(Slot),
    Number(Option<std::mem::Discriminant<Concept>>),
}

fn said_once(reading: &Reading<'_>, at: usize) -> Option<Once> {
    match reading.items.get(at)?.what {
        What::Term(concept) => slot(concept).map(Once::Slot),
        What::RegionCode => Some(Once::Slot(Slot::Region)),
        What::Number(_) => Some(Once::Number(unit_beside(reading, at).as_ref().map(discriminant))),
        _ => None,
    }
}

fn unit_beside(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let is_unit = |concept: &Concept| matches!(concept, Concept::Unit(_) | Concept::Currency(_));
    let after = (at + 1..at + 3).find_map(|place| reading.concept(place).filter(is_unit));
    after.or_else(|| reading.concept(at.checked_sub(1)?).filter(is_unit))
}

fn deny(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        match reading.concept(at) {
            Some(Concept::Grammar(Grammar::NotBefore)) => deny_after(reading, at, false),
            Some(Concept::Grammar(Grammar::Without)) => deny_after(reading, at, true),
            Some(Concept::Grammar(Grammar::NotAfter)) => deny_around(reading, at),
            Some(Concept::Intent(Intent::Disable)) => disable(reading, at),
            _ => {}
        }
    }
}

/// How many words may stand between a "not" and its noun.
const REACH: usize = 4;

fn is_light(reading: &Reading<'_>, at: usize) -> bool {
    match reading.items.get(at).map(|item| item.what) {
        Some(What::Word | What::Term(Concept::Filler | Concept::Intent(Intent::Make | Intent::Deploy))) => {
            true
        }
        Some(What::Term(Concept::Grammar(grammar))) => {
            matches!(
                grammar,
                Grammar::Article | Grammar::Of | Grammar::For | Grammar::ForAfter | Grammar::In
            )
        }
        _ => false,
    }
}

/// "no database", "without Docker or Kubernetes".
fn deny_after(reading: &mut Reading<'_>, negator: usize, and_too: bool) {
    let words = (negator + 1..negator + 1 + REACH)
        .take_while(|at| is_light(reading, *at))
        .count();
    let mut at = negator + 1 + words;
    if matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(_))) {
        return reading.deny_place(at);
    }
    if matches!(reading.concept(at), Some(Concept::Currency(_))) {
        return reading.deny_place(at + 1);
    }
    loop {
        let run = reading.run_from(at);
        if run.is_empty() {
            return;
        }
        reading.deny_run(run.clone());
        let joins = match reading.grammar(run.end) {
            Some(Grammar::Or) => true,
            Some(Grammar::And) => and_too || reading.written(run.end).eq_ignore_ascii_case("nor"),
            _ => listed_on(reading, run.end),
        };
        if !joins {
            return;
        }
        at = run.end + 1;
        while reading
            .grammar(at)
            .is_some_and(|grammar| matches!(grammar, Grammar::Or | Grammar::Article))
        {
            at += 1;
        }
    }
}

/// A comma inside "a, b or c": the list goes on and ends in "or".
fn listed_on(reading: &Reading<'_>, comma: usize) -> bool {
    if reading.items.get(comma).map(|item| item.what) != Some(What::Pause) {
        return false;
    }
    let next = reading.run_from(comma + 1);
    !next.is_empty()
        && (reading.grammar(next.end) == Some(Grammar::Or)
            || reading.grammar(next.end + 1) == Some(Grammar::Or))
}

/// "nahi" denies what stands before it, or what follows where nothing does.
fn deny_around(reading: &mut Reading<'_>, at: usize) {
    if !deny_before(reading, at) {
        deny_after(reading, at, false);
    }
}

/// "database nahi chahiye", "S3 aur database nahi chahiye". Whether there was something to deny.
fn deny_before(reading: &mut Reading<'_>, negator: usize) -> bool {
    let words = (0..negator)
        .rev()
        .take(REACH)
        .take_while(|at| is_light(reading, *at))
        .count();
    let mut end = negator - words;
    let before = end
        .checked_sub(1)
        .and_then(|at| reading.items.get(at))
        .map(|item| item.what);
    if matches!(before, Some(What::Number(_) | What::Term(Concept::Currency(_)))) {
        for at in end.saturating_sub(2)..end {
            if matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(_))) {
                reading.deny_place(at);
            }
        }
        return true;
    }
    let mut found = false;
    loop {
        let run = reading.run_until(end);
        if run.is_empty() {
            return found;
        }
        found = true;
        reading.deny_run(run.clone());
        let joined = run.start.checked_sub(1).and_then(|at| reading.grammar(at));
        if !matches!(joined, Some(Grammar::Or | Grammar::And))
            || run.start < 2
            || reading.written(run.start - 1) == "bhi"
        {
            return found;
        }
        end = run.start - 1;
    }
}

/// "disable encryption", "encryption band karo": only safeguards can be switched off.
fn disable(reading: &mut Reading<'_>, at: usize) {
    let safeguard = |concept: Concept| {
        matches!(
            concept,
            Concept::Encryption | Concept::Tls | Concept::Backup | Concept::Logs | Concept::Public
        )
    };
    let near = (at.saturating_sub(3)..at + 4).filter(|place| *place != at);
    let target = near
        .into_iter()
        .find(|place| reading.concept(*place).is_some_and(safeguard));
    if let Some(target) = target {
        reading.deny_place(target);
    }
}

/// "for X", "X ke liye", "in X", "X mein", "X ka Y": X says what the thing is for or made with.
fn set_aside(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let places = match reading.grammar(at) {
            Some(Grammar::For | Grammar::In | Grammar::With) => noun_after(reading, at),
            Some(Grammar::ForAfter | Grammar::InAfter) => reading.run_until(at),
            Some(Grammar::Of) if reading.content(at + 1).is_some() => reading.run_until(at),
            _ => continue,
        };
        for place in places {
            if let Some(item) = reading.items.get_mut(place) {
                item.aside = true;
            }
        }
    }
}

fn noun_after(reading: &Reading<'_>, at: usize) -> Range<usize> {
    let words = (at + 1..at + 1 + REACH)
        .take_while(|place| is_light(reading, *place))
        .count();
    reading.run_from(at + 1 + words)
}

/// "lambda or ecs?": two live items of a slot with "or" between them.
fn open_choices(reading: &Reading<'_>) -> Vec<OpenChoice> {
    if reading.says(Concept::Grammar(Grammar::YouDecide)) {
        return Vec::new();
    }
    (0..reading.items.len())
        .filter(|at| reading.grammar(*at) == Some(Grammar::Or))
        .filter_map(|at| choice_at(reading, at))
        .collect()
}

fn choice_at(reading: &Reading<'_>, or: usize) -> Option<OpenChoice> {
    let live = |place: usize| {
        reading
            .content(place)
            .filter(|_| reading.items.get(place).is_some_and(|item| item.live))
    };
    let skip = |place: &usize| {
        is_light(reading, *place) || reading.grammar(*place).is_some_and(|g| g == Grammar::InAfter)
    };
    let after = or + 1 + (or + 1..or + 3).take_while(skip).count();
    let before = or.checked_sub(1 + (0..or).rev().take(2).take_while(skip).count())?;
    let (first, second) = (live(before)?, live(after)?);
    let shared = slot(first)?;
    (slot(second) == Some(shared) && first != second).then_some(OpenChoice {
        slot: shared,
        first,
        second,
    })
}
