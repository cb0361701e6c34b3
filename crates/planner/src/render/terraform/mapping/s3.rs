//! Amazon S3. What is one resource for `CloudFormation` is several for Terraform.

use super::To::{Argument, Beside, Block, Empty, In, Json, Own};
use super::{ALWAYS, Mapping, Rule};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::S3::Bucket",
        resource: "aws_s3_bucket",
        reference: "id",
        attributes: &[
            ("Arn", "arn"),
            ("DomainName", "bucket_domain_name"),
            ("RegionalDomainName", "bucket_regional_domain_name"),
        ],
        properties: &[
            ("BucketName", Argument("bucket")),
            (
                "BucketEncryption",
                Beside(
                    "aws_s3_bucket_server_side_encryption_configuration",
                    "bucket",
                    "",
                    ENCRYPTION,
                ),
            ),
            (
                "PublicAccessBlockConfiguration",
                Beside("aws_s3_bucket_public_access_block", "bucket", "", PUBLIC_ACCESS),
            ),
            (
                "OwnershipControls",
                Beside("aws_s3_bucket_ownership_controls", "bucket", "", OWNERSHIP),
            ),
            (
                "VersioningConfiguration",
                Beside(
                    "aws_s3_bucket_versioning",
                    "bucket",
                    "versioning_configuration",
                    VERSIONING,
                ),
            ),
            (
                "LifecycleConfiguration",
                Beside("aws_s3_bucket_lifecycle_configuration", "bucket", "", LIFECYCLE),
            ),
            (
                "LoggingConfiguration",
                Beside("aws_s3_bucket_logging", "bucket", "", LOGGING),
            ),
            (
                "CorsConfiguration",
                Beside("aws_s3_bucket_cors_configuration", "bucket", "", CORS),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::S3::BucketPolicy",
        resource: "aws_s3_bucket_policy",
        reference: "id",
        attributes: &[],
        properties: &[("Bucket", Argument("bucket")), ("PolicyDocument", Json("policy"))],
        finish: None,
    },
];

const ENCRYPTION: &[Rule] = &[(
    "ServerSideEncryptionConfiguration",
    Block("rule", ENCRYPTION_RULE),
)];

const ENCRYPTION_RULE: &[Rule] = &[
    ("BucketKeyEnabled", Argument("bucket_key_enabled")),
    (
        "ServerSideEncryptionByDefault",
        Block(
            "apply_server_side_encryption_by_default",
            &[
                ("SSEAlgorithm", Argument("sse_algorithm")),
                ("KMSMasterKeyID", Argument("kms_master_key_id")),
            ],
        ),
    ),
];

const PUBLIC_ACCESS: &[Rule] = &[
    ("BlockPublicAcls", Argument("block_public_acls")),
    ("BlockPublicPolicy", Argument("block_public_policy")),
    ("IgnorePublicAcls", Argument("ignore_public_acls")),
    ("RestrictPublicBuckets", Argument("restrict_public_buckets")),
];

const OWNERSHIP: &[Rule] = &[(
    "Rules",
    Block("rule", &[("ObjectOwnership", Argument("object_ownership"))]),
)];

const VERSIONING: &[Rule] = &[("Status", Argument("status"))];

const LIFECYCLE: &[Rule] = &[("Rules", Block("rule", LIFECYCLE_RULE))];

const LIFECYCLE_RULE: &[Rule] = &[
    ("Id", Argument("id")),
    ("Status", Argument("status")),
    ("Prefix", In("filter", "prefix")),
    ("ExpirationInDays", In("expiration", "days")),
    (
        "Transitions",
        Block(
            "transition",
            &[
                ("StorageClass", Argument("storage_class")),
                ("TransitionInDays", Argument("days")),
            ],
        ),
    ),
    (
        "NoncurrentVersionExpiration",
        Block(
            "noncurrent_version_expiration",
            &[
                ("NoncurrentDays", Argument("noncurrent_days")),
                ("NewerNoncurrentVersions", Argument("newer_noncurrent_versions")),
            ],
        ),
    ),
    (
        "AbortIncompleteMultipartUpload",
        Block(
            "abort_incomplete_multipart_upload",
            &[("DaysAfterInitiation", Argument("days_after_initiation"))],
        ),
    ),
    // Without a filter the provider takes the rule for one of the old kind.
    (ALWAYS, Empty("filter")),
];

const LOGGING: &[Rule] = &[
    ("DestinationBucketName", Argument("target_bucket")),
    ("LogFilePrefix", Argument("target_prefix")),
    // What CloudFormation takes where no bucket is named.
    (ALWAYS, Own("target_bucket")),
];

const CORS: &[Rule] = &[(
    "CorsRules",
    Block(
        "cors_rule",
        &[
            ("Id", Argument("id")),
            ("AllowedHeaders", Argument("allowed_headers")),
            ("AllowedMethods", Argument("allowed_methods")),
            ("AllowedOrigins", Argument("allowed_origins")),
            ("ExposedHeaders", Argument("expose_headers")),
            ("MaxAge", Argument("max_age_seconds")),
        ],
    ),
)];
