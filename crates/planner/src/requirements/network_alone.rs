//! "Only inside the VPC", "over the office VPN", "not reachable from the internet": no request may come over the internet, not even a
//! signed one. Here: whether that was said. Not here: "private" and "internal" by themselves, which ask for callers who are known
//! (`access`).

use super::callers;
use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Vague};

/// Words for a network of one's own.
const NETWORKS: [&str; 9] = [
    "vpc",
    "vpn",
    "network",
    "intranet",
    "lan",
    "वीपीसी",
    "वीपीएन",
    "नेटवर्क",
    "इंट्रानेट",
];
/// Words for what is outside of it.
const OUTSIDE: [&str; 4] = ["internet", "outside", "इंटरनेट", "बाहर"];
/// How many words may stand between a denial and the internet: "no direct internet", "internet ka access nahi".
const REACH: usize = 4;

/// Whether requests may come from a network of one's own alone.
pub(super) fn is_meant(reading: &Reading<'_>) -> bool {
    within(reading)
}

/// Whether the internet was shut out, and nothing said of who may come instead.
pub(super) fn shuts_out(reading: &Reading<'_>) -> bool {
    kept_from_internet(reading) || callers::outside(reading).next().is_some()
}

/// "Inside the VPC", "behind the VPN", "only through our office network".
fn within(reading: &Reading<'_>) -> bool {
    let named = reading
        .live()
        .any(|(at, concept)| concept == Concept::Private && has(reading, at, &NETWORKS));
    named || stands_in_network(reading) || callers::only_through(reading, &NETWORKS)
}

/// "A private API in our VPC", where the network is a part by itself: nothing else may stand between the two words.
fn stands_in_network(reading: &Reading<'_>) -> bool {
    const INSIDE: [&str; 8] = [
        "in",
        "inside",
        "within",
        "ke andar",
        "के अंदर",
        "andar",
        "अंदर",
        "mein",
    ];
    let aws = |place: usize| {
        reading
            .items
            .get(place)
            .filter(|item| item.live)
            .and_then(|item| item.aws)
    };
    let near = |at: usize| (at.saturating_sub(REACH)..at).chain(at + 1..at + 1 + REACH);
    let is_network = |at: usize| {
        let inside = |place: usize| has(reading, place, &INSIDE);
        aws(at) == Some("AWS::EC2::VPC") && near(at).any(inside)
    };
    let is_private = |at: usize| reading.concept(at) == Some(Concept::Private);
    (0..reading.items.len()).filter(|at| is_network(*at)).any(|at| {
        let thought = reading.thought(at);
        let mut others = (thought.start..at)
            .rev()
            .take_while(|place| aws(*place).is_none());
        let mut behind = (at + 1..thought.end).take_while(|place| aws(*place).is_none());
        others.any(is_private) || behind.any(is_private)
    })
}

/// "Not reachable from the internet", "nothing reachable from outside".
fn kept_from_internet(reading: &Reading<'_>) -> bool {
    let denied = reading.items.iter().enumerate().any(|(at, item)| {
        item.denied && item.what == What::Term(Concept::Public) && has(reading, at, &OUTSIDE)
    });
    let nothing = reading
        .live()
        .any(|(at, concept)| concept == Concept::Private && has(reading, at, &OUTSIDE));
    denied || nothing
}

/// "Lambda with no internet access", "function ko internet access nahi": a program that neither answers the internet nor calls it. Of
/// subnets and databases it says nothing new.
pub(super) fn is_offline(reading: &Reading<'_>) -> bool {
    (0..reading.items.len())
        .any(|at| is_internet(reading, at) && is_denied(reading, at) && is_of_program(reading, at))
}

/// The internet by itself, and no "over the internet".
fn is_internet(reading: &Reading<'_>, at: usize) -> bool {
    has(reading, at, &["internet", "इंटरनेट"]) && reading.concept(at) != Some(Concept::Public)
}

fn is_denied(reading: &Reading<'_>, at: usize) -> bool {
    let goes_on = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        !matches!(what, None | Some(What::Pause | What::Stop))
    };
    let denies = |place: usize, by: &[Grammar]| matches!(reading.concept(place), Some(Concept::Grammar(it)) if by.contains(&it));
    let before = (at.saturating_sub(REACH)..at).rev().take_while(goes_on);
    let behind = (at + 1..at + 1 + REACH).take_while(goes_on);
    before
        .into_iter()
        .any(|it| denies(it, &[Grammar::NotBefore, Grammar::Without]))
        || behind
            .into_iter()
            .any(|it| denies(it, &[Grammar::NotAfter, Grammar::Without]))
}

/// Whether the nearest noun before the word, else behind it, is a program.
fn is_of_program(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let noun = |place: usize| match reading.items.get(place).filter(|item| !item.denied)?.what {
        What::Term(
            Concept::Function
            | Concept::Compute(_)
            | Concept::App(_)
            | Concept::Leaning(_)
            | Concept::Vague(Vague::App),
        ) => Some(true),
        _ if reading.items.get(place)?.aws == Some("AWS::Lambda::Function") => Some(true),
        What::Term(Concept::Database | Concept::Sql(_) | Concept::Store(_)) => Some(false),
        _ if has(reading, place, &["subnet", "subnets", "network", "सबनेट"]) => Some(false),
        _ => reading.items.get(place)?.aws.map(|_| false),
    };
    let before = (thought.start..at).rev().find_map(noun);
    before.or_else(|| (at + 1..thought.end).find_map(noun)) == Some(true)
}

fn has(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let written = reading.written(at).to_lowercase();
    written.split_whitespace().any(|word| words.contains(&word))
}
