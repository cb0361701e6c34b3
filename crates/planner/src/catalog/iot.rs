//! AWS `IoT` Core: devices send measurements, and a rule hands them on.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::{self, Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use super::{dynamodb, firehose, kinesis, lambda, s3, sqs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, storage};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const PRINCIPAL: &str = "iot.amazonaws.com";
const SQL_VERSION: &str = "2016-03-23";

pub(crate) const THING: Plain = Plain {
    kind: "AWS::IoT::Thing",
    tags: Tags::None,
    purpose: [
        "Stands for one device, such as a sensor, that may connect",
        "एक उपकरण, जैसे सेंसर, का प्रतिनिधि जो जुड़ सकता है",
        "Ek device, jaise sensor, ka roop jo connect kar sakta hai",
    ],
};

pub(crate) const POLICY: Plain = Plain {
    kind: "AWS::IoT::Policy",
    tags: Tags::List,
    purpose: [
        "Lets each device send and receive under its own name only",
        "हर उपकरण को केवल अपने नाम से भेजने और पाने देता है",
        "Har device ko sirf apne naam se bhejne aur paane deta hai",
    ],
};

/// `AWS::IoT::TopicRule`.
pub(crate) struct TopicRule;

impl TopicRule {
    const KIND: &str = "AWS::IoT::TopicRule";
}

impl Service for TopicRule {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Hands on what devices send, to where it is kept or worked on",
                "उपकरण जो भेजते हैं उसे वहाँ पहुँचाता है जहाँ वह रखा जाता है या उस पर काम होता है",
                "Devices jo bhejte hain use wahan pahunchata hai jahan woh rakha jaata hai ya us par kaam hota hai",
            ],
        )
    }

    fn billed(&self, _rule: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("IoT Core", "messages", usage.api_requests),
            billed("IoT Core", "rules_triggered", usage.api_requests),
        ]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: TopicRule::KIND,
        terms: [
            "iot core|aws iot|aws iot core|amazon iot|amazon iot core|iot|iot rule|iot topic rule|iot rules engine|\
             iot core rule|iot platform|iot backend|iot ingestion|iot data ingestion|mqtt|mqtt broker|device telemetry|\
             sensor data ingestion|telemetry ingestion|internet of things",
            "आईओटी|आईओटी कोर|एडब्ल्यूएस आईओटी|इंटरनेट ऑफ थिंग्स|सेंसर डेटा",
            "sensor ka data lena|device ka data lena",
        ],
        build,
        uses: None,
    },
    Component {
        kind: THING.kind,
        terms: [
            "iot thing|iot device|iot core thing|connected device|device registry|iot device registry",
            "आईओटी डिवाइस|आईओटी उपकरण",
            "iot wala device",
        ],
        build: build_thing,
        uses: None,
    },
];

/// A device and what it may do. Its certificate is the device's own secret and is made when the device is set up.
fn build_thing(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Device");
    let thing = Resource::new(id, THING.kind).with_some("ThingName", part.name(is_thing_name));
    let id = system.add(thing);
    if system.all(POLICY.kind).is_empty() {
        let policy = device_policy(system.project());
        system.add(policy);
    }
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the device", &id);
    id
}

/// A device connects under its own name, and sends and hears below it.
fn device_policy(project: &str) -> Resource {
    const NAME: &str = "${iot:Connection.Thing.ThingName}";
    let arn = |what: &str| {
        Value::Concat(vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":iot:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
            format!(":{what}").into(),
        ])
    };
    let allow = |actions: &[&'static str], on: String| {
        properties! {
            "Effect": "Allow",
            "Action": Value::list(actions.iter().copied()),
            "Resource": vec![arn(&on)],
        }
    };
    let document = policy([
        allow(&["iot:Connect"], format!("client/{NAME}")),
        allow(
            &["iot:Publish", "iot:Receive"],
            format!("topic/{project}/{NAME}/*"),
        ),
        allow(&["iot:Subscribe"], format!("topicfilter/{project}/{NAME}/*")),
    ]);
    Resource::new("DevicePolicy", POLICY.kind).with("PolicyDocument", document)
}

/// A rule that hands on everything that the project's devices send.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if system.all(THING.kind).is_empty() {
        build_thing(system, &Part { said: None });
    }
    let to = destination(system);
    let id = system.free_id("DeviceRule");
    let log = system.log_group(&format!("{id} Logs"));
    let (statement, action) = hand_over(system, &to);
    let mut statements: Vec<Statement> = statement.into_iter().collect();
    statements.push(Statement::allow(super::logs::WRITE, [log.attribute("Arn")]));
    statements.extend(system.key_statement());
    let role = iam::role(format!("{id} Role").as_str(), PRINCIPAL, &statements);
    let with_role = |(name, mut action): (&str, Value), takes_role: bool| {
        if let (true, Value::Map(entries)) = (takes_role, &mut action) {
            entries.insert("RoleArn".to_owned(), role.attribute("Arn"));
        }
        Value::map([(name, action)])
    };
    let is_function = action.0 == "Lambda";
    let failed = with_role(
        ("CloudwatchLogs", properties! { "LogGroupName": log.reference() }),
        true,
    );
    let payload = properties! {
        "Sql": format!(
            "SELECT *, newuuid() AS id, topic(2) AS device, timestamp() AS received FROM '{}/+/data'",
            system.project()
        ),
        "AwsIotSqlVersion": SQL_VERSION,
        "Description": "Hands on what the devices send",
        "RuleDisabled": false,
        "Actions": vec![with_role(action, !is_function)],
        "ErrorAction": failed,
    };
    let passes_on = Resource::new(id, TopicRule::KIND)
        .with_some("RuleName", part.name(is_rule_name))
        .with("TopicRulePayload", payload);
    let source = passes_on.attribute("Arn");
    system.add(log);
    system.add(role);
    let id = system.add(passes_on);
    if is_function {
        let permission = format!("{to} For {id}");
        system.add(lambda::permission(permission.as_str(), &to, PRINCIPAL, source));
    }
    id
}

/// Where measurements go: to a stream, else to a function that works on them, a queue, a table, a bucket; to a new bucket
/// where there is nothing.
fn destination(system: &mut System<'_>) -> LogicalId {
    const BEST_FIRST: [&str; 6] = [
        kinesis::Stream::KIND,
        firehose::DeliveryStream::KIND,
        lambda::Function::KIND,
        sqs::Queue::KIND,
        dynamodb::Table::KIND,
        s3::Bucket::KIND,
    ];
    let takes = |id: &LogicalId, kind: &str| match kind {
        lambda::Function::KIND => id.as_str() != compute::HANDLER,
        sqs::Queue::KIND => sqs::takes_work(system, id),
        s3::Bucket::KIND => storage::is_files(id),
        firehose::DeliveryStream::KIND => firehose::takes_puts(system, id),
        _ => true,
    };
    let there = BEST_FIRST
        .iter()
        .find_map(|kind| system.all(kind).into_iter().find(|id| takes(id, kind)));
    there.unwrap_or_else(|| storage::build_bucket(system, &Part { said: None }))
}

/// What a rule needs to hand over to this, and how it is told.
fn hand_over(system: &System<'_>, to: &LogicalId) -> (Option<Statement>, (&'static str, Value)) {
    let arn = Value::Attribute(to.clone(), "Arn");
    match system.blueprint.resource(to).map(|it| it.kind) {
        Some(kinesis::Stream::KIND) => (
            Some(Statement::allow(&["kinesis:PutRecord"], [arn])),
            (
                "Kinesis",
                properties! { "StreamName": to, "PartitionKey": "${topic()}" },
            ),
        ),
        Some(firehose::DeliveryStream::KIND) => (
            Some(Statement::allow(
                &["firehose:PutRecord", "firehose:PutRecordBatch"],
                [arn],
            )),
            (
                "Firehose",
                properties! { "DeliveryStreamName": to, "Separator": "\n" },
            ),
        ),
        Some(lambda::Function::KIND) => (None, ("Lambda", properties! { "FunctionArn": arn })),
        Some(sqs::Queue::KIND) => (
            Some(Statement::allow(&["sqs:SendMessage"], [arn])),
            ("Sqs", properties! { "QueueUrl": to, "UseBase64": false }),
        ),
        Some(dynamodb::Table::KIND) => (
            Some(Statement::allow(&["dynamodb:PutItem"], [arn])),
            (
                "DynamoDBv2",
                properties! { "PutItem": properties! { "TableName": to } },
            ),
        ),
        _ => (
            Some(Statement::allow(&["s3:PutObject"], [s3::files(to)])),
            (
                "S3",
                properties! { "BucketName": to, "Key": "devices/${topic(2)}/${timestamp()}.json" },
            ),
        ),
    }
}

fn is_thing_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ":_-".contains(c))
}

fn is_rule_name(name: &str) -> bool {
    (1..=128).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
