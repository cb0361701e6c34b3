//! How often an expression of AWS's schedules is due in a month, for prices.

use rust_decimal::Decimal;

/// Minutes of AWS's billing month of 730 hours.
const MINUTES: Decimal = Decimal::from_parts(43_800, 0, 0, false, 0);
const MINUTES_PER_DAY: Decimal = Decimal::from_parts(1440, 0, 0, false, 0);
const DAYS_PER_WEEK: Decimal = Decimal::from_parts(7, 0, 0, false, 0);
const MONTHS_PER_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Starts in a month; an expression that is not understood counts as one start a day.
pub(super) fn in_a_month(expression: &str) -> Decimal {
    let daily = MINUTES / MINUTES_PER_DAY;
    read(expression).unwrap_or(daily)
}

fn read(expression: &str) -> Option<Decimal> {
    let (form, rest) = expression.split_once('(')?;
    let fields: Vec<&str> = rest.trim_end_matches(')').split_whitespace().collect();
    match (form, fields.as_slice()) {
        ("at", _) => Some(Decimal::ONE),
        ("rate", [number, unit]) => {
            let minutes = match unit.trim_end_matches('s') {
                "minute" => Decimal::ONE,
                "hour" => Decimal::from(60),
                "day" => MINUTES_PER_DAY,
                _ => return None,
            };
            MINUTES.checked_div(number.parse::<Decimal>().ok()? * minutes)
        }
        ("cron", [minute, hour, day, month, weekday, ..]) => {
            let a_day = times(minute, 60)? * times(hour, 24)?;
            let days_a_month = MINUTES / MINUTES_PER_DAY;
            let days = match (*day, *weekday) {
                ("?" | "*", "?" | "*") => days_a_month,
                ("?" | "*", weekday) => days_a_month * times(weekday, 7)? / DAYS_PER_WEEK,
                (day, _) => times(day, 31)?,
            };
            Some(a_day * days * times(month, 12)? / MONTHS_PER_YEAR)
        }
        _ => None,
    }
}

/// How many of `all` values a field names: everything, a list, a range, a step.
fn times(field: &str, all: u32) -> Option<Decimal> {
    let one = |part: &str| -> Option<u32> {
        if let Some((from, step)) = part.split_once('/') {
            let from = from.parse::<u32>().unwrap_or(0).min(all);
            return (all - from)
                .checked_add(step.parse::<u32>().ok()?.checked_sub(1)?)?
                .checked_div(step.parse().ok()?);
        }
        if let Some((from, to)) = part.split_once('-') {
            let (from, to) = (place(from)?, place(to)?);
            return Some(if to >= from {
                to - from + 1
            } else {
                all + to - from + 1
            });
        }
        Some(if matches!(part, "*" | "?") { all } else { 1 })
    };
    let sum: u32 = field.split(',').map(one).sum::<Option<u32>>()?;
    Some(Decimal::from(sum.min(all)))
}

/// A number, or a day of the week by its name.
fn place(text: &str) -> Option<u32> {
    const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    let named = DAYS.iter().position(|day| day.eq_ignore_ascii_case(text));
    match named {
        Some(day) => u32::try_from(day + 1).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_a_month;

    #[test]
    fn starts_are_counted_by_the_month() {
        let rounded = |expression| in_a_month(expression).round_dp(1).to_string();
        for (expression, starts) in [
            ("cron(0 2 * * ? *)", "30.4"),
            ("cron(0 2 ? * MON *)", "4.3"),
            ("cron(0 9 ? * MON-FRI *)", "21.7"),
            ("cron(0 9 ? * SAT,SUN *)", "8.7"),
            ("cron(0 2 1 * ? *)", "1"),
            ("cron(0/15 * * * ? *)", "2920.0"),
            ("cron(30 8,20 * * ? *)", "60.8"),
            ("cron(0 0 1 1 ? *)", "0.1"),
            ("rate(1 hour)", "730"),
            ("rate(2 days)", "15.2"),
            ("at(2026-12-01T00:00:00)", "1"),
            ("whatever", "30.4"),
            ("rate(0 hours)", "30.4"),
        ] {
            assert_eq!(
                rounded(expression).trim_end_matches(".0"),
                starts.trim_end_matches(".0"),
                "{expression}"
            );
        }
    }
}
