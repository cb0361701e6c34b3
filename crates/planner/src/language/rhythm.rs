//! Times at which something is due again and again: "every night at 2 am IST", "weekdays at 9", "हर रात 2 बजे", "har ghante".
//! Here: from words to a rhythm. Not here: AWS's way to write it (`cron.rs`), whether something is to be started
//! (`requirements/schedules`).

mod clock;
mod cron;
mod days;
mod words;

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive as _;

use super::numerals;
use super::tokens::Token;

use self::clock::{Part, REACH, clock, clock_near};
use self::days::{days, month_end, plural_days};

pub(crate) use cron::expression;

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// Every so many minutes, from 1 on.
    Minutes(u32),
    /// Every so many hours, from 1 on.
    Hours(u32),
    /// Every so many days, from 1 on.
    Days(u32),
    /// On certain days, at a time of day.
    At {
        /// Which days.
        days: Days,
        /// Minutes after midnight, where the person is.
        minute: i32,
    },
}

/// Days of a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// Every day.
    All,
    /// Days of the week, one bit each; bit 0 is Sunday.
    Week(u8),
    /// A day of the month, 1 to 31.
    Month(u8),
    /// The last day of the month.
    LastOfMonth,
}

/// A rhythm in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Due {
    /// How often.
    pub(crate) rhythm: Rhythm,
    /// Minutes by which the clock that was named is ahead of UTC; `None` where none was.
    pub(crate) ahead: Option<i32>,
    /// The tokens of a time of day, which is said of nothing but work that is due.
    pub(crate) clock: Option<Range<usize>>,
    /// The tokens that say it, with the time of day.
    pub(crate) tokens: Range<usize>,
}

/// What the words of a rhythm say by themselves.
#[derive(Clone, Copy)]
enum Said {
    Interval(u32, Unit),
    On(Days, Option<Part>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
}

/// Every rhythm in the text, in order.
pub(crate) fn find(tokens: &[Token]) -> Vec<Due> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match said(tokens, at).and_then(|(said, length)| due(tokens, at, said, length)) {
            Some(due) => {
                at = due.tokens.end.max(at + 1);
                found.push(due);
            }
            None => at += 1,
        }
    }
    found
}

/// The tokens of each time of day: those of the rhythms in [`find`]'s answer, and whatever can be nothing else ("9 am", "9 बजे",
/// "9:30").
pub(crate) fn times_of_day(tokens: &[Token], due: &[Due]) -> Vec<Range<usize>> {
    let alone = (0..tokens.len())
        .filter_map(|at| clock(tokens, at))
        .map(|clock| clock.tokens)
        .filter(|said| is_unmistakable(tokens, said));
    due.iter()
        .filter_map(|due| due.clock.clone())
        .chain(alone)
        .collect()
}

/// A time of the week, as far as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day, 0 is Sunday.
    pub(crate) day: Option<u8>,
    /// Minutes after midnight, where the person is.
    pub(crate) minute: i32,
    /// Minutes by which the clock that was named is ahead of UTC; `None` where none was.
    pub(crate) ahead: Option<i32>,
}

/// The time that a few words say: "Sunday 3 am", "roz raat 2 baje", "03:00 UTC".
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let tokens = super::tokens::tokenize(text);
    let all = 0..tokens.len();
    let clock = all.clone().find_map(|at| clock(&tokens, at))?;
    let part = all.clone().find_map(|at| words::part(word(&tokens, at)));
    Some(Moment {
        day: all.clone().find_map(|at| words::weekday(word(&tokens, at))),
        minute: clock.minute(part),
        ahead: all.clone().find_map(|at| words::zone(word(&tokens, at))),
    })
}

/// Whether a time of day says so itself and doesn't lean on an "at" before a number.
fn is_unmistakable(tokens: &[Token], said: &Range<usize>) -> bool {
    let glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
    let marked = said.clone().skip(1).any(|at| {
        let word = word(tokens, at);
        words::OCLOCK.contains(&word) || words::afternoon(word).is_some()
    });
    let parted = word(tokens, said.end.saturating_sub(1)) == "m";
    let colon = said
        .clone()
        .any(|at| word(tokens, at) == ":" && glued(at) && glued(at + 1));
    marked || parted || colon
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens
        .get(at)
        .map(|token| token.folded.as_str())
        .unwrap_or_default()
}

/// What is said from `at` on, and over how many tokens.
fn said(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let first = word(tokens, at);
    if words::EACH.contains(&first) {
        let (said, length) = each(tokens, at + 1)?;
        return Some((said, 1 + length));
    }
    if words::ON.contains(&first) && words::EACH.contains(&word(tokens, at + 1)) {
        return None; // begins a word later
    }
    if let Some(said) = adverb(first) {
        return Some(match said {
            Said::On(days, None) => (Said::On(days, part_after(tokens, at + 1)), 1),
            said => (said, 1),
        });
    }
    if let Some((days, length)) = plural_days(tokens, at) {
        return Some((Said::On(days, part_after(tokens, at + length)), length));
    }
    month_end(tokens, at)
        .or_else(|| times_a(tokens, at))
        .or_else(|| times_in(tokens, at))
        .or_else(|| at_hour(tokens, at))
}

/// "Raat 2 baje", "सुबह 6 बजे": in Hindi the time of day alone says when something is done, day after day, unless it is one day's.
fn at_hour(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let part = words::part(word(tokens, at))?;
    let ko = usize::from(words::ON.contains(&word(tokens, at + 1)));
    let clock = clock(tokens, at + 1 + ko)?;
    let oclock = words::OCLOCK.contains(&word(tokens, clock.tokens.end.checked_sub(1)?));
    let one_day = (at.saturating_sub(REACH)..at).any(|place| words::ONE_DAY.contains(&word(tokens, place)));
    (oclock && !one_day).then_some((Said::On(Days::All, Some(part)), 1))
}

/// Behind "every": a number and a unit, a part of the day, or a day of the week.
fn each(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    if word(tokens, at) == "other" && words::unit(word(tokens, at + 1)) == Some(Unit::Day) {
        return Some((Said::Interval(2, Unit::Day), 2));
    }
    if let Some((number, length)) = numerals::read(tokens, at, |token| words::unit(&token.folded).is_some()) {
        let unit = words::unit(word(tokens, at + length))?;
        let number = number.to_u32().filter(|number| (1..=100_000).contains(number))?;
        return Some((Said::Interval(number, unit), length + 1));
    }
    if let Some(unit) = words::unit(word(tokens, at)) {
        return Some(match (unit, words::part(word(tokens, at + 1))) {
            (Unit::Day, part) => (Said::On(Days::All, part), 1 + usize::from(part.is_some())),
            (unit, _) => (Said::Interval(1, unit), 1),
        });
    }
    if let Some((days, length)) = days(tokens, at) {
        return Some((Said::On(days, part_after(tokens, at + length)), length));
    }
    let part = words::part(word(tokens, at))?;
    Some((Said::On(Days::All, Some(part)), 1))
}

fn adverb(word: &str) -> Option<Said> {
    Some(match word {
        "hourly" => Said::Interval(1, Unit::Hour),
        "daily"
        | "everyday"
        | "रोज़ाना"
        | "रोजाना"
        | "rozana"
        | "rojana"
        | "रोज"
        | "roz"
        | "roj"
        | "प्रतिदिन" => Said::On(Days::All, None),
        "nightly" => Said::On(Days::All, Some(Part::Night)),
        "weekly" => Said::Interval(1, Unit::Week),
        "monthly" => Said::Interval(1, Unit::Month),
        "weekday" | "weekdays" => Said::On(words::WORKDAYS, None),
        _ => return None,
    })
}

/// "twice a day", "once a week".
fn times_a(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let times = match word(tokens, at) {
        "once" => 1,
        "twice" => 2,
        _ => return None,
    };
    let a = matches!(word(tokens, at + 1), "a" | "an" | "per" | "each" | "every");
    let unit = words::unit(word(tokens, at + 2)).filter(|_| a)?;
    Some((so_often(times, unit)?, 3))
}

/// "Din mein do baar", "दिन में दो बार", "hafte mein ek baar".
fn times_in(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let is_time = |token: &Token| matches!(token.folded.as_str(), "baar" | "bar" | "बार" | "dafa" | "दफा");
    let unit = words::unit(word(tokens, at))?;
    if !matches!(word(tokens, at + 1), "mein" | "me" | "main" | "में") {
        return None;
    }
    let (times, length) = numerals::read(tokens, at + 2, is_time)?;
    let end = at + 2 + length;
    let counted = tokens.get(end).is_some_and(is_time);
    let times = times.to_u32().filter(|_| counted)?;
    Some((so_often(times, unit)?, end + 1 - at))
}

/// So many times in each span, at equal distances; `None` where those are no whole hours or minutes.
fn so_often(times: u32, unit: Unit) -> Option<Said> {
    let (parts, of) = match (times, unit) {
        (1, Unit::Day) => return Some(Said::On(Days::All, None)),
        (1, unit) => return Some(Said::Interval(1, unit)),
        (_, Unit::Day) => (24, Unit::Hour),
        (_, Unit::Hour) => (60, Unit::Minute),
        _ => return None,
    };
    (times > 0 && parts % times == 0).then_some(Said::Interval(parts / times, of))
}

fn part_after(tokens: &[Token], at: usize) -> Option<Part> {
    words::part(word(tokens, at))
}

/// The rhythm with its time of day, and the clock that was named.
fn due(tokens: &[Token], at: usize, said: Said, length: usize) -> Option<Due> {
    let clock = clock_near(tokens, at, at + length);
    let end = clock
        .as_ref()
        .map_or(at + length, |clock| clock.tokens.end.max(at + length));
    let ahead = (at..(end + 4).min(tokens.len())).find_map(|place| words::zone(word(tokens, place)));
    let at_clock = |days, part: Option<Part>, otherwise: Option<i32>| {
        let minute = match &clock {
            Some(clock) => Some(clock.minute(part)),
            None => part.map(Part::usual).or(otherwise),
        };
        minute.map(|minute| Rhythm::At { days, minute })
    };
    let rhythm = match said {
        Said::On(days, part) => {
            let otherwise = (days != Days::All).then_some(9 * 60);
            at_clock(days, part, otherwise).unwrap_or(Rhythm::Days(1))
        }
        Said::Interval(1, Unit::Month) => at_clock(Days::Month(1), None, Some(6 * 60))?,
        Said::Interval(1, Unit::Day) => at_clock(Days::All, None, None).unwrap_or(Rhythm::Days(1)),
        Said::Interval(1, Unit::Week) if clock.is_some() => at_clock(Days::Week(0b10), None, None)?,
        Said::Interval(number, Unit::Minute) => Rhythm::Minutes(number),
        Said::Interval(number, Unit::Hour) => Rhythm::Hours(number),
        Said::Interval(number, Unit::Day) => Rhythm::Days(number),
        Said::Interval(number, Unit::Week) => Rhythm::Days(number.checked_mul(7)?),
        Said::Interval(_, Unit::Month) => return None,
    };
    let start = clock.as_ref().map_or(at, |clock| clock.tokens.start.min(at));
    Some(Due {
        rhythm,
        ahead,
        clock: clock.map(|clock| clock.tokens),
        tokens: start..end,
    })
}
