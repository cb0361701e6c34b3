//! Who may use an account, and what its own status says.

mod support;

use std::collections::BTreeMap;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeletionPolicy, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::account::{IdentityFact, NotAllowed, allows, decide_account};
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{ChangeSetFact, Class, Fault, StackFact, Step};
use serde_json::json;
use support::{Scene, T0, account, asked, at, checked, deploying, fault, planned, running};

fn with_selector(selector: serde_json::Value) -> CloudAccount {
    let mut account = account();
    account.spec.allowed_namespaces.names.clear();
    account.spec.allowed_namespaces.selector = Some(serde_json::from_value(selector).expect("selector"));
    account
}

fn fits(selector: serde_json::Value, labels: &[(&str, &str)]) -> bool {
    let labels: BTreeMap<String, String> = labels.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    allows(&with_selector(selector), "shop", &labels, "ap-south-1").is_ok()
}

#[test]
fn selectors_mean_what_kubernetes_means() {
    let expression = |operator: &str| json!({ "matchExpressions": [{ "key": "team", "operator": operator, "values": ["shop"] }] });
    assert!(fits(json!({}), &[]), "an empty selector fits everything");
    assert!(fits(expression("In"), &[("team", "shop")]));
    assert!(!fits(expression("In"), &[]));
    assert!(fits(expression("NotIn"), &[]));
    assert!(!fits(expression("NotIn"), &[("team", "shop")]));
    assert!(fits(expression("Exists"), &[("team", "x")]));
    assert!(fits(expression("DoesNotExist"), &[]));
    assert!(
        !fits(expression("Resembles"), &[("team", "shop")]),
        "an unknown operator fits nothing"
    );
    assert!(!fits(
        json!({ "matchLabels": { "team": "shop" }, "matchExpressions": [{ "key": "x", "operator": "Exists" }] }),
        &[("team", "shop")]
    ));
}

#[test]
fn regions_are_those_that_are_named_or_the_default() {
    let mut account = account();
    let none = BTreeMap::new();
    assert_eq!(
        allows(&account, "shop", &none, "eu-west-1"),
        Err(NotAllowed::Region("eu-west-1".into()))
    );
    assert_eq!(
        allows(&account, "other", &none, "us-east-1"),
        Err(NotAllowed::Namespace("other".into()))
    );
    account.spec.allowed_regions.clear();
    assert_eq!(allows(&account, "shop", &none, "ap-south-1"), Ok(()));
    assert!(allows(&account, "shop", &none, "us-east-1").is_err());
}

fn valid(account_id: &str) -> IdentityFact {
    IdentityFact::Valid {
        arn: "arn:aws:iam::111122223333:root".into(),
        account_id: account_id.into(),
    }
}

#[test]
fn credentials_of_another_account_are_stalled() {
    let decision = decide_account(&account(), &valid("999999999999"), T0);
    assert!(!decision.usable && !decision.retry);
    assert_eq!(
        support::condition_of(&decision.status.conditions, "Stalled").reason,
        "AccountMismatch"
    );
}

#[test]
fn a_passing_fault_makes_no_working_account_unready() {
    let fact = IdentityFact::Unknown(fault(Class::Transient, ErrorCode::AwsUnreachable));
    let decision = decide_account(&account(), &fact, at(1));
    assert!(decision.usable && decision.retry);
    let mut fresh = account();
    fresh.status = None;
    let decision = decide_account(&fresh, &fact, at(1));
    assert!(!decision.usable && decision.retry);
    assert_eq!(
        support::condition_of(&decision.status.conditions, "Reconciling").status,
        "True"
    );
}

#[test]
fn looking_again_writes_nothing_for_a_while() {
    let account = account();
    assert_eq!(
        Some(decide_account(&account, &valid("111122223333"), at(60)).status),
        account.status
    );
    let later = decide_account(&account, &valid("111122223333"), at(3600)).status;
    assert_eq!(later.last_check, Some(at(3600)));
}

/// The credentials lead to another AWS account than the plan is for.
fn in_another_account(mut scene: Scene) -> Scene {
    let other = |arn: &mut String| *arn = arn.replace("111122223333", "999988887777");
    if let StackFact::Present(stack) = &mut scene.observed.stack {
        other(&mut stack.arn);
    }
    if let ChangeSetFact::Present(change_set) = &mut scene.observed.change_set {
        other(&mut change_set.arn);
    }
    scene
}

fn only_its_change_set(scene: Scene) -> Scene {
    let stack = scene.observed.stack.clone();
    let mut scene = in_another_account(scene);
    scene.observed.stack = stack;
    scene
}

/// The request names another account by now, and AWS has nothing there.
fn account_exchanged(mut scene: Scene) -> Scene {
    scene.observed.stack = StackFact::Absent;
    scene.no_change_set().account(|account| {
        account.metadata.name = Some("other".into());
        account.spec.account_id = "999988887777".into();
    })
}

support::decides! {
    a_change_set_of_another_account_is_not_executed: only_its_change_set(checked().approved()) => Step::Wait, Failed, "AccountUnusable",
        because "alice approved it for the other one";
    a_change_set_of_another_region_is_not_executed: elsewhere(checked().approved()) => Step::Wait, Failed, "AccountUnusable",
        because "alice approved it for Mumbai";
    a_stack_of_another_account_is_not_touched: in_another_account(checked().approved()) => Step::Wait, Failed, "AccountUnusable",
        because "it is not what was planned";
    a_shell_of_another_account_is_not_deleted: in_another_account(deploying().pass().ended(StackStatus::RollbackComplete).pass().retry_requested()) => Step::Wait, Failed, "AccountUnusable",
        because "it is somebody else's";
    a_stack_of_another_account_is_not_deleted: in_another_account(running().spec(|spec| spec.deletion_policy = DeletionPolicy::Delete).deleted()) => Step::Wait, Deleting, "Deleting",
        because "it is somebody else's";
    a_stack_that_is_left_in_the_other_account_is_not_forgotten: account_exchanged(running().spec(|spec| spec.deletion_policy = DeletionPolicy::Delete).deleted()) => Step::Wait, Deleting, "Deleting",
        because "it still runs there";
    a_deployment_does_not_move_to_another_account: account_exchanged(running()).pass() => Step::Wait, Failed, "AccountUnusable",
        because "the stack would be left behind";
    an_account_that_changed_is_checked_first: checked().approved().account(|account| account.metadata.generation = Some(2)) => Step::Wait, Waiting, "AccountUnusable",
        because "what was found out is of another role and other credentials";
}

fn elsewhere(mut scene: Scene) -> Scene {
    if let ChangeSetFact::Present(change_set) = &mut scene.observed.change_set {
        change_set.arn = change_set.arn.replace("ap-south-1", "us-east-1");
    }
    scene
}

#[test]
fn another_account_is_named_and_stays_another_in_every_pass() {
    let mut scene = account_exchanged(running()).pass();
    for _ in 0..3 {
        let status = scene.decide().status;
        let error = status.last_error.expect("an error");
        assert_eq!(error.code, ErrorCode::AccountNotAllowed);
        assert!(
            error.message.contains("111122223333") && error.message.contains("999988887777"),
            "{}",
            error.message
        );
        let place = status.deployment.expect("a place");
        assert_eq!(place.stack_arn.as_deref(), Some(support::ARN));
        scene = scene.pass();
    }
}

#[test]
fn a_request_that_has_nothing_anywhere_may_change_its_account() {
    let scene = account_exchanged(planned()).pass().pass();
    assert_eq!(
        scene.previous().deployment.expect("a place").account,
        "999988887777"
    );
    assert!(matches!(scene.decide().step, Step::CreateChangeSet { .. }));
}

#[test]
fn a_passing_fault_says_nothing_of_another_spec() {
    let mut account = account();
    account.metadata.generation = Some(2);
    let passing = IdentityFact::Unknown(fault(Class::Transient, ErrorCode::AwsUnreachable));
    assert!(!decide_account(&account, &passing, T0).usable);
}

/// Other ways into the very same AWS account.
fn ways_in() -> [fn(&mut CloudAccount); 4] {
    [
        |account| account.metadata.name = Some("stronger".into()),
        |account| account.spec.deploy_role_arn = Some("arn:aws:iam::111122223333:role/admin".into()),
        |account| account.spec.endpoint_url = Some("https://elsewhere.example".into()),
        |account| {
            account.spec.credentials = serde_json::from_value(json!({
                "assumeRole": { "arn": "arn:aws:iam::111122223333:role/admin" }
            }))
            .expect("credentials");
        },
    ]
}

#[test]
fn another_way_into_the_same_account_is_planned_anew_and_the_old_approval_does_not_count() {
    for way_in in ways_in() {
        let before = checked().approved();
        let approved = before.revision().digest;
        let scene = before.account(way_in);
        assert!(
            matches!(scene.decide().step, Step::WriteRevision(_)),
            "{:?}",
            scene.decide().step
        );
        let scene = scene.pass().ready_change_set();
        assert_ne!(scene.revision().digest, approved);
        let decision = scene.decide();
        assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
        assert_eq!(decision.status.phase, Some(Phase::AwaitingApproval));
    }
}

#[test]
fn an_approval_given_for_another_way_in_is_none_though_the_plan_is_the_same() {
    let seen = checked().revision().digest;
    for way_in in ways_in() {
        let scene = planned().account(way_in).pass();
        let revision = scene.revision().clone();
        let checked = scene
            .stack(StackStatus::ReviewInProgress, None)
            .ready_change_set();
        let approved = checked.spec(|spec| {
            spec.approval.plan_digest = Some(seen);
            spec.approval.approver = Some("alice".into());
        });
        assert_eq!(revision.template, planned().revision().template);
        assert!(
            matches!(approved.decide().step, Step::Wait),
            "alice saw the other account"
        );
    }
}

#[test]
fn what_leads_into_the_account_is_not_in_what_tenants_read() {
    let secret = serde_json::from_value(json!({
        "secretRef": { "namespace": "platform-vault", "name": "root-keys" }
    }))
    .expect("credentials");
    let scene = asked()
        .account(|account| account.spec.credentials = secret)
        .pass();
    let told = serde_json::to_string(&scene.revision().to_files().text).expect("JSON");
    assert!(!told.contains("platform-vault") && !told.contains("root-keys"));
}

/// An account whose role AWS has just refused with these words.
fn role_refused(assume_role: &serde_json::Value, said: &str) -> CloudAccount {
    let mut account = account();
    account.status = None;
    account.spec.credentials =
        serde_json::from_value(json!({ "assumeRole": assume_role })).expect("credentials");
    let refused = IdentityFact::Unknown(Fault {
        class: Class::UserFixable,
        code: ErrorCode::AccessDenied,
        reason: format!("AccessDenied: {said}"),
        action: Some("sts:AssumeRole".into()),
    });
    account.status = Some(decide_account(&account, &refused, T0).status);
    account
}

const ROLE: &str = "arn:aws:iam::111122223333:role/cloudwhisper";

fn said_of(account: &CloudAccount) -> (String, String) {
    let status = account.status.as_ref().expect("a status");
    let stalled = support::condition_of(&status.conditions, "Stalled");
    assert_eq!(stalled.status, "True");
    (stalled.reason.clone(), stalled.message.clone())
}

#[test]
fn a_refused_role_is_said_with_all_that_it_may_be() {
    let not_authorized = "User: arn:aws:sts::444455556666:assumed-role/operator/1 is not authorized to perform: sts:AssumeRole";
    let (reason, message) = said_of(&role_refused(&json!({ "arn": ROLE }), not_authorized));
    assert_eq!(reason, "RoleNotAssumed");
    for part in [
        "trust policy",
        "must not ask for an external id",
        "own identity may call sts:AssumeRole on it",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(
        !message.contains("TagSession") && !message.contains("444455556666"),
        "{message}"
    );
    let tagged = json!({ "arn": ROLE, "externalId": "word", "tags": [{ "key": "team", "value": "shop" }] });
    let (_, message) = said_of(&role_refused(
        &tagged,
        "is not authorized to perform: sts:TagSession",
    ));
    for part in [
        "sts:AssumeRole and sts:TagSession",
        "sts:ExternalId has to be the externalId",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(
        !message.contains("word"),
        "what it is stays in the spec: {message}"
    );
}

#[test]
fn without_the_role_nothing_is_planned_and_with_it_the_request_goes_on_by_itself() {
    let refused = role_refused(&json!({ "arn": ROLE }), "not authorized");
    let mended = |account: &mut CloudAccount| {
        account.status = Some(decide_account(account, &valid("111122223333"), at(60)).status);
    };
    let scene = asked().account(|account| *account = refused);
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    let error = decision.status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::AccountNotReady);
    let told = format!("{} {}", error.message, error.details);
    for part in ["\"dev\"", "role", "trust policy", "external id"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let scene = scene.pass().account(mended);
    assert!(matches!(scene.decide().step, Step::WriteRevision(_)));
}

#[test]
fn a_plan_that_waits_is_not_carried_to_aws_once_the_role_is_refused() {
    for scene in [planned(), checked().approved()] {
        let refused = role_refused(&json!({ "arn": ROLE }), "not authorized");
        let scene = scene.account(|account| account.status = refused.status);
        assert!(
            matches!(scene.decide().step, Step::Wait),
            "{:?}",
            scene.decide().step
        );
    }
}

#[test]
fn roles_of_another_account_or_of_no_form_are_said_before_anything_is_planned() {
    let another = [
        "arn:aws:iam::999988887777:role/deploy",
        "arn:aws:iam::111122223333:user/deploy",
        "deploy",
        "arn:aws:iam::111122223333:role/",
    ];
    for arn in another {
        let mut account = account();
        account.status = None;
        account.spec.deploy_role_arn = Some(arn.into());
        let decision = decide_account(&account, &valid("111122223333"), T0);
        assert!(!decision.usable, "{arn}");
        account.status = Some(decision.status);
        let (reason, message) = said_of(&account);
        assert_eq!(reason, "AccountMismatch");
        assert!(
            message.contains("spec.deployRoleArn") && message.contains("arn:aws:iam::111122223333:role/"),
            "{message}"
        );
        let scene = asked().account(|known| *known = account);
        assert!(matches!(scene.decide().step, Step::Wait));
    }
    let mut account = account();
    account.spec.deploy_role_arn = Some("arn:aws-us-gov:iam::111122223333:role/path/deploy".into());
    assert!(decide_account(&account, &valid("111122223333"), T0).usable);
}
