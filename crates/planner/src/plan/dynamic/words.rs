//! Said of texts that CloudFormation would replace.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

/// Characters of a text that are quoted.
const QUOTED: usize = 60;

fn error(message: String, details: &str) -> UserError {
    UserError {
        code: ErrorCode::InvalidParameter,
        message,
        details: details.to_owned(),
        retryable: false,
    }
}

/// Two braces are in what a field of the spec holds.
pub(super) fn braces(language: Language, field: &str) -> UserError {
    match language {
        Language::English => error(
            format!("The value of {field} holds {{{{, which AWS would look up by itself."),
            "Give the value itself. An output of another request is written {{ outputs.NAME.KEY }}, in a value of spec.parameters, and is known in the cluster alone.",
        ),
        Language::Hindi => error(
            format!("{field} के मान में {{{{ है, जिसे AWS अपने आप खोजने लगेगा।"),
            "मान ही लिखिए। दूसरे अनुरोध का output spec.parameters के मान में {{ outputs.NAME.KEY }} लिखा जाता है, और केवल cluster में पता होता है।",
        ),
        Language::Hinglish => error(
            format!("{field} ki value mein {{{{ hai, jise AWS apne aap dhoondhne lagega."),
            "Value hi likhiye. Doosri request ka output spec.parameters ki value mein {{ outputs.NAME.KEY }} likha jata hai, aur sirf cluster mein pata hota hai.",
        ),
    }
}

/// One got into the plan from the prompt.
pub(super) fn in_plan(language: Language, text: &str) -> UserError {
    let text: String = text.chars().take(QUOTED).collect();
    match language {
        Language::English => error(
            format!("The plan would hold \"{text}\", which AWS would look up by itself, a secret too."),
            "Take {{resolve:…}} out of the prompt. Programs read a secret when they run: ask for one in Secrets Manager.",
        ),
        Language::Hindi => error(
            format!("योजना में \"{text}\" आता, जिसे AWS अपने आप खोजने लगता, गुप्त मान भी।"),
            "अनुरोध से {{resolve:…}} हटाइए। प्रोग्राम गुप्त मान चलते समय पढ़ते हैं: Secrets Manager में एक secret माँगिए।",
        ),
        Language::Hinglish => error(
            format!("Plan mein \"{text}\" aata, jise AWS apne aap dhoondhne lagta, secret bhi."),
            "Prompt se {{resolve:…}} hataiye. Program secret ko chalte samay padhte hain: Secrets Manager mein ek secret maangiye.",
        ),
    }
}
