//! Stores and queues of other kinds than databases and buckets that are to be open to everybody. Here: which word for "public" is said of
//! which part. Not here: databases, buckets and remote login (`access`).

use cloudwhisper_api::requirements::InsecureWish;

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// Services that keep data, by the beginnings of their types.
const STORES: [&str; 13] = [
    "AWS::AmazonMQ::",
    "AWS::Cassandra::",
    "AWS::DAX::",
    "AWS::DocDB::",
    "AWS::EFS::",
    "AWS::ElastiCache::",
    "AWS::FSx::",
    "AWS::MSK::",
    "AWS::MemoryDB::",
    "AWS::Neptune::",
    "AWS::OpenSearch",
    "AWS::Redshift",
    "AWS::Timestream::",
];
/// Services that hand on messages.
const MESSAGES: [&str; 4] = [
    "AWS::Events::EventBus",
    "AWS::Kinesis::",
    "AWS::SNS::",
    "AWS::SQS::",
];
/// How far a part may stand before the word and behind it.
const REACH: (usize, usize) = (5, 3);

/// The parts that anybody is to reach, each with the places where it was said.
pub(super) fn to_everybody(reading: &Reading<'_>) -> [(InsecureWish, Vec<usize>); 2] {
    let said: Vec<(usize, &str)> = reading
        .live()
        .filter(|(_, concept)| matches!(concept, Concept::Public | Concept::World))
        .filter_map(|(at, concept)| Some((at, part_of(reading, at, concept)?)))
        .collect();
    let of = |kinds: &[&str]| {
        let named = said
            .iter()
            .filter(|(_, kind)| kinds.iter().any(|start| kind.starts_with(start)));
        named.map(|(at, _)| *at).collect()
    };
    [
        (InsecureWish::PublicStore, of(&STORES)),
        (InsecureWish::PublicMessages, of(&MESSAGES)),
    ]
}

/// What "public" may be said of.
#[derive(Clone, Copy)]
enum Noun {
    /// The application, or its login.
    Application,
    /// A part, by its type.
    Part(&'static str),
}

/// The type of the part that the word at `at` is said of: the nearest one, if no application stands nearer.
fn part_of(reading: &Reading<'_>, at: usize, concept: Concept) -> Option<&'static str> {
    let thought = reading.thought(at);
    let behind = (at + 1..thought.end.min(at + 1 + REACH.1))
        .take_while(|place| !leads_on(reading, *place))
        .find_map(|place| noun(reading, place));
    let before = || {
        (thought.start.max(at.saturating_sub(REACH.0))..at)
            .rev()
            .take_while(|place| !leads_on(reading, *place) && !sends(reading, *place))
            .find_map(|place| noun(reading, place))
    };
    let nearest = match concept {
        // "An SQS queue that anyone can send to": people stand behind the part, and may do something.
        Concept::World if is_people(reading, at) => before().filter(|_| may(reading, at)),
        Concept::World => before(),
        _ => behind.or_else(before),
    };
    match nearest? {
        Noun::Part(kind) => Some(kind),
        Noun::Application => None,
    }
}

fn noun(reading: &Reading<'_>, at: usize) -> Option<Noun> {
    let item = reading.items.get(at).filter(|item| !item.denied)?;
    let application = matches!(
        item.what,
        What::Term(
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Vague(_)
                | Concept::Compute(_)
                | Concept::Function
                | Concept::Framework(_)
                | Concept::Ssh
        )
    );
    match item.aws {
        Some(kind) => Some(Noun::Part(kind)),
        None => application.then_some(Noun::Application),
    }
}

/// Where another thing begins: a pause, "with", "for", "and".
fn leads_on(reading: &Reading<'_>, at: usize) -> bool {
    let pause = reading.items.get(at).is_none_or(|item| item.what == What::Pause);
    let joins = matches!(
        reading.concept(at),
        Some(Concept::Grammar(
            Grammar::With | Grammar::For | Grammar::ForAfter | Grammar::But | Grammar::And
        ))
    );
    pause || joins
}

/// "A topic that mails everyone", "webhooks coming in from the internet": who gets something, or where it comes from.
fn sends(reading: &Reading<'_>, at: usize) -> bool {
    const VERBS: [&str; 22] = [
        "notif",
        "send",
        "sent",
        "mail",
        "email",
        "alert",
        "tell",
        "inform",
        "push",
        "broadcast",
        "deliver",
        "incoming",
        "coming",
        "arriv",
        "webhook",
        "receiv",
        "bhej",
        "भेज",
        "सूचित",
        "सूचना",
        "suchna",
        "message",
    ];
    let word = reading.written(at).to_lowercase();
    VERBS.iter().any(|verb| word.starts_with(verb))
}

/// Whether the word at `at` is people, and no place.
fn is_people(reading: &Reading<'_>, at: usize) -> bool {
    const PEOPLE: [&str; 14] = [
        "anyone",
        "everyone",
        "everybody",
        "to everyone",
        "for everyone",
        "koi bhi",
        "har kisi ke liye",
        "सभी को",
        "हर कोई",
        "कोई भी",
        "sabke liye",
        "sab ke liye",
        "सबके लिए",
        "सब के लिए",
    ];
    PEOPLE.contains(&reading.written(at).to_lowercase().as_str())
}

/// "Anyone can send", "koi bhi bhej sake", "open to everyone".
fn may(reading: &Reading<'_>, at: usize) -> bool {
    const MAY: [&str; 17] = [
        "can",
        "may",
        "could",
        "sake",
        "sakta",
        "sakte",
        "sakein",
        "सके",
        "सकता",
        "सकें",
        "open",
        "khula",
        "khuli",
        "khol",
        "खुला",
        "खुली",
        "readable",
    ];
    let near = at.saturating_sub(2)..at + 5;
    near.filter(|place| *place != at)
        .any(|place| MAY.contains(&reading.written(place).to_lowercase().as_str()))
}
