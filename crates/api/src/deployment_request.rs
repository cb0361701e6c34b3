//! `DeploymentRequest`: what a person wants to run, and everything the operator has to say about it.

#![allow(
    unreachable_pub,
    reason = "derive(KubeSchema) makes a `pub` struct within a function"
)]

use indexmap::IndexMap;
use jiff::Timestamp;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Condition;
use kube::{CustomResource, KubeSchema};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::{Budget, Money};
use crate::digest::Digest;
use crate::drift::DriftStatus;
use crate::error::UserError;
use crate::language::{Language, LanguageChoice};
use crate::model_answer::ModelAnswer;
use crate::plan::{Assumption, Clarification, Estimate, Finding, PlannedResource, Warning};
use crate::requirements::{Requirements, Usage};

/// What a person wants to run, in their own words.
#[derive(CustomResource, KubeSchema, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[kube(
    group = "cloudwhisper.dev",
    version = "v1alpha1",
    kind = "DeploymentRequest",
    plural = "deploymentrequests",
    shortname = "dr",
    category = "cloudwhisper",
    namespaced,
    status = "DeploymentRequestStatus",
    derive = "PartialEq",
    doc = "A wish to run something on AWS, in plain English, Hindi or Hinglish, with its plan, price, approval and outcome.",
    validation = Rule::new(
        "!has(self.spec.dependsOn) || self.spec.dependsOn.all(other, other.name != self.metadata.name)"
    )
    .message("spec.dependsOn names this request itself: take it out of the list"),
    // Before there is a stack the account may change like everything else; after, the stack would be left behind in the old one.
    // (`has` and no optionals: with orValue the server takes every value for as large as a whole request, and the rule for too dear.)
    validation = Rule::new(
        "!has(oldSelf.status) || !has(oldSelf.status.deployment) || !has(oldSelf.status.deployment.stackArn) \
         || !has(oldSelf.spec.accountRef) \
         || (has(self.spec.accountRef) && self.spec.accountRef.name == oldSelf.spec.accountRef.name)"
    )
    .message("spec.accountRef cannot change once a stack exists: make another DeploymentRequest for the other account"),
    printcolumn(name = "Phase", type_ = "string", json_path = ".status.phase"),
    printcolumn(name = "Ready", type_ = "string", json_path = ".status.conditions[?(@.type==\"Ready\")].status"),
    printcolumn(name = "Cost (USD)", type_ = "string", json_path = ".status.plan.estimate.monthly.usd"),
    printcolumn(name = "Cost (INR)", type_ = "string", json_path = ".status.plan.estimate.monthly.inr"),
    printcolumn(name = "URL", type_ = "string", json_path = ".status.outputs.url"),
    printcolumn(name = "Age", type_ = "date", json_path = ".metadata.creationTimestamp"),
    printcolumn(name = "Account", type_ = "string", json_path = ".status.deployment.account", priority = 1),
    printcolumn(name = "Region", type_ = "string", json_path = ".status.deployment.region", priority = 1),
    printcolumn(name = "Revision", type_ = "integer", json_path = ".status.plan.revision", priority = 1),
    printcolumn(name = "Stack", type_ = "string", json_path = ".status.deployment.stackName", priority = 1)
)]
#[serde(rename_all = "camelCase")]
// A budget that only the prompt tells could be raised by whoever may edit the prompt; this one is guarded by the verb `approve`.
#[x_kube(validation = Rule::new("self.approval.mode != 'WithinBudget' || has(self.budget)")
    .message("approval.mode WithinBudget needs spec.budget: the prompt's own budget is not enough"))]
pub struct DeploymentRequestSpec {
    /// What to run, in English, Hindi or Hinglish. At most 16 KiB.
    #[schemars(length(min = 1, max = 16384))]
    #[x_kube(validation = Rule::new("size(bytes(self)) <= 16384")
        .message("prompt must be at most 16 KiB (a letter of Devanagari takes 3 bytes): say what it is to do in fewer words")
        // Of what is forbidden the server says why; of what is invalid it repeats all 16 KiB first.
        .reason(Reason::FieldValueForbidden))]
    pub prompt: String,
    /// Language of answers and messages; `auto` is the prompt's own.
    #[serde(default)]
    pub language: LanguageChoice,
    /// A short name for the whole; default: the object's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 40))]
    #[x_kube(validation = Rule::new("self.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')").message(
        "projectName must be lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen, such as orders-api"
    ))]
    pub project_name: Option<String>,
    /// The `CloudAccount` to deploy to. Absent: plan only, nothing is ever deployed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_ref: Option<AccountRef>,
    /// AWS region; wins over the prompt and the account's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 32))]
    #[x_kube(validation = Rule::new("self.matches('^[a-z]{2}(-[a-z]+)+-[0-9]$')")
        .message("region must be the code of an AWS region, such as ap-south-1"))]
    pub region: Option<String>,
    /// Ceiling of what may be spent; wins over the prompt's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
    /// How much it will be used; wins over the prompt and the defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Box<Usage>>,
    /// Answers to the questions in `status.clarifications`, by field.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(extend("maxProperties" = 32, "additionalProperties" = { "type": "string", "maxLength": 1024 }))]
    #[x_kube(validation = Rule::new("self.all(field, size(field) >= 1 && size(field) <= 64)")
        .message("the keys of answers are fields of status.clarifications, of 1 to 64 characters"))]
    pub answers: IndexMap<String, String>,
    /// Values for what the plan asks of its owner: by the name of a parameter of its template (such as `peerVpcId`), or in capitals
    /// (such as `STAGE`) an environment variable of its programs. They win over answers and the prompt. `{{ outputs.NAME.KEY }}` within a
    /// value stands for an output of the request NAME of this namespace, which has to be ready first.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(extend("maxProperties" = 64, "additionalProperties" = { "type": "string", "maxLength": 2048 }))]
    #[x_kube(validation = Rule::new("self.all(key, key.matches('^[A-Za-z][A-Za-z0-9_]{0,63}$'))")
        .message("the keys of parameters are a letter, then letters, digits and underscores, at most 64, such as peerVpcId or STAGE"))]
    pub parameters: IndexMap<String, String>,
    /// Who reads the prompt.
    #[serde(default)]
    pub parser: Parser,
    /// What to run. Absent: a small sample application, so that the URL answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact: Option<Box<Artifact>>,
    /// Whether, by whom and for which plan deployment is approved.
    #[serde(default)]
    pub approval: ApprovalSpec,
    /// What carries out the plan.
    #[serde(default)]
    #[x_kube(validation = Rule::new("self == oldSelf")
        .message("engine cannot be changed: make another DeploymentRequest"))]
    pub engine: Engine,
    /// What becomes of the stack when this object is deleted.
    #[serde(default)]
    pub deletion_policy: DeletionPolicy,
    /// How far security goes where it costs money.
    #[serde(default)]
    pub security_profile: SecurityProfile,
    /// What is done when somebody changes the resources behind our back: it is reported, put back after an approval, or not looked for.
    /// Looked at once an `interval`, and when a reconcile is asked for.
    #[serde(default)]
    pub drift_policy: DriftPolicy,
    /// Revision to go back to. While it is set, the plan is that of this revision, word for word, approved like any other; the prompt,
    /// its answers and everything else that a plan is made from are not read. Taken out, the plan is made from them again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub rollback_to: Option<i64>,
    /// How often outputs, drift and cost are looked at again, such as `1h`. At least `1m`.
    #[serde(default = "default_interval")]
    #[schemars(length(min = 2, max = 16))]
    #[x_kube(validation = Rule::new(
        "self.matches('^([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,4}s)?$') && duration(self) >= duration('1m')"
    ).message("interval must be at least 1m, such as 1h or 90m"))]
    pub interval: String,
    /// How long a deployment may take, such as `30m`. From `1m` to `24h`.
    #[serde(default = "default_timeout")]
    #[schemars(length(min = 2, max = 16))]
    #[x_kube(validation = Rule::new(
        "self.matches('^([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,4}s)?$') && duration(self) >= duration('1m') && duration(self) <= duration('24h')"
    ).message("timeout must be from 1m to 24h, such as 30m or 1h30m"))]
    pub timeout: String,
    /// How many revisions are kept, the running one not counted.
    #[serde(default = "default_history_limit")]
    #[schemars(range(min = 1, max = 100))]
    pub history_limit: u32,
    /// Stops everything but deletion.
    #[serde(default)]
    pub suspend: bool,
    /// Requests of this namespace that have to be ready first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 16),
        extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["name"])
    )]
    pub depends_on: Vec<DependencyRef>,
    /// Where the outputs are written for programs to read. Once another object is named here, or none, the one before is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write_outputs_to: Option<OutputTarget>,
    /// Tags on the stack and on every resource that takes tags.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(extend("maxProperties" = 40, "additionalProperties" = { "type": "string", "maxLength": 256 }))]
    #[x_kube(
        validation = Rule::new("self.all(key, size(key) >= 1 && size(key) <= 128)")
            .message("the keys of tags have 1 to 128 characters"),
        validation = Rule::new("self.all(key, !key.matches('^[aA][wW][sS]:'))")
            .message("the keys of tags may not begin with aws: (AWS keeps that for itself)"),
        // CloudFormation would put what the braces name in its place, a secret too, with the rights of the role that deploys.
        validation = Rule::new("self.all(key, !key.contains('{{') && !self[key].contains('{{'))")
            .message("tags may not hold {{ (AWS would look up what it names): give the value itself")
    )]
    pub tags: IndexMap<String, String>,
}

fn default_interval() -> String {
    "1h".to_owned()
}

fn default_timeout() -> String {
    "30m".to_owned()
}

fn default_history_limit() -> u32 {
    10
}

/// A `CloudAccount` by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountRef {
    /// Its name.
    #[schemars(length(min = 1, max = 253))]
    pub name: String,
}

/// Another request of the same namespace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DependencyRef {
    /// Its name.
    #[schemars(length(min = 1, max = 253))]
    pub name: String,
}

/// Who reads the prompt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Parser {
    /// The reader.
    #[serde(default)]
    pub provider: ParserProvider,
}

/// A reader of prompts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ParserProvider {
    /// A language model where one is set up, else the rules; the status says which.
    #[default]
    Auto,
    /// Our own rules: offline and always the same.
    Rules,
    /// Amazon Bedrock.
    Bedrock,
    /// Anything that speaks OpenAI's protocol.
    OpenAI,
}

/// What to run: exactly one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, KubeSchema)]
#[serde(rename_all = "camelCase")]
#[x_kube(validation = Rule::new("has(self.image) != has(self.s3)").message("artifact must have exactly one of image and s3"))]
pub struct Artifact {
    /// A container image reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 512))]
    pub image: Option<String>,
    /// A zip file in Amazon S3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s3: Option<S3Artifact>,
}

/// A zip file in Amazon S3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct S3Artifact {
    /// The bucket's name.
    #[schemars(length(min = 3, max = 63))]
    pub bucket: String,
    /// The object's key.
    #[schemars(length(min = 1, max = 1024))]
    pub key: String,
    /// The object's version; without it a new upload under the same key is not noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 1024))]
    pub version_id: Option<String>,
}

/// The approval of one plan. Who may set it is decided by the API server: RBAC verb `approve`, held by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalSpec {
    /// Whether a person approves each plan, or plans within the budget are approved by themselves.
    #[serde(default)]
    pub mode: ApprovalMode,
    /// The plan that is approved; its digest stands in `status.plan.digest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_digest: Option<Digest>,
    /// Who approves: the caller's own user name. Filled in where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 253))]
    pub approver: Option<String>,
    /// Logical ids of the resources holding data that may be replaced or removed: a plan that does so to one that is not named here is
    /// not approved, whatever becomes of the old one's data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = 200),
        extend(
            "x-kubernetes-list-type" = "set",
            "items" = { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[A-Za-z0-9]+$" }
        )
    )]
    pub accept_data_loss: Vec<String>,
    /// Approvals of further people, where a policy asks for more than one. Each counts for the plan that it names, and is written by nobody
    /// but its approver.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(
        length(max = MOST_ADDITIONAL_APPROVALS),
        extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["approver"])
    )]
    pub additional_approvals: Vec<AdditionalApproval>,
}

/// So many entries `spec.approval.additionalApprovals` holds.
pub const MOST_ADDITIONAL_APPROVALS: usize = 9;

impl ApprovalSpec {
    /// The approvals that name one of these digests, each with its approver: the first one first, one of each person, and none of nobody.
    pub fn given(&self, is_meant: impl Fn(Digest) -> bool) -> Vec<(Digest, &str)> {
        let first = self.plan_digest.zip(self.approver.as_deref());
        let further = self.additional_approvals.iter();
        let further = further.map(|further| (further.plan_digest, further.approver.as_str()));
        let mut given: Vec<(Digest, &str)> = Vec::new();
        for (digest, approver) in first.into_iter().chain(further) {
            let approver = approver.trim();
            let is_known = given.iter().any(|(_, other)| *other == approver);
            if is_meant(digest) && !approver.is_empty() && !is_known {
                given.push((digest, approver));
            }
        }
        given
    }

    /// Who has approved exactly this, each once.
    pub fn approvers(&self, digest: Digest) -> Vec<&str> {
        let given = self.given(|named| named == digest).into_iter();
        given.map(|(_, approver)| approver).collect()
    }
}

/// The approval of one person more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdditionalApproval {
    /// Who approves: the caller's own user name. It is the key of the list, and so is not filled in.
    #[schemars(length(min = 1, max = 253))]
    pub approver: String,
    /// The plan that is approved; its digest stands in `status.plan.digest`.
    pub plan_digest: Digest,
}

/// How plans are approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ApprovalMode {
    /// By a person, plan by plan.
    #[default]
    Manual,
    /// By itself where the estimate is within the budget, no finding is High or worse and no data is at risk.
    WithinBudget,
}

/// What carries out plans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Engine {
    /// AWS CloudFormation.
    #[default]
    CloudFormation,
    /// HCP Terraform. Accepted, not yet carried out.
    TerraformCloud,
}

/// What becomes of the stack when the object is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum DeletionPolicy {
    /// It stays and runs on.
    #[default]
    Retain,
    /// It is deleted; stateful resources are kept by AWS and named in an Event.
    Delete,
}

/// How far security goes where it costs money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum SecurityProfile {
    /// Everything that costs nothing.
    #[default]
    Baseline,
    /// Everything, at its price.
    Hardened,
}

/// What is done about drift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DriftPolicy {
    /// It is reported.
    #[default]
    Detect,
    /// It is reported, and a revision is planned that puts it back: approved like any other plan.
    Correct,
    /// It isn't looked for.
    Ignore,
}

/// Where outputs are written: an object of the request's namespace that the operator makes and owns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutputTarget {
    /// `Secret` or `ConfigMap`.
    pub kind: OutputTargetKind,
    /// Its name.
    #[schemars(length(min = 1, max = 253))]
    pub name: String,
}

/// Kind of the object that outputs are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum OutputTargetKind {
    /// For values that not everybody should read.
    Secret,
    /// For values that anybody in the namespace may read.
    ConfigMap,
}

/// One word for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Phase {
    /// Being read and planned.
    Planning,
    /// A question is open.
    AwaitingAnswers,
    /// A plan-only request has its plan.
    PlanReady,
    /// The plan waits for its approval.
    AwaitingApproval,
    /// CloudFormation is at work.
    Deploying,
    /// It runs.
    Ready,
    /// It failed; `lastError` says why and what to do.
    Failed,
    /// CloudFormation takes back what it did.
    RollingBack,
    /// The stack is being deleted.
    Deleting,
    /// `spec.suspend` is set.
    Suspended,
    /// Another request has to be ready first.
    Waiting,
}

/// Everything that the operator has to say. Written by the operator alone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentRequestStatus {
    /// The generation of the spec that this status speaks of; -1 before the first.
    #[serde(default = "unobserved")]
    pub observed_generation: i64,
    /// The value of the reconcile annotation that was last acted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_handled_reconcile_at: Option<String>,
    /// One word for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// For machines. `Ready`, `Reconciling` and `Stalled` follow kstatus.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["type"]))]
    pub conditions: Vec<Condition>,
    /// What was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parsed: Option<Box<ParsedStatus>>,
    /// What a language model was asked about the prompt, and what came of it; absent where none was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Box<ModelAnswer>>,
    /// Open questions; answer them in `spec.answers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["field"]))]
    pub clarifications: Vec<Clarification>,
    /// The plan for what the spec says now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Box<PlanStatus>>,
    /// The approval that counts for `plan`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Box<ApprovalStatus>>,
    /// The stack and its progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<Box<DeploymentStatus>>,
    /// What the stack gave back; `url` is where it is reached.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub outputs: IndexMap<String, String>,
    /// The objects that hold outputs: that of `spec.writeOutputsTo` once it is written, and those before it until they are deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written_outputs: Vec<OutputTarget>,
    /// Earlier and current deployments, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
    /// How CloudFormation can be told to go on with a rollback that it could not finish; absent unless it could not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<RepairStatus>>,
    /// What runs otherwise than it was deployed; absent before anybody has looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Box<DriftStatus>>,
    /// The last error, until something succeeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<Box<UserError>>,
}

fn unobserved() -> i64 {
    -1
}

impl Default for DeploymentRequestStatus {
    fn default() -> Self {
        Self {
            observed_generation: unobserved(),
            last_handled_reconcile_at: None,
            phase: None,
            conditions: Vec::new(),
            parsed: None,
            model: None,
            clarifications: Vec::new(),
            plan: None,
            approval: None,
            deployment: None,
            outputs: IndexMap::new(),
            written_outputs: Vec::new(),
            history: Vec::new(),
            repair: None,
            drift: None,
            last_error: None,
        }
    }
}

/// What was understood of the prompt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParsedStatus {
    /// The prompt's language.
    pub language: Language,
    /// How sure we are of the language, 0 to 1.
    pub confidence: f64,
    /// Who read it.
    pub provider: ParserProvider,
    /// What was understood; absent while questions are open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirements: Option<Requirements>,
    /// What was taken for granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
    /// What to know before going on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// The plan for what the spec says now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanStatus {
    /// Counts plans of this request from 1.
    pub revision: i64,
    /// What an approval has to name.
    pub digest: Digest,
    /// The revision whose plan this is once more, where `spec.rollbackTo` asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback_of: Option<i64>,
    /// The drift that it puts back, as `status.drift.digest` named it; absent where it puts none back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Digest>,
    /// Every resource, in template order; what goes comes last.
    pub resources: Vec<PlannedResource>,
    /// What it costs.
    pub estimate: Estimate,
    /// What a month costs more than what runs, with a minus sign where it costs less; each at the exchange rate of its own plan. Absent
    /// where nothing runs, and where this is what runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monthly_delta: Option<Money>,
    /// What the security review found.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Where the whole plan is kept.
    pub artifacts: ArtifactsRef,
}

/// The object that holds a revision's template, preview and metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArtifactsRef {
    /// `ConfigMap`.
    pub kind: String,
    /// Its name, in the request's namespace.
    pub name: String,
}

/// The approval that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApprovalStatus {
    /// The approved plan.
    pub digest: Digest,
    /// Who approved; the operator itself where `automatic`.
    pub approver: String,
    /// Everybody who approved, `approver` first; absent where that is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// When the operator first saw it.
    #[schemars(with = "k8s_openapi::apimachinery::pkg::apis::meta::v1::Time")]
    pub at: Timestamp,
    /// Whether `WithinBudget` approved.
    pub automatic: bool,
}

impl ApprovalStatus {
    /// Everybody who approved; at least one.
    pub fn everybody(&self) -> &[String] {
        everybody(&self.approver, &self.approvers)
    }
}

/// What older releases wrote names one, and so does what one person approved.
fn everybody<'a>(approver: &'a String, approvers: &'a [String]) -> &'a [String] {
    if approvers.is_empty() {
        std::slice::from_ref(approver)
    } else {
        approvers
    }
}

/// Two ways on from a rollback that failed. Each is approved as a plan is: its digest goes to `spec.approval.planDigest`. Both digests are
/// of the stack and of this failure: the next failure has others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RepairStatus {
    /// CloudFormation tries everything again.
    pub digest: Digest,
    /// CloudFormation leaves `resources` as they are, and takes them for restored. Absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_digest: Option<Digest>,
    /// What could not be restored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<UnrestoredResource>,
}

/// A resource that a rollback stopped at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnrestoredResource {
    /// Its name within the template.
    pub logical_id: String,
    /// CloudFormation type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Why, as AWS says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The stack and its progress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentStatus {
    /// AWS account id, 12 digits.
    pub account: String,
    /// AWS region.
    pub region: String,
    /// Name of the stack; made of the object's name and UID.
    pub stack_name: String,
    /// ARN of the stack, once AWS has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_arn: Option<String>,
    /// CloudFormation's own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_status: Option<String>,
    /// The stack in the AWS console.
    #[serde(default, rename = "consoleURL", skip_serializing_if = "Option::is_none")]
    pub console_url: Option<String>,
    /// The change set that is or was carried out for `plan`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_set: Option<String>,
    /// The revision that is or was last carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// The plan that is or was last carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// When the change set was executed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub started_at: Option<Timestamp>,
    /// When CloudFormation had finished, well or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub finished_at: Option<Timestamp>,
    /// Resources done so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    /// When it will probably have finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub eta: Option<Timestamp>,
}

/// How far a deployment is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Progress {
    /// Resources that are done.
    pub done: u32,
    /// Resources that the change set touches.
    pub total: u32,
    /// Logical id of a resource that AWS is at now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
}

/// How a deployment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DeploymentResult {
    /// Still going on.
    InProgress,
    /// It runs.
    Succeeded,
    /// It failed and was taken back.
    RolledBack,
    /// It failed and could not be taken back.
    Failed,
}

/// One deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Its revision.
    pub revision: i64,
    /// The revision that it went back to, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback_of: Option<i64>,
    /// What was approved, as `status.plan.digest` named it then: the plan with everything that carrying it out takes away.
    pub digest: Digest,
    /// How it ended.
    pub result: DeploymentResult,
    /// Who approved it.
    pub approver: String,
    /// Everybody who approved it, `approver` first; absent where that is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// What it was estimated to cost in a month.
    pub monthly: Money,
    /// When it began.
    #[schemars(with = "k8s_openapi::apimachinery::pkg::apis::meta::v1::Time")]
    pub started_at: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<k8s_openapi::apimachinery::pkg::apis::meta::v1::Time>")]
    pub finished_at: Option<Timestamp>,
    /// Why it failed, in the request's language; absent where it didn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl HistoryEntry {
    /// Everybody who approved it; at least one.
    pub fn everybody(&self) -> &[String] {
        everybody(&self.approver, &self.approvers)
    }
}
