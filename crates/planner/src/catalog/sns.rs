//! Amazon SNS: a message to whoever wants to hear of something.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::iam::policy;
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// Alarm mails in a month, for the estimate.
const MAILS: Decimal = Decimal::TEN;

/// `AWS::SNS::Topic`.
pub(crate) struct Topic;

impl Service for Topic {
    fn kind(&self) -> &'static str {
        "AWS::SNS::Topic"
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
    let unencrypted = properties! {
        "Sid": "OnlyEncryptedConnections",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
    };
    Resource::new(id, TOPIC_POLICY.kind)
        .with("Topics", Value::list([topic]))
        .with("PolicyDocument", policy([alarms, unencrypted]))
}
