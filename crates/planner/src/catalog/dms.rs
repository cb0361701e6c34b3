//! AWS DMS: copies a database to another one and keeps the copy up to date until the move is over. Here: the machine that copies, and its
//! task. Not here: the two databases (`endpoints.rs`).

mod endpoints;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use self::endpoints::Side;
use super::component::{Component, Ends, Part, Wire};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, aurora, hours_of, rds};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Value};

/// The smallest machine that AWS advises for a test of a move, and its least storage.
const SMALLEST: &str = "dms.t3.small";
const VOLUME_GB: i64 = 20;
/// Every table of every schema that isn't the database's own.
const ALL_TABLES: &str = r#"{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"all","object-locator":{"schema-name":"%","table-name":"%"},"rule-action":"include"}]}"#;
const LOGGED: &str = r#"{"Logging":{"EnableLogging":true}}"#;

/// `AWS::DMS::ReplicationInstance`.
pub(crate) struct ReplicationInstance;

impl ReplicationInstance {
    pub(crate) const KIND: &str = "AWS::DMS::ReplicationInstance";
}

impl Service for ReplicationInstance {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A machine that copies one database to another while both stay in use",
                "एक मशीन जो एक डेटाबेस को दूसरे में उतारती है, जबकि दोनों चलते रहते हैं",
                "Ek machine jo ek database ko doosre mein utaarti hai, jabki dono chalte rehte hain",
            ],
        )
    }

    fn billed(&self, machine: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let twice = machine.properties.get("MultiAZ") == Some(&Value::Bool(true));
        let hours = HOURS_PER_MONTH * Decimal::from(if twice { 2 } else { 1 });
        let size = machine
            .properties
            .get("ReplicationInstanceClass")
            .and_then(Value::as_text);
        vec![hours_of("DMS", size.unwrap_or(SMALLEST), ["", ""], hours)]
    }
}

pub(crate) const SUBNET_GROUP: Plain = Plain {
    kind: "AWS::DMS::ReplicationSubnetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps the copying machine in the private part of the network",
        "कॉपी करने वाली मशीन को नेटवर्क के निजी हिस्से में रखता है",
        "Copy karne wali machine ko network ke private hisse mein rakhta hai",
    ],
};

pub(crate) const ENDPOINT: Plain = Plain {
    kind: "AWS::DMS::Endpoint",
    tags: Tags::List,
    purpose: [
        "Says how to reach one of the two databases; its password stays in its safe place",
        "बताता है कि दोनों में से एक डेटाबेस तक कैसे पहुँचें; पासवर्ड अपनी सुरक्षित जगह पर रहता है",
        "Batata hai ki dono mein se ek database tak kaise pahunchein; password apni surakshit jagah par rehta hai",
    ],
};

pub(crate) const TASK: Plain = Plain {
    kind: "AWS::DMS::ReplicationTask",
    tags: Tags::List,
    purpose: [
        "Copies every table, then every change until you switch over",
        "हर तालिका कॉपी करता है, फिर हर बदलाव, जब तक आप बदल न लें",
        "Har table copy karta hai, phir har badlav, jab tak aap switch na kar lein",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: ReplicationInstance::KIND,
    terms: [
        "dms|aws dms|amazon dms|database migration service|aws database migration service|amazon database migration service|\
         database migration|db migration service|dms replication instance|dms task|dms replication task|\
         database replication service|change data capture|cdc replication|migrate database|live database migration",
        "डीएमएस|डेटाबेस माइग्रेशन|डेटाबेस माइग्रेशन सेवा|डेटाबेस स्थानांतरण",
        "database migrate karna|database shift karna",
    ],
    build,
    uses: None,
}];

pub(crate) const WIRES: &[Wire] = &[wire(rds::Instance::KIND), wire(aurora::Cluster::KIND)];

const fn wire(to: &'static str) -> Wire {
    Wire {
        from: ReplicationInstance::KIND,
        to,
        ends: Ends::All,
        connect: reach,
    }
}

/// The machine may reach the databases of the application, whichever way the data goes.
fn reach(system: &mut System<'_>, machine: &LogicalId, database: &LogicalId) {
    let Some(resource) = system.blueprint.resource(database) else {
        return;
    };
    let port = rds::Engine::of(resource).port();
    let groups = ["VPCSecurityGroups", "VpcSecurityGroupIds"];
    let groups = groups
        .iter()
        .find_map(|property| resource.properties.get(*property));
    let Some(group) = groups.and_then(|groups| groups.references().first().map(|id| (*id).clone())) else {
        return;
    };
    system.let_through(&group_of(machine), &group, port);
}

fn group_of(machine: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{machine} SecurityGroup"))
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Migration");
    let group = system.security_group(
        group_of(&id).as_str(),
        "The machine that copies databases",
        Outbound::Https,
    );
    let subnets = Resource::new(format!("{id} Subnets").as_str(), SUBNET_GROUP.kind)
        .with(
            "ReplicationSubnetGroupDescription",
            "Private subnets of the application",
        )
        .with("SubnetIds", Value::list(&network.private));
    let key = system.key_arn();
    let machine = Resource::new(id.clone(), ReplicationInstance::KIND)
        .with("ReplicationInstanceClass", SMALLEST)
        .with(
            "AllocatedStorage",
            part.number("storageGB", (5, 6144)).unwrap_or(VOLUME_GB),
        )
        .with("AutoMinorVersionUpgrade", true)
        .with("MultiAZ", system.hardened() || part.wants("multiAZ"))
        .with("PubliclyAccessible", false)
        .with("ReplicationSubnetGroupIdentifier", subnets.reference())
        .with("VpcSecurityGroupIds", vec![group_id(&group)])
        .with_some("KmsKeyId", key);
    system.add(subnets);
    let machine = system.add(machine);
    let [source, target] = [Side::Source, Side::Target].map(|side| endpoints::add(system, &id, part, side));
    let task = Resource::new(format!("{id} Task").as_str(), TASK.kind)
        .with("MigrationType", "full-load-and-cdc")
        .with("ReplicationInstanceArn", &machine)
        .with("SourceEndpointArn", &source)
        .with("TargetEndpointArn", &target)
        .with("TableMappings", ALL_TABLES)
        .with("ReplicationTaskSettings", LOGGED);
    system.add(task);
    system
        .blueprint
        .output(&format!("{id} Arn"), "The machine that copies", &machine);
    machine
}
