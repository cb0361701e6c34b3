//! Where outputs are written: the object that is asked for, and none that was asked for before.

mod support;

use cloudwhisper_api::condition::READY;
use cloudwhisper_api::deployment_request::OutputTarget;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Step, WakeUp};
use support::{Scene, condition, fault, running};

fn target(kind: &str, name: &str) -> OutputTarget {
    serde_json::from_value(serde_json::json!({ "kind": kind, "name": name })).expect("a target")
}

fn to(scene: Scene, kind: &str, name: &str) -> Scene {
    scene.spec(|spec| spec.write_outputs_to = Some(target(kind, name)))
}

fn writes(scene: &Scene, name: &str) -> bool {
    matches!(scene.decide().step, Step::WriteOutputs { target, .. } if target.name == name)
}

fn removes(scene: &Scene, kind: &str, name: &str) -> bool {
    matches!(scene.decide().step, Step::RemoveOutputs { target: it } if it == target(kind, name))
}

fn written(scene: &Scene) -> Vec<String> {
    let written = scene.previous().written_outputs;
    written.into_iter().map(|target| target.name).collect()
}

#[test]
fn the_object_before_goes_once_the_new_one_is_written() {
    let first = to(running(), "Secret", "first").pass();
    assert_eq!(written(&first), ["first"]);
    assert!(writes(&first, "first"), "it heals what somebody deleted");
    let moved = to(first, "ConfigMap", "first");
    assert!(writes(&moved, "first") && moved.decide().wake == WakeUp::Now);
    let moved = moved.pass();
    assert!(
        removes(&moved, "Secret", "first"),
        "another kind is another object"
    );
    let moved = moved.pass();
    assert_eq!(moved.previous().written_outputs, [target("ConfigMap", "first")]);
    assert!(writes(&moved, "first"));
    assert_ne!(moved.decide().wake, WakeUp::Now);
}

#[test]
fn nothing_is_left_where_nothing_is_asked_for() {
    let none = to(running(), "ConfigMap", "first")
        .pass()
        .spec(|spec| spec.write_outputs_to = None);
    assert!(removes(&none, "ConfigMap", "first"));
    let none = none.pass();
    assert!(written(&none).is_empty());
    assert!(matches!(none.decide().step, Step::Wait));
    assert_eq!(condition(&none.previous(), READY).status, "True");
}

#[test]
fn the_object_before_stays_until_the_new_one_can_be_written() {
    let first = to(running(), "Secret", "first").pass();
    let mut taken = to(first, "Secret", "taken");
    let settled = taken.failing(fault(Class::UserFixable, ErrorCode::NameTaken));
    taken.observed.request.status = Some(settled.status);
    assert_eq!(written(&taken), ["first"], "the other was not written");
    assert!(writes(&taken, "taken"));
    let third = to(taken, "Secret", "third").pass();
    assert!(removes(&third, "Secret", "first"));
}

#[test]
fn what_could_not_be_deleted_is_tried_again() {
    let mut moved = to(to(running(), "Secret", "first").pass(), "Secret", "second").pass();
    let settled = moved.failing(fault(Class::UserFixable, ErrorCode::AccessDenied));
    assert_eq!(condition(&settled.status, READY).reason, "WriteRefused");
    moved.observed.request.status = Some(settled.status);
    assert!(removes(&moved, "Secret", "first"));
}

#[test]
fn all_that_were_written_in_between_go() {
    let second = to(to(running(), "Secret", "first").pass(), "Secret", "second").pass();
    let third = to(second, "ConfigMap", "third").pass();
    assert_eq!(written(&third), ["first", "second", "third"]);
    let done = third.pass().pass();
    assert_eq!(written(&done), ["third"]);
}
