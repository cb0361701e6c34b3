//! A finding before its language is chosen.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Finding, Severity};

use crate::blueprint::{LogicalId, Resource};
use crate::catalog::plain::say;

/// A finding in every language, each text in [`Language::ALL`]'s order.
pub(super) struct Words {
    /// Stable id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The resource; `None` for the whole plan.
    pub resource: Option<LogicalId>,
    /// What was found or asked for.
    pub message: [&'static str; 3],
    /// The secure alternative.
    pub suggestion: [&'static str; 3],
}

impl Words {
    /// The same about this resource.
    pub(super) fn about(mut self, resource: &Resource) -> Self {
        self.resource = Some(resource.id.clone());
        self
    }

    /// The finding in this language.
    pub(super) fn finding(&self, language: Language) -> Finding {
        Finding {
            rule: self.rule.to_owned(),
            severity: self.severity,
            resource: self
                .resource
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            message: say(language, self.message).to_owned(),
            suggestion: say(language, self.suggestion).to_owned(),
        }
    }
}
