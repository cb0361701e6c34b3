//! HTTP APIs as parts of a system. A system whose application is an API has one already.

use super::{Api, Callers};
use super::{relay, websocket};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, domain, monitoring};
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Part, Variant};
use crate::catalog::lambda;

pub(super) const SORT: &str = "protocolType";
pub(super) const WEBSOCKET: &str = "WEBSOCKET";

/// Two sorts: one answer per request, the usual one, and connections that stay open.
pub(crate) const VARIANTS: &[Variant] = &[Variant {
    kind: Api::KIND,
    word: SORT,
    value: Some(WEBSOCKET),
    property: "ProtocolType",
    marks: &[
        "socket",
        "real",
        "live",
        "bidirectional",
        "two",
        "persistent",
        "वेबसॉकेट",
        "वेब सॉकेट",
        "रियल",
    ],
}];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Api::KIND,
    terms: [
        "api gateway|apigateway|amazon api gateway|aws api gateway|http api gateway|api gateway http api|api gateway v2|apigw|\
         api gw|websocket|websocket api|web socket|web socket api|websocket gateway|api gateway websocket|\
         api gateway websocket api|websocket api gateway|websocket connection|real time connection|real-time connection|\
         real time message|real-time message|real time update|real-time update|real time messaging|real-time messaging|\
         live update|bidirectional api|bidirectional connection|bidirectional communication|two way connection|\
         two-way connection|two way real time connection|two-way real-time connection|two way real-time connection|\
         two way communication|two-way communication|persistent connection",
        "एपीआई गेटवे|वेबसॉकेट|वेब सॉकेट|वेबसॉकेट एपीआई|रियल टाइम अपडेट|रियल टाइम संदेश",
        "api ka darwaza|live update wala api",
    ],
    build,
    uses: Some(websocket::uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(WEBSOCKET) {
        websocket::add(system)
    } else {
        add(system)
    }
}

/// What an API hands requests to.
enum Door {
    Function(LogicalId),
    /// A service, by this call.
    Service(LogicalId, &'static str),
}

/// An HTTP API that hands everything to a function, or straight to a service where that was said.
pub(crate) fn add(system: &mut System<'_>) -> LogicalId {
    let door = match relay::target(system) {
        Some((to, call)) => Door::Service(to, call),
        None => Door::Function(function(system)),
    };
    let id = system.free_id("Api");
    let logs = log_group(system, &id);
    let api = system.add(super::api(id.as_str(), system.project()));
    let name = |what: &str| format!("{id} {what}");
    let integration = match &door {
        Door::Service(to, call) => relay::integration(system, &api, (to, call)),
        Door::Function(function) => system.add(super::integration(&name("Integration"), &api, function)),
    };
    let callers = callers(system);
    let route = super::route(&name("Route"), &api, &integration, callers);
    system.add(match &door {
        // What is handed on is the body, which other requests don't have.
        Door::Service(..) => route.with("RouteKey", "POST /"),
        Door::Function(_) => route,
    });
    let stage = system.add(super::stage(&name("Stage"), &api, &logs));
    if let Door::Function(function) = &door {
        system.add(permission(&name("Permission"), function, &api, "/*/$default"));
    }
    let url = if domain::is_taken(&system.blueprint) {
        Value::Attribute(api.clone(), "ApiEndpoint")
    } else {
        domain::for_http_api(&mut system.blueprint, system.design, &api, &stage)
    };
    system.blueprint.front_door(&api, "the API", url);
    api
}

/// The function behind an API: the first that there is, else a new one.
pub(crate) fn function(system: &mut System<'_>) -> LogicalId {
    let first = system.all(lambda::Function::KIND).into_iter().next();
    first.unwrap_or_else(|| lambda::worker(system, compute::HANDLER))
}

/// Not public means that requests have to be signed by somebody of the account who may call the API.
pub(crate) fn callers(system: &System<'_>) -> Callers {
    if system.design.requirements.networking.public_access {
        Callers::Everyone
    } else {
        Callers::Signed
    }
}

/// The log of this API's calls.
pub(crate) fn log_group(system: &mut System<'_>, api: &LogicalId) -> LogicalId {
    let key = system.key();
    let mut logs = monitoring::api_log_group(system.design, key.as_ref());
    logs.id = LogicalId::new(&format!("{api} Logs"));
    if logs.id.as_str() != "ApiLogs" {
        // Names are an account's; the first API has the stack's.
        let name = vec![
            "/aws/vendedlogs/apis/".into(),
            Pseudo::StackName.into(),
            format!("-{}", api.as_str().to_lowercase()).into(),
        ];
        logs = logs.with("LogGroupName", Value::Concat(name));
    }
    system.add(logs)
}

/// Lets an API call a function: `calls` is the stage and route, such as `/*/$default`.
pub(crate) fn permission(id: &str, function: &LogicalId, api: &LogicalId, calls: &str) -> Resource {
    lambda::permission(id, function, "apigateway.amazonaws.com", arn(api, calls))
}

/// ARN of calls to an API.
pub(crate) fn arn(api: &LogicalId, calls: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":execute-api:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":".into(),
        api.into(),
        calls.into(),
    ])
}
