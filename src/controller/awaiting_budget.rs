//! Who waits for what others of the namespace may give back of a sum that a policy limits, so that a change wakes those without a look at
//! all others.

use std::collections::{HashMap, HashSet};

use cloudwhisper_api::condition::{READY, reason};
use cloudwhisper_api::deployment_request::DeploymentRequest;
use kube::ResourceExt;
use kube::runtime::reflector::ObjectRef;

type Request = ObjectRef<DeploymentRequest>;

/// By namespace, the requests that wait for budget. Most namespaces have none.
#[derive(Default)]
pub(super) struct AwaitingBudget(HashMap<String, HashSet<Request>>);

impl AwaitingBudget {
    /// Notes whether a request waits now; one that is gone doesn't.
    pub(super) fn note(&mut self, request: &DeploymentRequest, is_there: bool) {
        let namespace = request.namespace().unwrap_or_default();
        if is_there && waits(request) {
            let waiting = self.0.entry(namespace).or_default();
            waiting.insert(ObjectRef::from_obj(request));
        } else if let Some(waiting) = self.0.get_mut(&namespace) {
            waiting.remove(&ObjectRef::from_obj(request));
            if waiting.is_empty() {
                self.0.remove(&namespace);
            }
        }
    }

    /// The others of its namespace that wait.
    pub(super) fn beside(&self, request: &DeploymentRequest) -> Vec<Request> {
        let own = ObjectRef::from_obj(request);
        let waiting = self.0.get(&request.namespace().unwrap_or_default());
        let others = waiting.into_iter().flatten().filter(|other| **other != own);
        others.cloned().collect()
    }
}

fn waits(request: &DeploymentRequest) -> bool {
    let conditions = request.status.as_ref().map(|status| &status.conditions);
    conditions.into_iter().flatten().any(|condition| {
        condition.type_ == READY
            && matches!(
                condition.reason.as_str(),
                reason::AWAITING_BUDGET | reason::BUDGET_EXCEEDED
            )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(namespace: &str, name: &str, reason: &str) -> DeploymentRequest {
        serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": { "name": name, "namespace": namespace },
            "spec": { "prompt": "A static site" },
            "status": { "conditions": [{
                "type": "Ready", "status": "False", "reason": reason, "message": "",
                "lastTransitionTime": "2026-11-22T00:00:00Z",
            }] },
        }))
        .expect("a request")
    }

    #[test]
    fn only_those_who_wait_in_the_same_namespace_are_woken() {
        let mut waiting = AwaitingBudget::default();
        let news = request("shop", "news", "Deployed");
        let waits = request("shop", "waits", reason::AWAITING_BUDGET);
        for (seen, is_there) in [
            (&news, true),
            (&waits, true),
            (&request("shop", "gone", reason::BUDGET_EXCEEDED), false),
            (&request("other", "far", reason::AWAITING_BUDGET), true),
        ] {
            waiting.note(seen, is_there);
        }
        assert_eq!(waiting.beside(&news), [ObjectRef::from_obj(&waits)]);
        assert!(waiting.beside(&waits).is_empty(), "nobody is woken by itself");
        waiting.note(&request("shop", "waits", "Deployed"), true);
        assert!(waiting.beside(&news).is_empty());
    }
}
