//! What is one more of its kind without a number that says so: "players in another", "the console in its own bucket"; and what is none:
//! "what fails goes to a second queue".

use std::ops::Range;

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// "Matches live in a table, players in another": one more of what was spoken of last.
pub(super) fn is_in_another(reading: &Reading<'_>, at: usize) -> bool {
    let word = |place: usize| reading.written(place).to_lowercase();
    let into = at.checked_sub(1).map(word);
    let into = into.is_some_and(|word| matches!(word.as_str(), "in" | "into" | "to" | "on" | "onto"));
    let ends = reading.stops(at + 1)
        || reading
            .items
            .get(at + 1)
            .is_some_and(|item| item.what == What::Pause)
        || reading.concept(at + 1) == Some(Concept::Grammar(Grammar::And));
    into && ends
        && matches!(
            word(at).as_str(),
            "another" | "a second" | "a third" | "another one"
        )
}

/// "The console in its own bucket", "in a bucket of its own": apart from those that were spoken of before.
pub(super) fn is_its_own(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    let word = |place: usize| reading.written(place).to_lowercase();
    let own = |place: usize| word(place).split(' ').any(|it| it == "own");
    let before = (from.saturating_sub(1)..at).any(own)
        && (from.saturating_sub(3)..at).any(|place| is_whose(&word(place)));
    let behind = word(at + 1) == "of" && (at + 2..at + 4).any(own);
    // Those bring a bucket of their own anyway.
    let keeps_its_own = |place: usize| {
        let kind = reading.items.get(place).and_then(|item| item.aws);
        kind.is_some_and(|kind| {
            ["AWS::CloudTrail::", "AWS::Config::"]
                .iter()
                .any(|start| kind.starts_with(start))
        })
    };
    (before || behind) && !(from.saturating_sub(5)..from).any(keeps_its_own)
}

fn is_whose(word: &str) -> bool {
    word.split(' ').any(|it| matches!(it, "its" | "their" | "own"))
}

/// "What fails five times goes to a second queue", "failed messages land in a separate queue".
pub(super) fn is_for_failures(reading: &Reading<'_>, from: usize) -> bool {
    const NEAR: usize = 9;
    const GOES: [&str; 16] = [
        "go", "goes", "going", "land", "lands", "moved", "move", "moves", "sent", "put", "parked", "end",
        "ends", "set", "ends up", "kept",
    ];
    let before: Range<usize> = reading.thought(from).start.max(from.saturating_sub(NEAR))..from;
    let word = |place: usize| reading.written(place).to_lowercase();
    let goes = before
        .clone()
        .rev()
        .find(|place| GOES.contains(&word(*place).as_str()));
    let fails = |place: usize| word(place).split(' ').any(|it| it.starts_with("fail"));
    goes.is_some_and(|goes| (before.start..goes).any(fails))
}
