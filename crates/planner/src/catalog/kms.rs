//! AWS KMS: an encryption key of the account's own. Costs a dollar a month, hence only in hardened plans.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::iam::policy;
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::{Pseudo, Retention, Value};
use crate::properties;

pub(crate) const KIND: &str = "AWS::KMS::Key";

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
        "Sid": "ServicesUse",
        "Effect": "Allow",
        "Principal": properties! { "Service": Value::list(services.iter().cloned()) },
        "Action": vec!["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        "Resource": "*",
    }
}
