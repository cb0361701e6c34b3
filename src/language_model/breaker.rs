//! A circuit breaker: after several failures in a row nobody is asked for a while, then one may try. Pure: time is an argument.

use std::time::{Duration, Instant};

/// Failures in a row that open it.
const FAILURES: u32 = 3;
/// How long it stays open the first time.
const FIRST_REST: Duration = Duration::from_secs(15);
/// How long at most, however often it was opened in a row.
const LONGEST_REST: Duration = Duration::from_mins(5);

/// Whether the model's service seems well.
#[derive(Clone, Debug, Default)]
pub struct Breaker {
    failures: u32,
    /// How often it was opened since the last success.
    openings: u32,
    /// Until when nobody is asked.
    rests_until: Option<Instant>,
    /// Whether somebody tries at the moment whether it is well again, and since when.
    trying_since: Option<Instant>,
}

impl Breaker {
    /// Whether to ask now.
    ///
    /// # Errors
    /// How long not to ask, if it rests. Whoever may ask has to say how it went, by [`Breaker::succeeded`] or [`Breaker::failed`]; one that
    /// doesn't is forgotten after `patience`.
    pub fn admit(&mut self, now: Instant, patience: Duration) -> Result<(), Duration> {
        let Some(until) = self.rests_until else {
            return Ok(());
        };
        if now < until {
            return Err(until - now);
        }
        match self.trying_since {
            Some(since) if now < since + patience => Err(since + patience - now),
            _ => {
                self.trying_since = Some(now);
                Ok(())
            }
        }
    }

    /// Whether [`Breaker::admit`] would turn everybody away.
    pub fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }

    /// It answered.
    pub fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// It didn't.
    pub fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        let was_trying = self.trying_since.take().is_some();
        let is_open = self.rests_until.is_some();
        if was_trying || (!is_open && self.failures >= FAILURES) {
            let rest = FIRST_REST.saturating_mul(1 << self.openings.min(10));
            self.openings = self.openings.saturating_add(1);
            self.rests_until = Some(now + rest.min(LONGEST_REST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn an_outage_is_asked_about_once_in_a_while_only() {
        let start = Instant::now();
        let mut breaker = Breaker::default();
        let mut asked = 0;
        for second in 0..3600 {
            let now = start + Duration::from_secs(second);
            while breaker.admit(now, PATIENCE).is_ok() {
                asked += 1;
                breaker.failed(now);
            }
        }
        // 3, then after 15, 30, 60, 120, 240 s and every 300 s: 15 more within the hour.
        assert_eq!(asked, 3 + 5 + 10);
    }

    #[test]
    fn one_tries_and_the_others_wait_for_what_comes_of_it() {
        let start = Instant::now();
        let mut breaker = Breaker::default();
        for _ in 0..FAILURES {
            assert_eq!(breaker.admit(start, PATIENCE), Ok(()));
            breaker.failed(start);
        }
        assert_eq!(breaker.admit(start, PATIENCE), Err(FIRST_REST));
        let later = start + FIRST_REST;
        assert_eq!(breaker.admit(later, PATIENCE), Ok(()), "this one tries");
        assert_eq!(breaker.admit(later, PATIENCE), Err(PATIENCE), "the others wait");
        breaker.succeeded();
        assert_eq!(breaker.admit(later, PATIENCE), Ok(()));
        assert_eq!(breaker.admit(later, PATIENCE), Ok(()));
    }

    #[test]
    fn who_never_says_how_it_went_keeps_nobody_for_ever() {
        let start = Instant::now();
        let mut breaker = Breaker::default();
        for _ in 0..FAILURES {
            breaker.failed(start);
        }
        let later = start + FIRST_REST;
        assert_eq!(breaker.admit(later, PATIENCE), Ok(()));
        assert_eq!(breaker.admit(later + PATIENCE, PATIENCE), Ok(()));
    }

    #[test]
    fn failures_that_are_not_in_a_row_open_nothing() {
        let now = Instant::now();
        let mut breaker = Breaker::default();
        for _ in 0..100 {
            breaker.failed(now);
            breaker.failed(now);
            breaker.succeeded();
        }
        assert_eq!(breaker.admit(now, PATIENCE), Ok(()));
    }

    #[test]
    fn answers_that_come_late_do_not_lengthen_the_rest() {
        let start = Instant::now();
        let mut breaker = Breaker::default();
        for _ in 0..20 {
            breaker.failed(start); // all were asked before it opened
        }
        assert_eq!(breaker.admit(start, PATIENCE), Err(FIRST_REST));
    }
}
