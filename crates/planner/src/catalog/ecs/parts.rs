//! Services of containers as parts of a system. The first brings the cluster, the others share it.

use super::{
    CLUSTER, FargateService, Placement, Task, TaskDefinition, cluster, container, service, task_definition,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::{self, size};
use crate::blueprint::architectures::parts::network::Outbound;
use crate::blueprint::{LogicalId, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::iam::{self, Statement};
use crate::catalog::{autoscaling, logs};

const PORTS: (i64, i64) = (1, 65_535);

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: FargateService::KIND,
        // Its names are the lexicon's own: they also say what an application runs on.
        terms: ["", "", ""],
        build,
        uses: None,
    },
    Component {
        kind: TaskDefinition::KIND,
        terms: [
            "task definition|ecs task definition|fargate task definition|container definition|ecs container definition",
            "टास्क डेफिनिशन",
            "",
        ],
        build: build_task,
        uses: None,
    },
    Component {
        kind: CLUSTER.kind,
        // "ECS cluster" is said of the whole.
        terms: ["", "", ""],
        build: build_cluster,
        uses: None,
    },
];

/// A service that works in the background, or behind a load balancer where there is one.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Service");
    let cluster = match system.all(CLUSTER.kind).into_iter().next() {
        Some(cluster) => cluster,
        None => build_cluster(system, part),
    };
    let group = system.security_group(&format!("{id} SecurityGroup"), "The containers", Outbound::Https);
    let site = system.site();
    let task = add_task(system, &id, part);
    let placement = Placement {
        subnets: &site.subnets,
        group: &group,
        public_address: site.public_address,
    };
    let usual = if system.hardened() { 2 } else { 1 };
    let said = |words: &[&str]| {
        let limits = containers::COUNT_LIMITS;
        words.iter().find_map(|word| part.number(word, limits))
    };
    let count = said(&["count", "desiredCount"]).unwrap_or(usual);
    let least = said(&["minCapacity", "minCount", "min"]);
    let most = said(&["maxCapacity", "maxCount", "max"]);
    let mut resource = service(id.as_str(), (&cluster, &task), count, &placement)
        .with_some("ServiceName", part.name(containers::is_name));
    resource.depends_on.extend(site.network.way_out);
    let name = resource.attribute("Name");
    let id = system.add(resource);
    if least.or(most).is_some() || part.wants("autoscaling") {
        let least = least.unwrap_or(if most.is_some() { 1 } else { count });
        let most = most.unwrap_or(least * containers::ROOM).max(least);
        autoscaling::add(system, &id, (least, most));
    }
    let what = "Name of the service within its cluster";
    system.blueprint.output(&format!("{id} Name"), what, name);
    id
}

/// The sample, which answers on its port, until an image takes its place.
fn add_task(system: &mut System<'_>, id: &LogicalId, part: &Part<'_>) -> LogicalId {
    let port = ["port", "containerPort"];
    let port = port.into_iter().find_map(|word| part.number(word, PORTS));
    let port = port.unwrap_or(containers::SAMPLE_PORT);
    let log_group = system.log_group(&format!("{id} Logs"));
    let may_write = Statement::allow(logs::WRITE, [log_group.attribute("Arn")]);
    let execution = iam::role(
        format!("{id} Execution Role").as_str(),
        containers::TASKS,
        &[may_write],
    );
    let own = iam::role(format!("{id} Role").as_str(), containers::TASKS, &[]);
    let environment: Vec<(String, Value)> = vec![
        ("PROJECT_NAME".to_owned(), system.project().into()),
        ("PORT".to_owned(), port.to_string().into()),
    ];
    let mut container = container(containers::SAMPLE_IMAGE, Some(port), environment, &log_group);
    containers::run_sample(&mut container, port);
    let task = Task {
        size: size::of(part.text("cpu"), part.text("memory")),
        arm: true,
        read_only: true,
        container,
    };
    let task = task_definition(format!("{id} Task").as_str(), task, &execution, &own);
    let task = system.add(task);
    for resource in [execution, own, log_group] {
        system.add(resource);
    }
    task
}

/// A service, since a definition by itself runs nothing.
fn build_task(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    build(system, part)
}

fn build_cluster(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Cluster");
    let hardened = system.hardened();
    system.add(cluster(id.as_str(), hardened))
}
