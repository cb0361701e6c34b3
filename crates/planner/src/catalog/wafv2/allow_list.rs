//! Content networks that answer one range of addresses alone. They have no firewall and no policy of their own, so a web ACL turns everybody
//! else away; AWS takes one for them from us-east-1 alone. Not here: REST APIs, whose policy does it (`apigateway/allow_list.rs`).
//!
//! Source: WAF developer guide, "IP set match rule statement" and "Resources that you can protect with AWS WAF", 2026-11.

use super::{CLOUDFRONT_REGION, Scope, WebAcl, before_distribution, scope_is, visible};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::callers::Callers;
use crate::blueprint::{Resource, Value};
use crate::catalog::Tags;
use crate::catalog::cloudfront;
use crate::catalog::plain::Plain;
use crate::properties;

pub(crate) const IP_SET: Plain = Plain {
    kind: "AWS::WAFv2::IPSet",
    tags: Tags::List,
    purpose: [
        "The list of addresses that alone may come in",
        "उन पतों की सूची, केवल जिन्हें आने दिया जाता है",
        "Un addresses ki list, sirf jinhe aane diya jaata hai",
    ],
};

/// What the list of addresses is called under in an IP set.
pub(crate) const ADDRESSES: &str = "Addresses";
const SET: &str = "AllowedAddresses";

/// Whether a range can be kept to before content networks: where the web ACL can be made, and paid.
pub(crate) fn is_possible(region: &str, nothing_may_be_paid: bool) -> bool {
    region == CLOUDFRONT_REGION && !nothing_may_be_paid
}

/// Keeps every content network to the range that was said of the door.
pub(crate) fn keep(system: &mut System<'_>) {
    let requirements = system.design.requirements;
    let free = requirements.budget.is_some_and(|it| it.amount.value().is_zero());
    let Some(cidr) = Callers::range_at_doors(requirements) else {
        return;
    };
    let networks = system.all(cloudfront::Distribution::KIND);
    if networks.is_empty() || !is_possible(&requirements.region, free) {
        return;
    }
    let set = Resource::new(SET, IP_SET.kind)
        .with("Scope", Scope::ContentNetwork.text())
        .with("IPAddressVersion", "IPV4")
        .with(ADDRESSES, vec![cidr]);
    let set = system.add(set);
    for network in &networks {
        before_distribution(system, network);
    }
    for acl in system.all(WebAcl::KIND) {
        if !scope_is(system, &acl, Scope::ContentNetwork) {
            continue;
        }
        let rules = system.blueprint.resource_mut(&acl);
        if let Some(Value::List(rules)) = rules.and_then(|it| it.properties.get_mut("Rules")) {
            let priority = i64::try_from(rules.len()).unwrap_or(i64::MAX);
            rules.push(others_blocked(priority, &Value::Attribute(set.clone(), "Arn")));
        }
    }
}

/// Whoever is not on the list is turned away, with an IPv6 address too.
fn others_blocked(priority: i64, set: &Value) -> Value {
    let listed = properties! { "IPSetReferenceStatement": properties! { "Arn": set.clone() } };
    properties! {
        "Name": "NotListed",
        "Priority": priority,
        "Action": properties! { "Block": properties! {} },
        "Statement": properties! { "NotStatement": properties! { "Statement": listed } },
        "VisibilityConfig": visible("NotListed"),
    }
}
