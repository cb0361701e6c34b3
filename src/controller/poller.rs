//! The one that looks at CloudFormation: per account and region with work in progress one task that lists stacks in
//! bulk and wakes the requests concerned, sooner where a queue tells of a change (`listener`). No work in progress, no task, no call. What AWS refuses, it refuses the place: the place is
//! left alone longer, by the class of the fault, and nobody in it asks on their own meanwhile.

mod listener;
mod pace;
mod site;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Class, Fault};
use futures::channel::mpsc;
use kube::runtime::reflector::ObjectRef;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::echo::Echoes;
use super::metrics::Metrics;
use crate::aws::{Session, StackEvents};
use site::Site;

/// What a look needs the right to.
const LOOK: &str = "cloudformation:DescribeStacks";

type Wake = ObjectRef<DeploymentRequest>;

/// Where it is said whom to wake: each served namespace, or the whole cluster, has a queue of its own. Cheap to clone.
#[derive(Clone)]
pub struct Wakes {
    queues: Arc<[(Option<String>, mpsc::UnboundedSender<Wake>)]>,
    echoes: Echoes,
}

impl Wakes {
    /// Has a pass over `request`. One that nobody serves is not woken.
    pub fn wake(&self, request: &ObjectRef<DeploymentRequest>) {
        self.echoes.forget(request);
        let serves = |namespace: &Option<String>| namespace.is_none() || *namespace == request.namespace;
        for (_, queue) in self.queues.iter().filter(|(namespace, _)| serves(namespace)) {
            // The receiver is gone only while we stop.
            let _ = queue.unbounded_send(request.clone());
        }
    }

    /// Where passes learn that somebody was woken, and so can't leave the pass out.
    pub(super) fn echoes(&self) -> Echoes {
        self.echoes.clone()
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
    let wakes = Wakes {
        queues: queues.into(),
        echoes: Echoes::default(),
    };
    (wakes, woken)
}

/// Name of the `CloudAccount`, and region. Two accounts that lead to the same account of AWS have credentials of their own, and so a
/// place each.
pub type Place = (String, String);

/// The way into a place with the credentials of now, which may be others than those of the last look.
#[async_trait]
pub trait Doors: Send + Sync {
    /// A session there.
    async fn open(&self, place: &Place) -> Result<Session, Fault>;
    /// AWS no longer lets us in there: the account is to be checked now, and not when it is due.
    fn doubt(&self, place: &Place);
    /// The place's queue of stack events, if it has one and we lead: what is received is gone for others.
    async fn stack_events(&self, place: &Place) -> Result<Option<Arc<dyn StackEvents>>, Fault>;
    /// Tells the account's owner that nothing can be received.
    async fn no_stack_events(&self, place: &Place, fault: &Fault);
}

type Sites = Arc<Mutex<HashMap<Place, Site>>>;

/// The poller. Cheap to clone.
#[derive(Clone)]
pub struct Poller {
    interval: Duration,
    wakes: Wakes,
    stop: CancellationToken,
    tasks: TaskTracker,
    sites: Sites,
    metrics: Arc<Metrics>,
    doors: Arc<dyn Doors>,
}

impl Poller {
    /// Looks every `interval`, until `stop`.
    pub fn new(
        interval: Duration,
        wakes: Wakes,
        stop: CancellationToken,
        metrics: Arc<Metrics>,
        doors: Arc<dyn Doors>,
    ) -> Self {
        Self {
            interval,
            wakes,
            stop,
            tasks: TaskTracker::new(),
            sites: Sites::default(),
            metrics,
            doors,
        }
    }

    /// Wakes `request` when there is something new on its stack, and on no other that it had before. `seen` is the stack's status as
    /// the request's pass has just seen it. Starts the task of this place if there is none.
    pub fn watch(
        &self,
        place: &Place,
        stack: &str,
        request: ObjectRef<DeploymentRequest>,
        seen: Option<StackStatus>,
    ) {
        self.enter(place, stack, request, |site, request| {
            site.watch(stack, request, seen);
        });
    }

    /// A call for `request` was refused. True if it was the place that refused it, or that would refuse everybody's. Then `request` is
    /// woken when the place answers again, and has no need to try on its own.
    pub fn refused(
        &self,
        place: &Place,
        stack: &str,
        request: ObjectRef<DeploymentRequest>,
        fault: &Fault,
    ) -> bool {
        let of_the_place = is_of_the_place(fault);
        if !of_the_place && self.trouble(place).as_ref() != Some(fault) {
            return false;
        }
        self.enter(place, stack, request, |site, request| {
            site.watch(stack, request, None);
            if of_the_place {
                self.doubt(place, site, fault);
                site.refused(fault);
            }
        });
        true
    }

    fn enter(
        &self,
        place: &Place,
        stack: &str,
        request: ObjectRef<DeploymentRequest>,
        entered: impl FnOnce(&mut Site, ObjectRef<DeploymentRequest>),
    ) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        for (other, site) in &mut *sites {
            site.leave(&request, (other == place).then_some(stack));
        }
        let starts = !sites.contains_key(place);
        let site = sites
            .entry(place.clone())
            .or_insert_with(|| Site::new(self.interval));
        let wait = site.wait();
        entered(site, request);
        if site.wait() < wait {
            site.nudge.notify_one(); // events tell nothing of this one, and the next look is far off
        }
        self.count(&sites);
        if starts {
            self.tasks.spawn(self.clone().poll(place.clone()));
        }
    }

    /// What is in the way of every call to this place: nobody needs to ask AWS to hear it once more.
    pub fn trouble(&self, place: &Place) -> Option<Fault> {
        let sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        sites.get(place)?.trouble().cloned()
    }

    /// The account was changed, which may have mended what was in the way of its places.
    pub fn account_changed(&self, account: &str) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, site) in sites.iter_mut().filter(|((name, _), _)| name == account) {
            site.mended();
        }
    }

    /// Stops looking for `request`, wherever its stack is. The task of that place ends at its next look if it was the last.
    pub fn forget(&self, request: &ObjectRef<DeploymentRequest>) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        for site in sites.values_mut() {
            site.leave(request, None);
        }
        self.count(&sites);
    }

    /// Every change of what is watched is noted at once, whichever place it is in.
    fn count(&self, sites: &HashMap<Place, Site>) {
        self.metrics.watching(sites.values().map(Site::len).sum());
    }

    /// Waits until every task has ended; `stop` has to be told first.
    pub async fn stopped(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Looks, and listens meanwhile; both end with the last that is watched here.
    async fn poll(self, place: Place) {
        tokio::select! {
            () = self.look_on(&place) => {}
            () = self.listen(&place) => {}
        }
    }

    /// Told to stop, it does not wait for an answer that is still to come.
    async fn look_on(&self, place: &Place) {
        while let Some((wait, nudge)) = self.next(place) {
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = nudge.notified() => {}
                () = self.stop.cancelled() => return,
            }
            if !self.is_watched(place) {
                return;
            }
            self.metrics.polled();
            let listed = tokio::select! {
                listed = self.look(place) => listed,
                () = self.stop.cancelled() => return,
            };
            if let Err(fault) = &listed {
                tracing::warn!(account = place.0, region = place.1, code = ?fault.code, reason = fault.reason, "stacks not listed");
            }
            self.tell(place, listed);
        }
    }

    /// Notes whether the place's queue is received from.
    fn listens(&self, place: &Place, listens: bool) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = sites.get_mut(place) {
            site.listens = listens;
        }
    }

    /// Those of these stacks that somebody waits for, and what tells of the end of the look that they are now given.
    fn told(&self, place: &Place, stacks: &HashSet<&str>) -> (HashSet<String>, Option<watch::Receiver<()>>) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        match sites.get_mut(place) {
            Some(site) => (site.told_of(stacks), Some(site.looks.subscribe())),
            None => (HashSet::new(), None),
        }
    }

    async fn look(&self, place: &Place) -> Result<HashMap<String, StackStatus>, Fault> {
        let session = self.doors.open(place).await?;
        Ok(session.cloudformation.stacks().await?.into_iter().collect())
    }

    fn tell(&self, place: &Place, listed: Result<HashMap<String, StackStatus>, Fault>) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(site) = sites.get_mut(place) else {
            return;
        };
        let wake = match listed {
            Ok(statuses) => site.looked(&statuses),
            Err(fault) => {
                self.doubt(place, site, &fault);
                site.failed(&fault)
            }
        };
        for request in wake {
            self.wakes.wake(&request);
        }
    }

    /// The first who is not let in has the account checked: its status says why, and everybody's way on hangs on it.
    fn doubt(&self, place: &Place, site: &Site, fault: &Fault) {
        if is_of_the_way_in(fault) && site.trouble() != Some(fault) {
            self.doors.doubt(place);
        }
    }

    /// How long until the next look, and what ends the wait before that.
    fn next(&self, place: &Place) -> Option<(Duration, Arc<Notify>)> {
        let sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        sites
            .get(place)
            .map(|site| (site.wait(), Arc::clone(&site.nudge)))
    }

    /// Whether any stack is watched here. If none is, the place is given up in the same breath, so that a request that
    /// comes now starts a new task.
    fn is_watched(&self, place: &Place) -> bool {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if sites.get(place).is_some_and(|site| site.len() > 0) {
            return true;
        }
        sites.remove(place);
        false
    }
}

/// Whether the same call would be refused for any other stack of the place: AWS throttles, the credentials don't work, the role can't be
/// assumed, or looking at stacks is not allowed.
fn is_of_the_place(fault: &Fault) -> bool {
    match fault.code {
        ErrorCode::AwsThrottled | ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid => true,
        ErrorCode::AccessDenied => fault.action.as_deref() == Some(LOOK) || is_of_the_way_in(fault),
        _ => false,
    }
}

/// Whether AWS has refused the credentials themselves, and not what they were used for: then the account is to be looked at.
fn is_of_the_way_in(fault: &Fault) -> bool {
    let assuming = |action: &str| action.starts_with("sts:AssumeRole");
    match fault.code {
        ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid => true,
        _ => fault.class != Class::Transient && fault.action.as_deref().is_some_and(assuming),
    }
}
