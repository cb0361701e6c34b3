//! Whether the language models that are set up here answer: each is asked to fill in a form of one field, which takes some hundred tokens.

use std::time::Instant;

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::language::Language;
use serde_json::{Value, json};

use super::{Check, words};
use crate::cli::without_model::without_model;
use crate::language_model::Question;
use crate::language_model::setup::{ModelArgs, SetUp};

/// Most tokens of the answer.
const MOST_TOKENS: u32 = 100;

/// A line for each model that is set up; none where none is.
pub(super) async fn language_models(models: &ModelArgs, language: Language) -> Vec<Check> {
    let mut checks = Vec::new();
    for (name, provider) in [
        ("Amazon Bedrock", ParserProvider::Bedrock),
        ("OpenAI protocol", ParserProvider::OpenAI),
    ] {
        match models.set_up(provider).await {
            Ok(Some(model)) => checks.push(asked(name, &model, language).await),
            Ok(None) => {}
            Err(why) => checks.push(Check::failed(name, why, words::set_up_model(language))),
        }
    }
    checks
}

async fn asked(name: &'static str, SetUp { chain, .. }: &SetUp, language: Language) -> Check {
    let begun = Instant::now();
    let asked = chain.ask(question(), ready).await;
    match asked.understood {
        Ok(()) => {
            let found = words::answers(language, chain.model(), begun.elapsed(), asked.tokens.total());
            Check::ok(name, found)
        }
        Err(without) => {
            let said = without_model(chain.model(), &without, language);
            Check::failed(name, said.message, words::mend_model(language))
        }
    }
}

fn question() -> Question {
    Question {
        system: "You check a connection. Fill in the form.".to_owned(),
        user: "Set `ready` to true.".to_owned(),
        form: "report_ready".to_owned(),
        purpose: "Says that you can fill in forms.".to_owned(),
        schema: json!({
            "type": "object", "additionalProperties": false, "required": ["ready"],
            "properties": { "ready": { "type": "boolean" } },
        }),
        most_tokens: MOST_TOKENS,
        repair: None,
    }
}

fn ready(answer: &str) -> Result<(), String> {
    let form: Option<Value> = serde_json::from_str(answer).ok();
    let is_form = form.is_some_and(|form| form["ready"].is_boolean());
    is_form
        .then_some(())
        .ok_or_else(|| "The form has one field, `ready`, which is true or false.".to_owned())
}
