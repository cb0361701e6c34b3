//! Signing in with a Google account: Google says who somebody is, and the user pool believes it.

use super::super::Resource;
use super::super::component::Part;
use super::providers::PROVIDER;
use super::{UserPool, build as build_pool, client_of, sign_in_address};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// What AWS calls it, in pools and in their applications.
pub(super) const NAME: &str = "Google";

/// Google for the first pool, which is made where there is none. What Google gives for it only the person can know.
pub(super) fn build(system: &mut System<'_>) -> LogicalId {
    let pool = match system.all(UserPool::KIND).into_iter().next() {
        Some(pool) => pool,
        None => build_pool(system, &Part { said: None }),
    };
    let id = LogicalId::new(&format!("{pool} Google"));
    if system.blueprint.resource(&id).is_some() {
        return id;
    }
    let client_id = system.blueprint.parameter(Parameter {
        id: "GoogleClientId".into(),
        description: "Client id of the OAuth client for this application (Google Cloud console, APIs and Services, Credentials)",
        pattern: r"^[0-9]+-[0-9a-z]+\.apps\.googleusercontent\.com$",
        answer: "googleClientId",
    });
    // Its name only: the secret itself is in no answer, template or state of a stack.
    system.blueprint.parameter(Parameter {
        id: SECRET.into(),
        description: "ARN of the secret whose whole text is that client's secret (Secrets Manager console, same region)",
        pattern: r"^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$",
        answer: "googleClientSecretArn",
    });
    let details = properties! {
        "client_id": client_id,
        "client_secret": Value::Secret(LogicalId::new(SECRET)),
        "authorize_scopes": "openid email profile",
    };
    let provider = Resource::new(id, PROVIDER.kind)
        .with("UserPoolId", &pool)
        .with("ProviderName", NAME)
        .with("ProviderType", NAME)
        .with("ProviderDetails", details)
        .with(
            "AttributeMapping",
            properties! { "email": "email", "name": "name" },
        );
    let id = system.add(provider);
    let client = client_of(&pool);
    if let Some(client) = system.blueprint.resource_mut(&client) {
        if let Some(Value::List(known)) = client.properties.get_mut("SupportedIdentityProviders") {
            known.push(NAME.into());
        }
        // The application names it by its name alone, and AWS wants it to be there.
        client.depends_on.push(id.clone());
    }
    let mut address = sign_in_address(system, &pool);
    address.push("/oauth2/idpresponse".into());
    let what = "Address to enter at Google as an authorised redirect URI";
    system
        .blueprint
        .output(&format!("{id} RedirectUri"), what, Value::Concat(address));
    id
}

/// The parameter that names the secret.
const SECRET: &str = "GoogleClientSecretArn";
