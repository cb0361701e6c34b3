//! Types that AWS doesn't bill by themselves and that hold nobody's data: connections, permissions, settings.

use cloudwhisper_api::language::Language;

use super::{Billed, Resource, Service, Tags, UsageProfile};

/// A type that is told in full by its name, what it is for, and how it takes tags.
pub(crate) struct Plain {
    /// `CloudFormation` type.
    pub kind: &'static str,
    /// How it takes tags.
    pub tags: Tags,
    /// What it is for, in [`Language::ALL`]'s order.
    pub purpose: [&'static str; 3],
}

impl Plain {
    /// A type of this name, that takes tags so and is for this.
    pub(crate) const fn new(kind: &'static str, tags: Tags, purpose: [&'static str; 3]) -> Self {
        Self { kind, tags, purpose }
    }
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

/// A type that is told in full by its name, what it is for, how it takes tags, whether data is in it and what it is billed
/// by.
pub(crate) struct Metered {
    /// `CloudFormation` type.
    pub kind: &'static str,
    /// How it takes tags.
    pub tags: Tags,
    /// Whether losing it is a loss.
    pub stateful: bool,
    /// What it is for, in [`Language::ALL`]'s order.
    pub purpose: [&'static str; 3],
    /// What AWS bills it by.
    pub billed: fn(&Resource, &UsageProfile) -> Vec<Billed>,
}

impl Service for Metered {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn description(&self, language: Language) -> &'static str {
        say(language, self.purpose)
    }

    fn tags(&self) -> Tags {
        self.tags
    }

    fn stateful(&self) -> bool {
        self.stateful
    }

    fn billed(&self, resource: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        (self.billed)(resource, usage)
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
