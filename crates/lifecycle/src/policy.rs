//! What the policies of a namespace say of a plan. All of them hold. What can't be checked counts as broken, never as kept.
//!
//! Here: the verdict over all policies. Each group of guardrails is a file; when a verdict stops an approval says `decide`.

mod built_in;
mod expression;
mod namespace;
mod own_rules;
mod status;
mod variables;
mod waivers;

use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use jiff::Timestamp;

pub use namespace::{Claim, Spending, is_summed};
pub(crate) use namespace::{Room, limit, room};
pub use status::{PolicyDecision, decide_policy};

use crate::revision::Revision;
use crate::words::policy as words;

/// So many violations are told; the rest is counted.
const MOST_TOLD: usize = 8;

/// The request that a plan is for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its namespace.
    pub namespace: &'a str,
}

/// A guardrail that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Name of the policy.
    pub policy: String,
    /// What is broken, as a waiver names it: a field of the policy, the id of a finding, or the name of one of the policy's rules.
    pub rule: String,
    /// Logical id of the resource; absent where it is the plan as a whole.
    pub resource: Option<String>,
    /// `BudgetExceeded` for sums, `PolicyViolation` for everything else.
    pub code: ErrorCode,
    /// What is the case, in the request's language; of a policy's own rule in its author's.
    pub message: String,
    /// What to do about it, in the request's language.
    pub remedy: String,
    /// Whether a waiver can lift it. What could not be checked can't be waived.
    pub waivable: bool,
}

/// A violation that is excepted for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// What would be broken.
    pub violation: Violation,
    /// Why it is excepted.
    pub reason: String,
    /// When it no longer is.
    pub until: Timestamp,
}

/// What the policies of a namespace say of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is broken, in the order of the policies' names.
    pub violations: Vec<Violation>,
    /// What would be, but for a waiver.
    pub waived: Vec<Waived>,
}

impl Verdict {
    /// Whether the plan may be approved.
    pub fn allows(&self) -> bool {
        self.violations.is_empty()
    }

    /// When the verdict changes by itself: the first waiver that lifts something is void then.
    pub fn due(&self) -> Option<Timestamp> {
        self.waived.iter().map(|waived| waived.until).min()
    }

    /// `BudgetExceeded` where money is all that is in the way.
    pub fn code(&self) -> ErrorCode {
        let only_money = self
            .violations
            .iter()
            .all(|violation| violation.code == ErrorCode::BudgetExceeded);
        if only_money {
            ErrorCode::BudgetExceeded
        } else {
            ErrorCode::PolicyViolation
        }
    }

    /// What is broken, as a person reads it; the first few by name.
    pub fn message(&self, language: Language) -> String {
        let told: Vec<_> = self
            .violations
            .iter()
            .take(MOST_TOLD)
            .map(words::broken)
            .collect();
        words::all_broken(language, &told, self.violations.len())
    }

    /// What is let pass by waivers, as a person reads it.
    pub fn exceptions(&self, language: Language) -> Option<String> {
        words::waived(language, self)
    }

    /// What to do about it: each remedy once.
    pub fn remedy(&self) -> String {
        let mut remedies: Vec<&str> = Vec::new();
        for violation in self.violations.iter().take(MOST_TOLD) {
            if !remedies.contains(&violation.remedy.as_str()) {
                remedies.push(&violation.remedy);
            }
        }
        remedies.join(" ")
    }
}

/// What the policies say of the plan at this time, in the language.
pub fn evaluate<'a>(
    policies: impl IntoIterator<Item = &'a DeploymentPolicy>,
    plan: &Revision,
    asked: Asked<'_>,
    language: Language,
    now: Timestamp,
) -> Verdict {
    let mut verdict = Verdict::default();
    let mut values = variables::Lazy::new(plan, asked);
    let mut policies: Vec<_> = policies.into_iter().collect();
    policies.sort_by(|a, b| a.metadata.name.cmp(&b.metadata.name));
    for policy in policies {
        let name = policy.metadata.name.as_deref().unwrap_or_default();
        let mut found = built_in::violations(name, &policy.spec, plan, language);
        found.extend(own_rules::violations(name, &policy.spec, &mut values, language));
        for violation in found {
            match waivers::of(&policy.spec.waivers, &violation, asked, now) {
                Some((reason, until)) => verdict.waived.push(Waived {
                    violation,
                    reason,
                    until,
                }),
                None => verdict.violations.push(violation),
            }
        }
    }
    verdict
}
