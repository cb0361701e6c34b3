//! Drift: when CloudFormation is asked to compare, what the status shows of what it finds, and what is told of it.

mod support;

use cloudwhisper_api::condition::{IN_SYNC, READY};
use cloudwhisper_api::deployment_request::{DriftPolicy, OutputTarget, OutputTargetKind};
use cloudwhisper_api::drift::{DriftDifference, DriftState};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::drift::{PropertyDifference, ResourceDrift};
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{Class, DriftFact, DriftReport, Outcome, Step, WakeUp, decide, settle};
use jiff::Timestamp;
use support::{Scene, T0, at, changed, condition, deploying, fault, planned, running, update_checked};

const HOUR: i64 = 3600;

/// The table is billed otherwise, a secret was changed, and the queue is gone.
fn report() -> DriftReport {
    let difference = |path: &str, expected: &str, actual: &str| PropertyDifference {
        path: path.into(),
        difference: DriftDifference::Changed,
        expected: Some(expected.into()),
        actual: Some(actual.into()),
    };
    DriftReport {
        incomplete: None,
        resources: vec![
            ResourceDrift {
                logical_id: "Table".into(),
                kind: "AWS::DynamoDB::Table".into(),
                state: DriftState::Modified,
                differences: vec![
                    difference("/BillingMode", "PAY_PER_REQUEST", "PROVISIONED"),
                    difference("/Environment/Variables/KEY", "one", "hunter2"),
                ],
            },
            ResourceDrift {
                logical_id: "Queue".into(),
                kind: "AWS::SQS::Queue".into(),
                state: DriftState::Deleted,
                differences: Vec::new(),
            },
        ],
    }
}

/// Runs, told by a pass, and nobody has looked for drift yet.
fn idle() -> Scene {
    running().pass()
}

/// An hour later CloudFormation was asked to compare.
fn detecting() -> Scene {
    idle().pass_at(at(HOUR))
}

fn with(mut scene: Scene, fact: DriftFact) -> Scene {
    scene.observed.drift = fact;
    scene
}

fn found(scene: Scene, report: DriftReport) -> Scene {
    with(scene, DriftFact::Found(Box::new(report)))
}

/// Drift was found, and a pass has told of it.
fn drifted() -> Scene {
    with(
        found(detecting(), report()).pass_at(at(HOUR + 10)),
        DriftFact::NotLooked,
    )
}

fn in_sync(scene: &Scene, seconds: i64) -> (String, String) {
    let status = decide(&scene.observed, at(seconds)).status;
    let told = condition(&status, IN_SYNC);
    (told.status.clone(), told.reason.clone())
}

fn told(truth: &str, reason: &str) -> (String, String) {
    (truth.to_owned(), reason.to_owned())
}

fn step_at(scene: &Scene, seconds: i64) -> (Step, WakeUp) {
    let decision = decide(&scene.observed, at(seconds));
    support::hold_status_laws(&scene.observed, &decision.status);
    (decision.step, decision.wake)
}

support::decides! {
    what_runs_is_not_compared_at_once: idle() => Step::Wait, Ready, "Deployed",
        because "it was deployed a moment ago";
    a_reconcile_compares_at_once: idle().retry_requested() => Step::DetectDrift { .. }, Ready, "Deployed",
        because "somebody asked";
    a_reconcile_does_not_begin_a_second_comparison: detecting().retry_requested() => Step::Wait, Ready, "Deployed",
        because "one is under way";
    nobody_asks_where_drift_is_ignored: idle().spec(|spec| spec.drift_policy = DriftPolicy::Ignore).retry_requested() => Step::Wait, Ready, "Deployed",
        because "spec.driftPolicy says so";
    a_suspended_request_compares_nothing: idle().spec(|spec| spec.suspend = true).retry_requested() => Step::Wait, Suspended, "Suspended",
        because "suspend stops everything but deletion";
    a_deployment_is_not_compared: deploying().pass().retry_requested() => Step::Wait, Deploying, "Deploying",
        because "it isn't what it is to be yet";
    a_plan_that_waits_is_not_compared: update_checked().retry_requested() => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "what runs is not what is asked for";
    what_has_drifted_is_ready: drifted() => Step::Wait, Ready, "Deployed",
        because "it runs, and nobody asked to put it back";
}

#[test]
fn it_is_compared_once_an_interval() {
    let scene = idle();
    assert!(matches!(step_at(&scene, HOUR - 1), (Step::Wait, WakeUp::At(due)) if due <= at(HOUR)));
    let (step, wake) = step_at(&scene, HOUR);
    assert!(
        matches!(&step, Step::DetectDrift { arn } if arn == support::ARN),
        "{step:?}"
    );
    assert_eq!(wake, WakeUp::At(at(HOUR + 5)));
    // Found in sync: the next comparison is due an interval after this one began.
    let scene = with(
        found(detecting(), DriftReport::default()).pass_at(at(HOUR + 10)),
        DriftFact::NotLooked,
    );
    assert!(matches!(step_at(&scene, HOUR + 11), (Step::Wait, WakeUp::At(due)) if due == at(2 * HOUR)));
    assert!(matches!(step_at(&scene, 2 * HOUR).0, Step::DetectDrift { .. }));
}

#[test]
fn its_end_is_looked_for_with_growing_gaps_and_no_second_one_is_begun() {
    let mut now = HOUR + 5;
    let mut gaps = Vec::new();
    let scene = with(detecting(), DriftFact::UnderWay);
    while now < 2 * HOUR {
        let (step, wake) = step_at(&scene, now);
        assert!(matches!(step, Step::Wait), "{step:?}");
        let WakeUp::At(next) = wake else {
            panic!("{wake:?}")
        };
        let gap = next.duration_since(at(now)).as_secs();
        gaps.push(gap);
        now += gap;
    }
    assert_eq!(&gaps[..7], [5, 10, 20, 40, 80, 160, 300]);
    assert!(gaps.len() < 20, "{} looks in an hour", gaps.len());
}

#[test]
fn a_detection_without_end_is_given_up_and_tried_again_after_the_interval() {
    for fact in [DriftFact::UnderWay, DriftFact::NotLooked] {
        let late = with(detecting(), fact);
        assert_eq!(in_sync(&late, 2 * HOUR + 1), told("Unknown", "DetectionFailed"));
    }
    let lost = with(detecting(), DriftFact::Lost);
    assert_eq!(in_sync(&lost, HOUR + 5), told("Unknown", "DetectionFailed"));
    let after = with(lost.pass_at(at(HOUR + 5)), DriftFact::NotLooked);
    assert!(matches!(step_at(&after, HOUR + 6), (Step::Wait, WakeUp::At(due)) if due == at(2 * HOUR)));
    assert_eq!(condition(&after.previous(), READY).status, "True");
}

#[test]
fn what_is_found_is_shown_without_secrets_and_told_once() {
    let scene = found(detecting(), report());
    let decision = decide(&scene.observed, at(HOUR + 10));
    assert_eq!(in_sync(&scene, HOUR + 10), told("False", "Drifted"));
    let message = &condition(&decision.status, IN_SYNC).message;
    for part in [
        "Queue (AWS::SQS::Queue) is gone",
        "/BillingMode",
        "cloudwhisper diff orders",
    ] {
        assert!(message.contains(part), "{message}");
    }
    let notes: Vec<_> = decision.notes.iter().map(|note| note.reason).collect();
    assert_eq!(notes, ["Drifted"]);
    let drift = decision.status.drift.clone().expect("drift");
    assert_eq!(drift.checked_at, Some(at(HOUR)));
    let text = serde_json::to_string(&decision.status).expect("JSON");
    assert!(
        text.contains("PROVISIONED") && !text.contains("hunter2"),
        "{text}"
    );
    // The next comparison finds the same: no news.
    let again = found(drifted().pass_at(at(2 * HOUR)), report());
    let decision = decide(&again.observed, at(2 * HOUR + 10));
    assert!(decision.notes.is_empty(), "{:?}", decision.notes);
    // Something else, and then nothing: news each.
    let mut other = report();
    other.resources.pop();
    let other = found(drifted().pass_at(at(2 * HOUR)), other);
    assert_eq!(
        decide(&other.observed, at(2 * HOUR + 10)).notes[0].reason,
        "Drifted"
    );
    let mended = found(drifted().pass_at(at(2 * HOUR)), DriftReport::default());
    let decision = decide(&mended.observed, at(2 * HOUR + 10));
    assert_eq!(decision.notes[0].reason, "InSync");
    assert_eq!(in_sync(&mended, 2 * HOUR + 10), told("True", "InSync"));
}

#[test]
fn what_aws_could_not_compare_is_not_called_in_sync() {
    let report = DriftReport {
        incomplete: Some("Failed to detect drift on resource [Function]: Access denied".into()),
        resources: Vec::new(),
    };
    let scene = found(detecting(), report);
    assert_eq!(in_sync(&scene, HOUR + 10), told("Unknown", "DetectionFailed"));
    let status = decide(&scene.observed, at(HOUR + 10)).status;
    assert!(
        condition(&status, IN_SYNC)
            .message
            .contains("Failed to detect drift")
    );
}

#[test]
fn what_was_found_before_a_deployment_says_nothing_of_what_runs_after_it() {
    let mut scene = drifted().spec(|spec| spec.prompt = support::SITE.into());
    scene.observed.deployed.clone_from(&scene.observed.revision);
    let later = at(HOUR + 100);
    let scene = scene
        .no_change_set()
        .pass_at(later)
        .pass_at(later)
        .ready_change_set();
    assert_eq!(
        in_sync(&scene, HOUR + 100),
        told("False", "Drifted"),
        "it runs on as it is"
    );
    let scene = scene.approved().pass_at(later).ended(StackStatus::UpdateComplete);
    let status = scene.pass_at(at(HOUR + 200)).previous();
    assert_eq!(condition(&status, IN_SYNC).reason, "NotChecked");
    assert_eq!(status.drift, None);
}

#[test]
fn drift_that_nobody_looks_for_is_unknown() {
    let is_unknown = |scene: &Scene, reason| {
        assert_eq!(in_sync(scene, HOUR + 20), told("Unknown", reason));
    };
    is_unknown(&idle(), "NotChecked");
    let ignored = drifted().spec(|spec| spec.drift_policy = DriftPolicy::Ignore);
    is_unknown(&ignored, "NotChecked");
    is_unknown(&planned().plan_only(), "PlanOnly");
    is_unknown(&changed(), "NotChecked");
    assert_eq!(decide(&ignored.observed, at(HOUR + 20)).status.drift, None);
}

#[test]
fn outputs_are_written_before_anything_is_compared() {
    let target = || {
        Some(OutputTarget {
            kind: OutputTargetKind::ConfigMap,
            name: "outputs".into(),
        })
    };
    let deployed = running().spec(|spec| spec.write_outputs_to = target());
    assert!(matches!(step_at(&deployed, 2 * HOUR).0, Step::DetectDrift { .. }));
    let begun = with(deployed.pass_at(at(2 * HOUR)), DriftFact::UnderWay);
    assert!(
        matches!(step_at(&begun, 2 * HOUR + 5).0, Step::WriteOutputs { .. }),
        "they are written all the same"
    );
    let fresh = deploying()
        .made(StackStatus::CreateComplete)
        .change_set(ChangeSetState::Executed)
        .spec(|spec| spec.write_outputs_to = target())
        .retry_requested();
    assert!(matches!(fresh.decide().step, Step::WriteOutputs { .. }));
}

#[test]
fn a_detection_that_aws_refuses_makes_nothing_unready() {
    let due = idle();
    for (class, code) in [
        (Class::UserFixable, ErrorCode::AccessDenied),
        (Class::Terminal, ErrorCode::ValidationFailed),
    ] {
        let outcome = Outcome::Failed(fault(class, code));
        let settled = settle(
            decide(&due.observed, at(HOUR)),
            &due.previous(),
            &outcome,
            at(HOUR),
        );
        assert_eq!(condition(&settled.status, READY).status, "True");
        assert_eq!(condition(&settled.status, IN_SYNC).reason, "DetectionFailed");
        assert_eq!(settled.wake, WakeUp::At(at(HOUR + 5)), "outputs are written then");
        assert_eq!(settled.status.last_error, None);
        assert!(settled.notes.is_empty(), "{:?}", settled.notes);
        let mut after = due.clone();
        after.observed.request.status = Some(settled.status);
        let (step, wake) = step_at(&after, HOUR + 5);
        assert!(matches!(step, Step::Wait));
        assert_eq!(wake, WakeUp::At(at(2 * HOUR)), "not before the next interval");
    }
}

#[test]
fn what_can_no_longer_be_looked_at_is_no_longer_claimed() {
    let scene = drifted();
    let denied = Outcome::Failed(fault(Class::UserFixable, ErrorCode::AccessDenied));
    let due = at(2 * HOUR);
    let settled = settle(decide(&scene.observed, due), &scene.previous(), &denied, due);
    assert_eq!(condition(&settled.status, IN_SYNC).reason, "DetectionFailed");
    let drift = settled.status.drift.expect("when it was tried");
    assert_eq!((drift.digest, drift.resources.len()), (None, 0));
    let lost = with(drifted().pass_at(due), DriftFact::Lost);
    assert_eq!(in_sync(&lost, 2 * HOUR + 5), told("Unknown", "DetectionFailed"));
}

#[test]
fn throttling_is_waited_out_and_whoever_asked_is_still_asked_for() {
    let asked = idle().retry_requested();
    let throttled = Outcome::Failed(fault(Class::Transient, ErrorCode::AwsThrottled));
    let settled = settle(asked.decide(), &asked.previous(), &throttled, T0);
    assert!(settled.retry);
    assert_eq!(condition(&settled.status, READY).status, "True");
    assert_eq!(settled.status.last_handled_reconcile_at, None);
    // AWS is at it already, begun by nobody knows whom: looked at again.
    let overtaken = settle(asked.decide(), &asked.previous(), &Outcome::Overtaken, T0);
    assert!(overtaken.retry);
    assert_eq!(overtaken.status, asked.previous());
}

#[test]
fn a_look_that_fails_for_good_ends_the_detection_and_a_passing_fault_does_not() {
    let denied = with(
        detecting(),
        DriftFact::Unknown(fault(Class::UserFixable, ErrorCode::AccessDenied)),
    );
    assert_eq!(in_sync(&denied, HOUR + 5), told("Unknown", "DetectionFailed"));
    let detection = |scene: &Scene, now: Timestamp| {
        let drift = decide(&scene.observed, now).status.drift;
        drift
            .and_then(|drift| drift.detection)
            .map(|detection| detection.id)
    };
    assert_eq!(detection(&denied, at(HOUR + 5)), None);
    let passing = with(
        detecting(),
        DriftFact::Unknown(fault(Class::Transient, ErrorCode::AwsUnreachable)),
    );
    assert_eq!(detection(&passing, at(HOUR + 5)).as_deref(), Some("detection-1"));
}
