//! Amazon S3: files.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::policy;
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, detail, tiered};
use crate::blueprint::architectures::parts::storage::{self, AGES};
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const FIRST_STEP_GB: Decimal = Decimal::from_parts(51_200, 0, 0, false, 0);
/// Days that an overwritten or deleted file can still be brought back.
const OLD_VERSION_DAYS: i64 = 30;
/// Days after which the parts of an upload that never ended are thrown away.
const BROKEN_UPLOAD_DAYS: i64 = 7;

/// Where a bucket for logs keeps the accesses to itself, and for how many days.
const OWN_ACCESSES: &str = "own/";
const OWN_ACCESS_DAYS: i64 = 7;

/// `AWS::S3::Bucket`.
pub(crate) struct Bucket;

impl Bucket {
    pub(crate) const KIND: &str = "AWS::S3::Bucket";
}

impl Service for Bucket {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps files, encrypted and closed to the public; deleted ones can be brought back for 30 days",
                "फ़ाइलें सुरक्षित और सबकी पहुँच से दूर रखता है; मिटाई गई फ़ाइल 30 दिन तक वापस मिल सकती है",
                "Files encrypted aur public se band rakhta hai; delete ki hui file 30 din tak wapas mil sakti hai",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, bucket: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let steps = ["standard_storage_first_50tb", "standard_storage_next_450tb"];
        let mut bill = tiered("S3", steps, usage.storage_gb, FIRST_STEP_GB);
        // One request in ten reads a file, caches answer the others.
        bill.push(billed(
            "S3",
            "get_and_other_requests",
            usage.reads.unwrap_or(usage.api_requests / Decimal::TEN),
        ));
        // One in a hundred writes one, where the application keeps its data: no visitor writes to the files of a site.
        if storage::is_files(&bucket.id) {
            bill.push(billed(
                "S3",
                "put_copy_post_list_requests",
                usage.writes.unwrap_or(usage.api_requests / Decimal::ONE_HUNDRED),
            ));
        }
        bill
    }
}

pub(crate) const BUCKET_POLICY: Plain = Plain {
    kind: "AWS::S3::BucketPolicy",
    tags: Tags::None,
    purpose: [
        "Refuses every unencrypted connection to the files, and says who may read them",
        "फ़ाइलों तक हर असुरक्षित कनेक्शन को मना करता है और तय करता है कि कौन पढ़ सकता है",
        "Files tak har unencrypted connection ko mana karta hai aur tay karta hai ki kaun padh sakta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Bucket::KIND,
    // Its names are the lexicon's own: they also say where an application keeps its data.
    terms: ["", "", ""],
    build: storage::build_bucket,
    uses: Some(storage::use_bucket),
}];

/// A bucket that nobody outside of the account can reach: encrypted, versioned, kept when the stack goes. Without a
/// name AWS makes a unique one.
pub(crate) fn private_bucket(id: &str, name: Option<&str>) -> Resource {
    Resource::new(id, Bucket::KIND)
        .kept(Retention::Retain)
        .with_some("BucketName", name)
        .with(
            "BucketEncryption",
            encryption(properties! { "SSEAlgorithm": "AES256" }),
        )
        .with(
            "PublicAccessBlockConfiguration",
            properties! {
                "BlockPublicAcls": true,
                "BlockPublicPolicy": true,
                "IgnorePublicAcls": true,
                "RestrictPublicBuckets": true,
            },
        )
        .with(
            "OwnershipControls",
            properties! { "Rules": vec![properties! { "ObjectOwnership": "BucketOwnerEnforced" }] },
        )
        .with("VersioningConfiguration", properties! { "Status": "Enabled" })
        .with("LifecycleConfiguration", properties! { "Rules": vec![tidy_up()] })
}

/// Moves files that are older than so many days to where keeping them is cheap and fetching them takes hours, and deletes
/// those that are older than so many.
pub(crate) fn with_ages(bucket: Resource, archive: Option<i64>, expire: Option<i64>) -> Resource {
    // What is deleted before it would be moved is never moved: AWS refuses a rule that says otherwise.
    let archive = archive.filter(|days| expire.is_none_or(|expire| *days < expire));
    let archive = archive.map(|days| {
        properties! {
            "Id": "archive",
            "Status": "Enabled",
            "Transitions": vec![properties! { "StorageClass": "GLACIER", "TransitionInDays": days }],
        }
    });
    let expire =
        expire.map(|days| properties! { "Id": "expire", "Status": "Enabled", "ExpirationInDays": days });
    let rules: Vec<Value> = std::iter::once(tidy_up()).chain(archive).chain(expire).collect();
    if rules.len() == 1 {
        return bucket;
    }
    bucket.with("LifecycleConfiguration", properties! { "Rules": rules })
}

/// Adds what else was said of a bucket: cheaper places for its files, and that nobody deletes them.
pub(crate) fn as_said(bucket: Resource, part: &Part<'_>) -> Resource {
    /// AWS bills a file there for thirty days at least and moves none that is younger.
    /// Source: S3 user guide, "Transitioning objects using Amazon S3 Lifecycle", 2026-11.
    const LEAST_DAYS: i64 = 30;
    let transition = |id: &str, class: &str, days: i64| {
        properties! {
            "Id": id,
            "Status": "Enabled",
            "Transitions": vec![properties! { "StorageClass": class, "TransitionInDays": days }],
        }
    };
    let expire = part.number("expireAfterDays", AGES);
    let infrequent = part.number("infrequentAccessDays", (LEAST_DAYS, AGES.1));
    // Files stay there for those thirty days before they go on, or AWS refuses the rules.
    let archive = part.number("archiveAfterDays", AGES);
    let infrequent = infrequent.filter(|days| {
        expire.is_none_or(|expire| *days < expire)
            && archive.is_none_or(|archive| days + LEAST_DAYS <= archive)
    });
    let tiering = part
        .wants("intelligentTiering")
        .then(|| transition("tiering", "INTELLIGENT_TIERING", 0));
    let mut bucket = locked(bucket, part);
    if let Some(Value::Map(lifecycle)) = bucket.properties.get_mut("LifecycleConfiguration")
        && let Some(Value::List(rules)) = lifecycle.get_mut("Rules")
    {
        rules.extend(infrequent.map(|days| transition("infrequent", "STANDARD_IA", days)));
        rules.extend(tiering);
    }
    bucket
}

/// Keeps files from being overwritten or deleted, where that was asked for: by everybody without a right of their own for it, in
/// compliance mode by everybody. Without a time each file is locked by whoever puts it there.
fn locked(bucket: Resource, part: &Part<'_>) -> Resource {
    let days = part.number("objectLockDays", (1, MOST_LOCKED_DAYS));
    if days.is_none() && !part.wants(detail::OBJECT_LOCK) && part.text(detail::OBJECT_LOCK_MODE).is_none() {
        return bucket;
    }
    let mode = part.text(detail::OBJECT_LOCK_MODE).unwrap_or("GOVERNANCE");
    let bucket = bucket.with("ObjectLockEnabled", true);
    match days {
        Some(days) => {
            let retention = properties! { "Mode": mode, "Days": days };
            bucket.with(
                "ObjectLockConfiguration",
                properties! {
                    "ObjectLockEnabled": "Enabled",
                    "Rule": properties! { "DefaultRetention": retention },
                },
            )
        }
        None => bucket,
    }
}

/// Days that files can be locked at most: 100 years. Source: S3 user guide, "Locking objects with Object Lock", 2026-11.
const MOST_LOCKED_DAYS: i64 = 36_500;

/// Encrypts with a key of the account's own; a bucket key keeps the calls to it few and cheap.
pub(crate) fn with_key(bucket: Resource, key: &LogicalId) -> Resource {
    let rule =
        properties! { "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": Value::Attribute(key.clone(), "Arn") };
    bucket.with("BucketEncryption", encryption(rule))
}

/// A bucket that accesses to others are written down in, and those to itself as well: who reads a log, or takes something out
/// of it, is what one most wants to know. AWS warns that such a log keeps writing of itself; it writes a few lines for each
/// time that it wrote, and those are forgotten after a week.
/// Source: S3 user guide, "Enabling Amazon S3 server access logging", 2026-11.
pub(crate) fn access_log_bucket(id: &str) -> Resource {
    let forget = properties! {
        "Id": "forget-own-accesses",
        "Status": "Enabled",
        "Prefix": OWN_ACCESSES,
        "ExpirationInDays": OWN_ACCESS_DAYS,
    };
    private_bucket(id, None)
        .with(
            "LifecycleConfiguration",
            properties! { "Rules": vec![tidy_up(), forget] },
        )
        // Without a name it is the bucket itself.
        .with(
            "LoggingConfiguration",
            properties! { "LogFilePrefix": OWN_ACCESSES },
        )
}

/// Writes down every access to a bucket, in another one.
pub(crate) fn with_access_log(bucket: Resource, logs: &LogicalId) -> Resource {
    let prefix = format!("{}/", bucket.id);
    bucket.with(
        "LoggingConfiguration",
        properties! { "DestinationBucketName": logs, "LogFilePrefix": prefix },
    )
}

/// The policy of a bucket: only encrypted connections, and these statements.
pub(crate) fn bucket_policy(
    id: &str,
    bucket: &LogicalId,
    statements: impl IntoIterator<Item = Value>,
) -> Resource {
    let statements = std::iter::once(tls_only(bucket)).chain(statements);
    Resource::new(id, BUCKET_POLICY.kind)
        .with("Bucket", bucket)
        .with("PolicyDocument", policy(statements))
}

/// Lets an AWS service do this with the bucket or its files, on behalf of exactly this resource of ours.
pub(crate) fn service_access(service: &str, action: &str, on: Value, source: Value) -> Value {
    properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": action,
        "Resource": on,
        "Condition": properties! { "StringEquals": properties! { "AWS:SourceArn": source } },
    }
}

/// Lets S3 write down accesses to other buckets of the account in this one.
pub(crate) fn log_delivery(bucket: &LogicalId) -> Value {
    properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": "logging.s3.amazonaws.com" },
        "Action": "s3:PutObject",
        "Resource": files(bucket),
        "Condition": properties! { "StringEquals": properties! { "aws:SourceAccount": Pseudo::AccountId } },
    }
}

/// ARN of everything in the bucket.
pub(crate) fn files(bucket: &LogicalId) -> Value {
    Value::Concat(vec![Value::Attribute(bucket.clone(), "Arn"), "/*".into()])
}

/// ARN of everything in the bucket under a prefix that ends with a slash.
pub(crate) fn files_below(bucket: &LogicalId, prefix: &str) -> Value {
    Value::Concat(vec![
        Value::Attribute(bucket.clone(), "Arn"),
        format!("/{prefix}*").into(),
    ])
}

fn tls_only(bucket: &LogicalId) -> Value {
    properties! {
        "Sid": "OnlyEncryptedConnections",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": vec![Value::Attribute(bucket.clone(), "Arn"), files(bucket)],
        "Condition": properties! { "Bool": properties! { "aws:SecureTransport": "false" } },
    }
}

fn encryption(by_default: Value) -> Value {
    let rule = properties! { "ServerSideEncryptionByDefault": by_default, "BucketKeyEnabled": true };
    properties! { "ServerSideEncryptionConfiguration": vec![rule] }
}

fn tidy_up() -> Value {
    properties! {
        "Id": "tidy-up",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": properties! { "NoncurrentDays": OLD_VERSION_DAYS },
        "AbortIncompleteMultipartUpload": properties! { "DaysAfterInitiation": BROKEN_UPLOAD_DAYS },
    }
}

/// Whether AWS takes it as the name of a bucket: lower-case letters, digits and hyphens. Dots are left out: they break
/// HTTPS.
pub(crate) fn is_name(name: &str) -> bool {
    let ends = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    (3..=63).contains(&name.len())
        && name.chars().all(|c| ends(c) || c == '-')
        && name.starts_with(ends)
        && name.ends_with(ends)
}
