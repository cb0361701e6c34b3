//! Where outputs are written: into the object of `spec.writeOutputsTo`, and what was written to before goes once that is done. Here: which
//! of the two is next. The objects are on record in the status, since their names are the person's choice. They belong to the request, so
//! those that the record has lost go with it.

use cloudwhisper_api::deployment_request::DeploymentRequestStatus;

use super::pass::Pass;
use crate::step::Step;

/// What is to be done about outputs.
pub(super) enum Next {
    /// This.
    Step(Step),
    /// This, and something more afterwards.
    StepOfSeveral(Step),
    /// Nothing.
    Nothing,
}

/// What is next for a request that runs; `status` tells it as it is once that is done.
pub(super) fn next(pass: &Pass<'_>, status: &mut DeploymentRequestStatus) -> Next {
    let wanted = pass.spec.write_outputs_to.as_ref();
    let written = &mut status.written_outputs;
    let is_written = wanted.is_none_or(|wanted| written.contains(wanted));
    let earlier = written.iter().position(|it| Some(it) != wanted);
    if let (true, Some(earlier)) = (is_written, earlier) {
        let target = written.remove(earlier);
        return Next::StepOfSeveral(Step::RemoveOutputs { target });
    }
    let Some(target) = wanted else {
        return Next::Nothing;
    };
    if !is_written {
        written.push(target.clone());
    }
    // Written in every pass: applying the same is free, and it heals what somebody deleted.
    let step = Step::WriteOutputs {
        target: target.clone(),
        outputs: status.outputs.clone(),
    };
    match earlier {
        Some(_) => Next::StepOfSeveral(step),
        None => Next::Step(step),
    }
}
