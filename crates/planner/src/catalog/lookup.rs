//! From a type to what the catalogue has of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::component::Variant;
use super::resource_type::Service;
use super::{VARIANTS, network, rds, services};
use crate::blueprint::Resource;

/// The type's entry, where there is one.
pub fn service(kind: &str) -> Option<&'static dyn Service> {
    static BY_KIND: LazyLock<HashMap<&str, &dyn Service>> =
        LazyLock::new(|| services().map(|service| (service.kind(), service)).collect());
    BY_KIND.get(kind).copied()
}

/// The sorts of a type that people tell apart.
pub(crate) fn variants(kind: &str) -> impl Iterator<Item = &'static Variant> {
    let all = VARIANTS.iter().copied().flatten();
    all.filter(move |variant| variant.kind == kind)
}

/// Whether a type is a piece of the one network that everything shares: it is there once, however often it is named.
pub(crate) fn is_shared(kind: &str) -> bool {
    network::SHARED.contains(&kind)
}

/// Whether people's data is in a resource, so that losing it is a loss. What follows another database (a copy for reading,
/// a member of a cluster) has nothing of its own, and AWS takes no snapshot of it.
pub fn holds_data(resource: &Resource) -> bool {
    service(resource.kind).is_some_and(Service::stateful) && !rds::is_follower(resource)
}

/// The physical name that a resource is given, where the person asked for one.
pub fn physical_name(resource: &Resource) -> Option<String> {
    const NAMES: [&str; 6] = [
        "BucketName",
        "TableName",
        "FunctionName",
        "DBInstanceIdentifier",
        "ServiceName",
        "Name",
    ];
    NAMES
        .iter()
        .find_map(|property| resource.properties.get(property)?.as_text().map(str::to_owned))
}
