//! Why a deployment failed, in words that help.

mod support;

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_lifecycle::StackFact;
use cloudwhisper_lifecycle::root_cause::root_cause;
use cloudwhisper_lifecycle::stack::{Stack, StackEvent, StackStatus};
use support::{event, planned};

fn stack(events: Vec<StackEvent>, reason: Option<&str>) -> Stack {
    let scene = planned().made(StackStatus::RollbackComplete).events(events);
    let StackFact::Present(mut stack) = scene.observed.stack else {
        panic!("a stack")
    };
    stack.status_reason = reason.map(str::to_owned);
    *stack
}

fn failed(id: &str, reason: &str) -> StackEvent {
    event(1, id, "AWS::DynamoDB::Table", "CREATE_FAILED", Some(reason))
}

#[test]
fn cancellations_are_no_causes_wherever_they_stand() {
    let events = vec![
        failed("Queue", "Resource creation cancelled"),
        failed("Table", "Table already exists: orders"),
        failed("Topic", "Resource creation cancelled"),
    ];
    let error = root_cause(&stack(events, None), Language::English);
    assert_eq!(error.code, ErrorCode::NameTaken);
    assert!(
        error
            .message
            .starts_with("Table (AWS::DynamoDB::Table): the name is taken."),
        "{}",
        error.message
    );
    assert!(error.details.contains("another name"));
}

#[test]
fn without_a_failed_resource_the_stack_itself_tells() {
    let own = event(
        1,
        "cw",
        "AWS::CloudFormation::Stack",
        "UPDATE_ROLLBACK_FAILED",
        Some("Role is gone"),
    );
    assert!(
        root_cause(&stack(vec![own], None), Language::English)
            .message
            .contains("Role is gone")
    );
    assert!(root_cause(&stack(Vec::new(), Some("Rate exceeded")), Language::English).retryable);
    let silent = root_cause(&stack(Vec::new(), None), Language::English);
    assert_eq!(silent.code, ErrorCode::StackFailed);
    assert!(
        silent.message.contains("AWS gave no reason"),
        "{}",
        silent.message
    );
}

#[test]
fn what_is_denied_is_named_and_who_we_are_is_not() {
    let reason = "User: arn:aws:sts::111122223333:assumed-role/Deploy/cw is not authorized to perform: dynamodb:CreateTable \
                  on resource: arn:aws:dynamodb:ap-south-1:111122223333:table/orders (Service: DynamoDb, Status Code: 400, \
                  Request ID: ABC)";
    let error = root_cause(&stack(vec![failed("Table", reason)], None), Language::English);
    assert_eq!(error.code, ErrorCode::AccessDenied);
    assert!(
        error.details.contains("dynamodb:CreateTable"),
        "{}",
        error.details
    );
    for secret in ["111122223333", "arn:", "Request ID"] {
        assert!(!error.message.contains(secret), "{}", error.message);
    }
}

#[test]
fn every_language_says_it_and_a_long_reason_is_cut() {
    let long = "नाम ".repeat(400);
    let said: Vec<String> = Language::ALL
        .into_iter()
        .map(|language| root_cause(&stack(vec![failed("Table", &long)], None), language).message)
        .collect();
    assert!(said.iter().all(|message| message.chars().count() < 600));
    assert!(said[0] != said[1] && said[1] != said[2]);
}
