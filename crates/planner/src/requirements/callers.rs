//! "Only our other services call it", "only our finance team can open it": what nobody but one's own programs or people reach is
//! not public. Here: those two sentences, in three languages and either order. Not here: words that say "private" by themselves (`lexicon/wishes`).

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Intent, Vague};

const ONLY: [&str; 14] = [
    "limited",
    "restricted",
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

/// People of one's own. Customers, students and users come over the internet.
const INSIDERS: [&str; 52] = [
    "i",
    "main",
    "team",
    "teams",
    "teammates",
    "staff",
    "employee",
    "employees",
    "colleague",
    "colleagues",
    "coworkers",
    "office",
    "company",
    "organisation",
    "organization",
    "department",
    "admin",
    "admins",
    "manager",
    "managers",
    "insiders",
    "hr",
    "finance",
    "accountants",
    "accounts",
    "us",
    "me",
    "myself",
    "karmchari",
    "karmchariyon",
    "daftar",
    "dafter",
    "humlog",
    "mere",
    "hamare",
    "mai",
    "टीम",
    "स्टाफ",
    "कर्मचारी",
    "कर्मचारियों",
    "ऑफिस",
    "दफ्तर",
    "दफ़्तर",
    "कंपनी",
    "कम्पनी",
    "विभाग",
    "मैनेजर",
    "एडमिन",
    "हमारे",
    "मेरे",
    "हम",
    "मैं",
];
/// To open and to see it; deleting and approving are rights inside of it.
const OPEN: [&str; 30] = [
    "open",
    "see",
    "view",
    "access",
    "reach",
    "use",
    "visit",
    "enter",
    "get to",
    "log in",
    "login",
    "khol",
    "khul",
    "dekh",
    "chala",
    "pahunch",
    "pahuch",
    "access",
    "istemal",
    "istamal",
    "खोल",
    "खुल",
    "देख",
    "चला",
    "पहुंच",
    "पहुँच",
    "इस्तेमाल",
    "एक्सेस",
    "ghus",
    "jhaank",
];
/// What keeps outsiders out where nobody gets in without it.
const GATES: [&str; 16] = [
    "network",
    "नेटवर्क",
    "wifi",
    "वाईफाई",
    "premises",
    "building",
    "campus",
    "कैंपस",
    "vpn",
    "वीपीएन",
    "office network",
    "office wifi",
    "intranet",
    "lan",
    "ऑफिस नेटवर्क",
    "permission",
];

/// Where outsiders are.
const OUTSIDE: [&str; 4] = ["bahar", "baahar", "baahr", "बाहर"];

/// The way in.
const THROUGH: [&str; 10] = [
    "through", "via", "over", "from", "behind", "on", "in", "inside", "using", "with",
];

/// Whether only programs or people of one's own reach it.
pub(super) fn only_ours(reading: &Reading<'_>) -> bool {
    (0..reading.items.len())
        .any(|at| is(reading, at, &ONLY) && (says_so(reading, at) || only_insiders(reading, at)))
        || only_through(reading, &GATES)
}

/// "Bahar se koi access na kare", "बाहर से नहीं": the places where outsiders are kept out.
pub(super) fn outside<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = usize> + 'r {
    let denies = |place: usize| {
        matches!(
            reading.concept(place),
            Some(Concept::Grammar(Grammar::NotBefore | Grammar::NotAfter) | Concept::Intent(Intent::Disable))
        )
    };
    (0..reading.items.len()).filter(move |at| {
        let goes_on = |place: &usize| {
            let what = reading.items.get(*place).map(|item| item.what);
            !matches!(what, None | Some(What::Pause | What::Stop))
        };
        is(reading, *at, &OUTSIDE) && (at + 1..at + 1 + REACH).take_while(goes_on).any(denies)
    })
}

/// "Only our finance team can open it", "sirf mere liye", "सिर्फ हमारी टीम देख सके".
fn only_insiders(reading: &Reading<'_>, only: usize) -> bool {
    let end = reading.thought(only).end;
    let pause = |place: &usize| {
        reading
            .items
            .get(*place)
            .is_some_and(|item| item.what == What::Pause)
    };
    let mut behind = (only + 1..end.min(only + 1 + REACH)).take_while(|place| !pause(place));
    let Some(insider) = behind.find(|place| is(reading, *place, &INSIDERS)) else {
        return only_somebody(reading, only);
    };
    let opens = |place: usize| {
        let written = reading.written(place).to_lowercase();
        OPEN.iter().any(|verb| written.starts_with(verb))
    };
    let for_them = reading.concept(insider + 1) == Some(Concept::Grammar(Grammar::ForAfter))
        || matches!(
            reading.written(insider + 1).to_lowercase().as_str(),
            "liye" | "lie" | "liyen" | "लिए" | "लिये"
        )
        || (only + 1..insider).any(|at| reading.concept(at) == Some(Concept::Grammar(Grammar::For)));
    let mut rest = (insider + 1..end.min(insider + 1 + REACH)).take_while(|place| !pause(place));
    let limits = is(reading, only, &["limited", "restricted"]);
    limits || for_them || rest.any(opens)
}

/// "Sirf sarpanch aur sachiv dekh sakein": whoever they are, nobody else sees it. Users and customers are anybody.
fn only_somebody(reading: &Reading<'_>, only: usize) -> bool {
    const CAN: [&str; 8] = ["sake", "sakein", "saken", "paye", "paayein", "सके", "सकें", "पाएं"];
    const SEE: [&str; 4] = ["dekh", "khol", "देख", "खोल"];
    let end = reading.thought(only).end.min(only + 1 + REACH);
    let word = |place: usize| reading.written(place).to_lowercase();
    let sees =
        |place: &usize| SEE.contains(&word(*place).as_str()) && CAN.contains(&word(*place + 1).as_str());
    let Some(verb) = (only + 2..end).find(sees) else {
        return false;
    };
    let anybody = |place: usize| matches!(reading.concept(place), Some(Concept::Unit(_)));
    !(only + 1..verb).any(anybody)
}

/// Whether nobody gets in but through one of these gates.
pub(super) fn only_through(reading: &Reading<'_>, gates: &[&str]) -> bool {
    (0..reading.items.len()).any(|at| is(reading, at, gates) && nobody_without(reading, at))
}

/// "Vpn ke bina koi na khole", "only through our VPN": nobody opens it without the gate.
fn nobody_without(reading: &Reading<'_>, gate: usize) -> bool {
    let without = |at: usize| {
        let written = reading.written(at).to_lowercase();
        matches!(
            written.as_str(),
            "ke bina" | "के बिना" | "without" | "bina" | "बिना" | "only" | "hi" | "ही"
        )
    };
    let near = gate.saturating_sub(REACH)..gate;
    let only = near.clone().find(|at| is(reading, *at, &ONLY));
    let through = |at: usize| is(reading, at, &THROUGH);
    only.is_some_and(|only| (only..gate).any(through))
        || without(gate + 1)
        || without(gate + 2)
            && matches!(
                reading.written(gate + 1).to_lowercase().as_str(),
                "se" | "से" | "par" | "pe" | "पर"
            )
        || gate.checked_sub(1).is_some_and(without)
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
