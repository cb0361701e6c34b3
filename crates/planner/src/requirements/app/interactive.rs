//! "A site where people can buy": what visitors do there that pages alone can't. Here: the verbs, in three languages. Not here:
//! things that need a server by themselves, such as a login (`lexicon/technology`).

use crate::requirements::read::Reading;

/// What visitors of pages can't do: beginnings of verbs.
const VERBS: [&str; 33] = [
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
/// What makes an ability of a verb: "can buy", "kharid sake", "खरीद सकें".
const CAN: [&str; 21] = [
    "can",
    "could",
    "may",
    "able",
    "let",
    "lets",
    "allow",
    "allows",
    "where",
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
        VERBS.iter().any(|verb| written.starts_with(verb))
    })
}
