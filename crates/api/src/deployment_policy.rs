//! `DeploymentPolicy`: the platform team's guardrails for the plans of one namespace.

#![allow(
    unreachable_pub,
    reason = "derive(KubeSchema) makes a `pub` struct within a function"
)]

use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;
use kube::{CustomResource, KubeSchema};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::{Amount, Currency};
use crate::plan::Severity;

/// What plans of a namespace have to keep. Where there are several policies, all of them hold.
#[allow(
    clippy::duplicated_attributes,
    reason = "two printer columns of one type are no mistake"
)]
#[derive(CustomResource, KubeSchema, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[kube(
    group = "cloudwhisper.dev",
    version = "v1alpha1",
    kind = "DeploymentPolicy",
    plural = "deploymentpolicies",
    shortname = "dp",
    category = "cloudwhisper",
    namespaced,
    status = "DeploymentPolicyStatus",
    derive = "PartialEq",
    doc = "Guardrails for the plans of a namespace: a plan that breaks one cannot be approved.",
    printcolumn(
        name = "Ready",
        type_ = "string",
        json_path = ".status.conditions[?(@.type==\"Ready\")].status"
    ),
    printcolumn(
        name = "Severity",
        type_ = "string",
        json_path = ".spec.minimumSeverityToBlock"
    ),
    printcolumn(
        name = "Max per request",
        type_ = "string",
        json_path = ".spec.maxMonthlyCost.perRequest.amount"
    ),
    printcolumn(
        name = "Max in all",
        type_ = "string",
        json_path = ".spec.maxMonthlyCost.namespace.amount"
    ),
    printcolumn(name = "Age", type_ = "date", json_path = ".metadata.creationTimestamp"),
    printcolumn(
        name = "Message",
        type_ = "string",
        json_path = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1
    )
)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentPolicySpec {
    /// AWS regions that plans may be for. Empty: every region that the account allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 64),
        inner(length(max = 32), pattern("^[a-z]{2}(-[a-z]+)+-[0-9]$")),
        extend("x-kubernetes-list-type" = "set")
    )]
    pub allowed_regions: Vec<String>,
    /// CloudFormation types that plans may hold, such as `AWS::S3::Bucket`, or `AWS::S3::*` for all of a service. Empty: every type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 256),
        inner(length(max = 128), pattern("^[A-Za-z0-9]+::([A-Za-z0-9]+::)?([A-Za-z0-9]+|[*])$")),
        extend("x-kubernetes-list-type" = "set")
    )]
    pub allowed_resource_types: Vec<String>,
    /// CloudFormation types that plans may not hold, written in the same way; wins over `allowedResourceTypes`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 256),
        inner(length(max = 128), pattern("^[A-Za-z0-9]+::([A-Za-z0-9]+::)?([A-Za-z0-9]+|[*])$")),
        extend("x-kubernetes-list-type" = "set")
    )]
    pub denied_resource_types: Vec<String>,
    /// What may be spent in a month of 730 hours, by the estimates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_monthly_cost: Option<MaxMonthlyCost>,
    /// Findings of the security review that are as bad as this, or worse, block the plan. Absent: findings block no approval by a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_severity_to_block: Option<Severity>,
    /// Who asked may not approve: an approver has to be somebody else than the annotations `cloudwhisper.dev/requested-by` and
    /// `cloudwhisper.dev/changed-by` name, and mode `WithinBudget` approves nothing by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub separation_of_duties: bool,
    /// How many people have to approve a plan, each one for themselves; absent: one. The highest of a namespace's policies counts. Where it is
    /// more than one, mode `WithinBudget` approves nothing by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub required_approvals: Option<u8>,
    /// Tags that every plan has to carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 40),
        extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["key"])
    )]
    pub required_tags: Vec<RequiredTag>,
    /// Rules of your own over the plan, in CEL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 32),
        extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["name"])
    )]
    pub rules: Vec<PolicyRule>,
    /// Exceptions, each with its reason and its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub waivers: Vec<Waiver>,
}

/// What may be spent in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
#[serde(rename_all = "camelCase")]
#[x_kube(validation = Rule::new("has(self.perRequest) || has(self.namespace)")
    .message("maxMonthlyCost needs perRequest, namespace or both"))]
pub struct MaxMonthlyCost {
    /// By one request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_request: Option<MonthlyLimit>,
    /// By everything in the namespace that is approved or runs. Cannot be waived: raise it instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<MonthlyLimit>,
}

/// A sum that may be spent in a month of 730 hours, without tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MonthlyLimit {
    /// How much; 0 means "free tier only".
    pub amount: Amount,
    /// The currency that the amount is in; rupees are compared at the exchange rate of the estimate.
    pub currency: Currency,
}

/// A tag that every plan has to carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequiredTag {
    /// Its key; upper and lower case differ, as they do on AWS.
    #[schemars(length(min = 1, max = 128))]
    pub key: String,
    /// The values that it may have. Empty: any but the empty one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64), inner(length(max = 256)), extend("x-kubernetes-list-type" = "set"))]
    pub values: Vec<String>,
}

/// A rule over the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
pub struct PolicyRule {
    /// Its name, by which waivers name it.
    #[schemars(length(min = 1, max = 63))]
    #[x_kube(validation = Rule::new("self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')")
        .message("the name of a rule has lower-case letters, digits and hyphens, such as no-public-buckets"))]
    pub name: String,
    /// A CEL expression over `plan` and `request` that is true for plans which keep the rule, such as
    /// `plan.resources.all(r, r.type != 'AWS::EC2::NatGateway')`.
    #[schemars(length(min = 1, max = 1024))]
    pub expression: String,
    /// What people read when it is broken: what is wrong, and what to do.
    #[schemars(length(min = 1, max = 512))]
    pub message: String,
}

/// An exception from one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The rule, as the violation names it: a field of this policy such as `deniedResourceTypes`, the id of a finding such as `CW-NET-001`,
    /// or the name of one of `rules`.
    #[schemars(length(min = 1, max = 64))]
    pub rule: String,
    /// Logical id of the resource, as the violation names it. Absent: violations that are of the plan as a whole, and of no resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub resource: Option<String>,
    /// Name of the one request that it is for. Absent: every request of the namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 253))]
    pub request: Option<String>,
    /// Why, for whoever asks later.
    #[schemars(length(min = 1, max = 512))]
    pub reason: String,
    /// The day on which it is void, `YYYY-MM-DD`, from 00:00 UTC.
    #[schemars(pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), length(max = 10), extend("x-kubernetes-validations" = [{
        "rule": "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}$') && timestamp(self + 'T00:00:00Z') > timestamp('1970-01-01T00:00:00Z')",
        "message": "expires must be a day of the calendar, such as 2027-01-31",
    }]))]
    pub expires: String,
}

/// What the operator found of the policy itself.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentPolicyStatus {
    /// The generation of the spec that this status speaks of; -1 before the first.
    #[serde(default = "unobserved")]
    pub observed_generation: i64,
    /// `Ready`, `Reconciling`, `Stalled`. A policy that isn't ready blocks every plan of its namespace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["type"]))]
    pub conditions: Vec<Condition>,
}

impl Default for DeploymentPolicyStatus {
    fn default() -> Self {
        Self {
            observed_generation: unobserved(),
            conditions: Vec::new(),
        }
    }
}

fn unobserved() -> i64 {
    -1
}
