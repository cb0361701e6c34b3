//! Amazon EC2 Auto Scaling: as many machines as there is work for, each made from one template.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, autoscaling, billed, ec2, ecs};
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::architectures::virtual_machine::{self, MACHINE};
use crate::blueprint::architectures::{Design, System, Workload};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::properties;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;

/// `CloudFormation` type of the group.
pub(crate) const KIND: &str = "AWS::AutoScaling::AutoScalingGroup";
/// `CloudFormation` type of the template that its machines are made from.
pub(crate) const TEMPLATE: &str = "AWS::EC2::LaunchTemplate";
const POLICY: &str = "AWS::AutoScaling::ScalingPolicy";

/// Machines that a group may have.
const LIMITS: (i64, i64) = (0, 1000);
/// How many times its usual number a group may grow to where nothing else was said.
const ROOM: i64 = 2;
/// Percent of processor that machines are kept at: room for a sudden rush, and little idle.
const TARGET_PERCENT: i64 = 60;
/// Seconds until a new machine is up: it fetches its program first.
const START_SECONDS: i64 = 180;

/// The group.
struct Group;

impl Service for Group {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps as many machines running as there is work for, and replaces those that fail",
                "जितना काम हो उतनी मशीनें चलाता है, और ख़राब होने वाली को बदल देता है",
                "Jitna kaam ho utni machines chalata hai, aur kharab hone wali ko badal deta hai",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::Propagated
    }

    /// Machines as many as are usual, with their disks and addresses, of the size in the template.
    fn billed_in(&self, group: &Resource, blueprint: &Blueprint, _usage: &UsageProfile) -> Vec<Billed> {
        let number = |property| {
            let text = group.properties.get(property).and_then(Value::as_text);
            text.and_then(|text| text.parse::<i64>().ok())
        };
        let count = number("DesiredCapacity")
            .or_else(|| number("MinSize"))
            .unwrap_or(1);
        let referred = group.properties.get("LaunchTemplate").map(Value::references);
        let template = referred
            .unwrap_or_default()
            .first()
            .and_then(|id| blueprint.resource(id));
        let data = template.and_then(|it| it.properties.get("LaunchTemplateData"));
        let kind = data
            .and_then(|it| it.get("InstanceType"))
            .and_then(Value::as_text);
        let disk = ec2::disks_size(data.and_then(|it| it.get("BlockDeviceMappings")));
        let hours = HOURS_PER_MONTH * Decimal::from(count);
        let mut bill = vec![
            ec2::hours(kind, hours),
            billed("EBS", "gp3_storage", Decimal::from(disk * count)),
        ];
        if data.is_some_and(has_public_address) {
            bill.push(billed("Public IPv4", "in_use_address", hours));
        }
        bill
    }
}

fn has_public_address(template: &Value) -> bool {
    let Some(Value::List(interfaces)) = template.get("NetworkInterfaces") else {
        return false;
    };
    let public = |it: &Value| it.get("AssociatePublicIpAddress") == Some(&Value::Bool(true));
    interfaces.iter().any(public)
}

const TEMPLATE_TYPE: Plain = Plain {
    kind: TEMPLATE,
    tags: Tags::None,
    purpose: [
        "Says what each new machine is like: its size, disk, firewall and program",
        "तय करता है कि हर नई मशीन कैसी हो: आकार, डिस्क, फ़ायरवॉल और प्रोग्राम",
        "Tay karta hai ki har nayi machine kaisi ho: size, disk, firewall aur program",
    ],
};
const POLICY_TYPE: Plain = Plain {
    kind: POLICY,
    tags: Tags::None,
    purpose: [
        "Starts more machines when they are busy and stops some when they are not",
        "काम बढ़ने पर और मशीनें चलाता है और घटने पर कुछ बंद करता है",
        "Kaam badhne par aur machines chalata hai aur ghatne par kuch band karta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&Group, &TEMPLATE_TYPE, &POLICY_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: KIND,
        terms: [
            "auto scaling group|autoscaling group|auto-scaling group|asg|ec2 asg|aws asg|ec2 auto scaling|ec2 autoscaling|\
             ec2 auto scaling group|ec2 autoscaling group|ec2 instances in an auto scaling group|\
             ec2 instances in an autoscaling group|auto scaling ec2 instances|autoscaling ec2 instances|auto scaling instances|\
             auto scaled instances|autoscaled instances|autoscaling ec2|auto scaling ec2|auto scaling servers|autoscaling servers|\
             auto-scaling servers|scaling group|instance group|server group|fleet of servers|fleet of instances|\
             fleet of ec2 instances|fleet of machines|server fleet|ec2 fleet|instance fleet|pool of servers|group of servers|\
             servers that scale|self-healing servers|self healing servers",
            "ऑटो स्केलिंग ग्रुप|ऑटोस्केलिंग ग्रुप|ऑटो स्केलिंग समूह|एएसजी|सर्वरों का समूह",
            "auto scale hone wale server|autoscaling wale server|server ka group|servers ka group",
        ],
        build,
        uses: None,
    },
    Component {
        kind: TEMPLATE,
        terms: [
            "launch template|ec2 launch template|instance template|launch configuration|machine template",
            "लॉन्च टेम्पलेट|लॉन्च टेम्प्लेट",
            "",
        ],
        build: build_template,
        uses: None,
    },
    Component {
        kind: POLICY,
        terms: [
            "scaling policy|auto scaling policy|autoscaling policy|target tracking policy|target tracking scaling|\
             target tracking scaling policy|scale out policy|cpu scaling policy|cpu based scaling|cpu-based scaling|\
             cpu based auto scaling|scale on cpu",
            "स्केलिंग पॉलिसी",
            "",
        ],
        build: build_policy,
        uses: None,
    },
];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Machines");
    let group = system.security_group(&format!("{id} SecurityGroup"), "The machines", Outbound::Https);
    let mut access = Access::default();
    access.statements.extend(system.key_statement());
    add(system, part, &id, &group, &Workload::Sample, access)
}

/// The group whose machines run the application. They stand behind the application's own firewall.
pub(crate) fn of_the_application(system: &mut System<'_>, part: &Part<'_>, access: Access) -> LogicalId {
    let id = LogicalId::new("Machines");
    let group = LogicalId::new(&format!("{MACHINE} SecurityGroup"));
    let workload = system.design.workload;
    add(system, part, &id, &group, workload, access)
}

fn add(
    system: &mut System<'_>,
    part: &Part<'_>,
    id: &LogicalId,
    firewall: &LogicalId,
    workload: &Workload,
    access: Access,
) -> LogicalId {
    let site = system.site();
    let name = LogicalId::new(&format!("{id} Template"));
    let names = [&name, id];
    let template = template(
        system,
        part,
        (names, firewall),
        workload,
        access,
        site.public_address,
    );
    let template = system.add(template);
    let Size { least, usual, most } = size(system, part);
    let group = Resource::new(id.clone(), KIND)
        .with_some("AutoScalingGroupName", part.name(is_name))
        .with(
            "LaunchTemplate",
            properties! {
                "LaunchTemplateId": &template, "Version": Value::Attribute(template.clone(), "LatestVersionNumber"),
            },
        )
        .with("MinSize", least.to_string())
        .with("MaxSize", most.to_string())
        .with("DesiredCapacity", usual.to_string())
        .with("VPCZoneIdentifier", Value::list(&site.subnets))
        .with("HealthCheckType", "EC2")
        .with("DefaultInstanceWarmup", START_SECONDS);
    let group = match &site.network.way_out {
        Some(way_out) => group.after(way_out),
        None => group,
    };
    let id = system.add(group);
    let policy = by_processor(&id, system.design.requirements);
    system.add(policy);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the group of machines", &id);
    id
}

/// How many machines there may be.
struct Size {
    least: i64,
    usual: i64,
    most: i64,
}

/// What was said, else one machine with room for another; two in hardened plans, one in each zone.
fn size(system: &System<'_>, part: &Part<'_>) -> Size {
    let said = |words: &[&str]| words.iter().find_map(|word| part.number(word, LIMITS));
    let of_machines = wishes::number(
        system.design.requirements,
        ec2::Instance::KIND,
        &["count"],
        (1, LIMITS.1),
    );
    let usual = said(&["desiredCapacity", "desired", "instances"]).or(of_machines);
    let least = said(&["minCapacity", "minSize", "min"]);
    let most = said(&["maxCapacity", "maxSize", "max"]);
    let fewest = if system.hardened() { 2 } else { 1 };
    let least = least.or(usual).unwrap_or(fewest).min(most.unwrap_or(LIMITS.1));
    let usual = usual.unwrap_or(least).max(least);
    let most = most.unwrap_or(usual.max(1) * ROOM).max(usual);
    Size {
        least,
        usual: usual.min(most),
        most,
    }
}

/// The template of the first name, with what its machines need beside it, whose names begin with the second.
fn template(
    system: &mut System<'_>,
    part: &Part<'_>,
    ([name, id], firewall): ([&LogicalId; 2], &LogicalId),
    workload: &Workload,
    access: Access,
    public_address: bool,
) -> Resource {
    let design = Design {
        workload,
        ..*system.design
    };
    let key = system.key();
    let equipment = virtual_machine::equip(&mut system.blueprint, &design, id.as_str(), access, key.as_ref());
    virtual_machine::say(&mut system.blueprint, &design, name);
    let (hops, processor) = virtual_machine::demands(workload);
    let said = part
        .text("instanceType")
        .or_else(|| wishes::said(design.requirements, ec2::Instance::KIND, &["instanceType"]));
    let kind = ec2::instance_type(said, processor);
    let operating_system = virtual_machine::operating_system(design.requirements);
    let interface = properties! {
        "DeviceIndex": 0_i64,
        "AssociatePublicIpAddress": public_address,
        "DeleteOnTermination": true,
        "Groups": vec![group_id(firewall)],
    };
    let mut data = properties! {
        "ImageId": operating_system.image(ec2::Processor::of(&kind)),
        "InstanceType": kind.as_str(),
        "IamInstanceProfile": properties! { "Arn": Value::Attribute(equipment.profile, "Arn") },
        "MetadataOptions": ec2::metadata(hops),
        "NetworkInterfaces": vec![interface],
        "BlockDeviceMappings": vec![ec2::disk(operating_system, virtual_machine::disk_gb(&design))],
        "Monitoring": properties! { "Enabled": system.hardened() },
        "UserData": Value::Base64(Box::new(equipment.user_data)),
    };
    if let (Value::Map(entries), true) = (&mut data, ec2::is_burstable(&kind)) {
        // Without this AWS lets small machines run faster than paid for and bills the rest.
        let credits = properties! { "CpuCredits": "standard" };
        entries.insert("CreditSpecification".to_owned(), credits);
    }
    if let (Value::Map(entries), true) = (&mut data, on_spot(design.requirements)) {
        // The group starts another one when AWS takes a machine back.
        let options = properties! { "MarketType": "spot" };
        entries.insert("InstanceMarketOptions".to_owned(), options);
    }
    Resource::new(name.clone(), TEMPLATE).with("LaunchTemplateData", data)
}

/// Whether the machines of groups were asked for on what AWS has left over.
pub(crate) fn on_spot(requirements: &Requirements) -> bool {
    wishes::said(requirements, KIND, &["spot"]) == Some("true")
}

fn by_processor(group: &LogicalId, requirements: &Requirements) -> Resource {
    let percent = wishes::number(requirements, KIND, &["cpuTarget"], autoscaling::PERCENT);
    let metric = properties! { "PredefinedMetricType": "ASGAverageCPUUtilization" };
    Resource::new(format!("{group} Scaling").as_str(), POLICY)
        .with("AutoScalingGroupName", group)
        .with("PolicyType", "TargetTrackingScaling")
        .with(
            "TargetTrackingConfiguration",
            properties! { "PredefinedMetricSpecification": metric, "TargetValue": percent.unwrap_or(TARGET_PERCENT) },
        )
}

/// A template for machines that somebody starts by hand.
fn build_template(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("MachineTemplate");
    let group = system.security_group(&format!("{id} SecurityGroup"), "The machines", Outbound::Https);
    let public = system.site().public_address;
    let mut access = Access::default();
    access.statements.extend(system.key_statement());
    let template = template(
        system,
        part,
        ([&id, &id], &group),
        &Workload::Sample,
        access,
        public,
    )
    .with_some("LaunchTemplateName", part.name(is_template_name));
    let id = system.add(template);
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the template for machines", &id);
    id
}

/// Containers are scaled where there are only those; machines come in a group that has a policy already.
fn build_policy(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let service = system.all(ecs::FargateService::KIND).into_iter().next();
    let scaled = !system.all(autoscaling::TARGET.kind).is_empty();
    let Some(service) = service else {
        return build(system, &Part { said: None });
    };
    if !scaled {
        autoscaling::add(system, &service, (1, ROOM));
    }
    service
}

/// Says something more of the machines of every template.
pub(crate) fn in_templates(system: &mut System<'_>, property: &str, value: &Value) {
    for template in system.all(TEMPLATE) {
        let template = system.blueprint.resource_mut(&template);
        let data = template.and_then(|it| it.properties.get_mut("LaunchTemplateData"));
        if let Some(Value::Map(data)) = data {
            data.insert(property.to_owned(), value.clone());
        }
    }
}

/// Whether AWS takes it as the name of a group.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// Whether AWS takes it as the name of a template.
fn is_template_name(name: &str) -> bool {
    (3..=128).contains(&name.len()) && is_name(name)
}
