//! Amazon `EventBridge` Pipes: takes what arrives in a queue or stream and hands it to one place, without code between.

use super::component::{Component, Part};
use super::events::{self, EventBus, targets};
use super::iam::{self, Statement};
use super::plain::Plain;
use super::{Resource, Tags, dynamodb, firehose, kinesis, lambda, sqs, stepfunctions};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Messages that are handed on at once.
const BATCH: i64 = 10;

pub(crate) const PIPE: Plain = Plain {
    kind: "AWS::Pipes::Pipe",
    tags: Tags::Map,
    purpose: [
        "Carries whatever arrives in a queue or stream to the place that works on it",
        "कतार या स्ट्रीम में जो आता है उसे काम करने वाली जगह तक ले जाता है",
        "Queue ya stream mein jo aata hai use kaam karne wali jagah tak le jaata hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: PIPE.kind,
    terms: [
        "eventbridge pipe|event bridge pipe|eventbridge pipes|event bridge pipes|amazon eventbridge pipes|aws pipes|event pipe|\
         point-to-point integration|point to point integration",
        "इवेंटब्रिज पाइप|इवेंट पाइप",
        "",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let from = source(system, part);
    let Taken {
        arn,
        mut statements,
        parameters,
    } = taken(system, &from);
    let to = destination(system, part, &from);
    let target = targets::target(system, &to);
    if let Some(target) = &target {
        statements.extend(target.statements.iter().cloned());
    }
    statements.extend(system.key_statement());
    let id = system.free_id("Pipe");
    // Its name begins as those do that AWS lets its services write to.
    let logs = system.log_group(&format!("{id} Logs")).with(
        "LogGroupName",
        Value::Concat(vec![
            "/aws/vendedlogs/pipes/".into(),
            crate::blueprint::Pseudo::StackName.into(),
            format!("-{id}").into(),
        ]),
    );
    statements.push(Statement::allow(
        crate::catalog::logs::WRITE,
        [logs.attribute("Arn")],
    ));
    statements.dedup();
    let role = iam::role(format!("{id} Role").as_str(), "pipes.amazonaws.com", &statements);
    let is_machine = system
        .blueprint
        .resource(&to)
        .is_some_and(|it| it.kind == stepfunctions::StateMachine::KIND);
    // A standard workflow can't be waited for.
    let call = is_machine.then(|| {
        properties! { "StepFunctionStateMachineParameters": properties! { "InvocationType": "FIRE_AND_FORGET" } }
    });
    let log = properties! {
        "CloudwatchLogsLogDestination": properties! { "LogGroupArn": logs.attribute("Arn") },
        "Level": "ERROR",
    };
    let key = system.key_arn();
    let pipe = Resource::new(id, PIPE.kind)
        .with_some("Name", part.name(events::is_name))
        .with("RoleArn", role.attribute("Arn"))
        .with("Source", arn)
        .with("SourceParameters", parameters)
        .with_some("Target", target.map(|it| it.arn))
        .with_some("TargetParameters", call)
        .with("LogConfiguration", log)
        .with_some("KmsKeyIdentifier", key);
    system.add(logs);
    system.add(role);
    system.add(pipe)
}

/// How a pipe takes from its source.
struct Taken {
    /// ARN of the queue or stream.
    arn: Value,
    /// What its role needs for it.
    statements: Vec<Statement>,
    /// How much it takes at once, and where it begins.
    parameters: Value,
}

fn taken(system: &System<'_>, from: &LogicalId) -> Taken {
    const TAKE: &[&str] = &[
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    ];
    let of_stream = || properties! { "StartingPosition": "LATEST", "BatchSize": BATCH };
    match system.kind_of(from) {
        Some(dynamodb::Table::KIND) => Taken {
            arn: Value::Attribute(from.clone(), "StreamArn"),
            statements: dynamodb::reads_stream(from),
            parameters: properties! { "DynamoDBStreamParameters": of_stream() },
        },
        kind => {
            let is_stream = kind == Some(kinesis::Stream::KIND);
            let arn = Value::Attribute(from.clone(), "Arn");
            let actions = if is_stream { kinesis::READ } else { TAKE };
            Taken {
                statements: vec![Statement::allow(actions, [arn.clone()])],
                parameters: if is_stream {
                    properties! { "KinesisStreamParameters": of_stream() }
                } else {
                    properties! { "SqsQueueParameters": properties! { "BatchSize": BATCH } }
                },
                arn,
            }
        }
    }
}

/// What was said, else the stream, else the first queue, else a new one.
fn source(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let first = |kind: &str| {
        let mut all = system.all(kind).into_iter();
        all.find(|id| match kind {
            sqs::Queue::KIND => sqs::takes_work(system, id),
            dynamodb::Table::KIND => dynamodb::has_stream(system, id),
            _ => true,
        })
    };
    let usual = || first(kinesis::Stream::KIND).or_else(|| first(sqs::Queue::KIND));
    let there = part.text("source").and_then(first).or_else(usual);
    match there {
        Some(there) => there,
        None => sqs::add(system),
    }
}

/// What was said, else a workflow, else a bus, else a function.
fn destination(system: &mut System<'_>, part: &Part<'_>, from: &LogicalId) -> LogicalId {
    let open = |kind: &str| {
        let mut all = system.all(kind).into_iter();
        all.find(|id| match kind {
            sqs::Queue::KIND => id != from && sqs::takes_work(system, id),
            firehose::DeliveryStream::KIND => firehose::takes_puts(system, id),
            _ => id != from,
        })
    };
    let usual = || {
        [stepfunctions::StateMachine::KIND, EventBus::KIND]
            .iter()
            .find_map(|kind| open(kind))
    };
    let there = part.text("target").and_then(open).or_else(usual);
    there.unwrap_or_else(|| targets::at_least_one(system, &[lambda::Function::KIND]))
}

/// Whether a pipe takes from this queue or stream already: two takers would each see half of it.
pub(crate) fn takes_from(system: &System<'_>, source: &LogicalId) -> bool {
    let mut pipes = system.blueprint.of_kind(PIPE.kind);
    pipes.any(|pipe| {
        let from = pipe.properties.get("Source");
        from.is_some_and(|from| from.references().contains(&source))
    })
}
