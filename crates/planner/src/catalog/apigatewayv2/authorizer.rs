//! Who may call an HTTP API: people who are signed in to a user pool, else whoever a function of one's own lets in.

use cloudwhisper_api::requirements::Framework;

use super::websocket::is_websocket;
use super::{Api, ROUTE, parts};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::{Component, Ends, Part, Wire};
use crate::catalog::plain::Plain;
use crate::catalog::{Tags, apigateway, cognito, lambda};
use crate::properties;

const USER_POOL: &str = "AWS::Cognito::UserPool";
const USER_POOL_CLIENT: &str = "AWS::Cognito::UserPoolClient";
/// Seconds that an answer of the function is remembered.
const REMEMBER_SECONDS: i64 = 300;
/// Turns everybody away until the person's own check takes its place: a sample that let people in would be a hole.
const NOBODY_YET: &str = "// Check event.headers.authorization here.\n\
                          exports.handler = async () => ({ isAuthorized: false });\n";

pub(crate) const AUTHORIZER: Plain = Plain {
    kind: "AWS::ApiGatewayV2::Authorizer",
    tags: Tags::None,
    purpose: [
        "Asks everybody who calls the API who they are",
        "API को बुलाने वाले हर किसी से पूछता है कि वह कौन है",
        "API ko call karne wale har kisi se poochta hai ki woh kaun hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: AUTHORIZER.kind,
    terms: [
        "jwt authorizer|lambda authorizer|api authorizer|custom authorizer|api gateway authorizer|\
         token authorizer|request authorizer|http api authorizer",
        "ऑथराइज़र|एपीआई ऑथराइज़र",
        "",
    ],
    build,
    uses: None,
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: USER_POOL,
    to: Api::KIND,
    ends: Ends::All,
    connect: signed_in,
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let mut apis = system.blueprint.of_kind(Api::KIND);
    let api = apis.find(|api| !is_websocket(api)).map(|api| api.id.clone());
    drop(apis);
    let rest = system.all(apigateway::RestApi::KIND).into_iter().next();
    if let (None, Some(rest)) = (&api, rest) {
        return apigateway::authorizer::add(system, &rest);
    }
    let api = api.unwrap_or_else(|| parts::add(system));
    if let Some(pool) = system.all(USER_POOL).first() {
        signed_in(system, pool, &api);
    }
    let id = authorizer_id(&api);
    if system.blueprint.resource(&id).is_none() {
        by_function(system, &api);
    }
    id
}

fn authorizer_id(api: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{api} Authorizer"))
}

/// Only people who are signed in to this pool.
fn signed_in(system: &mut System<'_>, pool: &LogicalId, api: &LogicalId) {
    let Some(client) = system.all(USER_POOL_CLIENT).into_iter().next() else {
        return;
    };
    let is_http = system
        .blueprint
        .resource(api)
        .is_some_and(|api| !is_websocket(api));
    // A browser that comes for a page has no token yet: Next.js signs people in itself, and guards its own pages.
    let serves_pages = system.design.requirements.framework == Some(Framework::Nextjs);
    let id = authorizer_id(api);
    if !is_http || serves_pages || system.blueprint.resource(&id).is_some() {
        return;
    }
    let jwt = properties! { "Issuer": cognito::issuer(pool), "Audience": vec![Value::from(&client)] };
    let authorizer = Resource::new(id, AUTHORIZER.kind)
        .with("ApiId", api)
        .with("Name", "signed-in")
        .with("AuthorizerType", "JWT")
        .with("IdentitySource", vec!["$request.header.Authorization"])
        .with("JwtConfiguration", jwt);
    let authorizer = system.add(authorizer);
    guard(system, api, &authorizer, "JWT");
}

fn by_function(system: &mut System<'_>, api: &LogicalId) {
    let function = lambda::worker(system, lambda::AUTHORIZER);
    system.set(&function, "Runtime", "nodejs22.x");
    system.set(&function, "Code", properties! { "ZipFile": NOBODY_YET });
    let authorizer = Resource::new(authorizer_id(api), AUTHORIZER.kind)
        .with("ApiId", api)
        .with("Name", "own-check")
        .with("AuthorizerType", "REQUEST")
        .with("AuthorizerPayloadFormatVersion", "2.0")
        .with("EnableSimpleResponses", true)
        .with("AuthorizerUri", apigateway::invocation(&function))
        .with("AuthorizerResultTtlInSeconds", REMEMBER_SECONDS)
        .with("IdentitySource", vec!["$request.header.Authorization"]);
    let authorizer = system.add(authorizer);
    let id = format!("{authorizer} Permission");
    system.add(parts::permission(&id, &function, api, "/authorizers/*"));
    guard(system, api, &authorizer, "CUSTOM");
}

/// Puts the authorizer before every route of the API.
fn guard(system: &mut System<'_>, api: &LogicalId, authorizer: &LogicalId, kind: &str) {
    for route in system.all(ROUTE.kind) {
        let of_api = system
            .blueprint
            .resource(&route)
            .is_some_and(|it| it.properties.get("ApiId") == Some(&Value::from(api)));
        if of_api {
            system.set(&route, "AuthorizationType", kind);
            system.set(&route, "AuthorizerId", authorizer);
        }
    }
}
