//! One pass over a `DeploymentRequest`. The driver below is the table of contents; each line is a file.

mod act;
mod observe;
mod report;
mod revisions;

use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudwhisper_api::condition::reason::AWAITING_DEPENDENCY;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{
    ChangeSetFact, Class, DriftFact, Fault, Observed, Outcome, Settled, StackFact, Step, WakeUp, decide,
    settle,
};
use jiff::Timestamp;
use kube::runtime::controller::Action;
use kube::runtime::reflector::ObjectRef;
use kube::{Resource, ResourceExt};
use tracing::Instrument as _;

use super::context::Context;
use super::events::log_farewell;
use super::metrics::Pass;
use super::slim;
use report::Reported;

pub(crate) use revisions::{
    MANAGED_BY, NUMBER as REVISION_NUMBER, OURS, REQUEST_UID as REVISION_OF, selector as revision_selector,
};

/// A request that the poller wakes is looked at after this time at the latest, should nobody have woken it.
const HELD: Duration = Duration::from_mins(30);
/// How often a request of another shard that this one waits for is looked at: no watch of ours tells of it.
const ELSEWHERE: Duration = Duration::from_secs(15);

/// Where a pass looks and acts: known after observing.
struct Reach {
    /// The account's name, and the region.
    place: super::poller::Place,
    /// The stack's name.
    stack: String,
    /// The policies that the decision was made from.
    policies: Vec<Arc<DeploymentPolicy>>,
    /// The way in; absent where the account can't be used.
    session: Option<crate::aws::Session>,
}

/// One pass: observe → decide → act → report.
///
/// # Errors
/// Only what keeps us from reading the API server or from writing status; everything else is in the status.
pub async fn reconcile(
    request: Arc<DeploymentRequest>,
    context: Arc<Context>,
) -> Result<Action, kube::Error> {
    let span = tracing::info_span!(
        "request",
        namespace = request.namespace().unwrap_or_default(),
        name = request.name_any(),
        step = tracing::field::Empty
    );
    if let Some(action) = context.echoes.answer(&request, Instant::now()) {
        return Ok(action); // our own write of a moment ago, and nothing else
    }
    let _turn = context.turns.acquire().await.ok(); // nobody closes it
    let whole_pass = async {
        match slim::whole(&request, &context.client).await? {
            // Boxed: the SDK's futures inside are large, and one such future is kept per running pass.
            Some(whole) => Box::pin(pass(&whole.request, whole.forged, &context)).await,
            None => Ok(Action::await_change()), // it is gone, and the watch will tell
        }
    };
    whole_pass.instrument(span).await
}

/// `forged`: others have written to the status, so it is written again whatever it says.
async fn pass(request: &DeploymentRequest, forged: bool, context: &Context) -> Result<Action, kube::Error> {
    let started = Instant::now();
    let now = context.now(); // the pass's only look at the clock
    let previous = request.status.clone().unwrap_or_default();
    let (observed, reach) = Box::pin(observe::observe(request, now, context)).await?; // reads; something missing is a fact
    let seen = seen(&observed);
    let elsewhere = observe::waits_elsewhere(&observed, context);
    let decision = decide(&observed, now); // pure: one step and the status to show
    if matches!(decision.step, Step::RemoveFinalizer) {
        log_farewell(&decision.notes); // before anything may keep us from it
    }
    let outcome = act::act(&decision.step, request, reach.as_ref(), context).await; // its failure is a fact too
    let refusal = refusal(&observed, &outcome);
    count(&decision.step, &outcome, started, context);
    let gone = matches!((&decision.step, &outcome), (Step::RemoveFinalizer, Outcome::Done));
    let mut settled = settle(decision, &previous, &outcome, now); // pure: final status and wake-up
    let reported = match outcome {
        Outcome::Overtaken => Reported::Overtaken,
        _ if gone => Reported::Shown, // nothing is left to report to
        _ => report::report(request, &settled.status, forged, &context.client).await?, // after success and after failure
    };
    let written = match reported {
        Reported::Shown => None,
        Reported::Written(version) => Some(version),
        Reported::Overtaken => {
            settled = settled.unshown(&previous, now);
            None
        }
    };
    context
        .events
        .tell(request, std::mem::take(&mut settled.notes))
        .await;
    if is_held(request, refusal.as_ref(), reach.as_ref(), context) {
        return Ok(Action::requeue(HELD));
    }
    watch_stack(request, &settled, reach.as_ref(), seen, context);
    if elsewhere && waits_for_others(&settled) {
        return Ok(Action::requeue(ELSEWHERE));
    }
    if let Some(version) = written.filter(|_| !settled.retry) {
        match settled.wake {
            WakeUp::Now => {}
            WakeUp::Change => context.echoes.left(request, &version, None),
            WakeUp::StackOr(at) | WakeUp::At(at) => {
                context.echoes.left(request, &version, Some(until(at, now)));
            }
        }
    }
    Ok(wake(request, &settled, now, context))
}

/// Whether it is another request that this one waits for, or can't wait for.
fn waits_for_others(settled: &Settled) -> bool {
    let conditions = &settled.status.conditions;
    settled.wake == WakeUp::Change
        && conditions
            .iter()
            .any(|condition| condition.reason == AWAITING_DEPENDENCY)
}

/// The stack's status as this pass saw it.
fn seen(observed: &Observed) -> Option<StackStatus> {
    match &observed.stack {
        StackFact::Present(stack) => Some(stack.status.clone()),
        StackFact::NotLooked | StackFact::Unknown(_) | StackFact::Absent => None,
    }
}

/// What AWS refused in this pass, if anything: a look, or the step.
fn refusal(observed: &Observed, outcome: &Outcome) -> Option<Fault> {
    match (&observed.stack, &observed.change_set, &observed.drift, outcome) {
        (StackFact::Unknown(fault), ..)
        | (_, ChangeSetFact::Unknown(fault), ..)
        | (.., Outcome::Failed(fault))
        | (.., DriftFact::Unknown(fault), _) => Some(fault.clone()),
        _ => None,
    }
}

/// Whether the whole place is refused: then its poller wakes this request when it answers again, and trying on its own would only be
/// one call more.
fn is_held(
    request: &DeploymentRequest,
    refusal: Option<&Fault>,
    reach: Option<&Reach>,
    context: &Context,
) -> bool {
    let (Some(fault), Some(reach)) = (refusal, reach) else {
        return false;
    };
    let about = ObjectRef::from_obj(request);
    let gone = request.metadata.deletion_timestamp.is_some() && request.finalizers().is_empty();
    !gone && context.poller.refused(&reach.place, &reach.stack, about, fault)
}

fn count(step: &Step, outcome: &Outcome, started: Instant, context: &Context) {
    let step = step_name(step);
    let outcome_name = match outcome {
        Outcome::Done | Outcome::Detecting(_) => "done",
        Outcome::Overtaken => "overtaken",
        Outcome::Failed(fault) => match fault.class {
            Class::Transient => "transient",
            Class::Terminal => "terminal",
            Class::UserFixable => "user_fixable",
        },
    };
    tracing::Span::current().record("step", step);
    context.metrics.passed(
        &Pass {
            kind: "DeploymentRequest",
            step,
            outcome: outcome_name,
        },
        started.elapsed(),
    );
    match outcome {
        Outcome::Done | Outcome::Detecting(_) => tracing::debug!("done"),
        Outcome::Overtaken => tracing::info!("overtaken; looking again"),
        Outcome::Failed(fault) => tracing::warn!(
            code = ?fault.code, action = fault.action, reason = fault.reason, "step not done"
        ),
    }
}

fn step_name(step: &Step) -> &'static str {
    match step {
        Step::Wait => "wait",
        Step::WriteRevision(_) => "write_revision",
        Step::AddFinalizer => "add_finalizer",
        Step::RemoveFinalizer => "remove_finalizer",
        Step::CreateChangeSet { .. } => "create_change_set",
        Step::DeleteChangeSet { .. } => "delete_change_set",
        Step::Execute { .. } => "execute",
        Step::ContinueRollback(_) => "continue_rollback",
        Step::DeleteStack { .. } => "delete_stack",
        Step::DetectDrift { .. } => "detect_drift",
        Step::WriteOutputs { .. } => "write_outputs",
        Step::RemoveOutputs { .. } => "remove_outputs",
        Step::PruneRevisions { .. } => "prune_revisions",
    }
}

/// Hands the stack to the poller while there is something to wait for, and takes it back afterwards.
fn watch_stack(
    request: &DeploymentRequest,
    settled: &Settled,
    reach: Option<&Reach>,
    seen: Option<StackStatus>,
    context: &Context,
) {
    let about = ObjectRef::from_obj(request);
    match (settled.wake, reach.filter(|reach| reach.session.is_some())) {
        (WakeUp::StackOr(_), Some(reach)) => {
            context.poller.watch(&reach.place, &reach.stack, about, seen);
        }
        (WakeUp::Now, _) => {}
        _ => context.poller.forget(&about),
    }
}

/// The only place that turns reasons into intervals.
fn wake(request: &DeploymentRequest, settled: &Settled, now: Timestamp, context: &Context) -> Action {
    let uid = request.uid().unwrap_or_default();
    if settled.retry {
        return Action::requeue(context.retries.failed(&uid));
    }
    context.retries.succeeded(&uid);
    match settled.wake {
        WakeUp::Now => Action::requeue(Duration::ZERO),
        WakeUp::Change => Action::await_change(),
        WakeUp::StackOr(at) | WakeUp::At(at) => Action::requeue(until(at, now)),
    }
}

fn until(at: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO)
}

/// What a pass could not write is tried again, with the same growing waits as everything else.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the signature is that of kube\'s error policy"
)]
pub fn on_error(request: Arc<DeploymentRequest>, error: &kube::Error, context: Arc<Context>) -> Action {
    let name = request.name_any();
    tracing::warn!(%error, name, kind = %DeploymentRequest::kind(&()), "pass not finished");
    Action::requeue(context.retries.failed(&request.uid().unwrap_or_default()))
}
