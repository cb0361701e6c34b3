//! Amazon Cognito: people sign up and sign in, and no password is yours to keep.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// `CloudFormation` type of a user pool.
pub(crate) const KIND: &str = "AWS::Cognito::UserPool";
const CLIENT: &str = "AWS::Cognito::UserPoolClient";
/// Characters of the shortest password.
const PASSWORD: i64 = 12;

const POOL: Metered = Metered {
    kind: KIND,
    // Its tags are `UserPoolTags`.
    tags: Tags::None,
    stateful: true,
    purpose: [
        "Keeps your users: they sign up, sign in and change forgotten passwords by themselves",
        "आपके उपयोगकर्ता रखता है: वे खुद खाता बनाते, साइन इन करते और भूले पासवर्ड बदलते हैं",
        "Aapke users rakhta hai: woh khud sign up, sign in karte aur bhoole password badalte hain",
    ],
    billed: users,
};

const CLIENT_TYPE: Plain = Plain {
    kind: CLIENT,
    tags: Tags::None,
    purpose: [
        "Lets your application sign people in",
        "आपके ऐप्लिकेशन को लोगों को साइन इन कराने देता है",
        "Aapki application ko logon ko sign in karane deta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&POOL, &CLIENT_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "cognito|amazon cognito|aws cognito|cognito user pool|user pool|cognito login|cognito sign-in|cognito authentication|\
         user authentication|user sign-in|user sign in|user sign-up|user signup|sign-in and sign-up|sso login|identity provider|\
         user management|customer accounts|jwt authentication",
        "कॉग्निटो|यूज़र पूल|उपयोगकर्ता लॉगिन",
        "user login system|login system",
    ],
    build,
    uses: Some(uses),
}];

fn users(_pool: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    // The first ten thousand a month are free for ever.
    vec![billed(
        "Cognito",
        "essentials_mau",
        rust_decimal::Decimal::from(1000),
    )]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Users");
    let policy = properties! {
        "MinimumLength": PASSWORD,
        "RequireLowercase": true,
        "RequireNumbers": true,
        "RequireSymbols": true,
        "RequireUppercase": true,
        "TemporaryPasswordValidityDays": 1,
    };
    let recovery = properties! { "Name": "verified_email", "Priority": 1 };
    let mfa = if system.hardened() { "ON" } else { "OPTIONAL" };
    let pool = Resource::new(id.as_str(), KIND)
        .kept(Retention::Retain)
        .with_some("UserPoolName", part.name(is_name))
        .with("UsernameAttributes", vec!["email"])
        .with("AutoVerifiedAttributes", vec!["email"])
        .with("Policies", properties! { "PasswordPolicy": policy })
        .with("MfaConfiguration", mfa)
        .with("EnabledMfas", vec!["SOFTWARE_TOKEN_MFA"])
        .with("DeletionProtection", "ACTIVE")
        .with(
            "AccountRecoverySetting",
            properties! { "RecoveryMechanisms": vec![recovery] },
        );
    let id = system.add(pool);
    let client = Resource::new(client(&id), CLIENT)
        .with("UserPoolId", &id)
        .with("GenerateSecret", false)
        .with("PreventUserExistenceErrors", "ENABLED")
        .with("EnableTokenRevocation", true)
        .with(
            "ExplicitAuthFlows",
            vec!["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
        );
    let client = system.add(client);
    system
        .blueprint
        .output(&format!("{id} PoolId"), "Id of the user pool", &id);
    system.blueprint.output(
        &format!("{id} ClientId"),
        "Id that the application signs people in with",
        &client,
    );
    id
}

fn client(pool: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{pool} Client"))
}

fn uses(system: &mut System<'_>, program: &LogicalId, pool: &LogicalId) {
    const READ: &[&str] = &["cognito-idp:AdminGetUser", "cognito-idp:ListUsers"];
    let mut access = Access::default();
    access.tell(system.variable("USER_POOL_ID", pool), pool);
    access.tell(system.variable("USER_POOL_CLIENT_ID", pool), &client(pool));
    access.allow(Statement::allow(READ, [Value::Attribute(pool.clone(), "Arn")]));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a user pool.
fn is_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-+=,.@ ".contains(c))
}
