//! Application Auto Scaling: more copies when there is much to do, fewer when there is not. It costs nothing itself.

use super::plain::Plain;
use super::{Resource, Tags};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Percent of processor that copies are kept at: room for a sudden rush, and little idle.
const TARGET_PERCENT: i64 = 60;

pub(crate) const TARGET: Plain = Plain {
    kind: "AWS::ApplicationAutoScaling::ScalableTarget",
    tags: Tags::None,
    purpose: [
        "Sets how few and how many copies of your program may run",
        "तय करता है कि आपके प्रोग्राम की कम से कम और ज़्यादा से ज़्यादा कितनी प्रतियाँ चलें",
        "Tay karta hai ki aapke program ki kam se kam aur zyada se zyada kitni copies chalein",
    ],
};

pub(crate) const POLICY: Plain = Plain {
    kind: "AWS::ApplicationAutoScaling::ScalingPolicy",
    tags: Tags::None,
    purpose: [
        "Starts more copies when they are busy and stops some when they are not",
        "काम बढ़ने पर और प्रतियाँ चलाता है और घटने पर कुछ बंद करता है",
        "Kaam badhne par aur copies chalata hai aur ghatne par kuch band karta hai",
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

/// As many copies as keep the processor at the target.
pub(crate) fn by_processor(id: &str, target: &LogicalId) -> Resource {
    let metric = properties! { "PredefinedMetricType": "ECSServiceAverageCPUUtilization" };
    Resource::new(id, POLICY.kind)
        .with("PolicyName", "processor")
        .with("PolicyType", "TargetTrackingScaling")
        .with("ScalingTargetId", target)
        .with(
            "TargetTrackingScalingPolicyConfiguration",
            properties! { "PredefinedMetricSpecification": metric, "TargetValue": TARGET_PERCENT },
        )
}

/// Lets a service of containers have so few and so many copies, by how busy they are.
pub(crate) fn add(system: &mut System<'_>, service: &LogicalId, limits: (i64, i64)) {
    let cluster = system
        .blueprint
        .resource(service)
        .and_then(|it| it.properties.get("Cluster").cloned());
    let Some(Value::Ref(cluster)) = cluster else { return };
    let target = system.add(target(
        format!("{service} Scale").as_str(),
        &cluster,
        service,
        limits,
    ));
    system.add(by_processor(format!("{service} Scaling").as_str(), &target));
}
