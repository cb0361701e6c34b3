//! A container that runs and ends: AWS Fargate started at set times by Amazon `EventBridge` Scheduler, or by a workflow. Nothing runs, and nothing is
//! paid, in between; nobody calls it, so there is no front door.
//!
//! Here: what it runs and where. Not here: the schedule, which is a part like any other (`catalog/scheduler.rs`) and is added with the
//! named parts.

use cloudwhisper_api::requirements::{AppType, Compute, NamedService, Requirements};

use super::artifact::Host;
use super::containers;
use super::parts::foundation::{self, Foundation};
use super::parts::network::{self, Network, Outbound};
use super::parts::wishes;
use super::{Architecture, Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::{ecs, elb, events, route53, scheduler, stepfunctions};
use crate::properties;
use crate::requirements::FROM;

/// The firewall before the container.
const GROUP: &str = "TaskSecurityGroup";
/// What may be said of the container without making it one that answers: what it runs and its size.
const OF_A_TASK: [&str; 5] = ["image", "cpu", "memory", "spot", FROM];
/// Parts that stand before something that answers.
const FRONTS: [&str; 3] = [
    elb::LoadBalancer::KIND,
    "AWS::CloudFront::Distribution",
    route53::Record::KIND,
];

/// ECS on Fargate, started by a schedule.
pub(crate) struct ScheduledTask;

impl Architecture for ScheduledTask {
    fn fits(&self, requirements: &Requirements) -> bool {
        is_meant(requirements)
    }

    fn host(&self) -> Host {
        Host::Containers
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let mut foundation = Foundation::lay(&mut blueprint, design);
        let network = foundation::open_network(&mut blueprint, design);
        let group = network.security_group(&mut blueprint, GROUP, "The containers", Outbound::Https);
        foundation.add_database(&mut blueprint, design, &network, &group);
        let Foundation { key, access } = foundation;
        containers::add_task(
            &mut blueprint,
            design,
            containers::Runs::AndEnds,
            access,
            key.as_ref(),
        );
        let cluster = blueprint.add(ecs::cluster("Cluster", design.profile == Profile::Hardened));
        let what = "Name of the cluster that the task runs in at its times";
        blueprint.output("ClusterName", what, &cluster);
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

/// Whether all that was asked for is a container that runs and ends: a schedule or a workflow starts it, and nothing was said that only a
/// container which answers has.
pub(crate) fn is_meant(requirements: &Requirements) -> bool {
    let of_the_container = |service: &NamedService| service.kind == ecs::FargateService::KIND;
    let starts_it = |service: &NamedService| {
        [scheduler::SCHEDULE.kind, events::RULE.kind].contains(&service.kind.as_str())
            && service.properties.get("target").map(String::as_str) == Some(ecs::FargateService::KIND)
    };
    let by_workflow = wishes::comes_from(
        requirements,
        ecs::FargateService::KIND,
        stepfunctions::StateMachine::KIND,
    );
    let services = &requirements.services;
    let mut containers = services.iter().filter(|it| of_the_container(it));
    let alone = containers.next().is_none_or(|it| {
        it.properties
            .keys()
            .all(|word| OF_A_TASK.contains(&word.as_str()))
    }) && containers.next().is_none();
    requirements.app_type == Some(AppType::Container)
        && requirements.compute == Some(Compute::Ecs)
        && requirements.framework.is_none()
        && requirements.networking.custom_domain.is_none()
        && (by_workflow || services.iter().any(starts_it))
        && alone
        && !FRONTS.iter().any(|front| wishes::names(requirements, front))
}

/// The firewall before a container that no service runs.
pub(crate) fn firewall(blueprint: &Blueprint) -> Option<LogicalId> {
    let group = LogicalId::new(GROUP);
    blueprint.resource(&group).is_some().then_some(group)
}

/// The cluster and the network that a container which no service runs is started in.
pub(crate) fn place(blueprint: &Blueprint) -> Option<(Value, Value)> {
    let cluster = blueprint.of_kind(ecs::CLUSTER.kind).next()?;
    let group = firewall(blueprint)?;
    let Network { public, private, .. } = network::existing(blueprint)?;
    let behind_gateway = blueprint.of_kind("AWS::EC2::NatGateway").next().is_some();
    let network = properties! {
        "AssignPublicIp": if behind_gateway { "DISABLED" } else { "ENABLED" },
        "Subnets": Value::list(if behind_gateway { &private } else { &public }),
        "SecurityGroups": vec![Value::Attribute(group, "GroupId")],
    };
    Some((cluster.attribute("Arn"), network))
}
