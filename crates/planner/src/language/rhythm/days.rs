//! The days of a rhythm: "Mondays", "Monday to Friday", "on the first of every month".

use rust_decimal::prelude::ToPrimitive as _;

use super::clock::clock;
use super::{Days, Said, Unit, is_unmistakable, word, words};
use crate::language::tokens::{Shape, Token};

/// "Mondays", "Monday to Friday", "on Monday and Thursday", "Monday 9 am".
pub(super) fn plural_days(tokens: &[Token], at: usize) -> Option<(Days, usize)> {
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
pub(super) fn days(tokens: &[Token], at: usize) -> Option<(Days, usize)> {
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
pub(super) fn month_end(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
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
