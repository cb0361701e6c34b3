//! Amazon Keyspaces: wide tables, with the language of Apache Cassandra. Programs sign their login by IAM.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const KEYSPACE: &str = "AWS::Cassandra::Keyspace";
const TABLE: &str = "AWS::Cassandra::Table";
/// Name of the table within its keyspace.
const TABLE_NAME: &str = "entries";
const PORT: &str = "9142";

const KEYSPACE_TYPE: Metered = Metered {
    kind: KEYSPACE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A group of tables that are asked in the language of Apache Cassandra",
        "तालिकाओं का समूह जिनसे Apache Cassandra की भाषा में पूछा जाता है",
        "Tables ka samooh jinse Apache Cassandra ki bhasha mein poocha jata hai",
    ],
    billed: |_, _| Vec::new(),
};
const TABLE_TYPE: Metered = Metered {
    kind: TABLE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A wide table that is paid by what is read and written, encrypted",
        "चौड़ी तालिका: जितना पढ़ा-लिखा उतना खर्च, एन्क्रिप्टेड",
        "Chaudi table: jitna padha-likha utna kharch, encrypted",
    ],
    billed: bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&KEYSPACE_TYPE, &TABLE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KEYSPACE,
    terms: [
        "keyspaces|amazon keyspaces|aws keyspaces|keyspace|cassandra|apache cassandra|managed cassandra|cassandra database|\
         cassandra cluster|cassandra table|cassandra keyspace|amazon keyspaces for apache cassandra|keyspaces table|\
         wide column store|wide-column store|wide column database|wide-column database|scylladb|scylla",
        "कैसेंड्रा|कीस्पेस|कीस्पेसेस",
        "",
    ],
    build,
    uses: Some(uses),
}];

/// One read and one write a request.
fn bill(table: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    let mut bill = vec![
        billed("Keyspaces", "on_demand_reads", usage.api_requests),
        billed("Keyspaces", "on_demand_writes", usage.api_requests),
        billed("Keyspaces", "storage", usage.storage_gb),
    ];
    if table.properties.get("PointInTimeRecoveryEnabled") == Some(&Value::Bool(true)) {
        bill.push(billed("Keyspaces", "pitr_backup", usage.storage_gb));
    }
    bill
}

/// A keyspace with one table whose key is a text named `id`.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Keyspace");
    let key = system.key_arn();
    let keyspace = Resource::new(id.clone(), KEYSPACE)
        .kept(Retention::Retain)
        .with_some("KeyspaceName", part.name(is_name));
    system.add(keyspace);
    let encryption = match key {
        Some(key) => {
            properties! { "EncryptionType": "CUSTOMER_MANAGED_KMS_KEY", "KmsKeyIdentifier": key }
        }
        None => properties! { "EncryptionType": "AWS_OWNED_KMS_KEY" },
    };
    let column = |name: &str| properties! { "ColumnName": name, "ColumnType": "text" };
    let table = Resource::new(format!("{id} Table").as_str(), TABLE)
        .kept(Retention::Retain)
        .with("KeyspaceName", &id)
        .with("TableName", TABLE_NAME)
        .with("PartitionKeyColumns", vec![column("id")])
        .with("RegularColumns", vec![column("content")])
        .with("BillingMode", properties! { "Mode": "ON_DEMAND" })
        .with("EncryptionSpecification", encryption)
        .with(
            "PointInTimeRecoveryEnabled",
            system.hardened() || part.wants("pointInTimeRecovery"),
        );
    system.add(table);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the keyspace", &id);
    id
}

/// A program signs in by IAM; the system tables are what every driver reads first.
fn uses(system: &mut System<'_>, program: &LogicalId, keyspace: &LogicalId) {
    const READ_AND_WRITE: &[&str] = &["cassandra:Modify", "cassandra:Select"];
    const READ: &[&str] = &["cassandra:Select"];
    let of = |rest: Vec<Value>| {
        let mut arn = vec![
            "arn:".into(),
            Pseudo::Partition.into(),
            ":cassandra:".into(),
            Pseudo::Region.into(),
            ":".into(),
            Pseudo::AccountId.into(),
            ":/keyspace/".into(),
        ];
        arn.extend(rest);
        Value::Concat(arn)
    };
    let table = of(vec![keyspace.into(), format!("/table/{TABLE_NAME}").into()]);
    let host = Value::Concat(vec![
        "cassandra.".into(),
        Pseudo::Region.into(),
        ".".into(),
        Pseudo::UrlSuffix.into(),
    ]);
    let mut access = Access::default();
    access.tell(system.variable("CASSANDRA_HOST", keyspace), host);
    access.tell(system.variable("CASSANDRA_PORT", keyspace), PORT);
    access.tell(system.variable("CASSANDRA_KEYSPACE", keyspace), keyspace);
    access.tell(system.variable("CASSANDRA_TABLE", keyspace), TABLE_NAME);
    access.allow(Statement::allow(READ_AND_WRITE, [table]));
    access.allow(Statement::allow(READ, [of(vec!["system*".into()])]));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a keyspace.
fn is_name(name: &str) -> bool {
    (2..=48).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
