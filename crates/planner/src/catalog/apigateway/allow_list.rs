//! REST APIs that answer one range of addresses alone. Not here: HTTP APIs, which have no such policy.
//!
//! Source: API Gateway developer guide, "Control access to a REST API with API Gateway resource policies", 2026-11.

use super::RestApi;
use super::parts::{methods, redeploy};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::callers::Callers;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Where a REST API says who may call it.
pub(crate) const POLICY: &str = "Policy";
/// What callers may be let do.
pub(super) const CALL: &str = "execute-api:Invoke";
/// Every path of the API that the policy is of.
pub(super) const ALL_PATHS: &str = "execute-api:/*";

/// Keeps every REST API to the range that was said of the door.
pub(crate) fn keep(system: &mut System<'_>) {
    let Some(cidr) = Callers::range_at_doors(system.design.requirements) else {
        return;
    };
    for api in system.all(RestApi::KIND) {
        let policy = policy(cidr, is_signed(system, &api));
        system.set(&api, POLICY, policy);
        redeploy(system, &api);
    }
}

/// Whether callers have to sign, so that IAM says who of the account may call.
fn is_signed(system: &System<'_>, api: &LogicalId) -> bool {
    let methods = methods(system, api);
    let signed = |it: &LogicalId| system.text_of(it, "AuthorizationType").as_deref() == Some("AWS_IAM");
    !methods.is_empty() && methods.iter().all(signed)
}

/// Whoever comes from elsewhere is turned away. A policy lets in nobody whom it doesn't name, unless IAM does; where IAM decides, letting
/// everybody in here would let in every program of the account.
fn policy(cidr: &str, signed: bool) -> Value {
    let deny = properties! {
        "Effect": "Deny",
        "Principal": "*",
        "Action": CALL,
        "Resource": ALL_PATHS,
        "Condition": properties! { "NotIpAddress": properties! { "aws:SourceIp": cidr } },
    };
    let allow = properties! {
        "Effect": "Allow", "Principal": "*", "Action": CALL, "Resource": ALL_PATHS,
    };
    let statements = if signed { vec![deny] } else { vec![allow, deny] };
    properties! { "Version": "2012-10-17", "Statement": statements }
}
