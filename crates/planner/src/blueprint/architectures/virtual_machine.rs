//! A virtual machine: Amazon EC2 with Amazon Linux 2023.
//!
//! Nobody logs in over the network: there is no SSH and no key; Session Manager opens a shell for whoever IAM lets. The
//! machine stands in a public subnet because the NAT gateway of a private one costs eight times as much as the machine.
//!
//! HTTPS: with a domain of one's own a content network with its certificate stands in front, since certificates of AWS
//! can't be put on a machine; the firewall then lets in nobody else. Without one the machine answers HTTP, and the
//! review says so. Not public means that only the private network reaches it,
//! or the range of addresses that was named.
//!
//! Hardened plans pay for the private subnet and its gateway: the machine has no address on the internet, and people come by a
//! load balancer with a certificate.

pub(crate) mod user_data;

use cloudwhisper_api::requirements::{Compute, Requirements};

use super::artifact::Host;
use super::containers::door::Door;
use super::parts::access::Access;
use super::parts::callers::Callers;
use super::parts::foundation::{self, Foundation};
use super::parts::network::{self, Network, Outbound};
use super::parts::{domain, front, image, monitoring, wishes};
use super::{Architecture, Design, Profile, System, Workload};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::{autoscaling_group, ec2, elb, iam, logs, route53, vpc};
use crate::properties;

/// Name of the machine, and the beginning of the names of what belongs to it.
pub(crate) const MACHINE: &str = "Machine";
const DEFAULT_PORT: i64 = 80;
/// Ports for logging in and of databases; what is said of them is no wish for an address to open.
const NEVER_OPEN: [i64; 6] = [1433, 3306, 3389, 5432, 6379, 27_017];
/// The first port that a content network can be told, besides 80 and 443.
const FIRST_FREE_PORT: i64 = 1024;
/// EC2 with Amazon Linux 2023.
pub(crate) struct VirtualMachine;

impl Architecture for VirtualMachine {
    fn fits(&self, requirements: &Requirements) -> bool {
        requirements.compute == Some(Compute::Ec2)
    }

    fn host(&self) -> Host {
        Host::Machine
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let mut foundation = Foundation::lay(&mut blueprint, design);
        let network = foundation::open_network(&mut blueprint, design);
        let group = network.security_group(
            &mut blueprint,
            &format!("{MACHINE} SecurityGroup"),
            "The machine",
            Outbound::Https,
        );
        let fetches = !matches!(design.workload, Workload::Sample);
        if fetches && operating_system(design.requirements).packages_by_http() {
            network::let_out(
                &mut blueprint,
                &group,
                80,
                "Packages of the operating system, which are signed",
            );
        }
        foundation.add_database(&mut blueprint, design, &network, &group);
        let Foundation { key, access } = foundation;
        if wishes::names(design.requirements, autoscaling_group::KIND) {
            return many(blueprint, design, access, key.as_ref());
        }
        let machine = add_machine(&mut blueprint, design, (&network, &group), access, key.as_ref());
        let url = add_front(&mut blueprint, design, &network, &group, &machine);
        if let Some(url) = url {
            blueprint.output("Url", "Address of the application", url);
        }
        let login = "Id of the machine; log in with: aws ssm start-session --target ID";
        blueprint.output("InstanceId", login, Value::Ref(machine));
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

/// As many machines as there is work for, behind a load balancer: they come and go, so none of them has an address that
/// stays.
fn many(blueprint: Blueprint, design: &Design<'_>, access: Access, key: Option<&LogicalId>) -> Blueprint {
    let mut system = System { blueprint, design };
    let said = wishes::named(design.requirements, autoscaling_group::KIND).next();
    let group = autoscaling_group::of_the_application(&mut system, &Part { said }, access);
    if !wishes::names(design.requirements, elb::LoadBalancer::KIND) {
        let balancer = elb::balancer(&mut system);
        elb::to_scaling_group(&mut system, &balancer, &group);
    }
    let mut blueprint = system.blueprint;
    foundation::finish(&mut blueprint, design, key);
    blueprint
}

/// The port that was said, where a program may be reached at it. 443 needs a certificate, which is the domain's.
pub(crate) fn port(design: &Design<'_>) -> i64 {
    let said = wishes::number(design.requirements, ec2::Instance::KIND, &["port"], (1, 65535));
    said.filter(|port| *port >= FIRST_FREE_PORT && !NEVER_OPEN.contains(port))
        .unwrap_or(DEFAULT_PORT)
}

/// What a machine has besides itself.
pub(crate) struct Equipment {
    /// What it may do.
    pub profile: LogicalId,
    /// What it does when it starts.
    pub user_data: Value,
}

/// Adds what a machine, or each of many, has besides itself: what it may do and where its log goes. `id` stands before the
/// names of all that.
pub(crate) fn equip(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    id: &str,
    mut access: Access,
    key: Option<&LogicalId>,
) -> Equipment {
    access.tell("PROJECT_NAME", design.requirements.project_name.as_str());
    access.tell("PORT", port(design).to_string());
    access.tell("AWS_REGION", Pseudo::Region);
    let logs = monitoring::log_group(&format!("{id} Logs"), design, key);
    access.statements.extend(ec2::sessions());
    access.allow(iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")]));
    access.statements.extend(program_permissions(design.workload));
    let role = iam::role(
        format!("{id} Role").as_str(),
        "ec2.amazonaws.com",
        &access.statements,
    );
    let profile = iam::instance_profile(format!("{id} Profile").as_str(), &role);
    let system = operating_system(design.requirements);
    let user_data = user_data::script(system, design.workload, &access.environment, &logs, port(design));
    let profile = blueprint.add(profile);
    blueprint.add(role);
    blueprint.add(logs);
    Equipment { profile, user_data }
}

/// Notes the variables that were said of machines, for the program on this one or on those of this template.
pub(crate) fn say(blueprint: &mut Blueprint, design: &Design<'_>, machine: &LogicalId) {
    let said = wishes::named(design.requirements, ec2::Instance::KIND).next();
    blueprint.say(machine, Access::said(said));
}

/// What machines start with: the operating system that was said.
pub(crate) fn operating_system(requirements: &Requirements) -> ec2::OperatingSystem {
    let said = wishes::said(requirements, ec2::Instance::KIND, &["operatingSystem"]);
    ec2::OperatingSystem::said(said)
}

/// Steps between a machine's metadata and what runs on it, and the processor that it needs: an image may be made for the
/// more usual processor only.
pub(crate) fn demands(workload: &Workload) -> (i64, Option<ec2::Processor>) {
    match workload {
        Workload::Image(_) => (2, Some(ec2::Processor::X86)),
        Workload::Sample | Workload::Zip { .. } => (1, None),
    }
}

fn add_machine(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    (network, group): (&Network, &LogicalId),
    access: Access,
    key: Option<&LogicalId>,
) -> LogicalId {
    let equipment = equip(blueprint, design, MACHINE, access, key);
    let (metadata_hops, processor) = demands(design.workload);
    let hardened = design.profile == Profile::Hardened;
    let said = wishes::said(design.requirements, ec2::Instance::KIND, &["instanceType"]);
    let machine = ec2::Machine {
        kind: ec2::instance_type(said, processor),
        subnet: if hardened {
            &network.private[0]
        } else {
            &network.public[0]
        },
        group,
        profile: &equipment.profile,
        public_address: !hardened,
        metadata_hops,
        system: operating_system(design.requirements),
        disk_gb: disk_gb(design),
        user_data: Some(equipment.user_data),
    };
    say(blueprint, design, &LogicalId::new(MACHINE));
    let mut instance = ec2::instance(MACHINE, machine);
    instance.depends_on.extend(network.way_out.clone());
    if hardened {
        instance = instance.with("Monitoring", true).with("EbsOptimized", true);
    }
    blueprint.add(instance)
}

/// Gigabytes that were said of the machine's disk. Where a disk of its own was asked for, they are that one's.
pub(crate) fn disk_gb(design: &Design<'_>) -> Option<i64> {
    if wishes::names(design.requirements, ec2::VOLUME) {
        return None;
    }
    wishes::number(
        design.requirements,
        ec2::Instance::KIND,
        &["volumeSize"],
        ec2::DISK_LIMITS,
    )
}

/// What it takes to fetch the program.
fn program_permissions(workload: &Workload) -> Vec<iam::Statement> {
    match workload {
        Workload::Sample => Vec::new(),
        Workload::Image(image) => image::pull(image),
        Workload::Zip { bucket, key, version } => {
            let actions: &[&str] = match version {
                Some(_) => &["s3:GetObject", "s3:GetObjectVersion"],
                None => &["s3:GetObject"],
            };
            let arn = vec![
                "arn:".into(),
                Pseudo::Partition.into(),
                format!(":s3:::{bucket}/{key}").into(),
            ];
            vec![iam::Statement::allow(actions, [Value::Concat(arn)])]
        }
    }
}

/// Lets people in as far as they may come, and returns the address; `None` where something else is the front.
fn add_front(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    network: &Network,
    group: &LogicalId,
    machine: &LogicalId,
) -> Option<Value> {
    let port = port(design);
    let callers = Callers::of(design.requirements, ec2::Instance::KIND);
    let open = |blueprint: &mut Blueprint| {
        let id = format!("{group} Port {port}");
        blueprint.add(vpc::ingress_from(
            &id,
            group,
            ("CidrIp", callers.cidr()),
            port,
            "The application",
        ));
    };
    if !callers.on_internet() {
        open(blueprint);
        return Some(http(Value::Attribute(machine.clone(), "PrivateIp"), port));
    }
    if design.profile == Profile::Hardened {
        return Some(balancer(blueprint, design, (network, group), machine));
    }
    let mut address = Resource::new("MachineAddress", "AWS::EC2::EIP")
        .with("Domain", "vpc")
        .with("InstanceId", machine);
    address.depends_on.extend(network.way_out.clone());
    let address = blueprint.add(address);
    if wishes::names(design.requirements, elb::LoadBalancer::KIND) {
        // The load balancer that was asked for is what people open; its part of the system lets it in.
        return None;
    }
    // A content network has addresses of its own, so no range could be kept to behind it.
    let Some(name) = domain::wanted(design).filter(|_| callers == Callers::Everybody) else {
        open(blueprint);
        return Some(http(Value::Attribute(address, "PublicIp"), port));
    };
    front::let_in(blueprint, &design.requirements.region, group, port);
    // The content network wants a name for what is behind it, and an address has none that stays.
    let origin = format!("origin.{name}");
    let zone = domain::hosted_zone(blueprint, design);
    blueprint.add(route53::address(
        "OriginRecord",
        origin.as_str(),
        &zone,
        Value::Attribute(address, "PublicIp"),
    ));
    let distribution = front::add(
        blueprint,
        "Distribution",
        &design.requirements.project_name,
        origin.into(),
        port,
    );
    Some(domain::for_distribution(blueprint, design, &distribution))
}

/// Puts a load balancer with a certificate before the machine, and returns the address.
fn balancer(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    (network, group): (&Network, &LogicalId),
    machine: &LogicalId,
) -> Value {
    let port = port(design);
    let front = network.security_group(
        blueprint,
        "BalancerSecurityGroup",
        "The load balancer",
        Outbound::Nothing,
    );
    network::connect(blueprint, &front, group, port);
    let door = Door {
        network,
        group: &front,
        port,
        kind: ec2::Instance::KIND,
        number: "",
        inside: false,
    };
    let (balancer, targets, _) = door.add(blueprint, design);
    if let Some(targets) = blueprint.resource_mut(&targets) {
        let behind = properties! { "Id": machine, "Port": port };
        targets.properties.insert("TargetType", "instance".into());
        targets.properties.insert("Targets", Value::list([behind]));
    }
    door.address(blueprint, design, &balancer)
}

fn http(host: Value, port: i64) -> Value {
    let port = if port == DEFAULT_PORT {
        String::new()
    } else {
        format!(":{port}")
    };
    Value::Concat(vec!["http://".into(), host, port.into()])
}
