//! A stack that ran and is gone from AWS, though nobody asked us to delete it. It is made anew under the approval that still stands:
//! here is what makes sure that somebody hears of it.

use cloudwhisper_api::deployment_request::{ApprovalMode, ApprovalStatus, DeploymentResult};

use super::approvers;
use super::pass::Pass;
use super::place;
use super::stack_status::{Broken, Row, Work, row};
use crate::observed::StackFact;
use crate::revision::Revision;
use crate::stack::StackStatus;
use crate::words::approvers::names;
use crate::words::stack::{MadeAnew, gone};

/// How people know the mode that approves by itself.
const WITHIN_BUDGET: &str = "WithinBudget";

/// Whether something ran that is not there now, up to the end of its being made anew.
fn is_gone(pass: &Pass<'_>) -> bool {
    let mut history = pass.previous.history.iter();
    let ran = history.any(|entry| entry.result == DeploymentResult::Succeeded);
    let nothing_runs = match &pass.observed.stack {
        StackFact::Absent => true,
        StackFact::Present(stack) => {
            matches!(row(&stack.status), Row::Empty | Row::Busy(Work::Creating))
        }
        StackFact::NotLooked | StackFact::Unknown(_) => false,
    };
    // Without the finalizer nobody has looked; in another account there is nothing to see.
    ran && nothing_runs && pass.has_finalizer() && !place::is_another(pass)
}

/// Whether this pass is the first to see it: what is on record ran, and is not what AWS has now.
fn is_news(pass: &Pass<'_>) -> bool {
    let Some(deployment) = pass.deployment() else {
        return false;
    };
    let ran = deployment.stack_status.as_deref().is_none_or(|status| {
        let row = row(&StackStatus::from(status));
        !matches!(row, Row::Empty | Row::Shell | Row::Broken(Broken::Creation))
    });
    let another = deployment.stack_arn.as_ref().is_some_and(|known| {
        let stack = pass.stack();
        stack.is_none_or(|stack| stack.arn != *known || stack.status == StackStatus::DeleteComplete)
    });
    ran && another
}

/// What to tell once, in the pass that first sees it.
pub(super) fn news(pass: &Pass<'_>, revision: Option<&Revision>) -> Option<String> {
    said(pass, revision, None).filter(|_| is_news(pass))
}

/// `message`, after what there is to say of a stack that is gone. `given` is the approval that it is made anew under, once it is.
pub(super) fn before(
    pass: &Pass<'_>,
    revision: &Revision,
    given: Option<&ApprovalStatus>,
    message: String,
) -> String {
    match said(pass, Some(revision), given) {
        Some(said) => format!("{said} {message}"),
        None => message,
    }
}

fn said(pass: &Pass<'_>, revision: Option<&Revision>, given: Option<&ApprovalStatus>) -> Option<String> {
    if !is_gone(pass) {
        return None;
    }
    let name = &pass.deployment()?.stack_name;
    let standing = revision.and_then(|revision| approvers::standing(pass, revision.digest));
    let everybody = given.map(|given| given.everybody().to_vec()).or(standing);
    let everybody = everybody.map(|everybody| names(pass.language, &everybody));
    let made_anew = match (given, &everybody, pass.spec.approval.mode) {
        (Some(given), ..) if given.automatic => MadeAnew::ApprovedBy(WITHIN_BUDGET),
        (_, Some(approvers), _) => MadeAnew::ApprovedBy(approvers),
        (_, None, ApprovalMode::WithinBudget) => MadeAnew::OnceApprovedBy(WITHIN_BUDGET),
        (_, None, ApprovalMode::Manual) => MadeAnew::OnceApproved,
    };
    Some(gone(pass.language, name, made_anew))
}
