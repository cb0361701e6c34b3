//! References in `spec.parameters` to outputs of other requests of the namespace: `{{ outputs.NAME.KEY }}`. Here: how they are read, whom
//! they make a request wait for, and what they stand for. Not here: what a plan makes of the values (the planner), what is said of them
//! (`words/parameters.rs`).

use std::collections::BTreeMap;
use std::fmt;

use cloudwhisper_api::deployment_request::DeploymentRequestSpec;
use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use indexmap::{IndexMap, IndexSet};

use crate::observed::DependencyFact;
use crate::words::parameters as words;

/// Requests that parameters may refer to, as many as `dependsOn` may name: each is looked up at every pass.
pub(crate) const MOST_REQUESTS: usize = 16;
const BEGIN: &str = "{{";
const END: &str = "}}";
/// Characters of what is no reference that are quoted.
const QUOTED: usize = 40;

/// An output of another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reference<'a> {
    /// The other request's name.
    pub(crate) request: &'a str,
    /// The output's name, as in its `status.outputs`.
    pub(crate) output: &'a str,
}

impl fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "outputs.{}.{}", self.request, self.output)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Output(Reference<'a>),
}

/// What stands between braces and is no reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The character that it begins at, counted from 1.
    pub(crate) at: usize,
    /// Its beginning, as written.
    pub(crate) text: String,
}

/// What the parameters are, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// What a plan is made from: each value with the outputs in the place of its references. As written while that isn't known.
    pub(crate) values: IndexMap<String, String>,
    /// What each reference stands for in `values`.
    pub(crate) outputs: BTreeMap<String, String>,
    /// Why the values of now are not known; `values` are those of the kept plan then, or as written.
    pub(crate) open: Option<Open>,
}

/// Why a value is not known. `key` is that of the parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// A reference can't be read.
    Malformed {
        /// The parameter.
        key: String,
        /// The place.
        malformed: Malformed,
    },
    /// More than [`MOST_REQUESTS`] are referred to.
    TooManyRequests,
    /// A request that is referred to isn't ready, or isn't there.
    NotReady {
        /// The other request.
        request: String,
    },
    /// A request that is ready has no such output.
    NoOutput {
        /// The parameter.
        key: String,
        /// The other request.
        request: String,
        /// The output.
        output: String,
        /// The outputs that it has, in order.
        there: Vec<String>,
    },
}

/// A value, taken apart at its references.
fn parts(value: &str) -> Result<Vec<Part<'_>>, Malformed> {
    let mut parts = Vec::new();
    let mut rest = value;
    while let Some((text, behind)) = rest.split_once(BEGIN) {
        let begin = value.len() - behind.len() - BEGIN.len();
        let malformed = || Malformed {
            at: value.get(..begin).unwrap_or_default().chars().count() + 1,
            text: value
                .chars()
                .skip(value.get(..begin).unwrap_or_default().chars().count())
                .take(QUOTED)
                .collect(),
        };
        let (inner, behind) = behind.split_once(END).ok_or_else(malformed)?;
        parts.push(Part::Text(text));
        parts.push(Part::Output(reference(inner.trim()).ok_or_else(malformed)?));
        rest = behind;
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}

/// `outputs.NAME.KEY`. A name may have dots, an output has none.
fn reference(text: &str) -> Option<Reference<'_>> {
    let (request, output) = text.strip_prefix("outputs.")?.rsplit_once('.')?;
    let is_end = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_name = request.len() <= 253
        && request.starts_with(is_end)
        && request.ends_with(is_end)
        && request.chars().all(|c| is_end(c) || c == '-' || c == '.');
    let is_output = !output.is_empty() && output.chars().all(|c| c.is_ascii_alphanumeric());
    (is_name && is_output).then_some(Reference { request, output })
}

/// The references of a value that can be read.
fn references(value: &str) -> impl Iterator<Item = Reference<'_>> {
    parts(value)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|part| match part {
            Part::Output(reference) => Some(reference),
            Part::Text(_) => None,
        })
}

/// Names of the requests that have to be ready first: those of `spec.dependsOn`, and those whose outputs `spec.parameters` refer to, each
/// once, at most 16 more.
pub fn dependencies(spec: &DeploymentRequestSpec) -> Vec<String> {
    let named = spec.depends_on.iter().map(|other| other.name.as_str());
    let named: IndexSet<&str> = named.collect();
    let referred = spec.parameters.values().flat_map(|value| references(value));
    let referred: IndexSet<&str> = referred.map(|reference| reference.request).collect();
    let referred = referred.into_iter().take(MOST_REQUESTS);
    let all: IndexSet<&str> = named.into_iter().chain(referred).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// The first parameter that refers to this request, where one does.
pub(crate) fn referring<'a>(spec: &'a DeploymentRequestSpec, request: &str) -> Option<&'a str> {
    let mut all = spec.parameters.iter();
    let found = all.find(|(_, value)| references(value).any(|reference| reference.request == request));
    found.map(|(key, _)| key.as_str())
}

/// The parameters that are known without a cluster, and the keys of those that refer to outputs.
///
/// # Errors
/// [`ErrorCode::InvalidParameter`] of the first that refers to something in a way that can't be read.
pub fn known(
    parameters: &IndexMap<String, String>,
    language: Language,
) -> Result<(IndexMap<String, String>, Vec<String>), UserError> {
    let mut known = IndexMap::new();
    let mut referring = Vec::new();
    for (key, value) in parameters {
        match parts(value) {
            Ok(parts) if parts.len() == 1 => {
                known.insert(key.clone(), value.clone());
            }
            Ok(_) => referring.push(key.clone()),
            Err(malformed) => {
                return Err(words::malformed(language, key, &malformed).error(ErrorCode::InvalidParameter));
            }
        }
    }
    Ok((known, referring))
}

/// The parameters with what their references stand for: the outputs of now, or those that the plan of before was made from (`kept`)
/// while one of the others is not to be had. A plan is to be made only where nothing is open.
pub(crate) fn resolve(
    parameters: &IndexMap<String, String>,
    facts: &[DependencyFact],
    kept: Option<&BTreeMap<String, String>>,
) -> Resolved {
    let now = |key: &str, reference: Reference<'_>| output(facts, key, reference);
    let open = match substitute(parameters, now) {
        Ok((values, outputs)) => {
            return Resolved {
                values,
                outputs,
                open: None,
            };
        }
        Err(open) => open,
    };
    let before = |_: &str, reference: Reference<'_>| {
        let value = kept.and_then(|kept| kept.get(&reference.to_string()));
        value.map(String::as_str).ok_or_else(|| not_ready(reference))
    };
    let (values, outputs) =
        substitute(parameters, before).unwrap_or_else(|_| (parameters.clone(), BTreeMap::new()));
    Resolved {
        values,
        outputs,
        open: Some(open),
    }
}

fn not_ready(reference: Reference<'_>) -> Open {
    Open::NotReady {
        request: reference.request.to_owned(),
    }
}

/// The output that a reference of the parameter `key` stands for now.
fn output<'a>(facts: &'a [DependencyFact], key: &str, reference: Reference<'_>) -> Result<&'a str, Open> {
    let ready = facts.iter().find_map(|fact| match fact {
        DependencyFact::Ready { name, outputs } if name == reference.request => Some(outputs),
        _ => None,
    });
    let outputs = ready.ok_or_else(|| not_ready(reference))?;
    outputs.get(reference.output).map(String::as_str).ok_or_else(|| {
        let mut there: Vec<String> = outputs.keys().cloned().collect();
        there.sort();
        Open::NoOutput {
            key: key.to_owned(),
            request: reference.request.to_owned(),
            output: reference.output.to_owned(),
            there,
        }
    })
}

type Substituted = (IndexMap<String, String>, BTreeMap<String, String>);

fn substitute<'a>(
    parameters: &IndexMap<String, String>,
    output: impl Fn(&str, Reference<'_>) -> Result<&'a str, Open>,
) -> Result<Substituted, Open> {
    let mut values = IndexMap::new();
    let mut outputs = BTreeMap::new();
    let mut requests = IndexSet::new();
    for (key, value) in parameters {
        let parts = parts(value).map_err(|malformed| Open::Malformed {
            key: key.clone(),
            malformed,
        })?;
        let mut whole = String::new();
        for part in parts {
            match part {
                Part::Text(text) => whole.push_str(text),
                Part::Output(reference) => {
                    requests.insert(reference.request);
                    if requests.len() > MOST_REQUESTS {
                        return Err(Open::TooManyRequests);
                    }
                    let output = output(key, reference)?;
                    whole.push_str(output);
                    outputs.insert(reference.to_string(), output.to_owned());
                }
            }
        }
        values.insert(key.clone(), whole);
    }
    Ok((values, outputs))
}

/// The parameters that refer to outputs, each as written.
pub(crate) fn as_written(
    parameters: &IndexMap<String, String>,
) -> impl Iterator<Item = (&String, Vec<Reference<'_>>)> {
    let referring = parameters
        .iter()
        .map(|(key, value)| (key, references(value).collect::<Vec<_>>()));
    referring.filter(|(_, references)| !references.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs_of(value: &str) -> Vec<(String, String)> {
        let of = |it: Reference<'_>| (it.request.to_owned(), it.output.to_owned());
        references(value).map(of).collect()
    }

    fn one(request: &str, output: &str) -> Vec<(String, String)> {
        vec![(request.to_owned(), output.to_owned())]
    }

    #[test]
    fn a_reference_has_spaces_or_none_and_a_request_may_have_dots() {
        for text in [
            "{{ outputs.network.vpcId }}",
            "{{outputs.network.vpcId}}",
            "a{{\toutputs.network.vpcId }}b",
        ] {
            assert_eq!(outputs_of(text), one("network", "vpcId"), "{text}");
        }
        assert_eq!(outputs_of("{{ outputs.my.net-1.url }}"), one("my.net-1", "url"));
        let both = outputs_of("{{ outputs.a.url }},{{ outputs.b.url }}");
        assert_eq!(both, [one("a", "url"), one("b", "url")].concat());
        assert_eq!(outputs_of(r#"{"a": {"b": 1}} and }}"#), [], "no braces are begun");
    }

    #[test]
    fn what_is_no_reference_is_told_by_its_place() {
        for (text, at) in [
            ("{{ outputs.network }}", 1),
            ("क {{ outputs.Network.vpcId }}", 3),
            ("ok {{ outputs.a.url }} {{ outputs.a.url", 24),
            ("{{ secrets.db.password }}", 1),
            ("{{ outputs.a.url | upper }}", 1),
            ("{{}}", 1),
            ("{{resolve:secretsmanager:db}}", 1),
            ("{{ outputs.-a.url }}", 1),
            ("{{ outputs.a.b-c }}", 1),
        ] {
            let malformed = parts(text).expect_err(text);
            assert_eq!(malformed.at, at, "{text}");
            assert!(
                malformed.text.starts_with("{{") && text.contains(&malformed.text),
                "{text}"
            );
        }
    }

    #[test]
    fn too_many_requests_are_not_looked_up() {
        let value = |n: usize| (format!("K{n}"), format!("{{{{ outputs.r{n}.url }}}}"));
        let spec = |count: usize| -> DeploymentRequestSpec {
            let mut spec: DeploymentRequestSpec = serde_json::from_value(
                serde_json::json!({ "prompt": "An API", "dependsOn": [{ "name": "r1" }] }),
            )
            .expect("a spec");
            spec.parameters = (0..count).map(value).collect();
            spec
        };
        assert_eq!(dependencies(&spec(2)), ["r1", "r0"], "each once");
        assert_eq!(dependencies(&spec(20)).len(), MOST_REQUESTS);
        let ready = |n: usize| DependencyFact::Ready {
            name: format!("r{n}"),
            outputs: IndexMap::from([("url".to_owned(), "x".to_owned())]),
        };
        let facts: Vec<_> = (0..17).map(ready).collect();
        assert_eq!(resolve(&spec(16).parameters, &facts, None).open, None);
        let open = resolve(&spec(17).parameters, &facts, None).open;
        assert_eq!(open, Some(Open::TooManyRequests));
    }
}
