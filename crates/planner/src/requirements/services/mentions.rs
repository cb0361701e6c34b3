//! Each place where a part is spoken of: how many new ones it brings, what they are called, and how far what is said there is
//! said of them. "A queue … another queue" are two, "the queue" is one that is known already. Here: from the items to the
//! list. Not here: what a number or a word says of a part (`properties`), lists of members (`members`).

use std::ops::Range;

use cloudwhisper_api::requirements::{NamedService, Storage};
use rust_decimal::Decimal;

use super::{BUCKET, CLUSTER, DATABASE, ECS, FUNCTION, INSTANCE, List, TABLE, members, properties};
use crate::catalog;
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::data::Data;
use crate::requirements::names::{self, Subject};
use crate::requirements::read::{Reading, What};

const QUEUE: &str = "AWS::SQS::Queue";

/// Types of which several places may bring several. Of all others a second "a" is a second look at the same one.
const SEVERAL: [&str; 25] = [
    QUEUE,
    TABLE,
    BUCKET,
    FUNCTION,
    "AWS::ApiGateway::ApiKey",
    "AWS::CodeBuild::Project",
    "AWS::Cognito::UserPoolGroup",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::Events::EventBus",
    "AWS::FSx::FileSystem",
    "AWS::Glue::Job",
    "AWS::IAM::Group",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::KMS::Key",
    "AWS::Redshift::Cluster",
    "AWS::SageMaker::NotebookInstance",
    "AWS::SecretsManager::Secret",
    "AWS::SNS::Topic",
    "AWS::StepFunctions::StateMachine",
    "AWS::Synthetics::Canary",
];
/// Words that may stand between "a" and what is brought: "a small encrypted SQS queue".
const MODIFIERS: usize = 4;
/// How far behind a part "for each of them" may stand.
const NEAR: usize = 8;
/// More of one part than this are an oversight or an attack.
const MOST: usize = 10;

/// A place where a part is spoken of.
struct Mention {
    kind: &'static str,
    /// The items of its name: "SQS FIFO queue" is two.
    name: Range<usize>,
    /// From its first adjective to where the next part is spoken of.
    reach: Range<usize>,
    /// How many new ones it brings; none where a known one is spoken of.
    brings: usize,
    /// What they are called.
    names: Vec<String>,
}

/// Adds the parts that several places bring, and notes of each what was said of it.
pub(super) fn apply(reading: &Reading<'_>, data: &Data, list: &mut List) {
    let mentions = mentions(reading, data, list);
    let bringing = |kind: &str| {
        let bring = mentions.iter().filter(|it| it.kind == kind && it.brings > 0);
        bring.count()
    };
    let mut taken: Vec<usize> = Vec::new();
    let mut latest: Vec<(&'static str, Vec<usize>)> = Vec::new();
    for mention in &mentions {
        let several = SEVERAL.contains(&mention.kind) && bringing(mention.kind) > 1;
        let known = latest.iter().rev().find(|(kind, _)| *kind == mention.kind);
        let places = if !mention.names.is_empty() {
            named(list, mention)
        } else if several && mention.brings > 0 {
            brought(reading, list, mention, &taken)
        } else if let Some((_, known)) = known {
            known.clone()
        } else {
            list.0
                .iter()
                .position(|it| it.kind == mention.kind)
                .into_iter()
                .collect()
        };
        if !several && mention.brings > mention.names.len().max(1) && !is_counted_elsewhere(mention.kind) {
            list.set(mention.kind, "count", mention.brings);
        }
        for (word, value) in properties::said(reading, mention.kind, &mention.reach) {
            for at in &places {
                if let Some(service) = list.0.get_mut(*at) {
                    service
                        .properties
                        .entry(word.to_owned())
                        .or_insert_with(|| value.clone());
                }
            }
        }
        taken.extend(&places);
        latest.push((mention.kind, places));
    }
}

/// Copies of one program and machines are counted where their sizes are read.
fn is_counted_elsewhere(kind: &str) -> bool {
    matches!(kind, ECS | INSTANCE | DATABASE | CLUSTER)
}

/// The services of these names, added where they are new.
fn named(list: &mut List, mention: &Mention) -> Vec<usize> {
    // A bucket's name is taken by the first in the world who wants it: only one that was given as such is used.
    for name in mention.names.iter().filter(|_| mention.kind != BUCKET) {
        list.name(mention.kind, name);
    }
    let is_it = |it: &NamedService| {
        it.kind == mention.kind && it.name.as_ref().is_some_and(|name| mention.names.contains(name))
    };
    let places = list.0.iter().enumerate().filter(|(_, it)| is_it(it));
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    if places.is_empty() {
        list.0
            .iter()
            .position(|it| it.kind == mention.kind)
            .into_iter()
            .collect()
    } else {
        places
    }
}

/// As many services without a name as are brought: those of the sort that is meant which nobody has taken yet, then new ones.
fn brought(reading: &Reading<'_>, list: &mut List, mention: &Mention, taken: &[usize]) -> Vec<usize> {
    let term = written(reading, &mention.name);
    let sort = catalog::variants(mention.kind).find(|it| it.marks.iter().any(|mark| term.contains(mark)));
    let is_free = |(at, it): &(usize, &NamedService)| {
        let of_sort = sort.is_none_or(|sort| it.properties.get(sort.word).map(String::as_str) == sort.value);
        it.kind == mention.kind && it.name.is_none() && of_sort && !taken.contains(at)
    };
    let free = list.0.iter().enumerate().filter(is_free).map(|(at, _)| at);
    let mut places: Vec<usize> = free.take(mention.brings).collect();
    let there = list.0.iter().filter(|it| it.kind == mention.kind).count();
    let room = MOST.saturating_sub(there);
    for _ in 0..(mention.brings - places.len()).min(room) {
        let properties = sort.and_then(|sort| Some((sort.word.to_owned(), sort.value?.to_owned())));
        places.push(list.0.len());
        list.0.push(NamedService {
            kind: mention.kind.to_owned(),
            name: None,
            properties: properties.into_iter().collect(),
        });
    }
    places
}

/// Every place where a part is spoken of, in order.
fn mentions(reading: &Reading<'_>, data: &Data, list: &List) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < reading.items.len() {
        let Some(kind) = kind_at(reading, at, data, list) else {
            if let Some(last) = mentions.last_mut().filter(|last| last.reach.end > at) {
                last.brings += usize::from(last.brings == 1 && is_another(reading, at));
            }
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while kind_at(reading, end, data, list) == Some(kind) {
            end += 1;
        }
        let name = at..end;
        let first = !mentions.iter().any(|it| it.kind == kind);
        let from = first_adjective(reading, at);
        if let Some(last) = mentions.last_mut() {
            last.reach.end = last.reach.end.min(from);
        }
        let members = members::members(reading, end - 1);
        let members = members.filter(|it| first || !it.names.is_empty() || !is_known_list(reading, at));
        let mut names: Vec<String> = members.iter().flat_map(|it| it.names.clone()).collect();
        names.extend(given(reading, kind, end));
        let said = members.map_or(0, |it| it.count).max(names.len());
        let so_many = how_many(reading, from, at);
        let each = for_each(reading, from, end, &mentions);
        let brings = so_many.max(said).max(each).max(usize::from(first)).min(MOST);
        mentions.push(Mention {
            kind,
            name,
            reach: from..reach_end(reading, end),
            brings,
            names,
        });
        at = end;
    }
    mentions
}

/// The type of the part that is spoken of here, where it is planned. What failed lies in a queue that each queue has anyway.
fn kind_at(reading: &Reading<'_>, at: usize, data: &Data, list: &List) -> Option<&'static str> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let kind = match (item.aws, item.what) {
        (_, What::Name) => None,
        (Some(kind), _) => Some(kind),
        (None, What::Term(Concept::Table)) => Some(TABLE),
        (None, What::Term(Concept::Store(Storage::S3))) => Some(BUCKET),
        _ => None,
    }?;
    let written = reading.written(at).to_lowercase();
    let holds_failed = kind == QUEUE && (written.contains("dead") || written.contains("dlq"));
    let kind = if kind == DATABASE && list.has(CLUSTER) {
        CLUSTER
    } else {
        kind
    };
    let planned = match kind {
        TABLE => data.storage.contains(&Storage::Dynamodb),
        BUCKET => data.storage.contains(&Storage::S3),
        _ => list.has(kind),
    };
    (planned && !holds_failed).then_some(kind)
}

/// Where what is said of the part at `at` begins: its adjectives, and the "a" or "three" before them.
fn first_adjective(reading: &Reading<'_>, at: usize) -> usize {
    let most = at.saturating_sub(MODIFIERS);
    let is_adjective = |place: usize| {
        let Some(item) = reading.items.get(place).filter(|item| item.aws.is_none()) else {
            return false;
        };
        match item.what {
            What::Word | What::InstanceType => true,
            What::Term(Concept::Filler) => !is_preposition(&reading.written(place).to_lowercase()),
            What::Term(concept) => matches!(
                concept,
                Concept::Detail(_)
                    | Concept::Encryption
                    | Concept::Private
                    | Concept::Public
                    | Concept::Standby
                    | Concept::Runtime(_)
                    | Concept::Compute(_)
                    | Concept::Foreign(_)
                    | Concept::Files
                    | Concept::Logs
            ),
            _ => false,
        }
    };
    let adjectives = (most..at).rev().take_while(|place| is_adjective(*place)).count();
    let first = at - adjectives;
    match first.checked_sub(1) {
        Some(before) if determines(reading, before).is_some() => before,
        _ => first,
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "from" | "by" | "all" | "at" | "such as" | "as long as" | "so that"
    )
}

/// How many new parts a word before a noun brings; `None` where it is no such word.
fn determines(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    if let What::Number(value) = item.what {
        let few = value.is_integer() && value >= Decimal::ONE && value <= Decimal::TEN;
        let known = at
            .checked_sub(1)
            .is_some_and(|at| is_definite(&reading.written(at).to_lowercase()));
        return few.then(|| {
            if known {
                0
            } else {
                usize::try_from(value).unwrap_or(1)
            }
        });
    }
    let word = reading.written(at).to_lowercase();
    match word.split(' ').next_back()? {
        "a" | "an" | "one" | "another" | "new" | "single" | "second" | "third" | "separate" => Some(1),
        word if is_definite(word) => Some(0),
        _ => None,
    }
}

/// Whether a word before a noun says that the thing is known already.
fn is_definite(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "the", "this", "that", "these", "those", "its", "their", "our", "my", "your", "all", "both", "same",
    ];
    WORDS.contains(&word)
}

/// "The cart and checkout functions": whether the list before a noun speaks of known ones.
fn is_known_list(reading: &Reading<'_>, at: usize) -> bool {
    let is_list = |place: &usize| {
        let item = reading.items.get(*place);
        item.is_some_and(|item| {
            item.aws.is_none()
                && match item.what {
                    What::Term(Concept::Grammar(grammar)) => grammar == Grammar::And,
                    What::Pause => reading.written(*place) == ",",
                    What::Stop | What::QuestionMark => false,
                    _ => true,
                }
        })
    };
    let words = (at.saturating_sub(2 * MOST)..at)
        .rev()
        .take_while(is_list)
        .count();
    let before = (at - words).checked_sub(1);
    before.is_some_and(|at| is_definite(&reading.written(at).to_lowercase()))
}

/// How many parts are brought by what stands before its adjectives: a number, "a", "another", or nothing at the beginning of
/// a line or of an enumeration.
fn how_many(reading: &Reading<'_>, from: usize, at: usize) -> usize {
    if let Some(count) = determines(reading, from).filter(|_| from < at) {
        return count;
    }
    let opens = from.checked_sub(1).is_none_or(|before| {
        reading.stops(before) || matches!(reading.written(before), "-" | "*" | "•" | ")" | ":")
    });
    usize::from(opens && from + 1 >= at)
}

/// "An S3 bucket for raw files and one for reports": one more of what was spoken of last.
fn is_another(reading: &Reading<'_>, at: usize) -> bool {
    let is = |place: usize, words: &[&str]| words.contains(&reading.written(place).to_lowercase().as_str());
    let joined = at
        .checked_sub(1)
        .is_some_and(|before| is(before, &["and", ",", "as well as", "plus"]));
    let purpose = reading.concept(at + 1) == Some(Concept::Grammar(Grammar::For))
        || is(at + 1, &["with", "that", "which"]);
    joined && is(at, &["one", "another", "a second", "a third"]) && purpose
        || joined && is(at, &["another one", "a second one"])
}

/// "A volume for each of our two machines", "a table for each of them": as many as there are of those.
fn for_each(reading: &Reading<'_>, from: usize, end: usize, before: &[Mention]) -> usize {
    let last = before
        .iter()
        .rev()
        .map(|it| it.brings)
        .find(|count| *count > 1)
        .unwrap_or(0);
    let each = |at: usize| reading.written(at).eq_ignore_ascii_case("each");
    let right_before = (from.saturating_sub(2)..from).rev();
    let mut right_before = right_before.take_while(|at| {
        !reading.stops(*at) && reading.items.get(*at).is_some_and(|it| it.what != What::Pause)
    });
    if right_before.any(each) {
        return last;
    }
    let thought = reading.thought(end.saturating_sub(1));
    let near = end..thought.end.min(end + NEAR);
    let goes_on = |at: &usize| {
        reading
            .items
            .get(*at)
            .is_some_and(|it| it.aws.is_none() && it.what != What::Pause)
    };
    let Some(at) = near.take_while(goes_on).find(|at| {
        each(*at)
            && matches!(
                at.checked_sub(1).and_then(|at| reading.concept(at)),
                Some(Concept::Grammar(Grammar::For | Grammar::In))
            )
            || each(*at) && reading.written(at.saturating_sub(1)).eq_ignore_ascii_case("to")
    }) else {
        return 0;
    };
    let number = (at + 1..at + 4).find_map(|place| match reading.items.get(place)?.what {
        What::Number(value) => usize::try_from(value).ok(),
        _ => None,
    });
    let of_them = (at + 1..at + 3).any(|place| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "them" | "these" | "those"
        )
    });
    let alone = reading
        .items
        .get(at + 1)
        .is_none_or(|it| matches!(it.what, What::Pause | What::Stop));
    number.unwrap_or(if of_them || alone { last } else { 0 })
}

/// How far what is said behind a part is said of it: to the end of the thought, and over the next ones that begin with "it"
/// or "each".
fn reach_end(reading: &Reading<'_>, at: usize) -> usize {
    let mut end = reading.thought(at.saturating_sub(1)).end;
    while let Some(next) = reading.items.get(end + 1) {
        let word = reading
            .text
            .get(next.span.clone())
            .unwrap_or_default()
            .to_lowercase();
        let goes_on = matches!(
            word.as_str(),
            "it" | "each" | "both" | "they" | "all" | "these" | "the latter" | "every"
        );
        let further = reading.thought(end + 1).end;
        if !goes_on || further <= end + 1 {
            break;
        }
        end = further;
    }
    end
}

/// The names that were given to parts of this type before the next part is spoken of.
fn given(reading: &Reading<'_>, kind: &str, from: usize) -> Vec<String> {
    let end = reading.thought(from.saturating_sub(1)).end;
    let named = (from..end)
        .take_while(|at| {
            reading
                .items
                .get(*at)
                .is_some_and(|it| it.aws.is_none() || it.what == What::Name)
        })
        .filter(|at| {
            reading
                .items
                .get(*at)
                .is_some_and(|it| it.live && it.what == What::Name)
        });
    let is_its = |at: &usize| match names::subject(reading, *at) {
        Subject::Bucket => kind == BUCKET,
        Subject::Table => kind == TABLE,
        Subject::Function => kind == FUNCTION,
        Subject::Part(part) => part == kind,
        Subject::Database | Subject::Project => false,
    };
    named
        .filter(is_its)
        .map(|at| reading.written(at).trim().to_owned())
        .collect()
}

fn written(reading: &Reading<'_>, name: &Range<usize>) -> String {
    let words: Vec<String> = name
        .clone()
        .map(|at| reading.written(at).to_lowercase())
        .collect();
    words.join(" ")
}
