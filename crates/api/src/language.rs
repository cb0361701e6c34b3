//! The languages of a conversation, as BCP 47 tags.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language of a prompt, and so of everything that is said about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Hindi in Devanagari.
    #[serde(rename = "hi")]
    Hindi,
    /// Hinglish: Hindi in Latin letters, mixed with English.
    #[serde(rename = "hi-Latn")]
    Hinglish,
}

impl Language {
    /// Every language, in the order of this page.
    pub const ALL: [Self; 3] = [Self::English, Self::Hindi, Self::Hinglish];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Hindi => "hi",
            Self::Hinglish => "hi-Latn",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Which language a person wants to be answered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LanguageChoice {
    /// The prompt's own language.
    #[default]
    Auto,
    /// English.
    En,
    /// Hindi; in Latin letters where the prompt is in Latin letters.
    Hi,
}
