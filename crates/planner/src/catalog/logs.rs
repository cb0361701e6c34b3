//! Amazon `CloudWatch` Logs: what the application writes down about itself.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::cloudwatch::{Metric, alarm};
use super::component::{Component, Part};
use super::plain::{Metered, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, cloudtrail};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// Gigabytes of log that a request leaves, for the estimate: about one kilobyte.
const GB_PER_REQUEST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
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
            billed("CloudWatch", "logs_ingest_standard", written),
            billed("CloudWatch", "logs_storage", kept),
        ]
    }
}

/// `CloudFormation` type of a filter that counts lines of a log.
pub(crate) const METRIC_FILTER: &str = "AWS::Logs::MetricFilter";

pub(crate) const FILTER: Metered = Metered {
    kind: METRIC_FILTER,
    tags: Tags::None,
    stateful: false,
    purpose: [
        "Counts lines of the log that tell of something, such as errors",
        "लॉग की उन पंक्तियों को गिनता है जो कुछ बताती हैं, जैसे त्रुटियाँ",
        "Log ki un lines ko ginta hai jo kuch batati hain, jaise errors",
    ],
    billed: |_, _| vec![billed("CloudWatch", "custom_metric_first_10000", Decimal::ONE)],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: LogGroup::KIND,
        terms: [
            "cloudwatch logs|cloudwatch log|amazon cloudwatch logs|aws cloudwatch logs|cloudwatch log group|cloudwatch logs log group|\
             log group|loggroup|audit log group|cloudwatch logging|centralized logging|centralised logging|central logging|central log store",
            "क्लाउडवॉच लॉग|लॉग ग्रुप",
            "",
        ],
        build,
        uses: None,
    },
    Component {
        kind: METRIC_FILTER,
        terms: [
            "metric filter|log metric filter|logs metric filter|cloudwatch metric filter|cloudwatch logs metric filter|\
             log based metric|log-based metric|log metric",
            "मेट्रिक फ़िल्टर",
            "",
        ],
        build: build_filter,
        uses: None,
    },
];

/// A log by itself, for whatever the person has write to it.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let group = system
        .log_group("ApplicationLogs")
        .with_some("LogGroupName", part.name(is_name));
    let id = system.add(group);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the log", &id);
    id
}

/// Counts what a log tells of: in an audit log, uses of the account's owner and refused calls; in any other one, errors.
pub(crate) fn build_filter(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    const ERRORS: &str = "?ERROR ?Error ?Exception ?CRITICAL";
    const OWNER: &str = r#"{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }"#;
    const REFUSED: &str =
        r#"{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }"#;
    let audit = system.blueprint.of_kind(cloudtrail::KIND).find_map(audited);
    if let Some(log) = audit {
        let id = filter(system, "OwnerLogins", &log, OWNER);
        filter(system, "RefusedCalls", &log, REFUSED);
        return id;
    }
    let log = system.all(LogGroup::KIND).into_iter().next();
    let log = log.unwrap_or_else(|| build(system, &Part { said: None }));
    filter(system, "LoggedErrors", &log, ERRORS)
}

/// The log that a trail writes to.
fn audited(trail: &Resource) -> Option<LogicalId> {
    match trail.properties.get("CloudWatchLogsLogGroupArn")? {
        Value::Attribute(log, _) => Some(log.clone()),
        _ => None,
    }
}

fn filter(system: &mut System<'_>, name: &str, log: &LogicalId, pattern: &str) -> LogicalId {
    let id = system.free_id(name);
    let count = properties! {
        "MetricNamespace": Pseudo::StackName,
        "MetricName": id.as_str(),
        "MetricValue": "1",
        "DefaultValue": 0,
    };
    let filter = Resource::new(id, METRIC_FILTER)
        .with("LogGroupName", log)
        .with("FilterPattern", pattern)
        .with("MetricTransformations", vec![count]);
    system.add(filter)
}

/// Rings when the filter counts anything.
pub(crate) fn alarm_of(filter: &Resource, topic: Option<&LogicalId>) -> Resource {
    let id = &filter.id;
    let metric = Metric {
        namespace: "",
        name: "",
        statistic: "Sum",
        dimensions: Vec::new(),
    };
    alarm(&format!("{id} Alarm"), "The log tells of it", metric, 1, topic)
        .with("Namespace", Pseudo::StackName)
        .with("MetricName", id.as_str())
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
