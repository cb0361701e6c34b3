//! Files that a browser is given as they are: a private bucket behind a content network.

use cloudwhisper_api::requirements::{AppType, Framework, Requirements};

use super::artifact::Host;
use super::parts::{database, domain, encryption, foundation, site, storage};
use super::{Architecture, Design};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::cloudfront::{self, Signed};
use crate::properties;

/// Seconds that "not found" is remembered, so that a page that was just added is soon there.
const NOT_FOUND_SECONDS: i64 = 10;
/// Name of the bucket among the distribution's origins.
const ORIGIN: &str = "site";

/// Amazon S3 behind Amazon `CloudFront`.
pub(crate) struct StaticSite;

impl Architecture for StaticSite {
    fn fits(&self, requirements: &Requirements) -> bool {
        requirements.app_type == Some(AppType::StaticSite)
    }

    fn host(&self) -> Host {
        Host::Pages
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let bucket = site::bucket(&mut blueprint, design);
        let distribution = add_distribution(&mut blueprint, design, &bucket);
        site::readable(&mut blueprint, &bucket, &distribution);
        let key = if storage::beside_the_site(design.requirements) || database::wanted(design) {
            encryption::own_key(&mut blueprint, design)
        } else {
            None
        };
        storage::add_beside_the_site(&mut blueprint, design, key.as_ref());
        // Pages in a browser can't use a database themselves; it waits in its network for a program that can.
        database::for_function(&mut blueprint, design, key.as_ref());
        let url = domain::for_distribution(&mut blueprint, design, &distribution);
        blueprint.output("Url", "Address of the site", url);
        site::outputs(&mut blueprint, "the site's files", &bucket, &distribution);
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

fn add_distribution(blueprint: &mut Blueprint, design: &Design<'_>, bucket: &LogicalId) -> LogicalId {
    let single_page = design.requirements.framework == Some(Framework::React);
    let access = blueprint.add(cloudfront::origin_access_control("SiteAccess", Signed::S3));
    let pages = site::pages(blueprint, design, !single_page);
    let signers = site::signers(blueprint, design);
    let origin = cloudfront::bucket_origin(ORIGIN, bucket, &access);
    let behavior = site::for_signed_only(cloudfront::files(ORIGIN, Some(&pages)), signers.as_ref());
    let project = &design.requirements.project_name;
    let mut distribution = cloudfront::distribution("SiteDistribution", project, vec![origin], behavior);
    cloudfront::configure(&mut distribution, "DefaultRootObject", "index.html");
    cloudfront::configure(
        &mut distribution,
        "CustomErrorResponses",
        vec![not_found(single_page)],
    );
    blueprint.add(distribution)
}

/// What a visitor gets where there is no file: a single-page application answers every address itself.
fn not_found(single_page: bool) -> Value {
    let (page, code) = if single_page {
        ("/index.html", 200)
    } else {
        ("/404.html", 404)
    };
    properties! {
        "ErrorCode": 404,
        "ResponseCode": code,
        "ResponsePagePath": page,
        "ErrorCachingMinTTL": NOT_FOUND_SECONDS,
    }
}
