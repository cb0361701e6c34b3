//! What a program still may do with what feeds it: a function that a queue, a stream or new files start takes what they bring, and
//! puts nothing into them unless that was said.

use super::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Value};
use crate::catalog::{dynamodb, ecs, events, kinesis, lambda, s3, sns, sqs, stepfunctions};

/// What feeds programs, and can be written into.
pub(super) const FEEDING: [&str; 5] = [
    dynamodb::Table::KIND,
    s3::Bucket::KIND,
    sqs::Queue::KIND,
    sns::Topic::KIND,
    kinesis::Stream::KIND,
];

/// Whether a program gets what this brings, and nobody said that it puts something into it. Where there are several of a type, it puts
/// things into the others.
pub(super) fn only_takes(system: &System<'_>, program: &LogicalId, it: &LogicalId) -> bool {
    if !is_fed(system, program, it) {
        return false;
    }
    let Some(kind) = system.kind_of(it) else {
        return false;
    };
    let requirements = system.design.requirements;
    let program = system.kind_of(program).map_or("", said_as);
    // A table that is there has changes of its own to tell of: only where that was said is it there for nothing else.
    if kind == dynamodb::Table::KIND && !wishes::comes_from(requirements, program, kind) {
        return false;
    }
    let writes = wishes::comes_from(requirements, kind, program);
    let all = system.all(kind);
    let others = all
        .iter()
        .filter(|other| *other != it && is_for_work(system, other));
    !writes || others.count() > 0
}

/// Lets a program fetch what it is told of: new files have only their names in the message.
pub(super) fn take(system: &mut System<'_>, program: &LogicalId, it: &LogicalId) {
    if system.kind_of(it) == Some(s3::Bucket::KIND) {
        storage::read_bucket(system, program, it);
    }
}

/// Whether what a program writes there would start it again: new files of a bucket do.
pub(super) fn would_start_again(system: &System<'_>, program: &LogicalId, it: &LogicalId) -> bool {
    system.kind_of(it) == Some(s3::Bucket::KIND) && is_fed(system, program, it)
}

/// The type that people name when they speak of a program.
fn said_as(program: &'static str) -> &'static str {
    if program == ecs::TaskDefinition::KIND {
        ecs::FargateService::KIND
    } else {
        program
    }
}

/// Whether programs have business with it: it holds neither what failed nor alarms nor the files of a site.
pub(super) fn is_for_work(system: &System<'_>, it: &LogicalId) -> bool {
    match system.kind_of(it) {
        Some(sqs::Queue::KIND) => sqs::takes_work(system, it),
        Some(sns::Topic::KIND) => it.as_str() != sns::ALARMS,
        Some(s3::Bucket::KIND) => storage::is_files(it),
        _ => true,
    }
}

/// Joints that hand something on: their type, where they say whence it comes, and where they say whither it goes.
const JOINTS: [(&str, &str, &str); 3] = [
    (
        lambda::EVENT_SOURCE_MAPPING.kind,
        "EventSourceArn",
        "FunctionName",
    ),
    (events::RULE.kind, "EventPattern", "Targets"),
    ("AWS::SNS::Subscription", "TopicArn", "Endpoint"),
];
/// What passes on the news of a file to those who work on it.
const PASS_ON: [&str; 4] = [
    stepfunctions::StateMachine::KIND,
    sqs::Queue::KIND,
    sns::Topic::KIND,
    kinesis::Stream::KIND,
];

/// Whether this starts the program: a mapping takes from it, or a rule hears of it; new files also by what only passes their news on.
fn is_fed(system: &System<'_>, program: &LogicalId, it: &LogicalId) -> bool {
    // Who is subscribed to a topic may still publish there.
    if system.kind_of(it) == Some(sns::Topic::KIND) {
        return false;
    }
    let further = system.kind_of(it) == Some(s3::Bucket::KIND);
    let mut told = vec![it.clone()];
    let mut next = 0;
    while let Some(from) = told.get(next).cloned() {
        next += 1;
        for to in handed_to(system, &from) {
            if to == *program {
                return true;
            }
            let passes_on = system.kind_of(&to).is_some_and(|kind| PASS_ON.contains(&kind));
            if further && passes_on && !told.contains(&to) {
                told.push(to);
            }
        }
    }
    false
}

/// Everything that gets straight from here what comes here.
fn handed_to(system: &System<'_>, from: &LogicalId) -> Vec<LogicalId> {
    let ids = |value: Option<&Value>| -> Vec<LogicalId> {
        let ids = value.map(Value::references).unwrap_or_default();
        ids.into_iter().cloned().collect()
    };
    let mut found = Vec::new();
    for (kind, source, target) in JOINTS {
        for joint in system.blueprint.of_kind(kind) {
            if ids(joint.properties.get(source)).contains(from) {
                found.extend(ids(joint.properties.get(target)));
            }
        }
    }
    // A workflow calls what its definition speaks of.
    let workflow = system
        .blueprint
        .resource(from)
        .filter(|it| it.kind == stepfunctions::StateMachine::KIND);
    for value in workflow.into_iter().flat_map(|it| it.properties.values()) {
        found.extend(ids(Some(value)));
    }
    found
}
