//! What goes from where to where, as sentences say it: "the API puts messages straight into the queue", "a workflow that runs an ECS
//! task", "queue → Lambda". Here: the flows, read word by word. Not here: who makes them (the catalogue's wires), who tells of one
//! that nothing makes (`plan::unmade`).
//!
//! A flow goes the way of what is sent: from who writes to what is written, from what is read to who reads, from what starts to what is
//! started. Only named parts have flows; a sentence that could be read in two ways has none.

mod verbs;

use std::ops::Range;

use cloudwhisper_api::requirements::{AppType, Compute, Storage};

use self::verbs::{
    AND, ARRIVES, ARROWS, BUT_COMMA, DIRECTLY, ELSEWHERE, HAS, INTO, INTO_BEHIND, JOINS, LEADS, PASSIVE,
    VERB, VERBS_BEHIND, VerbBehind, WHEN,
};
use super::facts::quoted;
use super::purposes::{BUCKET, FUNCTION, TABLE, runs_code};
use super::read::{Reading, What};
use crate::language::lexicon::Concept;

/// How something goes from one part to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The one starts the other: "triggers the function", and what an arrow says.
    Starts,
    /// The one puts something into the other: "writes to the table".
    Sends,
    /// The other takes something out of the one: "reads from the queue".
    Takes,
}

/// Something that was said to go from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// `CloudFormation` type of the part that it comes from.
    pub from: &'static str,
    /// `CloudFormation` type of the part that it goes to.
    pub to: &'static str,
    /// How it goes.
    pub act: Act,
    /// With nothing between the two: "straight into", "directly".
    pub direct: bool,
    /// The words that say it.
    pub words: String,
}

const API: &str = "AWS::ApiGatewayV2::Api";
const CONTAINERS: &str = "AWS::ECS::Service";
const MACHINE: &str = "AWS::EC2::Instance";
const DATABASE: &str = "AWS::RDS::DBInstance";
/// How many items stand between a verb and its subject, and between it and its object, at most.
const NEAR: usize = 7;

/// Where things stand; neither sends nor gets anything.
const PLACES: [&str; 5] = [
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::SecurityGroup",
    "AWS::ECS::Cluster",
    "AWS::IAM::Role",
];
/// What never writes or reads by itself.
const INERT: [&str; 6] = [
    TABLE,
    BUCKET,
    DATABASE,
    "AWS::RDS::DBCluster",
    "AWS::SecretsManager::Secret",
    "AWS::ElastiCache::ReplicationGroup",
];

/// A part that is spoken of, with its items.
pub(super) struct Mention {
    /// Its `CloudFormation` type.
    pub(super) kind: &'static str,
    /// The items of its name.
    pub(super) items: Range<usize>,
}

/// Every flow that is said, each once.
pub(super) fn said(reading: &Reading<'_>) -> Vec<Flow> {
    let mentions = mentions(reading);
    let mut flows: Vec<Flow> = Vec::new();
    let mut subject = None;
    let mut thought = 0..0;
    for at in 0..reading.items.len() {
        if !thought.contains(&at) {
            thought = reading.thought(at);
            subject = None;
        }
        let sentence = Sentence {
            reading,
            mentions: &mentions,
            thought: thought.clone(),
        };
        for (from, to, act) in sentence.at(at, &mut subject) {
            let (Some(from), Some(to)) = (mentions.get(from), mentions.get(to)) else {
                continue;
            };
            let words = from.items.start.min(to.items.start)..from.items.end.max(to.items.end);
            let direct = words.clone().any(|place| is_one_of(reading, place, &DIRECTLY))
                || is_one_of(reading, words.end, &DIRECTLY)
                || sentence.arrow(to.items.start).is_some();
            let is_known = |it: &Flow| it.from == from.kind && it.to == to.kind && it.act == act;
            if let Some(known) = flows.iter_mut().find(|it| is_known(it)) {
                known.direct |= direct;
            } else if from.kind != to.kind {
                let words = quoted(reading, words);
                flows.push(Flow {
                    from: from.kind,
                    to: to.kind,
                    act,
                    direct,
                    words,
                });
            }
        }
    }
    flows
}

/// Every part that is named, in order; neighbours of one type are one name: "SQS queue".
pub(super) fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for at in 0..reading.items.len() {
        let is_name = reading.items.get(at).is_some_and(|item| item.what == What::Name);
        if let Some(last) = mentions.last_mut().filter(|last| is_name && last.items.end == at) {
            last.items.end = at + 1;
            continue;
        }
        let Some(kind) = kind_at(reading, at).or_else(|| again(reading, at, &mentions)) else {
            continue;
        };
        match mentions.last_mut() {
            Some(last) if last.kind == kind && last.items.end == at => last.items.end = at + 1,
            _ => mentions.push(Mention {
                kind,
                items: at..at + 1,
            }),
        }
    }
    mentions
}

/// "The topic": a part that was named before, by its last word alone.
fn again(reading: &Reading<'_>, at: usize, before: &[Mention]) -> Option<&'static str> {
    const SHORT: [(&str, &[&str]); 3] = [
        ("AWS::SNS::Topic", &["topic", "topics", "टॉपिक"]),
        ("AWS::Kinesis::Stream", &["stream", "स्ट्रीम"]),
        ("AWS::Events::EventBus", &["bus", "बस"]),
    ];
    let (kind, _) = SHORT.iter().find(|(_, words)| is_one_of(reading, at, words))?;
    before.iter().any(|it| it.kind == *kind).then_some(*kind)
}

fn kind_at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let item = reading
        .items
        .get(at)
        .filter(|item| item.live && item.what != What::Name)?;
    let kind = item.aws.or(match item.what {
        What::Term(Concept::Store(Storage::S3)) => Some(BUCKET),
        What::Term(Concept::Store(Storage::Dynamodb) | Concept::Table) => Some(TABLE),
        What::Term(Concept::Sql(_) | Concept::Database) => Some(DATABASE),
        What::Term(Concept::Function | Concept::Compute(Compute::Lambda)) => Some(FUNCTION),
        What::Term(Concept::Compute(Compute::Ecs)) => Some(CONTAINERS),
        What::Term(Concept::Compute(Compute::Ec2)) => Some(MACHINE),
        What::Term(Concept::App(AppType::Api)) => Some(API),
        _ => None,
    });
    kind.filter(|kind| !PLACES.contains(kind))
}

fn is_one_of(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let word = reading.written(at).to_lowercase();
    words.contains(&word.as_str())
}

/// The way of the verb at `at`, which may have "that" before it in one term: "that runs".
fn act(reading: &Reading<'_>, at: usize) -> Option<Act> {
    let said = reading.written(at).to_lowercase();
    let word = said.strip_prefix("that ").unwrap_or(&said);
    VERB.get(word).copied()
}

/// A sentence that is read for its verbs.
struct Sentence<'a> {
    reading: &'a Reading<'a>,
    mentions: &'a [Mention],
    thought: Range<usize>,
}

impl Sentence<'_> {
    /// The flows whose verb stands at `at`, as places among the mentions. `subject` is who did what the verb before says.
    fn at(&self, at: usize, subject: &mut Option<usize>) -> Vec<(usize, usize, Act)> {
        let plain = self
            .arrow(at)
            .or_else(|| self.behind(at))
            .or_else(|| self.straight(at));
        if let Some(flow) = plain.or_else(|| self.happening(at)) {
            return vec![flow];
        }
        let Some(act) = act(self.reading, at) else {
            return Vec::new();
        };
        let word = self.reading.written(at).to_lowercase();
        let is_participle = word.ends_with("ed") || ["fed", "read", "put", "run"].contains(&word.as_str());
        if is_participle && is_one_of(self.reading, at + 1, &["by"]) {
            let (Some(done_to), Some(by)) = (self.before(at), self.after(at + 2)) else {
                return Vec::new();
            };
            return vec![if act == Act::Takes {
                (done_to, by, act)
            } else {
                (by, done_to, act)
            }];
        }
        let passive = at
            .checked_sub(1)
            .is_some_and(|before| is_one_of(self.reading, before, &PASSIVE));
        if passive || word.ends_with("ed") {
            return Vec::new();
        }
        let and = at
            .checked_sub(1)
            .is_some_and(|before| is_one_of(self.reading, before, &AND));
        let who = if and {
            subject.or_else(|| self.doer(at, act))
        } else {
            self.doer(at, act)
        };
        let Some(who) = who else { return Vec::new() };
        *subject = Some(who);
        let objects = self.objects(at, act).into_iter().filter(|object| *object != who);
        objects
            .map(|object| {
                if act == Act::Takes {
                    (object, who, act)
                } else {
                    (who, object, act)
                }
            })
            .collect()
    }

    /// "Queue -> Lambda": the arrow stands alone between two parts.
    fn arrow(&self, at: usize) -> Option<(usize, usize, Act)> {
        let to = self.mentions.iter().position(|it| it.items.start == at)?;
        let from = to.checked_sub(1)?;
        let end = self
            .reading
            .items
            .get(self.mentions.get(from)?.items.end.checked_sub(1)?)?
            .span
            .end;
        let start = self.reading.items.get(at)?.span.start;
        let between = self.reading.text.get(end..start)?.trim();
        ARROWS.contains(&between).then_some((from, to, Act::Starts))
    }

    /// "API Gateway directly to Kinesis", "API se seedhe SQS mein", "API with a direct integration to SQS": no verb says what is done.
    fn straight(&self, at: usize) -> Option<(usize, usize, Act)> {
        if !is_one_of(self.reading, at, &DIRECTLY) {
            return None;
        }
        // One term can be several words: "with a".
        let all = |mut range: Range<usize>, words: &[&str]| {
            range.all(|place| {
                let written = self.reading.written(place).to_lowercase();
                written.split(' ').all(|word| words.contains(&word))
            })
        };
        let from = self.before(at)?;
        let to = self.after(at + 1)?;
        let (begins, ends) = (self.mentions.get(from)?, self.mentions.get(to)?);
        let between = at + 1..ends.items.start;
        let leads = between
            .clone()
            .any(|place| is_one_of(self.reading, place, &LEADS));
        let follows = is_one_of(self.reading, ends.items.end, &INTO_BEHIND)
            && verb_behind(self.reading, ends.items.end + 1).is_none();
        let plain = all(begins.items.end..at, &HAS) && all(between, &JOINS);
        (plain && (leads || follows)).then_some((from, to, Act::Sends))
    }

    /// "A function resizes images when they are uploaded to the bucket": what arrives there starts it.
    fn happening(&self, at: usize) -> Option<(usize, usize, Act)> {
        if !is_one_of(self.reading, at, &WHEN) {
            return None;
        }
        let near = at + 1..(at + 1 + NEAR).min(self.thought.end);
        let arrives = near
            .into_iter()
            .find(|place| is_one_of(self.reading, *place, &ARRIVES))?;
        let place = self.after(arrives + 1)?;
        let is_store = |place: &usize| self.mentions.get(*place).is_some_and(|it| it.kind == BUCKET);
        let runs = |place: &usize| {
            let it = self.mentions.get(*place);
            it.is_some_and(|it| runs_code(it.kind) && self.thought.contains(&it.items.start))
        };
        let place = Some(place).filter(is_store)?;
        let before = self.mentions.partition_point(|it| it.items.end <= at);
        let program = (0..before).rev().take(2).find(runs);
        let program = program.or_else(|| (place + 1..place + 3).find(runs))?;
        Some((place, program, Act::Starts))
    }

    /// "Rule lambda ko chalaye": both parts stand before the verb, and a word behind the second says what is done with it.
    fn behind(&self, at: usize) -> Option<(usize, usize, Act)> {
        let (act, _, links) = verb_behind(self.reading, at)?;
        let object = self.before(at)?;
        let link = self.mentions.get(object)?.items.end;
        if !is_one_of(self.reading, link, links) || link >= at {
            return None;
        }
        let subject = self.before(self.mentions.get(object)?.items.start)?;
        Some(if *act == Act::Takes {
            (object, subject, *act)
        } else {
            (subject, object, *act)
        })
    }

    /// The last part that is named before `at`, near it and in the same sentence.
    fn before(&self, at: usize) -> Option<usize> {
        let place = self
            .mentions
            .partition_point(|it| it.items.end <= at)
            .checked_sub(1)?;
        let it = self.mentions.get(place)?;
        (it.items.start >= self.thought.start && it.items.end + NEAR > at).then_some(place)
    }

    /// Who does what the verb at `at` says: "a function that is started by the bucket and writes" is the function.
    fn doer(&self, at: usize, act: Act) -> Option<usize> {
        let last = self.before(at)?;
        let acts = |place: &usize| {
            self.mentions.get(*place).is_some_and(|it| {
                let by = it.items.start.saturating_sub(3).max(self.thought.start)..it.items.start;
                // "Started by a rule and reads": what runs no code is only what starts it.
                let is_starter = !runs_code(it.kind)
                    && by
                        .into_iter()
                        .any(|place| is_one_of(self.reading, place, &["by"]));
                (act == Act::Starts || !is_starter && !INERT.contains(&it.kind))
                    && it.items.start >= self.thought.start
            })
        };
        (last.saturating_sub(2)..=last).rev().find(acts)
    }

    /// The first part that is named from `at` on, near it and in the same sentence.
    fn after(&self, at: usize) -> Option<usize> {
        let place = self.mentions.partition_point(|it| it.items.start < at);
        let it = self.mentions.get(place)?;
        (it.items.start < self.thought.end && it.items.start < at + NEAR).then_some(place)
    }

    /// What the verb at `at` is done to, and what stands in one list with it.
    fn objects(&self, at: usize, act: Act) -> Vec<usize> {
        // "On an" may be one item.
        let preposition = |words: &[&str], mut range: Range<usize>| {
            range.any(|place| {
                let said = self.reading.written(place).to_lowercase();
                words.iter().any(|word| said.split(' ').next() == Some(word))
            })
        };
        let is_object = |place: &usize| {
            self.mentions.get(*place).is_some_and(|it| {
                let between = at + 1..it.items.start;
                let other_verb = between.clone().any(|place| is_verb(self.reading, place));
                // "Processes the queue, Cognito for login": what comes behind the comma is told of by itself.
                let ends =
                    act != Act::Sends && between.clone().any(|place| self.reading.written(place) == ",");
                let led = match act {
                    Act::Starts => !preposition(&ELSEWHERE, between.clone()),
                    Act::Sends => {
                        preposition(&INTO, it.items.start.saturating_sub(4).max(at)..it.items.start)
                    }
                    Act::Takes => {
                        !preposition(&INTO, between.clone())
                            || preposition(&["listens", "subscribe", "subscribed", "subscribes"], at..at + 1)
                    }
                };
                led && !other_verb
                    && !ends
                    && it.items.start < self.thought.end
                    && it.items.start < at + 1 + NEAR
            })
        };
        let first = self.mentions.partition_point(|it| it.items.start <= at);
        let Some(first) = (first..first + 2).find(is_object) else {
            return Vec::new();
        };
        let mut objects = vec![first];
        // How many are in the list for certain: "processes the queue, Cognito for login" has no "and", and is none.
        let mut certain = 1;
        // "Writes to DynamoDB and to S3".
        while let (Some(last), Some(next)) = (
            self.mentions.get(first + objects.len() - 1),
            self.mentions.get(first + objects.len()),
        ) {
            let between = last.items.end..next.items.start;
            // "A queue and uploads files to S3": a third person's verb, known or not, begins something else.
            let acts = |place: usize| {
                is_verb(self.reading, place) || self.reading.written(place).to_lowercase().ends_with('s')
            };
            let joins = |words: &[&str]| between.clone().any(|place| is_one_of(self.reading, place, words));
            let only_comma = !joins(&BUT_COMMA);
            let listed = between.len() <= 4 && joins(&AND) && !between.into_iter().any(acts);
            let acts = (next.items.end..next.items.end + 3).any(|place| is_verb(self.reading, place));
            if !listed || acts || next.items.end > self.thought.end {
                break;
            }
            objects.push(first + objects.len());
            if act == Act::Sends || !only_comma {
                certain = objects.len();
            }
        }
        objects.truncate(certain);
        objects
    }
}

/// The verb at `at` that stands behind both parts, with the words that join it to the second.
fn verb_behind(reading: &Reading<'_>, at: usize) -> Option<&'static VerbBehind> {
    let word = reading.written(at).to_lowercase();
    VERBS_BEHIND
        .iter()
        .find(|(_, verbs, _)| verbs.iter().any(|start| word.starts_with(start)))
}

/// Whether the word here says that something goes, is started or is taken.
pub(super) fn is_verb(reading: &Reading<'_>, at: usize) -> bool {
    act(reading, at).is_some()
}
