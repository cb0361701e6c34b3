//! What an answer of `GetProducts` says: a list of texts, each the JSON of one product.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Product;

/// Why an answer gives no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// AWS knows no such product in the region.
    NoMatch,
    /// The text is not the JSON of a product with prices.
    Malformed,
    /// It is priced by something else than we multiply with.
    Unit(String),
    /// It is not priced in United States dollars, such as in China's regions.
    Currency(String),
    /// There are several prices and nothing tells which is meant.
    Ambiguous,
}

#[derive(Deserialize)]
struct Listed {
    terms: Terms,
}

#[derive(Deserialize)]
struct Terms {
    #[serde(rename = "OnDemand", default)]
    on_demand: BTreeMap<String, Term>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Term {
    price_dimensions: BTreeMap<String, Dimension>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dimension {
    unit: String,
    /// Where its step begins; only the first counts.
    #[serde(default)]
    begin_range: Option<String>,
    price_per_unit: BTreeMap<String, String>,
}

/// The price of one single unit of a product: the first paid step, on demand.
///
/// # Errors
/// Where the texts give no single price in dollars for the product's unit.
pub fn usd_per_unit(price_list: &[String], product: &Product) -> Result<Decimal, Unusable> {
    let mut found: Option<Decimal> = None;
    for text in price_list {
        let listed: Listed = serde_json::from_str(text).map_err(|_| Unusable::Malformed)?;
        let terms = listed.terms.on_demand.into_values();
        for dimension in terms.flat_map(|term| term.price_dimensions.into_values()) {
            if !is_first(&dimension) {
                continue;
            }
            let usd = price(&dimension, product)?;
            if usd.is_zero() {
                // A free allowance or a reservation that is paid for elsewhere.
                continue;
            }
            if found.is_some_and(|other| other != usd) {
                return Err(Unusable::Ambiguous);
            }
            found = Some(usd);
        }
    }
    found.ok_or(Unusable::NoMatch)
}

fn is_first(dimension: &Dimension) -> bool {
    let begin = dimension.begin_range.as_deref().unwrap_or("0");
    begin.parse::<Decimal>().is_ok_and(|begin| begin.is_zero())
}

fn price(dimension: &Dimension, product: &Product) -> Result<Decimal, Unusable> {
    if dimension.unit != product.unit {
        return Err(Unusable::Unit(dimension.unit.clone()));
    }
    let Some(usd) = dimension.price_per_unit.get("USD") else {
        let currency = dimension.price_per_unit.keys().next();
        return Err(currency.map_or(Unusable::Malformed, |it| Unusable::Currency(it.clone())));
    };
    let usd: Decimal = usd.parse().map_err(|_| Unusable::Malformed)?;
    if usd.is_sign_negative() {
        return Err(Unusable::Malformed);
    }
    Ok(usd.normalize())
}
