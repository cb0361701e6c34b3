//! AWS Secrets Manager and SSM Parameter Store: what programs must know and no file may hold.

pub(crate) mod rotation;

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

/// `CloudFormation` type of a secret.
pub(crate) const SECRET: &str = "AWS::SecretsManager::Secret";
const PARAMETER: &str = "AWS::SSM::Parameter";
/// Characters of a generated password.
const LENGTH: i64 = 32;

const SECRET_TYPE: Metered = Metered {
    kind: SECRET,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "Keeps a password that nobody has to know; programs read it when they need it",
        "ऐसा पासवर्ड रखता है जिसे किसी को जानना नहीं पड़ता; प्रोग्राम ज़रूरत पर पढ़ लेते हैं",
        "Aisa password rakhta hai jise kisi ko jaanna nahi padta; program zarurat par padh lete hain",
    ],
    billed: secret_bill,
};

const PARAMETER_TYPE: Metered = Metered {
    kind: PARAMETER,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Keeps a setting that programs read; CloudFormation can't make encrypted ones, so no passwords here",
        "एक सेटिंग रखता है जिसे प्रोग्राम पढ़ते हैं; CloudFormation इसे एन्क्रिप्ट नहीं कर सकता, इसलिए यहाँ पासवर्ड नहीं",
        "Ek setting rakhta hai jise program padhte hain; CloudFormation ise encrypt nahi kar sakta, isliye yahan password nahi",
    ],
    // AWS keeps standard ones for nothing.
    billed: |_, _| Vec::new(),
};

pub(crate) const TYPES: &[&dyn Service] = &[&SECRET_TYPE, &PARAMETER_TYPE, &rotation::SCHEDULE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: SECRET,
        terms: [
            "secrets manager|secret manager|aws secrets manager|aws secret manager|amazon secrets manager|secretsmanager|\
             secrets manager secret|secret store|secrets store|secret vault|secrets vault|database credentials|stored secret|\
             managed secret|credential store|credentials store|password vault",
            "सीक्रेट्स मैनेजर|सीक्रेट मैनेजर|गुप्त कुंजी भंडार",
            "secret rakhne ki jagah",
        ],
        build: build_secret,
        uses: Some(use_secret),
    },
    Component {
        kind: PARAMETER,
        terms: [
            "parameter store|ssm parameter|ssm parameter store|systems manager parameter store|systems manager parameter|\
             aws parameter store|aws ssm parameter store|aws systems manager parameter store|parameter store parameter|\
             configuration parameter|config parameter|parameter in ssm|setting in ssm|configuration in ssm|config in ssm|\
             parameter in systems manager|central configuration|configuration store",
            "पैरामीटर स्टोर|एसएसएम पैरामीटर",
            "",
        ],
        build: build_parameter,
        uses: Some(use_parameter),
    },
    Component {
        kind: rotation::KIND,
        terms: [
            "secret rotation|secrets rotation|rotated secret|rotate secret|rotate the secret|rotating secret|password rotation|\
             rotate password|rotate the password|rotate the database password|rotate database password|rotated password|\
             rotate database credentials|rotate the database credentials|rotate credentials|credential rotation|\
             credentials rotation|automatic rotation|automatic password rotation|rotation schedule",
            "पासवर्ड रोटेशन|सीक्रेट रोटेशन",
            "password badalta rahe|password rotate",
        ],
        build: rotation::build,
        uses: None,
    },
];

fn secret_bill(_secret: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![
        billed("Secrets Manager", "secret", Decimal::ONE),
        billed(
            "Secrets Manager",
            "api_calls",
            usage.api_requests / Decimal::ONE_HUNDRED,
        ),
    ]
}

fn build_secret(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Secret");
    let secret = generated(system, id.as_str()).with_some("Name", part.name(is_name));
    let id = system.add(secret);
    system
        .blueprint
        .output(&format!("{id} Arn"), "Where the secret is kept", &id);
    id
}

fn generated(system: &mut System<'_>, id: &str) -> Resource {
    Resource::new(id, SECRET)
        .kept(Retention::Retain)
        .with("Description", "Generated; programs read it, people need not")
        .with(
            "GenerateSecretString",
            properties! { "PasswordLength": LENGTH, "ExcludePunctuation": true },
        )
        .with_some("KmsKeyId", system.key_arn())
}

/// Adds a password of letters and digits that nobody sees, for a resource that AWS makes none for.
pub(crate) fn password(system: &mut System<'_>, id: &str) -> LogicalId {
    let secret = generated(system, id);
    system.add(secret)
}

/// The password itself, which `CloudFormation` looks up when it makes the resource: it stands in no template.
pub(crate) fn resolved(secret: &LogicalId) -> Value {
    Value::Concat(vec![RESOLVED.into(), secret.into(), "}}".into()])
}

/// What such a value begins with. Terraform's providers don't know it.
pub(crate) const RESOLVED: &str = "{{resolve:secretsmanager:";

fn use_secret(system: &mut System<'_>, program: &LogicalId, secret: &LogicalId) {
    let mut access = Access::default();
    access.tell(system.variable("SECRET_ARN", secret), secret);
    access.allow(Statement::allow(
        &["secretsmanager:GetSecretValue"],
        [Value::from(secret)],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

fn build_parameter(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Setting");
    let parameter = Resource::new(id.as_str(), PARAMETER)
        .with_some("Name", part.name(is_name))
        .with("Type", "String")
        .with(
            "Description",
            "A plain setting to be changed; no passwords: CloudFormation cannot make a SecureString",
        )
        .with("Value", "change-me");
    let id = system.add(parameter);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the setting for programs", &id);
    id
}

fn use_parameter(system: &mut System<'_>, program: &LogicalId, parameter: &LogicalId) {
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":ssm:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":parameter/".into(),
        parameter.into(),
    ]);
    let mut access = Access::default();
    access.tell(system.variable("SETTING_NAME", parameter), parameter);
    access.allow(Statement::allow(
        &["ssm:GetParameter", "ssm:GetParameters"],
        [arn],
    ));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a secret or parameter.
fn is_name(name: &str) -> bool {
    (1..=256).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
