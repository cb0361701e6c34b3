//! The security review: what was asked for that would be unsafe, and what is worth knowing of the plan as it is.
//! One file per group of rules; adding a rule is its function and one line in the group's list.

mod wishes;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Finding;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;

/// What the rules found: the worst first, and in the rules' order among equals.
pub fn review(blueprint: &Blueprint, requirements: &Requirements, language: Language) -> Vec<Finding> {
    let mut findings = wishes::review(blueprint, requirements, language);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
