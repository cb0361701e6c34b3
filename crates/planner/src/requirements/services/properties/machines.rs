//! How many machines a group has: "2 to 6 nodes", "min 1", "desired 3".

use rust_decimal::Decimal;

use crate::requirements::read::{Reading, What};

/// "2 to 6 nodes", "min 1", "desired 3": how many machines a group has.
pub(super) fn machines(reading: &Reading<'_>, at: usize, value: Decimal) -> Option<(&'static str, String)> {
    let before = |n: usize| at.checked_sub(n).map(|at| reading.written(at).to_lowercase());
    let near = [before(1), before(2)].into_iter().flatten();
    let is_number = |at: usize| matches!(reading.items.get(at).map(|it| it.what), Some(What::Number(_)));
    let joins = |at: usize| {
        matches!(
            reading.written(at).to_lowercase().as_str(),
            "to" | "-" | "–" | "and"
        )
    };
    let words: Vec<String> = near.collect();
    let says = |starts: &[&str]| {
        let nearest = words
            .iter()
            .find(|word| word.starts_with(|c: char| c.is_alphabetic()));
        nearest.is_some_and(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    let next = reading.written(at + 1).to_lowercase();
    let names_groups = reading.items.get(at + 1).is_some_and(|it| it.aws.is_some());
    let counts = !names_groups
        && ["node", "machine", "instance", "worker"]
            .iter()
            .any(|noun| next.starts_with(noun));
    let word = if joins(at + 1) && is_number(at + 2) {
        "minCapacity"
    } else if at >= 2 && joins(at - 1) && is_number(at - 2) || says(&["max", "up to", "most"]) {
        "maxCapacity"
    } else if says(&["min", "least"]) {
        "minCapacity"
    } else if counts || says(&["desired", "size"]) {
        "nodes"
    } else {
        return None;
    };
    value.is_integer().then(|| (word, value.to_string()))
}
