//! Reads everything that the decision needs, and never writes. Something missing is a fact, not an error.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use cloudwhisper_api::FINALIZER;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DriftPolicy};
use cloudwhisper_lifecycle::decide::{region_of, stack_name};
use cloudwhisper_lifecycle::parameters::dependencies;
use cloudwhisper_lifecycle::policy::{Spending, is_summed};
use cloudwhisper_lifecycle::stack::{Stack, StackStatus};
use cloudwhisper_lifecycle::{
    AccountFact, ChangeSetFact, DependencyFact, DriftFact, Fault, ModelFact, Observed, Revision, Settings,
    SpendingFact, StackFact, account,
};
use jiff::Timestamp;
use k8s_openapi::api::core::v1::Namespace;
use kube::api::ListParams;
use kube::runtime::reflector::ObjectRef;
use kube::{Api, ResourceExt};

use super::super::context::Context;
use super::super::foreign;
use super::super::slim::slim;
use super::{Reach, revisions};
use crate::aws::Session;

/// Everything that the decision needs.
pub(super) async fn observe(
    request: &DeploymentRequest,
    now: Timestamp,
    context: &Context,
) -> Result<(Observed, Option<Reach>), kube::Error> {
    let account = observe_account(request, context).await?;
    let policies = policies(request, context);
    let revision = revisions::newest(request, context).await?;
    let deployed = deployed(request, revision.as_ref(), context).await?;
    let rollback = revisions::rollback(request, revision.as_ref(), context).await?;
    let reach = reach(request, &account, revision.as_ref(), &policies, context).await;
    let (stack, change_set) = match &reach {
        Some((reach, Ok(session))) => {
            observe_place(request, reach, session, revision.as_ref(), context).await
        }
        Some((_, Err(fault))) => {
            // The person is told in one sentence; what it is about is the platform team's.
            tracing::warn!(code = ?fault.code, action = fault.action, reason = fault.reason, "no way into the account");
            (StackFact::Unknown(fault.clone()), ChangeSetFact::NotLooked)
        }
        None => (StackFact::NotLooked, ChangeSetFact::NotLooked),
    };
    let drift = match &reach {
        Some((_, Ok(session))) => observe_drift(request, &stack, session).await,
        Some((_, Err(_))) | None => DriftFact::NotLooked,
    };
    let spending = spending(request, &policies, context).await?;
    let mut observed = Observed {
        request: request.clone(),
        account,
        policies,
        spending,
        dependencies: observe_dependencies(request, context).await?,
        revision,
        deployed,
        rollback,
        stack,
        change_set,
        drift,
        model: ModelFact::NotAsked,
        settings: Settings {
            exchange_rate: context.rate.now(),
            ..context.settings.clone()
        },
    };
    observed.model = context.models.fact(&observed, now);
    Ok((observed, reach.map(|(reach, _)| reach)))
}

async fn observe_account(request: &DeploymentRequest, context: &Context) -> Result<AccountFact, kube::Error> {
    let Some(reference) = &request.spec.account_ref else {
        return Ok(AccountFact::NotAsked);
    };
    let name = reference.name.clone();
    let Some(account) = context.accounts.get(&ObjectRef::new(&name)) else {
        return Ok(AccountFact::Missing { name });
    };
    let mut namespace_labels = std::collections::BTreeMap::new();
    if account.spec.allowed_namespaces.selector.is_some() {
        let namespaces: Api<Namespace> = Api::all(context.client.clone());
        let namespace = namespaces
            .get_metadata_opt(&request.namespace().unwrap_or_default())
            .await?;
        namespace_labels = namespace
            .and_then(|namespace| namespace.metadata.labels)
            .unwrap_or_default();
    }
    Ok(AccountFact::Found {
        account: Box::new(CloudAccount::clone(&account)),
        namespace_labels,
    })
}

/// The fields of a status that tell what a request has of the sum.
const TELLING_OF_MONEY: [&str; 3] = ["plan", "approval", "history"];

/// What each request of the namespace has of the sum that a policy limits. From the API server and never from a cache: what others were
/// granted a moment ago counts, and so do the requests of other shards.
async fn spending(
    request: &DeploymentRequest,
    policies: &[Arc<DeploymentPolicy>],
    context: &Context,
) -> Result<SpendingFact, kube::Error> {
    if !is_summed(request, policies.iter().map(|policy| &**policy)) {
        return Ok(SpendingFact::NotLooked);
    }
    let requests: Api<DeploymentRequest> =
        Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default());
    let all = requests.list(&ListParams::default()).await?.items;
    Ok(told(&all))
}

/// What each of them has of the sum, unless somebody else than the operator has written what one of them tells of that. The operator says
/// again at once what is so.
fn told(requests: &[DeploymentRequest]) -> SpendingFact {
    let forged = requests
        .iter()
        .find(|request| foreign::is_forged_in(request, &TELLING_OF_MONEY));
    if let Some(forged) = forged {
        tracing::warn!(
            other = forged.name_any(),
            "somebody else has written what a request has of the namespace's budget; looking again"
        );
        return SpendingFact::Forged {
            request: forged.name_any(),
        };
    }
    SpendingFact::Known(requests.iter().map(Spending::of).collect())
}

/// The policies of its namespace, whichever shard it belongs to.
fn policies(request: &DeploymentRequest, context: &Context) -> Vec<Arc<DeploymentPolicy>> {
    let mut policies = context.policies.state();
    policies.retain(|policy| policy.namespace() == request.namespace());
    policies
}

async fn deployed(
    request: &DeploymentRequest,
    newest: Option<&Revision>,
    context: &Context,
) -> Result<Option<Revision>, kube::Error> {
    let number = request
        .status
        .as_ref()
        .and_then(|status| status.deployment.as_ref()?.revision);
    match number {
        Some(number) if newest.is_none_or(|revision| revision.number != number) => {
            revisions::read(request, number, context).await
        }
        _ => Ok(None),
    }
}

/// Where the stack is or would be, and the way in. None before there is anything to look at: no account, or no plan.
async fn reach(
    request: &DeploymentRequest,
    account: &AccountFact,
    revision: Option<&Revision>,
    policies: &[Arc<DeploymentPolicy>],
    context: &Context,
) -> Option<(Reach, Result<Session, Fault>)> {
    let AccountFact::Found {
        account,
        namespace_labels,
    } = account
    else {
        return None;
    };
    let region = region_of(request, revision)?;
    let namespace = request.namespace().unwrap_or_default();
    if account::allows(account, &namespace, namespace_labels, &region).is_err() {
        return None;
    }
    let session = context.sessions.session(account, &region).await;
    let reach = Reach {
        place: (account.name_any(), region),
        stack: stack_name(request, &context.settings),
        policies: policies.to_vec(),
        session: session.as_ref().ok().cloned(),
    };
    Some((reach, session))
}

async fn observe_place(
    request: &DeploymentRequest,
    reach: &Reach,
    session: &Session,
    revision: Option<&Revision>,
    context: &Context,
) -> (StackFact, ChangeSetFact) {
    // Without the finalizer nothing was ever written to AWS for this request: nothing to look at.
    if !request
        .finalizers()
        .iter()
        .any(|finalizer| finalizer == FINALIZER)
    {
        return (StackFact::Absent, ChangeSetFact::Absent);
    }
    // What the place refuses everybody need not be asked for by each.
    if let Some(fault) = context.poller.trouble(&reach.place) {
        return (StackFact::Unknown(fault), ChangeSetFact::NotLooked);
    }
    observe_aws(request, reach, session, revision).await
}

async fn observe_aws(
    request: &DeploymentRequest,
    reach: &Reach,
    session: &Session,
    revision: Option<&Revision>,
) -> (StackFact, ChangeSetFact) {
    let known_arn = request
        .status
        .as_ref()
        .and_then(|status| status.deployment.as_ref()?.stack_arn.clone());
    let stack = match session.cloudformation.stack(&reach.stack).await {
        Ok(Some(stack)) => stack,
        // A deleted stack is found by ARN only, and its events tell what AWS kept.
        Ok(None) => match deleted_stack(request, own(known_arn.as_deref(), &reach.stack), session).await {
            Ok(Some(stack)) => return (StackFact::Present(Box::new(stack)), ChangeSetFact::Absent),
            Ok(None) => return (StackFact::Absent, ChangeSetFact::Absent),
            Err(fault) => return (StackFact::Unknown(fault), ChangeSetFact::NotLooked),
        },
        Err(fault) => return (StackFact::Unknown(fault), ChangeSetFact::NotLooked),
    };
    let stack = match with_events(stack, has_begun(request), session).await {
        Ok(stack) => stack,
        Err(fault) => return (StackFact::Unknown(fault), ChangeSetFact::NotLooked),
    };
    let change_set = match revision {
        None => ChangeSetFact::NotLooked,
        Some(revision) => {
            match session
                .cloudformation
                .change_set(&reach.stack, &revision.change_set_name())
                .await
            {
                Ok(Some(change_set)) => ChangeSetFact::Present(Box::new(change_set)),
                Ok(None) => ChangeSetFact::Absent,
                Err(fault) => ChangeSetFact::Unknown(fault),
            }
        }
    };
    (StackFact::Present(Box::new(stack)), change_set)
}

/// The ARN, if it is that of a stack of this name: a status that names another's must not lead there.
fn own<'a>(arn: Option<&'a str>, stack: &str) -> Option<&'a str> {
    arn.filter(|arn| arn.split('/').nth(1) == Some(stack))
}

/// The detection that is under way, where the stack could be looked at and somebody still wants to know.
async fn observe_drift(request: &DeploymentRequest, stack: &StackFact, session: &Session) -> DriftFact {
    let detection = request
        .status
        .as_ref()
        .and_then(|status| status.drift.as_ref()?.detection.as_ref());
    let idle = request.metadata.deletion_timestamp.is_some()
        || request.spec.suspend
        || request.spec.drift_policy == DriftPolicy::Ignore;
    match (detection, stack) {
        (Some(detection), StackFact::Present(stack)) if !idle => session
            .cloudformation
            .drift(&stack.arn, &detection.id)
            .await
            .unwrap_or_else(DriftFact::Unknown),
        _ => DriftFact::NotLooked,
    }
}

async fn deleted_stack(
    request: &DeploymentRequest,
    arn: Option<&str>,
    session: &Session,
) -> Result<Option<Stack>, Fault> {
    let (Some(arn), Some(_)) = (arn, &request.metadata.deletion_timestamp) else {
        return Ok(None);
    };
    match session.cloudformation.stack(arn).await? {
        Some(stack) => with_events(stack, false, session).await.map(Some),
        None => Ok(None),
    }
}

/// Whether we have begun an operation, and nobody has seen its end yet.
fn has_begun(request: &DeploymentRequest) -> bool {
    let status = request.status.as_ref();
    status
        .and_then(|status| status.deployment.as_ref())
        .is_some_and(|deployment| deployment.started_at.is_some() && deployment.finished_at.is_none())
}

/// Events are read only while something happens, at its end and after a failure: a stack that simply runs costs one call. Of an
/// update that went well they tell what AWS has kept.
async fn with_events(mut stack: Stack, has_begun: bool, session: &Session) -> Result<Stack, Fault> {
    match stack.status {
        StackStatus::CreateComplete | StackStatus::UpdateComplete | StackStatus::ImportComplete
            if !has_begun => {}
        StackStatus::ReviewInProgress => {}
        _ => stack.events = session.cloudformation.events(&stack.arn).await?,
    }
    Ok(stack)
}

async fn observe_dependencies(
    request: &DeploymentRequest,
    context: &Context,
) -> Result<Vec<DependencyFact>, kube::Error> {
    let known = depended_on(request, context).await?;
    let find = |name: &str| known.get(name).cloned();
    let fact = |name: &str| {
        if let Some(path) = way_back(&request.name_any(), name, &find) {
            return DependencyFact::Cycle { path };
        }
        let name = name.to_owned();
        match find(&name) {
            None => DependencyFact::Missing { name },
            Some(other) if is_ready(&other) => DependencyFact::Ready {
                name,
                outputs: other
                    .status
                    .as_ref()
                    .map(|status| status.outputs.clone())
                    .unwrap_or_default(),
            },
            Some(_) => DependencyFact::NotReady { name },
        }
    };
    let names = dependencies(&request.spec);
    Ok(names.iter().map(|name| fact(name)).collect())
}

/// Every request that this one depends on, itself or through others, by name. One that isn't cached may be another shard's, so the API
/// server is asked before it is said not to exist.
async fn depended_on(
    request: &DeploymentRequest,
    context: &Context,
) -> Result<HashMap<String, Arc<DeploymentRequest>>, kube::Error> {
    let namespace = request.namespace().unwrap_or_default();
    let requests: Api<DeploymentRequest> = Api::namespaced(context.client.clone(), &namespace);
    let mut known = HashMap::new();
    let mut seen = HashSet::from([request.name_any()]);
    let mut open = dependencies(&request.spec);
    if !open.is_empty() {
        known.insert(request.name_any(), Arc::new(request.clone()));
    }
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let other = match context.requests.get(&ObjectRef::new(&name).within(&namespace)) {
            Some(cached) => Some(cached),
            None => requests.get_opt(&name).await?.map(|mut other| {
                slim(&mut other); // as if it were cached: what others wrote counts for nothing
                Arc::new(other)
            }),
        };
        if let Some(other) = other {
            open.extend(dependencies(&other.spec));
            known.insert(name, other);
        }
    }
    Ok(known)
}

/// Whether the request waits for one that no watch of ours tells of: another shard's, or one that may become another shard's.
pub(super) fn waits_elsewhere(observed: &Observed, context: &Context) -> bool {
    let namespace = observed.request.namespace().unwrap_or_default();
    let is_unseen = |name: &String| {
        context
            .requests
            .get(&ObjectRef::new(name).within(&namespace))
            .is_none()
    };
    let unseen = |fact: &DependencyFact| match fact {
        // It may be without an output that it has later.
        DependencyFact::Ready { name, .. }
        | DependencyFact::Missing { name }
        | DependencyFact::NotReady { name } => is_unseen(name),
        DependencyFact::Cycle { path } => path.iter().any(is_unseen),
    };
    context.borrowed.is_some() && observed.dependencies.iter().any(unseen)
}

/// The names on a way from `start` back to `goal`, if there is one: depth first, every request once.
fn way_back(
    goal: &str,
    start: &str,
    find: &impl Fn(&str) -> Option<Arc<DeploymentRequest>>,
) -> Option<Vec<String>> {
    let mut seen = HashSet::new();
    let mut ways = vec![vec![goal.to_owned(), start.to_owned()]];
    while let Some(way) = ways.pop() {
        let last = way.last()?.clone();
        if last == goal {
            return Some(way);
        }
        if !seen.insert(last.clone()) {
            continue;
        }
        for next in find(&last).iter().flat_map(|request| dependencies(&request.spec)) {
            ways.push(way.iter().cloned().chain([next]).collect());
        }
    }
    None
}

fn is_ready(request: &DeploymentRequest) -> bool {
    request.status.as_ref().is_some_and(|status| {
        Some(status.observed_generation) == request.metadata.generation
            && status
                .conditions
                .iter()
                .any(|c| c.type_ == cloudwhisper_api::condition::READY && c.status == "True")
    })
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
    use serde_json::{Value, json};

    use super::*;

    /// Deployed for 40 dollars a month, as the operator has written it; `others` wrote these fields of the status.
    fn runs(name: &str, others: &Value) -> DeploymentRequest {
        let entry = |manager: &str, fields: &Value| {
            json!({
                "manager": manager, "operation": "Apply", "apiVersion": "cloudwhisper.dev/v1alpha1", "fieldsType": "FieldsV1",
                "subresource": "status", "fieldsV1": { "f:status": fields },
            })
        };
        let ours = json!({ "f:plan": {}, "f:history": {}, "f:outputs": {} });
        let digest = format!("sha256:{}", "ab".repeat(32));
        serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
            "metadata": {
                "name": name, "namespace": "shop", "uid": name,
                "managedFields": [entry(OPERATOR_FIELD_MANAGER, &ours), entry("mallory", others)],
            },
            "spec": { "prompt": "A queue" },
            "status": { "observedGeneration": 1, "history": [{
                "revision": 1, "digest": digest, "result": "Succeeded", "approver": "alice",
                "monthly": { "usd": "40.00", "inr": "3520.00" }, "startedAt": "2026-11-22T00:00:00Z",
            }] },
        }))
        .expect("a request")
    }

    #[test]
    fn what_a_forged_status_has_of_the_budget_is_neither_counted_nor_left_out() {
        let honest = runs("honest", &json!({}));
        let SpendingFact::Known(all) = told(std::slice::from_ref(&honest)) else {
            panic!("nobody else wrote anything");
        };
        assert_eq!(all[0].runs[0].usd, "40.00");
        for field in ["f:history", "f:approval", "f:plan"] {
            let forged = runs("forged", &json!({ field: { "f:forged": {} } }));
            let request = "forged".to_owned();
            let fact = told(&[honest.clone(), forged]);
            assert_eq!(fact, SpendingFact::Forged { request }, "{field}");
        }
        let elsewhere = runs("forged", &json!({ "f:outputs": { "f:url": {} } }));
        let fact = told(&[honest, elsewhere]);
        let is_known = matches!(&fact, SpendingFact::Known(all) if all.len() == 2);
        assert!(
            is_known,
            "what it has of the budget is the operator's word: {fact:?}"
        );
    }
}
