//! What is put to virtual machines: disks (Amazon EBS) and keys to log in with.

use rust_decimal::Decimal;

use super::Instance;
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Resource, Retention, Value};
use crate::catalog::component::{Component, Ends, Part, Wire};
use crate::catalog::plain::{Metered, Plain};
use crate::catalog::{Billed, Service, Tags, UsageProfile, billed};

const VOLUME: &str = "AWS::EC2::Volume";
const KEY_PAIR: &str = "AWS::EC2::KeyPair";
/// Gigabytes of a disk that nothing was said of.
const SIZE_GB: i64 = 20;
const SIZES: (i64, i64) = (1, 16_384);
/// Where a machine sees its second disk; further ones are counted on by their letter.
const DEVICES: [&str; 5] = ["/dev/sdf", "/dev/sdg", "/dev/sdh", "/dev/sdi", "/dev/sdj"];

const DISK: Metered = Metered {
    kind: VOLUME,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A disk that keeps its data when the machine is replaced",
        "एक डिस्क जिसका डेटा मशीन बदलने पर भी बना रहता है",
        "Ek disk jiska data machine badalne par bhi bana rehta hai",
    ],
    billed: size_bill,
};
const ATTACHMENT: Plain = Plain {
    kind: "AWS::EC2::VolumeAttachment",
    tags: Tags::None,
    purpose: [
        "Puts the disk into the machine",
        "डिस्क को मशीन में लगाता है",
        "Disk ko machine mein lagata hai",
    ],
};
const KEY: Plain = Plain {
    kind: KEY_PAIR,
    tags: Tags::List,
    purpose: [
        "A key to log in to machines with; its secret half is kept in your AWS account",
        "मशीनों में लॉग इन करने की चाबी; उसका गुप्त हिस्सा आपके AWS खाते में रहता है",
        "Machines mein log in karne ki chabi; uska gupt hissa aapke AWS account mein rehta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&DISK, &ATTACHMENT, &KEY];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: VOLUME,
        terms: [
            "ebs|amazon ebs|aws ebs|ebs volume|ebs disk|elastic block store|elastic block storage|block storage|block volume|\
             extra disk|additional disk|data disk|data volume|second disk|separate disk|attached disk|gp3 volume|ec2 volume",
            "ईबीएस|ईबीएस वॉल्यूम|अतिरिक्त डिस्क|अलग डिस्क|ब्लॉक स्टोरेज",
            "extra disk|alag disk|ek aur disk",
        ],
        build: volume,
        uses: None,
    },
    Component {
        kind: KEY_PAIR,
        terms: [
            "key pair|keypair|ec2 key pair|ec2 keypair|ssh key pair|ssh keypair",
            "की पेयर|कीपेयर",
            "",
        ],
        build: key_pair,
        uses: None,
    },
];

pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: VOLUME,
        to: Instance::KIND,
        ends: Ends::One,
        connect: attach,
    },
    Wire {
        from: KEY_PAIR,
        to: Instance::KIND,
        ends: Ends::All,
        connect: |system, key, machine| system.set(machine, "KeyName", key),
    },
];

fn size_bill(volume: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let size = volume.properties.get("Size").and_then(Value::as_integer);
    vec![billed(
        "EBS",
        "gp3_storage",
        Decimal::from(size.unwrap_or_default()),
    )]
}

/// An encrypted disk in the first zone; its data stays as a snapshot.
fn volume(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Disk");
    let said = ["storageGB", "volumeSize", "size"]
        .into_iter()
        .find_map(|word| part.number(word, SIZES));
    let key = system.key_arn();
    let volume = Resource::new(id.as_str(), VOLUME)
        .kept(Retention::Snapshot)
        .with("AvailabilityZone", Value::AvailabilityZone(0))
        .with("VolumeType", "gp3")
        .with("Size", said.unwrap_or(SIZE_GB))
        .with("Encrypted", true)
        .with_some("KmsKeyId", key);
    let id = system.add(volume);
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the disk", &id);
    id
}

/// A disk stands where its machine does, and each of a machine's disks has a place of its own.
fn attach(system: &mut System<'_>, volume: &LogicalId, machine: &LogicalId) {
    let taken = system
        .blueprint
        .of_kind(ATTACHMENT.kind)
        .filter(|it| it.properties.get("InstanceId") == Some(&Value::from(machine)))
        .count();
    let Some(device) = DEVICES.get(taken) else { return };
    let zone = Value::Attribute(machine.clone(), "AvailabilityZone");
    system.set(volume, "AvailabilityZone", zone);
    let attachment = Resource::new(format!("{volume} Attachment").as_str(), ATTACHMENT.kind)
        .with("VolumeId", volume)
        .with("InstanceId", machine)
        .with("Device", *device);
    system.add(attachment);
}

/// AWS makes both halves, and keeps the secret one encrypted in Parameter Store.
fn key_pair(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("LoginKey");
    let is_name = |name: &str| (1..=255).contains(&name.len()) && name.is_ascii();
    let usual = format!("{}-{}", system.project(), id.as_str().to_ascii_lowercase());
    let name = part.name(is_name).map_or(usual, str::to_owned);
    let id = system.add(
        Resource::new(id.as_str(), KEY_PAIR)
            .with("KeyName", name)
            .with("KeyType", "ed25519"),
    );
    let place = Value::Concat(vec![
        "/ec2/keypair/".into(),
        Value::Attribute(id.clone(), "KeyPairId"),
    ]);
    let what = "Where the secret half is kept (Systems Manager, Parameter Store)";
    system.blueprint.output(&format!("{id} Secret"), what, place);
    id
}
