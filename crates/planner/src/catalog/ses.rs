//! Amazon SES: sends e-mail for the application, and takes it in (`ses/receiving.rs`).

pub(crate) mod receiving;

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::domain;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const KIND: &str = "AWS::SES::EmailIdentity";

/// `AWS::SES::EmailIdentity`.
pub(crate) struct EmailIdentity;

impl Service for EmailIdentity {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "The address or domain that your application sends e-mail from, once you have confirmed it",
                "वह पता या डोमेन जिससे आपका ऐप्लिकेशन ई-मेल भेजता है, जब आप उसे पक्का कर दें",
                "Woh address ya domain jisse aapka application e-mail bhejta hai, jab aap use confirm kar dein",
            ],
        )
    }

    fn billed(&self, _identity: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("SES", "outbound_messages", usage.mails)]
    }
}

pub(crate) const CONFIGURATION_SET: Plain = Plain {
    kind: "AWS::SES::ConfigurationSet",
    tags: Tags::List,
    purpose: [
        "Sends mail over encrypted connections only, and never again to addresses that don't exist",
        "मेल केवल सुरक्षित कनेक्शन पर भेजता है, और जो पते मौजूद नहीं उन पर दोबारा कभी नहीं",
        "Mail sirf encrypted connection par bhejta hai, aur jo address maujood nahi un par dobara kabhi nahi",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "ses|amazon ses|aws ses|simple email service|amazon simple email service|ses identity|ses email identity|\
         ses email|email service|email sending service|email sending|transactional email|transactional mail|\
         email delivery service|mail server|mail service|bulk email|email identity|verified sender|smtp service|\
         order confirmation email|confirmation email|welcome email",
        "एसईएस|ई-मेल सेवा|ईमेल सेवा|ईमेल भेजने की सेवा|लेनदेन ईमेल",
        "email bhejne ki service|mail bhejne ki service|email bhejne wali service|email service chahiye",
    ],
    build,
    uses: Some(uses),
}];

/// The sender is the domain of the application, else an address that only the person knows.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let said = part
        .text("domain")
        .or_else(|| part.text("sender"))
        .filter(|said| is_sender(said));
    let sender = said
        .map(str::to_owned)
        .or_else(|| domain::wanted(system.design))
        .map_or_else(|| asked(system), Value::from);
    add(system, sender)
}

/// An address or domain, with its settings.
fn add(system: &mut System<'_>, sender: Value) -> LogicalId {
    let id = system.free_id("EmailIdentity");
    let settings = Resource::new(format!("{id} Settings").as_str(), CONFIGURATION_SET.kind)
        .with("DeliveryOptions", properties! { "TlsPolicy": "REQUIRE" })
        .with(
            "ReputationOptions",
            properties! { "ReputationMetricsEnabled": true },
        )
        .with("SendingOptions", properties! { "SendingEnabled": true })
        .with(
            "SuppressionOptions",
            properties! { "SuppressedReasons": vec!["BOUNCE", "COMPLAINT"] },
        );
    let identity = Resource::new(id, KIND).with("EmailIdentity", sender).with(
        "ConfigurationSetAttributes",
        properties! { "ConfigurationSetName": settings.reference() },
    );
    system.add(settings);
    let id = system.add(identity);
    system.blueprint.output(
        &format!("{id} Sender"),
        "Address or domain that mail is sent from",
        &id,
    );
    id
}

fn asked(system: &mut System<'_>) -> Value {
    system.blueprint.parameter(Parameter {
        id: "SenderAddress".into(),
        description: "E-mail address or domain that mail is sent from; AWS asks there whether it is yours",
        pattern: "^([A-Za-z0-9._%+-]+@)?([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}$",
        answer: "senderAddress",
    })
}

fn is_sender(text: &str) -> bool {
    let host = text.rsplit('@').next().unwrap_or(text);
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-@".contains(c);
    host.contains('.') && text.matches('@').count() <= 1 && text.len() <= 254 && text.chars().all(plain)
}

fn settings_of(identity: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{identity} Settings"))
}

fn uses(system: &mut System<'_>, program: &LogicalId, identity: &LogicalId) {
    const SEND: &[&str] = &["ses:SendEmail", "ses:SendRawEmail"];
    let settings = settings_of(identity);
    let arn = |of: &str, id: &LogicalId| {
        Value::Concat(vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":ses:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
            format!(":{of}/").into(),
            id.into(),
        ])
    };
    let mut access = Access::default();
    access.tell(system.variable("SENDER", identity), identity);
    access.tell(system.variable("CONFIGURATION_SET", identity), &settings);
    access.allow(Statement::allow(
        SEND,
        [arn("identity", identity), arn("configuration-set", &settings)],
    ));
    system.grant(program, access);
}
