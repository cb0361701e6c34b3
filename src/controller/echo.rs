//! The echo of our own writes. A status that we write comes back by the watch, and asks for a pass that would read everything again and
//! find that all is said. Such a pass is left out, provided that nobody else has changed the object or asked for a look since.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cloudwhisper_api::deployment_request::DeploymentRequest;
use kube::ResourceExt;
use kube::runtime::controller::Action;
use kube::runtime::reflector::ObjectRef;

/// Namespace and name.
type Key = Box<str>;

enum Entry {
    /// A pass is under way, and nobody has asked for another since it began.
    Passing,
    /// The last pass has left the object at this version, and has nothing to do until then; for ever where there is no time.
    Left {
        version: Box<str>,
        until: Option<Instant>,
    },
}

/// What our own writes will be heard as. Cheap to clone.
#[derive(Clone, Default)]
pub struct Echoes(Arc<Mutex<HashMap<Key, Entry>>>);

fn key(request: &ObjectRef<DeploymentRequest>) -> Key {
    let namespace = request.namespace.as_deref().unwrap_or_default();
    format!("{namespace}/{}", request.name).into()
}

impl Echoes {
    fn with<T>(
        &self,
        request: &ObjectRef<DeploymentRequest>,
        f: impl FnOnce(&mut HashMap<Key, Entry>, Key) -> T,
    ) -> T {
        f(
            &mut self.0.lock().unwrap_or_else(PoisonError::into_inner),
            key(request),
        )
    }

    /// A pass is asked for. What to answer in its place, if all that has happened is our own write; else the pass begins.
    pub(super) fn answer(&self, request: &DeploymentRequest, now: Instant) -> Option<Action> {
        self.with(&ObjectRef::from_obj(request), |entries, key| {
            if let Some(Entry::Left { version, until }) = entries.get(&key)
                && request.resource_version().as_deref() == Some(version)
                && until.is_none_or(|until| now < until)
            {
                return Some(match until {
                    Some(until) => Action::requeue(until.duration_since(now)),
                    None => Action::await_change(),
                });
            }
            entries.insert(key, Entry::Passing);
            None
        })
    }

    /// The pass has left the object at this version, with nothing changed but what it wrote itself, and nothing to do for so long.
    pub(super) fn left(&self, request: &DeploymentRequest, version: &str, wait: Option<Duration>) {
        self.with(&ObjectRef::from_obj(request), |entries, key| {
            // Whoever asked for a look meanwhile gets one.
            if let Some(entry @ Entry::Passing) = entries.get_mut(&key) {
                *entry = Entry::Left {
                    version: version.into(),
                    until: wait.map(|wait| Instant::now() + wait),
                };
            }
        });
    }

    /// Somebody asks for a look, or the object is gone: what our writes will be heard as counts no more.
    pub(super) fn forget(&self, request: &ObjectRef<DeploymentRequest>) {
        self.with(request, |entries, key| entries.remove(&key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(version: &str) -> DeploymentRequest {
        let spec = serde_json::from_value(serde_json::json!({ "prompt": "A static site" }));
        let mut request = DeploymentRequest::new("site", spec.expect("a spec"));
        request.metadata.namespace = Some("shop".to_owned());
        request.metadata.resource_version = Some(version.to_owned());
        request
    }

    fn reference() -> ObjectRef<DeploymentRequest> {
        ObjectRef::from_obj(&request("1"))
    }

    #[test]
    fn our_own_write_asks_for_no_pass_and_any_other_does() {
        let (echoes, now) = (Echoes::default(), Instant::now());
        assert_eq!(echoes.answer(&request("1"), now), None, "never seen");
        echoes.left(&request("1"), "2", None);
        assert_eq!(echoes.answer(&request("2"), now), Some(Action::await_change()));
        assert_eq!(
            echoes.answer(&request("2"), now),
            Some(Action::await_change()),
            "as often as it is listed"
        );
        assert_eq!(echoes.answer(&request("3"), now), None, "somebody changed it");
        assert_eq!(echoes.answer(&request("2"), now), None, "that pass is not done");
    }

    #[test]
    fn when_its_time_has_come_a_pass_is_due_though_nothing_changed() {
        let (echoes, now) = (Echoes::default(), Instant::now());
        let hour = Duration::from_hours(1);
        assert_eq!(echoes.answer(&request("1"), now), None);
        echoes.left(&request("1"), "2", Some(hour));
        assert!(echoes.answer(&request("2"), now).is_some());
        assert_eq!(echoes.answer(&request("2"), now + hour * 2), None);
    }

    #[test]
    fn a_look_that_is_asked_for_is_never_left_out() {
        let (echoes, now) = (Echoes::default(), Instant::now());
        // Before the write is heard.
        assert_eq!(echoes.answer(&request("1"), now), None);
        echoes.left(&request("1"), "2", None);
        echoes.forget(&reference());
        assert_eq!(echoes.answer(&request("2"), now), None);
        // In the middle of the pass that writes.
        echoes.forget(&reference());
        echoes.left(&request("2"), "3", None);
        assert_eq!(echoes.answer(&request("3"), now), None);
    }
}
