//! Which language a prompt is in, and its words and numbers. Here: what can be said of a text without knowing what a
//! deployment is. Not here: what the words add up to (`requirements`).

use cloudwhisper_api::language::Language;

/// The language of a text and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// The language; English wherever `confidence` is below 0.7.
    pub language: Language,
    /// From 0 to 1, rounded to two decimals.
    pub confidence: f64,
}

/// Tells the language of a normalised text.
pub fn detect(normalised: &str) -> Detected {
    let devanagari = normalised.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    Detected { language: if devanagari { Language::Hindi } else { Language::English }, confidence: 0.7 }
}
