//! What is read once more directly before each step.

mod support;

use std::collections::BTreeSet;

use cloudwhisper_api::deployment_request::{OutputTarget, OutputTargetKind};
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{Recheck, Step};
use support::{ARN, checked, planned, updating};

/// The compiler asks for every new step here, and the test for what it has to say of it.
fn number(step: &Step) -> usize {
    match step {
        Step::Wait => 0,
        Step::WriteRevision(_) => 1,
        Step::AddFinalizer => 2,
        Step::RemoveFinalizer => 3,
        Step::CreateChangeSet { .. } => 4,
        Step::DeleteChangeSet { .. } => 5,
        Step::Execute { .. } => 6,
        Step::ContinueRollback(_) => 7,
        Step::DeleteStack { .. } => 8,
        Step::DetectDrift { .. } => 9,
        Step::WriteOutputs { .. } => 10,
        Step::RemoveOutputs { .. } => 11,
        Step::PruneRevisions { .. } => 12,
    }
}

const STEPS: usize = 13;

fn execution() -> Step {
    checked().approved().decide().step
}

fn repair() -> Step {
    let stuck = updating().pass().ended(StackStatus::UpdateRollbackFailed).pass();
    let offered = stuck.previous().repair.expect("a way on");
    let approved = stuck.spec(|spec| spec.approval.plan_digest = Some(offered.digest));
    approved.decide().step
}

fn target() -> OutputTarget {
    OutputTarget {
        kind: OutputTargetKind::ConfigMap,
        name: "outputs".into(),
    }
}

#[test]
fn each_step_reads_once_more_what_it_would_do_harm_without() {
    let (stack, name, arn) = ("cw-orders".to_owned(), "cw-r1".to_owned(), ARN.to_owned());
    let revision = || Box::new(planned().revision().clone());
    let steps = [
        (Step::Wait, Recheck::Nothing, "it does nothing"),
        (
            Step::WriteRevision(revision()),
            Recheck::Nothing,
            "its name is its number",
        ),
        (Step::AddFinalizer, Recheck::Nothing, "there is one at most"),
        (
            Step::RemoveFinalizer,
            Recheck::Nothing,
            "its write names the object's version",
        ),
        (
            Step::CreateChangeSet {
                stack: stack.clone(),
                kind: ChangeSetKind::Create,
                revision: revision(),
            },
            Recheck::Nothing,
            "it changes nothing that runs, and its name is the plan's",
        ),
        (
            Step::DeleteChangeSet { stack, name },
            Recheck::Nothing,
            "it changes nothing that runs",
        ),
        (
            execution(),
            Recheck::SpecAndPolicies,
            "policies say who approves, and what is allowed",
        ),
        (
            repair(),
            Recheck::SpecAndPolicies,
            "a policy may want two people since",
        ),
        (
            Step::DeleteStack { arn: arn.clone() },
            Recheck::Spec,
            "nobody approves it, and it can't be taken back",
        ),
        (
            Step::DetectDrift { arn },
            Recheck::Object,
            "AWS would begin a second comparison after the first",
        ),
        (
            Step::WriteOutputs {
                target: target(),
                outputs: [].into(),
            },
            Recheck::Nothing,
            "the same again is the same",
        ),
        (
            Step::RemoveOutputs { target: target() },
            Recheck::Nothing,
            "what is gone is gone",
        ),
        (
            Step::PruneRevisions { below: 2, keep: None },
            Recheck::Nothing,
            "numbers are never used again",
        ),
    ];
    for (step, recheck, because) in &steps {
        assert_eq!(step.recheck(), *recheck, "{step:?}: {because}");
    }
    let named: BTreeSet<usize> = steps.iter().map(|(step, ..)| number(step)).collect();
    assert_eq!(named, (0..STEPS).collect(), "every step is named");
}
