//! Amazon Data Firehose: collects records and writes them to a bucket, some minutes' worth at a time.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, kinesis, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// A file is written when this much has come together, or after so many seconds. 64 MB is what analytics like.
const MEGABYTES: i64 = 64;
const SECONDS: i64 = 300;
/// Firehose bills each record as a multiple of five kilobytes.
const RECORDS_PER_GIGABYTE: Decimal = Decimal::from_parts(200_000, 0, 0, false, 0);
const LOG_STREAM_NAME: &str = "delivery";
const FROM_STREAM: &str = "KinesisStreamAsSource";

/// `AWS::KinesisFirehose::DeliveryStream`.
pub(crate) struct DeliveryStream;

impl DeliveryStream {
    pub(crate) const KIND: &str = "AWS::KinesisFirehose::DeliveryStream";
}

impl Service for DeliveryStream {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Collects data as it comes in and writes it to files every few minutes",
                "आते हुए डेटा को इकट्ठा करता है और हर कुछ मिनट में फ़ाइलों में लिखता है",
                "Aate hue data ko ikattha karta hai aur har kuch minute mein files mein likhta hai",
            ],
        )
    }

    fn billed(&self, _stream: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let gigabytes = usage.api_requests / RECORDS_PER_GIGABYTE;
        vec![billed("Firehose", "ingest_first_500tb", gigabytes)]
    }
}

pub(crate) const LOG_STREAM: Plain = Plain {
    kind: "AWS::Logs::LogStream",
    tags: Tags::None,
    purpose: [
        "The page of the log that failed deliveries are written on",
        "लॉग का वह पन्ना जिस पर विफल डिलीवरी लिखी जाती हैं",
        "Log ka woh panna jis par fail hui deliveries likhi jaati hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: DeliveryStream::KIND,
    terms: [
        "firehose|kinesis firehose|kinesis data firehose|amazon kinesis firehose|amazon kinesis data firehose|\
         aws kinesis firehose|data firehose|amazon data firehose|amazon firehose|aws firehose|firehose stream|\
         firehose delivery stream|kinesis firehose delivery stream|delivery stream|stream to s3|streaming delivery|\
         stream delivery|log delivery stream|streaming etl delivery",
        "फ़ायरहोज़|फायरहोज|काइनेसिस फायरहोज|डिलीवरी स्ट्रीम",
        "data bucket mein bharne wali stream",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    const WRITE: &[&str] = &[
        "s3:AbortMultipartUpload",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
    ];
    let bucket = bucket(system);
    let source = source(system);
    let id = system.free_id("DeliveryStream");
    let log = system.log_group(&format!("{id} Logs"));
    let page = Resource::new(format!("{id} LogStream").as_str(), LOG_STREAM.kind)
        .with("LogGroupName", log.reference())
        .with("LogStreamName", LOG_STREAM_NAME);
    let bucket_arn = Value::Attribute(bucket.clone(), "Arn");
    let mut statements = vec![
        Statement::allow(WRITE, [bucket_arn.clone(), s3::files(&bucket)]),
        Statement::allow(logs::WRITE, [log.attribute("Arn")]),
    ];
    statements.extend(
        source
            .as_ref()
            .map(|stream| Statement::allow(kinesis::READ, [Value::Attribute(stream.clone(), "Arn")])),
    );
    statements.extend(system.key_statement());
    let role = iam::role(
        format!("{id} Role").as_str(),
        "firehose.amazonaws.com",
        &statements,
    );
    let from = source.as_ref().map(|stream| {
        properties! { "KinesisStreamARN": Value::Attribute(stream.clone(), "Arn"), "RoleARN": role.attribute("Arn") }
    });
    let key = system.key_arn();
    // A stream in front encrypts for itself; AWS refuses the setting then.
    let encryption = from.is_none().then(|| match &key {
        Some(key) => properties! { "KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": key.clone() },
        None => properties! { "KeyType": "AWS_OWNED_CMK" },
    });
    let mut destination = properties! {
        "BucketARN": bucket_arn,
        "RoleARN": role.attribute("Arn"),
        "Prefix": format!("{}/!{{timestamp:yyyy/MM/dd/HH}}/", prefix(&id)),
        "ErrorOutputPrefix": format!("{}-failed/!{{firehose:error-output-type}}/!{{timestamp:yyyy/MM/dd}}/", prefix(&id)),
        "BufferingHints": properties! { "IntervalInSeconds": SECONDS, "SizeInMBs": MEGABYTES },
        "CompressionFormat": "GZIP",
        "CloudWatchLoggingOptions": properties! {
            "Enabled": true,
            "LogGroupName": log.reference(),
            "LogStreamName": page.reference(),
        },
    };
    if let (Some(key), Value::Map(destination)) = (key, &mut destination) {
        let by_key = properties! { "KMSEncryptionConfig": properties! { "AWSKMSKeyARN": key } };
        destination.insert("EncryptionConfiguration".to_owned(), by_key);
    }
    let stream = Resource::new(id, DeliveryStream::KIND)
        .with_some("DeliveryStreamName", part.name(kinesis::is_name))
        .with(
            "DeliveryStreamType",
            if from.is_some() { FROM_STREAM } else { "DirectPut" },
        )
        .with_some("KinesisStreamSourceConfiguration", from)
        .with_some("DeliveryStreamEncryptionConfigurationInput", encryption)
        .with("ExtendedS3DestinationConfiguration", destination);
    for resource in [log, page, role] {
        system.add(resource);
    }
    let id = system.add(stream);
    system.blueprint.output(
        &format!("{id} Name"),
        "Name of the delivery stream for programs",
        &id,
    );
    id
}

/// Folder of the bucket that a delivery stream writes to.
fn prefix(id: &LogicalId) -> String {
    id.as_str().to_ascii_lowercase()
}

/// The first bucket for files, or a new one.
fn bucket(system: &mut System<'_>) -> LogicalId {
    let buckets = system.all(s3::Bucket::KIND);
    match buckets.into_iter().find(storage::is_files) {
        Some(bucket) => bucket,
        None => storage::build_bucket(system, &Part { said: None }),
    }
}

/// The stream that it takes from: the first delivery stream has the first, and so on.
fn source(system: &System<'_>) -> Option<LogicalId> {
    let n = system.all(DeliveryStream::KIND).len();
    let streams = system.all(kinesis::Stream::KIND);
    streams.get(n).or(streams.last()).cloned()
}

/// Whether records can be put in; where a stream stands in front, they come from there alone.
pub(crate) fn takes_puts(system: &System<'_>, stream: &LogicalId) -> bool {
    system.text_of(stream, "DeliveryStreamType").as_deref() != Some(FROM_STREAM)
}

/// Whether a delivery stream takes its records from a data stream, which keeps them until then.
pub(crate) fn reads_from_a_stream(resource: &Resource) -> bool {
    let from = resource
        .properties
        .get("DeliveryStreamType")
        .and_then(Value::as_text);
    resource.kind == DeliveryStream::KIND && from == Some(FROM_STREAM)
}

/// A program puts records in, where no stream stands in front.
fn uses(system: &mut System<'_>, program: &LogicalId, stream: &LogicalId) {
    if !takes_puts(system, stream) {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("DELIVERY_STREAM_NAME", stream), stream);
    access.allow(Statement::allow(
        &["firehose:PutRecord", "firehose:PutRecordBatch"],
        [Value::Attribute(stream.clone(), "Arn")],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}
