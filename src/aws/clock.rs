//! Time for the SDK, which uses the time of day to sign and to limit its rate. Its limiter (aws-smithy-runtime 1.16,
//! `client_rate_limiter.rs`, read 2026-11-22) takes a clock that is set back for tokens spent: after 20 s back, which a host may do when it
//! wakes or first hears of NTP, no call is made for minutes. So within an era time goes evenly; when the clock is set, a new era begins,
//! and with it an allowance that knows nothing of the old one.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use aws_smithy_async::time::TimeSource;

/// What the clock may be off before it counts as set. AWS takes signatures that are off by minutes.
const TOLERANCE: Duration = Duration::from_secs(1);

/// The time of day from one setting of the clock to the next, whatever the clock says meanwhile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Era {
    /// Counts from 0.
    pub(super) number: u64,
    read: SystemTime,
    at: Instant,
}

impl Era {
    fn begin(number: u64, read: SystemTime, at: Instant) -> Self {
        Self { number, read, at }
    }

    fn time(&self, at: Instant) -> SystemTime {
        self.read + at.saturating_duration_since(self.at)
    }

    /// This era, or the next one if the clock was set since.
    fn or_next(self, read: SystemTime, at: Instant) -> Self {
        let even = self.time(at);
        let off = read
            .duration_since(even)
            .unwrap_or_else(|behind| behind.duration());
        if off <= TOLERANCE {
            return self;
        }
        Self::begin(self.number + 1, read, at)
    }
}

impl TimeSource for Era {
    fn now(&self) -> SystemTime {
        self.time(Instant::now())
    }
}

/// Tells the era.
pub(super) struct Clock(Mutex<Era>);

impl Default for Clock {
    fn default() -> Self {
        Self(Mutex::new(Era::begin(0, SystemTime::now(), Instant::now())))
    }
}

impl Clock {
    /// The era of now.
    pub(super) fn era(&self) -> Era {
        let mut era = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *era = era.or_next(SystemTime::now(), Instant::now());
        *era
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn a_clock_that_is_set_either_way_begins_an_era() {
        let (read, at) = (SystemTime::UNIX_EPOCH + MINUTE * 1000, Instant::now());
        let era = Era::begin(7, read, at);
        let later = at + MINUTE;
        let number = |read| era.or_next(read, later).number;
        assert_eq!(number(read + MINUTE), 7);
        assert_eq!(number(read + MINUTE + TOLERANCE), 7);
        assert_eq!(number(read + MINUTE - TOLERANCE), 7);
        assert_eq!(number(read), 8, "set back by a minute");
        assert_eq!(number(read + MINUTE * 2), 8, "set ahead by a minute");
    }

    #[test]
    fn within_an_era_time_goes_evenly_whatever_the_clock_says() {
        let (read, at) = (SystemTime::UNIX_EPOCH + MINUTE * 1000, Instant::now());
        let era = Era::begin(0, read, at);
        assert_eq!(era.time(at + MINUTE), read + MINUTE);
        let next = era.or_next(read - MINUTE, at + MINUTE);
        assert_eq!(
            next.time(at + MINUTE * 2),
            read,
            "and the next one goes from what it was set to"
        );
    }
}
