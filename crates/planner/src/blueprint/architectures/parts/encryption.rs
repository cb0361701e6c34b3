//! Encryption at rest. It is always on; the question is only whose key it is.
//!
//! Baseline plans use keys that AWS owns, which cost nothing. Hardened plans use one key of the account's own for
//! everything: it can be watched and taken away, and costs a dollar a month.

use super::access::Access;
use super::wishes::named;
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::catalog::iam::Statement;
use crate::catalog::kms;

/// Uses of a key that reading and writing encrypted data needs.
const USE: &[&str] = &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];

/// Name of the account's own key.
pub(crate) const KEY: &str = "DataKey";

/// Adds the account's own key where the profile asks for one, or the person did: a key that was named is the one that
/// everything is encrypted with, under its own name.
pub(crate) fn own_key(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<LogicalId> {
    let said = named(design.requirements, kms::KIND).next();
    if design.profile == Profile::Baseline && said.is_none() {
        return None;
    }
    let logs = Value::Concat(vec![
        "logs.".into(),
        Pseudo::Region.into(),
        ".amazonaws.com".into(),
    ]);
    let services = [logs, "cloudwatch.amazonaws.com".into()];
    let description = format!("Data of {}", design.requirements.project_name);
    let key = blueprint.add(kms::key(KEY, &description, &services));
    if let Some(said) = said {
        let name = said.name.as_deref().filter(|name| kms::is_name(name));
        blueprint.add(kms::alias(&key, name));
    }
    Some(key)
}

/// What an application needs to read and write data under this key.
pub(crate) fn access(key: Option<&LogicalId>) -> Access {
    let mut access = Access::default();
    if let Some(key) = key {
        access.allow(Statement::allow(USE, [Value::Attribute(key.clone(), "Arn")]));
    }
    access
}
