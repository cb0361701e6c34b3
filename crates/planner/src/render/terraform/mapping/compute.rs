//! Virtual machines and containers.

use super::To::{Argument, As, Block, Flag, Name, Only, Up};
use super::{ALWAYS, Mapping, Rule, Written};
use crate::blueprint::{Resource, Value};
use crate::render::terraform::expression::expression;
use crate::render::terraform::hcl::{Expression, Item};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::EC2::Instance",
        resource: "aws_instance",
        reference: "id",
        attributes: &[
            ("InstanceId", "id"),
            ("AvailabilityZone", "availability_zone"),
            ("PrivateDnsName", "private_dns"),
            ("PrivateIp", "private_ip"),
            ("PublicDnsName", "public_dns"),
            ("PublicIp", "public_ip"),
        ],
        properties: MACHINE,
        finish: Some(newest_image_at_first),
    },
    Mapping {
        kind: "AWS::ECS::Cluster",
        resource: "aws_ecs_cluster",
        reference: "name",
        attributes: &[("Arn", "arn")],
        properties: &[
            ("ClusterName", Argument("name")),
            (
                "ClusterSettings",
                Block(
                    "setting",
                    &[("Name", Argument("name")), ("Value", Argument("value"))],
                ),
            ),
            (ALWAYS, Name("name")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ECS::Service",
        resource: "aws_ecs_service",
        reference: "arn",
        attributes: &[("Name", "name"), ("ServiceArn", "arn")],
        properties: SERVICE,
        finish: None,
    },
    Mapping {
        kind: "AWS::ECS::TaskDefinition",
        resource: "aws_ecs_task_definition",
        reference: "arn",
        attributes: &[("TaskDefinitionArn", "arn")],
        properties: &[
            ("Family", Argument("family")),
            ("RequiresCompatibilities", Argument("requires_compatibilities")),
            ("NetworkMode", Argument("network_mode")),
            ("Cpu", Argument("cpu")),
            ("Memory", Argument("memory")),
            ("ExecutionRoleArn", Argument("execution_role_arn")),
            ("TaskRoleArn", Argument("task_role_arn")),
            ("ContainerDefinitions", As("container_definitions", containers)),
            (
                "RuntimePlatform",
                Block(
                    "runtime_platform",
                    &[
                        ("CpuArchitecture", Argument("cpu_architecture")),
                        ("OperatingSystemFamily", Argument("operating_system_family")),
                    ],
                ),
            ),
            (
                "EphemeralStorage",
                Block("ephemeral_storage", &[("SizeInGiB", Argument("size_in_gib"))]),
            ),
            (
                "Volumes",
                Block(
                    "volume",
                    &[
                        ("Name", Argument("name")),
                        ("EFSVolumeConfiguration", FILE_SYSTEM),
                    ],
                ),
            ),
            (ALWAYS, Name("family")),
        ],
        finish: None,
    },
];

const FILE_SYSTEM: super::To = Block(
    "efs_volume_configuration",
    &[
        ("FilesystemId", Argument("file_system_id")),
        ("RootDirectory", Argument("root_directory")),
        ("TransitEncryption", Argument("transit_encryption")),
        (
            "AuthorizationConfig",
            Block(
                "authorization_config",
                &[
                    ("AccessPointId", Argument("access_point_id")),
                    ("IAM", Argument("iam")),
                ],
            ),
        ),
    ],
);

const MACHINE: &[Rule] = &[
    ("ImageId", Argument("ami")),
    ("InstanceType", Argument("instance_type")),
    ("IamInstanceProfile", Argument("iam_instance_profile")),
    ("KeyName", Argument("key_name")),
    ("AvailabilityZone", Argument("availability_zone")),
    ("SubnetId", Argument("subnet_id")),
    ("SecurityGroupIds", Argument("vpc_security_group_ids")),
    ("Monitoring", Argument("monitoring")),
    ("EbsOptimized", Argument("ebs_optimized")),
    ("DisableApiTermination", Argument("disable_api_termination")),
    (
        "InstanceInitiatedShutdownBehavior",
        Argument("instance_initiated_shutdown_behavior"),
    ),
    ("UserData", Argument("user_data_base64")),
    (
        "NetworkInterfaces",
        Up(&[
            ("DeviceIndex", Only(&["0"])),
            ("DeleteOnTermination", Only(&["true"])),
            (
                "AssociatePublicIpAddress",
                Argument("associate_public_ip_address"),
            ),
            ("SubnetId", Argument("subnet_id")),
            ("GroupSet", Argument("vpc_security_group_ids")),
        ]),
    ),
    (
        "BlockDeviceMappings",
        Up(&[
            ("DeviceName", Only(&["/dev/xvda", "/dev/sda1"])),
            ("Ebs", Block("root_block_device", DISK)),
        ]),
    ),
    (
        "MetadataOptions",
        Block(
            "metadata_options",
            &[
                ("HttpEndpoint", Argument("http_endpoint")),
                ("HttpTokens", Argument("http_tokens")),
                ("HttpPutResponseHopLimit", Argument("http_put_response_hop_limit")),
                ("InstanceMetadataTags", Argument("instance_metadata_tags")),
            ],
        ),
    ),
    (
        "CreditSpecification",
        Block("credit_specification", &[("CPUCredits", Argument("cpu_credits"))]),
    ),
];

const DISK: &[Rule] = &[
    ("VolumeType", Argument("volume_type")),
    ("VolumeSize", Argument("volume_size")),
    ("Iops", Argument("iops")),
    ("Encrypted", Argument("encrypted")),
    ("KmsKeyId", Argument("kms_key_id")),
    ("DeleteOnTermination", Argument("delete_on_termination")),
];

const SERVICE: &[Rule] = &[
    ("ServiceName", Argument("name")),
    ("Cluster", As("cluster", cluster)),
    ("TaskDefinition", Argument("task_definition")),
    ("DesiredCount", Argument("desired_count")),
    ("LaunchType", Argument("launch_type")),
    (
        "CapacityProviderStrategy",
        Block(
            "capacity_provider_strategy",
            &[
                ("CapacityProvider", Argument("capacity_provider")),
                ("Weight", Argument("weight")),
                ("Base", Argument("base")),
            ],
        ),
    ),
    ("PlatformVersion", Argument("platform_version")),
    ("SchedulingStrategy", Argument("scheduling_strategy")),
    (
        "HealthCheckGracePeriodSeconds",
        Argument("health_check_grace_period_seconds"),
    ),
    ("EnableECSManagedTags", Argument("enable_ecs_managed_tags")),
    ("EnableExecuteCommand", Argument("enable_execute_command")),
    ("PropagateTags", Argument("propagate_tags")),
    (
        "NetworkConfiguration",
        Up(&[(
            "AwsvpcConfiguration",
            Block(
                "network_configuration",
                &[
                    ("AssignPublicIp", Flag("assign_public_ip", "ENABLED")),
                    ("Subnets", Argument("subnets")),
                    ("SecurityGroups", Argument("security_groups")),
                ],
            ),
        )]),
    ),
    (
        "LoadBalancers",
        Block(
            "load_balancer",
            &[
                ("ContainerName", Argument("container_name")),
                ("ContainerPort", Argument("container_port")),
                ("TargetGroupArn", Argument("target_group_arn")),
            ],
        ),
    ),
    (
        "DeploymentController",
        Block("deployment_controller", &[("Type", Argument("type"))]),
    ),
    (
        "DeploymentConfiguration",
        Up(&[
            (
                "MinimumHealthyPercent",
                Argument("deployment_minimum_healthy_percent"),
            ),
            ("MaximumPercent", Argument("deployment_maximum_percent")),
            (
                "DeploymentCircuitBreaker",
                Block(
                    "deployment_circuit_breaker",
                    &[("Enable", Argument("enable")), ("Rollback", Argument("rollback"))],
                ),
            ),
        ]),
    ),
    (
        "ServiceRegistries",
        Block(
            "service_registries",
            &[
                ("RegistryArn", Argument("registry_arn")),
                ("Port", Argument("port")),
                ("ContainerName", Argument("container_name")),
                ("ContainerPort", Argument("container_port")),
            ],
        ),
    ),
    (ALWAYS, Name("name")),
];

/// A service names its cluster by ARN where `CloudFormation` takes the name.
fn cluster(value: &Value) -> Expression {
    match value {
        Value::Ref(id) => Expression::Reference(id.clone(), Some("Arn")),
        other => expression(other),
    }
}

/// Containers as JSON in the words of the API, which begin with a small letter.
fn containers(value: &Value) -> Expression {
    Expression::json(in_api_words(value))
}

fn in_api_words(value: &Value) -> Expression {
    // Maps whose keys are the person's own.
    const OWN_KEYS: [&str; 3] = ["Options", "DockerLabels", "DriverOpts"];
    let entry = |(key, value): (&String, &Value)| {
        let inner = if OWN_KEYS.contains(&key.as_str()) {
            expression(value)
        } else {
            in_api_words(value)
        };
        let mut letters = key.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        (first.into_iter().chain(letters).collect(), inner)
    };
    match value {
        Value::Map(entries) => Expression::Object(entries.iter().map(entry).collect()),
        Value::List(values) => Expression::List(values.iter().map(in_api_words).collect()),
        other => expression(other),
    }
}

/// A newer image of the operating system would replace the machine, and all that is on it, at the next `apply`.
fn newest_image_at_first(machine: &Resource, _label: &str, written: &mut Written) {
    if matches!(machine.properties.get("ImageId"), Some(Value::SsmParameter(_))) {
        let ignored = Expression::List(vec![Expression::code("ami")]);
        written.body.push(Item::block(
            "lifecycle",
            vec![Item::argument("ignore_changes", ignored)],
        ));
    }
}
