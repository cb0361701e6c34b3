//! The labelled corpus of `tests/corpus`: what a label says, what became of a prompt, and whether the two agree. A label is what a
//! careful person would say is right; a field without a label is not scored. One prompt in ten, by a hash of its id, is held out.
//!
//! Included by path: `make eval` scores it, and a test keeps it from getting worse.

#![allow(dead_code, reason = "each that includes this uses what it needs")]

#[path = "request.rs"]
mod prompt_alone;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::proposal::Suggestion;
use cloudwhisper_planner::requirements::Request;
use cloudwhisper_planner::{PlanInput, plan};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

pub(crate) use self::prompt_alone::request;
use super::connections::Connections;
use super::one_of::OneOf;

/// One file of the corpus.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Corpus {
    /// BCP 47 tag of its prompts.
    pub(crate) language: String,
    pub(crate) prompts: Vec<Labelled>,
}

/// A prompt with what is right about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) prompt: String,
    pub(crate) expect: Expected,
}

/// What is right; `None` where the prompt says nothing about it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Expected {
    /// The language, where it is another than that of the file.
    language: Option<String>,
    error: Option<String>,
    /// Questions that have to be asked, all of them.
    clarifications: Option<Vec<OneOf>>,
    /// Types that the plan has to contain.
    services: Option<Vec<OneOf>>,
    /// How many resources of a type the plan has to contain.
    #[serde(default)]
    counts: BTreeMap<String, usize>,
    /// Pairs of types that have to be joined, by references of the template.
    #[serde(default)]
    connections: Vec<[OneOf; 2]>,
    /// Types that the plan must not contain: nobody asked for them, though a word may look like it.
    #[serde(default)]
    without: Vec<String>,
    /// What was said of a named service, by type and property, such as `AWS::Logs::LogGroup.retentionDays`.
    said: Option<BTreeMap<String, String>>,
    /// Codes of warnings that have to be given.
    warnings: Option<Vec<OneOf>>,
    /// The fields of the requirements, as in `plan -o json`; budget as `500 INR Month`, usage flat as `usage.apiRequests`.
    #[serde(default)]
    pub(crate) fields: Map<String, Value>,
}

/// What became of a prompt, in the names of the labels.
struct Outcome {
    error: Option<String>,
    language: String,
    clarifications: BTreeSet<String>,
    types: BTreeSet<String>,
    parts: Connections,
    said: BTreeMap<String, String>,
    warnings: BTreeSet<String>,
    fields: Map<String, Value>,
}

fn outcome(prompt: &str, suggestion: Option<Suggestion<'_>>) -> Result<Outcome, Box<dyn Error>> {
    let nothing = IndexMap::new();
    let planned = plan(&PlanInput {
        request: Request {
            suggestion,
            ..request(prompt, &nothing)
        },
        workload: Workload::Sample,
        profile: Profile::Baseline,
        tags: &nothing,
        account: None,
        free_tier: FreeTier::default(),
        engine: "CloudFormation",
        exchange_rate: ExchangeRate::default(),
        prices: Prices::default(),
    });
    let planned = match planned {
        Ok(planned) => planned,
        Err(error) => {
            return Ok(Outcome {
                error: serde_json::to_value(error.code)?.as_str().map(str::to_owned),
                language: String::new(),
                clarifications: BTreeSet::new(),
                types: BTreeSet::new(),
                parts: Connections::of(&Value::Null),
                said: BTreeMap::new(),
                warnings: BTreeSet::new(),
                fields: Map::new(),
            });
        }
    };
    let template = planned
        .plan
        .as_ref()
        .map(|plan| serde_json::from_str(&plan.template));
    let template: Value = template.transpose()?.unwrap_or_default();
    let resources = planned.plan.map(|plan| plan.resources).unwrap_or_default();
    let requirements = serde_json::to_value(&planned.understood.requirements)?;
    let named = planned
        .understood
        .requirements
        .into_iter()
        .flat_map(|all| all.services);
    let said = named.flat_map(|service| {
        let kind = service.kind;
        let of = move |(property, value): (String, String)| (format!("{kind}.{property}"), value);
        service.properties.into_iter().map(of)
    });
    Ok(Outcome {
        said: said.collect(),
        warnings: planned
            .understood
            .warnings
            .into_iter()
            .map(|warning| warning.code)
            .collect(),
        error: None,
        language: planned.understood.language.tag().to_owned(),
        clarifications: planned
            .understood
            .clarifications
            .into_iter()
            .map(|question| question.field)
            .collect(),
        parts: Connections::of(&template),
        types: resources.into_iter().map(|resource| resource.kind).collect(),
        fields: flat(&requirements),
    })
}

/// Requirements in the names of the labels; empty while a question is open.
fn flat(requirements: &Value) -> Map<String, Value> {
    let mut fields = requirements.as_object().cloned().unwrap_or_default();
    for group in ["networking", "usage"] {
        let Some(Value::Object(members)) = fields.remove(group) else {
            continue;
        };
        for (name, value) in members {
            let name = if group == "usage" {
                format!("usage.{name}")
            } else {
                name
            };
            fields.insert(name, value);
        }
    }
    if let Some(Value::Object(budget)) = fields.get("budget") {
        let word = |name: &str| budget.get(name).and_then(Value::as_str).unwrap_or_default();
        let budget = [word("amount"), word("currency"), word("period")].join(" ");
        fields.insert("budget".to_owned(), json!(budget));
    }
    for list in ["storage", "insecureWishes"] {
        if let Some(Value::Array(values)) = fields.get_mut(list) {
            values.sort_by_key(Value::to_string);
        }
    }
    fields
}

/// One label and whether it was met.
pub(crate) struct Mark {
    pub(crate) field: String,
    pub(crate) right: bool,
    pub(crate) expected: String,
    pub(crate) got: String,
}

/// Every label of a prompt, with whether it was met. `language` is that of the file.
///
/// # Errors
/// If what the planner says has no JSON.
pub(crate) fn marks(labelled: &Labelled, language: &str) -> Result<Vec<Mark>, Box<dyn Error>> {
    marks_with(labelled, language, None)
}

/// The same of the prompt with what a model proposed for it.
///
/// # Errors
/// If what the planner says has no JSON.
pub(crate) fn marks_with(
    labelled: &Labelled,
    language: &str,
    suggestion: Option<Suggestion<'_>>,
) -> Result<Vec<Mark>, Box<dyn Error>> {
    Ok(mark(labelled, language, &outcome(&labelled.prompt, suggestion)?))
}

fn mark(labelled: &Labelled, language: &str, outcome: &Outcome) -> Vec<Mark> {
    let expected = &labelled.expect;
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let mut marks = Vec::new();
    // An error where none is due is a miss of every labelled field, too.
    if outcome.error.is_some() || expected.error.is_some() {
        marks.push(Mark {
            field: "error".to_owned(),
            right: outcome.error == expected.error,
            expected: text(&expected.error),
            got: text(&outcome.error),
        });
    }
    if expected.error.is_some() {
        return marks;
    }
    let language = expected.language.as_deref().unwrap_or(language);
    marks.push(Mark {
        field: "language".to_owned(),
        right: outcome.language == language,
        expected: language.to_owned(),
        got: outcome.language.clone(),
    });
    if expected.clarifications.is_some() || !outcome.clarifications.is_empty() {
        let expected = expected.clarifications.as_deref().unwrap_or_default();
        marks.push(questions(expected, outcome));
    }
    for (field, value) in &expected.fields {
        marks.push(compared(field, value, outcome));
    }
    if let Some(services) = &expected.services {
        let missing: Vec<_> = services
            .iter()
            .filter(|service| !service.is_in(&outcome.types))
            .map(OneOf::shown)
            .collect();
        marks.push(Mark {
            field: "services".to_owned(),
            right: missing.is_empty(),
            expected: format!("{} types", services.len()),
            got: format!("missing {}", missing.join(", ")),
        });
    }
    marks.extend(expected.said.iter().flatten().map(|(property, value)| {
        Mark {
            field: "said".to_owned(),
            right: outcome.said.get(property) == Some(value),
            expected: format!("{property} = {value}"),
            got: outcome
                .said
                .get(property)
                .cloned()
                .unwrap_or_else(|| "nothing".to_owned()),
        }
    }));
    marks.extend(expected.warnings.iter().flatten().map(|code| Mark {
        field: "warnings".to_owned(),
        right: code.is_in(&outcome.warnings),
        expected: code.shown(),
        got: outcome.warnings.iter().cloned().collect::<Vec<_>>().join(", "),
    }));
    marks.extend(counted(&expected.counts, outcome));
    marks.extend(joined(&expected.connections, outcome));
    if !expected.without.is_empty() {
        let needless: Vec<_> = expected
            .without
            .iter()
            .filter(|kind| outcome.types.contains(*kind))
            .cloned()
            .collect();
        marks.push(Mark {
            field: "without".to_owned(),
            right: needless.is_empty() && !outcome.types.is_empty(),
            expected: "none of them".to_owned(),
            got: needless.join(", "),
        });
    }
    marks
}

fn counted<'a>(counts: &'a BTreeMap<String, usize>, outcome: &'a Outcome) -> impl Iterator<Item = Mark> + 'a {
    counts.iter().map(|(kind, wanted)| {
        let there = outcome.parts.count(kind);
        Mark {
            field: "counts".to_owned(),
            right: there == *wanted,
            expected: format!("{wanted} of {kind}"),
            got: there.to_string(),
        }
    })
}

fn joined<'a>(pairs: &'a [[OneOf; 2]], outcome: &'a Outcome) -> impl Iterator<Item = Mark> + 'a {
    pairs.iter().map(|[one, other]| {
        let mut both = one
            .types()
            .iter()
            .flat_map(|one| other.types().iter().map(move |it| (one, it)));
        Mark {
            field: "connections".to_owned(),
            right: both.any(|(one, other)| outcome.parts.joins(one, other)),
            expected: format!("{} to {}", one.shown(), other.shown()),
            got: "nothing between them".to_owned(),
        }
    })
}

fn questions(expected: &[OneOf], outcome: &Outcome) -> Mark {
    let asked = &outcome.clarifications;
    let due = expected.iter().all(|question| question.is_in(asked));
    let needless = asked
        .iter()
        .any(|field| !expected.iter().any(|question| question.allows(field)));
    let shown: Vec<_> = expected.iter().map(OneOf::shown).collect();
    Mark {
        field: "clarifications".to_owned(),
        right: due && !needless && outcome.error.is_none(),
        expected: shown.join(", "),
        got: asked.iter().cloned().collect::<Vec<_>>().join(", "),
    }
}

fn compared(field: &str, expected: &Value, outcome: &Outcome) -> Mark {
    let absent = if outcome.fields.is_empty() {
        "no requirements"
    } else {
        "null"
    };
    let got = outcome.fields.get(field).filter(|value| !value.is_null());
    let mut expected = expected.clone();
    if let Value::Array(values) = &mut expected {
        values.sort_by_key(Value::to_string);
    }
    let right = match got {
        Some(got) => same(got, &expected),
        None => expected.is_null() && !outcome.fields.is_empty(),
    };
    Mark {
        field: field.to_owned(),
        right,
        expected: expected.to_string(),
        got: got.map_or_else(|| absent.to_owned(), Value::to_string),
    }
}

/// Amounts are strings in JSON, and numbers in a label.
fn same(got: &Value, expected: &Value) -> bool {
    got == expected || expected.is_number() && got.as_str() == Some(expected.to_string().as_str())
}

/// Held out from tuning: a tenth, by a hash that never changes.
pub(crate) fn is_held_out(id: &str) -> bool {
    Sha256::digest(id.as_bytes())
        .first_chunk::<8>()
        .is_some_and(|start| u64::from_be_bytes(*start) % 10 == 0)
}
