//! One pass over a `DeploymentRequest`. The driver below is the table of contents; each line is a file.

mod act;
mod observe;
mod report;
mod revisions;

use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::{Class, Outcome, Settled, Step, WakeUp, decide, settle};
use jiff::Timestamp;
use kube::runtime::controller::Action;
use kube::runtime::reflector::ObjectRef;
use kube::{Resource, ResourceExt};
use tracing::Instrument as _;

use super::context::Context;
use super::metrics::Pass;
use report::Reported;

pub(crate) use revisions::selector as revision_selector;

/// Where a pass looks and acts: known after observing.
struct Reach {
    /// Account id and region.
    place: super::poller::Place,
    /// The stack's name.
    stack: String,
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
    let _turn = context.turns.acquire().await.ok(); // nobody closes it
    // Boxed: the SDK's futures inside are large, and one such future is kept per running pass.
    Box::pin(pass(&request, &context)).instrument(span).await
}

async fn pass(request: &DeploymentRequest, context: &Context) -> Result<Action, kube::Error> {
    let started = Instant::now();
    let now = context.now(); // the pass's only look at the clock
    let previous = request.status.clone().unwrap_or_default();
    let (observed, reach) = observe::observe(request, context).await?; // reads; something missing is a fact
    let decision = decide(&observed, now); // pure: one step and the status to show
    let outcome = act::act(&decision.step, request, reach.as_ref(), context).await; // its failure is a fact too
    count(&decision.step, &outcome, started, context);
    let gone = matches!((&decision.step, &outcome), (Step::RemoveFinalizer, Outcome::Done));
    let mut settled = settle(decision, &previous, &outcome, now); // pure: final status and wake-up
    let reported = match outcome {
        Outcome::Overtaken => Reported::Overtaken,
        _ if gone => Reported::Shown, // nothing is left to report to
        _ => report::report(request, &settled.status, &context.client).await?, // after success and after failure
    };
    match reported {
        Reported::Shown => context.tell(request, &settled.notes).await,
        Reported::Overtaken => settled = Settled::overtaken(&previous, now),
    }
    watch_stack(request, &settled, reach.as_ref(), context);
    Ok(wake(request, &settled, now, context))
}

fn count(step: &Step, outcome: &Outcome, started: Instant, context: &Context) {
    let step = step_name(step);
    let outcome_name = match outcome {
        Outcome::Done => "done",
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
        Outcome::Done => tracing::debug!("done"),
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
        Step::DeleteStack { .. } => "delete_stack",
        Step::WriteOutputs { .. } => "write_outputs",
        Step::PruneRevisions { .. } => "prune_revisions",
    }
}

/// Hands the stack to the poller while there is something to wait for, and takes it back afterwards.
fn watch_stack(request: &DeploymentRequest, settled: &Settled, reach: Option<&Reach>, context: &Context) {
    let Some(reach) = reach else { return };
    match (settled.wake, &reach.session) {
        (WakeUp::StackOr(_), Some(session)) => context.poller.watch(
            &reach.place,
            &reach.stack,
            ObjectRef::from_obj(request),
            session.clone(),
        ),
        (WakeUp::Now, _) => {}
        _ => context.poller.forget(&reach.place, &reach.stack),
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
