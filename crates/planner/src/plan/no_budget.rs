//! What is said where nobody said a budget: the free tier is what was preferred, and where the plan costs something all the same, that
//! it does is said instead.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Estimate};

use rust_decimal::Decimal;

use crate::catalog::plain::say;

/// Dollars a month below which a plan is as good as free.
const WORTH_SAYING: Decimal = Decimal::ONE;

/// The assumptions, with the one on the budget told as the price has it.
pub(super) fn told(
    mut assumptions: Vec<Assumption>,
    estimate: &Estimate,
    language: Language,
) -> Vec<Assumption> {
    let monthly: Option<Decimal> = estimate.monthly.usd.parse().ok();
    let costs = monthly.is_some_and(|monthly| monthly >= WORTH_SAYING);
    if let Some(budget) = assumptions.iter_mut().find(|it| it.field == "budget" && costs) {
        "none".clone_into(&mut budget.value);
        say(
            language,
            [
                "No budget was said, so nothing limits the price. Where the prompt left a choice, the cheaper one was taken.",
                "बजट नहीं बताया गया, इसलिए कीमत की कोई सीमा नहीं है। जहाँ विकल्प खुला था, वहाँ सस्ता चुना गया।",
                "Budget nahi bataya gaya, isliye keemat ki koi seema nahi hai. Jahan choice khuli thi, wahan sasta chuna gaya.",
            ],
        ).clone_into(&mut budget.reason);
    }
    assumptions
}
