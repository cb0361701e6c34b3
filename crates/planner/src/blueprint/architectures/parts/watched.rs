//! Alarms that only whoever asked for alarms gets: messages that nobody could work on, workflows and visits that failed, words in
//! a log, stores that have no room left. Each is on a number that AWS measures of a resource of the plan, under the dimensions that
//! AWS measures it by.

use super::monitoring::sum;
use super::wishes;
use crate::blueprint::architectures::Design;
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::cloudwatch::{Alarm, Metric, alarm};
use crate::catalog::{
    appsync, autoscaling_group, cloudfront, docdb, efs, elasticache, kinesis, logs, neptune, opensearch, sqs,
    stepfunctions, synthetics,
};

/// Percent that leave no room.
const FULL_PERCENT: i64 = 90;
/// Percent of visits that fail and are no accident any more.
const FAILED_PERCENT: i64 = 5;

/// The alarms for everything in the blueprint.
pub(super) fn alarms(blueprint: &Blueprint, design: &Design<'_>, topic: &LogicalId) -> Vec<Resource> {
    let all = blueprint.resources().iter();
    all.flat_map(|resource| {
        let usual = alarm_of(resource, design, topic);
        usual.into_iter().chain(backlog(resource, design, topic))
    })
    .collect()
}

/// Work may well wait for a while; only who said how much is too much is told.
fn backlog(queue: &Resource, design: &Design<'_>, topic: &LogicalId) -> Option<Resource> {
    let is_work = queue.kind == sqs::Queue::KIND && queue.properties.contains_key("RedrivePolicy");
    let most =
        wishes::number(design.requirements, Alarm::KIND, &["messages"], (1, i64::MAX)).filter(|_| is_work)?;
    let waiting = "ApproximateNumberOfMessagesVisible";
    let metric = Metric {
        statistic: "Maximum",
        ..sum("AWS/SQS", waiting, "QueueName", queue.attribute("QueueName"))
    };
    let id = format!("{} Backlog", queue.id);
    Some(alarm(
        &id,
        "More work waits than was to wait",
        metric,
        most,
        Some(topic),
    ))
}

fn alarm_of(resource: &Resource, design: &Design<'_>, topic: &LogicalId) -> Option<Resource> {
    if resource.kind == logs::METRIC_FILTER {
        return Some(logs::alarm_of(resource, Some(topic)));
    }
    let (what, metric, threshold) = failure(resource)
        .or_else(|| crowd(resource, design))
        .or_else(|| visits(resource, design))?;
    let id = format!("{} Alarm", resource.id);
    Some(alarm(&id, what, metric, threshold, Some(topic)))
}

/// What is counted one by one, each of which is one too many.
fn failure(resource: &Resource) -> Option<(&'static str, Metric, i64)> {
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
        kinesis::Stream::KIND => {
            let metric = sum(
                "AWS/Kinesis",
                "WriteProvisionedThroughputExceeded",
                "StreamName",
                id.into(),
            );
            ("The stream is too small for its writes", metric)
        }
        appsync::KIND => {
            let api = resource.attribute("ApiId");
            (
                "Requests failed",
                sum("AWS/AppSync", "5XXError", "GraphQLAPIId", api),
            )
        }
        opensearch::Domain::KIND => {
            let mut metric = sum("AWS/ES", "ClusterStatus.red", "DomainName", id.into());
            metric.dimensions.push(("ClientId", Pseudo::AccountId.into()));
            ("Part of the search index can't be reached", metric)
        }
        _ => return None,
    };
    Some((what, metric, 1))
}

/// What is full by the percent. Members of an SQL cluster have alarms of their own.
fn crowd(resource: &Resource, design: &Design<'_>) -> Option<(&'static str, Metric, i64)> {
    const BUSY: &str = "There is hardly any processor left";
    let id = Value::from(&resource.id);
    let (what, namespace, name, dimension) = match resource.kind {
        autoscaling_group::KIND => (BUSY, "AWS/EC2", "CPUUtilization", "AutoScalingGroupName"),
        docdb::Cluster::KIND => (BUSY, "AWS/DocDB", "CPUUtilization", "DBClusterIdentifier"),
        neptune::Cluster::KIND => (BUSY, "AWS/Neptune", "CPUUtilization", "DBClusterIdentifier"),
        elasticache::CacheCluster::KIND => (BUSY, "AWS/ElastiCache", "CPUUtilization", "CacheClusterId"),
        efs::FileSystem::KIND => (
            "The file system is at its limit",
            "AWS/EFS",
            "PercentIOLimit",
            "FileSystemId",
        ),
        _ => return None,
    };
    let metric = Metric {
        statistic: "Average",
        ..sum(namespace, name, dimension, id)
    };
    let said = wishes::number(design.requirements, Alarm::KIND, &["cpuPercent"], (1, 99));
    let said = said.filter(|_| name == "CPUUtilization");
    Some((what, metric, said.unwrap_or(FULL_PERCENT)))
}

/// What visitors of a content network see. Elsewhere than in the one region that has the numbers an alarm would never ring, so there
/// is none, and the plan says so.
fn visits(resource: &Resource, design: &Design<'_>) -> Option<(&'static str, Metric, i64)> {
    let here = cloudfront::is_measured_in(&design.requirements.region);
    if resource.kind != cloudfront::Distribution::KIND || !here {
        return None;
    }
    let metric = Metric {
        namespace: "AWS/CloudFront",
        name: "5xxErrorRate",
        statistic: "Average",
        dimensions: vec![
            ("DistributionId", (&resource.id).into()),
            ("Region", "Global".into()),
        ],
    };
    Some(("Visitors see errors", metric, FAILED_PERCENT))
}
