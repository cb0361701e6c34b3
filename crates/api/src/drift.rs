//! What the status tells of drift: what runs on AWS otherwise than it was deployed.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// What CloudFormation's drift detection found, and how far it is. At most 20 resources and 50 properties are listed; how many more
/// there are is told. Values that look like secrets are masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftStatus {
    /// The detection that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detection: Option<DriftDetection>,
    /// When the detection began that the rest is of; absent before the first, and after a deployment until the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub checked_at: Option<Timestamp>,
    /// Names all that differs, listed here or not; absent where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// What differs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<DriftedResource>,
    /// So many more resources differ.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_resources: u32,
    /// Why not everything could be looked at, where it couldn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<String>,
}

/// A detection that CloudFormation has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftDetection {
    /// CloudFormation's id of it.
    pub id: String,
    /// When it was begun.
    #[schemars(with = "k8s_openapi::apimachinery::pkg::apis::meta::v1::Time")]
    pub started_at: Timestamp,
}

/// A resource that is not as it was deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftedResource {
    /// Its name within the template.
    pub logical_id: String,
    /// CloudFormation type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it was changed or is gone.
    pub state: DriftState,
    /// What differs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<DriftedProperty>,
    /// So many more properties differ.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_properties: u32,
}

/// How a resource differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DriftState {
    /// Its properties are others.
    Modified,
    /// It is gone.
    Deleted,
}

/// A property that is not as it was deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftedProperty {
    /// Where it is in the resource, such as `/BillingMode`.
    pub path: String,
    /// What became of it.
    pub difference: DriftDifference,
    /// As deployed; a long value is cut, a secret one masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// As it is; a long value is cut, a secret one masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
}

/// What became of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DriftDifference {
    /// It was put in.
    Added,
    /// It was taken out.
    Removed,
    /// It has another value.
    Changed,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
