//! A table that several regions share. Each has all of it and takes reads and writes; AWS keeps them the same within seconds.

use super::super::component::{Component, Part};
use super::super::plain::Metered;
use super::super::{Billed, Resource, Tags, UsageProfile, billed};
use super::is_name;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

const KIND: &str = "AWS::DynamoDB::GlobalTable";

/// Its tags hang on its replicas.
pub(crate) const GLOBAL_TABLE: Metered = Metered {
    kind: KIND,
    tags: Tags::None,
    stateful: true,
    purpose: [
        "A table that is kept the same in two parts of the world, so that people everywhere are near it",
        "तालिका जो दुनिया के दो हिस्सों में एक-सी रखी जाती है, ताकि हर जगह के लोग उसके पास हों",
        "Table jo duniya ke do hisson mein ek jaisi rakhi jati hai, taaki har jagah ke log uske paas hon",
    ],
    billed: bill,
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "global table|dynamodb global table|dynamo global table|dynamodb global tables|global dynamodb table|\
         multi-region dynamodb table|multi region dynamodb table|multi-region table|multi region table|multi-region dynamodb|\
         multi region dynamodb|globally replicated table|table in several regions",
        "ग्लोबल टेबल|डायनेमोडीबी ग्लोबल टेबल",
        "duniya bhar ki table",
    ],
    build,
    uses: Some(uses),
}];

/// What is written is written twice, and each region keeps all of it.
fn bill(_table: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![
        billed("DynamoDB", "storage_standard", usage.storage_gb),
        billed("DynamoDB", "on_demand_read_request_units", usage.api_requests),
        billed("DynamoDB", "on_demand_replicated_write_units", usage.api_requests),
        billed("DynamoDB", "storage_standard", usage.storage_gb),
        billed("DynamoDB", "pitr_backup", usage.storage_gb),
    ]
}

/// A table in the plan's region and another one.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("GlobalTable");
    let here = system.design.requirements.region.as_str();
    let there = part
        .text("replicaRegion")
        .filter(|region| *region != here && is_region(region))
        .unwrap_or_else(|| partner(here));
    let replica = |region: &str| {
        properties! {
            "Region": region,
            "PointInTimeRecoverySpecification": properties! { "PointInTimeRecoveryEnabled": true },
        }
    };
    let table = Resource::new(id.clone(), KIND)
        .kept(Retention::Retain)
        .with_some("TableName", part.name(is_name))
        .with(
            "AttributeDefinitions",
            vec![properties! { "AttributeName": "id", "AttributeType": "S" }],
        )
        .with(
            "KeySchema",
            vec![properties! { "AttributeName": "id", "KeyType": "HASH" }],
        )
        .with("BillingMode", "PAY_PER_REQUEST")
        .with(
            "StreamSpecification",
            properties! { "StreamViewType": "NEW_AND_OLD_IMAGES" },
        )
        // A key of one region opens nothing in the other: AWS keeps one in each.
        .with_some(
            "SSESpecification",
            system
                .hardened()
                .then(|| properties! { "SSEEnabled": true, "SSEType": "KMS" }),
        )
        .with("Replicas", Value::list([replica(here), replica(there)]));
    system.add(table);
    let what = "Name of the table that two regions share";
    system.blueprint.output(&format!("{id} Name"), what, &id);
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, table: &LogicalId) {
    let access = storage::table_access(system.variable("GLOBAL_TABLE_NAME", table), table);
    system.grant(program, access);
}

/// The other region where none was said: far enough away to be of use, and open to every account.
fn partner(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("us") if region != "us-west-2" => "us-west-2",
        Some("eu") if region != "eu-central-1" => "eu-central-1",
        Some("eu") => "eu-west-1",
        Some("ap") if region != "ap-southeast-1" => "ap-southeast-1",
        Some("ap") => "ap-south-1",
        _ => "us-east-1",
    }
}

/// Whether it reads like the code of a region.
fn is_region(text: &str) -> bool {
    let mut parts = text.rsplit('-');
    let number = parts.next().is_some_and(|part| part.parse::<u8>().is_ok());
    let words = parts.clone().count() >= 2;
    number && words && parts.all(|part| part.chars().all(|c| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{is_region, partner};

    #[test]
    fn the_other_region_is_another_one() {
        for region in [
            "us-east-1",
            "us-west-2",
            "eu-central-1",
            "ap-south-1",
            "ap-southeast-1",
            "sa-east-1",
        ] {
            assert_ne!(partner(region), region);
            assert!(is_region(partner(region)));
        }
        assert!(!is_region("Mumbai") && !is_region("south-1"));
    }
}
