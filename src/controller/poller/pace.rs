//! How long a place is left alone between two looks. What is in its way decides: see [`Pace::slowed`].

use std::time::Duration;

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};

/// Longest wait between two looks, however long AWS throttles.
const LONGEST: Duration = Duration::from_mins(5);
/// Longest wait where AWS is out of reach, and the wait after a fault that a person has to mend: one call a minute and place, so that what
/// was mended is seen soon.
const LASTING: Duration = Duration::from_mins(1);

/// So many intervals between two looks at a place whose events are heard.
const FALLBACK: u32 = 5;

/// The wait between two looks at one place.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    wait: Duration,
    throttled: bool,
}

impl Pace {
    /// A look every `interval`.
    pub(super) fn new(interval: Duration) -> Self {
        Self {
            interval,
            wait: interval,
            throttled: false,
        }
    }

    /// How long to wait now.
    pub(super) fn wait(&self) -> Duration {
        self.wait
    }

    /// How long to wait where events tell of changes: what they miss is found out later, and nothing else comes of it.
    pub(super) fn fallback(&self) -> Duration {
        self.wait.max(self.interval * FALLBACK)
    }

    /// AWS answered. After throttling the wait shrinks by halves, so that the rate which AWS has just refused isn't tried again at
    /// once; after anything else nothing speaks against the old one.
    pub(super) fn quickened(&mut self) {
        self.wait = if self.throttled {
            (self.wait / 2).max(self.interval)
        } else {
            self.interval
        };
        self.throttled &= self.wait > self.interval;
    }

    /// AWS did not answer, or not with what was asked: what passes by itself doubles the wait, what a person has to mend is looked
    /// at once a minute.
    pub(super) fn slowed(&mut self, fault: &Fault) {
        self.throttled = fault.code == ErrorCode::AwsThrottled;
        self.wait = match fault.class {
            Class::Transient if self.throttled => (self.wait * 2).min(LONGEST),
            Class::Transient => (self.wait * 2).min(LASTING.max(self.wait)),
            Class::Terminal | Class::UserFixable => LASTING,
        }
        .max(self.interval);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERVAL: Duration = Duration::from_secs(5);

    fn after(faults: &[(Class, ErrorCode)]) -> Pace {
        let mut pace = Pace::new(INTERVAL);
        for (class, code) in faults {
            pace.slowed(&Fault {
                class: *class,
                code: *code,
                reason: String::new(),
                action: None,
            });
        }
        pace
    }

    #[test]
    fn throttling_doubles_the_wait_and_answers_halve_it_again() {
        let mut pace = after(&[(Class::Transient, ErrorCode::AwsThrottled); 3]);
        let mut waits = vec![pace.wait().as_secs()];
        for _ in 0..4 {
            pace.quickened();
            waits.push(pace.wait().as_secs());
        }
        assert_eq!(waits, [40, 20, 10, 5, 5]);
        assert_eq!(
            after(&[(Class::Transient, ErrorCode::AwsThrottled); 40]).wait(),
            LONGEST
        );
    }

    #[test]
    fn a_network_that_is_back_is_asked_as_often_as_before() {
        let mut pace = after(&[(Class::Transient, ErrorCode::AwsUnreachable); 3]);
        assert_eq!(pace.wait(), INTERVAL * 8);
        pace.quickened();
        assert_eq!(pace.wait(), INTERVAL);
        let long = after(&[(Class::Transient, ErrorCode::AwsUnreachable); 40]);
        assert_eq!(long.wait(), LASTING, "nobody is spared by asking less often");
    }

    #[test]
    fn what_a_person_has_to_mend_is_looked_at_every_minute() {
        for times in 1..5 {
            let faults = vec![(Class::UserFixable, ErrorCode::AccessDenied); times];
            assert_eq!(after(&faults).wait(), LASTING);
        }
    }
}
