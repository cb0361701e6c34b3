//! `driftPolicy: Correct`: what was changed behind our back is put back by a revision of its own, approved like any other, and only as
//! long as it is what was shown.

mod support;

use cloudwhisper_api::condition::{IN_SYNC, READY};
use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentResult, DriftPolicy, Phase};
use cloudwhisper_api::drift::{DriftDifference, DriftState};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::drift::{PropertyDifference, ResourceDrift};
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{
    Class, Decision, DriftFact, DriftReport, Outcome, Revision, StackFact, Step, WakeUp, decide, settle,
};
use cloudwhisper_planner::Approvable as _;
use jiff::Timestamp;
use support::{Scene, at, condition, fault, running};

const HOUR: i64 = 3600;

/// A property of the table is another.
fn report(actual: &str) -> DriftReport {
    DriftReport {
        incomplete: None,
        resources: vec![ResourceDrift {
            logical_id: "Table".into(),
            kind: "AWS::DynamoDB::Table".into(),
            state: DriftState::Modified,
            differences: vec![PropertyDifference {
                path: "/BillingMode".into(),
                difference: DriftDifference::Changed,
                expected: Some("PAY_PER_REQUEST".into()),
                actual: Some(actual.into()),
            }],
        }],
    }
}

/// A request as a test leads it through time.
#[derive(Clone)]
struct Story {
    scene: Scene,
    now: i64,
}

impl Story {
    /// Runs under `Correct`; the next look is due.
    fn new() -> Self {
        let scene = running()
            .spec(|spec| spec.drift_policy = DriftPolicy::Correct)
            .pass();
        Self { scene, now: HOUR }
    }

    fn at(&self) -> Timestamp {
        at(self.now)
    }

    fn decide(&self) -> Decision {
        let decision = decide(&self.scene.observed, self.at());
        support::hold_status_laws(&self.scene.observed, &decision.status);
        decision
    }

    fn pass(mut self) -> Self {
        self.scene = self.scene.pass_at(at(self.now));
        self
    }

    fn later(mut self, seconds: i64) -> Self {
        self.now += seconds;
        self
    }

    /// The look that is begun now finds this.
    fn looks(self, report: DriftReport) -> Self {
        assert!(
            matches!(self.decide().step, Step::DetectDrift { .. }),
            "{:?}",
            self.decide().step
        );
        let mut story = self.pass().later(10);
        story.scene.observed.drift = DriftFact::Found(Box::new(report));
        story
    }

    /// A pass has taken in what was found.
    fn told(self) -> Self {
        let mut story = self.pass();
        story.scene.observed.drift = DriftFact::NotLooked;
        story
    }

    /// The correction is kept, and its change set made.
    fn checked(self) -> Self {
        let mut story = self.told();
        let made_from = story.scene.observed.revision.clone();
        assert!(made_from.is_some_and(|revision| revision.corrects.is_some()));
        story.scene = story.scene.no_change_set();
        assert!(matches!(story.decide().step, Step::CreateChangeSet { .. }));
        story = story.pass();
        story.scene = story.scene.change_set(ChangeSetState::Ready);
        story
    }

    fn change_set(mut self, state: ChangeSetState) -> Self {
        self.scene = self.scene.change_set(state);
        self
    }

    fn approved(mut self) -> Self {
        self.scene = self.scene.approved_as_shown();
        self
    }

    /// It was carried out.
    fn corrected(self) -> Self {
        let mut story = self.pass();
        story.scene = story.scene.ended(StackStatus::UpdateComplete);
        story.later(60).pass()
    }

    fn spec(
        mut self,
        change: impl FnOnce(&mut cloudwhisper_api::deployment_request::DeploymentRequestSpec),
    ) -> Self {
        self.scene = self.scene.spec(change);
        self
    }

    fn status(&self, kind: &str) -> (String, String) {
        let status = self.decide().status;
        let told = condition(&status, kind);
        (told.status.clone(), told.reason.clone())
    }

    fn revision(&self) -> &Revision {
        self.scene.revision()
    }
}

fn drifted() -> Story {
    Story::new().looks(report("PROVISIONED"))
}

/// The correction waits for its approval.
fn waiting() -> Story {
    drifted().checked().pass()
}

/// It was approved.
fn approved() -> Story {
    waiting().approved()
}

#[test]
fn what_was_changed_is_put_back_by_a_revision_of_its_own() {
    let found = drifted();
    let before = found.revision().clone();
    let decision = found.decide();
    let Step::WriteRevision(correction) = &decision.step else {
        panic!("{:?}", decision.step)
    };
    assert_eq!(correction.number, before.number + 1);
    assert_eq!(correction.template, before.template, "the same plan");
    assert_ne!(correction.digest, before.digest, "and another approval");
    let corrects = correction.corrects.expect("a correction");
    assert_eq!(
        Some(corrects.drift),
        decision.status.drift.as_ref().and_then(|drift| drift.digest)
    );
    assert_eq!(corrects.runs, before.digest);
    let plan = decision.status.plan.as_ref().expect("shown");
    assert_eq!(plan.corrects, Some(corrects.drift));
    let notes: Vec<_> = decision.notes.iter().map(|note| note.reason).collect();
    assert_eq!(notes, ["Drifted", "Planned"]);
    // As it is kept it is read again, and nothing of what is approved can be changed by hand.
    assert_eq!(
        Revision::from_files(correction.to_files()).as_ref(),
        Some(&**correction)
    );
    let mut forged = (**correction).clone();
    forged.corrects = None;
    assert_eq!(Revision::from_files(forged.to_files()), None);
}

#[test]
fn it_waits_for_an_approval_of_the_plan_with_the_drift() {
    let waiting = waiting();
    let decision = waiting.decide();
    assert_eq!(decision.status.phase, Some(Phase::AwaitingApproval));
    assert_eq!(waiting.status(IN_SYNC), ("False".into(), "Drifted".into()));
    let message = &condition(&decision.status, IN_SYNC).message;
    assert!(message.contains("a plan puts it back"), "{message}");
    // Alice's approval of what runs is none of putting anything back.
    assert_eq!(waiting.status("Approved").1, "ApprovalOutdated");
    let Step::Execute { offer, .. } = approved().decide().step else {
        panic!("{:?}", approved().decide().step)
    };
    assert_eq!(offer.approver(), "alice");
    assert_eq!(offer.subject().digest(), approved().revision().digest);
}

#[test]
fn once_it_is_done_history_tells_and_it_is_looked_at_again_at_once() {
    let done = approved().corrected();
    let status = done.scene.previous();
    assert_eq!(status.phase, Some(Phase::Ready));
    let told: Vec<_> = status.history.iter().map(|it| (it.revision, it.result)).collect();
    assert_eq!(
        told,
        [(2, DeploymentResult::Succeeded), (1, DeploymentResult::Succeeded)]
    );
    assert_eq!(condition(&status, IN_SYNC).reason, "NotChecked");
    let in_sync = done.later(5).looks(DriftReport::default());
    assert_eq!(in_sync.status(IN_SYNC), ("True".into(), "InSync".into()));
    assert!(matches!(in_sync.decide().step, Step::Wait));
    let rested = in_sync.told().later(60);
    assert!(
        matches!(rested.decide().step, Step::Wait),
        "not again before the interval"
    );
}

#[test]
fn what_was_put_back_is_not_put_back_again_if_we_died_right_after_and_aws_tells_no_later_time() {
    let executed = approved();
    assert!(
        matches!(executed.decide().step, Step::Execute { .. }),
        "and nothing more"
    );
    for ended in [-1, 0, 1] {
        let mut back = executed.clone().later(60);
        let found = back.scene.previous().drift.and_then(|drift| drift.checked_at);
        let found = found.expect("a look").as_second() - at(0).as_second();
        back.scene = back.scene.ended(StackStatus::UpdateComplete);
        if let StackFact::Present(stack) = &mut back.scene.observed.stack {
            stack.updated_at = Some(at(found + ended)); // by its own clock
        }
        let back = back.pass();
        assert_eq!(
            back.scene.previous().drift.and_then(|drift| drift.digest),
            None,
            "{ended}"
        );
        let step = back.decide().step;
        assert!(matches!(step, Step::DetectDrift { .. }), "{ended}: {step:?}");
        let history = back.scene.previous().history;
        assert_eq!(
            (history[0].revision, history[0].result),
            (2, DeploymentResult::Succeeded)
        );
    }
}

#[test]
fn a_clock_of_aws_that_is_ahead_has_it_looked_at_once_and_not_again_and_again() {
    // The answer to the execution is lost, so that only AWS tells when it began: half a minute ahead of our clock.
    let mut story = approved();
    let lost = Outcome::Failed(fault(Class::Transient, ErrorCode::AwsUnreachable));
    let before = story.scene.previous();
    let settled = settle(story.decide(), &before, &lost, story.at());
    story.scene.observed.request.status = Some(settled.status);
    story.scene = story.scene.ended(StackStatus::UpdateComplete);
    if let StackFact::Present(stack) = &mut story.scene.observed.stack {
        stack.updated_at = Some(at(story.now + 30));
    }
    let story = story.later(5).pass().later(1);
    assert!(matches!(story.decide().step, Step::DetectDrift { .. }));
    let mut looking = story.pass().later(5);
    looking.scene.observed.drift = DriftFact::UnderWay;
    let decision = looking.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    let detection = decision.status.drift.and_then(|drift| drift.detection);
    assert!(detection.is_some(), "its end is waited for");
}

#[test]
fn an_approval_of_days_ago_counts_if_the_drift_is_still_what_was_shown() {
    let late = waiting().later(30 * 60).approved();
    let found = late.looks(report("PROVISIONED"));
    assert!(
        matches!(found.decide().step, Step::Execute { .. }),
        "{:?}",
        found.decide().step
    );
    // It is being looked at: nothing is carried out, and no second look is begun.
    let mut looking = waiting().later(30 * 60).approved().pass().later(10);
    looking.scene.observed.drift = DriftFact::UnderWay;
    let decision = looking.decide();
    assert!(
        matches!((&decision.step, decision.wake), (Step::Wait, WakeUp::At(_))),
        "{decision:?}"
    );
}

#[test]
fn what_was_changed_since_the_approval_needs_another() {
    let other = waiting().later(30 * 60).approved().looks(report("ANOTHER"));
    let Step::WriteRevision(next) = other.decide().step else {
        panic!("{:?}", other.decide().step)
    };
    assert_eq!(next.number, 3);
    let checked = other.checked();
    assert_eq!(
        checked.status("Approved"),
        ("False".into(), "ApprovalOutdated".into())
    );
    assert!(matches!(checked.decide().step, Step::Wait));
}

#[test]
fn drift_that_is_gone_is_not_put_back() {
    let gone = approved().later(30 * 60).looks(DriftReport::default());
    let decision = gone.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    assert_eq!(decision.status.phase, Some(Phase::Ready));
    assert_eq!(condition(&decision.status, IN_SYNC).status, "True");
    // The same once more, while the approval still stands: it is of just this.
    let again = gone.told().later(HOUR).looks(report("PROVISIONED"));
    assert!(
        matches!(again.decide().step, Step::Execute { .. }),
        "{:?}",
        again.decide().step
    );
}

#[test]
fn the_same_drift_after_it_was_put_back_is_another_to_approve() {
    let again = approved().corrected().later(5).looks(report("PROVISIONED"));
    let Step::WriteRevision(next) = again.decide().step else {
        panic!("{:?}", again.decide().step)
    };
    let first = approved();
    assert_ne!(next.digest, first.revision().digest);
    let corrects = next.corrects.expect("a correction");
    assert!(corrects.again);
    assert_eq!(
        corrects.drift,
        first.revision().corrects.expect("a correction").drift
    );
    assert_eq!(again.checked().status("Approved").1, "ApprovalOutdated");
}

#[test]
fn who_no_longer_wants_it_put_back_has_what_runs() {
    for policy in [DriftPolicy::Detect, DriftPolicy::Ignore] {
        let changed = waiting().spec(|spec| spec.drift_policy = policy);
        let decision = changed.decide();
        assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
        assert_eq!(decision.status.phase, Some(Phase::Ready), "{policy:?}");
        assert!(
            matches!(changed.approved().decide().step, Step::Wait),
            "also if it is approved"
        );
    }
}

#[test]
fn what_aws_finds_nothing_to_put_back_of_is_said_and_left() {
    let nothing = drifted().checked().change_set(ChangeSetState::Empty).pass();
    let decision = nothing.decide();
    assert_eq!(decision.status.phase, Some(Phase::Ready));
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    let message = &condition(&decision.status, IN_SYNC).message;
    assert!(message.contains("change it by hand"), "{message}");
    // Found again after the interval: no further plan.
    let again = nothing.later(HOUR).looks(report("PROVISIONED"));
    assert!(
        matches!(again.decide().step, Step::Wait),
        "{:?}",
        again.decide().step
    );
    // Gone, and there again: another plan.
    let gone = again.told().later(HOUR).looks(DriftReport::default()).told();
    let back = gone.later(HOUR).looks(report("PROVISIONED"));
    assert!(
        matches!(back.decide().step, Step::WriteRevision(_)),
        "{:?}",
        back.decide().step
    );
}

#[test]
fn a_correction_that_aws_takes_back_waits_for_another_try() {
    let mut failed = approved().pass();
    failed.scene = failed.scene.ended(StackStatus::UpdateRollbackComplete);
    let mut failed = failed.later(60).pass();
    assert_eq!(failed.scene.previous().phase, Some(Phase::Failed));
    failed.scene = failed.scene.retry_requested();
    assert!(matches!(failed.decide().step, Step::DeleteChangeSet { .. }));
    let mut tried = failed.pass();
    tried.scene = tried.scene.no_change_set();
    let tried = tried.pass().change_set(ChangeSetState::Ready);
    // What it has left behind is looked at before anything is put back.
    let found = tried.looks(report("PROVISIONED"));
    assert!(
        matches!(found.decide().step, Step::Execute { .. }),
        "{:?}",
        found.decide().step
    );
}

#[test]
fn a_stack_that_somebody_else_has_changed_is_planned_anew() {
    let mut other = approved();
    let name = format!("cw-r1-{}", "ab".repeat(32));
    other.scene = other.scene.stack(StackStatus::UpdateComplete, Some(name));
    let Step::WriteRevision(next) = other.decide().step else {
        panic!("{:?}", other.decide().step)
    };
    assert_eq!(
        next.corrects, None,
        "what it was to put back was of another stack"
    );
}

#[test]
fn a_stack_that_is_gone_is_made_without_a_look() {
    let mut gone = approved().later(30 * 60);
    gone.scene.observed.stack = StackFact::Absent;
    gone.scene = gone.scene.no_change_set();
    assert!(
        matches!(gone.decide().step, Step::CreateChangeSet { .. }),
        "{:?}",
        gone.decide().step
    );
}

#[test]
fn while_it_waits_it_is_looked_once_an_interval_and_refusals_do_no_harm() {
    let waiting = waiting();
    let decision = waiting.decide();
    assert!(matches!(decision.step, Step::Wait));
    assert!(
        matches!(decision.wake, WakeUp::At(due) if due == at(2 * HOUR)),
        "{:?}",
        decision.wake
    );
    let late = waiting.later(30 * 60).approved();
    let denied = Outcome::Failed(fault(Class::UserFixable, ErrorCode::AccessDenied));
    let settled = settle(late.decide(), &late.scene.previous(), &denied, late.at());
    assert_eq!(condition(&settled.status, IN_SYNC).reason, "DetectionFailed");
    let mut after = late;
    after.scene.observed.request.status = Some(settled.status);
    let decision = after.later(5).decide();
    assert!(
        matches!(decision.step, Step::Wait),
        "nothing is put back that nobody can see: {:?}",
        decision.step
    );
    assert_eq!(condition(&decision.status, READY).status, "True");
}

fn within_budget() -> Story {
    let mut story = Story::new();
    story.now = 10;
    let story = story.spec(|spec| {
        spec.approval.mode = ApprovalMode::WithinBudget;
        spec.budget = serde_json::from_value(serde_json::json!({ "amount": "1000", "currency": "USD" })).ok();
    });
    // With the budget it is planned anew: the same plan, which runs already.
    let mut story = story.pass();
    story.scene = story.scene.change_set(ChangeSetState::Empty);
    story.pass().pass().later(HOUR)
}

#[test]
fn within_budget_puts_it_back_once_and_then_asks() {
    let first = within_budget().looks(report("PROVISIONED")).checked();
    let Step::Execute { offer, .. } = first.decide().step else {
        panic!("{:?} {:?}", first.decide().step, first.status("Approved"))
    };
    assert!(offer.approver().contains("within-budget"));
    let again = first.corrected().later(5).looks(report("PROVISIONED")).checked();
    let decision = again.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    let message = &condition(&decision.status, "Approved").message;
    assert!(message.contains("put back before"), "{message}");
    assert!(
        matches!(again.pass().approved().decide().step, Step::Execute { .. }),
        "alice may"
    );
}

#[test]
fn within_budget_puts_back_whatever_else_is_changed_later() {
    let first = within_budget().looks(report("PROVISIONED")).checked();
    let other = first.corrected().later(5).looks(report("ANOTHER")).checked();
    assert!(
        matches!(other.decide().step, Step::Execute { .. }),
        "this was not put back before: {:?}",
        other.status("Approved")
    );
}

#[test]
fn nothing_is_compared_where_nothing_runs() {
    let mut gone = waiting();
    gone.scene = gone.scene.stack(StackStatus::ReviewInProgress, None);
    let decision = gone.later(HOUR).decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    assert_eq!(decision.wake, WakeUp::Change);
}
