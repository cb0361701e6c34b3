//! Condition types and reasons: every word that machines read in `status.conditions` stands here and nowhere else.

/// `Ready`, kstatus: everything that was asked for is there.
pub const READY: &str = "Ready";
/// `Reconciling`, kstatus: we, or a person whose answer or approval we wait for, are still at it.
pub const RECONCILING: &str = "Reconciling";
/// `Stalled`, kstatus: nothing will happen until a person changes something.
pub const STALLED: &str = "Stalled";
/// The prompt was understood and no question is open.
pub const PARSED: &str = "Parsed";
/// There is a plan for what the spec says now.
pub const PLANNED: &str = "Planned";
/// The plan keeps the platform team's rules.
pub const POLICY_PASSED: &str = "PolicyPassed";
/// Exactly this plan is approved.
pub const APPROVED: &str = "Approved";
/// The stack is what this plan says.
pub const DEPLOYED: &str = "Deployed";
/// What runs is what was deployed; `Unknown` where drift can't be seen.
pub const IN_SYNC: &str = "InSync";

/// Reasons, CamelCase, one meaning each.
pub mod reason {
    /// A plan-only request has its plan.
    pub const PLAN_READY: &str = "PlanReady";
    /// A question is open.
    pub const AWAITING_ANSWERS: &str = "AwaitingAnswers";
    /// The plan waits for its approval.
    pub const AWAITING_APPROVAL: &str = "AwaitingApproval";
    /// The plan is approved, and it is being looked at whether it fits into what the namespace may spend.
    pub const AWAITING_BUDGET: &str = "AwaitingBudget";
    /// A request that this one depends on isn't ready.
    pub const AWAITING_DEPENDENCY: &str = "AwaitingDependency";
    /// The prompt is understood.
    pub const UNDERSTOOD: &str = "Understood";
    /// The prompt can't be used as it is; the message says why.
    pub const INVALID_PROMPT: &str = "InvalidPrompt";
    /// A language model is being asked what the prompt means.
    pub const ASKING_MODEL: &str = "AskingModel";
    /// The language model that the spec names gives nothing; the message says why.
    pub const MODEL_UNAVAILABLE: &str = "ModelUnavailable";
    /// The plan is made.
    pub const PLANNED: &str = "Planned";
    /// AWS checks the plan: a change set is being made.
    pub const CHECKING: &str = "Checking";
    /// AWS found the plan unusable.
    pub const CHANGE_SET_FAILED: &str = "ChangeSetFailed";
    /// No rule is broken.
    pub const NO_VIOLATION: &str = "NoViolation";
    /// A rule is broken; the message names rule, resource and remedy.
    pub const POLICY_VIOLATION: &str = "PolicyViolation";
    /// The estimate is above the budget.
    pub const BUDGET_EXCEEDED: &str = "BudgetExceeded";
    /// Something in the plan has no known price, so that nobody can say whether it fits the budget.
    pub const PRICE_UNKNOWN: &str = "PriceUnknown";
    /// A person approved this plan.
    pub const APPROVED_BY_PERSON: &str = "ApprovedByPerson";
    /// `WithinBudget` approved this plan.
    pub const APPROVED_WITHIN_BUDGET: &str = "ApprovedWithinBudget";
    /// The plan changes nothing about what runs.
    pub const NOTHING_TO_APPROVE: &str = "NothingToApprove";
    /// Who asked has approved, and a policy wants somebody else to.
    pub const SAME_PERSON: &str = "SamePerson";
    /// The approval names another plan.
    pub const APPROVAL_OUTDATED: &str = "ApprovalOutdated";
    /// The request has no account: it is for planning only.
    pub const PLAN_ONLY: &str = "PlanOnly";
    /// CloudFormation is at work.
    pub const DEPLOYING: &str = "Deploying";
    /// CloudFormation finished well.
    pub const DEPLOYED: &str = "Deployed";
    /// CloudFormation failed; the message names the root cause.
    pub const DEPLOYMENT_FAILED: &str = "DeploymentFailed";
    /// CloudFormation could not roll back by itself.
    pub const NEEDS_REPAIR: &str = "NeedsRepair";
    /// It took longer than `spec.timeout`.
    pub const TIMED_OUT: &str = "TimedOut";
    /// CloudFormation takes back what it did.
    pub const ROLLING_BACK: &str = "RollingBack";
    /// The stack is being deleted.
    pub const DELETING: &str = "Deleting";
    /// `spec.suspend` is set.
    pub const SUSPENDED: &str = "Suspended";
    /// The account is missing, not ready or not for this namespace or region.
    pub const ACCOUNT_UNUSABLE: &str = "AccountUnusable";
    /// AWS could not be reached, or asks for fewer calls; tried again by itself.
    pub const AWS_UNAVAILABLE: &str = "AwsUnavailable";
    /// A field of the spec asks for something that this release can't do.
    pub const UNSUPPORTED: &str = "Unsupported";
    /// The revision that `spec.rollbackTo` names can't be gone back to; the message says why, and which can.
    pub const ROLLBACK_IMPOSSIBLE: &str = "RollbackImpossible";
    /// The API server refuses what the operator has to write, such as outputs under a name that is taken.
    pub const WRITE_REFUSED: &str = "WriteRefused";
    /// Nothing has been changed behind our back.
    pub const IN_SYNC: &str = "InSync";
    /// What runs is not what was deployed; the message names what differs.
    pub const DRIFTED: &str = "Drifted";
    /// AWS could not compare everything; the message says why.
    pub const DETECTION_FAILED: &str = "DetectionFailed";
    /// Drift detection has not looked yet.
    pub const NOT_CHECKED: &str = "NotChecked";
    /// Every rule of the policy can be applied.
    pub const RULES_VALID: &str = "RulesValid";
    /// A rule of the policy can't be applied; the message names it and says what to mend.
    pub const RULES_INVALID: &str = "RulesInvalid";
    /// The credentials work and are of the account that is named.
    pub const CREDENTIALS_VALID: &str = "CredentialsValid";
    /// The credentials don't work.
    pub const CREDENTIALS_INVALID: &str = "CredentialsInvalid";
    /// AWS does not let the operator assume the role of the account; the message says what that may be.
    pub const ROLE_NOT_ASSUMED: &str = "RoleNotAssumed";
    /// The credentials, or the role that CloudFormation is to work under, are of another account.
    pub const ACCOUNT_MISMATCH: &str = "AccountMismatch";
}

/// Reasons of Events that no condition has.
pub mod event {
    /// The object goes and its stack stays.
    pub const STACK_RETAINED: &str = "StackRetained";
    /// The stack is deleted.
    pub const STACK_DELETED: &str = "StackDeleted";
    /// A stack that ran is no longer there, and is made anew.
    pub const STACK_GONE: &str = "StackGone";
    /// AWS kept what an update took out of the stack or replaced; the message names it.
    pub const RESOURCES_RETAINED: &str = "ResourcesRetained";
    /// CloudFormation goes on with a rollback that it could not finish, as somebody approved.
    pub const CONTINUING_ROLLBACK: &str = "ContinuingRollback";
    /// A stack that takes no update is deleted, to be made anew.
    pub const RECREATING_STACK: &str = "RecreatingStack";
    /// Stack events can't be received from the account's queue; CloudFormation is asked instead.
    pub const STACK_EVENTS_UNAVAILABLE: &str = "StackEventsUnavailable";
}
