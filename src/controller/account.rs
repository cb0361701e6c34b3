//! One pass over a `CloudAccount`: do the credentials work, and are they of the account that is named?

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::cloud_account::{CloudAccount, CloudAccountStatus};
use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
use kube::api::{Patch, PatchParams};
use kube::runtime::controller::Action;
use kube::{Api, ResourceExt};
use serde_json::json;
use tracing::Instrument as _;

use super::context::Context;
use super::metrics::Pass;

/// How often working credentials are looked at again.
pub(super) const INTERVAL: Duration = Duration::from_hours(1);
/// How often credentials that a person has to mend are looked at again.
const AFTER_FAULT: Duration = Duration::from_secs(30);

/// One pass: ask AWS who we are, decide, report.
///
/// # Errors
/// When status can't be written.
pub async fn reconcile(account: Arc<CloudAccount>, context: Arc<Context>) -> Result<Action, kube::Error> {
    let span = tracing::info_span!("account", name = account.name_any());
    pass(&account, &context).instrument(span).await
}

async fn pass(account: &CloudAccount, context: &Context) -> Result<Action, kube::Error> {
    let started = Instant::now();
    let now = context.now();
    let identity = observe(account, context).await;
    let decision = decide_account(account, &identity, now);
    let outcome = match &identity {
        IdentityFact::Valid { .. } => "done",
        IdentityFact::Unknown(fault) => {
            tracing::warn!(code = ?fault.code, action = fault.action, reason = fault.reason, "credentials not checked");
            "fault"
        }
    };
    let shown = report(account, &decision.status, context).await?;
    if shown {
        context.events.tell(account, decision.notes).await;
    }
    context.metrics.passed(
        &Pass {
            kind: "CloudAccount",
            step: "check",
            outcome,
        },
        started.elapsed(),
    );
    Ok(wake(account, decision.retry || !shown, decision.usable, context))
}

async fn observe(account: &CloudAccount, context: &Context) -> IdentityFact {
    let identity = match context
        .sessions
        .checked(account, &account.spec.default_region)
        .await
    {
        Ok(session) => session.identity().await,
        Err(fault) => Err(fault),
    };
    match identity {
        Ok(identity) => IdentityFact::Valid {
            arn: identity.arn,
            account_id: identity.account_id,
        },
        Err(fault) => IdentityFact::Unknown(fault),
    }
}

/// False if the account was changed since it came into the cache, or another pass has written since: the next one sees it.
async fn report(
    account: &CloudAccount,
    status: &CloudAccountStatus,
    context: &Context,
) -> Result<bool, kube::Error> {
    if account.status.as_ref() == Some(status) {
        return Ok(true);
    }
    let accounts: Api<CloudAccount> = Api::all(context.client.clone());
    let manifest = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1",
        "kind": "CloudAccount",
        "metadata": { "name": account.name_any(), "uid": account.uid(), "resourceVersion": account.resource_version() },
        "status": status,
    });
    let params = PatchParams::apply(OPERATOR_FIELD_MANAGER).force();
    match accounts
        .patch_status(&account.name_any(), &params, &Patch::Apply(manifest))
        .await
    {
        Err(kube::Error::Api(answer)) if answer.is_not_found() => Ok(true),
        Err(kube::Error::Api(answer)) if answer.is_conflict() => Ok(false),
        other => other.map(|_| true),
    }
}

fn wake(account: &CloudAccount, retry: bool, usable: bool, context: &Context) -> Action {
    let uid = account.uid().unwrap_or_default();
    if retry {
        return Action::requeue(context.retries.failed(&uid));
    }
    context.retries.succeeded(&uid);
    Action::requeue(if usable { INTERVAL } else { AFTER_FAULT })
}

/// What was last told of each account. A check that finds what the last one found is no news: it changes nothing but its time, and
/// would have every request of the account look at AWS at the same moment, once an hour.
#[derive(Default)]
pub(super) struct News {
    told: HashMap<String, CloudAccount>,
}

impl News {
    /// Whether anything that requests go by is other than it was: all but the time of the check.
    pub(super) fn is_news(&mut self, account: &CloudAccount) -> bool {
        let mut said = account.clone();
        said.metadata.resource_version = None;
        said.metadata.managed_fields = None;
        if let Some(status) = &mut said.status {
            status.last_check = None;
        }
        let same = self.told.get(&account.name_any()).is_some_and(|told| {
            told.metadata == said.metadata && told.spec == said.spec && told.status == said.status
        });
        if !same {
            self.told.insert(account.name_any(), said);
        }
        !same
    }
}

/// What a pass could not write is tried again.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the signature is that of kube\'s error policy"
)]
pub fn on_error(account: Arc<CloudAccount>, error: &kube::Error, context: Arc<Context>) -> Action {
    tracing::warn!(%error, name = account.name_any(), "pass not finished");
    Action::requeue(context.retries.failed(&account.uid().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(check: &str, ready: &str, annotated: bool) -> CloudAccount {
        let mut account: CloudAccount = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount",
            "metadata": { "name": "dev", "generation": 1, "resourceVersion": check },
            "spec": {
                "accountId": "111122223333", "defaultRegion": "ap-south-1", "allowedNamespaces": { "names": ["shop"] },
                "credentials": { "secretRef": { "namespace": "system", "name": "dev" } },
            },
            "status": {
                "observedGeneration": 1, "lastCheck": check,
                "conditions": [{
                    "type": "Ready", "status": ready, "reason": "R", "message": "",
                    "lastTransitionTime": "2026-11-22T00:00:00Z", "observedGeneration": 1,
                }],
            },
        }))
        .expect("an account");
        if annotated {
            account
                .annotations_mut()
                .insert("mended".to_owned(), "yes".to_owned());
        }
        account
    }

    #[test]
    fn a_check_that_finds_the_same_is_no_news() {
        let mut news = News::default();
        assert!(
            news.is_news(&account("2026-11-22T01:00:00Z", "True", false)),
            "nobody has heard of it"
        );
        assert!(!news.is_news(&account("2026-11-22T02:00:00Z", "True", false)));
        assert!(
            news.is_news(&account("2026-11-22T03:00:00Z", "False", false)),
            "it works no more"
        );
        assert!(
            news.is_news(&account("2026-11-22T03:00:00Z", "False", true)),
            "somebody touched it"
        );
        assert!(!news.is_news(&account("2026-11-22T04:00:00Z", "False", true)));
    }
}
