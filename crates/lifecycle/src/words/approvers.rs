//! Said where more than one person has to approve.

use cloudwhisper_api::language::Language;

use super::{Said, say};

/// `alice`, `alice and bob`, `alice, bob and carol`.
pub(crate) fn names(language: Language, names: &[String]) -> String {
    let [others @ .., last] = names else {
        return String::new();
    };
    if others.is_empty() {
        return last.clone();
    }
    let others = others.join(", ");
    say!(
        language,
        "{others} and {last}",
        "{others} और {last}",
        "{others} aur {last}"
    )
}

/// So many have approved, and more have to.
pub(crate) fn too_few(language: Language, policy: &str, required: usize, approvers: &[String]) -> String {
    let (given, missing) = (approvers.len(), required.saturating_sub(approvers.len()));
    let who = if approvers.is_empty() {
        String::new()
    } else {
        format!(": {}", names(language, approvers))
    };
    if missing == 1 {
        return say!(
            language,
            "{given} of {required} approvals{who}; one more is needed, of somebody else, as the policy {policy} wants it.",
            "{required} में से {given} स्वीकृति{who}; नीति {policy} के अनुसार किसी और की एक और स्वीकृति चाहिए।",
            "{required} mein se {given} approval{who}; policy {policy} ke hisaab se kisi aur ka ek aur approval chahiye.",
        );
    }
    say!(
        language,
        "{given} of {required} approvals{who}; {missing} more are needed, of different people, as the policy {policy} wants it.",
        "{required} में से {given} स्वीकृति{who}; नीति {policy} के अनुसार अलग-अलग लोगों की {missing} और स्वीकृतियाँ चाहिए।",
        "{required} mein se {given} approval{who}; policy {policy} ke hisaab se alag-alag logon ke {missing} aur approval chahiye.",
    )
}

pub(crate) fn by_nobody(language: Language, policy: &str, required: usize, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "The policy {policy} wants {required} people to approve, so that WithinBudget approves nothing by itself.",
            "नीति {policy} चाहती है कि {required} लोग स्वीकृति दें, इसलिए WithinBudget अपने आप कुछ स्वीकृत नहीं करता।",
            "Policy {policy} chahti hai ki {required} log approve karein, isliye WithinBudget apne aap kuch approve nahi karta.",
        ),
        say!(
            language,
            "Each of them approves with: `cloudwhisper approve {name}`.",
            "हर एक इससे स्वीकृति दे: `cloudwhisper approve {name}`।",
            "Har ek isse approve kare: `cloudwhisper approve {name}`.",
        ),
    )
}
