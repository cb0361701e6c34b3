//! AWS Lambda, and the logs of everything. A function whose code stands in the template itself is left to awscc: the provider
//! `aws` only takes files.

use super::To::{Argument, Block, Name, Named, Up};
use super::{ALWAYS, Mapping, Rule};

/// `CloudFormation`'s ARN of a log group stands for its streams as well.
pub(super) const LOG_GROUP_ARN: &str = "=\"${@.arn}:*\"";

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::Lambda::Function",
        resource: "aws_lambda_function",
        reference: "function_name",
        attributes: &[("Arn", "arn")],
        properties: FUNCTION,
        finish: None,
    },
    Mapping {
        kind: "AWS::Lambda::Permission",
        resource: "aws_lambda_permission",
        reference: "id",
        attributes: &[],
        properties: &[
            ("Action", Argument("action")),
            ("FunctionName", Argument("function_name")),
            ("Principal", Argument("principal")),
            ("PrincipalOrgID", Argument("principal_org_id")),
            ("SourceAccount", Argument("source_account")),
            ("SourceArn", Argument("source_arn")),
            ("FunctionUrlAuthType", Argument("function_url_auth_type")),
            ("EventSourceToken", Argument("event_source_token")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::Lambda::Url",
        resource: "aws_lambda_function_url",
        reference: "function_arn",
        attributes: &[("FunctionUrl", "function_url"), ("FunctionArn", "function_arn")],
        properties: &[
            ("AuthType", Argument("authorization_type")),
            ("TargetFunctionArn", Argument("function_name")),
            ("Qualifier", Argument("qualifier")),
            ("InvokeMode", Argument("invoke_mode")),
            (
                "Cors",
                Block(
                    "cors",
                    &[
                        ("AllowCredentials", Argument("allow_credentials")),
                        ("AllowHeaders", Argument("allow_headers")),
                        ("AllowMethods", Argument("allow_methods")),
                        ("AllowOrigins", Argument("allow_origins")),
                        ("ExposeHeaders", Argument("expose_headers")),
                        ("MaxAge", Argument("max_age")),
                    ],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::Lambda::EventSourceMapping",
        resource: "aws_lambda_event_source_mapping",
        reference: "uuid",
        attributes: &[],
        properties: &[
            ("FunctionName", Argument("function_name")),
            ("EventSourceArn", Argument("event_source_arn")),
            ("BatchSize", Argument("batch_size")),
            (
                "MaximumBatchingWindowInSeconds",
                Argument("maximum_batching_window_in_seconds"),
            ),
            ("MaximumRetryAttempts", Argument("maximum_retry_attempts")),
            (
                "MaximumRecordAgeInSeconds",
                Argument("maximum_record_age_in_seconds"),
            ),
            (
                "BisectBatchOnFunctionError",
                Argument("bisect_batch_on_function_error"),
            ),
            ("ParallelizationFactor", Argument("parallelization_factor")),
            ("StartingPosition", Argument("starting_position")),
            ("FunctionResponseTypes", Argument("function_response_types")),
            ("Enabled", Argument("enabled")),
            (
                "ScalingConfig",
                Block(
                    "scaling_config",
                    &[("MaximumConcurrency", Argument("maximum_concurrency"))],
                ),
            ),
            (
                "DestinationConfig",
                Block(
                    "destination_config",
                    &[(
                        "OnFailure",
                        Block("on_failure", &[("Destination", Argument("destination_arn"))]),
                    )],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::Logs::LogGroup",
        resource: "aws_cloudwatch_log_group",
        reference: "name",
        attributes: &[("Arn", LOG_GROUP_ARN)],
        properties: &[
            ("LogGroupName", Argument("name")),
            ("LogGroupClass", Argument("log_group_class")),
            ("RetentionInDays", Argument("retention_in_days")),
            ("KmsKeyId", Argument("kms_key_id")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::CloudWatch::Alarm",
        resource: "aws_cloudwatch_metric_alarm",
        reference: "alarm_name",
        attributes: &[("Arn", "arn")],
        properties: &[
            ("AlarmName", Argument("alarm_name")),
            ("AlarmDescription", Argument("alarm_description")),
            ("ActionsEnabled", Argument("actions_enabled")),
            ("Namespace", Argument("namespace")),
            ("MetricName", Argument("metric_name")),
            ("Dimensions", Named("dimensions")),
            ("Statistic", Argument("statistic")),
            ("ExtendedStatistic", Argument("extended_statistic")),
            ("Unit", Argument("unit")),
            ("Period", Argument("period")),
            ("EvaluationPeriods", Argument("evaluation_periods")),
            ("DatapointsToAlarm", Argument("datapoints_to_alarm")),
            ("Threshold", Argument("threshold")),
            ("ComparisonOperator", Argument("comparison_operator")),
            ("TreatMissingData", Argument("treat_missing_data")),
            ("AlarmActions", Argument("alarm_actions")),
            ("OKActions", Argument("ok_actions")),
            ("InsufficientDataActions", Argument("insufficient_data_actions")),
            (ALWAYS, Name("alarm_name")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::Logs::MetricFilter",
        resource: "aws_cloudwatch_log_metric_filter",
        reference: "name",
        attributes: &[],
        properties: &[
            ("FilterName", Argument("name")),
            ("LogGroupName", Argument("log_group_name")),
            ("FilterPattern", Argument("pattern")),
            (
                "MetricTransformations",
                Block(
                    "metric_transformation",
                    &[
                        ("MetricName", Argument("name")),
                        ("MetricNamespace", Argument("namespace")),
                        ("MetricValue", Argument("value")),
                        ("DefaultValue", Argument("default_value")),
                        ("Unit", Argument("unit")),
                    ],
                ),
            ),
            (ALWAYS, Name("name")),
        ],
        finish: None,
    },
];

const FUNCTION: &[Rule] = &[
    ("FunctionName", Argument("function_name")),
    ("Description", Argument("description")),
    ("PackageType", Argument("package_type")),
    ("Runtime", Argument("runtime")),
    ("Handler", Argument("handler")),
    (
        "Code",
        Up(&[
            ("ImageUri", Argument("image_uri")),
            ("S3Bucket", Argument("s3_bucket")),
            ("S3Key", Argument("s3_key")),
            ("S3ObjectVersion", Argument("s3_object_version")),
        ]),
    ),
    ("Architectures", Argument("architectures")),
    ("Role", Argument("role")),
    ("MemorySize", Argument("memory_size")),
    ("Timeout", Argument("timeout")),
    ("KmsKeyArn", Argument("kms_key_arn")),
    ("Layers", Argument("layers")),
    (
        "ReservedConcurrentExecutions",
        Argument("reserved_concurrent_executions"),
    ),
    (
        "LoggingConfig",
        Block(
            "logging_config",
            &[
                ("LogFormat", Argument("log_format")),
                ("LogGroup", Argument("log_group")),
                ("ApplicationLogLevel", Argument("application_log_level")),
                ("SystemLogLevel", Argument("system_log_level")),
            ],
        ),
    ),
    (
        "Environment",
        Block("environment", &[("Variables", Argument("variables"))]),
    ),
    (
        "VpcConfig",
        Block(
            "vpc_config",
            &[
                ("SecurityGroupIds", Argument("security_group_ids")),
                ("SubnetIds", Argument("subnet_ids")),
                ("Ipv6AllowedForDualStack", Argument("ipv6_allowed_for_dual_stack")),
            ],
        ),
    ),
    (
        "TracingConfig",
        Block("tracing_config", &[("Mode", Argument("mode"))]),
    ),
    (
        "DeadLetterConfig",
        Block("dead_letter_config", &[("TargetArn", Argument("target_arn"))]),
    ),
    (
        "EphemeralStorage",
        Block("ephemeral_storage", &[("Size", Argument("size"))]),
    ),
    (ALWAYS, Name("function_name")),
];
