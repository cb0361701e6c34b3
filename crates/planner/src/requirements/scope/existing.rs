//! "The frontend stays on Vercel", "frontend pehle se hai": what is there already and isn't ours to build. Here: the clause that says
//! so. Not here: what is denied (`denial`).

use std::ops::Range;

use crate::language::lexicon::{Concept, Grammar, Vague};
use crate::requirements::read::{Reading, What};

/// What people have already and build a back end for.
const FRONTS: [&str; 7] = [
    "frontend",
    "front end",
    "front-end",
    "website",
    "site",
    "फ्रंटएंड",
    "वेबसाइट",
];
/// That it is there and stays so.
const THERE: [&str; 13] = [
    "stays",
    "stay",
    "remains",
    "already",
    "existing",
    "separate",
    "separately",
    "elsewhere",
    "pehle",
    "pahle",
    "alag",
    "पहले",
    "अलग",
];

/// Takes what is there already out of what is wanted.
pub(super) fn leave(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let front = reading.concept(at) == Some(Concept::Vague(Vague::Website))
            && FRONTS.contains(&reading.written(at).to_lowercase().as_str());
        let data = matches!(reading.concept(at), Some(Concept::Database | Concept::Sql(_)));
        if !(front || data && remains(reading, at)) {
            continue;
        }
        let clause = clause(reading, at);
        let there = |place: usize| {
            let written = reading.written(place).to_lowercase();
            written.split_whitespace().any(|word| THERE.contains(&word))
        };
        let stays = clause.clone().any(there);
        let wished = clause
            .clone()
            .any(|place| matches!(reading.concept(place), Some(Concept::Intent(_))));
        if stays && !wished {
            for item in reading.items.get_mut(clause).into_iter().flatten() {
                item.live = false;
            }
        }
    }
}

/// "The existing database stays where it is": less than that says nothing of a database, which people ask for with all kinds of words.
fn remains(reading: &Reading<'_>, at: usize) -> bool {
    (at + 1..at + 4).any(|place| {
        let written = reading.written(place).to_lowercase();
        written
            .split_whitespace()
            .any(|word| matches!(word, "stays" | "remains" | "stay" | "remain"))
    }) && (at + 1..at + 8).any(|place| {
        let written = reading.written(place).to_lowercase();
        written.split_whitespace().any(|word| {
            matches!(
                word,
                "where" | "there" | "as" | "elsewhere" | "on" | "with" | "outside"
            )
        })
    })
}

/// The clause around `at`: it ends at a pause or a "but".
fn clause(reading: &Reading<'_>, at: usize) -> Range<usize> {
    let ends = |place: &usize| {
        let pause = reading
            .items
            .get(*place)
            .is_some_and(|item| item.what == What::Pause);
        pause || matches!(reading.concept(*place), Some(Concept::Grammar(Grammar::But)))
    };
    let thought = reading.thought(at);
    let start = (thought.start..at).rev().find(ends);
    let end = (at..thought.end).find(ends).unwrap_or(thought.end);
    start.map_or(thought.start, |pause| pause + 1)..end
}
