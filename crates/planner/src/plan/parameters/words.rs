//! Said of values for what a plan asks of its owner.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::Parameter;
use crate::render::preview;

/// Stable code of the warning.
const NOT_TAKEN: &str = "PARAMETER_NOT_TAKEN";
/// Characters of a value that are quoted.
const QUOTED: usize = 60;

fn error(message: String, details: String) -> UserError {
    UserError {
        code: ErrorCode::InvalidParameter,
        message,
        details,
        retryable: false,
    }
}

/// An environment variable of several lines.
pub(super) fn lines(language: Language, key: &str) -> UserError {
    match language {
        Language::English => error(
            format!("The value of spec.parameters.{key} has several lines or control characters."),
            "An environment variable takes one line of text.".to_owned(),
        ),
        Language::Hindi => error(
            format!("spec.parameters.{key} के मान में कई पंक्तियाँ या नियंत्रण-चिह्न हैं।"),
            "environment variable में एक ही पंक्ति का पाठ लिखिए।".to_owned(),
        ),
        Language::Hinglish => error(
            format!("spec.parameters.{key} ki value mein kai lines ya control characters hain."),
            "Environment variable mein ek hi line ka text likhiye.".to_owned(),
        ),
    }
}

/// A parameter can't have this value.
pub(in crate::plan) fn unfit(language: Language, key: &str, value: &str, parameter: &Parameter) -> UserError {
    let value: String = value.chars().take(QUOTED).collect();
    let (what, pattern) = (preview::needed(parameter, language), parameter.pattern);
    match language {
        Language::English => error(
            format!("The value of spec.parameters.{key}, \"{value}\", can't be used."),
            format!("Expected: {what}; the whole value matches {pattern}"),
        ),
        Language::Hindi => error(
            format!("spec.parameters.{key} का मान \"{value}\" काम का नहीं है।"),
            format!("यह चाहिए: {what}; पूरा मान {pattern} से मेल खाए"),
        ),
        Language::Hinglish => error(
            format!("spec.parameters.{key} ki value \"{value}\" kaam ki nahi hai."),
            format!("Yeh chahiye: {what}; poori value {pattern} se match kare"),
        ),
    }
}

/// Nothing in the plan takes `keys`; `takes` are the parameters that it has.
pub(super) fn untaken(language: Language, keys: &[&str], takes: &[&str]) -> Warning {
    let (keys, list) = (keys.join(", "), takes.join(", "));
    let has = !takes.is_empty();
    let (message, takes, variables) = match language {
        Language::English => (
            format!("Nothing in the plan takes {keys} of spec.parameters."),
            if has {
                format!("It takes {list}.")
            } else {
                "It has no parameters of its own.".to_owned()
            },
            "A name in capitals, such as STAGE, is an environment variable of its functions and containers; those that the plan sets \
             itself or AWS keeps for itself stay as they are. Answers to questions belong into spec.answers.",
        ),
        Language::Hindi => (
            format!("योजना में spec.parameters का {keys} कोई नहीं लेता।"),
            if has {
                format!("वह {list} लेती है।")
            } else {
                "उसके अपने parameters नहीं हैं।".to_owned()
            },
            "बड़े अक्षरों का नाम, जैसे STAGE, उसके functions और containers का environment variable होता है; जो योजना ख़ुद रखती है या AWS \
             अपने लिए रखता है, वे वैसे ही रहते हैं। प्रश्नों के उत्तर spec.answers में लिखिए।",
        ),
        Language::Hinglish => (
            format!("Plan mein spec.parameters ka {keys} koi nahi leta."),
            if has {
                format!("Woh {list} leta hai.")
            } else {
                "Uske apne parameters nahi hain.".to_owned()
            },
            "Capitals wala naam, jaise STAGE, uske functions aur containers ka environment variable hota hai; jo plan khud rakhta hai ya \
             AWS apne liye rakhta hai, woh waise hi rehte hain. Sawaalon ke jawab spec.answers mein likhiye.",
        ),
    };
    Warning {
        code: NOT_TAKEN.to_owned(),
        message,
        suggestion: format!("{takes} {variables}"),
    }
}

/// Why a value is what it is.
pub(super) fn wins(language: Language) -> String {
    match language {
        Language::English => "Given in spec.parameters, which wins over answers and the prompt.",
        Language::Hindi => "spec.parameters में दिया है, जो उत्तरों और अनुरोध से ऊपर है।",
        Language::Hinglish => "spec.parameters mein diya hai, jo answers aur prompt se upar hai.",
    }
    .to_owned()
}
