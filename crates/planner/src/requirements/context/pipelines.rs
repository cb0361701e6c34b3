//! What a delivery pipeline does by itself: "a pipeline with three stages and a manual approval" needs no workflow for them.

use crate::catalog::stepfunctions;
use crate::requirements::read::{Reading, Wanted};

/// Takes the stages and approvals of a pipeline for its own, where its sentence names no other part that has steps.
pub(super) fn keep_steps(reading: &mut Reading<'_>) {
    let is_of_pipeline = |wanted: &Wanted| {
        let mut thought = reading.thought(wanted.items.start);
        wanted.purpose.kind == stepfunctions::StateMachine::KIND
            && thought.any(|at| {
                let item = reading.items.get(at);
                item.is_some_and(|it| it.live && it.aws == Some("AWS::CodePipeline::Pipeline"))
            })
    };
    let own: Vec<usize> = (0..reading.purposes.len())
        .filter(|n| reading.purposes.get(*n).is_some_and(is_of_pipeline))
        .collect();
    for n in own {
        if let Some(wanted) = reading.purposes.get_mut(n) {
            wanted.live = false;
        }
    }
}
