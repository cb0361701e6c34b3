//! Amazon Aurora: an SQL cluster whose machines grow and shrink with the work.

use rust_decimal::Decimal;

use super::component::{Component, Part, Variant};
use super::iam::Statement;
use super::plain::Metered;
use super::rds::SUBNET_GROUP;
use super::vpc::Outbound;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::group_id;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// `CloudFormation` type of a cluster; engines other than Aurora's have it too, so this file is named after what people say.
pub(crate) const KIND: &str = "AWS::RDS::DBCluster";
const MYSQL: &str = "aurora-mysql";
const POSTGRES: &str = "aurora-postgresql";
/// Aurora capacity units: the least that is always on, and the most.
const LEAST_UNITS: &str = "0.5";
const MOST_UNITS: i64 = 4;
/// Half a unit, for the estimate.
const USUAL_UNITS: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;

const CLUSTER: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "An SQL cluster that keeps six copies in three data centres, encrypted, backed up and closed to the internet",
        "SQL क्लस्टर जो तीन डेटा सेंटर में छह प्रतियाँ रखता है; एन्क्रिप्टेड, बैकअप के साथ, इंटरनेट से बंद",
        "SQL cluster jo teen data centre mein chhah copies rakhta hai; encrypted, backup ke saath, internet se band",
    ],
    billed: cluster_bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "aurora|amazon aurora|aws aurora|aurora serverless|aurora serverless v2|aurora cluster|aurora database|rds aurora|aurora db|\
         aurora postgres|aurora postgresql|aurora postgres cluster|aurora postgresql cluster|aurora postgresql serverless|\
         aurora mysql|aurora mysql cluster|database cluster|db cluster",
        "ऑरोरा|अरोरा",
        "",
    ],
    build,
    uses: Some(uses),
}];

pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: KIND,
        word: "engine",
        value: None,
        property: "Engine",
        marks: &["postgres"],
    },
    Variant {
        kind: KIND,
        word: "engine",
        value: Some(MYSQL),
        property: "Engine",
        marks: &["mysql"],
    },
];

fn cluster_bill(_cluster: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![
        billed("Aurora", "serverless_v2_acu", HOURS_PER_MONTH * USUAL_UNITS),
        billed("Aurora", "storage_standard", usage.storage_gb),
        billed("Aurora", "io_requests_standard", usage.api_requests),
        billed("Secrets Manager", "secret", Decimal::ONE),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let mysql = part.text("engine") == Some(MYSQL);
    let (engine, version, port): (&str, &str, i64) = if mysql {
        (MYSQL, "8.0.mysql_aurora.3.10.0", 3306)
    } else {
        (POSTGRES, "17.5", 5432)
    };
    let network = system.network();
    let id = system.free_id("DatabaseCluster");
    let subnets = Resource::new(format!("{id} Subnets").as_str(), SUBNET_GROUP.kind)
        .with("DBSubnetGroupDescription", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let group = system.security_group(
        &format!("{id} Security Group"),
        "The database cluster",
        Outbound::Nothing,
    );
    let key = system.key_arn();
    let logs = if mysql { "audit" } else { "postgresql" };
    let cluster = Resource::new(id.as_str(), KIND)
        .kept(Retention::Snapshot)
        .with("Engine", engine)
        .with("EngineVersion", version)
        .with("Port", port)
        .with("DatabaseName", "app")
        .with("MasterUsername", "appowner")
        .with("ManageMasterUserPassword", true)
        .with("EnableIAMDatabaseAuthentication", true)
        .with("StorageEncrypted", true)
        .with_some("KmsKeyId", key)
        .with("BackupRetentionPeriod", BACKUP_DAYS)
        .with("CopyTagsToSnapshot", true)
        .with_some("DeletionProtection", system.hardened().then_some(true))
        .with("EnableCloudwatchLogsExports", vec![logs])
        .with(
            "ServerlessV2ScalingConfiguration",
            properties! { "MinCapacity": LEAST_UNITS, "MaxCapacity": MOST_UNITS },
        )
        .with("DBSubnetGroupName", &subnets)
        .with("VpcSecurityGroupIds", vec![group_id(&group)]);
    let id = system.add(cluster);
    let several = system.hardened() || part.wants("multiAZ");
    let machines = if several { 2 } else { 1 };
    for n in 1..=machines {
        let machine = Resource::new(format!("{id} Instance {n}").as_str(), "AWS::RDS::DBInstance")
            .kept(Retention::Delete)
            .with("DBClusterIdentifier", &id)
            .with("DBInstanceClass", "db.serverless")
            .with("Engine", engine)
            .with("PubliclyAccessible", false)
            .with("AutoMinorVersionUpgrade", true);
        system.add(machine);
    }
    let host = Value::Attribute(id.clone(), "Endpoint.Address");
    system.blueprint.output(
        &format!("{id} Host"),
        "Host name of the database cluster, inside of the network",
        host,
    );
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    let secret = Value::Attribute(cluster.clone(), "MasterUserSecret.SecretArn");
    let mut access = Access::default();
    access.tell(
        system.variable("CLUSTER_HOST", cluster),
        Value::Attribute(cluster.clone(), "Endpoint.Address"),
    );
    access.tell(system.variable("CLUSTER_SECRET_ARN", cluster), secret.clone());
    access.allow(Statement::allow(&["secretsmanager:GetSecretValue"], [secret]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
    let port = if system.text_of(cluster, "Engine").as_deref() == Some(MYSQL) {
        3306
    } else {
        5432
    };
    system.reach(
        program,
        &LogicalId::new(&format!("{cluster} Security Group")),
        port,
    );
}
