//! The price list: `prices.csv`, each figure with its source and date. Here: finding a price, and the nearest region that
//! has one. Not here: how much is used, what is free.
//!
//! All figures are list prices on demand in US dollars, without tax. Figures without a source or a date are left out of
//! the file: a price that nobody can check is no price. Newer figures may be [handed in](Prices), each with its day. Where a source names only the month of its list, the date is the
//! first day of it. `usd_per_unit` is for the whole unit, such as 0.20 per `1M requests`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use rust_decimal::Decimal;

use super::currency::Usd;

const PRICES: &str = include_str!("prices.csv");
/// Where a price holds everywhere.
const GLOBAL: &str = "global";

/// Where prices that are handed in are from.
const LIVE: &str = "AWS Price List API";

/// The price of one dimension in one region.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Price {
    /// AWS region, or `global`.
    pub region: Cow<'static, str>,
    /// US dollars for the dimension's whole unit.
    pub usd: Usd,
    /// Where the figure is from.
    pub source: &'static str,
    /// Day of the list, `YYYY-MM-DD`.
    pub date: Cow<'static, str>,
}

/// A price that somebody asked AWS for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Service as the price list calls it, such as `EC2`.
    pub service: String,
    /// Dimension of that service.
    pub dimension: String,
    /// AWS region that it holds in.
    pub region: String,
    /// US dollars for one single unit: one hour, one request.
    pub usd_per_single_unit: Decimal,
    /// Day of AWS's answer, `YYYY-MM-DD`.
    pub as_of: String,
}

/// The price list with newer figures in front of it. Without any, it is the list alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prices(HashMap<(&'static str, &'static str), Vec<Price>>);

impl Prices {
    /// The list with these figures in front of it. What the list has no dimension for, and what costs less than nothing,
    /// is left out.
    pub fn with(quotes: &[Quote]) -> Self {
        let mut prices = Self::default();
        for quote in quotes {
            let Some(dimension) = dimension(&quote.service, &quote.dimension) else {
                continue;
            };
            if quote.usd_per_single_unit.is_sign_negative() {
                continue;
            }
            let of_dimension = prices.0.entry((dimension.service, dimension.name)).or_default();
            of_dimension.retain(|price| price.region != quote.region);
            of_dimension.push(Price {
                region: Cow::Owned(quote.region.clone()),
                usd: Usd::new(quote.usd_per_single_unit) * dimension.per,
                source: LIVE,
                date: Cow::Owned(quote.as_of.clone()),
            });
        }
        prices
    }

    /// The price in this region, else the list's in this or the nearest region. The answer says which.
    pub(super) fn near(&self, dimension: &'static Dimension, region: &str) -> Option<&Price> {
        let live = self.0.get(&(dimension.service, dimension.name));
        live.and_then(|prices| prices.iter().find(|price| price.region == region))
            .or_else(|| dimension.price_near(region))
    }
}

/// Something that AWS bills, with its price in each region.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dimension {
    /// AWS service, such as `Lambda`.
    pub service: &'static str,
    /// Name, such as `requests`.
    pub name: &'static str,
    /// What the price is for, such as `1M requests`.
    pub unit: &'static str,
    /// How many single units that is.
    pub per: Decimal,
    /// What a single unit is called, such as `requests`.
    pub noun: &'static str,
    prices: Vec<Price>,
}

impl Dimension {
    /// What this much costs.
    pub(super) fn cost(&self, quantity: Decimal, price: &Price) -> Usd {
        price.usd * (quantity / self.per)
    }

    /// The price in this region, else in the nearest one that has a price. The answer says which.
    pub(super) fn price_near(&self, region: &str) -> Option<&Price> {
        let at = |name: &str| self.prices.iter().find(|price| price.region == name);
        at(region)
            .or_else(|| at(GLOBAL))
            .or_else(|| nearest(region).into_iter().find_map(at))
    }
}

impl Price {
    /// Whether it holds in this region.
    pub(super) fn holds_in(&self, region: &str) -> bool {
        self.region == region || self.region == GLOBAL
    }
}

/// What is billed under this name, where it has a price anywhere.
pub(super) fn dimension(service: &str, name: &str) -> Option<&'static Dimension> {
    static CATALOGUE: LazyLock<HashMap<&str, OfService>> = LazyLock::new(by_service);
    CATALOGUE.get(service)?.dimensions().get(name)
}

/// The price list's own copy of a dimension's name, where it has a price anywhere.
pub(crate) fn dimension_name(service: &str, name: &str) -> Option<&'static str> {
    dimension(service, name).map(|dimension| dimension.name)
}

/// Whether the list has prices of this region.
pub(super) fn has_region(region: &str) -> bool {
    nearest(region)[0] == region
}

/// The regions that have prices, nearest first. AWS's prices go by continent more than by anything else.
fn nearest(region: &str) -> [&'static str; 4] {
    const MUMBAI: &str = "ap-south-1";
    const SINGAPORE: &str = "ap-southeast-1";
    const IRELAND: &str = "eu-west-1";
    const VIRGINIA: &str = "us-east-1";
    match region.split_once('-') {
        Some(("ap", rest)) if rest.starts_with("south-") => [MUMBAI, SINGAPORE, IRELAND, VIRGINIA],
        Some(("ap", _)) => [SINGAPORE, MUMBAI, IRELAND, VIRGINIA],
        Some(("me" | "il", _)) => [IRELAND, MUMBAI, SINGAPORE, VIRGINIA],
        Some(("eu" | "af", _)) => [IRELAND, VIRGINIA, MUMBAI, SINGAPORE],
        _ => [VIRGINIA, IRELAND, MUMBAI, SINGAPORE],
    }
}

/// The rows of a service: read when something of it is priced, since the list is long and a plan has few services.
#[derive(Default)]
struct OfService {
    rows: Vec<&'static str>,
    dimensions: OnceLock<HashMap<&'static str, Dimension>>,
}

fn by_service() -> HashMap<&'static str, OfService> {
    let mut services: HashMap<&str, OfService> = HashMap::new();
    for row in PRICES.lines().skip(1) {
        let service = row.split(',').next().unwrap_or_default();
        services.entry(service).or_default().rows.push(row);
    }
    services
}

impl OfService {
    fn dimensions(&self) -> &HashMap<&'static str, Dimension> {
        self.dimensions.get_or_init(|| {
            let mut dimensions = HashMap::new();
            for row in self.rows.iter().copied().filter_map(Row::parse) {
                let dimension = dimensions.entry(row.name).or_insert_with(|| {
                    let (per, noun) = single_units(row.unit);
                    Dimension {
                        service: row.service,
                        name: row.name,
                        unit: row.unit,
                        per,
                        noun,
                        prices: Vec::with_capacity(4),
                    }
                });
                dimension.prices.push(row.price);
            }
            dimensions
        })
    }
}

struct Row {
    service: &'static str,
    name: &'static str,
    unit: &'static str,
    price: Price,
}

impl Row {
    /// Fields hold no commas; a test reads every row.
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split(',');
        let mut field = || fields.next();
        let (service, name, unit, region) = (field()?, field()?, field()?, field()?);
        let usd = Usd::new(field()?.parse().ok()?);
        let (source, date) = (field()?, field()?);
        Some(Self {
            service,
            name,
            unit,
            price: Price {
                region: Cow::Borrowed(region),
                usd,
                source,
                date: Cow::Borrowed(date),
            },
        })
    }
}

/// `1M requests` is a million of `requests`; `hour` is one `hour`.
fn single_units(unit: &'static str) -> (Decimal, &'static str) {
    let Some((number, noun)) = unit.split_once(' ') else {
        return (Decimal::ONE, unit);
    };
    let (digits, factor) = match number.strip_suffix('M') {
        Some(digits) => (digits, 1_000_000),
        None => (number, 1),
    };
    digits.parse::<u32>().map_or((Decimal::ONE, unit), |count| {
        (Decimal::from(count) * Decimal::from(factor), noun)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_price_a_source_and_a_day() {
        for line in PRICES.lines().skip(1) {
            assert_eq!(line.split(',').count(), 7, "{line}");
            let row = Row::parse(line).unwrap_or_else(|| panic!("{line}"));
            assert!(row.price.usd >= Usd::ZERO, "{line}");
            assert!(
                !row.price.source.is_empty() && !row.price.source.contains("unsourced"),
                "{line}"
            );
            let day = &row.price.date;
            assert!(
                day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-'),
                "{line}"
            );
            let known = row.price.region == GLOBAL || has_region(&row.price.region);
            assert!(known, "{line}");
        }
    }

    #[test]
    fn what_baseline_leaves_out_for_money_has_a_price() {
        use crate::blueprint::architectures::baseline::{LEFT_OUT, Price::Billed};

        // AWS's price of traces is not in the list, for want of a source.
        let without_source = [("X-Ray", "traces_recorded")];
        let mut seen = std::collections::BTreeSet::new();
        for it in LEFT_OUT {
            assert!(seen.insert(it.check), "{} stands twice", it.check);
            assert!(it.reason.len() > 20, "{}", it.check);
            if let Billed(service, name) = it.price {
                let paid = |price: &Price| price.usd > Usd::ZERO;
                let priced = dimension(service, name).is_some_and(|it| it.prices.iter().any(paid));
                assert!(
                    priced || without_source.contains(&(service, name)),
                    "{}: {name}",
                    it.check
                );
            }
        }
        let quotas = LEFT_OUT.iter().filter(|it| !matches!(it.price, Billed(..)));
        assert_eq!(quotas.count(), 1, "all but one cost money");
    }

    #[test]
    fn no_price_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for row in PRICES.lines().skip(1).filter_map(Row::parse) {
            assert!(
                seen.insert((row.service, row.name, row.price.region.clone())),
                "{} {}",
                row.service,
                row.name
            );
        }
    }

    #[test]
    fn units_are_counted_singly() {
        let check = |unit, per: i64, noun| assert_eq!(single_units(unit), (Decimal::from(per), noun));
        check("1M requests", 1_000_000, "requests");
        check("10000 requests", 10_000, "requests");
        check("GB-month", 1, "GB-month");
        check("hour per AZ", 1, "hour per AZ");
    }

    #[test]
    fn a_region_without_a_price_takes_the_nearest_that_has_one() {
        let nearest = |region| {
            dimension("Lambda", "requests_arm")
                .and_then(|it| it.price_near(region))
                .map(|it| it.region.as_ref())
        };
        for (region, expected) in [
            ("ap-south-1", "ap-south-1"),
            ("ap-south-2", "ap-south-1"),
            ("ap-northeast-1", "ap-southeast-1"),
            ("eu-central-1", "eu-west-1"),
            ("me-south-1", "eu-west-1"),
            ("us-west-2", "us-east-1"),
            ("ca-central-1", "us-east-1"),
            ("nowhere", "us-east-1"),
        ] {
            assert_eq!(nearest(region), Some(expected), "{region}");
        }
    }
}
