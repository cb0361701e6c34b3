//! Alarms for what runs all the time: containers, load balancers, virtual machines and databases. What fails by the
//! call is `monitoring`'s.

use super::wishes;
use crate::blueprint::architectures::Design;
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::cloudwatch::{Alarm, Metric, alarm};
use crate::catalog::{ec2, ecs, elb, rds};

const BUSY: &str = "There is hardly any processor left";
/// Percent of processor that leave no room.
const BUSY_PERCENT: i64 = 90;
/// Failed requests in five minutes that are no accident any more.
const FAILED_REQUESTS: i64 = 5;

/// An alarm for everything in the blueprint that can be too busy or fail.
pub(super) fn alarms(blueprint: &Blueprint, design: &Design<'_>, topic: Option<&LogicalId>) -> Vec<Resource> {
    let said = Said::of(design);
    let all = blueprint.resources().iter();
    all.flat_map(|resource| {
        let usual = alarm_of(blueprint, resource, &said, topic);
        usual.into_iter().chain(busy_machine(resource, &said, topic))
    })
    .collect()
}

/// From where on somebody wants to be told.
struct Said {
    /// Per cent of processor.
    busy: Option<i64>,
    /// Failed requests in five minutes.
    errors: Option<i64>,
}

impl Said {
    fn of(design: &Design<'_>) -> Self {
        let number = |word, limits| wishes::number(design.requirements, Alarm::KIND, &[word], limits);
        Self {
            busy: number("cpuPercent", (1, 99)),
            errors: number("errors", (1, i64::MAX)),
        }
    }
}

/// A machine may well be busy; only who said from where on it is too busy is told.
fn busy_machine(resource: &Resource, said: &Said, topic: Option<&LogicalId>) -> Option<Resource> {
    let percent = said.busy.filter(|_| resource.kind == ec2::Instance::KIND)?;
    let metric = Metric {
        namespace: "AWS/EC2",
        name: "CPUUtilization",
        statistic: "Average",
        dimensions: vec![("InstanceId", Value::from(&resource.id))],
    };
    let id = format!("{} Busy", resource.id);
    Some(alarm(&id, BUSY, metric, percent, topic))
}

fn alarm_of(
    blueprint: &Blueprint,
    resource: &Resource,
    said: &Said,
    topic: Option<&LogicalId>,
) -> Option<Resource> {
    let id = &resource.id;
    let busy = |namespace, dimensions| {
        let metric = Metric {
            namespace,
            name: "CPUUtilization",
            statistic: "Average",
            dimensions,
        };
        alarm(
            &format!("{id} Busy"),
            BUSY,
            metric,
            said.busy.unwrap_or(BUSY_PERCENT),
            topic,
        )
    };
    match resource.kind {
        ecs::FargateService::KIND => {
            let cluster = resource.properties.get("Cluster")?.clone();
            Some(busy(
                "AWS/ECS",
                vec![
                    ("ClusterName", cluster),
                    ("ServiceName", resource.attribute("Name")),
                ],
            ))
        }
        rds::Instance::KIND => Some(busy("AWS/RDS", vec![("DBInstanceIdentifier", id.into())])),
        elb::LoadBalancer::KIND if elb::is_network(resource) => unreachable(blueprint, resource, topic),
        elb::LoadBalancer::KIND => {
            let dimensions = vec![("LoadBalancer", resource.attribute("LoadBalancerFullName"))];
            Some(failing(
                id,
                "AWS/ApplicationELB",
                "HTTPCode_Target_5XX_Count",
                dimensions,
                (said.errors.unwrap_or(FAILED_REQUESTS), topic),
            ))
        }
        ec2::Instance::KIND => {
            let metric = Metric {
                namespace: "AWS/EC2",
                name: "StatusCheckFailed",
                statistic: "Maximum",
                dimensions: vec![("InstanceId", Value::from(id))],
            };
            Some(alarm(
                &format!("{id} Broken"),
                "The virtual machine does not answer",
                metric,
                1,
                topic,
            ))
        }
        _ => None,
    }
}

/// A load balancer by connection reads no answers: it counts the targets that take none. AWS measures that of both together.
fn unreachable(blueprint: &Blueprint, balancer: &Resource, topic: Option<&LogicalId>) -> Option<Resource> {
    let targets = elb::targets_of(blueprint, &balancer.id)?;
    let metric = Metric {
        namespace: "AWS/NetworkELB",
        name: "UnHealthyHostCount",
        statistic: "Maximum",
        dimensions: vec![
            ("LoadBalancer", balancer.attribute("LoadBalancerFullName")),
            ("TargetGroup", Value::Attribute(targets, "TargetGroupFullName")),
        ],
    };
    let what = "A target of the load balancer does not answer";
    Some(alarm(&format!("{} Faults", balancer.id), what, metric, 1, topic))
}

fn failing(
    id: &LogicalId,
    namespace: &'static str,
    name: &'static str,
    dimensions: Vec<(&'static str, Value)>,
    (threshold, topic): (i64, Option<&LogicalId>),
) -> Resource {
    let metric = Metric {
        namespace,
        name,
        statistic: "Sum",
        dimensions,
    };
    alarm(
        &format!("{id} Faults"),
        "Requests failed",
        metric,
        threshold,
        topic,
    )
}
