//! "Yes, public, I know": a person who is sure of an unsafe wish. Here: which wishes that is said of. Not here: the wishes
//! (`access`), the phrases that say it by themselves (`lexicon/wishes`).

use std::collections::{HashMap, HashSet};

use cloudwhisper_api::requirements::InsecureWish;

use crate::language::lexicon::{self, Concept};
use crate::requirements::read::{Reading, What};

/// What says it only where nothing else stands between two pauses: people know React too. Folded.
const CLAUSES: [&str; 27] = [
    "i know",
    "i know it",
    "i know that",
    "i know this",
    "we know",
    "we know it",
    "we know that",
    "and i know",
    "and i know it",
    "yes i know it",
    "yes i know that",
    "i do know",
    "pata hai",
    "pta hai",
    "haan pta hai",
    "haan ji pata hai",
    "ji haan pata hai",
    "ji pata hai",
    "sab pata hai",
    "jaanta hoon",
    "jaanti hoon",
    "janta hu",
    "पता है",
    "जी पता है",
    "हां जी पता है",
    "जी हां पता है",
    "जानता हूं",
];
/// No such clause has more items.
const LONGEST: usize = 5;

/// Those of the unsafe wishes that the person insists on: in the same thought, or in the one behind it.
pub(in crate::requirements) fn insisted(
    reading: &Reading<'_>,
    wishes: &[(InsecureWish, Vec<usize>)],
) -> Vec<InsecureWish> {
    // The number of the thought that each item stands in: counted once, so that the time stays linear. "Yes." is none.
    let mut number = 0;
    let mut says_more = false;
    let mut thoughts: Vec<usize> = Vec::with_capacity(reading.items.len());
    for at in 0..reading.items.len() {
        if reading.stops(at) {
            number += usize::from(says_more);
            says_more = false;
        } else {
            says_more |= !is_yes(reading, at);
        }
        thoughts.push(number);
    }
    let thought = |at: usize| thoughts.get(at).copied();
    let sure: HashSet<usize> = reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Insists)
        .filter_map(|(at, _)| thought(at))
        .collect();
    // By itself it is said of what was said before: the last place in each thought.
    let mut knows: HashMap<usize, usize> = HashMap::new();
    knows.extend(
        known(reading)
            .into_iter()
            .filter_map(|at| Some((thought(at)?, at))),
    );
    let insists_on = |at: usize| {
        thought(at).is_some_and(|it| {
            sure.contains(&it)
                || sure.contains(&(it + 1))
                || knows.get(&it).is_some_and(|place| *place > at)
                || knows.contains_key(&(it + 1))
        })
    };
    let meant = wishes
        .iter()
        .filter(|(_, places)| places.iter().any(|at| insists_on(*at)));
    meant.map(|(wish, _)| *wish).collect()
}

/// Where a clause says that the person knows, and nothing else.
fn known(reading: &Reading<'_>) -> Vec<usize> {
    let mut known = Vec::new();
    let mut from = 0;
    for at in 0..=reading.items.len() {
        let ends = reading.stops(at) || reading.items.get(at).is_some_and(|it| it.what == What::Pause);
        if !ends {
            continue;
        }
        if (1..=LONGEST).contains(&(at - from)) {
            let words: Vec<&str> = (from..at).map(|place| reading.written(place)).collect();
            let clause = words.join(" ");
            let folded: Vec<String> = clause.split_whitespace().map(lexicon::fold).collect();
            if CLAUSES.contains(&folded.join(" ").as_str()) {
                known.push(from);
            }
        }
        from = at + 1;
    }
    known
}

fn is_yes(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        lexicon::fold(reading.written(at)).as_str(),
        "yes" | "haan" | "ha" | "ji" | "हां" | "जी"
    )
}
