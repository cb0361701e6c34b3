//! Addresses that open only when they are signed, as a part of a system: who may sign them, and which they are.

use super::super::component::{Component, Part};
use super::{Distribution, KEY_GROUP, parts};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::site;
use crate::blueprint::{LogicalId, Value};

/// Addresses that have to be signed, where the others are open.
const SIGNED_PATH: &str = "signed/*";

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KEY_GROUP.kind,
    terms: [
        "cloudfront signed url|cloudfront signed cookie|cloudfront key group|trusted key group|key group|cloudfront public key|\
         signed cloudfront url|signed cdn url|signed url on cloudfront|signed cookie on cloudfront",
        "क्लाउडफ्रंट साइन्ड यूआरएल",
        "",
    ],
    build,
    uses: None,
}];

/// The keys that sign, and in the first distribution the addresses that need it. Where everything has to be signed, it is
/// there already.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let there = system.all(KEY_GROUP.kind).into_iter().next();
    if let Some(there) = there {
        return there;
    }
    // Keys without a distribution would sign nothing.
    let distribution = system.all(Distribution::KIND).into_iter().next();
    let distribution = distribution.unwrap_or_else(|| parts::build(system, &Part { said: None }));
    let signers = site::key_group(&mut system.blueprint);
    let_only_signed(system, &distribution, &signers);
    let what = "Id of the key group; addresses under signed/ open with a signature of its key";
    system.blueprint.output("SignersId", what, &signers);
    signers
}

fn let_only_signed(system: &mut System<'_>, distribution: &LogicalId, signers: &LogicalId) {
    let Some(resource) = system.blueprint.resource_mut(distribution) else {
        return;
    };
    let Some(Value::Map(config)) = resource.properties.get_mut("DistributionConfig") else {
        return;
    };
    let Some(usual) = config.get("DefaultCacheBehavior").cloned() else {
        return;
    };
    let Value::Map(mut behavior) = site::for_signed_only(usual, Some(signers)) else {
        return;
    };
    behavior.insert("PathPattern".to_owned(), SIGNED_PATH.into());
    super::add_behavior(config, Value::Map(behavior));
}
