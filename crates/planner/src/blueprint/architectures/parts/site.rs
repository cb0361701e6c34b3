//! Files that a content network delivers: the private bucket, and what lets only the network read it.

use super::super::Design;
use super::storage;
use super::wishes::named;
use crate::blueprint::architectures::Workload;
use crate::blueprint::{Blueprint, LogicalId, Parameter, Value};
use crate::catalog::{cloudfront, s3};

const SITE_CODE: &str = include_str!("sample/site.js");

/// The bucket of the site. Its files go to browsers, so they are encrypted under S3's own key in every profile: a key
/// of the account's own would guard nothing.
pub(crate) fn bucket(blueprint: &mut Blueprint, design: &Design<'_>) -> LogicalId {
    let first = named(design.requirements, s3::Bucket::KIND).next();
    let name = first
        .and_then(|said| said.name.as_deref())
        .filter(|name| s3::is_name(name));
    let bucket = storage::logged(blueprint, design, s3::private_bucket(storage::SITE_BUCKET, name));
    blueprint.add(bucket)
}

/// The bucket of an application's static files, encrypted like [`bucket`].
pub(crate) fn asset_bucket(blueprint: &mut Blueprint, design: &Design<'_>) -> LogicalId {
    let bucket = storage::logged(blueprint, design, s3::private_bucket(storage::SITE_BUCKET, None));
    blueprint.add(bucket)
}

/// Lets exactly this distribution read the bucket. It may also ask what there is, so that a missing file is answered by
/// "not found" and not by "forbidden", which is what a visitor without permission gets.
pub(crate) fn readable(blueprint: &mut Blueprint, bucket: &LogicalId, distribution: &LogicalId) {
    let service = "cloudfront.amazonaws.com";
    let whole = Value::Attribute(bucket.clone(), "Arn");
    let statements = [
        s3::service_access(
            service,
            "s3:GetObject",
            s3::files(bucket),
            cloudfront::arn(distribution),
        ),
        s3::service_access(service, "s3:ListBucket", whole, cloudfront::arn(distribution)),
    ];
    blueprint.add(s3::bucket_policy(&format!("{bucket} Policy"), bucket, statements));
}

/// What whoever puts files up has to know: where they go (`what` is taken there), and what has to forget the old ones.
pub(crate) fn outputs(blueprint: &mut Blueprint, what: &str, bucket: &LogicalId, distribution: &LogicalId) {
    let takes = format!("Name of the bucket that takes {what}");
    blueprint.output("SiteBucketName", &takes, bucket);
    let forgets = "Needed to make the network forget old files";
    blueprint.output("DistributionId", forgets, distribution);
}

/// The function that finds pages. `folders`: whether an address without a file name means a folder's page; `welcome` is
/// shown at `/` while there is nothing else to show.
pub(crate) fn pages(blueprint: &mut Blueprint, design: &Design<'_>, folders: bool) -> LogicalId {
    let project = &design.requirements.project_name;
    let welcome = *design.workload == Workload::Sample;
    // Project names are letters, digits and hyphens, so they need no escape.
    let settings = format!("const project = '{project}', welcome = {welcome}, folders = {folders};\n");
    blueprint.add(cloudfront::function(
        "SitePages",
        &format!("Pages of {project}"),
        &(settings + SITE_CODE),
    ))
}

/// Not public means that an address has to be signed with a key of the owner's. Returns who may sign.
pub(crate) fn signers(blueprint: &mut Blueprint, design: &Design<'_>) -> Option<LogicalId> {
    (!design.requirements.networking.public_access).then(|| key_group(blueprint))
}

/// The owner's key that signs addresses, in the group of those whose signatures count.
pub(crate) fn key_group(blueprint: &mut Blueprint) -> LogicalId {
    let key = blueprint.parameter(Parameter {
        id: "ViewerPublicKey".into(),
        description: "Public key (PEM) whose private half signs the addresses that may be opened",
        pattern: r"-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*",
        answer: "viewerPublicKey",
    });
    let key = blueprint.add(cloudfront::public_key("SiteSignerKey", key));
    blueprint.add(cloudfront::key_group("SiteSigners", &key))
}

/// Turns everybody away whose address is not signed.
pub(crate) fn for_signed_only(behavior: Value, signers: Option<&LogicalId>) -> Value {
    match (behavior, signers) {
        (Value::Map(mut entries), Some(signers)) => {
            entries.insert("TrustedKeyGroups".to_owned(), Value::list([signers]));
            Value::Map(entries)
        }
        (behavior, _) => behavior,
    }
}
