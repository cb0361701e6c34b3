//! The ways through: from created to running, changed, failed and mended.

mod support;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED, POLICY_PASSED, READY};
use cloudwhisper_api::deployment_request::{DeploymentResult, HistoryEntry, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{Class, StackFact, Step, WakeUp, decide};
use serde_json::json;
use support::{
    API, SITE, T0, asked, at, changed, checked, condition, deploying, fault, planned, running,
    update_checked, updating,
};

support::decides! {
    a_plan_only_request_is_done_in_one_pass: asked().plan_only() => Step::WriteRevision(_), PlanReady, "PlanReady",
        because "nothing is ever deployed without an account";
    a_request_with_an_account_is_planned_first: asked() => Step::WriteRevision(_), Planning, "Checking",
        because "the change set carries out a revision that is kept";
    the_finalizer_comes_before_the_first_write_to_aws: asked().pass() => Step::AddFinalizer, Planning, "Checking",
        because "the stack must not be left behind";
    aws_checks_the_plan_before_anybody_approves: planned() => Step::CreateChangeSet { kind: ChangeSetKind::Create, .. }, Planning, "Checking",
        because "a plan that AWS refuses needs no approval";
    a_change_set_in_the_making_is_waited_for: planned().stack(StackStatus::ReviewInProgress, None).change_set(ChangeSetState::Creating) => Step::Wait, Planning, "Checking",
        because "AWS is not done";
    a_stack_that_was_looked_at_before_its_update_ended_is_no_news_of_it: update_checked().approved().pass().change_set(ChangeSetState::Executed) => Step::Wait, Deploying, "Deploying",
        because "its outputs are those of what ran before";
    a_checked_plan_waits_for_its_approval: checked() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "nothing deploys without one";
    an_approved_plan_is_executed: checked().approved() => Step::Execute { .. }, Deploying, "Deploying",
        because "alice approved exactly this digest";
    an_approval_by_nobody_is_none: checked().approved().spec(|spec| spec.approval.approver = Some(" ".into())) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "on-call asks at 3 a.m. who it was";
    an_approval_of_another_plan_is_not_executed: update_checked() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "the prompt changed after it";
    an_execution_that_does_not_show_yet_is_not_repeated: checked().approved().pass().change_set(ChangeSetState::Executing) => Step::Wait, Deploying, "Deploying",
        because "AWS has accepted it";
    an_approved_update_is_executed: update_checked().approved() => Step::Execute { .. }, Deploying, "Deploying",
        because "alice approved exactly this digest";
    that_nothing_changes_is_not_believed_of_what_ran_before_the_last_update: changed().empty_change_set_before_update(1) => Step::DeleteChangeSet { .. }, Planning, "Checking",
        because "AWS compared the plan with something else";
    that_nothing_changes_is_believed_of_what_runs: changed().empty_change_set_before_update(-1) => Step::Wait, Ready, "Deployed",
        because "nothing was changed since";
    an_update_without_changes_counts_as_deployed: changed().change_set(ChangeSetState::Empty) => Step::Wait, Ready, "Deployed",
        because "AWS says that what runs is what the plan says";
    a_plan_that_aws_refuses_is_said: planned().stack(StackStatus::ReviewInProgress, None).change_set(ChangeSetState::Failed { reason: "Template error".into() }) => Step::Wait, Failed, "ChangeSetFailed",
        because "AWS would refuse it again";
    a_refused_plan_is_checked_anew_on_request: planned().stack(StackStatus::ReviewInProgress, None).change_set(ChangeSetState::Failed { reason: "Template error".into() }).pass().retry_requested() => Step::DeleteChangeSet { .. }, Planning, "Checking",
        because "somebody mended the cause";
    an_obsolete_change_set_is_made_anew: planned().stack(StackStatus::ReviewInProgress, None).change_set(ChangeSetState::Obsolete) => Step::DeleteChangeSet { .. }, Planning, "Checking",
        because "another one was executed since";
}

#[test]
fn an_approval_is_said_and_taken_back_also_where_aws_refuses_the_plan() {
    let why = || ChangeSetState::Failed {
        reason: "Template error".into(),
    };
    let planned = planned().stack(StackStatus::ReviewInProgress, None);
    let approved = planned.approved().change_set(why()).pass();
    let status = approved.previous();
    assert_eq!(condition(&status, READY).reason, "ChangeSetFailed");
    assert_eq!(condition(&status, APPROVED).status, "True");
    assert!(status.approval.is_some(), "whose it is");
    let revoked = approved.spec(|spec| spec.approval.plan_digest = None).pass();
    let status = revoked.previous();
    assert_eq!(condition(&status, APPROVED).status, "False");
    assert_eq!(
        status.approval, None,
        "it would be a claim on the namespace's budget"
    );
}

#[test]
fn the_slowest_resource_tells_when_it_will_probably_be_done() {
    let execution = |prompt: &str| {
        let planned = asked()
            .spec(|spec| spec.prompt = prompt.into())
            .pass()
            .pass()
            .pass();
        let decision = planned
            .stack(StackStatus::ReviewInProgress, None)
            .ready_change_set()
            .approved()
            .decide();
        assert!(matches!(decision.step, Step::Execute { .. }));
        decision.status.deployment.and_then(|deployment| deployment.eta)
    };
    assert_eq!(execution(API), Some(at(60)), "nothing of it is slow");
    assert_eq!(execution(SITE), Some(at(300)), "a content network is");
}

#[test]
fn the_whole_way_tells_the_story_in_its_status() {
    let scene = deploying().pass_at(at(5));
    let deployment = scene.previous().deployment.expect("deploying");
    let progress = deployment.progress.expect("progress");
    assert_eq!(progress.done, 1);
    assert_eq!(progress.current.as_deref(), Some("Function"));
    assert_eq!(deployment.revision, Some(1));
    assert_eq!(deployment.started_at, Some(T0));
    assert!(deployment.eta.expect("eta") > T0);
    let link = deployment.console_url.expect("a link");
    assert!(
        link.starts_with("https://ap-south-1.console.aws.amazon.com/cloudformation/"),
        "{link}"
    );
    assert!(
        link.ends_with("%3Astack%2Fcw-orders-0123456789ab%2F1"),
        "to exactly this stack: {link}"
    );

    let scene = scene.made(StackStatus::CreateComplete).pass_at(at(60));
    let status = scene.previous();
    assert_eq!(
        status.outputs.get_index(0),
        Some((&"url".to_owned(), &"https://orders.example".to_owned()))
    );
    assert_eq!(
        status.outputs.get("tableName").map(String::as_str),
        Some("orders")
    );
    let [entry] = status.history.as_slice() else {
        panic!("one deployment: {:?}", status.history)
    };
    assert_eq!(entry.result, DeploymentResult::Succeeded);
    assert_eq!(entry.approver, "alice");
    assert_eq!(entry.finished_at, Some(at(60)));
    assert_eq!(condition(&status, APPROVED).reason, "ApprovedByPerson");
    assert_eq!(scene.decide().wake, WakeUp::At(at(3600)));
}

#[test]
fn what_runs_keeps_its_outputs_while_a_new_plan_waits() {
    let status = update_checked().pass().previous();
    assert_eq!(status.phase, Some(Phase::AwaitingApproval));
    assert_eq!(
        status.outputs.get("url").map(String::as_str),
        Some("https://orders.example")
    );
    assert_eq!(condition(&status, APPROVED).reason, "ApprovalOutdated");
    assert_eq!(status.plan.expect("plan").revision, 2);
    assert!(status.approval.is_none());
}

#[test]
fn a_crash_right_after_the_execution_loses_nothing() {
    let executed = checked().approved(); // executed, but no status was written
    let status = executed
        .made(StackStatus::CreateComplete)
        .change_set(ChangeSetState::Executed)
        .pass()
        .previous();
    assert_eq!(status.phase, Some(Phase::Ready));
    assert_eq!(status.history.len(), 1);
    assert_eq!(status.history[0].approver, "alice");
    assert_eq!(status.deployment.expect("deployment").revision, Some(1));
}

#[test]
fn a_failed_update_is_told_with_its_root_cause_and_the_old_plan_runs_on() {
    let scene = updating()
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .name_taken()
        .pass_at(at(90));
    let status = scene.previous();
    let error = status.last_error.clone().expect("an error");
    assert_eq!(error.code, ErrorCode::NameTaken);
    assert!(
        error.message.contains("Table (AWS::DynamoDB::Table)"),
        "{}",
        error.message
    );
    assert!(!error.message.contains("cancelled"), "{}", error.message);
    assert_eq!(status.history[0].result, DeploymentResult::RolledBack);
    assert_eq!(status.history[1].result, DeploymentResult::Succeeded);
    assert_eq!(
        status.outputs.get("url").map(String::as_str),
        Some("https://orders.example")
    );
}

#[test]
fn a_failed_update_that_is_tried_again_is_executed_again_with_its_approval() {
    let scene = updating()
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .name_taken()
        .pass();
    let scene = scene.retry_requested().pass();
    assert!(matches!(
        scene.clone().no_change_set().decide().step,
        Step::CreateChangeSet { .. }
    ));
    let scene = scene.ready_change_set();
    assert!(matches!(scene.decide().step, Step::Execute { .. }));
    let scene = scene
        .pass()
        .made(StackStatus::UpdateRollbackComplete)
        .change_set(ChangeSetState::ExecuteFailed);
    assert_eq!(scene.decide().status.phase, Some(Phase::Failed));
}

fn results(history: &[HistoryEntry]) -> Vec<(i64, DeploymentResult)> {
    let result = |entry: &HistoryEntry| (entry.revision, entry.result);
    history.iter().map(result).collect()
}

#[test]
fn a_failed_update_is_not_executed_again_though_the_stack_names_the_change_set_before_it() {
    let before = running().revision().change_set_name();
    let failed = updating()
        .pass()
        .stack(StackStatus::UpdateRollbackComplete, Some(before))
        .change_set(ChangeSetState::ExecuteFailed)
        .name_taken()
        .pass();
    let status = failed.previous();
    assert_eq!(status.phase, Some(Phase::Failed));
    assert_eq!(status.history[0].result, DeploymentResult::RolledBack);
    let told = results(&status.history);
    let failed = failed.pass();
    let still = results(&failed.previous().history);
    assert_eq!(still, told, "however often it is looked at, the same failed");
    assert!(
        matches!(failed.decide().step, Step::Wait),
        "nobody asked for another try"
    );
    let again = failed.retry_requested();
    assert!(matches!(again.decide().step, Step::DeleteChangeSet { .. }));
    let again = again.pass().no_change_set();
    assert!(matches!(again.decide().step, Step::CreateChangeSet { .. }));
    assert!(matches!(
        again.ready_change_set().decide().step,
        Step::Execute { .. }
    ));
}

#[test]
fn a_crash_right_after_an_execution_that_fails_leaves_the_failure_to_the_plan_that_was_executed() {
    let before = running().revision().change_set_name();
    let failed = update_checked()
        .approved()
        .stack(StackStatus::UpdateRollbackComplete, Some(before))
        .change_set(ChangeSetState::ExecuteFailed)
        .name_taken()
        .pass();
    let told = results(&failed.previous().history);
    assert_eq!(
        told,
        [
            (2, DeploymentResult::RolledBack),
            (1, DeploymentResult::Succeeded)
        ]
    );
    assert_eq!(results(&failed.pass().previous().history), told);
}

#[test]
fn another_try_of_a_failed_update_whose_change_set_is_gone_makes_a_new_one() {
    let scene = updating()
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .name_taken()
        .pass();
    let decision = scene.no_change_set().retry_requested().decide();
    assert!(
        matches!(decision.step, Step::CreateChangeSet { .. }),
        "{:?}",
        decision.step
    );
}

#[test]
fn a_mended_prompt_gets_rid_of_the_shell_and_asks_again() {
    let failed = deploying()
        .pass()
        .made(StackStatus::RollbackComplete)
        .name_taken()
        .pass();
    let mut mended = failed.spec(|spec| spec.prompt = SITE.into()).pass();
    let decision = mended.decide();
    assert!(matches!(decision.step, Step::DeleteStack { .. }));
    assert!(
        decision.notes.iter().any(|note| note.reason == "RecreatingStack"),
        "an Event says so"
    );
    mended = mended.pass();
    assert!(
        matches!(mended.decide().step, Step::DeleteStack { .. }),
        "idempotent until AWS shows it"
    );
    mended.observed.stack = StackFact::Absent;
    mended.observed.change_set = cloudwhisper_lifecycle::ChangeSetFact::Absent;
    let mended = mended
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set();
    assert_eq!(mended.decide().status.phase, Some(Phase::AwaitingApproval));
    assert_eq!(
        condition(&mended.decide().status, APPROVED).reason,
        "ApprovalOutdated"
    );
}

#[test]
fn a_deployment_that_takes_too_long_is_told_of_and_left_to_finish() {
    let scene = deploying().pass();
    let decision = decide(&scene.observed, at(1800));
    assert_eq!(
        decision.status.last_error.as_ref().map(|error| error.code),
        Some(ErrorCode::DeploymentTimedOut)
    );
    assert_eq!(condition(&decision.status, "Reconciling").status, "True");
    assert!(matches!(decision.step, Step::Wait));
    let earlier = decide(&scene.observed, at(1799));
    assert!(earlier.status.last_error.is_none());
    assert_eq!(earlier.wake, WakeUp::StackOr(at(1800)));
}

#[test]
fn one_call_that_fails_makes_nobodys_application_unready() {
    let mut scene = running();
    scene.observed.stack = StackFact::Unknown(fault(Class::Transient, ErrorCode::AwsThrottled));
    let decision = scene.decide();
    assert_eq!(condition(&decision.status, "Ready").status, "True");
    assert!(decision.retry);
    assert!(decision.status.last_error.expect("an error").retryable);
}

#[test]
fn what_is_replaced_or_removed_is_told_with_the_data_at_risk() {
    let scene = update_checked().also_changes("OldTable", "AWS::DynamoDB::Table", "Remove", None);
    let plan = scene.decide().status.plan.expect("plan");
    let last = plan.resources.last().expect("resources");
    assert_eq!(
        serde_json::to_value(last).expect("json")["action"],
        json!("Remove")
    );
    assert_eq!(last.data_at_risk, Some(true));
    let first = plan.resources.first().expect("resources");
    assert_eq!(first.data_at_risk, Some(false));
}

#[test]
fn a_deletion_that_failed_is_told_with_what_helps() {
    // Somebody else's: asking us does nothing, so it is not what we say.
    let theirs = running().made(StackStatus::DeleteFailed);
    let error = theirs.decide().status.last_error.expect("an error");
    assert!(!error.details.contains("reconcile"), "{}", error.details);
    assert!(matches!(
        theirs.pass().retry_requested().decide().step,
        Step::Wait
    ));
    let mut gone = running();
    gone.observed.stack = StackFact::Absent;
    let again = gone.no_change_set().decide();
    assert!(
        matches!(again.step, Step::CreateChangeSet { .. }),
        "made anew: {:?}",
        again.step
    );

    // Ours: the shell of a failed deployment, which is deleted again when asked.
    let removing = deploying()
        .pass()
        .made(StackStatus::RollbackComplete)
        .name_taken()
        .pass()
        .retry_requested()
        .pass()
        .made(StackStatus::DeleteFailed);
    let error = removing.decide().status.last_error.expect("an error");
    assert!(
        error.details.contains("cloudwhisper reconcile orders"),
        "{}",
        error.details
    );
    let mut asked_again = removing.pass();
    let annotations = asked_again
        .observed
        .request
        .metadata
        .annotations
        .get_or_insert_default();
    annotations.insert(cloudwhisper_api::RECONCILE_REQUESTED_AT.into(), "later".into());
    assert!(matches!(asked_again.decide().step, Step::DeleteStack { .. }));
}

fn within_budget(usd: &str) -> support::Scene {
    let prompt = asked().observed.request.spec.prompt;
    within_budget_of(&prompt, usd)
}

fn within_budget_of(prompt: &str, usd: &str) -> support::Scene {
    let budget = serde_json::from_value(json!({ "amount": usd, "currency": "USD" })).expect("budget");
    let scene = asked().spec(|spec| {
        prompt.clone_into(&mut spec.prompt);
        spec.budget = Some(budget);
        spec.approval.mode = cloudwhisper_api::deployment_request::ApprovalMode::WithinBudget;
    });
    scene
        .pass()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set()
}

support::decides! {
    within_budget_approves_by_itself: within_budget("1000") => Step::Execute { .. }, Deploying, "Deploying",
        because "cheap, safe, and nothing is lost";
    within_budget_does_not_lose_data: within_budget("1000").also_changes("Old", "AWS::DynamoDB::Table", "Modify", Some("Conditional")) => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "a table may be replaced";
}

#[test]
fn what_only_the_prompt_says_of_use_and_region_is_not_approved_automatically() {
    let api = "Create an API in Node.js with a database";
    let figure = |number: u64| serde_json::from_value(json!({ "apiRequests": number })).ok();
    for (prompt, usage, region, automatic) in [
        (format!("{api}, about 50,000 requests a month"), None, None, true),
        (format!("{api}, about 100 requests a month"), None, None, false),
        (
            format!("{api}, about 100 requests a month"),
            figure(100),
            None,
            true,
        ),
        (format!("{api} in Virginia"), None, None, false),
        (format!("{api} in Virginia"), None, Some("us-east-1"), true),
        (format!("{api} in Mumbai"), None, None, true),
    ] {
        let budget = serde_json::from_value(json!({ "amount": "1000", "currency": "USD" })).ok();
        let scene = asked().spec(|spec| {
            spec.prompt.clone_from(&prompt);
            spec.budget = budget;
            spec.usage = usage;
            spec.region = region.map(str::to_owned);
            spec.approval.mode = cloudwhisper_api::deployment_request::ApprovalMode::WithinBudget;
        });
        let scene = scene.pass().pass().stack(StackStatus::ReviewInProgress, None);
        let scene = in_its_region(scene.ready_change_set());
        let decision = scene.decide();
        let executes = matches!(decision.step, Step::Execute { .. });
        assert_eq!(
            executes,
            automatic,
            "{prompt}: {:?}",
            condition(&decision.status, APPROVED)
        );
        if !automatic {
            let told = &condition(&decision.status, APPROVED).message;
            assert!(
                told.contains("spec.usage.apiRequests") || told.contains("spec.region"),
                "{told}"
            );
            assert!(
                matches!(scene.approved().decide().step, Step::Execute { .. }),
                "a person may"
            );
        }
    }
}

/// The stack and its change set, where the plan is for.
fn in_its_region(mut scene: support::Scene) -> support::Scene {
    let region = scene.revision().region.clone();
    if let StackFact::Present(stack) = &mut scene.observed.stack {
        stack.arn = stack.arn.replace("ap-south-1", &region);
    }
    if let cloudwhisper_lifecycle::ChangeSetFact::Present(change_set) = &mut scene.observed.change_set {
        change_set.arn = change_set.arn.replace("ap-south-1", &region);
    }
    scene
}

#[test]
fn what_runs_in_a_region_of_the_prompt_is_changed_there_automatically() {
    let moved = asked().spec(|spec| spec.prompt = format!("{} in Virginia", support::API));
    let scene = moved.pass().pass().stack(StackStatus::ReviewInProgress, None);
    let scene = in_its_region(scene.ready_change_set()).approved().pass();
    let scene = in_its_region(scene.made(StackStatus::CreateComplete)).pass();
    assert_eq!(
        scene.previous().phase,
        Some(Phase::Ready),
        "{:?}",
        scene.previous().conditions
    );
    let budget = serde_json::from_value(json!({ "amount": "1000", "currency": "USD" })).ok();
    let mut scene = scene.spec(|spec| {
        spec.prompt = format!("{} and a queue, in Virginia", support::API);
        spec.budget = budget;
        spec.approval.mode = cloudwhisper_api::deployment_request::ApprovalMode::WithinBudget;
    });
    scene.observed.change_set = cloudwhisper_lifecycle::ChangeSetFact::Absent;
    let scene = in_its_region(scene.pass().pass().ready_change_set());
    assert!(
        matches!(scene.decide().step, Step::Execute { .. }),
        "{:?}",
        scene.decide().status.conditions
    );
}

#[test]
fn what_somebody_insists_on_is_never_approved_automatically() {
    let budget = || serde_json::from_value(json!({ "amount": "1000", "currency": "USD" })).ok();
    let scene = |prompt: &str| {
        let scene = asked().spec(|spec| {
            spec.prompt = prompt.to_owned();
            spec.budget = budget();
            spec.approval.mode = cloudwhisper_api::deployment_request::ApprovalMode::WithinBudget;
        });
        let scene = scene.pass().pass().stack(StackStatus::ReviewInProgress, None);
        scene.ready_change_set()
    };
    for (wished, insisted) in [
        (
            "Create a public S3 bucket",
            "Create a public S3 bucket. Yes, public, I know the risk.",
        ),
        (
            "Ek public S3 bucket banao",
            "Ek public S3 bucket banao, mujhe pata hai",
        ),
        ("एक सार्वजनिक S3 बकेट बनाओ", "एक सार्वजनिक S3 बकेट बनाओ, मुझे पता है"),
        (
            "A Lambda function with admin access",
            "A Lambda function with admin access, I insist",
        ),
    ] {
        let safe = scene(wished).decide();
        assert!(
            matches!(safe.step, Step::Execute { .. }),
            "{wished}: {:?}",
            safe.step
        );
        let open = scene(insisted);
        let decision = open.decide();
        assert!(
            matches!(decision.step, Step::Wait),
            "{insisted}: {:?}",
            decision.step
        );
        assert_eq!(
            condition(&decision.status, APPROVED).reason,
            "AwaitingApproval",
            "{insisted}"
        );
        assert!(
            matches!(open.approved().decide().step, Step::Execute { .. }),
            "a person may: {insisted}"
        );
    }
}

#[test]
fn above_the_budget_a_person_has_to_approve() {
    let mut scene = within_budget("1000");
    if let Some(budget) = scene
        .observed
        .revision
        .as_mut()
        .and_then(|revision| revision.estimate.budget.as_mut())
    {
        budget.within = false;
    }
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Wait));
    assert_eq!(condition(&decision.status, APPROVED).reason, "BudgetExceeded");
    assert_eq!(
        condition(&decision.status, POLICY_PASSED).reason,
        "BudgetExceeded"
    );
    assert!(
        matches!(scene.approved().decide().step, Step::Execute { .. }),
        "open eyes override"
    );
}

#[test]
fn what_has_no_known_price_is_not_taken_to_be_within_the_budget() {
    let prompt = "An FSx for NetApp ONTAP file system and an S3 bucket";
    let scene = within_budget_of(prompt, "1000");
    let estimate = &scene.revision().estimate;
    assert!(estimate.budget.as_ref().is_some_and(|budget| budget.within));
    assert!(!estimate.unpriced.is_empty(), "the planner says so itself");
    let unpriced = estimate.unpriced_resources().join(", ");
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    for kind in [APPROVED, POLICY_PASSED] {
        let told = condition(&decision.status, kind);
        assert_eq!(told.reason, "PriceUnknown", "{kind}");
        assert!(told.message.contains(&unpriced), "{kind}: {}", told.message);
    }
    assert!(
        matches!(scene.approved().decide().step, Step::Execute { .. }),
        "open eyes override"
    );
}

#[test]
fn what_is_kept_of_the_history_does_not_hang_on_who_saw_the_update_while_it_went_on() {
    let mut scene = update_checked().approved().spec(|spec| spec.history_limit = 1);
    let status = scene.observed.request.status.as_mut().expect("a status");
    let ran = status.history[0].clone();
    let mut failed = ran.clone();
    failed.result = DeploymentResult::RolledBack;
    status.history = vec![failed, ran];
    // Executed, and killed before anything of it was noted.
    let done = scene
        .made(StackStatus::UpdateComplete)
        .change_set(ChangeSetState::Executed);
    assert_eq!(
        results(&done.decide().status.history),
        [(2, DeploymentResult::Succeeded), (1, DeploymentResult::Succeeded)]
    );
}

#[test]
fn what_runs_stays_in_the_history_however_many_tries_failed_since() {
    let mut scene = update_checked().approved().spec(|spec| spec.history_limit = 1);
    let status = scene.observed.request.status.as_mut().expect("a status");
    let ran = status.history[0].clone();
    assert_eq!(ran.result, DeploymentResult::Succeeded);
    let mut failed = ran.clone();
    failed.result = DeploymentResult::RolledBack;
    status.history = vec![failed.clone(), failed, ran.clone()];
    let history = scene.decide().status.history;
    let [begun, kept] = history.as_slice() else {
        panic!("one beside the running one: {history:?}")
    };
    assert_eq!(begun.result, DeploymentResult::InProgress);
    assert_eq!(kept, &ran);
}

#[test]
fn old_revisions_are_pruned_but_not_the_running_one() {
    let mut scene = deploying().spec(|spec| spec.history_limit = 1);
    let revision = scene.observed.revision.as_mut().expect("planned");
    revision.number = 5;
    let scene = scene.made(StackStatus::CreateComplete);
    let decision = scene.decide();
    let Step::PruneRevisions { below, keep } = decision.step else {
        panic!("{:?}", decision.step)
    };
    assert_eq!((below, keep), (4, Some(5)));
    let scene = scene.pass();
    assert_eq!(condition(&scene.previous(), DEPLOYED).status, "True");
    assert_eq!(scene.decide().status.phase, Some(Phase::Ready));
}

#[test]
fn an_update_that_was_taken_back_and_is_tried_again_gets_rid_of_its_change_set_first() {
    let scene = updating()
        .pass()
        .ended(StackStatus::UpdateRollbackComplete)
        .pass()
        .retry_requested();
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::DeleteChangeSet { .. }));
    assert_ne!(decision.wake, WakeUp::Now, "AWS may show it a little longer");
    // AWS still shows it: it is deleted again and not made again, for its name is taken.
    let again = scene.pass().decide();
    assert!(
        matches!(again.step, Step::DeleteChangeSet { .. }),
        "{:?}",
        again.step
    );
    assert_ne!(again.wake, WakeUp::Now);
}

#[test]
fn a_plan_only_request_looks_again_to_prune_what_is_too_old() {
    let mut scene = asked().plan_only().spec(|spec| spec.history_limit = 1);
    for (prompt, wake) in [(API, WakeUp::Change), (SITE, WakeUp::Change), (API, WakeUp::Now)] {
        scene = scene.spec(|spec| spec.prompt = prompt.into());
        let decision = scene.decide();
        assert!(matches!(decision.step, Step::WriteRevision(_)), "{prompt}");
        assert_eq!(decision.wake, wake, "{prompt}: nobody else would wake it");
        scene = scene.pass();
    }
    let decision = scene.decide();
    assert!(matches!(
        decision.step,
        Step::PruneRevisions { below: 2, keep: None }
    ));
    assert_eq!(decision.wake, WakeUp::Change);
}
