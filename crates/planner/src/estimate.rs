//! Prices a blueprint for one month of 730 hours. Here: usage × unit price, free tier, rounding. Not here: what a resource
//! is billed by (`catalog/`), whether the amount is allowed (`lifecycle`), how it is shown (`render::preview`).

mod budget;
mod money;
mod prices;
mod usage;
mod words;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{BreakdownLine, Estimate};
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::blueprint::architectures::Design;
use crate::blueprint::{Blueprint, Resource};
use crate::catalog;

pub use money::{Inr, Usd};
pub use usage::{UsageProfile, assumptions};

/// Rupees per dollar, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Rupees for one dollar.
    pub inr_per_usd: Decimal,
    /// Day of the rate, `YYYY-MM-DD`, or what is known of it.
    pub as_of: String,
}

impl Default for ExchangeRate {
    /// 83 rupees, the approximate rate that the founding documents of 2025 name. A rate of the day is handed in by whoever
    /// can look it up; every estimate names the rate that it used.
    fn default() -> Self {
        Self {
            inr_per_usd: Decimal::from(83),
            as_of: "2025, approximate".to_owned(),
        }
    }
}

/// What an account has for free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FreeTier {
    /// Only what every account has for ever.
    #[default]
    AlwaysFreeOnly,
    /// Credits of an account made on or after 2025-07-15; allowances as above.
    Credits {
        /// US dollars that are left, where known.
        remaining: Option<Decimal>,
    },
    /// Twelve-month allowances too.
    Legacy12Month,
}

/// A quantity that AWS bills: service and dimension are the price list's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Service as in the price list, such as `Lambda`.
    pub service: &'static str,
    /// Dimension as in the price list, such as `requests`.
    pub dimension: &'static str,
    /// How much a month, in single units: requests, not millions of them.
    pub quantity: Decimal,
}

/// What is to be priced.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The resources.
    pub blueprint: &'a Blueprint,
    /// What they were designed for; alternatives are designed from it.
    pub design: &'a Design<'a>,
    /// What is free.
    pub free_tier: &'a FreeTier,
    /// Rupees per dollar.
    pub exchange_rate: &'a ExchangeRate,
    /// The language of everything said.
    pub language: Language,
}

/// Prices a blueprint for one month, with warnings and the budget check.
pub fn estimate(query: &Query<'_>) -> Estimate {
    let requirements = query.design.requirements;
    let bill = bill(query.blueprint, requirements, query.free_tier, query.language);
    let total = bill.total();
    let check = requirements
        .budget
        .as_ref()
        .map(|budget| budget::check(budget, total, query));
    let mut warnings = bill.warnings.clone();
    warnings.extend(words::standing_warnings(query, total));
    if let Some(check) = check.as_ref().filter(|check| !check.within) {
        warnings.push(words::over_budget(
            query.language,
            &total.in_both(query.exchange_rate),
            &check.suggestions,
        ));
    }
    Estimate {
        monthly: total.in_both(query.exchange_rate),
        exchange_rate: query.exchange_rate.inr_per_usd.normalize().to_string(),
        prices_as_of: bill.newest.to_owned(),
        free_tier_savings: bill.saved().in_both(query.exchange_rate),
        breakdown: bill.lines.iter().map(|line| line.shown(query)).collect(),
        warnings,
        budget: check,
    }
}

/// Whether an always-free allowance covers some use of this type.
pub fn free_tier_eligible(kind: &str) -> bool {
    /// Types that cost nothing by themselves are not "eligible": there is nothing to be free of. Services of the price list
    /// with an allowance that every account has for ever, by the type that it is billed on.
    const ELIGIBLE: [(&str, &str); 9] = [
        ("AWS::Lambda::Function", "Lambda"),
        ("AWS::DynamoDB::Table", "DynamoDB"),
        ("AWS::CloudFront::Distribution", "CloudFront"),
        ("AWS::SNS::Topic", "SNS"),
        ("AWS::SNS::Subscription", "SNS"),
        ("AWS::SQS::Queue", "SQS"),
        ("AWS::CloudWatch::Alarm", "CloudWatch"),
        ("AWS::Logs::LogGroup", "CloudWatch"),
        ("AWS::KMS::Key", "KMS"),
    ];
    ELIGIBLE
        .iter()
        .any(|(eligible, service)| *eligible == kind && prices::has_always_free(service))
}

/// What one resource costs.
struct Line<'a> {
    resource: &'a Resource,
    cost: Usd,
    saved: Usd,
    allowances: Vec<&'static str>,
    calculation: Vec<String>,
}

impl Line<'_> {
    fn shown(&self, query: &Query<'_>) -> BreakdownLine {
        let always = free_tier_eligible(self.resource.kind);
        let amount = |value: Decimal| {
            let rounded = value
                .round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
                .normalize();
            if rounded.scale() < 2 {
                format!("{rounded:.2}")
            } else {
                rounded.to_string()
            }
        };
        BreakdownLine {
            logical_id: self.resource.id.to_string(),
            kind: self.resource.kind.to_owned(),
            usd: amount(self.cost.0),
            inr: amount(self.cost.to_inr(query.exchange_rate).0),
            free_tier_eligible: always,
            free_tier_details: (!self.allowances.is_empty())
                .then(|| words::allowances(query.language, &self.allowances)),
            calculation: self.calculation.clone(),
        }
    }
}

/// All of it, before rounding.
struct Bill<'a> {
    lines: Vec<Line<'a>>,
    warnings: Vec<String>,
    newest: &'static str,
}

impl Bill<'_> {
    fn total(&self) -> Usd {
        self.lines.iter().map(|line| line.cost).sum()
    }

    fn saved(&self) -> Usd {
        self.lines.iter().map(|line| line.saved).sum()
    }
}

/// What is left of each pool of the free tier: an allowance is the account's, not a resource's.
#[derive(Default)]
struct Pools(BTreeMap<(&'static str, &'static str), Decimal>);

impl Pools {
    /// Takes at most `wanted` and returns how much of it is free.
    fn draw(&mut self, service: &'static str, allowance: prices::Allowance, wanted: Decimal) -> Decimal {
        let left = self
            .0
            .entry((service, allowance.pool))
            .or_insert(allowance.quantity);
        let free = wanted.min(*left);
        *left -= free;
        free
    }
}

fn bill<'a>(
    blueprint: &'a Blueprint,
    requirements: &Requirements,
    free_tier: &FreeTier,
    language: Language,
) -> Bill<'a> {
    let usage = usage::profile(&requirements.usage);
    let mut pools = Pools::default();
    let mut bill = Bill {
        lines: Vec::new(),
        warnings: Vec::new(),
        newest: "",
    };
    for resource in blueprint.resources() {
        let Some(service) = catalog::service(resource.kind) else {
            continue;
        };
        let billed = service.billed_in(resource, blueprint, &usage);
        if billed.is_empty() {
            continue;
        }
        let mut line = Line {
            resource,
            cost: Usd::default(),
            saved: Usd::default(),
            allowances: Vec::new(),
            calculation: Vec::new(),
        };
        for quantity in &billed {
            match prices::find(quantity.service, quantity.dimension, &requirements.region) {
                Some(found) => add(
                    &mut line, quantity, found, free_tier, &mut pools, &mut bill, language,
                ),
                None => bill
                    .warnings
                    .push(words::no_price(language, resource.id.as_str(), quantity)),
            }
        }
        bill.lines.push(line);
    }
    bill.warnings.sort();
    bill.warnings.dedup();
    bill
}

fn add(
    line: &mut Line<'_>,
    billed: &Billed,
    found: prices::Found<'static>,
    free_tier: &FreeTier,
    pools: &mut Pools,
    bill: &mut Bill<'_>,
    language: Language,
) {
    let price = found.price;
    bill.newest = bill.newest.max(price.date);
    if found.elsewhere {
        bill.warnings.push(words::price_of_another_region(
            language,
            price.service,
            price.region,
        ));
    }
    let counts = |allowance: &prices::Allowance| allowance.always || *free_tier == FreeTier::Legacy12Month;
    let allowance = price.allowance.filter(counts);
    let free = allowance.map_or(Decimal::ZERO, |allowance| {
        pools.draw(price.service, allowance, billed.quantity)
    });
    if let Some(allowance) = allowance.filter(|allowance| !line.allowances.contains(&allowance.pool)) {
        line.allowances.push(allowance.pool);
    }
    line.saved += Usd(free * price.usd_per_unit / prices::units(price));
    line.calculation
        .push(words::calculation(language, billed, free, price));
    line.cost += tiered(price, billed.quantity - free);
}

/// The price of a quantity, tier by tier.
fn tiered(first: &prices::Price, quantity: Decimal) -> Usd {
    let mut left = quantity;
    let mut cost = Usd::default();
    let tiers = prices::tiers(first);
    let last = tiers.len().saturating_sub(1);
    for (number, (price, width)) in tiers.into_iter().enumerate() {
        let here = match width {
            Some(width) if number < last => left.min(width),
            _ => left,
        };
        cost += Usd(here * price.usd_per_unit / prices::units(price));
        left -= here;
        if left.is_zero() {
            break;
        }
    }
    cost
}
