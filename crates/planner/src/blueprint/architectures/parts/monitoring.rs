//! Noticing when something goes wrong: logs with an end, and alarms.

use cloudwhisper_api::requirements::{NamedService, Requirements};

use super::wishes::{email, emails, named, names, number};
use super::{machine_alarms, watched};
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::cloudwatch::{Alarm, Metric, alarm};
use crate::catalog::{apigateway, apigatewayv2, dynamodb, lambda, logs, sns};

/// Days that auditors want logs to be kept.
const HARDENED_RETENTION_DAYS: i64 = 365;
/// Failed requests in five minutes that are no accident any more.
const FAILED_REQUESTS: i64 = 5;

/// A log group that is kept as long as was asked for.
pub(crate) fn log_group(id: &str, design: &Design<'_>, key: Option<&LogicalId>) -> Resource {
    let by_profile = match design.profile {
        Profile::Baseline => logs::DEFAULT_RETENTION_DAYS,
        Profile::Hardened => HARDENED_RETENTION_DAYS,
    };
    let words = ["retentionDays", "retentionInDays", "retention"];
    let days = number(design.requirements, "AWS::Logs::LogGroup", &words, (1, 3653)).unwrap_or(by_profile);
    logs::log_group(id, days).with_some("KmsKeyId", key.map(|key| Value::Attribute(key.clone(), "Arn")))
}

/// The log of an API's calls. Its name begins as those do that AWS lets its services write to without a policy of its
/// own for each, of which an account has room for ten.
pub(crate) fn api_log_group(design: &Design<'_>, key: Option<&LogicalId>) -> Resource {
    let name = Value::Concat(vec!["/aws/vendedlogs/apis/".into(), Pseudo::StackName.into()]);
    log_group("ApiLogs", design, key).with("LogGroupName", name)
}

/// Where alarms go. Where nobody asked to be told of them, alarms are seen in the console only, and no topic is made. A
/// topic that was named is the application's own.
pub(crate) fn topic(
    blueprint: &mut Blueprint,
    requirements: &Requirements,
    key: Option<&LogicalId>,
) -> Option<LogicalId> {
    let there = LogicalId::new(sns::ALARMS);
    if blueprint.resource(&there).is_some() {
        return Some(there);
    }
    if !is_told(requirements) {
        return None;
    }
    let said = named(requirements, sns::Topic::KIND).find(|it| it.properties.contains_key(sns::FOR_ALARMS));
    let name = said
        .and_then(|it| it.name.as_deref())
        .filter(|name| sns::is_name(name));
    let topic = sns::topic(sns::ALARMS, name).with_some("KmsMasterKeyId", key.map(Value::from));
    let topic = blueprint.add(topic);
    blueprint.add(sns::alarms_only("AlarmTopicPolicy", &topic));
    if address(requirements).is_some() {
        for (id, address) in sns::numbered("AlarmEmail", emails(requirements)) {
            blueprint.add(sns::email(&id, &topic, address));
        }
    }
    Some(topic)
}

/// Whether somebody asked to be told of alarms.
pub(crate) fn is_told(requirements: &Requirements) -> bool {
    address(requirements).is_some() || names(requirements, Alarm::KIND)
}

/// Where alarms are to be mailed to. An address that a topic of the application's own mails to is not theirs, unless alarms were asked
/// for too: those that reach nobody are for show.
fn address(requirements: &Requirements) -> Option<&str> {
    let of_its_own = |topic: &NamedService| !topic.properties.contains_key(sns::FOR_ALARMS);
    let mails_by_another = named(requirements, sns::Topic::KIND).any(of_its_own);
    email(requirements).filter(|_| !mails_by_another || names(requirements, Alarm::KIND))
}

/// Adds an alarm for everything in the blueprint that can fail, and the topic that they go to where somebody is to be told. Where
/// nothing can ring there is no topic either: it would never say a word.
pub(crate) fn watch(blueprint: &mut Blueprint, design: &Design<'_>, key: Option<&LogicalId>) {
    let alarms = alarms(blueprint, design);
    if alarms.is_empty() {
        return;
    }
    topic(blueprint, design.requirements, key);
    let room = number(design.requirements, Alarm::KIND, &["count"], (1, MOST_ALARMS));
    for alarm in alarms {
        let there = blueprint.of_kind(Alarm::KIND).count();
        let is_room = room.is_none_or(|room| i64::try_from(there).is_ok_and(|there| there < room));
        if is_room && blueprint.resource(&alarm.id).is_none() {
            blueprint.add(alarm);
        }
    }
}

/// More alarms than these are no number of alarms.
const MOST_ALARMS: i64 = 20;

/// Whether [`watch`] has anything to watch.
pub(crate) fn can_ring(blueprint: &Blueprint, design: &Design<'_>) -> bool {
    !alarms(blueprint, design).is_empty()
}

fn alarms(blueprint: &Blueprint, design: &Design<'_>) -> Vec<Resource> {
    let topic = LogicalId::new(sns::ALARMS);
    let told = blueprint.resource(&topic).is_some() || is_told(design.requirements);
    let topic = told.then_some(&topic);
    let errors = number(design.requirements, Alarm::KIND, &["errors"], (1, i64::MAX));
    let by_themselves = blueprint
        .resources()
        .iter()
        .flat_map(|it| alarms_of(it, errors, topic));
    // Each alarm costs a little, so these are for those who want to be told.
    let asked_for = topic.map(|topic| watched::alarms(blueprint, design, topic));
    let machines = machine_alarms::alarms(blueprint, design, topic);
    by_themselves
        .chain(asked_for.into_iter().flatten())
        .chain(machines)
        .collect()
}

/// The alarms of a resource; `errors` is how many were said to be too many.
fn alarms_of(resource: &Resource, errors: Option<i64>, topic: Option<&LogicalId>) -> Vec<Resource> {
    let id = &resource.id;
    match resource.kind {
        lambda::Function::KIND => vec![
            alarm(
                &format!("{id} Errors"),
                "The code failed",
                of_function(id, "Errors"),
                errors.unwrap_or(1),
                topic,
            ),
            alarm(
                &format!("{id} Throttles"),
                "Calls were turned away",
                of_function(id, "Throttles"),
                1,
                topic,
            ),
        ],
        apigatewayv2::Api::KIND => {
            let failures = if apigatewayv2::is_websocket(resource) {
                "IntegrationError"
            } else {
                "5xx"
            };
            let metric = sum("AWS/ApiGateway", failures, "ApiId", id.into());
            vec![alarm(
                &format!("{id} Faults"),
                "Requests failed",
                metric,
                errors.unwrap_or(FAILED_REQUESTS),
                topic,
            )]
        }
        apigateway::RestApi::KIND => {
            let name = resource
                .properties
                .get("Name")
                .cloned()
                .unwrap_or_else(|| id.into());
            let metric = sum("AWS/ApiGateway", "5XXError", "ApiName", name);
            vec![alarm(
                &format!("{id} Faults"),
                "Requests failed",
                metric,
                errors.unwrap_or(FAILED_REQUESTS),
                topic,
            )]
        }
        dynamodb::Table::KIND if dynamodb::provisioned(resource).is_some() => {
            let metric = sum("AWS/DynamoDB", "WriteThrottleEvents", "TableName", id.into());
            vec![alarm(
                &format!("{id} Throttles"),
                "The table is too small for its writes",
                metric,
                1,
                topic,
            )]
        }
        _ => Vec::new(),
    }
}

fn of_function(id: &LogicalId, name: &'static str) -> Metric {
    sum("AWS/Lambda", name, "FunctionName", id.into())
}

/// A number of a resource that is added up.
pub(super) fn sum(
    namespace: &'static str,
    name: &'static str,
    dimension: &'static str,
    value: Value,
) -> Metric {
    Metric {
        namespace,
        name,
        statistic: "Sum",
        dimensions: vec![(dimension, value)],
    }
}
