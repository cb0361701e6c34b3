//! Application Auto Scaling: more copies when there is much to do, fewer when there is not. It costs nothing itself.

use cloudwhisper_api::requirements::Requirements;

use super::plain::Plain;
use super::{Resource, Tags, ecs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Percent of processor that copies are kept at: room for a sudden rush, and little idle.
const TARGET_PERCENT: i64 = 60;
/// Per cent that may be asked for: with less, copies idle; with more, new ones come too late.
pub(crate) const PERCENT: (i64, i64) = (10, 90);

pub(crate) const TARGET: Plain = Plain {
    kind: "AWS::ApplicationAutoScaling::ScalableTarget",
    tags: Tags::None,
    purpose: [
        "Sets how small and how large your program or table may become",
        "तय करता है कि आपका प्रोग्राम या तालिका कितनी छोटी और कितनी बड़ी हो सकती है",
        "Tay karta hai ki aapka program ya table kitna chhota aur kitna bada ho sakta hai",
    ],
};

pub(crate) const POLICY: Plain = Plain {
    kind: "AWS::ApplicationAutoScaling::ScalingPolicy",
    tags: Tags::None,
    purpose: [
        "Adds more when there is much to do, and takes some away when there is not",
        "काम बढ़ने पर और जोड़ता है और घटने पर कुछ हटा लेता है",
        "Kaam badhne par aur jodta hai aur ghatne par kuch hata leta hai",
    ],
};

/// Between so few and so many copies of a service.
pub(crate) fn target(id: &str, cluster: &LogicalId, service: &LogicalId, (min, max): (i64, i64)) -> Resource {
    let name = Value::Attribute(service.clone(), "Name");
    Resource::new(id, TARGET.kind)
        .with("ServiceNamespace", "ecs")
        .with("ScalableDimension", "ecs:service:DesiredCount")
        .with(
            "ResourceId",
            Value::Concat(vec!["service/".into(), cluster.into(), "/".into(), name]),
        )
        .with("MinCapacity", min)
        .with("MaxCapacity", max)
}

/// As many copies as keep the processor at the target, or the memory where that was said to be watched.
pub(crate) fn by_use(id: &str, target: &LogicalId, requirements: &Requirements) -> Resource {
    let said = |word| wishes::number(requirements, ecs::FargateService::KIND, &[word], PERCENT);
    let (name, metric, percent) = match (said("cpuTarget"), said("memoryTarget")) {
        (None, Some(percent)) => ("memory", "ECSServiceAverageMemoryUtilization", percent),
        (percent, _) => (
            "processor",
            "ECSServiceAverageCPUUtilization",
            percent.unwrap_or(TARGET_PERCENT),
        ),
    };
    let metric = properties! { "PredefinedMetricType": metric };
    Resource::new(id, POLICY.kind)
        .with("PolicyName", name)
        .with("PolicyType", "TargetTrackingScaling")
        .with("ScalingTargetId", target)
        .with(
            "TargetTrackingScalingPolicyConfiguration",
            properties! { "PredefinedMetricSpecification": metric, "TargetValue": percent },
        )
}

/// Between so few and so many units of a table, kept at the share in use that AWS advises.
pub(crate) fn of_table(
    id: &str,
    table: &Value,
    dimension: &'static str,
    metric: &'static str,
    (min, max): (i64, i64),
) -> [Resource; 2] {
    const TABLE_PERCENT: i64 = 70;
    let target = Resource::new(id, TARGET.kind)
        .with("ServiceNamespace", "dynamodb")
        .with("ScalableDimension", dimension)
        .with("ResourceId", table.clone())
        .with("MinCapacity", min)
        .with("MaxCapacity", max);
    let policy = Resource::new(format!("{id} Policy").as_str(), POLICY.kind)
        .with("PolicyName", metric)
        .with("PolicyType", "TargetTrackingScaling")
        .with("ScalingTargetId", target.reference())
        .with(
            "TargetTrackingScalingPolicyConfiguration",
            properties! {
                "PredefinedMetricSpecification": properties! { "PredefinedMetricType": metric },
                "TargetValue": TABLE_PERCENT,
            },
        );
    [target, policy]
}

/// Lets a service of containers have so few and so many copies, by how busy they are.
pub(crate) fn add(system: &mut System<'_>, service: &LogicalId, limits: (i64, i64)) {
    let cluster = system
        .blueprint
        .resource(service)
        .and_then(|it| it.properties.get("Cluster").cloned());
    let Some(Value::Ref(cluster)) = cluster else {
        return;
    };
    let target = system.add(target(
        format!("{service} Scale").as_str(),
        &cluster,
        service,
        limits,
    ));
    let policy = by_use(
        format!("{service} Scaling").as_str(),
        &target,
        system.design.requirements,
    );
    system.add(policy);
}
