//! Encryption at rest. It is always on; the question is only whose key it is.
//!
//! Baseline plans use keys that AWS owns, which cost nothing. Hardened plans use one key of the account's own for
//! everything: it can be watched and taken away, and costs a dollar a month.

use super::access::Access;
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::catalog::iam::Statement;
use crate::catalog::kms;

/// Uses of a key that reading and writing encrypted data needs.
const USE: &[&str] = &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];

/// Name of the account's own key.
pub(crate) const KEY: &str = "DataKey";

/// Adds the account's own key where the profile asks for one.
pub(crate) fn own_key(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<LogicalId> {
    match design.profile {
        Profile::Baseline => None,
        Profile::Hardened => {
            let logs = Value::Concat(vec![
                "logs.".into(),
                Pseudo::Region.into(),
                ".amazonaws.com".into(),
            ]);
            let services = [logs, "cloudwatch.amazonaws.com".into()];
            let description = format!("Data of {}", design.requirements.project_name);
            Some(blueprint.add(kms::key(KEY, &description, &services)))
        }
    }
}

/// What an application needs to read and write data under this key.
pub(crate) fn access(key: Option<&LogicalId>) -> Access {
    let mut access = Access::default();
    if let Some(key) = key {
        access.allow(Statement::allow(USE, [Value::Attribute(key.clone(), "Arn")]));
    }
    access
}
