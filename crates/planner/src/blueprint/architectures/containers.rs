//! A container that always runs: Amazon ECS on Fargate behind a load balancer.
//!
//! Baseline: the copies stand in public subnets with an address of their own, behind a firewall that lets in nobody but
//! the load balancer. An address costs a tenth of the NAT gateway that private subnets would need to fetch the image.
//! Hardened plans take the private subnets, and pay for the gateway.
//!
//! HTTPS: with a domain of one's own the load balancer has its certificate. Without one, a content network with AWS's
//! own name and certificate stands in front, and nobody else can reach the load balancer (`parts/front.rs`). Not public
//! means a load balancer that only the private network reaches. Where none was wanted, the containers answer themselves; what only
//! takes work from a queue answers nobody.

pub(crate) mod door;
pub(crate) mod size;

use cloudwhisper_api::requirements::{AppType, Compute, Requirements};

use super::artifact::Host;
use super::parts::access::Access;
use super::parts::callers::Callers;
use super::parts::foundation::{self, Foundation};
use super::parts::network::{self, Network, Outbound};
use super::parts::{image, monitoring, wishes};
use super::{Architecture, Design, Profile, Workload};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::{autoscaling, ecs, iam, logs, vpc};
use crate::requirements::{DIRECT, FRONT_DOOR};

/// An image for both processors with a small web server in its standard library.
pub(crate) const SAMPLE_IMAGE: &str = "public.ecr.aws/docker/library/python:3.13-alpine";
const SAMPLE: &str = include_str!("parts/sample/server.py");
/// The user `nobody`.
const NOBODY: &str = "65534:65534";
pub(crate) const SAMPLE_PORT: i64 = 8080;
/// What images listen on where nothing else was said.
pub(crate) const IMAGE_PORT: i64 = 80;
/// Below these only the system's own user may listen.
const FIRST_FREE_PORT: i64 = 1024;
/// Copies that may be asked for.
pub(crate) const COUNT_LIMITS: (i64, i64) = (1, 100);
/// How many times its fewest copies a service may grow to where nothing else was said.
pub(crate) const ROOM: i64 = 4;
/// The service that takes on the roles of containers.
pub(crate) const TASKS: &str = "ecs-tasks.amazonaws.com";

/// ECS on Fargate behind an Application Load Balancer.
pub(crate) struct Containers;

impl Architecture for Containers {
    fn fits(&self, requirements: &Requirements) -> bool {
        requirements.compute == Some(Compute::Ecs)
            || (requirements.app_type == Some(AppType::Container)
                && requirements.compute != Some(Compute::Ec2))
    }

    fn host(&self) -> Host {
        Host::Containers
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let mut foundation = Foundation::lay(&mut blueprint, design);
        let site = Site::add(&mut blueprint, design);
        foundation.add_database(&mut blueprint, design, &site.network, &site.tasks);
        let Foundation { key, access } = foundation;
        let task = add_task(&mut blueprint, design, Runs::At(site.port), access, key.as_ref());
        if let Some(group) = &site.balancer {
            let door = door::Door {
                network: &site.network,
                group,
                port: site.port,
                kind: ecs::FargateService::KIND,
                number: "",
                inside: false,
            };
            let (balancer, targets, listener) = door.add(&mut blueprint, design);
            add_service(&mut blueprint, design, &site, &task, Some((&targets, &listener)));
            let url = door.address(&mut blueprint, design, &balancer);
            blueprint.output("Url", "Address of the application", url);
        } else {
            let service = add_service(&mut blueprint, design, &site, &task, None);
            let name = Value::Attribute(service, "Name");
            blueprint.output("ServiceName", "Name of the service within its cluster", name);
        }
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

/// The network, its firewalls, and the port that the container listens on.
struct Site {
    network: Network,
    /// The firewall before the load balancer, where there is one.
    balancer: Option<LogicalId>,
    tasks: LogicalId,
    port: i64,
}

impl Site {
    fn add(blueprint: &mut Blueprint, design: &Design<'_>) -> Self {
        let network = foundation::open_network(blueprint, design);
        let said = wishes::said(design.requirements, ecs::FargateService::KIND, &[FRONT_DOOR]);
        let balancer = said.is_none().then(|| {
            let what = "The load balancer";
            network.security_group(blueprint, "BalancerSecurityGroup", what, Outbound::Nothing)
        });
        let tasks = network.security_group(blueprint, "TaskSecurityGroup", "The containers", Outbound::Https);
        let port = port(design);
        match &balancer {
            Some(balancer) => network::connect(blueprint, balancer, &tasks, port),
            None if said == Some(DIRECT) => let_in(blueprint, design, &tasks, port),
            None => {}
        }
        Self {
            network,
            balancer,
            tasks,
            port,
        }
    }
}

/// Opens the port of the containers themselves, which have addresses on the internet in Baseline alone.
fn let_in(blueprint: &mut Blueprint, design: &Design<'_>, tasks: &LogicalId, port: i64) {
    let callers = match design.profile {
        Profile::Baseline => Callers::of(design.requirements, ecs::FargateService::KIND),
        Profile::Hardened => Callers::Inside(vpc::range(design.requirements)),
    };
    let peer = ("CidrIp", callers.cidr());
    let id = format!("{tasks} Port {port}");
    blueprint.add(vpc::ingress_from(&id, tasks, peer, port, "The application"));
}

fn port(design: &Design<'_>) -> i64 {
    let usual = match design.workload {
        Workload::Image(_) => IMAGE_PORT,
        Workload::Sample | Workload::Zip { .. } => SAMPLE_PORT,
    };
    said(design, &["port", "containerPort"], (1, 65535)).unwrap_or(usual)
}

fn said(design: &Design<'_>, words: &[&str], limits: (i64, i64)) -> Option<i64> {
    let kinds = [
        ecs::FargateService::KIND,
        ecs::TaskDefinition::KIND,
        autoscaling::TARGET.kind,
    ];
    kinds
        .into_iter()
        .find_map(|kind| wishes::number(design.requirements, kind, words, limits))
}

/// How long a container runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// Always, and answers at this port.
    At(i64),
    /// Until its work is done.
    AndEnds,
}

/// What the container is, with its roles and its log.
pub(super) fn add_task(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    runs: Runs,
    mut access: Access,
    key: Option<&LogicalId>,
) -> LogicalId {
    access.tell("PROJECT_NAME", design.requirements.project_name.as_str());
    let port = match runs {
        Runs::At(port) => Some(port),
        Runs::AndEnds => None,
    };
    if let Some(port) = port {
        access.tell("PORT", port.to_string());
    }
    let logs = monitoring::log_group("ContainerLogs", design, key);
    let mut starting = vec![iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")])];
    let image = match design.workload {
        Workload::Image(image) => image.as_str(),
        Workload::Sample | Workload::Zip { .. } => SAMPLE_IMAGE,
    };
    starting.extend(image::pull(image));
    let execution_role = iam::role("ExecutionRole", TASKS, &starting);
    let task_role = iam::role("TaskRole", TASKS, &access.statements);
    let mut container = ecs::container(image, port, access.environment, &logs);
    let is_sample = image == SAMPLE_IMAGE;
    match port {
        Some(port) if is_sample => run_sample(&mut container, port),
        None if is_sample => greet(&mut container),
        _ => {}
    }
    let task = ecs::Task {
        size: size::said(design.requirements),
        // An image may be made for the more usual processor only; the sample runs on the cheaper one.
        arm: is_sample,
        // Many images write beside themselves when they start, so only those that are known not to are held to it.
        read_only: is_sample || design.profile == Profile::Hardened,
        container,
    };
    let task = blueprint.add(ecs::task_definition(
        "TaskDefinition",
        task,
        &execution_role,
        &task_role,
    ));
    for resource in [execution_role, task_role, logs] {
        blueprint.add(resource);
    }
    let said = wishes::named(design.requirements, ecs::FargateService::KIND).next();
    blueprint.say(&task, Access::said(said));
    task
}

/// Makes a container of [`SAMPLE_IMAGE`] write a line to its log and end.
fn greet(container: &mut Value) {
    const GREETING: &str =
        "import os; print('It works,', os.environ['PROJECT_NAME'] + '. Now bring your own image.')";
    if let Value::Map(entries) = container {
        entries.insert(
            "Command".to_owned(),
            Value::list(["python", "-u", "-c", GREETING]),
        );
        entries.insert("User".to_owned(), NOBODY.into());
    }
}

/// Makes a container of [`SAMPLE_IMAGE`] answer on this port.
pub(crate) fn run_sample(container: &mut Value, port: i64) {
    if let Value::Map(entries) = container {
        entries.insert("Command".to_owned(), Value::list(["python", "-u", "-c", SAMPLE]));
        if port >= FIRST_FREE_PORT {
            entries.insert("User".to_owned(), NOBODY.into());
        }
    }
}

/// Adds the cluster and the service in it: `behind` are the load balancer's targets and its listener, where there is one.
fn add_service(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    site: &Site,
    task: &LogicalId,
    behind: Option<(&LogicalId, &LogicalId)>,
) -> LogicalId {
    let hardened = design.profile == Profile::Hardened;
    let cluster = blueprint.add(ecs::cluster("Cluster", hardened));
    let placement = ecs::Placement {
        subnets: if hardened {
            &site.network.private
        } else {
            &site.network.public
        },
        group: &site.tasks,
        public_address: !hardened,
    };
    let scale = scale(design);
    let usual = if hardened { 2 } else { 1 };
    let count = said(design, &["count", "desiredCount"], COUNT_LIMITS).unwrap_or(usual);
    let count = scale.map_or(count, |(min, max)| count.clamp(min, max));
    let name =
        wishes::named(design.requirements, ecs::FargateService::KIND).find_map(|it| it.name.as_deref());
    let mut service = ecs::service("Service", (&cluster, task), count, &placement);
    if let Some((targets, listener)) = behind {
        service = ecs::behind(service, targets, site.port).after(listener);
    }
    let mut service = service.with_some("ServiceName", name.filter(|name| is_name(name)));
    service.depends_on.extend(site.network.way_out.clone());
    let service = blueprint.add(service);
    if let Some(limits) = scale {
        let target = blueprint.add(autoscaling::target("ServiceScale", &cluster, &service, limits));
        blueprint.add(autoscaling::by_use(
            "ServiceScaling",
            &target,
            design.requirements,
        ));
    }
    service
}

/// The fewest and the most copies, where more than one number was said.
fn scale(design: &Design<'_>) -> Option<(i64, i64)> {
    let max = said(design, &["maxCapacity", "maxCount", "max"], COUNT_LIMITS);
    let min = said(design, &["minCapacity", "minCount", "min"], COUNT_LIMITS);
    match (min, max) {
        (None, None) => {
            let wished = wishes::said(design.requirements, ecs::FargateService::KIND, &["autoscaling"]);
            let least = if design.profile == Profile::Hardened { 2 } else { 1 };
            let least = said(design, &["count", "desiredCount"], COUNT_LIMITS).unwrap_or(least);
            wished.map(|_| (least, least * ROOM))
        }
        (min, max) => {
            let min = min.unwrap_or(1);
            Some((min, max.unwrap_or(min * 2).max(min)))
        }
    }
}

/// Whether AWS takes it as the name of a service.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() <= 255
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
