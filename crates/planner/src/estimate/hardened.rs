//! What the profile Hardened would add to a plan, and what that costs a month: found by designing and pricing the plan anew, so
//! that it is true of this plan. Here: the comparison. Not here: how it is told (`render::preview`).

use cloudwhisper_api::amount::Money;

use super::bill::{Bill, Line, Unpriced};
use super::currency::Usd;
use super::{Query, UsageProfile};
use crate::blueprint::architectures::{Design, Profile, design};
use crate::blueprint::{Blueprint, Parameter};
use crate::catalog;

/// The difference that Hardened makes to a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hardened {
    /// What it costs more a month, rounded sum from rounded sum.
    pub more: Money,
    /// What everything costs a month then.
    pub total: Money,
    /// What costs more or is new, by type; the dearest first.
    pub additions: Vec<Addition>,
    /// What the owner has to give beside what the plan wants already.
    pub wanted: Vec<Parameter>,
    /// AWS services whose part in it no price is known of, so that it is not in the sums.
    pub unpriced: Vec<&'static str>,
}

/// A type of resource that costs more, or of which there are more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addition {
    /// What it is for, in a sentence.
    pub description: &'static str,
    /// How many more of it there are; none where it only costs more.
    pub count: usize,
    /// What it costs more a month; `None` where that is nothing.
    pub more: Option<Money>,
}

/// Compares a plan with what Hardened would make of it; `None` where it makes no difference.
pub(crate) fn hardened(query: &Query<'_>) -> Option<Hardened> {
    if query.design.profile == Profile::Hardened {
        return None;
    }
    let upgraded = design(&Design {
        profile: Profile::Hardened,
        ..*query.design
    });
    let usage = UsageProfile::of(query.requirements());
    let bill = |blueprint| {
        Bill::of(
            blueprint,
            &usage,
            &query.requirements().region,
            query.free_tier,
            query.prices,
        )
    };
    let (now, then) = (bill(query.blueprint), bill(&upgraded));
    let additions = additions(query, (query.blueprint, &now), (&upgraded, &then));
    let rate = query.exchange_rate;
    let more = then.total().rounded() - now.total().rounded();
    let new = |it: &&Parameter| !query.blueprint.parameters().contains(it);
    (!additions.is_empty()).then(|| Hardened {
        more: more.sum_as_money(rate),
        total: then.total().sum_as_money(rate),
        additions,
        wanted: upgraded.parameters().iter().filter(new).cloned().collect(),
        unpriced: unpriced(&now, &then),
    })
}

fn additions(
    query: &Query<'_>,
    (before, now): (&Blueprint, &Bill<'_>),
    (after, then): (&Blueprint, &Bill<'_>),
) -> Vec<Addition> {
    let mut kinds: Vec<&'static str> = Vec::new();
    for resource in after.resources() {
        if !kinds.contains(&resource.kind) {
            kinds.push(resource.kind);
        }
    }
    let of_kind = |bill: &Bill<'_>, kind: &str| -> Usd {
        let lines = bill.lines.iter().filter(|line| line.resource.kind == kind);
        lines.map(Line::usd).sum()
    };
    let mut all: Vec<(Usd, Addition)> = kinds
        .into_iter()
        .filter_map(|kind| {
            let count = after
                .of_kind(kind)
                .count()
                .saturating_sub(before.of_kind(kind).count());
            let more = of_kind(then, kind) - of_kind(now, kind);
            let costs = more.rounded() > Usd::ZERO;
            let addition = Addition {
                description: catalog::service(kind)?.description(query.language),
                count,
                more: costs.then(|| more.sum_as_money(query.exchange_rate)),
            };
            (costs || count > 0).then_some((more, addition))
        })
        .collect();
    all.sort_by_key(|(more, _)| std::cmp::Reverse(*more));
    all.into_iter().map(|(_, addition)| addition).collect()
}

/// Services of what Hardened is billed by and nobody knows the price of, each once.
fn unpriced(now: &Bill<'_>, then: &Bill<'_>) -> Vec<&'static str> {
    let mut services: Vec<&'static str> = Vec::new();
    let is_same = |a: &Unpriced, b: &Unpriced| a.resource == b.resource && a.dimension == b.dimension;
    for it in then.unpriced() {
        let is_new = !now.unpriced().any(|before| is_same(before, it));
        if is_new && !services.contains(&it.service) {
            services.push(it.service);
        }
    }
    services
}
