//! New files in a bucket start something. Over `EventBridge`, so that the bucket need not know what is started, which would be
//! a circle where that writes into the same bucket.

use cloudwhisper_api::requirements::Requirements;

use super::{RULE, targets};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::s3;
use crate::properties;

/// Under which word it is noted of a bucket.
pub(crate) const WORD: &str = "onUpload";
/// Under which word it is noted of a bucket what its new files are told to, where that was said: a type.
pub(crate) const TO: &str = "onUploadTo";

/// What the first rule for new files is called.
pub(crate) const UPLOAD_RULE: &str = "UploadRule";

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
    let rule = system.free_id(UPLOAD_RULE);
    let rule = Resource::new(rule, RULE.kind)
        .with("Description", "Starts the work on each new file")
        .with("EventPattern", new_files(&bucket, None))
        .with("State", "ENABLED");
    let rule = system.add(rule);
    targets::start(system, &rule, &to);
}

/// Where new files start something in a bucket that results are kept in too, and where the results are.
const UPLOADS: &str = "uploads/";
const RESULTS: &str = "results/";

/// Lets a program that new files start put results into the same bucket, without a loop: only files under one prefix start it, and
/// it may write under another one alone.
/// Source: S3 user guide, "Amazon `EventBridge` event message structure" and Lambda's "Recursive loop detection", 2026-11.
pub(crate) fn keep_apart(system: &mut System<'_>, program: &LogicalId, bucket: &LogicalId) {
    let rules: Vec<LogicalId> = system
        .blueprint
        .of_kind(RULE.kind)
        .filter(|rule| {
            let pattern = rule.properties.get("EventPattern").map(Value::references);
            pattern.is_some_and(|ids| ids.contains(&bucket))
        })
        .map(|rule| rule.id.clone())
        .collect();
    for rule in rules {
        system.set(&rule, "EventPattern", new_files(bucket, Some(UPLOADS)));
        system.set(
            &rule,
            "Description",
            "Starts the work on each new file under uploads/; results go under results/ and start nothing",
        );
    }
    storage::use_bucket_apart(system, program, bucket, UPLOADS, RESULTS);
}

/// The event of a new file in the bucket, under a prefix where there is one.
fn new_files(bucket: &LogicalId, below: Option<&str>) -> Value {
    let name = properties! { "name": vec![bucket] };
    let detail = match below {
        Some(prefix) => properties! {
            "bucket": name,
            "object": properties! { "key": vec![properties! { "prefix": prefix }] },
        },
        None => properties! { "bucket": name },
    };
    properties! { "source": vec!["aws.s3"], "detail-type": vec!["Object Created"], "detail": detail }
}

/// Makes the bucket tell of what happens in it.
fn tell(system: &mut System<'_>, bucket: &LogicalId) {
    let tells = properties! { "EventBridgeConfiguration": properties! { "EventBridgeEnabled": true } };
    system.set(bucket, "NotificationConfiguration", tells);
}
