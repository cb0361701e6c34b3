//! The ceiling on cost. Here: which of the numbers is money, in which currency, for how long. Not here: comparing it.

mod period;

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::requirements::Compute;
use rust_decimal::Decimal;

use self::period::Span;
use super::data::Data;
use super::draft::{Case, Notes};
use super::machines;
use super::purposes;
use super::read::{Reading, What};
use super::usage;
use super::words::Reason;
use crate::language::lexicon::{Concept, Grammar};
use crate::language::numerals;
use cloudwhisper_api::language::Language;

/// How it stands with paying, where somebody said that nothing may be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Nobody said so, or it was taken back.
    Allowed,
    /// Nothing may be paid: what costs something all the same is asked about.
    Refused,
    /// It was asked about, and the cheapest way is to be taken.
    Avoided,
}

/// What a text says of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    Nothing,
    /// An amount in a currency that no budget can be in.
    OtherCurrency,
    Budget(Found),
}

/// A budget and what of it was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) budget: Budget,
    pub(super) currency_said: bool,
    /// The amount was written in lakh or crore.
    pub(super) indian: bool,
    /// How long it is to last, where that was said.
    pub(super) span: Option<Span>,
}

/// Decides on the budget.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> Option<Budget> {
    if case.request.budget.is_some() {
        return case.request.budget;
    }
    if let Some(answer) = &case.answers.budget {
        return answer.chosen();
    }
    match said(&case.reading) {
        Said::Budget(found) => Some(with_notes(found, case.language, notes)),
        // The limit of an alarm on the bill, which is no ceiling for this plan.
        Said::OtherCurrency if names_budget(&case.reading) => None,
        Said::OtherCurrency => {
            notes.ask("budget", &[]);
            None
        }
        Said::Nothing => {
            notes.assume("budget", "free tier", Reason::FreeTierPreferred);
            None
        }
    }
}

/// Whether AWS Budgets is to watch over the bill.
fn names_budget(reading: &Reading<'_>) -> bool {
    const BUDGET: &str = "AWS::Budgets::Budget";
    let mut live = reading.items.iter().filter(|item| item.live);
    live.any(|item| item.aws == Some(BUDGET)) || purposes::wants(reading, BUDGET)
}

/// Words that make a preference a condition: "free tier only", "zero budget".
const STRICT: [&str; 26] = [
    "zero",
    "nil",
    "nothing",
    "शून्य",
    "only",
    "just",
    "strictly",
    "completely",
    "totally",
    "entirely",
    "absolutely",
    "purely",
    "sirf",
    "bas",
    "keval",
    "bilkul",
    "ekdum",
    "poora",
    "सिर्फ",
    "सिर्फ़",
    "केवल",
    "बस",
    "बिल्कुल",
    "पूरी",
    "solely",
    "exclusively",
];
/// Verbs that demand what stands behind them: "it must be free".
const DEMANDED: [&str; 6] = ["must", "has to", "have to", "needs to", "need to", "shall"];
/// Words for what is free that leave no choice by themselves.
const AT_NO_COST: [&str; 2] = ["free of cost", "free of charge"];
/// The same behind what they are said of: "free tier me hi".
const STRICT_BEHIND: [&str; 4] = ["hi", "ही", "alone", "max"];
/// How words for what is free begin, which alone are a preference. The others ("pay nothing", "पैसे नहीं") leave no choice.
const FREE: [&str; 5] = ["free", "muf", "फ्री", "मुफ", "निःशुल्क"];

/// Whether nothing at all may be paid: the free tier only, or an amount of nothing.
fn nothing_may_be_paid(reading: &Reading<'_>) -> bool {
    if of_amounts(reading).is_some_and(|found| found.budget.amount.value().is_zero()) {
        return true;
    }
    let says = |at: usize, list: &[&str]| {
        let words = reading.written(at).to_lowercase();
        words.split_whitespace().any(|word| list.contains(&word))
    };
    let absolute = |at: usize| {
        let words = reading.written(at).to_lowercase();
        AT_NO_COST.contains(&words.as_str()) || !FREE.iter().any(|free| words.contains(free))
    };
    let demanded = |at: usize| {
        let before: Vec<String> = (reading.thought(at).start.max(at.saturating_sub(3))..at)
            .map(|place| reading.written(place).to_lowercase())
            .collect();
        let before = format!(" {} ", before.join(" "));
        DEMANDED
            .iter()
            .any(|verb| before.contains(&format!(" {verb} be ")))
    };
    reading
        .live()
        .filter(|(at, concept)| *concept == Concept::Free && !is_vacant(reading, *at))
        .any(|(at, _)| {
            absolute(at)
                || demanded(at)
                || (at.saturating_sub(2)..at + 3).any(|place| says(place, &STRICT))
                || (at..at + 2).any(|place| says(place, &STRICT_BEHIND))
        })
}

/// Whether nothing may be paid, and what was answered where that was asked about.
pub(super) fn payment(case: &Case<'_>) -> Payment {
    if case.request.budget.is_some() || !nothing_may_be_paid(&case.reading) {
        return Payment::Allowed;
    }
    match &case.answers.budget {
        None => Payment::Refused,
        Some(answer) => match answer.chosen() {
            Some(budget) if budget.amount.value().is_zero() => Payment::Avoided,
            _ => Payment::Allowed,
        },
    }
}

/// Asks where nothing may be paid and something was chosen that is never free, by its name or, as containers are, by what it
/// needs: which of the two gives way is not ours to guess. Whether it was asked.
pub(super) fn ask_on_conflict(
    case: &Case<'_>,
    compute: Option<Compute>,
    data: &Data,
    notes: &mut Notes,
) -> bool {
    let settled = payment(case) != Payment::Refused || case.answers.compute.is_some();
    let machine = |compute| matches!(compute, Compute::Ecs | Compute::Ec2);
    let conflict = !settled && (compute.is_some_and(machine) || data.engine.is_some());
    if conflict {
        notes.ask("budget", &[]);
    }
    conflict
}

fn with_notes(found: Found, language: Language, notes: &mut Notes) -> Budget {
    let mut budget = found.budget;
    if !found.currency_said {
        let (currency, reason) = match language {
            // Nothing is nothing in any currency; the free tier is told in dollars.
            _ if found.budget.amount.value().is_zero() => (Currency::USD, Reason::DollarsByLanguage),
            _ if found.indian => (Currency::INR, Reason::RupeesByLakh),
            Language::English => (Currency::USD, Reason::DollarsByLanguage),
            Language::Hindi | Language::Hinglish => (Currency::INR, Reason::RupeesByLanguage),
        };
        budget.currency = currency;
        notes.assume("budget.currency", super::draft::tag(currency), reason);
    }
    if found.span.is_none() && !budget.amount.value().is_zero() {
        notes.assume("budget.period", "Month", Reason::PerMonth);
    }
    if found.span == Some(Span::Once) && !budget.amount.value().is_zero() {
        notes.assume("budget.period", "Year", Reason::OnceIsAYear);
    }
    budget
}

/// A ceiling of nothing at all.
const NOTHING: Found = Found {
    budget: Budget {
        amount: Amount::ZERO,
        currency: Currency::USD,
        period: Period::Month,
    },
    currency_said: true,
    indian: false,
    span: Some(Span::Kept(Period::Month)),
};

/// "Ek rupya bhi nahi", "not even one rupee".
fn is_not_even_one(reading: &Reading<'_>, at: usize) -> bool {
    let one = matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(value)) if value == Decimal::ONE);
    let currency = |place: usize| matches!(reading.concept(place), Some(Concept::Currency(_)));
    let even = |place: usize| {
        let word = reading.written(place).to_lowercase();
        matches!(word.as_str(), "bhi" | "भी" | "even")
    };
    let near = at.saturating_sub(2)..at + 3;
    one && (currency(at + 1) || currency(at + 2)) && near.into_iter().any(even)
}

/// What a text says of money: the amount with the most signs of being a ceiling, else "free".
pub(super) fn said(reading: &Reading<'_>) -> Said {
    if let Some(found) = of_amounts(reading) {
        return Said::Budget(found);
    }
    if reading.says(Concept::OtherCurrency)
        && reading
            .items
            .iter()
            .any(|item| matches!(item.what, What::Number(_)))
    {
        return Said::OtherCurrency;
    }
    if reading
        .live()
        .any(|(at, concept)| concept == Concept::Free && !is_vacant(reading, at))
    {
        return Said::Budget(NOTHING);
    }
    Said::Nothing
}

/// "Free seats", "free charging points": what nobody has taken yet costs nothing of ours.
fn is_vacant(reading: &Reading<'_>, at: usize) -> bool {
    const VACANT: [&str; 26] = [
        "seat",
        "room",
        "slot",
        "table",
        "place",
        "space",
        "spot",
        "point",
        "desk",
        "bed",
        "court",
        "bay",
        "bike",
        "car",
        "text",
        "text search",
        "time",
        "charging",
        "parking",
        "appointment",
        "driver",
        "agent",
        "berth",
        "memory",
        "stall",
        "form",
    ];
    let bare = reading.written(at).eq_ignore_ascii_case("free");
    let next = reading.written(at + 1).to_lowercase();
    bare && VACANT
        .iter()
        .any(|noun| next == *noun || next.strip_suffix('s') == Some(noun))
}

/// The budget that an amount says.
fn of_amounts(reading: &Reading<'_>) -> Option<Found> {
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

fn number(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) => Some(value),
        _ => None,
    }
}

/// "Cut from $100 to $40", "sau dollar se ghat kar chalis": what it was, where another amount says what it is.
fn was_before(reading: &Reading<'_>, at: usize) -> bool {
    const CHANGES: [&str; 18] = [
        "cut",
        "reduc",
        "lower",
        "rais",
        "increas",
        "chang",
        "slash",
        "brought",
        "ghat",
        "badh",
        "kam kar",
        "kam ho",
        "badal",
        "घट",
        "बढ़",
        "बदल",
        "कम कर",
        "कम हो",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    let changes = |place: usize| CHANGES.iter().any(|change| word(place).starts_with(change));
    let end = reading.thought(at).end.min(at + 7);
    let Some(next) = (at + 1..end).find(|place| number(reading, *place).is_some()) else {
        return false;
    };
    let before = (at.saturating_sub(5)..at).any(changes) && (at + 1..next).any(|place| word(place) == "to");
    let behind =
        (at + 1..next).any(|place| matches!(word(place).as_str(), "se" | "से")) && (at + 1..next).any(changes);
    before || behind
}

/// "Price class 100" is where a content network serves from.
fn is_price_class(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| reading.written(before).to_lowercase().split(' ').next_back() == Some("class"))
}

/// "We charge customers $9.99", "spent 200 dollars last month on Heroku": what others pay, and what was paid elsewhere. Where a word for a
/// limit stands beside it, it is one all the same.
fn is_of_others(reading: &Reading<'_>, at: usize, after: usize) -> bool {
    const VERBS: [&str; 14] = [
        "charge", "charges", "charging", "charged", "earn", "earns", "earning", "sell", "sells", "selling",
        "revenue", "spent", "paid", "raised",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    let verb = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| VERBS.contains(&word(place).as_str()));
    let past = (after..after + 3).any(|place| word(place) == "last");
    (verb || past) && !limit_beside(reading, at, after)
}

/// The number at `at` as a budget, and how many signs say that it is one.
fn candidate(reading: &Reading<'_>, at: usize) -> Option<(u32, Found)> {
    let value = number(reading, at).filter(|_| !was_before(reading, at) && !is_price_class(reading, at))?;
    let currency = currency_beside(reading, at);
    let after = currency.map_or(at + 1, |(place, _)| place.max(at) + 1);
    if is_of_others(reading, at, after) {
        return None;
    }
    let between = currency.map_or(at..at, |(place, _)| at + 1..place);
    let period = between
        .into_iter()
        .find_map(|place| period::here(reading, place))
        .or_else(|| period::said(reading, at, after));
    let cue = budget_near(reading, at);
    let limit = limit_beside(reading, at, after);
    let score = match currency {
        Some(_) => 8 + 2 * u32::from(cue) + 2 * u32::from(limit) + u32::from(period.is_some()),
        None if counts_something(reading, at) || is_of_min_and_max(reading, at) => {
            return None;
        }
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

/// "Min 2, max 8": bounds of how many there are.
fn is_of_min_and_max(reading: &Reading<'_>, at: usize) -> bool {
    let near = at.saturating_sub(4)..at + 4;
    let says = |start: &str| {
        near.clone()
            .any(|place| reading.written(place).to_lowercase().starts_with(start))
    };
    says("min") && !says("minut") && says("max")
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
    before.or_else(|| currency(place).filter(|_| !mark_of_next))
}

fn is_pause(reading: &Reading<'_>, at: usize) -> bool {
    reading.stops(at) || reading.items.get(at).is_some_and(|item| item.what == What::Pause)
}

fn budget_near(reading: &Reading<'_>, at: usize) -> bool {
    let cue = |place: &usize| reading.concept(*place) == Some(Concept::Budget);
    let before = (0..at)
        .rev()
        .take(7)
        .take_while(|place| !reading.stops(*place) && number(reading, *place).is_none())
        .any(|place| cue(&place));
    let after = (at + 1..at + 5)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| cue(&place));
    before || after
}

fn limit_beside(reading: &Reading<'_>, at: usize, after: usize) -> bool {
    let limit = |place: usize| reading.concept(place) == Some(Concept::Limit);
    let before = (0..at)
        .rev()
        .take(4)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(limit);
    // "Min 0.5 max 4": a word right before the next number is that number's.
    let behind = (after..after + 4)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| limit(place) && number(reading, place + 1).is_none());
    before || behind
}

/// A bare number that has a unit, or a noun that we don't know, is no money.
fn counts_something(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.items.get(at + 1).map(|item| item.what);
    let unit_before = at.checked_sub(1).and_then(|before| reading.concept(before));
    let unit = |concept: Concept| {
        matches!(
            concept,
            Concept::Unit(_)
                | Concept::Time(_)
                | Concept::OtherCurrency
                | Concept::Logs
                | Concept::Files
                | Concept::Vague(_)
                | Concept::App(_)
                | Concept::Compute(_)
        )
    };
    let counted = match next {
        Some(What::Word | What::Name) => true,
        Some(What::Term(Concept::Every(_))) => is_bare_span(reading, at + 1),
        Some(What::Term(concept)) => unit(concept),
        _ => false,
    };
    let reach = at + 1..at + 4;
    let later = reach
        .take_while(|place| !is_pause(reading, *place))
        .any(|place| matches!(reading.concept(place), Some(Concept::Unit(_))));
    counted
        || later
        || matches!(
            unit_before,
            Some(Concept::Unit(_) | Concept::OtherCurrency | Concept::Runtime(_) | Concept::Sql(_))
        )
}

/// "2 days" is a span, "500 per day" and "500 mahine ke andar" are rates.
fn is_bare_span(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.written(at).to_lowercase().as_str(),
        "day" | "days" | "month" | "months" | "year" | "years" | "din" | "दिन"
    )
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
