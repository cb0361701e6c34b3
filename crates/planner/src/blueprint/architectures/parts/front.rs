//! A content network before a load balancer or a virtual machine: an encrypted address without a domain of one's own,
//! within the always-free allowance.
//!
//! The hop behind it is plain HTTP, since neither has a certificate. It stays within AWS's network, and the firewall
//! lets in nobody but the content network: by AWS's list of its addresses, which has an id of its own in each region.
//! The ids are AWS's and fixed; where one is not known here, the port is open to all.

use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::catalog::{cloudfront, vpc};
use crate::properties;

const ORIGIN: &str = "application";
/// AWS's own set of settings `AllViewer`: hands on the host name too, which programs make their links from.
const ALL_VIEWER: &str = "216adef6-5c7f-47e4-b989-5492eafa07d3";

/// Ids of the list `com.amazonaws.global.cloudfront.origin-facing`, by region.
const PREFIX_LISTS: &[(&str, &str)] = &[
    ("ap-northeast-1", "pl-58a04531"),
    ("ap-northeast-2", "pl-22a6434b"),
    ("ap-south-1", "pl-9aa247f3"),
    ("ap-southeast-1", "pl-31a34658"),
    ("ap-southeast-2", "pl-b8a742d1"),
    ("ca-central-1", "pl-38a64351"),
    ("eu-central-1", "pl-a3a144ca"),
    ("eu-north-1", "pl-fab65393"),
    ("eu-west-1", "pl-4fa04526"),
    ("eu-west-2", "pl-93a247fa"),
    ("eu-west-3", "pl-75b1541c"),
    ("sa-east-1", "pl-5da64334"),
    ("us-east-1", "pl-3b927c52"),
    ("us-east-2", "pl-b6a144df"),
    ("us-west-1", "pl-4ea04527"),
    ("us-west-2", "pl-82a045eb"),
];

/// Adds the content network before this host.
pub(crate) fn add(blueprint: &mut Blueprint, id: &str, project: &str, host: Value, port: i64) -> LogicalId {
    let origin = properties! {
        "Id": ORIGIN,
        "DomainName": host,
        "CustomOriginConfig": properties! {
            "OriginProtocolPolicy": "http-only",
            "HTTPPort": port,
            "OriginSSLProtocols": vec!["TLSv1.2"],
        },
    };
    let mut behavior = cloudfront::dynamic(ORIGIN);
    if let Value::Map(entries) = &mut behavior {
        entries.insert("OriginRequestPolicyId".to_owned(), ALL_VIEWER.into());
    }
    blueprint.add(cloudfront::distribution(id, project, vec![origin], behavior))
}

/// Lets the content network, and where that can be said nobody else, in to this port.
pub(crate) fn let_in(blueprint: &mut Blueprint, region: &str, group: &LogicalId, port: i64) {
    let peer = match PREFIX_LISTS.iter().find(|(name, _)| *name == region) {
        Some((_, list)) => ("SourcePrefixListId", *list),
        None => ("CidrIp", vpc::ANYWHERE),
    };
    let id = format!("{group} From Content Network");
    blueprint.add(vpc::ingress_from(&id, group, peer, port, "The content network"));
}
