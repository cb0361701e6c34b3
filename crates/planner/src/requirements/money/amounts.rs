//! Numbers that are money: of all of them the one with the most signs of being a ceiling. Here: its currency and its upper end. Not
//! here: the signs (`signs`), how long it lasts (`period`).

use cloudwhisper_api::amount::{Amount, Budget, Currency};
use rust_decimal::Decimal;

use super::free::is_not_even_one;
use super::signs::{
    budget_near, counts_something, is_of_min_and_max, is_of_others, is_price_class, limit_beside, was_before,
};
use super::{Found, NOTHING, number, period};
use crate::language::lexicon::{Concept, Grammar};
use crate::language::numerals;
use crate::requirements::machines;
use crate::requirements::read::Reading;
use crate::requirements::usage;

/// The budget that an amount says.
pub(super) fn of_amounts(reading: &Reading<'_>) -> Option<Found> {
    if (0..reading.items.len()).any(|at| is_not_even_one(reading, at)) {
        return Some(NOTHING);
    }
    // "Do se das tak badhe": how many there may be of something is no money. Found once, so that the time stays linear.
    let copies = machines::between(reading)
        .map(|it| [it.at, it.to])
        .unwrap_or_default();
    let mut best: Option<(u32, Found)> = None;
    for at in 0..reading.items.len() {
        if copies[1] > 0 && copies.contains(&at) && currency_beside(reading, at).is_none() {
            continue;
        }
        if let Some((score, found)) = candidate(reading, at)
            && best.is_none_or(|(most, _)| score > most)
        {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// The number at `at` as a budget, and how many signs say that it is one.
fn candidate(reading: &Reading<'_>, at: usize) -> Option<(u32, Found)> {
    let value = number(reading, at).filter(|_| !is_no_ceiling(reading, at))?;
    let currency = currency_beside(reading, at);
    let after = behind(at, currency);
    let between = currency.map_or(at..at, |(place, _)| at + 1..place);
    let period = between
        .into_iter()
        .find_map(|place| period::here(reading, place))
        .or_else(|| period::said(reading, at, after));
    let cue = budget_near(reading, at);
    let limit = limit_beside(reading, at, after);
    let score = match currency {
        Some(_) => 8 + 2 * u32::from(cue) + 2 * u32::from(limit) + u32::from(period.is_some()),
        None if !cue && usage::is_limit(reading, at) => return None,
        None if cue => 5 + u32::from(limit) + u32::from(period.is_some()),
        None if limit => 3 + u32::from(period.is_some()),
        None if value >= Decimal::ONE_HUNDRED
            && (period::is_next(reading, at) || period::leads(reading, at)) =>
        {
            1
        }
        None => return None,
    };
    let value = upper_end(reading, after)
        .filter(|upper| *upper > value)
        .unwrap_or(value);
    let (value, period_kind) = period::kept(value, period);
    let amount = Amount::try_from(value).ok()?;
    let budget = Budget {
        amount,
        currency: currency.map_or(Currency::USD, |(_, currency)| currency),
        period: period_kind,
    };
    Some((
        score,
        Found {
            budget,
            currency_said: currency.is_some(),
            indian: numerals::is_indian(reading.written(at)),
            span: period,
        },
    ))
}

/// Whether the number is no ceiling whatever stands near it: it is paid by others or elsewhere, names a class, or counts something.
pub(in crate::requirements) fn is_no_ceiling(reading: &Reading<'_>, at: usize) -> bool {
    let currency = currency_beside(reading, at);
    was_before(reading, at)
        || is_price_class(reading, at)
        || is_of_others(reading, at, behind(at, currency))
        || currency.is_none() && (counts_something(reading, at) || is_of_min_and_max(reading, at))
}

/// The place behind a number and its currency.
fn behind(at: usize, currency: Option<(usize, Currency)>) -> usize {
    currency.map_or(at + 1, |(place, _)| place.max(at) + 1)
}

/// A mark before the number or a word behind it; a mark behind it that has a number of its own is that number's.
fn currency_beside(reading: &Reading<'_>, at: usize) -> Option<(usize, Currency)> {
    let currency = |place: usize| match reading.concept(place) {
        Some(Concept::Currency(currency)) => Some((place, currency)),
        _ => None,
    };
    let before = at.checked_sub(1).and_then(currency);
    // "500/- rupaye": the mark of a finished amount.
    let marks = (at + 1..at + 3)
        .take_while(|place| matches!(reading.written(*place), "/" | "-" | "/-"))
        .count();
    let mut place = at + 1 + marks;
    // "300/day INR", "500 per month rupees".
    if period::here(reading, place).is_some()
        && number(reading, place + 2).is_none()
        && currency(place + 1).is_some()
    {
        place += 1;
    }
    let mark_of_next = matches!(reading.written(place), "₹" | "$") && number(reading, place + 1).is_some();
    // "1500 bucks rupees": the currency's own name says more than the slang before it.
    let twice =
        || currency(place + 1).filter(|_| currency(place).is_some() && number(reading, place + 2).is_none());
    before
        .or_else(twice)
        .or_else(|| currency(place).filter(|_| !mark_of_next))
}

/// The second number of "₹500-800" or "$5 to $10".
fn upper_end(reading: &Reading<'_>, from: usize) -> Option<Decimal> {
    let joins = matches!(
        reading.written(from).to_lowercase().as_str(),
        "-" | "to" | "se" | "से"
    ) || reading.concept(from) == Some(Concept::Grammar(Grammar::InAfter))
        && reading.written(from) == "se";
    if !joins {
        return None;
    }
    let skip = usize::from(matches!(reading.concept(from + 1), Some(Concept::Currency(_))));
    number(reading, from + 1 + skip)
}
