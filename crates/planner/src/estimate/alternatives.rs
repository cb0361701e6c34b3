//! Changes that may make a plan cheaper. Each is tried out: the changed requirements are designed and priced like any
//! others, and what saves nothing is not said. Here: the changes. Not here: when to suggest them (`budget`).

mod another;
mod difference;
mod less;

use std::collections::HashSet;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;

use self::another::{ALTERNATIVES, Alternative};
use self::less::Less;
use super::bill::Bill;
use super::currency::Usd;
use super::{Query, UsageProfile};
use crate::blueprint::Blueprint;
use crate::blueprint::architectures::{Design, Profile, design};
use crate::catalog::plain::say;

/// A change and what everything costs with it.
pub(super) struct Cheaper {
    change: Change,
    /// What to change, so that what it saves can follow.
    pub words: String,
    /// What the changed plan costs.
    pub total: Usd,
}

/// One way of wanting less.
#[derive(Clone, Debug)]
enum Change {
    /// Something else altogether.
    Another(&'static Alternative),
    /// Less of what was said of one part.
    Less(Less),
}

impl Change {
    /// What would be wanted; `None` where there is nothing to change.
    fn of(&self, now: &Design<'_>) -> Option<Wanted> {
        match self {
            Self::Another(alternative) => (alternative.change)(now),
            Self::Less(less) => Some((less.of(now)?, now.profile)),
        }
    }

    /// What changes, read off the two blueprints where it is a size or a number.
    fn words(&self, language: Language, before: &Blueprint, after: &Blueprint) -> Option<String> {
        match self {
            Self::Another(alternative) => Some(say(language, alternative.words).to_owned()),
            Self::Less(_) => difference::difference(language, before, after),
        }
    }
}

/// What a changed plan is designed from.
type Wanted = (Requirements, Profile);

/// Changes that save at least a cent a month, the one that saves most first. Two that come to the same are said once.
pub(super) fn cheaper(query: &Query<'_>, total: Usd) -> Vec<Cheaper> {
    let others = ALTERNATIVES.iter().map(Change::Another);
    let less = Less::all(query.requirements()).into_iter().map(Change::Less);
    let tried = others.chain(less).filter_map(|change| {
        let (blueprint, total) = replanned(query, &change.of(query.design)?);
        let words = change.words(query.language, query.blueprint, &blueprint)?;
        Some(Cheaper { change, words, total })
    });
    let mut cheaper: Vec<Cheaper> = tried.filter(|it| it.total.rounded() < total.rounded()).collect();
    cheaper.sort_by_key(|it| it.total);
    let mut said = HashSet::new();
    cheaper.retain(|it| said.insert(it.words.clone()));
    cheaper
}

/// What everything costs with all of these that help further, one after the other; `None` where no two go together.
pub(super) fn all_together(query: &Query<'_>, cheaper: &[Cheaper]) -> Option<Usd> {
    let least = least(query, cheaper)?;
    (least.words.len() > 1).then_some(least.total)
}

/// The cheapest way to the same end.
pub(crate) struct Least {
    /// What would be wanted.
    pub requirements: Requirements,
    /// What changes for it, in words.
    pub words: Vec<String>,
    /// What it costs a month.
    pub total: Usd,
}

/// All of these that help further, one after the other.
pub(super) fn least(query: &Query<'_>, cheaper: &[Cheaper]) -> Option<Least> {
    let (first, others) = cheaper.split_first()?;
    let (mut wanted, mut total) = (first.change.of(query.design)?, first.total);
    let mut words = vec![first.words.clone()];
    for another in others {
        let (requirements, profile) = &wanted;
        let now = Design {
            network: query.design.network,
            requirements,
            workload: query.design.workload,
            profile: *profile,
        };
        let Some(changed) = another.change.of(&now) else {
            continue;
        };
        let (_, price) = replanned(query, &changed);
        if price.rounded() < total.rounded() {
            (wanted, total) = (changed, price);
            words.push(another.words.clone());
        }
    }
    let (requirements, _) = wanted;
    Some(Least {
        requirements,
        words,
        total,
    })
}

/// What this would be and cost. Nothing is suggested for a suggestion.
fn replanned(query: &Query<'_>, (requirements, profile): &Wanted) -> (Blueprint, Usd) {
    let blueprint = design(&Design {
        network: query.design.network,
        requirements,
        workload: query.design.workload,
        profile: *profile,
    });
    let usage = UsageProfile::of(requirements);
    let region = &requirements.region;
    let bill = Bill::of(&blueprint, &usage, region, query.free_tier, query.prices);
    let total = bill.total();
    (blueprint, total)
}
