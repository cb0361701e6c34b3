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
