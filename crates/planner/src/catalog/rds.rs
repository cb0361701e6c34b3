//! Amazon RDS: an SQL database that AWS backs up, mends and updates.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::Component;
use super::instance_types::{is_instance_type, times_large};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::parts::database;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Name of the database within the instance.
pub(crate) const DATABASE_NAME: &str = "app";
/// The owner, whose password AWS makes, keeps and changes. Short: `MySQL` takes 16 characters.
pub(crate) const OWNER: &str = "appowner";
/// Gigabytes of the smallest gp3 storage.
pub(crate) const SMALLEST_GB: i64 = 20;

/// `AWS::RDS::DBInstance`.
pub(crate) struct Instance;

impl Instance {
    pub(crate) const KIND: &str = "AWS::RDS::DBInstance";
}

impl Service for Instance {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "An SQL database, encrypted, backed up every day and closed to the internet",
                "SQL डेटाबेस: एन्क्रिप्टेड, रोज़ बैकअप, और इंटरनेट से बंद",
                "SQL database: encrypted, roz backup, aur internet se band",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, instance: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        if instance.properties.contains_key("DBClusterIdentifier") {
            // The cluster counts what its members do.
            return Vec::new();
        }
        let twice = instance.properties.get("MultiAZ") == Some(&Value::Bool(true));
        let asked = instance
            .properties
            .get("AllocatedStorage")
            .and_then(Value::as_text);
        let gigabytes = asked
            .and_then(|text| text.parse().ok())
            .unwrap_or(usage.storage_gb);
        let storage = if twice {
            "gp3_storage_multi_az"
        } else {
            "gp3_storage_single_az"
        };
        let (dimension, times) = hours(instance, twice);
        vec![
            billed("RDS", dimension, HOURS_PER_MONTH * Decimal::from(times)),
            billed("RDS", storage, gigabytes),
            billed("Secrets Manager", "secret", Decimal::ONE),
        ]
    }
}

pub(crate) const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::RDS::DBSubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the database in the private part of the network",
        "डेटाबेस को नेटवर्क के निजी हिस्से में रखता है",
        "Database ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const PARAMETER_GROUP: Plain = Plain {
    kind: "AWS::RDS::DBParameterGroup",
    tags: Tags::List,
    purpose: [
        "Makes the database refuse connections that are not encrypted",
        "डेटाबेस से असुरक्षित कनेक्शन मना करवाता है",
        "Database se unencrypted connection mana karwata hai",
    ],
};

/// Which SQL database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Engine {
    /// `PostgreSQL`.
    #[default]
    Postgres,
    /// `MySQL`.
    Mysql,
}

impl Engine {
    /// The engine that was said; `MariaDB` is answered by its twin.
    pub(crate) fn said(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        if text.contains("mysql") || text.contains("maria") {
            Self::Mysql
        } else {
            Self::Postgres
        }
    }

    /// The engine of an instance or cluster.
    pub(crate) fn of(database: &Resource) -> Self {
        let engine = database.properties.get("Engine").and_then(Value::as_text);
        engine.map(Self::said).unwrap_or_default()
    }

    /// The port that it listens on.
    pub(crate) fn port(self) -> i64 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql => 3306,
        }
    }

    fn identifier(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// The version that was said, by its number, where AWS still makes it at the usual price; else the newest.
    pub(crate) fn version(self, said: Option<&str>) -> &'static Version {
        let known = match self {
            Self::Postgres => POSTGRES,
            Self::Mysql => MYSQL,
        };
        let said = said.unwrap_or_default().trim();
        let is_meant = |version: &&Version| {
            said.strip_prefix(version.major)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        known.iter().find(is_meant).unwrap_or(&known[0])
    }

    fn encrypted_only(self) -> Value {
        match self {
            Self::Postgres => properties! { "rds.force_ssl": "1" },
            Self::Mysql => properties! { "require_secure_transport": "1" },
        }
    }

    fn logs(self) -> [&'static str; 2] {
        match self {
            Self::Postgres => ["postgresql", "upgrade"],
            Self::Mysql => ["error", "slowquery"],
        }
    }
}

/// A major version. Where AWS or its linters want one, a minor version stands for it: AWS updates it by itself, and takes
/// it for new databases for about a year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Version {
    major: &'static str,
    full: &'static str,
    family: &'static str,
}

/// The newest first.
const POSTGRES: &[Version] = &[
    Version {
        major: "18",
        full: "18",
        family: "postgres18",
    },
    Version {
        major: "17",
        full: "17.10",
        family: "postgres17",
    },
    Version {
        major: "16",
        full: "16.14",
        family: "postgres16",
    },
];
const MYSQL: &[Version] = &[Version {
    major: "8.4",
    full: "8.4.10",
    family: "mysql8.4",
}];

/// What is particular to one database.
#[derive(Clone, Debug)]
pub(crate) struct Database<'a> {
    /// Which SQL database.
    pub engine: Engine,
    /// One of [`Engine::version`]'s.
    pub version: &'static Version,
    /// Its size, one of [`class`]'s.
    pub class: String,
    /// Gigabytes.
    pub gigabytes: i64,
    /// A second one in another data centre that takes over by itself.
    pub standby: bool,
    /// The name that was asked for.
    pub name: Option<&'a str>,
}

/// The size that was said, where it reads like one of AWS's; else the smallest. A choice that was made in words stands,
/// with or without a price: the estimate says what it can't price.
pub(crate) fn class(said: Option<&str>) -> String {
    let said = said.unwrap_or_default().trim().to_ascii_lowercase();
    let said = said.strip_prefix("db.").unwrap_or(&said);
    let taken = if is_instance_type(said) { said } else { "t4g.micro" };
    format!("db.{taken}")
}

/// The subnets of a database.
pub(crate) fn subnet_group(id: &str, subnets: &[LogicalId]) -> Resource {
    Resource::new(id, SUBNET_GROUP.kind)
        .with("DBSubnetGroupDescription", "Private subnets")
        .with("SubnetIds", Value::list(subnets))
}

/// The settings of a database.
pub(crate) fn parameter_group(id: &str, engine: Engine, version: &Version) -> Resource {
    Resource::new(id, PARAMETER_GROUP.kind)
        .with("Description", "Encrypted connections only")
        .with("Family", version.family)
        .with("Parameters", engine.encrypted_only())
}

/// Whether an instance stands in for another one: a copy for reading, or a member of a cluster.
pub(crate) fn is_follower(instance: &Resource) -> bool {
    ["SourceDBInstanceIdentifier", "DBClusterIdentifier"]
        .iter()
        .any(|property| instance.properties.contains_key(*property))
}

/// The attribute that permissions to log in name an instance or cluster by.
pub(crate) fn resource_id(database: &Resource) -> &'static str {
    if database.kind == Instance::KIND {
        "DbiResourceId"
    } else {
        "DBClusterResourceId"
    }
}

/// The n-th copy of a database, for reading: AWS keeps it like the original, a moment behind.
pub(crate) fn replica(of: &Resource, n: i64) -> Resource {
    const SAME: [&str; 9] = [
        "DBInstanceClass",
        "DBParameterGroupName",
        "VPCSecurityGroups",
        "KmsKeyId",
        "MonitoringInterval",
        "MonitoringRoleArn",
        "EnableIAMDatabaseAuthentication",
        "EnableCloudwatchLogsExports",
        "CopyTagsToSnapshot",
    ];
    let name = format!("{} Copy {n}", of.id);
    let mut copy = Resource::new(name.as_str(), Instance::KIND)
        .with("SourceDBInstanceIdentifier", of.reference())
        .with("StorageType", "gp3")
        .with("StorageEncrypted", true)
        .with("PubliclyAccessible", false)
        .with("MultiAZ", false)
        .with("AutoMinorVersionUpgrade", true);
    for property in SAME {
        copy = copy.with_some(property, of.properties.get(property).cloned());
    }
    copy
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Instance::KIND,
    // Its names are the lexicon's own: they also say where an application keeps its data.
    terms: ["", "", ""],
    build: database::build,
    uses: Some(database::use_database),
}];

/// A database with a password that AWS makes and keeps. A snapshot stays when it goes; there is no deletion protection,
/// since `CloudFormation` could then neither roll back a failed first deployment nor be asked to delete the stack, and
/// the snapshot already keeps the data.
pub(crate) fn instance(
    id: &str,
    database: &Database<'_>,
    subnets: &LogicalId,
    parameters: &LogicalId,
) -> Resource {
    let engine = database.engine;
    Resource::new(id, Instance::KIND)
        .kept(Retention::Snapshot)
        .with_some("DBInstanceIdentifier", database.name)
        .with("Engine", engine.identifier())
        .with("EngineVersion", database.version.full)
        .with("DBInstanceClass", database.class.as_str())
        .with("DBName", DATABASE_NAME)
        .with("MasterUsername", OWNER)
        .with("ManageMasterUserPassword", true)
        .with("EnableIAMDatabaseAuthentication", true)
        .with("StorageType", "gp3")
        .with("AllocatedStorage", database.gigabytes.to_string())
        .with("StorageEncrypted", true)
        .with("PubliclyAccessible", false)
        .with("MultiAZ", database.standby)
        .with("DBSubnetGroupName", subnets)
        .with("DBParameterGroupName", parameters)
        .with("BackupRetentionPeriod", BACKUP_DAYS)
        .with("CopyTagsToSnapshot", true)
        .with("AutoMinorVersionUpgrade", true)
        .with("EnableCloudwatchLogsExports", Value::list(engine.logs()))
}

/// What an hour is billed by, and how many times: an `xlarge` costs two `large`, which cost two `medium` each.
fn hours(instance: &Resource, twice: bool) -> (&'static str, i64) {
    let text = |property| instance.properties.get(property).and_then(Value::as_text);
    let engine = if text("Engine") == Some("mysql") { 2 } else { 0 };
    let of = |class: &str| {
        let row = PRICES.iter().find(|(name, _)| *name == class)?;
        Some(row.1[engine + usize::from(twice)])
    };
    let class = text("DBInstanceClass").unwrap_or_default();
    let scaled = || {
        let (family, size) = class.rsplit_once('.')?;
        let larges = if size == "large" { 1 } else { times_large(size)? };
        Some((of(&format!("{family}.medium"))?, 2 * larges))
    };
    let dimension = of(class).map(|dimension| (dimension, 1));
    dimension.or_else(scaled).unwrap_or((UNPRICED, 1))
}

macro_rules! prices {
    ($($class:literal),* $(,)?) => {
        &[$(($class, [
            concat!("postgresql_", $class, "_single_az"),
            concat!("postgresql_", $class, "_multi_az"),
            concat!("mysql_", $class, "_single_az"),
            concat!("mysql_", $class, "_multi_az"),
        ])),*]
    };
}

/// What a size without a price is billed by: the price list has nothing under this name, and the estimate says so.
const UNPRICED: &str = "instance_hours";

/// Sizes with a price, and its dimensions.
const PRICES: &[(&str, [&str; 4])] = prices![
    "db.t4g.micro",
    "db.t4g.small",
    "db.t4g.medium",
    "db.t3.micro",
    "db.t3.small",
    "db.t3.medium"
];

#[cfg(test)]
mod tests {
    use super::{Engine, class};

    #[test]
    fn a_version_that_was_said_is_taken_where_there_is_one() {
        assert_eq!(Engine::Postgres.version(None).full, "18");
        assert_eq!(Engine::Postgres.version(Some("16")).family, "postgres16");
        assert_eq!(Engine::Postgres.version(Some("17.2")).full, "17.10");
        assert_eq!(Engine::Postgres.version(Some("9.6")).full, "18");
        assert_eq!(Engine::Mysql.version(Some("8")).family, "mysql8.4");
    }

    #[test]
    fn a_size_that_was_said_stands() {
        assert_eq!(class(Some("db.t3.medium")), "db.t3.medium");
        assert_eq!(class(Some("t4g.small")), "db.t4g.small");
        assert_eq!(class(Some("db.x2iedn.32xlarge")), "db.x2iedn.32xlarge");
        assert_eq!(class(Some("a big one")), "db.t4g.micro");
        assert_eq!(class(None), "db.t4g.micro");
    }
}
