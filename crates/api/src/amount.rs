//! Money as a person says it: a decimal, a currency and a period. Here: the values and how they are written. Not
//! here: conversion and comparison (`cloudwhisper-planner`, `estimate`).

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A decimal number that is never negative. Written as a string in JSON; a number is accepted too (int-or-string in
/// the schema), so that `amount: 500` in a manifest does what it says. At most 28 significant digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Why a text is no [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidAmount {
    /// Not a decimal number, or too many digits.
    NotANumber,
    /// Below zero.
    Negative,
}

impl fmt::Display for InvalidAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "expected a decimal number such as 500 or \"12.50\"",
            Self::Negative => "an amount cannot be negative",
        })
    }
}

impl std::error::Error for InvalidAmount {}

impl Amount {
    /// Nothing: the budget of "free tier only".
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The amount as a decimal.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = InvalidAmount;

    fn try_from(value: Decimal) -> Result<Self, InvalidAmount> {
        if value.is_sign_negative() && !value.is_zero() {
            return Err(InvalidAmount::Negative);
        }
        Ok(Self(value.normalize()))
    }
}

impl FromStr for Amount {
    type Err = InvalidAmount;

    fn from_str(text: &str) -> Result<Self, InvalidAmount> {
        Decimal::from_str(text.trim())
            .map_err(|_| InvalidAmount::NotANumber)?
            .try_into()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a decimal in a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
                Decimal::from(number).try_into().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
                Decimal::from(number).try_into().map_err(E::custom)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
                // The shortest text of the float is what the person wrote: 12.5 stays 12.5.
                number.to_string().parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "x-kubernetes-int-or-string": true,
            "x-kubernetes-validations": [{
                "rule": "type(self) == int ? self >= 0 : self.matches('^[0-9]{1,15}([.][0-9]{1,8})?$')",
                "message": "must be a number that is not negative, such as 500 or \"12.50\", without currency or commas",
            }],
        })
    }
}

/// Currencies that a budget can be said in (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Currency {
    /// United States dollar, the currency of AWS's price list.
    USD,
    /// Indian rupee.
    INR,
}

/// The time that a budget is for. Kept as said, compared per month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Period {
    /// One day; a month has 30.4375 of them (365.25 / 12).
    Day,
    /// One month of 730 hours, AWS's own billing month.
    #[default]
    Month,
    /// Twelve months.
    Year,
}

/// A ceiling on what may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// How much, in `currency` and per `period`; 0 means "free tier only".
    pub amount: Amount,
    /// The currency that the amount is in.
    pub currency: Currency,
    /// The time that the amount is for.
    #[serde(default)]
    pub period: Period,
}

/// One sum of money in both currencies, as decimal strings rounded to cents and paise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// United States dollars.
    pub usd: String,
    /// Indian rupees, at the exchange rate that stands beside the sum.
    pub inr: String,
}
