//! Unsafe wishes of a person who insists: the finished system is opened as far as was asked, and no further. Here: what
//! changes. Not here: whether somebody insists (`requirements/access.rs`), or what the review says of it (`review`).
//!
//! A role that may do everything on everything is never built: it is the one wish that puts the whole account at risk and
//! not this system alone.

mod without;

use cloudwhisper_api::requirements::InsecureWish;

use super::System;
use crate::blueprint::architectures::Design;
use crate::blueprint::architectures::parts::{database, storage};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::{ec2, rds, s3, vpc};
use crate::properties;

/// The port of SSH.
const SSH: i64 = 22;
/// Types that keep data unencrypted if told to. Buckets, tables and queues are always encrypted.
const MAY_BE_PLAIN: [(&str, &str); 6] = [
    ("AWS::DocDB::DBCluster", "StorageEncrypted"),
    ("AWS::EC2::Volume", "Encrypted"),
    ("AWS::EFS::FileSystem", "Encrypted"),
    ("AWS::Neptune::DBCluster", "StorageEncrypted"),
    ("AWS::RDS::DBCluster", "StorageEncrypted"),
    ("AWS::RDS::DBInstance", "StorageEncrypted"),
];

/// The system with what was insisted on.
pub(crate) fn insisted(blueprint: Blueprint, design: &Design<'_>) -> Blueprint {
    let mut system = System { blueprint, design };
    for wish in &design.requirements.insisted_wishes {
        match wish {
            InsecureWish::PublicDatabase => open_databases(&mut system),
            InsecureWish::PublicBucket => open_buckets(&mut system),
            InsecureWish::OpenSsh => open_ssh(&mut system),
            InsecureWish::NoEncryption => keep_plain(&mut system),
            InsecureWish::NoTls => take_plain_http(&mut system),
            InsecureWish::PublicMessages => without::closed_queues(&mut system),
            InsecureWish::NoBackups => without::backups(&mut system),
            InsecureWish::NoLogging => without::logging(&mut system),
            InsecureWish::NoDeadLetterQueue => without::dead_letters(&mut system),
            InsecureWish::Imdsv1 => without::tokens(&mut system),
            InsecureWish::OldTls => without::new_tls(&mut system),
            // The first never; stores of these kinds have no public address; AWS makes nothing of the old versions any more; and the
            // other two are what a plan has that nothing was added to.
            InsecureWish::WildcardIam
            | InsecureWish::PublicStore
            | InsecureWish::OldVersion
            | InsecureWish::NoDeletionProtection
            | InsecureWish::SingleZone => {}
        }
    }
    system.blueprint
}

/// Public addresses in public subnets, and a firewall that lets everybody in to the database's port.
fn open_databases(system: &mut System<'_>) {
    let databases = system.all(rds::Instance::KIND);
    if databases.is_empty() {
        return;
    }
    let network = system.open_network();
    for id in databases {
        let Some(database) = system.blueprint.resource(&id).cloned() else {
            continue;
        };
        system.set(&id, "PubliclyAccessible", true);
        for subnets in named_in(system, &database, rds::SUBNET_GROUP.kind) {
            system.set(&subnets, "SubnetIds", Value::list(&network.public));
        }
        // A member of a cluster stands behind its cluster's firewall.
        let cluster = named_in(system, &database, "AWS::RDS::DBCluster");
        let cluster = cluster
            .first()
            .and_then(|id| system.blueprint.resource(id))
            .cloned();
        let guarded = cluster.as_ref().unwrap_or(&database);
        for subnets in named_in(system, guarded, rds::SUBNET_GROUP.kind) {
            system.set(&subnets, "SubnetIds", Value::list(&network.public));
        }
        if let Some(group) = database::firewall(guarded) {
            let port = rds::Engine::of(guarded).port();
            let_everybody_in(system, &group, port, "Everybody, as insisted");
        }
    }
}

/// Everybody may read the files that people keep here; logs and build results stay closed.
fn open_buckets(system: &mut System<'_>) {
    for bucket in system.all(s3::Bucket::KIND) {
        if !bucket.as_str().starts_with(storage::FILES_BUCKET) {
            continue;
        }
        let block = properties! {
            "BlockPublicAcls": true, "BlockPublicPolicy": false, "IgnorePublicAcls": true, "RestrictPublicBuckets": false,
        };
        system.set(&bucket, "PublicAccessBlockConfiguration", block);
        let read = properties! {
            "Sid": "EverybodyReads",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": s3::files(&bucket),
        };
        let policies = system.all(s3::BUCKET_POLICY.kind);
        for policy in policies {
            let Some(policy) = system.blueprint.resource_mut(&policy) else {
                continue;
            };
            let of_bucket = policy
                .properties
                .get("Bucket")
                .is_some_and(|it| it.references().contains(&&bucket));
            if of_bucket
                && let Some(Value::Map(document)) = policy.properties.get_mut("PolicyDocument")
                && let Some(Value::List(statements)) = document.get_mut("Statement")
            {
                statements.push(read.clone());
            }
        }
    }
}

fn open_ssh(system: &mut System<'_>) {
    for id in system.all(ec2::Instance::KIND) {
        let Some(machine) = system.blueprint.resource(&id).cloned() else {
            continue;
        };
        for group in named_in(system, &machine, vpc::SECURITY_GROUP.kind) {
            let_everybody_in(system, &group, SSH, "SSH from everywhere, as insisted");
        }
    }
}

fn keep_plain(system: &mut System<'_>) {
    for (kind, property) in MAY_BE_PLAIN {
        for id in system.all(kind) {
            if let Some(resource) = system.blueprint.resource_mut(&id)
                && resource.properties.contains_key(property)
            {
                resource.properties.insert(property, false.into());
                resource.properties.shift_remove("KmsKeyId");
            }
        }
    }
}

/// Content networks answer over plain HTTP too. What has no such setting (an API's address, a function's) stays on HTTPS.
fn take_plain_http(system: &mut System<'_>) {
    for id in system.all("AWS::CloudFront::Distribution") {
        let config = system
            .blueprint
            .resource_mut(&id)
            .and_then(|it| it.properties.get_mut("DistributionConfig"));
        let Some(Value::Map(config)) = config else {
            continue;
        };
        let mut behaviors: Vec<&mut Value> = Vec::new();
        for (name, value) in config.iter_mut() {
            match (name.as_str(), value) {
                ("DefaultCacheBehavior", behavior) => behaviors.push(behavior),
                ("CacheBehaviors", Value::List(list)) => behaviors.extend(list.iter_mut()),
                _ => {}
            }
        }
        for behavior in behaviors {
            if let Value::Map(behavior) = behavior {
                behavior.insert("ViewerProtocolPolicy".to_owned(), "allow-all".into());
            }
        }
    }
}

fn let_everybody_in(system: &mut System<'_>, group: &LogicalId, port: i64, why: &str) {
    let id = LogicalId::new(&format!("{group} Open {port}"));
    if system.blueprint.resource(&id).is_none() {
        let rule = vpc::ingress_from(id.as_str(), group, ("CidrIp", vpc::ANYWHERE), port, why);
        system.add(rule);
    }
}

/// The resources of this type that a resource refers to.
fn named_in(system: &System<'_>, resource: &Resource, kind: &str) -> Vec<LogicalId> {
    let referred = resource.properties.values().flat_map(Value::references);
    let mut of_kind: Vec<LogicalId> = referred
        .filter(|id| system.kind_of(id) == Some(kind))
        .cloned()
        .collect();
    of_kind.dedup();
    of_kind
}
