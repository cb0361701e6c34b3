//! Amazon EC2: a virtual machine. What belongs to machines besides (disks, addresses, keys, groups) is in `belongings`.

mod belongings;
mod images;
mod parts;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::iam::Statement;
use super::instance_types::is_instance_type;
use super::plain::say;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, UsageProfile, billed, hours_of};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::properties;

pub(crate) use belongings::{ADDRESS, BELONGINGS, TYPES, VOLUME};
pub(crate) use images::OperatingSystem;
pub(crate) use parts::{COMPONENTS, VARIANTS, is_bastion};

/// Gigabytes of the disk: Amazon Linux 2023 needs eight.
pub(crate) const DISK_GB: i64 = 8;
/// What a disk may be asked to hold.
pub(crate) const DISK_LIMITS: (i64, i64) = (DISK_GB, 16_384);

/// What Session Manager needs to open a shell without a port or a key. The channels know no resources; a machine tells of
/// itself, and can't be named by what it is made from.
pub(crate) fn sessions() -> [Statement; 2] {
    const CHANNELS: &[&str] = &[
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ];
    [
        Statement::allow(&["ssm:UpdateInstanceInformation"], [everything("instance/*")]),
        Statement::allow(CHANNELS, ["*".into()]),
    ]
}

/// `AWS::EC2::Instance`.
pub(crate) struct Instance;

impl Instance {
    pub(crate) const KIND: &str = "AWS::EC2::Instance";
}

impl Service for Instance {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A virtual machine that runs your program day and night",
                "एक वर्चुअल मशीन जो आपका प्रोग्राम दिन-रात चलाती है",
                "Ek virtual machine jo aapka program din-raat chalati hai",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, instance: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let kind = instance.properties.get("InstanceType").and_then(Value::as_text);
        let disks = instance.properties.get("BlockDeviceMappings");
        vec![
            hours(kind, HOURS_PER_MONTH),
            billed("EBS", "gp3_storage", Decimal::from(disks_size(disks))),
        ]
    }

    /// Besides: its public address where it has none of its own.
    fn billed_in(&self, instance: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let mut bill = self.billed(instance, usage);
        let is_its_own = |address: &Resource| {
            let attached = address.properties.get("InstanceId");
            attached.is_some_and(|it| it.references().contains(&&instance.id))
        };
        if has_public_address(instance) && !blueprint.of_kind(ADDRESS).any(is_its_own) {
            bill.push(billed("Public IPv4", "in_use_address", HOURS_PER_MONTH));
        }
        bill
    }
}

/// So many hours of machines of one type, before disks and addresses.
pub(crate) fn hours(kind: Option<&str>, hours: Decimal) -> Billed {
    hours_of("EC2", kind.unwrap_or_default(), ["on_demand_linux_", ""], hours)
}

fn has_public_address(instance: &Resource) -> bool {
    let Some(Value::List(interfaces)) = instance.properties.get("NetworkInterfaces") else {
        return false;
    };
    let public = |it: &Value| it.get("AssociatePublicIpAddress") == Some(&Value::Bool(true));
    interfaces.iter().any(public)
}

/// Which processor a machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Processor {
    /// The cheaper one, wherever the program runs on it.
    Arm64,
    /// The one that every container image runs on.
    X86,
}

impl Processor {
    fn smallest(self) -> &'static str {
        match self {
            Self::Arm64 => "t4g.micro",
            Self::X86 => "t3.micro",
        }
    }

    /// The processor of an instance type: in AWS's names a `g` behind the generation is Graviton.
    pub(crate) fn of(kind: &str) -> Self {
        let family = kind.split('.').next().unwrap_or_default();
        let behind = family.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if behind.contains('g') {
            Self::Arm64
        } else {
            Self::X86
        }
    }
}

/// The type that was said, where it reads like one of AWS's; else the smallest for this processor. A choice that was
/// made in words stands, with or without a price: the estimate says what it can't price.
pub(crate) fn instance_type(said: Option<&str>, processor: Option<Processor>) -> String {
    let said = said.unwrap_or_default().trim().to_ascii_lowercase();
    if is_instance_type(&said) {
        return said;
    }
    processor.unwrap_or(Processor::Arm64).smallest().to_owned()
}

/// ARN of all resources of EC2 of this sort, such as `instance/*`, in this account and region.
pub(crate) fn everything(sort: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":ec2:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        format!(":{sort}").into(),
    ])
}

/// What is particular to one machine.
#[derive(Clone, Debug)]
pub(crate) struct Machine<'a> {
    /// One of [`instance_type`]'s.
    pub kind: String,
    /// Where it stands.
    pub subnet: &'a LogicalId,
    /// The firewall before it.
    pub group: &'a LogicalId,
    /// What it may do.
    pub profile: &'a LogicalId,
    /// Whether it has an address of its own on the internet.
    pub public_address: bool,
    /// Steps between the machine's metadata and who reads them: 1 for programs, 2 for containers.
    pub metadata_hops: i64,
    /// What it starts with.
    pub system: OperatingSystem,
    /// Gigabytes of its disk, where they were said.
    pub disk_gb: Option<i64>,
    /// What it does when it starts.
    pub user_data: Option<Value>,
}

/// A machine without a key to log in with: people come in by Session Manager, which asks IAM and writes down who did.
/// Its metadata, and so its permissions, are given to nobody who can merely make it fetch a URL (`IMDSv2`).
pub(crate) fn instance(id: &str, machine: Machine<'_>) -> Resource {
    let interface = properties! {
        "DeviceIndex": "0",
        "AssociatePublicIpAddress": machine.public_address,
        "DeleteOnTermination": true,
        "SubnetId": machine.subnet,
        "GroupSet": vec![Value::Attribute(machine.group.clone(), "GroupId")],
    };
    let instance = Resource::new(id, Instance::KIND)
        .with("ImageId", machine.system.image(Processor::of(&machine.kind)))
        .with("InstanceType", machine.kind.as_str())
        .with("IamInstanceProfile", machine.profile)
        .with("NetworkInterfaces", vec![interface])
        .with("MetadataOptions", metadata(machine.metadata_hops))
        .with("BlockDeviceMappings", vec![disk(machine.system, machine.disk_gb)])
        .with("InstanceInitiatedShutdownBehavior", "stop")
        .with_some(
            "UserData",
            machine.user_data.map(|script| Value::Base64(Box::new(script))),
        );
    // Without this AWS lets small machines run faster than paid for and bills the rest.
    if is_burstable(&machine.kind) {
        instance.with("CreditSpecification", properties! { "CPUCredits": "standard" })
    } else {
        instance
    }
}

/// Whether a type saves up processor time while it has little to do.
pub(crate) fn is_burstable(kind: &str) -> bool {
    kind.starts_with('t')
}

/// The second version of the metadata service alone.
pub(crate) fn metadata(hops: i64) -> Value {
    properties! {
        "HttpEndpoint": "enabled",
        "HttpTokens": "required",
        "HttpPutResponseHopLimit": hops,
    }
}

/// The disk that a machine starts from, of the usual size where nothing else was said.
pub(crate) fn disk(system: OperatingSystem, gigabytes: Option<i64>) -> Value {
    let gigabytes = gigabytes.unwrap_or(DISK_GB);
    properties! {
        "DeviceName": system.root_device(),
        "Ebs": properties! {
            "VolumeType": "gp3",
            "VolumeSize": gigabytes,
            "Encrypted": true,
            "DeleteOnTermination": true,
        },
    }
}

/// Gigabytes of all these disks.
pub(crate) fn disks_size(disks: Option<&Value>) -> i64 {
    let disks = match disks {
        Some(Value::List(disks)) => disks.as_slice(),
        _ => &[],
    };
    let size = |disk: &Value| disk.get("Ebs")?.get("VolumeSize")?.as_integer();
    disks.iter().filter_map(size).sum()
}

#[cfg(test)]
mod tests {
    use super::{Processor, instance_type};

    #[test]
    fn a_type_that_was_said_stands_and_silence_takes_the_smallest() {
        assert_eq!(instance_type(None, None), "t4g.micro");
        assert_eq!(instance_type(None, Some(Processor::X86)), "t3.micro");
        assert_eq!(instance_type(Some("something big"), None), "t4g.micro");
        assert_eq!(instance_type(Some(" T3.Large "), None), "t3.large");
        assert_eq!(instance_type(Some("p5.48xlarge"), None), "p5.48xlarge");
        assert_eq!(
            instance_type(Some("t4g.large"), Some(Processor::X86)),
            "t4g.large"
        );
    }

    #[test]
    fn the_processor_is_told_by_the_name() {
        for (kind, arm) in [
            ("t4g.micro", true),
            ("m7g.large", true),
            ("t3.small", false),
            ("c6i.large", false),
        ] {
            assert_eq!(Processor::of(kind) == Processor::Arm64, arm, "{kind}");
        }
    }
}
