//! Amazon EFS: a folder that many machines share.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::vpc::Outbound;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::group_id;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const KIND: &str = "AWS::EFS::FileSystem";
const NFS: i64 = 2049;
/// The user that programs write as.
const USER: &str = "1000";

const FILES: Metered = Metered {
    kind: KIND,
    tags: Tags::None,
    stateful: true,
    purpose: [
        "A folder that all your programs share, encrypted and backed up",
        "एक फ़ोल्डर जिसे आपके सभी प्रोग्राम साझा करते हैं; एन्क्रिप्टेड और बैकअप के साथ",
        "Ek folder jise aapke sabhi program share karte hain; encrypted aur backup ke saath",
    ],
    billed: storage,
};

const TARGET: Plain = Plain {
    kind: "AWS::EFS::MountTarget",
    tags: Tags::None,
    purpose: [
        "Makes the shared folder reachable in one zone of the network",
        "साझा फ़ोल्डर को नेटवर्क के एक ज़ोन में पहुँचने लायक बनाता है",
        "Shared folder ko network ke ek zone mein pahunchne layak banata hai",
    ],
};

const ACCESS_POINT: Plain = Plain {
    kind: "AWS::EFS::AccessPoint",
    tags: Tags::None,
    purpose: [
        "The part of the shared folder that your programs see, under a user of their own",
        "साझा फ़ोल्डर का वह हिस्सा जो आपके प्रोग्राम अपने अलग उपयोगकर्ता से देखते हैं",
        "Shared folder ka woh hissa jo aapke program apne alag user se dekhte hain",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&FILES, &TARGET, &ACCESS_POINT];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "efs|amazon efs|aws efs|elastic file system|efs file system|shared file system|shared filesystem|shared folder|nfs|\
         network file system|efs volume|shared files|file share",
        "ईएफएस|साझा फ़ोल्डर|साझा फ़ाइल सिस्टम",
        "shared folder|sanjha folder",
    ],
    build,
    uses: Some(uses),
}];

fn storage(_files: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed("EFS", "standard_storage", usage.storage_gb)]
}

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("SharedFiles");
    let group = system.security_group(
        &format!("{id} Security Group"),
        "The shared folder",
        Outbound::Nothing,
    );
    let files = Resource::new(id.as_str(), KIND)
        .kept(Retention::Retain)
        .with("Encrypted", true)
        .with_some("KmsKeyId", system.key_arn())
        .with("BackupPolicy", properties! { "Status": "ENABLED" })
        .with("ThroughputMode", "elastic")
        .with(
            "LifecyclePolicies",
            vec![properties! { "TransitionToIA": "AFTER_30_DAYS" }],
        );
    let id = system.add(files);
    for (n, subnet) in network.private.iter().enumerate() {
        let target = Resource::new(format!("{id} Target {}", n + 1).as_str(), TARGET.kind)
            .with("FileSystemId", &id)
            .with("SubnetId", subnet)
            .with("SecurityGroups", vec![group_id(&group)]);
        system.add(target);
    }
    let point = Resource::new(access_point(&id), ACCESS_POINT.kind)
        .with("FileSystemId", &id)
        .with("PosixUser", properties! { "Uid": USER, "Gid": USER })
        .with(
            "RootDirectory",
            properties! {
                "Path": "/app",
                "CreationInfo": properties! { "OwnerUid": USER, "OwnerGid": USER, "Permissions": "750" },
            },
        );
    system.add(point);
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the shared folder", &id);
    id
}

fn access_point(files: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{files} Access"))
}

fn uses(system: &mut System<'_>, program: &LogicalId, files: &LogicalId) {
    const MOUNT: &[&str] = &["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
    let mut access = Access::default();
    access.tell(system.variable("SHARED_FILES", files), files);
    access.allow(Statement::allow(MOUNT, [Value::Attribute(files.clone(), "Arn")]));
    system.grant(program, access);
    system.reach(program, &LogicalId::new(&format!("{files} Security Group")), NFS);
}
