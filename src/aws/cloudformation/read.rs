//! From the SDK's types to ours.

use aws_sdk_cloudformation::operation::describe_change_set::DescribeChangeSetOutput;
use aws_sdk_cloudformation::primitives::DateTime;
use aws_sdk_cloudformation::types::{self, ChangeSetStatus, ExecutionStatus};
use cloudwhisper_lifecycle::stack::{Change, ChangeSet, ChangeSetState, Stack, StackEvent, StackStatus};
use jiff::Timestamp;

pub(super) fn stack(stack: &types::Stack) -> Stack {
    Stack {
        arn: stack.stack_id().unwrap_or_default().to_owned(),
        name: stack.stack_name().unwrap_or_default().to_owned(),
        status: StackStatus::from(stack.stack_status().map_or("", types::StackStatus::as_str)),
        status_reason: stack.stack_status_reason().map(str::to_owned),
        change_set_name: stack.change_set_id().and_then(change_set_name),
        created_at: stack.creation_time().and_then(timestamp),
        updated_at: stack.last_updated_time().and_then(timestamp),
        outputs: stack
            .outputs()
            .iter()
            .filter_map(|output| Some((output.output_key()?.to_owned(), output.output_value()?.to_owned())))
            .collect(),
        events: Vec::new(),
    }
}

/// The name in `arn:aws:cloudformation:REGION:ACCOUNT:changeSet/NAME/UUID`.
fn change_set_name(arn: &str) -> Option<String> {
    arn.split('/').nth(1).map(str::to_owned)
}

pub(super) fn event(event: &types::StackEvent) -> Option<StackEvent> {
    Some(StackEvent {
        id: event.event_id()?.to_owned(),
        at: event.timestamp().and_then(timestamp)?,
        logical_id: event.logical_resource_id().unwrap_or_default().to_owned(),
        physical_id: event
            .physical_resource_id()
            .filter(|id| !id.is_empty())
            .map(str::to_owned),
        kind: event.resource_type().unwrap_or_default().to_owned(),
        status: event
            .resource_status()
            .map(|status| status.as_str().to_owned())
            .unwrap_or_default(),
        reason: event.resource_status_reason().map(str::to_owned),
    })
}

/// Whether an operation on the whole stack begins with this event.
pub(super) fn begins_operation(event: &StackEvent) -> bool {
    event.kind == "AWS::CloudFormation::Stack"
        && matches!(
            event.status.as_str(),
            "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS" | "DELETE_IN_PROGRESS" | "IMPORT_IN_PROGRESS"
        )
}

pub(super) fn change_set(page: &DescribeChangeSetOutput) -> ChangeSet {
    ChangeSet {
        arn: page.change_set_id().unwrap_or_default().to_owned(),
        name: page.change_set_name().unwrap_or_default().to_owned(),
        created_at: page.creation_time().and_then(timestamp),
        state: state(page),
        changes: changes(page),
    }
}

fn state(page: &DescribeChangeSetOutput) -> ChangeSetState {
    let reason = page.status_reason().unwrap_or_default();
    match (page.status(), page.execution_status()) {
        (_, Some(ExecutionStatus::ExecuteInProgress)) => ChangeSetState::Executing,
        (_, Some(ExecutionStatus::ExecuteComplete)) => ChangeSetState::Executed,
        (_, Some(ExecutionStatus::ExecuteFailed)) => ChangeSetState::ExecuteFailed,
        (_, Some(ExecutionStatus::Obsolete)) => ChangeSetState::Obsolete,
        (Some(ChangeSetStatus::Failed), _) if says_no_change(reason) => ChangeSetState::Empty,
        (Some(ChangeSetStatus::Failed), _) => ChangeSetState::Failed {
            reason: reason.to_owned(),
        },
        (Some(ChangeSetStatus::CreateComplete), Some(ExecutionStatus::Available)) => ChangeSetState::Ready,
        _ => ChangeSetState::Creating,
    }
}

/// AWS has no code for "nothing to change"; these are its two sentences for it, which AWS's own SAM CLI tells it by as well
/// (`samcli/lib/deploy/deployer.py`, read 2026-11-21). LocalStack says the first; nothing was tried on AWS.
fn says_no_change(reason: &str) -> bool {
    reason.contains("didn't contain changes") || reason.contains("No updates are to be performed")
}

pub(super) fn changes(page: &DescribeChangeSetOutput) -> Vec<Change> {
    page.changes()
        .iter()
        .filter_map(types::Change::resource_change)
        .map(|change| Change {
            logical_id: change.logical_resource_id().unwrap_or_default().to_owned(),
            kind: change.resource_type().unwrap_or_default().to_owned(),
            action: change
                .action()
                .map(|action| action.as_str().to_owned())
                .unwrap_or_default(),
            replacement: change
                .replacement()
                .map(|replacement| replacement.as_str().to_owned()),
            policy_action: change.policy_action().map(|policy| policy.as_str().to_owned()),
        })
        .collect()
}

fn timestamp(time: &DateTime) -> Option<Timestamp> {
    Timestamp::new(time.secs(), i32::try_from(time.subsec_nanos()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stack_knows_the_change_set_it_is_made_from() {
        let arn = "arn:aws:cloudformation:ap-south-1:111122223333:changeSet/cw-r1-0123456789ab/2f5b";
        assert_eq!(change_set_name(arn).as_deref(), Some("cw-r1-0123456789ab"));
        assert_eq!(change_set_name("nonsense"), None);
    }

    #[test]
    fn a_change_tells_what_becomes_of_what_it_takes_away() {
        let change = types::ResourceChange::builder()
            .logical_resource_id("Table")
            .action(types::ChangeAction::Remove)
            .policy_action(types::PolicyAction::Retain);
        let change = types::Change::builder().resource_change(change.build()).build();
        let page = DescribeChangeSetOutput::builder().changes(change).build();
        let told: Vec<_> = changes(&page)
            .into_iter()
            .map(|change| change.policy_action)
            .collect();
        assert_eq!(told, [Some("Retain".to_owned())]);
    }

    #[test]
    fn a_change_set_that_changes_nothing_is_not_a_failure() {
        let page = |reason: &str| {
            DescribeChangeSetOutput::builder()
                .status(ChangeSetStatus::Failed)
                .execution_status(ExecutionStatus::Unavailable)
                .status_reason(reason)
                .build()
        };
        let nothing = "The submitted information didn't contain changes. Submit different information.";
        assert_eq!(state(&page(nothing)), ChangeSetState::Empty);
        assert_eq!(
            state(&page("Invalid")),
            ChangeSetState::Failed {
                reason: "Invalid".to_owned()
            }
        );
    }
}
