//! How many tokens a namespace may use in a day. Pure: the day is an argument. What was used is kept by whoever counts
//! (`controller::models` writes it down, so that a restart forgets nothing).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What namespaces have used today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Used {
    /// Which day, in UTC; none before the first.
    day: Option<Date>,
    /// Tokens by namespace.
    #[serde(default)]
    tokens: BTreeMap<String, u64>,
}

impl Used {
    /// Sets `most` tokens aside for a call that begins now.
    ///
    /// # Errors
    /// The tokens that the namespace has used already, if these would be more than `allowed` a day; none are set aside then.
    pub(super) fn reserve(&mut self, namespace: &str, most: u64, allowed: u64, day: Date) -> Result<(), u64> {
        self.turn_to(day);
        let used = self.of(namespace);
        if used.saturating_add(most) > allowed {
            return Err(used);
        }
        self.tokens
            .insert(namespace.to_owned(), used.saturating_add(most));
        Ok(())
    }

    /// A call has ended that `reserved` were set aside for: `used` counts instead.
    pub(super) fn settle(&mut self, namespace: &str, reserved: u64, used: u64, day: Date) {
        if self.day != Some(day) {
            // The call began yesterday: what it took is today's.
            self.turn_to(day);
            *self.tokens.entry(namespace.to_owned()).or_default() += used;
            return;
        }
        let tokens = self.tokens.entry(namespace.to_owned()).or_default();
        *tokens = tokens.saturating_sub(reserved).saturating_add(used);
    }

    /// Tokens that the namespace has used.
    pub(super) fn of(&self, namespace: &str) -> u64 {
        self.tokens.get(namespace).copied().unwrap_or_default()
    }

    fn turn_to(&mut self, day: Date) {
        // A clock that is set back gives nobody a second allowance.
        if self.day.is_none_or(|before| before < day) {
            self.day = Some(day);
            self.tokens.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn calls_at_once_can_t_use_the_same_allowance() {
        let mut used = Used::default();
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), Ok(()));
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), Err(600));
        assert_eq!(used.reserve("bank", 600, 1000, TODAY), Ok(()), "another's");
        used.settle("shop", 600, 150, TODAY);
        assert_eq!(used.of("shop"), 150);
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), Ok(()));
    }

    #[test]
    fn every_day_has_its_own() {
        let mut used = Used::default();
        used.reserve("shop", 1000, 1000, TODAY).expect("enough");
        let tomorrow = date(2026, 11, 23);
        assert_eq!(used.reserve("shop", 1000, 1000, tomorrow), Ok(()));
        assert_eq!(
            used.reserve("shop", 1, 1000, TODAY),
            Err(1000),
            "a clock set back"
        );
    }

    #[test]
    fn what_a_call_over_midnight_took_is_counted_once() {
        let mut used = Used::default();
        used.reserve("shop", 1000, 1000, TODAY).expect("enough");
        used.settle("shop", 1000, 400, date(2026, 11, 23));
        assert_eq!(used.of("shop"), 400);
    }

    #[test]
    fn what_was_written_down_is_read_again() {
        let mut used = Used::default();
        used.reserve("shop", 7, 1000, TODAY).expect("enough");
        let text = serde_json::to_string(&used).expect("JSON");
        assert_eq!(serde_json::from_str::<Used>(&text).expect("the same"), used);
    }
}
