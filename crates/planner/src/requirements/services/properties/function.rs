//! What a number says of a function: its runtime's release, its time limit.

use std::ops::Range;

use rust_decimal::Decimal;

use super::near::says_near;
use crate::language::lexicon::{Concept, Runtime, Time, Unit};
use crate::requirements::read::Reading;

/// What the number at `at` says of a function; `noun` is the word behind it.
pub(super) fn of_function(
    reading: &Reading<'_>,
    clause: &Range<usize>,
    at: usize,
    value: Decimal,
    noun: &str,
) -> Option<(&'static str, String)> {
    let before = at.checked_sub(1).and_then(|at| reading.concept(at));
    if let Some(Concept::Runtime(runtime)) = before {
        let name = match runtime {
            Runtime::Python => format!("python{}", reading.written(at)),
            Runtime::Node => format!("nodejs{}.x", value.trunc()),
        };
        return Some(("runtime", name));
    }
    let factor = match reading.concept(at + 1) {
        Some(Concept::Time(Time::Second)) => 1,
        Some(Concept::Time(Time::Minute)) => 60,
        _ if matches!(noun, "s") => 1,
        _ => return None,
    };
    let bracketed =
        reading.written(at.saturating_sub(1)) == "," && matches!(reading.written(at + 2), ")" | ",");
    // "512 MB 30 s".
    let behind_memory = matches!(
        at.checked_sub(1).and_then(|before| reading.concept(before)),
        Some(Concept::Unit(Unit::Megabytes(_) | Unit::Memory))
    );
    let limits = bracketed
        || behind_memory
        || says_near(
            reading,
            clause,
            at,
            &["timeout", "time out", "time limit", "times out"],
        );
    let seconds = value.checked_mul(Decimal::from(factor))?.normalize();
    limits.then(|| ("timeout", seconds.to_string()))
}
