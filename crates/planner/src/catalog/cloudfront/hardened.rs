//! What every content network of a hardened plan has, whatever stands behind it. Not here: its domain, without which AWS lets
//! nobody say which versions of TLS it speaks (`parts/domain.rs`).

use super::Distribution;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Value};
use crate::catalog::logs::LogGroup;
use crate::catalog::{s3, wafv2};
use crate::properties;

/// A log of every request and a guard against attacks, unless they are there.
pub(crate) fn harden(system: &mut System<'_>) {
    for distribution in system.all(Distribution::KIND) {
        if !has(system, &distribution, "Logging") {
            add_log(system, &distribution);
        }
        if !has(system, &distribution, "WebACLId") {
            wafv2::before_distribution(system, &distribution);
        }
    }
}

fn has(system: &System<'_>, distribution: &LogicalId, setting: &str) -> bool {
    let distribution = system.blueprint.resource(distribution);
    distribution.is_some_and(|it| super::has(it, setting))
}

/// A bucket for the log of every request; returns it.
pub(crate) fn add_log(system: &mut System<'_>, distribution: &LogicalId) -> LogicalId {
    let name = format!("{distribution} LogsBucket");
    let bucket = s3::private_bucket(&name, None).with(
        // The content network still delivers its log by an access control list.
        "OwnershipControls",
        properties! { "Rules": vec![properties! { "ObjectOwnership": "BucketOwnerPreferred" }] },
    );
    let days = wishes::number(
        system.design.requirements,
        LogGroup::KIND,
        &["retentionDays"],
        storage::AGES,
    );
    let bucket = match days {
        Some(days) => s3::with_ages(bucket, None, Some(days)),
        None => bucket,
    };
    let bucket = storage::logged(&mut system.blueprint, system.design, bucket);
    let bucket = system.add(bucket);
    let policy = s3::bucket_policy(&format!("{name} Policy"), &bucket, []);
    system.add(policy);
    let log = properties! {
        "Bucket": Value::Attribute(bucket.clone(), "RegionalDomainName"), "IncludeCookies": false,
    };
    if let Some(distribution) = system.blueprint.resource_mut(distribution) {
        super::configure(distribution, "Logging", log);
    }
    bucket
}
