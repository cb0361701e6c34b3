//! Which resources a wish needs. One file per architecture; adding one is its file and one line in [`ARCHITECTURES`].

mod artifact;
pub mod baseline;
pub(crate) mod containers;
mod nextjs;
pub(crate) mod parts;
pub(crate) mod scheduled_task;
mod serverless;
mod static_site;
mod system;
pub(crate) mod virtual_machine;

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{
    AppType, Compute, Framework, InsecureWish, Networking, Requirements, Usage,
};

use super::Blueprint;
use super::existing_network::{self, ExistingNetwork};
use crate::catalog::{self, apigateway, apigatewayv2, cloudfront, ecs, elb, lambda};

use artifact::Host;
pub use artifact::{ArtifactUse, artifact_use};
pub(crate) use parts::database::user_to_make;
pub(crate) use system::{System, is_protected};

/// What runs on the compute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Workload {
    /// A small sample application, so that the URL answers.
    #[default]
    Sample,
    /// A container image.
    Image(String),
    /// A zip file in Amazon S3.
    Zip {
        /// The bucket's name.
        bucket: String,
        /// The object's key.
        key: String,
        /// The object's version, where one was named.
        version: Option<String>,
    },
}

/// How far security goes where it costs money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Everything that costs nothing; [`baseline::LEFT_OUT`] says what is left out.
    #[default]
    Baseline,
    /// Everything, at its price.
    Hardened,
}

/// Everything that decides on the resources.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    /// What was asked for.
    pub requirements: &'a Requirements,
    /// What runs.
    pub workload: &'a Workload,
    /// How far security goes.
    pub profile: Profile,
    /// A network that is there already, to stand in instead of one of the plan's own.
    pub network: Option<ExistingNetwork>,
}

/// A way to build a system.
pub(crate) trait Architecture: Sync {
    /// Whether it is made for these requirements. The first that fits is taken.
    fn fits(&self, requirements: &Requirements) -> bool;

    /// What a person's own program runs on.
    fn host(&self) -> Host;

    /// The resources, the primary URL's output first.
    fn blueprint(&self, design: &Design<'_>) -> Blueprint;
}

/// Every architecture; more special ones first. [`serverless`] fits everything.
pub(crate) const ARCHITECTURES: &[&dyn Architecture] = &[
    &scheduled_task::ScheduledTask,
    &containers::Containers,
    &virtual_machine::VirtualMachine,
    &static_site::StaticSite,
    &nextjs::Nextjs,
    &serverless::Serverless,
];

/// The architecture for the application of these requirements; `None` where only parts of a system were named.
fn fitting(requirements: &Requirements) -> Option<&'static dyn Architecture> {
    requirements.app_type?;
    let api = requirements.app_type == Some(AppType::Api);
    if apigatewayv2::relay::is_meant(requirements) {
        return None;
    }
    let hosted = requirements.services.iter().any(|service| {
        catalog::HOSTS.contains(&service.kind.as_str())
            || service.kind == catalog::amplify::KIND
            || api && service.kind == catalog::appsync::KIND
    });
    if hosted && requirements.compute.is_none() {
        return None;
    }
    // Amplify has the pages; a function that is named beside it stands for itself.
    let named = |kind: &str| requirements.services.iter().any(|it| it.kind == kind);
    let pages = requirements.app_type == Some(AppType::WebApp);
    if pages && named(catalog::amplify::KIND) && named(lambda::Function::KIND) {
        return None;
    }
    let fits = |architecture: &&&'static dyn Architecture| architecture.fits(requirements);
    ARCHITECTURES.iter().find(fits).copied()
}

/// What a person asked for, from the front door inwards. Everything else serves these, and is explained after them.
const PRINCIPAL: [&str; 11] = [
    "AWS::CloudFront::Distribution",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGateway::RestApi",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::Lambda::Function",
    "AWS::ECS::Service",
    "AWS::EC2::Instance",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
];

/// The blueprint for these requirements.
pub fn design(design: &Design<'_>) -> Blueprint {
    let application = fitting(design.requirements);
    let application =
        application.map_or_else(Blueprint::default, |architecture| architecture.blueprint(design));
    let mut blueprint = system::insisted(system::complete(application, design), design);
    system::tell_said(&mut blueprint);
    if ecs::spot::wanted(design.requirements) {
        ecs::spot::put(&mut blueprint);
    }
    let wished = |wish: InsecureWish| design.requirements.insecure_wishes.contains(&wish);
    let sure = |wish: InsecureWish| design.requirements.insisted_wishes.contains(&wish);
    if wished(InsecureWish::SingleZone) && !sure(InsecureWish::SingleZone) {
        system::two_zones(&mut blueprint);
    }
    let unprotected = InsecureWish::NoDeletionProtection;
    if (design.profile == Profile::Hardened || wished(unprotected)) && !sure(unprotected) {
        system::protect(&mut blueprint);
    }
    if let Some(network) = design.network {
        // One that doesn't fit keeps a network of its own; whoever plans says why.
        let _ = existing_network::put(&mut blueprint, network);
    }
    blueprint.tell_network();
    blueprint.begin_with(&PRINCIPAL);
    blueprint
}

/// Where a request from outside comes in.
const FRONT_DOORS: [&str; 5] = [
    apigateway::RestApi::KIND,
    apigatewayv2::Api::KIND,
    cloudfront::Distribution::KIND,
    elb::LoadBalancer::KIND,
    lambda::URL.kind,
];

/// Whether a web application in this framework has other front doors than one in none, on any of the three computes.
pub(crate) fn brings_front_door(framework: Framework) -> bool {
    [Compute::Lambda, Compute::Ecs, Compute::Ec2]
        .into_iter()
        .any(|compute| front_doors(compute, Some(framework)) != front_doors(compute, None))
}

/// The types of the front doors of a web application of which nothing else was said.
fn front_doors(compute: Compute, framework: Option<Framework>) -> BTreeSet<&'static str> {
    let requirements = Requirements {
        app_type: Some(AppType::WebApp),
        framework,
        compute: Some(compute),
        storage: Vec::new(),
        networking: Networking {
            public_access: true,
            custom_domain: None,
        },
        budget: None,
        region: "us-east-1".to_owned(),
        project_name: "app".to_owned(),
        usage: Usage::default(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    };
    let blueprint = design(&Design {
        requirements: &requirements,
        workload: &Workload::Sample,
        profile: Profile::Baseline,
        network: None,
    });
    let kinds = blueprint.resources().iter().map(|resource| resource.kind);
    kinds.filter(|kind| FRONT_DOORS.contains(kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_door_tells_which_frameworks_bring_one() {
        for (framework, brings) in [
            (Framework::React, false),
            (Framework::Nextjs, true),
            (Framework::Express, false),
            (Framework::Flask, false),
            (Framework::Django, false),
        ] {
            assert_eq!(brings_front_door(framework), brings, "{framework:?}");
        }
    }
}
