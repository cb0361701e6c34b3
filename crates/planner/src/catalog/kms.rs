//! AWS KMS: an encryption key of the account's own. Costs a dollar a month, hence only in
//! hardened plans and where one was asked for.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::policy;
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::encryption;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

pub(crate) const KIND: &str = "AWS::KMS::Key";
/// Name of the statement that lets AWS services use a key.
const SERVICES_USE: &str = "ServicesUse";

/// `AWS::KMS::Key`.
pub(crate) struct Key;

impl Service for Key {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "An encryption key of your own for the data, changed every year",
                "आपके डेटा के लिए आपकी अपनी एन्क्रिप्शन कुंजी, जो हर साल बदलती है",
                "Aapke data ke liye aapki apni encryption key, jo har saal badalti hai",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, _key: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("KMS", "customer_managed_key", Decimal::ONE),
            billed("KMS", "symmetric_requests", usage.api_requests),
        ]
    }
}

pub(crate) const ALIAS: Plain = Plain {
    kind: "AWS::KMS::Alias",
    tags: Tags::None,
    purpose: [
        "A name for the encryption key that people can read",
        "एन्क्रिप्शन कुंजी का ऐसा नाम जिसे लोग पढ़ सकें",
        "Encryption key ka aisa naam jise log padh saken",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "kms|kms key|aws kms|amazon kms|aws kms key|key management service|aws key management service|kms cmk|cmk|\
         customer managed key|customer-managed key|customer managed kms key|customer managed encryption key|customer master key|\
         encryption key|own encryption key|data encryption key|master key|kms alias|key alias|customer-managed encryption key",
        "केएमएस|केएमएस कुंजी|एन्क्रिप्शन कुंजी|एन्क्रिप्शन की|कूटलेखन कुंजी",
        "apni encryption key|khud ki encryption key",
    ],
    build,
    uses: None,
}];

/// The first key is the one that everything of the system is encrypted with; others are for what the person has in mind.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let first = system.all(KIND).is_empty();
    if let Some(key) = system.key().filter(|_| first) {
        return key;
    }
    let id = system.free_id(encryption::KEY);
    let description = format!("More data of {}", system.project());
    let id = system.add(key(id.as_str(), &description, &[]));
    system.add(alias(&id, part.name(is_name)));
    id
}

/// A readable name for a key: the one that was given, else the stack's.
pub(crate) fn alias(key: &LogicalId, name: Option<&str>) -> Resource {
    let name = match name {
        Some(name) => Value::text(format!("alias/{name}")),
        None => Value::Concat(vec![
            "alias/".into(),
            Pseudo::StackName.into(),
            format!("-{key}").into(),
        ]),
    };
    Resource::new(format!("{key} Alias").as_str(), ALIAS.kind)
        .with("AliasName", name)
        .with("TargetKeyId", key)
}

/// Whether AWS takes it as the name of a key, behind `alias/`; `aws/` is AWS's own.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=200).contains(&name.len())
        && !name.starts_with("aws/")
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-/".contains(c))
}

/// A key that the account's IAM policies govern and that these AWS services may use for the account's resources. It
/// is kept when the stack goes: without it, the data that stays could never be read again.
pub(crate) fn key(id: &str, description: &str, services: &[Value]) -> Resource {
    let mut statements = vec![account_governs()];
    if !services.is_empty() {
        statements.push(services_use(services));
    }
    Resource::new(id, Key.kind())
        .kept(Retention::Retain)
        .with("Description", description)
        .with("EnableKeyRotation", true)
        .with("KeyPolicy", policy(statements))
}

/// Lets one more AWS service use the key, once.
pub(crate) fn let_use(key: &mut Resource, service: &str) {
    let Some(Value::Map(document)) = key.properties.get_mut("KeyPolicy") else {
        return;
    };
    let Some(Value::List(statements)) = document.get_mut("Statement") else {
        return;
    };
    let users = statements.iter_mut().find_map(|statement| match statement {
        Value::Map(entries) if entries.get("Sid").and_then(Value::as_text) == Some(SERVICES_USE) => {
            entries.get_mut("Principal")
        }
        _ => None,
    });
    if let Some(Value::Map(users)) = users
        && let Some(Value::List(services)) = users.get_mut("Service")
        && !services.contains(&service.into())
    {
        services.push(service.into());
    }
}

/// In a key's policy, `*` means this one key: without the first statement nobody could ever change it again.
fn account_governs() -> Value {
    let root = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::".into(),
        Pseudo::AccountId.into(),
        ":root".into(),
    ];
    properties! {
        "Sid": "AccountGoverns",
        "Effect": "Allow",
        "Principal": properties! { "AWS": Value::Concat(root) },
        "Action": "kms:*",
        "Resource": "*",
    }
}

fn services_use(services: &[Value]) -> Value {
    properties! {
        "Sid": SERVICES_USE,
        "Effect": "Allow",
        "Principal": properties! { "Service": Value::list(services.iter().cloned()) },
        "Action": vec!["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        "Resource": "*",
    }
}
