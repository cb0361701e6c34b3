//! A revision: one plan, written down once and never changed. Kept as a ConfigMap `<request>-r<N>`.

mod files;

use std::collections::BTreeMap;

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::model_answer::ModelAnswer;
use cloudwhisper_api::plan::{Assumption, Estimate, Finding, PlannedResource, Warning};
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::render::terraform::{self, Terraform};
use cloudwhisper_planner::requirements::Understood;
use cloudwhisper_planner::{Bound, Plan};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use files::Files;

/// One plan, whole. What is bulky or for people (`template`, `preview`, `cdk`, `terraform`) is a file of its own in the ConfigMap; the rest
/// is its `metadata.json`. A plan too large for a ConfigMap has some of its [`Files`] compressed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    /// Counts from 1.
    pub number: i64,
    /// Names the plan and the way into the account that it is for: an approval is of both, and of what they take away
    /// ([`Offer`](crate::Offer)).
    pub digest: Digest,
    /// sha256 over the account's name, credentials, role and endpoint, which the plan itself doesn't hold; absent for
    /// plan-only requests. Only the sum, since people who read revisions need not know what is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<Digest>,
    /// sha256 over everything that the plan was made from; tells whether the spec still says the same.
    pub inputs: Digest,
    /// When it was planned.
    pub planned_at: Timestamp,
    /// The revision whose plan this one takes up again; absent where it was planned from the spec.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback_of: Option<i64>,
    /// What was changed behind our back and is put back by it; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Correction>,
    /// The prompt that it was made from.
    pub prompt: String,
    /// sha256 over the prompt, its language and the answers to questions: what whoever read it has read. Absent in revisions that were made
    /// before there were models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Digest>,
    /// The language model that read it beside the rules; absent where they read alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_by: Option<ReadBy>,
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
    /// Outputs of other requests that `spec.parameters` refer to, as `outputs.NAME.KEY`, with what each was: what the plan rests on while
    /// another request is not to be asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outputs: BTreeMap<String, String>,
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
    /// The same resources as an AWS CDK app; empty in revisions that were written before there was one.
    #[serde(skip)]
    pub cdk: String,
    /// The same as Terraform; empty in revisions that were made before there was any.
    #[serde(skip)]
    pub terraform: Terraform,
}

/// A language model's reading of a prompt, by name: what it said is all in the requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadBy {
    /// `Bedrock` or `OpenAI`.
    pub provider: ParserProvider,
    /// The model, as whoever serves it knows it.
    pub model: String,
    /// sha256 over what it proposed: with another proposal it would be another plan.
    pub proposal: Digest,
}

impl ReadBy {
    /// The reading that this answer is. None where the model gave nothing.
    pub fn answer(answer: &ModelAnswer) -> Option<Self> {
        let proposal = serde_json::to_vec(answer.proposal.as_ref()?).ok()?;
        Some(Self {
            provider: answer.provider,
            model: answer.model.clone(),
            proposal: Digest::from_bytes(Sha256::digest(proposal).into()),
        })
    }
}

/// Drift that a revision puts back. An approval of the revision is of all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// All that differs, as `status.drift.digest` named it.
    pub drift: Digest,
    /// The plan that the stack was made from then: the same drift after it was put back is another one to approve.
    pub runs: Digest,
    /// Whether what ran then was made to put back just this drift.
    #[serde(default)]
    pub again: bool,
}

/// What a revision remembers beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// Counts from 1.
    pub number: i64,
    /// The prompt that it was made from.
    pub prompt: &'a str,
    /// sha256 over everything that it was made from; see [`inputs`](crate::decide::inputs).
    pub inputs: Digest,
    /// sha256 over the way into the account, where there is one; see [`way_in`](crate::decide::way_in).
    pub way_in: Option<Digest>,
    /// When it was planned.
    pub planned_at: Timestamp,
}

/// The files' names; Terraform has its own.
const CDK: &str = "app.ts";

/// Everything that CloudFormation may ask to be allowed.
const CAPABILITIES: [&str; 3] = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"];

/// No request comes near it. A larger number is none of ours, and must not leave the next plan without one.
const LARGEST_NUMBER: i64 = 1_000_000_000;

/// Longest name of a Kubernetes object.
const LONGEST_NAME: usize = 253;

impl Revision {
    /// The plan as a revision.
    pub fn from_plan(plan: Plan, understood: &Understood, provenance: &Provenance<'_>) -> Self {
        let artifacts = plan.artifacts();
        let preview = artifacts.preview().to_owned();
        let cdk = artifacts.cdk().to_owned();
        let terraform = artifacts.terraform().clone();
        Self {
            number: provenance.number,
            digest: bound(plan.digest(), provenance.way_in),
            way_in: provenance.way_in,
            inputs: provenance.inputs,
            planned_at: provenance.planned_at,
            rollback_of: None,
            corrects: None,
            prompt: provenance.prompt.to_owned(),
            words: None,
            read_by: None,
            language: plan.language,
            confidence: understood.confidence,
            requirements: plan.requirements,
            assumptions: plan.assumptions,
            warnings: plan.warnings,
            parameters: plan.parameters,
            outputs: BTreeMap::new(),
            capabilities: plan.capabilities.into_iter().map(str::to_owned).collect(),
            tags: plan.tags,
            account: plan.account,
            region: plan.region,
            engine: plan.engine,
            resources: plan.resources,
            estimate: plan.estimate,
            findings: plan.findings,
            template: plan.template,
            preview,
            cdk,
            terraform,
        }
    }

    /// The same plan as another revision, which goes back to `number`. Its digest is computed anew: the way into the account may be
    /// another one by now. None if the plan holds what no plan of ours does.
    pub fn taken_up(&self, number: i64, provenance: &Provenance<'_>) -> Option<Self> {
        let mut revision = Self {
            number: provenance.number,
            way_in: provenance.way_in,
            inputs: provenance.inputs,
            planned_at: provenance.planned_at,
            prompt: provenance.prompt.to_owned(),
            rollback_of: Some(number),
            corrects: None,
            ..self.clone()
        };
        revision.digest = revision.computed_digest()?;
        Some(revision)
    }

    /// The same plan as another revision, which puts back what was changed behind our back, or nothing of the kind. None if the plan holds
    /// what no plan of ours does.
    pub fn correcting(&self, corrects: Option<Correction>, provenance: &Provenance<'_>) -> Option<Self> {
        let mut revision = Self {
            number: provenance.number,
            way_in: provenance.way_in,
            inputs: provenance.inputs,
            planned_at: provenance.planned_at,
            prompt: provenance.prompt.to_owned(),
            corrects,
            ..self.clone()
        };
        revision.digest = revision.computed_digest()?;
        Some(revision)
    }

    /// Name of the change set that carries it out: made of the number and the whole digest, so that after a crash AWS knows
    /// the second call for the first, and a change set of another plan never passes for this one's. At most 88 of AWS's 128
    /// characters.
    pub fn change_set_name(&self) -> String {
        format!("cw-r{}-{}", self.number, self.digest.short(64))
    }

    /// Whether a number that is read somewhere can be that of a revision.
    pub const fn is_number(number: i64) -> bool {
        0 <= number && number <= LARGEST_NUMBER
    }

    /// Name of the ConfigMap of a request's revision. A long name of a request is cut, so that the whole fits Kubernetes'
    /// 253 characters; whoever reads it checks that it is this request's.
    pub fn config_map_name(request: &str, number: i64) -> String {
        let suffix = format!("-r{number}");
        let room = LONGEST_NAME.saturating_sub(suffix.len());
        let name: String = request.chars().take(room).collect();
        format!("{}{suffix}", name.trim_end_matches(['-', '.']))
    }

    /// File of the `CloudFormation` template, compact JSON.
    pub const TEMPLATE: &'static str = "template.json";
    /// File of all of it in plain language.
    pub const PREVIEW: &'static str = "preview.md";
    /// File of everything else.
    pub const METADATA: &'static str = "metadata.json";

    /// What the ConfigMap holds. Of a plan that is too large for one, what is a rendering for other tools is compressed first, what
    /// people read last.
    pub fn to_files(&self) -> Files {
        let metadata = serde_json::to_string(self).unwrap_or_default();
        Files::fitted([
            (CDK, self.cdk.clone()),
            (terraform::MAIN, self.terraform.main_tf.clone()),
            (terraform::VARIABLES, self.terraform.variables_tf.clone()),
            (terraform::OUTPUTS, self.terraform.outputs_tf.clone()),
            (Self::TEMPLATE, self.template.clone()),
            (Self::METADATA, metadata),
            (Self::PREVIEW, self.preview.clone()),
        ])
    }

    /// The revision that a ConfigMap holds. None if it can't be read, or if anything that an approval binds was changed
    /// since it was written: the digest is computed again and not taken on trust.
    pub fn from_files(mut files: Files) -> Option<Self> {
        let mut revision: Self = serde_json::from_str(&files.take(Self::METADATA)?).ok()?;
        revision.template = files.take(Self::TEMPLATE)?;
        revision.preview = files.take(Self::PREVIEW)?;
        // No approval binds these, and older revisions have none.
        let mut rendering = |name| files.take(name).unwrap_or_default();
        revision.cdk = rendering(CDK);
        revision.terraform = Terraform {
            main_tf: rendering(terraform::MAIN),
            variables_tf: rendering(terraform::VARIABLES),
            outputs_tf: rendering(terraform::OUTPUTS),
        };
        let holds = Self::is_number(revision.number) && revision.computed_digest()? == revision.digest;
        holds.then_some(revision)
    }

    fn computed_digest(&self) -> Option<Digest> {
        let known = |name: &String| CAPABILITIES.into_iter().find(|known| known == name);
        let capabilities: Vec<&'static str> = self.capabilities.iter().map(known).collect::<Option<_>>()?;
        let plan = Bound {
            template: &self.template,
            parameters: &self.parameters,
            capabilities: &capabilities,
            tags: &self.tags,
            account: self.account.as_deref(),
            region: &self.region,
            engine: &self.engine,
            monthly: &self.estimate.monthly,
        };
        let digest = bound(plan.digest(), self.way_in);
        Some(match &self.corrects {
            Some(corrects) => of_correction(digest, corrects),
            None => digest,
        })
    }
}

/// What an approval of a correction names: the plan with the drift that it puts back. Whether it is the second time is for the budget's
/// own approval to know, and changes nothing about what is done.
fn of_correction(plan: Digest, corrects: &Correction) -> Digest {
    let bound = format!("revert drift {plan} {} {}", corrects.drift, corrects.runs);
    Digest::from_bytes(Sha256::digest(bound.as_bytes()).into())
}

/// What an approval names: the plan, and the way into the account. The same plan under a stronger role is another approval.
fn bound(plan: Digest, way_in: Option<Digest>) -> Digest {
    let Some(way_in) = way_in else {
        return plan;
    };
    Digest::from_bytes(Sha256::digest(format!("{plan} {way_in}").as_bytes()).into())
}
