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

/// A first deployment with the profile Hardened: the function failed, and what is protected stops CloudFormation from taking the rest
/// back.
fn stuck() -> support::Scene {
    let protected = "Load balancer 'arn:aws:elasticloadbalancing:ap-south-1:111122223333:loadbalancer/app/orders/50dc6c495c0c9188' \
                     cannot be deleted because deletion protection is enabled (Service: ElasticLoadBalancingV2, Status Code: 400, \
                     Request ID: 1)";
    let database = "Cannot delete protected DB Instance, please disable deletion protection and try again.";
    let mut events = vec![
        event(
            1,
            "Balancer",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "CREATE_COMPLETE",
            None,
        ),
        event(
            2,
            "Function",
            "AWS::Lambda::Function",
            "CREATE_FAILED",
            Some("The runtime nodejs4 is gone"),
        ),
        event(
            3,
            "Queue",
            "AWS::SQS::Queue",
            "DELETE_FAILED",
            Some("Rate exceeded"),
        ),
        event(4, "Queue", "AWS::SQS::Queue", "DELETE_COMPLETE", None),
        event(
            5,
            "Balancer",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "DELETE_FAILED",
            Some(protected),
        ),
        event(
            6,
            "Database",
            "AWS::RDS::DBInstance",
            "DELETE_FAILED",
            Some(database),
        ),
        event(
            7,
            "Network",
            "AWS::EC2::VPC",
            "DELETE_FAILED",
            Some("The vpc has dependencies and cannot be deleted."),
        ),
    ];
    let balancer =
        "arn:aws:elasticloadbalancing:ap-south-1:111122223333:loadbalancer/app/orders/50dc6c495c0c9188";
    events[4].physical_id = Some(balancer.to_owned());
    events[5].physical_id = Some("orders-database-1x".to_owned());
    support::deploying()
        .pass()
        .made(StackStatus::RollbackFailed)
        .events(events)
}

#[test]
fn what_is_protected_and_stops_a_rollback_is_named_with_the_way_out() {
    let error = stuck().decide().status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::StackNeedsRepair);
    let cause = error
        .message
        .find("Function (AWS::Lambda::Function)")
        .expect("the root cause");
    let stopped = error
        .message
        .find("AWS could not delete")
        .expect("what stopped it");
    assert!(cause < stopped, "the cause comes first: {}", error.message);
    for told in [
        "Balancer `orders`",
        "Database `orders-database-1x`",
        "Network (AWS::EC2::VPC)",
    ] {
        assert!(
            error.message[stopped..].contains(told),
            "{told}: {}",
            error.message
        );
    }
    assert!(
        !error.message.contains("Queue"),
        "it was deleted after all: {}",
        error.message
    );
    let told = [
        "Balancer `orders` (EC2 › Load Balancers › Attributes)",
        "Database `orders-database-1x` (RDS › Databases › Modify)",
        "`cloudwhisper reconcile orders`",
    ];
    for told in told {
        assert!(error.details.contains(told), "{told}: {}", error.details);
    }
    assert!(
        !error.details.contains("Network"),
        "it is not protected: {}",
        error.details
    );
    for secret in ["111122223333", "arn:"] {
        assert!(!format!("{error:?}").contains(secret), "{error:?}");
    }
}

#[test]
fn once_protection_is_off_a_retry_deletes_what_is_left_and_says_so_if_it_is_not() {
    let again = stuck().pass().retry_requested();
    assert!(matches!(
        again.decide().step,
        cloudwhisper_lifecycle::Step::DeleteStack { .. }
    ));
    let still = vec![event(
        9,
        "Database",
        "AWS::RDS::DBInstance",
        "DELETE_FAILED",
        Some("Cannot delete protected DB Instance, please disable deletion protection and try again."),
    )];
    let still = again.pass().made(StackStatus::DeleteFailed).events(still).pass();
    let error = still.previous().last_error.expect("an error");
    assert!(
        error
            .message
            .contains("Database (AWS::RDS::DBInstance) could not be deleted."),
        "{}",
        error.message
    );
    assert!(
        error.details.starts_with("Deletion protection is on."),
        "{}",
        error.details
    );
}

#[test]
fn the_way_out_is_said_in_the_language_of_the_prompt() {
    for (prompt, said) in [
        ("Node.js में डेटाबेस के साथ API बनाओ", "deletion protection चालू है"),
        (
            "Node.js mein database ke saath API banao",
            "Deletion protection chalu hai",
        ),
    ] {
        let scene = support::asked().spec(|spec| spec.prompt = prompt.into());
        let scene = scene.pass().pass().pass();
        let scene = scene
            .stack(StackStatus::ReviewInProgress, None)
            .ready_change_set()
            .approved()
            .pass();
        let StackFact::Present(stuck) = stuck().observed.stack else {
            panic!("a stack")
        };
        let scene = scene.made(StackStatus::RollbackFailed).events(stuck.events);
        let error = scene.decide().status.last_error.expect("an error");
        assert!(error.details.contains(said), "{}", error.details);
        assert!(
            error.details.contains("RDS › Databases › Modify"),
            "{}",
            error.details
        );
    }
}
