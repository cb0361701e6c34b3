//! Rules of a load balancer: which program answers under which path, where several stand behind one.

use super::targets::{PORT, attach, forwarding};
use super::{LoadBalancer, forward, is_network, target_group};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::Tags;
use crate::catalog::component::{Component, Part};
use crate::catalog::plain::Plain;
use crate::properties;

/// `AWS::ElasticLoadBalancingV2::ListenerRule`.
pub(crate) const RULE: Plain = Plain {
    kind: "AWS::ElasticLoadBalancingV2::ListenerRule",
    tags: Tags::List,
    purpose: [
        "Sends what comes under one path to the program that answers there",
        "एक पथ पर आने वाले अनुरोध उस प्रोग्राम को भेजता है जो वहाँ जवाब देता है",
        "Ek path par aane wale requests us program ko bhejta hai jo wahan jawab deta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: RULE.kind,
    terms: [
        "listener rule|alb listener rule|alb rule|load balancer rule|load balancer listener rule|path routing|path-based routing|\
         path based routing|path based route|path-based route|route by path|routes by path|routing by path|routed by path|\
         path pattern|path pattern rule",
        "पाथ रूटिंग|पथ के हिसाब से",
        "path ke hisaab se routing|path wali routing",
    ],
    build,
    uses: None,
}];

/// A rule belongs to a load balancer; there is one for each service behind it beside the first.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    super::balancer(system)
}

/// Puts one more service behind a load balancer that has its first already: under its own name as path.
pub(super) fn under_its_path(system: &mut System<'_>, balancer: &LogicalId, service: &LogicalId) {
    let network = system.blueprint.resource(balancer).is_none_or(is_network);
    let Some(listener) = forwarding(system, balancer).map(|it| it.id.clone()) else {
        return;
    };
    let path = path(system, service);
    if network || path.is_empty() {
        return;
    }
    let vpc = system.network().vpc;
    let targets = target_group(&format!("{service} Targets"), &vpc, PORT);
    let targets = system.add(targets);
    let paths = properties! { "Values": vec![format!("/{path}"), format!("/{path}/*")] };
    let condition = properties! { "Field": "path-pattern", "PathPatternConfig": paths };
    let rule = Resource::new(format!("{service} Rule").as_str(), RULE.kind)
        .with("ListenerArn", &listener)
        .with("Priority", next_priority(system, &listener))
        .with("Conditions", vec![condition])
        .with("Actions", vec![forward(&targets)]);
    let rule = system.add(rule);
    attach(system, (balancer, &rule), &targets, service);
}

/// The name that was given to a service, else its own, in lower case.
fn path(system: &System<'_>, service: &LogicalId) -> String {
    let name = system.text_of(service, "ServiceName");
    let name = name.unwrap_or_else(|| service.as_str().to_owned()).to_lowercase();
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect()
}

fn next_priority(system: &System<'_>, listener: &LogicalId) -> i64 {
    let of_listener = |it: &&Resource| it.properties.get("ListenerArn") == Some(&Value::from(listener));
    let before = system.blueprint.of_kind(RULE.kind).filter(of_listener).count();
    i64::try_from(before).unwrap_or_default() * 10 + 10
}

/// Whether another load balancer has nothing behind it yet.
pub(super) fn another_is_free(system: &System<'_>, balancer: &LogicalId) -> bool {
    let others = system.all(LoadBalancer::KIND);
    others
        .iter()
        .any(|it| it != balancer && super::targets::free_targets(system, it).is_some())
}
