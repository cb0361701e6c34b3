//! Said when a plan moves to another region than its stack is in.

use cloudwhisper_api::language::Language;

use super::{Said, say};

pub(crate) fn moving(language: Language, from: &str, to: &str) -> String {
    say!(
        language,
        "The plan moves from {from} to {to}: the stack in {from}, in which nothing ran, is deleted first.",
        "योजना {from} से {to} जा रही है: {from} का stack, जिसमें कुछ नहीं चला, पहले हटाया जाता है।",
        "Plan {from} se {to} ja raha hai: {from} ka stack, jismein kuch nahi chala, pehle delete hota hai.",
    )
}

pub(crate) fn cannot_move(language: Language, from: &str, to: &str) -> Said {
    Said::new(
        say!(
            language,
            "What runs is in {from} and cannot move to {to}; nothing was changed.",
            "जो चल रहा है वह {from} में है और {to} नहीं जा सकता; कुछ बदला नहीं गया।",
            "Jo chal raha hai woh {from} mein hai aur {to} nahi ja sakta; kuch badla nahi gaya.",
        ),
        say!(
            language,
            "Set spec.region to {from} again, or make another DeploymentRequest for {to} and move your data.",
            "spec.region को फिर {from} कीजिए, या {to} के लिए दूसरा DeploymentRequest बनाइए और अपना डेटा ले जाइए।",
            "spec.region ko phir {from} karein, ya {to} ke liye doosra DeploymentRequest banayein aur apna data le jayein.",
        ),
    )
}
