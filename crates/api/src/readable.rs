//! Reading a status that others may have written as well: whoever has the right to may put anything into it that the schema takes. A list
//! or a watch is read as a whole, so that one status which can't be read would take every other object with it. What can't be read
//! counts as not there; the operator writes it again.

use indexmap::IndexMap;
use jiff::Timestamp;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::cloud_account::CloudAccountStatus;
use crate::deployment_policy::DeploymentPolicyStatus;
use crate::deployment_request::{
    ApprovalStatus, DeploymentRequestStatus, DeploymentStatus, HistoryEntry, OutputTarget, ParsedStatus,
    Phase, PlanStatus, RepairStatus,
};
use crate::drift::DriftStatus;
use crate::error::UserError;
use crate::model_answer::ModelAnswer;
use crate::plan::Clarification;

/// What `read` makes of a status, field by field if it makes nothing of the whole.
fn readable<T: Default>(status: Value, read: impl Fn(&Value) -> serde_json::Result<T>) -> T {
    if let Ok(whole) = read(&status) {
        return whole;
    }
    let Value::Object(mut fields) = status else {
        return T::default();
    };
    fields.retain(|name, field| {
        let alone = Map::from_iter([(name.clone(), field.clone())]);
        read(&Value::Object(alone)).is_ok()
    });
    read(&Value::Object(fields)).unwrap_or_default()
}

/// Reads a kind's status by its twin, which has the same fields and is strict; the compiler compares the two.
macro_rules! reads {
    ($status:ty, by $twin:ident) => {
        impl<'de> Deserialize<'de> for $status {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(readable(Value::deserialize(deserializer)?, |status| {
                    $twin::deserialize(status)
                }))
            }
        }
    };
}

const fn unobserved() -> i64 {
    -1
}

#[derive(Deserialize)]
#[serde(remote = "DeploymentRequestStatus", rename_all = "camelCase")]
struct OfRequest {
    #[serde(default = "unobserved")]
    observed_generation: i64,
    #[serde(default)]
    last_handled_reconcile_at: Option<String>,
    #[serde(default)]
    phase: Option<Phase>,
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default)]
    parsed: Option<Box<ParsedStatus>>,
    #[serde(default)]
    model: Option<Box<ModelAnswer>>,
    #[serde(default)]
    clarifications: Vec<Clarification>,
    #[serde(default)]
    plan: Option<Box<PlanStatus>>,
    #[serde(default)]
    approval: Option<Box<ApprovalStatus>>,
    #[serde(default)]
    deployment: Option<Box<DeploymentStatus>>,
    #[serde(default)]
    outputs: IndexMap<String, String>,
    #[serde(default)]
    written_outputs: Vec<OutputTarget>,
    #[serde(default)]
    history: Vec<HistoryEntry>,
    #[serde(default)]
    repair: Option<Box<RepairStatus>>,
    #[serde(default)]
    drift: Option<Box<DriftStatus>>,
    #[serde(default)]
    last_error: Option<Box<UserError>>,
}

reads!(DeploymentRequestStatus, by OfRequest);

#[derive(Deserialize)]
#[serde(remote = "CloudAccountStatus", rename_all = "camelCase")]
struct OfAccount {
    #[serde(default = "unobserved")]
    observed_generation: i64,
    #[serde(default)]
    last_handled_reconcile_at: Option<String>,
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default, rename = "identityARN")]
    identity_arn: Option<String>,
    #[serde(default)]
    last_check: Option<Timestamp>,
}

reads!(CloudAccountStatus, by OfAccount);

#[derive(Deserialize)]
#[serde(remote = "DeploymentPolicyStatus", rename_all = "camelCase")]
struct OfPolicy {
    #[serde(default = "unobserved")]
    observed_generation: i64,
    #[serde(default)]
    conditions: Vec<Condition>,
}

reads!(DeploymentPolicyStatus, by OfPolicy);
