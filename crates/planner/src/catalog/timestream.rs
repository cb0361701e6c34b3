//! Amazon Timestream: measurements over time. `InfluxDB` is what everybody gets; the older engine, `LiveAnalytics`, is closed to
//! accounts that didn't use it before June 20, 2025, and is built for who names it or its tables.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, secrets};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const INFLUX: &str = "AWS::Timestream::InfluxDBInstance";
const DATABASE: &str = "AWS::Timestream::Database";
const TABLE: &str = "AWS::Timestream::Table";
const PORT: i64 = 8086;
/// The smallest machine that `InfluxDB` runs on.
const SMALLEST: &str = "db.influx.medium";
/// Gigabytes of the smallest disk.
const SMALLEST_GB: i64 = 20;
/// Name of the table within its database.
const TABLE_NAME: &str = "measurements";
/// Hours that measurements are kept in memory, and days on disk.
const MEMORY_HOURS: &str = "24";
const DISK_DAYS: &str = "365";

const INFLUX_TYPE: Metered = Metered {
    kind: INFLUX,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A database for measurements over time, encrypted and closed to the internet",
        "समय के साथ आने वाले मापों का डेटाबेस: एन्क्रिप्टेड और इंटरनेट से बंद",
        "Samay ke saath aane wale measurements ka database: encrypted aur internet se band",
    ],
    billed: influx_bill,
};
const DATABASE_TYPE: Metered = Metered {
    kind: DATABASE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Tables of measurements over time; AWS opens it only to accounts that used it before June 2025",
        "समय के साथ आने वाले मापों की तालिकाएँ; AWS इसे केवल जून 2025 से पहले के उपयोगकर्ताओं को देता है",
        "Samay ke saath measurements ki tables; AWS ise sirf June 2025 se pehle ke users ko deta hai",
    ],
    billed: |_, _| Vec::new(),
};
const TABLE_TYPE: Metered = Metered {
    kind: TABLE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Keeps measurements for a day in memory, where they are quick, and for a year on disk",
        "मापों को एक दिन मेमोरी में रखता है जहाँ वे तेज़ हैं, और एक साल डिस्क पर",
        "Measurements ko ek din memory mein rakhta hai jahan woh tez hain, aur ek saal disk par",
    ],
    billed: |_, usage| {
        vec![
            billed("Timestream", "writes", usage.api_requests),
            billed("Timestream", "magnetic_storage", usage.storage_gb),
        ]
    },
};

pub(crate) const TYPES: &[&dyn Service] = &[&INFLUX_TYPE, &DATABASE_TYPE, &TABLE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: INFLUX,
        terms: [
            "timestream|amazon timestream|aws timestream|timestream for influxdb|amazon timestream for influxdb|influxdb|\
             influx db|influx|managed influxdb|time series database|time-series database|timeseries database|time series db|\
             time-series db|timeseries db|time series store|time-series store|tsdb|sensor database|metrics database",
            "टाइमस्ट्रीम|टाइम सीरीज़ डेटाबेस|टाइम सीरीज डेटाबेस|इन्फ्लक्सडीबी",
            "time series wala database|sensor data ka database",
        ],
        build: build_influx,
        uses: Some(use_influx),
    },
    Component {
        kind: DATABASE,
        terms: [
            "timestream for liveanalytics|amazon timestream for liveanalytics|timestream liveanalytics|timestream table|\
             timestream database|timestream live analytics",
            "टाइमस्ट्रीम टेबल",
            "",
        ],
        build,
        uses: Some(uses),
    },
];

fn influx_bill(database: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let twice =
        database.properties.get("DeploymentType").and_then(Value::as_text) == Some("WITH_MULTIAZ_STANDBY");
    let gigabytes = database
        .properties
        .get("AllocatedStorage")
        .and_then(Value::as_integer);
    vec![
        billed(
            "Timestream for InfluxDB",
            if twice { "multi_az_hours" } else { "instance_hours" },
            HOURS_PER_MONTH,
        ),
        billed(
            "Timestream for InfluxDB",
            "storage",
            gigabytes.unwrap_or(SMALLEST_GB).into(),
        ),
        billed("Secrets Manager", "secret", rust_decimal::Decimal::ONE),
    ]
}

fn build_influx(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Measurements");
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The database of measurements",
        Outbound::Nothing,
    );
    let secret = secrets::password(system, &format!("{id} Password"));
    let twice = system.hardened() || part.wants("multiAZ");
    let size = part
        .text("instanceType")
        .filter(|size| size.starts_with("db.influx."))
        .unwrap_or(SMALLEST);
    let subnets = if twice {
        Value::list(&network.private)
    } else {
        Value::list(network.private.first())
    };
    let database = Resource::new(id.clone(), INFLUX)
        .kept(Retention::Retain)
        .with("Name", system.physical_name(&id, 40))
        .with("DbInstanceType", size)
        .with("DbStorageType", "InfluxIOIncludedT1")
        .with(
            "AllocatedStorage",
            part.number("storageGB", (SMALLEST_GB, 16_384))
                .unwrap_or(SMALLEST_GB),
        )
        .with(
            "DeploymentType",
            if twice {
                "WITH_MULTIAZ_STANDBY"
            } else {
                "SINGLE_AZ"
            },
        )
        .with("PubliclyAccessible", false)
        .with("VpcSubnetIds", subnets)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with("Port", PORT)
        .with("Organization", "app")
        .with("Bucket", "measurements")
        .with("Username", "appowner")
        .with("Password", secrets::resolved(&secret));
    let what = "Host name of the database of measurements, inside of the network";
    let host = database.attribute("Endpoint");
    system.blueprint.output(&format!("{id} Host"), what, host);
    let token = database.attribute("InfluxAuthParametersSecretArn");
    let what = "Where the login to the database of measurements is kept";
    system.blueprint.output(&format!("{id} SecretArn"), what, token);
    system.add(database)
}

/// A program reads the login from the secret that AWS made, where it can reach it.
fn use_influx(system: &mut System<'_>, program: &LogicalId, store: &LogicalId) {
    system.reach(program, &LogicalId::new(&format!("{store} SecurityGroup")), PORT);
    database::reach_secrets(system, program);
    let of_store = |attribute| Value::Attribute(store.clone(), attribute);
    let secret = of_store("InfluxAuthParametersSecretArn");
    let mut access = Access::default();
    access.tell(system.variable("INFLUX_HOST", store), of_store("Endpoint"));
    access.tell(system.variable("INFLUX_PORT", store), PORT.to_string());
    access.tell(system.variable("INFLUX_SECRET_ARN", store), secret.clone());
    access.allow(Statement::allow(&["secretsmanager:GetSecretValue"], [secret]));
    system.grant(program, access);
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("MeasurementTables");
    let database = Resource::new(id.clone(), DATABASE)
        .kept(Retention::Retain)
        .with_some("DatabaseName", part.name(is_name))
        .with_some("KmsKeyId", system.key_arn());
    system.add(database);
    let table = Resource::new(table_of(&id), TABLE)
        .kept(Retention::Retain)
        .with("DatabaseName", &id)
        .with("TableName", TABLE_NAME)
        .with(
            "RetentionProperties",
            properties! {
                "MemoryStoreRetentionPeriodInHours": MEMORY_HOURS,
                "MagneticStoreRetentionPeriodInDays": DISK_DAYS,
            },
        );
    system.add(table);
    id
}

fn table_of(database: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{database} Table"))
}

fn uses(system: &mut System<'_>, program: &LogicalId, database: &LogicalId) {
    const READ_AND_WRITE: &[&str] = &[
        "timestream:DescribeTable",
        "timestream:Select",
        "timestream:WriteRecords",
    ];
    const ANY: &[&str] = &["timestream:DescribeEndpoints"];
    let mut access = Access::default();
    access.tell(system.variable("TIMESTREAM_DATABASE", database), database);
    access.tell(system.variable("TIMESTREAM_TABLE", database), TABLE_NAME);
    access.allow(Statement::allow(
        READ_AND_WRITE,
        [Value::Attribute(table_of(database), "Arn")],
    ));
    // Where the service is answers to no resource.
    access.allow(Statement::allow(ANY, ["*".into()]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a database.
fn is_name(name: &str) -> bool {
    (3..=256).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}
