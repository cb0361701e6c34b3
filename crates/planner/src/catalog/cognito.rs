//! Amazon Cognito: people sign up and sign in, and programs learn who they are.

mod google;
mod groups;
mod providers;

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::{self, Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::domain;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

pub(crate) use groups::{COMPONENTS as GROUPS, GROUP};
pub(crate) use providers::{COMPONENTS as PROVIDERS, PROVIDER, VARIANTS};

/// Characters of a password, at least: NIST SP 800-63B wants 8, AWS's own advice and checkers 12 and more.
const PASSWORD_LENGTH: i64 = 12;
/// Days that the first password of an invited person is good for.
const INVITATION_DAYS: i64 = 3;
/// Where people come back to after signing in while the application has no address yet.
const AT_HOME: &str = "http://localhost:3000";
/// Who signs in in a month, of a hundred requests at the front door.
const REQUESTS_PER_PERSON: rust_decimal::Decimal = rust_decimal::Decimal::ONE_HUNDRED;

/// `AWS::Cognito::UserPool`.
pub(crate) struct UserPool;

impl UserPool {
    pub(crate) const KIND: &str = "AWS::Cognito::UserPool";
}

impl Service for UserPool {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets people sign up and sign in, and keeps their passwords safe",
                "लोगों को साइन अप और साइन इन करने देता है और उनके पासवर्ड सुरक्षित रखता है",
                "Logon ko sign up aur sign in karne deta hai aur unke password surakshit rakhta hai",
            ],
        )
    }

    /// Under `UserPoolTags`, which the renderer doesn't know.
    fn tags(&self) -> Tags {
        Tags::None
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, pool: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let people = (usage.api_requests / REQUESTS_PER_PERSON).ceil();
        let tier = pool.properties.get("UserPoolTier").and_then(Value::as_text);
        let dimension = match tier {
            Some("LITE") => "lite_mau_first_paid_tier",
            _ => "essentials_mau",
        };
        vec![billed("Cognito", dimension, people)]
    }
}

pub(crate) const CLIENT: Plain = Plain {
    kind: "AWS::Cognito::UserPoolClient",
    tags: Tags::None,
    purpose: [
        "Lets your application ask people to sign in",
        "आपके ऐप्लिकेशन को लोगों से साइन इन कराने देता है",
        "Aapke application ko logon se sign in karane deta hai",
    ],
};

pub(crate) const DOMAIN: Plain = Plain {
    kind: "AWS::Cognito::UserPoolDomain",
    tags: Tags::None,
    purpose: [
        "The address of the page that people sign in on",
        "उस पेज का पता जहाँ लोग साइन इन करते हैं",
        "Us page ka pata jahan log sign in karte hain",
    ],
};

pub(crate) const IDENTITY_POOL: Plain = Plain {
    kind: "AWS::Cognito::IdentityPool",
    tags: Tags::None,
    purpose: [
        "Gives people who are signed in short-lived permissions in your AWS account",
        "साइन इन किए लोगों को आपके AWS खाते में थोड़े समय की अनुमतियाँ देता है",
        "Sign in kiye logon ko aapke AWS account mein thode samay ki permissions deta hai",
    ],
};

pub(crate) const IDENTITY_POOL_ROLES: Plain = Plain {
    kind: "AWS::Cognito::IdentityPoolRoleAttachment",
    tags: Tags::None,
    purpose: [
        "Says what people may do once they are signed in",
        "तय करता है कि साइन इन करने के बाद लोग क्या कर सकते हैं",
        "Tay karta hai ki sign in karne ke baad log kya kar sakte hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: UserPool::KIND,
        terms: [
            "cognito|amazon cognito|aws cognito|cognito user pool|cognito userpool|user pool|userpool|cognito authentication|\
             cognito auth|cognito login|cognito authorizer|cognito user pool authorizer|\
             sign up and log in|sign up and login|sign in and sign up|user sign-in|user sign in|user signin|user sign-up|user sign up|user signup|\
             sign-in system|signup and login|sign up and sign in|sign-up and sign-in|user authentication|\
             authentication service|auth service|authentication system|auth system|login system|login service|user login|\
             user registration|user directory|user identity|identity provider|sso|single sign-on|single sign on|\
             social login|oauth login|oauth2 login|jwt authentication|customer identity|user management|user account system",
            "कॉग्निटो|यूज़र पूल|यूजर पूल|यूज़र लॉगिन|यूजर लॉगिन|लॉगिन सिस्टम|साइन इन सिस्टम|उपयोगकर्ता प्रमाणीकरण|एसएसओ",
            "user login system|login ki suvidha|login karne ka system|sign in karne ka system",
        ],
        build,
        uses: Some(uses),
    },
    Component {
        kind: IDENTITY_POOL.kind,
        terms: [
            "identity pool|cognito identity pool|cognito identity|federated identity|federated identities|\
             cognito federated identity|temporary aws credentials for users",
            "आइडेंटिटी पूल|पहचान पूल",
            "",
        ],
        build: build_identities,
        uses: None,
    },
];

/// People who sign in by e-mail, one application that they sign in to, and the page for it.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("UserPool");
    let left_open = part.text("mfa").is_none_or(|said| said == "optional");
    let second_factor = if system.hardened() || !left_open {
        "ON"
    } else {
        "OPTIONAL"
    };
    let passwords = properties! {
        "MinimumLength": PASSWORD_LENGTH,
        "RequireLowercase": true,
        "RequireNumbers": true,
        "RequireSymbols": true,
        "RequireUppercase": true,
        "TemporaryPasswordValidityDays": INVITATION_DAYS,
    };
    let pool = Resource::new(id, UserPool::KIND)
        .kept(Retention::Retain)
        .with_some("UserPoolName", part.name(is_name))
        // The cheapest; its features are those that a small application needs.
        .with(
            "UserPoolTier",
            if system.hardened() { "ESSENTIALS" } else { "LITE" },
        )
        .with("UsernameAttributes", vec!["email"])
        .with("AutoVerifiedAttributes", vec!["email"])
        .with("UsernameConfiguration", properties! { "CaseSensitive": false })
        .with("Policies", properties! { "PasswordPolicy": passwords })
        .with("MfaConfiguration", second_factor)
        .with("EnabledMfas", vec!["SOFTWARE_TOKEN_MFA"])
        .with(
            "AccountRecoverySetting",
            properties! {
                "RecoveryMechanisms": vec![properties! { "Name": "verified_email", "Priority": 1_i64 }],
            },
        )
        .with("DeletionProtection", "ACTIVE");
    let pool = system.add(pool);
    let client = client(system, &pool);
    let client = system.add(client);
    let prefix = sign_in_prefix(system, &pool);
    let page = Resource::new(format!("{pool} Domain").as_str(), DOMAIN.kind)
        .with("Domain", Value::Concat(prefix))
        .with("UserPoolId", &pool);
    system.add(page);
    let address = Value::Concat(sign_in_address(system, &pool));
    let outputs = [
        ("Id", "Id of the user pool", Value::from(&pool)),
        (
            "ClientId",
            "Id of the application in the user pool",
            Value::from(&client),
        ),
        ("SignInUrl", "Address of the sign-in page", address),
    ];
    for (name, what, value) in outputs {
        system.blueprint.output(&format!("{pool} {name}"), what, value);
    }
    pool
}

/// The sign-in page's address, in parts.
fn sign_in_address(system: &System<'_>, pool: &LogicalId) -> Vec<Value> {
    let mut address = vec![Value::from("https://")];
    address.extend(sign_in_prefix(system, pool));
    address.extend([
        ".auth.".into(),
        Pseudo::Region.into(),
        ".amazoncognito.com".into(),
    ]);
    address
}

/// First part of the sign-in page's address. It has to be unique in the region, and AWS keeps some words for itself.
fn sign_in_prefix(system: &System<'_>, pool: &LogicalId) -> Vec<Value> {
    let project = system.project();
    let taken = ["aws", "amazon", "cognito"]
        .iter()
        .any(|word| project.contains(word));
    let name = if taken { "app" } else { project };
    let number: String = pool.as_str().chars().filter(char::is_ascii_digit).collect();
    let dash = if number.is_empty() { "" } else { "-" };
    vec![format!("{name}-{number}{dash}").into(), Pseudo::AccountId.into()]
}

fn client(system: &System<'_>, pool: &LogicalId) -> Resource {
    let home =
        domain::wanted(system.design).map_or_else(|| AT_HOME.to_owned(), |host| format!("https://{host}"));
    Resource::new(format!("{pool} Client").as_str(), CLIENT.kind)
        .with("UserPoolId", pool)
        .with("GenerateSecret", false)
        .with("PreventUserExistenceErrors", "ENABLED")
        .with("EnableTokenRevocation", true)
        .with(
            "ExplicitAuthFlows",
            vec!["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        .with("SupportedIdentityProviders", vec!["COGNITO"])
        .with("AllowedOAuthFlowsUserPoolClient", true)
        .with("AllowedOAuthFlows", vec!["code"])
        .with("AllowedOAuthScopes", vec!["openid", "email", "profile"])
        .with("CallbackURLs", vec![format!("{home}/")])
        .with("LogoutURLs", vec![format!("{home}/")])
}

/// Who the pool's tokens say that they are from: what an API checks them against.
pub(crate) fn issuer(pool: &LogicalId) -> Value {
    Value::Concat(vec![
        "https://cognito-idp.".into(),
        Pseudo::Region.into(),
        ".".into(),
        Pseudo::UrlSuffix.into(),
        "/".into(),
        pool.into(),
    ])
}

/// The application of this pool.
fn client_of(pool: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{pool} Client"))
}

/// A program checks who calls it, and looks people up.
fn uses(system: &mut System<'_>, program: &LogicalId, pool: &LogicalId) {
    const LOOK_UP: &[&str] = &["cognito-idp:AdminGetUser", "cognito-idp:ListUsers"];
    let mut access = Access::default();
    access.tell(system.variable("USER_POOL_ID", pool), pool);
    access.tell(system.variable("USER_POOL_CLIENT_ID", pool), &client_of(pool));
    access.allow(Statement::allow(LOOK_UP, [Value::Attribute(pool.clone(), "Arn")]));
    system.grant(program, access);
}

/// Permissions in the account for people of a pool; none are given until the person says which.
fn build_identities(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let pool = match system.all(UserPool::KIND).into_iter().next() {
        Some(pool) => pool,
        None => build(system, &Part { said: None }),
    };
    let provider = properties! {
        "ClientId": &client_of(&pool),
        "ProviderName": Value::Attribute(pool.clone(), "ProviderName"),
        "ServerSideTokenCheck": true,
    };
    let id = system.free_id("IdentityPool");
    let identities = Resource::new(id, IDENTITY_POOL.kind)
        .with_some("IdentityPoolName", part.name(is_name))
        .with("AllowUnauthenticatedIdentities", false)
        .with("AllowClassicFlow", false)
        .with("CognitoIdentityProviders", vec![provider]);
    let id = system.add(identities);
    let trust = policy([properties! {
        "Effect": "Allow",
        "Principal": properties! { "Federated": "cognito-identity.amazonaws.com" },
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": properties! {
            "StringEquals": properties! { "cognito-identity.amazonaws.com:aud": &id },
            "ForAnyValue:StringLike": properties! { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
    }]);
    let role = iam::role(
        format!("{id} Role").as_str(),
        "cognito-identity.amazonaws.com",
        &[],
    )
    .with("AssumeRolePolicyDocument", trust);
    let roles = Resource::new(format!("{id} Roles").as_str(), IDENTITY_POOL_ROLES.kind)
        .with("IdentityPoolId", &id)
        .with("Roles", properties! { "authenticated": role.attribute("Arn") });
    system.add(role);
    system.add(roles);
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the identity pool", &id);
    id
}

/// Whether AWS takes it as the name of a pool.
fn is_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
