//! The queue of stack events against one that does as the test says. Looks would come once an hour.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Class, Fault};
use futures::StreamExt as _;
use tokio::sync::Notify;

use super::super::tests::{PATIENCE, World, fault, names, place, request, throttled};
use super::*;
use crate::aws::fake::Fake;

const HOUR: Duration = Duration::from_hours(1);

/// A queue that answers these one after the other, and then holds the call for ever.
#[derive(Default)]
pub(in crate::controller::poller) struct Queue {
    answers: Mutex<VecDeque<Result<Vec<Message>, Fault>>>,
    deleted: Mutex<Vec<String>>,
    /// Told of every call.
    asked: Notify,
    /// Told of every deletion.
    cleared: Notify,
}

#[async_trait]
impl StackEvents for Queue {
    async fn receive(&self) -> Result<Vec<Message>, Fault> {
        self.asked.notify_one();
        let next = self
            .answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        match next {
            Some(answer) => answer,
            None => std::future::pending().await,
        }
    }

    async fn delete(&self, messages: &[Message]) -> Result<(), Fault> {
        let receipts = messages.iter().map(|message| message.receipt.clone());
        self.deleted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(receipts);
        self.cleared.notify_one();
        Ok(())
    }
}

fn message(receipt: &str, stack: Option<&str>) -> Message {
    Message {
        receipt: receipt.to_owned(),
        stack: stack.map(str::to_owned),
    }
}

/// A place where CloudFormation works on `orders`, as it did at the last look, and a queue with these answers.
fn world(answers: impl IntoIterator<Item = Result<Vec<Message>, Fault>>) -> (World, Arc<Queue>, Arc<Fake>) {
    let queue = Arc::new(Queue {
        answers: Mutex::new(answers.into_iter().collect()),
        ..Queue::default()
    });
    let fake = Arc::new(Fake {
        stacks: Some(vec![("orders".to_owned(), StackStatus::CreateInProgress)]),
        ..Fake::default()
    });
    let world = World::with_queue(HOUR, &fake, Some(Arc::clone(&queue)));
    (world, queue, fake)
}

fn watch_orders(world: &World) {
    let seen = Some(StackStatus::CreateInProgress);
    world
        .poller
        .watch(&place("ap-south-1"), "orders", request("orders"), seen);
}

async fn soon<T>(what: &str, awaited: impl Future<Output = T>) -> T {
    let awaited = tokio::time::timeout(PATIENCE, awaited).await;
    awaited.unwrap_or_else(|_| panic!("{what}: in vain"))
}

fn figure(world: &World, name: &str) -> String {
    let page = world.poller.metrics.text();
    let line = page.lines().find_map(|line| line.strip_prefix(name));
    line.expect("it is among the metrics").trim().to_owned()
}

#[tokio::test]
async fn an_event_has_its_stack_looked_at_now_and_every_message_is_deleted_afterwards() {
    let messages = vec![
        message("1", None),
        message("2", Some("orders")),
        message("3", Some("somebody-else-s")),
    ];
    let (mut world, queue, _fake) = world([Ok(messages)]);
    watch_orders(&world);
    let woken = soon("orders to be woken", world.woken.next()).await;
    assert_eq!(woken.map(|request| request.name).as_deref(), Some("orders"));
    soon("messages to be deleted", queue.cleared.notified()).await;
    let deleted = queue
        .deleted
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    assert_eq!(deleted, ["1", "2", "3"]);
    assert_eq!(
        figure(&world, "cloudwhisper_stack_polls_total "),
        "1",
        "one look for all"
    );
    assert_eq!(figure(&world, "cloudwhisper_stack_events_total "), "3");
    assert_eq!(figure(&world, "cloudwhisper_stack_events_useless_total "), "2");
    world.poller.stop.cancel();
    soon("the end", world.poller.stopped()).await;
}

#[tokio::test]
async fn garbage_and_events_of_others_are_deleted_and_cause_no_look() {
    let (mut world, queue, _fake) = world([
        Ok(vec![message("1", None), message("2", Some("books"))]),
        Ok(Vec::new()),
    ]);
    watch_orders(&world);
    soon("messages to be deleted", queue.cleared.notified()).await;
    assert_eq!(figure(&world, "cloudwhisper_stack_polls_total "), "0");
    assert_eq!(names(&mut world.woken), Vec::<String>::new());
    assert_eq!(figure(&world, "cloudwhisper_stack_events_useless_total "), "2");
}

#[tokio::test]
async fn a_queue_that_fails_is_told_of_and_looks_go_on_as_without_it() {
    let denied = Fault {
        action: Some("sqs:ReceiveMessage".to_owned()),
        ..fault(Class::UserFixable, ErrorCode::AccessDenied)
    };
    let (mut world, _queue, _fake) = world([Err(denied.clone())]);
    world.poller.listens(&place("ap-south-1"), true);
    watch_orders(&world);
    assert_eq!(
        soon("the fault to be told", world.untold.next()).await,
        Some(denied)
    );
    assert_eq!(figure(&world, "cloudwhisper_aws_faults_total "), "1");
    let wait = world.poller.next(&place("ap-south-1")).map(|(wait, _)| wait);
    assert_eq!(
        wait,
        Some(HOUR),
        "the place is looked at as often as without a queue"
    );
    assert_eq!(
        world.poller.trouble(&place("ap-south-1")),
        None,
        "nobody's work is held up"
    );
}

#[tokio::test]
async fn while_a_queue_answers_looks_are_far_between_and_who_needs_them_sooner_gets_them() {
    let (world, queue, fake) = world([Ok(Vec::new())]);
    watch_orders(&world);
    let here = place("ap-south-1");
    for _ in 0..2 {
        soon("the queue to be asked", queue.asked.notified()).await;
    }
    let wait = || world.poller.next(&here).map(|(wait, _)| wait);
    assert_eq!(wait(), Some(HOUR * 5));
    // Nobody tells when AWS has checked a change set.
    world.poller.watch(
        &here,
        "books",
        request("books"),
        Some(StackStatus::ReviewInProgress),
    );
    assert_eq!(wait(), Some(HOUR));
    soon("a look", fake.asked.notified()).await;
}

#[tokio::test]
async fn a_place_that_throttles_is_not_asked_for_events_either() {
    let (world, queue, _fake) = world([Ok(vec![message("1", Some("orders"))])]);
    let here = place("ap-south-1");
    assert!(
        world
            .poller
            .refused(&here, "orders", request("orders"), &throttled())
    );
    let received = world.poller.receive(&here).await;
    assert!(matches!(received, Ok(None)), "it is left alone");
    let left = queue.answers.lock().unwrap_or_else(PoisonError::into_inner).len();
    assert_eq!(left, 1);
}
