//! The security review: what was asked for that would be unsafe, and what is worth knowing of the plan as it is.
//!
//! One file per group of rules; adding a rule is one entry in the group's list. Ids never change their meaning: people
//! waive them by name. `CW-DB` databases, `CW-S3` files, `CW-NET` who can reach what, `CW-IAM` permissions, `CW-ENC`
//! encryption, `CW-SEC` secrets, `CW-LOG` traces, `CW-DATA` losing data, `CW-REL` failing, `CW-RUN` what AWS looks after no
//! more, `CW-COST` bills without a bound. `docs/review.md` is [written](markdown) from these lists.

mod cost;
mod data;
mod document;
mod encryption;
mod logs;
mod network;
mod permissions;
mod reliability;
mod rule;
mod runtimes;
mod safeguards;
mod secrets;
mod wishes;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Finding;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;
pub use document::markdown;
pub use rule::Rule;
use rule::Subject;

pub use encryption::ENCRYPTED_BY_AWS;
pub(crate) use runtimes::{is_old_engine, is_old_runtime};

/// Every group's rules, in the order in which equals are shown.
const GROUPS: [&[Rule]; 11] = [
    wishes::RULES,
    safeguards::RULES,
    network::RULES,
    permissions::RULES,
    secrets::RULES,
    encryption::RULES,
    data::RULES,
    runtimes::RULES,
    logs::RULES,
    reliability::RULES,
    cost::RULES,
];

/// Every rule, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.into_iter().flatten()
}

/// What the rules found: the worst first, and in the rules' order among equals.
pub fn review(blueprint: &Blueprint, requirements: &Requirements, language: Language) -> Vec<Finding> {
    let subject = Subject {
        blueprint,
        requirements,
    };
    let mut findings: Vec<Finding> = rules()
        .flat_map(|rule| rule.findings(subject, language))
        .collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
