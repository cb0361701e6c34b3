//! Prices a blueprint for one month of 730 hours. Here: usage × unit price, what is free, the budget, what to know about
//! it. Not here: what AWS bills a resource by (`catalog/`), whether the amount is allowed (the operator's policies), how
//! it is shown (`render::preview`).

mod alternatives;
mod between_zones;
mod bill;
mod budget;
pub(crate) mod currency;
mod egress;
mod free_tier;
mod guess;
pub(crate) mod hardened;
mod kept;
mod prices;
mod range;
mod sent;
mod steps;
mod usage;
mod warnings;
mod words;

use std::borrow::Cow;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, BreakdownLine, Estimate, UnpricedQuantity};
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use self::bill::{Bill, Line};
use self::prices::Price;
use self::range::Range;
use crate::blueprint::Blueprint;
use crate::blueprint::architectures::Design;
use crate::requirements::Guessed;

pub(crate) use alternatives::Least;
pub use budget::fits;
pub(crate) use budget::monthly;
pub use currency::{ExchangeRate, Inr, Usd, both, dollars, rupees};
pub use free_tier::{FreeTier, free_tier_eligible};
pub use guess::{Base, Guess};
pub(crate) use prices::dimension_name;
pub use prices::{Prices, Quote};
pub(crate) use usage::MAILS;
pub use usage::UsageProfile;
pub(crate) use usage::{READS, Rate, WRITES};

/// A quantity that AWS bills: `dimension` is the price catalogue's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Service and dimension as in `prices.csv`, such as `Lambda` and `requests`.
    pub service: &'static str,
    /// The dimension.
    pub dimension: Cow<'static, str>,
    /// How much a month, in single units: requests, not millions of them.
    pub quantity: Decimal,
    /// The factor of it that nobody said, where there is one.
    pub guess: Option<&'static Guess>,
}

impl Billed {
    /// The same, with a factor in it that nobody said.
    pub(crate) fn guessed(self, guess: &'static Guess) -> Self {
        Self {
            guess: Some(guess),
            ..self
        }
    }
}

/// What is to be priced.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The resources.
    pub blueprint: &'a Blueprint,
    /// What they were designed for; what would be cheaper is designed from it.
    pub design: &'a Design<'a>,
    /// What is free.
    pub free_tier: &'a FreeTier,
    /// Rupees per dollar.
    pub exchange_rate: &'a ExchangeRate,
    /// What everything costs.
    pub prices: &'a Prices,
    /// The language of everything said.
    pub language: Language,
    /// What of the requirements' usage is a guess although it stands there: the [range](Estimate::range) has it in.
    pub guessed: Guessed,
}

impl<'a> Query<'a> {
    /// Usage, budget and region.
    fn requirements(&self) -> &'a Requirements {
        self.design.requirements
    }
}

/// Prices a blueprint for one month of 730 hours. Sums are rounded once, at the end, half a cent up; rupees are those of
/// the rounded dollars.
pub fn estimate(query: &Query<'_>) -> Estimate {
    let usage = UsageProfile::of(query.requirements());
    let bill = bill(query, &usage);
    let range = Range::of(query, bill.total());
    let budget = budget::check(query, bill.total());
    Estimate {
        monthly: bill.total().sum_as_money(query.exchange_rate),
        exchange_rate: query.exchange_rate.inr_per_usd.normalize().to_string(),
        prices_as_of: warnings::dates(&bill)
            .map_or(NO_PRICES, |(oldest, _)| oldest)
            .to_owned(),
        free_tier_savings: bill.saved().sum_as_money(query.exchange_rate),
        range: range.as_money(query.exchange_rate),
        breakdown: bill.lines.iter().map(|line| breakdown(query, line)).collect(),
        unpriced: bill.unpriced().map(|what| unpriced(query, what)).collect(),
        warnings: warnings::about(query, &bill, &usage, budget.as_ref(), &range),
        budget,
    }
}

/// The cheapest way to the same end that is known; `None` where this is it.
pub(crate) fn least(query: &Query<'_>) -> Option<Least> {
    let usage = UsageProfile::of(query.requirements());
    let total = bill(query, &usage).total();
    alternatives::least(query, &alternatives::cheaper(query, total))
}

/// The date of an estimate in which nothing has a price.
const NO_PRICES: &str = "";

fn breakdown(query: &Query<'_>, line: &Line<'_>) -> BreakdownLine {
    let money = line.usd().line_as_money(query.exchange_rate);
    BreakdownLine {
        logical_id: line.resource.id.to_string(),
        kind: line.resource.kind.to_owned(),
        usd: money.usd,
        inr: money.inr,
        free_tier_eligible: free_tier_eligible(line.resource.kind),
        free_tier_details: free_tier::details(&line.allowances, query.language),
        calculation: line.charges.iter().map(words::calculation).collect(),
        unpriced: line
            .unpriced
            .iter()
            .map(|what| words::to_look_up(query.language, what))
            .collect(),
    }
}

fn unpriced(query: &Query<'_>, what: &bill::Unpriced) -> UnpricedQuantity {
    UnpricedQuantity {
        logical_id: what.resource.clone(),
        service: what.service.to_owned(),
        dimension: what.dimension.to_string(),
        quantity: what.quantity.normalize().to_string(),
        look_up: words::to_look_up(query.language, what),
    }
}

/// What the resources cost in a month of this use.
fn bill<'a>(query: &Query<'a>, usage: &UsageProfile) -> Bill<'a> {
    let region = &query.requirements().region;
    Bill::of(query.blueprint, usage, region, query.free_tier, query.prices)
}

/// What the estimate took for granted: usage that was not said and that matters to the price, and the exchange rate.
pub fn assumptions(query: &Query<'_>) -> Vec<Assumption> {
    let mut assumptions = usage::assumptions(query.requirements(), query.blueprint, query.language);
    assumptions.extend(guess::assumptions(query, query.language));
    if query.exchange_rate.is_default() {
        assumptions.push(Assumption {
            field: "exchangeRate".to_owned(),
            value: query.exchange_rate.inr_per_usd.normalize().to_string(),
            reason: words::rate_reason(query.language, query.exchange_rate),
        });
    }
    assumptions
}
