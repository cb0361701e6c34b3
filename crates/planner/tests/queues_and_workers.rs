//! Queues with their workers, and queues for what failed.

#[path = "support/planned.rs"]
mod support;

use std::collections::BTreeSet;

use cloudwhisper_planner::blueprint::Value;
use support::planned;

const QUEUE: &str = "AWS::SQS::Queue";

#[test]
fn each_queue_has_a_worker_of_its_own() {
    let blueprint = planned("three queues, each with its own lambda");
    let mappings: Vec<_> = blueprint.of_kind("AWS::Lambda::EventSourceMapping").collect();
    let workers: BTreeSet<_> = mappings
        .iter()
        .flat_map(|it| it.properties["FunctionName"].references())
        .collect();
    assert_eq!((mappings.len(), workers.len()), (3, 3));
}

#[test]
fn a_first_in_first_out_queue_for_failures_is_its_queues_own() {
    let blueprint = planned("SQS queue orders.fifo with dead letter queue orders-dlq.fifo");
    let names: BTreeSet<_> = blueprint
        .of_kind(QUEUE)
        .map(|it| {
            it.properties
                .get("QueueName")
                .and_then(Value::as_text)
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(names, BTreeSet::from(["orders.fifo", "orders-dlq.fifo"]));
    assert!(
        blueprint
            .of_kind(QUEUE)
            .all(|it| it.properties.contains_key("FifoQueue"))
    );
}

#[test]
fn a_container_that_was_said_to_read_a_queue_puts_nothing_into_it() {
    let prompt = "An ECS Fargate service that reads jobs from an SQS queue";
    let blueprint = planned(prompt);
    let said = format!("{:?}", blueprint.of_kind("AWS::IAM::Role").collect::<Vec<_>>());
    assert!(said.contains("sqs:ReceiveMessage"), "{said}");
    assert!(!said.contains("sqs:SendMessage"), "{said}");
}
