//! WebSocket APIs: connections that stay open, so that a program can speak first.

use super::parts::{self, WEBSOCKET};
use super::{Api, BURST_LIMIT, Callers, INTEGRATION, RATE_LIMIT, ROUTE, STAGE};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::compute;
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::iam::Statement;
use crate::catalog::{apigateway, lambda};
use crate::properties;

/// Name of the one stage; it is part of the address.
const STAGE_NAME: &str = "live";
/// Somebody comes, somebody goes, somebody says something.
const ROUTES: [(&str, &str); 3] = [
    ("Connect", "$connect"),
    ("Disconnect", "$disconnect"),
    ("Message", "$default"),
];
/// One line of JSON per message.
const LOG_FORMAT: &str = concat!(
    r#"{"requestId":"$context.requestId","time":"$context.requestTime","ip":"$context.identity.sourceIp","#,
    r#""event":"$context.eventType","route":"$context.routeKey","connection":"$context.connectionId","#,
    r#""status":"$context.status","error":"$context.integrationErrorMessage"}"#,
);

/// Whether an API is one of connections.
pub(crate) fn is_websocket(api: &Resource) -> bool {
    api.properties.get("ProtocolType").and_then(Value::as_text) == Some(WEBSOCKET)
}

/// Adds an API of connections, and the function that hears of them.
pub(super) fn add(system: &mut System<'_>) -> LogicalId {
    let function = function(system);
    let id = system.free_id("SocketApi");
    let name = |what: &str| format!("{id} {what}");
    let account = apigateway::log_account(system);
    let logs = parts::log_group(system, &id);
    let api = Resource::new(id.clone(), Api::KIND)
        .with("Name", format!("{}-live", system.project()))
        .with("ProtocolType", WEBSOCKET)
        .with("RouteSelectionExpression", "$request.body.action");
    let api = system.add(api);
    let integration = Resource::new(name("Integration").as_str(), INTEGRATION.kind)
        .with("ApiId", &api)
        .with("IntegrationType", "AWS_PROXY")
        .with("IntegrationUri", apigateway::invocation(&function));
    let integration = system.add(integration);
    // Only who comes can be asked who they are; what they say later comes over the same connection.
    let who = match parts::callers(system) {
        Callers::Everyone => "NONE",
        Callers::Signed => "AWS_IAM",
    };
    let target = Value::Concat(vec!["integrations/".into(), Value::from(&integration)]);
    for (what, key) in ROUTES {
        let authorization = if key == "$connect" { who } else { "NONE" };
        let route = Resource::new(name(what).as_str(), ROUTE.kind)
            .with("ApiId", &api)
            .with("RouteKey", key)
            .with("AuthorizationType", authorization)
            .with("Target", target.clone());
        system.add(route);
    }
    let log = properties! { "DestinationArn": Value::Attribute(logs, "Arn"), "Format": LOG_FORMAT };
    let stage = Resource::new(name("Stage").as_str(), STAGE.kind)
        .with("ApiId", &api)
        .with("StageName", STAGE_NAME)
        .with("AutoDeploy", true)
        .with(
            "DefaultRouteSettings",
            properties! { "ThrottlingRateLimit": RATE_LIMIT, "ThrottlingBurstLimit": BURST_LIMIT },
        )
        .with("AccessLogSettings", log)
        .after(&account);
    system.add(stage);
    system.add(parts::permission(&name("Permission"), &function, &api, "/*"));
    let url = address("wss://", &api);
    system
        .blueprint
        .output(&name("Url"), "Address that browsers and apps connect to", url);
    api
}

/// A function that isn't busy with the front door, else a new one.
fn function(system: &mut System<'_>) -> LogicalId {
    let mut functions = system.all(lambda::Function::KIND).into_iter();
    let free = functions.find(|id| id.as_str() != compute::HANDLER);
    free.unwrap_or_else(|| lambda::worker(system, "SocketFunction"))
}

/// A program may speak to whoever is connected.
pub(super) fn uses(system: &mut System<'_>, program: &LogicalId, api: &LogicalId) {
    const SPEAK: &[&str] = &["execute-api:ManageConnections"];
    if !system.blueprint.resource(api).is_some_and(is_websocket) {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("CONNECTIONS_URL", api), address("https://", api));
    let connections = format!("/{STAGE_NAME}/POST/@connections/*");
    access.allow(Statement::allow(SPEAK, [parts::arn(api, &connections)]));
    system.grant(program, access);
}

fn address(protocol: &str, api: &LogicalId) -> Value {
    Value::Concat(vec![
        protocol.into(),
        api.into(),
        ".execute-api.".into(),
        Pseudo::Region.into(),
        ".".into(),
        Pseudo::UrlSuffix.into(),
        format!("/{STAGE_NAME}").into(),
    ])
}
