//! The one that looks at CloudFormation: per account and region with work in progress one task that lists stacks in
//! bulk and wakes the requests concerned. No work in progress, no task, no call.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::stack::StackStatus;
use futures::Stream;
use futures::channel::mpsc;
use kube::runtime::reflector::ObjectRef;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::metrics::Metrics;
use crate::aws::Session;

/// A stack of unchanged status is looked at closely every so many looks, for its progress.
const CLOSE_LOOK: u32 = 2;

/// Where the poller says whom to wake.
pub type Wakes = mpsc::UnboundedSender<ObjectRef<DeploymentRequest>>;

/// The two ends: the poller's, and the controller's.
pub fn wake_channel() -> (Wakes, impl Stream<Item = ObjectRef<DeploymentRequest>>) {
    mpsc::unbounded()
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
}

impl Poller {
    /// Looks every `interval`, until `stop`.
    pub fn new(interval: Duration, wakes: Wakes, stop: CancellationToken) -> Self {
        Self {
            interval,
            wakes,
            stop,
            tasks: TaskTracker::new(),
            places: Places::default(),
        }
    }

    /// Wakes `request` when there is something new on its stack. Starts the task of this place if there is none.
    pub fn watch(
        &self,
        place: &Place,
        stack: &str,
        request: ObjectRef<DeploymentRequest>,
        session: Session,
        metrics: Arc<Metrics>,
    ) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let starts = !places.contains_key(place);
        let stacks = places.entry(place.clone()).or_default();
        stacks.entry(stack.to_owned()).or_insert(Watched {
            request,
            last: None,
            looks: 0,
        });
        if starts {
            self.tasks
                .spawn(self.clone().poll(place.clone(), session, metrics));
        }
    }

    /// Stops looking at a stack. The task of its place ends at its next look if it was the last.
    pub fn forget(&self, place: &Place, stack: &str) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stacks) = places.get_mut(place) {
            stacks.remove(stack);
        }
    }

    /// Waits until every task has ended; `stop` has to be told first.
    pub async fn stopped(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    async fn poll(self, place: Place, session: Session, metrics: Arc<Metrics>) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(self.interval) => {}
                () = self.stop.cancelled() => return,
            }
            let Some(watched) = self.watched(&place) else {
                return;
            };
            metrics.polled(watched);
            match session.cloudformation.stacks().await {
                Ok(stacks) => self.compare(&place, &stacks.into_iter().collect()),
                Err(fault) => {
                    metrics.aws_failed();
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
            let _ = self.wakes.unbounded_send(watched.request);
        }
    }

    /// How many stacks are watched here. None are: the place is given up in the same breath, so that a request that
    /// comes now starts a new task.
    fn watched(&self, place: &Place) -> Option<usize> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let count = places.get(place).map_or(0, HashMap::len);
        if count == 0 {
            places.remove(place);
            return None;
        }
        Some(count)
    }

    fn compare(&self, place: &Place, statuses: &HashMap<String, StackStatus>) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        for (stack, watched) in places.get_mut(place).into_iter().flatten() {
            let now = statuses.get(stack);
            watched.looks += 1;
            if watched.last.as_ref() != now || now.is_none() || watched.looks >= CLOSE_LOOK {
                watched.last = now.cloned();
                watched.looks = 0;
                // The receiver is gone only while we stop.
                let _ = self.wakes.unbounded_send(watched.request.clone());
            }
        }
    }
}
