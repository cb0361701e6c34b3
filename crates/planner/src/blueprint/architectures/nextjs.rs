//! Next.js: pages are made by a function, its files come from a bucket, and one content network stands before both.
//!
//! Between the network and the function stands an HTTP API, which takes forms and webhooks as they are. Where nothing may be paid, or not
//! everybody may come, it is the function's own address: the network signs what it sends there, and everybody else is turned away. AWS
//! then wants the body of a `POST` or `PUT` to be signed as well, by whoever sends it: the header `x-amz-content-sha256` has to carry its
//! hash.

use cloudwhisper_api::requirements::{Compute, Framework, Requirements};

use super::artifact::Host;
use super::parts::callers::Callers;
use super::parts::foundation::{self, Foundation};
use super::parts::{compute, domain, site};
use super::serverless::{self, nothing_may_be_paid};
use super::{Architecture, Design};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::cloudfront::{self, Signed};
use crate::catalog::lambda;
use crate::properties;

/// Names of the two among the distribution's origins.
const PAGES: &str = "pages";
const ASSETS: &str = "assets";
/// Where a Next.js build puts files that never change.
const ASSET_PATH: &str = "/_next/static/*";

/// AWS Lambda and Amazon S3 behind Amazon `CloudFront`.
pub(crate) struct Nextjs;

impl Architecture for Nextjs {
    fn fits(&self, requirements: &Requirements) -> bool {
        requirements.framework == Some(Framework::Nextjs) && requirements.compute == Some(Compute::Lambda)
    }

    fn host(&self) -> Host {
        Host::FunctionAndPages
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let Foundation { key, access } = Foundation::lay(&mut blueprint, design);
        let function = compute::function(&mut blueprint, design, access, key.as_ref());
        let bucket = site::asset_bucket(&mut blueprint, design);
        let distribution = add_distribution(&mut blueprint, design, (&function, key.as_ref()), &bucket);
        site::readable(&mut blueprint, &bucket, &distribution);
        let url = domain::for_distribution(&mut blueprint, design, &distribution);
        blueprint.output("Url", "Address of the application", url);
        site::outputs(&mut blueprint, "the build's static files", &bucket, &distribution);
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

fn add_distribution(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    (function, key): (&LogicalId, Option<&LogicalId>),
    bucket: &LogicalId,
) -> LogicalId {
    // An API's own address would lead past a list of addresses that stands before the network.
    let requirements = design.requirements;
    let everybody = requirements.networking.public_access && Callers::range_at_doors(requirements).is_none();
    let signed = !everybody || nothing_may_be_paid(requirements);
    let pages = if signed {
        let url = blueprint.add(lambda::url("HandlerUrl", function));
        let access = blueprint.add(cloudfront::origin_access_control("PagesAccess", Signed::Lambda));
        cloudfront::https_origin(PAGES, Value::UrlHost(url, "FunctionUrl"), &access)
    } else {
        let api = serverless::bare_http_api(blueprint, design, function, key).0;
        cloudfront::open_origin(PAGES, Value::UrlHost(api, "ApiEndpoint"))
    };
    let to_bucket = blueprint.add(cloudfront::origin_access_control("SiteAccess", Signed::S3));
    let signers = site::signers(blueprint, design);
    let origins = vec![pages, cloudfront::bucket_origin(ASSETS, bucket, &to_bucket)];
    let pages = site::for_signed_only(cloudfront::dynamic(PAGES), signers.as_ref());
    let assets = site::for_signed_only(cloudfront::files(ASSETS, None), signers.as_ref());
    let project = &design.requirements.project_name;
    let mut distribution = cloudfront::distribution("SiteDistribution", project, origins, pages);
    cloudfront::configure(
        &mut distribution,
        "CacheBehaviors",
        vec![at_path(ASSET_PATH, assets)],
    );
    if signed {
        let arn = cloudfront::arn(&distribution.id);
        for permission in lambda::url_permissions("SitePermission", function, &arn) {
            blueprint.add(permission);
        }
    }
    blueprint.add(distribution)
}

fn at_path(path: &str, behavior: Value) -> Value {
    match (properties! { "PathPattern": path }, behavior) {
        (Value::Map(mut entries), Value::Map(behavior)) => {
            entries.extend(behavior);
            Value::Map(entries)
        }
        (_, behavior) => behavior,
    }
}
