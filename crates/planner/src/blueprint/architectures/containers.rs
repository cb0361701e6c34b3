//! A container that always runs: Amazon ECS on Fargate behind a load balancer.
//!
//! Baseline: the copies stand in public subnets with an address of their own, behind a firewall that lets in nobody but
//! the load balancer. An address costs a tenth of the NAT gateway that private subnets would need to fetch the image.
//! Hardened plans take the private subnets, and pay for the gateway.
//!
//! HTTPS: with a domain of one's own the load balancer has its certificate. Without one, a content network with AWS's
//! own name and certificate stands in front, and nobody else can reach the load balancer (`parts/front.rs`). Not public
//! means a load balancer that only the private network reaches.

mod size;

use cloudwhisper_api::requirements::{AppType, Compute, Requirements};

use super::parts::access::Access;
use super::parts::network::{self, Network, Outbound, Reach};
use super::parts::{
    database, domain, encryption, front, image, machine_alarms, monitoring, storage, wishes,
};
use super::{Architecture, Design, Profile, Workload};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::{autoscaling, ecs, elb, iam, logs, s3, vpc};
use crate::properties;

/// An image for both processors with a small web server in its standard library.
const SAMPLE_IMAGE: &str = "public.ecr.aws/docker/library/python:3.13-alpine";
const SAMPLE: &str = include_str!("parts/sample/server.py");
/// The user `nobody`.
const NOBODY: &str = "65534:65534";
const SAMPLE_PORT: i64 = 8080;
/// What images listen on where nothing else was said.
const IMAGE_PORT: i64 = 80;
/// Below these only the system's own user may listen.
const FIRST_FREE_PORT: i64 = 1024;
const COUNT_LIMITS: (i64, i64) = (1, 100);
const TASKS: &str = "ecs-tasks.amazonaws.com";

/// ECS on Fargate behind an Application Load Balancer.
pub(crate) struct Containers;

impl Architecture for Containers {
    fn fits(&self, requirements: &Requirements) -> bool {
        requirements.compute == Compute::Ecs
            || (requirements.app_type == AppType::Container && requirements.compute != Compute::Ec2)
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let key = encryption::own_key(&mut blueprint, design);
        let mut access = encryption::access(key.as_ref());
        access.extend(storage::add(&mut blueprint, design, key.as_ref()));
        let site = Site::add(&mut blueprint, design);
        if database::wanted(design) {
            let reach = database::Secrets::Reachable;
            let (network, group) = (&site.network, &site.tasks);
            access.extend(database::add(&mut blueprint, design, network, group, key.as_ref(), reach));
        }
        let task = add_task(&mut blueprint, design, &site, access, key.as_ref());
        let (balancer, targets, door) = add_front(&mut blueprint, design, &site);
        add_service(&mut blueprint, design, &site, &task, &targets, &door);
        let url = address(&mut blueprint, design, &balancer);
        let topic = monitoring::topic(&mut blueprint, design.requirements, key.as_ref());
        monitoring::alarms(&mut blueprint, topic.as_ref());
        machine_alarms::add(&mut blueprint, topic.as_ref());
        blueprint.output("Url", "Address of the application", url);
        storage::outputs(&mut blueprint);
        database::outputs(&mut blueprint);
        blueprint
    }
}

/// The network, its firewalls, and the port that the container listens on.
struct Site {
    network: Network,
    balancer: LogicalId,
    tasks: LogicalId,
    port: i64,
}

impl Site {
    fn add(blueprint: &mut Blueprint, design: &Design<'_>) -> Self {
        let mut network = network::add(blueprint, design, Reach::Internet);
        if design.profile == Profile::Hardened {
            network::add_nat(blueprint, &mut network);
        }
        let what = "The load balancer";
        let balancer = network.security_group(blueprint, "BalancerSecurityGroup", what, Outbound::Nothing);
        let tasks = network.security_group(blueprint, "TaskSecurityGroup", "The containers", Outbound::Https);
        let port = port(design);
        network::connect(blueprint, &balancer, &tasks, port);
        Self { network, balancer, tasks, port }
    }
}

fn port(design: &Design<'_>) -> i64 {
    let usual = match design.workload {
        Workload::Image(_) => IMAGE_PORT,
        Workload::Sample | Workload::Zip { .. } => SAMPLE_PORT,
    };
    said(design, &["port", "containerPort"], (1, 65535)).unwrap_or(usual)
}

fn said(design: &Design<'_>, words: &[&str], limits: (i64, i64)) -> Option<i64> {
    let kinds = [ecs::FargateService::KIND, ecs::TaskDefinition::KIND, autoscaling::TARGET.kind];
    kinds.into_iter().find_map(|kind| wishes::number(design.requirements, kind, words, limits))
}

fn add_task(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    site: &Site,
    mut access: Access,
    key: Option<&LogicalId>,
) -> LogicalId {
    access.tell("PROJECT_NAME", design.requirements.project_name.as_str());
    access.tell("PORT", site.port.to_string());
    let logs = monitoring::log_group("ContainerLogs", design, key);
    let mut starting = vec![iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")])];
    let image = match design.workload {
        Workload::Image(image) => image.as_str(),
        Workload::Sample | Workload::Zip { .. } => SAMPLE_IMAGE,
    };
    starting.extend(image::pull(image));
    let execution_role = iam::role("ExecutionRole", TASKS, &starting);
    let task_role = iam::role("TaskRole", TASKS, &access.statements);
    let mut container = ecs::container(image, site.port, access.environment, &logs);
    let is_sample = image == SAMPLE_IMAGE;
    if is_sample {
        run_sample(&mut container, site.port);
    }
    let task = ecs::Task {
        size: size::said(design.requirements),
        // An image may be made for the more usual processor only; the sample runs on the cheaper one.
        arm: is_sample,
        // Many images write beside themselves when they start, so only those that are known not to are held to it.
        read_only: is_sample || design.profile == Profile::Hardened,
        container,
    };
    let task = blueprint.add(ecs::task_definition("TaskDefinition", task, &execution_role, &task_role));
    for resource in [execution_role, task_role, logs] {
        blueprint.add(resource);
    }
    task
}

fn run_sample(container: &mut Value, port: i64) {
    if let Value::Map(entries) = container {
        entries.insert("Command".to_owned(), Value::list(["python", "-u", "-c", SAMPLE]));
        if port >= FIRST_FREE_PORT {
            entries.insert("User".to_owned(), NOBODY.into());
        }
    }
}

/// The load balancer, its targets, and the listener that has to be there before the service.
fn add_front(blueprint: &mut Blueprint, design: &Design<'_>, site: &Site) -> (LogicalId, LogicalId, LogicalId) {
    let public = design.requirements.networking.public_access;
    let (scheme, subnets) = if public {
        (elb::Scheme::Public, &site.network.public)
    } else {
        (elb::Scheme::Internal, &site.network.private)
    };
    let mut balancer = elb::load_balancer("LoadBalancer", scheme, subnets, &site.balancer);
    balancer.depends_on.extend(site.network.way_out.clone().filter(|_| public));
    if design.profile == Profile::Hardened {
        balancer = logged(blueprint, balancer);
    }
    let balancer = blueprint.add(balancer);
    let targets = blueprint.add(elb::target_group("Targets", &site.network.vpc, site.port));
    let door = add_listeners(blueprint, design, &site.balancer, &balancer, &targets);
    (balancer, targets, door)
}

fn add_listeners(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    group: &LogicalId,
    balancer: &LogicalId,
    targets: &LogicalId,
) -> LogicalId {
    let requirements = design.requirements;
    let everybody = if requirements.networking.public_access { vpc::ANYWHERE } else { vpc::NETWORK_CIDR };
    let open = |port: i64, what: &str, blueprint: &mut Blueprint| {
        let id = format!("{group} Port {port}");
        blueprint.add(vpc::ingress_from(&id, group, ("CidrIp", everybody), port, what));
    };
    if let Some(certificate) = domain::load_balancer_certificate(blueprint, design) {
        open(443, "HTTPS", blueprint);
        open(80, "HTTP, sent on to HTTPS", blueprint);
        blueprint.add(elb::redirect_listener("HttpListener", balancer));
        return blueprint.add(elb::https_listener("HttpsListener", balancer, targets, certificate));
    }
    if requirements.networking.public_access {
        front::let_in(blueprint, &requirements.region, group, 80);
    } else {
        open(80, "HTTP from the private network", blueprint);
    }
    blueprint.add(elb::http_listener("HttpListener", balancer, targets))
}

fn add_service(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    site: &Site,
    task: &LogicalId,
    targets: &LogicalId,
    door: &LogicalId,
) {
    let hardened = design.profile == Profile::Hardened;
    let insights = if hardened { "enabled" } else { "disabled" };
    let setting = properties! { "Name": "containerInsights", "Value": insights };
    let cluster = blueprint.add(Resource::new("Cluster", ecs::CLUSTER.kind).with("ClusterSettings", vec![setting]));
    let placement = ecs::Placement {
        subnets: if hardened { &site.network.private } else { &site.network.public },
        group: &site.tasks,
        public_address: !hardened,
    };
    let scale = scale(design);
    let usual = if hardened { 2 } else { 1 };
    let count = said(design, &["count", "desiredCount"], COUNT_LIMITS).unwrap_or(usual);
    let count = scale.map_or(count, |(min, max)| count.clamp(min, max));
    let name = wishes::named(design.requirements, ecs::FargateService::KIND).find_map(|it| it.name.as_deref());
    let mut service = ecs::service("Service", (&cluster, task), count, &placement, (targets, site.port))
        .with_some("ServiceName", name.filter(|name| is_name(name)))
        .after(door);
    service.depends_on.extend(site.network.way_out.clone());
    let service = blueprint.add(service);
    if let Some(limits) = scale {
        let target = blueprint.add(autoscaling::target("ServiceScale", &cluster, &service, limits));
        blueprint.add(autoscaling::by_processor("ServiceScaling", &target));
    }
}

/// The fewest and the most copies, where more than one number was said.
fn scale(design: &Design<'_>) -> Option<(i64, i64)> {
    let max = said(design, &["maxCapacity", "maxCount", "max"], COUNT_LIMITS);
    let min = said(design, &["minCapacity", "minCount", "min"], COUNT_LIMITS);
    match (min, max) {
        (None, None) => None,
        (min, max) => {
            let min = min.unwrap_or(1);
            Some((min, max.unwrap_or(min * 2).max(min)))
        }
    }
}

/// Whether AWS takes it as the name of a service.
fn is_name(name: &str) -> bool {
    name.len() <= 255
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn address(blueprint: &mut Blueprint, design: &Design<'_>, balancer: &LogicalId) -> Value {
    if let Some(url) = domain::for_load_balancer(blueprint, design, balancer) {
        return url;
    }
    let host = Value::Attribute(balancer.clone(), "DNSName");
    if !design.requirements.networking.public_access {
        return Value::Concat(vec!["http://".into(), host]);
    }
    let distribution = front::add(blueprint, &design.requirements.project_name, host, 80);
    domain::for_distribution(blueprint, design, &distribution)
}

/// Writes every request down in a bucket of its own. Load balancers can't write to buckets with a key of one's own.
fn logged(blueprint: &mut Blueprint, balancer: Resource) -> Resource {
    let bucket = blueprint.add(s3::private_bucket("BalancerLogsBucket", None));
    let delivery = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": "logdelivery.elasticloadbalancing.amazonaws.com" },
        "Action": "s3:PutObject",
        "Resource": s3::files(&bucket),
    };
    let policy = blueprint.add(s3::bucket_policy("BalancerLogsBucketPolicy", &bucket, [delivery]));
    elb::with_access_log(balancer, &bucket).after(&policy)
}
