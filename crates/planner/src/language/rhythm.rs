//! Times at which something is due again and again: "every night at 2 am IST", "weekdays at 9", "हर रात 2 बजे", "har ghante".
//! Here: from words to a rhythm. Not here: AWS's way to write it (`cron.rs`), whether something is to be started
//! (`requirements/schedules`).

mod cron;
mod words;

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive as _;

use super::numerals;
use super::tokens::{Shape, Token};

pub(crate) use cron::expression;

/// Minutes of a day.
const DAY: i32 = 24 * 60;
/// How far behind a rhythm its time of day may stand, and before it.
const REACH: usize = 6;
/// When a night's work starts where no time was said, in minutes after midnight: nobody works then, and no clock is put
/// forward or back.
const NIGHT: i32 = 2 * 60;

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

/// A part of the day: what a bare hour in it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Night,
    Morning,
    Noon,
    Evening,
    Midnight,
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

/// "Mondays", "Monday to Friday", "on Monday and Thursday", "Monday 9 am".
fn plural_days(tokens: &[Token], at: usize) -> Option<(Days, usize)> {
    let first = word(tokens, at);
    let begins = words::ON.contains(&first);
    let (days, length) = days(tokens, at + usize::from(begins))?;
    let plural = word(tokens, at + usize::from(begins)).ends_with("days") || length > 1;
    // "Somvar subah 9 baje": what is due at a day and an hour comes again every week.
    let end = at + usize::from(begins) + length;
    let timed = (end..end + 2).any(|place| {
        let clock = clock(tokens, place);
        clock.is_some_and(|clock| is_unmistakable(tokens, &clock.tokens))
    });
    (plural || timed).then_some((days, length + usize::from(begins)))
}

/// One day of the week, several, or a span of them.
fn days(tokens: &[Token], at: usize) -> Option<(Days, usize)> {
    if matches!(word(tokens, at), "weekday" | "weekdays") || word(tokens, at) == "working" {
        let length =
            1 + usize::from(word(tokens, at) == "working" && word(tokens, at + 1).starts_with("day"));
        return Some((words::WORKDAYS, length));
    }
    if matches!(word(tokens, at), "weekend" | "weekends") {
        return Some((words::WEEKEND, 1));
    }
    let first = words::weekday(word(tokens, at))?;
    if matches!(word(tokens, at + 1), "to" | "through" | "till" | "se" | "से")
        && let Some(last) = words::weekday(word(tokens, at + 2))
    {
        let length = (7 + last - first) % 7;
        let span = (0..=length).fold(0_u8, |bits, day| bits | 1 << ((first + day) % 7));
        return Some((Days::Week(span), 3));
    }
    let mut bits = 1_u8 << first;
    let mut length = 1;
    while matches!(word(tokens, at + length), "and" | "," | "aur" | "और")
        && let Some(next) = words::weekday(word(tokens, at + length + 1))
    {
        bits |= 1 << next;
        length += 2;
    }
    Some((Days::Week(bits), length))
}

/// "at the end of each month", "on the first of every month", "month end".
fn month_end(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let last = Said::On(Days::LastOfMonth, None);
    match (word(tokens, at), word(tokens, at + 1)) {
        ("month", "end") => return Some((last, 2)),
        ("end" | "first" | "1st" | "last" | "start" | "beginning", _) => {}
        _ => {
            let number = match tokens.get(at)?.shape {
                Shape::Number(number) => number.to_u8().filter(|day| (1..=31).contains(day))?,
                _ => return None,
            };
            if !matches!(word(tokens, at + 1), "st" | "nd" | "rd" | "th") {
                return None;
            }
            let length = of_month(tokens, at + 2)?;
            return Some((Said::On(Days::Month(number), None), 2 + length));
        }
    }
    let skip = usize::from(word(tokens, at + 1) == "day");
    let length = 1 + skip + of_month(tokens, at + 1 + skip)?;
    let days = if matches!(word(tokens, at), "end" | "last") {
        last
    } else {
        Said::On(Days::Month(1), None)
    };
    Some((days, length))
}

/// "of each month", "of the month".
fn of_month(tokens: &[Token], at: usize) -> Option<usize> {
    let each = words::EACH.contains(&word(tokens, at + 1)) || matches!(word(tokens, at + 1), "the" | "a");
    (word(tokens, at) == "of" && each && words::unit(word(tokens, at + 2)) == Some(Unit::Month)).then_some(3)
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

/// A time of day as it was said.
struct Clock {
    hour: i32,
    minutes: i32,
    /// `Some(true)` behind "pm".
    afternoon: Option<bool>,
    /// A part of the day said with it.
    part: Option<Part>,
    tokens: Range<usize>,
}

impl Clock {
    /// Minutes after midnight, where the part of the day was said elsewhere.
    fn minute(&self, part: Option<Part>) -> i32 {
        let hour = match (self.afternoon, self.part.or(part)) {
            (Some(true), _) => self.hour % 12 + 12,
            (Some(false), _) => self.hour % 12,
            (None, Some(Part::Evening)) if self.hour < 12 => self.hour + 12,
            (None, Some(Part::Noon)) if self.hour < 6 => self.hour + 12,
            (None, Some(Part::Night)) if (6..12).contains(&self.hour) => self.hour + 12,
            (None, Some(Part::Night)) if self.hour == 12 => 0,
            _ => self.hour,
        };
        (hour * 60 + self.minutes).rem_euclid(DAY)
    }
}

impl Part {
    /// Minutes after midnight where only the part of the day was said.
    fn usual(self) -> i32 {
        match self {
            Self::Night => NIGHT,
            Self::Morning => 6 * 60,
            Self::Noon => 12 * 60,
            Self::Evening => 18 * 60,
            Self::Midnight => 0,
        }
    }
}

/// The time of day beside a rhythm: behind it, else before it.
fn clock_near(tokens: &[Token], start: usize, end: usize) -> Option<Clock> {
    let goes_on = |place: &usize| {
        let shape = tokens.get(*place).map(|token| &token.shape);
        !matches!(shape, None | Some(Shape::Mark('.' | ';' | '!' | '?' | '\n')))
    };
    let behind = (end..end + REACH)
        .take_while(goes_on)
        .find_map(|place| clock(tokens, place));
    behind.or_else(|| {
        let unbroken = (start.saturating_sub(REACH)..start)
            .rev()
            .take_while(goes_on)
            .count();
        (start - unbroken..start)
            .filter_map(|place| clock(tokens, place))
            .find(|clock| clock.tokens.end <= start)
    })
}

/// "at 2 am", "14:30", "2 बजे", "at noon".
fn clock(tokens: &[Token], at: usize) -> Option<Clock> {
    let led = matches!(word(tokens, at), "at" | "@");
    let from = at + usize::from(led);
    if let Some(part @ (Part::Noon | Part::Midnight)) = words::part(word(tokens, from)).filter(|_| led) {
        return Some(Clock {
            hour: part.usual() / 60,
            minutes: 0,
            afternoon: None,
            part: None,
            tokens: at..from + 1,
        });
    }
    let (number, length) = numerals::read(tokens, from, |token| {
        words::OCLOCK.contains(&token.folded.as_str()) || words::afternoon(&token.folded).is_some()
    })?;
    let hour = number.trunc().to_i32().filter(|hour| (0..24).contains(hour))?;
    let mut end = from + length;
    let mut minutes = (number.fract() * rust_decimal::Decimal::ONE_HUNDRED)
        .to_i32()
        .unwrap_or_default();
    if word(tokens, end) == ":"
        && let Some(Shape::Number(said)) = tokens.get(end + 1).map(|token| &token.shape)
    {
        minutes = said.to_i32()?;
        end += 2;
    }
    let afternoon = words::afternoon(word(tokens, end)).or_else(|| {
        let parted = word(tokens, end + 1) == "m";
        let first = word(tokens, end);
        (parted && matches!(first, "a" | "p")).then(|| first == "p")
    });
    if afternoon.is_some() {
        end += if word(tokens, end + 1) == "m" { 2 } else { 1 };
    }
    let oclock = words::OCLOCK.contains(&word(tokens, end));
    end += usize::from(oclock);
    let in_the = (end..end + 3).find_map(|place| words::part(word(tokens, place)));
    let before = (at.saturating_sub(2)..at)
        .rev()
        .find_map(|place| words::part(word(tokens, place)));
    let colon = end > from + length && afternoon.is_none() && !oclock;
    let measured = words::unit(word(tokens, end)).is_some() || word(tokens, end) == "%";
    let is_clock = (led || colon || afternoon.is_some() || oclock) && !measured && (0..60).contains(&minutes);
    is_clock.then_some(Clock {
        hour,
        minutes,
        afternoon,
        part: in_the.or(before),
        tokens: at..end,
    })
}
