//! How many people have to approve, and who of them has. `spec.approval` names the first and whoever joined in; each of them counts once,
//! for exactly what their digest names, unless separation of duties stands against them.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_planner::{self as planner, Approvable, Approval, Approved, check_jointly};

use super::approval::Unapproved;
use super::duties;
use super::pass::Pass;
use crate::words::approvers as words;

/// The policy that wants the most people to approve, and how many; none where one is enough.
fn wanted_by<'a>(pass: &'a Pass<'_>) -> Option<(&'a str, usize)> {
    let wanted = pass.observed.policies.iter().filter_map(|policy| {
        let name = policy.metadata.name.as_deref().unwrap_or_default();
        Some((name, usize::from(policy.spec.required_approvals?)))
    });
    wanted
        .filter(|(_, people)| *people > 1)
        .max_by_key(|(_, people)| *people)
}

/// How many people have to approve; at least one.
pub(super) fn required(pass: &Pass<'_>) -> usize {
    wanted_by(pass).map_or(1, |(_, people)| people)
}

/// The approvals in the spec that name one of these digests, counting or not.
fn given(pass: &Pass<'_>, is_meant: impl Fn(Digest) -> bool) -> Vec<Approval> {
    let given = pass.spec.approval.given(is_meant).into_iter();
    let given = given.map(|(digest, approver)| Approval {
        digest,
        approver: approver.to_owned(),
    });
    given.collect()
}

/// Who has approved what has one of these digests and counts, the first one first.
pub(super) fn counting(pass: &Pass<'_>, is_meant: impl Fn(Digest) -> bool) -> Vec<String> {
    let given = given(pass, is_meant).into_iter();
    let names = given.map(|approval| approval.approver);
    names
        .filter(|name| duties::against(pass, name).is_none())
        .collect()
}

/// Whether anybody has approved what has this digest.
pub(super) fn has_any(pass: &Pass<'_>, digest: Digest) -> bool {
    !given(pass, |named| named == digest).is_empty()
}

/// Who has approved what has this digest and counts, if they are as many as have to.
pub(super) fn standing(pass: &Pass<'_>, digest: Digest) -> Option<Vec<String>> {
    let names = counting(pass, |named| named == digest);
    (names.len() >= required(pass)).then_some(names)
}

/// Too few approvals that count.
pub(super) struct TooFew {
    approvers: Vec<String>,
    /// What stands against the first of those that don't count.
    against: Option<Unapproved>,
}

impl TooFew {
    /// Whether anybody has approved, counting or not.
    pub(super) fn has_any(&self) -> bool {
        !self.approvers.is_empty() || self.against.is_some()
    }

    /// The same as what stands against the approval; `how` says how to approve.
    pub(super) fn unapproved(self, pass: &Pass<'_>, how: &str) -> Unapproved {
        let counted = wanted_by(pass).map(|(policy, people)| {
            let said = words::too_few(pass.language, policy, people, &self.approvers);
            format!("{said} {how}").trim_end().to_owned()
        });
        match (self.against, counted) {
            (Some(against), None) => against,
            (Some(against), Some(counted)) => {
                let message = format!("{} {counted}", against.message());
                Unapproved::new(reason::SAME_PERSON, message)
            }
            (None, counted) => Unapproved::new(reason::AWAITING_APPROVAL, counted.unwrap_or_default()),
        }
    }
}

/// What is approved by as many as have to.
pub(super) fn check<P: Approvable>(pass: &Pass<'_>, subject: P) -> Result<Approved<P>, TooFew> {
    let digest = subject.digest();
    let (mut counting, mut against) = (Vec::new(), None);
    for approval in given(pass, |named| named == digest) {
        match duties::against(pass, &approval.approver) {
            None => counting.push(approval),
            Some(unapproved) => against = against.or(Some(unapproved)),
        }
    }
    check_jointly(subject, &counting, required(pass)).map_err(|unapproved| TooFew {
        approvers: match unapproved {
            planner::Unapproved::TooFew { approvers, .. } => approvers,
            planner::Unapproved::OtherPlan { .. } => Vec::new(),
        },
        against,
    })
}

/// What stands against an approval by nobody.
pub(super) fn against_automatic(pass: &Pass<'_>) -> Option<Unapproved> {
    let (policy, people) = wanted_by(pass)?;
    let said = words::by_nobody(pass.language, policy, people, pass.name());
    Some(Unapproved::new(reason::AWAITING_APPROVAL, said.whole()))
}

/// `approver` and `approvers` of a status, for these; none for nobody.
pub(super) fn noted(approvers: &[String]) -> Option<(String, Vec<String>)> {
    let first = approvers.first()?.clone();
    let all = if approvers.len() > 1 {
        approvers.to_vec()
    } else {
        Vec::new()
    };
    Some((first, all))
}
