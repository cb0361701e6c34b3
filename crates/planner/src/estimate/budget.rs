//! Whether a plan fits the budget, and what would make it cheaper. Here: the comparison, per month. Not here: which
//! changes can be suggested (`alternatives`).

use cloudwhisper_api::amount::{Budget, Currency, Money, Period};
use cloudwhisper_api::plan::BudgetCheck;
use rust_decimal::Decimal;

use super::alternatives::{self, Cheaper};
use super::currency::Usd;
use super::{Query, words};

/// Days of an average month: 365.25 / 12.
const DAYS_PER_MONTH: Decimal = Decimal::from_parts(304_375, 0, 0, false, 4);
const MONTHS_PER_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// The budget for one month, in its own currency.
pub(crate) fn monthly(budget: &Budget) -> Decimal {
    let amount = budget.amount.value();
    match budget.period {
        Period::Day => amount.saturating_mul(DAYS_PER_MONTH),
        Period::Month => amount,
        Period::Year => amount / MONTHS_PER_YEAR,
    }
}

/// Whether a monthly sum is at most the budget. What is compared are the sums that the plan shows: AWS too bills by the
/// cent, so that less than half a cent fits into "free tier only".
pub fn fits(sum: &Money, budget: &Budget) -> bool {
    let shown = match budget.currency {
        Currency::USD => &sum.usd,
        Currency::INR => &sum.inr,
    };
    shown
        .parse::<Decimal>()
        .is_ok_and(|shown| shown <= monthly(budget))
}

/// Compares the sum with the budget, where there is one. What does not fit gets suggestions, each tried out.
pub(super) fn check(query: &Query<'_>, total: Usd) -> Option<BudgetCheck> {
    let budget = query.requirements().budget.as_ref()?;
    if fits(&total.sum_as_money(query.exchange_rate), budget) {
        return Some(BudgetCheck {
            within: true,
            suggestions: Vec::new(),
        });
    }
    let cheaper = alternatives::cheaper(query, total);
    Some(BudgetCheck {
        within: false,
        suggestions: suggestions(query, total, &cheaper, budget),
    })
}

fn suggestions(query: &Query<'_>, total: Usd, cheaper: &[Cheaper], budget: &Budget) -> Vec<String> {
    let language = query.language;
    let money = |amount: Usd| amount.sum_as_money(query.exchange_rate);
    let saves = |it: &Cheaper| {
        let saving = money(total.rounded() - it.total.rounded());
        words::saves(language, &it.words, &saving)
    };
    let mut suggestions: Vec<String> = cheaper.iter().map(saves).collect();
    let together = alternatives::all_together(query, cheaper);
    if let Some(together) = together {
        let sum = money(together);
        suggestions.push(words::together(language, &sum, fits(&sum, budget)));
    }
    let cheapest = cheaper.first().map_or(total, |it| it.total);
    let least = money(together.unwrap_or(cheapest));
    if !fits(&least, budget) {
        suggestions.push(words::budget_too_low(language, &least));
    }
    suggestions
}
