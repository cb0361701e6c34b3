//! Amazon EC2 Auto Scaling: as many machines as there is work for, each made from one template and replaced when it fails.

use rust_decimal::Decimal;

use super::parts::{PORT, place, start};
use super::{DISK_GB, DISK_LIMITS, Processor, disk, instance_type};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::plain::{Plain, say};
use crate::catalog::{Billed, HOURS_PER_MONTH, Service, Tags, UsageProfile, billed};
use crate::properties;
use cloudwhisper_api::language::Language;

/// Percent of processor that machines are kept at: room for a sudden rush, and little idle.
const TARGET_PERCENT: i64 = 60;
/// Seconds that a new machine has before its health counts.
const GRACE_SECONDS: i64 = 120;
const SIZES: (i64, i64) = (1, 100);

/// `AWS::AutoScaling::AutoScalingGroup`.
pub(crate) struct ScalingGroup;

impl ScalingGroup {
    pub(crate) const KIND: &str = "AWS::AutoScaling::AutoScalingGroup";
}

/// `AWS::EC2::LaunchTemplate`.
pub(crate) const LAUNCH_TEMPLATE: Plain = Plain {
    kind: "AWS::EC2::LaunchTemplate",
    tags: Tags::None,
    purpose: [
        "Says how each new machine is made: its size, disk, firewall and first steps",
        "बताता है कि हर नई मशीन कैसी बने: उसका आकार, डिस्क, फ़ायरवॉल और पहले कदम",
        "Batata hai ki har nayi machine kaisi bane: uska size, disk, firewall aur pehle kadam",
    ],
};

/// `AWS::AutoScaling::ScalingPolicy`.
pub(crate) const POLICY: Plain = Plain {
    kind: "AWS::AutoScaling::ScalingPolicy",
    tags: Tags::None,
    purpose: [
        "Adds machines when they are busy and takes some away when they are not",
        "काम बढ़ने पर मशीनें जोड़ता है और घटने पर कुछ हटा देता है",
        "Kaam badhne par machines jodta hai aur ghatne par kuch hata deta hai",
    ],
};

impl Service for ScalingGroup {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps as many virtual machines running as there is work for, and replaces those that fail",
                "जितना काम हो उतनी वर्चुअल मशीनें चलाता रखता है, और जो बिगड़ जाए उसे बदल देता है",
                "Jitna kaam ho utni virtual machines chalata rakhta hai, aur jo bigad jaye use badal deta hai",
            ],
        )
    }

    /// Its tags also say whether machines get them, which no other type's do.
    fn tags(&self) -> Tags {
        Tags::None
    }

    /// The fewest machines; what stands in their template, as many times.
    fn billed_in(&self, group: &Resource, blueprint: &Blueprint, _usage: &UsageProfile) -> Vec<Billed> {
        let count = group
            .properties
            .get("MinSize")
            .and_then(Value::as_text)
            .and_then(|size| size.parse::<i64>().ok())
            .unwrap_or(1);
        let template = group
            .properties
            .get("LaunchTemplate")
            .map(Value::references)
            .unwrap_or_default();
        let data = template
            .first()
            .and_then(|id| blueprint.resource(id))
            .and_then(|template| template.properties.get("LaunchTemplateData"));
        let kind = data
            .and_then(|data| data.get("InstanceType"))
            .and_then(Value::as_text);
        let disks = match data.and_then(|data| data.get("BlockDeviceMappings")) {
            Some(Value::List(disks)) => disks.as_slice(),
            _ => &[],
        };
        let size = |disk: &Value| disk.get("Ebs")?.get("VolumeSize")?.as_integer();
        let gigabytes: i64 = disks.iter().filter_map(size).sum();
        let hours = HOURS_PER_MONTH * Decimal::from(count);
        let mut bill = vec![
            super::hours(kind.unwrap_or_default(), hours),
            billed("EBS", "gp3_storage", Decimal::from(gigabytes * count)),
        ];
        if data.is_some_and(has_address) {
            bill.push(billed("Public IPv4", "in_use_address", hours));
        }
        bill
    }
}

fn has_address(data: &Value) -> bool {
    let Some(Value::List(interfaces)) = data.get("NetworkInterfaces") else {
        return false;
    };
    interfaces
        .iter()
        .any(|it| it.get("AssociatePublicIpAddress") == Some(&true.into()))
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: ScalingGroup::KIND,
    terms: [
        "auto scaling group|autoscaling group|auto-scaling group|asg|aws asg|ec2 asg|ec2 auto scaling|ec2 autoscaling|\
         ec2 auto scaling group|ec2 autoscaling group|amazon ec2 auto scaling|aws auto scaling group|launch template|\
         ec2 launch template|fleet of ec2 instances|fleet of servers|fleet of machines|group of servers|server group|\
         auto scaling servers|autoscaling servers|auto scaling ec2|autoscaling ec2",
        "ऑटो स्केलिंग ग्रुप|ऑटोस्केलिंग ग्रुप|एएसजी|सर्वरों का समूह",
        "auto scaling wale server|servers ka group|autoscaling wale servers",
    ],
    build,
    uses: None,
}];

/// A template, the group that makes machines from it, and the policy that says how many.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Servers");
    let hardened = system.hardened();
    let (network, subnets) = place(system);
    let group = system.security_group(&format!("{id} SecurityGroup"), "The machines", Outbound::Https);
    let start = start(system, id.as_str(), PORT);
    let kind = instance_type(part.text("instanceType"), None);
    let interface = properties! {
        "DeviceIndex": 0,
        "AssociatePublicIpAddress": !hardened,
        "DeleteOnTermination": true,
        "Groups": vec![group_id(&group)],
    };
    let image = Processor::of(&kind).image();
    let disk_gb = part.number("volumeSize", DISK_LIMITS).unwrap_or(DISK_GB);
    let data = properties! {
        "ImageId": image,
        "InstanceType": kind,
        "IamInstanceProfile": properties! { "Arn": start.profile.attribute("Arn") },
        "NetworkInterfaces": vec![interface],
        "BlockDeviceMappings": vec![disk(disk_gb)],
        "MetadataOptions": properties! {
            "HttpEndpoint": "enabled",
            "HttpTokens": "required",
            "HttpPutResponseHopLimit": 1,
        },
        "Monitoring": properties! { "Enabled": hardened },
        "EbsOptimized": true,
        "UserData": Value::Base64(Box::new(start.user_data)),
    };
    let template = Resource::new(format!("{id} Template").as_str(), LAUNCH_TEMPLATE.kind)
        .with("LaunchTemplateData", data);
    let fewest = part
        .number("minSize", SIZES)
        .or(part.number("desiredCapacity", SIZES))
        .unwrap_or(if hardened { 2 } else { 1 });
    let most = part.number("maxSize", SIZES).unwrap_or(fewest * 2).max(fewest);
    let mut scaling = Resource::new(id.as_str(), ScalingGroup::KIND)
        .with_some("AutoScalingGroupName", part.name(is_name))
        .with("MinSize", fewest.to_string())
        .with("MaxSize", most.to_string())
        .with(
            "LaunchTemplate",
            properties! {
                "LaunchTemplateId": template.reference(),
                "Version": template.attribute("LatestVersionNumber"),
            },
        )
        .with("VPCZoneIdentifier", Value::list(&subnets))
        .with("HealthCheckType", "EC2")
        .with("HealthCheckGracePeriod", GRACE_SECONDS)
        .with(
            "Tags",
            vec![properties! {
                "Key": "Name", "Value": system.project(), "PropagateAtLaunch": true,
            }],
        );
    scaling.depends_on.extend(network.way_out);
    let id = system.add(scaling);
    for resource in [template, start.profile, start.role, start.logs] {
        system.add(resource);
    }
    let metric = properties! { "PredefinedMetricType": "ASGAverageCPUUtilization" };
    let policy = Resource::new(format!("{id} Policy").as_str(), POLICY.kind)
        .with("AutoScalingGroupName", &id)
        .with("PolicyType", "TargetTrackingScaling")
        .with(
            "TargetTrackingConfiguration",
            properties! { "PredefinedMetricSpecification": metric, "TargetValue": TARGET_PERCENT },
        );
    system.add(policy);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the group of machines", &id);
    id
}

/// Whether AWS takes it as the name of a group.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
