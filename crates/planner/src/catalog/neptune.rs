//! Amazon Neptune: a graph, of things and how they are connected. The cluster is the database; its members answer. Logins
//! are signed by IAM; there is no password.

use cloudwhisper_api::language::Language;

use super::clustered::Clustered;
use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile};
use crate::blueprint::architectures::System;
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::properties;

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
        DATABASE.billed(cluster, blueprint, usage)
    }
}

const DATABASE: Clustered = Clustered {
    cluster: Cluster::KIND,
    member: MEMBER,
    subnet_group: SUBNET_GROUP.kind,
    parameter_group: PARAMETER_GROUP.kind,
    name: "Graph",
    what: "graph database",
    billed_as: "Neptune",
    // Source: Neptune user guide, "Publishing Neptune logs to Amazon CloudWatch Logs", 2026-11.
    log_place: "/aws/neptune",
    variable: "NEPTUNE",
    port: ("DBPort", 8182),
    version: "1.4.5.0",
    smallest: "t3.medium",
    members_say_where: true,
};

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

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let login = [("IamAuthEnabled", Value::from(true))];
    let settings = (
        "Questions are written down",
        "neptune1.4",
        properties! { "neptune_enable_audit_log": "1" },
    );
    DATABASE.build(system, part, login, settings)
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    const READ_AND_WRITE: &[&str] = &[
        "neptune-db:DeleteDataViaQuery",
        "neptune-db:GetQueryStatus",
        "neptune-db:ReadDataViaQuery",
        "neptune-db:WriteDataViaQuery",
    ];
    let mut access = DATABASE.access(system, program, cluster);
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
    access.allow(Statement::allow(READ_AND_WRITE, [arn]));
    system.grant(program, access);
}
