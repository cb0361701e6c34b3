//! What is known of one place: the stacks that are waited for there, what is in its way, and whom the next look wakes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Class, Fault};
use kube::runtime::reflector::ObjectRef;
use tokio::sync::Notify;

use super::pace::Pace;

/// So many stacks of unchanged status are looked at closely in a round, for what a status doesn't tell: progress by resource, a
/// change set that AWS has checked. A close look is up to three calls. With more stacks than that they take turns, so that calls grow
/// with what happens and not with how many wait.
pub(super) const CLOSE_LOOKS: usize = 10;

/// A stack that somebody waits for.
struct Watched {
    request: ObjectRef<DeploymentRequest>,
    /// As the request's own pass or the last round saw it.
    last: Option<StackStatus>,
    /// Round of the last wake-up; 0 before the first.
    woken: u64,
}

/// One place with work in progress.
pub(super) struct Site {
    stacks: HashMap<String, Watched>,
    round: u64,
    trouble: Option<Fault>,
    told: Option<Fault>,
    /// How long it is left alone.
    pub(super) pace: Pace,
    /// Ends the wait before its time.
    pub(super) nudge: Arc<Notify>,
}

impl Site {
    /// Nobody waits, nothing is in the way, a look every `interval`.
    pub(super) fn new(interval: Duration) -> Self {
        Self {
            stacks: HashMap::new(),
            round: 0,
            trouble: None,
            told: None,
            pace: Pace::new(interval),
            nudge: Arc::default(),
        }
    }

    /// So many wait.
    pub(super) fn len(&self) -> usize {
        self.stacks.len()
    }

    /// What is in the way of every call to this place, since the last one.
    pub(super) fn trouble(&self) -> Option<&Fault> {
        self.trouble.as_ref()
    }

    /// Has `request` woken when something happens to `stack`, which its pass has just seen as `seen`, if it saw it.
    pub(super) fn watch(
        &mut self,
        stack: &str,
        request: ObjectRef<DeploymentRequest>,
        seen: Option<StackStatus>,
    ) {
        let watched = self.stacks.entry(stack.to_owned()).or_insert(Watched {
            request,
            last: None,
            woken: 0,
        });
        if seen.is_some() {
            watched.last = seen;
        }
    }

    /// Stops waiting for `request`, but for a stack of this name.
    pub(super) fn leave(&mut self, request: &ObjectRef<DeploymentRequest>, but_for: Option<&str>) {
        self.stacks
            .retain(|name, watched| watched.request != *request || Some(name.as_str()) == but_for);
    }

    /// AWS refuses somebody a call that it would refuse everybody. Everybody keeps their place. Only the first to hear of it slows the place down: those after it
    /// were under way already.
    pub(super) fn refused(&mut self, fault: &Fault) {
        if self.trouble.is_none() {
            self.pace.slowed(fault);
        }
        self.trouble = Some(fault.clone());
    }

    /// A look failed: whom to wake. What passes by itself is nobody's to be told; what a person has to mend, everybody's, once: their
    /// passes read it here and ask AWS nothing.
    pub(super) fn failed(&mut self, fault: &Fault) -> Vec<ObjectRef<DeploymentRequest>> {
        let is_news = self.told.as_ref() != Some(fault);
        self.told = Some(fault.clone());
        self.pace.slowed(fault);
        self.trouble = Some(fault.clone());
        let tell = is_news && fault.class != Class::Transient;
        let requests = self.stacks.values().map(|watched| watched.request.clone());
        requests.filter(|_| tell).collect()
    }

    /// Somebody may have mended what was in the way: it is looked at now.
    pub(super) fn mended(&mut self) {
        if self.trouble.take().is_some() {
            self.nudge.notify_one();
        }
    }

    /// A look: whom to wake. Every stack whose status has changed, and of the others those that waited longest.
    pub(super) fn looked(
        &mut self,
        statuses: &HashMap<String, StackStatus>,
    ) -> Vec<ObjectRef<DeploymentRequest>> {
        self.trouble = None;
        self.told = None;
        self.pace.quickened();
        self.round += 1;
        let mut wake = Vec::new();
        let mut same = Vec::new();
        for (name, watched) in &mut self.stacks {
            let now = statuses.get(name);
            if watched.last.as_ref() == now {
                same.push(watched);
                continue;
            }
            watched.last = now.cloned();
            watched.woken = self.round;
            wake.push(watched.request.clone());
        }
        same.sort_by_key(|watched| watched.woken);
        for watched in same.into_iter().take(CLOSE_LOOKS) {
            watched.woken = self.round;
            wake.push(watched.request.clone());
        }
        wake
    }
}
