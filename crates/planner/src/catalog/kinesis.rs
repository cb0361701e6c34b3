//! Amazon Kinesis Data Streams: takes in a steady flow of records and keeps their order.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::iam::Statement;
use super::plain::say;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, UsageProfile, billed, lambda, pipes, sqs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// Records that a function gets at once.
const BATCH: i64 = 100;
/// The most that AWS hands to a function at once. Source: Lambda developer guide, event source mappings of streams, 2026-11.
const MOST_AT_ONCE: i64 = 10_000;
/// Tries before records are put aside: a stream stands still until they are.
const TRIES: i64 = 3;
/// Hours that records are kept: the least, which is in the price.
const KEEP_HOURS: i64 = 24;
/// Records of about one kilobyte in a gigabyte.
const RECORDS_PER_GIGABYTE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// AWS's own key for streams, which costs nothing by itself.
const AWS_KEY: &str = "alias/aws/kinesis";
const ON_DEMAND: &str = "ON_DEMAND";

/// What reading from a stream needs.
pub(crate) const READ: &[&str] = &[
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
];

/// `AWS::Kinesis::Stream`.
pub(crate) struct Stream;

impl Stream {
    pub(crate) const KIND: &str = "AWS::Kinesis::Stream";
}

impl Service for Stream {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Takes in a steady flow of data, such as clicks or measurements, and keeps it in order for a day",
                "क्लिक या माप जैसे लगातार आते डेटा को लेता है और एक दिन तक क्रम से रखता है",
                "Clicks ya measurements jaise lagataar aate data ko leta hai aur ek din tak kram se rakhta hai",
            ],
        )
    }

    fn billed(&self, stream: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let mode = stream.properties.get("StreamModeDetails");
        if mode.and_then(|it| it.get("StreamMode")).and_then(Value::as_text) == Some(ON_DEMAND) {
            let gigabytes = usage.api_requests / RECORDS_PER_GIGABYTE;
            return vec![
                billed("Kinesis", "on_demand_stream", HOURS_PER_MONTH),
                billed("Kinesis", "on_demand_ingest", gigabytes),
                billed("Kinesis", "on_demand_retrieval", gigabytes),
            ];
        }
        let shards = stream.properties.get("ShardCount").and_then(Value::as_integer);
        let hours = HOURS_PER_MONTH * Decimal::from(shards.unwrap_or(1));
        vec![
            billed("Kinesis", "provisioned_shard", hours),
            billed("Kinesis", "put_payload_units", usage.api_requests),
        ]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Stream::KIND,
    terms: [
        "kinesis|amazon kinesis|aws kinesis|kinesis stream|kinesis data stream|kinesis data streams|amazon kinesis data streams|\
         aws kinesis data streams|kds|data stream|data streaming|event stream|streaming data|real-time stream|real time stream|\
         realtime stream|real-time data stream|real time data stream|realtime data stream|clickstream|click stream|\
         clickstream ingestion|streaming ingestion|stream ingestion|stream processing|real-time ingestion|real time ingestion|\
         ingestion stream",
        "काइनेसिस|किनेसिस|डेटा स्ट्रीम|काइनेसिस स्ट्रीम|डेटा प्रवाह",
        "data ki stream|lagataar aane wala data|data ka bahav",
    ],
    build,
    uses: Some(uses),
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: Stream::KIND,
    to: lambda::Function::KIND,
    ends: Ends::One,
    connect: feeds,
}];

/// A stream of one shard, the cheapest; it takes a megabyte each second. Without a number of shards it grows by itself
/// where that was said.
pub(crate) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Stream");
    let shards = part
        .number("shards", (1, 200))
        .or_else(|| part.number("shardCount", (1, 200)));
    let on_demand =
        shards.is_none() && (part.wants("onDemand") || part.text("mode").is_some_and(says_on_demand));
    let hours = part
        .number("retentionHours", (24, 8760))
        .or_else(|| part.number("retentionDays", (1, 365)).map(|days| days * 24));
    let key = system.key_arn().unwrap_or_else(|| AWS_KEY.into());
    let stream = Resource::new(id, Stream::KIND)
        .with_some("Name", part.name(is_name))
        .with_some("ShardCount", (!on_demand).then(|| shards.unwrap_or(1)))
        .with("RetentionPeriodHours", hours.unwrap_or(KEEP_HOURS))
        .with(
            "StreamModeDetails",
            properties! { "StreamMode": if on_demand { ON_DEMAND } else { "PROVISIONED" } },
        )
        .with(
            "StreamEncryption",
            properties! { "EncryptionType": "KMS", "KeyId": key },
        );
    let id = system.add(stream);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the stream for programs", &id);
    id
}

fn says_on_demand(mode: &str) -> bool {
    ["on-demand", "on demand", "ondemand", "on_demand"].contains(&mode.to_ascii_lowercase().as_str())
}

/// A program puts records in; one that always runs reads too, which a function gets without asking.
fn uses(system: &mut System<'_>, program: &LogicalId, stream: &LogicalId) {
    let is_function = system
        .blueprint
        .resource(program)
        .is_some_and(|it| it.kind == lambda::Function::KIND);
    let arn = Value::Attribute(stream.clone(), "Arn");
    let mut access = Access::default();
    access.tell(system.variable("STREAM_NAME", stream), stream);
    access.allow(Statement::allow(
        &["kinesis:PutRecord", "kinesis:PutRecords"],
        [arn.clone()],
    ));
    if !is_function {
        access.allow(Statement::allow(READ, [arn]));
    }
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// The function takes what flows by; what fails is halved to find the culprit and put aside in the end.
fn feeds(system: &mut System<'_>, stream: &LogicalId, function: &LogicalId) {
    if pipes::takes_from(system, stream) {
        return;
    }
    let failed = sqs::add_for_failures(system, &format!("{stream} Failed"));
    let arn = Value::Attribute(stream.clone(), "Arn");
    let mut access = Access::default();
    access.allow(Statement::allow(READ, [arn.clone()]));
    access.allow(Statement::allow(&["kinesis:ListStreams"], [all_streams()]));
    access.allow(Statement::allow(
        &["sqs:SendMessage"],
        [Value::Attribute(failed.clone(), "Arn")],
    ));
    access.statements.extend(system.key_statement());
    system.grant(function, access);
    let on_failure = properties! { "Destination": Value::Attribute(failed, "Arn") };
    let batch = wishes::number(
        system.design.requirements,
        Stream::KIND,
        &["batchSize"],
        (1, MOST_AT_ONCE),
    );
    let mapping = lambda::event_source_mapping(&format!("{function} From {stream}"), function, arn)
        .with("StartingPosition", "LATEST")
        .with("BatchSize", batch.unwrap_or(BATCH))
        .with("BisectBatchOnFunctionError", true)
        .with("MaximumRetryAttempts", TRIES)
        .with("FunctionResponseTypes", vec!["ReportBatchItemFailures"])
        .with("DestinationConfig", properties! { "OnFailure": on_failure });
    system.add(mapping);
}

/// AWS lists streams by account, never one alone.
fn all_streams() -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":kinesis:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":stream/*".into(),
    ])
}

/// Whether AWS takes it as the name of a stream.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
