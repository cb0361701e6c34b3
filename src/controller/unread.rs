//! Which of what we serve can't be read, and what to do about it: for the log, `/readyz` and the metrics. Whoever can be read is served
//! meanwhile.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use kube::runtime::watcher;
use prometheus_client::metrics::gauge::Gauge;

/// What is watched: its resource, and the namespace or none for the whole cluster.
type Watched = (&'static str, Option<String>);

/// What can't be read now. Cheap to clone.
#[derive(Clone, Default)]
pub struct Unread {
    reasons: Arc<Mutex<BTreeMap<Watched, String>>>,
    gauge: Gauge,
}

impl Unread {
    /// Nothing so far; `gauge` follows how many there are.
    pub fn new(gauge: Gauge) -> Self {
        Self {
            gauge,
            ..Self::default()
        }
    }

    /// Takes notice of what a watch of `resource` has to say, in this namespace or the whole cluster.
    pub(super) fn listener<K>(
        &self,
        resource: &'static str,
        namespace: Option<&str>,
    ) -> impl FnMut(&watcher::Result<watcher::Event<K>>) + use<K> {
        let (unread, namespace) = (self.clone(), namespace.map(str::to_owned));
        move |event| unread.heard(resource, namespace.as_deref(), event)
    }

    fn heard<K>(
        &self,
        resource: &'static str,
        namespace: Option<&str>,
        event: &watcher::Result<watcher::Event<K>>,
    ) {
        let watched = (resource, namespace.map(str::to_owned));
        let mut reasons = self.reasons.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            // Comes again by itself, and soon: a watch ends now and then.
            Err(error) if !is_forbidden(error) => {}
            Err(_) => {
                let reason = refused(&watched);
                if reasons.insert(watched, reason.clone()).is_none() {
                    tracing::error!("{reason}");
                }
            }
            Ok(watcher::Event::Init) => {} // asked, not yet answered
            Ok(_) => {
                if reasons.remove(&watched).is_some() {
                    tracing::info!(resource, namespace, "can be read now");
                }
            }
        }
        self.gauge.set(i64::try_from(reasons.len()).unwrap_or(i64::MAX));
    }

    /// A line for each: what can't be read, and what to do.
    pub fn lines(&self) -> Vec<String> {
        let reasons = self.reasons.lock().unwrap_or_else(PoisonError::into_inner);
        reasons.values().cloned().collect()
    }
}

fn refused((resource, namespace): &Watched) -> String {
    match namespace {
        Some(namespace) => format!(
            "may not list and watch {resource} in namespace {namespace}, whose requests are not served: \
             kubectl -n {namespace} apply --server-side -f config/rbac/namespaced/namespace.yaml"
        ),
        None => format!(
            "may not list and watch {resource} in the cluster, and serves nobody meanwhile: kubectl apply --server-side -f \
             config/rbac/operator.yaml, or -f config/rbac/namespaced/cluster.yaml with --watch-namespace"
        ),
    }
}

fn is_forbidden(error: &watcher::Error) -> bool {
    use watcher::Error::{InitialListFailed, WatchError, WatchFailed, WatchStartFailed};
    match error {
        InitialListFailed(kube::Error::Api(status))
        | WatchStartFailed(kube::Error::Api(status))
        | WatchFailed(kube::Error::Api(status))
        | WatchError(status) => status.is_forbidden(),
        _ => false,
    }
}
