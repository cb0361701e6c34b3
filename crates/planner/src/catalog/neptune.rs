//! Amazon Neptune: a graph, of things and how they are connected. The cluster is the database; its members answer. Logins
//! are signed by IAM; there is no password.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, docdb, hours_of};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Retention, Value};
use crate::properties;

const PORT: i64 = 8182;
/// The smallest machine that Neptune runs on.
const SMALLEST: &str = "t3.medium";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Pages read or written for a request, for the estimate.
const CALLS_PER_REQUEST: i64 = 3;

/// `AWS::Neptune::DBCluster`.
pub(crate) struct Cluster;

impl Cluster {
    pub(crate) const KIND: &str = "AWS::Neptune::DBCluster";
}

impl Service for Cluster {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A graph database: knows things and how they are connected, encrypted and closed to the internet",
                "ग्राफ़ डेटाबेस: चीज़ें और उनके आपसी रिश्ते रखता है, एन्क्रिप्टेड और इंटरनेट से बंद",
                "Graph database: cheezein aur unke aapsi rishte rakhta hai, encrypted aur internet se band",
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
                    "Neptune",
                    &class(it).unwrap_or_default(),
                    ["", ""],
                    HOURS_PER_MONTH,
                )
            })
            .collect();
        bill.extend([
            billed("Neptune", "storage", usage.storage_gb),
            billed("Neptune", "io_requests", calls),
        ]);
        bill
    }
}

const MEMBER: &str = "AWS::Neptune::DBInstance";
/// What it costs is counted with its cluster.
const MEMBER_TYPE: Metered = Metered {
    kind: MEMBER,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "A machine that answers for the graph database; the data is the cluster's",
        "ग्राफ़ डेटाबेस की ओर से जवाब देने वाली मशीन; डेटा क्लस्टर का है",
        "Graph database ki taraf se jawab dene wali machine; data cluster ka hai",
    ],
    billed: |_, _| Vec::new(),
};
const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::Neptune::DBSubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the graph database in the private part of the network",
        "ग्राफ़ डेटाबेस को नेटवर्क के निजी हिस्से में रखता है",
        "Graph database ko network ke private hisse mein rakhta hai",
    ],
};
const PARAMETER_GROUP: Plain = Plain {
    kind: "AWS::Neptune::DBClusterParameterGroup",
    tags: Tags::List,
    purpose: [
        "Makes the graph database write down who asked what",
        "ग्राफ़ डेटाबेस से यह लिखवाता है कि किसने क्या पूछा",
        "Graph database se yeh likhwata hai ki kisne kya poocha",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&Cluster, &MEMBER_TYPE, &SUBNET_GROUP, &PARAMETER_GROUP];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Cluster::KIND,
    terms: [
        "neptune|amazon neptune|aws neptune|neptune cluster|neptune database|neptune db|neptune graph database|graph database|\
         graph db|knowledge graph|social graph|gremlin database|sparql database|recommendation graph|fraud graph|relationship graph",
        "नेप्च्यून|नेपच्यून|ग्राफ़ डेटाबेस|ग्राफ डेटाबेस",
        "rishton wala database|graph wala database",
    ],
    build,
    uses: Some(uses),
}];

/// A cluster over the private subnets, and its members.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let network = system.network();
    let id = system.free_id("Graph");
    let named = |what: &str| format!("{id} {what}");
    let group = system.security_group(&named("SecurityGroup"), "The graph database", Outbound::Nothing);
    let subnets = Resource::new(named("Subnets").as_str(), SUBNET_GROUP.kind)
        .with("DBSubnetGroupDescription", "Private subnets")
        .with("SubnetIds", Value::list(&network.private));
    let subnets = system.add(subnets);
    let parameters = Resource::new(named("Parameters").as_str(), PARAMETER_GROUP.kind)
        .with("Description", "Questions are written down")
        .with("Family", "neptune1.4")
        .with("Parameters", properties! { "neptune_enable_audit_log": "1" });
    let parameters = system.add(parameters);
    let cluster = Resource::new(id.clone(), Cluster::KIND)
        .kept(Retention::Snapshot)
        .with_some("DBClusterIdentifier", part.name(database::is_identifier))
        .with("EngineVersion", "1.4.5.0")
        .with("IamAuthEnabled", true)
        .with("StorageEncrypted", true)
        .with_some("KmsKeyId", key)
        .with("DBSubnetGroupName", &subnets)
        .with("DBClusterParameterGroupName", &parameters)
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with("DBPort", PORT)
        .with("BackupRetentionPeriod", BACKUP_DAYS)
        .with("CopyTagsToSnapshot", true)
        .with("EnableCloudwatchLogsExports", vec!["audit"]);
    let what = "Host name of the graph database, inside of the network; it takes encrypted connections only";
    let host = cluster.attribute("Endpoint");
    system.blueprint.output(&named("Host"), what, host);
    // Source: Neptune user guide, "Publishing Neptune logs to Amazon CloudWatch Logs", 2026-11.
    let identifier = part.name(database::is_identifier);
    let cluster = database::with_log_groups(system, cluster, "/aws/neptune", identifier, &["audit"]);
    system.add(cluster);
    let least = if hardened || part.wants("multiAZ") { 2 } else { 1 };
    let members = part
        .number("replicas", (0, 15))
        .map_or(least, |copies| least.max(copies + 1));
    for n in 1..=members {
        let member = Resource::new(named(&format!("Member {n}")).as_str(), MEMBER)
            .with("DBClusterIdentifier", &id)
            .with("DBInstanceClass", docdb::class(part, SMALLEST))
            .with("DBSubnetGroupName", &subnets)
            .with("PubliclyAccessible", false)
            .with("AutoMinorVersionUpgrade", true);
        system.add(member);
    }
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    const READ_AND_WRITE: &[&str] = &[
        "neptune-db:DeleteDataViaQuery",
        "neptune-db:GetQueryStatus",
        "neptune-db:ReadDataViaQuery",
        "neptune-db:WriteDataViaQuery",
    ];
    system.reach(
        program,
        &LogicalId::new(&format!("{cluster} SecurityGroup")),
        PORT,
    );
    // `*` stands for everything in this one cluster: AWS has no finer resources of it.
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":neptune-db:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":".into(),
        Value::Attribute(cluster.clone(), "ClusterResourceId"),
        "/*".into(),
    ]);
    let mut access = Access::default();
    access.tell(
        system.variable("NEPTUNE_HOST", cluster),
        Value::Attribute(cluster.clone(), "Endpoint"),
    );
    access.tell(system.variable("NEPTUNE_PORT", cluster), PORT.to_string());
    access.allow(Statement::allow(READ_AND_WRITE, [arn]));
    system.grant(program, access);
}
