//! Amazon RDS: an SQL database that AWS backs up, mends and updates.

mod engine;
mod proxy;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::Component;
use super::instance_types::is_instance_type;
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of};
use crate::blueprint::architectures::parts::database;
use crate::blueprint::{Blueprint, LogicalId, Retention, Value};
use crate::properties;

pub(crate) use engine::{Engine, Version};
pub(crate) use proxy::{COMPONENTS as PROXIES, PROXY, PROXY_TARGETS};

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

    /// A copy for reading has the engine and the disk of what it copies, and its password.
    fn billed_in(&self, instance: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        if instance.properties.contains_key("DBClusterIdentifier") {
            // The cluster counts what its members do.
            return Vec::new();
        }
        let twice = instance.properties.get("MultiAZ") == Some(&Value::Bool(true));
        let storage = if twice {
            "gp3_storage_multi_az"
        } else {
            "gp3_storage_single_az"
        };
        let source = match instance.properties.get("SourceDBInstanceIdentifier") {
            Some(Value::Ref(id) | Value::Attribute(id, _)) => blueprint.resource(id),
            _ => None,
        };
        let original = |property: &str| {
            let value = source.unwrap_or(instance).properties.get(property);
            value.and_then(Value::as_text)
        };
        let gigabytes = original("AllocatedStorage")
            .and_then(|text| text.parse().ok())
            .unwrap_or(usage.storage_gb);
        let mut bill = vec![
            hours(instance, original("Engine").unwrap_or_default(), twice),
            billed("RDS", storage, gigabytes),
        ];
        if instance.properties.get("ManageMasterUserPassword") == Some(&Value::Bool(true)) {
            bill.push(billed("Secrets Manager", "secret", Decimal::ONE));
        }
        bill
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

pub(crate) const OPTION_GROUP: Plain = Plain {
    kind: "AWS::RDS::OptionGroup",
    tags: Tags::List,
    purpose: [
        "Makes an Oracle database refuse connections that are not encrypted",
        "Oracle डेटाबेस से असुरक्षित कनेक्शन मना करवाता है",
        "Oracle database se unencrypted connection mana karwata hai",
    ],
};

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
    /// Days that backups are kept, where they were said.
    pub backup_days: Option<i64>,
}

impl Database<'_> {
    /// Whether it takes the edition that is paid for: a standby needs it, and so does a machine that SQL Server Express, which
    /// runs on the smallest family alone, is not offered on.
    fn is_standard(&self) -> bool {
        let small = self.class.starts_with("db.t");
        self.standby || (self.engine == Engine::SqlServer && !small)
    }
}

/// The size that was said, where it reads like one of AWS's; else the smallest. A choice that was made in words stands,
/// with or without a price: the estimate says what it can't price.
pub(crate) fn class(said: Option<&str>, engine: Engine, standby: bool) -> String {
    let said = said.unwrap_or_default().trim().to_ascii_lowercase();
    let said = said.strip_prefix("db.").unwrap_or(&said);
    let taken = if is_instance_type(said) {
        said
    } else {
        engine.smallest(standby)
    };
    format!("db.{taken}")
}

/// The subnets of a database.
pub(crate) fn subnet_group(id: &str, subnets: &[LogicalId]) -> Resource {
    Resource::new(id, SUBNET_GROUP.kind)
        .with("DBSubnetGroupDescription", "Private subnets")
        .with("SubnetIds", Value::list(subnets))
}

/// The settings of a database.
pub(crate) fn parameter_group(id: &str, database: &Database<'_>) -> Resource {
    let engine = database.engine;
    Resource::new(id, PARAMETER_GROUP.kind)
        .with("Description", "Encrypted connections only")
        .with(
            "Family",
            engine.settings_family(database.version, database.is_standard()),
        )
        .with("Parameters", engine.settings())
}

/// Oracle's own way to refuse connections that are not encrypted; the others need none.
pub(crate) fn option_group(id: &str, database: &Database<'_>) -> Option<Resource> {
    if database.engine != Engine::Oracle {
        return None;
    }
    let setting = |name: &str, value: &str| properties! { "Name": name, "Value": value };
    let encrypted = properties! {
        "OptionName": "NATIVE_NETWORK_ENCRYPTION",
        "OptionSettings": vec![
            setting("SQLNET.ENCRYPTION_SERVER", "REQUIRED"),
            setting("SQLNET.CRYPTO_CHECKSUM_SERVER", "REQUIRED"),
        ],
    };
    let group = Resource::new(id, OPTION_GROUP.kind)
        .with("EngineName", database.engine.identifier(database.is_standard()))
        .with("MajorEngineVersion", database.version.full)
        .with("OptionGroupDescription", "Encrypted connections only")
        .with("OptionConfigurations", vec![encrypted]);
    Some(group)
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

/// The n-th copy of a database, for reading: AWS keeps it like the original, a moment behind. It is encrypted as the original
/// is, with the same key, which AWS wants not to be told again. It stands in one zone, as AWS has it unless told otherwise: a
/// second one that waits beside each copy doubles what it costs. `standby` asks for that.
pub(crate) fn replica(of: &Resource, n: i64, standby: bool) -> Resource {
    const SAME: [&str; 8] = [
        "DBInstanceClass",
        "DBParameterGroupName",
        "VPCSecurityGroups",
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
        .with("MultiAZ", standby)
        .with("PubliclyAccessible", false)
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

/// A database with a password that AWS makes and keeps. A snapshot stays when it goes; only hardened plans add deletion protection,
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
        .with("Engine", engine.identifier(database.is_standard()))
        .with("EngineVersion", database.version.full)
        .with("DBInstanceClass", database.class.as_str())
        .with_some("LicenseModel", engine.license())
        .with_some("DBName", engine.database_name())
        .with("MasterUsername", OWNER)
        .with("ManageMasterUserPassword", true)
        .with_some(
            "EnableIAMDatabaseAuthentication",
            engine.takes_iam().then_some(true),
        )
        .with("StorageType", "gp3")
        .with("AllocatedStorage", database.gigabytes.to_string())
        .with("StorageEncrypted", true)
        .with("PubliclyAccessible", false)
        .with("MultiAZ", database.standby)
        .with("DBSubnetGroupName", subnets)
        .with("DBParameterGroupName", parameters)
        .with(
            "BackupRetentionPeriod",
            database.backup_days.unwrap_or(BACKUP_DAYS),
        )
        .with("CopyTagsToSnapshot", true)
        .with("AutoMinorVersionUpgrade", true)
        .with("EnableCloudwatchLogsExports", Value::list(engine.logs()))
}

/// The hours of a month, alone or with one that waits beside it. Oracle's and Microsoft's licences are in the price.
fn hours(instance: &Resource, engine: &str, twice: bool) -> Billed {
    let engine = match engine {
        "postgres" => "postgresql_",
        "mysql" => "mysql_",
        "mariadb" => "mariadb_",
        "oracle-se2" => "oracle_se2_",
        "sqlserver-ex" => "sqlserver_ex_",
        _ => "other_",
    };
    let zones = if twice { "_multi_az" } else { "_single_az" };
    let class = instance
        .properties
        .get("DBInstanceClass")
        .and_then(Value::as_text);
    hours_of("RDS", class.unwrap_or_default(), [engine, zones], HOURS_PER_MONTH)
}

#[cfg(test)]
mod tests {
    use super::{Engine, class};

    #[test]
    fn a_size_that_was_said_stands() {
        let of = |said| class(said, Engine::Postgres, false);
        assert_eq!(of(Some("db.t3.medium")), "db.t3.medium");
        assert_eq!(of(Some("t4g.small")), "db.t4g.small");
        assert_eq!(of(Some("db.x2iedn.32xlarge")), "db.x2iedn.32xlarge");
        assert_eq!(of(Some("a big one")), "db.t4g.micro");
        assert_eq!(of(None), "db.t4g.micro");
        assert_eq!(class(None, Engine::SqlServer, true), "db.m5.large");
    }
}
