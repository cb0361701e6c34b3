//! The price list: what AWS charges for one unit of a dimension in a region, with the source and date of each figure.
//!
//! `prices.csv` has a row per price in US dollars, on demand and without tax. Figures that nobody could name a source for are
//! left out: what has no row is a warning in the estimate, never a zero.

use std::sync::OnceLock;

use rust_decimal::Decimal;

/// The list, read once.
const CSV: &str = include_str!("prices.csv");

/// One row of the list.
#[derive(Clone, Debug)]
pub(crate) struct Price {
    pub service: &'static str,
    pub dimension: &'static str,
    pub unit: &'static str,
    pub region: &'static str,
    /// US dollars for the whole `unit`, such as 0.20 for `1M requests`.
    pub usd_per_unit: Decimal,
    /// An allowance per account and month that covers it.
    pub allowance: Option<Allowance>,
    pub source: &'static str,
    /// `YYYY-MM-DD`.
    pub date: &'static str,
}

/// A monthly allowance. All prices of one `pool` draw on it together, over all regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// The allowance in AWS's words, such as `1000000 requests`; names the pool within the service.
    pub pool: &'static str,
    /// How much is free, in single units.
    pub quantity: Decimal,
    /// Whether every account has it for ever, or only accounts made before 2025-07-15, for twelve months.
    pub always: bool,
}

/// A price and how it was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    pub price: &'a Price,
    /// Whether it is another region's, since this one's is not known.
    pub elsewhere: bool,
}

fn list() -> &'static [Price] {
    static LIST: OnceLock<Vec<Price>> = OnceLock::new();
    LIST.get_or_init(|| CSV.lines().skip(1).filter_map(row).collect())
}

fn row(line: &'static str) -> Option<Price> {
    let mut cells = line.split(',');
    let mut next = || cells.next();
    let (service, dimension, unit, region) = (next()?, next()?, next()?, next()?);
    let usd_per_unit = next()?.parse().ok()?;
    let (free, kind, source, date) = (next()?, next()?, next()?, next()?);
    let allowance = (!free.is_empty()).then(|| Allowance {
        pool: free.split('(').next().unwrap_or(free).trim(),
        quantity: allowed(free, unit),
        always: kind == "always",
    });
    Some(Price {
        service,
        dimension,
        unit,
        region,
        usd_per_unit,
        allowance,
        source,
        date,
    })
}

/// The number in `1000000 requests`, or in `25 WCU (18600 WCU-hours)` where hours are billed.
fn allowed(text: &str, unit: &str) -> Decimal {
    let in_brackets = text
        .split_once('(')
        .map(|(_, rest)| rest)
        .filter(|_| unit.ends_with("-hour"));
    let number = |text: &str| text.split_whitespace().next().and_then(|word| word.parse().ok());
    in_brackets
        .and_then(number)
        .or_else(|| number(text))
        .unwrap_or(Decimal::ZERO)
}

/// The price of a dimension in a region; where that is not known, in the nearest region that has one.
pub(crate) fn find(service: &str, dimension: &str, region: &str) -> Option<Found<'static>> {
    let of = |region: &str| {
        list()
            .iter()
            .find(|price| price.service == service && price.dimension == dimension && price.region == region)
    };
    let here = of(region).or_else(|| of("global")).map(|price| Found {
        price,
        elsewhere: false,
    });
    here.or_else(|| {
        nearest(region)
            .iter()
            .find_map(|other| of(other))
            .map(|price| Found {
                price,
                elsewhere: true,
            })
    })
}

/// Regions with prices, the nearest first.
fn nearest(region: &str) -> [&'static str; 4] {
    match region.split('-').next() {
        Some("ap" | "me") => ["ap-south-1", "ap-southeast-1", "eu-west-1", "us-east-1"],
        Some("eu" | "af" | "il") => ["eu-west-1", "us-east-1", "ap-south-1", "ap-southeast-1"],
        _ => ["us-east-1", "eu-west-1", "ap-southeast-1", "ap-south-1"],
    }
}

/// The tiers of a dimension such as `…_first_10tb`: its own row, then the rows that go on where it ends, each with the
/// quantity that it is for. The last one's is endless.
pub(crate) fn tiers(first: &Price) -> Vec<(&'static Price, Option<Decimal>)> {
    let stem = first.dimension.split("_first_").next().unwrap_or(first.dimension);
    list()
        .iter()
        .filter(|price| price.service == first.service && price.region == first.region)
        .filter(|price| {
            price.dimension == first.dimension
                || price
                    .dimension
                    .strip_prefix(stem)
                    .is_some_and(|rest| rest.starts_with("_next_") || rest.starts_with("_over_"))
        })
        .map(|price| (price, width(&price.dimension[stem.len()..])))
        .collect()
}

/// The quantity in `_first_10tb` or `_next_7_5b_gb_s`: digits, perhaps a decimal part behind `_`, and a size.
fn width(tier: &str) -> Option<Decimal> {
    let rest = tier
        .strip_prefix("_first_")
        .or_else(|| tier.strip_prefix("_next_"))?;
    let size_at = rest.find(|c: char| c.is_ascii_alphabetic())?;
    let number: Decimal = rest[..size_at]
        .trim_end_matches('_')
        .replace('_', ".")
        .parse()
        .ok()?;
    let size = rest[size_at..].split('_').next()?;
    let times = match size {
        "tb" => 1024,
        "m" => 1_000_000,
        "b" => 1_000_000_000,
        _ => 1, // gigabytes, or a bare number
    };
    Some(number * Decimal::from(times))
}

/// Single units in the unit of a price: a million in `1M requests`, 730 hours are 730 of `hour`.
pub(crate) fn units(price: &Price) -> Decimal {
    match price.unit.split(' ').next() {
        Some("1M") => Decimal::from(1_000_000),
        Some(number) => number.parse().unwrap_or(Decimal::ONE),
        None => Decimal::ONE,
    }
}

/// Whether a service has an allowance that every account has for ever.
pub(crate) fn has_always_free(service: &str) -> bool {
    list()
        .iter()
        .any(|price| price.service == service && price.allowance.is_some_and(|allowance| allowance.always))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_has_a_source_and_a_date() {
        assert_eq!(list().len(), CSV.lines().count() - 1);
        assert!(
            list()
                .iter()
                .all(|price| !price.source.is_empty() && price.date.starts_with("20")),
            "a year at least"
        );
    }

    #[test]
    fn a_tier_ends_where_its_name_says() {
        assert_eq!(width("_first_10tb"), Some(Decimal::from(10_240)));
        assert_eq!(width("_first_7_5b_gb_s"), Some(Decimal::from(7_500_000_000_i64)));
        assert_eq!(width("_first_333m"), Some(Decimal::from(333_000_000)));
        assert_eq!(width("_over_300m"), None);
    }

    #[test]
    fn a_region_without_a_price_is_given_its_neighbours_and_says_so() {
        let here = find("Lambda", "requests", "ap-south-1").expect("a price");
        assert!(!here.elsewhere);
        let elsewhere = find("Lambda", "requests", "eu-central-1").expect("a price");
        assert!(elsewhere.elsewhere);
        assert_eq!(elsewhere.price.region, "eu-west-1");
        assert!(find("Lambda", "nothing", "us-east-1").is_none());
    }
}
