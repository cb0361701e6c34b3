//! Alarms and who gets them. Here: whether they were asked for, and whose address in the prompt they go to. Not here: what is
//! watched (`blueprint`).

use cloudwhisper_api::requirements::NamedService;
use rust_decimal::prelude::ToPrimitive;

use super::{List, TOPIC};
use crate::catalog::sns;
use crate::language::lexicon::{Concept, Grammar};
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
    let of_budget = |at: usize| list.has(BUDGET) && is_of_budget(reading, at);
    let outright = reading.live().any(|(at, concept)| {
        // "Suchna" is any information, and a notification need not be of trouble.
        let told = ["noti", "suchna", "सूचना", "सूचित", "नोटि"];
        let written = reading.written(at).to_lowercase();
        concept == Concept::Alarm && !told.iter().any(|start| written.starts_with(start)) && !of_budget(at)
    });
    let cue = reading.says(Concept::Alarm) || reading.says(Concept::Mail);
    let address = (0..reading.items.len()).find(|at| is_warned(reading, *at, cue));
    let told_by_budget = reading
        .live()
        .any(|(at, concept)| concept == Concept::Alarm && of_budget(at));
    if outright || address.is_some() && !told_by_budget {
        list.of("AWS::CloudWatch::Alarm");
    }
    if let Some(count) = counted(reading) {
        list.set("AWS::CloudWatch::Alarm", "count", count);
    }
    if let Some(at) = address {
        let address = reading.written(at);
        if !cue {
            notes.assume("alarms", address, Reason::AddressGetsAlarms);
        }
        list.set(SUBSCRIPTION, "protocol", "email");
        list.set(SUBSCRIPTION, "endpoint", address);
        for further in joined(reading, at) {
            let properties = [("protocol", "email"), ("endpoint", reading.written(further))];
            list.0.push(NamedService {
                kind: SUBSCRIPTION.to_owned(),
                name: None,
                properties: properties
                    .into_iter()
                    .map(|(word, value)| (word.to_owned(), value.to_owned()))
                    .collect(),
            });
        }
    }
}

/// "To ops@example.org and cto@example.org": the addresses that are joined to the one at `at`.
fn joined(reading: &Reading<'_>, at: usize) -> Vec<usize> {
    let is_address = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.what == What::Email)
    };
    let joins = |place: usize| {
        matches!(reading.written(place), "," | "&" | "/")
            || reading.concept(place) == Some(Concept::Grammar(Grammar::And))
    };
    let mut found: Vec<usize> = Vec::new();
    let mut place = at + 1;
    while joins(place) && found.len() < MOST_ADDRESSES {
        let next = if joins(place + 1) { place + 2 } else { place + 1 };
        if !is_address(next) {
            break;
        }
        let known = std::iter::once(&at).chain(&found);
        if !known
            .into_iter()
            .any(|known| reading.written(*known) == reading.written(next))
        {
            found.push(next);
        }
        place = next + 1;
    }
    found
}

/// More addresses beside the first than these are a mailing list.
const MOST_ADDRESSES: usize = 9;
const SUBSCRIPTION: &str = "AWS::SNS::Subscription";

/// "AWS Budgets alert at $50": the budget tells of it by itself, and nothing else is watched.
fn is_of_budget(reading: &Reading<'_>, at: usize) -> bool {
    let is_budget = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.aws == Some(BUDGET))
            || reading.concept(place) == Some(Concept::Budget)
    };
    let goes_on = |place: &usize| {
        let item = reading.items.get(*place);
        !reading.stops(*place)
            && item.is_some_and(|item| item.what != What::Pause && item.aws.is_none_or(|kind| kind == BUDGET))
            && reading.concept(*place) != Some(Concept::Grammar(Grammar::And))
    };
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(goes_on);
    let behind = (at + 1..=at + NEAR).take_while(goes_on);
    before.chain(behind).any(is_budget)
}

/// How near a budget stands to its alert.
const NEAR: usize = 5;
/// The type of AWS Budgets' budgets.
const BUDGET: &str = "AWS::Budgets::Budget";

/// "Two CloudWatch alarms": how many there are to be; `None` where that was left open.
fn counted(reading: &Reading<'_>) -> Option<usize> {
    let number = |at: usize| match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) if value.is_integer() => value.to_usize().filter(|it| (2..=MOST).contains(it)),
        _ => None,
    };
    let counts = reading.live().filter_map(|(at, concept)| {
        let written = reading.written(at).to_lowercase();
        let is_alarms = concept == Concept::Alarm && written.ends_with("alarms");
        let times = || reading.written(at + 1).strip_prefix('x')?.parse::<usize>().ok();
        let before = at.checked_sub(1).filter(|_| is_alarms).and_then(number);
        before.or_else(|| times().filter(|_| is_alarms || written.ends_with("alarm")))
    });
    let sum: usize = counts.sum();
    (sum > 0).then_some(sum)
}

/// More alarms than these are no number of alarms.
const MOST: usize = 20;

/// A topic that mails people what went wrong is the one that alarms have anyway: there is but one, it was described by what it
/// is for or stands with an address or alarms in its thought, and nothing else hears it.
pub(super) fn by_topic(reading: &Reading<'_>, list: &mut List) {
    const HEARS: [&str; 2] = ["AWS::SQS::Queue", "AWS::Events::EventBus"];
    let has = |kind: &str| list.0.iter().any(|service| service.kind == kind);
    let topics: Vec<usize> = (0..list.0.len())
        .filter(|at| list.0.get(*at).is_some_and(|it| it.kind == TOPIC))
        .collect();
    if !has("AWS::CloudWatch::Alarm") {
        return;
    }
    // "Topics orders and alerts": by its name, whichever was said first.
    let by_name: Vec<usize> = topics
        .iter()
        .copied()
        .filter(|at| {
            list.0
                .get(*at)
                .and_then(|it| it.name.as_deref())
                .is_some_and(is_for_alarms)
        })
        .collect();
    if let [topic] = by_name.as_slice() {
        for at in topics {
            if let Some(service) = list.0.get_mut(at) {
                service.properties.shift_remove(sns::FOR_ALARMS);
                if at == *topic {
                    service
                        .properties
                        .insert(sns::FOR_ALARMS.to_owned(), "true".to_owned());
                }
            }
        }
        return;
    }
    let [topic] = topics.as_slice() else { return };
    let named = (0..reading.items.len()).filter(|at| {
        reading
            .items
            .get(*at)
            .is_some_and(|it| it.live && it.aws == Some(TOPIC))
    });
    let mut named = named.peekable();
    let is_described = named.peek().is_none();
    let warns = named.any(|at| {
        reading.thought(at).any(|place| {
            let item = reading.items.get(place);
            item.is_some_and(|it| it.what == What::Email) || reading.concept(place) == Some(Concept::Alarm)
        })
    });
    // "An SQS queue subscribed to it": the topic is heard by programs.
    let subscribed = (0..reading.items.len()).any(|at| {
        let written = reading.written(at).to_lowercase();
        written.starts_with("subscribe")
            && !written.starts_with("subscriber")
            && reading.thought(at).any(|place| {
                reading
                    .items
                    .get(place)
                    .is_some_and(|it| it.live && it.aws == Some("AWS::SQS::Queue"))
            })
    });
    let warns = warns && !subscribed;
    let fans_out = is_described && HEARS.iter().any(|kind| has(kind)) && !reading.says(Concept::Mail);
    if let Some(topic) = list
        .0
        .get_mut(*topic)
        .filter(|_| warns || (is_described && !fans_out))
    {
        topic
            .properties
            .insert(sns::FOR_ALARMS.to_owned(), "true".to_owned());
    }
}

/// Whether a topic is called by what alarms are for: "alerts", "data-ops", "oncall".
fn is_for_alarms(name: &str) -> bool {
    const WORDS: [&str; 12] = [
        "alert",
        "alerts",
        "alarm",
        "alarms",
        "ops",
        "oncall",
        "pager",
        "paging",
        "incident",
        "incidents",
        "warnings",
        "sre",
    ];
    let name = name.to_lowercase();
    name.contains("on-call") || name.split(['-', '_', '.']).any(|word| WORDS.contains(&word))
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
    let identity = (at.saturating_sub(3)..at).any(|place| {
        reading
            .items
            .get(place)
            .is_some_and(|it| it.aws == Some("AWS::SES::EmailIdentity"))
    });
    if identity {
        return false;
    }
    let sender = (from..at).any(|place| reading.written(place).eq_ignore_ascii_case("from"));
    !sender && (cue || !(from..at).any(about))
}
