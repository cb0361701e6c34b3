//! What is known of one place: the stacks that are waited for there, what is in its way, and whom the next look wakes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{Class, Fault};
use kube::runtime::reflector::ObjectRef;
use tokio::sync::{Notify, watch};

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
    /// An event has told of it since the last look.
    told_of: bool,
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
    /// Whether stack events are received.
    pub(super) listens: bool,
    /// Told at the end of each look.
    pub(super) looks: watch::Sender<()>,
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
            listens: false,
            looks: watch::Sender::default(),
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
            told_of: false,
        });
        if seen.is_some() {
            watched.last = seen;
        }
    }

    /// Time to the next look. It may be longer while every change that is waited for is one that events tell of: those of a stack's own
    /// status. Nobody tells that a change set was checked.
    pub(super) fn wait(&self) -> Duration {
        let is_told = |watched: &Watched| watched.last.as_ref().is_some_and(StackStatus::is_under_way);
        if self.listens && self.stacks.values().all(is_told) {
            self.pace.fallback()
        } else {
            self.pace.wait()
        }
    }

    /// Events tell of these stacks: those of them that are waited for are looked at now.
    pub(super) fn told_of(&mut self, stacks: &HashSet<&str>) -> HashSet<String> {
        let mut awaited = HashSet::new();
        for (name, watched) in &mut self.stacks {
            if stacks.contains(name.as_str()) {
                watched.told_of = true;
                awaited.insert(name.clone());
            }
        }
        if !awaited.is_empty() && self.trouble.is_none() {
            self.nudge.notify_one();
        }
        awaited
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
        self.looks.send_replace(());
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

    /// A look: whom to wake. Every stack whose status has changed or that an event tells of, and of the others those that waited longest.
    pub(super) fn looked(
        &mut self,
        statuses: &HashMap<String, StackStatus>,
    ) -> Vec<ObjectRef<DeploymentRequest>> {
        self.trouble = None;
        self.told = None;
        self.pace.quickened();
        self.looks.send_replace(());
        self.round += 1;
        let mut wake = Vec::new();
        let mut same = Vec::new();
        for (name, watched) in &mut self.stacks {
            let now = statuses.get(name);
            let is_told = std::mem::take(&mut watched.told_of);
            if watched.last.as_ref() == now && !is_told {
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
