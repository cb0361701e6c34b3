//! Containers on what AWS has left over: up to 70 % cheaper, and taken back at two minutes' notice.

use cloudwhisper_api::requirements::Requirements;

use super::{CLUSTER, FargateService};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{Blueprint, Resource, Value};
use crate::properties;

/// What Fargate's spare capacity is called.
const SPARE: &str = "FARGATE_SPOT";

/// Whether containers were asked for on spare capacity.
pub(crate) fn wanted(requirements: &Requirements) -> bool {
    wishes::said(requirements, FargateService::KIND, &["spot"]) == Some("true")
}

/// Whether a service or what a schedule starts runs on spare capacity.
pub(crate) fn is_on(resource: &Resource) -> bool {
    let strategy = resource.properties.get("CapacityProviderStrategy");
    let of_schedule = || {
        resource
            .properties
            .get("Target")?
            .get("EcsParameters")?
            .get("CapacityProviderStrategy")
    };
    strategy.or_else(of_schedule).is_some()
}

/// Where containers run: on spare capacity alone.
pub(crate) fn strategy() -> Value {
    Value::list([properties! { "CapacityProvider": SPARE, "Weight": 1_i64 }])
}

/// Puts every service on spare capacity, which its cluster has to know of.
pub(crate) fn put(blueprint: &mut Blueprint) {
    let all: Vec<_> = blueprint.resources().iter().map(|it| it.id.clone()).collect();
    for id in all {
        let Some(resource) = blueprint.resource_mut(&id) else {
            continue;
        };
        match resource.kind {
            kind if kind == CLUSTER.kind => {
                let providers = Value::list(["FARGATE", SPARE]);
                resource.properties.insert("CapacityProviders", providers);
            }
            FargateService::KIND => {
                resource.properties.shift_remove("LaunchType");
                resource.properties.insert("CapacityProviderStrategy", strategy());
            }
            "AWS::Scheduler::Schedule" => {
                if let Some(Value::Map(target)) = resource.properties.get_mut("Target")
                    && let Some(Value::Map(container)) = target.get_mut("EcsParameters")
                {
                    container.shift_remove("LaunchType");
                    container.insert("CapacityProviderStrategy".to_owned(), strategy());
                }
            }
            _ => {}
        }
    }
}
