//! An approval binds to one plan, digest for digest.

use std::fmt;

use cloudwhisper_api::digest::Digest;

use super::Plan;

/// Somebody's word that this plan may be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The plan that is meant.
    pub digest: Digest,
    /// User name of whoever approves.
    pub approver: String,
}

/// A plan that is approved digest for digest. Only [`check`] and [`check_jointly`] make one: its fields are private and it can neither
/// be cloned nor read from anywhere.
///
/// ```compile_fail
/// # use cloudwhisper_planner::{Approved, Plan};
/// fn forge(plan: Plan) -> Approved<Plan> {
///     Approved { subject: plan, approver: "nobody".to_owned(), further: Vec::new() } // the fields are private
/// }
/// ```
#[derive(Debug, PartialEq)]
pub struct Approved<P> {
    subject: P,
    approver: String,
    further: Vec<String>,
}

impl<P> Approved<P> {
    /// What is approved.
    pub fn subject(&self) -> &P {
        &self.subject
    }

    /// Who approved it; of several the first.
    pub fn approver(&self) -> &str {
        &self.approver
    }

    /// Everybody who approved it, each once; at least one.
    pub fn approvers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.approver)
            .chain(&self.further)
            .map(String::as_str)
    }
}

/// Something that an approval can name: it has a digest over everything that the approval binds.
pub trait Approvable {
    /// The digest.
    fn digest(&self) -> Digest;
}

impl Approvable for Plan {
    fn digest(&self) -> Digest {
        Self::digest(self)
    }
}

/// Why a plan isn't approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unapproved {
    /// The approval is for another plan, mostly an older one.
    OtherPlan {
        /// The plan that is approved.
        approved: Digest,
        /// The plan as it is now.
        current: Digest,
    },
    /// So far too few people have approved it.
    TooFew {
        /// Those who have, each once.
        approvers: Vec<String>,
        /// How many it takes.
        required: usize,
    },
}

impl fmt::Display for Unapproved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherPlan { approved, current } => {
                write!(
                    f,
                    "the approval is for plan {approved}, but the plan now is {current}"
                )
            }
            Self::TooFew { approvers, required } => {
                write!(
                    f,
                    "{} of {required} people have approved the plan",
                    approvers.len()
                )
            }
        }
    }
}

impl std::error::Error for Unapproved {}

/// The plan as an approved one, if the approval is for exactly this plan.
///
/// # Errors
/// [`Unapproved::OtherPlan`] if it is for another.
pub fn check<P: Approvable>(subject: P, approval: &Approval) -> Result<Approved<P>, Unapproved> {
    let current = subject.digest();
    if approval.digest != current {
        return Err(Unapproved::OtherPlan {
            approved: approval.digest,
            current,
        });
    }
    Ok(Approved {
        subject,
        approver: approval.approver.clone(),
        further: Vec::new(),
    })
}

/// The plan as an approved one, if so many different people have approved exactly this plan; one has to in any case. Approvals of other
/// plans and in nobody's name don't count.
///
/// # Errors
/// [`Unapproved::TooFew`] if they are fewer.
pub fn check_jointly<P: Approvable>(
    subject: P,
    approvals: &[Approval],
    required: usize,
) -> Result<Approved<P>, Unapproved> {
    let current = subject.digest();
    let mut approvers: Vec<String> = Vec::new();
    for approval in approvals.iter().filter(|approval| approval.digest == current) {
        if !approval.approver.is_empty() && !approvers.contains(&approval.approver) {
            approvers.push(approval.approver.clone());
        }
    }
    if approvers.is_empty() || approvers.len() < required {
        let required = required.max(1);
        return Err(Unapproved::TooFew { approvers, required });
    }
    let further = approvers.split_off(1);
    Ok(Approved {
        subject,
        approver: approvers.remove(0),
        further,
    })
}
