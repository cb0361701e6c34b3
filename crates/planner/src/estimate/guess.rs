//! Factors that turn what was said into what is billed, and that nobody said: the seconds of a call, the log that a request
//! leaves. Here: what a guess is, and telling those that cost money. Not here: any of them (each stands with the service that is
//! billed by it), how far off they may be (`range`).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;
use rust_decimal::Decimal;

use super::bill::Bill;
use super::{Query, UsageProfile};
use crate::catalog::plain::say;

/// A factor of a quantity that is taken for granted.
#[derive(Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it is called among the assumptions, such as `usage.secondsPerCall`.
    pub field: &'static str,
    /// The factor, in figures.
    pub value: &'static str,
    /// Why it is what it is: English, Hindi, Hinglish.
    pub reason: [&'static str; 3],
    /// What it is a factor of.
    pub of: Base,
}

/// What a guess is multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Requests at the front door.
    Requests,
    /// Calls of functions.
    Calls,
}

/// How many times the guess it may be, at the far end.
const FAR: Decimal = Decimal::TEN;

/// The guesses that cost money here, or would where they are too low: within an allowance nobody has to know them.
pub(super) fn assumptions(query: &Query<'_>, language: Language) -> Vec<Assumption> {
    let usage = UsageProfile {
        times_per_request: FAR,
        times_per_call: FAR,
        ..UsageProfile::of(query.requirements())
    };
    let region = &query.requirements().region;
    let bill = Bill::of(query.blueprint, &usage, region, query.free_tier, query.prices);
    let mut told: Vec<&Guess> = Vec::new();
    for charge in bill
        .charges()
        .filter(|charge| !charge.usd.rounded().value().is_zero())
    {
        if let Some(guess) = charge.guess.filter(|guess| !told.contains(guess)) {
            told.push(guess);
        }
    }
    let assumption = |guess: &Guess| Assumption {
        field: guess.field.to_owned(),
        value: guess.value.to_owned(),
        reason: say(language, guess.reason).to_owned(),
    };
    told.into_iter().map(assumption).collect()
}
