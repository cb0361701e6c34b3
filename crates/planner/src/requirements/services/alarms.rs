//! Alarms and who gets them. Here: whether they were asked for, and whose address in the prompt they go to. Not here: what is
//! watched (`blueprint`).

use super::List;
use crate::language::lexicon::Concept;
use crate::requirements::draft::Notes;
use crate::requirements::read::{Reading, What};
use crate::requirements::words::Reason;

/// Words before an address that say that it is one to send from, log in with or show, not one to warn.
const NOT_WARNED: [&str; 22] = [
    "from",
    "sender",
    "as",
    "login",
    "log",
    "user",
    "username",
    "admin",
    "account",
    "owner",
    "contact",
    "copyright",
    "author",
    "footer",
    "support",
    "received",
    "inbound",
    "incoming",
    "inbox",
    "सपोर्ट",
    "भेजने",
    "bhejne",
];
/// Addresses that nobody reads.
const UNREAD: [&str; 5] = [
    "noreply@",
    "no-reply@",
    "no_reply@",
    "donotreply@",
    "do-not-reply@",
];

/// Adds alarms where they were asked for, and where they go.
pub(super) fn add(reading: &Reading<'_>, list: &mut List, notes: &mut Notes) {
    let outright = reading.live().any(|(at, concept)| {
        concept == Concept::Alarm && !reading.written(at).to_lowercase().starts_with("noti")
    });
    let cue = reading.says(Concept::Alarm) || reading.says(Concept::Mail);
    let address = (0..reading.items.len()).find(|at| is_warned(reading, *at, cue));
    if outright || address.is_some() {
        list.of("AWS::CloudWatch::Alarm");
    }
    if let Some(at) = address {
        let address = reading.written(at);
        if !cue {
            notes.assume("alarms", address, Reason::AddressGetsAlarms);
        }
        list.set("AWS::SNS::Subscription", "protocol", "email");
        list.set("AWS::SNS::Subscription", "endpoint", address);
    }
}

/// Whether the address at `at` is one to warn. Where nothing is said of alarms or mail, an address that stands for something
/// else is not.
fn is_warned(reading: &Reading<'_>, at: usize, cue: bool) -> bool {
    let email = reading
        .items
        .get(at)
        .is_some_and(|item| item.live && item.what == What::Email);
    let address = reading.written(at).to_lowercase();
    if !email || UNREAD.iter().any(|start| address.starts_with(start)) {
        return false;
    }
    let from = reading.thought(at).start.max(at.saturating_sub(3));
    let about = |place: usize| {
        let written = reading.written(place).to_lowercase();
        NOT_WARNED.contains(&written.as_str())
    };
    let sender = (from..at).any(|place| reading.written(place).eq_ignore_ascii_case("from"));
    !sender && (cue || !(from..at).any(about))
}
