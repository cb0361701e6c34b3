//! New files in a bucket start something. Over `EventBridge`, so that the bucket need not know what is started, which would be
//! a circle where that writes into the same bucket.

use cloudwhisper_api::requirements::Requirements;

use super::{RULE, targets};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Resource};
use crate::catalog::s3;
use crate::properties;

/// Under which word it is noted of a bucket.
pub(crate) const WORD: &str = "onUpload";
/// Under which word it is noted of a bucket what its new files are told to, where that was said: a type.
pub(crate) const TO: &str = "onUploadTo";

/// Whether new files were said to start something.
pub(crate) fn are_told(requirements: &Requirements) -> bool {
    wishes::named(requirements, s3::Bucket::KIND)
        .any(|service| service.properties.get(WORD).map(String::as_str) == Some("true"))
}

/// Lets new files of the first bucket start what works on files, where that was said.
pub(crate) fn connect(system: &mut System<'_>) {
    let said = are_told(system.design.requirements);
    let bucket = system.all(s3::Bucket::KIND).into_iter().find(storage::is_files);
    let Some(bucket) = bucket.filter(|_| said) else {
        return;
    };
    let to = wishes::said(system.design.requirements, s3::Bucket::KIND, &[TO]);
    let to = to.and_then(|kind| targets::first(system, kind));
    let to = to.unwrap_or_else(|| targets::at_least_one(system, targets::FILES));
    tell(system, &bucket);
    let rule = system.free_id("UploadRule");
    let pattern = properties! {
        "source": vec!["aws.s3"],
        "detail-type": vec!["Object Created"],
        "detail": properties! { "bucket": properties! { "name": vec![&bucket] } },
    };
    let rule = Resource::new(rule, RULE.kind)
        .with("Description", "Starts the work on each new file")
        .with("EventPattern", pattern)
        .with("State", "ENABLED");
    let rule = system.add(rule);
    targets::start(system, &rule, &to);
}

/// Makes the bucket tell of what happens in it.
fn tell(system: &mut System<'_>, bucket: &LogicalId) {
    let tells = properties! { "EventBridgeConfiguration": properties! { "EventBridgeEnabled": true } };
    system.set(bucket, "NotificationConfiguration", tells);
}
