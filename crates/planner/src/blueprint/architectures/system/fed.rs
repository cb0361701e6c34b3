//! What a program still may do with what feeds it: a function that a queue, a stream or new files start takes what they bring, and
//! puts nothing into them unless that was said.

use super::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::{dynamodb, ecs, events, kinesis, lambda, s3, sns, sqs};

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

/// The type that people name when they speak of a program.
fn said_as(program: &'static str) -> &'static str {
    if program == ecs::TaskDefinition::KIND {
        ecs::FargateService::KIND
    } else {
        program
    }
}

fn is_for_work(system: &System<'_>, it: &LogicalId) -> bool {
    match system.kind_of(it) {
        Some(sqs::Queue::KIND) => sqs::takes_work(system, it),
        Some(sns::Topic::KIND) => it.as_str() != sns::ALARMS,
        Some(s3::Bucket::KIND) => storage::is_files(it),
        _ => true,
    }
}

/// Whether this starts the program: a mapping takes from it, or a rule hears of it.
fn is_fed(system: &System<'_>, program: &LogicalId, it: &LogicalId) -> bool {
    let joins = |kind: &str, from: &str, to: &str| {
        let refers = |resource: &Resource, property: &str, id: &LogicalId| {
            let ids = resource.properties.get(property).map(Value::references);
            ids.is_some_and(|ids| ids.contains(&id))
        };
        let mut all = system.blueprint.of_kind(kind);
        all.any(|joint| refers(joint, from, it) && refers(joint, to, program))
    };
    joins(
        lambda::EVENT_SOURCE_MAPPING.kind,
        "EventSourceArn",
        "FunctionName",
    ) || joins(events::RULE.kind, "EventPattern", "Targets")
}
