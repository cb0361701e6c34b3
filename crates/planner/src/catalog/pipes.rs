//! Amazon `EventBridge` Pipes: takes what arrives in a queue or stream and hands it to one place, without code between.

use super::component::{Component, Part};
use super::events::{self, EventBus, targets};
use super::iam::{self, Statement};
use super::plain::Plain;
use super::{Resource, Tags, kinesis, lambda, sqs, stepfunctions};
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
    const TAKE: &[&str] = &[
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    ];
    let stream = system.all(kinesis::Stream::KIND).into_iter().next();
    let from = source(system, stream.as_ref());
    let is_stream = stream.as_ref() == Some(&from);
    let arn = Value::Attribute(from.clone(), "Arn");
    let to = destination(system);
    let mut statements = vec![Statement::allow(
        if is_stream { kinesis::READ } else { TAKE },
        [arn.clone()],
    )];
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
    let parameters = if is_stream {
        properties! { "KinesisStreamParameters": properties! { "StartingPosition": "LATEST", "BatchSize": BATCH } }
    } else {
        properties! { "SqsQueueParameters": properties! { "BatchSize": BATCH } }
    };
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

/// The stream, else the first queue, else a new one.
fn source(system: &mut System<'_>, stream: Option<&LogicalId>) -> LogicalId {
    let queues = system.all(sqs::Queue::KIND);
    let queue = queues.into_iter().find(|queue| sqs::takes_work(system, queue));
    match stream.cloned().or(queue) {
        Some(there) => there,
        None => sqs::add(system),
    }
}

/// A workflow, else a bus, else a function.
fn destination(system: &mut System<'_>) -> LogicalId {
    let there = [stepfunctions::StateMachine::KIND, EventBus::KIND]
        .iter()
        .find_map(|kind| system.all(kind).into_iter().next());
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
