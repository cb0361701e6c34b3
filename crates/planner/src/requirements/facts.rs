//! What a prompt says that a plan has to take up: "14 days", "512 MB", "port 8080", a name, an address. Here: the list, with what each
//! measures. Not here: whether the plan took it (`plan::unused`).
//!
//! What money, use and times of day say is read by one reader each, which tells what it makes of it; so it is not listed again.

use std::ops::Range;

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use super::pairs::Pairs;
use super::read::{Reading, What};
use super::services::is_how_often;
use super::usage::{is_limit, is_rate};
use crate::language::lexicon::{Concept, Time, Unit};

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The words, with a few beside them.
    pub words: String,
    /// What they measure.
    pub measure: Measure,
}

/// What something said measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A number without a unit, beside a word of the trade: "port 8080".
    Number(Decimal),
    /// Seconds.
    Seconds(Decimal),
    /// Days.
    Days(Decimal),
    /// Megabytes.
    Megabytes(Decimal),
    /// A name, address or size, as written.
    Name(String),
}

/// How many words stand before and behind what is quoted.
const BESIDE: (usize, usize) = (3, 3);

/// Everything that was said, in order.
pub(super) fn said(reading: &Reading<'_>, pairs: &Pairs) -> Vec<Fact> {
    let fact = |at: usize| {
        let item = reading.items.get(at).filter(|item| item.live)?;
        let (measure, end) = match item.what {
            What::Number(value) => number(reading, at, value.normalize())?,
            What::Name if is_of_a_person(reading, at) => return None,
            What::Name | What::Email | What::InstanceType => {
                (Measure::Name(reading.written(at).to_owned()), at + 1)
            }
            What::Word if is_identifier(reading.written(at)) => {
                (Measure::Name(reading.written(at).to_owned()), at + 1)
            }
            _ => return None,
        };
        Some(Fact {
            words: quoted(reading, at..end),
            measure,
        })
    };
    let mut facts: Vec<Fact> = Vec::new();
    let setting = |(key, value): &(String, String)| Fact {
        words: format!("{key}={value}"),
        measure: Measure::Name(value.clone()),
    };
    let path = health_path(reading).map(|path| Fact {
        words: format!("health check {path}"),
        measure: Measure::Name(path.to_owned()),
    });
    let worded = |(_, value): &&(String, String)| value.starts_with(|c: char| c.is_ascii_alphabetic());
    let others = pairs.others.iter().filter(worded).map(setting);
    let settings = pairs.tags.iter().chain(&pairs.variables).map(setting);
    for fact in settings
        .chain(others)
        .chain(path)
        .chain((0..reading.items.len()).filter_map(fact))
    {
        if facts.iter().all(|known| known.measure != fact.measure) {
            facts.push(fact);
        }
    }
    facts
}

/// "Health check path /healthz": where somebody asks whether the program is well.
pub(super) fn health_path<'a>(reading: &Reading<'a>) -> Option<&'a str> {
    const NEAR: usize = 6;
    let words: Vec<&str> = reading.text.split_whitespace().collect();
    let health = words
        .iter()
        .position(|word| word.to_lowercase().starts_with("health"))?;
    let near = words.get(health..(health + NEAR).min(words.len()))?;
    let path = near.iter().find_map(|word| {
        let at = word.find('/')?;
        let path = word
            .get(at..)?
            .trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/');
        (path.len() > 1).then_some(path)
    });
    path.filter(|path| {
        path.len() <= 128
            && !path.contains("//")
            && path
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c))
    })
}

/// "My name is Suresh", "EBS CSI add-ons"; and what isn't in Latin letters is told where it becomes a name.
fn is_of_a_person(reading: &Reading<'_>, at: usize) -> bool {
    const OWN: [&str; 7] = ["my", "mera", "meri", "hamara", "मेरा", "मेरी", "हमारा"];
    let written = reading.written(at);
    let own = |place: usize| OWN.contains(&reading.written(place).to_lowercase().as_str());
    !written.is_ascii() || written.starts_with("add-on") || (at.saturating_sub(4)..at).any(own)
}

/// `orderId`, `created_at`: what programs call their things. "iOS" and "eBay" are none.
fn is_identifier(word: &str) -> bool {
    let camel = word.chars().skip(2).any(|c| c.is_ascii_uppercase());
    word.len() > 2
        && word.chars().take(2).all(|c| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && (camel || word.contains('_'))
}

/// What the number at `at` measures, and where the words for it end; `None` where another reader tells of it.
fn number(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<(Measure, usize)> {
    let in_time = reading.due.iter().any(|(_, said)| said.contains(&at)) || is_rhythm(reading, at);
    if value <= Decimal::ONE
        || in_time
        || is_money(reading, at)
        || is_use(reading, at)
        || is_rate(reading, at)
    {
        return None;
    }
    let next = reading.concept(at + 1);
    let word = reading.written(at + 1).to_lowercase();
    let times = |factor: i64| value.checked_mul(Decimal::from(factor)).map(|it| it.normalize());
    let measure = match next {
        Some(Concept::Unit(Unit::Megabytes(size))) => Measure::Megabytes(times(i64::from(size))?),
        // "A quota of 1000 per hour": how many, and no thousand hours.
        Some(Concept::Time(_)) if is_how_often(reading, at + 1) => {
            return is_limit(reading, at).then_some((Measure::Number(value), at + 2));
        }
        Some(Concept::Time(Time::Second)) => Measure::Seconds(value),
        Some(Concept::Time(Time::Minute)) => Measure::Seconds(times(60)?),
        Some(Concept::Time(Time::Hour)) => Measure::Seconds(times(3600)?),
        Some(Concept::Time(Time::Week)) => Measure::Days(times(7)?),
        // "4000 mahine tak" is money, whatever is not said.
        Some(Concept::Every(Period::Month | Period::Year)) if value > Decimal::ONE_HUNDRED => return None,
        Some(Concept::Every(Period::Month)) => Measure::Days(times(30)?),
        Some(Concept::Every(Period::Year)) => Measure::Days(times(365)?),
        _ if matches!(
            word.as_str(),
            "day" | "days" | "din" | "दिन" | "दिनों" | "dino" | "dinon"
        ) =>
        {
            Measure::Days(value)
        }
        _ if is_of_a_program(reading, at) => return None,
        _ if is_technical(reading, at) => return Some((Measure::Number(value), at + 1)),
        _ => return None,
    };
    Some((measure, at + 2))
}

/// "₹500", "10 dollars".
fn is_money(reading: &Reading<'_>, at: usize) -> bool {
    let near = at.saturating_sub(2)..at + 3;
    near.into_iter().any(|place| {
        matches!(
            reading.concept(place),
            Some(Concept::Currency(_) | Concept::OtherCurrency | Concept::Budget)
        )
    })
}

/// "Every ten seconds", "24 ghante chalne wali": how often or how long something goes on outside, and nothing to be set.
fn is_rhythm(reading: &Reading<'_>, at: usize) -> bool {
    const RUNS: [&str; 8] = ["chal", "run", "open", "online", "available", "चल", "on hi", "7"];
    let every = at.checked_sub(1).is_some_and(|before| {
        matches!(
            reading.written(before).to_lowercase().as_str(),
            "every" | "each" | "har" | "हर" | "per" | "last" | "past" | "pichhle" | "पिछले"
        )
    });
    let word = |place: usize| reading.written(place).to_lowercase();
    let runs = (at + 2..at + 5).any(|place| RUNS.iter().any(|run| word(place).starts_with(run)));
    every || (reading.concept(at + 1) == Some(Concept::Time(Time::Hour)) && runs)
}

/// "5000 users", "10 requests per second", "users 5000".
fn is_use(reading: &Reading<'_>, at: usize) -> bool {
    if is_limit(reading, at) {
        return false;
    }
    let near = at.saturating_sub(2)..at + 4;
    near.into_iter().any(|place| {
        matches!(
            reading.concept(place),
            Some(Concept::Unit(
                Unit::Requests | Unit::Invocations | Unit::Users | Unit::Visits | Unit::Rps | Unit::Transfer
            ))
        )
    })
}

/// "Laravel 11": the person's own program knows its version.
fn is_of_a_program(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| reading.concept(before));
    matches!(
        before,
        Some(Concept::Framework(_) | Concept::Foreign(_) | Concept::Runtime(_))
    )
}

/// Whether a word of the trade stands beside a number without a unit.
fn is_technical(reading: &Reading<'_>, at: usize) -> bool {
    const WORDS: [&str; 20] = [
        "acu",
        "batch",
        "burst",
        "capacity",
        "concurrency",
        "dpu",
        "iops",
        "limit",
        "max",
        "maximum",
        "min",
        "minimum",
        "quota",
        "rcu",
        "retries",
        "shards",
        "size",
        "threshold",
        "times",
        "wcu",
    ];
    let of_trade = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.aws.is_some())
            || matches!(
                reading.concept(place),
                Some(
                    Concept::Unit(_)
                        | Concept::Detail(_)
                        | Concept::Sql(_)
                        | Concept::Store(_)
                        | Concept::Table
                        | Concept::Function
                )
            )
            || WORDS.contains(&reading.written(place).to_lowercase().as_str())
    };
    let signed = |place: usize| matches!(reading.written(place), "=" | ":" | "to" | "of");
    let before = at.checked_sub(1);
    of_trade(at + 1)
        || before.is_some_and(|place| {
            of_trade(place) || signed(place) && place.checked_sub(1).is_some_and(of_trade)
        })
}

/// The words of a thought around these items, as they were written.
pub(super) fn quoted(reading: &Reading<'_>, said: Range<usize>) -> String {
    let thought = reading.thought(said.start);
    let pause = |place: &usize| {
        reading.items.get(*place).is_none_or(|item| {
            item.what == What::Pause && !matches!(reading.written(*place), "-" | "=" | ":" | "/")
        })
    };
    let before = (thought.start.max(said.start.saturating_sub(BESIDE.0))..said.start)
        .rev()
        .take_while(|place| !pause(place))
        .last();
    let last = said.end.saturating_sub(1).max(said.start);
    let behind = (said.end..thought.end.min(said.end + BESIDE.1))
        .take_while(|place| !pause(place))
        .last();
    let span = |at: usize| reading.items.get(at).map(|item| item.span.clone());
    let from = span(before.unwrap_or(said.start)).map(|span| span.start);
    let to = span(behind.unwrap_or(last)).map(|span| span.end);
    let text = from.zip(to).and_then(|(from, to)| reading.text.get(from..to));
    text.unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
