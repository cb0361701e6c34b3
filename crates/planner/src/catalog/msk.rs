//! Amazon MSK: Apache Kafka that AWS looks after.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

/// The smallest broker, and the fewest: one in each of the network's two zones.
const SMALLEST: &str = "kafka.t3.small";
const BROKERS: i64 = 2;
/// Gigabytes of each broker, unless said otherwise.
const VOLUME_GB: i64 = 10;
/// General knowledge, to be checked against the MSK developer guide, "Supported Apache Kafka versions".
const VERSION: &str = "3.8.x";
/// Further versions that may be asked for, by what people say. Source: MSK developer guide, "Supported Apache Kafka versions",
/// 2026-11.
const VERSIONS: [(&str, &str); 3] = [("3.6", "3.6.0"), ("3.7", "3.7.x"), ("3.8", VERSION)];
/// Where brokers take calls that are signed by IAM, over TLS.
const PORT: i64 = 9098;

/// `AWS::MSK::Cluster`.
pub(crate) struct Cluster;

impl Cluster {
    pub(crate) const KIND: &str = "AWS::MSK::Cluster";
}

impl Service for Cluster {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(language, WHAT_IT_IS)
    }

    fn tags(&self) -> Tags {
        Tags::Map
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, cluster: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let number = |value: Option<&Value>| value.and_then(Value::as_integer);
        let brokers = number(cluster.properties.get("NumberOfBrokerNodes")).unwrap_or(BROKERS);
        let volume = cluster
            .properties
            .get("BrokerNodeGroupInfo")
            .and_then(|it| it.get("StorageInfo")?.get("EBSStorageInfo")?.get("VolumeSize"));
        let size = cluster
            .properties
            .get("BrokerNodeGroupInfo")
            .and_then(|it| it.get("InstanceType"));
        let gigabytes = number(volume).unwrap_or(VOLUME_GB) * brokers;
        vec![
            hours_of(
                "MSK",
                size.and_then(Value::as_text).unwrap_or(SMALLEST),
                ["", ""],
                HOURS_PER_MONTH * Decimal::from(brokers),
            ),
            billed("MSK", "broker_storage", Decimal::from(gigabytes)),
        ]
    }
}

/// `AWS::MSK::ServerlessCluster`.
pub(crate) const SERVERLESS: Metered = Metered {
    kind: "AWS::MSK::ServerlessCluster",
    tags: Tags::Map,
    stateful: true,
    purpose: WHAT_IT_IS,
    billed: |_, usage| {
        vec![
            billed("MSK", "serverless_cluster", HOURS_PER_MONTH),
            billed("MSK", "serverless_storage", usage.storage_gb),
        ]
    },
};

const WHAT_IT_IS: [&str; 3] = [
    "Carries streams of messages between the parts of the application, and keeps them (Apache Kafka)",
    "ऐप्लिकेशन के हिस्सों के बीच संदेशों की धारा ले जाता है और उन्हें रखता है (Apache Kafka)",
    "Application ke hisson ke beech messages ki dhaara le jaata hai aur unhe rakhta hai (Apache Kafka)",
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: SERVERLESS.kind,
        terms: [
            "msk serverless|amazon msk serverless|aws msk serverless|serverless msk|serverless kafka|kafka serverless|\
             msk serverless cluster|serverless kafka cluster",
            "सर्वरलेस काफ्का",
            "",
        ],
        build: build_serverless,
        uses: Some(uses),
    },
    Component {
        kind: Cluster::KIND,
        terms: [
            "msk|amazon msk|aws msk|msk cluster|kafka|apache kafka|managed kafka|kafka cluster|kafka broker|kafka topic|\
             managed streaming for kafka|managed streaming for apache kafka|amazon managed streaming for apache kafka|\
             msk provisioned|kafka streaming|kafka stream|kafka queue",
            "काफ्का|काफ़्का|एमएसके|काफ्का क्लस्टर",
            "kafka wala cluster",
        ],
        build,
        uses: Some(uses),
    },
];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("KafkaCluster");
    let group = system.security_group(&group_name(&id), "The Kafka brokers", Outbound::Nothing);
    let volume = part.number("storageGB", (1, 16_384)).unwrap_or(VOLUME_GB);
    let size = part
        .text("instanceType")
        .filter(|said| is_broker_type(said))
        .unwrap_or(SMALLEST);
    // AWS wants as many brokers in each zone.
    let said = part.number("brokers", (2, 30)).unwrap_or(BROKERS);
    let zones = usize::from(said % 3 == 0) + 2;
    let zones = zones.min(network.private.len()).max(1);
    let brokers = i64::try_from(zones).map_or(said, |zones| (said + zones - 1).div_euclid(zones) * zones);
    let log = system.log_group(&format!("{id} Logs"));
    let key = system.key_arn();
    let at_rest = key.map(|key| properties! { "DataVolumeKMSKeyId": key });
    let mut encryption = properties! {
        "EncryptionInTransit": properties! { "ClientBroker": "TLS", "InCluster": true },
    };
    if let (Some(at_rest), Value::Map(entries)) = (at_rest, &mut encryption) {
        entries.insert("EncryptionAtRest".to_owned(), at_rest);
    }
    let to_log = properties! { "Enabled": true, "LogGroup": log.reference() };
    let cluster = Resource::new(id, Cluster::KIND)
        .kept(Retention::Retain)
        .with("ClusterName", name(system, part, "kafka"))
        .with("KafkaVersion", version(part.text("version")))
        .with("NumberOfBrokerNodes", brokers)
        .with(
            "BrokerNodeGroupInfo",
            properties! {
                "InstanceType": size,
                "ClientSubnets": Value::list(network.private.iter().take(zones)),
                "SecurityGroups": vec![group_id(&group)],
                "StorageInfo": properties! { "EBSStorageInfo": properties! { "VolumeSize": volume } },
            },
        )
        .with("ClientAuthentication", by_iam())
        .with("EncryptionInfo", encryption)
        .with(
            "EnhancedMonitoring",
            if system.hardened() {
                "PER_BROKER"
            } else {
                "DEFAULT"
            },
        )
        .with(
            "LoggingInfo",
            properties! { "BrokerLogs": properties! { "CloudWatchLogs": to_log } },
        );
    system.add(log);
    told(system, cluster)
}

/// The version that was said, where there is one of it.
fn version(said: Option<&str>) -> &'static str {
    let known = VERSIONS
        .iter()
        .find(|(start, _)| said.is_some_and(|said| said.starts_with(start)));
    known.map_or(VERSION, |(_, version)| version)
}

fn build_serverless(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("ServerlessKafka");
    let group = system.security_group(&group_name(&id), "The Kafka brokers", Outbound::Nothing);
    let place = properties! {
        "SubnetIds": Value::list(&network.private),
        "SecurityGroups": vec![group_id(&group)],
    };
    let cluster = Resource::new(id, SERVERLESS.kind)
        .kept(Retention::Retain)
        .with("ClusterName", name(system, part, "kafka-serverless"))
        .with("ClientAuthentication", by_iam())
        .with("VpcConfigs", vec![place]);
    told(system, cluster)
}

fn told(system: &mut System<'_>, cluster: Resource) -> LogicalId {
    let id = system.add(cluster);
    let what = "Name of the Kafka cluster for programs; they ask AWS for its brokers";
    system.blueprint.output(&format!("{id} Arn"), what, &id);
    id
}

fn by_iam() -> Value {
    properties! { "Sasl": properties! { "Iam": properties! { "Enabled": true } } }
}

fn group_name(cluster: &LogicalId) -> String {
    format!("{cluster} SecurityGroup")
}

/// What was said, else the project's name with a number where there are several. AWS takes 64 characters.
fn name(system: &System<'_>, part: &Part<'_>, what: &str) -> String {
    let there = system.all(Cluster::KIND).len() + system.all(SERVERLESS.kind).len();
    let own = || match there {
        0 => format!("{}-{what}", system.project()),
        n => format!("{}-{what}-{}", system.project(), n + 1),
    };
    part.name(is_name).map_or_else(own, str::to_owned)
}

/// A program reads and writes messages of any subject, and may open new ones.
fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    const FIND: &[&str] = &["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"];
    const CONNECT: &[&str] = &["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"];
    const TOPICS: &[&str] = &[
        "kafka-cluster:CreateTopic",
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:ReadData",
        "kafka-cluster:WriteData",
    ];
    const GROUPS: &[&str] = &["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"];
    let name = system.text_of(cluster, "ClusterName").unwrap_or_default();
    let of = |what: &str| {
        Value::Concat(vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":kafka:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
            format!(":{what}/{name}/*").into(),
        ])
    };
    let mut access = Access::default();
    access.tell(system.variable("KAFKA_CLUSTER_ARN", cluster), cluster);
    access.allow(Statement::allow(FIND, [Value::from(cluster)]));
    access.allow(Statement::allow(CONNECT, [Value::from(cluster)]));
    access.allow(Statement::allow(TOPICS, [of("topic")]));
    access.allow(Statement::allow(GROUPS, [of("group")]));
    system.grant(program, access);
    system.reach(program, &LogicalId::new(&group_name(cluster)), PORT);
}

fn is_broker_type(text: &str) -> bool {
    text.strip_prefix("kafka.").is_some_and(|rest| {
        rest.split_once('.').is_some_and(|(family, size)| {
            !size.is_empty()
                && family.starts_with(['t', 'm'])
                && rest
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.')
        })
    })
}

/// Whether AWS takes it as the name of a cluster.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
