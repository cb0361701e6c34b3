//! A prompt with nothing beside it, as the parser takes it.

#![allow(dead_code, reason = "each that includes this uses what it needs")]

use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_api::requirements::Usage;
use cloudwhisper_planner::requirements::Request;
use indexmap::IndexMap;

/// A prompt with nothing beside it; `nothing` stands for its answers.
pub(crate) fn request<'a>(prompt: &'a str, nothing: &'a IndexMap<String, String>) -> Request<'a> {
    Request {
        prompt,
        language: LanguageChoice::Auto,
        answers: nothing,
        parameters: nothing,
        project_name: None,
        fallback_name: "request",
        region: None,
        default_region: None,
        budget: None,
        usage: Usage::default(),
        suggestion: None,
    }
}
