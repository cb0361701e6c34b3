//! What belongs to machines: disks, addresses that stay, keys, and where they stand to each other.

use rust_decimal::Decimal;

use super::{Instance, is_bastion};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Resource, Retention, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::plain::{Metered, Plain};
use crate::catalog::{Billed, Service, Tags, UsageProfile, autoscaling_group, billed};

/// `CloudFormation` type of a disk.
pub(crate) const VOLUME: &str = "AWS::EC2::Volume";
const ATTACHMENT: &str = "AWS::EC2::VolumeAttachment";
/// `CloudFormation` type of a public address that stays.
pub(crate) const ADDRESS: &str = "AWS::EC2::EIP";
const KEY_PAIR: &str = "AWS::EC2::KeyPair";
const PLACEMENT: &str = "AWS::EC2::PlacementGroup";

/// Gigabytes of a disk that nothing was said of.
const DISK_GB: i64 = 20;
/// What a gp3 disk may hold, in gigabytes. Source: EBS user guide, "General Purpose SSD volumes", 2026-11.
const DISK_LIMITS: (i64, i64) = (1, 65_536);
/// The first of the names that AWS advises for further disks.
const DEVICE: &str = "/dev/sdf";

const VOLUME_TYPE: Metered = Metered {
    kind: VOLUME,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "An encrypted disk that outlives the machine it is in",
        "एक एन्क्रिप्टेड डिस्क जो अपनी मशीन के बाद भी बनी रहती है",
        "Ek encrypted disk jo apni machine ke baad bhi bani rehti hai",
    ],
    billed: volume_bill,
};
const ATTACHMENT_TYPE: Plain = Plain {
    kind: ATTACHMENT,
    tags: Tags::None,
    purpose: [
        "Puts the disk into the machine",
        "डिस्क को मशीन में लगाता है",
        "Disk ko machine mein lagata hai",
    ],
};
const KEY_PAIR_TYPE: Plain = Plain {
    kind: KEY_PAIR,
    tags: Tags::List,
    purpose: [
        "A key to log in with, whose secret half AWS keeps encrypted in your account",
        "लॉग इन की एक चाबी, जिसका गुप्त हिस्सा AWS आपके खाते में एन्क्रिप्ट करके रखता है",
        "Log in ki ek chaabi, jiska secret hissa AWS aapke account mein encrypt karke rakhta hai",
    ],
};
const PLACEMENT_TYPE: Plain = Plain {
    kind: PLACEMENT,
    tags: Tags::List,
    purpose: [
        "Says whether machines stand near each other or on different hardware",
        "तय करता है कि मशीनें पास-पास रहें या अलग-अलग हार्डवेयर पर",
        "Tay karta hai ki machines paas-paas rahein ya alag-alag hardware par",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&VOLUME_TYPE, &ATTACHMENT_TYPE, &KEY_PAIR_TYPE, &PLACEMENT_TYPE];

/// Built once all machines are there.
pub(crate) const BELONGINGS: &[Component] = &[
    Component {
        kind: VOLUME,
        terms: [
            "ebs|ebs volume|ebs disk|ebs storage|amazon ebs|aws ebs|elastic block store|elastic block storage|block storage|\
             block storage volume|block volume|gp3 volume|gp2 volume|io2 volume|persistent disk|persistent block storage|data disk|\
             data volume|extra disk|additional disk|second disk|separate disk|attached disk|additional volume|extra volume",
            "ईबीएस|ईबीएस वॉल्यूम|ब्लॉक स्टोरेज|अतिरिक्त डिस्क|डेटा डिस्क|अलग डिस्क",
            "alag disk|extra wali disk",
        ],
        build: build_volume,
        uses: None,
    },
    Component {
        kind: ADDRESS,
        terms: [
            "elastic ip|elastic ip address|elasticip|eip|aws eip|static public ip|static public ip address|static ip address|\
             fixed ip address|fixed public ip|permanent public ip|reserved ip|reserved public ip|dedicated public ip",
            "इलास्टिक आईपी|स्थिर आईपी|स्थायी आईपी|स्टैटिक आईपी",
            "pakka ip|fixed wala ip",
        ],
        build: build_address,
        uses: None,
    },
    Component {
        kind: KEY_PAIR,
        terms: [
            "key pair|keypair|ec2 key pair|ec2 keypair|ssh key pair|ssh keypair|login key pair|pem key|pem file",
            "की पेयर|कुंजी जोड़ी",
            "",
        ],
        build: build_key_pair,
        uses: None,
    },
    Component {
        kind: PLACEMENT,
        terms: [
            "placement group|ec2 placement group|cluster placement group|spread placement group|partition placement group",
            "प्लेसमेंट ग्रुप",
            "",
        ],
        build: build_placement,
        uses: None,
    },
];

fn volume_bill(volume: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let size = volume.properties.get("Size").and_then(Value::as_integer);
    vec![billed(
        "EBS",
        "gp3_storage",
        Decimal::from(size.unwrap_or(DISK_GB)),
    )]
}

/// Machines that run programs.
fn machines(system: &System<'_>) -> Vec<LogicalId> {
    let all = system.blueprint.of_kind(Instance::KIND);
    all.filter(|it| !is_bastion(it)).map(|it| it.id.clone()).collect()
}

/// A disk in the first machine that has none yet, and in its zone; on its own where there is none.
fn build_volume(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    let id = system.free_id("Disk");
    let of_machine = wishes::number(
        system.design.requirements,
        Instance::KIND,
        &["volumeSize"],
        DISK_LIMITS,
    );
    let said = ["volumeSize", "size", "storageGB"];
    let said = said.into_iter().find_map(|word| part.number(word, DISK_LIMITS));
    let attachments = system.all(ATTACHMENT);
    let has_one = |machine: &LogicalId| {
        let names = |it: &LogicalId| {
            let attachment = system.blueprint.resource(it);
            attachment.is_some_and(|it| it.properties.get("InstanceId") == Some(&Value::from(machine)))
        };
        attachments.iter().any(names)
    };
    let machine = machines(system).into_iter().find(|it| !has_one(it));
    let zone = match &machine {
        Some(machine) => Value::Attribute(machine.clone(), "AvailabilityZone"),
        None => Value::AvailabilityZone(0),
    };
    let volume = Resource::new(id, VOLUME)
        .kept(Retention::Snapshot)
        .with("AvailabilityZone", zone)
        .with("VolumeType", "gp3")
        .with("Size", said.or(of_machine).unwrap_or(DISK_GB))
        .with("Encrypted", true)
        .with_some("KmsKeyId", key.map(|key| Value::Attribute(key, "Arn")));
    let id = system.add(volume);
    if let Some(machine) = machine {
        let attachment = Resource::new(format!("{id} In {machine}").as_str(), ATTACHMENT)
            .with("VolumeId", &id)
            .with("InstanceId", &machine)
            .with("Device", DEVICE);
        system.add(attachment);
    }
    system.blueprint.output(
        &format!("{id} Id"),
        "Id of the disk; format it before the first use",
        &id,
    );
    id
}

/// The address of the first machine that has none of its own; free where there is none.
fn build_address(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let way_out = system.open_network().way_out;
    let id = system.free_id("Address");
    let taken: Vec<Value> = system
        .blueprint
        .of_kind(ADDRESS)
        .filter_map(|it| it.properties.get("InstanceId").cloned())
        .collect();
    let public = |machine: &LogicalId| {
        let machine = system.blueprint.resource(machine);
        machine.is_some_and(super::has_public_address)
    };
    let machine = machines(system)
        .into_iter()
        .find(|it| public(it) && !taken.contains(&Value::from(it)));
    let mut address = Resource::new(id, ADDRESS)
        .with("Domain", "vpc")
        .with_some("InstanceId", machine.as_ref());
    address.depends_on.extend(way_out);
    let ip = address.attribute("PublicIp");
    let id = system.add(address);
    system
        .blueprint
        .output(&format!("{id} Ip"), "The public address that stays", ip);
    id
}

/// The key is given to every machine; no port is opened for it.
fn build_key_pair(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("LoginKey");
    let name = match part.name(is_name) {
        Some(name) => Value::text(name),
        None => Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]),
    };
    let key = Resource::new(id, KEY_PAIR)
        .with("KeyName", name)
        .with("KeyType", "ed25519");
    let parameter = Value::Concat(vec!["/ec2/keypair/".into(), key.attribute("KeyPairId")]);
    let id = system.add(key);
    for machine in system.all(Instance::KIND) {
        system.set(&machine, "KeyName", &id);
    }
    autoscaling_group::in_templates(system, "KeyName", &Value::from(&id));
    let what = "Parameter of Systems Manager that holds the secret half of the key";
    system
        .blueprint
        .output(&format!("{id} Parameter"), what, parameter);
    id
}

/// On different hardware unless "cluster" was said: near each other only machines stand that are large enough.
fn build_placement(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let strategy = part
        .text("strategy")
        .filter(|it| ["cluster", "partition", "spread"].contains(it))
        .unwrap_or("spread");
    let id = system.free_id("Placement");
    let group = Resource::new(id, PLACEMENT).with("Strategy", strategy);
    let id = system.add(group);
    for machine in machines(system) {
        system.set(&machine, "PlacementGroupName", &id);
    }
    for group in system.all(autoscaling_group::KIND) {
        system.set(&group, "PlacementGroup", &id);
    }
    id
}

/// Whether AWS takes it as the name of a key.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len()) && name.chars().all(|c| c.is_ascii_graphic())
}
