//! "A site where people can buy": what visitors do there that pages alone can't. Here: the verbs, in three languages. Not here:
//! things that need a server by themselves, such as a login (`lexicon/technology`).

use crate::language::lexicon::{Concept, Grammar, Vague};
use crate::requirements::read::{Reading, What};

/// What visitors of pages can't do: beginnings of verbs.
const VERBS: [&str; 37] = [
    "buy",
    "purchas",
    "book",
    "order",
    "regist",
    "enroll",
    "enrol",
    "apply",
    "submit",
    "post",
    "comment",
    "upload",
    "vote",
    "donate",
    "chat",
    "log in",
    "fill",
    "pay",
    "reserv",
    "schedul",
    "login",
    "sign in",
    "sign up",
    "rent",
    "sell",
    "kharid",
    "bech",
    "buk",
    "bhej",
    "खरीद",
    "बेच",
    "ऑर्डर",
    "बुक",
    "रजिस्टर",
    "पंजीकरण",
    "आवेदन",
    "लॉगिन",
];
/// Verbs that are beginnings of other words.
const WHOLE_VERBS: [&str; 6] = ["bhar", "bhare", "bharein", "भर", "भरे", "भरें"];
/// What makes an ability of a verb: "can buy", "kharid sake", "खरीद सकें".
const CAN: [&str; 23] = [
    "can",
    "could",
    "may",
    "able",
    "let",
    "lets",
    "allow",
    "allows",
    "where",
    "want",
    "wants",
    "sake",
    "sakein",
    "saken",
    "sakte",
    "paye",
    "paayein",
    "jahan",
    "jaha",
    "सके",
    "सकें",
    "पाएं",
    "जहां",
];
const REACH: usize = 6;

/// Whether the words at `at` give visitors something to do.
pub(super) fn does(reading: &Reading<'_>, at: usize) -> bool {
    let is_can = |place: usize| CAN.contains(&reading.written(place).to_lowercase().as_str());
    if !is_can(at) {
        return false;
    }
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(REACH))..thought.end.min(at + REACH);
    near.into_iter().any(|place| {
        let written = reading.written(place).to_lowercase();
        VERBS.iter().any(|verb| written.starts_with(verb)) || WHOLE_VERBS.contains(&written.as_str())
    })
}

/// What a program is for: beginnings of nouns. A site or app of one of them is more than pages.
const TRADES: [&str; 44] = [
    "booking",
    "reservation",
    "ticketing",
    "quiz",
    "exam",
    "attendance",
    "inventory",
    "billing",
    "invoicing",
    "payroll",
    "delivery",
    "ordering",
    "management",
    "messag",
    "chat",
    "expense",
    "accounting",
    "appointment",
    "matrimon",
    "classified",
    "auction",
    "voting",
    "poll",
    "tracker",
    "tracking",
    "planner",
    "hisaab",
    "hisab",
    "khata",
    "haziri",
    "hajiri",
    "bharti",
    "pariksha",
    "बुकिंग",
    "आरक्षण",
    "क्विज",
    "परीक्षा",
    "हाजिरी",
    "हिसाब",
    "खाता",
    "बिलिंग",
    "प्रबंधन",
    "मैनेजमेंट",
    "हाज़िरी",
];

/// Whether a site, an app or a system at `at` is named by what it is for: "a quiz app", "an app for tracking expenses", "booking wali website", "हिसाब रखने वाला ऐप".
pub(super) fn is_of_a_trade(reading: &Reading<'_>, at: usize) -> bool {
    let vague = matches!(
        reading.concept(at),
        Some(Concept::Vague(Vague::App | Vague::Website | Vague::Project))
    );
    let start = reading.thought(at).start.max(at.saturating_sub(4));
    let trade = |place: usize| {
        let written = reading.written(place).to_lowercase();
        TRADES.iter().any(|trade| written.starts_with(trade))
    };
    let near = (start..at).rev().take_while(|place| {
        reading
            .items
            .get(*place)
            .is_some_and(|item| item.what != What::Pause)
    });
    let end = reading.thought(at).end.min(at + 5);
    let purpose = (at + 1..end).find(|place| reading.concept(*place) == Some(Concept::Grammar(Grammar::For)));
    let for_it = purpose.is_some_and(|purpose| (purpose + 1..end.min(purpose + 3)).any(trade));
    // A delivery startup is who asks; what is to be built is told elsewhere.
    let asker = matches!(
        reading.written(at).to_lowercase().as_str(),
        "startup" | "company" | "infra" | "infrastructure" | "workload" | "service"
    );
    vague && !asker && (near.into_iter().any(trade) || for_it)
}
