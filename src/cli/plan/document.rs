//! The one document that `plan -o json` prints. Programs rely on it: fields are there always, in this order, `null` where they
//! do not apply.

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Clarification, Estimate, Finding, PlannedResource, Warning};
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::{Plan, Planned};
use indexmap::IndexMap;
use serde::Serialize;

use crate::cli::failure::{Failure, FailureDocument};

#[derive(Debug, Default, Serialize)]
pub(crate) struct Document<'a> {
    language: Option<Language>,
    confidence: Option<f64>,
    provider: Option<ParserProvider>,
    requirements: Option<&'a Requirements>,
    assumptions: Option<&'a [Assumption]>,
    clarifications: Option<&'a [Clarification]>,
    warnings: Option<&'a [Warning]>,
    resources: Option<&'a [PlannedResource]>,
    estimate: Option<&'a Estimate>,
    findings: Option<&'a [Finding]>,
    digest: Option<Digest>,
    artifacts: Option<Artifacts<'a>>,
    error: Option<FailureDocument>,
}

#[derive(Debug, Serialize)]
struct Artifacts<'a> {
    /// YAML.
    cloudformation: String,
    /// Content by name of the file.
    terraform: IndexMap<&'static str, &'a str>,
    /// TypeScript, one file.
    cdk: &'a str,
    /// Markdown.
    preview: &'a str,
}

impl<'a> Document<'a> {
    /// What was understood, and the plan where no question is open.
    pub(crate) fn of_planned(planned: &'a Planned) -> Self {
        let Planned { understood, plan } = planned;
        let plan = plan.as_ref();
        Self {
            language: Some(understood.language),
            confidence: Some(understood.confidence),
            provider: Some(ParserProvider::Rules),
            requirements: understood.requirements.as_ref(),
            assumptions: Some(plan.map_or(understood.assumptions.as_slice(), |plan| &plan.assumptions)),
            clarifications: Some(&understood.clarifications),
            warnings: Some(plan.map_or(understood.warnings.as_slice(), |plan| &plan.warnings)),
            resources: plan.map(|plan| plan.resources.as_slice()),
            estimate: plan.map(|plan| &plan.estimate),
            findings: plan.map(|plan| plan.findings.as_slice()),
            digest: plan.map(Plan::digest),
            artifacts: plan.map(|plan| Artifacts {
                cloudformation: plan.template_yaml(),
                terraform: plan.terraform.files().into_iter().collect(),
                cdk: &plan.cdk,
                preview: &plan.preview,
            }),
            error: None,
        }
    }

    /// Why there is neither a plan nor a question.
    pub(crate) fn of_failure(failure: &Failure) -> Self {
        Self {
            error: Some(failure.document()),
            ..Self::default()
        }
    }
}
