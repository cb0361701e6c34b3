//! Amazon `DocumentDB`: documents, with the commands of `MongoDB`. The cluster is the database; its members answer.
//!
//! AWS makes and keeps the owner's password. Programs don't need it: they log in by IAM (`MONGODB-AWS`) and sign the login
//! themselves, without a network. The owner makes the user once, by the ARN of the program's role:
//! `db.getSiblingDB("$external").runCommand({createUser: "ROLE ARN", mechanisms: ["MONGODB-AWS"], roles: […]})`.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::clustered::Clustered;
use super::component::{Component, Part};
use super::plain::{Metered, Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, rds};
use crate::blueprint::architectures::System;
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::properties;

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
        let mut bill = DATABASE.billed(cluster, blueprint, usage);
        bill.push(billed("Secrets Manager", "secret", Decimal::ONE));
        bill
    }
}

const DATABASE: Clustered = Clustered {
    cluster: Cluster::KIND,
    member: MEMBER,
    subnet_group: SUBNET_GROUP.kind,
    parameter_group: PARAMETER_GROUP.kind,
    name: "DocumentStore",
    what: "document database",
    billed_as: "DocumentDB",
    // Source: DocumentDB developer guide, "Auditing Amazon DocumentDB events", 2026-11.
    log_place: "/aws/docdb",
    variable: "DOCUMENTDB",
    port: ("Port", 27017),
    version: "5.0.0",
    smallest: "t4g.medium",
    members_say_where: false,
};

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
         docdb cluster|mongodb compatible database|mongodb compatible document database|mongodb-compatible document database|\
         document database compatible with mongodb|database compatible with mongodb|mongodb like database|mongodb-like database|mongo like database|database like mongodb|database like mongo|mongodb compatible store|mongodb-compatible database|mongo compatible database|\
         mongo-compatible database|managed mongodb|managed mongo|mongodb on documentdb|documentdb with mongodb compatibility",
        "डॉक्यूमेंटडीबी|डॉक्यूमेंट डीबी|मोंगो जैसा डेटाबेस|मोंगोडीबी जैसा डेटाबेस|मोंगो डीबी जैसा डेटाबेस|मोंगोडीबी जैसा|मोंगो डीबी जैसा|मोंगो जैसा",
        "mongodb jaisa database|mongodb jaisa db|mongo jaisa database|mongo jaisa db|mongo db jaisa database|mongodb jaisa|mongo jaisa|mongo db jaisa|mongodb ke jaisa database|mongo ke jaisa database",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let owner = [
        ("MasterUsername", Value::from(rds::OWNER)),
        ("ManageMasterUserPassword", Value::from(true)),
    ];
    let key = system.key_arn().map(|key| ("MasterUserSecretKmsKeyId", key));
    let settings = (
        "Encrypted connections only",
        "docdb5.0",
        properties! { "tls": "enabled", "audit_logs": "enabled" },
    );
    DATABASE.build(system, part, owner.into_iter().chain(key), settings)
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    let access = DATABASE.access(system, program, cluster);
    system.grant(program, access);
}
