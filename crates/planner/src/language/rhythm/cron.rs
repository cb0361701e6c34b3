//! Rhythms as AWS writes them: `rate(5 minutes)`, `cron(30 20 * * ? *)`, always by UTC.

use super::{DAY, Days, Rhythm};

const NAMES: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The expression of a rhythm whose clock is so many minutes ahead of UTC.
pub(crate) fn expression(rhythm: Rhythm, ahead: i32) -> String {
    match rhythm {
        Rhythm::Minutes(number) => rate(number, "minute"),
        Rhythm::Hours(number) => rate(number, "hour"),
        Rhythm::Days(number) => rate(number, "day"),
        Rhythm::At { days, minute } => {
            let utc = minute - ahead;
            let (shift, minute) = (utc.div_euclid(DAY), utc.rem_euclid(DAY));
            let (of_month, of_week) = fields(days, shift);
            format!("cron({} {} {of_month} * {of_week} *)", minute % 60, minute / 60)
        }
    }
}

fn rate(number: u32, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("rate({number} {unit}{plural})")
}

/// Day of the month and day of the week, moved by so many days: one of the two is always `?`.
fn fields(days: Days, shift: i32) -> (String, String) {
    let any = || "?".to_owned();
    match days {
        Days::All => ("*".to_owned(), any()),
        Days::Week(bits) => (any(), week(bits, shift)),
        Days::Month(day) => (month(i32::from(day) + shift), any()),
        // A day behind the last is the first; a day before it is the last but one.
        Days::LastOfMonth if shift > 0 => ("1".to_owned(), any()),
        Days::LastOfMonth if shift < 0 => ("L-1".to_owned(), any()),
        Days::LastOfMonth => ("L".to_owned(), any()),
    }
}

/// A day of the month; the day before the first is the last of the month before.
fn month(day: i32) -> String {
    match day {
        ..=0 => "L".to_owned(),
        32.. => "1".to_owned(),
        day => day.to_string(),
    }
}

fn week(bits: u8, shift: i32) -> String {
    let moved = |day: i32| (day + shift).rem_euclid(7);
    let on = |day: i32| (0..7).any(|from| bits & (1 << from) != 0 && moved(from) == day);
    let names: Vec<&str> = (0..7)
        .zip(NAMES)
        .filter(|(day, _)| on(*day))
        .map(|(_, name)| name)
        .collect();
    match names.as_slice() {
        ["MON", "TUE", "WED", "THU", "FRI"] => "MON-FRI".to_owned(),
        names => names.join(","),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::find;
    use super::{DAY, Days, NAMES, Rhythm, expression};
    use crate::language::normalize::normalize;
    use crate::language::tokens::tokenize;

    /// The first rhythm of a text by a clock so many minutes ahead of UTC, where the text names none.
    fn written(text: &str, ahead: i32) -> Option<String> {
        let text = normalize(text);
        let due = find(&tokenize(&text)).into_iter().next()?;
        Some(expression(due.rhythm, due.ahead.unwrap_or(ahead)))
    }

    #[test]
    fn rhythms_are_read_in_three_languages() {
        for (text, expected) in [
            ("every night at 2 am IST", "cron(30 20 * * ? *)"),
            ("every night at 11 UTC", "cron(0 23 * * ? *)"),
            ("each night", "cron(0 2 * * ? *)"),
            ("every 5 minutes", "rate(5 minutes)"),
            ("every five minutes", "rate(5 minutes)"),
            ("every minute", "rate(1 minute)"),
            ("every hour", "rate(1 hour)"),
            ("hourly", "rate(1 hour)"),
            ("every 6 hours", "rate(6 hours)"),
            ("twice a day", "rate(12 hours)"),
            ("every day", "rate(1 day)"),
            ("daily at 14:30", "cron(30 14 * * ? *)"),
            ("at 7:15 pm every day", "cron(15 19 * * ? *)"),
            ("every morning at 6", "cron(0 6 * * ? *)"),
            ("every evening at 6", "cron(0 18 * * ? *)"),
            ("every day at noon", "cron(0 12 * * ? *)"),
            ("weekdays at 9", "cron(0 9 ? * MON-FRI *)"),
            ("Weekdays at 9 in the morning IST", "cron(0 9 ? * MON-FRI *)"),
            ("every Monday at 7", "cron(0 7 ? * MON *)"),
            ("on Mondays and Thursdays at 8 am", "cron(0 8 ? * MON,THU *)"),
            ("Monday to Friday at 6 pm", "cron(0 18 ? * MON-FRI *)"),
            ("every other day", "rate(2 days)"),
            ("every week", "rate(7 days)"),
            ("at the end of each month", "cron(0 9 L * ? *)"),
            ("on the first of every month at 5 am", "cron(0 5 1 * ? *)"),
            ("on the 15th of each month at 5 am", "cron(0 5 15 * ? *)"),
            ("हर रात 2 बजे", "cron(0 2 * * ? *)"),
            ("हर रात ११ बजे", "cron(0 23 * * ? *)"),
            ("रोज़ सुबह 9 बजे", "cron(0 9 * * ? *)"),
            ("हर 10 मिनट में", "rate(10 minutes)"),
            ("हर सोमवार सुबह 8 बजे", "cron(0 8 ? * MON *)"),
            ("har ghante", "rate(1 hour)"),
            ("har raat 2 baje", "cron(0 2 * * ? *)"),
            ("roz shaam 6 baje", "cron(0 18 * * ? *)"),
            ("har 15 minute", "rate(15 minutes)"),
        ] {
            let ist = text == "Weekdays at 9 in the morning IST";
            let expected = if ist { "cron(30 3 ? * MON-FRI *)" } else { expected };
            assert_eq!(written(text, 0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_rhythm_is_none() {
        for text in [
            "500 requests per second",
            "keep for 30 days",
            "open at 9",
            "on Monday",
            "a day off",
            "every customer",
        ] {
            assert_eq!(written(text, 0), None, "{text}");
        }
    }

    /// The week as AWS runs it: minutes after Sunday 0:00 UTC at which a weekly expression is due.
    fn runs(expression: &str) -> Vec<i32> {
        let fields: Vec<&str> = expression
            .trim_start_matches("cron(")
            .trim_end_matches(')')
            .split(' ')
            .collect();
        let minute: i32 = fields[0].parse().expect("a minute");
        let hour: i32 = fields[1].parse().expect("an hour");
        let days = match fields[4] {
            "?" => (0..7).collect(),
            "MON-FRI" => (1..6).collect(),
            names => NAMES
                .into_iter()
                .enumerate()
                .filter(|(_, name)| names.split(',').any(|it| it == *name))
                .map(|(day, _)| i32::try_from(day).expect("a day"))
                .collect::<Vec<_>>(),
        };
        let mut runs: Vec<i32> = days
            .into_iter()
            .map(|day| day * DAY + hour * 60 + minute)
            .collect();
        runs.sort_unstable();
        runs
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn the_same_moments_of_the_week_are_meant_by_every_clock(
            bits in 1_u8..128, minute in 0..DAY, ahead in select(&[0, 330, 480, 540, 60, -300, -480][..]), all: bool,
        ) {
            let days = if all { Days::All } else { Days::Week(bits) };
            let utc = expression(Rhythm::At { days, minute }, ahead);
            let wanted = if all { 127 } else { bits };
            let mut local: Vec<i32> = (0..7)
                .filter(|day| wanted & (1 << day) != 0)
                .map(|day| (day * DAY + minute - ahead).rem_euclid(7 * DAY))
                .collect();
            local.sort_unstable();
            prop_assert_eq!(runs(&utc), local, "{}", utc);
        }

        #[test]
        fn hours_and_minutes_come_back_as_they_were_said(hour in 0_i32..24, minute in 0_i32..60, zone in select(&[("IST", 330), ("UTC", 0), ("EST", -300)][..])) {
            let text = format!("run it every day at {hour}:{minute:02} {}", zone.0);
            let utc = (hour * 60 + minute - zone.1).rem_euclid(DAY);
            let expected = format!("cron({} {} * * ? *)", utc % 60, utc / 60);
            prop_assert_eq!(written(&text, 999), Some(expected));
        }

        #[test]
        fn twelve_hour_clocks_are_read(hour in 1_i32..13, pm: bool) {
            let text = format!("nightly at {hour} {}", if pm { "pm" } else { "am" });
            let utc = hour % 12 + if pm { 12 } else { 0 };
            prop_assert_eq!(written(&text, 0), Some(format!("cron(0 {utc} * * ? *)")));
        }

        #[test]
        fn every_expression_is_one_that_aws_takes(
            days in prop_oneof![Just(Days::All), (1_u8..128).prop_map(Days::Week), (1_u8..32).prop_map(Days::Month), Just(Days::LastOfMonth)],
            minute in 0..DAY, ahead in -720_i32..841,
        ) {
            let text = expression(Rhythm::At { days, minute }, ahead);
            let fields: Vec<&str> = text.strip_prefix("cron(").and_then(|it| it.strip_suffix(')')).expect("cron()").split(' ').collect();
            prop_assert_eq!(fields.len(), 6);
            prop_assert!(fields[0].parse::<i32>().is_ok_and(|it| (0..60).contains(&it)));
            prop_assert!(fields[1].parse::<i32>().is_ok_and(|it| (0..24).contains(&it)));
            prop_assert_eq!(fields.iter().filter(|field| **field == "?").count(), 1, "{}", text);
        }
    }
}
