//! Amazon Aurora: an SQL database whose storage grows by itself and whose members follow the load. The cluster is the
//! database; its members are instances of RDS.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::rds::{self, Engine};
use super::{
    Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, clustered, hours_of, iam,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Retention, Value};
use crate::properties;

/// Capacity that an hour is counted with: half a unit, the smallest that runs. A database that nobody asks anything pauses
/// and costs nothing but its storage, which the estimate doesn't count on.
const SMALLEST: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Most capacity unless something else was said: two units, as much as a small machine.
const MOST: i64 = 2;
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Days in hardened plans.
const HARDENED_BACKUP_DAYS: i64 = 35;
/// Members for reading that Aurora takes.
const MOST_COPIES: i64 = 15;
/// The class of members that grow and shrink by themselves.
const SERVERLESS: &str = "db.serverless";
/// Storage calls of a request, for the estimate: a few pages read or written.
const CALLS_PER_REQUEST: i64 = 3;

/// `AWS::RDS::DBCluster`.
pub(crate) struct Cluster;

impl Cluster {
    pub(crate) const KIND: &str = "AWS::RDS::DBCluster";
}

impl Service for Cluster {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "An SQL database that grows and shrinks with its load, encrypted and closed to the internet",
                "SQL डेटाबेस जो काम के हिसाब से बढ़ता-घटता है: एन्क्रिप्टेड और इंटरनेट से बंद",
                "SQL database jo kaam ke hisaab se badhta-ghatta hai: encrypted aur internet se band",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed_in(&self, cluster: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let belongs = |it: &&Resource| it.properties.get("DBClusterIdentifier") == Some(&cluster.reference());
        let members = || blueprint.of_kind(rds::Instance::KIND).filter(belongs);
        let class = |member: &Resource| {
            let class = member.properties.get("DBInstanceClass").and_then(Value::as_text);
            class.unwrap_or(SERVERLESS).to_owned()
        };
        let least = cluster
            .properties
            .get("ServerlessV2ScalingConfiguration")
            .and_then(|scaling| scaling.get("MinCapacity"))
            .and_then(Value::as_integer);
        let capacity = least.map_or(SMALLEST, |least| SMALLEST.max(Decimal::from(least)));
        let calls = usage.api_requests * Decimal::from(CALLS_PER_REQUEST);
        let serverless = members().filter(|member| class(member) == SERVERLESS).count();
        let mut bill: Vec<Billed> = members()
            .map(class)
            .filter(|class| class != SERVERLESS)
            .map(|class| hours_of("Aurora", &class, ["instance_", ""], HOURS_PER_MONTH))
            .collect();
        if serverless > 0 {
            bill.push(billed(
                "Aurora",
                "serverless_v2_acu",
                HOURS_PER_MONTH * capacity * Decimal::from(serverless),
            ));
        }
        bill.extend([
            billed("Aurora", "storage_standard", usage.storage_gb),
            billed("Aurora", "io_requests_standard", calls).guessed(&clustered::PAGES),
            billed("Secrets Manager", "secret", Decimal::ONE),
        ]);
        bill
    }
}

pub(crate) const PARAMETER_GROUP: Plain = Plain {
    kind: "AWS::RDS::DBClusterParameterGroup",
    tags: Tags::List,
    purpose: [
        "Makes the database refuse connections that are not encrypted",
        "डेटाबेस से असुरक्षित कनेक्शन मना करवाता है",
        "Database se unencrypted connection mana karwata hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Cluster::KIND,
    terms: [
        "aurora|amazon aurora|aws aurora|aurora serverless|aurora serverless v2|aurora postgres|aurora postgresql|\
         aurora mysql|aurora database|aurora db|aurora cluster|amazon aurora postgresql|amazon aurora mysql|\
         aurora for postgresql|aurora for mysql|rds aurora|aurora rds|rds cluster|serverless sql database|\
         serverless postgres|serverless postgresql|serverless mysql|serverless relational database",
        "ऑरोरा|अरोरा डेटाबेस|ऑरोरा डेटाबेस",
        "arora database|aurora wala database",
    ],
    build,
    uses: Some(database::use_database),
}];

/// A cluster over the private subnets, and its members.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let network = system.network();
    let hardened = system.hardened();
    let engine = part.text("engine").map(Engine::said).unwrap_or_default();
    let id = system.free_id("DatabaseCluster");
    let named = |what: &str| format!("{id} {what}");
    let subnets = system.add(rds::subnet_group(&named("Subnets"), &network.private));
    let version = version(engine, part.text("engineVersion"));
    let parameters = Resource::new(named("Parameters").as_str(), PARAMETER_GROUP.kind)
        .with("Description", "Encrypted connections only")
        .with("Family", version.family)
        .with("Parameters", encrypted_only(engine));
    let parameters = system.add(parameters);
    let group = system.security_group(&named("SecurityGroup"), "The database", Outbound::Nothing);
    let most = part.number("maxCapacity", (1, 256)).unwrap_or(MOST);
    let cluster = Resource::new(id.clone(), Cluster::KIND)
        .kept(Retention::Snapshot)
        .with_some("DBClusterIdentifier", part.name(is_name))
        .with("Engine", version.engine)
        .with("EngineVersion", version.full)
        .with("DatabaseName", rds::DATABASE_NAME)
        .with("MasterUsername", rds::OWNER)
        .with("ManageMasterUserPassword", true)
        .with("EnableIAMDatabaseAuthentication", true)
        .with("StorageEncrypted", true)
        .with("DBSubnetGroupName", &subnets)
        .with("DBClusterParameterGroupName", &parameters)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with(
            "BackupRetentionPeriod",
            part.number("backupDays", (1, 35)).unwrap_or(if hardened {
                HARDENED_BACKUP_DAYS
            } else {
                BACKUP_DAYS
            }),
        )
        .with("CopyTagsToSnapshot", true)
        .with(
            "EnableCloudwatchLogsExports",
            Value::list(version.logs.iter().copied()),
        )
        .with(
            "ServerlessV2ScalingConfiguration",
            properties! { "MinCapacity": i64::from(hardened), "MaxCapacity": most },
        );
    let class = part.text("instanceClass").filter(|class| is_class(class));
    let cluster = match &key {
        Some(arn) => cluster
            .with("KmsKeyId", arn.clone())
            .with("MasterUserSecret", properties! { "KmsKeyId": arn.clone() }),
        None => cluster,
    };
    let monitoring = hardened.then(|| {
        let role = iam::role(
            named("MonitoringRole").as_str(),
            "monitoring.rds.amazonaws.com",
            &[],
        );
        let role = iam::with_aws_policy(role, "service-role/AmazonRDSEnhancedMonitoringRole");
        let arn = role.attribute("Arn");
        system.add(role);
        arn
    });
    let outputs = [
        (
            "Host",
            "Host name of the database, inside of the network",
            "Endpoint.Address",
        ),
        (
            "SecretArn",
            "Where the password of the database's owner is kept",
            "MasterUserSecret.SecretArn",
        ),
    ];
    for (name, what, attribute) in outputs {
        let value = cluster.attribute(attribute);
        system.blueprint.output(&named(name), what, value);
    }
    // Source: Aurora user guide, "Publishing … logs to Amazon CloudWatch Logs", 2026-11.
    let place = "/aws/rds/cluster";
    let cluster = database::with_log_groups(system, cluster, place, part.name(is_name), version.logs);
    let cluster = system.add(cluster);
    let copies = part.number("readReplicas", (0, MOST_COPIES));
    let copies = copies.unwrap_or_else(|| i64::from(part.wants("readReplica")));
    let least = if hardened || part.wants("multiAZ") { 2 } else { 1 };
    let members = least.max(copies + 1);
    for n in 1..=members {
        let member = member(&cluster, n, version.engine, class.unwrap_or(SERVERLESS), &subnets)
            .with_some("MonitoringInterval", hardened.then_some(60_i64))
            .with_some("MonitoringRoleArn", monitoring.clone());
        system.add(member);
    }
    id
}

/// Whether members may be of this class: Aurora has machines with much memory, and small ones for trying things out.
/// Source: Aurora user guide, "Supported DB engines for DB instance classes", 2026-11.
fn is_class(class: &str) -> bool {
    const FAMILIES: [&str; 7] = ["r5", "r6g", "r6i", "r7g", "r7i", "r8g", "x2g"];
    let Some((family, size)) = class.strip_prefix("db.").and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    FAMILIES.contains(&family) && size.ends_with("large")
        || matches!((family, size), ("t3" | "t4g", "medium" | "large"))
}

/// A member of the cluster. What it stores is the cluster's, which leaves a snapshot: nothing is lost with a member.
fn member(cluster: &LogicalId, n: i64, engine: &str, class: &str, subnets: &LogicalId) -> Resource {
    Resource::new(format!("{cluster} Member {n}").as_str(), rds::Instance::KIND)
        .with("DBClusterIdentifier", Value::Ref(cluster.clone()))
        .with("Engine", engine)
        .with("DBInstanceClass", class)
        .with("DBSubnetGroupName", subnets)
        .with("PubliclyAccessible", false)
        .with("AutoMinorVersionUpgrade", true)
}

/// A version of Aurora.
struct Version {
    major: &'static str,
    engine: &'static str,
    full: &'static str,
    family: &'static str,
    logs: &'static [&'static str],
}

/// The newest first.
const POSTGRES: &[Version] = &[
    Version {
        major: "17",
        engine: "aurora-postgresql",
        full: "17.7",
        family: "aurora-postgresql17",
        logs: &["postgresql"],
    },
    Version {
        major: "16",
        engine: "aurora-postgresql",
        full: "16.8",
        family: "aurora-postgresql16",
        logs: &["postgresql"],
    },
];
const MYSQL: &[Version] = &[Version {
    major: "8",
    engine: "aurora-mysql",
    full: "8.0.mysql_aurora.3.10.3",
    family: "aurora-mysql8.0",
    logs: &["audit", "error", "slowquery"],
}];

fn version(engine: Engine, said: Option<&str>) -> &'static Version {
    let known = match engine {
        Engine::Mysql | Engine::Mariadb => MYSQL,
        _ => POSTGRES,
    };
    let said = said.unwrap_or_default();
    let is_meant = |version: &&Version| said.split('.').next() == Some(version.major);
    known.iter().find(is_meant).unwrap_or(&known[0])
}

fn encrypted_only(engine: Engine) -> Value {
    match engine {
        Engine::Mysql | Engine::Mariadb => {
            properties! { "require_secure_transport": "ON", "server_audit_logging": "1", "server_audit_events": "CONNECT,QUERY_DCL,QUERY_DDL" }
        }
        _ => {
            properties! { "rds.force_ssl": "1", "log_statement": "ddl", "log_min_duration_statement": "1000" }
        }
    }
}

/// Whether AWS takes it as the identifier of a cluster.
fn is_name(name: &str) -> bool {
    database::is_identifier(name)
}
