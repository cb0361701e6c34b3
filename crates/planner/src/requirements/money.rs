//! The ceiling on cost. Here: which of the numbers is money, in which currency, for how long. Not here: comparing it.

mod amounts;
mod free;
mod period;
mod signs;

pub(super) use self::amounts::is_no_ceiling;

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::requirements::Compute;
use rust_decimal::Decimal;

use self::amounts::of_amounts;
use self::free::{is_vacant, nothing_may_be_paid};
use self::period::Span;
use super::data::Data;
use super::draft::{Case, Notes};
use super::purposes;
use super::read::{Reading, What};
use super::words::Reason;
use crate::language::lexicon::Concept;
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

fn number(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) => Some(value),
        _ => None,
    }
}

fn is_pause(reading: &Reading<'_>, at: usize) -> bool {
    reading.stops(at) || reading.items.get(at).is_some_and(|item| item.what == What::Pause)
}
