//! A service of containers as a part of a system. Not here: the one that runs the application
//! (`architectures/containers.rs`).

use super::{
    CLUSTER, CONTAINER_PORT, FargateService, Placement, Task, container, service as copies, task_definition,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::{SAMPLE_IMAGE, SAMPLE_PORT, TASKS, is_name, run_sample};
use crate::blueprint::architectures::parts::image;
use crate::blueprint::architectures::parts::network::Outbound;
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::{Component, Part};
use crate::catalog::{autoscaling, iam, logs};
use crate::properties;

/// The smallest container that Fargate has: a quarter of a processor and half a gigabyte.
const SMALLEST: (i64, i64) = (256, 512);
const COPIES: (i64, i64) = (1, 100);

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: FargateService::KIND,
    // Its names are the lexicon's own: they also say what an application runs on.
    terms: ["", "", ""],
    build,
    uses: None,
}];

/// A service with a container of its own, in the one cluster.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ContainerService");
    let hardened = system.hardened();
    let network = if hardened {
        system.network_with_nat()
    } else {
        system.open_network()
    };
    let group = system.security_group(&format!("{id} SecurityGroup"), "The containers", Outbound::Https);
    let cluster = cluster(system);
    let port = part.number("port", CONTAINER_PORT).unwrap_or(SAMPLE_PORT);
    let task = task(system, id.as_str(), part, port);
    let placement = Placement {
        subnets: if hardened {
            &network.private
        } else {
            &network.public
        },
        group: &group,
        public_address: !hardened,
    };
    let count = part
        .number("count", COPIES)
        .unwrap_or(if hardened { 2 } else { 1 });
    let most = part.number("maxCapacity", COPIES).map(|most| most.max(count));
    let mut service = copies(id.as_str(), (&cluster, &task), count, &placement, None)
        .with_some("ServiceName", part.name(is_name));
    // Nothing can be fetched before the way out is there.
    service.depends_on.extend(network.way_out);
    let id = system.add(service);
    if let Some(most) = most {
        let scale = autoscaling::target(&format!("{id} Scale"), &cluster, &id, (count, most));
        let scale = system.add(scale);
        system.add(autoscaling::by_processor(&format!("{id} Scaling"), &scale));
    }
    let name = Value::Attribute(id.clone(), "Name");
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the service of containers", name);
    id
}

/// The cluster that is there, or one.
fn cluster(system: &mut System<'_>) -> LogicalId {
    if let Some(cluster) = system.all(CLUSTER.kind).into_iter().next() {
        return cluster;
    }
    let insights = if system.hardened() { "enabled" } else { "disabled" };
    let setting = properties! { "Name": "containerInsights", "Value": insights };
    system.add(Resource::new("Cluster", CLUSTER.kind).with("ClusterSettings", vec![setting]))
}

/// What each copy runs: the image that was said, else a small web server to be replaced.
fn task(system: &mut System<'_>, service: &str, part: &Part<'_>, port: i64) -> LogicalId {
    let image = part.text("image").unwrap_or(SAMPLE_IMAGE);
    let sample = image == SAMPLE_IMAGE;
    let logs = system.log_group(&format!("{service} Logs"));
    let mut starting = vec![iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")])];
    starting.extend(image::pull(image));
    let execution_role = iam::role(format!("{service} ExecutionRole").as_str(), TASKS, &starting);
    let role = iam::role(format!("{service} Role").as_str(), TASKS, &[]);
    let environment = vec![
        ("PROJECT_NAME".to_owned(), system.project().into()),
        ("PORT".to_owned(), port.to_string().into()),
    ];
    let mut container = container(image, port, environment, &logs);
    if sample {
        run_sample(&mut container, port);
    }
    let task = Task {
        size: SMALLEST,
        arm: sample,
        read_only: sample || system.hardened(),
        container,
    };
    let id = format!("{service} Task");
    let task = system.add(task_definition(&id, task, &execution_role, &role));
    for resource in [execution_role, role, logs] {
        system.add(resource);
    }
    task
}
