//! Waiting times after faults that pass by themselves.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// First wait; doubles up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(1);
/// Longest wait: once what was in the way is gone, everything goes on within that time. What costs others something, such as asking an AWS
/// that throttles, is not asked by each object but waits longer, in its place (`poller`).
const LONGEST: Duration = Duration::from_mins(1);

/// How often which object failed in a row.
#[derive(Default)]
pub struct Retries {
    failures: Mutex<HashMap<String, u32>>,
}

impl Retries {
    /// Counts a failure and returns how long to wait: doubling, with up to a quarter more so that many objects don't
    /// come back at the same moment.
    pub fn failed(&self, uid: &str) -> Duration {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let count = failures.entry(uid.to_owned()).or_default();
        *count = count.saturating_add(1);
        let wait = FIRST.saturating_mul(1 << (*count - 1).min(16)).min(LONGEST);
        wait + wait.mul_f64(jitter(uid, *count) / 4.0)
    }

    /// Forgets earlier failures.
    pub fn succeeded(&self, uid: &str) {
        self.failures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(uid);
    }
}

/// 0 to 1, spread by object and attempt. Nothing secret hangs on it, so a hash will do for a random number.
fn jitter(uid: &str, attempt: u32) -> f64 {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one((uid, attempt));
    f64::from(u32::try_from(hash >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_begin_anew_after_a_success() {
        let retries = Retries::default();
        let first = retries.failed("a");
        assert!(first >= FIRST && first <= FIRST.mul_f64(1.25), "{first:?}");
        let second = retries.failed("a");
        assert!(second >= FIRST * 2 && second <= FIRST.mul_f64(2.5), "{second:?}");
        for _ in 0..40 {
            assert!(retries.failed("a") <= Duration::from_secs(75));
        }
        retries.succeeded("a");
        assert!(retries.failed("a") < FIRST * 2);
    }
}
