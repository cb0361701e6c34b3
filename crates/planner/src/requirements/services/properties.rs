//! What is said of one part in its own clause: "7 days retention", "4 shards", "gp3 of 500 GB". Here: from the items of a clause
//! to the words that the catalogue knows. Not here: whose clause it is (`mentions`), what an application is said to have (`sizes`).

mod function;
mod machines;
mod measured;
mod near;
mod queue;
mod vocabulary;

use std::ops::Range;

use cloudwhisper_api::amount::Period;
use rust_decimal::Decimal;

use super::{CACHE, CLUSTER, DATABASE, FUNCTION, TABLE, keys, runtimes, settings};
use crate::language::lexicon::{Concept, Time};
use crate::requirements::read::{Reading, What};
use machines::machines;
use measured::measured;

const QUEUE: &str = "AWS::SQS::Queue";
const TOPIC: &str = "AWS::SNS::Topic";
const STREAM: &str = "AWS::Kinesis::Stream";
const KAFKA: &str = "AWS::MSK::Cluster";
const KUBERNETES: &str = "AWS::EKS::Cluster";
const LOGS: &str = "AWS::Logs::LogGroup";
const NODES: &str = "AWS::EKS::Nodegroup";
const BACKUP: &str = "AWS::Backup::BackupPlan";

/// Everything that is said of a part of this type between these items, in the catalogue's words.
pub(super) fn said(reading: &Reading<'_>, kind: &str, clause: &Range<usize>) -> Vec<(&'static str, String)> {
    let mut said = if kind == TABLE {
        keys::said(reading, clause)
    } else {
        Vec::new()
    };
    for at in clause.clone() {
        let Some(item) = reading.items.get(at).filter(|item| item.live) else {
            continue;
        };
        match item.what {
            What::InstanceType if kind == NODES => {
                said.push(("instanceType", reading.written(at).to_lowercase()));
            }
            What::Number(_) if reading.is_hour(at) => {}
            What::Number(value) if kind == NODES => said.extend(machines(reading, at, value.normalize())),
            What::Number(value) => {
                let measured = measured(reading, kind, clause, at, value.normalize());
                said.extend(measured.or_else(|| settings::of_part(reading, kind, at)));
            }
            // "With one reader", "kept for a year".
            What::Term(Concept::Foreign(_)) if kind == FUNCTION => {
                said.extend(runtimes::at(reading, at).map(|runtime| ("runtime", runtime.to_owned())));
            }
            _ if is_one_span(reading, at) => {
                said.extend(measured(reading, kind, clause, at - 1, Decimal::ONE));
            }
            _ if is_one(reading, at) => said.extend(measured(reading, kind, clause, at, Decimal::ONE)),
            What::Word | What::Term(_)
                if kind == TABLE
                    && item.aws.is_none()
                    && says_stream(&reading.written(at).to_lowercase()) =>
            {
                said.push(("stream", "true".to_owned()));
            }
            _ if kind == TABLE && is_on_demand(reading, at) => {
                said.push(("billingMode", "PAY_PER_REQUEST".to_owned()));
            }
            What::Term(Concept::Standby) if matches!(kind, DATABASE | CLUSTER | CACHE) => {
                said.push(("multiAZ", "true".to_owned()));
            }
            _ if kind == NODES && reading.written(at).to_lowercase().starts_with("spot") => {
                said.push(("spot", "true".to_owned()));
            }
            _ if matches!(kind, QUEUE | TOPIC) && says_fifo(&reading.written(at).to_lowercase()) => {
                said.push(("fifo", "true".to_owned()));
            }
            _ => {}
        }
    }
    // "Min 1 ACU, max 8 ACUs": the most is what it may grow to.
    let most = said
        .iter()
        .filter(|(word, _)| *word == "maxCapacity")
        .filter_map(|(_, value)| value.parse::<i64>().ok())
        .max();
    if let Some(most) = most {
        said.retain(|(word, _)| *word != "maxCapacity");
        said.push(("maxCapacity", most.to_string()));
    }
    said
}

/// "DynamoDB on-demand".
fn is_on_demand(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    matches!(written.as_str(), "on-demand" | "on demand")
        || written == "on"
            && (at + 1..at + 3).any(|place| reading.written(place).eq_ignore_ascii_case("demand"))
}

fn says_stream(written: &str) -> bool {
    matches!(
        written,
        "stream" | "streams" | "streams enabled" | "change stream"
    )
}

/// "A" or "one" before what is counted or before a span of time.
fn is_one(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.written(at).to_lowercase().as_str(), "a" | "one")
        && matches!(
            reading.concept(at + 1),
            Some(
                Concept::Every(Period::Month | Period::Year) | Concept::Time(Time::Week) | Concept::Detail(_)
            )
        )
        || reading.written(at).eq_ignore_ascii_case("one")
        || is_a_reader(reading, at)
}

/// "With a writer and a reader".
fn is_a_reader(reading: &Reading<'_>, at: usize) -> bool {
    let article = reading.written(at).eq_ignore_ascii_case("a");
    let next = reading.written(at + 1).to_lowercase();
    article && matches!(next.as_str(), "reader" | "read replica" | "replica")
}

/// "For a year", "ek mahina": a span of time that is one by its own article.
fn is_one_span(reading: &Reading<'_>, at: usize) -> bool {
    let span = matches!(
        reading.concept(at),
        Some(Concept::Every(Period::Month | Period::Year) | Concept::Time(Time::Week))
    );
    let written = reading.written(at).to_lowercase();
    let article = |word: &str| matches!(word, "a" | "an" | "one" | "ek" | "एक");
    let before = |places: usize| {
        let place = at.checked_sub(places)?;
        Some(reading.written(place).to_lowercase())
    };
    // "₹500 a month" is a rate; what is kept is kept "for" a month or deleted "after" one.
    let lasts = |word: &str| matches!(word, "for" | "after" | "over" | "within");
    let own = written.split_once(' ').is_some_and(|(first, _)| article(first));
    let said = match before(1) {
        Some(word) if own => lasts(&word),
        Some(word) if matches!(word.as_str(), "ek" | "एक") => true,
        Some(word) => match word.rsplit_once(' ') {
            Some((first, last)) => lasts(first) && article(last), // "for a" is one
            None => article(&word) && before(2).is_some_and(|word| lasts(&word)),
        },
        None => false,
    };
    span && said
}

fn says_fifo(written: &str) -> bool {
    written.split([' ', '-', '.']).any(|word| word == "fifo")
}
