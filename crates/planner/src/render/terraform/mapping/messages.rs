//! Amazon SNS and SQS.

use super::Mapping;
use super::To::{Argument, First, Json};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::SNS::Topic",
        resource: "aws_sns_topic",
        reference: "arn",
        attributes: &[("TopicArn", "arn"), ("TopicName", "name")],
        properties: &[
            ("TopicName", Argument("name")),
            ("DisplayName", Argument("display_name")),
            ("KmsMasterKeyId", Argument("kms_master_key_id")),
            ("FifoTopic", Argument("fifo_topic")),
            (
                "ContentBasedDeduplication",
                Argument("content_based_deduplication"),
            ),
            ("SignatureVersion", Argument("signature_version")),
            ("TracingConfig", Argument("tracing_config")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::SNS::Subscription",
        resource: "aws_sns_topic_subscription",
        reference: "arn",
        attributes: &[],
        properties: &[
            ("TopicArn", Argument("topic_arn")),
            ("Protocol", Argument("protocol")),
            ("Endpoint", Argument("endpoint")),
            ("FilterPolicy", Json("filter_policy")),
            ("FilterPolicyScope", Argument("filter_policy_scope")),
            ("RawMessageDelivery", Argument("raw_message_delivery")),
            ("RedrivePolicy", Json("redrive_policy")),
            ("SubscriptionRoleArn", Argument("subscription_role_arn")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::SNS::TopicPolicy",
        resource: "aws_sns_topic_policy",
        reference: "id",
        attributes: &[],
        properties: &[("Topics", First("arn")), ("PolicyDocument", Json("policy"))],
        finish: None,
    },
    Mapping {
        kind: "AWS::SQS::Queue",
        resource: "aws_sqs_queue",
        reference: "url",
        attributes: &[("Arn", "arn"), ("QueueName", "name"), ("QueueUrl", "url")],
        properties: &[
            ("QueueName", Argument("name")),
            ("FifoQueue", Argument("fifo_queue")),
            (
                "ContentBasedDeduplication",
                Argument("content_based_deduplication"),
            ),
            ("DeduplicationScope", Argument("deduplication_scope")),
            ("FifoThroughputLimit", Argument("fifo_throughput_limit")),
            ("DelaySeconds", Argument("delay_seconds")),
            ("MaximumMessageSize", Argument("max_message_size")),
            ("MessageRetentionPeriod", Argument("message_retention_seconds")),
            (
                "ReceiveMessageWaitTimeSeconds",
                Argument("receive_wait_time_seconds"),
            ),
            ("VisibilityTimeout", Argument("visibility_timeout_seconds")),
            ("KmsMasterKeyId", Argument("kms_master_key_id")),
            (
                "KmsDataKeyReusePeriodSeconds",
                Argument("kms_data_key_reuse_period_seconds"),
            ),
            ("SqsManagedSseEnabled", Argument("sqs_managed_sse_enabled")),
            ("RedrivePolicy", Json("redrive_policy")),
            ("RedriveAllowPolicy", Json("redrive_allow_policy")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::SQS::QueuePolicy",
        resource: "aws_sqs_queue_policy",
        reference: "id",
        attributes: &[],
        properties: &[("Queues", First("queue_url")), ("PolicyDocument", Json("policy"))],
        finish: None,
    },
];
