//! A policy's own rules, in CEL. One that can't be read or evaluated is broken: nobody knows that the plan keeps it.

use cloudwhisper_api::deployment_policy::{DeploymentPolicySpec, PolicyRule};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;

use super::Violation;
use super::expression::Expression;
use super::variables::Lazy;
use crate::words::policy as words;

/// What the plan breaks of this policy's own rules.
pub(super) fn violations(
    policy: &str,
    spec: &DeploymentPolicySpec,
    values: &mut Lazy<'_>,
    language: Language,
) -> Vec<Violation> {
    let check = |rule: &PolicyRule| check(policy, rule, values, language);
    spec.rules.iter().filter_map(check).collect()
}

fn check(policy: &str, rule: &PolicyRule, values: &mut Lazy<'_>, language: Language) -> Option<Violation> {
    let (size, plan, request) = values.get();
    let kept = Expression::compile(&rule.expression).and_then(|it| it.holds(*size, plan, request));
    let (said, waivable) = match kept {
        Ok(true) => return None,
        Ok(false) => (words::own_rule(language, policy, &rule.message), true),
        Err(invalid) => (
            words::unusable_rule(language, policy, &rule.name, &invalid.to_string()),
            false,
        ),
    };
    Some(Violation {
        policy: policy.to_owned(),
        rule: rule.name.clone(),
        resource: None,
        code: ErrorCode::PolicyViolation,
        message: said.message,
        remedy: said.remedy,
        waivable,
    })
}
