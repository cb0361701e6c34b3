//! Sentences of the commands that act, each in English, Hindi and Hinglish, beside the command that says them. Here: how one is
//! chosen. Not here: headings and labels (`words`), and what the API server says.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::language::detect;
use cloudwhisper_planner::language::normalize::normalize;

use super::words::{Lang, Words, words};

/// One sentence in the language: English, Hindi, Hinglish. All three are always written together.
macro_rules! say {
    ($language:expr, $english:literal, $hindi:literal, $hinglish:literal $(,)?) => {
        match $language {
            cloudwhisper_api::language::Language::English => format!($english),
            cloudwhisper_api::language::Language::Hindi => format!($hindi),
            cloudwhisper_api::language::Language::Hinglish => format!($hinglish),
        }
    };
}
pub(crate) use say;

/// The language to speak about this request: the one that was chosen, else the request's own.
pub(crate) fn spoken(lang: Option<Lang>, request: &DeploymentRequest) -> Language {
    words_for(lang, request).language
}

/// The words to use about this request.
pub(crate) fn words_for(lang: Option<Lang>, request: &DeploymentRequest) -> &'static Words {
    let parsed = request.status.as_ref().and_then(|status| status.parsed.as_ref());
    // Before the operator has read it, the prompt itself tells.
    let language = parsed.map_or_else(
        || detect(&normalize(&request.spec.prompt)).language,
        |parsed| parsed.language,
    );
    words(lang, Some(language))
}

/// Nobody sits at the terminal who could be asked.
pub(crate) fn nobody_to_ask(language: Language) -> String {
    say!(
        language,
        "there is nobody to ask",
        "पूछने के लिए कोई नहीं है",
        "poochhne ke liye koi nahi hai",
    )
}

/// The same text in each language, for snapshots.
#[cfg(test)]
pub(crate) fn in_each_language(text: impl Fn(Language) -> String) -> String {
    let languages = [Language::English, Language::Hindi, Language::Hinglish];
    languages.map(text).join("\n----\n")
}
