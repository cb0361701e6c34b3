//! From a prompt to requirements: what was asked for, what is taken for granted, what has to be asked.

use cloudwhisper_api::amount::Budget;
use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::plan::{Assumption, Clarification, Warning};
use cloudwhisper_api::requirements::{AppType, Compute, Networking, Requirements, Usage};
use indexmap::IndexMap;

use crate::language::detect;

/// A prompt and what stands beside it. What is given here beside the prompt wins over it.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the person wrote.
    pub prompt: &'a str,
    /// The language to answer in.
    pub language: LanguageChoice,
    /// Answers to earlier questions, by field.
    pub answers: &'a IndexMap<String, String>,
    /// The project's name, where it is set.
    pub project_name: Option<&'a str>,
    /// The name to fall back to, such as that of the request.
    pub fallback_name: &'a str,
    /// The region, where it is set.
    pub region: Option<&'a str>,
    /// The region where neither `region` nor the prompt says one.
    pub default_region: Option<&'a str>,
    /// The budget, where it is set.
    pub budget: Option<Budget>,
    /// Usage, as far as it is set.
    pub usage: Usage,
}

/// A prompt, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The language to answer in.
    pub language: Language,
    /// How sure the language is, 0 to 1.
    pub confidence: f64,
    /// What is wanted; `None` while a question is open.
    pub requirements: Option<Requirements>,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What has to be answered first.
    pub clarifications: Vec<Clarification>,
    /// What to know.
    pub warnings: Vec<Warning>,
}

/// Reads a prompt.
pub fn understand(request: &Request<'_>) -> Result<Understood, UserError> {
    let detected = detect(request.prompt);
    let prompt = request.prompt.to_lowercase();
    let requirements = Requirements {
        app_type: if prompt.contains("api") { AppType::Api } else { AppType::StaticSite },
        framework: None,
        compute: Compute::Lambda,
        storage: Vec::new(),
        networking: Networking { public_access: true, custom_domain: None },
        budget: request.budget,
        region: request.region.or(request.default_region).unwrap_or("ap-south-1").to_owned(),
        project_name: request.project_name.unwrap_or(request.fallback_name).to_owned(),
        usage: request.usage.clone(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
    };
    Ok(Understood {
        language: detected.language,
        confidence: detected.confidence,
        requirements: Some(requirements),
        assumptions: Vec::new(),
        clarifications: Vec::new(),
        warnings: Vec::new(),
    })
}
