//! Amazon MQ: `RabbitMQ` or `ActiveMQ` that AWS looks after, for programs that speak their languages.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part, Variant};
use super::iam::Statement;
use super::plain::say;
use rust_decimal::Decimal;

use super::{Billed, HOURS_PER_MONTH, Resource, Service, UsageProfile, hours_of, secrets};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const KIND: &str = "AWS::AmazonMQ::Broker";
const RABBIT: &str = "RABBITMQ";
const ACTIVE: &str = "ACTIVEMQ";
/// The smallest machine of both. `RabbitMQ` runs on it up to 3.13. This and the versions are general knowledge, to be
/// checked against the Amazon MQ developer guide, "Broker instance types".
const SMALLEST: &str = "mq.t3.micro";
const RABBIT_VERSION: &str = "3.13";
const ACTIVE_VERSION: &str = "5.18";
/// Encrypted ports alone: AMQP of `RabbitMQ`, `OpenWire` of `ActiveMQ`.
const AMQPS: i64 = 5671;
const OPENWIRE: i64 = 61_617;
/// The one account that programs sign in with.
const USER: &str = "application";
const PASSWORD_LENGTH: i64 = 32;

/// `AWS::AmazonMQ::Broker`.
pub(crate) struct Broker;

impl Service for Broker {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Passes messages between programs in the way that RabbitMQ or ActiveMQ does",
                "प्रोग्रामों के बीच संदेश पहुँचाता है, जैसे RabbitMQ या ActiveMQ करते हैं",
                "Programs ke beech messages pahunchata hai, jaise RabbitMQ ya ActiveMQ karte hain",
            ],
        )
    }

    /// One machine, one that waits beside it, or the three of a cluster.
    fn billed(&self, broker: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let text = |property| broker.properties.get(property).and_then(Value::as_text);
        let machines = match text("DeploymentMode") {
            Some("ACTIVE_STANDBY_MULTI_AZ") => 2,
            Some("CLUSTER_MULTI_AZ") => 3,
            _ => 1,
        };
        let engine = if text("EngineType") == Some(ACTIVE) {
            "activemq_"
        } else {
            "rabbitmq_"
        };
        let size = text("HostInstanceType").unwrap_or(SMALLEST);
        let hours = HOURS_PER_MONTH * Decimal::from(machines);
        vec![hours_of("Amazon MQ", size, [engine, ""], hours)]
    }
}

/// The two engines are told apart by name; `RabbitMQ` is the usual one.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: KIND,
        word: "engine",
        value: Some(ACTIVE),
        property: "EngineType",
        marks: &["activemq", "active mq", "jms", "एक्टिव"],
    },
    Variant {
        kind: KIND,
        word: "engine",
        value: None,
        property: "EngineType",
        marks: &["rabbit", "amqp", "रैबिट"],
    },
];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "amazon mq|aws mq|amazonmq|mq broker|amazon mq broker|rabbitmq|rabbit mq|rabbit-mq|rabbitmq broker|amazon mq rabbitmq|\
         amazon mq for rabbitmq|managed rabbitmq|activemq|active mq|apache activemq|activemq broker|amazon mq activemq|\
         amazon mq for activemq|managed activemq|message broker|managed message broker|amqp broker|jms broker",
        "रैबिटएमक्यू|रैबिट एमक्यू|एक्टिवएमक्यू|अमेज़न एमक्यू|संदेश ब्रोकर|मैसेज ब्रोकर",
        "message wala broker",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let is_active = part
        .text("engine")
        .is_some_and(|engine| engine.to_ascii_uppercase().starts_with("ACTIVE"));
    let network = system.network();
    let id = system.free_id("MessageBroker");
    let group = system.security_group(&group_name(&id), "The message broker", Outbound::Nothing);
    let key = system.key_arn();
    let template = format!("{{\"username\":\"{USER}\"}}");
    let password = Resource::new(secret_of(&id), secrets::SECRET)
        .kept(Retention::Retain)
        .with("Description", "What programs sign in to the message broker with")
        .with(
            "GenerateSecretString",
            properties! {
                "SecretStringTemplate": template,
                "GenerateStringKey": "password",
                "PasswordLength": PASSWORD_LENGTH,
                "ExcludePunctuation": true,
            },
        )
        .with_some("KmsKeyId", key.clone());
    let from_secret = Value::Concat(vec![
        "{{resolve:secretsmanager:".into(),
        password.reference(),
        ":SecretString:password}}".into(),
    ]);
    // RabbitMQ has no second broker that waits at this size, and no log of who did what.
    let waits = is_active && (system.hardened() || part.wants("multiAZ"));
    let subnets: Vec<Value> = network
        .private
        .iter()
        .take(if waits { 2 } else { 1 })
        .map(Value::from)
        .collect();
    let encryption = match key {
        Some(key) => properties! { "UseAwsOwnedKey": false, "KmsKeyId": key },
        None => properties! { "UseAwsOwnedKey": true },
    };
    let mut logs = properties! { "General": true };
    if let (true, Value::Map(logs)) = (is_active, &mut logs) {
        logs.insert("Audit".to_owned(), true.into());
    }
    let broker = Resource::new(id, KIND)
        .with("BrokerName", broker_name(system, part))
        .with("EngineType", if is_active { ACTIVE } else { RABBIT })
        .with(
            "EngineVersion",
            if is_active { ACTIVE_VERSION } else { RABBIT_VERSION },
        )
        .with("HostInstanceType", SMALLEST)
        .with(
            "DeploymentMode",
            if waits {
                "ACTIVE_STANDBY_MULTI_AZ"
            } else {
                "SINGLE_INSTANCE"
            },
        )
        .with("AutoMinorVersionUpgrade", true)
        .with("PubliclyAccessible", false)
        .with("SubnetIds", subnets)
        .with("SecurityGroups", vec![group_id(&group)])
        .with("EncryptionOptions", encryption)
        .with("Logs", logs)
        .with(
            "Users",
            vec![properties! { "Username": USER, "Password": from_secret }],
        );
    system.add(password);
    let id = system.add(broker);
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the message broker", &id);
    id
}

fn group_name(broker: &LogicalId) -> String {
    format!("{broker} SecurityGroup")
}

fn secret_of(broker: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{broker} Password"))
}

/// What was said, else the project's name with a number where there are several. AWS takes 50 characters.
fn broker_name(system: &System<'_>, part: &Part<'_>) -> String {
    let is_name = |name: &str| {
        (1..=50).contains(&name.len())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    let own = || match system.all(KIND).len() {
        0 => format!("{}-broker", system.project()),
        n => format!("{}-broker-{}", system.project(), n + 1),
    };
    part.name(is_name).map_or_else(own, str::to_owned)
}

/// A program finds the broker and signs in to it.
fn uses(system: &mut System<'_>, program: &LogicalId, broker: &LogicalId) {
    let port = match system.text_of(broker, "EngineType").as_deref() {
        Some(ACTIVE) => OPENWIRE,
        _ => AMQPS,
    };
    let secret = secret_of(broker);
    let mut access = Access::default();
    access.tell(system.variable("BROKER_ID", broker), broker);
    access.tell(system.variable("BROKER_SECRET_ARN", broker), &secret);
    access.allow(Statement::allow(
        &["mq:DescribeBroker"],
        [Value::Attribute(broker.clone(), "Arn")],
    ));
    access.allow(Statement::allow(
        &["secretsmanager:GetSecretValue"],
        [Value::from(&secret)],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
    system.reach(program, &LogicalId::new(&group_name(broker)), port);
}
