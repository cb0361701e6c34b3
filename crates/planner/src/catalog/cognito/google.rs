//! Signing in with a Google account: Google says who somebody is, and the user pool believes it.

use super::super::component::{Component, Part};
use super::super::plain::Plain;
use super::super::{Resource, Tags};
use super::{UserPool, build as build_pool, client_of, sign_in_address};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// What AWS calls it, in pools and in their applications.
const NAME: &str = "Google";

pub(crate) const IDENTITY_PROVIDER: Plain = Plain {
    kind: "AWS::Cognito::UserPoolIdentityProvider",
    tags: Tags::None,
    purpose: [
        "Lets people sign in with an account that they have already, such as Google's",
        "लोगों को अपने पहले से बने खाते से साइन इन करने देता है, जैसे Google का",
        "Logon ko apne pehle se bane account se sign in karne deta hai, jaise Google ka",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: IDENTITY_PROVIDER.kind,
    terms: [
        "google login|google log in|google sign in|google sign-in|google signin|google sign up|google sso|google oauth|google oauth2|\
         google authentication|google auth|google account login|google identity provider|google as identity provider|\
         login with google|log in with google|logging in with google|sign in with google|sign-in with google|signin with google|\
         signing in with google|sign up with google|login using google|sign in using google|login via google|sign in via google|\
         continue with google|authenticate with google|users log in with google|users sign in with google|\
         cognito identity provider|user pool identity provider|cognito social login|social identity provider",
        "गूगल लॉगिन|गूगल से लॉगिन|गूगल साइन इन|गूगल से साइन इन|Google से लॉगिन|Google से साइन इन",
        "google se login|google se sign in|google se log in|google account se login|google wala login",
    ],
    build,
    uses: None,
}];

/// Google for the first pool, which is made where there is none. What Google gives for it only the person can know.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
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
    let provider = Resource::new(id, IDENTITY_PROVIDER.kind)
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
    system.set(&client, "SupportedIdentityProviders", vec!["COGNITO", NAME]);
    if let Some(client) = system.blueprint.resource_mut(&client) {
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
