//! A revision: one plan, written down once and never changed. Kept as a ConfigMap `<request>-r<N>`.

use std::collections::BTreeMap;

use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Estimate, Finding, PlannedResource, Warning};
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::Approvable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One plan, whole. What is bulky or for people (`template`, `preview`) has a key of its own in the ConfigMap; the rest
/// is its `metadata.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    /// Counts from 1.
    pub number: i64,
    /// Names the plan.
    pub digest: Digest,
    /// sha256 over everything that the plan was made from; tells whether the spec still says the same.
    pub inputs: Digest,
    /// When it was planned.
    pub planned_at: Timestamp,
    /// The prompt that it was made from.
    pub prompt: String,
    /// The prompt's language.
    pub language: Language,
    /// How sure we are of the language.
    pub confidence: f64,
    /// What was understood.
    pub requirements: Requirements,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What to know before going on.
    pub warnings: Vec<Warning>,
    /// Template parameters with their values.
    pub parameters: BTreeMap<String, String>,
    /// What CloudFormation has to be allowed.
    pub capabilities: Vec<String>,
    /// Tags of the stack.
    pub tags: BTreeMap<String, String>,
    /// AWS account id; absent for plan-only requests.
    pub account: Option<String>,
    /// AWS region.
    pub region: String,
    /// What carries it out.
    pub engine: String,
    /// Every resource.
    pub resources: Vec<PlannedResource>,
    /// What it costs.
    pub estimate: Estimate,
    /// What the security review found.
    pub findings: Vec<Finding>,
    /// The CloudFormation template, compact JSON.
    #[serde(skip)]
    pub template: String,
    /// All of it in plain language.
    #[serde(skip)]
    pub preview: String,
}

impl Approvable for Revision {
    fn digest(&self) -> Digest {
        self.digest
    }
}

impl Revision {
    /// Name of the change set that carries it out: made of the number and the digest, so that after a crash AWS knows the
    /// second call for the first.
    pub fn change_set_name(&self) -> String {
        format!("cw-r{}-{}", self.number, self.digest.short(12))
    }
}
