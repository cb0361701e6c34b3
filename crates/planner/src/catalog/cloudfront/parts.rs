//! Content networks as parts of a system: before a bucket, a load balancer, an API, or pages of their own.

use super::{Distribution, PAGES_APART, Signed, files};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{domain, site, storage, wishes};
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::{Component, Ends, Part, Wire};
use crate::catalog::{apigateway, apigatewayv2, elb, kms, lambda, s3};
use crate::properties;

/// What an API answers at, beside the pages.
pub(super) const API_PATH: &str = "/api/*";
const BUCKET: &str = "files";
const BALANCER: &str = "balancer";
const API: &str = "api";

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Distribution::KIND,
    terms: [
        "cloudfront|cf|cf distribution|cloud front|cdn|amazon cloudfront|aws cloudfront|cloudfront distribution|content delivery network|\
         content distribution network|edge cache|edge caching|global cdn|cdn distribution|\
             content delivery|global content delivery|edge delivery|edge location|served from the edge|cached at the edge",
        "क्लाउडफ्रंट|क्लाउड फ्रंट|सीडीएन|कंटेंट डिलीवरी नेटवर्क",
        "cdn wala|cloudfrnt",
    ],
    build,
    uses: None,
}];

pub(crate) const WIRES: &[Wire] = &[
    wire(apigatewayv2::Api::KIND),
    wire(apigateway::RestApi::KIND),
    Wire {
        from: Distribution::KIND,
        to: s3::Bucket::KIND,
        ends: Ends::One,
        connect: files::beside_program,
    },
];

const fn wire(to: &'static str) -> Wire {
    Wire {
        from: Distribution::KIND,
        to,
        ends: Ends::One,
        connect: api_beside_pages,
    }
}

/// Where a distribution gets its answers from.
enum Origin {
    Bucket(LogicalId),
    Program(Value),
}

/// A distribution for what is there: the site's files, a program, or a bucket of its own.
pub(super) fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("SiteDistribution");
    let origin = origin(system);
    let project = system.project().to_owned();
    let (origin, behavior, bucket) = match origin {
        Origin::Bucket(bucket) => {
            let access = super::origin_access_control(&format!("{id} Access"), Signed::S3);
            let access = system.add(access);
            let origin = super::bucket_origin(BUCKET, &bucket, &access);
            (origin, super::files(BUCKET, None), Some(bucket))
        }
        Origin::Program(origin) => {
            let name = origin
                .get("Id")
                .and_then(Value::as_text)
                .unwrap_or(API)
                .to_owned();
            (origin, super::dynamic(&name), None)
        }
    };
    let mut distribution = super::distribution(id.as_str(), &project, vec![origin], behavior);
    if bucket.is_some() {
        super::configure(&mut distribution, "DefaultRootObject", "index.html");
    }
    let id = system.add(distribution);
    if let Some(bucket) = bucket {
        let_read(system, &bucket, &id);
    }
    let url = domain::for_distribution(&mut system.blueprint, system.design, &id);
    system.blueprint.front_door(&id, "the content network", url);
    id
}

/// A load balancer that the internet reaches, else the application's files, else an API; where there is nothing yet, a
/// bucket for pages.
fn origin(system: &mut System<'_>) -> Origin {
    // Behind a domain of its own it has a certificate; without one it has a content network already.
    if let Some(host) = domain::free_for_content_network(&mut system.blueprint, system.design) {
        return Origin::Program(https_only(BALANCER, host, None));
    }
    let apart = wishes::said(system.design.requirements, Distribution::KIND, &[PAGES_APART]).is_some();
    let files = system.all(s3::Bucket::KIND).into_iter().find(storage::is_files);
    if let Some(bucket) = files.filter(|_| !apart) {
        return Origin::Bucket(bucket);
    }
    if let Some(origin) = api_origin(system, None).filter(|_| !apart) {
        return Origin::Program(origin);
    }
    let id = system.free_id(storage::SITE_BUCKET);
    if id.as_str() == storage::SITE_BUCKET {
        return Origin::Bucket(site::bucket(&mut system.blueprint, system.design));
    }
    let bucket = s3::private_bucket(id.as_str(), None);
    let bucket = storage::logged(&mut system.blueprint, system.design, bucket);
    Origin::Bucket(system.add(bucket))
}

/// The first API that answers requests, or this one.
fn api_origin(system: &System<'_>, api: Option<&LogicalId>) -> Option<Value> {
    let wanted = |it: &&Resource| api.is_none_or(|api| api == &it.id);
    let mut http = system.blueprint.of_kind(apigatewayv2::Api::KIND).filter(wanted);
    if let Some(api) = http.find(|it| !apigatewayv2::is_websocket(it)) {
        let host = Value::UrlHost(api.id.clone(), "ApiEndpoint");
        return Some(https_only(API, host, None));
    }
    let rest = system.blueprint.of_kind(apigateway::RestApi::KIND).find(wanted)?;
    let host = Value::Concat(vec![
        rest.reference(),
        ".execute-api.".into(),
        Pseudo::Region.into(),
        ".".into(),
        Pseudo::UrlSuffix.into(),
    ]);
    Some(https_only(API, host, Some(apigateway::STAGE_NAME)))
}

fn https_only(id: &str, host: Value, stage: Option<&str>) -> Value {
    let mut origin = super::open_origin(id, host);
    if let (Value::Map(entries), Some(stage)) = (&mut origin, stage) {
        entries.insert("OriginPath".to_owned(), format!("/{stage}").into());
    }
    origin
}

/// Lets exactly this distribution read the bucket, and the key that its files are encrypted with.
pub(super) fn let_read(system: &mut System<'_>, bucket: &LogicalId, distribution: &LogicalId) {
    let policies = s3::BUCKET_POLICY.kind;
    let of_bucket = |it: &&Resource| it.properties.get("Bucket") == Some(&Value::from(bucket));
    let Some(policy) = system.blueprint.of_kind(policies).find(of_bucket) else {
        site::readable(&mut system.blueprint, bucket, distribution);
        return;
    };
    let policy = policy.id.clone();
    let read = s3::service_access(
        "cloudfront.amazonaws.com",
        "s3:GetObject",
        s3::files(bucket),
        super::arn(distribution),
    );
    push_statement(system, &policy, "PolicyDocument", read);
    let Some(key) = system.key() else { return };
    // Any distribution of the account: the key has to be there before the bucket, and the bucket before this one.
    let distributions = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":cloudfront::".into(),
        Pseudo::AccountId.into(),
        ":distribution/*".into(),
    ];
    let decrypt = properties! {
        "Sid": "ContentNetworkReads",
        "Effect": "Allow",
        "Principal": properties! { "Service": "cloudfront.amazonaws.com" },
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Condition": properties! { "ArnLike": properties! { "aws:SourceArn": Value::Concat(distributions) } },
    };
    if system
        .blueprint
        .resource(&key)
        .is_some_and(|it| it.kind == kms::KIND)
    {
        push_statement(system, &key, "KeyPolicy", decrypt);
    }
}

fn push_statement(system: &mut System<'_>, id: &LogicalId, property: &str, statement: Value) {
    let resource = system.blueprint.resource_mut(id);
    let document = resource.and_then(|it| it.properties.get_mut(property));
    if let Some(Value::Map(document)) = document
        && let Some(Value::List(statements)) = document.get_mut("Statement")
        && !statements.contains(&statement)
    {
        statements.push(statement);
    }
}

/// Pages and the API that they call under one address, so that browsers need no further permission.
fn api_beside_pages(system: &mut System<'_>, distribution: &LogicalId, api: &LogicalId) {
    let Some(resource) = system.blueprint.resource(distribution) else {
        return;
    };
    let behind: Vec<&LogicalId> = resource.properties.values().flat_map(Value::references).collect();
    let has_program = |id: &&LogicalId| {
        let kind = system.blueprint.resource(id).map(|it| it.kind);
        *id == api || matches!(kind, Some(elb::LoadBalancer::KIND)) || kind == Some(lambda::URL.kind)
    };
    if behind.iter().any(has_program) {
        return;
    }
    let Some(origin) = api_origin(system, Some(api)) else {
        return;
    };
    let mut behavior = super::dynamic(API);
    if let Value::Map(entries) = &mut behavior {
        entries.insert("PathPattern".to_owned(), API_PATH.into());
    }
    let Some(resource) = system.blueprint.resource_mut(distribution) else {
        return;
    };
    if let Some(Value::Map(config)) = resource.properties.get_mut("DistributionConfig") {
        if let Some(Value::List(origins)) = config.get_mut("Origins") {
            if origins
                .iter()
                .any(|it| it.get("Id").and_then(Value::as_text) == Some(API))
            {
                return;
            }
            origins.push(origin);
        }
        super::add_behavior(config, behavior);
    }
}
