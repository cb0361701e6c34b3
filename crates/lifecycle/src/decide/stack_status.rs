//! The table of CloudFormation's statuses: a row each, no `_`. What is done in each case stands in `deployment` and
//! `deletion`.

use crate::stack::StackStatus;

/// What a status means for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Nothing runs; a change set can make the stack.
    Empty,
    /// CloudFormation is at work, and takes nothing else meanwhile.
    Busy(Work),
    /// The last operation went well; an update is taken.
    Runs,
    /// The last update was taken back; what ran before runs; an update is taken.
    TakenBack,
    /// The stack could not be made and was taken back; CloudFormation takes nothing but its deletion.
    Shell,
    /// CloudFormation gave up; see [`Broken`].
    Broken(Broken),
    /// AWS has grown a status: we say so and never guess.
    Unheard(String),
}

/// What CloudFormation is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// It makes the stack.
    Creating,
    /// It changes it, or clears up after that.
    Updating,
    /// It takes back what it did.
    RollingBack,
    /// It deletes the stack.
    Deleting,
    /// Somebody has resources taken in, or that is taken back.
    Importing,
}

/// What CloudFormation gave up on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The stack never ran, and its rest can be deleted.
    Creation,
    /// It could not be deleted.
    Deletion,
    /// It runs in part; only a person can tell what to do.
    Update,
}

/// What a status means.
pub(super) fn row(status: &StackStatus) -> Row {
    match status {
        StackStatus::ReviewInProgress | StackStatus::DeleteComplete => Row::Empty,
        StackStatus::CreateInProgress => Row::Busy(Work::Creating),
        StackStatus::UpdateInProgress | StackStatus::UpdateCompleteCleanupInProgress => {
            Row::Busy(Work::Updating)
        }
        StackStatus::RollbackInProgress
        | StackStatus::UpdateRollbackInProgress
        | StackStatus::UpdateRollbackCompleteCleanupInProgress => Row::Busy(Work::RollingBack),
        StackStatus::DeleteInProgress => Row::Busy(Work::Deleting),
        StackStatus::ImportInProgress | StackStatus::ImportRollbackInProgress => Row::Busy(Work::Importing),
        // An import leaves a stack that takes updates; that it is no plan of ours, its change set's name tells.
        StackStatus::CreateComplete
        | StackStatus::UpdateComplete
        | StackStatus::ImportComplete
        | StackStatus::ImportRollbackComplete => Row::Runs,
        StackStatus::UpdateRollbackComplete => Row::TakenBack,
        StackStatus::RollbackComplete => Row::Shell,
        StackStatus::CreateFailed | StackStatus::RollbackFailed => Row::Broken(Broken::Creation),
        StackStatus::DeleteFailed => Row::Broken(Broken::Deletion),
        StackStatus::UpdateFailed | StackStatus::UpdateRollbackFailed | StackStatus::ImportRollbackFailed => {
            Row::Broken(Broken::Update)
        }
        StackStatus::Unknown(name) => Row::Unheard(name.clone()),
    }
}
