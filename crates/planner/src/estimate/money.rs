//! Dollars and rupees that can't be mixed up: only an exchange rate crosses.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use cloudwhisper_api::amount::{Budget, Currency, Money, Period};
use rust_decimal::{Decimal, RoundingStrategy};

use super::ExchangeRate;

/// United States dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(pub Decimal);

/// Indian rupees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inr(pub Decimal);

impl Usd {
    /// The same in rupees.
    pub fn to_inr(self, rate: &ExchangeRate) -> Inr {
        Inr(self.0 * rate.inr_per_usd)
    }

    /// Cents, half up.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self(cents(self.0))
    }

    /// In both currencies, rounded to cents and paise; rupees are made of the rounded dollars, so that anybody can check
    /// them.
    pub fn in_both(self, rate: &ExchangeRate) -> Money {
        let usd = self.rounded();
        Money {
            usd: format!("{:.2}", usd.0),
            inr: format!("{:.2}", cents(usd.to_inr(rate).0)),
        }
    }
}

impl Inr {
    /// The same in dollars; none at a rate of zero.
    pub fn to_usd(self, rate: &ExchangeRate) -> Option<Usd> {
        self.0.checked_div(rate.inr_per_usd).map(Usd)
    }
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

impl Add for Usd {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// A budget in dollars per month. A day is a month / 30.4375 (365.25 / 12), a year is twelve months.
pub(crate) fn monthly(budget: &Budget, rate: &ExchangeRate) -> Option<Usd> {
    let amount = budget.amount.value();
    let per_month = match budget.period {
        Period::Day => amount.checked_mul(Decimal::new(304_375, 4))?,
        Period::Month => amount,
        Period::Year => amount.checked_div(Decimal::from(12))?,
    };
    match budget.currency {
        Currency::USD => Some(Usd(per_month)),
        Currency::INR => Inr(per_month).to_usd(rate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate() -> ExchangeRate {
        ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        }
    }

    #[test]
    fn a_budget_is_compared_per_month_in_dollars() {
        let budget = |amount: &str, currency, period| Budget {
            amount: amount.parse().expect("an amount"),
            currency,
            period,
        };
        assert_eq!(
            monthly(&budget("960", Currency::INR, Period::Year), &rate()),
            Some(Usd(Decimal::ONE)),
            "960 / 12 / 80"
        );
        assert_eq!(
            monthly(&budget("1", Currency::USD, Period::Day), &rate()),
            Some(Usd(Decimal::new(304_375, 4)))
        );
        assert_eq!(
            monthly(&budget("5", Currency::USD, Period::Month), &rate()),
            Some(Usd(Decimal::from(5)))
        );
    }

    #[test]
    fn halves_of_a_cent_are_rounded_up() {
        assert_eq!(Usd(Decimal::new(12_345, 3)).in_both(&rate()).usd, "12.35");
    }
}
