//! Numbers that say how a part is to be set: "reserved concurrency 50", "CPU 70 % par scale ho". Here: which number is said of which
//! setting of which part. Not here: the settings with their words (`catalog/setting.rs`), numbers that are told from others by more
//! than the words beside them (`sizes`, `properties`).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use cloudwhisper_api::amount::Period;
use cloudwhisper_api::requirements::{AppType, Compute, Storage};
use rust_decimal::Decimal;

use super::{BUCKET, DATABASE, ECS, HTTP_API, List, TABLE, runner};
use crate::catalog::setting::{self, Measure, Setting, Words};
use crate::language::lexicon::{Concept, Grammar, Time, Unit, fold};
use crate::requirements::app::Application;
use crate::requirements::draft::Case;
use crate::requirements::machines;
use crate::requirements::read::{Reading, What};

/// How many words before and behind a number say what it is of.
const NEAR: usize = 8;
/// How many words around it say what the sentence is about.
const ABOUT: usize = 20;
/// Shorter words are looked for whole; of longer ones the beginning is enough: "scal" is scaling and scaled.
const WHOLE: usize = 3;

/// Words as they are looked up in a folded text, for each list of terms.
static FOLDED: LazyLock<HashMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let lists = setting::all().flat_map(|it| it.beside.iter().chain(&it.about).chain(&it.other_than));
    let words = |list: &&'static str| {
        (
            *list,
            list.split('|').filter(|it| !it.is_empty()).map(fold).collect(),
        )
    };
    lists.map(words).collect()
});

/// Notes every number that is a setting of a part.
pub(super) fn apply(case: &Case<'_>, application: &Application, storage: &[Storage], list: &mut List) {
    let compute = application.compute;
    let reading = &case.reading;
    let is_planned = |kind: &str, list: &List| {
        list.has(kind)
            || compute.is_some_and(|compute| runner(compute) == kind)
            || kind == HTTP_API && is_behind_api(application)
            || kept_as(kind).is_some_and(|it| storage.contains(&it))
    };
    for at in 0..reading.items.len() {
        let Some(number) = number(reading, at) else {
            continue;
        };
        let planned = |setting: &Setting| setting.kinds.iter().copied().find(|kind| is_planned(kind, list));
        let best = setting::all()
            .filter_map(|setting| Some((setting, planned(setting)?)))
            .filter_map(|(setting, kind)| Some((fit(reading, at, setting)?, setting, kind)))
            .min_by_key(|(distance, _, _)| *distance);
        let Some((_, setting, kind)) = best else { continue };
        let several = list.0.iter().filter(|it| it.kind == kind).count() > 1;
        let Some(value) = in_unit(reading, at, number, setting.measure).filter(|_| !several) else {
            continue;
        };
        list.set(kind, setting.word, value);
        if let Some(seconds) = window_of_word(reading, at).filter(|_| setting.word == "rateLimit") {
            list.set(kind, "rateWindow", seconds);
        }
        if setting.word == "quota" {
            list.set(kind, "quotaPeriod", period(reading, at));
        }
        if setting.word.ends_with("Target") && kind == ECS {
            list.set(kind, machines::AUTOSCALING, "true");
        }
    }
}

/// Whether the application answers behind an API that need not have been named.
fn is_behind_api(application: &Application) -> bool {
    application.app_type == Some(AppType::Api) && application.compute == Some(Compute::Lambda)
}

/// Where data of this type is kept, in the seed's words.
fn kept_as(kind: &str) -> Option<Storage> {
    match kind {
        TABLE => Some(Storage::Dynamodb),
        BUCKET => Some(Storage::S3),
        DATABASE => Some(Storage::Rds),
        _ => None,
    }
}

/// What a number at `at` says of one part of this type, where it is a setting of such a part.
pub(super) fn of_part(reading: &Reading<'_>, kind: &str, at: usize) -> Option<(&'static str, String)> {
    let number = number(reading, at)?;
    let (_, setting) = setting::all()
        .filter(|it| it.kinds.contains(&kind))
        .filter_map(|setting| Some((fit(reading, at, setting)?, setting)))
        .min_by_key(|(distance, _)| *distance)?;
    Some((
        setting.word,
        in_unit(reading, at, number, setting.measure)?.to_string(),
    ))
}

/// A number of ours; "one" and "a" are numbers before what is measured: "a one minute delay".
fn number(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    match item.what {
        What::Number(value) if !reading.is_hour(at) => Some(value.normalize()),
        _ => None,
    }
}

/// How far the words for a setting stand from the number, the longer ones first; `None` where the number is not of it.
fn fit(reading: &Reading<'_>, at: usize, setting: &Setting) -> Option<(usize, usize)> {
    measures(reading, at, setting.measure).then_some(())?;
    let clause = clause(reading, at);
    let is_any = |words: Words| words.iter().any(|list| !list.is_empty());
    if distance(reading, at, &clause, setting.other_than).is_some() {
        return None;
    }
    if is_any(setting.about) {
        let around = reading.thought(at);
        let around = around.start.max(at.saturating_sub(ABOUT))..around.end.min(at + ABOUT);
        distance(reading, at, &around, setting.about)?;
    } else if !is_of(reading, at, &clause, setting.kinds) {
        return None;
    }
    if is_any(setting.beside) {
        distance(reading, at, &clause, setting.beside)
    } else {
        distance(reading, at, &clause, setting.about)
    }
}

/// Whether what is spoken of at `at` is a part of these types: the nearest one that is named between the same commas, else before.
fn is_of(reading: &Reading<'_>, at: usize, clause: &Range<usize>, kinds: &[&str]) -> bool {
    let named = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        let of = |kind: &'static str| Some(kinds.contains(&kind));
        match item.what {
            What::Name => None,
            What::Term(Concept::Logs | Concept::Backup | Concept::Alarm) => of(""),
            What::Term(Concept::Table | Concept::Store(Storage::Dynamodb)) => of(TABLE),
            What::Term(Concept::Store(Storage::S3) | Concept::Files) => of(BUCKET),
            What::Term(Concept::Sql(_) | Concept::Database) => of(DATABASE),
            What::Term(Concept::Function) => of(super::FUNCTION),
            _ => of(item.aws?),
        }
    };
    let nearest = clause
        .clone()
        .filter_map(|place| Some((place.abs_diff(at), named(place)?)))
        .min_by_key(|(distance, _)| *distance);
    let before = || (reading.thought(at).start..at).rev().find_map(named);
    nearest.map(|(_, is_it)| is_it).or_else(before).unwrap_or(true)
}

/// The words around a number up to the next comma or "and".
fn clause(reading: &Reading<'_>, at: usize) -> Range<usize> {
    let ends = |place: &usize| {
        matches!(reading.written(*place), "," | ";")
            || matches!(
                reading.concept(*place),
                Some(Concept::Grammar(Grammar::And | Grammar::But))
            )
    };
    let thought = reading.thought(at);
    let from = (thought.start.max(at.saturating_sub(NEAR))..at)
        .rev()
        .take_while(|place| !ends(place))
        .last();
    let to = (at + 1..thought.end.min(at + NEAR))
        .take_while(|place| !ends(place))
        .last();
    from.unwrap_or(at)..to.unwrap_or(at) + 1
}

/// How many letters stand between the number and the nearest of these words; behind it, so that of two at one place the longer is
/// taken, how much longer than this one a word could be.
fn distance(reading: &Reading<'_>, at: usize, places: &Range<usize>, terms: Words) -> Option<(usize, usize)> {
    let text = |places: Range<usize>| {
        let first = reading.items.get(places.start)?;
        let last = reading
            .items
            .get(places.end.checked_sub(1)?)
            .filter(|_| !places.is_empty())?;
        reading.text.get(first.span.start..last.span.end).map(fold)
    };
    let before = text(places.start..at).unwrap_or_default();
    let behind = text(at + 1..places.end).unwrap_or_default();
    let words = terms.iter().filter_map(|list| FOLDED.get(list)).flatten();
    words
        .filter_map(|word| {
            let before = found(&before, word).last().map(|end| before.len() - end.end);
            let behind = found(&behind, word).next().map(|start| start.start);
            let distance = [before, behind].into_iter().flatten().min()?;
            Some((distance, usize::MAX - word.len()))
        })
        .min()
}

/// Every place where a word begins with these letters.
fn found<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{900}'..='\u{97f}').contains(&c);
    text.match_indices(word).filter_map(move |(from, _)| {
        let to = from + word.len();
        let begins = text
            .get(..from)?
            .chars()
            .next_back()
            .is_none_or(|c| !is_letter(c));
        let ends = text.get(to..)?.chars().next().is_none_or(|c| !is_letter(c));
        (begins && (ends || word.chars().count() > WHOLE)).then_some(from..to)
    })
}

/// Whether the number at `at` is followed by what this measures.
fn measures(reading: &Reading<'_>, at: usize, measure: Measure) -> bool {
    let next = reading.concept(at + 1);
    let in_a_second = is_per_second(reading, at);
    match measure {
        Measure::PerSecond => in_a_second,
        Measure::Percent => next == Some(Concept::Unit(Unit::Percent)),
        Measure::Seconds => {
            matches!(
                next,
                Some(Concept::Time(Time::Second | Time::Minute | Time::Hour))
            ) && !in_a_second
        }
        Measure::Days => days(reading, at + 1).is_some(),
        Measure::Megabytes | Measure::Gigabytes => matches!(next, Some(Concept::Unit(Unit::Megabytes(_)))),
        Measure::Count => {
            let money = |place: usize| {
                matches!(
                    reading.concept(place),
                    Some(Concept::Currency(_) | Concept::OtherCurrency)
                )
            };
            let other = !is_rhythm(reading, at + 1)
                && matches!(
                    next,
                    Some(
                        Concept::Unit(Unit::Megabytes(_) | Unit::Percent | Unit::Cpu | Unit::Users)
                            | Concept::Time(_)
                            | Concept::Every(_)
                    )
                );
            // "Five functions in parallel": the number is of what follows.
            let counts_parts = next == Some(Concept::Function)
                || reading.items.get(at + 1).is_some_and(|item| item.aws.is_some());
            !in_a_second
                && !other
                && !counts_parts
                && days(reading, at + 1).is_none()
                && !money(at + 1)
                && !at.checked_sub(1).is_some_and(money)
        }
    }
}

/// "100 rps", "50 requests per second", "20 req/s".
fn is_per_second(reading: &Reading<'_>, at: usize) -> bool {
    const FURTHEST: usize = 4;
    let ends = |place: &usize| {
        matches!(
            reading.items.get(*place).map(|it| it.what),
            None | Some(What::Number(_) | What::Stop | What::Pause)
        )
    };
    let behind = (at + 1..at + FURTHEST).take_while(|place| !ends(place));
    let words: Vec<String> = behind
        .map(|place| reading.written(place).to_lowercase())
        .collect();
    let all = words.join(" ");
    let marks = [
        "per second",
        "/s",
        "rps",
        "tps",
        "qps",
        "a second",
        "each second",
        "every second",
        "प्रति सेकंड",
        "har second",
    ];
    marks.iter().any(|mark| all.contains(mark))
}

/// The seconds that a number of requests is for, where a word says so without a number of its own: "100 requests a minute", "100/hour".
fn window_of_word(reading: &Reading<'_>, at: usize) -> Option<u32> {
    const FURTHEST: usize = 6;
    (at + 1..at + FURTHEST).find_map(|place| {
        let written = reading.written(place).to_lowercase();
        let each = matches!(
            reading.written(place - 1).to_lowercase().as_str(),
            "a" | "an" | "per" | "each" | "every" | "har" | "ek" | "एक" | "हर"
        );
        let seconds = match reading.concept(place)? {
            Concept::Time(Time::Minute) => 60,
            Concept::Time(Time::Hour) => 3600,
            _ => return None,
        };
        (each || is_rhythm(reading, place) || written.starts_with(['p', 'प'])).then_some(seconds)
    })
}

/// The span of time that a number of calls is for, as AWS would write it: "per month", "a week".
fn period(reading: &Reading<'_>, at: usize) -> &'static str {
    const FURTHEST: usize = 6;
    let goes_on = |place: &usize| {
        !matches!(
            reading.items.get(*place).map(|it| it.what),
            None | Some(What::Number(_))
        )
    };
    let mut behind = (at + 1..at + FURTHEST).take_while(goes_on);
    let span = behind.find_map(|place| match reading.concept(place)? {
        Concept::Every(Period::Day) => Some("DAY"),
        Concept::Every(Period::Month) => Some("MONTH"),
        Concept::Every(Period::Year) => Some("YEAR"),
        Concept::Time(Time::Week) => Some("WEEK"),
        Concept::Time(Time::Hour) => Some("HOUR"),
        Concept::Time(Time::Minute) => Some("MINUTE"),
        _ => None,
    });
    span.unwrap_or("DAY")
}

/// "1000 per month", "10/day", "500 monthly": how often, and no span of time.
pub(in crate::requirements) fn is_rhythm(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    ["per", "/", "a ", "an ", "every", "har ", "प्रति", "हर "]
        .iter()
        .any(|start| written.starts_with(start))
        || written.ends_with("ly")
}

/// How many days the word at `at` stands for.
fn days(reading: &Reading<'_>, at: usize) -> Option<i64> {
    match reading.concept(at) {
        _ if is_rhythm(reading, at) => None,
        Some(Concept::Every(Period::Month)) => Some(30),
        Some(Concept::Every(Period::Year)) => Some(365),
        Some(Concept::Time(Time::Week)) => Some(7),
        _ => {
            let word = reading.written(at).to_lowercase();
            matches!(
                word.as_str(),
                "day" | "days" | "din" | "dino" | "dinon" | "दिन" | "दिनों"
            )
            .then_some(1)
        }
    }
}

/// The number in the setting's unit; `None` where it is no whole one.
fn in_unit(reading: &Reading<'_>, at: usize, number: Decimal, measure: Measure) -> Option<Decimal> {
    let factor = match (measure, reading.concept(at + 1)) {
        (Measure::Seconds, Some(Concept::Time(Time::Minute))) => Decimal::from(60),
        (Measure::Seconds, Some(Concept::Time(Time::Hour))) => Decimal::from(3600),
        (Measure::Days, _) => Decimal::from(days(reading, at + 1)?),
        (Measure::Megabytes, Some(Concept::Unit(Unit::Megabytes(size)))) => Decimal::from(size),
        (Measure::Gigabytes, Some(Concept::Unit(Unit::Megabytes(size)))) => {
            Decimal::from(size) / Decimal::from(1024)
        }
        _ => Decimal::ONE,
    };
    let value = number.checked_mul(factor)?.normalize();
    (value.is_integer() && value > Decimal::ZERO).then_some(value)
}
