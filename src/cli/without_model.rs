//! What is said where a language model gives nothing, and what to do about it.

use std::time::Duration;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::model_answer::Unavailable;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_lifecycle::reading::MODEL_UNAVAILABLE;

use super::say::say;
use crate::language_model::chain::Without;

/// That the model gives nothing, and what to do.
pub(super) fn without_model(model: &str, without: &Without, language: Language) -> Warning {
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
    Warning {
        code: MODEL_UNAVAILABLE.to_owned(),
        message,
        suggestion: remedy(without.unavailable(), language),
    }
}

fn remedy(unavailable: Unavailable, language: Language) -> String {
    match unavailable {
        Unavailable::PromptTooLong => say!(
            language,
            "Write a shorter prompt, or plan by the rules: --parser rules",
            "छोटा अनुरोध लिखिए, या नियमों से योजना बनाइए: --parser rules",
            "Chhota prompt likhein, ya rules se plan banayein: --parser rules",
        ),
        Unavailable::Refused | Unavailable::Unusable => say!(
            language,
            "Say it in other words, take another model, or plan by the rules: --parser rules",
            "दूसरे शब्दों में लिखिए, दूसरा मॉडल लीजिए, या नियमों से योजना बनाइए: --parser rules",
            "Doosre shabdon mein likhein, doosra model lein, ya rules se plan banayein: --parser rules",
        ),
        Unavailable::TimedOut
        | Unavailable::Throttled
        | Unavailable::Unreachable
        | Unavailable::BudgetSpent => say!(
            language,
            "Try again, or plan by the rules: --parser rules",
            "फिर कोशिश कीजिए, या नियमों से योजना बनाइए: --parser rules",
            "Phir try karein, ya rules se plan banayein: --parser rules",
        ),
        Unavailable::NotAllowed | Unavailable::Unsuitable => say!(
            language,
            "Check the model's name, its key or credentials and its rights, or plan by the rules: --parser rules",
            "मॉडल का नाम, उसकी key या credentials और अधिकार जाँचिए, या नियमों से योजना बनाइए: --parser rules",
            "Model ka naam, uski key ya credentials aur rights check karein, ya rules se plan banayein: --parser rules",
        ),
    }
}
