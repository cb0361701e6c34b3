//! Amazon `DocumentDB`: documents, with the commands of `MongoDB`. The cluster is the database; its members answer.
//!
//! AWS makes and keeps the owner's password. Programs don't need it: they log in by IAM (`MONGODB-AWS`) and sign the login
//! themselves, without a network. The owner makes the user once, by the ARN of the program's role:
//! `db.getSiblingDB("$external").runCommand({createUser: "ROLE ARN", mechanisms: ["MONGODB-AWS"], roles: […]})`.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::instance_types::is_instance_type;
use super::plain::{Metered, Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of, rds};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Retention, Value};
use crate::properties;

const PORT: i64 = 27017;
/// The smallest machine that `DocumentDB` runs on.
const SMALLEST: &str = "t4g.medium";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Pages read or written for a request, for the estimate.
const CALLS_PER_REQUEST: i64 = 3;

/// `AWS::DocDB::DBCluster`.
pub(crate) struct Cluster;

impl Cluster {
    pub(crate) const KIND: &str = "AWS::DocDB::DBCluster";
}

impl Service for Cluster {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A database for documents that understands MongoDB's commands, encrypted and closed to the internet",
                "दस्तावेज़ों का डेटाबेस जो MongoDB के कमांड समझता है: एन्क्रिप्टेड और इंटरनेट से बंद",
                "Documents ka database jo MongoDB ke command samajhta hai: encrypted aur internet se band",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed_in(&self, cluster: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let belongs = |it: &&Resource| it.properties.get("DBClusterIdentifier") == Some(&cluster.reference());
        let calls = usage.api_requests * Decimal::from(CALLS_PER_REQUEST);
        let class = |it: &Resource| {
            it.properties
                .get("DBInstanceClass")
                .and_then(Value::as_text)
                .map(str::to_owned)
        };
        let members = blueprint.of_kind(MEMBER).filter(belongs);
        let mut bill: Vec<Billed> = members
            .map(|it| {
                hours_of(
                    "DocumentDB",
                    &class(it).unwrap_or_default(),
                    ["", ""],
                    HOURS_PER_MONTH,
                )
            })
            .collect();
        bill.extend([
            billed("DocumentDB", "storage", usage.storage_gb),
            billed("DocumentDB", "io_requests", calls),
            billed("Secrets Manager", "secret", Decimal::ONE),
        ]);
        bill
    }
}

const MEMBER: &str = "AWS::DocDB::DBInstance";
/// What it costs is counted with its cluster.
const MEMBER_TYPE: Metered = Metered {
    kind: MEMBER,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "A machine that answers for the document database; the data is the cluster's",
        "दस्तावेज़ डेटाबेस की ओर से जवाब देने वाली मशीन; डेटा क्लस्टर का है",
        "Document database ki taraf se jawab dene wali machine; data cluster ka hai",
    ],
    billed: |_, _| Vec::new(),
};
const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::DocDB::DBSubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the document database in the private part of the network",
        "दस्तावेज़ डेटाबेस को नेटवर्क के निजी हिस्से में रखता है",
        "Document database ko network ke private hisse mein rakhta hai",
    ],
};
const PARAMETER_GROUP: Plain = Plain {
    kind: "AWS::DocDB::DBClusterParameterGroup",
    tags: Tags::List,
    purpose: [
        "Makes the document database refuse connections that are not encrypted, and write down who did what",
        "दस्तावेज़ डेटाबेस से असुरक्षित कनेक्शन मना करवाता है और किसने क्या किया यह लिखवाता है",
        "Document database se unencrypted connection mana karwata hai aur kisne kya kiya yeh likhwata hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&Cluster, &MEMBER_TYPE, &SUBNET_GROUP, &PARAMETER_GROUP];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Cluster::KIND,
    terms: [
        "documentdb|document db|docdb|amazon documentdb|aws documentdb|amazon docdb|documentdb cluster|documentdb database|\
         docdb cluster|mongodb compatible database|mongodb-compatible database|mongo compatible database|\
         mongo-compatible database|managed mongodb|managed mongo|mongodb on documentdb|documentdb with mongodb compatibility",
        "डॉक्यूमेंटडीबी|डॉक्यूमेंट डीबी",
        "mongodb jaisa database",
    ],
    build,
    uses: Some(uses),
}];

/// A cluster over the private subnets, and its members.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let network = system.network();
    let id = system.free_id("DocumentStore");
    let named = |what: &str| format!("{id} {what}");
    let group = system.security_group(
        &named("SecurityGroup"),
        "The document database",
        Outbound::Nothing,
    );
    let subnets = Resource::new(named("Subnets").as_str(), SUBNET_GROUP.kind)
        .with("DBSubnetGroupDescription", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let parameters = Resource::new(named("Parameters").as_str(), PARAMETER_GROUP.kind)
        .with("Description", "Encrypted connections only")
        .with("Family", "docdb5.0")
        .with(
            "Parameters",
            properties! { "tls": "enabled", "audit_logs": "enabled" },
        );
    let parameters = system.add(parameters);
    let cluster = Resource::new(id.clone(), Cluster::KIND)
        .kept(Retention::Snapshot)
        .with_some("DBClusterIdentifier", part.name(database::is_identifier))
        .with("EngineVersion", "5.0.0")
        .with("MasterUsername", rds::OWNER)
        .with("ManageMasterUserPassword", true)
        .with_some("MasterUserSecretKmsKeyId", key.clone())
        .with("StorageEncrypted", true)
        .with_some("KmsKeyId", key)
        .with("DBSubnetGroupName", &subnets)
        .with("DBClusterParameterGroupName", &parameters)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with("Port", PORT)
        .with("BackupRetentionPeriod", BACKUP_DAYS)
        .with("CopyTagsToSnapshot", true)
        .with("EnableCloudwatchLogsExports", vec!["audit"]);
    let what =
        "Host name of the document database, inside of the network; it takes encrypted connections only";
    let host = cluster.attribute("Endpoint");
    system.blueprint.output(&named("Host"), what, host);
    // Source: DocumentDB developer guide, "Auditing Amazon DocumentDB events", 2026-11.
    let identifier = part.name(database::is_identifier);
    let cluster = database::with_log_groups(system, cluster, "/aws/docdb", identifier, &["audit"]);
    system.add(cluster);
    let least = if hardened || part.wants("multiAZ") { 2 } else { 1 };
    let members = part
        .number("replicas", (0, 15))
        .map_or(least, |copies| least.max(copies + 1));
    for n in 1..=members {
        let member = Resource::new(named(&format!("Member {n}")).as_str(), MEMBER)
            .with("DBClusterIdentifier", &id)
            .with("DBInstanceClass", class(part, SMALLEST))
            .with("AutoMinorVersionUpgrade", true);
        system.add(member);
    }
    id
}

/// The size of a member that was said, where it reads like one of AWS's; else the smallest.
pub(crate) fn class(part: &Part<'_>, smallest: &str) -> String {
    let said = part
        .text("instanceClass")
        .or_else(|| part.text("instanceType"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let said = said.strip_prefix("db.").unwrap_or(&said);
    format!("db.{}", if is_instance_type(said) { said } else { smallest })
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    system.reach(
        program,
        &LogicalId::new(&format!("{cluster} SecurityGroup")),
        PORT,
    );
    let mut access = Access::default();
    access.tell(
        system.variable("DOCUMENTDB_HOST", cluster),
        Value::Attribute(cluster.clone(), "Endpoint"),
    );
    access.tell(system.variable("DOCUMENTDB_PORT", cluster), PORT.to_string());
    system.grant(program, access);
}
