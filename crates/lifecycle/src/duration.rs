//! Durations as people write them in specs: `1h30m`.

use jiff::{SignedDuration, Timestamp};

/// The duration of a text such as `90s`, `30m` or `1h30m`; none where it is no such text. Units go from hours to
/// seconds, each at most once.
pub fn parse(text: &str) -> Option<SignedDuration> {
    let mut seconds: i64 = 0;
    let mut rest = text.trim();
    let mut units = [('h', 3600), ('m', 60), ('s', 1)].into_iter();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest.get(..end)?.parse().ok()?;
        let unit = rest.get(end..)?.chars().next()?;
        let (_, factor) = units.find(|(name, _)| *name == unit)?;
        seconds = seconds.checked_add(number.checked_mul(factor)?)?;
        rest = rest.get(end + unit.len_utf8()..)?;
    }
    Some(SignedDuration::from_secs(seconds))
}

/// The duration of a text, or `default`: the API server lets no other text pass, so this is for objects of an older
/// release only.
pub(crate) fn parse_or(text: &str, default: SignedDuration) -> SignedDuration {
    parse(text).filter(SignedDuration::is_positive).unwrap_or(default)
}

/// That much after `time`; the end of time where there is no such moment.
pub(crate) fn after(time: Timestamp, duration: SignedDuration) -> Timestamp {
    time.checked_add(duration).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_minutes_and_seconds_add_up() {
        for (text, seconds) in [
            ("30m", 1800),
            ("1h30m", 5400),
            ("90s", 90),
            ("1h0m5s", 3605),
            ("9999h", 35_996_400),
        ] {
            assert_eq!(parse(text), Some(SignedDuration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_duration() {
        for text in [
            "",
            "5",
            "m",
            "5m1h",
            "1m1m",
            "-5m",
            "1d",
            "५m",
            "99999999999999999999h",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
