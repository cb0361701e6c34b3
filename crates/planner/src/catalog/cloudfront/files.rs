//! A bucket's files beside a program under one address: a content network with two origins, which tells them apart by their paths.

use cloudwhisper_api::requirements::{AppType, Requirements};

use super::parts::{API_PATH, let_read};
use super::{Distribution, Signed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Value};
use crate::catalog::s3;

/// What is answered out of the bucket where the program answers all the rest.
const FILES_PATH: &str = "/static/*";
/// Name of the bucket among the origins.
const ORIGIN: &str = "files";

/// Whether the bucket's files were said to be handed out by the content network.
pub(crate) fn are_said(requirements: &Requirements) -> bool {
    wishes::comes_from(requirements, s3::Bucket::KIND, Distribution::KIND)
}

/// Makes a distribution before a program hand out the bucket's files too. Beside an API they are the pages, and the API answers below
/// `/api`; beside a website they are what its pages show.
pub(super) fn beside_program(system: &mut System<'_>, distribution: &LogicalId, bucket: &LogicalId) {
    let requirements = system.design.requirements;
    if !are_said(requirements) || !storage::is_files(bucket) || has_bucket(system, distribution) {
        return;
    }
    let access = super::origin_access_control(&format!("{distribution} Access"), Signed::S3);
    let access = system.add(access);
    let origin = super::bucket_origin(ORIGIN, bucket, &access);
    let are_pages = requirements.app_type == Some(AppType::Api);
    let Some(resource) = system.blueprint.resource_mut(distribution) else {
        return;
    };
    if let Some(Value::Map(config)) = resource.properties.get_mut("DistributionConfig") {
        if let Some(Value::List(origins)) = config.get_mut("Origins") {
            origins.push(origin);
        }
        let files = super::files(ORIGIN, None);
        if are_pages {
            let program = config.insert("DefaultCacheBehavior".to_owned(), files);
            config.insert("DefaultRootObject".to_owned(), "index.html".into());
            if let Some(program) = program {
                super::add_behavior(config, at_path(program, API_PATH));
            }
        } else {
            super::add_behavior(config, at_path(files, FILES_PATH));
        }
    }
    let_read(system, bucket, distribution);
}

fn at_path(mut behavior: Value, path: &str) -> Value {
    if let Value::Map(entries) = &mut behavior {
        entries.insert("PathPattern".to_owned(), path.into());
    }
    behavior
}

/// Whether a distribution hands out files of a bucket already.
fn has_bucket(system: &System<'_>, distribution: &LogicalId) -> bool {
    let origins = system.blueprint.resource(distribution);
    let origins = origins.and_then(|it| it.properties.get("DistributionConfig")?.get("Origins"));
    match origins {
        Some(Value::List(origins)) => origins.iter().any(|it| it.get("S3OriginConfig").is_some()),
        _ => true,
    }
}
