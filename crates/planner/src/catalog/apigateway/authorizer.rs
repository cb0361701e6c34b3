//! Who may call a REST API: people of a pool, or whoever a function of one's own lets through. Not here: HTTP APIs, which ask in
//! another form (`apigatewayv2/authorizer.rs`).

use super::parts::{authorizer_id, guard, signed_in};
use super::{AUTHORIZER, invocation};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Resource};
use crate::catalog::{apigatewayv2, lambda};
use crate::properties;

const USER_POOL: &str = "AWS::Cognito::UserPool";
/// Nobody is let in until the owner says who is: an answer that allows anybody would be worse than no answer.
const NOBODY_YET: &str = "// Check event.headers.Authorization here.\n\
                          exports.handler = async (event) => ({\n  principalId: 'nobody',\n  policyDocument: {\n    \
                          Version: '2012-10-17',\n    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Deny', Resource: event.methodArn }],\n  \
                          },\n});\n";
/// Seconds that an answer is good for: API Gateway's own default.
/// Source: API Gateway developer guide, "Use API Gateway Lambda authorizers", 2026-11.
const REMEMBER_SECONDS: i64 = 300;

/// Puts an authorizer before the API: by the pool of users where there is one, else by a function.
pub(crate) fn add(system: &mut System<'_>, api: &LogicalId) -> LogicalId {
    if let Some(pool) = system.all(USER_POOL).first() {
        signed_in(system, pool, api);
    }
    let id = authorizer_id(api);
    if system.blueprint.resource(&id).is_none() {
        by_function(system, api, id.clone());
    }
    id
}

fn by_function(system: &mut System<'_>, api: &LogicalId, id: LogicalId) {
    let function = lambda::worker(system, lambda::AUTHORIZER);
    system.set(&function, "Runtime", "nodejs22.x");
    system.set(&function, "Code", properties! { "ZipFile": NOBODY_YET });
    let authorizer = Resource::new(id, AUTHORIZER.kind)
        .with("RestApiId", api)
        .with("Name", "own-check")
        .with("Type", "REQUEST")
        .with("AuthorizerUri", invocation(&function))
        .with("AuthorizerResultTtlInSeconds", REMEMBER_SECONDS)
        .with("IdentitySource", "method.request.header.Authorization");
    let authorizer = system.add(authorizer);
    let permission = format!("{authorizer} Permission");
    system.add(apigatewayv2::parts::permission(
        &permission,
        &function,
        api,
        "/authorizers/*",
    ));
    guard(system, api, &authorizer, "CUSTOM");
}
