//! Amazon Kinesis Video Streams: takes in video from cameras and keeps it.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed, kinesis};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Retention, Value};

/// Hours that video is kept.
const KEEP_HOURS: i64 = 24;

/// `AWS::KinesisVideo::Stream`.
pub(crate) struct VideoStream;

impl VideoStream {
    const KIND: &str = "AWS::KinesisVideo::Stream";
}

impl Service for VideoStream {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Takes in live video from cameras and keeps it encrypted for a day",
                "कैमरों से लाइव वीडियो लेता है और एक दिन तक एन्क्रिप्ट करके रखता है",
                "Cameras se live video leta hai aur ek din tak encrypted rakhta hai",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, _stream: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("Kinesis Video", "ingested", usage.storage_gb),
            billed("Kinesis Video", "stored", usage.storage_gb),
        ]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: VideoStream::KIND,
    terms: [
        "kinesis video|kinesis video stream|kinesis video streams|amazon kinesis video streams|aws kinesis video streams|\
         video stream ingestion|live video ingestion|camera stream|camera feed ingestion|cctv stream",
        "काइनेसिस वीडियो|वीडियो स्ट्रीम|कैमरा स्ट्रीम",
        "camera ki video stream",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("VideoStream");
    let key = system.key_arn();
    let hours = part
        .number("retentionHours", (1, 87_600))
        .or_else(|| part.number("retentionDays", (1, 3650)).map(|days| days * 24));
    let stream = Resource::new(id, VideoStream::KIND)
        .kept(Retention::Retain)
        .with_some("Name", part.name(kinesis::is_name))
        .with("DataRetentionInHours", hours.unwrap_or(KEEP_HOURS))
        .with_some("KmsKeyId", key);
    let id = system.add(stream);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the video stream for cameras", &id);
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, stream: &LogicalId) {
    const WATCH: &[&str] = &[
        "kinesisvideo:DescribeStream",
        "kinesisvideo:GetDataEndpoint",
        "kinesisvideo:GetHLSStreamingSessionURL",
        "kinesisvideo:GetMedia",
        "kinesisvideo:ListFragments",
    ];
    let mut access = Access::default();
    access.tell(system.variable("VIDEO_STREAM_NAME", stream), stream);
    access.allow(Statement::allow(WATCH, [Value::Attribute(stream.clone(), "Arn")]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}
