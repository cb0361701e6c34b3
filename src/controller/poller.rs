//! The one that looks at CloudFormation: per account and region with work in progress one task that lists stacks in
//! bulk and wakes the requests concerned. No work in progress, no task, no call.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::stack::StackStatus;
use futures::channel::mpsc;
use kube::runtime::reflector::ObjectRef;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::metrics::Metrics;
use crate::aws::Session;

/// A stack of unchanged status is looked at closely every so many looks, for its progress.
const CLOSE_LOOK: u32 = 2;

type Wake = ObjectRef<DeploymentRequest>;

/// Where it is said whom to wake: each served namespace, or the whole cluster, has a queue of its own. Cheap to clone.
#[derive(Clone)]
pub struct Wakes(Arc<[(Option<String>, mpsc::UnboundedSender<Wake>)]>);

impl Wakes {
    /// Has a pass over `request`. One that nobody serves is not woken.
    pub fn wake(&self, request: &ObjectRef<DeploymentRequest>) {
        let serves = |namespace: &Option<String>| namespace.is_none() || *namespace == request.namespace;
        for (_, queue) in self.0.iter().filter(|(namespace, _)| serves(namespace)) {
            // The receiver is gone only while we stop.
            let _ = queue.unbounded_send(request.clone());
        }
    }
}

/// The two ends: that of those who wake, and the queue of each of these namespaces in their order; none is the whole cluster.
pub fn wake_channels(namespaces: &[Option<String>]) -> (Wakes, Vec<mpsc::UnboundedReceiver<Wake>>) {
    let (queues, woken): (Vec<_>, Vec<_>) = namespaces
        .iter()
        .map(|namespace| {
            let (queue, woken) = mpsc::unbounded();
            ((namespace.clone(), queue), woken)
        })
        .unzip();
    (Wakes(queues.into()), woken)
}

/// Account id and region.
pub type Place = (String, String);

struct Watched {
    request: ObjectRef<DeploymentRequest>,
    last: Option<StackStatus>,
    looks: u32,
}

type Places = Arc<Mutex<HashMap<Place, HashMap<String, Watched>>>>;

/// The poller. Cheap to clone.
#[derive(Clone)]
pub struct Poller {
    interval: Duration,
    wakes: Wakes,
    stop: CancellationToken,
    tasks: TaskTracker,
    places: Places,
    metrics: Arc<Metrics>,
}

impl Poller {
    /// Looks every `interval`, until `stop`.
    pub fn new(interval: Duration, wakes: Wakes, stop: CancellationToken, metrics: Arc<Metrics>) -> Self {
        Self {
            interval,
            wakes,
            stop,
            tasks: TaskTracker::new(),
            places: Places::default(),
            metrics,
        }
    }

    /// Wakes `request` when there is something new on its stack. Starts the task of this place if there is none.
    pub fn watch(&self, place: &Place, stack: &str, request: ObjectRef<DeploymentRequest>, session: Session) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let starts = !places.contains_key(place);
        let stacks = places.entry(place.clone()).or_default();
        stacks.entry(stack.to_owned()).or_insert(Watched {
            request,
            last: None,
            looks: 0,
        });
        self.count(&places);
        if starts {
            self.tasks.spawn(self.clone().poll(place.clone(), session));
        }
    }

    /// Stops looking at a stack. The task of its place ends at its next look if it was the last.
    pub fn forget(&self, place: &Place, stack: &str) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stacks) = places.get_mut(place) {
            stacks.remove(stack);
            self.count(&places);
        }
    }

    /// Every change of what is watched is noted at once, whichever place it is in.
    fn count(&self, places: &HashMap<Place, HashMap<String, Watched>>) {
        self.metrics.watching(places.values().map(HashMap::len).sum());
    }

    /// Waits until every task has ended; `stop` has to be told first.
    pub async fn stopped(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Told to stop, it does not wait for an answer that is still to come.
    async fn poll(self, place: Place, session: Session) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(self.interval) => {}
                () = self.stop.cancelled() => return,
            }
            if !self.is_watched(&place) {
                return;
            }
            self.metrics.polled();
            let listed = tokio::select! {
                listed = session.cloudformation.stacks() => listed,
                () = self.stop.cancelled() => return,
            };
            match listed {
                Ok(stacks) => self.compare(&place, &stacks.into_iter().collect()),
                Err(fault) => {
                    tracing::warn!(region = place.1, code = ?fault.code, reason = fault.reason, "stacks not listed");
                    return self.give_up(&place);
                }
            }
        }
    }

    /// Wakes everybody and ends: they see the fault themselves, with its remedy, and come back with the credentials of
    /// then, which may be others than these.
    fn give_up(&self, place: &Place) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        for watched in places.remove(place).into_iter().flat_map(HashMap::into_values) {
            self.wakes.wake(&watched.request);
        }
        self.count(&places);
    }

    /// Whether any stack is watched here. If none is, the place is given up in the same breath, so that a request that
    /// comes now starts a new task.
    fn is_watched(&self, place: &Place) -> bool {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.get(place).is_some_and(|stacks| !stacks.is_empty()) {
            return true;
        }
        places.remove(place);
        false
    }

    fn compare(&self, place: &Place, statuses: &HashMap<String, StackStatus>) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        for (stack, watched) in places.get_mut(place).into_iter().flatten() {
            let now = statuses.get(stack);
            watched.looks += 1;
            if watched.last.as_ref() != now || now.is_none() || watched.looks >= CLOSE_LOOK {
                watched.last = now.cloned();
                watched.looks = 0;
                self.wakes.wake(&watched.request);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::error::ErrorCode;
    use cloudwhisper_lifecycle::{Class, Fault};
    use futures::{Stream, StreamExt as _};

    use super::*;
    use crate::aws::fake::Fake;

    /// Nothing waits this long unless it is broken.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn poller(interval: Duration) -> (Poller, impl Stream<Item = ObjectRef<DeploymentRequest>>) {
        let (wakes, mut woken) = wake_channels(&[None]);
        let poller = Poller::new(interval, wakes, CancellationToken::new(), Arc::default());
        (poller, woken.remove(0))
    }

    fn place(region: &str) -> Place {
        ("111122223333".to_owned(), region.to_owned())
    }

    fn watch(poller: &Poller, region: &str, name: &str, fake: &Arc<Fake>) {
        let session = Session::with(Arc::clone(fake) as _);
        poller.watch(&place(region), name, ObjectRef::new(name).within("shop"), session);
    }

    fn watched(poller: &Poller) -> String {
        let page = poller.metrics.text();
        let line = page
            .lines()
            .find_map(|line| line.strip_prefix("cloudwhisper_stacks_watched "));
        line.expect("it is among the metrics").to_owned()
    }

    #[tokio::test]
    async fn a_look_that_never_ends_does_not_keep_the_operator_from_stopping() {
        let (poller, _woken) = poller(Duration::from_millis(1));
        let silent = Arc::new(Fake::default());
        watch(&poller, "ap-south-1", "orders", &silent);
        silent.asked.notified().await;
        poller.stop.cancel();
        let stopped = tokio::time::timeout(PATIENCE, poller.stopped()).await;
        assert!(stopped.is_ok(), "it waits for an answer");
    }

    #[tokio::test]
    async fn stacks_of_all_places_are_counted_and_those_forgotten_are_not() {
        let (poller, _woken) = poller(Duration::from_hours(1));
        let fake = Arc::new(Fake::default());
        for (region, name) in [("ap-south-1", "a"), ("ap-south-1", "b"), ("us-east-1", "c")] {
            watch(&poller, region, name, &fake);
        }
        assert_eq!(watched(&poller), "3");
        watch(&poller, "us-east-1", "c", &fake);
        assert_eq!(watched(&poller), "3", "it was watched before");
        poller.forget(&place("ap-south-1"), "a");
        poller.forget(&place("us-east-1"), "c");
        assert_eq!(watched(&poller), "1");
        poller.forget(&place("ap-south-1"), "b");
        assert_eq!(watched(&poller), "0");
    }

    #[tokio::test]
    async fn a_place_that_is_given_up_wakes_everybody_and_counts_no_more() {
        let (poller, woken) = poller(Duration::from_millis(1));
        let refusing = Arc::new(Fake {
            fault: Some(Fault {
                class: Class::UserFixable,
                code: ErrorCode::AccessDenied,
                reason: "AccessDenied: no".to_owned(),
                action: None,
            }),
            ..Fake::default()
        });
        watch(&poller, "ap-south-1", "orders", &refusing);
        let first = tokio::time::timeout(PATIENCE, std::pin::pin!(woken).next()).await;
        assert_eq!(
            first.ok().flatten().map(|request| request.name),
            Some("orders".to_owned())
        );
        poller.stop.cancel();
        poller.stopped().await;
        assert_eq!(watched(&poller), "0");
    }
}
