//! Amazon SES: mails to customers.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const KIND: &str = "AWS::SES::EmailIdentity";
const SETTINGS: &str = "AWS::SES::ConfigurationSet";

const IDENTITY: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "The address or domain that your mails come from, once you have proved that it is yours",
        "वह पता या डोमेन जिससे आपके मेल जाते हैं, जब आप साबित कर दें कि वह आपका है",
        "Woh address ya domain jisse aapke mail jaate hain, jab aap saabit kar dein ki woh aapka hai",
    ],
    billed: |_, usage| {
        vec![billed(
            "SES",
            "outbound_messages",
            usage.api_requests / rust_decimal::Decimal::TEN,
        )]
    },
};
const SETTINGS_TYPE: Plain = Plain {
    kind: SETTINGS,
    tags: Tags::List,
    purpose: [
        "Sends mails encrypted only and stops writing to addresses that bounce",
        "मेल केवल एन्क्रिप्टेड भेजता है और लौटने वाले पतों पर लिखना बंद करता है",
        "Mail sirf encrypted bhejta hai aur bounce hone wale pate par likhna band karta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&IDENTITY, &SETTINGS_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "ses|amazon ses|aws ses|simple email service|ses identity|transactional email|transactional mail|email sending|email service|\
         mail service|send emails|sends emails|sending emails|mails to customers|mails to students|customer emails|mails a report",
        "एसईएस|ईमेल सेवा",
        "email bhejna|mail bhejna|email bheje",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Mail");
    let domain = system.design.requirements.networking.custom_domain.clone();
    let sender = match domain {
        Some(domain) => Value::from(domain),
        None => system.blueprint.parameter(Parameter {
            id: "MailSender".into(),
            description: "Domain or e-mail address that mails are sent from",
            pattern: r"([^@\s]+@)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
            answer: "mailSender",
        }),
    };
    let settings = Resource::new(format!("{id} Settings").as_str(), SETTINGS)
        .with("DeliveryOptions", properties! { "TlsPolicy": "REQUIRE" })
        .with(
            "ReputationOptions",
            properties! { "ReputationMetricsEnabled": true },
        )
        .with(
            "SuppressionOptions",
            properties! { "SuppressedReasons": vec!["BOUNCE", "COMPLAINT"] },
        );
    let settings = system.add(settings);
    let identity = Resource::new(id.as_str(), KIND)
        .with("EmailIdentity", sender)
        .with(
            "ConfigurationSetAttributes",
            properties! { "ConfigurationSetName": &settings },
        );
    system.add(identity)
}

fn uses(system: &mut System<'_>, program: &LogicalId, identity: &LogicalId) {
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":ses:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":identity/".into(),
        identity.into(),
    ]);
    let mut access = Access::default();
    access.tell(system.variable("MAIL_IDENTITY", identity), identity);
    access.allow(Statement::allow(&["ses:SendEmail", "ses:SendRawEmail"], [arn]));
    system.grant(program, access);
}
