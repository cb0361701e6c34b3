//! Amazon SNS: a message to whoever wants to hear of something.

pub(crate) mod direction;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, lambda, sqs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::{compute, monitoring, wishes};
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

/// Alarm mails in a month, for the estimate.
const MAILS: Decimal = Decimal::TEN;

/// `AWS::SNS::Topic`.
pub(crate) struct Topic;

impl Topic {
    pub(crate) const KIND: &str = "AWS::SNS::Topic";
}

/// Name of the topic that alarms go to.
pub(crate) const ALARMS: &str = "AlarmTopic";
/// Property of a named topic that is the alarms' own.
pub(crate) const FOR_ALARMS: &str = "alarms";
/// Property of a named topic that programs or queues get messages from.
pub(crate) const HEARD: &str = "heard";
/// Property of a named topic that programs publish to.
pub(crate) const TOLD: &str = "told";
/// Property of a named topic whose messages are sent to a telephone: its number, as [`is_number`] has it.
pub(crate) const SMS: &str = "sms";
/// Property of a named topic that mails a person, with an address or without.
pub(crate) const BY_MAIL: &str = "mails";

impl Service for Topic {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Passes messages on to everybody who has signed up for them",
                "संदेश उन सब तक पहुँचाता है जिन्होंने उन्हें माँगा है",
                "Messages un sab tak pahunchata hai jinhone unhe maanga hai",
            ],
        )
    }

    fn billed(&self, _topic: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("SNS", "publish_requests_standard", MAILS)]
    }
}

/// `AWS::SNS::Subscription`.
pub(crate) struct Subscription;

impl Subscription {
    pub(crate) const KIND: &str = "AWS::SNS::Subscription";
}

impl Service for Subscription {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Hands a topic's messages on to one receiver: a queue, a function, or an e-mail address once you have confirmed it",
                "टॉपिक के संदेश एक जगह पहुँचाता है: कतार, फ़ंक्शन, या आपका ई-मेल, जब आप पता पक्का कर दें",
                "Topic ke messages ek jagah pahunchata hai: queue, function, ya aapka e-mail, jab aap address confirm kar dein",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    /// Texts are not billed here: their price hangs on the country and the carrier, and the price list has none of them.
    fn billed(&self, subscription: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        if subscription.properties.get("Protocol").and_then(Value::as_text) == Some("sms") {
            return Vec::new();
        }
        vec![billed("SNS", "email_deliveries", MAILS)]
    }
}

pub(crate) const TOPIC_POLICY: Plain = Plain {
    kind: "AWS::SNS::TopicPolicy",
    tags: Tags::None,
    purpose: [
        "Says who may publish to the topic, over encrypted connections only",
        "तय करता है कि टॉपिक में कौन संदेश डाल सकता है, केवल सुरक्षित कनेक्शन पर",
        "Tay karta hai ki topic mein kaun message daal sakta hai, sirf encrypted connection par",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Topic::KIND,
    terms: [
        "sns|sns topic|amazon sns|aws sns|simple notification service|amazon simple notification service|notification topic|\
         sns notification|pub sub|pub/sub|pub-sub|pubsub|publish subscribe|publish/subscribe|publish-subscribe|fan out|fan-out|\
         fanout|push notification|notification service|sns fifo topic|fifo topic|sms notification|broadcast topic",
        "एसएनएस|एसएनएस टॉपिक|सूचना विषय|सूचना सेवा|नोटिफिकेशन सेवा|नोटिफिकेशन टॉपिक|पुश नोटिफिकेशन|पुश सूचना|पुश मैसेज",
        "push suchna|suchna topic|sabko khabar dene wala|notification bhejne ki service",
    ],
    build,
    uses: Some(uses),
}];

pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: Topic::KIND,
        to: sqs::Queue::KIND,
        ends: Ends::All,
        connect: to_queue,
    },
    Wire {
        from: Topic::KIND,
        to: lambda::Function::KIND,
        ends: Ends::All,
        connect: to_function,
    },
];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    if part.wants(FOR_ALARMS)
        && let Some(alarms) =
            monitoring::topic(&mut system.blueprint, system.design.requirements, key.as_ref())
    {
        text(system, &alarms, part);
        return alarms;
    }
    let id = system.free_id("Topic");
    let fifo = part.wants("fifo");
    let topic = if fifo {
        first_in_first_out(&id, part.name(is_name))
    } else {
        topic(id.as_str(), part.name(is_name))
    };
    let topic = topic.with_some("KmsMasterKeyId", key.as_ref().map(Value::from));
    let id = system.add(topic);
    system.add(over_tls_only(&format!("{id} Policy"), &id));
    if !fifo {
        text(system, &id, part);
    }
    // A topic that keeps order hands its messages to queues alone.
    let requirements = system.design.requirements;
    if wishes::email(requirements).is_some() && !fifo {
        for (name, address) in numbered(&format!("{id} Email"), wishes::emails(requirements)) {
            system.add(email(&name, &id, address));
        }
    } else if part.wants(BY_MAIL) && !fifo {
        let address = system.blueprint.parameter(Parameter {
            id: "NotificationEmail".into(),
            description: "E-mail address that gets the messages of the topic",
            pattern: r"[^@\s]+@[^@\s]+\.[^@\s]+",
            answer: "notificationEmail",
        });
        system.add(email(&format!("{id} Email"), &id, address));
    }
    system
        .blueprint
        .output(&format!("{id} Arn"), "Name of the topic for programs", &id);
    id
}

/// Sends what the topic gets to the telephone that was said.
fn text(system: &mut System<'_>, topic: &LogicalId, part: &Part<'_>) {
    if let Some(number) = part.text(SMS).filter(|number| is_number(number)) {
        let subscription = Resource::new(format!("{topic} Text").as_str(), Subscription.kind())
            .with("TopicArn", topic)
            .with("Protocol", "sms")
            .with("Endpoint", number);
        system.add(subscription);
    }
}

/// Whether it is a telephone number as AWS takes it (E.164): a plus, the country and the rest, fifteen digits at most.
pub(crate) fn is_number(text: &str) -> bool {
    text.strip_prefix('+')
        .is_some_and(|digits| (8..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit()))
}

/// A program publishes, unless it is a function that hears the topic itself: what it says would come back to it for ever.
fn uses(system: &mut System<'_>, program: &LogicalId, topic: &LogicalId) {
    if direction::reaches(system, topic, program) {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("TOPIC_ARN", topic), topic);
    access.allow(Statement::allow(&["sns:Publish"], [Value::from(topic)]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// The queue gets what the topic gets, as it was published.
fn to_queue(system: &mut System<'_>, topic: &LogicalId, queue: &LogicalId) {
    // AWS refuses a FIFO queue as the subscriber of a standard topic: the order is lost before it.
    let loses_order = is_fifo(system, queue, "FifoQueue") && !is_fifo(system, topic, "FifoTopic");
    let only_told = direction::is(system, topic, TOLD) && !direction::is(system, topic, HEARD);
    let passed_by =
        direction::starts_said_function(system) || direction::enters(system).as_ref() == Some(queue);
    if !sqs::takes_work(system, queue) || topic.as_str() == ALARMS || loses_order || only_told || passed_by {
        return;
    }
    system.let_service_use_key("sns.amazonaws.com");
    sqs::let_send(system, queue, "sns.amazonaws.com", Value::from(topic));
    let subscription = Resource::new(format!("{topic} To {queue}").as_str(), Subscription.kind())
        .with("TopicArn", topic)
        .with("Protocol", "sqs")
        .with("Endpoint", Value::Attribute(queue.clone(), "Arn"))
        .with("RawMessageDelivery", true);
    system.add(subscription);
}

fn is_fifo(system: &System<'_>, id: &LogicalId, property: &str) -> bool {
    let resource = system.blueprint.resource(id);
    resource.is_some_and(|it| it.properties.contains_key(property))
}

/// The function is called with what the topic gets, where that was said. Where queues take it, functions get it from them; and what
/// a program publishes must not come back to it.
fn to_function(system: &mut System<'_>, topic: &LogicalId, function: &LogicalId) {
    let queues = system.all(sqs::Queue::KIND);
    let by_queues = queues.iter().any(|queue| sqs::takes_work(system, queue));
    if by_queues && !direction::starts_said_function(system)
        || !direction::is(system, topic, HEARD)
        || direction::publishes(system, function)
        || function.as_str() == compute::HANDLER
        || is_fifo(system, topic, "FifoTopic")
    {
        return;
    }
    let id = format!("{topic} To {function}");
    let subscription = Resource::new(id.as_str(), Subscription.kind())
        .with("TopicArn", topic)
        .with("Protocol", "lambda")
        .with("Endpoint", Value::Attribute(function.clone(), "Arn"));
    system.add(subscription);
    let caller = lambda::permission(
        format!("{function} For {topic}").as_str(),
        function,
        "sns.amazonaws.com",
        Value::from(topic),
    );
    system.add(caller);
}

/// Lets this AWS service publish to the topic on behalf of `source`, such as a rule.
pub(crate) fn let_publish(system: &mut System<'_>, topic: &LogicalId, service: &str, source: Value) {
    let statement = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": properties! { "ArnEquals": properties! { "aws:SourceArn": source } },
    };
    let id = LogicalId::new(&format!("{topic} Policy"));
    let Some(policy) = system.blueprint.resource_mut(&id) else {
        return;
    };
    if let Some(Value::Map(document)) = policy.properties.get_mut("PolicyDocument")
        && let Some(Value::List(statements)) = document.get_mut("Statement")
    {
        statements.push(statement);
    }
}

/// A topic that keeps the order of its messages. AWS wants its name to say so.
fn first_in_first_out(id: &LogicalId, name: Option<&str>) -> Resource {
    let name = match name {
        Some(name) => Value::text(format!("{name}.fifo")),
        None => Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}.fifo").into()]),
    };
    topic(id.as_str(), None)
        .with("TopicName", name)
        .with("FifoTopic", true)
        .with("ContentBasedDeduplication", true)
}

fn over_tls_only(id: &str, topic: &LogicalId) -> Resource {
    Resource::new(id, TOPIC_POLICY.kind)
        .with("Topics", Value::list([topic]))
        .with("PolicyDocument", policy([unencrypted_denied(topic)]))
}

fn unencrypted_denied(topic: &LogicalId) -> Value {
    properties! {
        "Sid": "OnlyEncryptedConnections",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
    }
}

/// Whether AWS takes it as the name of a topic.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=256).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

/// A topic of this name, or of one that AWS makes.
pub(crate) fn topic(id: &str, name: Option<&str>) -> Resource {
    Resource::new(id, Topic.kind()).with_some("TopicName", name)
}

/// Each address with the id of its subscription: the first has the id alone, further ones a number behind it.
pub(crate) fn numbered<'a>(
    id: &str,
    addresses: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = (String, &'a str)> {
    addresses.enumerate().map(move |(at, address)| {
        let id = if at == 0 {
            id.to_owned()
        } else {
            format!("{id} {}", at + 1)
        };
        (id, address)
    })
}

/// Sends what the topic gets to an e-mail address. AWS asks there first.
pub(crate) fn email(id: &str, topic: &LogicalId, address: impl Into<Value>) -> Resource {
    Resource::new(id, Subscription.kind())
        .with("TopicArn", topic)
        .with("Protocol", "email")
        .with("Endpoint", address)
}

/// Only alarms of this account may publish, and only over encrypted connections.
pub(crate) fn alarms_only(id: &str, topic: &LogicalId) -> Resource {
    let alarms = properties! {
        "Sid": "AlarmsOfThisAccount",
        "Effect": "Allow",
        "Principal": properties! { "Service": "cloudwatch.amazonaws.com" },
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": properties! { "StringEquals": properties! { "aws:SourceAccount": Pseudo::AccountId } },
    };
    Resource::new(id, TOPIC_POLICY.kind)
        .with("Topics", Value::list([topic]))
        .with("PolicyDocument", policy([alarms, unencrypted_denied(topic)]))
}
