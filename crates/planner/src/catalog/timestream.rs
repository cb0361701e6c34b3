//! Amazon Timestream: measurements over time, with `InfluxDB`. Not here: the older engine, `LiveAnalytics`, whose tables AWS opens
//! to no new account since June 20, 2025; who names it gets this one.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of, secrets};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Retention, Value};

const DATABASE: &str = "AWS::Timestream::InfluxDBInstance";
const PORT: i64 = 8086;
/// The smallest machine that `InfluxDB` runs on.
const SMALLEST: &str = "db.influx.medium";
/// Gigabytes of the smallest disk.
const SMALLEST_GB: i64 = 20;

const DATABASE_TYPE: Metered = Metered {
    kind: DATABASE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A database for measurements over time, encrypted and closed to the internet",
        "समय के साथ आने वाले मापों का डेटाबेस: एन्क्रिप्टेड और इंटरनेट से बंद",
        "Samay ke saath aane wale measurements ka database: encrypted aur internet se band",
    ],
    billed: bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&DATABASE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: DATABASE,
    terms: [
        "timestream|amazon timestream|aws timestream|timestream database|timestream table|timestream for liveanalytics|\
         timestream for influxdb|amazon timestream for influxdb|influxdb|influx db|influx|managed influxdb|time series database|time-series database|timeseries database|time series db|\
             time-series db|timeseries db|time series store|time-series store|tsdb|sensor database|metrics database",
        "टाइमस्ट्रीम|टाइम सीरीज़ डेटाबेस|टाइम सीरीज डेटाबेस|इन्फ्लक्सडीबी",
        "time series wala database|sensor data ka database",
    ],
    build,
    uses: Some(uses),
}];

fn bill(database: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let twice =
        database.properties.get("DeploymentType").and_then(Value::as_text) == Some("WITH_MULTIAZ_STANDBY");
    let gigabytes = database
        .properties
        .get("AllocatedStorage")
        .and_then(Value::as_integer);
    let size = database.properties.get("DbInstanceType").and_then(Value::as_text);
    vec![
        // The one that waits in the other data centre costs as much; the disk's own dimension has it included.
        hours_of(
            "Timestream for InfluxDB",
            size.unwrap_or(SMALLEST),
            ["", ""],
            if twice {
                HOURS_PER_MONTH + HOURS_PER_MONTH
            } else {
                HOURS_PER_MONTH
            },
        ),
        billed(
            "Timestream for InfluxDB",
            if twice { "storage_multi_az" } else { "storage" },
            gigabytes.unwrap_or(SMALLEST_GB).into(),
        ),
        billed("Secrets Manager", "secret", rust_decimal::Decimal::ONE),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
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
        Value::list(network.private.iter().take(2))
    } else {
        Value::list(network.private.first())
    };
    let database = Resource::new(id.clone(), DATABASE)
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
fn uses(system: &mut System<'_>, program: &LogicalId, store: &LogicalId) {
    system.reach_part(program, store, PORT);
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
