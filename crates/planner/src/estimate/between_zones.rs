//! What crosses from one data centre to the next: programs stand in two, a data store answers from one. Here: how much of
//! that there is. Not here: what a data store costs by itself (`catalog/`).
//!
//! AWS bills both directions. Source: <https://aws.amazon.com/ec2/pricing/on-demand/>, "Data Transfer within the same AWS
//! Region", as quoted by the price list's rows.

use crate::blueprint::{Blueprint, Resource};
use crate::catalog;

use super::{Billed, UsageProfile};

/// Data stores that programs talk to over the network of the system.
const STORES: [&str; 9] = [
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::CacheCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::MSK::Cluster",
];
/// What may run a program in that network.
const PROGRAMS: [&str; 5] = [
    "AWS::Lambda::Function",
    "AWS::ECS::Service",
    "AWS::EC2::Instance",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EKS::Nodegroup",
];
const SUBNET: &str = "AWS::EC2::Subnet";

/// As much is moved between a program and its data store as is sent to visitors, and half of it crosses; both directions
/// are billed, which makes the whole of it once. `None` where nothing can cross.
pub(super) fn quantity(resource: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Option<Billed> {
    let is_store =
        STORES.contains(&resource.kind) && !resource.properties.contains_key("DBClusterIdentifier");
    let two_zones = || blueprint.of_kind(SUBNET).count() >= 2;
    let somebody_asks = || {
        let there = |kind: &&str| blueprint.of_kind(kind).next().is_some();
        PROGRAMS.iter().any(there)
    };
    (is_store && two_zones() && somebody_asks()).then(|| {
        catalog::billed(
            "Data transfer",
            "between_azs_each_direction",
            usage.data_transfer_gb,
        )
    })
}
