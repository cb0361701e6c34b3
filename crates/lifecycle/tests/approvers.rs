//! More than one person has to approve, where a policy says so: who counts, what is said of who is missing, and what is noted.

mod support;

use std::sync::{Arc, LazyLock};

use cloudwhisper_api::condition::APPROVED;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{AdditionalApproval, ApprovalSpec, HistoryEntry};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::{CHANGED_BY, REQUESTED_BY};
use cloudwhisper_lifecycle::Step;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Scene, automatic, changed, checked, condition, deploying, running, update_checked, updating};

fn policy(name: &str, spec: Value) -> Arc<DeploymentPolicy> {
    let spec = serde_json::from_value(spec).expect("a policy");
    Arc::new(DeploymentPolicy::new(name, spec))
}

fn requiring(mut scene: Scene, approvals: u8) -> Scene {
    let spec = json!({ "requiredApprovals": approvals });
    scene.observed.policies.push(policy("prod", spec));
    scene
}

fn separated(mut scene: Scene, requester: &str, changers: Option<&str>) -> Scene {
    let spec = json!({ "separationOfDuties": true });
    scene.observed.policies.push(policy("duties", spec));
    let annotations = scene
        .observed
        .request
        .metadata
        .annotations
        .get_or_insert_default();
    annotations.insert(REQUESTED_BY.to_owned(), requester.to_owned());
    if let Some(changers) = changers {
        annotations.insert(CHANGED_BY.to_owned(), changers.to_owned());
    }
    scene
}

/// These have approved as well, each the plan of now.
fn joined(scene: Scene, people: &[&str]) -> Scene {
    let digest = scene.revision().digest;
    joined_for(scene, digest, people)
}

fn joined_as_shown(scene: Scene, people: &[&str]) -> Scene {
    let shown = scene.previous().plan.expect("a plan is shown").digest;
    joined_for(scene, shown, people)
}

fn joined_for(scene: Scene, digest: Digest, people: &[&str]) -> Scene {
    scene.spec(|spec| {
        for approver in people {
            spec.approval.additional_approvals.push(AdditionalApproval {
                approver: (*approver).to_owned(),
                plan_digest: digest,
            });
        }
    })
}

/// Both have approved, and the plan is under way.
fn jointly_deploying() -> Scene {
    let scene = requiring(joined(checked().approved(), &["bob"]), 2);
    scene.pass().creating()
}

fn another() -> Digest {
    Digest::from_bytes([7; 32])
}

fn replacing() -> Scene {
    let scene = update_checked();
    scene
        .also_changes("Table", "AWS::DynamoDB::Table", "Modify", Some("True"))
        .pass()
}

support::decides! {
    one_of_two_waits: requiring(checked().approved(), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "nobody but alice has approved";
    two_of_two_deploy: requiring(joined(checked().approved(), &["bob"]), 2) => Step::Execute { .. }, Deploying, "Deploying",
        because "alice and bob have";
    two_of_three_wait: requiring(joined(checked().approved(), &["bob"]), 3) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "carol hasn't";
    the_highest_of_all_policies_counts: requiring(requiring(joined(checked().approved(), &["bob"]), 3), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "one of them wants three";
    one_person_twice_is_one: requiring(joined(checked().approved(), &["alice"]), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it takes two people";
    one_person_with_blanks_is_one: requiring(joined(checked().approved(), &[" alice "]), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "blanks make nobody else";
    nobody_is_nobody: requiring(joined(checked().approved(), &[" "]), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "on-call asks who it was";
    an_approval_of_another_plan_counts_for_nothing: requiring(joined_for(checked().approved(), another(), &["bob"]), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "bob has approved something else";
    the_first_may_be_outdated_if_others_are_enough: requiring(joined(checked(), &["bob", "carol"]).spec(|spec| { spec.approval.plan_digest = Some(another()); spec.approval.approver = Some("alice".into()); }), 2) => Step::Execute { .. }, Deploying, "Deploying",
        because "bob and carol mean this plan";
    without_a_policy_one_is_enough: joined(checked().approved(), &["bob"]) => Step::Execute { .. }, Deploying, "Deploying",
        because "nobody asks for two";
    a_policy_that_asks_for_one_changes_nothing: requiring(automatic(), 1) => Step::Execute { .. }, Deploying, "Deploying",
        because "that is what counts without it";
    nothing_approves_itself_where_two_have_to: requiring(automatic(), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "a budget is nobody";
    people_approve_under_within_budget: requiring(joined(automatic().approved(), &["bob"]), 2) => Step::Execute { .. }, Deploying, "Deploying",
        because "both have looked at it";
    separation_holds_for_each: requiring(separated(joined(checked().approved(), &["bob"]), "bob", None), 2) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "bob asked for it";
    who_asked_is_made_up_for_by_another: requiring(separated(joined(checked().approved(), &["bob", "carol"]), "alice", None), 2) => Step::Execute { .. }, Deploying, "Deploying",
        because "bob and carol are two";
    who_changed_it_does_not_count: separated(checked().approved(), "rita", Some("rita,alice")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it is alice's own text";
    who_changed_nothing_counts: separated(checked().approved(), "rita", Some("rita,bob")) => Step::Execute { .. }, Deploying, "Deploying",
        because "alice has written nothing of it";
    a_name_with_a_comma_is_one_name: separated(checked().approved(), "rita", Some("bob%2Calice,100%25")) => Step::Execute { .. }, Deploying, "Deploying",
        because "'bob,alice' is not alice";
    a_name_with_a_comma_is_found: separated(checked().approved().spec(|spec| spec.approval.approver = Some("doe, j%2C".into())), "rita", Some("x,doe%2C j%252C")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "it is that person's own text";
    who_changed_it_is_made_up_for_by_another: separated(joined(checked().approved(), &["bob"]), "rita", Some("alice")) => Step::Execute { .. }, Deploying, "Deploying",
        because "bob's approval is enough";
    an_object_from_before_has_its_creator_only: separated(checked().approved(), "rita", None) => Step::Execute { .. }, Deploying, "Deploying",
        because "nobody knows who changed it then";
    without_the_policy_who_changed_it_may_approve: { let mut scene = separated(checked().approved(), "rita", Some("alice")); scene.observed.policies.clear(); scene } => Step::Execute { .. }, Deploying, "Deploying",
        because "nobody wants it otherwise";
    data_that_goes_takes_the_word_of_the_first: joined_as_shown(replacing(), &["bob"]).spec(|spec| spec.approval.accept_data_loss = vec!["Table".into()]) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "nobody has accepted it in their own name";
    data_that_goes_with_two: requiring(joined_as_shown(replacing().approved_as_shown(), &["bob"]), 2) => Step::Execute { .. }, Deploying, "Deploying",
        because "alice has accepted it, and bob has seen the same";
    data_that_goes_is_not_accepted_by_who_may_not_approve: separated(joined_as_shown(replacing().approved_as_shown(), &["bob"]), "alice", None) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "alice asked for it herself";
    what_is_on_its_way_goes_on: requiring(deploying(), 2) => Step::Wait, Deploying, "Deploying",
        because "it was approved by the rules of then";
    what_runs_runs_on: requiring(running(), 2) => Step::Wait, Ready, "Deployed",
        because "it was approved by the rules of then";
}

#[test]
fn it_is_said_who_has_approved_and_how_many_are_missing() {
    let status = requiring(checked().approved(), 2).decide().status;
    let approved = condition(&status, APPROVED);
    assert_eq!(
        (&*approved.status, &*approved.reason),
        ("False", "AwaitingApproval")
    );
    for word in [
        "1 of 2 approvals: alice; one more is needed",
        "policy prod",
        "cloudwhisper approve orders",
    ] {
        assert!(approved.message.contains(word), "{word}: {}", approved.message);
    }
    assert_eq!(status.approval, None, "it counts for nothing yet");

    let status = requiring(joined(checked().approved(), &["bob"]), 4)
        .decide()
        .status;
    let message = &condition(&status, APPROVED).message;
    assert!(
        message.contains("2 of 4 approvals: alice and bob; 2 more"),
        "{message}"
    );

    let status = requiring(checked(), 3).decide().status;
    let message = &condition(&status, APPROVED).message;
    assert!(
        message.contains("waits for the approvals of 3 people"),
        "{message}"
    );
}

#[test]
fn whose_approval_does_not_count_is_said_beside_those_that_do() {
    let scene = separated(joined(checked().approved(), &["bob"]), "bob", None);
    let status = requiring(scene, 2).decide().status;
    let approved = condition(&status, APPROVED);
    assert_eq!(approved.reason, "SamePerson");
    for word in ["bob asked for this", "1 of 2 approvals: alice"] {
        assert!(approved.message.contains(word), "{word}: {}", approved.message);
    }
}

#[test]
fn who_changed_the_text_is_told_so_and_who_else_may_not() {
    let scene = separated(checked().approved(), "rita", Some("rita,alice,doe%2C j"));
    let status = scene.decide().status;
    let approved = condition(&status, APPROVED);
    assert_eq!(approved.reason, "SamePerson");
    for word in [
        "alice has changed the prompt",
        "policy duties",
        "none of these: rita, alice and doe, j",
    ] {
        assert!(approved.message.contains(word), "{word}: {}", approved.message);
    }
}

#[test]
fn why_a_budget_approves_nothing_is_said_and_so_is_what_is_missing_once_somebody_has() {
    let status = requiring(automatic(), 2).decide().status;
    let message = &condition(&status, APPROVED).message;
    assert!(
        message.contains("wants 2 people to approve, so that WithinBudget"),
        "{message}"
    );
    let status = requiring(automatic().approved(), 2).decide().status;
    let message = &condition(&status, APPROVED).message;
    assert!(message.contains("1 of 2 approvals: alice"), "{message}");
}

#[test]
fn everybody_is_noted_and_stays_noted() {
    let scene = jointly_deploying();
    let both = ["alice".to_owned(), "bob".to_owned()];
    let status = scene.previous();
    let approval = status.approval.as_ref().expect("an approval");
    assert_eq!((&*approval.approver, approval.everybody()), ("alice", &both[..]));
    assert_eq!(status.history[0].everybody(), both);
    let message = &condition(&status, APPROVED).message;
    assert!(
        message.contains("alice and bob approved exactly this plan"),
        "{message}"
    );

    // Taken back too late: it counts for what is under way, and for what runs.
    let scene = scene.spec(|spec| spec.approval = ApprovalSpec::default());
    let scene = scene
        .made(StackStatus::CreateComplete)
        .change_set(ChangeSetState::Executed)
        .pass();
    let status = scene.previous();
    assert_eq!(status.approval.expect("an approval").everybody(), both);
    assert_eq!(status.history[0].everybody(), both);
}

#[test]
fn everybody_is_known_to_an_operator_that_died_right_after_the_execution() {
    // The status of the pass that executed it was never written.
    let executed = requiring(joined(checked().approved(), &["bob"]), 2);
    let scene = joined_for(executed, another(), &["carol"]).creating();
    let history: Vec<HistoryEntry> = scene.decide().status.history;
    assert_eq!(
        history[0].everybody(),
        ["alice", "bob"],
        "carol means another plan"
    );
}

#[test]
fn what_one_person_approved_is_noted_as_ever() {
    let scene = deploying();
    let status = scene.previous();
    let approval = status.approval.as_ref().expect("an approval");
    assert_eq!(approval.everybody(), ["alice"]);
    let written = serde_json::to_value(&status).expect("JSON");
    assert!(written["approval"].get("approvers").is_none());
    assert!(written["history"][0].get("approvers").is_none());
}

#[test]
fn a_stack_that_is_gone_is_made_anew_under_the_approvals_of_both() {
    let runs = requiring(joined(running(), &["bob"]), 2);
    let mut gone = runs.pass();
    gone.observed.stack = cloudwhisper_lifecycle::StackFact::Absent;
    gone.observed.change_set = cloudwhisper_lifecycle::ChangeSetFact::Absent;
    let told = |scene: &Scene| {
        let notes = scene.decide().notes;
        notes
            .iter()
            .map(|note| note.message.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(
        told(&gone).contains("under the approval of alice and bob"),
        "{}",
        told(&gone)
    );
    let alone = gone.spec(|spec| spec.approval.additional_approvals.clear());
    assert!(
        told(&alone).contains("once the plan is approved"),
        "{}",
        told(&alone)
    );
}

#[test]
fn a_stack_that_is_gone_is_not_said_to_be_made_anew_by_who_does_not_count() {
    let told = |scene: Scene| {
        let mut scene = scene.pass();
        scene.observed.stack = cloudwhisper_lifecycle::StackFact::Absent;
        scene.observed.change_set = cloudwhisper_lifecycle::ChangeSetFact::Absent;
        let notes = scene.decide().notes;
        let mut notes = notes.iter().filter(|note| note.reason == "StackGone");
        notes.next().expect("it is told").message.clone()
    };
    let alone = told(separated(running(), "alice", None));
    assert!(alone.contains("once the plan is approved"), "{alone}");
    let both = told(separated(joined(running(), &["bob"]), "alice", None));
    assert!(both.contains("under the approval of bob,"), "{both}");
}

#[test]
fn who_does_not_count_gets_into_no_history() {
    // The status of the pass that executed it was never written.
    let executed = separated(joined(checked().approved(), &["bob"]), "alice", None);
    let history: Vec<HistoryEntry> = executed.creating().decide().status.history;
    assert_eq!(history[0].everybody(), ["bob"], "alice asked for it herself");
}

#[test]
fn a_new_plan_takes_new_approvals_of_everybody() {
    let scene = requiring(joined(changed().pass().ready_change_set(), &[]), 2);
    let old = another();
    let scene = joined_for(scene, old, &["bob"]).approved();
    assert!(
        matches!(scene.decide().step, Step::Wait),
        "bob's is of the plan before"
    );
    let scene = scene.spec(|spec| spec.approval.additional_approvals.clear());
    assert!(matches!(
        joined(scene, &["bob"]).decide().step,
        Step::Execute { .. }
    ));
}

/// A rollback that failed, and the approvals of it.
mod repairs {
    use super::*;
    use support::event;

    fn stuck() -> Scene {
        const STACK: &str = "AWS::CloudFormation::Stack";
        const NAME: &str = "cw-orders-0123456789ab";
        updating()
            .pass()
            .ended(StackStatus::UpdateRollbackFailed)
            .events(vec![
                event(2, NAME, STACK, "UPDATE_ROLLBACK_IN_PROGRESS", None),
                event(
                    4,
                    "Function",
                    "AWS::Lambda::Function",
                    "UPDATE_FAILED",
                    Some("No role."),
                ),
                event(8, NAME, STACK, "UPDATE_ROLLBACK_FAILED", None),
            ])
    }

    /// Alice has approved that the function is left as it is.
    fn approved(scene: Scene) -> Scene {
        let skip = scene.decide().status.repair.expect("an offer").skip_digest;
        scene.pass().spec(|spec| {
            spec.approval.plan_digest = skip;
            spec.approval.approver = Some("alice".into());
        })
    }

    fn joined_by_bob(scene: Scene) -> Scene {
        let digest = scene
            .observed
            .request
            .spec
            .approval
            .plan_digest
            .expect("approved");
        joined_for(scene, digest, &["bob"])
    }

    support::decides! {
        a_repair_takes_as_many: requiring(approved(stuck()), 2) => Step::Wait, Failed, "NeedsRepair",
            because "alice alone is not enough";
        a_repair_goes_on_once_both_have_approved: requiring(joined_by_bob(approved(stuck())), 2) => Step::ContinueRollback(_), RollingBack, "RollingBack",
            because "alice and bob have";
        a_repair_is_not_approved_by_who_changed_the_text: separated(approved(stuck()), "rita", Some("alice")) => Step::Wait, Failed, "NeedsRepair",
            because "it is alice's own text";
        a_repair_is_approved_by_somebody_else: separated(approved(stuck()), "rita", Some("bob")) => Step::ContinueRollback(_), RollingBack, "RollingBack",
            because "alice wrote nothing of it";
    }

    #[test]
    fn who_has_approved_a_repair_is_said() {
        let status = requiring(approved(stuck()), 2).decide().status;
        let message = status.last_error.expect("an error").message;
        assert!(message.contains("1 of 2 approvals: alice; one more"), "{message}");
        let decision = requiring(joined_by_bob(approved(stuck())), 2).decide();
        assert!(
            decision.notes[0].message.contains("as alice and bob approved"),
            "{:?}",
            decision.notes
        );
    }
}

const PEOPLE: [&str; 5] = ["alice", "bob", "carol", " ", "rita"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// However many approve, of whatever, and whoever wrote the text.
    #[test]
    fn nothing_is_executed_without_as_many_people_as_have_to(
        first in proptest::option::of((0..PEOPLE.len(), any::<bool>())),
        further in proptest::collection::vec((0..PEOPLE.len(), any::<bool>()), 0..6),
        required in 1..5_u8,
        changers in proptest::option::of(proptest::collection::vec(0..PEOPLE.len(), 0..3)),
    ) {
        static CHECKED: LazyLock<Scene> = LazyLock::new(checked);
        let scene = CHECKED.clone();
        let digest = scene.revision().digest;
        let meant = |is_it: bool| if is_it { digest } else { another() };
        let mut scene = requiring(scene, required).spec(|spec| {
            if let Some((person, is_it)) = first {
                spec.approval.plan_digest = Some(meant(is_it));
                spec.approval.approver = Some(PEOPLE[person].to_owned());
            }
        });
        for (person, is_it) in &further {
            scene = joined_for(scene, meant(*is_it), &[PEOPLE[*person]]);
        }
        let concerned: Vec<&str> = changers.iter().flatten().map(|person| PEOPLE[*person]).collect();
        if changers.is_some() {
            scene = separated(scene, "rita", Some(&concerned.join(",")));
        }
        let mut counting: Vec<&str> = first.iter().chain(&further)
            .filter(|(_, is_it)| *is_it)
            .map(|(person, _)| PEOPLE[*person].trim())
            .filter(|name| !name.is_empty())
            .filter(|name| changers.is_none() || (*name != "rita" && !concerned.contains(name)))
            .collect();
        counting.sort_unstable();
        counting.dedup();
        let decision = scene.decide();
        let executes = matches!(decision.step, Step::Execute { .. });
        prop_assert_eq!(executes, counting.len() >= usize::from(required), "{:?}", counting);
        if let Step::Execute { offer, .. } = &decision.step {
            let mut named: Vec<&str> = offer.approvers().collect();
            named.sort_unstable();
            prop_assert_eq!(named, counting);
        }
        support::hold_status_laws(&scene.observed, &decision.status);
    }
}
