//! What databases have in common that are a cluster and its members, in the way of RDS but with types of their own: `DocumentDB` and
//! Neptune. The cluster keeps the data, its members answer. Here: what stands around the cluster, what it is billed by, how programs
//! reach it. Not here: what only one of them has, above all how people log in (`docdb.rs`, `neptune.rs`).

use rust_decimal::Decimal;

use super::component::Part;
use super::instance_types::{hours_of, is_instance_type};
use super::{Billed, HOURS_PER_MONTH, Resource, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Retention, Value};
use crate::estimate::{Base, Guess};

/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Pages read or written for a request, for the estimate.
const CALLS_PER_REQUEST: i64 = 3;
/// What is told of that number.
pub(crate) static PAGES: Guess = Guess {
    field: "usage.pagesPerRequest",
    value: "3",
    reason: [
        "How much the database reads and writes for a request was not said.",
        "एक अनुरोध के लिए डेटाबेस कितना पढ़ता और लिखता है, नहीं बताया गया।",
        "Ek request ke liye database kitna padhta aur likhta hai, nahi bataya gaya.",
    ],
    of: Base::Requests,
};
/// Members for reading that AWS takes.
const MOST_COPIES: i64 = 15;

/// A database of this sort: its types and what it is called in the template, in the price list and in settings.
pub(crate) struct Clustered {
    /// Type of the cluster.
    pub cluster: &'static str,
    /// Type of a member.
    pub member: &'static str,
    /// Type of what says which subnets the cluster stands in.
    pub subnet_group: &'static str,
    /// Type of what holds the cluster's settings.
    pub parameter_group: &'static str,
    /// Name of the cluster in the template.
    pub name: &'static str,
    /// What it is, in the middle of an English sentence.
    pub what: &'static str,
    /// The service in the price list.
    pub billed_as: &'static str,
    /// What the names of the log groups begin with that AWS writes to.
    pub log_place: &'static str,
    /// What the names of settings that tell programs of it begin with.
    pub variable: &'static str,
    /// The port that it answers on, and the property that says so.
    pub port: (&'static str, i64),
    /// The version of the engine.
    pub version: &'static str,
    /// The smallest machine that it runs on.
    pub smallest: &'static str,
    /// Whether a member says itself that it stands in the cluster's subnets, closed to the internet.
    pub members_say_where: bool,
}

/// What is set for all connections of a cluster: in words, the family of the engine, the parameters.
pub(crate) type Settings = (&'static str, &'static str, Value);

impl Clustered {
    /// The hours of a cluster's members, what is stored, and pages read and written.
    pub(crate) fn billed(
        &self,
        cluster: &Resource,
        blueprint: &Blueprint,
        usage: &UsageProfile,
    ) -> Vec<Billed> {
        let belongs = |it: &&Resource| it.properties.get("DBClusterIdentifier") == Some(&cluster.reference());
        let class = |it: &Resource| Some(it.properties.get("DBInstanceClass")?.as_text()?.to_owned());
        let members = blueprint.of_kind(self.member).filter(belongs);
        let hours = members.map(|it| {
            let class = class(it).unwrap_or_default();
            hours_of(self.billed_as, &class, ["", ""], HOURS_PER_MONTH)
        });
        let calls = usage.api_requests * Decimal::from(CALLS_PER_REQUEST);
        let stored = billed(self.billed_as, "storage", usage.storage_gb);
        let calls = billed(self.billed_as, "io_requests", calls).guessed(&PAGES);
        hours.chain([stored, calls]).collect()
    }

    /// A cluster over the private subnets, and its members. `login` is how people log in.
    pub(crate) fn build(
        &self,
        system: &mut System<'_>,
        part: &Part<'_>,
        login: impl IntoIterator<Item = (&'static str, Value)>,
        (said, family, settings): Settings,
    ) -> LogicalId {
        let key = system.key_arn();
        let network = system.network();
        let id = system.free_id(self.name);
        let named = |what: &str| format!("{id} {what}");
        let firewall = format!("The {}", self.what);
        let group = system.security_group(&named("SecurityGroup"), &firewall, Outbound::Nothing);
        let subnets = Resource::new(named("Subnets").as_str(), self.subnet_group)
            .with("DBSubnetGroupDescription", "Private subnets")
            .with("SubnetIds", Value::list(&network.private));
        let subnets = system.add(subnets);
        let parameters = Resource::new(named("Parameters").as_str(), self.parameter_group)
            .with("Description", said)
            .with("Family", family)
            .with("Parameters", settings);
        let parameters = system.add(parameters);
        let cluster = Resource::new(id.clone(), self.cluster)
            .kept(Retention::Snapshot)
            .with_some("DBClusterIdentifier", part.name(database::is_identifier))
            .with("EngineVersion", self.version);
        let cluster = login
            .into_iter()
            .fold(cluster, |cluster, (property, value)| {
                cluster.with(property, value)
            })
            .with("StorageEncrypted", true)
            .with_some("KmsKeyId", key)
            .with("DBSubnetGroupName", &subnets)
            .with("DBClusterParameterGroupName", &parameters)
            .with("VpcSecurityGroupIds", vec![group_id(&group)])
            .with(self.port.0, self.port.1)
            .with(
                "BackupRetentionPeriod",
                part.number("backupDays", (1, 35)).unwrap_or(BACKUP_DAYS),
            )
            .with("CopyTagsToSnapshot", true)
            .with("EnableCloudwatchLogsExports", vec!["audit"]);
        let what = format!(
            "Host name of the {}, inside of the network; it takes encrypted connections only",
            self.what
        );
        let host = cluster.attribute("Endpoint");
        system.blueprint.output(&named("Host"), &what, host);
        let identifier = part.name(database::is_identifier);
        let cluster = database::with_log_groups(system, cluster, self.log_place, identifier, &["audit"]);
        system.add(cluster);
        for n in 1..=members(system, part) {
            let member = Resource::new(named(&format!("Member {n}")).as_str(), self.member)
                .with("DBClusterIdentifier", &id)
                .with("DBInstanceClass", class(part, self.smallest))
                .with_some("DBSubnetGroupName", self.members_say_where.then_some(&subnets))
                .with_some("PubliclyAccessible", self.members_say_where.then_some(false))
                .with("AutoMinorVersionUpgrade", true);
            system.add(member);
        }
        id
    }

    /// Lets a program reach the cluster, and what tells it where the cluster is.
    pub(crate) fn access(&self, system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) -> Access {
        let (_, port) = self.port;
        system.reach_part(program, cluster, port);
        let mut access = Access::default();
        let variable = |what: &str| system.variable(&format!("{}_{what}", self.variable), cluster);
        access.tell(variable("HOST"), Value::Attribute(cluster.clone(), "Endpoint"));
        access.tell(variable("PORT"), port.to_string());
        access
    }
}

/// How many members a cluster gets: one to read from for each copy that was asked for, and two where it has to outlive a zone.
fn members(system: &System<'_>, part: &Part<'_>) -> i64 {
    let least = if system.hardened() || part.wants("multiAZ") {
        2
    } else {
        1
    };
    part.number("replicas", (0, MOST_COPIES))
        .map_or(least, |copies| least.max(copies + 1))
}

/// The size of a member that was said, where it reads like one of AWS's; else the smallest.
fn class(part: &Part<'_>, smallest: &str) -> String {
    let said = part
        .text("instanceClass")
        .or_else(|| part.text("instanceType"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let said = said.strip_prefix("db.").unwrap_or(&said);
    format!("db.{}", if is_instance_type(said) { said } else { smallest })
}
