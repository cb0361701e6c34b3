//! "Only our other services call it": a service that is called by nobody but one's own programs is not public. Here: that one
//! sentence, in three languages and either order. Not here: words that say "private" by themselves (`lexicon/wishes`).

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Vague};

const ONLY: [&str; 12] = [
    "only",
    "just",
    "solely",
    "exclusively",
    "sirf",
    "keval",
    "bas",
    "केवल",
    "सिर्फ",
    "सिर्फ़",
    "बस",
    "मात्र",
];
const OURS: [&str; 22] = [
    "our",
    "ours",
    "my",
    "own",
    "other",
    "internal",
    "backend",
    "hamari",
    "hamare",
    "hamara",
    "humari",
    "humare",
    "apni",
    "apne",
    "meri",
    "mere",
    "हमारी",
    "हमारे",
    "हमारा",
    "अपनी",
    "अपने",
    "मेरी",
];
/// Programs that run beside it. Applications that people hold in their hands come over the internet.
const CALLERS: [&str; 20] = [
    "services",
    "service",
    "microservices",
    "microservice",
    "systems",
    "system",
    "servers",
    "lambdas",
    "functions",
    "backends",
    "programs",
    "machines",
    "sevayen",
    "sewayen",
    "सेवाएं",
    "सेवाएँ",
    "सेवाओं",
    "सर्विस",
    "सर्विसेज",
    "सिस्टम",
];
const CALL: [&str; 19] = [
    "call",
    "use",
    "using",
    "access",
    "reach",
    "invoke",
    "talk",
    "hit",
    "consum",
    "connect",
    "quer",
    "istemal",
    "istamal",
    "bula",
    "कॉल",
    "इस्तेमाल",
    "बुला",
    "पहुंच",
    "पहुँच",
];
/// How far the callers may stand from "only", and the calling from them.
const REACH: usize = 6;

/// Whether only programs of one's own call it.
pub(super) fn only_ours(reading: &Reading<'_>) -> bool {
    (0..reading.items.len()).any(|at| is(reading, at, &ONLY) && says_so(reading, at))
}

fn is(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let written = reading.written(at).to_lowercase();
    written.split_whitespace().any(|word| words.contains(&word))
}

fn says_so(reading: &Reading<'_>, only: usize) -> bool {
    let thought = reading.thought(only);
    let pause = |place: &usize| {
        reading
            .items
            .get(*place)
            .is_some_and(|item| item.what == What::Pause)
    };
    let behind: Vec<usize> = (only + 1..thought.end.min(only + 1 + REACH))
        .take_while(|place| !pause(place))
        .collect();
    let ours = behind.iter().any(|place| is(reading, *place, &OURS));
    let Some(caller) = behind.iter().copied().find(|place| is_caller(reading, *place)) else {
        return false;
    };
    let calls = |place: usize| {
        let written = reading.written(place).to_lowercase();
        CALL.iter().any(|verb| written.starts_with(verb))
    };
    // "Only for our other services".
    let for_them = behind
        .iter()
        .any(|place| reading.concept(*place) == Some(Concept::Grammar(Grammar::For)))
        || (caller + 1..caller + 3)
            .any(|place| reading.concept(place) == Some(Concept::Grammar(Grammar::ForAfter)));
    if ours && for_them {
        return true;
    }
    let after = (caller + 1..thought.end.min(caller + REACH)).take_while(|place| !pause(place));
    let before = (thought.start.max(only.saturating_sub(3))..only)
        .rev()
        .take_while(|place| !pause(place));
    ours && after.chain(before).any(calls)
}

fn is_caller(reading: &Reading<'_>, at: usize) -> bool {
    let thing = matches!(
        reading.concept(at),
        None | Some(
            Concept::Vague(Vague::Project | Vague::Server)
                | Concept::App(_)
                | Concept::Function
                | Concept::Compute(_)
        )
    );
    thing && is(reading, at, &CALLERS)
}
