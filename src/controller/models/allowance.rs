//! How many tokens a namespace may use in a day. Pure: the day is an argument. What was used is kept by `store`, so that a restart forgets
//! nothing.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
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
    /// Sets `most` tokens aside for a call that begins now. Returns the day that they are booked on, or nothing where they would be more than
    /// `allowed`: none are set aside then.
    pub(super) fn reserve(&mut self, namespace: &str, most: u64, allowed: u64, today: Date) -> Option<Date> {
        let day = self.turn_to(today);
        let with_these = self.of(namespace).saturating_add(most);
        if with_these > allowed {
            return None;
        }
        self.tokens.insert(namespace.to_owned(), with_these);
        Some(day)
    }

    /// A call has ended: `used` counts in place of what was set aside, which is `reserved` on a day. What belongs to another day has gone
    /// with it.
    pub(super) fn settle(&mut self, namespace: &str, reserved: (Date, u64), used: u64, today: Date) {
        let day = self.turn_to(today);
        let (reserved_on, reserved) = reserved;
        let back = if reserved_on == day { reserved } else { 0 };
        let tokens = self.tokens.entry(namespace.to_owned()).or_default();
        *tokens = tokens.saturating_sub(back).saturating_add(used);
    }

    /// Tokens that the namespace has used.
    pub(super) fn of(&self, namespace: &str) -> u64 {
        self.tokens.get(namespace).copied().unwrap_or_default()
    }

    /// A clock that is set back gives nobody a second allowance. One that is days ahead was wrong: it must not stop the count until then.
    fn turn_to(&mut self, today: Date) -> Date {
        let latest = today.saturating_add(1.day());
        match self.day {
            Some(day) if today <= day && day <= latest => day,
            _ => {
                self.day = Some(today);
                self.tokens.clear();
                today
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);
    const TOMORROW: Date = date(2026, 11, 23);

    #[test]
    fn calls_at_once_can_t_use_the_same_allowance() {
        let mut used = Used::default();
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), Some(TODAY));
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), None);
        assert_eq!(used.reserve("bank", 600, 1000, TODAY), Some(TODAY), "another's");
        used.settle("shop", (TODAY, 600), 150, TODAY);
        assert_eq!(used.of("shop"), 150);
        assert_eq!(used.reserve("shop", 600, 1000, TODAY), Some(TODAY));
    }

    #[test]
    fn every_day_has_its_own() {
        let mut used = Used::default();
        used.reserve("shop", 1000, 1000, TODAY).expect("enough");
        assert_eq!(used.reserve("shop", 1000, 1000, TOMORROW), Some(TOMORROW));
        assert_eq!(used.reserve("shop", 1, 1000, TODAY), None, "a clock set back");
        assert_eq!(
            used.reserve("bank", 1, 1000, TODAY),
            Some(TOMORROW),
            "is one day's"
        );
    }

    #[test]
    fn what_a_call_over_midnight_took_is_counted_once_and_frees_nobody_else_s() {
        let mut used = Used::default();
        used.reserve("shop", 1000, 1000, TODAY).expect("enough");
        used.reserve("shop", 500, 1000, TOMORROW).expect("a new day");
        used.settle("shop", (TODAY, 1000), 400, TOMORROW);
        assert_eq!(used.of("shop"), 900);
    }

    #[test]
    fn a_clock_that_was_days_ahead_stops_no_count() {
        let mut used = Used::default();
        used.reserve("shop", 1000, 1000, date(2031, 1, 1))
            .expect("enough");
        assert_eq!(used.reserve("shop", 1000, 1000, TODAY), Some(TODAY));
    }

    #[test]
    fn what_was_written_down_is_read_again() {
        let mut used = Used::default();
        used.reserve("shop", 7, 1000, TODAY).expect("enough");
        let text = serde_json::to_string(&used).expect("JSON");
        assert_eq!(serde_json::from_str::<Used>(&text).expect("the same"), used);
    }
}
