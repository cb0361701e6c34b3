//! Dollars and rupees. Here: the two currencies as types that never mix, rounding, and how amounts are written. Not
//! here: what is being paid for.
//!
//! AWS's price list is in dollars, so everything is added up in [`Usd`]; [`Usd::to_inr`] is the only way across.

use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

use cloudwhisper_api::amount::{Budget, Currency, Money};
use cloudwhisper_api::language::Language;
use rust_decimal::{Decimal, RoundingStrategy};

/// Rupees per dollar, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Rupees for one dollar.
    pub inr_per_usd: Decimal,
    /// Day of the rate, `YYYY-MM-DD`.
    pub as_of: String,
}

/// The rate to take where nobody gives one: State Bank of India's selling rate for transfers, which is what paying an
/// invoice in dollars from a rupee account costs. From the bank's daily card, as kept by
/// `github.com/sahilgupta/sbi-fx-ratekeeper` in `csv_files/SBI_REFERENCE_RATES_USD.csv` (column TT SELL).
const SBI_SELLING_RATE: Decimal = Decimal::from_parts(9615, 0, 0, false, 2);
const SBI_SELLING_RATE_DAY: &str = "2026-08-21";

impl Default for ExchangeRate {
    fn default() -> Self {
        Self {
            inr_per_usd: SBI_SELLING_RATE,
            as_of: SBI_SELLING_RATE_DAY.to_owned(),
        }
    }
}

impl ExchangeRate {
    /// Whether it is the rate that is built in, so that it has to be called an assumption.
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// United States dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(Decimal);

/// Indian rupees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inr(Decimal);

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// So many dollars.
    pub fn new(amount: Decimal) -> Self {
        Self(amount)
    }

    /// The amount.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// To whole cents, half a cent up.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self(cents(self.0))
    }

    /// The same in rupees.
    #[must_use]
    pub fn to_inr(self, rate: &ExchangeRate) -> Inr {
        Inr(self.0.saturating_mul(rate.inr_per_usd))
    }

    /// A sum: rounded once, here. The rupees are those of the rounded dollars, so that whoever multiplies finds the same.
    pub(crate) fn sum_as_money(self, rate: &ExchangeRate) -> Money {
        let usd = self.rounded();
        Money {
            usd: two_digits(usd.0),
            inr: two_digits(usd.to_inr(rate).rounded().0),
        }
    }

    /// One line of a sum: dollars in hundredths of a cent, so that lines add up to what is below them, and rupees of
    /// those dollars in whole paise, as every amount in rupees.
    pub(super) fn line_as_money(self, rate: &ExchangeRate) -> Money {
        let usd = Self(hundredths_of_cents(self.0));
        Money {
            usd: two_digits(usd.0),
            inr: two_digits(usd.to_inr(rate).rounded().0),
        }
    }

    /// A price for a single unit, as people say it: in cents, or exactly where it is less than one.
    pub(super) fn unit_as_money(self, rate: &ExchangeRate) -> Money {
        for_people(&self.line_as_money(rate))
    }
}

impl Inr {
    /// So many rupees.
    pub fn new(amount: Decimal) -> Self {
        Self(amount)
    }

    /// The amount.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// To whole paise, half a paisa up.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self(cents(self.0))
    }
}

impl Add for Usd {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Usd {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<Decimal> for Usd {
    type Output = Self;

    fn mul(self, times: Decimal) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn hundredths_of_cents(amount: Decimal) -> Decimal {
    amount
        .round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// In whole cents; less than one is told as it is, since most serverless lines would read 0.00 else.
fn cents_or_less(amount: Decimal) -> Decimal {
    let rounded = cents(amount);
    if rounded.is_zero() { amount } else { rounded }
}

/// A line in whole cents where there is at least one, and in whole paise.
pub(crate) fn for_people(line: &Money) -> Money {
    Money {
        usd: two_digits(cents_or_less(line.usd.parse().unwrap_or_default())),
        inr: line.inr.clone(),
    }
}

/// As text, with at least two digits behind the point.
fn two_digits(amount: Decimal) -> String {
    let digits = amount.scale().max(2) as usize;
    format!("{amount:.digits$}")
}

/// `$1,234.50`.
pub fn dollars(amount: &str) -> String {
    format!("${}", grouped(amount, false))
}

/// `₹1,23,456.00`: by lakh and crore in every language, as on any Indian invoice, in English ones as well.
pub fn rupees(amount: &str) -> String {
    format!("₹{}", grouped(amount, true))
}

/// Both, for a sentence: `$12.50 (₹1,201.88)`.
pub fn both(money: &Money) -> String {
    format!("{} ({})", dollars(&money.usd), rupees(&money.inr))
}

/// A budget as it was said, without its period.
pub(crate) fn budget(budget: &Budget) -> String {
    let amount = two_digits(budget.amount.value());
    match budget.currency {
        Currency::USD => dollars(&amount),
        Currency::INR => rupees(&amount),
    }
}

/// A count, for a sentence: `10,000`; at most four digits behind the point.
pub(crate) fn count(number: Decimal, language: Language) -> String {
    let number = number
        .round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    grouped(&number.to_string(), language != Language::English)
}

/// Commas between thousands, or between lakh and crore: three digits, then by twos.
fn grouped(number: &str, indian: bool) -> String {
    let (whole, fraction) = number
        .split_once('.')
        .map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.len();
    let mut text = String::with_capacity(number.len() * 4 / 3 + 1);
    for (place, digit) in whole.chars().enumerate() {
        let left = digits - place;
        let comma = if indian {
            left == 3 || (left > 3 && left % 2 == 1)
        } else {
            left % 3 == 0
        };
        if comma && place > 0 && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupees_are_grouped_by_lakh_and_dollars_by_thousands() {
        for (number, in_rupees, in_dollars) in [
            ("0.00", "₹0.00", "$0.00"),
            ("999.50", "₹999.50", "$999.50"),
            ("1000.00", "₹1,000.00", "$1,000.00"),
            ("12345.00", "₹12,345.00", "$12,345.00"),
            ("123456.00", "₹1,23,456.00", "$123,456.00"),
            ("12345678.9", "₹1,23,45,678.9", "$12,345,678.9"),
            ("1234567890", "₹1,23,45,67,890", "$1,234,567,890"),
        ] {
            assert_eq!(rupees(number), in_rupees);
            assert_eq!(dollars(number), in_dollars);
        }
    }

    #[test]
    fn half_a_cent_goes_up() {
        let rate = ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".into(),
        };
        let sum = |text: &str| Usd::new(text.parse().unwrap_or_default()).sum_as_money(&rate);
        assert_eq!(
            sum("1.005"),
            Money {
                usd: "1.01".into(),
                inr: "80.80".into()
            }
        );
        assert_eq!(
            sum("1.0049"),
            Money {
                usd: "1.00".into(),
                inr: "80.00".into()
            }
        );
        assert_eq!(
            sum("0.0049"),
            Money {
                usd: "0.00".into(),
                inr: "0.00".into()
            }
        );
    }

    #[test]
    fn a_line_keeps_the_digits_that_a_sum_needs_and_people_do_not() {
        let rate = ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".into(),
        };
        let check = |text: &str, line: [&str; 2], people: [&str; 2]| {
            let money = |[usd, inr]: [&str; 2]| Money {
                usd: usd.into(),
                inr: inr.into(),
            };
            let told = Usd::new(text.parse().unwrap_or_default()).line_as_money(&rate);
            assert_eq!(told, money(line));
            assert_eq!(for_people(&told), money(people));
        };
        check("0", ["0.00", "0.00"], ["0.00", "0.00"]);
        check("0.0042", ["0.0042", "0.34"], ["0.0042", "0.34"]);
        check("0.00001", ["0.00", "0.00"], ["0.00", "0.00"]);
        check("0.0105", ["0.0105", "0.84"], ["0.01", "0.84"]);
        check("15.35049", ["15.3505", "1228.04"], ["15.35", "1228.04"]);
    }
}
