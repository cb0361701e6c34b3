//! The ceiling on cost, which could approve a plan: a model may say which number of the request it is, beside words of money, and may lower it.
//! It can't make one up and can't raise one.

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::proposal::ProposedBudget;

use super::{model, proposal};
use crate::language::lexicon::Concept;
use crate::requirements::draft::{Case, Known, Notes, tag};
use crate::requirements::money::is_no_ceiling;
use crate::requirements::read::What;
use crate::requirements::words::Why;

const FIELD: &str = "budget";

/// What stands of the rules' budget and the model's.
pub(in crate::requirements) fn budget(
    case: &Case<'_>,
    ruled: Option<Budget>,
    notes: &mut Notes,
) -> Option<Budget> {
    let said = proposal(case).map(|it| &it.budget);
    let given = case.request.budget.is_some() || case.answers.budget.is_some();
    let Some((said, amount)) = said
        .filter(|_| !given)
        .and_then(|said| Some((said, said.amount?)))
    else {
        return ruled;
    };
    match ruled {
        Some(ruled) => Some(lowered(case, ruled, said, amount, notes)),
        None => found(case, said, amount, notes),
    }
}

/// The same amount in a currency or for a time that nobody said and that makes it no more: the rest of what the rules read stands.
fn lowered(
    case: &Case<'_>,
    ruled: Budget,
    said: &ProposedBudget,
    amount: Amount,
    notes: &mut Notes,
) -> Budget {
    let currency = said.currency.unwrap_or(ruled.currency);
    let period = said.period.unwrap_or(ruled.period);
    if (amount, currency, period) == (ruled.amount, ruled.currency, ruled.period) {
        return ruled;
    }
    let assumed = |field: &str| notes.known(field, FIELD) == Known::Assumed;
    let open = |field: &str, same: bool| same || assumed(field);
    let why = if amount != ruled.amount
        || !open("budget.currency", currency == ruled.currency)
        || !open("budget.period", period == ruled.period)
    {
        Why::SaidOtherwise
    } else if dearer(ruled.currency, currency) || length(period) < length(ruled.period) {
        Why::DearerCeiling
    } else {
        if currency != ruled.currency {
            notes.forget("budget.currency");
            notes.understood_by(model(case), "budget.currency", tag(currency));
        }
        if period != ruled.period {
            notes.forget("budget.period");
            notes.understood_by(model(case), "budget.period", tag(period));
        }
        return Budget {
            amount,
            currency,
            period,
        };
    };
    let stands = shown(ruled.amount, ruled.currency, ruled.period);
    notes.not_taken(model(case), FIELD, &stands, &shown(amount, currency, period), why);
    ruled
}

/// A dollar is more than a rupee.
fn dearer(from: Currency, to: Currency) -> bool {
    from == Currency::INR && to == Currency::USD
}

/// An amount for a longer time is less a month.
fn length(period: Period) -> u8 {
    match period {
        Period::Day => 0,
        Period::Month => 1,
        Period::Year => 2,
    }
}

/// A number of the request beside words of money, where the rules read no ceiling.
fn found(case: &Case<'_>, said: &ProposedBudget, amount: Amount, notes: &mut Notes) -> Option<Budget> {
    let usual = match case.language {
        Language::English => Currency::USD,
        Language::Hindi | Language::Hinglish => Currency::INR,
    };
    // What nobody said of it may only make it less.
    let currency = said.currency.unwrap_or(usual);
    let period = said.period.unwrap_or_default();
    let period = if length(period) < length(Period::default()) {
        Period::default()
    } else {
        period
    };
    if notes.known(FIELD, FIELD) == Known::Asked || !stands_as_money(case, amount, usual, currency) {
        let value = shown(amount, currency, period);
        notes.not_taken(model(case), FIELD, "-", &value, Why::NotInRequest);
        return None;
    }
    notes.forget(FIELD);
    notes.understood_by(model(case), FIELD, shown(amount, currency, period));
    Some(Budget {
        amount,
        currency,
        period,
    })
}

/// Whether the number stands in the request within a few words of money, is nothing else for sure, and is in this currency where one is said;
/// where none is, in one that is no dearer than the usual one.
fn stands_as_money(case: &Case<'_>, amount: Amount, usual: Currency, currency: Currency) -> bool {
    const NEAR: usize = 4;
    let reading = &case.reading;
    let is_it = |at: usize| {
        let item = reading.items.get(at).filter(|item| item.live);
        item.is_some_and(|item| item.what == What::Number(amount.value()))
    };
    let of_money = |at: usize| match reading.concept(at) {
        Some(Concept::Currency(said)) => Some(said == currency),
        Some(Concept::OtherCurrency) => Some(false),
        Some(Concept::Budget) => Some(!dearer(usual, currency)),
        _ => None,
    };
    let all = (0..reading.items.len()).filter(|at| is_it(*at) && !is_no_ceiling(reading, *at));
    all.into_iter().any(|at| {
        let thought = reading.thought(at);
        let near = at.saturating_sub(NEAR).max(thought.start)..(at + NEAR).min(thought.end);
        let said: Vec<bool> = near.filter_map(of_money).collect();
        !said.is_empty() && said.iter().all(|fits| *fits)
    })
}

fn shown(amount: Amount, currency: Currency, period: Period) -> String {
    format!("{amount} {} {}", tag(currency), tag(period))
}
