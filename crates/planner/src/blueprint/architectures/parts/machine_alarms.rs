//! Alarms for what runs all the time: containers, load balancers, virtual machines and databases. What fails by the
//! call is `monitoring`'s.

use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::cloudwatch::{Metric, alarm};
use crate::catalog::{ec2, ecs, elb, rds};

/// Percent of processor that leave no room.
const BUSY_PERCENT: i64 = 90;
/// Failed requests in five minutes that are no accident any more.
const FAILED_REQUESTS: i64 = 5;

/// An alarm for everything in the blueprint that can be too busy or fail.
pub(super) fn alarms(blueprint: &Blueprint, topic: Option<&LogicalId>) -> Vec<Resource> {
    let all = blueprint.resources().iter();
    all.filter_map(|resource| alarm_of(blueprint, resource, topic))
        .collect()
}

fn alarm_of(blueprint: &Blueprint, resource: &Resource, topic: Option<&LogicalId>) -> Option<Resource> {
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
            "There is hardly any processor left",
            metric,
            BUSY_PERCENT,
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
                topic,
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
    topic: Option<&LogicalId>,
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
        FAILED_REQUESTS,
        topic,
    )
}
