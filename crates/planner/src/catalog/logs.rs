//! Amazon `CloudWatch` Logs: what the application writes down about itself. Not here: what counts lines of a log
//! (`logs/filter.rs`), and the log of a content network (`logs/visits.rs`).

mod filter;
mod visits;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::estimate::{Base, Guess};

pub(crate) use filter::{COMPONENTS as FILTERS, FILTER, METRIC_FILTER, alarm_of, build as build_filter};
pub(crate) use visits::TYPES as DELIVERIES;

/// Gigabytes of log that a request leaves, for the estimate: about one kilobyte.
const GB_PER_REQUEST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
static LOG: Guess = Guess {
    field: "usage.logKilobytesPerRequest",
    value: "1",
    reason: [
        "How much a request writes to the log was not said; a few lines are taken.",
        "एक अनुरोध लॉग में कितना लिखता है, नहीं बताया गया; कुछ पंक्तियाँ मानी गई हैं।",
        "Ek request log mein kitna likhta hai, nahi bataya gaya; kuch lines maani gayi hain.",
    ],
    of: Base::Requests,
};
const DAYS_PER_MONTH: i64 = 30;
/// Days that a log is kept where nothing else was said: long enough to look into a fault, short enough to be cheap.
pub(crate) const DEFAULT_RETENTION_DAYS: i64 = 14;
/// The only numbers of days that AWS takes.
const RETENTIONS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/// What whoever writes a log needs to be allowed.
pub(crate) const WRITE: &[&str] = &["logs:CreateLogStream", "logs:PutLogEvents"];

/// `AWS::Logs::LogGroup`.
pub(crate) struct LogGroup;

impl LogGroup {
    pub(crate) const KIND: &str = "AWS::Logs::LogGroup";
}

impl Service for LogGroup {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps what the application writes about itself for some days, then forgets it",
                "ऐप्लिकेशन अपने बारे में जो लिखता है उसे कुछ दिन रखता है, फिर मिटा देता है",
                "Application apne baare mein jo likhta hai use kuch din rakhta hai, phir mita deta hai",
            ],
        )
    }

    fn billed(&self, group: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let days = group
            .properties
            .get("RetentionInDays")
            .and_then(Value::as_integer)
            .unwrap_or(DAYS_PER_MONTH);
        let written = usage.api_requests * GB_PER_REQUEST;
        let kept = written * Decimal::from(days) / Decimal::from(DAYS_PER_MONTH);
        vec![
            billed("CloudWatch", "logs_ingest_standard", written).guessed(&LOG),
            billed("CloudWatch", "logs_storage", kept).guessed(&LOG),
        ]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: LogGroup::KIND,
    terms: [
        "cloudwatch logs|cloudwatch log|amazon cloudwatch logs|aws cloudwatch logs|cloudwatch log group|cloudwatch logs log group|\
             log group|loggroup|audit log group|cloudwatch logging|centralized logging|centralised logging|central logging|central log store",
        "क्लाउडवॉच लॉग|लॉग ग्रुप",
        "",
    ],
    build,
    uses: None,
}];

/// ARN of a log group. Its own attribute ends in `:*`, which stands for the streams in it and is refused where a group is meant.
pub(crate) fn arn(group: &Resource) -> Value {
    arn_of(group.reference())
}

/// ARN of the log groups of this name, which may hold a `*`.
pub(crate) fn arn_of(name: Value) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":logs:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":log-group:".into(),
        name,
    ])
}

/// The log of a content network that has none, else a log by itself for whatever the person has write to it. A log with a name
/// of its own is the person's.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let name = part.name(is_name);
    if name.is_none()
        && let Some(log) = visits::log(system)
    {
        return log;
    }
    let group = system
        .log_group("ApplicationLogs")
        .with_some("LogGroupName", name);
    let id = system.add(group);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the log", &id);
    id
}

/// Whether AWS takes it as the name of a log group; `aws/` is AWS's own.
fn is_name(name: &str) -> bool {
    (1..=512).contains(&name.len())
        && !name.starts_with("aws/")
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-/#".contains(c))
}

/// A log group that forgets after some days. Without a name it gets one of the stack's, and so never meets another.
pub(crate) fn log_group(id: &str, retention_days: i64) -> Resource {
    Resource::new(id, LogGroup.kind()).with("RetentionInDays", allowed_retention(retention_days))
}

/// The shortest time that AWS takes and that is no shorter than what was asked for.
pub(crate) fn allowed_retention(days: i64) -> i64 {
    let longest = RETENTIONS[RETENTIONS.len() - 1];
    RETENTIONS
        .into_iter()
        .find(|allowed| *allowed >= days)
        .unwrap_or(longest)
}
