//! What is served: the whole cluster, or some namespaces of it. Each of them has watches, caches and a queue of its own, so that the
//! operator needs rights in those and in no others. Passes are counted over all of them together.

use std::sync::Arc;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::BoxFuture;
use futures::{FutureExt, Stream, StreamExt, TryStreamExt};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::core::PartialObjectMeta;
use kube::runtime::controller::Config;
use kube::runtime::reflector::store::Writer;
use kube::runtime::reflector::{self, ObjectRef, Store};
use kube::runtime::{Controller, WatchStreamExt, watcher};
use kube::{Api, Client, ResourceExt};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::awaiting_budget::AwaitingBudget;
use super::context::Context;
use super::dependents::Dependents;
use super::kept::Revisions;
use super::poller::{self, Wakes};
use super::slim::slim;
use super::{Args, policy, request};

/// The caches of one kind, as one.
pub struct Caches<K: reflector::Lookup<DynamicType = ()> + Clone + 'static>(Vec<Store<K>>);

impl<K: reflector::Lookup<DynamicType = ()> + Clone + 'static> Caches<K> {
    /// An object, wherever it is cached.
    pub fn get(&self, key: &ObjectRef<K>) -> Option<Arc<K>> {
        self.0.iter().find_map(|store| store.get(key))
    }

    /// Every object.
    pub fn state(&self) -> Vec<Arc<K>> {
        self.0.iter().flat_map(Store::state).collect()
    }
}

/// One namespace, or the whole cluster.
pub(super) struct Scope {
    namespace: Option<String>,
    requests: (Store<DeploymentRequest>, Writer<DeploymentRequest>),
    revisions: Revisions,
    policies: (Store<DeploymentPolicy>, Writer<DeploymentPolicy>),
    woken: UnboundedReceiver<ObjectRef<DeploymentRequest>>,
}

/// The caches of what belongs to a namespace.
type AllCaches = (
    Caches<DeploymentRequest>,
    Vec<Revisions>,
    Caches<DeploymentPolicy>,
);

/// The scopes of these namespaces, each once; that of the whole cluster where none is named.
pub(super) fn scopes(namespaces: &[String]) -> (Vec<Scope>, Wakes) {
    let mut named: Vec<_> = namespaces.iter().map(|name| name.trim().to_owned()).collect();
    named.retain(|name| !name.is_empty());
    named.sort_unstable();
    named.dedup();
    let mut places: Vec<_> = named.into_iter().map(Some).collect();
    if places.is_empty() {
        places.push(None);
    }
    let (wakes, woken) = poller::wake_channels(&places);
    let scopes = places.into_iter().zip(woken);
    let scopes = scopes.map(|(namespace, woken)| Scope {
        namespace,
        requests: reflector::store(),
        revisions: Revisions::default(),
        policies: reflector::store(),
        woken,
    });
    (scopes.collect(), wakes)
}

/// The caches of all scopes.
pub(super) fn caches(scopes: &[Scope]) -> AllCaches {
    let requests = scopes.iter().map(|scope| scope.requests.0.clone());
    let revisions = scopes.iter().map(|scope| scope.revisions.clone());
    let policies = scopes.iter().map(|scope| scope.policies.0.clone());
    (
        Caches(requests.collect()),
        revisions.collect(),
        Caches(policies.collect()),
    )
}

impl Scope {
    /// Begins to cache revisions. Passes run as long as the future is polled, from when the scope's own caches are filled until
    /// `stop`; those that are under way are finished. A namespace that can't be read keeps nobody waiting but itself.
    pub(super) fn serve(
        self,
        args: &Args,
        client: &Client,
        context: &Arc<Context>,
        wakes: &Wakes,
        stop: &CancellationToken,
    ) -> (BoxFuture<'static, ()>, JoinHandle<()>) {
        let ((requests, request_writer), revisions) = (self.requests, self.revisions);
        let namespace = self.namespace.as_deref();
        let revision_cache = watcher(
            scoped::<PartialObjectMeta<ConfigMap>>(client, namespace),
            request::revision_selector(),
        )
        .inspect(context.unread.listener("configmaps", namespace))
        .inspect(revisions.listener())
        .inspect(wake_of_lost(wakes.clone()))
        .default_backoff()
        .touched_objects();
        let (known, by_dependency, of_gone) = (requests.clone(), wakes.clone(), Arc::clone(context));
        let selector = watcher::Config::default().labels(&args.label_selector);
        let mut dependents = Dependents::default();
        let mut awaiting = AwaitingBudget::default();
        let touched = watcher(scoped::<DeploymentRequest>(client, namespace), selector)
            .modify(slim)
            .inspect(context.unread.listener("deploymentrequests", namespace))
            .reflect(request_writer)
            .default_backoff()
            .touched_objects()
            .inspect_ok(move |touched| {
                let is_there = known.get(&ObjectRef::from_obj(touched)).is_some();
                if !is_there {
                    of_gone.forget(touched);
                }
                if let Some(borrowed) = &of_gone.borrowed {
                    borrowed.needed_by(touched);
                }
                dependents.note(touched, is_there);
                awaiting.note(touched, is_there);
                let woken = dependents.of(touched).into_iter().chain(awaiting.beside(touched));
                for request in woken {
                    by_dependency.wake(&request);
                }
            });
        let passes = Controller::for_stream(touched, requests)
            .with_config(Config::default().concurrency(args.concurrency))
            .reconcile_on(self.woken)
            .graceful_shutdown_on(stop.clone().cancelled_owned())
            .run(request::reconcile, request::on_error, Arc::clone(context))
            .for_each(|_| std::future::ready(()));
        let policies = guardrails(args, client, context, wakes, stop, namespace, self.policies);
        let (read, ended) = (Arc::clone(context), stop.clone());
        let passes = async move {
            if filled(&read.accounts, &revisions, &ended).await {
                let (known, policy_passes) = policies;
                // A policy that is merely not read yet must not look like none.
                let requests = async {
                    let known = tokio::select! {
                        known = known.wait_until_ready() => known.is_ok(),
                        () = ended.cancelled() => false,
                    };
                    if known {
                        passes.await;
                    }
                };
                futures::future::join(policy_passes, requests).await;
            }
        };
        (passes.boxed(), tokio::spawn(drive(revision_cache, stop.clone())))
    }
}

/// The cache of policies, and the passes over them, which fill it while they are polled. Whatever a label selector says: the policies of a
/// namespace hold for all of its requests. A new spec wakes them at once.
fn guardrails(
    args: &Args,
    client: &Client,
    context: &Arc<Context>,
    wakes: &Wakes,
    stop: &CancellationToken,
    namespace: Option<&str>,
    (policies, writer): (Store<DeploymentPolicy>, Writer<DeploymentPolicy>),
) -> (Store<DeploymentPolicy>, BoxFuture<'static, ()>) {
    let (known, by_policy, requests) = (policies.clone(), wakes.clone(), Arc::clone(context));
    let mut told = policy::Known::default();
    let touched = watcher(
        scoped::<DeploymentPolicy>(client, namespace),
        watcher::Config::default(),
    )
    .inspect(context.unread.listener("deploymentpolicies", namespace))
    .reflect(writer)
    .default_backoff()
    .touched_objects()
    .inspect_err(|error| tracing::warn!(%error, "watch of deploymentpolicies interrupted"))
    .inspect_ok(move |touched| {
        let is_gone = known.get(&ObjectRef::from_obj(touched)).is_none();
        if told.is_news(touched, is_gone) {
            wake(&by_policy, &requests.requests.state(), |request| {
                request.namespace() == touched.namespace()
            });
        }
    });
    let passes = Controller::for_stream(touched, policies.clone())
        .with_config(Config::default().concurrency(args.concurrency.min(8)))
        .graceful_shutdown_on(stop.clone().cancelled_owned())
        .run(policy::reconcile, policy::on_error, Arc::clone(context))
        .for_each(|_| std::future::ready(()));
    (policies, passes.boxed())
}

/// Waits until both caches hold what there is: what is merely not read yet must not look missing. False if `stop` comes first.
async fn filled(accounts: &Store<CloudAccount>, revisions: &Revisions, stop: &CancellationToken) -> bool {
    let filled = futures::future::join(accounts.wait_until_ready(), revisions.filled());
    tokio::select! {
        (accounts, ()) = filled => accounts.is_ok(),
        () = stop.cancelled() => false,
    }
}

/// Wakes the request whose revision somebody has deleted: the plan that people are shown is to be had again at once.
fn wake_of_lost(wakes: Wakes) -> impl FnMut(&watcher::Result<watcher::Event<PartialObjectMeta<ConfigMap>>>) {
    move |event| {
        let Ok(watcher::Event::Delete(map)) = event else {
            return;
        };
        let namespace = map.namespace().unwrap_or_default();
        for owner in map.owner_references() {
            wakes.wake(&ObjectRef::new(&owner.name).within(&namespace));
        }
    }
}

/// Keeps a cache up to date until `stop`. What can't be watched is tried again by the stream itself.
pub(super) async fn drive<K>(stream: impl Stream<Item = watcher::Result<K>>, stop: CancellationToken) {
    let updates = stream.for_each(|touched| {
        if let Err(error) = touched {
            tracing::warn!(%error, "watch interrupted");
        }
        std::future::ready(())
    });
    tokio::select! {
        () = updates => {}
        () = stop.cancelled() => {}
    }
}

fn scoped<K>(client: &Client, namespace: Option<&str>) -> Api<K>
where
    K: kube::Resource<Scope = k8s_openapi::NamespaceResourceScope, DynamicType = ()>,
{
    namespace.map_or_else(
        || Api::all(client.clone()),
        |namespace| Api::namespaced(client.clone(), namespace),
    )
}

/// Wakes every request that is concerned.
pub(super) fn wake(
    wakes: &Wakes,
    requests: &[Arc<DeploymentRequest>],
    concerns: impl Fn(&DeploymentRequest) -> bool,
) {
    for request in requests.iter().filter(|request| concerns(request)) {
        wakes.wake(&ObjectRef::from_obj(&**request));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(namespaces: &[&str]) -> Vec<Option<String>> {
        let namespaces: Vec<_> = namespaces.iter().map(|name| (*name).to_owned()).collect();
        let (scopes, _) = scopes(&namespaces);
        scopes.into_iter().map(|scope| scope.namespace).collect()
    }

    #[test]
    fn each_namespace_is_served_once_and_none_means_all() {
        assert_eq!(named(&[]), [None]);
        assert_eq!(named(&[""]), [None], "an empty variable says nothing");
        let both = [Some("media".to_owned()), Some("shop".to_owned())];
        assert_eq!(named(&["shop", " media", "shop"]), both);
    }

    #[tokio::test]
    async fn a_request_is_woken_in_its_own_namespace_only() {
        let (mut scopes, wakes) = scopes(&["media".to_owned(), "shop".to_owned()]);
        wakes.wake(&ObjectRef::new("orders").within("shop"));
        wakes.wake(&ObjectRef::new("orders").within("elsewhere"));
        let woken = scopes[1].woken.next().await.expect("woken");
        assert_eq!(woken, ObjectRef::new("orders").within("shop"));
        drop(wakes);
        assert!(scopes[0].woken.next().await.is_none());
        assert!(scopes[1].woken.next().await.is_none());
    }
}
