//! How much it will be used. Here: requests, people and gigabytes, counted up to a month of 30 days. Not here: defaults
//! (`estimate`).

mod limits;
mod parts;
mod rates;
mod room;

use cloudwhisper_api::amount::{Amount, Period};
use cloudwhisper_api::requirements::{Compute, Usage};
use rust_decimal::Decimal;

use super::Guessed;
use super::draft::{Case, Notes};
use super::purposes;
use super::read::{Reading, What};
use super::words::Reason;
use crate::language::lexicon::{Concept, Time, Unit};

pub(super) use self::limits::is_limit;
pub(super) use self::parts::note_mails;
use self::parts::{ROWS, rows};
pub(super) use self::rates::{is_rate, note as note_rates, settle as settle_rates};
pub(super) use self::room::{Room, room_for};

/// Decides on usage, and how far it is a guess: what the request says wins over the prompt.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> (Usage, Guessed) {
    let given = &case.request.usage;
    let (mut usage, mut guessed) = said(&case.reading, given, notes);
    guessed.requests &= given.api_requests.is_none();
    guessed.storage &= given.storage_gb.is_none();
    usage.api_requests = given.api_requests.or(usage.api_requests);
    usage.lambda_invocations = given.lambda_invocations.or(usage.lambda_invocations);
    usage.storage_gb = given.storage_gb.or(usage.storage_gb);
    usage.data_transfer_gb = given.data_transfer_gb.or(usage.data_transfer_gb);
    (usage, guessed)
}

fn said(reading: &Reading<'_>, given: &Usage, notes: &mut Notes) -> (Usage, Guessed) {
    let mut usage = Usage::default();
    let only_programs = has_functions(reading) && !has_room(reading);
    let (mut requests, mut invocations): (Option<Counted>, Option<Counted>) = (None, None);
    for at in 0..reading.items.len() {
        let Some(value) = value_at(reading, at).filter(|_| !is_rate(reading, at)) else {
            continue;
        };
        let unit = unit_of(reading, at)
            .or_else(|| times(reading, at, value))
            .or_else(|| messages(reading, at));
        match unit.or_else(|| unit_before(reading, at, value)) {
            Some((place, Unit::Megabytes(size))) => {
                gigabytes(reading, at, place, value, size, only_programs, &mut usage);
            }
            Some((place, _)) if gets_mail(reading, place) => {}
            Some((place, unit)) => {
                let slot = if unit == Unit::Invocations {
                    &mut invocations
                } else {
                    &mut requests
                };
                if let Some(counted) = count(reading, at, place, value, unit)
                    && slot.as_ref().is_none_or(|before| counted.says_more_than(before))
                {
                    *slot = Some(counted);
                }
            }
            None => {}
        }
    }
    if let Some(all) = of_everybody(reading) {
        requests = Some(all);
    }
    let requests_guessed = requests.as_ref().is_some_and(Counted::is_guessed);
    usage.api_requests = told(requests, "usage.apiRequests", given.api_requests.is_some(), notes);
    let fixed = given.lambda_invocations.is_some();
    usage.lambda_invocations = told(invocations, "usage.lambdaInvocations", fixed, notes);
    let storage = usage.storage_gb.is_none() && {
        usage.storage_gb = rows(reading, given, notes);
        usage.storage_gb.is_some()
    };
    let guessed = Guessed {
        requests: requests_guessed,
        storage,
    };
    (usage, guessed)
}

/// "40,000 subscribers" of a newsletter: people who get mail visit nothing.
fn gets_mail(reading: &Reading<'_>, place: usize) -> bool {
    matches!(
        reading.written(place).to_lowercase().as_str(),
        "subscribers" | "recipients" | "subscriber" | "recipient"
    ) && purposes::wants(reading, "AWS::SES::EmailIdentity")
}

/// Requests a month, as they follow from one number of the prompt.
struct Counted {
    unit: Unit,
    total: u64,
    reason: Option<Reason>,
}

impl Counted {
    /// How many requests a person or a visit makes was not said.
    fn is_guessed(&self) -> bool {
        matches!(self.unit, Unit::Users | Unit::Visits)
    }

    /// Requests say more than messages, messages more than visits, visits more than people. Of two groups of people the larger counts; of anything else what
    /// was said first.
    fn says_more_than(&self, before: &Self) -> bool {
        let rank = |unit: Unit| match unit {
            Unit::Users => 0,
            Unit::Visits => 1,
            Unit::Messages => 2,
            _ => 3,
        };
        rank(self.unit) > rank(before.unit)
            || (self.unit == Unit::Users && before.unit == Unit::Users && self.total > before.total)
    }
}

fn told(counted: Option<Counted>, field: &str, fixed: bool, notes: &mut Notes) -> Option<u64> {
    let Counted { total, reason, .. } = counted?;
    if let Some(reason) = reason.filter(|_| !fixed) {
        notes.assume(field, total, reason);
    }
    Some(total)
}

fn value_at(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let What::Number(value) = item.what else {
        return None;
    };
    // "mp4", "log4j": a digit of a name counts nothing.
    let before = reading.text.get(..item.span.start);
    let before = before.and_then(|text| text.chars().next_back());
    let is_of_a_name = before.is_some_and(|c| c.is_ascii_alphabetic());
    (!is_of_a_name && !is_limit(reading, at) && !reading.is_hour(at)).then_some(value)
}

fn is_break(reading: &Reading<'_>, at: usize) -> bool {
    reading.stops(at)
        || matches!(
            reading.items.get(at).map(|item| item.what),
            Some(What::Pause | What::Number(_))
        )
}

/// What the number at `at` counts: the unit behind it, with "monthly active" and the like between.
fn unit_of(reading: &Reading<'_>, at: usize) -> Option<(usize, Unit)> {
    // "Ek queue jisme order aaye": what is counted is the queue.
    let part = |place: usize| reading.items.get(place).is_some_and(|item| item.aws.is_some());
    let reach = (at + 1..at + 5).take_while(|place| !is_break(reading, *place) && !part(*place));
    reach.into_iter().find_map(|place| match reading.concept(place)? {
        Concept::Unit(
            unit @ (Unit::Requests
            | Unit::Invocations
            | Unit::Users
            | Unit::Visits
            | Unit::Rps
            | Unit::Megabytes(_)),
        ) => Some((place, unit)),
        // "1000 log" are people in Hindi; nobody counts logs.
        Concept::Logs if place == at + 1 && matches!(reading.written(place), "log" | "logo") => {
            Some((place, Unit::Users))
        }
        // "Three lambdas for order processing": the nouns behind are counted by nobody.
        Concept::Currency(_) | Concept::Compute(_) | Concept::Function | Concept::Service => {
            Some((place, Unit::Percent))
        }
        _ => None,
    })
}

/// "50k players, about 20 requests each per day", "500 users, 30 calls per user per day": requests of everybody, out of those of one.
fn of_everybody(reading: &Reading<'_>) -> Option<Counted> {
    let numbers = |wanted: &dyn Fn(Unit) -> bool| {
        (0..reading.items.len()).find_map(|at| {
            let value = value_at(reading, at)?;
            let (place, unit) = unit_of(reading, at).filter(|(_, unit)| wanted(*unit))?;
            Some((at, place, value, unit))
        })
    };
    let (said, behind, heads, _) = numbers(&|unit| unit == Unit::Users)?;
    let messages = || {
        (0..reading.items.len()).find_map(|at| {
            let one = reading.written(at).eq_ignore_ascii_case("one");
            let value = value_at(reading, at).or(one.then_some(Decimal::ONE))?;
            (are_things(reading, behind) && is_message(reading, at + 1)).then_some((
                at,
                at + 1,
                value,
                Unit::Requests,
            ))
        })
    };
    let (at, place, each, _) =
        numbers(&|unit| matches!(unit, Unit::Requests | Unit::Visits)).or_else(messages)?;
    let one_by_one = is_each(reading, at, place) || is_per_head(reading, place) || is_message(reading, place);
    if !one_by_one || at == said {
        return None;
    }
    let rhythm = rhythm(reading, at, place)
        .or_else(|| rhythm_of_heads(reading, said, behind))
        .unwrap_or(Rhythm::Month);
    let total = whole(heads.checked_mul(each)?, rhythm.per_month())?;
    Some(Counted {
        unit: Unit::Requests,
        total,
        reason: Some(Reason::ScaledToMonth),
    })
}

/// "500 sensors": things that send by themselves.
fn are_things(reading: &Reading<'_>, place: usize) -> bool {
    matches!(
        reading.written(place).to_lowercase().as_str(),
        "devices" | "sensors" | "smart meters"
    )
}

/// "One message a minute": what a thing sends.
fn is_message(reading: &Reading<'_>, place: usize) -> bool {
    const SENT: [&str; 10] = [
        "message", "messages", "reading", "readings", "ping", "pings", "update", "updates", "event", "events",
    ];
    SENT.contains(&reading.written(place).to_lowercase().as_str())
}

/// "Daily players" come each day.
fn rhythm_of_heads(reading: &Reading<'_>, at: usize, unit: usize) -> Option<Rhythm> {
    rhythm(reading, at, unit).filter(|rhythm| *rhythm == Rhythm::Day)
}

/// "20 requests each", "each sending 20 requests".
fn is_each(reading: &Reading<'_>, at: usize, unit: usize) -> bool {
    const EACH: [&str; 6] = ["each", "apiece", "everyone", "har ek", "हर एक", "प्रत्येक"];
    let alone = |place: usize| EACH.contains(&reading.written(place).to_lowercase().as_str());
    (at.saturating_sub(3)..at).chain(unit + 1..unit + 3).any(alone)
}

/// "30 requests per user".
fn is_per_head(reading: &Reading<'_>, unit: usize) -> bool {
    let per = |place: usize| reading.concept(place) == Some(Concept::Per);
    let head = |place: usize| reading.concept(place) == Some(Concept::Unit(Unit::Users));
    (unit + 1..unit + 4).any(|place| per(place) && head(place + 1))
}

/// "Users 5000", "daily requests: 20000": the number behind what it counts, where nothing behind it says otherwise.
fn unit_before(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<(usize, Unit)> {
    let light = |place: &usize| {
        matches!(
            reading.written(*place).to_lowercase().as_str(),
            ":" | "="
                | "-"
                | "is"
                | "are"
                | "about"
                | "around"
                | "approx"
                | "~"
                | "hain"
                | "honge"
                | "hai"
                | "karib"
                | "lagbhag"
                | "हैं"
                | "लगभग"
        )
    };
    let place = at.checked_sub(1 + (0..at).rev().take(2).take_while(light).count())?;
    let free = is_break(reading, at + 1)
        || matches!(
            reading.concept(at + 1),
            Some(
                Concept::Every(_) | Concept::Per | Concept::Intent(_) | Concept::Grammar(_) | Concept::Filler
            ) | None
        );
    match reading.concept(place) {
        Some(Concept::Unit(unit @ (Unit::Users | Unit::Requests | Unit::Visits | Unit::Invocations)))
            if value >= Decimal::TEN && free =>
        {
            Some((place, unit))
        }
        _ => None,
    }
}

/// "2.5 lakh times": nobody says of anything but calls that it is due so often.
fn times(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<(usize, Unit)> {
    let often = value >= Decimal::ONE_THOUSAND;
    let said = matches!(
        reading.written(at + 1).to_lowercase().as_str(),
        "times" | "baar" | "bar" | "बार" | "दफा" | "dafa"
    );
    let unit = if calls_a_function(reading) {
        Unit::Invocations
    } else {
        Unit::Requests
    };
    (often && said).then_some((at + 1, unit))
}

/// "Lambda called 50 million times": what is called is the function that was named, where no API is spoken of.
fn calls_a_function(reading: &Reading<'_>) -> bool {
    let function = reading.says(Concept::Compute(Compute::Lambda)) || reading.says(Concept::Function);
    let mut others = reading.live().filter(|(_, concept)| {
        matches!(
            concept,
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Vague(_)
                | Concept::Framework(_)
                | Concept::Compute(Compute::Ecs | Compute::Ec2)
        )
    });
    function && others.next().is_none()
}

/// Whether it is said how often the function is called, which then is all that is wanted of it.
pub(super) fn is_called_so_often(reading: &Reading<'_>) -> bool {
    let of_function = |at: usize| {
        let value = value_at(reading, at)?;
        let (_, unit) = unit_of(reading, at).or_else(|| times(reading, at, value))?;
        (unit == Unit::Invocations).then_some(())
    };
    calls_a_function(reading) && (0..reading.items.len()).any(|at| of_function(at).is_some())
}

/// What queues and streams carry. Lower case.
const MESSAGES: [&str; 16] = [
    "message",
    "messages",
    "msg",
    "msgs",
    "event",
    "events",
    "notification",
    "notifications",
    "record",
    "records",
    "संदेश",
    "संदेशों",
    "मैसेज",
    "इवेंट",
    "sandesh",
    "messej",
];
/// The word of such a list that the number at `at` counts, with an adjective between at most.
fn counted(reading: &Reading<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut reach = (at + 1..at + 3).take_while(|place| !is_break(reading, *place));
    reach.find(|place| {
        let written = reading.written(*place).to_lowercase();
        let first = written.split_whitespace().next().unwrap_or_default();
        words.contains(&first)
    })
}

/// "5 million messages a day": what passes through the system. Without a rhythm, a record is a row that is kept.
fn messages(reading: &Reading<'_>, at: usize) -> Option<(usize, Unit)> {
    let place = counted(reading, at, &MESSAGES)?;
    // "Alarm when it has more than 200 messages": what nobody hopes for.
    let bound = at
        .checked_sub(1)
        .is_some_and(|before| matches!(reading.concept(before), Some(Concept::AtLeast)));
    let warns = || {
        reading
            .thought(at)
            .any(|place| reading.concept(place) == Some(Concept::Alarm))
    };
    if bound && warns() {
        return None;
    }
    let is_row = ROWS.contains(&reading.written(place).to_lowercase().as_str());
    (!is_row || rhythm(reading, at, place).is_some()).then_some((place, Unit::Messages))
}

fn count(reading: &Reading<'_>, at: usize, place: usize, value: Decimal, unit: Unit) -> Option<Counted> {
    let rhythm = rhythm(reading, at, place);
    let (factor, reason) = match (unit, rhythm) {
        (Unit::Rps, _) => (Decimal::from(2_592_000), Some(Reason::ScaledToMonth)),
        (Unit::Requests | Unit::Invocations, None | Some(Rhythm::Month)) => (Decimal::ONE, None),
        (Unit::Requests | Unit::Invocations, Some(Rhythm::Day)) => {
            (Decimal::from(30), Some(Reason::DaysPerMonth))
        }
        (Unit::Requests | Unit::Invocations, Some(rhythm)) => {
            (rhythm.per_month(), Some(Reason::ScaledToMonth))
        }
        (Unit::Messages, rhythm) => (
            rhythm.unwrap_or(Rhythm::Month).per_month(),
            Some(Reason::RequestPerMessage),
        ),
        (Unit::Users, Some(Rhythm::Day)) => (Decimal::from(300), Some(Reason::RequestsPerDailyUser)),
        (Unit::Users, _) => (Decimal::ONE_HUNDRED, Some(Reason::RequestsPerUser)),
        (Unit::Visits, rhythm) => (
            rhythm.unwrap_or(Rhythm::Month).per_month() * Decimal::TEN,
            Some(Reason::RequestsPerVisit),
        ),
        _ => return None,
    };
    let total = whole(value, factor)?;
    Some(Counted { unit, total, reason })
}

/// More than anybody serves in a month, so that a slip of the keyboard is no number of ours.
const MOST: u64 = 1_000_000_000_000;

fn whole(value: Decimal, factor: Decimal) -> Option<u64> {
    let total = value.checked_mul(factor)?.round();
    u64::try_from(total).ok().map(|total| total.min(MOST))
}

#[derive(Clone, Copy, PartialEq)]
enum Rhythm {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Rhythm {
    fn per_month(self) -> Decimal {
        match self {
            Self::Second => Decimal::from(2_592_000),
            Self::Minute => Decimal::from(43_200),
            Self::Hour => Decimal::from(720),
            Self::Day => Decimal::from(30),
            Self::Week => Decimal::new(428_571, 5),
            Self::Month => Decimal::ONE,
            Self::Year => Decimal::new(833_333, 7),
        }
    }
}

/// The rhythm between number and unit, behind the unit, or before the number.
fn rhythm(reading: &Reading<'_>, at: usize, unit: usize) -> Option<Rhythm> {
    let read = |place: usize| match reading.concept(place)? {
        Concept::Every(Period::Day) => Some(Rhythm::Day),
        Concept::Every(Period::Month) => Some(Rhythm::Month),
        Concept::Every(Period::Year) => Some(Rhythm::Year),
        Concept::Time(Time::Second) => Some(Rhythm::Second),
        Concept::Time(Time::Minute) => Some(Rhythm::Minute),
        Concept::Time(Time::Hour) => Some(Rhythm::Hour),
        Concept::Time(Time::Week) => Some(Rhythm::Week),
        _ => None,
    };
    // The unit may stand before its number.
    let (at, unit) = (at.min(unit), at.max(unit));
    let between = (at + 1..unit).find_map(read);
    let behind = || {
        (unit + 1..unit + 4)
            .take_while(|place| !is_break(reading, *place))
            .find_map(read)
    };
    let before = || {
        (0..at)
            .rev()
            .take(3)
            .take_while(|place| !is_break(reading, *place))
            .find_map(read)
    };
    between.or_else(behind).or_else(before)
}

fn gigabytes(
    reading: &Reading<'_>,
    at: usize,
    place: usize,
    value: Decimal,
    size: u32,
    only_programs: bool,
    usage: &mut Usage,
) {
    let amount = || {
        Some(value.checked_mul(Decimal::from(size))? / Decimal::from(1024))
            .and_then(|gb| Amount::try_from(gb.round_dp(6)).ok())
    };
    match room_for(reading, at, place) {
        // "Ten lambdas, 256 MB each": so little is what a program works with.
        Room::Storage if size == 1 && only_programs => {}
        Room::Storage if usage.storage_gb.is_none() => usage.storage_gb = amount(),
        Room::Transfer if usage.data_transfer_gb.is_none() => usage.data_transfer_gb = amount(),
        _ => {}
    }
}

fn has_functions(reading: &Reading<'_>) -> bool {
    reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::Function | Concept::Compute(Compute::Lambda)))
}

fn has_room(reading: &Reading<'_>) -> bool {
    reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::Room | Concept::Store(_) | Concept::Files | Concept::Database | Concept::Sql(_)
        )
    })
}
