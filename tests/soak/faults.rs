//! Random faults on the way to both servers. What befalls the nth call of a kind follows from the seed, the kind and n alone.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::support::gate::{Call, Judge, Verdict};

/// Of a hundred calls so many are late, by at most [`LATEST`] milliseconds.
const LATE: u64 = 30;
const LATEST: u64 = 400;
/// Of a hundred calls so many meet a fault.
const FAULTY: u64 = 8;
/// Of a hundred calls about the Lease: losing it makes the operator end, as it should, and start anew.
const FAULTY_LEASES: u64 = 2;
/// Of a thousand calls so many are never answered, where [`Weather::silent`].
const SILENT: u64 = 2;
/// Of a thousand calls of CloudFormation so many find that the session of the role was taken back, which the next one need not.
const TAKEN_BACK: u64 = 10;
/// A watch that is ended lasts so many milliseconds at most.
const LONGEST_WATCH: u64 = 8_000;

/// What may go wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weather {
    /// Calls about the Lease may meet faults.
    pub(crate) leases: bool,
    /// Some calls are never answered: each costs as long as the operator waits.
    pub(crate) silent: bool,
}

/// A change set that AWS was told to carry out, and took.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Execution {
    pub(crate) stack: String,
    /// Name in the ARN.
    pub(crate) change_set: String,
}

/// The faults of a soak.
pub(crate) struct Faults {
    seed: u64,
    ledger: Mutex<Ledger>,
}

#[derive(Default)]
struct Ledger {
    weather: Option<Weather>,
    calm_since: Option<Instant>,
    calls: HashMap<String, u64>,
    happened: BTreeMap<String, usize>,
    executed: Vec<Execution>,
    /// What else AWS took, by its name.
    taken: BTreeMap<String, usize>,
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            ledger: Mutex::default(),
        }
    }

    /// From now on calls meet faults.
    pub(crate) fn begin(&self, weather: Weather) {
        let mut ledger = self.ledger();
        (ledger.weather, ledger.calm_since) = (Some(weather), None);
    }

    /// From now on nothing goes wrong.
    pub(crate) fn end(&self) {
        let mut ledger = self.ledger();
        ledger.weather = None;
        ledger.calm_since.get_or_insert_with(Instant::now);
    }

    /// For how long nothing has gone wrong; none while something does.
    pub(crate) fn calm(&self) -> Option<Duration> {
        self.ledger().calm_since.map(|since| since.elapsed())
    }

    /// How many calls there were, and how often which fault happened.
    pub(crate) fn happened(&self) -> (u64, BTreeMap<String, usize>) {
        let ledger = self.ledger();
        (ledger.calls.values().sum(), ledger.happened.clone())
    }

    /// What AWS was told to carry out and took, each time that it took one.
    pub(crate) fn executed(&self) -> Vec<Execution> {
        self.ledger().executed.clone()
    }

    /// How often AWS took a call of this name.
    pub(crate) fn taken_of(&self, action: &str) -> usize {
        self.ledger().taken.get(action).copied().unwrap_or_default()
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dice(&self, kind: &str, nth: u64) -> Dice {
        let mut hasher = DefaultHasher::new();
        (self.seed, kind, nth).hash(&mut hasher);
        Dice(hasher.finish())
    }
}

/// Random numbers (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Below `sides`.
    pub(crate) fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// One of these.
    fn pick(&mut self, from: &[Verdict]) -> Verdict {
        let which = self.throw(from.len() as u64);
        from[usize::try_from(which).unwrap_or_default()]
    }

    fn verdict(&mut self, call: &Call, weather: Weather) -> Verdict {
        if call.is_watch() {
            let lasts = Duration::from_millis(self.throw(LONGEST_WATCH));
            return self.pick(&[Verdict::Pass, Verdict::Expire(lasts), Verdict::Break(lasts)]);
        }
        let silent = self.throw(1000) < SILENT;
        if silent && weather.silent && !call.is_lease() && !is_deletion(call) {
            return self.pick(&[Verdict::Hold, Verdict::HoldAnswer]);
        }
        if self.throw(1000) < TAKEN_BACK && has_session(call) {
            return Verdict::Refuse(403);
        }
        let faulty = if call.is_lease() { FAULTY_LEASES } else { FAULTY };
        if self.throw(100) >= faulty {
            return Verdict::Pass;
        }
        match self.pick(&FAULTS) {
            // LocalStack (2026-11, `v2/provider.py`) begins a second deletion beside the first, which then fails; AWS takes them as one. What
            // becomes of a lost answer to a deletion is tried by the crash sweep.
            Verdict::ResetAnswer | Verdict::Truncate if is_deletion(call) => Verdict::Reset,
            verdict => verdict,
        }
    }
}

fn is_deletion(call: &Call) -> bool {
    call.form("Action").as_deref() == Some("DeleteStack")
}

/// Whether it is made with the session of a role: the one that asks for it isn't.
fn has_session(call: &Call) -> bool {
    call.form("Action").is_some_and(|action| action != "AssumeRole")
}

/// What AWS is asked to do: in a form or, by newer protocols, in a header.
fn action(call: &Call) -> Option<String> {
    let target = call.headers.iter().find(|(name, _)| name == "x-amz-target");
    call.form("Action")
        .or_else(|| Some(target?.1.split('.').next_back()?.to_owned()))
}

/// What kind of call it is, whatever its object is called.
fn kind(call: &Call) -> String {
    let path = call.path.split('?').next().unwrap_or_default();
    let parts: Vec<_> = path.split('/').collect();
    let in_namespace = parts
        .iter()
        .position(|part| *part == "namespaces")
        .map(|at| at + 2);
    let of_cluster = if parts.get(1) == Some(&"api") { 3 } else { 4 };
    let resource = in_namespace.or(Some(of_cluster)).and_then(|at| parts.get(at));
    format!(
        "{:?} {} {resource:?} {} {:?} {}",
        call.server,
        call.method,
        path.ends_with("/status"),
        action(call),
        call.is_watch()
    )
}

impl Judge for Faults {
    fn judge(&self, call: &Call) -> (Duration, Verdict) {
        let mut ledger = self.ledger();
        let Some(weather) = ledger
            .weather
            .filter(|weather| weather.leases || !call.is_lease())
        else {
            return (Duration::ZERO, Verdict::Pass);
        };
        let kind = kind(call);
        let nth = ledger.calls.entry(kind.clone()).or_default();
        *nth += 1;
        let mut dice = self.dice(&kind, *nth);
        let is_late = dice.throw(100) < LATE;
        let late = if is_late { dice.throw(LATEST) } else { 0 };
        let verdict = dice.verdict(call, weather);
        let name = match verdict {
            Verdict::Pass => None,
            Verdict::Expire(_) => Some("watch too old (410 Gone)".to_owned()),
            Verdict::Break(_) => Some("watch broken off".to_owned()),
            other => Some(format!("{other:?}")),
        };
        for name in name.into_iter().chain(is_late.then(|| "late".to_owned())) {
            *ledger.happened.entry(name).or_default() += 1;
        }
        (Duration::from_millis(late), verdict)
    }

    fn taken(&self, call: &Call) {
        if let Some(action) = action(call) {
            *self.ledger().taken.entry(action).or_default() += 1;
        }
        if call.form("Action").as_deref() == Some("ExecuteChangeSet") {
            let arn = call.form("ChangeSetName").unwrap_or_default();
            self.ledger().executed.push(Execution {
                stack: call.form("StackName").unwrap_or_default(),
                change_set: arn.split('/').nth(1).unwrap_or_default().to_owned(),
            });
        }
    }
}

const FAULTS: [Verdict; 6] = [
    Verdict::Refuse(429),
    Verdict::Refuse(500),
    Verdict::Refuse(503),
    Verdict::Reset,
    Verdict::ResetAnswer,
    Verdict::Truncate,
];
