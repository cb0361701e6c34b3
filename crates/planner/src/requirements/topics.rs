//! Which way a topic's messages go: whether programs hear it, whether programs publish to it, whether it mails a person. Here: what
//! the prompt says of each topic. Not here: subscriptions and permissions (`catalog/sns.rs`).

use std::ops::Range;

use super::read::{Item, Reading};

const TOPIC: &str = "AWS::SNS::Topic";
const QUEUE: &str = "AWS::SQS::Queue";
const FUNCTION: &str = "AWS::Lambda::Function";
const MAIL: &str = "AWS::SES::EmailIdentity";

/// How many words before and behind a topic say what it is there for.
const NEAR: usize = 6;
/// How many words behind a topic its verb stands at most: "a topic that always triggers".
const VERB: usize = 3;

/// Beginnings of what a topic does with those who hear it.
const STARTS: [&str; 16] = [
    "trigger",
    "invoke",
    "run",
    "start",
    "call",
    "feed",
    "fan",
    "deliver",
    "forward",
    "kick",
    "chala",
    "chale",
    "chalt",
    "चला",
    "चले",
    "चलत",
];
/// Beginnings of what a topic does by which somebody is started: "triggered by a topic".
const STARTED: [&str; 4] = ["trigger", "invoke", "start", "call"];
/// What those do who hear a topic. Whole words: readings are published too.
const HEARS: [&str; 9] = [
    "listen",
    "listens",
    "listening",
    "consume",
    "consumes",
    "consuming",
    "reads",
    "reading",
    "attached",
];
/// Beginnings of what a program does that publishes.
const PUBLISHES: [&str; 12] = [
    "publish", "notif", "send", "write", "writing", "post", "push", "tell", "alert", "mail", "report",
    "announce",
];
/// What happened to a message, which says nothing of who did it.
const HAPPENED: [&str; 8] = [
    "published",
    "sent",
    "posted",
    "pushed",
    "arrives",
    "arrive",
    "comes",
    "lands",
];
/// Words before what starts something by happening.
const WHEN: [&str; 10] = [
    "when", "whenever", "once", "each", "every", "after", "on", "if", "जब", "jab",
];
/// Beginnings of words for what a topic passes on.
const MESSAGES: [&str; 9] = [
    "message",
    "msg",
    "event",
    "notification",
    "something",
    "anything",
    "sandesh",
    "संदेश",
    "मैसेज",
];
/// Hindi and Hinglish for coming in.
const COMES: [&str; 12] = [
    "aaye",
    "aae",
    "aaya",
    "aane",
    "aate",
    "aata",
    "aati",
    "aaega",
    "आए",
    "आने",
    "आते",
    "आता",
];
/// Hindi and Hinglish, beginnings: telling and sending.
const TELLS: [&str; 15] = [
    "bata",
    "bhej",
    "publish",
    "daal",
    "dal",
    "likh",
    "khabar",
    "suchna",
    "notif",
    "send",
    "बता",
    "भेज",
    "सूच",
    "डाल",
    "पब्लिश",
];

/// What is said of a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Programs or queues get what it gets.
    pub(super) heard: bool,
    /// Programs publish to it.
    pub(super) told: bool,
    /// A person is mailed.
    pub(super) mails: bool,
}

impl Said {
    fn or(self, other: Self) -> Self {
        Self {
            heard: self.heard || other.heard,
            told: self.told || other.told,
            mails: self.mails || other.mails,
        }
    }
}

/// What is said of each topic that is named, in order; of one that is only described, or where the prompt names another number of
/// them than `count`, the same is said of all.
pub(super) fn said(reading: &Reading<'_>, count: usize) -> Vec<Said> {
    let named: Vec<Said> = (0..reading.items.len())
        .filter(|at| is_live(reading, *at, TOPIC))
        .map(|at| named(reading, at))
        .collect();
    let described = described(reading);
    if named.len() == count {
        return named.into_iter().map(|it| with_mail(it, described)).collect();
    }
    let all = named.into_iter().fold(described, Said::or);
    vec![all; count]
}

/// Whether the topic that is named at `at` starts a program.
pub(super) fn starts(reading: &Reading<'_>, at: usize) -> bool {
    is_live(reading, at, TOPIC) && named(reading, at).heard
}

fn with_mail(said: Said, described: Said) -> Said {
    Said {
        mails: said.mails || described.mails,
        told: said.told || (described.mails && !said.heard),
        ..said
    }
}

/// What the words around a topic's name say.
fn named(reading: &Reading<'_>, at: usize) -> Said {
    let thought = reading.thought(at);
    let before = at.saturating_sub(NEAR).max(thought.start)..at;
    let behind = at + 1..(at + 1 + NEAR).min(thought.end);
    let verb = at + 1..(at + 1 + VERB).min(thought.end);
    let term = word(reading, at);
    let is_way = ["fan", "pub/", "pub-", "pub ", "pubsub", "publish"]
        .iter()
        .any(|start| term.starts_with(start));
    let subscribed = thought.clone().any(|place| {
        let word = word(reading, place);
        word.contains("subscri") || word.starts_with("सब्सक्राइब")
    });
    let to_program = any(reading, &verb, |place| {
        matches!(word(reading, place).as_str(), "to" | "into" | "->" | "→" | ">")
            && (place + 1..place + VERB)
                .any(|it| is_live(reading, it, QUEUE) || is_live(reading, it, FUNCTION))
    });
    let happens = happens(reading, &before) || comes(reading, at, &behind);
    let heard = is_way
        || subscribed
        || to_program
        || happens
        || begins(reading, &verb, &STARTS)
        || fans_out(reading, &behind)
        || is_heard_by(reading, &before)
        || starts_by(reading, at, &behind);
    let by_happening = any(reading, &before, |place| {
        HAPPENED.contains(&word(reading, place).as_str())
    });
    let publishes = any(reading, &before, |place| {
        let word = word(reading, place);
        !HAPPENED.contains(&word.as_str())
            && !MESSAGES.iter().any(|it| word.starts_with(it))
            && PUBLISHES.iter().any(|start| word.starts_with(start))
    });
    let way = at.saturating_sub(VERB).max(thought.start)..at;
    let towards = any(reading, &way, |place| {
        matches!(
            word(reading, place).as_str(),
            "to" | "into" | "via" | "through" | "over" | "by"
        )
    });
    let told = !happens
        && !is_heard_by(reading, &before)
        && (publishes || tells(reading, at, &behind) || ((towards || by_happening) && !heard));
    Said {
        heard,
        told,
        mails: false,
    }
}

/// "When a message is published to the topic", "on each message on the topic".
fn happens(reading: &Reading<'_>, before: &Range<usize>) -> bool {
    let message = before.clone().find(|place| {
        let word = word(reading, *place);
        MESSAGES.iter().any(|start| word.starts_with(start))
    });
    message.is_some_and(|at| {
        (at.saturating_sub(VERB)..at).any(|place| WHEN.contains(&word(reading, place).as_str()))
    })
}

/// "Topic par message aaye to": behind the topic.
fn comes(reading: &Reading<'_>, at: usize, behind: &Range<usize>) -> bool {
    let place = matches!(
        word(reading, at + 1).as_str(),
        "par" | "pe" | "pr" | "mein" | "me" | "mai" | "पर" | "में"
    );
    place && begins(reading, behind, &COMES)
}

/// "Triggered by a topic", "listens to the topic", "from the topic".
fn is_heard_by(reading: &Reading<'_>, before: &Range<usize>) -> bool {
    let within = |count: usize| before.end.saturating_sub(count).max(before.start)..before.end;
    let near = within(VERB);
    let by = any(reading, &near, |place| word(reading, place) == "by");
    let from = any(reading, &within(2), |place| word(reading, place) == "from");
    let hears = any(reading, &near, |place| {
        HEARS.contains(&word(reading, place).as_str())
    });
    hears || from || (by && begins(reading, &near, &STARTED))
}

/// "Topic se lambda chale".
fn starts_by(reading: &Reading<'_>, at: usize, behind: &Range<usize>) -> bool {
    matches!(word(reading, at + 1).as_str(), "se" | "से") && begins(reading, behind, &STARTS)
}

/// "A topic of ours that then fans out": farther behind than other verbs, for nobody says it of anything else.
fn fans_out(reading: &Reading<'_>, behind: &Range<usize>) -> bool {
    begins(reading, behind, &["fan", "fanout"])
}

/// "Topic par bataye", "sns se batao".
fn tells(reading: &Reading<'_>, at: usize, behind: &Range<usize>) -> bool {
    const TO: [&str; 13] = [
        "par",
        "pe",
        "pr",
        "ko",
        "mein",
        "me",
        "mai",
        "se",
        "पर",
        "को",
        "में",
        "से",
        "द्वारा",
    ];
    TO.contains(&word(reading, at + 1).as_str()) && begins(reading, behind, &TELLS)
}

/// What phrases for topics say: those that mail or tell people are told, those for many systems are heard.
fn described(reading: &Reading<'_>) -> Said {
    const MANY: [&str; 8] = [
        "fan",
        "own queue",
        "own copy",
        "subscriber",
        "one to many",
        "broadcast",
        "downstream",
        "react",
    ];
    const LETTER: [&str; 4] = ["mail", "मेल", "मेइल", "e-mail"];
    let by_letter = reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(MAIL))
        || reading
            .purposes
            .iter()
            .any(|wanted| wanted.live && wanted.purpose.kind == MAIL);
    let phrases = reading
        .purposes
        .iter()
        .filter(|wanted| wanted.live && wanted.purpose.kind == TOPIC);
    phrases.fold(Said::default(), |said, wanted| {
        let words: Vec<String> = wanted.items.clone().map(|at| word(reading, at)).collect();
        let words = words.join(" ");
        let heard = MANY.iter().any(|it| words.contains(it));
        let mails = !by_letter && LETTER.iter().any(|it| words.contains(it));
        said.or(Said {
            heard,
            told: !heard,
            mails,
        })
    })
}

/// Whether the queue that a bucket notifies is named: "the bucket sends notifications to an SQS queue".
pub(super) fn bucket_tells_queue(reading: &Reading<'_>, is_bucket: impl Fn(&Item) -> bool) -> bool {
    const SENDS: [&str; 6] = ["notif", "event", "send", "publish", "push", "tell"];
    let queues = (0..reading.items.len()).filter(|at| is_live(reading, *at, QUEUE));
    queues.into_iter().any(|queue| {
        let thought = reading.thought(queue);
        let before = queue.saturating_sub(2 * NEAR).max(thought.start)..queue;
        let buckets = before.clone().filter(|at| {
            let item = reading.items.get(*at);
            item.is_some_and(|item| item.live && is_bucket(item))
        });
        buckets.last().is_some_and(|bucket| {
            let between = bucket + 1..queue;
            let others = any(reading, &between, |at| {
                reading
                    .items
                    .get(at)
                    .is_some_and(|item| item.live && item.aws.is_some())
            });
            // "A bucket, and a function that sends to a queue": somebody else does.
            !others && begins(reading, &between, &SENDS)
        })
    })
}

/// "Notifies an SQS queue": what is notified by name is no topic's business.
pub(super) fn notifies_a_part(reading: &Reading<'_>, items: &Range<usize>) -> bool {
    let thought = reading.thought(items.start);
    let near = items.start + 1..(items.start + 1 + VERB).min(thought.end);
    word(reading, items.start).starts_with("notif")
        && any(reading, &near, |at| {
            is_live(reading, at, QUEUE) || is_live(reading, at, FUNCTION)
        })
}

fn any(reading: &Reading<'_>, places: &Range<usize>, is_it: impl Fn(usize) -> bool) -> bool {
    let ends = |at: &usize| reading.stops(*at);
    places.clone().take_while(|at| !ends(at)).any(is_it)
}

fn begins(reading: &Reading<'_>, places: &Range<usize>, starts: &[&str]) -> bool {
    any(reading, places, |at| {
        let word = word(reading, at);
        starts.iter().any(|start| word.starts_with(start))
    })
}

fn word(reading: &Reading<'_>, at: usize) -> String {
    reading.written(at).to_lowercase()
}

fn is_live(reading: &Reading<'_>, at: usize, kind: &str) -> bool {
    let item = reading.items.get(at);
    item.is_some_and(|item| item.live && item.aws == Some(kind))
}
