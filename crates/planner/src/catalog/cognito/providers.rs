//! Who else vouches for people of a user pool: their company or Google (`google`). Here: the provider, and that the pool's
//! application takes it. Not here: providers that people enter the AWS account by (`iam/identities`).

use super::super::component::{Component, Part, Variant};
use super::super::plain::Plain;
use super::super::{Resource, Tags};
use super::{UserPool, build as build_pool, client_of, google, is_name};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// What the provider is called where nobody said: it stands in the address of the sign-in page.
const UNNAMED: &str = "Company";
/// Where a company's sign-in tells somebody's address. Source: Cognito developer guide, "SAML session initiation", 2026-11.
const EMAIL_CLAIM: &str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

pub(crate) const PROVIDER: Plain = Plain {
    kind: "AWS::Cognito::UserPoolIdentityProvider",
    tags: Tags::None,
    purpose: [
        "Lets people sign in with an account that they have already, at their company or at Google",
        "लोगों को अपने पहले से बने खाते से साइन इन करने देता है, कंपनी के या Google के",
        "Logon ko apne pehle se bane account se sign in karne deta hai, company ke ya Google ke",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: PROVIDER.kind,
    terms: [
        "user pool identity provider|cognito identity provider|cognito saml|cognito saml provider|saml identity provider in cognito|\
         federated identity provider|federated sign in|federated sign-in|federated login|google login|google log in|google sign in|google sign-in|google signin|google sign up|google sso|google oauth|google oauth2|\
         google authentication|google auth|google account login|google identity provider|google as identity provider|\
         login with google|log in with google|logging in with google|sign in with google|sign-in with google|signin with google|\
         signing in with google|sign up with google|login using google|sign in using google|login via google|sign in via google|\
         continue with google|authenticate with google|users log in with google|users sign in with google|cognito social login|social identity provider",
        "कॉग्निटो पहचान प्रदाता|गूगल लॉगिन|गूगल से लॉगिन|गूगल साइन इन|गूगल से साइन इन|Google से लॉगिन|Google से साइन इन",
        "company ke account se sign in|google se login|google se sign in|google se log in|google account se login|google wala login",
    ],
    build,
    uses: None,
}];

/// How a provider of a certain sort is noted: the word of `requirements.services`.
const SORT: &str = "provider";

pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: PROVIDER.kind,
        word: SORT,
        value: Some(google::NAME),
        property: "ProviderType",
        marks: &["google", "social", "गूगल"],
    },
    Variant {
        kind: PROVIDER.kind,
        word: SORT,
        value: None,
        property: "ProviderType",
        marks: &["saml", "federated", "company"],
    },
];

/// A provider for the first user pool, which is made where there is none.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let pool = match system.all(UserPool::KIND).into_iter().next() {
        Some(pool) => pool,
        None => build_pool(system, &Part { said: None }),
    };
    let (id, name) = if part.text(SORT) == Some(google::NAME) {
        (google::add(system, &pool), google::NAME.to_owned())
    } else {
        company(system, &pool, part)
    };
    if let Some(client) = system.blueprint.resource_mut(&client_of(&pool)) {
        if let Some(Value::List(known)) = client.properties.get_mut("SupportedIdentityProviders")
            && !known.contains(&name.as_str().into())
        {
            known.push(name.into());
        }
        // AWS refuses a client whose provider isn't there yet.
        if !client.depends_on.contains(&id) {
            client.depends_on.push(id.clone());
        }
    }
    id
}

/// The sign-in of a company, by SAML.
fn company(system: &mut System<'_>, pool: &LogicalId, part: &Part<'_>) -> (LogicalId, String) {
    let metadata = system.blueprint.parameter(Parameter {
        id: "SignInMetadataUrl".into(),
        description: "Address of the SAML metadata of the company's sign-in, from its administrator",
        pattern: r"https://[^\s]{4,1000}",
        answer: "signInMetadataUrl",
    });
    let id = system.free_id("CompanySignIn");
    let name = part.name(is_name).unwrap_or(UNNAMED).to_owned();
    let provider = Resource::new(id, PROVIDER.kind)
        .with("UserPoolId", pool)
        .with("ProviderName", name.as_str())
        .with("ProviderType", "SAML")
        .with(
            "ProviderDetails",
            properties! { "MetadataURL": metadata, "IDPSignout": "true" },
        )
        .with("AttributeMapping", properties! { "email": EMAIL_CLAIM });
    (system.add(provider), name)
}
