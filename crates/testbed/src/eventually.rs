//! Waiting for a condition, never for a time.

use std::{
    fmt::{self, Display},
    time::{Duration, Instant},
};

/// Between two looks. Short, because the servers are local and a look costs about a millisecond.
const PAUSE: Duration = Duration::from_millis(25);

/// What one look at the world says: it is so (with a value), or not yet (with what was seen instead).
pub trait Condition {
    /// What the wait is for.
    type Value;
    /// The value, or words for what was seen.
    fn settle(self) -> Result<Self::Value, String>;
}

impl Condition for bool {
    type Value = ();
    fn settle(self) -> Result<(), String> {
        if self {
            Ok(())
        } else {
            Err("it was not so".to_owned())
        }
    }
}

impl<T> Condition for Option<T> {
    type Value = T;
    fn settle(self) -> Result<T, String> {
        self.ok_or_else(|| "there was none".to_owned())
    }
}

impl<T, E: Display> Condition for Result<T, E> {
    type Value = T;
    /// Shows an `anyhow::Error` with its causes.
    fn settle(self) -> Result<T, String> {
        self.map_err(|seen| format!("{seen:#}"))
    }
}

/// A wait that ended without its condition.
#[derive(Debug)]
pub struct Late {
    what: String,
    waited: Duration,
    looks: u32,
    last: String,
}

impl Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            waited,
            looks,
            last,
        } = self;
        write!(
            f,
            "waited {:.1} s for {what}; at the last of {looks} looks: {last}",
            waited.as_secs_f32()
        )
    }
}

impl std::error::Error for Late {}

/// Looks again and again until `look` says yes, and gives what it says. `look` answers with a `bool`, an `Option`, or a `Result` whose
/// error describes what was seen instead.
///
/// # Panics
/// With a readable message if `deadline` is over first. A look that hangs counts: it is cut off at the deadline.
pub async fn eventually<C: Condition, F: Future<Output = C>>(
    deadline: Duration,
    what: &str,
    look: impl FnMut() -> F,
) -> C::Value {
    match within(deadline, what, look).await {
        Ok(value) => value,
        Err(late) => panic!("{late}"),
    }
}

/// Like [`eventually`], for callers that have something better to do than to panic.
///
/// # Errors
/// [`Late`] if `deadline` is over first.
pub async fn within<C: Condition, F: Future<Output = C>>(
    deadline: Duration,
    what: &str,
    mut look: impl FnMut() -> F,
) -> Result<C::Value, Late> {
    let start = Instant::now();
    let mut late = Late {
        what: what.to_owned(),
        waited: deadline,
        looks: 0,
        last: "no answer".to_owned(),
    };
    loop {
        let left = deadline.saturating_sub(start.elapsed());
        late.looks += 1;
        match tokio::time::timeout(left, look()).await.map(Condition::settle) {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(seen)) => late.last = seen,
            Err(_) => {
                return Err(Late {
                    waited: start.elapsed(),
                    ..late
                });
            }
        }
        if start.elapsed() >= deadline {
            return Err(Late {
                waited: start.elapsed(),
                ..late
            });
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_so_at_the_third_look_is_given() {
        let mut looks = 0;
        let value = within(Duration::from_secs(5), "three", || {
            looks += 1;
            let now = looks;
            async move { (now == 3).then_some(now) }
        })
        .await;
        assert_eq!(value.ok(), Some(3));
    }

    #[tokio::test]
    async fn being_late_tells_what_was_awaited_and_what_was_seen_last() {
        let late = within(Duration::from_millis(60), "phase Ready", || async {
            Err::<(), _>("phase was Planning")
        })
        .await;
        let message = late.map_or_else(|late| late.to_string(), |()| String::new());
        assert!(message.contains("for phase Ready"), "{message}");
        assert!(message.ends_with("looks: phase was Planning"), "{message}");
    }

    #[tokio::test]
    async fn a_look_that_hangs_is_cut_off_at_the_deadline() {
        let late = within(
            Duration::from_millis(30),
            "an answer",
            std::future::pending::<bool>,
        )
        .await;
        assert!(late.is_err_and(|late| late.to_string().ends_with("1 looks: no answer")));
    }
}
