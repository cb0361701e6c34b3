//! What only the person can give before a plan can be built, told beside the plan's other warnings, for those who read no preview.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::Parameter;
use crate::render::preview;

/// Stable code of the warnings. The preview has a list of its own for them.
pub(crate) const CODE: &str = "PARAMETER_NEEDED";

/// A warning for each parameter that has no value yet.
pub(super) fn warnings(missing: &[Parameter], language: Language) -> impl Iterator<Item = Warning> {
    missing.iter().map(move |parameter| warning(parameter, language))
}

fn warning(parameter: &Parameter, language: Language) -> Warning {
    let answer = parameter.answer;
    let what = preview::needed(parameter, language);
    let (message, suggestion) = match language {
        Language::English => (
            format!("Needed from you before this can be built: {what}."),
            format!("Give it as the answer {answer} (spec.answers.{answer}, or --answer {answer}=…)."),
        ),
        Language::Hindi => (
            format!("बनाने से पहले आपसे चाहिए: {what}।"),
            format!("इसे उत्तर {answer} में दीजिए (spec.answers.{answer}, या --answer {answer}=…)।"),
        ),
        Language::Hinglish => (
            format!("Banane se pehle aapse chahiye: {what}."),
            format!("Ise answer {answer} mein dijiye (spec.answers.{answer}, ya --answer {answer}=…)."),
        ),
    };
    Warning {
        code: CODE.to_owned(),
        message,
        suggestion,
    }
}
