//! Bookkeeping: what the stack itself tells of the last deployment, whatever else holds the request up. Here:
//! `status.deployment` and `status.history`. Not here: what to do about it.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::deployment_request::{
    ApprovalMode, DeploymentRequestStatus, DeploymentResult, DeploymentStatus, HistoryEntry,
};
use cloudwhisper_api::digest::Digest;
use indexmap::IndexMap;
use jiff::Timestamp;

use super::approval::AUTOMATIC;
use super::pass::{Pass, carried_out};
use super::stack_status::{Broken, Row, Work, row};
use super::{approvers, place, progress};
use crate::observed::{ChangeSetFact, StackFact};
use crate::revision::Revision;
use crate::root_cause::root_cause;
use crate::stack::{ChangeSetState, Stack, StackStatus};

/// An approver that nobody can name any more: the operator crashed and the approval was taken back since.
pub(super) const NOT_KNOWN: &str = "unknown";

/// What one operation on the stack carries or carried out.
struct Attempt {
    revision: i64,
    /// The revision that it goes back to, where it does.
    rollback_of: Option<i64>,
    /// The plan's own.
    digest: Digest,
    /// What the approval named: the plan with what it takes away.
    approved: Digest,
    approver: String,
    /// Everybody who approved, where those are several.
    approvers: Vec<String>,
    monthly: Money,
}

/// Notes what the stack tells.
pub(super) fn stack(pass: &Pass<'_>, current: Option<&Revision>, status: &mut DeploymentRequestStatus) {
    if place::is_another(pass) {
        return;
    }
    let (stack, row) = match &pass.observed.stack {
        StackFact::NotLooked | StackFact::Unknown(_) => return,
        StackFact::Absent => return nothing_there(status),
        StackFact::Present(stack) if stack.status == StackStatus::DeleteComplete => {
            return nothing_there(status);
        }
        StackFact::Present(stack) => (stack, row(&stack.status)),
    };
    if let Some(deployment) = &mut status.deployment {
        deployment.stack_arn = Some(stack.arn.clone());
        deployment.stack_status = Some(stack.status.to_string());
        deployment.console_url = Some(console_url(&deployment.region, &stack.arn));
    }
    if matches!(row, Row::Runs | Row::TakenBack) {
        status.outputs = outputs(stack);
    }
    let number = match (begun_since(pass, stack), &row) {
        (None, Row::TakenBack | Row::Broken(Broken::Update) | Row::Busy(Work::RollingBack)) => {
            taken_back(pass, stack, current)
        }
        (None, _) => told(pass, stack),
        (begun, Row::Busy(Work::Creating | Work::Updating | Work::RollingBack)) => begun,
        (Some(begun), Row::TakenBack)
            if current.is_some_and(|it| it.number == begun && is_over(pass, it)) =>
        {
            Some(begun)
        }
        (Some(_), _) => return,
    };
    let attempt = number.and_then(|number| attempt(pass, current, number));
    match (row, attempt) {
        (Row::Empty, _) if is_starting(pass) => {}
        (Row::Empty, _) => forget_attempt(status),
        (Row::Busy(Work::Creating | Work::Updating), Some(attempt)) => {
            going_on(pass, stack, &attempt, status);
        }
        (Row::Busy(Work::RollingBack), Some(attempt)) => {
            going_on(pass, stack, &attempt, status);
            clear_progress(status);
        }
        (Row::Runs, Some(attempt)) => ended(pass, stack, &attempt, DeploymentResult::Succeeded, status),
        (Row::TakenBack | Row::Shell, Some(attempt)) => {
            ended(pass, stack, &attempt, DeploymentResult::RolledBack, status);
        }
        (Row::Broken(Broken::Creation | Broken::Update), Some(attempt)) => {
            ended(pass, stack, &attempt, DeploymentResult::Failed, status);
        }
        (Row::Busy(Work::Deleting | Work::Importing) | Row::Broken(Broken::Deletion), _) => {
            clear_progress(status);
        }
        (Row::Unheard(_), _)
        | (Row::Busy(_) | Row::Runs | Row::TakenBack | Row::Shell | Row::Broken(_), None) => {}
    }
}

/// AWS has accepted the execution, and the stack does not show it yet.
pub(super) fn is_starting(pass: &Pass<'_>) -> bool {
    match &pass.observed.change_set {
        ChangeSetFact::Present(change_set) => change_set.state == ChangeSetState::Executing,
        ChangeSetFact::NotLooked | ChangeSetFact::Unknown(_) | ChangeSetFact::Absent => false,
    }
}

/// The plan's own change set was executed, and that has an end: AWS tells so of the change set, whatever the stack still names as its
/// last one. After a failed update that may be the one before it.
pub(super) fn is_over(pass: &Pass<'_>, revision: &Revision) -> bool {
    let ChangeSetFact::Present(change_set) = &pass.observed.change_set else {
        return false;
    };
    let over = matches!(
        change_set.state,
        ChangeSetState::Executed | ChangeSetState::ExecuteFailed
    );
    over && change_set.name == revision.change_set_name()
}

fn nothing_there(status: &mut DeploymentRequestStatus) {
    forget_attempt(status);
    status.outputs.clear();
    if let Some(deployment) = &mut status.deployment {
        deployment.stack_arn = None;
        deployment.stack_status = None;
        deployment.console_url = None;
    }
}

fn forget_attempt(status: &mut DeploymentRequestStatus) {
    clear_progress(status);
    if let Some(deployment) = &mut status.deployment {
        deployment.revision = None;
        deployment.digest = None;
        deployment.started_at = None;
        deployment.finished_at = None;
    }
}

fn clear_progress(status: &mut DeploymentRequestStatus) {
    if let Some(deployment) = &mut status.deployment {
        deployment.progress = None;
        deployment.eta = None;
    }
}

/// Which revision the last operation is about: AWS's word, else the status'.
pub(super) fn told(pass: &Pass<'_>, stack: &Stack) -> Option<i64> {
    let told = stack.change_set_name.as_deref().and_then(carried_out);
    told.map(|(number, _)| number)
        .or_else(|| pass.deployment()?.revision)
}

/// The same of an update that failed, while and after which a stack may go on naming the change set before it. Revisions are carried out in their
/// order, so it is none before the last that has come to an end, by the history, or by the change set of the plan, should we have died
/// before we could note that it was begun.
fn taken_back(pass: &Pass<'_>, stack: &Stack, current: Option<&Revision>) -> Option<i64> {
    let newest = pass.previous.history.first();
    let noted = newest.filter(|entry| entry.result != DeploymentResult::InProgress);
    let is_at_it = row(&stack.status) == Row::Busy(Work::RollingBack) && is_starting(pass);
    let begun = current.filter(|current| is_over(pass, current) || is_at_it);
    [
        told(pass, stack),
        noted.map(|entry| entry.revision),
        begun.map(|current| current.number),
    ]
    .into_iter()
    .max()?
}

/// The revision that we have begun since, where AWS still tells of the one before it: a stack names the new change set only a
/// moment after it was executed.
pub(super) fn begun_since(pass: &Pass<'_>, stack: &Stack) -> Option<i64> {
    let told = told(pass, stack)?;
    let history = &pass.previous.history;
    let newest = history
        .first()
        .filter(|entry| entry.result == DeploymentResult::InProgress)?;
    let is_over =
        |entry: &HistoryEntry| entry.revision == told && entry.result != DeploymentResult::InProgress;
    (newest.revision != told && history.iter().any(is_over)).then_some(newest.revision)
}

/// What is known of a revision that is or was carried out.
fn attempt(pass: &Pass<'_>, current: Option<&Revision>, number: i64) -> Option<Attempt> {
    let noted = pass
        .deployment()
        .and_then(|deployment| Some((deployment.revision?, deployment.digest?)));
    let revisions = [
        current,
        pass.observed.revision.as_ref(),
        pass.observed.deployed.as_ref(),
    ];
    let revision = revisions
        .into_iter()
        .flatten()
        .find(|revision| revision.number == number);
    let earlier = pass
        .previous
        .history
        .iter()
        .find(|entry| entry.revision == number);
    let named = pass
        .stack()
        .and_then(|stack| carried_out(stack.change_set_name.as_deref()?));
    let digest = revision
        .map(|revision| revision.digest)
        .or(named
            .filter(|(named, _)| *named == number)
            .and_then(|(_, digits)| format!("sha256:{digits}").parse().ok()))
        .or(noted
            .filter(|(noted, _)| *noted == number)
            .map(|(_, digest)| digest))
        .or(earlier.map(|entry| entry.digest))?;
    // What was shown with all that it takes away was approved under another digest than the plan's own.
    let shown = pass.previous.plan.as_ref().filter(|plan| plan.revision == number);
    let is_of_it = |approved: Digest| approved == digest || shown.is_some_and(|plan| plan.digest == approved);
    let approver = pass
        .previous
        .approval
        .as_ref()
        .filter(|approval| is_of_it(approval.digest));
    let spec = &pass.spec.approval;
    let named = approver.map(|approval| approval.digest);
    let approved = named
        .or_else(|| earlier.map(|entry| entry.digest))
        .or_else(|| spec.plan_digest.filter(|named| is_of_it(*named)))
        .or_else(|| shown.map(|plan| plan.digest))
        .unwrap_or(digest);
    let everybody = approver
        .map(|approval| approval.everybody().to_vec())
        .or_else(|| earlier.map(|entry| entry.everybody().to_vec()))
        .unwrap_or_else(|| approvers::counting(pass, is_of_it));
    let (approver, approvers) = approvers::noted(&everybody).unwrap_or_else(|| {
        let is_automatic = spec.mode == ApprovalMode::WithinBudget;
        let approver = if is_automatic { AUTOMATIC } else { NOT_KNOWN };
        (approver.to_owned(), Vec::new())
    });
    let monthly = revision.map(|revision| revision.estimate.monthly.clone());
    Some(Attempt {
        revision: number,
        rollback_of: revision
            .and_then(|revision| revision.rollback_of)
            .or_else(|| earlier.and_then(|entry| entry.rollback_of)),
        digest,
        approved,
        approver,
        approvers,
        monthly: monthly
            .or_else(|| earlier.map(|entry| entry.monthly.clone()))
            .unwrap_or_default(),
    })
}

fn going_on(pass: &Pass<'_>, stack: &Stack, attempt: &Attempt, status: &mut DeploymentRequestStatus) {
    let Some(deployment) = &mut status.deployment else {
        return;
    };
    let started = started(pass, stack, attempt, deployment);
    take_over(deployment, attempt, stack, started);
    deployment.finished_at = None;
    let seen = progress::of(pass, stack);
    deployment.eta = progress::eta(pass, attempt.revision, started).filter(|eta| *eta > pass.now);
    deployment.progress = Some(seen);
    if open_entry(&mut status.history, attempt.revision).is_none() {
        let entry = entry(attempt, DeploymentResult::InProgress, started);
        remember(pass, &mut status.history, entry);
    }
}

fn ended(
    pass: &Pass<'_>,
    stack: &Stack,
    attempt: &Attempt,
    result: DeploymentResult,
    status: &mut DeploymentRequestStatus,
) {
    let Some(deployment) = &mut status.deployment else {
        return;
    };
    let newest = status.history.first();
    let known = deployment.finished_at.is_some()
        && deployment.revision == Some(attempt.revision)
        && newest.is_some_and(|entry| entry.revision == attempt.revision && entry.result == result);
    if known {
        return;
    }
    // The status has lost the deployment, and not its history: that is no second one.
    let told = newest.filter(|entry| {
        let is_it = entry.revision == attempt.revision && entry.result == result;
        is_it && deployment.revision.is_none() && entry.finished_at >= stack.updated_at.or(stack.created_at)
    });
    if let Some(entry) = told {
        take_over(deployment, attempt, stack, entry.started_at);
        deployment.finished_at = entry.finished_at;
        return;
    }
    let started = started(pass, stack, attempt, deployment);
    // By AWS's clock no earlier than it began there, so that it is known again if only the history tells of it.
    let finished = last_event(stack)
        .unwrap_or(pass.now)
        .max(started)
        .max(stack.updated_at.unwrap_or(started));
    take_over(deployment, attempt, stack, started);
    deployment.finished_at = Some(finished);
    deployment.progress = None;
    deployment.eta = None;
    let reason = match result {
        DeploymentResult::Succeeded | DeploymentResult::InProgress => None,
        DeploymentResult::RolledBack | DeploymentResult::Failed => {
            Some(root_cause(stack, pass.language).message)
        }
    };
    if open_entry(&mut status.history, attempt.revision).is_none() {
        // As if somebody had looked meanwhile: what is kept of the history does not hang on that.
        let begun = entry(attempt, DeploymentResult::InProgress, started);
        remember(pass, &mut status.history, begun);
    }
    if let Some(open) = open_entry(&mut status.history, attempt.revision) {
        open.result = result;
        open.finished_at = Some(finished);
        open.reason = reason;
    }
}

fn take_over(deployment: &mut DeploymentStatus, attempt: &Attempt, stack: &Stack, started: Timestamp) {
    deployment.revision = Some(attempt.revision);
    deployment.digest = Some(attempt.digest);
    deployment.started_at = Some(started);
    if let Some(name) = &stack.change_set_name {
        deployment.change_set = Some(name.clone());
    }
}

/// When the attempt began: as noted when we began it; after a crash, as AWS tells. Its clock may be ahead of ours, by which it began before
/// now: else what we begin afterwards would be taken for older.
fn started(pass: &Pass<'_>, stack: &Stack, attempt: &Attempt, deployment: &DeploymentStatus) -> Timestamp {
    let noted = deployment
        .started_at
        .filter(|_| deployment.revision == Some(attempt.revision) && deployment.finished_at.is_none());
    let first_event = stack.events.first().map(|event| event.at);
    let told = first_event.or(stack.updated_at).or(stack.created_at);
    noted.or(told.map(|told| told.min(pass.now))).unwrap_or(pass.now)
}

fn last_event(stack: &Stack) -> Option<Timestamp> {
    stack.events.last().map(|event| event.at)
}

fn open_entry(history: &mut [HistoryEntry], revision: i64) -> Option<&mut HistoryEntry> {
    history
        .iter_mut()
        .find(|entry| entry.revision == revision && entry.result == DeploymentResult::InProgress)
}

fn entry(attempt: &Attempt, result: DeploymentResult, started: Timestamp) -> HistoryEntry {
    HistoryEntry {
        revision: attempt.revision,
        rollback_of: attempt.rollback_of,
        digest: attempt.approved,
        result,
        approver: attempt.approver.clone(),
        approvers: attempt.approvers.clone(),
        monthly: attempt.monthly.clone(),
        started_at: started,
        finished_at: None,
        reason: None,
    }
}

/// Adds an entry as the newest. `historyLimit` bounds the list, the running one not counted.
pub(super) fn remember(pass: &Pass<'_>, history: &mut Vec<HistoryEntry>, entry: HistoryEntry) {
    history.insert(0, entry);
    let limit = usize::try_from(pass.spec.history_limit).unwrap_or(usize::MAX);
    let running = history
        .iter()
        .position(|entry| entry.result == DeploymentResult::Succeeded);
    if let Some(running) = running.filter(|place| *place > limit) {
        // Many tries failed since: what runs is still what anybody will ask for.
        let entry = history.remove(running);
        history.insert(limit, entry);
    }
    history.truncate(limit.saturating_add(1));
}

/// The stack in the AWS console.
fn console_url(region: &str, arn: &str) -> String {
    let id = arn.replace(':', "%3A").replace('/', "%2F");
    format!(
        "https://{region}.console.aws.amazon.com/cloudformation/home?region={region}#/stacks/stackinfo?stackId={id}"
    )
}

/// The stack's outputs under camelCase names, `url` first.
fn outputs(stack: &Stack) -> IndexMap<String, String> {
    let mut outputs: IndexMap<String, String> = stack
        .outputs
        .iter()
        .map(|(id, value)| (camel_case(id), value.clone()))
        .collect();
    if let Some(index) = outputs.get_index_of("url") {
        outputs.move_index(index, 0);
    }
    outputs
}

fn camel_case(id: &str) -> String {
    let mut letters = id.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
