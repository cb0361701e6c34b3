//! What a system sends to the internet. Here: which of its resources AWS bills for that, once however many of them visitors could
//! meet. Not here: content networks, which have a price of their own for it and take it from everything behind them free of
//! charge (`catalog::cloudfront`, `catalog::amplify`).

use crate::blueprint::{Blueprint, Resource};
use crate::catalog::{self, ec2, elb};

use super::{Billed, UsageProfile};

/// Content networks: what stands behind one sends through it.
const CONTENT_NETWORKS: [&str; 2] = ["AWS::CloudFront::Distribution", "AWS::Amplify::App"];
/// What visitors and partners talk to; what stands before the others first.
const DOORS: [&str; 10] = [
    elb::LoadBalancer::KIND,
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::AppSync::GraphQLApi",
    "AWS::AppRunner::Service",
    "AWS::ElasticBeanstalk::Environment",
    ec2::Instance::KIND,
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Lambda::Url",
    "AWS::EC2::VPNConnection",
];
/// What sends only where somebody said that something is sent: nobody visits these unless a program is told to.
const SENDERS: [&str; 6] = [
    "AWS::ECS::Service",
    "AWS::EKS::Cluster",
    "AWS::Transfer::Server",
    "AWS::S3::Bucket",
    "AWS::EFS::FileSystem",
    "AWS::Lambda::Function",
];

/// The gigabytes that this resource is billed for; `None` where another one is, or nothing is sent.
pub(super) fn quantity(resource: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Option<Billed> {
    let may = DOORS.contains(&resource.kind) || SENDERS.contains(&resource.kind);
    let bears = may && bearer(blueprint, usage).is_some_and(|it| it.id == resource.id);
    bears.then(|| {
        catalog::billed(
            "Data transfer",
            "out_to_internet_first_10tb",
            usage.data_transfer_gb,
        )
    })
}

fn bearer<'a>(blueprint: &'a Blueprint, usage: &UsageProfile) -> Option<&'a Resource> {
    let there = |kind: &str| blueprint.of_kind(kind).next().is_some();
    if CONTENT_NETWORKS.into_iter().any(there) {
        return None;
    }
    let first = |kinds: &'static [&'static str]| {
        let mut all = kinds.iter().flat_map(|kind| blueprint.of_kind(kind));
        all.find(|it| is_open(it))
    };
    first(&DOORS).or_else(|| usage.transfer_said.then(|| first(&SENDERS)).flatten())
}

/// Whether anybody outside of the network gets anything from it.
fn is_open(resource: &Resource) -> bool {
    match resource.kind {
        elb::LoadBalancer::KIND => elb::is_public(resource),
        ec2::Instance::KIND => !ec2::is_bastion(resource),
        _ => true,
    }
}
