//! How much each data store keeps where one number was said for all of them. Here: whose number it is. Not here: the number
//! (`usage`), what keeping it costs (`catalog/`).
//!
//! A gigabyte is kept once: five terabytes of photos are files, and the table beside them doesn't hold them a second time at ten
//! times the price.

use std::borrow::Cow;

use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{Blueprint, Resource};

use super::UsageProfile;

/// Data stores whose size nobody sets, so that they are billed for what is in them; what people mean by "so many gigabytes" first.
const STORES: [&str; 13] = [
    "AWS::S3::Bucket",
    "AWS::EFS::FileSystem",
    "AWS::KinesisVideo::Stream",
    "AWS::RDS::DBCluster",
    "AWS::DSQL::Cluster",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchServerless::Collection",
    "AWS::S3Vectors::Index",
    "AWS::Cassandra::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::ECR::Repository",
];

/// The usage as this resource has it: what was said is in one store, and the others keep what a small application does.
pub(super) fn own<'a>(
    resource: &Resource,
    blueprint: &Blueprint,
    usage: &'a UsageProfile,
) -> Cow<'a, UsageProfile> {
    if usage.storage_gb == usage.other_storage_gb || !STORES.contains(&resource.kind) {
        return Cow::Borrowed(usage);
    }
    if !usage.storage_is_of_a_part && main(blueprint).is_some_and(|it| it.id == resource.id) {
        return Cow::Borrowed(usage);
    }
    Cow::Owned(UsageProfile {
        storage_gb: usage.other_storage_gb,
        ..usage.clone()
    })
}

/// Whether there are stores that what was said of storage is not taken for.
pub(super) fn has_others(blueprint: &Blueprint, usage: &UsageProfile) -> bool {
    let stores = || STORES.iter().flat_map(|kind| blueprint.of_kind(kind));
    let main = main(blueprint).filter(|_| !usage.storage_is_of_a_part);
    stores().any(|it| main.is_none_or(|main| main.id != it.id))
}

/// The store that what was said is in.
fn main(blueprint: &Blueprint) -> Option<&Resource> {
    let files = blueprint
        .of_kind(STORES[0])
        .find(|bucket| storage::is_files(&bucket.id));
    files.or_else(|| STORES.iter().flat_map(|kind| blueprint.of_kind(kind)).next())
}
