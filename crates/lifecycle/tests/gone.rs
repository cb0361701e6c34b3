//! A stack that was deleted behind our back is made anew, and not in silence.

mod support;

use cloudwhisper_api::condition::{DEPLOYED, READY};
use cloudwhisper_api::deployment_request::ApprovalMode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{NoteKind, StackFact, Step};
use support::{Scene, asked, changed, checked, condition, running};

fn gone(mut scene: Scene) -> Scene {
    scene.observed.stack = StackFact::Absent;
    scene.no_change_set()
}

fn running_for(prompt: &str) -> Scene {
    let checked = asked()
        .spec(|spec| prompt.clone_into(&mut spec.prompt))
        .pass()
        .pass()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set();
    checked
        .approved()
        .pass()
        .ended(StackStatus::CreateComplete)
        .pass()
}

fn news(scene: &Scene) -> Vec<String> {
    let notes = scene.decide().notes.into_iter();
    let news = notes.filter(|note| note.reason == "StackGone" && note.kind == NoteKind::Warning);
    news.map(|note| note.message).collect()
}

support::decides! {
    what_is_gone_is_made_anew: gone(running()) => Step::CreateChangeSet { kind: ChangeSetKind::Create, .. }, Planning, "Checking",
        because "the approval of the plan still stands";
    what_is_gone_is_not_made_anew_without_an_approval:
        gone(running()).spec(|spec| spec.approval.plan_digest = None).pass().stack(StackStatus::ReviewInProgress, None).ready_change_set()
        => Step::Wait, AwaitingApproval, "AwaitingApproval",
        because "somebody took it back";
}

#[test]
fn a_stack_that_is_gone_is_news_once_and_in_each_language() {
    for (prompt, expected) in [
        (
            support::API,
            "The stack cw-orders-0123456789ab is gone from AWS; it is made anew under the approval of alice, without the data of the \
             old one.",
        ),
        (
            "Node.js में डेटाबेस के साथ API बनाओ",
            "stack cw-orders-0123456789ab AWS में नहीं रहा; alice की स्वीकृति पर वह नया बनाया जाता है, पुराने के डेटा के बिना।",
        ),
        (
            "Node.js mein database ke saath API banao",
            "Stack cw-orders-0123456789ab AWS mein nahi raha; alice ke approval par woh naya banaya jata hai, purane ke data ke bina.",
        ),
    ] {
        let scene = gone(running_for(prompt));
        assert_eq!(news(&scene), [expected]);
        assert_eq!(news(&scene.pass()), [""; 0], "once");
    }
}

#[test]
fn the_status_says_so_until_it_runs_again() {
    let says = |scene: &Scene| {
        let status = scene.decide().status;
        let said = "is gone from AWS; it is made anew under the approval of alice";
        [DEPLOYED, READY].map(|kind| condition(&status, kind).message.contains(said))
    };
    let mut scene = gone(running());
    assert_eq!(says(&scene), [true, true], "found out");
    scene = scene.pass();
    assert_eq!(says(&scene), [true, true], "looked at again");
    scene = scene
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set();
    assert!(matches!(scene.decide().step, Step::Execute { .. }));
    assert_eq!(says(&scene), [true, true], "executed");
    scene = scene.pass().change_set(ChangeSetState::Executing);
    assert_eq!(says(&scene), [true, true], "accepted");
    scene = scene.pass().creating();
    assert_eq!(says(&scene), [true, true], "under way");
    scene = scene.pass().ended(StackStatus::CreateComplete);
    assert_eq!(says(&scene), [false, false], "it runs");
}

#[test]
fn whose_approval_it_waits_for_is_said_as_it_is() {
    let revoked = gone(running()).spec(|spec| spec.approval.plan_digest = None);
    let [told] = news(&revoked).try_into().expect("it is told");
    assert!(told.contains("made anew once the plan is approved"), "{told}");
    let asked = revoked
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set();
    let message = condition(&asked.decide().status, READY).message.clone();
    assert!(
        message.starts_with("The stack cw-orders-0123456789ab is gone from AWS"),
        "{message}"
    );
    assert!(message.contains("cloudwhisper approve orders"), "{message}");

    let automatic = gone(running()).spec(|spec| {
        spec.approval.plan_digest = None;
        spec.approval.mode = ApprovalMode::WithinBudget;
    });
    let [told] = news(&automatic).try_into().expect("it is told");
    assert!(told.contains("once WithinBudget or a person approves"), "{told}");

    let other_plan = gone(changed());
    let [told] = news(&other_plan).try_into().expect("it is told");
    assert!(told.contains("made anew once the plan is approved"), "{told}");
}

#[test]
fn it_is_news_also_to_a_pass_that_sees_the_new_stack_first() {
    // A pass made the new stack and ended before its status was written.
    let mut scene = running()
        .stack(StackStatus::ReviewInProgress, None)
        .no_change_set();
    if let StackFact::Present(stack) = &mut scene.observed.stack {
        stack.arn.push('2');
    }
    assert_eq!(news(&scene).len(), 1);
    let suspended = gone(running()).spec(|spec| spec.suspend = true);
    assert_eq!(news(&suspended).len(), 1);
}

#[test]
fn what_never_ran_or_was_not_looked_for_is_not_gone() {
    let mut unheld = gone(running());
    unheld.observed.request.metadata.finalizers = None;
    let mut not_looked = running();
    not_looked.observed.stack = StackFact::NotLooked;
    // One by one: a list of scenes is too large for the stack.
    let quiet = |scene: Scene| assert_eq!(news(&scene), [""; 0]);
    quiet(gone(checked().pass()));
    quiet(gone(gone(running()).pass()));
    quiet(unheld);
    quiet(not_looked);
    quiet(running());
}
