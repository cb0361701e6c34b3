//! Who reads the prompt: the rules alone, or a language model beside them. Here: which, and what is said where the model gives nothing.
//! Not here: asking (`language_model`), and what of an answer counts (the planner's).

use std::time::Duration;

use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::Suggestion;

use crate::cli::cluster::block_on;
use crate::cli::failure::Failure;
use crate::cli::planning;
use crate::cli::say::{say, spoken};
use crate::cli::words::Lang;
use crate::language_model::Unanswered;
use crate::language_model::chain::Without;
use crate::language_model::proposing::propose;
use crate::language_model::setup::{ModelArgs, SetUp};

/// Code of the warning that the rules read alone where a model was to.
pub(super) const MODEL_UNAVAILABLE: &str = "MODEL_UNAVAILABLE";

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
}

impl Reading {
    /// Who read it.
    pub(super) fn provider(&self) -> ParserProvider {
        let model = self.model.as_ref();
        model.map_or(ParserProvider::Rules, |(provider, ..)| *provider)
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
            Ok(proposal) => Ok(Reading {
                model: Some((provider, model, proposal)),
                warning: None,
            }),
            Err(without) if wanted == ParserProvider::Auto => Ok(Reading {
                model: None,
                warning: Some(unavailable(&model, &without, language)),
            }),
            Err(without) => {
                let Warning {
                    message, suggestion, ..
                } = failed(&model, &without, language);
                let failure = Failure::new(message).remedy(suggestion);
                Err(if is_passing(&without) {
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

fn is_passing(without: &Without) -> bool {
    match without {
        Without::Unanswered(why) => why.is_passing(),
        Without::Resting(_) => true,
        Without::Unusable | Without::TooManyTokens(_) => false,
    }
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

/// That the model gives nothing, and what to do.
fn failed(model: &str, without: &Without, language: Language) -> Warning {
    let message = match without {
        Without::Unanswered(why) => {
            let why = why.to_string();
            say!(
                language,
                "The language model {model} gave no answer: {why}.",
                "भाषा मॉडल {model} ने जवाब नहीं दिया: {why}.",
                "Language model {model} ne jawab nahi diya: {why}.",
            )
        }
        Without::Resting(time) => {
            let seconds = time.max(&Duration::from_secs(1)).as_secs();
            say!(
                language,
                "The language model {model} has failed several times, and is asked again in {seconds} s.",
                "भाषा मॉडल {model} कई बार विफल हुआ, और {seconds} सेकंड बाद फिर पूछा जाएगा।",
                "Language model {model} kai baar fail hua, aur {seconds} second baad phir poocha jayega.",
            )
        }
        Without::Unusable => say!(
            language,
            "What the language model {model} answered could not be used.",
            "भाषा मॉडल {model} का जवाब काम का नहीं था।",
            "Language model {model} ka jawab use nahi ho saka.",
        ),
        Without::TooManyTokens(tokens) => say!(
            language,
            "The prompt would take about {tokens} tokens, more than the language model {model} may use for one.",
            "इस अनुरोध में लगभग {tokens} टोकन लगेंगे, जो भाषा मॉडल {model} की सीमा से अधिक है।",
            "Is prompt mein lagbhag {tokens} tokens lagenge, jo language model {model} ki limit se zyada hai.",
        ),
    };
    let suggestion = if matches!(without, Without::TooManyTokens(_)) {
        say!(
            language,
            "Write a shorter prompt, or plan by the rules: --parser rules",
            "छोटा अनुरोध लिखिए, या नियमों से योजना बनाइए: --parser rules",
            "Chhota prompt likhein, ya rules se plan banayein: --parser rules",
        )
    } else if *without == Without::Unusable || *without == Without::Unanswered(Unanswered::Refused) {
        say!(
            language,
            "Say it in other words, take another model, or plan by the rules: --parser rules",
            "दूसरे शब्दों में लिखिए, दूसरा मॉडल लीजिए, या नियमों से योजना बनाइए: --parser rules",
            "Doosre shabdon mein likhein, doosra model lein, ya rules se plan banayein: --parser rules",
        )
    } else if is_passing(without) {
        say!(
            language,
            "Try again, or plan by the rules: --parser rules",
            "फिर कोशिश कीजिए, या नियमों से योजना बनाइए: --parser rules",
            "Phir try karein, ya rules se plan banayein: --parser rules",
        )
    } else {
        say!(
            language,
            "Check the model's name, its key or credentials and its rights, or plan by the rules: --parser rules",
            "मॉडल का नाम, उसकी key या credentials और अधिकार जाँचिए, या नियमों से योजना बनाइए: --parser rules",
            "Model ka naam, uski key ya credentials aur rights check karein, ya rules se plan banayein: --parser rules",
        )
    };
    Warning {
        code: MODEL_UNAVAILABLE.to_owned(),
        message,
        suggestion,
    }
}

/// The same for a plan that the rules made alone.
fn unavailable(model: &str, without: &Without, language: Language) -> Warning {
    let failed = failed(model, without, language);
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
