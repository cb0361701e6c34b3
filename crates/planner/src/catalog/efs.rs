//! Amazon EFS: a folder that many programs share, and that grows by itself.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ecs, lambda};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// Port of NFS.
const PORT: i64 = 2049;
/// Where programs find the folder. Lambda takes only places below `/mnt`.
const PLACE: &str = "/mnt/files";
/// Number of the user that owns the folder; not root.
const OWNER: &str = "1000";

/// `AWS::EFS::FileSystem`.
pub(crate) struct FileSystem;

impl FileSystem {
    pub(crate) const KIND: &str = "AWS::EFS::FileSystem";
}

impl Service for FileSystem {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A folder that all your programs share, encrypted; it grows by itself",
                "एक फ़ोल्डर जिसे आपके सभी प्रोग्राम साझा करते हैं: एन्क्रिप्टेड, और अपने-आप बढ़ता है",
                "Ek folder jise aapke saare program share karte hain: encrypted, aur apne aap badhta hai",
            ],
        )
    }

    /// It has tags of its own name, which ours don't fit.
    fn tags(&self) -> Tags {
        Tags::None
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, _files: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        // Half of what is kept is read in a month, and a tenth written anew.
        vec![
            billed("EFS", "standard_storage", usage.storage_gb),
            billed("EFS", "elastic_throughput_read", usage.storage_gb / Decimal::TWO),
            billed("EFS", "elastic_throughput_write", usage.storage_gb / Decimal::TEN),
        ]
    }
}

pub(crate) const MOUNT_TARGET: Plain = Plain {
    kind: "AWS::EFS::MountTarget",
    tags: Tags::None,
    purpose: [
        "The door to the shared folder in one data centre",
        "एक डेटा सेंटर में साझा फ़ोल्डर का दरवाज़ा",
        "Ek data centre mein shared folder ka darwaza",
    ],
};

pub(crate) const ACCESS_POINT: Plain = Plain {
    kind: "AWS::EFS::AccessPoint",
    tags: Tags::None,
    purpose: [
        "Lets programs into one part of the shared folder, as a user without special rights",
        "प्रोग्रामों को साझा फ़ोल्डर के एक हिस्से में आने देता है, बिना खास अधिकारों के",
        "Programs ko shared folder ke ek hisse mein aane deta hai, bina khaas adhikaron ke",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: FileSystem::KIND,
    terms: [
        "efs|amazon efs|aws efs|elastic file system|amazon elastic file system|efs file system|efs volume|efs mount|\
         shared file system|shared filesystem|network file system|nfs|nfs share|nfs server|nfs volume|shared folder|\
         shared drive|shared disk|shared network drive|network drive|file share|shared volume|shared persistent volume",
        "ईएफएस|साझा फ़ोल्डर|साझा फाइल सिस्टम|शेयर्ड फ़ोल्डर|शेयर्ड फाइल सिस्टम",
        "saanjha folder|share wala folder|sabka common folder|shared folder chahiye",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let network = system.network();
    let id = system.free_id("SharedFiles");
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The shared folder",
        Outbound::Nothing,
    );
    let tidy = |name: &str, after: &str| Value::map([(name, after)]);
    let files = Resource::new(id.clone(), FileSystem::KIND)
        .kept(Retention::Retain)
        .with("Encrypted", true)
        .with_some("KmsKeyId", key)
        .with("PerformanceMode", "generalPurpose")
        .with("ThroughputMode", "elastic")
        .with(
            "LifecyclePolicies",
            vec![
                tidy("TransitionToIA", "AFTER_30_DAYS"),
                tidy("TransitionToPrimaryStorageClass", "AFTER_1_ACCESS"),
            ],
        )
        .with_some(
            "BackupPolicy",
            hardened.then(|| properties! { "Status": "ENABLED" }),
        )
        .with("FileSystemPolicy", encrypted_only());
    system.add(files);
    for (n, subnet) in (1..).zip(&network.private) {
        let door = Resource::new(format!("{id} Door {n}").as_str(), MOUNT_TARGET.kind)
            .with("FileSystemId", &id)
            .with("SubnetId", subnet)
            .with("SecurityGroups", vec![group_id(&group)]);
        system.add(door);
    }
    let point = Resource::new(access_point(&id), ACCESS_POINT.kind)
        .with("FileSystemId", &id)
        .with("PosixUser", properties! { "Uid": OWNER, "Gid": OWNER })
        .with(
            "RootDirectory",
            properties! {
                "Path": "/app",
                "CreationInfo": properties! { "OwnerUid": OWNER, "OwnerGid": OWNER, "Permissions": "750" },
            },
        );
    system.add(point);
    let what = "Id of the shared folder";
    system.blueprint.output(&format!("{id} Id"), what, &id);
    id
}

fn access_point(files: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{files} Access"))
}

/// In the policy of a file system, no resource means this one. Who may come in is IAM's to say.
fn encrypted_only() -> Value {
    policy([
        properties! {
            "Effect": "Allow",
            "Principal": properties! { "AWS": "*" },
            "Action": vec!["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            "Condition": properties! { "Bool": properties! { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        },
        properties! {
            "Sid": "OnlyEncryptedConnections",
            "Effect": "Deny",
            "Principal": properties! { "AWS": "*" },
            "Action": "*",
            "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
        },
    ])
}

/// A program finds the folder in its own file system; a machine mounts it by its id.
fn uses(system: &mut System<'_>, program: &LogicalId, files: &LogicalId) {
    const READ_AND_WRITE: &[&str] = &["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
    system.reach_part(program, files, PORT);
    let arn = Value::Attribute(files.clone(), "Arn");
    let mut access = Access::default();
    access.tell(system.variable("SHARED_FILES", files), PLACE);
    access.allow(Statement::allow(READ_AND_WRITE, [arn]));
    system.grant(program, access);
    let point = access_point(files);
    let doors: Vec<LogicalId> = system.all(MOUNT_TARGET.kind);
    let kind = system.blueprint.resource(program).map(|it| it.kind);
    match kind {
        Some(lambda::Function::KIND) => {
            let folder = properties! {
                "Arn": Value::Attribute(point, "Arn"), "LocalMountPath": PLACE,
            };
            if let Some(function) = system.blueprint.resource_mut(program)
                && !function.properties.contains_key("FileSystemConfigs")
            {
                // Lambda takes one folder a function.
                function
                    .properties
                    .insert("FileSystemConfigs", vec![folder].into());
                function.depends_on.extend(doors);
            }
        }
        Some(ecs::TaskDefinition::KIND) => {
            if let Some(task) = system.blueprint.resource_mut(program) {
                mount(task, files, &point);
            }
            for service in system.all(ecs::FargateService::KIND) {
                if let Some(service) = system.blueprint.resource_mut(&service) {
                    let new = |door: &&LogicalId| !service.depends_on.contains(door);
                    let doors: Vec<LogicalId> = doors.iter().filter(new).cloned().collect();
                    service.depends_on.extend(doors);
                }
            }
        }
        _ => {}
    }
}

fn mount(task: &mut Resource, files: &LogicalId, point: &LogicalId) {
    let name = files.as_str().to_ascii_lowercase();
    let volume = properties! {
        "Name": name.as_str(),
        "EFSVolumeConfiguration": properties! {
            "FilesystemId": files,
            "TransitEncryption": "ENABLED",
            "AuthorizationConfig": properties! { "AccessPointId": point, "IAM": "ENABLED" },
        },
    };
    let volumes = task
        .properties
        .entry("Volumes")
        .or_insert_with(|| Value::List(Vec::new()));
    if let Value::List(volumes) = volumes {
        volumes.push(volume);
    }
    if let Some(Value::List(containers)) = task.properties.get_mut("ContainerDefinitions") {
        for container in containers {
            let Value::Map(entries) = container else { continue };
            let points = entries
                .entry("MountPoints".to_owned())
                .or_insert_with(|| Value::List(Vec::new()));
            if let Value::List(points) = points {
                points.push(properties! {
                    "SourceVolume": name.as_str(), "ContainerPath": PLACE, "ReadOnly": false,
                });
            }
        }
    }
}
