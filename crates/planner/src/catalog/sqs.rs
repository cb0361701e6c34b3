//! Amazon SQS: a queue that keeps messages until somebody has time for them, and a second one for those that fail.

use cloudwhisper_api::language::Language;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ecs, lambda, pipes, sns};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Tries before a message is put aside. AWS's advice for Lambda is at least five.
/// Source: Lambda developer guide, "Using Lambda with Amazon SQS", 2026-11.
const TRIES: i64 = 5;
/// Seconds that failed messages are kept: SQS's most, 14 days.
const KEEP_FAILED_SECONDS: i64 = 1_209_600;
/// Seconds that a message is kept unless something else was said: 4 days, SQS's own default.
const KEEP_SECONDS: i64 = 345_600;
/// Seconds that a message is hidden while somebody works on it: six times the longest call, as AWS advises for Lambda.
const VISIBILITY_SECONDS: i64 = 6 * lambda::DEFAULT_TIMEOUT;
/// The longest that SQS hides a message: 12 hours. Source: SQS developer guide, "Visibility timeout", 2026-11.
const MOST_VISIBILITY_SECONDS: i64 = 43_200;
/// The longest that SQS holds a new message back. Source: SQS developer guide, "Delay queues", 2026-11.
const MOST_DELAY_SECONDS: i64 = 900;
/// Messages that a function gets at once.
const BATCH: i64 = 10;
/// The most that AWS hands to a function at once, and from a queue that keeps its order.
/// Source: Lambda developer guide, "Creating and configuring an Amazon SQS event source mapping", 2026-11.
const MOST_AT_ONCE: i64 = 10_000;
const MOST_IN_ORDER: i64 = 10;
/// Seconds that a larger batch is waited for; AWS wants one at least.
const BATCH_WAIT_SECONDS: i64 = 5;
/// Calls per message: sent, received, deleted.
const CALLS_PER_MESSAGE: i64 = 3;
const SECONDS_PER_DAY: i64 = 86_400;

/// `AWS::SQS::Queue`.
pub(crate) struct Queue;

impl Queue {
    pub(crate) const KIND: &str = "AWS::SQS::Queue";
}

impl Service for Queue {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A queue: keeps messages safe until somebody has time for them",
                "कतार: संदेशों को तब तक सँभालकर रखती है जब तक किसी के पास उनके लिए समय न हो",
                "Queue: messages ko tab tak sambhalkar rakhti hai jab tak kisi ke paas unke liye samay na ho",
            ],
        )
    }

    fn billed(&self, queue: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        // Messages that fail are the exception and cost next to nothing.
        if !queue.properties.contains_key("RedrivePolicy") {
            return Vec::new();
        }
        let calls = usage.api_requests * rust_decimal::Decimal::from(CALLS_PER_MESSAGE);
        let dimension = if queue.properties.contains_key("FifoQueue") {
            "fifo_requests"
        } else {
            "standard_requests"
        };
        vec![billed("SQS", dimension, calls)]
    }
}

pub(crate) const QUEUE_POLICY: Plain = Plain {
    kind: "AWS::SQS::QueuePolicy",
    tags: Tags::None,
    purpose: [
        "Says who may put messages into the queue, over encrypted connections only",
        "बताता है कि कतार में संदेश कौन डाल सकता है, केवल सुरक्षित कनेक्शन पर",
        "Batata hai ki queue mein messages kaun daal sakta hai, sirf encrypted connection par",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Queue::KIND,
    terms: [
        "sqs|sqs queue|amazon sqs|aws sqs|simple queue service|message queue|queue|job queue|task queue|work queue|fifo queue|\
         dead letter queue|dlq|dead-letter queue|message buffer",
        "एसक्यूएस|संदेश कतार|कतार|मैसेज क्यू|क्यू|डेड लेटर क्यू|डेड लेटर कतार|डीएलक्यू",
        "kaam ki line|sandesh katar|message ki line",
    ],
    build,
    uses: Some(uses),
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: Queue::KIND,
    to: lambda::Function::KIND,
    ends: Ends::One,
    connect: feeds,
}];

/// Under which word it is noted what the queue for failed messages is called.
pub(crate) const PUT_ASIDE_IN: &str = "deadLetterQueue";

/// A queue and a second one for what fails, which may be shared where it was given a name.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let own_name = part.text(PUT_ASIDE_IN);
    let is_first_in_first_out = |name: Option<&str>| name.is_some_and(|it| it.ends_with(FIFO_SUFFIX));
    let fifo =
        part.wants("fifo") || is_first_in_first_out(part.name(is_name)) || is_first_in_first_out(own_name);
    let name = part.name(is_name).map(without_suffix);
    let named = |suffix: &str| name.map(|name| format!("{name}{suffix}{}", if fifo { ".fifo" } else { "" }));
    let days = part.number("retentionDays", (1, 14));
    let id = system.free_id("Queue");
    let own_name = own_name.filter(|name| is_name(name)).map(without_suffix);
    let shared = own_name.and_then(|name| of_name(system, name, fifo));
    let ending = if fifo { ".fifo" } else { "" };
    let failed_name = own_name.map(|name| format!("{name}{ending}"));
    let failed = queue(system, &format!("{id} Failed"), fifo, KEEP_FAILED_SECONDS)
        .with_some("QueueName", failed_name.or_else(|| named("-failed")));
    let failed_arn = shared.as_ref().map_or_else(
        || failed.attribute("Arn"),
        |there| Value::Attribute(there.clone(), "Arn"),
    );
    let tries = part.number("maxReceiveCount", (1, 1000)).unwrap_or(TRIES);
    let redrive = properties! { "deadLetterTargetArn": failed_arn, "maxReceiveCount": tries };
    let hidden = part.number("visibilityTimeout", (0, MOST_VISIBILITY_SECONDS));
    let delay = part.number("delaySeconds", (0, MOST_DELAY_SECONDS));
    let keep = days.map_or(KEEP_SECONDS, |days| days * SECONDS_PER_DAY);
    let queue = queue(system, id.as_str(), fifo, keep)
        .with_some("QueueName", named(""))
        .with("VisibilityTimeout", hidden.unwrap_or(VISIBILITY_SECONDS))
        .with_some("DelaySeconds", delay)
        .with("RedrivePolicy", redrive);
    let id = system.add(queue);
    let failed = match shared {
        Some(_) => None,
        None => Some(system.add(failed)),
    };
    for queue in [Some(&id), failed.as_ref()].into_iter().flatten() {
        let only_encrypted = unencrypted_denied(queue);
        system.add(queue_policy(queue, [only_encrypted]));
    }
    system
        .blueprint
        .output(&format!("{id} Url"), "Address of the queue", &id);
    id
}

/// The queue of this name and sort, where it is there already.
fn of_name(system: &System<'_>, name: &str, fifo: bool) -> Option<LogicalId> {
    let name = if fifo {
        format!("{name}.fifo")
    } else {
        name.to_owned()
    };
    let mut all = system.blueprint.of_kind(Queue::KIND);
    all.find(|it| it.properties.get("QueueName").and_then(Value::as_text) == Some(name.as_str()))
        .map(|it| it.id.clone())
}

/// Adds a queue that nothing was said of.
pub(crate) fn add(system: &mut System<'_>) -> LogicalId {
    build(system, &Part { said: None })
}

/// Adds a queue for what somebody else couldn't work on.
pub(crate) fn add_for_failures(system: &mut System<'_>, name: &str) -> LogicalId {
    let id = system.free_id(name);
    let failed = queue(system, id.as_str(), false, KEEP_FAILED_SECONDS);
    let id = system.add(failed);
    let only_encrypted = unencrypted_denied(&id);
    system.add(queue_policy(&id, [only_encrypted]));
    id
}

fn queue(system: &mut System<'_>, id: &str, fifo: bool, keep_seconds: i64) -> Resource {
    let queue = Resource::new(id, Queue::KIND)
        .with_some("FifoQueue", fifo.then_some(true))
        .with_some("ContentBasedDeduplication", fifo.then_some(true))
        .with("MessageRetentionPeriod", keep_seconds);
    match system.key() {
        Some(key) => queue.with("KmsMasterKeyId", &key),
        None => queue.with("SqsManagedSseEnabled", true),
    }
}

/// The policy of a queue; more statements are added by what sends to it.
fn queue_policy(queue: &LogicalId, statements: impl IntoIterator<Item = Value>) -> Resource {
    Resource::new(policy_id(queue), QUEUE_POLICY.kind)
        .with("Queues", Value::list([queue]))
        .with("PolicyDocument", policy(statements))
}

fn policy_id(queue: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{queue} Policy"))
}

fn unencrypted_denied(queue: &LogicalId) -> Value {
    properties! {
        "Sid": "OnlyEncryptedConnections",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": Value::Attribute(queue.clone(), "Arn"),
        "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
    }
}

/// Lets this AWS service send to the queue on behalf of `source`, such as a topic or a rule.
pub(crate) fn let_send(system: &mut System<'_>, queue: &LogicalId, service: &str, source: Value) {
    let statement = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": "sqs:SendMessage",
        "Resource": Value::Attribute(queue.clone(), "Arn"),
        "Condition": properties! { "ArnEquals": properties! { "aws:SourceArn": source } },
    };
    let Some(policy) = system.blueprint.resource_mut(&policy_id(queue)) else {
        return;
    };
    if let Some(Value::Map(document)) = policy.properties.get_mut("PolicyDocument")
        && let Some(Value::List(statements)) = document.get_mut("Statement")
    {
        statements.push(statement);
    }
}

/// Whether it was said that a program takes work out of queues, and nothing of what it puts into one.
fn only_takes(system: &System<'_>, program: &LogicalId) -> bool {
    let kind = match system.kind_of(program) {
        Some(ecs::TaskDefinition::KIND) => ecs::FargateService::KIND,
        Some(kind) => kind,
        None => return false,
    };
    let requirements = system.design.requirements;
    wishes::comes_from(requirements, kind, Queue::KIND)
        && !wishes::comes_from(requirements, Queue::KIND, kind)
}

/// A program sends; one that always runs takes messages out too, which a function gets without asking.
fn uses(system: &mut System<'_>, program: &LogicalId, queue: &LogicalId) {
    const SEND: &[&str] = &["sqs:GetQueueUrl", "sqs:SendMessage"];
    const TAKE: &[&str] = &[
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
    ];
    const SEND_AND_TAKE: &[&str] = &[
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
    ];
    if !takes_work(system, queue) {
        return;
    }
    let is_function = system
        .blueprint
        .resource(program)
        .is_some_and(|it| it.kind == lambda::Function::KIND);
    let actions = match (is_function, only_takes(system, program)) {
        (true, _) => SEND,
        (false, true) => TAKE,
        (false, false) => SEND_AND_TAKE,
    };
    let mut access = Access::default();
    access.tell(system.variable("QUEUE_URL", queue), queue);
    access.allow(Statement::allow(
        actions,
        [Value::Attribute(queue.clone(), "Arn")],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// Whether a queue is for work; the others hold what failed.
pub(crate) fn takes_work(system: &System<'_>, queue: &LogicalId) -> bool {
    system
        .blueprint
        .resource(queue)
        .is_some_and(|it| it.properties.contains_key("RedrivePolicy"))
}

/// The function takes what is in the queue, ten at a time; what fails comes back alone.
fn feeds(system: &mut System<'_>, queue: &LogicalId, function: &LogicalId) {
    const TAKE: &[&str] = &[
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    ];
    let by_another = sns::direction::enters(system).is_some_and(|first| first != *queue);
    if !takes_work(system, queue) || pipes::takes_from(system, queue) || by_another || only_filled(system) {
        return;
    }
    let longest = system
        .blueprint
        .resource(function)
        .and_then(|it| it.properties.get("Timeout")?.as_integer());
    let hidden = system
        .blueprint
        .resource(queue)
        .and_then(|it| it.properties.get("VisibilityTimeout")?.as_integer())
        .unwrap_or(VISIBILITY_SECONDS);
    let longest = longest.unwrap_or(lambda::DEFAULT_TIMEOUT);
    // AWS refuses a queue that shows a message again while it is still being worked on, and advises six times as long. A time that was
    // said stands where AWS takes it.
    let needed = if hidden == VISIBILITY_SECONDS {
        6 * longest
    } else {
        longest
    };
    if hidden < needed {
        system.set(queue, "VisibilityTimeout", needed.min(MOST_VISIBILITY_SECONDS));
    }
    let arn = Value::Attribute(queue.clone(), "Arn");
    let mut access = Access::default();
    access.allow(Statement::allow(TAKE, [arn.clone()]));
    access.statements.extend(system.key_statement());
    system.grant(function, access);
    let fifo = system
        .blueprint
        .resource(queue)
        .is_some_and(|it| it.properties.contains_key("FifoQueue"));
    let most = if fifo { MOST_IN_ORDER } else { MOST_AT_ONCE };
    let batch = wishes::number(system.design.requirements, Queue::KIND, &["batchSize"], (1, most));
    // More than ten are taken only by who waits for them.
    let wait = batch
        .is_some_and(|batch| batch > MOST_IN_ORDER)
        .then_some(BATCH_WAIT_SECONDS);
    let mapping = lambda::event_source_mapping(&format!("{function} From {queue}"), function, arn)
        .with("BatchSize", batch.unwrap_or(BATCH))
        .with_some("MaximumBatchingWindowInSeconds", wait)
        .with("FunctionResponseTypes", vec!["ReportBatchItemFailures"]);
    system.add(mapping);
}

/// Whether the one function is said to fill the one queue and not to take from it: what it put there would come back to it.
fn only_filled(system: &System<'_>) -> bool {
    let requirements = system.design.requirements;
    let function = lambda::Function::KIND;
    let queues = system.all(Queue::KIND);
    let fills = wishes::comes_from(requirements, Queue::KIND, function)
        && !wishes::comes_from(requirements, function, Queue::KIND);
    fills
        && queues.iter().filter(|queue| takes_work(system, queue)).count() == 1
        && system.all(function).len() == 1
}

/// How AWS wants the name of a queue that keeps its order to end, and none other.
/// Source: SQS developer guide, "FIFO queue and message identifiers", 2026-11.
const FIFO_SUFFIX: &str = ".fifo";

/// The name without the ending that only says that the queue keeps its order.
pub(crate) fn without_suffix(name: &str) -> &str {
    name.strip_suffix(FIFO_SUFFIX).unwrap_or(name)
}

/// Whether AWS takes it as the name of a queue: 80 characters, of which a pair of queues needs some for itself.
fn is_name(name: &str) -> bool {
    let name = without_suffix(name);
    (1..=68).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
