//! Types that AWS doesn't bill by themselves and that hold nobody's data: connections, permissions, settings.

use cloudwhisper_api::language::Language;

use super::{Service, Tags};

/// A type that is told in full by its name, what it is for, and how it takes tags.
pub(crate) struct Plain {
    /// `CloudFormation` type.
    pub kind: &'static str,
    /// How it takes tags.
    pub tags: Tags,
    /// What it is for, in [`Language::ALL`]'s order.
    pub purpose: [&'static str; 3],
}

impl Service for Plain {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn description(&self, language: Language) -> &'static str {
        say(language, self.purpose)
    }

    fn tags(&self) -> Tags {
        self.tags
    }
}

/// The words in this language, out of [`Language::ALL`]'s order: English, Hindi, Hinglish.
pub(crate) fn say(language: Language, [english, hindi, hinglish]: [&'static str; 3]) -> &'static str {
    match language {
        Language::English => english,
        Language::Hindi => hindi,
        Language::Hinglish => hinglish,
    }
}
