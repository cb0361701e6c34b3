//! Amazon SNS: a message to whoever wants to hear of something.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, sqs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
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

impl Service for Topic {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Passes warnings on to everybody who has signed up for them",
                "चेतावनियाँ उन सब तक पहुँचाता है जिन्होंने उन्हें माँगा है",
                "Warnings un sab tak pahunchata hai jinhone unhe maanga hai",
            ],
        )
    }

    fn billed(&self, _topic: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("SNS", "publish_requests_standard", MAILS)]
    }
}

/// `AWS::SNS::Subscription`.
pub(crate) struct Subscription;

impl Service for Subscription {
    fn kind(&self) -> &'static str {
        "AWS::SNS::Subscription"
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Sends the warnings to your e-mail address, once you have confirmed it",
                "चेतावनियाँ आपके ई-मेल पर भेजता है, जब आप पता पक्का कर दें",
                "Warnings aapke e-mail par bhejta hai, jab aap address confirm kar dein",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _subscription: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("SNS", "email_deliveries", MAILS)]
    }
}

pub(crate) const TOPIC_POLICY: Plain = Plain {
    kind: "AWS::SNS::TopicPolicy",
    tags: Tags::None,
    purpose: [
        "Lets only the alarms of your own account send warnings, over encrypted connections",
        "केवल आपके अपने खाते के अलार्म को सुरक्षित कनेक्शन पर चेतावनी भेजने देता है",
        "Sirf aapke apne account ke alarm ko encrypted connection par warning bhejne deta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Topic::KIND,
    terms: [
        "sns|sns topic|amazon sns|aws sns|simple notification service|notification topic|pub sub|pub/sub|publish subscribe|fan out|\
         fan-out|push notification",
        "एसएनएस|एसएनएस टॉपिक|सूचना विषय",
        "suchna topic",
    ],
    build,
    uses: Some(uses),
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: Topic::KIND,
    to: sqs::Queue::KIND,
    ends: Ends::All,
    connect: to_queue,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Topic");
    let key = system.key();
    let topic =
        topic(id.as_str(), part.name(is_name)).with_some("KmsMasterKeyId", key.as_ref().map(Value::from));
    let id = system.add(topic);
    system.add(over_tls_only(&format!("{id} Policy"), &id));
    if let Some(address) = wishes::email(system.design.requirements) {
        system.add(email(&format!("{id} Email"), &id, address));
    }
    system
        .blueprint
        .output(&format!("{id} Arn"), "Name of the topic for programs", &id);
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, topic: &LogicalId) {
    let mut access = Access::default();
    access.tell(system.variable("TOPIC_ARN", topic), topic);
    access.allow(Statement::allow(&["sns:Publish"], [Value::from(topic)]));
    system.grant(program, access);
}

/// The queue gets what the topic gets, as it was published.
fn to_queue(system: &mut System<'_>, topic: &LogicalId, queue: &LogicalId) {
    if !sqs::takes_work(system, queue) || topic.as_str() == ALARMS {
        return;
    }
    sqs::let_send(system, queue, "sns.amazonaws.com", Value::from(topic));
    let subscription = Resource::new(format!("{topic} To {queue}").as_str(), Subscription.kind())
        .with("TopicArn", topic)
        .with("Protocol", "sqs")
        .with("Endpoint", Value::Attribute(queue.clone(), "Arn"))
        .with("RawMessageDelivery", true);
    system.add(subscription);
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

/// Lets this AWS service publish to the topic on behalf of `source`, such as a rule.
pub(crate) fn let_publish(system: &mut System<'_>, topic: &LogicalId, service: &str, source: Value) {
    let statement = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": properties! { "ArnEquals": properties! { "aws:SourceArn": source } },
    };
    let policy = LogicalId::new(&format!("{topic} Policy"));
    let Some(policy) = system.blueprint.resource_mut(&policy) else {
        return;
    };
    if let Some(Value::Map(document)) = policy.properties.get_mut("PolicyDocument")
        && let Some(Value::List(statements)) = document.get_mut("Statement")
    {
        statements.push(statement);
    }
}

/// Whether AWS takes it as the name of a topic.
fn is_name(name: &str) -> bool {
    (1..=256).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

/// A topic of this name, or of one that AWS makes.
pub(crate) fn topic(id: &str, name: Option<&str>) -> Resource {
    Resource::new(id, Topic.kind()).with_some("TopicName", name)
}

/// Sends what the topic gets to an e-mail address. AWS asks there first.
pub(crate) fn email(id: &str, topic: &LogicalId, address: &str) -> Resource {
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
