//! CloudFormation as we need it: a stack, its events, a change set. Names and meanings are AWS's.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;

/// Most bytes of a template in a request to CloudFormation; more has to come from S3 (CloudFormation quotas, read 2026-11).
pub const MAX_INLINE_TEMPLATE: usize = 51_200;

/// Every status that a stack can have (CloudFormation API reference, `StackStatus`, 23 values, read 2026-11), and those
/// that AWS has not told us of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are AWS's own")]
pub enum StackStatus {
    CreateInProgress,
    CreateFailed,
    CreateComplete,
    RollbackInProgress,
    RollbackFailed,
    RollbackComplete,
    DeleteInProgress,
    DeleteFailed,
    DeleteComplete,
    UpdateInProgress,
    UpdateCompleteCleanupInProgress,
    UpdateComplete,
    UpdateFailed,
    UpdateRollbackInProgress,
    UpdateRollbackFailed,
    UpdateRollbackCompleteCleanupInProgress,
    UpdateRollbackComplete,
    ReviewInProgress,
    ImportInProgress,
    ImportComplete,
    ImportRollbackInProgress,
    ImportRollbackFailed,
    ImportRollbackComplete,
    Unknown(String),
}

impl StackStatus {
    /// Whether CloudFormation is at work on the stack, so that its status is going to change by itself. A stack that waits for its first
    /// change set is not worked on.
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::CreateInProgress
            | Self::RollbackInProgress
            | Self::DeleteInProgress
            | Self::UpdateInProgress
            | Self::UpdateCompleteCleanupInProgress
            | Self::UpdateRollbackInProgress
            | Self::UpdateRollbackCompleteCleanupInProgress
            | Self::ImportInProgress
            | Self::ImportRollbackInProgress => true,
            Self::CreateFailed
            | Self::CreateComplete
            | Self::RollbackFailed
            | Self::RollbackComplete
            | Self::DeleteFailed
            | Self::DeleteComplete
            | Self::UpdateComplete
            | Self::UpdateFailed
            | Self::UpdateRollbackFailed
            | Self::UpdateRollbackComplete
            | Self::ReviewInProgress
            | Self::ImportComplete
            | Self::ImportRollbackFailed
            | Self::ImportRollbackComplete
            | Self::Unknown(_) => false,
        }
    }
}

/// One table for reading and writing, so that neither can miss a row.
const STATUSES: [(StackStatus, &str); 23] = [
    (StackStatus::CreateInProgress, "CREATE_IN_PROGRESS"),
    (StackStatus::CreateFailed, "CREATE_FAILED"),
    (StackStatus::CreateComplete, "CREATE_COMPLETE"),
    (StackStatus::RollbackInProgress, "ROLLBACK_IN_PROGRESS"),
    (StackStatus::RollbackFailed, "ROLLBACK_FAILED"),
    (StackStatus::RollbackComplete, "ROLLBACK_COMPLETE"),
    (StackStatus::DeleteInProgress, "DELETE_IN_PROGRESS"),
    (StackStatus::DeleteFailed, "DELETE_FAILED"),
    (StackStatus::DeleteComplete, "DELETE_COMPLETE"),
    (StackStatus::UpdateInProgress, "UPDATE_IN_PROGRESS"),
    (
        StackStatus::UpdateCompleteCleanupInProgress,
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    ),
    (StackStatus::UpdateComplete, "UPDATE_COMPLETE"),
    (StackStatus::UpdateFailed, "UPDATE_FAILED"),
    (
        StackStatus::UpdateRollbackInProgress,
        "UPDATE_ROLLBACK_IN_PROGRESS",
    ),
    (StackStatus::UpdateRollbackFailed, "UPDATE_ROLLBACK_FAILED"),
    (
        StackStatus::UpdateRollbackCompleteCleanupInProgress,
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
    ),
    (StackStatus::UpdateRollbackComplete, "UPDATE_ROLLBACK_COMPLETE"),
    (StackStatus::ReviewInProgress, "REVIEW_IN_PROGRESS"),
    (StackStatus::ImportInProgress, "IMPORT_IN_PROGRESS"),
    (StackStatus::ImportComplete, "IMPORT_COMPLETE"),
    (
        StackStatus::ImportRollbackInProgress,
        "IMPORT_ROLLBACK_IN_PROGRESS",
    ),
    (StackStatus::ImportRollbackFailed, "IMPORT_ROLLBACK_FAILED"),
    (StackStatus::ImportRollbackComplete, "IMPORT_ROLLBACK_COMPLETE"),
];

impl From<&str> for StackStatus {
    fn from(text: &str) -> Self {
        STATUSES
            .iter()
            .find(|(_, name)| *name == text)
            .map_or_else(|| Self::Unknown(text.to_owned()), |(status, _)| status.clone())
    }
}

impl fmt::Display for StackStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = STATUSES
            .iter()
            .find(|(status, _)| status == self)
            .map(|(_, name)| *name);
        f.write_str(match (self, name) {
            (Self::Unknown(text), _) => text,
            (_, Some(name)) => name,
            (_, None) => "UNKNOWN",
        })
    }
}

/// A stack as `DescribeStacks` tells of it, with its resources and events where they were read.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// ARN; another stack of the same name has another one.
    pub arn: String,
    /// Name.
    pub name: String,
    /// Status.
    pub status: StackStatus,
    /// AWS's reason for the status.
    pub status_reason: Option<String>,
    /// Name of the change set that was executed last or, in `REVIEW_IN_PROGRESS`, made last.
    pub change_set_name: Option<String>,
    /// When the stack was made.
    pub created_at: Option<Timestamp>,
    /// When its last update began.
    pub updated_at: Option<Timestamp>,
    /// Outputs by name, as in the template.
    pub outputs: BTreeMap<String, String>,
    /// Events of the last operation, oldest first. Read only while something happens and after a failure.
    pub events: Vec<StackEvent>,
}

/// One line of a stack's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackEvent {
    /// AWS's id; never repeats.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Logical id of the resource, the stack's own name for the stack.
    pub logical_id: String,
    /// AWS's own id of the resource: a name or an ARN, by its type; absent before there is one.
    pub physical_id: Option<String>,
    /// Resource type, `AWS::CloudFormation::Stack` for the stack.
    pub kind: String,
    /// Such as `CREATE_FAILED`.
    pub status: String,
    /// AWS's reason.
    pub reason: Option<String>,
}

/// A change set as `DescribeChangeSet` tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// ARN.
    pub arn: String,
    /// Name.
    pub name: String,
    /// When it was asked for, by AWS's clock.
    pub created_at: Option<Timestamp>,
    /// How far it is.
    pub state: ChangeSetState,
    /// What it would do, in AWS's order.
    pub changes: Vec<Change>,
}

/// How far a change set is: AWS's `Status` and `ExecutionStatus` in one word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeSetState {
    /// AWS is still checking.
    Creating,
    /// It can be executed.
    Ready,
    /// There is nothing to change.
    Empty,
    /// AWS found the plan unusable.
    Failed {
        /// AWS's reason.
        reason: String,
    },
    /// It is being executed.
    Executing,
    /// It was executed.
    Executed,
    /// Another one was executed since; it can't be used any more.
    Obsolete,
    /// Its execution failed.
    ExecuteFailed,
}

/// What a change set would do with one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Logical id.
    pub logical_id: String,
    /// CloudFormation type.
    pub kind: String,
    /// `Add`, `Modify`, `Remove`, `Import` or `Dynamic`.
    pub action: String,
    /// `True`, `False` or `Conditional`; absent where it does not apply.
    pub replacement: Option<String>,
    /// What becomes of what is there now: `Delete`, `Retain`, `Snapshot`, or one of these after `ReplaceAnd`. Absent where it does not
    /// apply, and where the engine doesn't tell (LocalStack, 2026-11).
    pub policy_action: Option<String>,
}
