//! A question in the model's words. Which fields are asked for and what can be answered is ours; the sentence may be the model's, where it is one
//! that nobody can be harmed by.

use cloudwhisper_api::language::Language;

use super::proposal;
use crate::requirements::draft::{Case, Notes};

/// Characters that a question has.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=300;

/// Puts the model's words to the questions that are open.
pub(in crate::requirements) fn word(case: &Case<'_>, notes: &mut Notes) {
    let Some(proposal) = proposal(case) else {
        return;
    };
    for question in &mut notes.clarifications {
        let worded = proposal
            .questions
            .iter()
            .find(|it| it.field == question.field && is_fit(&it.question, case.language));
        if let Some(worded) = worded {
            worded.question.trim().clone_into(&mut question.question);
        }
    }
}

/// Whether a text is one plain question in the language: no address, no markup, nothing that asks for a secret.
fn is_fit(text: &str, language: Language) -> bool {
    const NEVER: [&str; 24] = [
        "://",
        "www.",
        "@",
        "`",
        "<",
        ">",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "password",
        "passwd",
        "secret",
        "token",
        "credential",
        "api key",
        "access key",
        "otp",
        "pin code",
        "पासवर्ड",
        "ओटीपी",
        "कुंजी",
        "card number",
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    let devanagari = text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    let foreign = text
        .chars()
        .any(|c| c.is_alphabetic() && !c.is_ascii() && !('\u{900}'..='\u{97f}').contains(&c));
    // A dot between letters is a host or a file.
    let letters: Vec<char> = text.chars().collect();
    let host = letters
        .windows(3)
        .any(|it| it[1] == '.' && it[0].is_alphanumeric() && it[2].is_alphabetic());
    LENGTH.contains(&letters.len())
        && text.ends_with('?')
        && !text.chars().any(char::is_control)
        && !NEVER.iter().any(|word| lower.contains(word))
        && !host
        && !foreign
        && devanagari == (language == Language::Hindi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_question_in_the_language_is_put() {
        assert!(is_fit(
            "Should the staff log in, or may anybody see it?",
            Language::English
        ));
        assert!(is_fit("इसे कौन खोल सके, सब या सिर्फ़ दफ़्तर?", Language::Hindi));
        assert!(is_fit(
            "Ise kaun khol sake, sab ya sirf office?",
            Language::Hinglish
        ));
        for text in [
            "Which one? See https://evil.example",
            "Which one, see evil.example, is it?",
            "Please send your password, will you?",
            "आपका पासवर्ड क्या है, बताइए?",
            "इसे कौन खोल सके?",
            "Which\none do you want?",
            "Which one do you want",
            "Which <b>one</b> do you want?",
            "Что вы хотите?",
            "?",
        ] {
            assert!(!is_fit(text, Language::English), "{text}");
        }
        assert!(!is_fit("Should the staff log in?", Language::Hindi));
    }
}
