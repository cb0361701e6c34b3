//! Filters that count lines of a log. A filter stands on a log that something writes to: an audit log, a program's, or one that
//! the person names; it makes none of its own, which nobody would write to.

use rust_decimal::Decimal;

use super::super::cloudwatch::{Metric, alarm};
use super::super::component::{Component, Part};
use super::super::plain::Metered;
use super::super::{Resource, Tags, billed, cloudtrail, vpc, wafv2};
use super::LogGroup;
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

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

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: METRIC_FILTER,
    terms: [
        "metric filter|log metric filter|logs metric filter|cloudwatch metric filter|cloudwatch logs metric filter|\
         log based metric|log-based metric|log metric",
        "मेट्रिक फ़िल्टर",
        "",
    ],
    build,
    uses: None,
}];

/// Types whose logs hold every packet or visit: they have no lines that say "error".
const TRAFFIC: [&str; 2] = [vpc::FLOW_LOG.kind, wafv2::LOGGING.kind];

/// Counts what a log tells of: in an audit log, uses of the account's owner and refused calls; in any other one, errors.
pub(crate) fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    const ERRORS: &str = "?ERROR ?Error ?Exception ?CRITICAL";
    const OWNER: &str = r#"{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }"#;
    const REFUSED: &str =
        r#"{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }"#;
    let audit = system.blueprint.of_kind(cloudtrail::KIND).find_map(audited);
    if let Some(log) = audit {
        let log = Value::Ref(log);
        let id = add(system, "OwnerLogins", log.clone(), OWNER);
        add(system, "RefusedCalls", log, REFUSED);
        return id;
    }
    let log = with_errors(system).map(Value::Ref);
    let log = log.unwrap_or_else(|| named_by_the_person(system));
    add(system, "LoggedErrors", log, ERRORS)
}

/// The log that a trail writes to.
fn audited(trail: &Resource) -> Option<LogicalId> {
    match trail.properties.get("CloudWatchLogsLogGroupArn")? {
        Value::Attribute(log, _) => Some(log.clone()),
        _ => None,
    }
}

/// The first log that tells of errors: not one of traffic.
fn with_errors(system: &System<'_>) -> Option<LogicalId> {
    let of_traffic = |log: &LogicalId| {
        let resources = system.blueprint.resources().iter();
        let mut traffic = resources.filter(|it| TRAFFIC.contains(&it.kind));
        traffic.any(|it| {
            it.properties
                .values()
                .any(|value| value.references().contains(&log))
        })
    };
    let logs = system.all(LogGroup::KIND);
    logs.into_iter().find(|log| !of_traffic(log))
}

/// A log that is there already, outside of the plan: nothing in the plan writes one.
fn named_by_the_person(system: &mut System<'_>) -> Value {
    system.blueprint.parameter(Parameter {
        id: "WatchedLogGroup".into(),
        description: "Name of the log group whose errors are counted (CloudWatch console, Log groups)",
        pattern: "^[A-Za-z0-9._/#-]{1,512}$",
        answer: "watchedLogGroup",
    })
}

fn add(system: &mut System<'_>, name: &str, log: Value, pattern: &str) -> LogicalId {
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
