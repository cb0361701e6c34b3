//! Safeguards that a person insists on doing without. Here: what is taken out of the finished system. Not here: what is opened
//! (`insisted`).

use crate::blueprint::architectures::system::System;
use crate::blueprint::{LogicalId, Value};
use crate::catalog::{logs, rds, sns, sqs};
use crate::properties;

/// Settings that keep copies, and what they are without. Clusters of Aurora, `DocumentDB` and Neptune keep a day's copies at least.
const COPIES: [(&str, &str); 3] = [
    ("AWS::ElastiCache::ReplicationGroup", "SnapshotRetentionLimit"),
    ("AWS::MemoryDB::Cluster", "SnapshotRetentionLimit"),
    (rds::Instance::KIND, "BackupRetentionPeriod"),
];
/// Settings that say where a type's log goes.
const LOGS: [(&str, &str); 9] = [
    ("AWS::ApiGateway::Stage", "AccessLogSetting"),
    ("AWS::ApiGatewayV2::Stage", "AccessLogSettings"),
    ("AWS::DocDB::DBCluster", "EnableCloudwatchLogsExports"),
    ("AWS::EKS::Cluster", "Logging"),
    ("AWS::Neptune::DBCluster", "EnableCloudwatchLogsExports"),
    ("AWS::Pipes::Pipe", "LogConfiguration"),
    ("AWS::RDS::DBCluster", "EnableCloudwatchLogsExports"),
    (rds::Instance::KIND, "EnableCloudwatchLogsExports"),
    ("AWS::StepFunctions::StateMachine", "LoggingConfiguration"),
];
/// Settings of TLS by their names, and the oldest that AWS still takes.
const OLDEST_TLS: [(&str, &str); 3] = [
    ("MinimumProtocolVersion", "TLSv1"),
    ("SslPolicy", "ELBSecurityPolicy-2016-08"),
    ("TLSSecurityPolicy", "Policy-Min-TLS-1-0-2019-07"),
];

/// No copies of databases and caches. A database that others follow has to keep some.
pub(super) fn backups(system: &mut System<'_>) {
    for (kind, setting) in COPIES {
        for id in system.all(kind) {
            let followed = system.blueprint.tied_to(&id).any(rds::is_follower);
            if let Some(resource) = system.blueprint.resource_mut(&id)
                && !followed
                && resource.properties.contains_key(setting)
            {
                resource.properties.insert(setting, 0.into());
            }
        }
    }
    for table in system.all("AWS::DynamoDB::Table") {
        if let Some(table) = system.blueprint.resource_mut(&table) {
            table.properties.shift_remove("PointInTimeRecoverySpecification");
        }
    }
}

/// No logs of what has a setting for them, and none of the places for logs that nothing writes to then.
pub(super) fn logging(system: &mut System<'_>) {
    for (kind, setting) in LOGS {
        for id in system.all(kind) {
            if let Some(resource) = system.blueprint.resource_mut(&id) {
                resource.properties.shift_remove(setting);
            }
        }
    }
    for id in system.all("AWS::ApiGateway::Stage") {
        if let Some(stage) = system.blueprint.resource_mut(&id)
            && let Some(settings) = stage.properties.get_mut("MethodSettings")
        {
            settings.each_entry(&mut |name, value| {
                if name == "LoggingLevel" {
                    *value = "OFF".into();
                }
            });
        }
    }
    let groups = system.all(logs::LogGroup::KIND);
    let unused: Vec<LogicalId> = groups
        .into_iter()
        .filter(|group| system.blueprint.tied_to(group).next().is_none())
        .collect();
    system.blueprint.remove(&unused);
}

/// No queues for what failed, nor the alarms on them. One that something else writes to as well stays.
pub(super) fn dead_letters(system: &mut System<'_>) {
    for id in system.all(sqs::Queue::KIND) {
        let Some(queue) = system.blueprint.resource_mut(&id) else {
            continue;
        };
        let Some(redrive) = queue.properties.shift_remove("RedrivePolicy") else {
            continue;
        };
        for failed in redrive.references() {
            let tied: Vec<_> = system.blueprint.tied_to(failed).collect();
            let serves = |kind: &str| matches!(kind, "AWS::SQS::QueuePolicy" | "AWS::CloudWatch::Alarm");
            if tied.iter().all(|it| serves(it.kind)) {
                let mut gone: Vec<LogicalId> = tied.iter().map(|it| it.id.clone()).collect();
                gone.push(failed.clone());
                system.blueprint.remove(&gone);
            }
        }
    }
}

/// Machines that hand out their permissions without a token.
pub(super) fn tokens(system: &mut System<'_>) {
    set_everywhere(system, &[("HttpTokens", "optional")]);
}

/// Connections of TLS 1.0 and 1.1 beside the newer ones. Addresses of AWS's own have no such setting.
pub(super) fn new_tls(system: &mut System<'_>) {
    set_everywhere(system, &OLDEST_TLS);
    for domain in system.all("AWS::ApiGateway::DomainName") {
        system.set(&domain, "SecurityPolicy", "TLS_1_0");
    }
}

/// Sets what is there under these names, wherever it stands.
fn set_everywhere(system: &mut System<'_>, settings: &[(&str, &str)]) {
    let all: Vec<LogicalId> = system
        .blueprint
        .resources()
        .iter()
        .map(|it| it.id.clone())
        .collect();
    for id in all {
        let Some(resource) = system.blueprint.resource_mut(&id) else {
            continue;
        };
        for (name, value) in &mut resource.properties {
            change(settings, name, value);
            value.each_entry(&mut |name, value| change(settings, name, value));
        }
    }
}

fn change(settings: &[(&str, &str)], name: &str, value: &mut Value) {
    if let Some((_, new)) = settings.iter().find(|(it, _)| *it == name)
        && value.as_text().is_some()
    {
        *value = (*new).into();
    }
}

/// Anybody may send to the queues for work, and publish to the topics.
pub(super) fn closed_queues(system: &mut System<'_>) {
    let queues = system.all(sqs::Queue::KIND).into_iter();
    let queues: Vec<LogicalId> = queues.filter(|it| sqs::takes_work(system, it)).collect();
    for queue in queues {
        let arn = Value::Attribute(queue.clone(), "Arn");
        let_everybody(system, sqs::QUEUE_POLICY.kind, &queue, ("sqs:SendMessage", arn));
    }
    for topic in system.all(sns::Topic::KIND) {
        let arn = Value::Ref(topic.clone());
        let_everybody(system, sns::TOPIC_POLICY.kind, &topic, ("sns:Publish", arn));
    }
}

/// Adds the right to the policy of this resource.
fn let_everybody(system: &mut System<'_>, policies: &str, of: &LogicalId, (action, arn): (&str, Value)) {
    let statement = properties! {
        "Sid": "EverybodySends",
        "Effect": "Allow",
        "Principal": "*",
        "Action": action,
        "Resource": arn,
    };
    let policy = system.blueprint.tied_to(of).find(|it| it.kind == policies);
    let Some(policy) = policy.map(|it| it.id.clone()) else {
        return;
    };
    if let Some(policy) = system.blueprint.resource_mut(&policy)
        && let Some(Value::Map(document)) = policy.properties.get_mut("PolicyDocument")
        && let Some(Value::List(statements)) = document.get_mut("Statement")
    {
        statements.push(statement);
    }
}
