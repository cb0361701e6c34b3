//! Where data is kept besides Amazon S3: DynamoDB, RDS, keys.

use super::To::{self, Argument, Block, By, Implied, Json, Name, Number, Pairs, Up};
use super::{ALWAYS, Mapping, Rule, Written, elements, own_name};
use crate::blueprint::{Resource, Retention, Value};
use crate::render::terraform::hcl::{Expression, Item};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::DynamoDB::Table",
        resource: "aws_dynamodb_table",
        reference: "name",
        attributes: &[("Arn", "arn"), ("StreamArn", "stream_arn")],
        properties: &[
            ("TableName", Argument("name")),
            ("BillingMode", Argument("billing_mode")),
            ("TableClass", Argument("table_class")),
            (
                "DeletionProtectionEnabled",
                Argument("deletion_protection_enabled"),
            ),
            ("KeySchema", KEYS),
            (
                "AttributeDefinitions",
                Block(
                    "attribute",
                    &[
                        ("AttributeName", Argument("name")),
                        ("AttributeType", Argument("type")),
                    ],
                ),
            ),
            ("ProvisionedThroughput", CAPACITY),
            ("GlobalSecondaryIndexes", Block("global_secondary_index", INDEX)),
            ("LocalSecondaryIndexes", Block("local_secondary_index", INDEX)),
            (
                "StreamSpecification",
                Up(&[
                    ("StreamViewType", Argument("stream_view_type")),
                    (ALWAYS, To::Truth("stream_enabled", true)),
                ]),
            ),
            (
                "TimeToLiveSpecification",
                Block(
                    "ttl",
                    &[
                        ("AttributeName", Argument("attribute_name")),
                        ("Enabled", Argument("enabled")),
                    ],
                ),
            ),
            (
                "PointInTimeRecoverySpecification",
                Block(
                    "point_in_time_recovery",
                    &[
                        ("PointInTimeRecoveryEnabled", Argument("enabled")),
                        ("RecoveryPeriodInDays", Argument("recovery_period_in_days")),
                    ],
                ),
            ),
            (
                "SSESpecification",
                Block(
                    "server_side_encryption",
                    &[
                        ("SSEEnabled", Argument("enabled")),
                        ("SSEType", To::Only(&["KMS"])),
                        ("KMSMasterKeyId", Argument("kms_key_arn")),
                    ],
                ),
            ),
            (ALWAYS, Name("name")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::RDS::DBInstance",
        resource: "aws_db_instance",
        reference: "identifier",
        attributes: &[
            ("DBInstanceArn", "arn"),
            ("DbiResourceId", "resource_id"),
            ("Endpoint.Address", "address"),
            // A text for CloudFormation, and for the JSON of a container.
            ("Endpoint.Port", "=tostring(@.port)"),
            ("MasterUserSecret.SecretArn", "master_user_secret[0].secret_arn"),
        ],
        properties: DATABASE,
        finish: Some(last_snapshot),
    },
    Mapping {
        kind: "AWS::RDS::DBSubnetGroup",
        resource: "aws_db_subnet_group",
        reference: "name",
        attributes: &[],
        properties: &[
            ("DBSubnetGroupName", Argument("name")),
            ("DBSubnetGroupDescription", Argument("description")),
            ("SubnetIds", Argument("subnet_ids")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::RDS::DBParameterGroup",
        resource: "aws_db_parameter_group",
        reference: "name",
        attributes: &[],
        properties: &[
            ("DBParameterGroupName", Argument("name")),
            ("Description", Argument("description")),
            ("Family", Argument("family")),
            ("Parameters", Pairs("parameter")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::KMS::Key",
        resource: "aws_kms_key",
        reference: "key_id",
        attributes: &[("Arn", "arn"), ("KeyId", "key_id")],
        properties: &[
            ("Description", Argument("description")),
            ("EnableKeyRotation", Argument("enable_key_rotation")),
            ("Enabled", Argument("is_enabled")),
            ("KeyPolicy", Json("policy")),
            ("KeySpec", Argument("customer_master_key_spec")),
            ("KeyUsage", Argument("key_usage")),
            ("MultiRegion", Argument("multi_region")),
            ("PendingWindowInDays", Argument("deletion_window_in_days")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::KMS::Alias",
        resource: "aws_kms_alias",
        reference: "name",
        attributes: &[],
        properties: &[
            ("AliasName", Argument("name")),
            ("TargetKeyId", Argument("target_key_id")),
        ],
        finish: None,
    },
];

const KEYS: To = By(keys);

const CAPACITY: To = Up(&[
    ("ReadCapacityUnits", Argument("read_capacity")),
    ("WriteCapacityUnits", Argument("write_capacity")),
]);

const INDEX: &[Rule] = &[
    ("IndexName", Argument("name")),
    ("KeySchema", KEYS),
    (
        "Projection",
        Up(&[
            ("ProjectionType", Argument("projection_type")),
            ("NonKeyAttributes", Argument("non_key_attributes")),
        ]),
    ),
    ("ProvisionedThroughput", CAPACITY),
];

const DATABASE: &[Rule] = &[
    ("DBInstanceIdentifier", Argument("identifier")),
    ("Engine", Argument("engine")),
    ("EngineVersion", Argument("engine_version")),
    ("DBInstanceClass", Argument("instance_class")),
    ("DBName", Argument("db_name")),
    ("Port", Number("port")),
    ("MasterUsername", Argument("username")),
    ("MasterUserPassword", Argument("password")),
    (
        "ManageMasterUserPassword",
        Argument("manage_master_user_password"),
    ),
    (
        "MasterUserSecret",
        Up(&[
            ("KmsKeyId", Argument("master_user_secret_kms_key_id")),
            ("SecretArn", Implied),
        ]),
    ),
    (
        "EnableIAMDatabaseAuthentication",
        Argument("iam_database_authentication_enabled"),
    ),
    ("StorageType", Argument("storage_type")),
    ("AllocatedStorage", Number("allocated_storage")),
    ("MaxAllocatedStorage", Number("max_allocated_storage")),
    ("Iops", Argument("iops")),
    ("StorageEncrypted", Argument("storage_encrypted")),
    ("KmsKeyId", Argument("kms_key_id")),
    ("PubliclyAccessible", Argument("publicly_accessible")),
    ("MultiAZ", Argument("multi_az")),
    ("AvailabilityZone", Argument("availability_zone")),
    ("DBSubnetGroupName", Argument("db_subnet_group_name")),
    ("DBParameterGroupName", Argument("parameter_group_name")),
    ("VPCSecurityGroups", Argument("vpc_security_group_ids")),
    ("BackupRetentionPeriod", Argument("backup_retention_period")),
    ("PreferredBackupWindow", Argument("backup_window")),
    ("PreferredMaintenanceWindow", Argument("maintenance_window")),
    ("CopyTagsToSnapshot", Argument("copy_tags_to_snapshot")),
    ("DeleteAutomatedBackups", Argument("delete_automated_backups")),
    ("DeletionProtection", Argument("deletion_protection")),
    ("AutoMinorVersionUpgrade", Argument("auto_minor_version_upgrade")),
    (
        "AllowMajorVersionUpgrade",
        Argument("allow_major_version_upgrade"),
    ),
    (
        "EnableCloudwatchLogsExports",
        Argument("enabled_cloudwatch_logs_exports"),
    ),
    ("MonitoringInterval", Argument("monitoring_interval")),
    ("MonitoringRoleArn", Argument("monitoring_role_arn")),
    (
        "EnablePerformanceInsights",
        Argument("performance_insights_enabled"),
    ),
    (
        "PerformanceInsightsRetentionPeriod",
        Argument("performance_insights_retention_period"),
    ),
    (
        "PerformanceInsightsKMSKeyId",
        Argument("performance_insights_kms_key_id"),
    ),
    ("CACertificateIdentifier", Argument("ca_cert_identifier")),
    ("SourceDBInstanceIdentifier", Argument("replicate_source_db")),
];

/// `[{AttributeName, KeyType}]` as the names of the two keys.
fn keys(schema: &Value) -> Option<Vec<Item>> {
    let key = |key: &Value| {
        let name = key.get("AttributeName")?.as_text()?;
        let argument = match key.get("KeyType")?.as_text()? {
            "HASH" => "hash_key",
            _ => "range_key",
        };
        Some(Item::argument(argument, Expression::text(name)))
    };
    elements(schema).iter().map(key).collect()
}

/// Terraform takes a last snapshot unless it is told not to, and wants a name for it.
fn last_snapshot(database: &Resource, _label: &str, written: &mut Written) {
    if database.retention == Retention::Delete {
        written
            .body
            .push(Item::argument("skip_final_snapshot", Expression::Bool(true)));
        return;
    }
    let Expression::Template(mut name) = own_name(&database.id) else {
        return;
    };
    name.push(Expression::text("-last"));
    written.body.push(Item::argument(
        "final_snapshot_identifier",
        Expression::Template(name),
    ));
    written
        .body
        .push(Item::argument("skip_final_snapshot", Expression::Bool(false)));
}
