//! Amazon Redshift on machines of its own, for who asks for a cluster. Not here: the warehouse without servers, which is the
//! usual one (`analytics.rs`).

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of, rds, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const CLUSTER: &str = "AWS::Redshift::Cluster";
const PORT: i64 = 5439;
/// The smallest machine that Redshift runs on.
const SMALLEST: &str = "ra3.large";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;

const CLUSTER_TYPE: Metered = Metered {
    kind: CLUSTER,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A data warehouse on machines of its own, encrypted and closed to the internet; it costs all the time",
        "अपनी मशीनों वाला डेटा वेयरहाउस: एन्क्रिप्टेड और इंटरनेट से बंद; हर समय खर्च होता है",
        "Apni machines wala data warehouse: encrypted aur internet se band; har samay kharch hota hai",
    ],
    billed: bill,
};
const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::Redshift::ClusterSubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the data warehouse in the private part of the network",
        "डेटा वेयरहाउस को नेटवर्क के निजी हिस्से में रखता है",
        "Data warehouse ko network ke private hisse mein rakhta hai",
    ],
};
const PARAMETER_GROUP: Plain = Plain {
    kind: "AWS::Redshift::ClusterParameterGroup",
    tags: Tags::List,
    purpose: [
        "Makes the data warehouse refuse connections that are not encrypted, and write down who asked what",
        "डेटा वेयरहाउस से असुरक्षित कनेक्शन मना करवाता है और किसने क्या पूछा यह लिखवाता है",
        "Data warehouse se unencrypted connection mana karwata hai aur kisne kya poocha yeh likhwata hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER_TYPE, &SUBNET_GROUP, &PARAMETER_GROUP];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: CLUSTER,
    terms: [
        "redshift cluster|amazon redshift cluster|provisioned redshift|redshift provisioned|redshift provisioned cluster|\
         provisioned redshift cluster|redshift ra3|redshift node",
        "रेडशिफ्ट क्लस्टर",
        "",
    ],
    build,
    uses: Some(uses),
}];

fn bill(cluster: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    let nodes = cluster.properties.get("NumberOfNodes");
    let nodes = nodes.and_then(Value::as_integer).unwrap_or(1);
    let size = cluster.properties.get("NodeType").and_then(Value::as_text);
    vec![
        hours_of(
            "Redshift",
            size.unwrap_or(SMALLEST),
            ["", ""],
            HOURS_PER_MONTH * Decimal::from(nodes),
        ),
        billed("Redshift", "managed_storage", usage.storage_gb),
        billed("Secrets Manager", "secret", Decimal::ONE),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let network = system.network();
    let id = system.free_id("WarehouseCluster");
    let named = |what: &str| format!("{id} {what}");
    let group = system.security_group(&named("SecurityGroup"), "The data warehouse", Outbound::Nothing);
    let subnets = Resource::new(named("Subnets").as_str(), SUBNET_GROUP.kind)
        .with("Description", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let setting = |name: &str| properties! { "ParameterName": name, "ParameterValue": "true" };
    let parameters = Resource::new(named("Parameters").as_str(), PARAMETER_GROUP.kind)
        .with("Description", "Encrypted connections only")
        .with("ParameterGroupFamily", "redshift-1.0")
        .with(
            "Parameters",
            vec![setting("require_ssl"), setting("enable_user_activity_logging")],
        );
    let parameters = system.add(parameters);
    let nodes = part
        .number("nodes", (1, 32))
        .or_else(|| part.number("numberOfNodes", (1, 32)));
    let nodes = nodes.unwrap_or(1);
    let size = part
        .text("nodeType")
        .filter(|size| size.starts_with("ra3."))
        .unwrap_or(SMALLEST);
    let logs = system.hardened().then(|| log_bucket(system, &id));
    let mut cluster = Resource::new(id.clone(), CLUSTER)
        .kept(Retention::Snapshot)
        .with_some("ClusterIdentifier", part.name(database::is_identifier))
        .with(
            "ClusterType",
            if nodes > 1 { "multi-node" } else { "single-node" },
        )
        .with_some("NumberOfNodes", (nodes > 1).then_some(nodes))
        .with("NodeType", size)
        .with("DBName", rds::DATABASE_NAME)
        .with("MasterUsername", rds::OWNER)
        .with("ManageMasterPassword", true)
        .with_some("MasterPasswordSecretKmsKeyId", key.clone())
        .with("Encrypted", true)
        .with_some("KmsKeyId", key)
        .with("ClusterSubnetGroupName", &subnets)
        .with("ClusterParameterGroupName", &parameters)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with("PubliclyAccessible", false)
        .with("EnhancedVpcRouting", true)
        .with("AutomatedSnapshotRetentionPeriod", BACKUP_DAYS)
        .with("AllowVersionUpgrade", true);
    if let Some((bucket, policy)) = logs {
        cluster = cluster
            .with(
                "LoggingProperties",
                properties! { "BucketName": &bucket, "S3KeyPrefix": "warehouse/" },
            )
            .after(&policy);
    }
    let outputs = [
        (
            "Host",
            "Host name of the data warehouse, inside of the network",
            "Endpoint.Address",
        ),
        (
            "SecretArn",
            "Where the password of the warehouse's owner is kept",
            "MasterPasswordSecretArn",
        ),
    ];
    for (name, what, attribute) in outputs {
        let value = cluster.attribute(attribute);
        system.blueprint.output(&named(name), what, value);
    }
    system.add(cluster)
}

/// A bucket that the warehouse writes down in who asked what. Redshift writes with Amazon's own key there, no other.
fn log_bucket(system: &mut System<'_>, warehouse: &LogicalId) -> (LogicalId, LogicalId) {
    let id = format!("{warehouse} Logs");
    let bucket = s3::private_bucket(&id, None);
    let bucket = storage::logged(&mut system.blueprint, system.design, bucket);
    let bucket = system.add(bucket);
    let of_this_account = |action: &str, on: Value| {
        properties! {
            "Effect": "Allow",
            "Principal": properties! { "Service": "redshift.amazonaws.com" },
            "Action": action,
            "Resource": on,
            "Condition": properties! { "StringEquals": properties! { "aws:SourceAccount": Pseudo::AccountId } },
        }
    };
    let statements = [
        of_this_account("s3:PutObject", s3::files(&bucket)),
        of_this_account("s3:GetBucketAcl", Value::Attribute(bucket.clone(), "Arn")),
    ];
    let policy = s3::bucket_policy(&format!("{id} Policy"), &bucket, statements);
    let policy = system.add(policy);
    (bucket, policy)
}

/// A program gets a password for an hour, as the user `app`.
fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    const USER: &str = "app";
    system.reach_part(program, cluster, PORT);
    let of_cluster = |attribute| Value::Attribute(cluster.clone(), attribute);
    let arn = |sort: &str, name: &str| {
        Value::Concat(vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":redshift:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
            format!(":{sort}:").into(),
            cluster.into(),
            format!("/{name}").into(),
        ])
    };
    let arns = [arn("dbuser", USER), arn("dbname", rds::DATABASE_NAME)];
    let mut access = Access::default();
    access.tell(
        system.variable("REDSHIFT_HOST", cluster),
        of_cluster("Endpoint.Address"),
    );
    access.tell(system.variable("REDSHIFT_PORT", cluster), PORT.to_string());
    access.tell(system.variable("REDSHIFT_CLUSTER", cluster), cluster);
    access.tell(system.variable("REDSHIFT_DATABASE", cluster), rds::DATABASE_NAME);
    access.tell(system.variable("REDSHIFT_USER", cluster), USER);
    access.allow(Statement::allow(&["redshift:GetClusterCredentials"], arns));
    system.grant(program, access);
}
