//! How long a sum of money is to last. Here: reading it, and counting it up to a period that budgets are kept in. Not here: which
//! number is money (`money`).

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use super::{is_pause, number};
use crate::language::lexicon::{Concept, Grammar, Time};
use crate::requirements::read::Reading;

const WEEKS_PER_YEAR: Decimal = Decimal::from_parts(52, 0, 0, false, 0);
const MONTHS_PER_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
/// Ten years: beyond that a number of months is a slip.
const MOST_MONTHS: u32 = 120;

/// How long an amount is to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::requirements) enum Span {
    /// A period that budgets are kept in.
    Kept(Period),
    /// A week, of which a year has 52.
    Week,
    /// So many months, two or more.
    Months(u32),
    /// Once and for all.
    Once,
}

/// What is said of the time that the amount at `at` is for; `after` is the place behind it and its currency.
pub(super) fn said(reading: &Reading<'_>, at: usize, after: usize) -> Option<Span> {
    let once = || is_once(reading, at).then_some(Span::Once);
    period_after(reading, after)
        .or_else(|| months_after(reading, after))
        .or_else(|| months_before(reading, at))
        .or_else(|| period_before(reading, at))
        .or_else(once)
}

/// "₹12,000 for 6 months", "$100 over two years".
fn months_after(reading: &Reading<'_>, from: usize) -> Option<Span> {
    let reach = (from..from + 4).take_while(|at| !is_pause(reading, *at));
    let count = reach.into_iter().find(|at| number(reading, *at).is_some())?;
    months(reading, count)
}

/// "6 mahine ke liye ₹12,000".
fn months_before(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let reach = (at.saturating_sub(6)..at)
        .rev()
        .take_while(|place| !is_pause(reading, *place));
    let count = reach
        .into_iter()
        .find(|place| number(reading, *place).is_some())?;
    months(reading, count)
}

/// The number at `count` as a number of months, where it counts months or years.
fn months(reading: &Reading<'_>, count: usize) -> Option<Span> {
    let each = match reading.concept(count + 1)? {
        Concept::Every(Period::Month) => Decimal::ONE,
        Concept::Every(Period::Year) => MONTHS_PER_YEAR,
        _ => return None,
    };
    let total = number(reading, count)?.checked_mul(each)?;
    let total = u32::try_from(total).ok().filter(|_| total.fract().is_zero())?;
    (2..=MOST_MONTHS).contains(&total).then_some(Span::Months(total))
}

/// "One-time budget", "ek baar ka kharch".
fn is_once(reading: &Reading<'_>, at: usize) -> bool {
    const ONCE: [&str; 12] = [
        "one-time",
        "one time",
        "onetime",
        "one-off",
        "one off",
        "lump sum",
        "once only",
        "ek baar",
        "ek bar",
        "ekmusht",
        "एक बार",
        "एकमुश्त",
    ];
    let thought = reading.thought(at);
    let near = at.saturating_sub(6).max(thought.start)..(at + 6).min(thought.end);
    let words: Vec<String> = near.map(|place| reading.written(place).to_lowercase()).collect();
    let words = words.join(" ");
    ONCE.iter().any(|once| words.contains(once))
}

/// A period at this place: "month", "yearly", "तिमाही".
pub(super) fn here(reading: &Reading<'_>, at: usize) -> Option<Span> {
    match reading.written(at).to_lowercase().as_str() {
        "quarter" | "quarters" | "quarterly" | "timahi" | "तिमाही" => {
            return Some(Span::Months(3));
        }
        "half-yearly" | "half-year" | "chhamahi" | "छमाही" => return Some(Span::Months(6)),
        _ => {}
    }
    match reading.concept(at)? {
        Concept::Every(period) => Some(Span::Kept(period)),
        Concept::Time(Time::Week) => Some(Span::Week),
        _ => None,
    }
}

fn period_after(reading: &Reading<'_>, from: usize) -> Option<Span> {
    let reach = (from..from + 5).take_while(|place| {
        !reading.stops(*place) && number(reading, *place).is_none() && reading.written(*place) != ","
    });
    reach.into_iter().find_map(|place| here(reading, place))
}

/// A period before the amount, unless it is the rhythm of something else: "10,000 requests per day and …".
fn period_before(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let ends = |place: usize| {
        let concept = reading.concept(place);
        is_pause(reading, place)
            || number(reading, place).is_some()
            || matches!(
                concept,
                Some(Concept::Unit(_) | Concept::Grammar(Grammar::And | Grammar::But))
            )
    };
    let reach = at.saturating_sub(6)..at;
    reach
        .rev()
        .take_while(|place| !ends(*place))
        .find_map(|place| here(reading, place))
}

/// "500 per month": a bare amount that lasts so long, where nothing else between its commas is counted.
pub(super) fn is_next(reading: &Reading<'_>, at: usize) -> bool {
    let kept = matches!(
        reading.concept(at + 1),
        Some(Concept::Every(Period::Month | Period::Year))
    );
    let thought = reading.thought(at);
    let comma = |place: &usize| reading.written(*place) == ",";
    let from = (thought.start..at).rev().find(comma).unwrap_or(thought.start);
    let to = (at..thought.end).find(comma).unwrap_or(thought.end);
    kept && (from..to).all(|place| {
        !matches!(
            reading.concept(place),
            Some(Concept::Unit(_) | Concept::Logs | Concept::Backup)
        )
    })
}

/// "Saal ke pachees hazaar": a period that says whose the amount is.
pub(super) fn leads(reading: &Reading<'_>, at: usize) -> bool {
    let kept = |place: usize| {
        matches!(
            reading.concept(place),
            Some(Concept::Every(Period::Month | Period::Year))
        )
    };
    let of = at
        .checked_sub(1)
        .is_some_and(|before| reading.concept(before) == Some(Concept::Grammar(Grammar::Of)));
    let ends = is_pause(reading, at + 1);
    let leads = at.checked_sub(1).is_some_and(kept) || of && at.checked_sub(2).is_some_and(kept);
    ends && leads
}

/// The amount for a period that budgets are kept in. What lasts for some months or for ever is the amount of a year: a year's
/// worth of the months, and all of what is there once.
pub(super) fn kept(value: Decimal, span: Option<Span>) -> (Decimal, Period) {
    match span {
        Some(Span::Kept(period)) => (value, period),
        Some(Span::Week) => (times(value, WEEKS_PER_YEAR), Period::Year),
        Some(Span::Months(months)) => {
            let year = times(value, MONTHS_PER_YEAR) / Decimal::from(months);
            (year.round_dp(2).normalize(), Period::Year)
        }
        Some(Span::Once) => (value, Period::Year),
        None => (value, Period::Month),
    }
}

fn times(value: Decimal, factor: Decimal) -> Decimal {
    value.checked_mul(factor).unwrap_or(value)
}
