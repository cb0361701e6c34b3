//! Who reads the prompt: the rules alone, or a language model beside them. Here: which, and what is said where the model gives nothing.
//! Not here: asking (`language_model`), and what of an answer counts (the planner's).

use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::Suggestion;

use crate::cli::cluster::block_on;
use crate::cli::failure::Failure;
use crate::cli::planning;
use crate::cli::say::{say, spoken};
use crate::cli::without_model::without_model;
use crate::cli::words::Lang;
use crate::language_model::chain::Without;
use crate::language_model::proposing::propose;
use crate::language_model::setup::{ModelArgs, SetUp};

/// `--parser`.
pub(super) fn provider(text: &str) -> Result<ParserProvider, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "auto" => Ok(ParserProvider::Auto),
        "rules" => Ok(ParserProvider::Rules),
        "bedrock" => Ok(ParserProvider::Bedrock),
        "openai" => Ok(ParserProvider::OpenAI),
        _ => Err("give auto, rules, bedrock or openai".to_owned()),
    }
}

/// What a prompt is planned by.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The model's name and what it proposed.
    model: Option<(ParserProvider, String, Proposal)>,
    /// Why there is no model, where one was set up.
    pub(super) warning: Option<Warning>,
    /// Whether the rules may read alone.
    is_optional: bool,
}

impl Reading {
    /// Who read it.
    pub(super) fn provider(&self) -> ParserProvider {
        let model = self.model.as_ref();
        model.map_or(ParserProvider::Rules, |(provider, ..)| *provider)
    }

    /// The rules alone, for what can't be planned with what the model proposed. None where that is what this is, or nobody else was to read.
    pub(super) fn alone(&self, language: Language) -> Option<Self> {
        let (_, model, _) = self.model.as_ref().filter(|_| self.is_optional)?;
        Some(Self {
            model: None,
            warning: Some(unavailable(model, &Without::Unusable, language)),
            is_optional: false,
        })
    }

    /// For the planner.
    pub(super) fn suggestion(&self) -> Option<Suggestion<'_>> {
        let (_, model, proposal) = self.model.as_ref()?;
        Some(Suggestion {
            proposal,
            model,
            regions: &[],
        })
    }
}

/// Has the prompt read by whom `wanted` says.
///
/// # Errors
/// Where a certain model was asked for by name of its provider, and gives nothing. With `Auto` the rules read alone then, and it is said.
pub(super) fn read(
    wanted: ParserProvider,
    models: &ModelArgs,
    request: &DeploymentRequest,
    lang: Option<Lang>,
) -> Result<Reading, Failure> {
    if wanted == ParserProvider::Rules {
        return Ok(Reading::default());
    }
    let language = spoken(lang, request);
    // What the rules refuse never reaches a model, and planning says why.
    let Ok(ask) = planning::ask(request) else {
        return Ok(Reading::default());
    };
    block_on(async {
        // With a region that nobody names the SDK looks for one, and on a machine of AWS's that is a call of its own.
        let set_up = tokio::time::timeout(models.model_timeout, models.set_up(wanted)).await;
        let set_up = set_up
            .map_err(|_| Failure::new(no_region(language)))?
            .map_err(Failure::usage)?;
        let Some(SetUp { provider, chain }) = set_up else {
            return match wanted {
                ParserProvider::Auto => Ok(Reading::default()),
                _ => Err(not_set_up(wanted, language)),
            };
        };
        let asked = propose(&chain, &ask).await;
        let model = chain.model().to_owned();
        match asked.understood {
            Ok(proposed) => Ok(Reading {
                model: Some((provider, model, proposed.proposal)),
                warning: None,
                is_optional: wanted == ParserProvider::Auto,
            }),
            Err(without) if wanted == ParserProvider::Auto => Ok(Reading {
                model: None,
                warning: Some(unavailable(&model, &without, language)),
                is_optional: false,
            }),
            Err(without) => {
                let Warning {
                    message, suggestion, ..
                } = without_model(&model, &without, language);
                let failure = Failure::new(message).remedy(suggestion);
                Err(if without.unavailable().is_passing() {
                    failure.retryable()
                } else {
                    failure
                })
            }
        }
    })
}

fn no_region(language: Language) -> String {
    say!(
        language,
        "The region of Amazon Bedrock could not be found out in time. Give it by --bedrock-region.",
        "Amazon Bedrock का क्षेत्र समय पर पता नहीं चला। उसे --bedrock-region से बताइए।",
        "Amazon Bedrock ka region time par pata nahi chala. Use --bedrock-region se batayein.",
    )
}

fn not_set_up(wanted: ParserProvider, language: Language) -> Failure {
    let (name, flag) = match wanted {
        ParserProvider::OpenAI => ("OpenAI", "--openai-model"),
        _ => ("Amazon Bedrock", "--bedrock-model"),
    };
    let said = say!(
        language,
        "No model of {name} is set up.",
        "{name} का कोई मॉडल नहीं लगा है।",
        "{name} ka koi model setup nahi hai.",
    );
    Failure::usage(said).remedy(say!(
        language,
        "Name one by {flag}, or plan by the rules: --parser rules",
        "{flag} से मॉडल बताइए, या नियमों से योजना बनाइए: --parser rules",
        "{flag} se model batayein, ya rules se plan banayein: --parser rules",
    ))
}

/// The same for a plan that the rules made alone.
fn unavailable(model: &str, without: &Without, language: Language) -> Warning {
    let failed = without_model(model, without, language);
    let why = failed.message;
    Warning {
        message: say!(
            language,
            "{why} The prompt was read by the rules alone.",
            "{why} अनुरोध केवल नियमों से पढ़ा गया।",
            "{why} Prompt sirf rules se padha gaya.",
        ),
        ..failed
    }
}
