//! What fails with one mishap: messages that get lost, and data centres that there is only one of.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Setting, Subject, each, setting};
use crate::blueprint::{Resource, Value};
use crate::catalog::rds;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-REL-001",
        severity: Severity::Low,
        look: Look::Each(
            &["AWS::SQS::Queue", "AWS::Lambda::EventSourceMapping"],
            loses_messages,
        ),
        message: [
            "What fails here again and again is lost, or holds up everything behind it: there is no dead-letter queue",
            "यहाँ जो बार-बार विफल हो वह खो जाता है, या पीछे सब कुछ रोक देता है: कोई डेड-लेटर कतार नहीं है",
            "Yahan jo baar-baar fail ho woh kho jaata hai, ya peeche sab kuch rok deta hai: koi dead-letter queue nahi hai",
        ],
        suggestion: [
            "Give it a second queue for what fails",
            "विफल चीज़ों के लिए इसे दूसरी कतार दें",
            "Fail hone wali cheezon ke liye ise doosri queue dein",
        ],
    },
    Rule {
        id: "CW-REL-003",
        severity: Severity::Info,
        look: Look::Each(
            &[
                "AWS::Events::Rule",
                "AWS::SNS::Subscription",
                "AWS::Scheduler::Schedule",
            ],
            gives_up_silently,
        ),
        message: [
            "AWS tries again for hours; what still can't be delivered then is dropped without a word",
            "AWS घंटों तक दोबारा कोशिश करता है; तब भी जो न पहुँचे वह बिना बताए छोड़ दिया जाता है",
            "AWS ghanton tak dobara koshish karta hai; tab bhi jo na pahunche woh bina bataye chhod diya jaata hai",
        ],
        suggestion: [
            "Name a dead-letter queue if each message counts",
            "यदि हर संदेश ज़रूरी है तो डेड-लेटर कतार बताइए",
            "Agar har message zaroori hai to dead-letter queue bataiye",
        ],
    },
    Rule {
        id: "CW-REL-002",
        severity: Severity::Info,
        look: Look::Each(
            &[
                "AWS::AmazonMQ::Broker",
                "AWS::AutoScaling::AutoScalingGroup",
                "AWS::DAX::Cluster",
                "AWS::DMS::ReplicationInstance",
                "AWS::EC2::Instance",
                "AWS::ECS::Service",
                "AWS::ElastiCache::CacheCluster",
                "AWS::ElastiCache::ReplicationGroup",
                "AWS::FSx::FileSystem",
                "AWS::MemoryDB::Cluster",
                "AWS::OpenSearchServerless::Collection",
                "AWS::OpenSearchService::Domain",
                "AWS::RDS::DBInstance",
                "AWS::Redshift::Cluster",
                "AWS::Timestream::InfluxDBInstance",
            ],
            stands_alone,
        ),
        message: [
            "It stands in one data centre: when that one fails, so does this, for minutes to hours",
            "यह एक ही डेटा सेंटर में है: वह विफल हुआ तो यह भी, मिनटों से घंटों तक",
            "Yeh ek hi data centre mein hai: woh fail hua to yeh bhi, minute se ghanton tak",
        ],
        suggestion: [
            "Fine to begin with; for production ask for high availability, which about doubles its price",
            "शुरुआत के लिए ठीक है; प्रोडक्शन के लिए हाई अवेलेबिलिटी माँगिए, जिससे इसका दाम लगभग दोगुना होता है",
            "Shuruaat ke liye theek hai; production ke liye high availability maangiye, jisse iska daam lagbhag double hota hai",
        ],
    },
];

/// A queue for work has a second one for what fails; a stream that is read says where its failures go.
fn loses_messages(subject: Subject<'_>, resource: &Resource) -> bool {
    if resource.kind == "AWS::SQS::Queue" {
        return !resource.properties.contains_key("RedrivePolicy") && !takes_failures(subject, resource);
    }
    // A queue's own policy says where its failures go; a stream has none.
    let from_queue = match resource.properties.get("EventSourceArn") {
        Some(Value::Attribute(source, _)) => {
            let source = subject.blueprint.resource(source);
            source.is_some_and(|it| it.kind == "AWS::SQS::Queue")
        }
        _ => false,
    };
    let failures = resource
        .properties
        .get("DestinationConfig")
        .and_then(|it| it.get("OnFailure"));
    !from_queue && failures.is_none()
}

/// Whether a queue is where somebody's failures go.
fn takes_failures(subject: Subject<'_>, queue: &Resource) -> bool {
    const PLACES: [&str; 5] = [
        "deadLetterTargetArn",
        "DeadLetterConfig",
        "OnFailure",
        "TargetArn",
        "DeadLetterArn",
    ];
    let mut found = false;
    for value in subject
        .blueprint
        .resources()
        .iter()
        .flat_map(|it| it.properties.values())
    {
        each(value, &mut |value| {
            let places = PLACES.iter().filter_map(|place| value.get(place));
            found |= places.flat_map(Value::references).any(|id| id == &queue.id);
        });
    }
    let direct = |it: &Resource| {
        let config = it
            .properties
            .get("DeadLetterConfig")
            .or(it.properties.get("DestinationConfig"));
        config.is_some_and(|config| config.references().contains(&&queue.id))
    };
    found || subject.blueprint.resources().iter().any(direct)
}

fn gives_up_silently(_: Subject<'_>, resource: &Resource) -> bool {
    match resource.kind {
        "AWS::Events::Rule" => match resource.properties.get("Targets") {
            Some(Value::List(targets)) => targets.iter().any(|it| it.get("DeadLetterConfig").is_none()),
            _ => false,
        },
        "AWS::SNS::Subscription" => {
            // Mail has nowhere else to go.
            let protocol = resource.properties.get("Protocol").and_then(Value::as_text);
            !matches!(protocol, Some("email" | "email-json" | "sms"))
                && !resource.properties.contains_key("RedrivePolicy")
        }
        _ => {
            let target = resource.properties.get("Target");
            target.is_some_and(|it| it.get("DeadLetterConfig").is_none())
        }
    }
}

const TWO: Must = Must::BeAtLeast(2);
const IN_ONE_PLACE: &[Setting] = &[
    setting(
        "AWS::AmazonMQ::Broker",
        "DeploymentMode",
        Must::NotBe(&["SINGLE_INSTANCE"]),
    ),
    setting("AWS::AutoScaling::AutoScalingGroup", "MinSize", TWO),
    setting("AWS::DAX::Cluster", "ReplicationFactor", TWO),
    setting("AWS::DMS::ReplicationInstance", "MultiAZ", Must::BeOn),
    setting("AWS::ECS::Service", "DesiredCount", TWO),
    setting(
        "AWS::ElastiCache::CacheCluster",
        "AZMode",
        Must::Be(&["cross-az"]),
    ),
    setting("AWS::ElastiCache::ReplicationGroup", "MultiAZEnabled", Must::BeOn),
    setting(
        "AWS::FSx::FileSystem",
        "OntapConfiguration?.DeploymentType",
        Must::NotBe(&["SINGLE_AZ_1", "SINGLE_AZ_2"]),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "OpenZFSConfiguration?.DeploymentType",
        Must::NotBe(&["SINGLE_AZ_1", "SINGLE_AZ_2"]),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "WindowsConfiguration?.DeploymentType",
        Must::NotBe(&["SINGLE_AZ_1", "SINGLE_AZ_2"]),
    ),
    setting(
        "AWS::MemoryDB::Cluster",
        "NumReplicasPerShard",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::OpenSearchServerless::Collection",
        "StandbyReplicas",
        Must::NotBe(&["DISABLED"]),
    ),
    setting(
        "AWS::OpenSearchService::Domain",
        "ClusterConfig.ZoneAwarenessEnabled",
        Must::BeOn,
    ),
    setting("AWS::RDS::DBInstance", "MultiAZ", Must::BeOn),
    setting("AWS::Redshift::Cluster", "MultiAZ", Must::BeOn),
    setting(
        "AWS::Timestream::InfluxDBInstance",
        "DeploymentType",
        Must::NotBe(&["SINGLE_AZ"]),
    ),
];

/// One machine is in one place whatever its settings say, unless another one shares its work.
fn stands_alone(subject: Subject<'_>, resource: &Resource) -> bool {
    if resource.kind == "AWS::EC2::Instance" {
        return subject.blueprint.of_kind(resource.kind).count() == 1;
    }
    !rds::is_follower(resource)
        && IN_ONE_PLACE
            .iter()
            .any(|it| it.kind == resource.kind && it.broken_by(resource))
}
