//! Hardened plans: what holds data or answers for it can't be deleted by one call. Here: the setting of each type. Not here: telling
//! people that it stands in the way of deleting the stack (`plan/protected.rs`), and the rule that finds it off (`review/data.rs`).
//!
//! Baseline has it off wherever it would keep `CloudFormation` from undoing a first deployment that failed; its snapshots and kept
//! tables save the data all the same.

use crate::blueprint::{Blueprint, Resource, Value};
use crate::catalog::{aurora, docdb, dsql, dynamodb, eks, elb, neptune, rds};
use crate::properties;

/// Attribute of a load balancer that protects it.
const BALANCERS: &str = "deletion_protection.enabled";

/// Turns deletion protection on wherever there is one.
pub(crate) fn protect(blueprint: &mut Blueprint) {
    let all: Vec<_> = blueprint.resources().iter().map(|it| it.id.clone()).collect();
    for id in all {
        if let Some(resource) = blueprint.resource_mut(&id)
            && !rds::is_follower(resource)
        {
            protect_one(resource);
        }
    }
}

fn protect_one(resource: &mut Resource) {
    match resource.kind {
        rds::Instance::KIND
        | aurora::Cluster::KIND
        | docdb::Cluster::KIND
        | neptune::Cluster::KIND
        | eks::KIND => {
            resource.properties.insert("DeletionProtection", true.into());
        }
        dynamodb::Table::KIND | dsql::CLUSTER => {
            resource
                .properties
                .insert("DeletionProtectionEnabled", true.into());
        }
        kind if kind == dynamodb::GLOBAL_TABLE.kind => {
            if let Some(Value::List(replicas)) = resource.properties.get_mut("Replicas") {
                for replica in replicas {
                    if let Value::Map(settings) = replica {
                        settings.insert("DeletionProtectionEnabled".to_owned(), true.into());
                    }
                }
            }
        }
        elb::LoadBalancer::KIND => {
            let attributes = resource.properties.entry("LoadBalancerAttributes");
            if let Value::List(attributes) = attributes.or_insert_with(|| Value::List(Vec::new())) {
                attributes.push(properties! { "Key": BALANCERS, "Value": "true" });
            }
        }
        _ => {}
    }
}

/// Whether `CloudFormation` can't delete a resource before somebody turns its protection off.
pub(crate) fn is_protected(resource: &Resource) -> bool {
    let on = |setting| match resource.properties.get(setting) {
        Some(Value::Bool(on)) => *on,
        Some(value) => value.as_text() == Some("ACTIVE"),
        None => false,
    };
    let of_balancer = |it: &Value| {
        it.get("Key").and_then(Value::as_text) == Some(BALANCERS)
            && it.get("Value").and_then(Value::as_text) == Some("true")
    };
    let balancer = match resource.properties.get("LoadBalancerAttributes") {
        Some(Value::List(attributes)) => attributes.iter().any(of_balancer),
        _ => false,
    };
    balancer || on("DeletionProtection") || on("DeletionProtectionEnabled")
}
