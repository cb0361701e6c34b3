//! Does one step. Each is idempotent, and every write to AWS asks first whether we still lead.

mod finalizer;
mod fresh;
mod outputs;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault, Outcome, Recheck, Step};

use super::super::context::Context;
use super::super::fault::kube_fault;
use super::{Reach, revisions};
use crate::aws::CloudFormation;
use crate::aws::cloudformation::Written;

/// Does one step.
pub(super) async fn act(
    step: &Step,
    request: &DeploymentRequest,
    reach: Option<&Reach>,
    context: &Context,
) -> Outcome {
    match still(step.recheck(), request, reach, context).await {
        Ok(true) => {}
        Ok(false) => return Outcome::Overtaken,
        Err(fault) => return Outcome::Failed(fault),
    }
    let done = match step {
        Step::Wait => Ok(()),
        Step::WriteRevision(revision) => revisions::write(request, revision, context).await,
        Step::PruneRevisions { below, keep } => in_cluster(
            "delete configmaps",
            revisions::prune(request, *below, *keep, context).await,
        ),
        Step::AddFinalizer => in_cluster("patch deploymentrequests", finalizer::add(request, context).await),
        Step::RemoveFinalizer => return finalizer::remove(request, context).await,
        Step::WriteOutputs { target, outputs } => outputs::write(request, target, outputs, context).await,
        Step::RemoveOutputs { target } => outputs::remove(request, target, context).await,
        Step::DetectDrift { arn } => return detect_drift(arn, reach, context).await,
        Step::CreateChangeSet { .. }
        | Step::DeleteChangeSet { .. }
        | Step::Execute { .. }
        | Step::ContinueRollback(_)
        | Step::DeleteStack { .. } => return on_aws(step, reach, context).await,
    };
    match done {
        Ok(()) => Outcome::Done,
        Err(fault) => Outcome::Failed(fault),
    }
}

/// Whether what the decision was made from still holds, as far as the step asks for that.
async fn still(
    recheck: Recheck,
    request: &DeploymentRequest,
    reach: Option<&Reach>,
    context: &Context,
) -> Result<bool, Fault> {
    if let (Recheck::SpecAndPolicies, Some(reach)) = (recheck, reach) {
        let allowed = fresh::are_same_policies(request, &reach.policies, context).await;
        if !allowed.map_err(|error| kube_fault("list deploymentpolicies", &error))? {
            return Ok(false);
        }
    }
    let asked = match recheck {
        Recheck::Nothing => return Ok(true),
        Recheck::Object => fresh::is_as_observed(request, context).await,
        Recheck::Spec | Recheck::SpecAndPolicies => fresh::is_still_asked(request, context).await,
    };
    asked.map_err(|error| kube_fault("get deploymentrequests", &error))
}

fn in_cluster(action: &str, result: Result<(), kube::Error>) -> Result<(), Fault> {
    result.map_err(|error| kube_fault(action, &error))
}

async fn way_in<'a>(reach: Option<&'a Reach>, context: &Context) -> Result<&'a dyn CloudFormation, Fault> {
    let transient = |reason: &str| Fault {
        class: Class::Transient,
        code: ErrorCode::Internal,
        reason: reason.to_owned(),
        action: None,
    };
    match context.leadership.confirmed().await {
        Ok(true) => {}
        Ok(false) => return Err(transient("the lease is not held: another pod leads")),
        Err(error) => return Err(kube_fault("get leases", &error)),
    }
    let session = reach.and_then(|reach| reach.session.as_ref());
    session
        .map(|session| &*session.cloudformation)
        .ok_or_else(|| transient("there is no way into the account"))
}

async fn detect_drift(arn: &str, reach: Option<&Reach>, context: &Context) -> Outcome {
    let begun = match way_in(reach, context).await {
        Ok(cloudformation) => cloudformation.detect_drift(arn).await,
        Err(fault) => Err(fault),
    };
    match begun {
        Ok(Some(id)) => Outcome::Detecting(id),
        Ok(None) => Outcome::Overtaken,
        Err(fault) => Outcome::Failed(fault),
    }
}

async fn on_aws(step: &Step, reach: Option<&Reach>, context: &Context) -> Outcome {
    let cloudformation = match way_in(reach, context).await {
        Ok(cloudformation) => cloudformation,
        Err(fault) => return Outcome::Failed(fault),
    };
    let written = match step {
        Step::CreateChangeSet {
            stack,
            kind,
            revision,
        } => cloudformation.create_change_set(stack, *kind, revision).await,
        Step::DeleteChangeSet { stack, name } => cloudformation.delete_change_set(stack, name).await,
        Step::Execute {
            stack,
            change_set,
            offer,
        } => cloudformation.execute(stack, change_set, offer).await,
        Step::ContinueRollback(repair) => cloudformation.continue_rollback(repair).await,
        Step::DeleteStack { arn } => cloudformation.delete_stack(arn).await.map(|()| Written::Now),
        _ => Ok(Written::Now),
    };
    match written {
        Ok(Written::Now) => Outcome::Done,
        Ok(Written::Before) => Outcome::Overtaken,
        Err(fault) => Outcome::Failed(fault),
    }
}
