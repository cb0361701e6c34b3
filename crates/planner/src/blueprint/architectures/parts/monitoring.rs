//! Noticing when something goes wrong: logs with an end, and alarms.

use cloudwhisper_api::requirements::{NamedService, Requirements};

use super::machine_alarms;
use super::wishes::{email, named, names, number};
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::cloudwatch::{Alarm, Metric, alarm};
use crate::catalog::{apigateway, apigatewayv2, dynamodb, lambda, logs, sns, sqs, stepfunctions, synthetics};

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
    let topic = sns::topic(sns::ALARMS, None).with_some("KmsMasterKeyId", key.map(Value::from));
    let topic = blueprint.add(topic);
    blueprint.add(sns::alarms_only("AlarmTopicPolicy", &topic));
    if let Some(address) = address(requirements) {
        blueprint.add(sns::email("AlarmEmail", &topic, address));
    }
    Some(topic)
}

/// Whether somebody asked to be told of alarms.
pub(crate) fn is_told(requirements: &Requirements) -> bool {
    address(requirements).is_some() || names(requirements, Alarm::KIND)
}

/// Where alarms are to be mailed to.
fn address(requirements: &Requirements) -> Option<&str> {
    let of_its_own = |topic: &NamedService| !topic.properties.contains_key(sns::FOR_ALARMS);
    let mails_by_another = named(requirements, sns::Topic::KIND).any(of_its_own);
    email(requirements).filter(|_| !mails_by_another)
}

/// Alarms for everything in the blueprint that can fail by itself: functions, APIs, tables with a limit, and what runs all
/// the time.
pub(crate) fn alarms(blueprint: &mut Blueprint, topic: Option<&LogicalId>) {
    let alarms: Vec<Resource> = blueprint
        .resources()
        .iter()
        .flat_map(|resource| alarms_of(resource, topic))
        .collect();
    for alarm in alarms {
        add_new(blueprint, alarm);
    }
    machine_alarms::add(blueprint, topic);
}

/// Adds an alarm, unless it is there already.
pub(super) fn add_new(blueprint: &mut Blueprint, alarm: Resource) {
    if blueprint.resource(&alarm.id).is_none() {
        blueprint.add(alarm);
    }
}

fn alarms_of(resource: &Resource, topic: Option<&LogicalId>) -> Vec<Resource> {
    let id = &resource.id;
    match resource.kind {
        lambda::Function::KIND => vec![
            alarm(
                &format!("{id} Errors"),
                "The code failed",
                of_function(id, "Errors"),
                1,
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
                FAILED_REQUESTS,
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
                FAILED_REQUESTS,
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
        // Each alarm costs a little, so these are for those who want to be told.
        _ if topic.is_some() => asked_for(resource, topic).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Alarms that only whoever asked for alarms gets: messages that nobody could work on, workflows and visits that failed,
/// words in a log.
fn asked_for(resource: &Resource, topic: Option<&LogicalId>) -> Option<Resource> {
    let id = &resource.id;
    let (what, metric) = match resource.kind {
        // The others are for work; this one holds what failed.
        sqs::Queue::KIND if !resource.properties.contains_key("RedrivePolicy") => {
            let name = resource.attribute("QueueName");
            let waiting = "ApproximateNumberOfMessagesVisible";
            ("Messages failed", sum("AWS/SQS", waiting, "QueueName", name))
        }
        stepfunctions::StateMachine::KIND => {
            let metric = sum("AWS/States", "ExecutionsFailed", "StateMachineArn", id.into());
            ("The workflow failed", metric)
        }
        synthetics::KIND => {
            let metric = sum("CloudWatchSynthetics", "Failed", "CanaryName", id.into());
            ("The application does not answer", metric)
        }
        logs::METRIC_FILTER => return Some(logs::alarm_of(resource, topic)),
        _ => return None,
    };
    Some(alarm(&format!("{id} Alarm"), what, metric, 1, topic))
}

fn of_function(id: &LogicalId, name: &'static str) -> Metric {
    sum("AWS/Lambda", name, "FunctionName", id.into())
}

fn sum(namespace: &'static str, name: &'static str, dimension: &'static str, value: Value) -> Metric {
    Metric {
        namespace,
        name,
        statistic: "Sum",
        dimensions: vec![(dimension, value)],
    }
}
