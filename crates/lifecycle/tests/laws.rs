//! What holds whatever was observed: random facts, in combinations that no scenario thought of.

mod support;

use cloudwhisper_api::deployment_request::{
    ApprovalMode, DeletionPolicy, DeploymentRequestSpec, DriftPolicy,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::drift::DriftState;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::drift::ResourceDrift;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{
    ChangeSetFact, Class, DependencyFact, DriftFact, DriftReport, Fault, Outcome, RollbackFact, StackFact,
    Step, WakeUp, decide, settle,
};
use cloudwhisper_planner::Approvable as _;
use proptest::prelude::*;
use support::{
    Scene, T0, asked, at, changed, checked, deploying, fault, planned, running, update_checked, updating,
};

/// Every status that AWS has, and one that it hasn't.
const STATUSES: [&str; 24] = [
    "CREATE_IN_PROGRESS",
    "CREATE_FAILED",
    "CREATE_COMPLETE",
    "ROLLBACK_IN_PROGRESS",
    "ROLLBACK_FAILED",
    "ROLLBACK_COMPLETE",
    "DELETE_IN_PROGRESS",
    "DELETE_FAILED",
    "DELETE_COMPLETE",
    "UPDATE_IN_PROGRESS",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    "UPDATE_COMPLETE",
    "UPDATE_FAILED",
    "UPDATE_ROLLBACK_IN_PROGRESS",
    "UPDATE_ROLLBACK_FAILED",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
    "UPDATE_ROLLBACK_COMPLETE",
    "REVIEW_IN_PROGRESS",
    "IMPORT_IN_PROGRESS",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_IN_PROGRESS",
    "IMPORT_ROLLBACK_FAILED",
    "IMPORT_ROLLBACK_COMPLETE",
    "SOMETHING_NEW",
];

/// Something was changed behind our back, and the plan that puts it back waits for its approval.
fn correcting() -> Scene {
    let mut scene = running()
        .spec(|spec| spec.drift_policy = DriftPolicy::Correct)
        .pass()
        .retry_requested()
        .pass();
    scene.observed.drift = drift_fact(4);
    let mut scene = scene.pass();
    scene.observed.drift = DriftFact::NotLooked;
    let scene = scene.no_change_set().pass().ready_change_set().pass();
    assert!(scene.revision().corrects.is_some());
    scene
}

fn starts() -> impl Strategy<Value = Scene> {
    let scenes: Vec<Scene> = vec![
        asked(),
        correcting(),
        correcting().approved_by_digest(),
        asked().plan_only(),
        planned(),
        checked(),
        checked().approved(),
        deploying(),
        deploying().pass(),
        running(),
        changed(),
        update_checked(),
        update_checked().approved(),
        updating(),
        updating().pass(),
    ];
    proptest::sample::select(scenes)
}

fn classes() -> impl Strategy<Value = Class> {
    proptest::sample::select(vec![Class::Transient, Class::Terminal, Class::UserFixable])
}

fn faults() -> impl Strategy<Value = Fault> {
    let codes = vec![
        ErrorCode::AwsThrottled,
        ErrorCode::AccessDenied,
        ErrorCode::NameTaken,
        ErrorCode::Internal,
    ];
    (classes(), proptest::sample::select(codes)).prop_map(|(class, code)| fault(class, code))
}

/// Something else in one place of what is observed.
#[derive(Clone, Debug)]
enum Twist {
    Stack {
        status: usize,
        of_newest: bool,
        failed: bool,
    },
    StackAbsent,
    StackNotLooked,
    StackUnknown(Fault),
    ChangeSet(usize),
    TakesAway,
    ChangeSetAbsent,
    ChangeSetUnknown(Fault),
    Spec(Edit),
    Dependency(usize),
    AccountMissing,
    NoFinalizer,
    RevisionLost,
    StatusLost,
    Rollback(usize),
    Deleted,
    Retry,
    Drift(usize),
    Pass,
}

/// Something that a person changes.
#[derive(Clone, Debug)]
enum Edit {
    Prompt(&'static str),
    Approve,
    ApproveShown,
    AcceptDataLoss,
    ApproveOther,
    Revoke,
    WithinBudget,
    Suspend,
    Delete,
    Region,
    Forward,
    Drift(DriftPolicy),
}

fn edits() -> impl Strategy<Value = Edit> {
    let prompts = vec![
        support::API,
        support::SITE,
        "Deploy my app",
        " ",
        "Node.js में डेटाबेस के साथ API बनाओ",
    ];
    prop_oneof![
        proptest::sample::select(prompts).prop_map(Edit::Prompt),
        Just(Edit::Approve),
        Just(Edit::ApproveShown),
        Just(Edit::AcceptDataLoss),
        Just(Edit::ApproveOther),
        Just(Edit::Revoke),
        Just(Edit::WithinBudget),
        Just(Edit::Suspend),
        Just(Edit::Delete),
        Just(Edit::Region),
        Just(Edit::Forward),
        Just(Edit::Drift(DriftPolicy::Correct)),
        Just(Edit::Drift(DriftPolicy::Ignore)),
    ]
}

fn twists() -> impl Strategy<Value = Twist> {
    prop_oneof![
        6 => (0..STATUSES.len(), any::<bool>(), any::<bool>())
            .prop_map(|(status, of_newest, failed)| Twist::Stack { status, of_newest, failed }),
        1 => Just(Twist::StackAbsent),
        1 => Just(Twist::StackNotLooked),
        1 => faults().prop_map(Twist::StackUnknown),
        6 => (0..8_usize).prop_map(Twist::ChangeSet),
        3 => Just(Twist::TakesAway),
        1 => Just(Twist::ChangeSetAbsent),
        1 => faults().prop_map(Twist::ChangeSetUnknown),
        6 => edits().prop_map(Twist::Spec),
        1 => (0..4_usize).prop_map(Twist::Dependency),
        1 => Just(Twist::AccountMissing),
        1 => Just(Twist::NoFinalizer),
        1 => Just(Twist::RevisionLost),
        1 => Just(Twist::StatusLost),
        3 => (0..5_usize).prop_map(Twist::Rollback),
        1 => Just(Twist::Deleted),
        2 => Just(Twist::Retry),
        4 => (0..6_usize).prop_map(Twist::Drift),
        8 => Just(Twist::Pass),
    ]
}

fn twisted(scene: Scene, twist: Twist) -> Scene {
    let mut scene = scene;
    let has_revision = scene.observed.revision.is_some();
    match twist {
        Twist::Stack {
            status,
            of_newest,
            failed,
        } => {
            let status = StackStatus::from(STATUSES[status]);
            scene = if of_newest && has_revision {
                scene.made(status)
            } else {
                scene.made_before(status)
            };
            if failed { scene.name_taken() } else { scene }
        }
        Twist::StackAbsent => {
            scene.observed.stack = StackFact::Absent;
            scene
        }
        Twist::StackNotLooked => {
            scene.observed.stack = StackFact::NotLooked;
            scene
        }
        Twist::StackUnknown(fault) => {
            scene.observed.stack = StackFact::Unknown(fault);
            scene
        }
        Twist::ChangeSet(state) if has_revision => scene.change_set(change_set_state(state)),
        Twist::ChangeSet(_) | Twist::ChangeSetAbsent => scene.no_change_set(),
        Twist::TakesAway => scene.also_changes("Old", "AWS::DynamoDB::Table", "Remove", None),
        Twist::ChangeSetUnknown(fault) => {
            scene.observed.change_set = ChangeSetFact::Unknown(fault);
            scene
        }
        Twist::Spec(edit) => edited(scene, &edit),
        Twist::Dependency(kind) => {
            let name = "other".to_owned();
            scene.observed.dependencies = vec![match kind {
                0 => DependencyFact::Missing { name },
                1 => DependencyFact::NotReady { name },
                2 => DependencyFact::Ready {
                    name,
                    outputs: indexmap::IndexMap::new(),
                },
                _ => DependencyFact::Cycle {
                    path: vec!["orders".into(), name, "orders".into()],
                },
            }];
            scene
        }
        Twist::AccountMissing => scene.account_missing(),
        Twist::NoFinalizer => {
            scene.observed.request.metadata.finalizers = None;
            scene
        }
        Twist::RevisionLost => {
            scene.observed.revision = None;
            scene
        }
        Twist::StatusLost => {
            scene.observed.request.status = None;
            scene
        }
        Twist::Rollback(kind) => {
            let kept = vec![1, 2];
            match kind {
                0 => scene.rollback_fact(1, RollbackFact::Missing { kept }),
                1 => scene.rollback_fact(9, RollbackFact::Unreadable { kept }),
                2 => match scene.observed.revision.clone() {
                    Some(newest) => scene.rollback_to(&newest),
                    None => scene.rollback_fact(1, RollbackFact::NotAsked),
                },
                3 => scene.rollback_to(planned().revision()),
                _ => scene.rollback_to(asked().plan_only().pass().revision()),
            }
        }
        Twist::Deleted => scene.deleted(),
        Twist::Retry => scene.retry_requested(),
        Twist::Drift(kind) => {
            scene.observed.drift = drift_fact(kind);
            scene
        }
        Twist::Pass => scene.pass(),
    }
}

fn drift_fact(kind: usize) -> DriftFact {
    let found = |ids: &[&str]| {
        let resource = |id: &&str| ResourceDrift {
            logical_id: (*id).to_owned(),
            kind: "AWS::SQS::Queue".into(),
            state: DriftState::Deleted,
            differences: Vec::new(),
        };
        let report = DriftReport {
            incomplete: None,
            resources: ids.iter().map(resource).collect(),
        };
        DriftFact::Found(Box::new(report))
    };
    match kind {
        0 => DriftFact::NotLooked,
        1 => DriftFact::UnderWay,
        2 => DriftFact::Lost,
        3 => found(&[]),
        4 => found(&["Queue"]),
        _ => found(&["Queue", "Other"]),
    }
}

fn change_set_state(index: usize) -> ChangeSetState {
    match index {
        0 => ChangeSetState::Creating,
        1 => ChangeSetState::Empty,
        2 => ChangeSetState::Failed {
            reason: "Template error".into(),
        },
        3 => ChangeSetState::Executing,
        4 => ChangeSetState::Executed,
        5 => ChangeSetState::Obsolete,
        6 => ChangeSetState::ExecuteFailed,
        _ => ChangeSetState::Ready,
    }
}

fn edited(scene: Scene, edit: &Edit) -> Scene {
    if matches!(edit, Edit::Approve) {
        return if scene.observed.revision.is_some() {
            scene.approved()
        } else {
            scene
        };
    }
    let shown = scene.previous().plan.map(|plan| plan.digest);
    scene.spec(|spec| match edit {
        Edit::Prompt(prompt) => (*prompt).clone_into(&mut spec.prompt),
        Edit::Approve => {}
        Edit::ApproveShown => {
            spec.approval.plan_digest = shown;
            spec.approval.approver = Some("alice".into());
        }
        Edit::AcceptDataLoss => spec.approval.accept_data_loss = vec!["Old".into()],
        Edit::ApproveOther => {
            spec.approval.plan_digest = Some(Digest::from_bytes([7; 32]));
            spec.approval.approver = Some("mallory".into());
        }
        Edit::Revoke => spec.approval.plan_digest = None,
        Edit::WithinBudget => within_budget(spec),
        Edit::Suspend => spec.suspend = !spec.suspend,
        Edit::Delete => spec.deletion_policy = DeletionPolicy::Delete,
        Edit::Region => spec.region = Some("us-east-1".into()),
        Edit::Forward => spec.rollback_to = None,
        Edit::Drift(policy) => spec.drift_policy = *policy,
    })
}

fn within_budget(spec: &mut DeploymentRequestSpec) {
    spec.approval.mode = ApprovalMode::WithinBudget;
    spec.budget = serde_json::from_value(serde_json::json!({ "amount": "1000", "currency": "USD" })).ok();
}

fn scenes() -> impl Strategy<Value = Scene> {
    (starts(), proptest::collection::vec(twists(), 0..8))
        .prop_map(|(start, twists)| twists.into_iter().fold(start, twisted))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_status_is_whole_and_keeps_kstatus(scene in scenes()) {
        let deleted = scene.observed.request.metadata.deletion_timestamp.is_some();
        let decision = scene.decide();
        // Without a finalizer a deleted object is gone, and so is its status.
        if !deleted || scene.observed.request.metadata.finalizers.is_some() {
            support::hold_status_laws(&scene.observed, &decision.status);
        }
    }

    #[test]
    fn nothing_is_executed_without_an_approval_of_exactly_that_digest(scene in scenes()) {
        let decision = scene.decide();
        if let Step::Execute { offer, change_set, .. } = decision.step {
            let spec = &scene.observed.request.spec;
            let (digest, revision) = (offer.subject().digest(), offer.subject().revision());
            let shown = decision.status.plan.as_ref().map(|plan| plan.digest);
            prop_assert_eq!(shown, Some(digest), "what is executed is what is shown");
            let by_person = spec.approval.plan_digest == Some(digest)
                && spec.approval.approver.as_ref().is_some_and(|approver| !approver.is_empty());
            let within_budget = spec.approval.mode == ApprovalMode::WithinBudget
                && revision.estimate.budget.as_ref().is_some_and(|budget| budget.within)
                && revision.estimate.unpriced.is_empty();
            prop_assert!(by_person || within_budget);
            prop_assert!(!spec.suspend && scene.observed.request.metadata.deletion_timestamp.is_none());
            let ChangeSetFact::Present(checked) = &scene.observed.change_set else { panic!("no change set") };
            let takes_away = checked.changes.iter().any(|change| change.action == "Remove");
            prop_assert!(digest != revision.digest || !takes_away, "an approval from before AWS said so is of something else");
            let lost: Vec<&str> = checked.changes.iter()
                .filter(|change| change.action == "Remove").map(|change| change.logical_id.as_str()).collect();
            prop_assert!(
                lost.iter().all(|id| spec.approval.accept_data_loss.iter().any(|accepted| accepted == id)),
                "every table that goes was named"
            );
            prop_assert_eq!(&checked.arn, &change_set);
            prop_assert_eq!(&checked.state, &ChangeSetState::Ready);
            prop_assert_eq!(&checked.name, &revision.change_set_name());
            if let (Some(corrects), StackFact::Present(stack)) = (revision.corrects, &scene.observed.stack)
                && !matches!(stack.status, StackStatus::ReviewInProgress | StackStatus::DeleteComplete) // nothing runs in these
            {
                let known = decision.status.drift.unwrap_or_default();
                prop_assert_eq!(known.digest, Some(corrects.drift), "what is put back is there");
                prop_assert_eq!(known.detection, None, "and nobody is looking");
            }
            match spec.rollback_to {
                None => prop_assert_eq!(revision.prompt.as_str(), spec.prompt.as_str(), "the plan is for what the spec says now"),
                Some(number) => prop_assert!(revision.rollback_of == Some(number) || revision.number == number),
            }
        }
    }

    #[test]
    fn any_edit_of_what_is_planned_voids_the_approval(edit in edits(), after in 1..5_usize) {
        let mut scene = checked().approved();
        let approved = scene.revision().digest;
        scene = edited(scene, &edit);
        for _ in 0..after {
            if let Step::Execute { offer, .. } = scene.decide().step {
                let automatic = scene.observed.request.spec.approval.mode == ApprovalMode::WithinBudget;
                // The same in other words may be the very same plan; nothing else is carried out.
                prop_assert!(automatic || offer.subject().revision().digest == approved, "{edit:?}");
            }
            scene = scene.pass();
            if scene.observed.revision.is_some() {
                scene = scene.ready_change_set();
            }
        }
    }

    #[test]
    fn deciding_twice_gives_the_same(scene in scenes()) {
        let (first, second) = (scene.decide(), scene.decide());
        prop_assert_eq!(first.status, second.status);
        prop_assert_eq!(first.notes, second.notes);
        prop_assert_eq!(first.wake, second.wake);
        prop_assert_eq!(format!("{:?}", first.step), format!("{:?}", second.step));
    }

    #[test]
    fn a_status_that_says_the_same_is_the_same(scene in scenes()) {
        let deleted = scene.observed.request.metadata.deletion_timestamp.is_some();
        let scene = scene.pass();
        let first = scene.decide();
        // After a step that changes something the next pass may say something else; after waiting it may not.
        if matches!(first.step, Step::Wait) && first.wake != WakeUp::Now && !deleted {
            let settled = scene.clone().pass();
            let second = decide(&settled.observed, T0);
            prop_assert_eq!(&settled.previous(), &second.status);
            // Nor does time alone write a status, but for a deadline that passes.
            let later = decide(&settled.observed, at(1));
            prop_assert_eq!(&settled.previous(), &later.status);
            prop_assert!(second.notes.is_empty(), "told once: {:?}", second.notes);
        }
    }

    #[test]
    fn a_step_that_failed_is_not_claimed_and_a_failure_repeated_writes_nothing(scene in scenes(), fault in faults()) {
        let decision = scene.decide();
        if matches!(decision.step, Step::Wait) {
            return Ok(());
        }
        let began = matches!(decision.step, Step::Execute { .. });
        let settled = settle(decision, &scene.previous(), &Outcome::Failed(fault.clone()), T0);
        support::hold_status_laws(&scene.observed, &settled.status);
        if began {
            prop_assert_eq!(&settled.status.history, &scene.previous().history);
        }
        let mut again = scene;
        again.observed.request.status = Some(settled.status.clone());
        let second = again.decide();
        if !matches!(second.step, Step::Wait) {
            let second = settle(second, &settled.status, &Outcome::Failed(fault), at(60));
            prop_assert_eq!(second.status, settled.status);
        }
    }

    #[test]
    fn a_stack_is_deleted_only_if_it_never_ran_or_the_object_goes_with_it(scene in scenes()) {
        if let Step::DeleteStack { .. } = scene.decide().step {
            let StackFact::Present(stack) = &scene.observed.stack else { panic!("no stack") };
            let deleting = scene.observed.request.metadata.deletion_timestamp.is_some()
                && scene.observed.request.spec.deletion_policy == DeletionPolicy::Delete;
            let never_ran = matches!(
                stack.status,
                StackStatus::ReviewInProgress | StackStatus::RollbackComplete | StackStatus::RollbackFailed
                    | StackStatus::CreateFailed
            );
            let was_ours = stack.status == StackStatus::DeleteFailed;
            prop_assert!(deleting || never_ran || was_ours, "{:?}", stack.status);
        }
    }

    #[test]
    fn who_waits_for_a_stack_is_woken_and_does_not_look_every_few_seconds(scene in scenes()) {
        let decision = scene.decide();
        if let WakeUp::StackOr(latest) = decision.wake {
            let started = decision.status.deployment.and_then(|deployment| deployment.started_at);
            let deadline = started.map(|started| started + jiff::SignedDuration::from_mins(30));
            // A thousand that wait would make two hundred calls a second, where the poller makes one in five.
            prop_assert!(latest >= at(10 * 60) || Some(latest) == deadline, "{latest}");
        }
    }
}
