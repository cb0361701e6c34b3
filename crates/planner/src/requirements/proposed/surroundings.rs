//! Who may reach it, under which name, where it runs and what it is called.

use cloudwhisper_api::requirements::AppType;

use super::{model, proposal};
use crate::language::tokens::is_domain;
use crate::proposal::redaction::redact;
use crate::requirements::draft::{Case, Known, Notes};
use crate::requirements::words::Why;
use crate::requirements::{domain, names, place};

/// Who may reach it. A model may close what a default left open, and opens nothing.
pub(in crate::requirements) fn public_access(
    case: &Case<'_>,
    app_type: Option<AppType>,
    ruled: Option<bool>,
    notes: &mut Notes,
) -> Option<bool> {
    const FIELD: &str = "publicAccess";
    let said = proposal(case).and_then(|it| it.networking.public_access);
    let Some(said) = said.filter(|_| case.answers.public_access.is_none() && app_type.is_some()) else {
        return ruled;
    };
    match (ruled, said) {
        (Some(true), false) if notes.known(FIELD, FIELD) == Known::Said => {
            notes.not_taken(model(case), FIELD, "true", "false", Why::SaidOtherwise);
            ruled
        }
        (Some(true) | None, false) => {
            notes.settle(FIELD);
            notes.forget(FIELD);
            notes.understood_by(model(case), FIELD, false);
            Some(false)
        }
        (Some(false), true) => {
            notes.not_taken(model(case), FIELD, "false", "true", Why::Wider);
            ruled
        }
        _ => ruled,
    }
}

/// The host name of the person's own: one that stands in the request, word for word, and is nobody else's.
pub(in crate::requirements) fn custom_domain(
    case: &Case<'_>,
    ruled: Option<String>,
    notes: &mut Notes,
) -> Option<String> {
    const FIELD: &str = "customDomain";
    let said = proposal(case).and_then(|it| it.networking.custom_domain.as_deref());
    let said = said
        .map(str::to_lowercase)
        .filter(|said| ruled.as_ref() != Some(said));
    let Some(said) = said.filter(|_| case.answers.custom_domain.is_none()) else {
        return ruled;
    };
    let stands = ruled.clone().unwrap_or_else(|| "-".to_owned());
    let why = if ruled.is_some() {
        Why::SaidOtherwise
    } else if !is_domain(&said) || !domain::stands_alone(&case.reading, &said) {
        Why::NotInRequest
    } else {
        notes.settle(FIELD);
        notes.understood_by(model(case), FIELD, &said);
        return Some(said);
    };
    notes.not_taken(model(case), FIELD, &stands, &said, why);
    ruled
}

/// Where it runs: a region of AWS's that may be used here.
pub(in crate::requirements) fn region(
    case: &Case<'_>,
    ruled: Option<String>,
    notes: &mut Notes,
) -> Option<String> {
    const FIELD: &str = "region";
    let said = proposal(case).and_then(|it| it.region.as_deref());
    let said = said
        .map(str::to_lowercase)
        .filter(|said| ruled.as_ref() != Some(said));
    let Some(said) = said.filter(|_| case.request.region.is_none() && case.answers.region.is_none()) else {
        return ruled;
    };
    let allowed = case.request.suggestion.map_or(&[][..], |it| it.regions);
    let is_allowed = allowed.is_empty() || allowed.contains(&said);
    let stands = ruled.clone().unwrap_or_else(|| "-".to_owned());
    let why = match notes.known(FIELD, FIELD) {
        Known::Said => Why::SaidOtherwise,
        _ if !place::is_known(&said) || !is_allowed => Why::Region,
        Known::Asked if !notes.offers(FIELD, &said) => Why::NoAnswer,
        Known::Asked | Known::Assumed => {
            notes.settle(FIELD);
            notes.forget(FIELD);
            notes.understood_by(model(case), FIELD, &said);
            return Some(said);
        }
    };
    notes.not_taken(model(case), FIELD, &stands, &said, why);
    ruled
}

/// What the whole is called: words of the request, none of them private.
pub(in crate::requirements) fn project_name(case: &Case<'_>, ruled: String, notes: &mut Notes) -> String {
    const FIELD: &str = "projectName";
    let said = proposal(case).and_then(|it| it.project_name.as_deref());
    let Some(slug) = said.and_then(names::slug).filter(|slug| *slug != ruled) else {
        return ruled;
    };
    let why = if notes.known(FIELD, FIELD) != Known::Assumed || case.request.project_name.is_some() {
        Why::SaidOtherwise
    } else if !is_of_words(&slug, case.reading.text) {
        Why::NotInRequest
    } else {
        notes.forget(FIELD);
        notes.understood_by(model(case), FIELD, &slug);
        return slug;
    };
    notes.not_taken(model(case), FIELD, &ruled, &slug, why);
    ruled
}

/// Whether every part of a slug is a word of the text.
fn is_of_words(slug: &str, text: &str) -> bool {
    let (texts, _) = redact(&[text]);
    let words: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
        .filter_map(names::slug)
        .collect();
    let word = |part: &str| words.iter().any(|word| word.split('-').any(|it| it == part));
    slug.split('-').all(word)
}
