//! What a pass does: one step, and what it wants to be woken by.

use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, OutputTarget};
use cloudwhisper_planner::Approved;
use indexmap::IndexMap;
use jiff::Timestamp;

use crate::fault::Fault;
use crate::offer::Offer;
use crate::repair::Repair;
use crate::revision::Revision;

/// What a pass does. Every step is idempotent.
#[derive(Debug)]
pub enum Step {
    /// Nothing; see the decision's wake-up.
    Wait,
    /// Keep a new plan.
    WriteRevision(Box<Revision>),
    /// Hold the object until the stack is dealt with. Before the first write to AWS, not earlier.
    AddFinalizer,
    /// Let the object go.
    RemoveFinalizer,
    /// Let AWS check the plan; makes the stack in `REVIEW_IN_PROGRESS` if there is none.
    CreateChangeSet {
        /// The stack's name.
        stack: String,
        /// Whether the stack has to be made.
        kind: ChangeSetKind,
        /// The plan.
        revision: Box<Revision>,
    },
    /// Take a change set away that AWS found unusable, so that it can be made anew.
    DeleteChangeSet {
        /// The stack's name.
        stack: String,
        /// The change set's name.
        name: String,
    },
    /// Carry out exactly this plan.
    Execute {
        /// The stack's name.
        stack: String,
        /// ARN of the change set that AWS checked.
        change_set: String,
        /// The plan, approved with all that it takes away; nothing less is taken.
        offer: Box<Approved<Offer>>,
    },
    /// Have CloudFormation go on with a rollback that it could not finish, exactly as approved; nothing less is taken.
    ContinueRollback(Box<Approved<Repair>>),
    /// Delete the stack, by ARN: another stack of the same name is left alone.
    DeleteStack {
        /// ARN.
        arn: String,
    },
    /// Have CloudFormation begin to compare what runs with what was deployed. Changes nothing.
    DetectDrift {
        /// ARN of the stack.
        arn: String,
    },
    /// Write the outputs where the person wants them.
    WriteOutputs {
        /// Where.
        target: OutputTarget,
        /// The outputs.
        outputs: IndexMap<String, String>,
    },
    /// Delete an object that outputs were written to and that isn't asked for any more. Somebody else's is left alone.
    RemoveOutputs {
        /// The object.
        target: OutputTarget,
    },
    /// Delete revisions beyond `historyLimit`.
    PruneRevisions {
        /// Every number below this one goes, but for `keep`.
        below: i64,
        /// The revision that runs.
        keep: Option<i64>,
    },
}

impl Step {
    /// What is read once more directly before the step is done.
    pub fn recheck(&self) -> Recheck {
        match self {
            // Somebody approved it, as many as the policies asked for and under what they allow.
            Self::Execute { .. } | Self::ContinueRollback(_) => Recheck::SpecAndPolicies,
            Self::DeleteStack { .. } => Recheck::Spec, // nobody approves it, but it can't be taken back
            Self::DetectDrift { .. } => Recheck::Object,
            // The same again is the same: by name, by token, or because it is there already.
            Self::Wait
            | Self::WriteRevision(_)
            | Self::AddFinalizer
            | Self::RemoveFinalizer
            | Self::CreateChangeSet { .. }
            | Self::DeleteChangeSet { .. }
            | Self::WriteOutputs { .. }
            | Self::RemoveOutputs { .. }
            | Self::PruneRevisions { .. } => Recheck::Nothing,
        }
    }
}

/// What is read once more from the API server directly before a step, since a decision is made from caches, which may be late. Where it
/// is another by then, the step is overtaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// Nothing.
    Nothing,
    /// The object, which has to be exactly what was observed. A comparison has no token by which AWS would know the second call for the
    /// first: from a status that doesn't tell yet of one that was begun, another would be begun.
    Object,
    /// The object, which has to say the same in its spec, neither suspended nor deleted since. What can't be taken back is done only if
    /// it is asked for now.
    Spec,
    /// The same, and the policies of its namespace, which have to be the same under the same specs: they say what may be carried out, who
    /// has to approve it, and how many.
    SpecAndPolicies,
}

/// Kinds of change sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeSetKind {
    /// Makes the stack.
    Create,
    /// Changes it.
    Update,
}

/// When there is something to decide again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WakeUp {
    /// Now: the step changed something that the next one builds on.
    Now,
    /// When the object, its account, a dependency or its revisions change. Nothing is polled.
    Change,
    /// When AWS has something new on the stack, or at this time at the latest.
    StackOr(Timestamp),
    /// At this time, or when something changes.
    At(Timestamp),
}

/// Something that a person would want to read later; becomes an Event. Never the prompt, never a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Normal or Warning.
    pub kind: NoteKind,
    /// CamelCase, such as `PlanReady`.
    pub reason: &'static str,
    /// In the request's language.
    pub message: String,
}

/// Kinds of Events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// It goes as it should.
    Normal,
    /// Somebody should look.
    Warning,
}

/// One pass: what to do, what to show if it is done, what to tell, when to look again.
#[derive(Debug)]
pub struct Decision {
    /// What to do.
    pub step: Step,
    /// The whole status, as it is once the step is done.
    pub status: DeploymentRequestStatus,
    /// What to tell once the step is done.
    pub notes: Vec<Note>,
    /// When to look again once the step is done.
    pub wake: WakeUp,
    /// Something could not be read: looked at again with growing waits, whatever `wake` says.
    pub retry: bool,
    /// When to look again at the latest if the step can't be done: after `spec.interval`.
    pub latest: Timestamp,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, or was done before.
    Done,
    /// CloudFormation has begun to compare; this is its id of that.
    Detecting(String),
    /// It was not done, or was done before: what it was decided from is overtaken, and the next pass sees what is.
    Overtaken,
    /// It isn't.
    Failed(Fault),
}
