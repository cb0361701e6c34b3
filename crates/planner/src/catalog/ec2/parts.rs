//! Machines as parts of a system: one more beside an application, and the one that people step through to reach what is
//! private.

use super::{Instance, Machine, OperatingSystem, instance, instance_type, sessions};
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::Outbound;
use crate::blueprint::architectures::virtual_machine::{self, MACHINE};
use crate::blueprint::architectures::{Design, System, Workload};
use crate::blueprint::{LogicalId, Resource};
use crate::catalog::autoscaling_group;
use crate::catalog::component::{Component, Part, Variant};
use crate::catalog::iam;
use cloudwhisper_api::requirements::Compute;

const SORT: &str = "role";
/// What a machine to step through is noted as, and what its name begins with.
const BASTION: &str = "bastion";

/// A machine to step through is another thing than one that runs a program.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: Instance::KIND,
        word: SORT,
        value: Some(BASTION),
        property: "",
        marks: &["bastion", "jump", "बैस्टियन", "बास्टियन", "जंप", "जम्प"],
    },
    Variant {
        kind: Instance::KIND,
        word: SORT,
        value: None,
        property: "",
        marks: &[
            "ec2",
            "instance",
            "vm",
            "vps",
            "virtual",
            "machine",
            "server",
            "box",
            "ईसी",
            "मशीन",
            "सर्वर",
            "वीएम",
        ],
    },
];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Instance::KIND,
    // What runs an application has its names in the lexicon; these are of the machine to step through.
    terms: [
        "bastion|bastion host|bastion server|bastion instance|bastion machine|bastion box|ec2 bastion|ec2 bastion host|\
         ssm bastion|jump host|jumphost|jump server|jump box|jumpbox|jump machine|jump instance",
        "बैस्टियन|बैस्टियन होस्ट|बास्टियन होस्ट|बैस्टियन सर्वर|जंप सर्वर|जंप होस्ट|जम्प सर्वर",
        "bastion wala server|jump wala server",
    ],
    build,
    uses: None,
}];

/// Whether a machine is there to be stepped through: it has no program, and so no business with data.
pub(crate) fn is_bastion(machine: &Resource) -> bool {
    let name = machine.id.as_str();
    let starts = name
        .get(..BASTION.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(BASTION));
    machine.kind == Instance::KIND && starts
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(BASTION) {
        return build_bastion(system, part);
    }
    let group = system.all(autoscaling_group::KIND).into_iter().next();
    match group.filter(|_| runs_the_application(system)) {
        // The machines of the group are those that were meant.
        Some(group) => group,
        None => build_machine(system, part),
    }
}

/// Whether the application is what runs on machines.
pub(crate) fn runs_the_application(system: &System<'_>) -> bool {
    let requirements = system.design.requirements;
    requirements.compute == Some(Compute::Ec2) && requirements.app_type.is_some()
}

/// One more machine. Nobody can reach it but by Session Manager, and what stands before it.
fn build_machine(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let of_the_application = runs_the_application(system);
    let workload = if of_the_application {
        system.design.workload
    } else {
        &Workload::Sample
    };
    let design = Design {
        workload,
        ..*system.design
    };
    let id = system.free_id(MACHINE);
    let shared = LogicalId::new(&format!("{MACHINE} SecurityGroup"));
    let group = if of_the_application && system.blueprint.resource(&shared).is_some() {
        shared
    } else {
        system.security_group(&format!("{id} SecurityGroup"), "The machine", Outbound::Https)
    };
    let site = system.site();
    let zone = system.all(Instance::KIND).len() % site.subnets.len().max(1);
    let Some(subnet) = site.subnets.get(zone) else {
        return id;
    };
    let mut access = Access::default();
    access.statements.extend(system.key_statement());
    let key = system.key();
    let equipment = virtual_machine::equip(&mut system.blueprint, &design, id.as_str(), access, key.as_ref());
    let (metadata_hops, processor) = virtual_machine::demands(workload);
    let said = part.text("instanceType");
    let machine = Machine {
        kind: instance_type(said, processor),
        subnet,
        group: &group,
        profile: &equipment.profile,
        public_address: site.public_address,
        metadata_hops,
        system: virtual_machine::operating_system(design.requirements),
        disk_gb: virtual_machine::disk_gb(&design),
        user_data: Some(equipment.user_data),
    };
    let machine = instance(id.as_str(), machine);
    let id = add(system, machine, site.network.way_out.as_ref());
    virtual_machine::say(&mut system.blueprint, &design, &id);
    let login = "Id of the machine; log in with: aws ssm start-session --target ID";
    system.blueprint.output(&format!("{id} Id"), login, &id);
    id
}

/// A small machine that people step through to what is private, such as a database. There is no open port and no key: IAM
/// says who may, and Session Manager forwards the port.
fn build_bastion(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id(BASTION);
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The machine to step through",
        Outbound::Https,
    );
    let site = system.site();
    let Some(subnet) = site.subnets.first() else {
        return id;
    };
    let role = iam::role(format!("{id} Role").as_str(), "ec2.amazonaws.com", &sessions());
    let profile = iam::instance_profile(format!("{id} Profile").as_str(), &role);
    let machine = Machine {
        kind: instance_type(part.text("instanceType"), None),
        subnet,
        group: &group,
        profile: &profile.id,
        public_address: site.public_address,
        metadata_hops: 1,
        system: OperatingSystem::Amazon,
        disk_gb: None,
        user_data: None,
    };
    let machine = instance(id.as_str(), machine);
    system.add(profile);
    system.add(role);
    let id = add(system, machine, site.network.way_out.as_ref());
    let what = "Id of the machine to step through; use: aws ssm start-session --target ID, with \
                --document-name AWS-StartPortForwardingSessionToRemoteHost for a database behind it";
    system.blueprint.output(&format!("{id} Id"), what, &id);
    id
}

fn add(system: &mut System<'_>, machine: Resource, way_out: Option<&LogicalId>) -> LogicalId {
    let mut machine = match way_out {
        Some(way_out) => machine.after(way_out),
        None => machine,
    };
    if system.hardened() {
        machine = machine.with("Monitoring", true).with("EbsOptimized", true);
    }
    system.add(machine)
}
