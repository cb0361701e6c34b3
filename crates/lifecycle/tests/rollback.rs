//! `spec.rollbackTo`: going back to a kept revision, and forward again.

mod support;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED, PLANNED, POLICY_PASSED};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentResult, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::decide::inputs;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{AccountFact, Revision, RollbackFact, Step, WakeUp};
use serde_json::json;
use support::{API, SITE, Scene, asked, changed, condition, running, spec, update_checked, updating};

/// Revision 1, an API, which ran.
fn first() -> Revision {
    running().revision().clone()
}

/// Revision 2, a site, runs; revision 1 ran before it.
fn second_runs() -> Scene {
    updating()
        .ended(StackStatus::UpdateComplete)
        .pass()
        .no_change_set()
}

/// Asked to go back from revision 2 to revision 1.
fn going_back() -> Scene {
    let second = second_runs().observed.revision;
    let mut scene = second_runs().rollback_to(&first());
    scene.observed.deployed = second;
    scene
}

/// Revision 3, which is revision 1 once more, was checked by AWS.
fn back_checked() -> Scene {
    going_back().pass().ready_change_set()
}

/// Revision 3 runs.
fn back() -> Scene {
    back_checked()
        .approved()
        .pass()
        .ended(StackStatus::UpdateComplete)
        .pass()
        .no_change_set()
}

fn missing(kept: &[i64]) -> RollbackFact {
    RollbackFact::Missing { kept: kept.to_vec() }
}

fn of_another_account() -> Revision {
    Revision {
        account: Some("999988887777".into()),
        ..first()
    }
}

support::decides! {
    going_back_is_a_new_revision: going_back() => Step::WriteRevision(_), Planning, "Checking",
        because "history only grows, as Helm's does";
    what_is_gone_back_to_is_checked_by_aws: going_back().pass() => Step::CreateChangeSet { kind: ChangeSetKind::Update, .. }, Planning, "Checking",
        because "the stack has changed since";
    what_is_gone_back_to_waits_for_its_approval: back_checked() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "the approval of revision 2 is for another plan";
    an_update_that_aws_has_taken_comes_before_going_back: back_while_beginning() => Step::Wait, Deploying, "Deploying",
        because "what the stack tells is of before the update";
    that_nothing_changed_is_known_without_its_change_set: nothing_changed() => Step::Wait, Ready, "Deployed",
        because "AWS said so, and nothing was carried out since";
    what_was_noted_of_another_revision_is_not_known_of_this_one: nothing_changed().stack(StackStatus::UpdateComplete, Some(format!("cw-r9-{}", "a".repeat(64)))) => Step::CreateChangeSet { .. }, Planning, "Checking",
        because "the stack was updated since it was said to run";
    what_is_gone_back_to_is_executed_once_approved: back_checked().approved() => Step::Execute { .. }, Deploying, "Deploying",
        because "alice approved exactly this digest";
    what_was_gone_back_to_runs: back() => Step::Wait, Ready, "Deployed",
        because "nothing is left to do";
    a_new_prompt_changes_nothing_while_going_back: back().spec(|spec| spec.prompt = "Something else altogether".into()) => Step::Wait, Ready, "Deployed",
        because "spec.rollbackTo wins until it is taken out";
    taking_rollback_out_reads_the_prompt_again: back().forward() => Step::WriteRevision(_), Planning, "Checking",
        because "the spec says what is wanted";
    going_back_to_what_runs_and_is_newest_does_nothing: running().rollback_to(&first()) => Step::Wait, Ready, "Deployed",
        because "there is nothing to do";
    going_back_to_what_runs_drops_the_plan_that_waits: changed().rollback_to(&first()).pass() => Step::Wait, Ready, "Deployed",
        because "revision 3 is what runs, digest for digest";
    a_revision_that_is_not_kept_is_said: second_runs().rollback_fact(1, missing(&[2])) => Step::Wait, Failed, "RollbackImpossible",
        because "what runs is left alone";
    a_number_that_never_was_is_said: second_runs().rollback_fact(7, missing(&[1, 2])) => Step::Wait, Failed, "RollbackImpossible",
        because "only the person knows what was meant";
    a_revision_that_was_edited_is_said: second_runs().rollback_fact(1, RollbackFact::Unreadable { kept: vec![2] }) => Step::Wait, Failed, "RollbackImpossible",
        because "nobody has approved what it says now";
    a_revision_that_was_not_looked_for_is_none: second_runs().rollback_fact(1, RollbackFact::NotAsked) => Step::Wait, Failed, "RollbackImpossible",
        because "decide is total";
    a_revision_of_another_account_is_said: second_runs().rollback_to(&of_another_account()) => Step::Wait, Failed, "RollbackImpossible",
        because "a stack can't move";
    a_plan_without_account_is_not_deployed: second_runs().rollback_to(&Revision { account: None, ..first() }) => Step::Wait, Failed, "RollbackImpossible",
        because "it may lack what only a deployment needs";
    a_plan_for_an_account_is_none_for_planning_only: asked().pass().plan_only().rollback_to(&first()).spec(|spec| spec.prompt = SITE.into()) => Step::Wait, Failed, "RollbackImpossible",
        because "its digest binds the account";
    a_revision_of_a_region_that_is_closed_is_said: going_back().pass().account(|account| account.spec.allowed_regions = vec!["us-east-1".into()]) => Step::Wait, Failed, "AccountUnusable",
        because "what was allowed then is not allowed now";
    going_back_plan_only_is_done_in_one_pass: plan_only_back() => Step::WriteRevision(_), PlanReady, "PlanReady",
        because "nothing is ever deployed without an account";
    going_back_after_a_failed_update_finds_nothing_to_do: failed_update_back().pass().change_set(ChangeSetState::Empty) => Step::Wait, Ready, "Deployed",
        because "CloudFormation has gone back by itself";
}

/// Back to what ran before, right after AWS took an update that the stack doesn't show yet.
fn back_while_beginning() -> Scene {
    update_checked().approved().pass().rollback_to(&first()).pass()
}

/// AWS found that the newest plan changes nothing about what runs.
fn nothing_changed() -> Scene {
    changed().change_set(ChangeSetState::Empty).pass().no_change_set()
}

#[test]
fn a_number_that_comes_next_is_told_from_one_that_is_no_longer_kept() {
    let said = |number| {
        let back = second_runs().rollback_fact(number, missing(&[2]));
        back.decide().status.last_error.expect("an error").message
    };
    assert!(said(1).contains("no longer kept"), "{}", said(1));
    assert!(said(3).contains("never been one"), "{}", said(3));
}

#[test]
fn an_update_that_never_begins_holds_nothing_back() {
    let scene = back_while_beginning();
    let decision = cloudwhisper_lifecycle::decide(&scene.observed, support::at(120));
    assert_eq!(decision.status.phase, Some(Phase::Ready), "{:?}", decision.step);
}

fn plan_only_back() -> Scene {
    let first = asked().plan_only().pass();
    let kept = first.revision().clone();
    first
        .spec(|spec| spec.prompt = SITE.into())
        .pass()
        .rollback_to(&kept)
}

fn failed_update_back() -> Scene {
    let failed = updating()
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .name_taken()
        .pass();
    failed.no_change_set().rollback_to(&first())
}

#[test]
fn the_plan_is_taken_up_word_for_word_and_its_digest_with_it() {
    let Step::WriteRevision(third) = going_back().decide().step else {
        panic!("a revision")
    };
    let first = first();
    assert_eq!((third.number, third.rollback_of), (3, Some(1)));
    assert_ne!(third.inputs, first.inputs);
    assert_eq!(third.digest, first.digest);
    let same = Revision {
        number: 1,
        rollback_of: None,
        inputs: first.inputs,
        planned_at: first.planned_at,
        ..*third.clone()
    };
    assert_eq!(same, first);
    assert_eq!(
        Revision::from_files(third.to_files()),
        Some(*third),
        "it survives its ConfigMap"
    );
}

#[test]
fn status_and_history_tell_where_it_went_back_to() {
    let status = back().previous();
    assert_eq!(status.phase, Some(Phase::Ready));
    let plan = status.plan.as_ref().expect("a plan");
    assert_eq!((plan.revision, plan.rollback_of), (3, Some(1)));
    let told: Vec<_> = status
        .history
        .iter()
        .map(|entry| (entry.revision, entry.rollback_of, entry.result))
        .collect();
    let succeeded = DeploymentResult::Succeeded;
    assert_eq!(
        told,
        [
            (3, Some(1), succeeded),
            (2, None, succeeded),
            (1, None, succeeded)
        ]
    );
    let planned = &condition(&status, PLANNED).message;
    assert!(
        planned.contains("plan of revision 1") && planned.contains("not read"),
        "{planned}"
    );
}

#[test]
fn what_runs_already_needs_no_approval_and_is_not_deployed_again() {
    let status = changed().rollback_to(&first()).pass().pass().previous();
    assert_eq!(
        condition(&status, APPROVED).reason,
        "ApprovedByPerson",
        "alice approved just this plan"
    );
    assert_eq!(status.history.len(), 1);
    let deployed = &condition(&status, DEPLOYED).message;
    assert!(
        deployed.contains("revision 1") && deployed.contains("nothing to do"),
        "{deployed}"
    );
    assert_eq!(
        status.deployment.and_then(|deployment| deployment.revision),
        Some(1)
    );
}

#[test]
fn what_is_not_kept_says_what_is_and_leaves_what_runs() {
    let scene = second_runs().rollback_fact(7, missing(&[1, 2]));
    let decision = scene.decide();
    assert_eq!(decision.wake, WakeUp::Change);
    let error = decision.status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::RevisionNotUsable);
    assert!(error.message.contains("never been"), "{}", error.message);
    assert!(error.details.contains("(1, 2)"), "{}", error.details);
    assert!(decision.status.outputs.contains_key("url"), "what runs, runs on");

    let pruned = second_runs()
        .rollback_fact(1, missing(&[2]))
        .decide()
        .status
        .last_error;
    let pruned = pruned.expect("an error").message;
    assert!(pruned.contains("no longer kept"), "{pruned}");
    let edited = RollbackFact::Unreadable { kept: vec![2] };
    let edited = second_runs().rollback_fact(1, edited).decide().status.last_error;
    let edited = edited.expect("an error");
    assert!(
        edited.message.contains("orders-r1") && edited.details.contains("(2)"),
        "{edited:?}"
    );
}

/// `historyLimit` may take revision 1 away once revision 3 has its plan.
#[test]
fn what_was_taken_up_is_not_needed_again() {
    let mut scene = back_checked();
    scene.observed.rollback = missing(&[2, 3]);
    assert_eq!(scene.decide().status.phase, Some(Phase::AwaitingApproval));
    // Another role is another way in, and so another approval; the plan is still to be had.
    let moved = scene
        .account(|account| account.spec.deploy_role_arn = Some("arn:aws:iam::111122223333:role/new".into()));
    let Step::WriteRevision(fourth) = moved.decide().step else {
        panic!("{:?}", moved.decide().step)
    };
    assert_eq!((fourth.number, fourth.rollback_of), (4, Some(1)));
    assert_eq!(fourth.template, first().template);
    assert_ne!(fourth.digest, first().digest, "the old approval does not count");
}

#[test]
fn a_crash_after_the_revision_was_kept_makes_no_second_one() {
    let before = going_back();
    let mut crashed = going_back().pass();
    crashed.observed.request.status = before.observed.request.status.clone(); // no status was written
    assert!(matches!(crashed.decide().step, Step::CreateChangeSet { .. }));
}

#[test]
fn a_plan_gone_back_to_never_passes_for_one_of_the_prompt() {
    let scene = running();
    let AccountFact::Found { account, .. } = &scene.observed.account else {
        panic!("an account")
    };
    let of = |rollback_to: Option<i64>| {
        let mut request = scene.observed.request.clone();
        request.spec.rollback_to = rollback_to;
        inputs(&request, Some(account), &request.spec.parameters, None)
    };
    let sums = [of(None), of(Some(1)), of(Some(2))];
    assert!(sums[0] != sums[1] && sums[1] != sums[2] && sums[0] != sums[2]);
    // Going back to the newest while the prompt says something else: its plan is taken up, so that the prompt's next change is none.
    let mut other = running()
        .rollback_to(&first())
        .spec(|spec| spec.prompt = SITE.into());
    assert!(matches!(other.decide().step, Step::WriteRevision(revision) if revision.rollback_of == Some(1)));
    other = other.pass().spec(|spec| spec.prompt = API.into());
    assert!(matches!(other.decide().step, Step::Wait));
}

#[test]
fn the_budget_is_that_of_now() {
    let budget =
        |usd: &str| spec(json!({ "prompt": API, "budget": { "amount": usd, "currency": "USD" } })).budget;
    let within = |usd: &str| {
        going_back().spec(|spec| {
            spec.approval.mode = ApprovalMode::WithinBudget;
            spec.approval.plan_digest = None;
            spec.approval.approver = None;
            spec.budget = budget(usd);
        })
    };
    let mut dear = within("1");
    if let RollbackFact::Found(first) = &mut dear.observed.rollback {
        first.estimate.monthly.usd = "5.00".into();
    }
    let dear = dear.pass();
    assert_eq!(
        condition(&dear.previous(), POLICY_PASSED).reason,
        "BudgetExceeded"
    );
    let fits = within("1000").pass();
    assert_eq!(condition(&fits.previous(), POLICY_PASSED).status, "True");
    let raised = fits.spec(|spec| spec.budget = budget("2000"));
    assert!(
        matches!(raised.decide().step, Step::WriteRevision(_)),
        "it is held against each budget"
    );
}
