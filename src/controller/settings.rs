//! What the operator's arguments may be. Here: each text as a value that can be used, or a sentence that says what would be right.
//! Not here: which arguments there are (`controller`).

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use rust_decimal::Decimal;

use crate::exchange_rate;

/// Seconds between two looks at CloudFormation: a bed of tests looks often, and a stack that is done shall be seen within ten minutes.
const POLL_SECONDS: RangeInclusive<f64> = 0.05..=600.0;
/// Most characters of a stack name prefix.
///
/// A load balancer or target group without a name gets one of `CloudFormation`, within the 32 characters that Elastic Load Balancing
/// takes: five of the stack's name, five of the logical id, the rest at random. A longer prefix would be cut there, and `<prefix>-*` in the
/// policies of `config/deploy-role` would not fit what the role has to make. AWS states no rule; this is what names in its own reference
/// look like, such as `app/EC2Co-EcsEl-1TKLTMITMM0EO` (Application Auto Scaling API, `PredefinedMetricSpecification`, read 2026-11-21).
pub(super) const LONGEST_PREFIX: usize = 5;

/// `--poll-seconds`.
///
/// # Errors
/// Whatever is no number of seconds from 0.05 to 600; `nan` and `inf` are none.
pub(super) fn poll_interval(text: &str) -> Result<Duration, String> {
    let seconds = text
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|seconds| POLL_SECONDS.contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| {
        format!(
            "give seconds from {} to {}, such as 5 or 0.5",
            POLL_SECONDS.start(),
            POLL_SECONDS.end()
        )
    })
}

/// `--lease-seconds`.
///
/// # Errors
/// Whatever is no whole number from 3 to 600.
pub(super) fn lease_seconds(text: &str) -> Result<u64, String> {
    whole(text, 3..=600, "seconds, a whole number", &15)
}

/// `--concurrency`.
///
/// # Errors
/// Whatever is no whole number from 1 to 512.
pub(super) fn concurrency(text: &str) -> Result<u16, String> {
    whole(text, 1..=512, "a whole number", &8)
}

/// `--model-concurrency`.
///
/// # Errors
/// Whatever is no whole number from 1 to 64.
pub(super) fn model_concurrency(text: &str) -> Result<u8, String> {
    whole(text, 1..=64, "a whole number", &4)
}

fn whole<T: FromStr + PartialOrd + Display>(
    text: &str,
    range: RangeInclusive<T>,
    what: &str,
    example: &T,
) -> Result<T, String> {
    let number = text.trim().parse::<T>().ok();
    number.filter(|number| range.contains(number)).ok_or_else(|| {
        format!(
            "give {what} from {} to {}, such as {example}",
            range.start(),
            range.end()
        )
    })
}

/// `--exchange-rate`: rupees for a dollar, within what a rate that is asked for has to be in as well. With 0 every budget in rupees
/// would be kept, and `WithinBudget` would approve any plan.
///
/// # Errors
/// Whatever is no number in [`exchange_rate::PLAUSIBLE`].
pub(super) fn rupees_for_a_dollar(text: &str) -> Result<Decimal, String> {
    let rate = text.trim().parse::<Decimal>().ok();
    rate.filter(|rate| exchange_rate::is_plausible(*rate))
        .ok_or_else(|| {
            let (least, most) = exchange_rate::PLAUSIBLE;
            format!("give rupees for one US dollar, from {least} to {most}, such as 89.5")
        })
}

/// `--stack-name-prefix`: what names of stacks, and of everything in them, begin with. Small letters, since names of buckets and
/// databases have no others.
///
/// # Errors
/// Whatever isn't a small letter and up to four more letters, digits or hyphens, the last of them no hyphen.
pub(super) fn stack_name_prefix(text: &str) -> Result<String, String> {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = text.len() <= LONGEST_PREFIX
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(letters)
        && !text.ends_with('-')
        && !text.contains("--");
    if fits {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "give a small letter and then small letters, digits or single hyphens, at most {LONGEST_PREFIX} characters and no hyphen at \
             the end, such as cw or cw-eu: load balancers keep no more of a stack's name in theirs"
        ))
    }
}

/// `--exchange-rate-date`.
///
/// # Errors
/// Whatever is no day of the calendar as YYYY-MM-DD.
pub(super) fn day(text: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = text.trim().parse();
    day.map(|day| day.to_string())
        .map_err(|_| "give a day as YYYY-MM-DD, such as 2026-11-21".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is refused says what to give instead.
    fn refused<T>(parse: impl Fn(&str) -> Result<T, String>, texts: &[&str]) {
        for text in texts {
            let why = parse(text).err().unwrap_or_default();
            assert!(
                why.starts_with("give ") && why.contains("such as"),
                "{text:?}: {why:?}"
            );
        }
    }

    #[test]
    fn seconds_are_a_time_that_somebody_can_wait_for() {
        assert_eq!(poll_interval("0.2"), Ok(Duration::from_millis(200)));
        assert_eq!(poll_interval("600"), Ok(Duration::from_mins(10)));
        refused(
            poll_interval,
            &[
                "nan", "NaN", "inf", "-inf", "1e400", "0", "-1", "0.04", "601", "", "soon", "5s",
            ],
        );
    }

    #[test]
    fn a_whole_number_has_two_ends() {
        assert_eq!(lease_seconds("3"), Ok(3));
        assert_eq!(concurrency("512"), Ok(512));
        refused(lease_seconds, &["2", "601", "-3", "0", "1e2", "nan", "15.0", ""]);
        refused(concurrency, &["0", "513", "-1", "inf", "99999999"]);
    }

    #[test]
    fn no_rate_makes_every_plan_cheap() {
        assert_eq!(rupees_for_a_dollar("89.5"), Ok(Decimal::new(895, 1)));
        assert_eq!(rupees_for_a_dollar("10"), Ok(Decimal::TEN));
        refused(
            rupees_for_a_dollar,
            &[
                "0", "0.0", "-89.5", "9.99", "1000.01", "nan", "inf", "1e-9", "", "many",
            ],
        );
    }

    #[test]
    fn a_prefix_stands_at_the_beginning_of_every_name_that_aws_makes_of_it() {
        for prefix in ["cw", "t", "cw-eu", "abcde", "c2"] {
            assert_eq!(stack_name_prefix(prefix), Ok(prefix.to_owned()));
        }
        refused(
            stack_name_prefix,
            &[
                "", "CW", "2c", "-cw", "cw-", "c--w", "c_w", "c.w", "abcdef", "cw ", "c*", "क",
            ],
        );
    }

    #[test]
    fn a_rate_has_a_day_of_the_calendar() {
        assert_eq!(day("2026-11-21"), Ok("2026-11-21".to_owned()));
        refused(day, &["2026-02-30", "yesterday", "21.11.2026", ""]);
    }
}
