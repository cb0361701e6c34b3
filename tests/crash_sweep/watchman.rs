//! Stands at both gates: notes every effect that the operator makes, and stops the world at one of them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::support::gate::{Call, Judge, Verdict};

/// On which side of an effect the operator dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The server was not asked.
    Before,
    /// The server did it, and the operator never learns of it.
    After,
}

/// A point at which the operator dies: the `nth` effect of this kind within a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) side: Side,
    pub(crate) effect: String,
    pub(crate) nth: usize,
}

impl Point {
    pub(crate) fn new(side: Side, effect: &str, nth: usize) -> Self {
        Self {
            side,
            effect: effect.to_owned(),
            nth,
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { side, effect, nth } = self;
        write!(f, "{side:?} {effect} ({nth})")
    }
}

#[derive(Default)]
struct Ledger {
    /// Where the world stops; taken when it does.
    armed: Option<Point>,
    /// The operator is as good as dead: nothing of it passes any more.
    stopped: bool,
    /// Effects that were asked for in this stage, in order.
    asked: Vec<String>,
    /// How many of each kind there were in this stage.
    counts: HashMap<String, usize>,
    /// Effects that a server took in this stage.
    taken: HashMap<String, usize>,
    last: Option<Instant>,
}

#[derive(Default)]
pub(crate) struct Watchman {
    ledger: Mutex<Ledger>,
    stopped: Notify,
}

impl Watchman {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A stage begins: the world stops at this point of it.
    pub(crate) fn begin(&self, point: Option<Point>) {
        *self.ledger() = Ledger {
            armed: point,
            ..Ledger::default()
        };
    }

    /// Waits until the world has stopped.
    pub(crate) async fn stopped(&self) {
        self.stopped.notified().await;
    }

    /// Another operator may begin.
    pub(crate) fn go_on(&self) {
        self.ledger().stopped = false;
    }

    /// Whether the point of this stage has been reached, if there was one.
    pub(crate) fn reached(&self) -> bool {
        self.ledger().armed.is_none()
    }

    /// What was asked for in this stage, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.ledger().asked.clone()
    }

    /// How many effects of a kind a server took in this stage.
    pub(crate) fn taken(&self, effect: &str) -> usize {
        self.ledger().taken.get(effect).copied().unwrap_or_default()
    }

    /// Whether nothing has been asked for in this long.
    pub(crate) fn is_quiet(&self, long: Duration) -> bool {
        self.ledger().last.is_none_or(|last| last.elapsed() >= long)
    }
}

impl Judge for Watchman {
    fn judge(&self, call: &Call) -> (Duration, Verdict) {
        let mut ledger = self.ledger();
        let verdict = match call.effect() {
            _ if ledger.stopped => Verdict::Hold,
            None => Verdict::Pass,
            Some(effect) => {
                ledger.last = Some(Instant::now());
                ledger.asked.push(effect.clone());
                let nth = ledger.counts.entry(effect.clone()).or_default();
                *nth += 1;
                let nth = *nth;
                let here = ledger
                    .armed
                    .take_if(|point| point.effect == effect && point.nth == nth);
                ledger.stopped = here.is_some();
                match here.map(|point| point.side) {
                    None => Verdict::Pass,
                    Some(Side::Before) => Verdict::Hold,
                    Some(Side::After) => Verdict::HoldAnswer,
                }
            }
        };
        (Duration::ZERO, verdict)
    }

    fn taken(&self, call: &Call) {
        if let Some(effect) = call.effect() {
            *self.ledger().taken.entry(effect).or_default() += 1;
        }
    }

    fn held(&self) {
        // What else is held while the world stands still changes nothing: one permit is kept.
        self.stopped.notify_one();
    }
}
