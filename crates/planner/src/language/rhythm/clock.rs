//! Times of day beside a rhythm: "at 2 am", "14:30", "2 बजे", "at noon". Here: what a bare hour means in a part of the day.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive as _;

use super::{DAY, word, words};
use crate::language::numerals;
use crate::language::tokens::{Shape, Token};

/// How far behind a rhythm its time of day may stand, and before it.
pub(super) const REACH: usize = 6;
/// When a night's work starts where no time was said, in minutes after midnight: nobody works then, and no clock is put
/// forward or back.
const NIGHT: i32 = 2 * 60;

/// A part of the day: what a bare hour in it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Night,
    Morning,
    Noon,
    Evening,
    Midnight,
}

/// A time of day as it was said.
pub(super) struct Clock {
    hour: i32,
    minutes: i32,
    /// `Some(true)` behind "pm".
    afternoon: Option<bool>,
    /// A part of the day said with it.
    pub(super) part: Option<Part>,
    pub(super) tokens: Range<usize>,
}

impl Clock {
    /// Minutes after midnight, where the part of the day was said elsewhere.
    pub(super) fn minute(&self, part: Option<Part>) -> i32 {
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
    pub(super) fn usual(self) -> i32 {
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
pub(super) fn clock_near(tokens: &[Token], start: usize, end: usize) -> Option<Clock> {
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
pub(super) fn clock(tokens: &[Token], at: usize) -> Option<Clock> {
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
