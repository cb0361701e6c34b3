//! The one document that `plan -o json` prints. Programs rely on it: fields are there always, in this order, `null` where they
//! do not apply.

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Clarification, Estimate, Finding, PlannedResource, Warning};
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::requirements::Understood;
use cloudwhisper_planner::{Artifacts, Plan};
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
    artifacts: Option<Files<'a>>,
    error: Option<FailureDocument>,
}

#[derive(Debug, Serialize)]
struct Files<'a> {
    /// YAML.
    cloudformation: &'a str,
    /// Content by name of the file.
    terraform: IndexMap<&'static str, &'a str>,
    /// TypeScript, one file.
    cdk: &'a str,
    /// Markdown.
    preview: &'a str,
}

impl<'a> Document<'a> {
    /// What was understood, and the plan with everything that it is written down as, where no question is open.
    pub(crate) fn of_planned(
        understood: &'a Understood,
        provider: ParserProvider,
        artifacts: Option<&'a Artifacts<'a>>,
    ) -> Self {
        let plan = artifacts.map(Artifacts::plan);
        Self {
            language: Some(understood.language),
            confidence: Some(understood.confidence),
            provider: Some(provider),
            requirements: understood.requirements.as_ref(),
            assumptions: Some(plan.map_or(understood.assumptions.as_slice(), |plan| &plan.assumptions)),
            clarifications: Some(&understood.clarifications),
            warnings: Some(plan.map_or(understood.warnings.as_slice(), |plan| &plan.warnings)),
            resources: plan.map(|plan| plan.resources.as_slice()),
            estimate: plan.map(|plan| &plan.estimate),
            findings: plan.map(|plan| plan.findings.as_slice()),
            digest: plan.map(Plan::digest),
            artifacts: artifacts.map(|artifacts| Files {
                cloudformation: artifacts.cloudformation(),
                terraform: artifacts.terraform().files().into_iter().collect(),
                cdk: artifacts.cdk(),
                preview: artifacts.preview(),
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
