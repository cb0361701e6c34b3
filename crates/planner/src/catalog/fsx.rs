//! Amazon `FSx`: shared folders of four makes. `OpenZFS` is the smallest and the usual one, Lustre the quick one for many machines,
//! Windows File Server the one for Windows, which needs a directory of users that only the person can name, and `ONTAP` `NetApp`'s.
//! Machines mount them; functions and Fargate can't.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part, Variant};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ec2, vpc};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id, range};
use crate::blueprint::{LogicalId, Parameter, Retention, Value};
use crate::properties;

const FILE_SYSTEM: &str = "AWS::FSx::FileSystem";
const VIRTUAL_MACHINE: &str = "AWS::FSx::StorageVirtualMachine";
const VOLUME: &str = "AWS::FSx::Volume";
const LUSTRE: &str = "LUSTRE";
const ONTAP: &str = "ONTAP";
const OPENZFS: &str = "OPENZFS";
const WINDOWS: &str = "WINDOWS";
/// Days that can be gone back to.
const BACKUP_DAYS: i64 = 7;
/// Megabytes of the first volume of `ONTAP`: half of the smallest file system.
const VOLUME_MEGABYTES: &str = "512000";
/// Most that is asked for in one go.
const MOST_GB: i64 = 65_536;
/// Ports between the servers of Lustre and its clients, besides 988.
const LUSTRE_PORTS: (i64, i64) = (1018, 1023);

/// `AWS::FSx::FileSystem`.
struct FileSystem;

impl Service for FileSystem {
    fn kind(&self) -> &'static str {
        FILE_SYSTEM
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A quick folder that your machines share, encrypted and backed up every day",
                "एक तेज़ फ़ोल्डर जिसे आपकी मशीनें साझा करती हैं: एन्क्रिप्टेड, रोज़ बैकअप के साथ",
                "Ek tez folder jise aapki machines share karti hain: encrypted, roz backup ke saath",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, files: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let gigabytes = files
            .properties
            .get("StorageCapacity")
            .and_then(Value::as_integer);
        let make = make_of(files);
        let throughput = files
            .properties
            .get(make.configuration)
            .and_then(|it| it.get("ThroughputCapacity"))
            .and_then(Value::as_integer);
        let twice = usize::from(
            files
                .properties
                .get(make.configuration)
                .and_then(|it| it.get("DeploymentType")?.as_text())
                .is_some_and(|it| it.starts_with("MULTI_AZ")),
        );
        let storage = make.storage[twice];
        let mut bill = vec![billed("FSx", storage, gigabytes.unwrap_or(make.smallest).into())];
        bill.extend(throughput.map(|per_second| billed("FSx", make.throughput[twice], per_second.into())));
        bill
    }
}

const VIRTUAL_MACHINE_TYPE: Plain = Plain {
    kind: VIRTUAL_MACHINE,
    tags: Tags::List,
    purpose: [
        "The server that the volumes of the shared folder hang on",
        "वह सर्वर जिससे साझा फ़ोल्डर के हिस्से जुड़े हैं",
        "Woh server jisse shared folder ke hisse jude hain",
    ],
};

/// What is in it is the file system's, which is kept.
const VOLUME_TYPE: Plain = Plain {
    kind: VOLUME,
    tags: Tags::List,
    purpose: [
        "The part of the shared folder that machines mount",
        "साझा फ़ोल्डर का वह हिस्सा जिसे मशीनें जोड़ती हैं",
        "Shared folder ka woh hissa jise machines mount karti hain",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&FileSystem, &VIRTUAL_MACHINE_TYPE, &VOLUME_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: FILE_SYSTEM,
    terms: [
        "fsx|amazon fsx|aws fsx|fsx file system|fsx for openzfs|fsx openzfs|openzfs|zfs file system|fsx for lustre|fsx lustre|\
         amazon fsx for lustre|lustre|lustre file system|hpc file system|hpc storage|parallel file system|\
         high performance file system|high-performance file system|fsx for windows|fsx windows|fsx for windows file server|\
         amazon fsx for windows file server|fsx windows file server|windows file server|windows file share|windows share|windows file system|shared windows file system|windows shared folder|shared windows folder|\
         smb share|smb file share|smb file server|fsx for ontap|fsx ontap|fsx for netapp ontap|amazon fsx for netapp ontap|\
         netapp ontap|netapp",
        "एफएसएक्स|लस्टर फ़ाइल सिस्टम|विंडोज़ फ़ाइल सर्वर",
        "windows ka shared folder",
    ],
    build,
    uses: Some(uses),
}];

/// The makes, `OpenZFS` being the usual one.
pub(crate) const VARIANTS: &[Variant] = &[
    variant(
        Some(LUSTRE),
        &[
            "lustre",
            "hpc",
            "parallel",
            "high performance",
            "high-performance",
            "लस्टर",
        ],
    ),
    variant(Some(WINDOWS), &["windows", "smb", "विंडोज़"]),
    variant(Some(ONTAP), &["ontap", "netapp"]),
    variant(None, &["zfs"]),
];

const fn variant(value: Option<&'static str>, marks: &'static [&'static str]) -> Variant {
    Variant {
        kind: FILE_SYSTEM,
        word: "type",
        value,
        property: "FileSystemType",
        marks,
    }
}

/// What is particular to a make.
struct Make {
    sort: &'static str,
    /// Property that holds its settings.
    configuration: &'static str,
    /// Gigabytes of the smallest one, and of one step.
    smallest: i64,
    /// Ports that clients come in by.
    port: i64,
    /// What AWS bills it by: its dimensions in one data centre and in two.
    storage: [&'static str; 2],
    throughput: [&'static str; 2],
}

const MAKES: [Make; 4] = [
    Make {
        sort: OPENZFS,
        configuration: "OpenZFSConfiguration",
        smallest: 64,
        port: 2049,
        storage: ["openzfs_single_az_storage", "openzfs_multi_az_storage"],
        throughput: ["openzfs_single_az_throughput", "openzfs_multi_az_throughput"],
    },
    Make {
        sort: LUSTRE,
        configuration: "LustreConfiguration",
        smallest: 1200,
        port: 988,
        storage: ["lustre_persistent_125_storage"; 2],
        throughput: ["lustre_throughput"; 2],
    },
    Make {
        sort: WINDOWS,
        configuration: "WindowsConfiguration",
        smallest: 32,
        port: 445,
        storage: ["windows_single_az_storage", "windows_multi_az_storage"],
        throughput: ["windows_single_az_throughput", "windows_multi_az_throughput"],
    },
    Make {
        sort: ONTAP,
        configuration: "OntapConfiguration",
        smallest: 1024,
        port: 2049,
        storage: ["ontap_single_az_storage", "ontap_multi_az_storage"],
        throughput: ["ontap_single_az_throughput", "ontap_multi_az_throughput"],
    },
];

fn make(sort: Option<&str>) -> &'static Make {
    let is_meant = |make: &&Make| Some(make.sort) == sort;
    MAKES.iter().find(is_meant).unwrap_or(&MAKES[0])
}

fn make_of(files: &Resource) -> &'static Make {
    make(files.properties.get("FileSystemType").and_then(Value::as_text))
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let make = make(part.text("type"));
    let key = system.key_arn();
    let network = system.network();
    let id = system.free_id("FastFiles");
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The shared folder",
        Outbound::Nothing,
    );
    // Lustre is sold in steps of its smallest size twice over.
    let gigabytes = part.number("storageGB", (make.smallest, MOST_GB));
    let gigabytes = gigabytes.unwrap_or(make.smallest);
    let gigabytes = if make.sort == LUSTRE && gigabytes > make.smallest {
        2 * make.smallest * (gigabytes + 2 * make.smallest - 1).div_euclid(2 * make.smallest)
    } else {
        gigabytes
    };
    let twice = system.hardened() || part.wants("multiAZ");
    // Lustre and the plain sort of OpenZFS stand in one data centre.
    let twice = twice && make.sort != LUSTRE;
    let subnets = if twice {
        Value::list(network.private.iter().take(2))
    } else {
        Value::list(network.private.first())
    };
    let first = network.private.first().filter(|_| twice).map(Value::from);
    let configuration = match make.sort {
        LUSTRE => lustre(system, &group),
        WINDOWS => windows(system, &group, first),
        ONTAP => highly_available(first, 128, ["SINGLE_AZ_1", "MULTI_AZ_1"]),
        _ => zfs(first, range(&system.blueprint, &network.vpc)),
    };
    // Where a folder in two data centres is just now stands in the route tables.
    let routes = (twice && make.sort != WINDOWS).then(|| Value::list(&network.private_tables));
    let configuration = with(configuration, routes.map(|routes| ("RouteTableIds", routes)));
    let files = Resource::new(id.clone(), FILE_SYSTEM)
        .kept(Retention::Retain)
        .with("FileSystemType", make.sort)
        .with_some("FileSystemTypeVersion", (make.sort == LUSTRE).then_some("2.15"))
        .with("StorageCapacity", gigabytes)
        .with("StorageType", "SSD")
        .with("SubnetIds", subnets)
        .with("SecurityGroupIds", vec![group_id(&group)])
        .with_some("KmsKeyId", key)
        .with(make.configuration, configuration);
    system.add(files);
    if make.sort == ONTAP {
        add_volume(system, &id);
    }
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the shared folder", &id);
    id
}

/// What makes of two sorts, in one data centre and in two, have in common.
fn highly_available(first: Option<Value>, throughput: i64, [one, two]: [&'static str; 2]) -> Value {
    let mut entries = vec![
        (
            "DeploymentType",
            Value::from(if first.is_some() { two } else { one }),
        ),
        ("ThroughputCapacity", throughput.into()),
        ("AutomaticBackupRetentionDays", BACKUP_DAYS.into()),
    ];
    entries.extend(first.map(|subnet| ("PreferredSubnetId", subnet)));
    Value::map(entries)
}

fn with(value: Value, more: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    match value {
        Value::Map(mut entries) => {
            entries.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
            Value::Map(entries)
        }
        other => other,
    }
}

fn zfs(first: Option<Value>, everybody: String) -> Value {
    // The smallest throughput in two data centres is more than in one.
    let throughput = if first.is_some() { 160 } else { 64 };
    let clients = properties! {
        "Clients": everybody, "Options": vec!["rw", "crossmnt", "sync"],
    };
    let root = properties! {
        "DataCompressionType": "ZSTD",
        "NfsExports": vec![properties! { "ClientConfigurations": vec![clients] }],
    };
    with(
        highly_available(first, throughput, ["SINGLE_AZ_1", "MULTI_AZ_1"]),
        [
            ("CopyTagsToBackups", true.into()),
            ("RootVolumeConfiguration", root),
        ],
    )
}

/// Servers and clients of Lustre talk both ways, and the servers with each other.
fn lustre(system: &mut System<'_>, group: &LogicalId) -> Value {
    let among = |id: &str, kind: &'static str, peer: &'static str, (from, to): (i64, i64)| {
        Resource::new(format!("{group} {id}").as_str(), kind)
            .with("Description", "Servers of the folder among each other")
            .with("IpProtocol", "tcp")
            .with("FromPort", from)
            .with("ToPort", to)
            .with("GroupId", group_id(group))
            .with(peer, group_id(group))
    };
    for (id, ports) in [("Main", (988, 988)), ("More", LUSTRE_PORTS)] {
        let inward = among(
            &format!("{id} In"),
            vpc::INGRESS.kind,
            "SourceSecurityGroupId",
            ports,
        );
        let outward = among(
            &format!("{id} Out"),
            vpc::EGRESS.kind,
            "DestinationSecurityGroupId",
            ports,
        );
        system.add(inward);
        system.add(outward);
    }
    properties! {
        "DeploymentType": "PERSISTENT_2",
        "PerUnitStorageThroughput": 125_i64,
        "DataCompressionType": "LZ4",
        "AutomaticBackupRetentionDays": BACKUP_DAYS,
        "CopyTagsToBackups": true,
    }
}

/// The servers ask a directory who may come in, which stands in a private network that the person connects with ours.
fn windows(system: &mut System<'_>, group: &LogicalId, first: Option<Value>) -> Value {
    let directory = system.blueprint.parameter(Parameter {
        id: "ActiveDirectoryId".into(),
        description: "Id of the AWS Managed Microsoft AD that users of the Windows folder log in with (Directory Service console)",
        pattern: "^d-[0-9a-f]{10}$",
        answer: "activeDirectoryId",
    });
    for (n, range) in ["10.0.0.0/8", "172.16.0.0/12"].iter().enumerate() {
        let ask = Resource::new(format!("{group} Directory {}", n + 1).as_str(), vpc::EGRESS.kind)
            .with("Description", "The directory of users in a private network")
            .with("GroupId", group_id(group))
            .with("IpProtocol", "-1")
            .with("CidrIp", *range);
        system.add(ask);
    }
    let throughput = if first.is_some() { 32 } else { 8 };
    with(
        highly_available(first, throughput, ["SINGLE_AZ_2", "MULTI_AZ_1"]),
        [
            ("ActiveDirectoryId", directory),
            ("CopyTagsToBackups", true.into()),
        ],
    )
}

fn add_volume(system: &mut System<'_>, files: &LogicalId) {
    let server = Resource::new(format!("{files} Server").as_str(), VIRTUAL_MACHINE)
        .with("FileSystemId", files)
        .with("Name", "files")
        .with("RootVolumeSecurityStyle", "UNIX");
    let server = system.add(server);
    let volume = Resource::new(format!("{files} Volume").as_str(), VOLUME)
        .with("Name", "files")
        .with("VolumeType", ONTAP)
        .with(
            "OntapConfiguration",
            properties! {
                "JunctionPath": "/files",
                "SizeInMegabytes": VOLUME_MEGABYTES,
                "StorageEfficiencyEnabled": "true",
                "StorageVirtualMachineId": &server,
            },
        );
    system.add(volume);
}

/// Machines mount the folder; nothing else can.
fn uses(system: &mut System<'_>, program: &LogicalId, files: &LogicalId) {
    if system.kind_of(program) != Some(ec2::Instance::KIND) {
        return;
    }
    let Some(port) = system.blueprint.resource(files).map(|it| make_of(it).port) else {
        return;
    };
    system.reach_part(program, files, port);
    let mut access = Access::default();
    access.tell(system.variable("FAST_FILES_ID", files), files);
    system.grant(program, access);
}
