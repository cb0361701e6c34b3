//! What stands in the way of deleting a hardened plan's stack, told before it is built.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::architectures::is_protected;
use crate::blueprint::{Blueprint, Retention};

/// A warning that names everything which the stack would delete and can't. What it keeps anyway is in nobody's way.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Option<Warning> {
    let stops = |it: &&crate::blueprint::Resource| it.retention != Retention::Retain && is_protected(it);
    let names: Vec<&str> = blueprint
        .resources()
        .iter()
        .filter(stops)
        .map(|it| it.id.as_str())
        .collect();
    (!names.is_empty()).then(|| warning(&names.join(", "), language))
}

fn warning(names: &str, language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "Deletion protection is on for {names}: deleting the stack, or undoing a first deployment that failed, stops there until \
                 somebody turns it off."
            ),
            "Before you delete the request with deletionPolicy Delete, turn it off at each (its console, Modify, Deletion protection), \
             then delete; with Retain, the default, nothing is touched.",
        ),
        Language::Hindi => (
            format!(
                "{names} पर मिटाने से सुरक्षा चालू है: स्टैक मिटाना, या विफल पहली तैनाती को वापस लेना, तब तक वहीं रुकेगा जब तक कोई उसे बंद न करे।"
            ),
            "deletionPolicy Delete के साथ अनुरोध मिटाने से पहले उसे हर एक पर बंद करें (उसका कंसोल, Modify, Deletion protection), फिर मिटाएँ; Retain में, \
             जो सामान्य है, कुछ नहीं छुआ जाता।",
        ),
        Language::Hinglish => (
            format!(
                "{names} par deletion protection chalu hai: stack delete karna, ya fail hui pehli deployment ko wapas lena, tab tak wahin \
                 rukega jab tak koi use band na kare."
            ),
            "deletionPolicy Delete ke saath request delete karne se pehle use har ek par band kijiye (uska console, Modify, Deletion \
             protection), phir delete kijiye; Retain mein, jo default hai, kuch nahi chhua jaata.",
        ),
    };
    Warning {
        code: "DELETION_PROTECTED".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}
