//! What prompts are understood as: labelled prompts in three languages, answers, and the laws of the founding document.
//! A new prompt is a line in `prompts/*.json`; what it leaves out has the default beside `Expected`.

#[path = "understanding/choices.rs"]
mod choices;
#[path = "understanding/everyday.rs"]
mod everyday;
#[path = "understanding/hindi.rs"]
mod hindi;
#[path = "understanding/laws.rs"]
mod laws;
#[path = "understanding/meaning.rs"]
mod meaning;
#[path = "understanding/names.rs"]
mod names;
#[path = "support/request.rs"]
mod prompt_alone;
#[path = "understanding/registers.rs"]
mod registers;
#[path = "understanding/spoken.rs"]
mod spoken;
#[path = "understanding/talk.rs"]
mod talk;

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_planner::requirements::{Request, Understood, understand};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Value, json};

/// Understands a prompt with nothing beside it but these answers.
fn understand_with(
    prompt: &str,
    language: LanguageChoice,
    answers: &[(&str, &str)],
) -> Result<Understood, UserError> {
    let answers: IndexMap<String, String> = answers
        .iter()
        .map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned()))
        .collect();
    understand(&Request {
        language,
        answers: &answers,
        ..prompt_alone::request(prompt, &IndexMap::new())
    })
}

fn understand_prompt(prompt: &str) -> Result<Understood, UserError> {
    understand_with(prompt, LanguageChoice::Auto, &[])
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    prompt: String,
    because: String,
    expect: Option<Expected>,
    asks: Option<Vec<String>>,
    error: Option<String>,
}

/// What is expected; a field that isn't written has its default, so that every field of every prompt is compared.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    app_type: String,
    #[serde(default)]
    framework: Value,
    #[serde(default = "lambda")]
    compute: String,
    #[serde(default)]
    storage: Vec<String>,
    #[serde(default = "yes")]
    public_access: bool,
    #[serde(default)]
    custom_domain: Value,
    #[serde(default)]
    budget: Option<String>,
    #[serde(default = "mumbai")]
    region: String,
    #[serde(default = "request")]
    project_name: String,
    #[serde(default = "nothing")]
    usage: Value,
    #[serde(default)]
    services: Vec<Value>,
    #[serde(default)]
    insecure_wishes: Vec<String>,
    #[serde(default)]
    warns: Vec<String>,
}

fn lambda() -> String {
    "lambda".to_owned()
}

fn mumbai() -> String {
    "ap-south-1".to_owned()
}

fn request() -> String {
    "request".to_owned()
}

fn yes() -> bool {
    true
}

fn nothing() -> Value {
    json!({})
}

impl Expected {
    fn as_requirements(&self) -> Value {
        let budget = self.budget.as_ref().map(|budget| {
            let words: Vec<_> = budget.split(' ').collect();
            json!({ "amount": words[0], "currency": words[1], "period": words[2] })
        });
        let mut requirements = json!({
            "appType": self.app_type, "framework": self.framework, "compute": self.compute, "storage": self.storage,
            "networking": { "publicAccess": self.public_access, "customDomain": self.custom_domain },
            "budget": budget, "region": self.region, "projectName": self.project_name, "usage": self.usage,
            "services": sorted(self.services.clone()),
        });
        if !self.insecure_wishes.is_empty() {
            requirements["insecureWishes"] = json!(self.insecure_wishes);
        }
        requirements
    }
}

/// The order of services says nothing.
fn sorted(mut services: Vec<Value>) -> Vec<Value> {
    services.sort_by_key(|service| service["type"].to_string() + &service["name"].to_string());
    services
}

/// What differs, in words; nothing if all is as labelled.
fn difference(labelled: &Labelled, tag: &str) -> Option<String> {
    let outcome = understand_prompt(&labelled.prompt);
    let understood = match (&outcome, &labelled.error) {
        (Err(error), Some(expected)) => {
            let code = serde_json::to_value(error.code).expect("codes are strings");
            return (code != json!(expected)).then(|| format!("error {code}"));
        }
        (Ok(understood), None) => understood,
        (other, _) => return Some(format!("{other:?}")),
    };
    let asked: Vec<_> = understood
        .clarifications
        .iter()
        .map(|question| question.field.clone())
        .collect();
    if asked != labelled.asks.clone().unwrap_or_default() {
        return Some(format!("asks {asked:?}"));
    }
    if understood.language.tag() != tag {
        return Some(format!(
            "language {} {}",
            understood.language, understood.confidence
        ));
    }
    let Some(expected) = &labelled.expect else {
        return understood
            .requirements
            .is_some()
            .then(|| "complete in spite of a question".to_owned());
    };
    let mut requirements = serde_json::to_value(&understood.requirements).expect("requirements are JSON");
    requirements["services"] =
        sorted(requirements["services"].as_array().cloned().unwrap_or_default()).into();
    let wanted = expected.as_requirements();
    let warned = expected.warns.iter().all(|name| {
        understood
            .warnings
            .iter()
            .any(|warning| warning.message.contains(name))
    });
    if !warned || understood.warnings.len() != expected.warns.len() {
        return Some(format!("warnings {:?}", understood.warnings));
    }
    (requirements != wanted).then(|| format!("\n     got {requirements}\n  wanted {wanted}"))
}

fn check(file: &str, tag: &str) {
    let labelled: Vec<Labelled> = serde_json::from_str(file).expect("a list of labelled prompts");
    let wrong: Vec<_> = labelled
        .iter()
        .filter_map(|labelled| {
            Some(format!(
                "{:?} ({}): {}",
                labelled.prompt,
                labelled.because,
                difference(labelled, tag)?
            ))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} prompts are wrong:\n{}",
        wrong.len(),
        labelled.len(),
        wrong.join("\n")
    );
}

#[test]
fn english_prompts_are_understood_as_labelled() {
    check(include_str!("prompts/english.json"), "en");
}

#[test]
fn hindi_prompts_are_understood_as_labelled() {
    check(include_str!("prompts/hindi.json"), "hi");
}

#[test]
fn hinglish_prompts_are_understood_as_labelled() {
    check(include_str!("prompts/hinglish.json"), "hi-Latn");
}
