//! AWS Shield Advanced: a dear guard against floods of visitors.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::Metered;
use super::{Resource, Service, Tags, billed, cloudfront, elb};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};

const SHIELD: &str = "AWS::Shield::Protection";

const SHIELD_TYPE: Metered = Metered {
    kind: SHIELD,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Guards the front door against floods of visitors; needs a dear subscription for a whole year",
        "सामने के दरवाज़े को नकली भीड़ से बचाता है; पूरे साल की महँगी सदस्यता चाहिए",
        "Saamne ke darwaze ko nakli bheed se bachata hai; poore saal ka mehnga subscription chahiye",
    ],
    billed: |_, _| vec![billed("Shield", "advanced_subscription_month", Decimal::ONE)],
};

pub(crate) const TYPES: &[&dyn Service] = &[&SHIELD_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component::by_itself(
    SHIELD,
    [
        "shield advanced|aws shield|aws shield advanced|amazon shield|advanced ddos protection",
        "शील्ड एडवांस्ड",
        "",
    ],
    build_shield,
)];

/// What stands at the front door is guarded; where nothing does, an address that only the person knows.
fn build_shield(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("FloodProtection");
    let pages = system.all(cloudfront::Distribution::KIND).into_iter().next();
    let balancer = system.all(elb::LoadBalancer::KIND).into_iter().next();
    let guarded = match (pages, balancer) {
        (Some(pages), _) => cloudfront::arn(&pages),
        (None, Some(balancer)) => Value::from(&balancer),
        (None, None) => system.blueprint.parameter(Parameter {
            id: "GuardedArn".into(),
            description: "ARN of the front door that is guarded: a distribution, load balancer or address",
            pattern: "^arn:aws[a-z-]*:.+$",
            answer: "guardedArn",
        }),
    };
    let protection = Resource::new(id.as_str(), SHIELD)
        .with(
            "Name",
            format!("{}-{}", system.project(), id.as_str().to_lowercase()),
        )
        .with("ResourceArn", guarded);
    system.add(protection)
}
