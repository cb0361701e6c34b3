//! `CloudAccount`: an AWS account, how to get into it, and who may use it.

#![allow(
    unreachable_pub,
    reason = "derive(KubeSchema) makes a `pub` struct within a function"
)]

use jiff::Timestamp;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{Condition, LabelSelector};
use kube::{CustomResource, KubeSchema};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::amount::Amount;

/// An AWS account that requests may deploy to.
#[allow(
    clippy::duplicated_attributes,
    reason = "two printer columns of one type are no mistake"
)]
#[derive(CustomResource, KubeSchema, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[kube(
    group = "cloudwhisper.dev",
    version = "v1alpha1",
    kind = "CloudAccount",
    plural = "cloudaccounts",
    shortname = "ca",
    category = "cloudwhisper",
    status = "CloudAccountStatus",
    derive = "PartialEq",
    doc = "An AWS account: how the operator gets into it, and which namespaces may use it.",
    printcolumn(name = "Account", type_ = "string", json_path = ".spec.accountId"),
    printcolumn(name = "Region", type_ = "string", json_path = ".spec.defaultRegion"),
    printcolumn(
        name = "Ready",
        type_ = "string",
        json_path = ".status.conditions[?(@.type==\"Ready\")].status"
    ),
    printcolumn(name = "Age", type_ = "date", json_path = ".metadata.creationTimestamp"),
    printcolumn(
        name = "Identity",
        type_ = "string",
        json_path = ".status.identityARN",
        priority = 1
    )
)]
#[serde(rename_all = "camelCase")]
#[x_kube(
    validation = Rule::new("!has(self.deployRoleArn) || self.deployRoleArn.contains(':iam::' + self.accountId + ':role/')")
        .message("deployRoleArn is a role of another account: CloudFormation takes only roles of accountId"),
    validation = Rule::new(
        "!has(self.credentials.assumeRole) || self.credentials.assumeRole.arn.contains(':iam::' + self.accountId + ':role/')"
    )
    .message("credentials.assumeRole.arn is a role of another account than accountId: correct one of them")
)]
pub struct CloudAccountSpec {
    /// AWS account id. The credentials have to be of this account; it can't be changed.
    #[schemars(length(max = 12))]
    #[x_kube(validation = Rule::new("self.matches('^[0-9]{12}$')").message("accountId must have 12 digits, in quotes"))]
    #[x_kube(validation = Rule::new("self == oldSelf").message("accountId cannot be changed: make another CloudAccount"))]
    pub account_id: String,
    /// Region of requests that name none.
    #[schemars(length(max = 32))]
    #[x_kube(validation = Rule::new("self.matches('^[a-z]{2}(-[a-z]+)+-[0-9]$')")
        .message("defaultRegion must be the code of an AWS region, such as ap-south-1"))]
    pub default_region: String,
    /// How the operator gets in.
    pub credentials: Credentials,
    /// Role that CloudFormation itself works under (`iam:PassRole` needed); absent: the operator's own rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 2048), pattern("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$"))]
    pub deploy_role_arn: Option<String>,
    /// Namespaces whose requests may use the account. Empty: none.
    #[serde(default)]
    pub allowed_namespaces: AllowedNamespaces,
    /// Regions that requests may use. Empty: the default region only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64), inner(length(max = 32)), extend("x-kubernetes-list-type" = "set"))]
    pub allowed_regions: Vec<String>,
    /// What the account has for free.
    #[serde(default)]
    pub free_tier: FreeTier,
    /// Bucket for templates of more than 51,200 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 3, max = 63))]
    pub template_bucket: Option<String>,
    /// Queues that `EventBridge` puts the status changes of stacks into: with them a change is seen at once, and CloudFormation is asked less
    /// often. Absent: CloudFormation is asked while something is in progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_events: Option<StackEvents>,
    /// Endpoint of all AWS services in place of AWS's own. For test beds.
    #[serde(default, rename = "endpointURL", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 2048), pattern("^https?://.+$"))]
    pub endpoint_url: Option<String>,
}

/// How the operator gets in: one of three ways, or a role that is assumed with the keys of a Secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
#[serde(rename_all = "camelCase")]
#[x_kube(validation = Rule::new(
    "has(self.podIdentity) ? !has(self.assumeRole) && !has(self.secretRef) : has(self.assumeRole) || has(self.secretRef)"
).message("credentials must have exactly one of assumeRole, secretRef and podIdentity, or a secretRef whose keys assume the role of assumeRole"))]
pub struct Credentials {
    /// A role to assume: with the keys of `secretRef` where there is one, else with the operator's own identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assume_role: Option<AssumeRole>,
    /// A Secret with `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, where there is one, `AWS_SESSION_TOKEN`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_ref: Option<SecretRef>,
    /// The operator's own identity (IRSA, EKS Pod Identity, instance profile, environment).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_identity: Option<PodIdentity>,
}

/// A role to assume. The bounds are those of STS `AssumeRole` (API reference, read 2026-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
#[serde(rename_all = "camelCase")]
#[x_kube(
    validation = Rule::new(
        "!has(self.tags) || self.tags.all(tag, self.tags.exists_one(other, other.key.lowerAscii() == tag.key.lowerAscii()))"
    )
    .message("assumeRole.tags has a key twice: AWS does not tell keys apart by upper and lower case"),
    validation = Rule::new(
        "!has(self.transitiveTagKeys) || self.transitiveTagKeys.all(key, has(self.tags) && self.tags.exists(tag, tag.key == key))"
    )
    .message("assumeRole.transitiveTagKeys names a key that is not in assumeRole.tags: add the tag, or take the key out")
)]
pub struct AssumeRole {
    /// Its ARN.
    #[schemars(length(max = 2048), pattern("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$"))]
    pub arn: String,
    /// The external id that its trust policy asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 2, max = 1224))]
    pub external_id: Option<String>,
    /// Name of the sessions, as `CloudTrail` shows it. Absent: `cloudwhisper`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 2, max = 64), pattern("^[A-Za-z0-9_+=,.@-]+$"))]
    pub session_name: Option<String>,
    /// Session tags. The role's trust policy then has to allow `sts:TagSession` as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 50), extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["key"]))]
    pub tags: Vec<SessionTag>,
    /// Keys of those tags that go along when a session assumes another role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 50), inner(length(min = 1, max = 128)), extend("x-kubernetes-list-type" = "set"))]
    pub transitive_tag_keys: Vec<String>,
}

/// A session tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
pub struct SessionTag {
    /// Its key.
    #[schemars(length(min = 1, max = 128), pattern("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$"))]
    #[x_kube(validation = Rule::new("!self.lowerAscii().startsWith('aws:')")
        .message("keys of session tags must not begin with aws:, which is AWS's own"))]
    pub key: String,
    /// Its value; may be empty.
    #[schemars(length(max = 256), pattern("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$"))]
    pub value: String,
}

/// A Secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecretRef {
    /// Its namespace.
    #[schemars(length(min = 1, max = 63))]
    pub namespace: String,
    /// Its name.
    #[schemars(length(min = 1, max = 253))]
    pub name: String,
}

/// The operator's own identity; has no settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PodIdentity {}

/// Where stack events are received from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StackEvents {
    /// One SQS queue for each region: CloudFormation tells `EventBridge` of a stack in the stack's own region. A region without one is asked as
    /// if there were no queues.
    #[schemars(length(min = 1, max = 64), extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["region"]))]
    pub queues: Vec<StackEventsQueue>,
}

/// A queue of stack events. The operator alone may receive from it: what it has received it deletes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StackEventsQueue {
    /// Region of the queue and of the stacks that it tells of.
    #[schemars(length(min = 1, max = 32))]
    pub region: String,
    /// URL of the queue.
    #[schemars(length(max = 2048), pattern("^https?://.+$"))]
    pub url: String,
}

/// Namespaces by name, by label, or both: a namespace that either allows is allowed. Empty: none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AllowedNamespaces {
    /// By name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 1000), inner(length(min = 1, max = 63)), extend("x-kubernetes-list-type" = "set"))]
    pub names: Vec<String>,
    /// By label; an empty selector allows every namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
}

/// What the account has for free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
#[serde(rename_all = "camelCase")]
#[x_kube(
    validation = Rule::new("self.plan != 'Credits' || has(self.remainingUSD)")
        .message("freeTier.plan Credits needs remainingUSD: the credits that are left"),
    validation = Rule::new("self.plan != 'Legacy12Month' || has(self.until)")
        .message("freeTier.plan Legacy12Month needs until: the last day of the 12 months, YYYY-MM-DD")
)]
pub struct FreeTier {
    /// Kind of the account.
    #[serde(default)]
    pub plan: FreeTierPlan,
    /// Credits that are left, for `Credits`; in US dollars.
    #[serde(
        default,
        rename = "remainingUSD",
        deserialize_with = "number_or_text",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<Amount>")]
    pub remaining_usd: Option<Decimal>,
    /// Day that the credits end, for `Credits`: `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub expires: Option<String>,
    /// Last day of the 12-month allowances, for `Legacy12Month`: `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub until: Option<String>,
}

/// As the schema has it: `remainingUSD: 100` is as good as `"100"`. A text keeps its digits, since plans are made from them.
fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(Decimal),
        Number(Amount),
    }
    let written = Option::<Written>::deserialize(deserializer)?;
    Ok(written.map(|written| match written {
        Written::Text(sum) => sum,
        Written::Number(amount) => amount.value(),
    }))
}

/// Kinds of accounts, as AWS has had them since 2025-07-15.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum FreeTierPlan {
    /// Only what every account has for ever.
    #[default]
    AlwaysFreeOnly,
    /// Credits of an account made on or after 2025-07-15.
    Credits,
    /// Twelve-month allowances of an account made before.
    Legacy12Month,
}

/// What the operator found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CloudAccountStatus {
    /// The generation of the spec that this status speaks of; -1 before the first.
    #[serde(default = "unobserved")]
    pub observed_generation: i64,
    /// The value of the reconcile annotation that was last acted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_handled_reconcile_at: Option<String>,
    /// `Ready`, `Reconciling`, `Stalled`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["type"]))]
    pub conditions: Vec<Condition>,
    /// Who AWS says that we are.
    #[serde(default, rename = "identityARN", skip_serializing_if = "Option::is_none")]
    pub identity_arn: Option<String>,
    /// When AWS was last asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub last_check: Option<Timestamp>,
}

fn unobserved() -> i64 {
    -1
}
