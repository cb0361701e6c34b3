//! Accounts that a shard's labels don't select and its requests name all the same. Somebody has to check them, or those requests would
//! wait for ever. Not here: the check itself (`account.rs`), which is the same for all.
//!
//! Several operators may check one account. No two write against each other: who finds a check that is young enough leaves it, what says
//! the same isn't written, and a write on top of one that was not seen is refused by the API server.

use std::sync::Arc;
use std::time::Duration;

use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::condition::READY;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use futures::StreamExt;
use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use jiff::Timestamp;
use kube::runtime::controller::{Action, Config};
use kube::runtime::reflector::{ObjectRef, Store};
use kube::runtime::{Controller, watcher};
use kube::{Api, Client, ResourceExt};
use tokio_util::sync::CancellationToken;

use super::context::Context;
use super::{Args, account, uses};

/// How much later than the operator whose labels select the account.
const GRACE: Duration = Duration::from_mins(5);

/// What a shard knows of accounts that aren't its own.
pub struct Borrowed {
    selected: Store<CloudAccount>,
    wakes: UnboundedSender<ObjectRef<CloudAccount>>,
}

impl Borrowed {
    /// Of an operator with these accounts, and the queue of those that others of its accounts are needed from.
    pub(super) fn beside(
        selected: Store<CloudAccount>,
    ) -> (Self, UnboundedReceiver<ObjectRef<CloudAccount>>) {
        let (wakes, woken) = mpsc::unbounded();
        (Self { selected, wakes }, woken)
    }

    /// A request was touched: its account may be one that nobody has checked yet.
    pub(super) fn needed_by(&self, request: &DeploymentRequest) {
        let reference = request.spec.account_ref.as_ref();
        if let Some(account) = reference.map(|reference| ObjectRef::new(&reference.name))
            && self.selected.get(&account).is_none()
        {
            // The receiver is gone only while we stop.
            let _ = self.wakes.unbounded_send(account);
        }
    }
}

/// Passes over those accounts until `stop`, from when it is known which are the shard's own. None without a label selector.
pub(super) async fn serve(
    args: &Args,
    client: Client,
    context: Arc<Context>,
    woken: UnboundedReceiver<ObjectRef<CloudAccount>>,
    stop: CancellationToken,
) {
    let Some(borrowed) = &context.borrowed else {
        return;
    };
    tokio::select! {
        known = borrowed.selected.wait_until_ready() => if known.is_err() { return },
        () = stop.cancelled() => return,
    }
    Controller::new(Api::<CloudAccount>::all(client), watcher::Config::default())
        .with_config(Config::default().concurrency(args.concurrency.min(8)))
        .reconcile_on(woken)
        .graceful_shutdown_on(stop.cancelled_owned())
        .run(reconcile, account::on_error, Arc::clone(&context))
        .for_each(|_| std::future::ready(()))
        .await;
}

async fn reconcile(account: Arc<CloudAccount>, context: Arc<Context>) -> Result<Action, kube::Error> {
    if !is_needed(&account, &context) {
        return Ok(Action::await_change()); // or until a request names it
    }
    match checked_for(&account, context.now()) {
        Some(left) => Ok(Action::requeue(left)),
        None => account::reconcile(account, context).await,
    }
}

fn is_needed(account: &CloudAccount, context: &Context) -> bool {
    let own = context.borrowed.as_ref().is_some_and(|borrowed| {
        borrowed
            .selected
            .get(&ObjectRef::new(&account.name_any()))
            .is_some()
    });
    let requests = context.requests.state();
    !own && requests.iter().any(|request| uses(request, account))
}

/// How long a check that somebody has made is still good for; none where there is no such check: of another spec, of credentials that
/// don't work, too old, or somebody has asked for a new one.
fn checked_for(account: &CloudAccount, now: Timestamp) -> Option<Duration> {
    let status = account.status.as_ref()?;
    let asked = account.annotations().get(RECONCILE_REQUESTED_AT);
    let is_answered = asked.is_none() || asked == status.last_handled_reconcile_at.as_ref();
    let is_ready = status.conditions.iter().any(|condition| {
        condition.type_ == READY
            && condition.status == "True"
            && condition.observed_generation == account.metadata.generation
    });
    let age = Duration::try_from(now.duration_since(status.last_check?)).unwrap_or_default();
    let left = (account::INTERVAL + GRACE).checked_sub(age)?;
    (is_answered && is_ready && !left.is_zero()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const CHECKED: i64 = 1_800_000_000;

    fn left(ready: &str, generation: i64, annotations: &Value, minutes: i64) -> Option<u64> {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let account = json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount",
            "metadata": { "name": "dev", "generation": generation, "annotations": annotations },
            "spec": {
                "accountId": "111122223333", "defaultRegion": "ap-south-1", "allowedNamespaces": { "names": ["shop"] },
                "credentials": { "secretRef": { "namespace": "system", "name": "dev" } },
            },
            "status": {
                "observedGeneration": 1,
                "lastCheck": at(CHECKED).to_string(),
                "conditions": [{
                    "type": "Ready", "status": ready, "reason": "R", "message": "",
                    "lastTransitionTime": at(CHECKED).to_string(), "observedGeneration": 1,
                }],
            },
        });
        let account = serde_json::from_value(account).expect("an account");
        checked_for(&account, at(CHECKED + minutes * 60)).map(|left| left.as_secs() / 60)
    }

    #[test]
    fn a_check_of_this_spec_that_is_young_is_left_alone() {
        let none = json!({});
        assert_eq!(left("True", 1, &none, 0), Some(65));
        assert_eq!(left("True", 1, &none, 64), Some(1));
        assert_eq!(left("True", 1, &none, 65), None, "too old");
        assert_eq!(left("False", 1, &none, 0), None, "it did not work");
        assert_eq!(left("True", 2, &none, 0), None, "of another spec");
        let asked = json!({ RECONCILE_REQUESTED_AT: "now" });
        assert_eq!(left("True", 1, &asked, 0), None, "somebody asked");
    }
}
