//! Exceptions: of one rule, for one resource or the plan as a whole, until a day.

use cloudwhisper_api::deployment_policy::Waiver;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Asked, Violation};

/// Why the violation is excepted and until when, where a waiver that isn't void yet says so. Of several the one that holds longest counts.
pub(super) fn of(
    waivers: &[Waiver],
    violation: &Violation,
    asked: Asked<'_>,
    now: Timestamp,
) -> Option<(String, Timestamp)> {
    if !violation.waivable {
        return None;
    }
    waivers
        .iter()
        .filter(|waiver| is_for(waiver, violation, asked))
        .filter_map(|waiver| Some((waiver.reason.clone(), void_from(waiver)?)))
        .filter(|(_, until)| now < *until)
        .max_by_key(|(_, until)| *until)
}

fn is_for(waiver: &Waiver, violation: &Violation, asked: Asked<'_>) -> bool {
    waiver.rule == violation.rule
        && waiver.resource == violation.resource
        && waiver.request.as_deref().is_none_or(|name| name == asked.name)
}

/// 00:00 UTC of its day. None where that is no day: then it is void.
fn void_from(waiver: &Waiver) -> Option<Timestamp> {
    let day: Date = waiver.expires.parse().ok()?;
    let start = day.to_zoned(TimeZone::UTC).ok()?;
    Some(start.timestamp())
}
