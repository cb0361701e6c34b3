//! Who else vouches for people of a user pool: the sign-in of their company. Here: the provider, and that the pool's application
//! takes it. Not here: providers that people enter the AWS account by (`iam/identities`).

use super::super::component::{Component, Part, Variant};
use super::super::plain::Plain;
use super::super::{Resource, Tags};
use super::{UserPool, build, client_of, google, is_name};
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
        "Lets people sign in to the application with the account that they have at their company",
        "लोगों को अपनी कंपनी के खाते से ऐप्लिकेशन में साइन इन करने देता है",
        "Logon ko apni company ke account se application mein sign in karne deta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: PROVIDER.kind,
    terms: [
        "user pool identity provider|cognito identity provider|cognito saml|cognito saml provider|saml identity provider in cognito|\
         federated identity provider|federated sign in|federated sign-in|federated login|\
         google login|login by google|login via google|log in by google|log in via google|sign in by google|sign in via google|sign up with google|sign up by google|google log in|google sign in|google sign-in|google signin|google sign up|google sso|\
         google oauth|google oauth2|google authentication|google auth|google account login|\
         google identity provider|google as identity provider|login with google|log in with google|\
         logging in with google|sign in with google|sign-in with google|signin with google|\
         signing in with google|sign up with google|login using google|sign in using google|login via google|\
         sign in via google|continue with google|authenticate with google|users log in with google|\
         users sign in with google|cognito with google|cognito and google|cognito using google|cognito via google|\
         cognito plus google|google via cognito|google through cognito|google with cognito|google and cognito|\
         google federation|with google account|using google account|gmail login|login with gmail|cognito social login|social identity provider",
        "कॉग्निटो पहचान प्रदाता|गूगल लॉगिन|गूगल से लॉगिन|गूगल साइन इन|गूगल से साइन इन|Google से लॉगिन|Google से साइन इन",
        "company ke account se sign in|google se login|google se sign in|google se log in|google account se login|google wala login",
    ],
    build: provider,
    uses: None,
}];

/// Under which word it is noted who vouches.
const SORT: &str = "provider";

/// Google is asked for by its own name; everything else is a company's sign-in.
pub(crate) const VARIANTS: &[Variant] = &[Variant {
    kind: PROVIDER.kind,
    word: SORT,
    value: Some(google::NAME),
    property: "ProviderType",
    marks: &["google", "गूगल"],
}];

/// A provider for the first user pool, which is made where there is none.
fn provider(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    if part.text(SORT) == Some(google::NAME) {
        return google::build(system);
    }
    let pool = match system.all(UserPool::KIND).into_iter().next() {
        Some(pool) => pool,
        None => build(system, &Part { said: None }),
    };
    let metadata = system.blueprint.parameter(Parameter {
        id: "SignInMetadataUrl".into(),
        description: "Address of the SAML metadata of the company's sign-in, from its administrator",
        pattern: r"https://[^\s]{4,1000}",
        answer: "signInMetadataUrl",
    });
    let id = system.free_id("CompanySignIn");
    let name = part.name(is_name).unwrap_or(UNNAMED).to_owned();
    let provider = Resource::new(id, PROVIDER.kind)
        .with("UserPoolId", &pool)
        .with("ProviderName", name.as_str())
        .with("ProviderType", "SAML")
        .with(
            "ProviderDetails",
            properties! { "MetadataURL": metadata, "IDPSignout": "true" },
        )
        .with("AttributeMapping", properties! { "email": EMAIL_CLAIM });
    let id = system.add(provider);
    if let Some(client) = system.blueprint.resource_mut(&client_of(&pool)) {
        if let Some(Value::List(known)) = client.properties.get_mut("SupportedIdentityProviders") {
            known.push(name.into());
        }
        // AWS refuses a client whose provider isn't there yet.
        client.depends_on.push(id.clone());
    }
    id
}
