//! Which way a topic's messages go: who publishes, who hears. A function that did both would start itself for ever.

use cloudwhisper_api::requirements::NamedService;

use super::{ALARMS, FOR_ALARMS, HEARD, TOLD, Topic};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, wishes};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::secrets::rotation;
use crate::catalog::{lambda, sqs};

/// Whether this was said of the topic: [`HEARD`] or [`TOLD`].
pub(super) fn is(system: &System<'_>, topic: &LogicalId, word: &str) -> bool {
    said(system, topic).is_some_and(|it| it.properties.contains_key(word))
}

/// What was said of a topic: they are built in the order in which they are named.
fn said<'a>(system: &System<'a>, topic: &LogicalId) -> Option<&'a NamedService> {
    let topics = system.all(Topic::KIND);
    let mut own = topics.iter().filter(|id| id.as_str() != ALARMS);
    let place = own.position(|id| id == topic)?;
    let all: Vec<&NamedService> = wishes::named(system.design.requirements, Topic::KIND)
        .filter(|it| !it.properties.contains_key(FOR_ALARMS))
        .collect();
    all.get(place).or(all.last()).copied()
}

/// Whether a function is the one that publishes to a topic which others hear: the first, where no front door does; none where functions
/// were only said to hear it.
pub(crate) fn publishes(system: &System<'_>, function: &LogicalId) -> bool {
    let requirements = system.design.requirements;
    let (functions, topics) = (lambda::Function::KIND, Topic::KIND);
    if wishes::comes_from(requirements, functions, topics)
        && !wishes::comes_from(requirements, topics, functions)
    {
        return false;
    }
    let mut functions = system.all(lambda::Function::KIND);
    functions.retain(|it| !rotation::is_rotator(it));
    let door = functions.iter().any(|it| it.as_str() == compute::HANDLER);
    let both = |topic: &LogicalId| is(system, topic, HEARD) && is(system, topic, TOLD);
    !door && functions.first() == Some(function) && system.all(Topic::KIND).iter().any(both)
}

/// Whether a function is wanted that hears a topic itself, with no queue between.
pub(crate) fn starts_function(system: &System<'_>) -> bool {
    let queues = system.all(sqs::Queue::KIND);
    let starts = |topic: &LogicalId| is(system, topic, HEARD) && !is(system, topic, TOLD);
    !queues.iter().any(|queue| sqs::takes_work(system, queue))
        && wishes::names(system.design.requirements, lambda::Function::KIND)
        && system.all(Topic::KIND).iter().any(starts)
}

/// Whether topics were said to start functions, and not to fill queues.
pub(super) fn starts_said_function(system: &System<'_>) -> bool {
    let requirements = system.design.requirements;
    wishes::comes_from(requirements, lambda::Function::KIND, Topic::KIND)
        && !wishes::comes_from(requirements, sqs::Queue::KIND, Topic::KIND)
}

/// The queue by which work comes in, where the one function that takes it publishes to a topic and the other queues hear that: the first.
/// Were it to hear the topic too, or they to feed the function, what goes out would come in again.
pub(crate) fn enters(system: &System<'_>) -> Option<LogicalId> {
    let requirements = system.design.requirements;
    let function = lambda::Function::KIND;
    let mut functions = system.all(function);
    functions.retain(|it| !rotation::is_rotator(it) && it.as_str() != compute::HANDLER);
    let both = |topic: &LogicalId| is(system, topic, HEARD) && is(system, topic, TOLD);
    let passes_on = functions.len() == 1
        && wishes::comes_from(requirements, function, sqs::Queue::KIND)
        && system.all(Topic::KIND).iter().any(both);
    let mut queues = system.all(sqs::Queue::KIND);
    queues.retain(|it| sqs::takes_work(system, it));
    if passes_on && queues.len() > 1 {
        queues.into_iter().next()
    } else {
        None
    }
}

/// Whether a function gets what the topic gets: by a subscription, or out of a queue that has one.
pub(super) fn reaches(system: &System<'_>, topic: &LogicalId, function: &LogicalId) -> bool {
    let refers = |it: &Resource, property: &str, id: &LogicalId| {
        let value = it.properties.get(property).map(Value::references);
        value.is_some_and(|ids| ids.contains(&id))
    };
    let hears = |id: &LogicalId| {
        let mut all = system.blueprint.of_kind("AWS::SNS::Subscription");
        all.any(|it| refers(it, "TopicArn", topic) && refers(it, "Endpoint", id))
    };
    let takes = |queue: &LogicalId| {
        let mut all = system.blueprint.of_kind(lambda::EVENT_SOURCE_MAPPING.kind);
        all.any(|it| refers(it, "EventSourceArn", queue) && refers(it, "FunctionName", function))
    };
    hears(function)
        || system
            .all(sqs::Queue::KIND)
            .iter()
            .any(|queue| hears(queue) && takes(queue))
}
