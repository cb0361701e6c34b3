//! The security review: what was asked for that would be unsafe, and what is worth knowing of the plan as it is.
//!
//! One file per group of rules; adding a rule is its function and one line in the group's list. Ids never change their
//! meaning: people waive them by name. `CW-DB` databases, `CW-S3` files, `CW-NET` who can reach what, `CW-IAM`
//! permissions, `CW-ENC` encryption, `CW-LOG` traces, `CW-DATA` losing data.

mod data;
mod encryption;
mod network;
mod permissions;
mod traces;
mod wishes;
mod words;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Finding;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;
use words::Words;

/// What every rule looks at.
#[derive(Clone, Copy)]
struct Subject<'a> {
    blueprint: &'a Blueprint,
    requirements: &'a Requirements,
}

/// A rule: what it found, in words of every language.
type Rule = fn(Subject<'_>) -> Vec<Words>;

/// Every group's rules, in the order in which equals are shown.
const GROUPS: [&[Rule]; 6] = [
    wishes::RULES,
    network::RULES,
    permissions::RULES,
    encryption::RULES,
    data::RULES,
    traces::RULES,
];

/// What the rules found: the worst first, and in the rules' order among equals.
pub fn review(blueprint: &Blueprint, requirements: &Requirements, language: Language) -> Vec<Finding> {
    let subject = Subject {
        blueprint,
        requirements,
    };
    let found = GROUPS
        .iter()
        .flat_map(|rules| rules.iter())
        .flat_map(|rule| rule(subject));
    let mut findings: Vec<Finding> = found.map(|words| words.finding(language)).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
