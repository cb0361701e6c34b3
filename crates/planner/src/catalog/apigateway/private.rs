//! REST APIs that only a private network reaches: through an endpoint in it, and by nobody else.
//!
//! Source: API Gateway developer guide, "Private REST APIs in API Gateway" and "Create a private API", 2026-11.

use cloudwhisper_api::requirements::Requirements;

use super::RestApi;
use super::allow_list::{ALL_PATHS, CALL, POLICY};
use super::parts::redeploy;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{self, Outbound};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::catalog::{vpc, vpc_endpoint, vpn};
use crate::properties;

/// Under which word it is noted of a REST API which networks reach it.
pub(crate) const ENDPOINT_TYPE: &str = "endpointType";
/// Private networks alone.
pub(crate) const PRIVATE: &str = "PRIVATE";

/// Name of the endpoint that such APIs are called through.
const ENDPOINT: &str = "ApiEndpoint";
/// AWS's name for the service behind it.
const SERVICE: &str = "execute-api";

/// Whether the REST APIs of a plan are to be reached from its network alone.
pub(crate) fn is_meant(requirements: &Requirements) -> bool {
    wishes::said(requirements, RestApi::KIND, &[ENDPOINT_TYPE]) == Some(PRIVATE)
}

/// Closes every REST API to the internet where that was asked for.
pub(crate) fn keep(system: &mut System<'_>) {
    let apis = system.all(RestApi::KIND);
    if apis.is_empty() || !is_meant(system.design.requirements) {
        return;
    }
    let endpoint = endpoint(system);
    for api in apis {
        let types = properties! { "Types": vec![PRIVATE], "VpcEndpointIds": vec![Value::from(&endpoint)] };
        system.set(&api, "EndpointConfiguration", types);
        system.set(&api, POLICY, policy(&endpoint));
        redeploy(system, &api);
    }
}

/// The address of an API that is called through an endpoint. It leads to the endpoint from wherever there is a way into the network,
/// such as an office's own name servers, which know nothing of the network's private names.
pub(crate) fn address(api: &LogicalId, stage: &LogicalId) -> Value {
    let endpoint = LogicalId::new(ENDPOINT);
    Value::Concat(vec![
        "https://".into(),
        api.into(),
        "-".into(),
        Value::from(&endpoint),
        ".execute-api.".into(),
        Pseudo::Region.into(),
        ".".into(),
        Pseudo::UrlSuffix.into(),
        "/".into(),
        stage.into(),
    ])
}

/// The way into AWS's own network that calls take: one for all APIs, with a firewall that lets in the network, and the office at the
/// other end of a tunnel.
fn endpoint(system: &mut System<'_>) -> LogicalId {
    let network = system.network();
    let group = system.security_group(
        "ApiEndpointSecurityGroup",
        "Callers of the API",
        Outbound::Nothing,
    );
    let inside = network::range(&system.blueprint, &network.vpc);
    let name = format!("{group} From Network");
    system.add(vpc::ingress_from(
        &name,
        &group,
        ("CidrIp", &inside),
        443,
        "The network",
    ));
    for (n, office) in (1..).zip(offices(system)) {
        let rule = vpc::ingress_from(
            &format!("{group} From Office {n}"),
            &group,
            ("CidrIp", vpc::ANYWHERE),
            443,
            "The office",
        );
        system.add(rule.with("CidrIp", office));
    }
    let subnets = network.private.iter().map(Value::from).collect();
    system.add(vpc_endpoint::interface(
        ENDPOINT,
        &network.vpc,
        SERVICE,
        subnets,
        &group,
    ))
}

/// Addresses at the other ends of tunnels.
fn offices(system: &System<'_>) -> Vec<Value> {
    let routes = system.blueprint.of_kind(vpn::CONNECTION_ROUTE.kind);
    let mut offices: Vec<Value> = Vec::new();
    for range in routes.filter_map(|route| route.properties.get("DestinationCidrBlock")) {
        if !offices.contains(range) {
            offices.push(range.clone());
        }
    }
    offices
}

/// Lets calls in that come through this endpoint, and no others: a private API without a policy answers nobody.
fn policy(endpoint: &LogicalId) -> Value {
    let allow = properties! { "Effect": "Allow", "Principal": "*", "Action": CALL, "Resource": ALL_PATHS };
    let deny = properties! {
        "Effect": "Deny",
        "Principal": "*",
        "Action": CALL,
        "Resource": ALL_PATHS,
        "Condition": properties! { "StringNotEquals": properties! { "aws:SourceVpce": endpoint } },
    };
    properties! { "Version": "2012-10-17", "Statement": vec![allow, deny] }
}
