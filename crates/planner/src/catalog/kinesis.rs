//! Amazon Kinesis and Data Firehose: a stream of records that several readers follow, and its way into a bucket.

use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{self, Statement};
use super::plain::Metered;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, lambda, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

const STREAM: &str = "AWS::Kinesis::Stream";
const DELIVERY: &str = "AWS::KinesisFirehose::DeliveryStream";
/// Records that a function gets at once.
const BATCH: i64 = 100;
/// Tries before a batch is split and then given up.
const TRIES: i64 = 3;
/// Gigabytes of a record: one kilobyte.
const GB_PER_RECORD: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

const STREAM_TYPE: Metered = Metered {
    kind: STREAM,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Takes in a stream of records in their order and keeps each for a day, so that several readers can follow",
        "रिकॉर्ड की धारा को क्रम से लेता है और हर एक को एक दिन रखता है, ताकि कई पढ़ने वाले साथ चल सकें",
        "Records ki dhaara ko kram se leta hai aur har ek ko ek din rakhta hai, taaki kai reader saath chal sakein",
    ],
    billed: stream_bill,
};

const DELIVERY_TYPE: Metered = Metered {
    kind: DELIVERY,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Gathers what arrives and writes it into the bucket every few minutes",
        "जो आता है उसे जमा करके हर कुछ मिनट में bucket में लिखता है",
        "Jo aata hai use jama karke har kuch minute mein bucket mein likhta hai",
    ],
    billed: delivery_bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&STREAM_TYPE, &DELIVERY_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: STREAM,
        terms: [
            "kinesis|amazon kinesis|aws kinesis|kinesis stream|kinesis data stream|kinesis data streams|data stream|event stream|\
             click stream|clickstream|streaming data|real-time stream|realtime stream|stream of events|stream of records",
            "काइनेसिस|डेटा स्ट्रीम",
            "data stream|data ki dhaara",
        ],
        build: build_stream,
        uses: Some(use_stream),
    },
    Component {
        kind: DELIVERY,
        terms: [
            "firehose|data firehose|amazon data firehose|kinesis firehose|kinesis data firehose|delivery stream|firehose delivery stream",
            "फ़ायरहोज़|फायरहोज",
            "",
        ],
        build: build_delivery,
        uses: Some(use_delivery),
    },
];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: STREAM,
    to: lambda::Function::KIND,
    ends: Ends::All,
    connect: feeds,
}];

fn stream_bill(stream: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    let volume = usage.api_requests * GB_PER_RECORD;
    if stream.properties.contains_key("ShardCount") {
        return vec![
            billed("Kinesis", "provisioned_shard", HOURS_PER_MONTH),
            billed("Kinesis", "put_payload_units", usage.api_requests),
        ];
    }
    vec![
        billed("Kinesis", "on_demand_stream", HOURS_PER_MONTH),
        billed("Kinesis", "on_demand_ingest", volume),
        billed("Kinesis", "on_demand_retrieval", volume),
    ]
}

fn delivery_bill(_delivery: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    // Firehose counts each record as at least five kilobytes.
    let volume = usage.api_requests * GB_PER_RECORD * Decimal::from(5);
    vec![billed("Firehose", "ingested", volume)]
}

fn build_stream(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Stream");
    let key = system.key_arn().unwrap_or_else(|| "alias/aws/kinesis".into());
    let shards = part.number("shards", (1, 200)).unwrap_or(1);
    // One shard costs a third of an on-demand stream, and takes a thousand records a second.
    let stream = Resource::new(id.as_str(), STREAM)
        .with_some("Name", part.name(is_name))
        .with("ShardCount", shards)
        .with(
            "StreamEncryption",
            properties! { "EncryptionType": "KMS", "KeyId": key },
        );
    let id = system.add(stream);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the stream", &id);
    id
}

fn use_stream(system: &mut System<'_>, program: &LogicalId, stream: &LogicalId) {
    const PUT: &[&str] = &[
        "kinesis:DescribeStreamSummary",
        "kinesis:PutRecord",
        "kinesis:PutRecords",
    ];
    let mut access = Access::default();
    access.tell(system.variable("STREAM_NAME", stream), stream);
    access.allow(Statement::allow(PUT, [Value::Attribute(stream.clone(), "Arn")]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// The function follows the stream; what it can't take after some tries is left out.
fn feeds(system: &mut System<'_>, stream: &LogicalId, function: &LogicalId) {
    const READ: &[&str] = &[
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
    ];
    let arn = Value::Attribute(stream.clone(), "Arn");
    let mut access = Access::default();
    access.allow(Statement::allow(READ, [arn.clone()]));
    access.statements.extend(system.key_statement());
    system.grant(function, access);
    let mapping = lambda::event_source_mapping(&format!("{function} From {stream}"), function, arn)
        .with("StartingPosition", "TRIM_HORIZON")
        .with("BatchSize", BATCH)
        .with("MaximumRetryAttempts", TRIES)
        .with("BisectBatchOnFunctionError", true)
        .with("FunctionResponseTypes", vec!["ReportBatchItemFailures"]);
    system.add(mapping);
}

fn build_delivery(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    const WRITE: &[&str] = &["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"];
    const LIST: &[&str] = &[
        "s3:GetBucketLocation",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
    ];
    const FOLLOW: &[&str] = &[
        "kinesis:DescribeStream",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
    ];
    let id = system.free_id("Delivery");
    let bucket = system.all(s3::Bucket::KIND).into_iter().next();
    let bucket = bucket.unwrap_or_else(|| storage::build_bucket(system, &Part { said: None }));
    let bucket_arn = Value::Attribute(bucket.clone(), "Arn");
    let logs = system.log_group(&format!("{id} Logs"));
    let mut statements = vec![
        Statement::allow(WRITE, [s3::files(&bucket)]),
        Statement::allow(LIST, [bucket_arn.clone()]),
        Statement::allow(super::logs::WRITE, [logs.attribute("Arn")]),
    ];
    let source = system.all(STREAM).into_iter().next();
    if let Some(stream) = &source {
        statements.push(Statement::allow(
            FOLLOW,
            [Value::Attribute(stream.clone(), "Arn")],
        ));
    }
    statements.extend(system.key_statement());
    let role = iam::role(
        format!("{id} Role").as_str(),
        "firehose.amazonaws.com",
        &statements,
    );
    let destination = properties! {
        "BucketARN": bucket_arn,
        "RoleARN": role.attribute("Arn"),
        "Prefix": "data/!{timestamp:yyyy/MM/dd}/",
        "ErrorOutputPrefix": "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
        "CompressionFormat": "GZIP",
        "BufferingHints": properties! { "IntervalInSeconds": 300, "SizeInMBs": 5 },
        "CloudWatchLoggingOptions": properties! {
            "Enabled": true, "LogGroupName": logs.reference(), "LogStreamName": "delivery",
        },
    };
    let mut delivery = Resource::new(id.as_str(), DELIVERY)
        .with_some("DeliveryStreamName", part.name(is_name))
        .with("ExtendedS3DestinationConfiguration", destination);
    delivery = match &source {
        Some(stream) => delivery.with("DeliveryStreamType", "KinesisStreamAsSource").with(
            "KinesisStreamSourceConfiguration",
            properties! { "KinesisStreamARN": Value::Attribute(stream.clone(), "Arn"), "RoleARN": role.attribute("Arn") },
        ),
        None => {
            let encryption = match system.key_arn() {
                Some(key) => properties! { "KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": key },
                None => properties! { "KeyType": "AWS_OWNED_CMK" },
            };
            delivery
                .with("DeliveryStreamType", "DirectPut")
                .with("DeliveryStreamEncryptionConfigurationInput", encryption)
        }
    };
    let id = system.add(delivery);
    system.add(role);
    system.add(logs);
    id
}

fn use_delivery(system: &mut System<'_>, program: &LogicalId, delivery: &LogicalId) {
    let from_stream =
        system.text_of(delivery, "DeliveryStreamType").as_deref() == Some("KinesisStreamAsSource");
    if from_stream {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("DELIVERY_STREAM", delivery), delivery);
    access.allow(Statement::allow(
        &["firehose:PutRecord", "firehose:PutRecordBatch"],
        [Value::Attribute(delivery.clone(), "Arn")],
    ));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a stream.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
