//! One pass over a `DeploymentPolicy`: can its rules be applied? And whom a change of one concerns.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, DeploymentPolicyStatus};
use cloudwhisper_lifecycle::policy::decide_policy;
use kube::api::{Patch, PatchParams};
use kube::runtime::controller::Action;
use kube::{Api, ResourceExt};
use serde_json::json;
use tracing::Instrument as _;

use super::context::Context;
use super::metrics::Pass;

/// One pass: read the rules, report.
///
/// # Errors
/// When status can't be written.
pub async fn reconcile(policy: Arc<DeploymentPolicy>, context: Arc<Context>) -> Result<Action, kube::Error> {
    let span = tracing::info_span!(
        "policy",
        namespace = policy.namespace().unwrap_or_default(),
        name = policy.name_any()
    );
    pass(&policy, &context).instrument(span).await
}

async fn pass(policy: &DeploymentPolicy, context: &Context) -> Result<Action, kube::Error> {
    let started = Instant::now();
    let decision = decide_policy(policy, context.now());
    let shown = report(policy, &decision.status, context).await?;
    if shown {
        context.events.tell(policy, decision.notes).await;
    }
    context.metrics.passed(
        &Pass {
            kind: "DeploymentPolicy",
            step: "check",
            outcome: "done",
        },
        started.elapsed(),
    );
    let uid = policy.uid().unwrap_or_default();
    if !shown {
        return Ok(Action::requeue(context.retries.failed(&uid)));
    }
    context.retries.succeeded(&uid);
    Ok(Action::await_change())
}

/// False if the policy was changed since it came into the cache, or another pass has written since: the next one sees it.
async fn report(
    policy: &DeploymentPolicy,
    status: &DeploymentPolicyStatus,
    context: &Context,
) -> Result<bool, kube::Error> {
    if policy.status.as_ref() == Some(status) {
        return Ok(true);
    }
    let policies: Api<DeploymentPolicy> =
        Api::namespaced(context.client.clone(), &policy.namespace().unwrap_or_default());
    let manifest = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "DeploymentPolicy",
        "metadata": { "name": policy.name_any(), "uid": policy.uid(), "resourceVersion": policy.resource_version() },
        "status": status,
    });
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    match policies
        .patch_status(&policy.name_any(), &params, &Patch::Apply(manifest))
        .await
    {
        Err(kube::Error::Api(answer)) if answer.is_not_found() => Ok(true),
        Err(kube::Error::Api(answer)) if answer.is_conflict() => Ok(false),
        other => other.map(|_| true),
    }
}

/// What a pass could not write is tried again.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the signature is that of kube\'s error policy"
)]
pub fn on_error(policy: Arc<DeploymentPolicy>, error: &kube::Error, context: Arc<Context>) -> Action {
    tracing::warn!(%error, name = policy.name_any(), "pass not finished");
    Action::requeue(context.retries.failed(&policy.uid().unwrap_or_default()))
}

/// Which specs requests were last woken for: what only the status of a policy says concerns none of them.
#[derive(Default)]
pub(super) struct Known(HashMap<String, i64>);

impl Known {
    /// Whether the policy is another one than before, or gone.
    pub(super) fn is_news(&mut self, policy: &DeploymentPolicy, is_gone: bool) -> bool {
        let uid = policy.uid().unwrap_or_default();
        if is_gone {
            self.0.remove(&uid);
            return true;
        }
        let generation = policy.metadata.generation.unwrap_or_default();
        self.0.insert(uid, generation) != Some(generation)
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::deployment_policy::DeploymentPolicySpec;

    use super::*;

    #[test]
    fn requests_hear_of_another_spec_and_of_the_end_and_of_nothing_else() {
        let mut policy = DeploymentPolicy::new("prod", DeploymentPolicySpec::default());
        policy.metadata.uid = Some("1".into());
        policy.metadata.generation = Some(1);
        let mut known = Known::default();
        assert!(known.is_news(&policy, false));
        policy.status = Some(DeploymentPolicyStatus::default());
        assert!(!known.is_news(&policy, false), "only the status is another");
        policy.metadata.generation = Some(2);
        assert!(known.is_news(&policy, false));
        assert!(known.is_news(&policy, true));
        assert!(known.is_news(&policy, false), "made anew");
    }
}
