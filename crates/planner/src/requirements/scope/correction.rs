//! "no wait", "balki", "instead": what is said after takes the place of its like before.

use std::mem::discriminant;

use super::{Slot, slot};
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::alternatives;
use crate::requirements::read::{Reading, What};

/// "Postgres, no wait, DynamoDB": what comes after a correction takes the place of its like before it.
pub(super) fn take_back(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        if changes_currency(reading, at) {
            continue;
        }
        if corrects(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Grammar(Grammar::Correction));
        }
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
        if let Some(amount) = bare_amount(reading, pivot, &new)
            && amended(reading, pivot, amount)
        {
            continue;
        }
        replace_service(reading, pivot, end);
        for old in pivot.saturating_sub(TAKEN_BACK)..pivot {
            let replaced = said_once(reading, old).is_some_and(|key| new.iter().any(|(_, new)| *new == key));
            if replaced {
                reading.take_out(old);
            }
        }
    }
}

/// "150 euros... no, dollars": a currency without a number of its own takes the place of the one before it.
fn changes_currency(reading: &mut Reading<'_>, no: usize) -> bool {
    const NEAR: usize = 6;
    let corrects = reading.grammar(no) == Some(Grammar::Correction)
        || matches!(
            reading.written(no).to_lowercase().as_str(),
            "no" | "sorry" | "nahi" | "nahin" | "नहीं" | "not" | "oops"
        );
    if !corrects {
        return false;
    }
    let pauses = |place: &usize| {
        reading.stops(*place)
            || reading
                .items
                .get(*place)
                .is_some_and(|item| item.what == What::Pause)
            || matches!(
                reading.written(*place).to_lowercase().as_str(),
                "i mean" | "make that" | "no" | "sorry" | "nahi"
            )
    };
    let new = no + 1 + (no + 1..no + 4).take_while(pauses).count();
    let is_number = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && matches!(item.what, What::Number(_)))
    };
    let is_currency = |place: usize| {
        matches!(
            reading.concept(place),
            Some(Concept::Currency(_) | Concept::OtherCurrency)
        )
    };
    let of_its_own = |place: usize| is_number(place + 1) || place.checked_sub(1).is_some_and(is_number);
    if !matches!(reading.concept(new), Some(Concept::Currency(_))) || of_its_own(new) {
        return false;
    }
    let old = (no.saturating_sub(NEAR)..no)
        .rev()
        .find(|place| is_currency(*place) && of_its_own(*place));
    let (Some(old), Some(what)) = (old, reading.items.get(new).map(|item| item.what)) else {
        return false;
    };
    if let Some(item) = reading.items.get_mut(old) {
        item.what = what;
    }
    reading.take_out(new);
    true
}

/// "Kinesis, hmm no, SQS": the service that was named last is taken back for one that does the same.
fn replace_service(reading: &mut Reading<'_>, pivot: usize, end: usize) {
    let Some((family, new)) = (pivot..end).find_map(|at| alternatives::family(reading, at)) else {
        return;
    };
    let old = (pivot.saturating_sub(CORRECTION)..pivot)
        .rev()
        .find(|at| alternatives::family(reading, *at).is_some_and(|(of, _)| of == family));
    let Some(old) = old.filter(|at| alternatives::family(reading, *at).is_some_and(|(_, kind)| kind != new))
    else {
        return;
    };
    reading.take_out(old);
}

/// "Ek hazaar rupaye, nahi nahi do hazaar": the first thing behind the correction is a number that is of nothing by itself.
fn bare_amount(reading: &Reading<'_>, pivot: usize, new: &[(usize, Once)]) -> Option<usize> {
    let (place, _) = new.first().filter(|(_, key)| *key == Once::Number(None))?;
    let near = *place <= pivot + 2;
    let counts = matches!(
        reading.items.get(place + 1).map(|item| item.what),
        Some(What::Word | What::Name | What::Term(Concept::App(_) | Concept::Vague(_) | Concept::Service))
    );
    (near && !counts).then_some(*place)
}

/// Puts the number at `amount` in the place of the last amount of money before the correction; whether there was one.
fn amended(reading: &mut Reading<'_>, pivot: usize, amount: usize) -> bool {
    let is_money = |place: &usize| {
        matches!(
            reading.items.get(*place).map(|item| item.what),
            Some(What::Number(_))
        ) && matches!(unit_beside(reading, *place), Some(Concept::Currency(_)))
    };
    let Some(old) = (pivot.saturating_sub(CORRECTION)..pivot).rev().find(is_money) else {
        return false;
    };
    let Some(what) = reading.items.get(amount).map(|item| item.what) else {
        return false;
    };
    if let Some(item) = reading.items.get_mut(old) {
        item.what = what;
    }
    reading.take_out(amount);
    true
}

/// "₹500, nahi ₹1000", "Postgres, no, DynamoDB": a bare no between two of a kind takes the first back. In Hindi a "nahi" that
/// denies stands behind its noun, in English a "no" right before it.
fn corrects(reading: &Reading<'_>, no: usize) -> bool {
    let pause = |place: Option<usize>| {
        place
            .and_then(|place| reading.items.get(place))
            .is_some_and(|item| matches!(item.what, What::Pause | What::Stop))
    };
    let written = reading.written(no).to_lowercase();
    if NOW.contains(&written.as_str()) && was_said_before(reading, no) {
        return true;
    }
    let hindi = matches!(written.as_str(), "nahi" | "nahin" | "nhi" | "nai" | "नहीं" | "नही");
    let english = written == "no" && pause(Some(no + 1));
    // "Kinesis ... hmm no, SQS": what is said while thinking is no word.
    let thinks = |place: usize| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "hmm" | "hm" | "um" | "uh" | "err" | "er" | "oh" | "ah" | "well" | "arre" | "are"
        )
    };
    let before = no.checked_sub(1).filter(|place| thinks(*place)).or(Some(no));
    if !(hindi || english) || !pause(before.and_then(|place| place.checked_sub(1))) {
        return false;
    }
    let first = no + 1 + usize::from(pause(Some(no + 1)));
    if (first..first + 3).any(|place| {
        alternatives::family(reading, place).is_some_and(|(new, kind)| {
            (no.saturating_sub(8)..no)
                .filter_map(|old| alternatives::family(reading, old))
                .any(|(old, before)| old == new && before != kind)
        })
    }) {
        return true;
    }
    let new = (first..first + 3).find_map(|place| said_once(reading, place));
    let old = (no.saturating_sub(8)..no).filter_map(|place| said_once(reading, place));
    // "Postgres nahi" behind the second one denies that one.
    let denied = (first..first + 4)
        .any(|place| matches!(reading.concept(place), Some(Concept::Grammar(Grammar::NotAfter))));
    new.is_some_and(|new| !denied && old.into_iter().any(|old| old == new))
}

/// "At first Frankfurt, now Sydney": what was meant once, and what is meant now.
const ONCE: [&str; 20] = [
    "first",
    "earlier",
    "initially",
    "originally",
    "previously",
    "before",
    "thought",
    "planned",
    "considered",
    "used",
    "pehle",
    "pahle",
    "phle",
    "shuru",
    "socha",
    "पहले",
    "सोचा",
    "शुरू",
    "कहा",
    "kaha",
];
const NOW: [&str; 4] = ["now", "ab", "अब", "but now"];

fn was_said_before(reading: &Reading<'_>, now: usize) -> bool {
    let from = now.saturating_sub(CORRECTION);
    (from..now).any(|at| {
        let written = reading.written(at).to_lowercase();
        written.split_whitespace().any(|word| ONCE.contains(&word))
    })
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
