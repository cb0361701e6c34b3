//! Between what and what the price lies where use was guessed. Here: the two ends. Not here: the guess itself (`usage`).
//!
//! Whoever does not know how much an application will be used is seldom right by a factor of two: the low end is a tenth of
//! the guess, the high end ten times the guess. A guess that rests on another is not stretched twice. What was said is taken
//! as said.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::plan::MoneyRange;
use rust_decimal::Decimal;

use super::currency::{ExchangeRate, Usd};
use super::{Query, UsageProfile, bill};

/// How much less than the guess it may be.
const LOW: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// How much more than the guess it may be.
const HIGH: Decimal = Decimal::TEN;

/// The ends of what a month costs, not rounded; equal where nothing was guessed that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// With little use.
    pub low: Usd,
    /// With much use.
    pub high: Usd,
}

impl Range {
    /// The ends around this sum.
    pub(super) fn of(query: &Query<'_>, expected: Usd) -> Self {
        let expected_usage = UsageProfile::of(query.requirements());
        let of = |times| {
            let guessed = UsageProfile::guessed(query.requirements(), query.guessed, times);
            if guessed == expected_usage {
                return expected;
            }
            bill(query, &guessed).total()
        };
        Self {
            low: of(LOW),
            high: of(HIGH),
        }
    }

    /// What people are shown; `None` where the ends are the same to the cent.
    pub(super) fn as_money(&self, rate: &ExchangeRate) -> Option<MoneyRange> {
        let money = |usd: Usd| -> Money { usd.sum_as_money(rate) };
        (self.low.rounded() != self.high.rounded()).then(|| MoneyRange {
            low: money(self.low),
            high: money(self.high),
        })
    }
}
