//! What a plan takes of something that an account has little of, so that it may have to be asked of AWS before it can be built.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::{Blueprint, Value};
use crate::catalog::lambda;

/// Executions at once that AWS keeps for functions without a share of their own: it refuses to set aside more than the rest.
/// Source: Lambda developer guide, "Configuring reserved concurrency for a function", 2026-11.
const UNRESERVED: i64 = 100;

/// A warning where executions of functions are set aside: a new account may have ten in all.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Option<Warning> {
    let share = |it: &Value| it.as_integer();
    let reserved: i64 = blueprint
        .of_kind(lambda::Function::KIND)
        .filter_map(|it| it.properties.get("ReservedConcurrentExecutions").and_then(share))
        .sum();
    (reserved > 0).then(|| warning(reserved, language))
}

fn warning(reserved: i64, language: Language) -> Warning {
    let needed = reserved + UNRESERVED;
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "The functions set {reserved} executions at once aside for themselves; a new AWS account may have 10 in all."
            ),
            format!(
                "If your account has fewer than {needed}, ask AWS for {needed} first (Service Quotas console, Lambda, Concurrent \
                 executions); it is free."
            ),
        ),
        Language::Hindi => (
            format!("फ़ंक्शन अपने लिए एक साथ {reserved} निष्पादन अलग रखते हैं; नए AWS खाते में कुल 10 हो सकते हैं।"),
            format!(
                "आपके खाते में {needed} से कम हों तो पहले AWS से {needed} माँगें (Service Quotas कंसोल, Lambda, Concurrent \
                 executions); यह मुफ़्त है।"
            ),
        ),
        Language::Hinglish => (
            format!(
                "Functions apne liye ek saath {reserved} executions alag rakhte hain; naye AWS account mein kul 10 ho sakte hain."
            ),
            format!(
                "Aapke account mein {needed} se kam hon to pehle AWS se {needed} maangiye (Service Quotas console, Lambda, Concurrent \
                 executions); yeh free hai."
            ),
        ),
    };
    Warning {
        code: "CONCURRENCY_QUOTA".to_owned(),
        message,
        suggestion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Resource;

    #[test]
    fn shares_are_added_up_and_no_share_is_no_warning() {
        let mut blueprint = Blueprint::default();
        blueprint.add(Resource::new("Plain", lambda::Function::KIND));
        assert_eq!(check(&blueprint, Language::English), None);
        for (id, share) in [("First", 10), ("Second", 25)] {
            let function = Resource::new(id, lambda::Function::KIND);
            blueprint.add(function.with("ReservedConcurrentExecutions", share));
        }
        let warning = check(&blueprint, Language::English);
        assert!(
            warning.is_some_and(|it| it.message.contains(" 35 ") && it.suggestion.contains("than 135,")),
            "10 + 25, and 100 that AWS keeps"
        );
    }
}
