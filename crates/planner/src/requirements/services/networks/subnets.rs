//! How many public and private subnets a network has.

use super::{number, number_before, word};
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// Pieces of words for parts of a network that nobody reaches from the internet.
const PRIVATE_SORTS: [&str; 8] = [
    "private", "isolated", "database", "internal", "app", "db", "data", "intra",
];

/// How many public and private parts the subnets at `at` are: "2 public and 2 private subnets", "six subnets" are both sorts.
pub(super) fn subnets(reading: &Reading<'_>, at: usize) -> (usize, usize) {
    let written = word(reading, at);
    let is_public = written.contains("public");
    let is_private = PRIVATE_SORTS.iter().any(|mark| written.contains(mark));
    let times = || {
        let next = word(reading, at + 1);
        next.strip_prefix('x').and_then(|it| it.parse::<usize>().ok())
    };
    let tiers = tiers(reading, at);
    if tiers.len() > 1 {
        let count = |public: bool| tiers.iter().filter(|it| it.0 == public).map(|it| it.1).sum();
        return (count(true), count(false));
    }
    let own = number_before(reading, at).or_else(times).unwrap_or(0);
    match (is_public, is_private) {
        // "Two public and private subnets": so many of each.
        (true, true) => (own, own),
        (true, false) => (own, other(reading, at, Concept::Private)),
        (false, true) => (other(reading, at, Concept::Public), own),
        (false, false) if own > 1 => (own / 2, own - own / 2),
        (false, false) => (0, 0),
    }
}

/// "3 public, 3 private and 3 isolated database subnets": each sort that shares the noun at `at`, whether it is public, with its number.
/// Empty where a number has no sort.
fn tiers(reading: &Reading<'_>, at: usize) -> Vec<(bool, usize)> {
    const FARTHEST: usize = 16;
    let from = reading.thought(at).start.max(at.saturating_sub(FARTHEST));
    let joins = |place: &usize| {
        reading.items.get(*place).is_some_and(|item| {
            item.aws.is_none()
                && match item.what {
                    What::Number(_) | What::Word | What::Pause => word(reading, *place) != ":",
                    What::Term(concept) => !matches!(
                        concept,
                        Concept::Grammar(Grammar::With | Grammar::For | Grammar::In | Grammar::Of)
                    ),
                    _ => false,
                }
        })
    };
    let first = at - (from..at).rev().take_while(joins).count();
    let mut tiers: Vec<(Option<bool>, usize)> = Vec::new();
    for place in first..=at {
        let written = word(reading, place);
        if let Some(number) = number(reading, place) {
            tiers.push((None, number));
        } else if let Some((sort, _)) = tiers.last_mut().filter(|(sort, _)| sort.is_none()) {
            let is_private = PRIVATE_SORTS.iter().any(|mark| written.contains(mark));
            *sort = if written.contains("public") {
                Some(true)
            } else if is_private {
                Some(false)
            } else {
                None
            };
        }
    }
    let sorted: Option<Vec<(bool, usize)>> = tiers.into_iter().map(|(sort, n)| Some((sort?, n))).collect();
    sorted.unwrap_or_default()
}

/// "2 public and 2 private subnets": the number of the sort that shares the noun at `at`.
fn other(reading: &Reading<'_>, at: usize, sort: Concept) -> usize {
    let from = reading.thought(at).start.max(at.saturating_sub(8));
    let joins = |place: &usize| {
        reading.items.get(*place).is_some_and(|item| {
            item.aws.is_none()
                && matches!(
                    item.what,
                    What::Number(_)
                        | What::Word
                        | What::Pause
                        | What::Term(
                            Concept::Grammar(Grammar::And)
                                | Concept::Public
                                | Concept::Private
                                | Concept::Filler
                        )
                )
        })
    };
    let near = (from..at).rev().take_while(joins);
    near.into_iter()
        .find(|place| reading.concept(*place) == Some(sort))
        .and_then(|place| number(reading, place.checked_sub(1)?))
        .unwrap_or(0)
}
