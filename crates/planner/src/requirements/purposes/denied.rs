//! Phrases that want no part: those that are denied, and those that speak of something else. Not here: phrases too weak for an
//! application (`evidence`).

use cloudwhisper_api::requirements::Storage;

use super::{DASHBOARD, MAIL, POOL, SEARCH, TABLE};
use crate::language::lexicon::purposes::is_customer;
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, Wanted, What};
use crate::requirements::topics;

/// How far before and behind a phrase a "not" denies it.
const REACH: usize = 2;

pub(super) fn is_denied(reading: &Reading<'_>, n: usize) -> bool {
    let Some(wanted) = reading.purposes.get(n) else {
        return false;
    };
    let (start, end) = (wanted.items.start, wanted.items.end.min(reading.items.len()));
    let says = |at: usize, denial: &[Grammar]| matches!(reading.concept(at), Some(Concept::Grammar(grammar)) if denial.contains(&grammar));
    let before = [Grammar::NotBefore, Grammar::Without];
    let thought = reading.thought(start);
    let denies = (start..end).any(|at| says(at, &before));
    let taken_back = !denies && (start..end).any(|at| reading.items.get(at).is_some_and(|item| item.denied));
    let front = (start.saturating_sub(REACH).max(thought.start)..start).any(|at| says(at, &before));
    let within = (start + 1..end).any(|at| says(at, &before)) && !wanted.purpose.denies();
    let behind = (end..(end + REACH).min(thought.end)).any(|at| says(at, &[Grammar::NotAfter]));
    taken_back
        || front
        || within
        || behind
        || is_of_machines_or_logs(reading, n)
        || mails_by_topic(reading, n)
        || (wanted.purpose.kind == "AWS::SNS::Topic" && topics::notifies_a_part(reading, &wanted.items))
        || mails_alarms(reading, n)
        || is_shown_to_customers(reading, n)
        || is_put_elsewhere(reading, n)
        || is_a_step(reading, n)
        || is_of_names(reading, n)
        || is_of_events(reading, n)
}

/// "Farmers see a live dashboard": what an application shows to those who use it; CloudWatch's are for those who run it.
fn is_shown_to_customers(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == DASHBOARD) else {
        return false;
    };
    let start = wanted.items.start;
    let before = reading.thought(start).start.max(start.saturating_sub(NEAR))..start;
    before
        .into_iter()
        .any(|at| is_customer(&reading.written(at).to_lowercase()))
}

/// Where things are put that no table keeps, beside a bucket.
const ELSEWHERE: [&str; 20] = [
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Events::EventBus",
    "AWS::MSK::Cluster",
    "AWS::MSK::ServerlessCluster",
    "AWS::AmazonMQ::Broker",
    "AWS::OpenSearchService::Domain",
    "AWS::OpenSearchServerless::Collection",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::Redshift::Cluster",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::Timestream::InfluxDBInstance",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::MemoryDB::Cluster",
    "AWS::EFS::FileSystem",
];

/// "Writes a report to S3", "puts each claim on a queue": where it is put is no table.
fn is_put_elsewhere(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    // "Claims … and puts each claim on a queue": what is put may stand behind the verb that the phrase ends with.
    const OBJECT: usize = 5;
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == TABLE) else {
        return false;
    };
    let goes_on = |at: &usize| {
        reading
            .items
            .get(*at)
            .is_some_and(|item| item.what != What::Pause && item.what != What::Stop)
    };
    let is_elsewhere = |place: usize| {
        let aws = reading
            .items
            .get(place)
            .filter(|item| item.live)
            .and_then(|item| item.aws);
        reading.concept(place) == Some(Concept::Store(Storage::S3))
            || aws.is_some_and(|kind| ELSEWHERE.contains(&kind))
    };
    let end = wanted.items.end;
    (end.saturating_sub(1)..end + OBJECT)
        .take_while(goes_on)
        .any(|at| {
            let written = reading.written(at).to_lowercase();
            let leads = matches!(
                written.split(' ').next(),
                Some("to" | "into" | "in" | "on" | "onto")
            );
            leads && (at + 1..at + 1 + NEAR).take_while(goes_on).any(is_elsewhere)
        })
}

/// "Travellers search and book": a step on the way through the application, of which nothing is said that only a search engine does.
/// What is searched, or how its finds are narrowed, would be said behind it.
fn is_a_step(reading: &Reading<'_>, n: usize) -> bool {
    const NARROWS: [&str; 10] = [
        "filter", "filters", "sort", "sorts", "browse", "browses", "find", "finds", "rank", "facet",
    ];
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == SEARCH) else {
        return false;
    };
    let word = |at: usize| reading.written(at).to_lowercase();
    let joins = |at: usize| {
        reading.concept(at) == Some(Concept::Grammar(Grammar::And))
            || reading.items.get(at).is_some_and(|item| item.what == What::Pause)
    };
    let mut searches = wanted
        .items
        .clone()
        .filter(|at| matches!(word(*at).as_str(), "search" | "searches"));
    searches.any(|at| joins(at + 1) && !NARROWS.contains(&word(at + 2).as_str()))
}

/// "An A record and an MX record": records of a zone of names, which no table keeps.
fn is_of_names(reading: &Reading<'_>, n: usize) -> bool {
    const SORTS: [&str; 8] = ["a", "aaaa", "mx", "txt", "cname", "ns", "srv", "alias"];
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == TABLE) else {
        return false;
    };
    let says_zone = reading
        .items
        .iter()
        .any(|it| it.live && it.aws.is_some_and(|kind| kind.starts_with("AWS::Route53::")));
    let mut words = wanted
        .items
        .clone()
        .filter_map(|at| Some((at.checked_sub(1)?, at)));
    says_zone
        && words.any(|(before, at)| {
            let before = reading.written(before).to_lowercase();
            let sort = before.split(' ').next_back().unwrap_or_default();
            matches!(reading.written(at).to_lowercase().as_str(), "record" | "records")
                && SORTS.contains(&sort)
        })
}

/// "Rules on the bus send billing events to a queue": where events have a bus, it is no vehicle that sends its readings.
fn is_of_events(reading: &Reading<'_>, n: usize) -> bool {
    const DEVICES: &str = "AWS::IoT::TopicRule";
    let has_bus = reading
        .items
        .iter()
        .any(|it| it.live && it.aws == Some("AWS::Events::EventBus"));
    let wanted = reading
        .purposes
        .get(n)
        .filter(|it| has_bus && it.purpose.kind == DEVICES);
    wanted.is_some_and(|it| {
        it.items
            .clone()
            .any(|at| reading.written(at).to_lowercase().ends_with("bus"))
    })
}

/// "Alert mail ops@example.in pe bhejo": alarms have their own way to people.
fn mails_alarms(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    let of_mail = |it: &&Wanted| it.purpose.kind == MAIL && it.purpose.is_hindi();
    let Some(wanted) = reading.purposes.get(n).filter(of_mail) else {
        return false;
    };
    let thought = reading.thought(wanted.items.start);
    let near =
        thought.start.max(wanted.items.start.saturating_sub(NEAR))..thought.end.min(wanted.items.end + NEAR);
    near.into_iter()
        .any(|at| reading.concept(at) == Some(Concept::Alarm))
}

/// "An SNS topic that mails soc@example.com": the topic does it.
fn mails_by_topic(reading: &Reading<'_>, n: usize) -> bool {
    let Some(wanted) = reading
        .purposes
        .get(n)
        .filter(|it| it.purpose.kind == "AWS::SES::EmailIdentity")
    else {
        return false;
    };
    let last = reading.items.len();
    let end = wanted.items.end.min(last);
    let address = (end.saturating_sub(1)..(end + 2).min(last))
        .any(|at| reading.items.get(at).is_some_and(|it| it.what == What::Email));
    let topic = reading.thought(wanted.items.start).any(|at| {
        reading
            .items
            .get(at)
            .is_some_and(|it| it.live && it.aws == Some("AWS::SNS::Topic"))
    });
    address && topic
}

/// "Nobody logs in by SSH", "the balancer's logs in a bucket": no people of an application sign in there.
fn is_of_machines_or_logs(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    const NOUNS: [&str; 12] = [
        "and",
        "the",
        "of",
        "all",
        "access",
        "audit",
        "error",
        "application",
        "app",
        "flow",
        "our",
        ",",
    ];
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == POOL) else {
        return false;
    };
    let last = reading.items.len();
    let near = wanted.items.end.min(last)..(wanted.items.end + NEAR).min(last);
    let by_shell = near.clone().any(|at| reading.concept(at) == Some(Concept::Ssh));
    let are_logs = reading.concept(wanted.items.start) == Some(Concept::Logs);
    let in_a_place = near.clone().any(|at| {
        let item = reading.items.get(at);
        item.is_some_and(|it| it.aws.is_some() || matches!(it.what, What::Term(Concept::Store(_))))
    });
    let before = wanted
        .items
        .start
        .checked_sub(1)
        .map(|at| reading.written(at).to_lowercase());
    let is_noun = before.as_deref().is_none_or(|word| NOUNS.contains(&word));
    let by_root = before.as_deref() == Some("root");
    by_shell || by_root || (are_logs && (in_a_place || is_noun))
}
