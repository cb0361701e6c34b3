//! Alarms for what runs all the time: containers, load balancers, virtual machines and databases. What fails by the
//! call is `monitoring`'s.

use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::cloudwatch::{Metric, alarm};
use crate::catalog::{ec2, ecs, elb, rds};

/// Percent of processor that leave no room.
const BUSY_PERCENT: i64 = 90;
/// Failed requests in five minutes that are no accident any more.
const FAILED_REQUESTS: i64 = 5;

/// Adds an alarm for everything in the blueprint that can be too busy or fail.
pub(crate) fn add(blueprint: &mut Blueprint, topic: Option<&LogicalId>) {
    let alarms: Vec<Resource> = blueprint
        .resources()
        .iter()
        .filter_map(|resource| alarm_of(resource, topic))
        .collect();
    for alarm in alarms {
        super::monitoring::add_new(blueprint, alarm);
    }
}

fn alarm_of(resource: &Resource, topic: Option<&LogicalId>) -> Option<Resource> {
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
