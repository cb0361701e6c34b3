//! Virtual machines as parts of a system. Not here: the one that runs the application
//! (`architectures/virtual_machine.rs`), machines that come and go (`scaling.rs`).

use super::{DISK_LIMITS, Instance, Machine, instance, instance_type};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::Workload;
use crate::blueprint::architectures::parts::network::{Network, Outbound};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::architectures::virtual_machine::user_data;
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::{elb, iam, logs};

/// What programs listen on where nothing else was said.
pub(super) const PORT: i64 = 80;
const PORTS: (i64, i64) = (1024, 65_535);

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Instance::KIND,
    // Its other names are the lexicon's own: they also say what an application runs on.
    terms: [
        "bastion|bastion host|bastion server|bastion instance|bastion machine|jump server|jump host|jump box|jumpbox|jumphost|\
         jump machine|session manager host",
        "बैस्टियन|बैस्टियन होस्ट|बैशन होस्ट|जंप सर्वर|जम्प सर्वर|जंप होस्ट",
        "jump wala server|bastion wala server",
    ],
    build,
    uses: None,
}];

/// What Session Manager needs: a machine tells of itself, and of no machine of another account; channels know no resources.
pub(crate) fn sessions() -> [iam::Statement; 2] {
    const CHANNELS: &[&str] = &[
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ];
    [
        iam::Statement::allow(
            &["ssm:UpdateInstanceInformation"],
            [super::everything("instance/*")],
        ),
        iam::Statement::allow(CHANNELS, ["*".into()]),
    ]
}

/// The role, log and start of machines.
pub(super) struct Start {
    pub role: Resource,
    pub profile: Resource,
    pub logs: Resource,
    pub user_data: Value,
}

/// What a machine of this name needs to start: people come in by Session Manager, and it writes its own log.
pub(super) fn start(system: &mut System<'_>, id: &str, port: i64) -> Start {
    let logs = system.log_group(&format!("{id} Logs"));
    let write = iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")]);
    let statements: Vec<iam::Statement> = sessions().into_iter().chain([write]).collect();
    let role = iam::role(format!("{id} Role").as_str(), "ec2.amazonaws.com", &statements);
    let profile = iam::instance_profile(format!("{id} Profile").as_str(), &role);
    let environment = [
        ("PROJECT_NAME".to_owned(), system.project().into()),
        ("PORT".to_owned(), port.to_string().into()),
        ("AWS_REGION".to_owned(), Pseudo::Region.into()),
    ];
    // Who asked for a load balancer wants something to answer; else the machine only waits for whoever logs in.
    let answers = wishes::names(system.design.requirements, elb::LoadBalancer::KIND);
    let user_data = if answers {
        user_data::script(&Workload::Sample, &environment, &logs, port)
    } else {
        user_data::waiting(&environment, &logs)
    };
    Start {
        role,
        profile,
        logs,
        user_data,
    }
}

/// Where machines stand: with an address of their own, or in hardened plans behind a gateway.
pub(super) fn place(system: &mut System<'_>) -> (Network, Vec<LogicalId>) {
    let hardened = system.hardened();
    let network = if hardened {
        system.network_with_nat()
    } else {
        system.open_network()
    };
    let subnets = if hardened {
        network.private.clone()
    } else {
        network.public.clone()
    };
    (network, subnets)
}

/// A machine without an open port: whoever IAM lets logs in by Session Manager, also through it to databases.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Server");
    let (network, subnets) = place(system);
    let group = system.security_group(&format!("{id} SecurityGroup"), "The machine", Outbound::Https);
    let start = start(system, id.as_str(), part.number("port", PORTS).unwrap_or(PORT));
    let Some(subnet) = subnets.first() else {
        return network.vpc;
    };
    let machine = Machine {
        kind: instance_type(part.text("instanceType"), None),
        subnet,
        group: &group,
        profile: &start.profile.id,
        metadata_hops: 1,
        disk_gb: part.number("volumeSize", DISK_LIMITS),
        user_data: start.user_data,
    };
    let mut machine = instance(id.as_str(), machine);
    machine.depends_on.extend(network.way_out);
    if system.hardened() {
        without_address(&mut machine);
        machine = machine.with("Monitoring", true).with("EbsOptimized", true);
    }
    let id = system.add(machine);
    for resource in [start.profile, start.role, start.logs] {
        system.add(resource);
    }
    let login = "Id of the machine; log in with: aws ssm start-session --target ID";
    system.blueprint.output(&format!("{id} Id"), login, &id);
    id
}

/// Takes a machine's address on the internet from it.
pub(crate) fn without_address(machine: &mut Resource) {
    let Some(Value::List(interfaces)) = machine.properties.get_mut("NetworkInterfaces") else {
        return;
    };
    for interface in interfaces {
        if let Value::Map(entries) = interface {
            entries.insert("AssociatePublicIpAddress".to_owned(), false.into());
        }
    }
}
