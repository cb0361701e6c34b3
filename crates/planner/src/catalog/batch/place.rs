//! What jobs run on: containers without machines, or machines that are there only while there are jobs.

use super::{PLACE, said};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::plain::Metered;
use crate::catalog::{Billed, Tags, UsageProfile, autoscaling_group, ec2, iam, instance_types};
use crate::properties;

/// Processors that all jobs together may have at once, as a limit to what they cost.
const MOST_VCPU: i64 = 4;
/// The smallest machine of the family that Batch itself takes where nothing is said.
const MACHINE: &str = "m5.large";
/// Gigabytes of a machine's disk: the image of Amazon ECS needs thirty.
const DISK_GB: i64 = 30;

pub(super) const TYPE: Metered = Metered {
    kind: PLACE,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Where jobs run: nothing stands there, and nothing is paid, while there are none",
        "जहाँ काम चलते हैं: काम न हो तो न कुछ चलता है, न कोई खर्च",
        "Jahan jobs chalte hain: job na ho to na kuch chalta hai, na koi kharch",
    ],
    billed: bill,
};

/// What jobs run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// Containers without machines.
    OnFargate,
    /// Machines that Batch starts and stops.
    OnMachines,
}

/// One machine while jobs run, at the usual price: what AWS has left over is cheaper, by how much changes daily.
fn bill(place: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let Some(Value::List(kinds)) = place
        .properties
        .get("ComputeResources")
        .and_then(|it| it.get("InstanceTypes"))
    else {
        return Vec::new();
    };
    let kind = kinds.first().and_then(Value::as_text);
    vec![ec2::hours(kind, super::HOURS)]
}

/// Adds the place of a queue, and says whether what runs there has an address of its own on the internet.
pub(super) fn add(system: &mut System<'_>, queue: &LogicalId, runs: Runs) -> (LogicalId, bool) {
    let group = system.security_group(&format!("{queue} SecurityGroup"), "The jobs", Outbound::Https);
    let site = system.site();
    let spot = said(system, &["spot"]).is_some();
    let most = [super::QUEUE, super::JOB, PLACE]
        .into_iter()
        .find_map(|kind| wishes::number(system.design.requirements, kind, &["maxvCpus"], (1, 10_000)));
    let mut resources = properties! {
        "MaxvCpus": most.unwrap_or(MOST_VCPU),
        "Subnets": Value::list(&site.subnets),
        "SecurityGroupIds": vec![group_id(&group)],
    };
    let more = match runs {
        Runs::OnFargate => properties! { "Type": if spot { "FARGATE_SPOT" } else { "FARGATE" } },
        Runs::OnMachines => machines(system, queue, (&group, site.public_address), spot),
    };
    if let (Value::Map(entries), Value::Map(more)) = (&mut resources, more) {
        entries.extend(more);
    }
    let mut place = Resource::new(format!("{queue} Place").as_str(), PLACE)
        .with("Type", "MANAGED")
        .with("State", "ENABLED")
        .with("ReplaceComputeEnvironment", false)
        .with("ComputeResources", resources);
    place.depends_on.extend(site.network.way_out);
    (system.add(place), site.public_address)
}

/// Machines of one size, made from a template of their own: its disk is encrypted, and its metadata are asked for by token.
fn machines(
    system: &mut System<'_>,
    queue: &LogicalId,
    (group, public_address): (&LogicalId, bool),
    spot: bool,
) -> Value {
    let kind = said(system, &["instanceType"]).filter(|it| instance_types::is_instance_type(it));
    let role = iam::role(format!("{queue} Machine Role").as_str(), "ec2.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "service-role/AmazonEC2ContainerServiceforEC2Role");
    let profile = iam::instance_profile(format!("{queue} Machine Profile").as_str(), &role);
    let interface = properties! {
        "DeviceIndex": 0_i64,
        "AssociatePublicIpAddress": public_address,
        "DeleteOnTermination": true,
        "Groups": vec![group_id(group)],
    };
    let data = properties! {
        "MetadataOptions": ec2::metadata(2),
        "NetworkInterfaces": vec![interface],
        "BlockDeviceMappings": vec![ec2::disk(ec2::OperatingSystem::Amazon, Some(DISK_GB))],
    };
    let template = Resource::new(format!("{queue} Machine").as_str(), autoscaling_group::TEMPLATE)
        .with("LaunchTemplateData", data);
    let resources = properties! {
        "Type": if spot { "SPOT" } else { "EC2" },
        "AllocationStrategy": if spot { "SPOT_PRICE_CAPACITY_OPTIMIZED" } else { "BEST_FIT_PROGRESSIVE" },
        "MinvCpus": 0_i64,
        "InstanceTypes": vec![kind.unwrap_or(MACHINE)],
        "Ec2Configuration": vec![properties! { "ImageType": "ECS_AL2023" }],
        "InstanceRole": profile.attribute("Arn"),
        "LaunchTemplate": properties! {
            "LaunchTemplateId": template.reference(), "Version": template.attribute("LatestVersionNumber"),
        },
    };
    for resource in [template, profile, role] {
        system.add(resource);
    }
    resources
}
